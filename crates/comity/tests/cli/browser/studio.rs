//! What a member does in the studio.

use super::driver::Browser;

/// The address of the person of the story.
pub const MAIL: &str = "livia@mail.example";
/// Their name.
pub const NAME: &str = "Livia Moretti";

/// The first member makes the firm; with a wrong key nobody does, and what was typed stays.
pub async fn set_up(member: &mut Browser, key: &str) {
    member.go("/").await;
    assert_eq!(member.path().await, "/studio/set-up");
    let typed = [
        ("key", "0000-wrong"),
        ("firm", "Norda Mobile"),
        ("slug", "norda"),
        ("country", "IT"),
        ("contact", "privacy@norda.example"),
        ("name", "Ada Bianchi"),
        ("mail", "ada@norda.example"),
        ("password", "correct horse battery"),
        ("again", "correct horse battery"),
    ];
    for (name, value) in typed {
        member.fill(name, value).await;
    }
    member.press("form.stack button.first").await;
    assert!(member.has("#f-key[aria-invalid=true]").await, "the key is told to be wrong");
    assert_eq!(member.value("[name=firm]").await, "Norda Mobile");
    assert_eq!(member.value("[name=password]").await, "", "a password never comes back");
    member.fill("key", key).await;
    member.fill("password", "correct horse battery").await;
    member.fill("again", "correct horse battery").await;
    member.press("form.stack button.first").await;
    assert_eq!(member.path().await, "/studio");
    assert!(member.text(".who").await.contains("Ada Bianchi"));
}

/// Begins an exchange, unfairly at first: gives the exchange's path in the studio.
pub async fn begin(member: &mut Browser) -> String {
    member.press("nav a[href='/studio/exchanges']").await;
    member.press("a[href='/studio/exchanges/new']").await;
    member.click("form.stack button.first").await;
    // The browser itself keeps an empty title from being sent.
    assert_eq!(member.path().await, "/studio/exchanges/new");
    member.fill("title", "Better advice").await;
    member.choose("from", "example").await;
    member.press("form.stack button.first").await;
    let path = member.path().await;
    path.strip_suffix("/edit").expect("the editor opens").to_owned()
}

/// Writes terms: a clause is added, filled and taken away again; a box that answers for the person is ticked, which the lint
/// refuses while it is typed.
pub async fn write_unfairly(member: &mut Browser) {
    assert!(!member.has("#lint li.refused").await, "the example is fair");
    member.press("button[value='add:clause']").await;
    member.fill("clause.5.title.en", "Calls at night").await;
    member.fill("clause.5.text.en", "We call you between ten and midnight, about new plans.").await;
    member.choose("clause.5.control", "firm").await;
    // It is in one language only, which the lint finds before anything is saved.
    member.element("#lint a[href='#document']").await;
    member.press("button[value='remove:clause.5']").await;
    assert!(!member.has("#clause-5").await);
    member.unfold("#clause-0").await;
    member.click("#f-clause-0-yes_by_default-on").await;
    member.element("#lint li.refused a[href='#clause-0']").await;
    member.picture("studio-terms-lint", 1280).await;
    member.press(".actions.top button[value=save]").await;
}

/// What the lint refuses is not published; the link from there leads back to the clause, where it is mended.
pub async fn mend_and_publish(member: &mut Browser, exchange: &str) {
    member.press(&format!("a[href='{exchange}/publish']")).await;
    assert!(member.has(".problem li.refused").await, "the lint is told again");
    assert!(!member.has("[name=fingerprint]").await, "there is no button that would publish it");
    member.press(".problem li.refused a").await;
    member.click("#f-clause-0-yes_by_default-on").await;
    member.gone("#lint li.refused").await;
    member.press(".actions.top button[value=save]").await;
    publish(member, exchange).await;
    assert!(member.has(".done[role=status]").await, "it is said that the terms are in force");
}

/// Publishes the draft as it is.
pub async fn publish(member: &mut Browser, exchange: &str) {
    member.press(&format!("a[href='{exchange}/publish']")).await;
    member.press("form:has([name=fingerprint]) button.first").await;
    assert_eq!(member.path().await, exchange);
}

/// Invites a person and reads their letter in the outbox: gives the address in it.
pub async fn invite(member: &mut Browser, exchange: &str) -> String {
    member.press(&format!("a[href='{exchange}/invite']")).await;
    member.fill("name", NAME).await;
    member.fill("mail", MAIL).await;
    member.choose("language", "it").await;
    member.press("button[value=one]").await;
    let shown = member.text(".done .mono").await;
    member.press("nav a[href='/studio/settings']").await;
    member.press(".tabs a[href='/studio/settings/outbox']").await;
    member.click(".list li details summary").await;
    let letter = member.text(".list li pre").await;
    assert!(letter.contains("Norda Mobile vorrebbe"), "it is written in their language: {letter}");
    let address = letter.split_whitespace().find(|word| word.starts_with("http")).expect("an address").to_owned();
    assert_eq!(address, shown);
    address
}

/// Accepts the one condition that waits, for the person who put it.
pub async fn accept_for_one(member: &mut Browser, exchange: &str) {
    member.go("/studio").await;
    assert!(member.has(".list a[href='/studio/exchanges']").await, "the overview says that a condition waits");
    member.go(&format!("{exchange}/counters")).await;
    assert!(member.text(".instead").await.contains("60"));
    member.unfold("button[value^='one:']").await;
    // Without a reason it is not declined.
    member.press("button[value^='decline:']").await;
    assert!(member.has("[aria-invalid=true]").await);
    member.press("button[value^='one:']").await;
    assert!(!member.has("button[value^='one:']").await, "nothing waits any more");
}

/// Writes another version, in which information is kept for so many days, and publishes it.
pub async fn change(member: &mut Browser, exchange: &str, version: u32, days: &str) {
    member.go(&format!("{exchange}/edit")).await;
    member.unfold("[name='clause.0.retention_days']").await;
    member.fill("clause.0.retention_days", days).await;
    member.press(".actions.top button[value=save]").await;
    member.press(&format!("a[href='{exchange}/publish']")).await;
    assert!(member.has("main table").await, "what changes is listed, with in whose favour");
    member.go(exchange).await;
    publish(member, exchange).await;
    member.press(&format!("a[href='{exchange}/versions/{version}']")).await;
}

/// The person's page, from the list of people.
pub async fn look_up(member: &mut Browser) -> String {
    member.press("nav a[href='/studio/people']").await;
    member.fill("q", MAIL).await;
    member.press("form.filter button").await;
    member.press("main tbody a, main .list a.name").await;
    assert!(member.text("h1").await.contains(NAME));
    member.path().await
}

/// Every other page of the studio, for what each page has to hold.
pub async fn walk(member: &mut Browser, exchange: &str) {
    let fixed =
        ["/studio/people/new", "/studio/people/import", "/studio/settings", "/studio/settings/look", "/studio/ledger"];
    for path in fixed {
        member.go(path).await;
        assert_eq!(member.path().await, path);
    }
    for part in ["/preview", "/edit?as=toml", "/versions/1", "/invite", "/counters"] {
        member.go(&format!("{exchange}{part}")).await;
    }
    member.go("/studio/audit").await;
    assert!(!member.text("main").await.contains(NAME), "the audit names nobody");
}
