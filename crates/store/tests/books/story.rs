//! The whole interface, as one story, on both databases.

use comity_exchange::publish::{Life, NotPublished};
use comity_store::{
    Actor, AuditFilter, Conflict, Context, Error, FirmLook, FirmNew, LinkFor, LinkState, MemberNew, Page, PersonChange,
    PersonNew, Role, Who,
};

use crate::setting::{Books, DAY, Firm, exchange, somebody, terms};

#[tokio::test]
async fn on_sqlite() {
    story(&Books::sqlite().await).await;
}

#[tokio::test]
async fn on_postgres() {
    if let Some(books) = Books::postgres("story").await {
        story(&books).await;
    }
}

async fn story(books: &Books) {
    let firm = books.firm("norda").await;
    firms(books, &firm).await;
    members(books, &firm).await;
    people(books, &firm).await;
    links(books, &firm).await;
    exchanges(books, &firm).await;
}

async fn firms(books: &Books, firm: &Firm) {
    let (store, owner) = (&books.store, firm.owner());
    let again = FirmNew { slug: "norda".into(), name: "N".into(), country: "IT".into(), languages: vec!["it".into()] };
    assert_eq!(store.firm_create(&Context::instance(), again).await, Err(Conflict::Slug.into()));
    let look = FirmLook {
        colour: "#0a7a5c".into(),
        host: Some("Voice.Norda.example".into()),
        ..store.firm_get(&owner).await.unwrap().look
    };
    store.firm_update(&owner, look).await.unwrap();
    let found = store.firm_by_host(&Context::instance(), "voice.norda.example").await.unwrap().unwrap();
    assert_eq!((found.id, found.look.colour.as_str()), (firm.id, "#0a7a5c"));
    assert_eq!(store.firm_by_slug(&Context::instance(), "norda").await.unwrap(), Some(found));
    assert_eq!(store.firm_list(&Context::instance()).await.unwrap().len(), 1);
}

async fn members(books: &Books, firm: &Firm) {
    let (store, owner) = (&books.store, firm.owner());
    let new =
        |mail: &str| MemberNew { mail: mail.into(), name: "Rita".into(), role: Role::Researcher, password_hash: None };
    let rita = store.member_add(&owner, new("rita@norda.example")).await.unwrap();
    assert_eq!(store.member_add(&owner, new("RITA@norda.example")).await, Err(Conflict::Mail.into()));
    assert_eq!(store.member_count(&firm.visitor()).await.unwrap(), 2);
    store.member_password_set(&owner, rita, "argon".into()).await.unwrap();
    let found = store.member_by_mail(&firm.visitor(), " Rita@Norda.example ").await.unwrap().unwrap();
    assert_eq!((found.member.id, found.password_hash.as_deref()), (rita, Some("argon")));
    assert_eq!(store.member_role_set(&owner, firm.owner, Role::Viewer).await, Err(Conflict::LastOwner.into()));

    let token = store.session_open(&firm.system(), Who::Member(rita), DAY).await.unwrap();
    let session = store.session_find(&Context::instance(), &token).await.unwrap().unwrap();
    assert_eq!(session.actor(), Actor::Member { id: rita, role: Role::Researcher });
    store.member_role_set(&owner, rita, Role::Auditor).await.unwrap();
    assert!(store.session_find(&firm.visitor(), &token).await.unwrap().is_none(), "a new role, a new session");
    store.member_remove(&owner, rita).await.unwrap();
    assert_eq!(store.member_list(&owner).await.unwrap().len(), 1);
    let filter = AuditFilter { act: Some("member_remove".into()), ..AuditFilter::default() };
    let rows = store.audit_list(&owner, &filter, &Page::default()).await.unwrap().rows;
    assert_eq!((rows.len(), rows[0].object.clone()), (1, Some(rita.to_string())));
}

async fn people(books: &Books, firm: &Firm) {
    let (store, owner) = (&books.store, firm.owner());
    let new = PersonNew {
        mail: Some("Ada@Example.com".into()),
        external_id: Some("C-17".into()),
        name: Some("Ada Lovelace".into()),
        language: "IT".into(),
        born_year: Some(1990),
        minor: false,
    };
    let ada = store.person_add(&owner, new.clone()).await.unwrap();
    assert_eq!(store.person_add(&owner, new).await, Err(Conflict::Mail.into()));
    let other = PersonNew { external_id: Some("C-17".into()), ..somebody("b@example.com") };
    assert_eq!(store.person_add(&owner, other).await, Err(Conflict::ExternalId.into()));
    let got = store.person_get(&firm.person(ada), ada).await.unwrap();
    assert_eq!(
        (got.mail.as_deref(), got.name.as_deref(), got.born_year),
        (Some("ada@example.com"), Some("Ada Lovelace"), Some(1990))
    );
    assert_eq!(store.person_by_mail(&firm.system(), "ada@example.COM").await.unwrap(), Some(got.clone()));
    assert_eq!(store.person_by_external(&owner, "C-17").await.unwrap(), Some(got));
    let change = PersonChange { name: Some(Some("Ada King".into())), mail: Some(None), ..PersonChange::default() };
    store.person_correct(&firm.person(ada), ada, change).await.unwrap();
    let got = store.person_get(&owner, ada).await.unwrap();
    assert_eq!((got.mail, got.name.as_deref(), got.born_year), (None, Some("Ada King"), Some(1990)));
    let minor = PersonChange { minor: Some(true), ..PersonChange::default() };
    assert!(matches!(store.person_correct(&firm.person(ada), ada, minor).await, Err(Error::Denied(_))));

    for n in 0..5 {
        store.person_add(&owner, somebody(&format!("p{n}@example.com"))).await.unwrap();
    }
    let mut page = Page::first(4);
    let first = store.person_list(&owner, &page).await.unwrap();
    page.after = first.next.clone();
    let second = store.person_list(&owner, &page).await.unwrap();
    assert_eq!((first.rows.len(), second.rows.len(), second.next, second.total), (4, 2, None, 6));
    assert_eq!(second.rows[1].id, ada);

    let ward = store.person_add(&owner, PersonNew { minor: true, ..somebody("kid@example.com") }).await.unwrap();
    store.guardian_add(&owner, ward, ada).await.unwrap();
    assert_eq!(store.ward_list(&firm.person(ada), ada).await.unwrap(), [ward]);
    assert_eq!(store.guardian_list(&owner, ward).await.unwrap(), [ada]);
    let token = store.session_open(&firm.system(), Who::Guardian { id: ada, ward }, DAY).await.unwrap();
    store.guardian_remove(&owner, ward, ada).await.unwrap();
    assert!(store.session_find(&firm.visitor(), &token).await.unwrap().is_none());
}

async fn links(books: &Books, firm: &Firm) {
    let (store, owner) = (&books.store, firm.owner());
    let person = store.person_add(&owner, somebody("link@example.com")).await.unwrap();
    let link = LinkFor { who: Who::Person(person), exchange: None };
    let token = store.link_make(&owner, link, DAY).await.unwrap();
    for _ in 0..2 {
        assert_eq!(store.link_peek(&firm.visitor(), &token).await.unwrap(), LinkState::Open(link));
    }
    assert_eq!(store.link_use(&firm.visitor(), &token).await.unwrap(), link);
    assert_eq!(store.link_use(&firm.visitor(), &token).await, Err(Conflict::Used.into()));
    assert_eq!(store.link_peek(&firm.visitor(), &token).await.unwrap(), LinkState::Used(link));
    let late = store.link_make(&owner, link, DAY).await.unwrap();
    books.pass(DAY);
    assert_eq!(store.link_use(&firm.visitor(), &late).await, Err(Conflict::Expired.into()));
    let until = books.now() + DAY;
    store.handoff_use(&firm.system(), "jti-1", until).await.unwrap();
    assert_eq!(store.handoff_use(&firm.system(), "jti-1", until).await, Err(Conflict::Used.into()));
    assert_eq!(store.handoff_use(&firm.system(), "jti-2", 0).await, Err(Conflict::Expired.into()));
}

async fn exchanges(books: &Books, firm: &Firm) {
    let (store, owner) = (&books.store, firm.owner());
    let id = exchange(books, firm).await;
    let view = store.exchange_get(&owner, id).await.unwrap();
    assert_eq!((view.revision, view.exchange.life, view.draft == terms()), (1, Life::Open, true));
    assert_eq!(store.exchange_publish(&owner, id).await, Err(NotPublished::Unchanged.into()));
    let mut changed = terms();
    changed.answer_within_days = 7;
    assert_eq!(store.exchange_draft_save(&owner, id, changed.clone(), 1).await, Ok(2));
    assert_eq!(store.exchange_draft_save(&owner, id, terms(), 1).await, Err(Conflict::Stale.into()));
    assert_eq!(store.exchange_publish(&owner, id).await, Ok(2));
    assert_eq!(*store.version_get(&owner, id, 2).await.unwrap().terms, changed);
    assert_eq!(store.exchange_list(&owner).await.unwrap()[0].current, 2);
    store.exchange_close(&owner, id).await.unwrap();
    assert_eq!(store.exchange_publish(&owner, id).await, Err(NotPublished::Closed.into()));
}
