//! Ideas from the question to the answer, as a customer and a moderator press it.

use super::*;

pub async fn english(house: &House, firm: &Firm, who: Who) -> Browser {
    let mut browser = house.signed_in(firm, who).await;
    browser.cookies.insert("comity-lang".into(), "en".into());
    browser
}

/// The value of a hidden field on a page, the first of that name.
pub fn hidden<'p>(page: &'p str, name: &str) -> &'p str {
    page.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap().split('"').next().unwrap()
}

/// The address of a page without what is said on it.
pub fn address(answer: &Answer) -> String {
    answer.goes_to().split('?').next().unwrap().trim_start_matches("/f/norda").to_owned()
}

#[tokio::test]
async fn an_idea_goes_from_the_question_to_its_answer() {
    let (house, firm) = House::open().await;
    let mut owner = english(&house, &firm, Who::Member(firm.members["owner"])).await;
    let mut moderator = english(&house, &firm, Who::Member(firm.members["moderator"])).await;
    let mut livia = english(&house, &firm, Who::Person(firm.person)).await;
    let desk = format!("/studio/exchanges/{}/ideas", firm.exchange);
    let list = format!("/exchanges/{}/ideas", firm.exchange);
    owner.get(&format!("/studio/exchanges/{}", firm.exchange)).await.holds(&format!("{desk}\""));
    owner.get(&desk).await.holds("No ideas are asked for yet").holds("we look into it");
    livia.get(&list).await.holds("There is nothing to take part in yet");

    let statuses = [("status.0", "open"), ("status.1", "in the works"), ("outcome.1", "done"), ("status.2", "no")];
    let mut form =
        vec![("go", "open"), ("title.en", "What should be better?"), ("stage", "service"), ("against", "on")];
    form.extend(statuses);
    let wrong = owner.post(&desk, &form).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    wrong.holds("One status has to say “not now”").holds("value=\"in the works\"");
    form.push(("outcome.2", "not-now"));
    assert_eq!(owner.post(&desk, &form).await.status, StatusCode::SEE_OTHER);
    livia.get("/me").await.holds(&format!("{list}\""));

    // Similar ideas are looked for first; what was typed stays.
    let page = livia.get(&list).await;
    page.holds("What should be better?").holds("No idea yet");
    let activity = hidden(&page.body, "activity").to_owned();
    let title = "More <b>data</b> abroad";
    let typed = [("activity", activity.as_str()), ("title", title), ("body", "See https://a.example/x")];
    let with = |go| [typed.as_slice(), &[("go", go)]].concat();
    let looked = livia.post(&list, &with("look")).await;
    looked.holds("No similar idea").holds("value=\"More &lt;b&gt;data&lt;/b&gt; abroad\"");
    let similar = format!("{list}/similar");
    let short = livia.post(&similar, &[("activity", &activity), ("title", " data "), ("body", "")]).await;
    assert_eq!((short.status, short.body.as_str()), (StatusCode::NO_CONTENT, ""));
    livia.post(&similar, &typed).await.holds("No similar idea").holds("value=\"send\"");
    let nowhere = livia.post(&similar, &[("activity", &firm.exchange.to_string()), ("title", title)]).await;
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
    let long = "x".repeat(201);
    let refused = livia.post(&list, &[("activity", &activity), ("title", &long), ("go", "send")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    refused.holds("That is too long");
    let sent = livia.post(&list, &with("send")).await;
    assert!(sent.goes_to().contains("said=queued"), "{sent:?}");
    let idea = address(&sent);
    let here = idea.replace("/exchanges/", "/studio/exchanges/");
    let page = livia.get(&idea).await;
    page.holds("A moderator looks at this before others see it").holds("rel=\"nofollow ugc noopener noreferrer\"");
    assert!(!page.body.contains("<b>data"), "no markup of anybody’s");

    // A moderator looks; a no without words is not taken.
    moderator.get(&desk).await.holds("for a first look").holds("less than an hour").holds("More &lt;b&gt;");
    let version = hidden(&moderator.get(&here).await.body, "version").to_owned();
    let press = |go| vec![("version", version.clone()), ("go", String::from(go))];
    let pressed = async |browser: &mut Browser, form: Vec<(&str, String)>| {
        let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        browser.post(&here, &form).await
    };
    let wordless = pressed(&mut moderator, press("decline")).await;
    assert_eq!(wordless.status, StatusCode::UNPROCESSABLE_ENTITY);
    wordless.holds("Say why, in words for its author");
    assert_eq!(pressed(&mut moderator, press("approve")).await.status, StatusCode::SEE_OTHER);
    let late = pressed(&mut owner, press("approve")).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    late.holds("Member moderator was quicker").holds("and let it be seen");

    // Votes need no script, and are taken back by pressing again.
    assert_eq!(livia.post(&idea, &[("go", "for")]).await.status, StatusCode::SEE_OTHER);
    livia.get(&idea).await.holds("1 vote for it").holds("value=\"unvote\" aria-pressed=\"true\"");
    assert_eq!(livia.post(&idea, &[("go", "unvote")]).await.status, StatusCode::SEE_OTHER);
    livia.post(&idea, &[("go", "for")]).await;
    livia.post(&list, &with("look")).await.holds("One similar idea");
    assert_eq!(livia.post(&idea, &[("go", "comment"), ("text", "Switzerland")]).await.status, StatusCode::SEE_OTHER);

    // The answer needs words, and reaches whoever brought it.
    let version = hidden(&moderator.get(&here).await.body, "version").to_owned();
    let answer = |words: &str| {
        vec![
            ("version", version.clone()),
            ("go", "status".into()),
            ("status", "s2".into()),
            ("words", words.to_owned()),
        ]
    };
    let silent = pressed(&mut moderator, answer(" ")).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    silent.holds("nothing that is brought ends in silence");
    assert_eq!(pressed(&mut moderator, answer("From May on.")).await.status, StatusCode::SEE_OTHER);
    livia.get(&idea).await.holds("What became of it").holds("From May on.").holds("Votes have ended");
    livia.get("/me").await.holds("new");
    let mine = livia.get("/me/contributions").await;
    mine.holds("It has its answer: “in the works”").holds("From May on.").holds("done");
    livia.post("/me/contributions", &[("go", "seen")]).await;
    assert!(!livia.get("/me/contributions").await.body.contains("I have seen this"));
    moderator.get(&desk).await.holds("Nothing waits for you");

    // What is closed is said so, and what is withdrawn is gone.
    assert_eq!(owner.post(&desk, &[("go", "close"), ("activity", &activity)]).await.status, StatusCode::SEE_OTHER);
    let refused = livia.post(&list, &with("send")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    refused.holds("This is closed");
    assert_eq!(livia.post(&idea, &[("go", "withdraw")]).await.status, StatusCode::SEE_OTHER);
    livia.get(&idea).await.holds("Words that are gone");
    house.finish().await;
}

#[tokio::test]
async fn a_no_can_be_contested_and_two_ideas_can_be_one() {
    let (house, firm) = House::open().await;
    let mut owner = english(&house, &firm, Who::Member(firm.members["owner"])).await;
    let mut livia = english(&house, &firm, Who::Person(firm.person)).await;
    let desk = format!("/studio/exchanges/{}/ideas", firm.exchange);
    let list = format!("/exchanges/{}/ideas", firm.exchange);
    let form =
        [("go", "open"), ("title.it", "Che cosa?"), ("status.0", "open"), ("status.1", "no"), ("outcome.1", "not-now")];
    owner.post(&desk, &form).await;
    owner.post(&desk, &[("status.2", "yes"), ("outcome.2", "done")].into_iter().chain(form).collect::<Vec<_>>()).await;
    let activity = hidden(&livia.get(&list).await.body, "activity").to_owned();
    let mut ideas = Vec::new();
    for title in ["Roaming in Switzerland", "Data abroad"] {
        let sent = livia.post(&list, &[("activity", activity.as_str()), ("title", title), ("go", "send")]).await;
        ideas.push(address(&sent));
    }
    let studio = |idea: &str| idea.replace("/exchanges/", "/studio/exchanges/");
    let no = [("version", "1"), ("kind", "copied"), ("reason", "Another wrote it."), ("go", "decline")];
    owner.post(&studio(&ideas[0]), &no).await;
    livia.get(&ideas[0]).await.holds("Somebody else wrote it").holds("Another wrote it.");
    livia.post(&ideas[0], &[("go", "contest"), ("words", "I wrote it myself.")]).await;
    owner.get(&desk).await.holds("for a second look").holds("I wrote it myself.");
    owner.post(&studio(&ideas[0]), &[("version", "3"), ("go", "trust")]).await;
    owner.post(&studio(&ideas[1]), &[("version", "1"), ("go", "approve")]).await;
    livia.get(&list).await.holds("Roaming in Switzerland").holds("Data abroad");

    let second = ideas[1].rsplit('/').next().unwrap();
    let found = owner.get(&format!("{}?like=data+abroad", studio(&ideas[0]))).await;
    found.holds(&format!("merge:{second}"));
    owner.post(&studio(&ideas[0]), &[("go", &format!("merge:{second}"))]).await;
    livia.get(&ideas[0]).await.holds("Another idea says the same").holds(second);
    owner.get(&studio(&ideas[1])).await.holds("One idea that says the same").holds("Not the same after all");
    let first = ideas[0].rsplit('/').next().unwrap();
    owner.post(&studio(&ideas[1]), &[("go", &format!("unmerge:{first}"))]).await;
    assert!(!livia.get(&ideas[0]).await.body.contains("Another idea says the same"));

    // Who sees no single persons' acts sees what everybody sees.
    let mut viewer = english(&house, &firm, Who::Member(firm.members["viewer"])).await;
    let page = viewer.get(&desk).await;
    page.holds("Data abroad");
    assert!(!page.body.contains("What waits"), "{}", page.body);
    house.finish().await;
}
