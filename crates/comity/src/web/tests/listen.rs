//! Studies, ratings and opinion maps in the studio.

use super::*;
use base64::Engine as _;
use sha2::Digest as _;

const VOTES: &str = "person,statement,vote\na,1,1\na,2,-1\nb,1,1\nb,2,1\nc,1,-1\nc,2,0\n";

async fn browser(house: &House, firm: &Firm, role: &str) -> Browser {
    house.signed_in(firm, Who::Member(firm.members[role])).await
}

/// Files that lie in the folder of runs.
fn files(house: &House) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![house.app.config.data.join("listen")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { found.push(path.file_name().unwrap().display().to_string()) }
        }
    }
    found
}

/// The page part of the one run that is called so.
fn part<'p>(page: &'p str, title: &str) -> &'p str {
    page.split("<li>").find(|part| part.contains(title)).unwrap()
}

#[tokio::test]
async fn votes_become_a_map_that_viewers_read_and_only_its_makers_remove() {
    let (house, firm) = House::open().await;
    let mut researcher = browser(&house, &firm, "researcher").await;
    researcher.get("/studio/listen/new?kind=opinion").await.holds("name=\"statement\"").holds("at most 512 MB");
    let form = [("kind", "opinion"), ("title", "What next?")];
    let sent = researcher.upload("/studio/listen/new", &form, &[("file", VOTES.as_bytes()), ("second", b"")]).await;
    assert_eq!((sent.status, sent.goes_to()), (StatusCode::SEE_OTHER, "/f/norda/studio/listen"));
    researcher.get("/studio/listen").await.holds("What next?").holds("waiting");
    assert_eq!(files(&house), ["f"]);
    house.work().await;
    assert_eq!(files(&house), ["report.html"], "what was sent is gone, the report is there");
    let mut viewer = browser(&house, &firm, "viewer").await;
    let list = viewer.get("/studio/listen").await;
    assert!(!list.body.contains("/remove") && !list.body.contains("/studio/listen/new"), "{}", list.body);
    let link = part(&list.body, "What next?").split("href=\"/f/norda").nth(1).unwrap().split('"').next().unwrap();
    let report = viewer.get(link).await;
    assert_eq!(report.status, StatusCode::OK, "{}", report.body);
    let policy = report.header("content-security-policy");
    let style = report.body.split_once("<style>").unwrap().1.split_once("</style>").unwrap().0;
    let hash = base64::engine::general_purpose::STANDARD.encode(sha2::Sha256::digest(style));
    assert!(policy.starts_with(&format!("default-src 'none'; style-src 'sha256-{hash}';")), "{policy}");
    assert!(policy.ends_with("; sandbox") && report.body.matches("<style").count() == 1);
    assert_eq!(report.header("cross-origin-opener-policy"), "unsafe-none", "else browsers refuse what is sandboxed");
    let data = house.app.config.data.display().to_string();
    assert!(!report.body.contains(&data), "nobody learns where files lie");
    let remove = link.replace("/report", "/remove");
    assert_eq!(viewer.post(&remove, &[]).await.status, StatusCode::FORBIDDEN);
    assert_eq!(researcher.post(&remove, &[]).await.goes_to(), "/f/norda/studio/listen?said=removed");
    assert!(files(&house).is_empty());
    assert_eq!(viewer.get(link).await.status, StatusCode::NOT_FOUND);
    house.finish().await;
}

#[tokio::test]
async fn a_study_and_a_rating_are_made_and_failures_say_what_the_command_line_says() {
    let (house, firm) = House::open().await;
    let mut owner = browser(&house, &firm, "owner").await;
    let mut posts = String::from("time,brand,score\n");
    for day in 1..=28 {
        for (brand, shift) in [("Norda", if day > 20 { -0.5 } else { 0.0 }), ("Luma", 0.0), ("Sole", 0.0)] {
            for n in 0..5 {
                let wave = f64::from((day * 7 + n * 3) % 5) / 20.0;
                posts += &format!("2026-01-{day:02}T1{n}:00:00Z,{brand},{}\n", 0.2 + wave + shift);
            }
        }
    }
    let study = [("kind", "study"), ("title", "Fares"), ("event", "Norda 2026-01-21"), ("score", "score")];
    owner.upload("/studio/listen/new", &study, &[("file", posts.as_bytes())]).await;
    let wrong = [("kind", "study"), ("title", "Nobody"), ("event", "Nordo 2026-01-21"), ("score", "score")];
    owner.upload("/studio/listen/new", &wrong, &[("file", posts.as_bytes())]).await;
    let ratings = "object,rater,question,score\nA bike,Ada,research,5\nA bike,Bo,research,6\n";
    owner
        .upload("/studio/listen/new", &[("kind", "rating"), ("title", "Bikes")], &[("file", ratings.as_bytes())])
        .await;
    house.work().await;
    let list = owner.get("/studio/listen").await.body;
    let done = |title: &str| part(&list, title).contains("/report\"");
    assert!(done("Fares") && done("Bikes"), "{list}");
    assert!(
        part(&list, "Nobody").contains("no unit is called “Nordo”")
            || part(&list, "Nobody").contains("no unit is called &quot;Nordo&quot;"),
        "{list}"
    );
    assert!(part(&list, "Nobody").contains("Did you mean Norda?"));
    assert_eq!(files(&house), ["report.html"; 2], "of what failed nothing stays");
    house.finish().await;
}

#[tokio::test]
async fn a_form_without_its_file_is_shown_again_and_too_much_is_refused() {
    let house = House::new(None, &[("COMITY_UPLOAD_MIB", "1")]).await;
    let firm = house.firm("norda", "Norda Mobile").await;
    let mut owner = browser(&house, &firm, "owner").await;
    let form = [("kind", "study"), ("title", "Kept title"), ("event", "soon")];
    let again = owner.upload("/studio/listen/new", &form, &[("file", b"")]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    again.holds("value=\"Kept title\"").holds("Choose a file").holds("Give the unit and the date");
    let large = vec![b'x'; 1024 * 1024 + 1];
    let refused = owner.upload("/studio/listen/new", &form, &[("file", &large)]).await;
    assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE);
    let strange = owner.upload("/studio/listen/new", &form, &[("../other", b"x")]).await;
    assert_eq!(strange.status, StatusCode::BAD_REQUEST);
    assert!(files(&house).is_empty(), "nothing stays of what was not taken");
    house.app.pulse.disk_low.store(true, std::sync::atomic::Ordering::Relaxed);
    let full = owner.upload("/studio/listen/new", &form, &[("file", b"x")]).await;
    assert_eq!(full.status, StatusCode::SERVICE_UNAVAILABLE);
    house.finish().await;
}

#[tokio::test]
async fn a_run_that_never_ends_is_given_up() {
    let (house, firm) = House::open().await;
    let ctx = Context::system(firm.id);
    let id = comity_store::RunId::new();
    let options = BTreeMap::new();
    let new = RunNew { id, kind: "rating".into(), language: "it".into(), title: "Abisso".into(), options };
    house.app.store.run_add(&ctx, new).await.unwrap();
    for _ in 0..3 {
        assert!(house.app.store.run_claim(&Context::instance(), -1).await.unwrap().is_some());
    }
    house.work().await;
    let run = house.app.store.run_get(&ctx, id).await.unwrap();
    assert_eq!(run.state, comity_store::RunState::Failed);
    assert!(run.said.unwrap().contains("interrotta"));
    house.finish().await;
}
