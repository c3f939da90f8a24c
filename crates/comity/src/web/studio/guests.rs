//! Taking part without an account, as members see it: the switch of an activity, taking a guest's words out, and
//! `/studio/exchanges/{id}/embed`: the sites on whose pages activities may stand.

use comity_store::{ActivityView, ContributionView, Part, Right};
use maud::{Markup, html};

use crate::web::ui::{Errors, Fields, Form, Section, Shell, back, chip, error_summary};
use crate::web::way::{self, words};
use crate::words::{say, tame};

/// The switch, with what it means; nothing for an activity whose people have to be known. `here` is where it is sent.
pub fn switch(activity: &ActivityView, exchange: &str, here: &str, shell: &Shell) -> Markup {
    let (lang, on) = (shell.lang, activity.activity.without_account);
    if !activity.activity.setting.rules().without_account() || !shell.may(Right::ExchangePublish) {
        return html! {};
    }
    html! { details.fold {
        summary { (say!(lang, "guest-switch")) " " (chip(if on { "live" } else { "still" }, &say!(lang, "guest-switched", on = if on { "yes" } else { "no" }))) }
        p { (say!(lang, "guest-switch-note")) }
        @if activity.activity.agreed_only { p.note { (say!(lang, "guest-switch-agreed")) } }
        @else {
            @if on { dl.facts {
                dt { (say!(lang, "guest-address")) } dd { a href=(shell.to(format!("/open/{}", activity.id))) { (shell.to(format!("/open/{}", activity.id))) } }
                dt { (say!(lang, "guest-on-site")) } dd { a href=(shell.to(format!("/studio/exchanges/{exchange}/embed"))) { (say!(lang, "embed-title")) } }
            } }
            form method="post" action=(shell.to(here)) {
                input type="hidden" name="activity" value=(activity.id);
                button name="go" value=(if on { "guests-off" } else { "guests-on" }) { (say!(lang, "guest-switch-button", on = if on { "yes" } else { "no" })) }
            }
        }
    } }
}

/// How many votes came without an account, and a button that takes a guest's words out.
pub fn removal(one: &ContributionView, here: &str, shell: &Shell) -> Markup {
    let lang = shell.lang;
    html! { @if one.by_guest && one.part != Part::Withdrawn && shell.may(Right::Moderate) { details.fold {
        summary { (say!(lang, "guest-remove")) }
        p { (say!(lang, "guest-remove-note")) }
        form method="post" action=(here) { button name="go" value="guest-remove" { (say!(lang, "guest-remove-button")) } }
    } } }
}

/// What the page of sites shows.
#[derive(Debug, Clone, Default)]
pub struct Sites {
    /// The exchange's id in addresses.
    pub exchange: String,
    /// Its title.
    pub title: String,
    /// Where the script is served, whole.
    pub script: String,
    /// The activities of the exchange that anybody takes part in.
    pub activities: Vec<ActivityView>,
    /// The sites, a line each: field `origins`.
    pub fields: Fields,
    /// What is wrong with them.
    pub errors: Errors,
}

/// What stands on the firm's page.
pub fn snippet(script: &str, activity: &str) -> String {
    format!("<script src=\"{script}\" data-activity=\"{activity}\"></script>")
}

/// The page.
pub fn page(view: &Sites, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let title = say!(lang, "embed-title");
    let form = Form { fields: &view.fields, errors: &view.errors, lang };
    let content = html! {
        (back(&shell.to(format!("/studio/exchanges/{}", view.exchange)), &tame(&view.title)))
        h1 { (title) }
        (error_summary(&view.errors, lang))
        p.lead { (say!(lang, "embed-lead")) }
        @if shell.may(Right::ExchangePublish) {
            form method="post" action=(shell.to(format!("/studio/exchanges/{}/embed", view.exchange))) {
                (form.area("origins", say!(lang, "embed-origins"), 4).hint(say!(lang, "embed-origins-hint")).longest(6_000))
                button.first { (say!(lang, "embed-save")) }
            }
        } @else { p { (say!(lang, "embed-origins")) } pre { (view.fields.get("origins")) } }
        h2 { (say!(lang, "embed-snippets")) }
        @if view.activities.is_empty() { p.note { (say!(lang, "embed-none")) } }
        @else {
            p { (say!(lang, "embed-snippets-note")) }
            ul.list { @for one in &view.activities { li {
                p.name { (tame(&words(&one.activity.title, lang))) " " span.soft { (way::code(one.kind()).map(|way| say!(lang, "way-title", way = way)).unwrap_or_default()) } }
                pre tabindex="0" { code { (snippet(&view.script, &one.id.to_string())) } }
            } } }
        }
        p.note { (say!(lang, "embed-docs")) }
    };
    shell.studio(Section::Exchanges, &title, &content)
}

#[cfg(test)]
impl Sites {
    /// A made-up firm's; with a site that is none.
    pub fn sample(wrong: bool, lang: crate::words::Lang) -> Self {
        use crate::web::portal::part::sample;
        let (mut fields, mut errors) = (Fields::default(), Errors::default());
        fields.push(
            "origins",
            if wrong { "www.norda.example" } else { "https://www.norda.example\nhttps://shop.norda.example" },
        );
        if wrong {
            errors.add("origins", say!(lang, "embed-wrong", line = "www.norda.example"));
        }
        Self {
            exchange: sample::EXCHANGE.into(),
            title: "Better advice".into(),
            script: "https://exchange.example.com/f/norda/embed.js".into(),
            activities: if wrong { Vec::new() } else { vec![sample::activity()] },
            fields,
            errors,
        }
    }
}
