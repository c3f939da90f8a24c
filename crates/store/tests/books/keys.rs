//! Systems of the firm with a key: they read what people brought, answer for the firm, and take part for persons who agreed.

use comity_exchange::market::NotPermitted;
use comity_exchange::negotiation::Answer;
use comity_participation::moderation::{Button, Conflict as Changed};
use comity_participation::refusal::Refusal;
use comity_participation::response::Ballot;
use comity_store::*;

use crate::erasure::run_jobs;
use crate::information::agreed;
use crate::participation::{idea, ideas, no};
use crate::setting::{Books, Firm, exchange, invited, response, somebody};

#[tokio::test]
async fn on_sqlite() {
    let books = Books::sqlite().await;
    story(&books).await;
    lists(&books).await;
}

#[tokio::test]
async fn on_postgres() {
    if let Some(books) = Books::postgres("keys").await {
        story(&books).await;
        lists(&books).await;
    }
}

/// A system whose key is for that.
async fn system(books: &Books, firm: &Firm, scopes: &[Scope]) -> (ClientId, Context) {
    let scopes = scopes.iter().copied().collect();
    let (id, key) = books.store.client_add(&firm.owner(), "System", scopes).await.unwrap();
    let actor = books.store.client_find(&firm.visitor(), &key).await.unwrap().unwrap();
    (id, Context { actor, ..firm.system() })
}

fn once(name: &str, digest: u8) -> Option<Once> {
    Some(Once { name: name.into(), digest: [digest; 32] })
}

/// What was done with a key, by the audit: acts, the latest first.
async fn acts(books: &Books, firm: &Firm, client: ClientId) -> Vec<String> {
    let filter = AuditFilter { member: Some(MemberId::from_bytes(*client.bytes())), act: None };
    let rows = books.store.audit_list(&firm.owner(), &filter, &Page::first(500)).await.unwrap().rows;
    rows.into_iter().map(|row| row.act).collect()
}

/// What a system was told, the oldest first.
async fn events(books: &Books, firm: &Firm, client: ClientId) -> Vec<(String, Option<String>)> {
    let all = books.store.event_list(&firm.owner(), client, false, &Page::first(500)).await.unwrap();
    assert!(all.rows.iter().all(|one| one.person.is_none() || one.event == Event::PersonErased));
    all.rows.iter().rev().map(|one| (one.event.name().to_owned(), one.item.clone())).collect()
}

async fn all(books: &Books, ctx: &Context, activity: ActivityId, asked: &ContributionAsked) -> Vec<ContributionTold> {
    books.store.key_contributions(ctx, activity, asked, &Page::first(100)).await.unwrap().rows
}

async fn story(books: &Books) {
    let (firm, store) = (books.firm("norda").await, &books.store);
    let id = exchange(books, &firm).await;
    let activity = store.activity_open(&firm.owner(), id, ideas()).await.unwrap();
    let (ada, bob) = (agreed(books, &firm, id, "C-1").await, agreed(books, &firm, id, "C-2").await);
    let (reads, reader) = system(books, &firm, &[Scope::ContributionsRead]).await;
    store.webhook_set(&firm.owner(), reads, None, "https://system.example/hook").await.unwrap();
    let (knows, knowing) = system(books, &firm, &[Scope::ContributionsRead, Scope::ContributionsAuthors]).await;
    let (answers, desk) = system(books, &firm, &[Scope::ContributionsAnswer]).await;
    let (writes, app) = system(books, &firm, &[Scope::ContributionsWrite]).await;

    // Each key is for what it says, and for nothing else.
    let any = ContributionAsked::default();
    let read = store.key_contributions(&app, activity, &any, &Page::default()).await;
    assert_eq!(read, Err(Error::NoScope(Scope::ContributionsRead)));
    assert_eq!(store.key_person(&reader, "C-1").await, Err(Error::NoScope(Scope::ContributionsWrite)));
    let merge = store.key_merge(&reader, (ContributionId::new(), ContributionId::new()), None).await;
    assert_eq!(merge, Err(Error::NoScope(Scope::ContributionsAnswer)));

    // Brought for a person: by the rules of the portal, once, and written down as the key's.
    assert_eq!(store.key_person(&app, "C-9").await, Err(Error::NotFound("person")));
    assert_eq!(store.key_person(&app, "C-1").await, Ok(ada));
    assert_eq!(store.key_person(&app, &format!("id:{bob}")).await, Ok(bob));
    let first = store.key_bring(&app, (ada, activity), idea("More data abroad"), once("a", 1)).await.unwrap();
    assert!(!first.shown, "a moderator looks first, as at the portal");
    let again = store.key_bring(&app, (ada, activity), idea("More data abroad"), once("a", 1)).await.unwrap();
    assert_eq!(again, first);
    let other = store.key_bring(&app, (ada, activity), idea("Another"), once("a", 2)).await;
    assert_eq!(other, Err(Conflict::Used.into()));
    assert_eq!(store.part_own(&firm.person(ada)).await.unwrap().contributions.len(), 1, "it is theirs");
    assert_eq!(acts(books, &firm, writes).await, ["contribution_bring"]);
    assert!(all(books, &reader, activity, &any).await.is_empty() && events(books, &firm, reads).await.is_empty());
    assert_eq!(store.key_contribution(&reader, first.id).await, Err(Error::NotFound("contribution")));
    store.contribution_moderate(&firm.owner(), (first.id, 1), Button::ApproveAndTrust).await.unwrap();
    let shown = [("contribution.shown".to_owned(), Some(first.id.to_string()))];
    assert_eq!(events(books, &firm, reads).await, shown);

    // For whoever agreed to nothing, or not to what the activity asks for, nothing is done.
    let stranger = invited(books, &firm, id, "cia@example.com").await;
    let nobody = store.person_add(&firm.owner(), somebody("dan@example.com")).await.unwrap();
    for who in [stranger, nobody] {
        let brought = store.key_bring(&app, (who, activity), idea("Mine"), None).await;
        assert_eq!(brought, Err(NotPermitted::NoAgreement.into()));
        let voted = store.key_vote(&app, (who, first.id), Some(Ballot::For), None).await;
        assert_eq!(voted.map(drop), Err(NotPermitted::NoAgreement.into()));
    }
    let standing = store.standing_get(&firm.person(stranger), id, stranger).await.unwrap();
    let but = response(&standing, &[("helping", Answer::No)]);
    store.standing_respond(&firm.person(stranger), id, but).await.unwrap();
    let clause = Some(comity_exchange::id::ClauseId::new("helping").unwrap());
    let only = ActivityNew { clause, agreed_only: true, ..ideas() };
    let only = store.activity_open(&firm.owner(), id, only).await.unwrap();
    let brought = store.key_bring(&app, (stranger, only), idea("Mine"), None).await;
    assert_eq!(brought, Err(Refusal::NotAgreed.into()));
    store.key_bring(&app, (ada, only), idea("Hers"), None).await.unwrap();

    // Votes and comments for persons.
    store.key_vote(&app, (bob, first.id), Some(Ballot::For), once("v", 1)).await.unwrap().unwrap();
    assert_eq!(store.key_vote(&app, (bob, first.id), Some(Ballot::For), once("v", 1)).await, Ok(None), "once");
    let comment =
        store.key_comment(&app, (bob, first.id), (None, "Switzerland too".into()), once("c", 1)).await.unwrap();
    let same = store.key_comment(&app, (bob, first.id), (None, "Switzerland too".into()), once("c", 1)).await.unwrap();
    assert_eq!((same, comment.shown), (comment, false));
    store.comment_moderate(&firm.owner(), (comment.id, 1), Button::Approve).await.unwrap();

    // What a system reads: nobody by name, but for the firm's own number where the key is for that, which is written down.
    let seen = all(books, &reader, activity, &any).await;
    let line = &seen[0].line;
    assert_eq!((seen.len(), line.title.as_deref(), line.for_it, line.comments), (1, Some("More data abroad"), 1, 1));
    assert_eq!((seen[0].seen, seen[0].waits.is_some(), seen[0].author.as_deref()), (true, true, None));
    assert!(acts(books, &firm, reads).await.is_empty());
    assert_eq!(all(books, &knowing, activity, &any).await[0].author.as_deref(), Some("C-1"));
    let whole = store.key_contribution(&knowing, first.id).await.unwrap();
    assert_eq!(
        (whole.told.author.as_deref(), whole.comments.len(), whole.comments[0].by),
        (Some("C-1"), 1, By::Customer)
    );
    assert_eq!(acts(books, &firm, knows).await, ["contribution_authors", "contribution_authors"]);

    // The firm's answers, in the words of a system, on the version that it saw.
    let answer = store.key_answer(&desk, first.id, (None, "Where do you travel?".into()), once("q", 1)).await.unwrap();
    assert!(answer.shown);
    let saw = store.key_contribution(&reader, first.id).await.unwrap();
    assert_eq!(saw.comments.iter().map(|one| one.by).collect::<Vec<_>>(), [By::Customer, By::Firm]);
    let version = saw.told.line.version;
    let set = async |version, status: &str, words: &str, name: &str| {
        store.key_status_set(&desk, (first.id, version), (status, words.into()), once(name, 1)).await
    };
    assert_eq!(set(version, "nowhere", "x", "s1").await, Err(Refusal::UnknownStatus.into()));
    assert_eq!(set(version, "done", " ", "s2").await, Err(Refusal::NoWords.into()));
    assert!(matches!(set(99, "done", "x", "s3").await, Err(Error::Participation(Refusal::Conflict(Changed { .. })))));
    set(version, "done", "From spring on.", "s4").await.unwrap();
    set(version, "done", "From spring on.", "s4").await.unwrap();
    let told = &all(books, &reader, activity, &any).await[0];
    assert_eq!(told.outcome.as_ref().unwrap().words.as_str(), "From spring on.");
    assert_eq!(told.waits, None);
    assert_eq!(acts(books, &firm, answers).await, ["contribution_status_set", "comment_add"]);
    assert_eq!(events(books, &firm, reads).await.last().unwrap().0, "contribution.outcome");
    let news = store.news_list(&firm.person(ada), &Page::default()).await.unwrap().rows;
    assert!(matches!(news[0].happened, Happened::Outcome { .. }), "{news:?}");

    // No more in a while than a person could bring themselves.
    let mut last = Ok(());
    for n in 0..200 {
        last = store.key_bring(&app, (ada, activity), idea(&format!("Idea {n}")), None).await.map(drop);
        if last.is_err() {
            break;
        }
    }
    assert_eq!(last, Err(Conflict::TooMuch.into()));

    // Whoever leaves is not spoken for any more.
    store.standing_leave(&firm.person(bob), id).await.unwrap();
    let voted = store.key_vote(&app, (bob, first.id), None, None).await;
    assert_eq!(voted.map(drop), Err(NotPermitted::NoAgreement.into()));
}

async fn lists(books: &Books) {
    let (firm, store) = (books.firm("suda").await, &books.store);
    let id = exchange(books, &firm).await;
    let activity = store.activity_open(&firm.owner(), id, ideas()).await.unwrap();
    let person = agreed(books, &firm, id, "S-1").await;
    let scopes = [Scope::ContributionsRead, Scope::ContributionsAnswer, Scope::ContributionsAuthors];
    let (_, system) = system(books, &firm, &scopes).await;
    let me = firm.person(person);
    let mut ids = Vec::new();
    for title in ["Data abroad", "Quiet hours", "A paper bill", "Roaming data"] {
        let brought = store.contribution_bring(&me, activity, idea(title)).await.unwrap();
        if !brought.shown {
            store.contribution_moderate(&firm.owner(), (brought.id, 1), Button::Approve).await.unwrap();
        }
        ids.push(brought.id);
    }
    let any = ContributionAsked::default();
    let got = async |asked: &ContributionAsked| {
        let all = all(books, &system, activity, asked).await;
        all.into_iter().map(|one| one.line.id).collect::<Vec<_>>()
    };
    assert_eq!(got(&any).await, ids);

    // A page goes on where the one before ended, by when they changed.
    let page =
        async |after: Option<String>| store.key_contributions(&system, activity, &any, &Page { after, size: 3 }).await;
    let first = page(None).await.unwrap();
    assert_eq!((first.rows.len(), first.total, first.next.is_some()), (3, 4, true));
    let second = page(first.next.clone()).await.unwrap();
    assert_eq!((second.rows[0].line.id, second.next), (ids[3], None));
    assert_eq!(page(Some("nowhere".into())).await, Err(Invalid::Cursor.into()));
    store.comment_add(&firm.owner(), ids[0], None, "We look into it".into()).await.unwrap();
    assert_eq!(got(&any).await, [ids[1], ids[2], ids[3], ids[0]], "what changed last comes last");
    let since = |micros| ContributionAsked { since: Some(micros), ..any.clone() };
    let moment = all(books, &system, activity, &any).await[3].changed;
    assert_eq!(got(&since(moment)).await, [ids[0]]);
    store.contribution_vote(&me, ids[1], Some(Ballot::For)).await.unwrap();
    assert_eq!(got(&since(moment)).await, [ids[0]], "a vote alone is no change");

    // Merged and gone: lists leave them out, and who asks for changes is told.
    let now = books.now();
    store.key_merge(&system, (ids[3], ids[0]), None).await.unwrap();
    assert_eq!(store.key_merge(&system, (ids[3], ids[0]), None).await, Err(Refusal::Merged(known(ids[0])).into()));
    let version = store.contribution_get(&firm.owner(), ids[2]).await.unwrap().line.version;
    store.contribution_moderate(&firm.owner(), (ids[2], version), no()).await.unwrap();
    store.contribution_withdraw(&me, ids[1]).await.unwrap();
    let left = got(&any).await;
    assert_eq!(left, [ids[0]]);
    let changed = all(books, &system, activity, &since(now)).await;
    let of = |id| changed.iter().find(|one| one.line.id == id).unwrap();
    assert_eq!((of(ids[3]).stands_for_it, of(ids[3]).seen), (Some(ids[0]), true));
    assert!(of(ids[0]).seen, "what stands for another changed with it");
    for gone in [of(ids[1]), of(ids[2])] {
        assert_eq!((gone.seen, &gone.line.title, &gone.line.body, &gone.author), (false, &None, &None, &None));
    }
    let now = books.now();
    store.key_unmerge(&system, ids[3], None).await.unwrap();
    assert_eq!(store.key_unmerge(&system, ids[3], None).await, Err(Refusal::NotMerged.into()));
    let mut both = got(&since(now)).await;
    both.sort();
    assert_eq!(both, [ids[0], ids[3]]);

    // What waits, and what is in a status.
    let version = store.key_contribution(&system, ids[0]).await.unwrap().told.line.version;
    let said = ("planned", "In spring.".to_owned());
    store.key_status_set(&system, (ids[0], version), said, None).await.unwrap();
    let waiting = ContributionAsked { waiting: true, ..any.clone() };
    assert!(!got(&waiting).await.contains(&ids[0]) && got(&waiting).await.contains(&ids[3]));
    let planned = ContributionAsked { status: Some("planned".into()), ..any.clone() };
    assert_eq!(got(&planned).await, [ids[0]]);
    assert_eq!(store.key_belongs(&system, ids[0]).await.unwrap().0, activity);

    // Of whoever was erased nothing is told but that it changed.
    let now = books.now();
    store.person_erase(&me, person).await.unwrap();
    run_jobs(store).await;
    let erased = all(books, &system, activity, &since(now)).await;
    let one = erased.iter().find(|one| one.line.id == ids[0]).unwrap();
    assert_eq!((one.line.title.as_deref(), one.author.as_deref(), one.seen), (None, None, true));
    assert_eq!(store.key_contribution(&system, ids[0]).await.unwrap().told.author, None);
}

fn known(id: ContributionId) -> comity_participation::id::ContributionId {
    comity_participation::id::ContributionId(u128::from_be_bytes(*id.bytes()))
}
