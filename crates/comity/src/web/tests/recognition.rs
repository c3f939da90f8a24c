//! What comes back for taking part, from the rules to the balance, and credit from the question to its end.

use super::ideas::{address, english, hidden};
use super::*;

#[tokio::test]
async fn what_comes_back_goes_from_the_rule_to_the_balance() {
    let (house, firm) = House::open().await;
    let mut owner = english(&house, &firm, Who::Member(firm.members["owner"])).await;
    let mut viewer = english(&house, &firm, Who::Member(firm.members["viewer"])).await;
    let mut livia = english(&house, &firm, Who::Person(firm.person)).await;
    let desk = format!("/studio/exchanges/{}/recognition", firm.exchange);
    owner.get(&format!("/studio/exchanges/{}", firm.exchange)).await.holds(&format!("{desk}\""));
    owner.get(&desk).await.holds("Nothing was promised yet");
    livia.get("/me/recognition").await.holds("Nothing came back yet");

    let benefit = |deed| {
        [
            ("saw", ""),
            ("deed.0", deed),
            ("capital.0", "economic"),
            ("what.0.en", "Credit <b>here</b>"),
            ("what.0.it", "Credito"),
            ("amount.0", "5"),
            ("unit.0.en", "euro"),
            ("unit.0.it", "euro"),
            ("days.0", "30"),
        ]
    };
    let with = |deed, go| [benefit(deed).as_slice(), &[("go", go)]].concat();
    let bought = owner.post(&desk, &with("voted-for", "save")).await;
    assert_eq!(bought.status, StatusCode::UNPROCESSABLE_ENTITY);
    bought
        .holds("A vote for something is paid")
        .holds("Whoever is paid for a yes gives one")
        .holds("Credit &lt;b&gt;here");
    let looked = owner.post(&desk, &with("planned", "look")).await;
    looked.holds("Everything that comes back is money").holds("Only what won is recognised");
    owner.get(&desk).await.holds("One more rule");
    assert_eq!(owner.post(&desk, &with("planned", "save")).await.status, StatusCode::SEE_OTHER);
    let page = owner.get(&desk).await;
    page.holds("Everything that comes back is money")
        .holds("Last set by")
        .holds("value=\"Credit &lt;b&gt;here&lt;/b&gt;\"");
    assert_eq!(owner.post(&desk, &with("planned", "save")).await.status, StatusCode::CONFLICT, "others were set since");
    let read = viewer.get(&desk).await;
    read.holds("Credit &lt;b&gt;here&lt;/b&gt; · 5 euro");
    assert!(!read.body.contains("<form method=\"post\" action=\"/f/norda/studio"), "who only looks sets nothing");

    // An idea is planned, and its author sees what comes back for it.
    let ideas = format!("/studio/exchanges/{}/ideas", firm.exchange);
    let form = [
        ("go", "open"),
        ("title.en", "What should be better?"),
        ("stage", "service"),
        ("status.0", "open"),
        ("status.1", "planned"),
        ("outcome.1", "planned"),
        ("status.2", "no"),
        ("outcome.2", "not-now"),
    ];
    assert_eq!(owner.post(&ideas, &form).await.status, StatusCode::SEE_OTHER);
    let list = format!("/exchanges/{}/ideas", firm.exchange);
    let activity = hidden(&livia.get(&list).await.body, "activity").to_owned();
    let sent = [("activity", activity.as_str()), ("title", "More data abroad"), ("body", "Please"), ("go", "send")];
    let idea = address(&livia.post(&list, &sent).await);
    let here = idea.replace("/exchanges/", "/studio/exchanges/");
    let press = async |browser: &mut Browser, form: &[(&str, &str)]| {
        let version = hidden(&browser.get(&here).await.body, "version").to_owned();
        let answer = browser.post(&here, &[form, &[("version", version.as_str())]].concat()).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{answer:?}");
    };
    press(&mut owner, &[("go", "approve")]).await;
    press(&mut owner, &[("go", "status"), ("status", "s2"), ("words", "In spring.")]).await;
    let mine = livia.get("/me/recognition").await;
    mine.holds("Credit &lt;b&gt;here&lt;/b&gt; · 5 euro").holds("promised").holds("It is to come by");
    livia.get("/me/contributions").await.holds("Something comes back to you for it").holds("/me/recognition");
    livia.get("/me/information/uses").await.holds("Credit").holds("5 euro").holds("taking part");
    let page = owner.get(&desk).await;
    page.holds("More data abroad").holds("It has come");
    let which = page.body.split("value=\"deliver:").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let deliver = format!("deliver:{which}");
    for _ in 0..2 {
        assert_eq!(
            owner.post(&desk, &[("go", &deliver)]).await.status,
            StatusCode::SEE_OTHER,
            "said twice, it came once"
        );
    }
    let denied = viewer.post(&desk, &[("go", &deliver)]).await;
    assert_eq!(denied.status, StatusCode::FORBIDDEN);
    livia.get("/me/recognition").await.holds("came");
    let balance = livia.get("/me/information/uses").await;
    balance.holds("delivered once");
    let receipt = balance.body.split("/me/receipts/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    livia.get(&format!("/me/receipts/{receipt}")).await.holds("Credit &lt;b&gt;here");

    // Named only with a yes, and only while it stands.
    let credit = format!("/studio/exchanges/{}/credit/{}", firm.exchange, idea.rsplit('/').next().unwrap());
    owner.get(&here).await.holds(&credit);
    let page = owner.get(&credit).await;
    let ask = page.body.split("value=\"ask:").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let ask = format!("ask:{ask}");
    assert_eq!(owner.post(&credit, &[("go", &ask), ("words.0", " ")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let words = "Who saw <i>first</i> that it was missing";
    assert_eq!(owner.post(&credit, &[("go", &ask), ("words.0", words)]).await.status, StatusCode::SEE_OTHER);
    let mine = livia.get("/me/recognition").await;
    mine.holds("May you be named?").holds("Who saw &lt;i&gt;first");
    assert!(!livia.get(&idea).await.body.contains("Who had a part in it"), "nobody before a yes");
    let path = mine.body.split("/me/recognition/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let (name, named, to) = (format!("name.{path}"), format!("named.{path}"), format!("/me/recognition/{path}"));
    let say = |go, by| [("go", go), (named.as_str(), "exchange"), (name.as_str(), by)];
    assert_eq!(livia.post(&to, &say("yes", "")).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(livia.post(&to, &say("yes", "Livia F.")).await.status, StatusCode::SEE_OTHER);
    livia.get(&idea).await.holds("Livia F.").holds("Who saw &lt;i&gt;first");
    owner.get(&credit).await.holds("agrees to be named").holds("Livia F.");
    assert_eq!(livia.post(&to, &say("no", "")).await.status, StatusCode::SEE_OTHER);
    assert!(!livia.get(&idea).await.body.contains("Livia F."), "taken back");
    assert_eq!(owner.post(&credit, &[("go", &ask), ("words.0", words)]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    house.finish().await;
}
