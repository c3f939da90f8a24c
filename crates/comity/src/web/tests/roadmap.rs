//! Roadmap and changelog as members write them, persons read them, and everybody where the firm says so; statuses by other names.

use super::ideas::{address, english, hidden};
use super::*;

/// An idea of the person's that others see, answered with the status of that name and these words; its address in the portal.
async fn answered(
    (owner, livia): (&mut Browser, &mut Browser),
    firm: &Firm,
    (title, status, words): (&str, &str, &str),
) -> String {
    let list = format!("/exchanges/{}/ideas", firm.exchange);
    let activity = hidden(&livia.get(&list).await.body, "activity").to_owned();
    let sent = livia.post(&list, &[("activity", activity.as_str()), ("title", title), ("go", "send")]).await;
    let idea = address(&sent);
    let desk = idea.replace("/exchanges/", "/studio/exchanges/");
    if sent.goes_to().contains("said=queued") {
        owner.post(&desk, &[("version", "1"), ("go", "approve")]).await;
    }
    let version = hidden(&owner.get(&desk).await.body, "version").to_owned();
    let form = [("version", version.as_str()), ("go", "status"), ("status", status), ("words", words)];
    assert_eq!(owner.post(&desk, &form).await.status, StatusCode::SEE_OTHER);
    idea
}

async fn opened(owner: &mut Browser, firm: &Firm) {
    let statuses = [
        ("status.0", "open"),
        ("status.1", "planned"),
        ("outcome.1", "planned"),
        ("status.2", "in the works"),
        ("outcome.2", "under-way"),
        ("status.3", "there"),
        ("outcome.3", "done"),
        ("status.4", "no"),
        ("outcome.4", "not-now"),
    ];
    let mut form = vec![("go", "open"), ("title.en", "What should be better?"), ("stage", "service")];
    form.extend(statuses);
    let desk = format!("/studio/exchanges/{}/ideas", firm.exchange);
    assert_eq!(owner.post(&desk, &form).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn what_is_planned_and_done_is_seen_by_whom_the_firm_says() {
    let (house, firm) = House::open().await;
    let mut owner = english(&house, &firm, Who::Member(firm.members["owner"])).await;
    let mut moderator = english(&house, &firm, Who::Member(firm.members["moderator"])).await;
    let mut livia = english(&house, &firm, Who::Person(firm.person)).await;
    let mut anybody = house.browser();
    anybody.base = "/f/norda".into();
    let (road, log) =
        (format!("/exchanges/{}/roadmap", firm.exchange), format!("/exchanges/{}/changelog", firm.exchange));
    let (desk, public) = (format!("/studio{road}"), format!("/public/{}", firm.exchange));
    opened(&mut owner, &firm).await;
    livia.get(&road).await.holds("Nothing stands here yet");
    livia.get(&log).await.holds("Nothing has been done yet");
    answered((&mut owner, &mut livia), &firm, ("More <data> abroad", "s2", "In spring.")).await;
    let done = answered((&mut owner, &mut livia), &firm, ("A map of outages", "s4", "It is there.")).await;
    livia.get("/me").await.holds(&format!("{road}\"")).holds(&format!("{log}\""));
    livia.get(&road).await.holds("More &lt;data&gt; abroad").holds("In spring.").holds("A map of outages");
    livia
        .get(&log)
        .await
        .holds("A map of outages")
        .holds("It is there.")
        .holds("Thanks to the customer who brought this");

    // Not for everybody until the firm says so, after a warning; a moderator may not.
    assert_eq!(anybody.get(&format!("{public}/roadmap")).await.status, StatusCode::NOT_FOUND);
    owner.get(&desk).await.holds("those in the exchange").holds("the terms do not say").holds("What should be better?");
    assert_eq!(moderator.post(&desk, &[("go", "public")]).await.status, StatusCode::FORBIDDEN);
    assert_eq!(owner.post(&desk, &[("go", "public")]).await.status, StatusCode::SEE_OTHER);
    owner.get(&desk).await.holds(&format!("/f/norda{public}/changelog.atom"));
    let page = anybody.get(&format!("{public}/roadmap")).await;
    page.holds("More &lt;data&gt; abroad").holds("In spring.");
    assert!(!page.body.contains(&firm.person.to_string()) && !page.body.contains("Livia"), "nobody is named");
    assert!(!page.body.contains("/exchanges/"), "and nothing leads to where one has to sign in");
    livia.get(&format!("/exchanges/{}/ideas", firm.exchange)).await.holds("is public: everybody may see");

    // By name once she says so, before whom she says; not at all where she does not want it.
    let named = |to: &'static str, name: &'static str| [("go", "display"), ("named", to), ("name", name)];
    let refused = livia.post(&done, &named("everybody", " ")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    refused.holds("Write something first");
    assert_eq!(livia.post(&done, &named("exchange", "Livia P.")).await.status, StatusCode::SEE_OTHER);
    livia.get(&done).await.holds("value=\"Livia P.\"");
    livia.get(&log).await.holds("Thanks to Livia P.");
    assert!(!anybody.get(&format!("{public}/changelog")).await.body.contains("Livia"));
    livia.post(&done, &named("everybody", "Livia P.")).await;
    anybody.get(&format!("{public}/changelog")).await.holds("Thanks to Livia P.");
    livia.post(&done, &[("go", "display"), ("named", "nobody"), ("name", ""), ("hidden", "on")]).await;
    assert!(!anybody.get(&format!("{public}/changelog")).await.body.contains("A map of outages"));
    livia.get(&log).await.holds("A map of outages");
    house.finish().await;
}

#[tokio::test]
async fn what_everybody_reads_is_kept_for_a_moment_and_sets_no_cookie() {
    let (house, firm) = House::open().await;
    let mut owner = english(&house, &firm, Who::Member(firm.members["owner"])).await;
    let mut livia = english(&house, &firm, Who::Person(firm.person)).await;
    let public = format!("/public/{}", firm.exchange);
    opened(&mut owner, &firm).await;
    owner.post(&format!("/studio/exchanges/{}/roadmap", firm.exchange), &[("go", "public")]).await;
    let mut anybody = house.browser();
    anybody.base = "/f/norda".into();
    for page in ["roadmap", "changelog", "changelog.atom"] {
        let path = format!("{public}/{page}?lang=it");
        let first = anybody.get(&path).await;
        assert_eq!((first.status, first.header("set-cookie")), (StatusCode::OK, ""), "{page}");
        assert_eq!(first.header("cache-control"), "public, max-age=60, must-revalidate");
        assert_eq!(first.header("vary"), "accept-language");
        let tag = first.header("etag").to_owned();
        anybody.headers = vec![("if-none-match", tag.clone())];
        let again = anybody.get(&path).await;
        assert_eq!(
            (again.status, again.body.as_str(), again.header("etag")),
            (StatusCode::NOT_MODIFIED, "", tag.as_str())
        );
        anybody.headers.clear();
    }
    anybody.get(&format!("{public}/changelog?lang=it")).await.holds("Novità").holds("changelog.atom?lang=it");
    anybody.headers = vec![("accept-language", "it".into()), ("cookie", "comity-lang=en".into())];
    anybody.get(&format!("{public}/changelog")).await.holds("Novità");
    anybody.headers.clear();

    // What is done changes what was kept, and goes with whoever brought it.
    let tag = anybody.get(&format!("{public}/changelog.atom")).await.header("etag").to_owned();
    answered((&mut owner, &mut livia), &firm, ("A map of outages & more", "s4", "It is there.")).await;
    anybody.headers = vec![("if-none-match", tag)];
    let feed = anybody.get(&format!("{public}/changelog.atom")).await;
    assert_eq!(feed.header("content-type"), "application/atom+xml; charset=utf-8");
    feed.holds("<title>A map of outages &amp; more</title>").holds("/f/norda/public/").holds("It is there.");
    anybody.headers.clear();
    house.app.store.person_erase(&Context::system(firm.id), firm.person).await.unwrap();
    house.work().await;
    for page in ["changelog", "changelog.atom"] {
        let page = anybody.get(&format!("{public}/{page}")).await;
        assert!(!page.body.contains("A map of outages") && page.body.contains("It is there."), "{}", page.body);
    }
    assert_eq!(anybody.get(&format!("{public}/changelog?after=x")).await.status, StatusCode::BAD_REQUEST);
    let none = anybody.get("/public/x/changelog?lang=it").await;
    assert_eq!((none.status, none.header("set-cookie")), (StatusCode::NOT_FOUND, ""));
    house.finish().await;
}

#[tokio::test]
async fn everybody_reads_so_often_and_no_more() {
    let house = House::new(None, &[("COMITY_RATES_PUBLIC", "2")]).await;
    let firm = house.firm("norda", "Norda Mobile").await;
    let mut anybody = house.browser();
    let path = format!("/f/norda/public/{}/roadmap", firm.exchange);
    assert_eq!(anybody.get(&path).await.status, StatusCode::NOT_FOUND);
    assert_eq!(anybody.get(&path).await.status, StatusCode::NOT_FOUND);
    let late = anybody.get(&path).await;
    assert_eq!(late.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(!late.header("retry-after").is_empty());
    house.finish().await;
}

#[tokio::test]
async fn an_entry_is_written_published_and_taken_out() {
    let (house, firm) = House::open().await;
    let mut owner = english(&house, &firm, Who::Member(firm.members["owner"])).await;
    let mut moderator = english(&house, &firm, Who::Member(firm.members["moderator"])).await;
    let mut livia = english(&house, &firm, Who::Person(firm.person)).await;
    opened(&mut owner, &firm).await;
    let idea = answered((&mut owner, &mut livia), &firm, ("A map of outages", "s3", "We are at it.")).await;
    let idea = idea.rsplit('/').next().unwrap();
    let log = format!("/exchanges/{}/changelog", firm.exchange);
    let list = format!("/studio{log}");
    moderator.get(&list).await.holds("No entry of your own yet").holds("A map of outages (under way)");
    let wrong = moderator.post(&list, &[("go", "draft"), ("words.en", "From today on.")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    wrong.holds("Write the title in at least one language").holds("Choose a day").holds("From today on.");
    let typed =
        [("title.en", "Outages on a <map>"), ("words.en", "From today on."), ("day", "2026-11-02"), ("linked", idea)];
    let with = |go: &'static str, version: &str| {
        let mut form: Vec<(&str, String)> = typed.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        form.extend([("go", go.to_owned()), ("version", version.to_owned())]);
        form
    };
    async fn press(browser: &mut Browser, path: &str, form: Vec<(&str, String)>) -> Answer {
        let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        browser.post(path, &form).await
    }
    let entry = address(&press(&mut moderator, &list, with("draft", "")).await);
    moderator.get(&list).await.holds("Outages on a &lt;map&gt;").holds("draft").holds("about 1 contribution");
    livia.get(&log).await.holds("Nothing has been done yet");
    assert_eq!(press(&mut moderator, &entry, with("publish", "1")).await.status, StatusCode::SEE_OTHER);
    livia.get(&log).await.holds("Outages on a &lt;map&gt;").holds("November 2026").holds("It comes from this:");
    livia.get("/me/contributions").await.holds("It stands in the changelog").holds(&format!("{log}\""));
    let late = press(&mut owner, &entry, with("save", "1")).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    late.holds("Somebody else changed this meanwhile");
    let version = |page: &Answer| hidden(&page.body, "version").to_owned();
    for (go, says) in [("remove", "This is taken out"), ("undo-remove", "published"), ("unpublish", "draft")] {
        let saw = version(&owner.get(&entry).await);
        assert_eq!(press(&mut owner, &entry, with(go, &saw)).await.status, StatusCode::SEE_OTHER, "{go}");
        owner.get(&entry).await.holds(says);
    }
    livia.get(&log).await.holds("Nothing has been done yet");
    for go in ["remove", "delete"] {
        let saw = version(&owner.get(&entry).await);
        assert_eq!(press(&mut owner, &entry, with(go, &saw)).await.status, StatusCode::SEE_OTHER, "{go}");
    }
    assert_eq!(owner.get(&entry).await.status, StatusCode::NOT_FOUND);
    house.finish().await;
}

#[tokio::test]
async fn statuses_are_looked_at_saved_and_taken_back() {
    let (house, firm) = House::open().await;
    let mut owner = english(&house, &firm, Who::Member(firm.members["owner"])).await;
    let mut livia = english(&house, &firm, Who::Person(firm.person)).await;
    opened(&mut owner, &firm).await;
    let idea = answered((&mut owner, &mut livia), &firm, ("A map of outages", "s3", "We are at it.")).await;
    let desk = owner.get(&format!("/studio/exchanges/{}/ideas", firm.exchange)).await;
    let path = desk.body.split("/statuses/").nth(1).unwrap().split('"').next().unwrap();
    let path = format!("/studio/exchanges/{}/statuses/{path}", firm.exchange);
    let page = owner.get(&path).await;
    page.holds("What it will look like").holds("in the works").holds("Under way").holds("1 in it");
    let form = |page: &Answer, changes: &[(&str, &str)]| -> Vec<(String, String)> {
        let mut form = vec![("saw".to_owned(), hidden(&page.body, "saw").to_owned())];
        let names = ["open", "planned", "in the works", "there", "no"];
        let kinds = ["", "planned", "under-way", "done", "not-now"];
        for at in 0..5 {
            form.push((format!("name.{at}"), format!("s{}", at + 1)));
            form.push((format!("order.{at}"), (at + 1).to_string()));
            form.push((format!("kind.{at}"), kinds[at].to_owned()));
            for language in ["en", "it"] {
                form.push((format!("words.{at}.{language}"), names[at].to_owned()));
            }
        }
        for (name, value) in changes {
            form.retain(|(known, _)| known != name);
            form.push(((*name).to_owned(), (*value).to_owned()));
        }
        form
    };
    async fn press(browser: &mut Browser, path: &str, form: Vec<(String, String)>) -> Answer {
        let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        browser.post(path, &form).await
    }
    let looked = press(&mut owner, &path, form(&page, &[("go", "look"), ("words.2.en", "we build it")])).await;
    looked.holds("we build it");
    livia.get(&idea).await.holds("in the works");
    let bare = press(&mut owner, &path, form(&page, &[("go", "save"), ("words.2.it", "")])).await;
    assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
    bare.holds("IT is missing");
    let asks = press(&mut owner, &path, form(&page, &[("go", "save"), ("gone.2", "on")])).await;
    assert_eq!(asks.status, StatusCode::UNPROCESSABLE_ENTITY);
    asks.holds("Something stands in it: choose where it goes");
    let saved = press(&mut owner, &path, form(&page, &[("go", "save"), ("words.2.en", "we build it")])).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
    livia.get(&idea).await.holds("we build it");
    let late = press(&mut owner, &path, form(&page, &[("go", "save")])).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    let page = owner.get(&path).await;
    page.holds("The last change");
    let saw = hidden(&page.body, "saw").to_owned();
    assert_eq!(owner.post(&path, &[("go", "undo"), ("saw", &saw)]).await.status, StatusCode::SEE_OTHER);
    livia.get(&idea).await.holds("in the works");
    assert!(!owner.get(&path).await.body.contains("The last change"));
    house.finish().await;
}
