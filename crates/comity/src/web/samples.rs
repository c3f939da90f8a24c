//! A sample of every page: what tests render in every language and check, and what can be looked at in a browser.

use maud::Markup;

use super::ui::{Errors, Fields, Reader, Shell, Trouble, error_page};
use crate::web::portal::enter;
use crate::web::studio::{join, set_up, sign_in};
use crate::words::Lang;

mod portal;
mod studio;
mod tests;

/// Every page by its name.
pub fn all(lang: Lang) -> Vec<(&'static str, Markup)> {
    let visitor = |here: &str| Shell::sample(lang, here, Reader::Visitor);
    let mut typed = Fields::default();
    typed.push("mail", "nobody");
    let mut wrong = Errors::default();
    wrong.add("mail", crate::words::say!(lang, "web-mail-wrong"));
    let ask = enter::Ask::default();
    let mut all = vec![
        ("sign-in", sign_in::page(&sign_in::SignIn::default(), &visitor("/studio/sign-in"))),
        (
            "sign-in-refused",
            sign_in::page(&sign_in::SignIn::refused(typed.clone(), String::new(), lang), &visitor("/studio/sign-in")),
        ),
        ("set-up", set_up::page(&set_up::SetUp::default(), &Shell { firm: None, ..visitor("/studio/set-up") })),
        (
            "join",
            join::page(
                &join::Join {
                    action: "/enter/sample".into(),
                    mail: "ada@norda.example".into(),
                    role: "researcher",
                    ..Default::default()
                },
                &visitor("/enter/sample"),
            ),
        ),
        (
            "password-chosen",
            join::page(
                &join::Join {
                    action: "/enter/sample".into(),
                    mail: "ada@norda.example".into(),
                    role: "owner",
                    joined: true,
                    ..Default::default()
                },
                &visitor("/enter/sample"),
            ),
        ),
        ("enter", enter::page(&ask, &visitor("/enter"))),
        ("enter-wrong", enter::page(&enter::Ask { fields: typed, errors: wrong, ..ask.clone() }, &visitor("/enter"))),
        ("enter-sent", enter::page(&enter::Ask { sent: Some("luca@mail.example".into()), ..ask }, &visitor("/enter"))),
        ("link-exchange", enter::link(&enter::Opens::Exchange("Better advice".into()), "t", &visitor("/enter/t"))),
        ("link-nothing", enter::link(&enter::Opens::Nothing, "t", &visitor("/enter/t"))),
        ("error", error_page(Trouble::Busy, "0192f3a1c2d4", &visitor("/me"))),
    ];
    all.extend(portal::all(lang));
    all.extend(studio::all(lang));
    all.extend(super::open::samples::all(lang));
    all
}
