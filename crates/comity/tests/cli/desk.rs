//! What members and persons do, by forms as a browser sends them.

use std::time::{Duration, Instant};

use super::serve::{House, cookie_in};

/// Fields as a browser sends them.
pub fn form(fields: &[(&str, &str)]) -> String {
    let escaped = |text: &str| -> String {
        let byte = |byte: u8| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' => char::from(byte).to_string(),
            b' ' => "+".to_owned(),
            _ => format!("%{byte:02X}"),
        };
        text.bytes().map(byte).collect()
    };
    let pairs: Vec<String> =
        fields.iter().map(|(name, value)| format!("{}={}", escaped(name), escaped(value))).collect();
    pairs.join("&")
}

/// What stands between two marks of an answer.
pub fn between<'a>(answer: &'a str, before: &str, after: &str) -> &'a str {
    let rest = answer.split_once(before).unwrap_or_else(|| panic!("no {before} in {answer}")).1;
    rest.split_once(after).unwrap_or_else(|| panic!("no {after} after {before} in {answer}")).0
}

/// Whether an answer has that status.
pub fn is(answer: &str, status: u16) -> bool {
    answer.starts_with(&format!("HTTP/1.1 {status} "))
}

/// Where an answer leads.
pub fn goes_to(answer: &str) -> &str {
    let line = answer.lines().find_map(|line| line.strip_prefix("location: "));
    line.unwrap_or_else(|| panic!("leads nowhere: {answer}"))
}

/// The firm Norda and its owner, who is signed in: their cookie.
pub fn set_up(house: &House) -> String {
    let key = house.key.as_deref().expect("a key for the first member");
    let fields = [
        ("key", key),
        ("firm", "Norda"),
        ("slug", "norda"),
        ("country", "IT"),
        ("contact", "privacy@norda.example"),
        ("name", "Ada Bianchi"),
        ("mail", "ada@norda.example"),
        ("password", "correct horse battery"),
        ("again", "correct horse battery"),
    ];
    let made = house.ask("POST", "/studio/set-up", "", &form(&fields));
    assert!(is(&made, 303), "{made}");
    cookie_in(&made)
}

/// The owner signs in again.
pub fn sign_in(house: &House) -> String {
    let fields = [("mail", "ada@norda.example"), ("password", "correct horse battery")];
    cookie_in(&house.ask("POST", "/studio/sign-in", "", &form(&fields)))
}

/// An exchange on the example's terms is open: its path in the studio.
pub fn publish(house: &House, member: &str) -> String {
    let fields = form(&[("title", "Better advice"), ("from", "example")]);
    let made = house.ask("POST", "/studio/exchanges/new", member, &fields);
    let exchange = goes_to(&made).strip_suffix("/edit").expect("the editor opens").to_owned();
    let page = house.ask("GET", &format!("{exchange}/publish"), member, "");
    let print = between(&page, "name=\"fingerprint\" value=\"", "\"").to_owned();
    let done = house.ask("POST", &format!("{exchange}/publish"), member, &form(&[("fingerprint", &print)]));
    assert!(is(&done, 303), "{done}");
    exchange
}

/// The same exchange in the portal.
pub fn offer_of(exchange: &str) -> String {
    exchange.replace("/studio/", "/f/norda/")
}

/// Somebody is invited by name and address: the link to hand over.
pub fn invite(house: &House, member: &str, exchange: &str, name: &str, mail: &str) -> String {
    let fields = form(&[("go", "one"), ("name", name), ("mail", mail), ("language", "en")]);
    let page = house.ask("POST", &format!("{exchange}/invite"), member, &fields);
    assert!(is(&page, 200), "{page}");
    format!("/f/norda/enter/{}", between(&page, "/enter/", "<").trim())
}

/// So many people were invited and have entered: their cookies.
pub fn crowd(house: &House, member: &str, exchange: &str, size: usize) -> Vec<String> {
    let enters =
        |n| enter(house, &invite(house, member, exchange, &format!("Person {n}"), &format!("p{n}@mail.example")));
    (0..size).map(enters).collect()
}

/// Which receipt an answer names.
pub fn receipt_in(answer: &str) -> Option<String> {
    let after = answer.split_once("/me/receipts/")?.1;
    Some(format!("/f/norda/me/receipts/{}", after.chars().take_while(char::is_ascii_hexdigit).collect::<String>()))
}

/// The path in the latest letter to an address that holds a link of that kind, as members read it where no mail server is.
pub fn letter(house: &House, member: &str, mail: &str, kind: &str) -> String {
    let begun = Instant::now();
    loop {
        let page = outbox(house, member);
        let letters: Vec<&str> = page.split("<li>").collect();
        if let Some(letter) = letters.iter().find(|letter| letter.contains(mail) && letter.contains(kind)) {
            let after = between(letter, kind, "\n");
            let token: String = after.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).collect();
            return format!("/f/norda{kind}{token}");
        }
        assert!(begun.elapsed() < Duration::from_secs(20), "no letter to {mail}: {page}");
        std::thread::sleep(Duration::from_millis(200));
    }
}

/// The page with all letters.
pub fn outbox(house: &House, member: &str) -> String {
    let page = house.ask("GET", "/studio/settings/outbox", member, "");
    assert!(is(&page, 200), "{page}");
    page
}

/// A person opens their link: their cookie.
pub fn enter(house: &House, link: &str) -> String {
    let opened = house.ask("POST", link, "", "");
    assert!(is(&opened, 303), "{opened}");
    cookie_in(&opened)
}

/// The fingerprint of what is on offer to a person.
pub fn on_offer(house: &House, person: &str, offer: &str) -> String {
    let page = house.ask("GET", offer, person, "");
    between(&page, "name=\"offer\" value=\"", "\"").to_owned()
}

/// The form of an answer: yes to everything, or a condition in own words on the first clause.
pub fn answer(print: &str, words: Option<&str>) -> String {
    let mut fields = vec![
        ("go", "sign"),
        ("offer", print),
        ("answer.usage-for-advice", if words.is_some() { "if" } else { "yes" }),
        ("answer.signal-for-coverage", "yes"),
        ("answer.bill", "yes"),
        ("answer.helping", "yes"),
        ("answer.messages", "yes"),
    ];
    fields.extend(words.map(|words| ("words.usage-for-advice", words)));
    form(&fields)
}
