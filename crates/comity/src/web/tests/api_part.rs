//! The API for activities, as systems of the firm call it.

use comity_exchange::capital::Stage;
use comity_exchange::text::{Language, Texts};
use comity_participation::activity::{Ideas, Questions, Setting};
use comity_participation::contribution::Kind;
use comity_participation::moderation::Button;
use comity_participation::name::Name;
use comity_participation::response::Ballot;
use comity_participation::status::{OutcomeKind, Status, StatusSet};
use comity_store::{
    ActivityId, ActivityNew, Actor, ContributionId, ContributionNew, OpinionImport, OpinionVote, Scope, StatementImport,
};
use serde_json::{Value, json};

use super::*;

pub fn owner(firm: &Firm) -> Context {
    let actor = Actor::Member { id: firm.members["owner"], role: Role::Owner };
    Context { firm: firm.id, actor, request: String::new() }
}

fn english(words: &str) -> Texts {
    Texts::one(Language::new("en").unwrap(), words)
}

/// An activity for ideas, and an idea in it that a neighbour brought and others see.
pub async fn idea(house: &House, firm: &Firm) -> (ActivityId, ContributionId) {
    let (store, owner) = (&house.app.store, owner(firm));
    let status = |name: &str, outcome| Status { name: Name::new(name).unwrap(), words: english(name), outcome };
    let statuses = vec![
        status("open", None),
        status("looking", None),
        status("planned", Some(OutcomeKind::Planned)),
        status("not-now", Some(OutcomeKind::NotNow)),
    ];
    let new = ActivityNew {
        title: english("What should be better?"),
        stage: Stage::Service,
        clause: None,
        agreed_only: false,
        opens: None,
        closes: None,
        statuses: StatusSet::new(statuses).unwrap(),
        setting: Setting::Ideas(Ideas { against: true }),
    };
    let activity = store.activity_open(&owner, firm.exchange, new).await.unwrap();
    let new = PersonNew { mail: Some("n@people.norda.example".into()), language: "en".into(), ..PersonNew::default() };
    let person = store.person_add(&owner, new).await.unwrap();
    store.invitation_add(&owner, firm.exchange, person).await.unwrap();
    let neighbour = Context { actor: Actor::Person { id: person }, ..owner.clone() };
    let (title, language) = ("More data abroad".to_owned(), Language::new("en").unwrap());
    let new = ContributionNew { kind: Kind::Idea, title, body: String::new(), language, particulars: None };
    let brought = store.contribution_bring(&neighbour, activity, new).await.unwrap().id;
    store.contribution_moderate(&owner, (brought, 1), Button::Approve).await.unwrap();
    (activity, brought)
}

/// An opinion map in which a dozen people answered three statements, and its first statement.
pub async fn map(house: &House, firm: &Firm) -> (ActivityId, ContributionId) {
    use crate::web::studio::opinions::open;
    let mut fields = open::begin(crate::words::Lang::En);
    fields.push("title.en", "Where do you stand?");
    let (new, ..) = open::read(&fields, crate::words::Lang::En).unwrap();
    let statement = |n| StatementImport { text: format!("Statement number {n}"), at: 0, out: None };
    let ballot = |person: u32, statement: u32| match person.is_multiple_of(2) == (statement == 1) {
        true => Ballot::For,
        false => Ballot::Against,
    };
    let votes = (0..12).flat_map(|person| {
        (0..3).map(move |statement| OpinionVote { person, statement, ballot: ballot(person, statement), at: 1 })
    });
    let import = OpinionImport {
        language: Language::new("en").unwrap(),
        statements: (0..3).map(statement).collect(),
        people: 12,
        votes: votes.collect(),
    };
    let activity = house.app.store.opinion_import(&owner(firm), firm.exchange, new, import).await.unwrap();
    let first = house.app.store.statement_list(&owner(firm), activity).await.unwrap()[0].id;
    (activity, first)
}

/// A system of the firm, and the calls that it makes.
struct System {
    browser: Browser,
}

impl System {
    async fn new(house: &House, firm: &Firm, scopes: &[Scope]) -> Self {
        let ctx = Context::system(firm.id);
        let (_, key) = house.app.store.client_add(&ctx, "Firm app", scopes.iter().copied().collect()).await.unwrap();
        let mut browser = house.browser();
        browser.base = format!("/f/{}", firm.slug);
        browser.headers = vec![("authorization", format!("Bearer {key}"))];
        Self { browser }
    }

    async fn get(&mut self, path: &str) -> (u16, Value) {
        read(self.browser.raw("GET", &format!("/api/v1{path}"), None).await)
    }

    async fn post(&mut self, path: &str, body: Value) -> (u16, Value) {
        let body = ("application/json", body.to_string().into_bytes());
        read(self.browser.raw("POST", &format!("/api/v1{path}"), Some(body)).await)
    }
}

fn read(answer: Answer) -> (u16, Value) {
    let body = if answer.body.is_empty() { Value::Null } else { serde_json::from_str(&answer.body).unwrap() };
    (answer.status.as_u16(), body)
}

/// That an answer is a problem of that status and code, with that in its words.
#[track_caller]
fn says((status, told): (u16, Value), expect: u16, code: &str, detail: &str) -> Value {
    assert_eq!((status, told["code"].as_str()), (expect, Some(code)), "{told}");
    assert!(told["detail"].as_str().unwrap().contains(detail), "{told}");
    told
}

#[tokio::test]
async fn a_contribution_is_brought_read_and_answered_by_systems() {
    let (house, firm) = House::open().await;
    super::utilisation::agreed(&house, &firm, firm.person).await;
    let (activity, neighbours) = idea(&house, &firm).await;
    let mut reader = System::new(&house, &firm, &[Scope::ContributionsRead]).await;
    let mut knowing = System::new(&house, &firm, &[Scope::ContributionsRead, Scope::ContributionsAuthors]).await;
    let mut app = System::new(&house, &firm, &[Scope::ContributionsWrite]).await;
    let mut desk = System::new(&house, &firm, &[Scope::ContributionsAnswer]).await;
    let of = format!("/activities/{activity}/contributions");

    let (status, told) = reader.get(&format!("/exchanges/{}/activities", firm.exchange)).await;
    let one = &told["activities"][0];
    assert_eq!(
        (status, &one["kind"], &one["phase"], &one["contributions"]),
        (200, &json!("ideas"), &json!("open"), &json!(1))
    );
    assert_eq!((&one["statuses"][2]["outcome"], &one["brings"]), (&json!("planned"), &json!(["idea"])), "{one}");
    says(app.get(&of).await, 403, "scope", "contributions:read");
    says(
        reader.post(&of, json!({ "person": "norda-77", "language": "en" })).await,
        403,
        "scope",
        "contributions:write",
    );

    // For a person: theirs, and looked at first as on their own pages.
    let new = |person: &str, title: &str| json!({ "person": person, "language": "en", "title": title });
    let (status, brought) = app.post(&of, new("norda-77", "Quiet hours")).await;
    assert_eq!((status, &brought["shown"]), (201, &json!(false)), "{brought}");
    says(app.post(&of, new("nobody", "x")).await, 404, "not_found", "number in the firm's other systems");
    says(app.post(&of, new("norda-77", " ")).await, 422, "refused", "nothing is written");
    let other = json!({ "person": "norda-77", "language": "en", "title": "x", "kind": "need" });
    assert_eq!(says(app.post(&of, other).await, 422, "refused", "Need")["reason"], "other_kind");
    says(
        app.post(&of, json!({ "person": "norda-77", "title": "x" })).await,
        400,
        "malformed",
        "missing field `language`",
    );
    let mine = brought["contribution"].as_str().unwrap().to_owned();
    says(reader.get(&format!("/contributions/{mine}")).await, 404, "not_found", "none that others see");
    let mut livia = house.signed_in(&firm, Who::Person(firm.person)).await;
    livia.get("/me/contributions").await.holds("Quiet hours");
    let brought: ContributionId = mine.parse().unwrap();
    house.app.store.contribution_moderate(&owner(&firm), (brought, 1), Button::ApproveAndTrust).await.unwrap();

    // Read: in the order in which it changed, and by name for who may alone.
    let (_, told) = reader.get(&format!("{of}?limit=1")).await;
    assert_eq!(
        (&told["total"], &told["contributions"][0]["contribution"]),
        (&json!(2), &json!(neighbours.to_string()))
    );
    let next = told["next"].as_str().unwrap();
    let (_, told) = reader.get(&format!("{of}?limit=1&after={next}")).await;
    assert_eq!((&told["contributions"][0]["title"], &told["next"]), (&json!("Quiet hours"), &Value::Null));
    assert_eq!(told["contributions"][0]["author"], Value::Null);
    let (_, known) = knowing.get(&format!("/contributions/{mine}")).await;
    assert_eq!(known["author"], "norda-77");
    let (_, unknown) = knowing.get(&format!("/contributions/{neighbours}")).await;
    assert_eq!(unknown["author"], Value::Null, "the firm has no id for them");
    let changed = told["contributions"][0]["changed"].as_str().unwrap();
    let (_, since) = reader.get(&format!("{of}?changed_since={changed}")).await;
    assert_eq!(since["total"], 1);
    says(reader.get(&format!("{of}?changed_since=today")).await, 400, "malformed", "changed_since: a moment");
    says(reader.get(&format!("{of}?statsu=open")).await, 400, "malformed", "status was perhaps meant");
    says(reader.get(&format!("{of}?after=x")).await, 422, "invalid", "no place in the list");
    let slip = says(reader.get(&format!("{of}?status=plannd")).await, 422, "refused", "it has open, looking");
    assert_eq!(slip["near"], json!(["planned"]));

    // Votes and comments of the person; what they could not do is not done.
    let votes = format!("/contributions/{neighbours}/votes");
    let vote = |ballot: &str| json!({ "person": "norda-77", "ballot": ballot });
    assert_eq!(app.post(&votes, vote("for")).await.0, 204);
    says(app.post(&votes, vote("maybe")).await, 400, "malformed", "ballot: unknown variant");
    assert_eq!(says(app.post(&votes, vote("pass")).await, 422, "refused", "a vote here")["reason"], "other_ballot");
    let comment = json!({ "person": "norda-77", "text": "Switzerland too" });
    let (status, added) = app.post(&format!("/contributions/{neighbours}/comments"), comment).await;
    assert_eq!((status, &added["shown"]), (201, &json!(true)), "they are trusted now");

    // The firm answers, on the version that it saw, in words.
    let here = format!("/contributions/{neighbours}");
    let answer = json!({ "text": "Which countries?", "reply_to": added["comment"] });
    assert_eq!(desk.post(&format!("{here}/answers"), answer).await.0, 201);
    let (_, one) = reader.get(&here).await;
    let by: Vec<&Value> = one["comments"].as_array().unwrap().iter().map(|comment| &comment["by"]).collect();
    assert_eq!((by, &one["votes"]), (vec![&json!("customer"), &json!("firm")], &json!({ "for": 1, "against": 0 })));
    let set =
        |version: &Value, status: &str, words: &str| json!({ "version": version, "status": status, "words": words });
    let version = &one["version"];
    let slip =
        says(desk.post(&format!("{here}/status"), set(version, "plannd", "x")).await, 422, "refused", "no such status");
    assert_eq!(slip["near"], json!(["planned"]));
    let wordless =
        says(desk.post(&format!("{here}/status"), set(version, "planned", "")).await, 422, "refused", "in words");
    assert_eq!(wordless["reason"], "no_words");
    says(desk.post(&format!("{here}/status"), set(&json!(99), "planned", "x")).await, 409, "changed", "read it again");
    assert_eq!(desk.post(&format!("{here}/status"), set(version, "planned", "In spring.")).await.0, 204);
    let (_, one) = reader.get(&here).await;
    assert_eq!((&one["outcome"]["words"], &one["waits_since"]), (&json!("In spring."), &Value::Null));
    let (_, waiting) = reader.get(&format!("{of}?waiting=true")).await;
    assert_eq!((&waiting["total"], &waiting["contributions"][0]["contribution"]), (&json!(1), &json!(mine)));

    // Found to be the same, and not; the audit names the key.
    let merge = format!("/contributions/{mine}/merge");
    assert_eq!(desk.post(&merge, json!({ "into": neighbours })).await.0, 204);
    let again = says(desk.post(&merge, json!({ "into": neighbours })).await, 409, "merged", "part of another");
    assert_eq!(again["into"], json!(neighbours));
    assert_eq!(desk.post(&format!("/contributions/{mine}/unmerge"), json!({})).await.0, 204);
    says(desk.post(&format!("/contributions/{mine}/unmerge"), json!({})).await, 409, "not_merged", "not merged");
    says(
        desk.post(&format!("/activities/{activity}/outcome"), json!({ "kind": "done", "words": "x" })).await,
        409,
        "not_open",
        "once it has closed",
    );
    let mut auditor = house.signed_in(&firm, Who::Member(firm.members["auditor"])).await;
    auditor.get("/studio/audit?act=contribution_status_set").await.holds("Firm app");
    auditor.get("/studio/audit?act=contribution_bring").await.holds("Firm app");

    // Who left is not spoken for.
    let me = Context { actor: Actor::Person { id: firm.person }, ..Context::system(firm.id) };
    house.app.store.standing_leave(&me, firm.exchange).await.unwrap();
    let gone = says(app.post(&votes, vote("against")).await, 422, "not_permitted", "agreed to nothing");
    assert_eq!(gone["reason"], "no_agreement");
    house.finish().await;
}

#[tokio::test]
async fn what_a_system_brings_is_counted_with_what_the_person_does() {
    let house = House::new(None, &[("COMITY_RATES_ANSWER", "3")]).await;
    let firm = house.firm("norda", "Norda Mobile").await;
    super::utilisation::agreed(&house, &firm, firm.person).await;
    let (_, neighbours) = idea(&house, &firm).await;
    let mut app = System::new(&house, &firm, &[Scope::ContributionsWrite]).await;
    let votes = format!("/contributions/{neighbours}/votes");
    for ballot in ["for", "none", "against"] {
        assert_eq!(app.post(&votes, json!({ "person": "norda-77", "ballot": ballot })).await.0, 204);
    }
    says(app.post(&votes, json!({ "person": "norda-77", "ballot": "for" })).await, 429, "too_many", "Retry-After");
    let mut livia = house.signed_in(&firm, Who::Person(firm.person)).await;
    let here = format!("/exchanges/{}/ideas/{neighbours}", firm.exchange);
    assert_eq!(livia.post(&here, &[("go", "for")]).await.status, StatusCode::TOO_MANY_REQUESTS, "the same count");
    house.finish().await;
}

#[tokio::test]
async fn the_map_says_what_the_studio_shows() {
    let (house, firm) = House::open().await;
    super::utilisation::agreed(&house, &firm, firm.person).await;
    let (activity, first) = map(&house, &firm).await;
    let (ideas, _) = idea(&house, &firm).await;
    let mut reader = System::new(&house, &firm, &[Scope::ContributionsRead]).await;
    let mut app = System::new(&house, &firm, &[Scope::ContributionsWrite]).await;
    let wrong = says(reader.get(&format!("/activities/{ideas}/opinions")).await, 422, "refused", "of the kind ideas");
    assert_eq!(wrong["reason"], "other_activity");
    // Drawn before it is asked for: how long that takes is the machine's, and nothing to do with what is told.
    assert!(house.app.maps.whole(&house.app.store, firm.id, activity).await.is_some());
    let (status, told) = reader.get(&format!("/activities/{activity}/opinions")).await;
    assert_eq!(
        (status, &told["state"], &told["people"], &told["answers"]),
        (200, &json!("drawn"), &json!(12), &json!(36))
    );
    assert_eq!(told["statements"][0]["answers"], json!({ "agree": 6, "disagree": 6, "pass": 0 }), "{told}");

    // An answer of a person, who is put on the map by it.
    let vote = json!({ "person": "norda-77", "ballot": "pass" });
    assert_eq!(app.post(&format!("/contributions/{first}/votes"), vote).await.0, 204);
    let (_, told) = reader.get(&format!("/activities/{activity}/opinions")).await;
    assert_eq!((&told["people"], &told["statements"][0]["answers"]["pass"]), (&json!(13), &json!(1)), "{told}");
    let mut member = house.signed_in(&firm, Who::Member(firm.members["viewer"])).await;
    member.cookies.insert("comity-lang".into(), "en".into());
    member.get(&format!("/studio/exchanges/{}/opinions", firm.exchange)).await.holds("Statement number 0");
    house.finish().await;
}

#[tokio::test]
async fn whoever_asked_takes_an_answer_in_the_firms_own_app() {
    let (house, firm) = House::open().await;
    super::utilisation::agreed(&house, &firm, firm.person).await;
    let (store, owner) = (&house.app.store, owner(&firm));
    let status = |name: &str, outcome| Status { name: Name::new(name).unwrap(), words: english(name), outcome };
    let new = ActivityNew {
        title: english("Ask us"),
        stage: Stage::Service,
        clause: None,
        agreed_only: false,
        opens: None,
        closes: None,
        statuses: StatusSet::new(vec![
            status("open", None),
            status("answered", Some(OutcomeKind::Answered)),
            status("not-now", Some(OutcomeKind::NotNow)),
        ])
        .unwrap(),
        setting: Setting::Questions(Questions { firm_only: false }),
    };
    let activity = store.activity_open(&owner, firm.exchange, new).await.unwrap();
    let mut app = System::new(&house, &firm, &[Scope::ContributionsWrite]).await;
    let mut desk = System::new(&house, &firm, &[Scope::ContributionsAnswer, Scope::ContributionsRead]).await;
    let asks = json!({ "person": "norda-77", "language": "en", "title": "Which SIM fits?" });
    let (_, asked) = app.post(&format!("/activities/{activity}/contributions"), asks).await;
    let question = asked["contribution"].as_str().unwrap().to_owned();
    store.contribution_moderate(&owner, (question.parse().unwrap(), 1), Button::ApproveAndTrust).await.unwrap();
    let answer = json!({ "text": "The small one." });
    let (_, answer) = desk.post(&format!("/contributions/{question}/answers"), answer).await;
    let accepts = |comment: &Value| json!({ "person": "norda-77", "comment": comment });
    let accepted = format!("/contributions/{question}/accepted");
    says(desk.post(&accepted, accepts(&answer["comment"])).await, 403, "scope", "contributions:write");
    says(app.post(&accepted, accepts(&json!("no id"))).await, 400, "malformed", "comment");
    says(app.post(&accepted, accepts(&json!(question))).await, 404, "not_found", "none that others see now");
    assert_eq!(app.post(&accepted, accepts(&answer["comment"])).await.0, 204);
    let (_, one) = desk.get(&format!("/contributions/{question}")).await;
    assert_eq!((&one["outcome"]["kind"], &one["waits_since"]), (&json!("answered"), &Value::Null), "{one}");

    // Somebody else's question is not theirs to settle.
    let (_, idea) = idea(&house, &firm).await;
    let (status, refused) = app.post(&format!("/contributions/{idea}/accepted"), accepts(&answer["comment"])).await;
    assert!((404..=422).contains(&status), "{refused}");
    let mut auditor = house.signed_in(&firm, Who::Member(firm.members["auditor"])).await;
    auditor.get("/studio/audit?act=answer_accept").await.holds("Firm app");
    house.finish().await;
}
