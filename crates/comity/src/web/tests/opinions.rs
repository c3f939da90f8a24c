//! Opinion maps from the first statement to what became of it, as a customer and the firm press it; and that the map says what a
//! cold computation over the books does.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use comity_exchange::text::Language;
use comity_measure::opinion::Vote;
use comity_participation::response::Ballot;
use comity_store::{ActivityId, Actor, ContributionId, OpinionBooks, OpinionImport, OpinionVote, StatementImport};

use super::*;
use crate::opinion::live::Drawn;
use crate::opinion::mapped::Mapped;
use crate::opinion::outcome::Method;
use crate::opinion::reading::{Conversation, Request, Statement};
use crate::opinion::{Options, import, opinion};
use crate::web::studio::opinions::open;
use crate::words::Lang;

async fn english(house: &House, firm: &Firm, who: Who) -> Browser {
    let mut browser = house.signed_in(firm, who).await;
    browser.cookies.insert("comity-lang".into(), "en".into());
    browser
}

/// The value of a hidden field on a page, the first of that name.
fn hidden<'p>(page: &'p str, name: &str) -> &'p str {
    page.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap().split('"').next().unwrap()
}

fn owner(firm: &Firm) -> Context {
    let actor = Actor::Member { id: firm.members["owner"], role: Role::Owner };
    Context { firm: firm.id, actor, request: String::new() }
}

/// People of two minds on statements that divide them, and on one that does not; now and then somebody strays.
fn two_minds(people: u32, statements: u32) -> OpinionImport {
    let mut state = 11_u64;
    let mut one_in = |n: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33).is_multiple_of(n)
    };
    let mut votes = Vec::new();
    for person in 0..people {
        for statement in 0..statements {
            let mind = person % 3 == 0;
            let agrees = statement == 0 || (mind == (statement % 2 == 0));
            let ballot = if agrees != one_in(10) { Ballot::For } else { Ballot::Against };
            votes.push(OpinionVote { person, statement, ballot, at: i64::from(person * statements + statement) });
        }
    }
    let statement = |n| StatementImport { text: format!("Statement number {n}"), at: 0, out: None };
    OpinionImport {
        language: Language::new("en").unwrap(),
        statements: (0..statements).map(statement).collect(),
        people,
        votes,
    }
}

async fn brought(house: &House, firm: &Firm, import: OpinionImport) -> ActivityId {
    let mut fields = open::begin(Lang::En);
    fields.push("title.en", "Where do you stand?");
    let (new, ..) = open::read(&fields, Lang::En).unwrap();
    house.app.store.opinion_import(&owner(firm), firm.exchange, new, import).await.unwrap()
}

/// What a cold computation makes of the books.
async fn cold(house: &House, firm: &Firm, activity: ActivityId) -> (OpinionBooks, Mapped) {
    let books = house.app.store.opinion_books(&Context::system(firm.id), activity).await.unwrap();
    let cast = |vote: &OpinionVote| comity_measure::opinion::Cast {
        time: vote.at,
        person: vote.person,
        statement: vote.statement,
        vote: Vote::from_number(vote.ballot.number().into()).unwrap(),
    };
    let conversation = Conversation {
        people: books.people.iter().map(ToString::to_string).collect(),
        statements: books
            .statements
            .iter()
            .map(|id| Statement { id: id.to_string(), ..Statement::default() })
            .collect(),
        cast: books.votes.iter().map(cast).collect(),
        ..Conversation::default()
    };
    (books, Mapped::comity(&conversation, 1))
}

/// Where everybody stands is where the cold computation has them.
#[track_caller]
fn same(drawn: &Drawn, (books, mapped): &(OpinionBooks, Mapped)) {
    assert_eq!(drawn.people().count(), books.people.len());
    for (place, person) in books.people.iter().enumerate() {
        let [x, y] = drawn.place(*person).unwrap().position.unwrap();
        let [a, b] = mapped.positions[place].unwrap();
        assert!((x - a).abs() < 1e-6 && (y - b).abs() < 1e-6, "{person}: {x} {y} and {a} {b}");
    }
}

#[tokio::test]
async fn a_voter_stands_where_a_cold_computation_has_them_within_a_second() {
    let (house, firm) = House::open().await;
    let activity = brought(&house, &firm, two_minds(60, 12)).await;
    let mut livia = english(&house, &firm, Who::Person(firm.person)).await;
    let here = format!("/exchanges/{}/opinions", firm.exchange);
    livia.get(&here).await.holds("0 of 12").holds("How this works");
    let mut quickest = Duration::MAX;
    for n in 0..8 {
        let page = livia.get(&here).await;
        page.holds(&format!("{n} of 12"));
        let (map, statement) = (hidden(&page.body, "activity"), hidden(&page.body, "statement"));
        let answer = if n % 3 == 2 { "pass" } else { "disagree" };
        let sent = livia.post(&here, &[("activity", map), ("statement", statement), ("go", answer)]).await;
        assert!(sent.goes_to().ends_with("#statement"), "{sent:?}");
        let begun = Instant::now();
        let drawn = house.app.maps.whole(&house.app.store, firm.id, activity).await.unwrap();
        quickest = begun.elapsed().min(quickest);
        assert_eq!(drawn.place(firm.person).unwrap().votes, n + 1);
        same(&drawn, &cold(&house, &firm, activity).await);
    }
    // Of eight, as other work on the machine may hold up any of them.
    assert!(quickest < Duration::from_secs(1), "{quickest:?}");
    let page = livia.get(&here).await;
    page.holds("8 of 12").holds("you are here").holds("What unites all groups").holds("You stand with group");
    page.holds("Statement number 0").holds("of the group").holds("The same as a table");

    // What is in memory is not needed: it comes back from the books.
    house.app.maps.forget(firm.person);
    let drawn = house.app.maps.whole(&house.app.store, firm.id, activity).await.unwrap();
    same(&drawn, &cold(&house, &firm, activity).await);
    house.finish().await;
}

#[tokio::test]
async fn a_map_goes_from_statements_to_what_became_of_them() {
    let (house, firm) = House::open().await;
    let mut ada = english(&house, &firm, Who::Member(firm.members["owner"])).await;
    let mut livia = english(&house, &firm, Who::Person(firm.person)).await;
    let (desk, here) =
        (format!("/studio/exchanges/{}/opinions", firm.exchange), format!("/exchanges/{}/opinions", firm.exchange));
    ada.get(&format!("/studio/exchanges/{}", firm.exchange)).await.holds(&format!("{desk}\""));
    ada.get(&desk).await.holds("No opinion map yet");
    livia.get(&here).await.holds("There is nothing to answer yet");
    let long = format!("Fine\n{}", "x".repeat(281));
    let form = |title: &'static str, statements| {
        vec![("go", "open"), ("title.en", title), ("adds", "on"), ("language", "it"), ("statements", statements)]
    };
    let wrong = ada.post(&desk, &form("Where do you stand?", long.as_str())).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    wrong.holds("has 281 characters").holds("value=\"Where do you stand?\"");
    let opened = ada.post(&desk, &form("Where do you stand?", "Bus di notte\n\nBus gratis")).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{opened:?}");
    livia.get("/me").await.holds(&format!("{here}\""));
    // Ideas are elsewhere.
    livia.get(&format!("/exchanges/{}/ideas", firm.exchange)).await.holds("There is nothing to take part in yet");

    let page = livia.get(&here).await;
    page.holds("0 of 2").holds("lang=\"it\"").holds("2 more answers, and you see where you stand");
    assert!(!page.body.contains("Where people stand"), "what others think does not steer");
    let (map, statement) = (hidden(&page.body, "activity").to_owned(), hidden(&page.body, "statement").to_owned());
    let answer = |statement: &str, go: &'static str| {
        vec![("activity", map.clone()), ("statement", statement.to_owned()), ("go", go.to_owned())]
    };
    let press = async |browser: &mut Browser, path: &str, form: Vec<(&str, String)>| {
        let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        browser.post(path, &form).await
    };
    assert_eq!(press(&mut livia, &here, answer(&statement, "agree")).await.status, StatusCode::SEE_OTHER);
    livia.get(&here).await.holds("1 of 2").holds("Your answer");
    let own = format!("{here}/{statement}");
    livia.get(&own).await.holds("Your answer, which you can change").holds("aria-pressed=\"true\"");
    assert_eq!(livia.post(&own, &[("go", "disagree")]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(livia.post(&own, &[("go", "nonsense")]).await.status, StatusCode::BAD_REQUEST);
    let page = livia.get(&here).await;
    let second = hidden(&page.body, "statement").to_owned();
    assert_ne!(second, statement);
    press(&mut livia, &here, answer(&second, "pass")).await;
    livia
        .get(&here)
        .await
        .holds("2 of 2")
        .holds("You have answered every statement")
        .holds("From 10 on there is a map");
    // An idea of the house is no statement, and the other way round.
    let stray = format!("/exchanges/{}/ideas/{statement}", firm.exchange);
    assert_eq!(livia.get(&stray).await.status, StatusCode::NOT_FOUND);
    assert_eq!(livia.post(&stray, &[("go", "follow")]).await.status, StatusCode::NOT_FOUND);
    // A vote counts where the statement is, wherever it was sent to.
    let voted = livia.post(&stray, &[("go", "for")]).await;
    assert!(voted.goes_to().contains(&own), "{voted:?}");

    // A statement of her own is looked at first, declined with a reason, contested, and let through.
    let empty =
        press(&mut livia, &here, vec![("activity", map.clone()), ("go", "propose".into()), ("text", " ".into())]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let mine = vec![("activity", map.clone()), ("go", "propose".into()), ("text", "I <b>cani</b> gratis".into())];
    let sent = press(&mut livia, &here, mine).await;
    assert!(sent.goes_to().contains("said=queued"), "{sent:?}");
    let mine = sent.goes_to().split('?').next().unwrap().trim_start_matches("/f/norda").to_owned();
    livia.get(&mine).await.holds("A moderator looks at this before others see it").holds("&lt;b&gt;");
    livia.get("/me/contributions").await.holds(&format!("{mine}\"")).holds("I &lt;b&gt;cani");
    let studio = mine.replace("/exchanges/", "/studio/exchanges/");
    ada.get(&desk).await.holds("for a first look").holds("cani");
    let no = [("version", "1"), ("kind", "off-topic"), ("reason", "About dogs."), ("go", "decline")];
    assert_eq!(ada.post(&studio, &no).await.status, StatusCode::SEE_OTHER);
    livia.get(&mine).await.holds("About dogs.");
    livia.post(&mine, &[("go", "contest"), ("words", "Dogs take buses.")]).await;
    ada.get(&desk).await.holds("for a second look").holds("Dogs take buses.");
    assert_eq!(ada.post(&studio, &[("version", "3"), ("go", "trust")]).await.status, StatusCode::SEE_OTHER);
    livia.get(&here).await.holds("2 of 3");

    // More of the firm's own; then it closes, and each waits for words.
    let seed = [("go", "seed"), ("activity", map.as_str()), ("seed", "Uno\nDue"), ("seed-language", "it")];
    assert_eq!(ada.post(&desk, &seed).await.status, StatusCode::SEE_OTHER);
    livia.get(&here).await.holds("2 of 5");
    assert_eq!(ada.post(&desk, &[("go", "close"), ("activity", map.as_str())]).await.status, StatusCode::SEE_OTHER);
    ada.get(&desk).await.holds("What waits: 5").holds("for an answer");
    let silent = ada.post(&studio, &[("version", "4"), ("go", "status"), ("status", "planned"), ("words", "")]).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    let words = [("version", "4"), ("go", "status"), ("status", "planned"), ("words", "From May on.")];
    assert_eq!(ada.post(&studio, &words).await.status, StatusCode::SEE_OTHER);
    livia.get(&here).await.holds("This is closed").holds("What became of it").holds("From May on.");
    let late = press(&mut livia, &here, answer(&second, "agree")).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    late.holds("This is closed, or votes on it have ended");
    house.finish().await;
}

#[tokio::test]
async fn what_is_taken_along_makes_the_same_map_elsewhere() {
    let (house, firm) = House::open().await;
    let activity = brought(&house, &firm, two_minds(60, 12)).await;
    let mut ada = english(&house, &firm, Who::Member(firm.members["owner"])).await;
    let folder = tempfile::tempdir().unwrap();
    for file in ["comments", "votes", "participants-votes"] {
        let path = format!("/studio/exchanges/{}/opinions/{file}.csv", firm.exchange);
        let answer = ada.get(&path).await;
        assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, "text/csv; charset=utf-8"));
        std::fs::write(folder.path().join(format!("{file}.csv")), &answer.body).unwrap();
    }
    let drawn = house.app.maps.whole(&house.app.store, firm.id, activity).await.unwrap();
    let page = ada.get(&format!("/studio/exchanges/{}/opinions", firm.exchange)).await;
    page.holds("720").holds("What divides them").holds("votes.csv");
    let elsewhere = said(folder.path());
    same_map(&drawn, &elsewhere);
    // The groups that came along are those of the map.
    assert!((elsewhere.published.unwrap().adjusted_rand - 1.0).abs() < 1e-9);
    let viewer = english(&house, &firm, Who::Member(firm.members["viewer"])).await;
    let denied = viewer.clone().get(&format!("/studio/exchanges/{}/opinions/votes.csv", firm.exchange)).await;
    assert_eq!(denied.status, StatusCode::FORBIDDEN);
    house.finish().await;
}

/// What `comity opinion` says of a folder.
fn said(folder: &Path) -> crate::opinion::outcome::Outcome {
    let request = Request { votes: folder.to_owned(), ..Request::default() };
    let zone = jiff::tz::TimeZone::UTC;
    opinion(&Options { request, method: Method::Comity, zone, seed: 1 }).unwrap().0
}

/// Points, groups and figures of the statements that count are the same.
#[track_caller]
fn same_map(drawn: &Drawn, other: &crate::opinion::outcome::Outcome) {
    use comity_measure::opinion::Standing;
    let outcome = &drawn.outcome;
    let groups =
        |outcome: &crate::opinion::outcome::Outcome| outcome.groups.iter().map(|one| one.size).collect::<Vec<_>>();
    assert_eq!(groups(outcome), groups(other));
    let (ours, theirs) = (outcome.stability.unwrap(), other.stability.unwrap());
    assert_eq!((ours.reliable, ours.median.to_bits()), (theirs.reliable, theirs.median.to_bits()));
    let counted = |outcome: &crate::opinion::outcome::Outcome| -> Vec<_> {
        let all = outcome.statements.iter().filter(|one| one.standing == Standing::In);
        all.map(|one| (one.votes, one.groups.clone(), (one.priority * 1e9).round())).collect()
    };
    assert_eq!(counted(outcome), counted(other));
    let held = |all: &[crate::opinion::outcome::Held]| -> Vec<_> {
        all.iter().map(|one| (one.side, (one.agree * 1e9).round(), (one.disagree * 1e9).round())).collect()
    };
    assert_eq!(held(&outcome.consensus), held(&other.consensus));
    assert_eq!(held(&outcome.divisive), held(&other.divisive));
    // People have other names there: what is compared is where somebody stands, of whatever name.
    let points = |outcome: &crate::opinion::outcome::Outcome| -> Vec<_> {
        let point = |one: &crate::opinion::outcome::Person| {
            let [x, y] = one.position.unwrap_or([f64::MAX; 2]);
            ((x * 1e6).round() as i64, (y * 1e6).round() as i64, one.group, one.votes)
        };
        let mut all: Vec<_> = outcome.people.iter().map(point).collect();
        all.sort_unstable();
        all
    };
    // Who answered only what was taken out has no place, and is not counted here.
    let (ours, mut theirs) = (points(outcome), points(other));
    let with_a_place = |point: &(i64, i64, Option<usize>, usize)| point.0 != (f64::MAX * 1e6).round() as i64;
    theirs.retain(with_a_place);
    let ours: Vec<_> = ours.into_iter().filter(with_a_place).collect();
    let places = |points: Vec<(i64, i64, Option<usize>, usize)>| -> Vec<_> {
        points.into_iter().map(|(x, y, group, _)| (x, y, group)).collect()
    };
    assert_eq!(places(ours), places(theirs));
}

/// A folder of real data beside the repository; says so and gives nothing where it is absent.
fn real(path: &str) -> Option<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data").join(path);
    if folder.exists() {
        return Some(folder);
    }
    println!("skipped: ../shared/data/{path} is absent");
    None
}

#[tokio::test]
async fn vtaiwan_shows_the_map_here_that_the_command_line_prints() {
    let Some(folder) = real("polis/vtaiwan.uberx") else { return };
    let (house, firm) = House::open().await;
    let request = Request { votes: folder.clone(), ..Request::default() };
    let taken = import::take(&request, Language::new("zh").unwrap(), Lang::En, 0).unwrap();
    assert_eq!((taken.import.statements.len(), taken.out, taken.import.people), (197, 78, 1_921));
    let activity = brought(&house, &firm, taken.import).await;
    let drawn = house.app.maps.whole(&house.app.store, firm.id, activity).await.unwrap();
    let printed = said(&folder);
    same_map(&drawn, &printed);
    let mut ada = english(&house, &firm, Who::Member(firm.members["owner"])).await;
    let page = ada.get(&format!("/studio/exchanges/{}/opinions", firm.exchange)).await;
    for group in &printed.groups {
        page.holds(&format!("Group {}: {} people", group.name, crate::words::count(group.size as u64, Lang::En)));
    }
    house.finish().await;
}

#[tokio::test]
async fn nobody_who_was_erased_stays_in_a_map() {
    let (house, firm) = House::open().await;
    let activity = brought(&house, &firm, two_minds(20, 8)).await;
    let store = &house.app.store;
    let me = Context { actor: Actor::Person { id: firm.person }, ..owner(&firm) };
    let statements: Vec<ContributionId> =
        store.statement_list(&me, activity).await.unwrap().into_iter().map(|one| one.id).collect();
    store.contribution_vote(&me, statements[3], Some(Ballot::Pass)).await.unwrap();
    let look = async || house.app.maps.whole(store, firm.id, activity).await.unwrap();
    assert!(look().await.place(firm.person).is_some());
    store.person_erase(&owner(&firm), firm.person).await.unwrap();
    house.work().await;
    let drawn = look().await;
    assert_eq!((drawn.place(firm.person), drawn.people().count()), (None, 21));
    same(&drawn, &cold(&house, &firm, activity).await);
    house.finish().await;
}
