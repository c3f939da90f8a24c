//! Every route, tried as everybody. A route without a case here fails the test.

use super::*;
use crate::web::route::{Spec, Who as May};
use crate::web::routes::table;

/// How a route is tried: its address with real ids of the firm, and a form that makes sense.
struct Case {
    path: String,
    form: Vec<(&'static str, String)>,
}

/// The case of a route: its address with real ids, and a form where one is needed to get anywhere.
fn case(spec: &Spec, firm: &Firm, leaf: &str, brought: &BTreeMap<&str, String>) -> Option<Case> {
    let ids = match spec.path {
        path if path.starts_with("/me/receipts") => leaf.to_owned(),
        path if path.starts_with("/me/accesses") => comity_store::LeafId::new().to_string(),
        path if path.starts_with("/studio/listen") => firm.run.to_string(),
        path if path.starts_with("/studio/people") => firm.person.to_string(),
        _ => firm.exchange.to_string(),
    };
    let path =
        spec.path.replace("{id}", &ids).replace("{n}", "1").replace("{place}", "0").replace("{token}", &"A".repeat(43));
    let path = path.replace("{person}", &firm.person.to_string()).replace("{secret}", &"A".repeat(24));
    let way = path.split('/').nth_back(1).unwrap_or_default();
    let path = path.replace("{contribution}", brought.get(way).map_or("x", String::as_str));
    let activity = if way == "statuses" || way == "audience" { "activity" } else { "open" };
    let path = path.replace("{activity}", brought.get(activity).map_or("x", String::as_str));
    let path = path.replace("{entry}", brought.get("entry").map_or("x", String::as_str));
    let path = path.replace("{mark}", "x").replace("{hash}", "x").replace("{import}", "x").replace("{name}", "x");
    let path = path.replace("{exchange}", &firm.exchange.to_string());
    let form: &[(&str, &str)] = match (spec.method.as_str(), spec.path) {
        ("GET", "/livez" | "/readyz" | "/assets/{hash}/{name}" | "/look/{mark}/{name}" | "/" | "/enter") => &[],
        ("GET", "/studio/set-up" | "/studio/sign-in" | "/enter/{token}") => &[],
        ("POST", "/sign-out" | "/studio/set-up" | "/studio/sign-in" | "/enter" | "/enter/{token}") => &[],
        ("GET", "/me" | "/me/information" | "/me/details" | "/me/export" | "/me/erase" | "/me/receipts/{id}") => &[],
        ("GET", "/me/receipts/{id}/receipt.json" | "/me/information/uses" | "/.well-known/gpc.json") => &[],
        ("GET", "/me/accesses/{id}/{place}" | "/me/accesses/{id}/{place}/receipt.json") => &[],
        ("POST", "/me/information/{id}") => &[("go", "take-back:plan")],
        ("GET" | "POST", "/receipts/check") => &[],
        ("POST", "/me/details" | "/me/export" | "/me/erase") => &[],
        ("GET" | "POST", "/me/contributions") => &[],
        ("GET", "/me/pulses" | "/me/pulses/{id}" | "/studio/exchanges/{id}/pulses" | "/studio/settings/pulses") => &[],
        ("POST", "/me/pulses/{id}") => &[("go", "not-now")],
        ("GET", "/studio/exchanges/{id}/pulses.csv" | "/studio/exchanges/{id}/pulse-words.csv") => &[],
        ("POST", "/studio/settings/pulses") => &[("days", "30")],
        ("GET", "/exchanges/{id}/voice" | "/studio/exchanges/{id}/voice") => &[],
        ("POST", "/exchanges/{id}/voice") => &[("go", "state"), ("kind", "need"), ("text", "Time")],
        ("POST", "/studio/exchanges/{id}/voice") => &[("go", "nothing")],
        ("GET", path) if taking_part(path).is_some() => &[],
        ("POST", path) if path.ends_with("/similar") => &[("title", "More data abroad")],
        ("POST", path) if taking_part(path) == Some(Taken::List) => &[("go", "look"), ("title", "More data")],
        ("POST", path) if taking_part(path) == Some(Taken::One) => &[("go", "follow")],
        ("POST", path) if taking_part(path) == Some(Taken::Desk) => &[("go", "nothing")],
        ("POST", path) if taking_part(path) == Some(Taken::DeskOne) => &[("go", "approve"), ("version", "1")],
        ("GET", "/exchanges/{id}/opinions" | "/exchanges/{id}/opinions/{contribution}") => &[],
        ("POST", "/exchanges/{id}/opinions") => &[("go", "propose"), ("text", "More data")],
        ("POST", "/exchanges/{id}/opinions/{contribution}") => &[("go", "agree")],
        ("GET", "/studio/exchanges/{id}/opinions" | "/studio/exchanges/{id}/opinions/{contribution}") => &[],
        ("POST", "/studio/exchanges/{id}/opinions") => &[("go", "nothing")],
        ("POST", "/studio/exchanges/{id}/opinions/{contribution}") => &[("go", "approve"), ("version", "1")],
        ("GET", "/studio/exchanges/{id}/opinions/comments.csv" | "/studio/exchanges/{id}/opinions/votes.csv") => &[],
        ("GET", "/studio/exchanges/{id}/opinions/participants-votes.csv") => &[],
        ("GET", "/exchanges/{id}/search" | "/studio/exchanges/{id}/search") => &[],
        ("GET", "/studio/exchanges/{id}/export.zip" | "/studio/exchanges/{id}/import") => &[],
        ("POST", "/studio/exchanges/{id}/import") => &[],
        ("GET", "/studio/exchanges/{id}/import/{import}") => &[],
        ("POST", "/studio/exchanges/{id}/import/{import}") => &[("go", "nothing")],
        ("GET", "/exchanges/{id}" | "/exchanges/{id}/agreement") => &[],
        ("POST", "/exchanges/{id}" | "/exchanges/{id}/reopen" | "/exchanges/{id}/agreement") => &[],
        ("GET", "/studio" | "/studio/exchanges" | "/studio/exchanges/new" | "/studio/exchanges/{id}") => &[],
        ("GET", "/studio/exchanges/{id}/preview" | "/studio/exchanges/{id}/terms.toml") => &[],
        ("GET", "/studio/exchanges/{id}/versions/{n}" | "/studio/exchanges/{id}/edit") => &[],
        ("GET", "/studio/exchanges/{id}/publish" | "/studio/exchanges/{id}/invite") => &[],
        ("GET", "/studio/exchanges/{id}/counters") => &[],
        ("GET", "/studio/exchanges/{id}/information" | "/studio/exchanges/{id}/information.csv") => &[],
        ("GET", "/studio/exchanges/{id}/benefits" | "/studio/exchanges/{id}/benefits.csv") => &[],
        ("GET", "/studio/exchanges/{id}/benefits-sums.csv" | "/studio/exchanges/{id}/accesses") => &[],
        ("POST", "/studio/exchanges/new" | "/studio/exchanges/{id}/edit" | "/studio/exchanges/{id}/lint") => &[],
        ("POST", "/studio/exchanges/{id}/publish" | "/studio/exchanges/{id}/close") => &[],
        ("POST", "/studio/exchanges/{id}/vote") => &[("clause", "usage-for-advice")],
        ("POST", "/studio/exchanges/{id}/invite" | "/studio/exchanges/{id}/counters") => &[],
        ("GET", "/studio/people" | "/studio/people/new" | "/studio/people/import" | "/studio/people/{id}") => &[],
        ("GET", "/studio/people/{id}/erase") => &[],
        ("POST", "/studio/people/new" | "/studio/people/import" | "/studio/people/{id}/link") => &[],
        ("POST", "/studio/people/{id}/export" | "/studio/people/{id}/erase") => &[],
        ("GET", "/studio/settings" | "/studio/settings/look" | "/studio/settings/outbox") => &[],
        ("POST", "/studio/settings" | "/studio/settings/look" | "/studio/settings/outbox") => &[],
        ("GET" | "POST", "/studio/settings/password") => &[],
        ("GET" | "POST", "/confirm/{token}") => &[],
        ("GET" | "POST", "/letters/{person}/{secret}") => &[],
        ("GET", "/open/{activity}" | "/open/{activity}/{contribution}" | "/guest" | "/embed.js" | "/me/guest") => &[],
        ("POST", "/open/{activity}") => &[("go", "look"), ("title", "More data")],
        ("POST", "/open/{activity}/{contribution}") => &[("go", "for")],
        ("POST", "/guest" | "/embed/{activity}") => &[("go", "look")],
        ("POST", "/me/guest") => &[("go", "later")],
        ("GET", "/studio/exchanges/{id}/embed") => &[],
        ("POST", "/studio/exchanges/{id}/embed") => &[("origins", "https://www.norda.example")],
        ("GET", "/handoff" | "/studio/settings/handoff") => &[],
        ("POST", "/handoff") => &[],
        ("POST", "/studio/settings/handoff") => &[("go", "end")],
        ("GET" | "POST", "/studio/settings/keys") => &[],
        ("GET", "/studio/settings/keys/{id}") => &[],
        ("POST", "/studio/settings/keys/{id}") => &[("go", "try")],
        ("GET", "/exchanges/{id}/record.json" | "/studio/people/{id}/records/{exchange}") => &[],
        ("GET" | "POST", "/studio/settings/records") => &[],
        ("GET", "/studio/settings/records/processing.csv" | "/studio/settings/records/processing.json") => &[],
        ("GET", "/records/schema-1.json") => &[],
        ("GET", "/studio/settings/recipients") => &[],
        ("POST", "/studio/settings/recipients") => &[("go", "nothing")],
        ("GET", "/studio/exchanges/{id}/desk" | "/studio/exchanges/{id}/moderation") => &[],
        ("GET", "/studio/exchanges/{id}/signs") => &[],
        ("POST", "/studio/exchanges/{id}/signs") => &[("go", "fine")],
        ("POST", "/studio/exchanges/{id}/desk") => &[("go", "approve")],
        ("GET", "/studio/settings/moderation") => &[],
        ("POST", "/studio/exchanges/{id}/moderation" | "/studio/settings/moderation") => &[("go", "preview")],
        ("GET", "/studio/listen" | "/studio/listen/new" | "/studio/listen/{id}/report") => &[],
        ("POST", "/studio/listen/new" | "/studio/listen/{id}/remove") => &[],
        ("GET", "/api/v1/openapi.json" | "/api/v1/exchanges") => &[],
        ("POST", "/api/v1/exchanges/{id}/items" | "/api/v1/exchanges/{id}/reads") => &[],
        ("POST", "/api/v1/exchanges/{id}/benefits" | "/api/v1/uses" | "/api/v1/notices/{id}/confirm") => &[],
        ("GET", "/api/v1/exchanges/{id}/activities" | "/api/v1/activities/{id}/opinions") => &[],
        ("GET", "/api/v1/activities/{id}/contributions" | "/api/v1/contributions/{id}") => &[],
        ("POST", "/api/v1/activities/{id}/contributions" | "/api/v1/activities/{id}/outcome") => &[],
        ("POST", "/api/v1/contributions/{id}/votes" | "/api/v1/contributions/{id}/comments") => &[],
        ("POST", "/api/v1/contributions/{id}/accepted") => &[],
        ("POST", "/api/v1/contributions/{id}/answers" | "/api/v1/contributions/{id}/status") => &[],
        ("POST", "/api/v1/contributions/{id}/merge" | "/api/v1/contributions/{id}/unmerge") => &[],
        ("GET", "/exchanges/{id}/roadmap" | "/exchanges/{id}/changelog") => &[],
        ("GET", "/public/{id}/roadmap" | "/public/{id}/changelog" | "/public/{id}/changelog.atom") => &[],
        ("GET", "/studio/exchanges/{id}/roadmap" | "/studio/exchanges/{id}/changelog") => &[],
        ("GET", "/studio/exchanges/{id}/changelog/{entry}" | "/studio/exchanges/{id}/statuses/{activity}") => &[],
        ("POST", "/studio/exchanges/{id}/roadmap") => &[("go", "within")],
        ("POST", "/studio/exchanges/{id}/changelog") => &[("title.en", "Calls abroad")],
        ("POST", "/studio/exchanges/{id}/changelog/{entry}") => &[("go", "nothing"), ("version", "1")],
        ("POST", "/studio/exchanges/{id}/statuses/{activity}") => &[("go", "look")],
        ("GET", "/studio/exchanges/{id}/audience/{activity}") => &[],
        ("POST", "/studio/exchanges/{id}/audience/{activity}") => &[("go", "count")],
        ("GET", "/me/recognition" | "/studio/exchanges/{id}/recognition") => &[],
        ("POST", "/me/recognition/{id}") => &[("go", "no")],
        ("POST", "/studio/exchanges/{id}/recognition") => &[("go", "look")],
        ("GET", "/studio/exchanges/{id}/credit/{contribution}") => &[],
        ("POST", "/studio/exchanges/{id}/credit/{contribution}") => &[("go", "nothing")],
        ("GET", "/studio/ledger" | "/ledger/checkpoint" | "/studio/audit" | "/studio/audit.csv") => &[],
        _ => return None,
    };
    Some(Case { path, form: form.iter().map(|(name, value)| (*name, (*value).to_owned())).collect() })
}

/// Which of the four pages of a way to take part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Taken {
    List,
    One,
    Desk,
    DeskOne,
}

/// Which page of a way to take part an address is, where it is one.
fn taking_part(path: &str) -> Option<Taken> {
    let (desk, rest) = path.strip_prefix("/studio").map_or((false, path), |rest| (true, rest));
    let rest = rest.strip_prefix("/exchanges/{id}/")?;
    let (way, one) = rest.strip_suffix("/{contribution}").map_or((rest, false), |way| (way, true));
    crate::web::way::ALL.iter().find(|known| known.code() == way)?;
    Some(match (desk, one) {
        (false, false) => Taken::List,
        (false, true) => Taken::One,
        (true, false) => Taken::Desk,
        (true, true) => Taken::DeskOne,
    })
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// The route was reached.
    Reached,
    /// Sent to sign in, or told that the session is over.
    SignIn,
    /// Signed in, without the right.
    Denied,
}

fn outcome(answer: &Answer) -> Outcome {
    let door = ["/enter?next=", "/studio/sign-in?next="].iter().any(|door| answer.goes_to().contains(door));
    match answer.status.as_u16() {
        401 => Outcome::SignIn,
        303 if door => Outcome::SignIn,
        403 => Outcome::Denied,
        _ => Outcome::Reached,
    }
}

fn expected(may: May, who: Option<Who>, role: Option<Role>) -> Outcome {
    match (may, who, role) {
        (May::Anybody | May::AtFirm | May::Secret, ..) | (May::Person, Some(Who::Person(_)), _) => Outcome::Reached,
        (May::Member, Some(Who::Member(_)), _) => Outcome::Reached,
        (May::Holder(right), Some(Who::Member(_)), Some(role)) if role.may(right) => Outcome::Reached,
        (May::Holder(_), Some(Who::Member(_)), _) => Outcome::Denied,
        _ => Outcome::SignIn,
    }
}

/// The person says no, so that there is a receipt.
async fn signed(house: &House, firm: &Firm) -> String {
    let ctx = Context { firm: firm.id, actor: comity_store::Actor::Person { id: firm.person }, request: String::new() };
    let standing = house.app.store.standing_get(&ctx, firm.exchange, firm.person).await.unwrap();
    let print = standing.offer.unwrap().fingerprint();
    house.app.store.standing_decline(&ctx, firm.exchange, print).await.unwrap().leaf.to_string()
}

/// What the person brought to an activity of each kind, and others see: by the part of its addresses.
async fn brought(house: &House, firm: &Firm) -> BTreeMap<&'static str, String> {
    use comity_participation::moderation::Button;
    let member = comity_store::Actor::Member { id: firm.members["owner"], role: Role::Owner };
    let owner = Context { firm: firm.id, actor: member, request: String::new() };
    let me = Context { actor: comity_store::Actor::Person { id: firm.person }, ..owner.clone() };
    let mut all = BTreeMap::new();
    for way in crate::web::way::ALL {
        let mut fields = crate::web::studio::part::open::begin(way, crate::words::Lang::En);
        let today = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date();
        let day = |n: i32| today.saturating_add(jiff::Span::new().days(n)).to_string();
        let evaluator = format!("evaluators.{}", firm.members["owner"]);
        let own = [
            ("title.en", "What should be better?".to_owned()),
            ("topics", "Router".into()),
            ("submit.from", day(0)),
            ("submit.to", day(1)),
            ("evaluate.from", day(2)),
            ("evaluate.to", day(3)),
            ("award.from", day(4)),
            ("award.to", day(5)),
            ("criterion.0", "How new it is".into()),
            ("most.0", "10".into()),
            ("weight.0", "1".into()),
            (evaluator.as_str(), "on".into()),
            ("topic.t1", "on".into()),
        ];
        own.iter().for_each(|(name, value)| fields.push(*name, value.clone()));
        let new = crate::web::studio::part::open::read(way, &fields, crate::words::Lang::En).unwrap();
        let activity = house.app.store.activity_open(&owner, firm.exchange, new).await.unwrap();
        let view = house.app.store.activity_get(&owner, activity).await.unwrap();
        let language = comity_exchange::text::Language::new("en").unwrap();
        let (kind, particulars) = way.brings(&view, &fields, crate::words::Lang::En).unwrap();
        let new = comity_store::ContributionNew {
            kind,
            title: "More data".into(),
            body: String::new(),
            language,
            particulars,
        };
        let id = house.app.store.contribution_bring(&me, activity, new).await.unwrap();
        if !id.shown {
            house.app.store.contribution_moderate(&owner, (id.id, 1), Button::Approve).await.unwrap();
        }
        all.insert(way.code(), id.id.to_string());
    }
    all
}

/// Ideas in which anybody takes part, with one that others see: by their part of addresses, as above.
async fn opened(house: &House, firm: &Firm) -> [(&'static str, String); 2] {
    let (activity, idea) = super::guests::opened(house, firm).await;
    let ctx = super::guests::owner(firm);
    house.app.store.activity_without_account_set(&ctx, activity, true).await.unwrap();
    [("open", activity.to_string()), ("{activity}", idea.to_string())]
}

/// A statement of an opinion map.
async fn seeded(house: &House, firm: &Firm) -> String {
    let member = comity_store::Actor::Member { id: firm.members["owner"], role: Role::Owner };
    let owner = Context { firm: firm.id, actor: member, request: String::new() };
    let mut fields = crate::web::studio::opinions::open::begin(crate::words::Lang::En);
    fields.push("title.en", "Where do you stand?");
    fields.push("statements", "Buses should run at night.");
    let read = crate::web::studio::opinions::open::read(&fields, crate::words::Lang::En);
    let (new, texts, language) = read.unwrap();
    let activity = house.app.store.activity_open(&owner, firm.exchange, new).await.unwrap();
    let seeded = house.app.store.statement_seed(&owner, activity, texts, language).await.unwrap();
    seeded[0].to_string()
}

/// An activity, and an entry of the changelog.
async fn logged(house: &House, firm: &Firm) -> [(&'static str, String); 2] {
    let (store, house) = (&house.app.store, Context::system(firm.id));
    let activity = store.activity_list(&house, firm.exchange).await.unwrap().remove(0).id;
    let mut fields = crate::web::studio::changelog::begin(comity_exchange::time::Timestamp(0));
    fields.push("title.en", "Calls abroad");
    let new = crate::web::studio::changelog::read(&fields, crate::words::Lang::En).unwrap();
    let entry = store.changelog_entry_add(&house, firm.exchange, new).await.unwrap();
    [("activity", activity.to_string()), ("entry", entry.to_string())]
}

async fn try_as(house: &House, firm: &Firm, case: &Case, spec: &Spec, who: Option<Who>) -> Answer {
    let mut browser = match who {
        Some(who) => house.signed_in(firm, who).await,
        None => house.browser(),
    };
    browser.base = format!("/f/{}", firm.slug);
    let form: Vec<(&str, &str)> = case.form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    match spec.method.as_str() {
        "POST" => browser.post(&case.path, &form).await,
        _ => browser.get(&case.path).await,
    }
}

#[tokio::test]
async fn every_route_is_open_to_whom_it_says_and_to_nobody_else() {
    let (house, firm) = House::open().await;
    let other = house.firm("luma", "Luma Energy").await;
    let leaf = signed(&house, &firm).await;
    let mut brought = brought(&house, &firm).await;
    brought.insert("opinions", seeded(&house, &firm).await);
    brought.extend(opened(&house, &firm).await);
    brought.extend(logged(&house, &firm).await);
    let neighbour = PersonNew {
        mail: Some("neighbour@people.norda.example".into()),
        language: "it".into(),
        ..PersonNew::default()
    };
    let neighbour = house.app.store.person_add(&Context::system(firm.id), neighbour).await.unwrap();
    let mut missing = Vec::new();
    for spec in table().into_iter().map(|route| route.spec) {
        let Some(case) = case(&spec, &firm, &leaf, &brought) else {
            missing.push(format!("{} {}", spec.method, spec.path));
            continue;
        };
        let mut everybody = vec![(None, None), (Some(Who::Person(firm.person)), None)];
        everybody.extend(Role::ALL.map(|role| (Some(Who::Member(firm.members[role.name()])), Some(role))));
        for (who, role) in everybody {
            let answer = try_as(&house, &firm, &case, &spec, who).await;
            let expect = expected(spec.who, who, role);
            assert_eq!(outcome(&answer), expect, "{} {} as {who:?} {role:?}: {answer:?}", spec.method, spec.path);
            assert!(answer.status.as_u16() != 500, "{} {} as {role:?}", spec.method, spec.path);
        }
        // Another person of the same firm, who was not invited: what is somebody's own is nobody else's.
        if spec.who == May::Person && spec.path.contains("{id}") {
            let answer = try_as(&house, &firm, &case, &spec, Some(Who::Person(neighbour))).await;
            assert_eq!(
                answer.status,
                StatusCode::NOT_FOUND,
                "{} {} as a neighbour: {answer:?}",
                spec.method,
                spec.path
            );
        }
        // Somebody of another firm: nobody at this firm's address, and at their own this firm's things are not there.
        for who in [Who::Person(other.person), Who::Member(other.members["owner"])] {
            let mut stranger = house.signed_in(&other, who).await;
            let token = stranger.cookies.values().next().unwrap().clone();
            stranger.cookies = BTreeMap::from([
                ("comity-portal.norda".to_owned(), token.clone()),
                ("comity-studio.norda".to_owned(), token),
            ]);
            stranger.base = "/f/norda".into();
            let answer = stranger.send(spec.method.as_str(), &case.path, None).await;
            assert_eq!(outcome(&answer), expected(spec.who, None, None), "{} as a stranger", spec.path);
            if spec.path.contains("{id}") {
                let answer = try_as(&house, &other, &case, &spec, Some(who)).await;
                let gone = answer.status == StatusCode::NOT_FOUND || outcome(&answer) != Outcome::Reached;
                assert!(gone, "{} shows another firm's: {answer:?}", spec.path);
            }
        }
        house.work().await;
    }
    assert!(missing.is_empty(), "routes without a case: {missing:?}");
    house.finish().await;
}
