//! What comes back, on the information page, in a list of those to whom it is owed, in files and on the overview.

use comity_exchange::amount::Amount;
use comity_store::BenefitNew;

use super::utilisation::{agreed, client, joined};
use super::*;

/// Minutes of a day.
const DAY: i64 = 24 * 60;

async fn english(house: &House, firm: &Firm, role: &str) -> Browser {
    let mut browser = house.signed_in(firm, Who::Member(firm.members[role])).await;
    browser.cookies.insert("comity-lang".into(), "en".into());
    browser
}

async fn deliver(house: &House, firm: &Firm, client: &Context, person: &str, of: [&str; 2], amount: Option<&str>) {
    let new = BenefitNew {
        person: person.into(),
        clause: of[0].into(),
        benefit: of[1].into(),
        amount: amount.map(|amount| Amount::parse(amount).unwrap()),
    };
    house.app.store.benefit_add(client, firm.exchange, new, None).await.unwrap();
}

#[tokio::test]
async fn members_see_what_is_owed_to_whom() {
    let (house, firm) = House::open().await;
    let mut owner = english(&house, &firm, "owner").await;
    let at = format!("/studio/exchanges/{}", firm.exchange);
    owner.get(&format!("{at}/information")).await.holds("Nothing is promised to anybody yet");
    owner.get(&format!("{at}/benefits")).await.holds("Nobody is owed anything");

    agreed(&house, &firm, firm.person).await;
    let (persons, client) = (joined(&house, &firm, 3).await, client(&house, &firm).await);
    house.pass(32 * DAY);
    for of in [["usage-for-advice", "saving"], ["bill", "detail"], ["helping", "thanks"]] {
        deliver(&house, &firm, &client, &persons[0], of, None).await;
    }
    deliver(&house, &firm, &client, &persons[0], ["signal-for-coverage", "credit"], Some("2")).await;
    deliver(&house, &firm, &client, &persons[1], ["signal-for-coverage", "credit"], Some("0.5")).await;
    house.work().await;
    let mut owner = english(&house, &firm, "owner").await;
    let page = owner.get(&format!("{at}/information")).await;
    page.holds("Credit on your bill").holds("in euro a month").holds("money’s worth").holds("2.5").holds("5.5");
    page.holds("not counted: each delivery is one")
        .holds("4 times")
        .holds("(3 persons)")
        .holds("The oldest has been late since");
    assert!(!page.body.contains("That is long ago"));

    // Whom, with names, for who may see persons; others see sums alone.
    let list = owner.get(&format!("{at}/benefits")).await;
    list.holds("Livia Person").holds("norda-101").holds("<strong>1.5</strong>").holds("no date set").holds("late from");
    assert!(!list.body.contains("norda-100"), "everything was delivered to them");
    let mut viewer = english(&house, &firm, "viewer").await;
    let seen = viewer.get(&format!("{at}/information")).await;
    seen.holds("Credit on your bill");
    assert!(!seen.body.contains("/benefits\""), "{}", seen.body);
    let mut italian = owner.clone();
    italian.cookies.insert("comity-lang".into(), "it".into());
    italian.get(&format!("{at}/benefits")).await.holds("<strong>1,5</strong>").holds("in ritardo dal");

    let file = owner.get(&format!("{at}/benefits.csv")).await;
    assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
    file.holds("person,external_id,benefit,")
        .holds(",norda-77,bill/detail,A bill that shows every day,information,,0,1,");
    file.holds(",norda-101,signal-for-coverage/credit,Credit on your bill,economic,euro a month,1.5,0,");
    let file = viewer.get(&format!("{at}/benefits-sums.csv")).await;
    file.holds(",signal-for-coverage/credit,Credit on your bill,economic,euro a month,8,2.5,5.5,0,4,0\n");
    file.holds(",bill/detail,A bill that shows every day,information,,4,1,0,3,4,3\n");

    // The overview says it as long as it is so.
    let overview = viewer.get("/studio").await;
    overview.holds("<span class=\"count\">3</span>").holds("persons to whom something is overdue in “Better advice”");
    for person in [&persons[1], &persons[2], &"norda-77".to_owned()] {
        for of in [["usage-for-advice", "saving"], ["bill", "detail"]] {
            deliver(&house, &firm, &client, person, of, None).await;
        }
    }
    viewer.get("/studio").await.holds("something is overdue");
    house.work().await;
    assert!(!viewer.get("/studio").await.body.contains("something is overdue"), "the next round knows of it");
    house.finish().await;
}

#[tokio::test]
async fn what_goes_wrong_in_one_exchange_holds_up_no_other() {
    let (house, firm) = House::open().await;
    agreed(&house, &firm, firm.person).await;
    let other = house.firm("luma", "Luma Energy").await;
    agreed(&house, &other, other.person).await;
    let client = client(&house, &firm).await;
    utilisation::write(&house, &firm, &client, "plan", &["norda-77".to_owned()]).await;
    // What is kept of the first cannot be read any more.
    let books = rusqlite::Connection::open(house.app.config.data.join("comity.db")).unwrap();
    let id = [firm.exchange.bytes().as_slice()];
    books.execute("UPDATE standing SET sealed = x'01' WHERE exchange = ?1", id).unwrap();
    books.execute("UPDATE held SET item = 'No item!' WHERE exchange = ?1", id).unwrap();
    house.pass(32 * DAY);
    crate::worker::hourly(&house.app).await.unwrap();
    let worked_out = async |firm: &Firm| {
        let told = house.app.store.benefit_sums(&Context::system(firm.id), firm.exchange).await.unwrap();
        told.map_or(0, |told| told.overdue)
    };
    assert_eq!((worked_out(&firm).await, worked_out(&other).await), (0, 1));
    house.finish().await;
}
