//! What an auditor sees: everything that proves something, and nothing that changes it.

use super::utilisation::{agreed, client, read, write};
use super::*;
use crate::web::route::Who as May;
use crate::web::routes::table;

#[tokio::test]
async fn an_auditor_sees_what_was_read_owed_and_told_and_changes_nothing() {
    let (house, firm) = House::open().await;
    agreed(&house, &firm, firm.person).await;
    let (system, livia) = (client(&house, &firm).await, ["norda-77".to_owned()]);
    write(&house, &firm, &system, "plan", &livia).await;
    read(&house, &firm, &system, ("advice", "plan"), &livia, Some(comity_store::UseKind::Personalised)).await;
    house.work().await;
    let mut auditor = house.signed_in(&firm, Who::Member(firm.members["auditor"])).await;
    auditor.cookies.insert("comity-lang".into(), "en".into());
    let (at, owner) = (format!("/studio/exchanges/{}", firm.exchange), Context::system(firm.id));
    let key = house.app.store.client_list(&owner).await.unwrap()[0].id;

    // How much is used and what is owed, with the way to who read what.
    auditor.get(&format!("{at}/information")).await.holds("What comes back").holds(&format!("{at}/accesses"));
    auditor.get(&format!("{at}/benefits")).await.holds("Livia Person");
    // Who read what: by counts and entries, with their numbers in the ledger, and without anybody's name or id.
    let seen = auditor.get(&format!("{at}/accesses")).await;
    seen.holds("Advice engine").holds("The plan you have").holds("of one person").holds("in the ledger");
    seen.holds("Something was made to fit a person");
    for name in ["Livia", "norda-77", &firm.person.to_string()] {
        assert!(!seen.body.contains(name), "{name}");
    }
    // Keys with what they are for, where systems and recipients are told, the ledger, the audit.
    auditor.get("/studio/settings/keys").await.holds("Advice engine").holds("What it is told");
    auditor.get(&format!("/studio/settings/keys/{key}")).await.holds("What it hears of with this key");
    auditor.get("/studio/settings/recipients").await.holds("Signal Lab");
    for page in ["/studio/ledger", "/studio/audit", "/studio/settings", "/studio/settings/outbox", "/studio/people"] {
        assert_eq!(auditor.get(page).await.status, StatusCode::OK, "{page}");
    }
    house.finish().await;
}

/// Their own password, and the rest is for others.
#[test]
fn no_route_lets_an_auditor_change_anything_of_the_firms() {
    let changes = table().into_iter().map(|route| route.spec).filter(|spec| spec.method == "POST");
    let open = changes.filter(|spec| match spec.who {
        May::Member => true,
        May::Holder(right) => Role::Auditor.may(right),
        _ => false,
    });
    assert_eq!(open.map(|spec| spec.path).collect::<Vec<_>>(), ["/studio/settings/password"]);
}
