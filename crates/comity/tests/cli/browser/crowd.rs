//! Other people who answer, by forms as a browser sends them, so that pictures show more than one answer.

use crate::desk::between;
use crate::serve::{House, cookie_in};

/// Names and what they answer: to how they use their plan, to the signal, to the bill, to helping.
const PEOPLE: [(&str, [&str; 4]); 9] = [
    ("Luca", ["yes", "yes", "yes", "no"]),
    ("Aisha", ["yes", "no", "yes", "yes"]),
    ("Marta", ["if", "yes", "yes", "no"]),
    ("Paolo", ["no", "no", "no", "no"]),
    ("Chiara", ["yes", "yes", "yes", "yes"]),
    ("Davide", ["if", "no", "no", "no"]),
    ("Elena", ["yes", "no", "yes", "no"]),
    ("Franco", ["no", "no", "no", "no"]),
    ("Giulia", ["yes", "yes", "yes", "yes"]),
];

/// Invites them and lets them answer; two more never do.
pub fn answers(house: &House, exchange: &str) {
    let sign_in = "mail=ada%40norda.example&password=correct+horse+battery";
    let member = cookie_in(&house.ask("POST", "/studio/sign-in", "", sign_in));
    let invite = |name: &str| {
        let form = format!("go=one&name={name}&mail={}%40mail.example&language=it", name.to_lowercase());
        house.ask("POST", &format!("{exchange}/invite"), &member, &form)
    };
    for (name, said) in PEOPLE {
        let link = format!("/f/norda/enter/{}", between(&invite(name), "/enter/", "<").trim());
        let person = cookie_in(&house.ask("POST", &link, "", ""));
        let offer = exchange.replace("/studio/", "/f/norda/");
        let read = house.ask("GET", &offer, &person, "");
        let mut form = format!("go=sign&answer.messages=yes&offer={}", between(&read, "name=\"offer\" value=\"", "\""));
        for (clause, answer) in ["usage-for-advice", "signal-for-coverage", "bill", "helping"].iter().zip(said) {
            form += &format!("&answer.{clause}={answer}");
        }
        let signed = house.ask("POST", &offer, &person, &(form + "&words.usage-for-advice=Only+on+weekdays"));
        assert!(signed.starts_with("HTTP/1.1 200"), "{signed}");
    }
    ["Irene", "Nicola"].iter().for_each(|name| assert!(invite(name).starts_with("HTTP/1.1 200")));
}
