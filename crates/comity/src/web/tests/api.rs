//! The API as systems of the firm see it: over a real connection, by the very examples of docs/api.md, and by a program that tries
//! whatever its description permits.

use std::net::SocketAddr;
use std::path::Path;
use std::process::Command;

use comity_exchange::agreement::Signatory;
use comity_exchange::negotiation::{Answer as Said, Response};
use comity_exchange::text::Language;
use comity_store::{ActivityId, Actor, ContributionId, PersonChange, Scope, Scopes};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use super::*;
use crate::web::server::{Bounds, serve};

const DOCS: &str = include_str!("../../../../../docs/api.md");

/// A house that listens, a key with every scope, and a person who agreed to everything.
struct Served {
    house: House,
    firm: Firm,
    key: String,
    at: SocketAddr,
    stop: CancellationToken,
    /// An activity for ideas, and a neighbour's idea there.
    idea: (ActivityId, ContributionId),
    /// An opinion map, and a statement of it.
    map: (ActivityId, ContributionId),
}

impl Served {
    async fn start() -> Self {
        let (house, firm) = House::open().await;
        let (ctx, store) = (Context::system(firm.id), &house.app.store);
        let known = PersonChange { external_id: Some(Some("SIM-1000".into())), ..PersonChange::default() };
        store.person_correct(&ctx, firm.person, known).await.unwrap();
        let me = Context { actor: Actor::Person { id: firm.person }, ..ctx.clone() };
        let offer = store.standing_get(&me, firm.exchange, firm.person).await.unwrap().offer.unwrap();
        let answers = offer.terms.clauses.iter().map(|clause| (clause.id.clone(), Said::Yes)).collect();
        let language = Language::new("it").unwrap();
        let response = Response { offer: offer.fingerprint(), language, answers, by: Signatory::Person };
        store.standing_respond(&me, firm.exchange, response).await.unwrap();
        let all: Scopes = Scope::ALL.into_iter().collect();
        let (_, key) = store.client_add(&ctx, "Advice engine", all).await.unwrap();
        let idea = super::api_part::idea(&house, &firm).await;
        let map = super::api_part::map(&house, &firm).await;
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (at, stop) = (listener.local_addr().unwrap(), CancellationToken::new());
        let (service, stopping) = (house.service.clone(), stop.clone());
        tokio::spawn(async move { serve(service, listener, stopping, Bounds::usual()).await });
        Self { house, firm, key, at, stop, idea, map }
    }

    fn base(&self) -> String {
        format!("http://{}/f/{}", self.at, self.firm.slug)
    }

    /// A program with what the examples expect in its environment, in a folder of its own.
    fn program(&self, program: impl AsRef<std::ffi::OsStr>, folder: &Path) -> Command {
        let mut command = Command::new(program);
        command.current_dir(folder).env("COMITY", self.base()).env("COMITY_KEY", &self.key);
        command.env("EXCHANGE", self.firm.exchange.to_string()).env("NO_PROXY", "127.0.0.1");
        command
    }

    async fn uses(&self) -> Vec<String> {
        let me = Context { actor: Actor::Person { id: self.firm.person }, ..Context::system(self.firm.id) };
        let seen = self.house.app.store.access_list(&me, self.firm.person, &Default::default()).await.unwrap();
        seen.rows.iter().flat_map(|line| line.uses.iter().map(|used| used.kind.name().to_owned())).collect()
    }

    async fn end(self) {
        self.stop.cancel();
        self.house.work().await;
        self.house.finish().await;
    }
}

/// The examples of the documentation in one language, in their order.
pub fn examples(language: &str) -> Vec<&'static str> {
    let begins = format!("```{language}\n");
    DOCS.split(&begins).skip(1).map(|rest| rest.split("\n```").next().unwrap()).collect()
}

pub async fn run(mut command: Command) -> String {
    let output = tokio::task::spawn_blocking(move || command.output()).await.unwrap().unwrap();
    let (out, error) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{out}\n{error}");
    out.into_owned()
}

fn program_of_python() -> String {
    std::env::var("COMITY_TEST_PYTHON").unwrap_or_else(|_| "python3".into())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_examples_run_as_they_stand() {
    let served = Served::start().await;
    let folder = tempfile::tempdir().unwrap();
    let shell = examples("sh");
    assert_eq!(shell.len(), 5, "the first only says where the house is");
    let mut command = served.program("bash", folder.path());
    command.args(["-e", "-o", "pipefail", "-c", &shell[1..].join("\n")]).env_remove("EXCHANGE");
    let said = run(command).await;
    assert!(said.contains(&format!("exchange {}\n", served.firm.exchange)), "{said}");
    assert!(said.contains("\"use\"") && said.contains("\"delivery\""), "{said}");
    let owner = super::api_part::owner(&served.firm);
    let told = served.house.app.store.contribution_get(&owner, served.idea.1).await.unwrap();
    assert_eq!((told.line.status.as_str(), told.line.for_it), ("planned", 1));
    let mut command = served.program(program_of_python(), folder.path());
    command.args(["-c", examples("python")[0]]);
    assert_eq!(run(command).await, "read Casa 25\n");
    let mut kinds = vec!["answered", "personalised"];
    match std::env::var("COMITY_TEST_TSX") {
        Ok(tsx) => {
            std::fs::write(folder.path().join("example.ts"), examples("typescript")[0]).unwrap();
            let mut command = served.program(tsx, folder.path());
            command.arg("example.ts");
            assert_eq!(run(command).await, "read 3 days\n");
            kinds.insert(0, "analysed");
        }
        Err(_) => println!("skipped: the example in TypeScript of docs/api.md, since COMITY_TEST_TSX is not set"),
    }
    assert_eq!(served.uses().await, kinds);
    let me = Context { actor: Actor::Person { id: served.firm.person }, ..Context::system(served.firm.id) };
    let told = served.house.app.store.benefits_get(&me, served.firm.exchange, served.firm.person).await.unwrap();
    assert_eq!((told.deliveries.len(), told.unpromised.len()), (kinds.len(), 0));
    // Of somebody who agreed to nothing, and of nobody, the programs say why, and do not break.
    served.house.app.store.standing_leave(&me, served.firm.exchange).await.unwrap();
    let mut command = served.program(program_of_python(), folder.path());
    command.args(["-c", examples("python")[0]]);
    assert!(run(command).await.starts_with("not plan of SIM-1000 because"));
    if let Ok(tsx) = std::env::var("COMITY_TEST_TSX") {
        let mut command = served.program(tsx, folder.path());
        command.arg("example.ts");
        assert!(run(command).await.starts_with("not usage of SIM-1000 because"));
    }
    served.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_the_description_permits_is_answered_as_it_says() {
    let Ok(program) = std::env::var("COMITY_TEST_SCHEMATHESIS") else {
        println!("skipped: the API against its description, since COMITY_TEST_SCHEMATHESIS is not set");
        return;
    };
    let served = Served::start().await;
    let folder = tempfile::tempdir().unwrap();
    // Ids that lead somewhere, so that more than refusals is tried.
    let mut description: Value = serde_json::from_str(crate::web::api::OPENAPI).unwrap();
    description["components"]["parameters"]["Exchange"]["schema"]["enum"] =
        json!([served.firm.exchange.to_string(), "0".repeat(32), "nowhere"]);
    let (ideas, idea) = (served.idea.0.to_string(), served.idea.1.to_string());
    let (map, statement) = (served.map.0.to_string(), served.map.1.to_string());
    let parameters = &mut description["components"]["parameters"];
    parameters["Activity"]["schema"]["enum"] = json!([ideas, map, "0".repeat(32), "nowhere"]);
    parameters["Contribution"]["schema"]["enum"] = json!([idea, statement, "0".repeat(32), "nowhere"]);
    let some = |names: &[&str]| json!({ "type": "string", "maxLength": 200, "anyOf": [{ "enum": names }, { "type": "string" }] });
    let schemas = &mut description["components"]["schemas"];
    schemas["ReadAsked"]["properties"]["purpose"] = some(&["advice", "billing", "coverage"]);
    schemas["ReadAsked"]["properties"]["items"]["items"] = some(&["plan", "usage", "signal"]);
    schemas["ReadAsked"]["properties"]["persons"]["items"] = some(&["SIM-1000"]);
    schemas["ItemNew"]["properties"]["item"] = some(&["plan", "usage", "signal"]);
    schemas["ItemNew"]["properties"]["person"] = some(&["SIM-1000"]);
    for new in ["ContributionNew", "VoteNew", "CommentNew"] {
        schemas[new]["properties"]["person"] = some(&["SIM-1000"]);
    }
    schemas["StatusNew"]["properties"]["status"] = some(&["looking", "planned", "open"]);
    schemas["StatusNew"]["properties"]["version"]["maximum"] = json!(9);
    description["servers"] = json!([{ "url": served.base() }]);
    std::fs::write(folder.path().join("openapi.json"), description.to_string()).unwrap();
    let mut command = served.program(program, folder.path());
    command.args(["run", "openapi.json", "--url", &served.base(), "--max-examples", "40", "--seed", "1"]);
    command.args([
        "--checks",
        "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance",
    ]);
    command.args(["-H", &format!("Authorization: Bearer {}", served.key), "--no-color"]);
    run(command).await;
    served.end().await;
}

#[tokio::test]
async fn errors_say_what_to_do() {
    let (house, firm) = House::open().await;
    let ctx = Context::system(firm.id);
    let read: Scopes = [Scope::ItemsRead].into_iter().collect();
    let (_, key) = house.app.store.client_add(&ctx, "Reader", read).await.unwrap();
    let reads = format!("/api/v1/exchanges/{}/reads", firm.exchange);
    let ask = async |path: &str, key: Option<&str>, body: &str, name: Option<&str>| {
        let mut program = house.browser();
        program.base = format!("/f/{}", firm.slug);
        program.headers = vec![("origin", "https://elsewhere.example".into())];
        program.headers.extend(key.map(|key| ("authorization", format!("Bearer {key}"))));
        program.headers.extend(name.map(|name| ("idempotency-key", name.to_owned())));
        let answer = program.raw("POST", path, Some(("application/json", body.as_bytes().to_vec()))).await;
        let told: Value = serde_json::from_str(&answer.body).unwrap();
        assert_eq!(told["status"].as_u64(), Some(u64::from(answer.status.as_u16())), "{told}");
        assert_eq!(answer.header("content-type"), "application/problem+json");
        (answer.status.as_u16(), told["code"].as_str().unwrap().to_owned(), told["detail"].as_str().unwrap().to_owned())
    };
    let check = |told: (u16, String, String), status: u16, code: &str, detail: &str| {
        assert_eq!((told.0, told.1.as_str()), (status, code), "{told:?}");
        assert!(told.2.contains(detail), "{told:?}");
    };
    let sound = r#"{"purpose":"advice","items":["plan"],"persons":["C-1"]}"#;
    check(ask(&reads, None, sound, None).await, 401, "no_key", "Authorization: Bearer");
    check(ask(&reads, Some("comity_x"), sound, None).await, 401, "wrong_key", "taken back");
    let items = format!("/api/v1/exchanges/{}/items", firm.exchange);
    check(ask(&items, Some(&key), r#"{"items":[]}"#, None).await, 403, "scope", "lacks the scope items:write");
    check(ask(&reads, Some(&key), "{", None).await, 400, "malformed", "EOF while parsing");
    check(ask(&reads, Some(&key), r#"{"purpose":"advice"}"#, None).await, 400, "malformed", "missing field `items`");
    check(ask(&reads, Some(&key), sound, Some("a")).await, 400, "malformed", "each read is one");
    let nobody = r#"{"purpose":"advice","items":["plan"],"persons":[]}"#;
    check(
        ask(&reads, Some(&key), nobody, None).await,
        422,
        "too_many_parts",
        "persons: 0 were sent; 1 to 10000 are taken",
    );
    let typed = r#"{"purpose":"advice","items":"plan","persons":["C-1"]}"#;
    check(ask(&reads, Some(&key), typed, None).await, 400, "malformed", "items: invalid type");
    let elsewhere = format!("/api/v1/exchanges/{}/reads", "0".repeat(32));
    check(ask(&elsewhere, Some(&key), sound, None).await, 404, "not_found", "GET /api/v1/exchanges");
    check(ask("/api/v1/nowhere", Some(&key), sound, None).await, 404, "not_found", "nothing at this address");
    let large = format!(r#"{{"purpose":"{}"}}"#, "x".repeat(9 << 20));
    check(ask(&reads, Some(&key), &large, None).await, 413, "too_large", "in parts");
    house.finish().await;
}

#[tokio::test]
async fn what_is_sent_is_held_against_what_the_description_says() {
    let (house, firm) = House::open().await;
    super::utilisation::agreed(&house, &firm, firm.person).await;
    let all: Scopes = Scope::ALL.into_iter().collect();
    let (_, key) = house.app.store.client_add(&Context::system(firm.id), "Everything", all).await.unwrap();
    let send = async |path: &str, kind: &'static str, body: &str| {
        let mut program = house.browser();
        program.base = format!("/f/{}", firm.slug);
        program.headers = vec![("authorization", format!("Bearer {key}"))];
        let answer = program.raw("POST", path, Some((kind, body.as_bytes().to_vec()))).await;
        (answer.status.as_u16(), serde_json::from_str::<Value>(&answer.body).unwrap())
    };
    let says = |(status, told): (u16, Value), expect: u16, code: &str, detail: &str| {
        assert_eq!((status, told["code"].as_str()), (expect, Some(code)), "{told}");
        assert!(told["detail"].as_str().unwrap().contains(detail), "{told}");
        told
    };
    let json = "application/json";
    let reads = format!("/api/v1/exchanges/{}/reads", firm.exchange);
    let sound = r#"{"purpose":"advice","items":["plan"],"persons":["norda-77"]}"#;
    says(
        send(&reads, "application/x-www-form-urlencoded", sound).await,
        415,
        "not_json",
        "Content-Type: application/json",
    );
    assert_eq!(send(&reads, "application/json; charset=utf-8", sound).await.0, 200);
    let batch = r#"{"purpose":"advice","items":["plans"],"persons":["norda-77","nobody"]}"#;
    let (_, told) = send(&reads, json, batch).await;
    assert_eq!(told["access"], Value::Null);
    for person in told["persons"].as_array().unwrap() {
        let refused = &person["refused"]["plans"];
        assert_eq!((&refused["reason"], &refused["near"]), (&json!("unknown_item"), &json!(["plan"])), "{told}");
    }

    let used = |access: &str, what: &str| format!(r#"{{"access":"{access}","kind":"answered","what":{what}}}"#);
    let (uses, none) = ("/api/v1/uses", "0".repeat(32));
    says(send(uses, json, &used("12", r#"{"en":"x"}"#)).await, 400, "malformed", "access: an id has 32");
    says(send(uses, json, &used(&none, r#""x""#)).await, 400, "malformed", "what: invalid type");
    says(send(uses, json, &used(&none, r#"{"english":"x"}"#)).await, 400, "malformed", "is no language tag");
    says(send(uses, json, &used(&none, r#"{"en":"x"}"#)).await, 404, "not_found", "answered, and null");

    let benefits = format!("/api/v1/exchanges/{}/benefits", firm.exchange);
    let gives = |person: &str, clause: &str, benefit: &str, amount: &str| {
        format!(r#"{{"person":"{person}","clause":"{clause}","benefit":"{benefit}","amount":{amount}}}"#)
    };
    let credit = |amount: &str| gives("norda-77", "signal-for-coverage", "credit", amount);
    let told = says(send(&benefits, json, &credit("null")).await, 422, "not_promised", "say in amount how much");
    assert_eq!((&told["reason"], &told["unit"]["en"]), (&json!("amount_missing"), &json!("euro a month")));
    says(send(&benefits, json, &credit("-1")).await, 400, "malformed", "amount: ");
    let saving = gives("norda-77", "usage-for-advice", "saving", "1");
    says(send(&benefits, json, &saving).await, 422, "not_promised", "leave amount out");
    let slip = gives("norda-77", "signal-for-coverag", "credit", "2");
    let told = says(send(&benefits, json, &slip).await, 422, "not_promised", "no such clause");
    assert_eq!(told["near"], json!(["signal-for-coverage"]));
    let nobody = gives("norda-78", "signal-for-coverage", "credit", "2");
    says(send(&benefits, json, &nobody).await, 404, "not_found", "their number in the firm's other systems");
    assert_eq!(send(&benefits, json, &credit("\"2.50\"")).await.0, 201);
    house.finish().await;
}

#[test]
fn every_route_is_described_and_nothing_else() {
    let description: Value = serde_json::from_str(crate::web::api::OPENAPI).unwrap();
    let mut described: Vec<String> = Vec::new();
    for (path, methods) in description["paths"].as_object().unwrap() {
        let path = ["{exchange}", "{notice}", "{activity}", "{contribution}"]
            .into_iter()
            .fold(path.clone(), |path, name| path.replace(name, "{id}"));
        described.extend(methods.as_object().unwrap().keys().map(|method| format!("{} {path}", method.to_uppercase())));
    }
    let mut served: Vec<String> =
        crate::web::api::routes().iter().map(|route| format!("{} {}", route.spec.method, route.spec.path)).collect();
    described.sort();
    served.sort();
    assert_eq!(described, served);
}
