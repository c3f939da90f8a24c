//! `/studio/people/{id}`: what members see of a person, which is no more than that person sees.

use comity_store::{NotEntered, Right};
use maud::{Markup, html};

use super::records::lacks;
use crate::web::portal::home::Taking;
use crate::web::ui::{Section, Shell, back, chip, day};
use crate::words::{count, say, tame};

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct Person {
    /// The id in addresses.
    pub id: String,
    /// The name.
    pub name: String,
    /// The mail address.
    pub mail: String,
    /// The name of the language written in.
    pub language: String,
    /// The number in the firm's other systems.
    pub external: Option<String>,
    /// Names of guardians, where consent needs one.
    pub guardians: Vec<String>,
    /// Whether a guardian consents.
    pub minor: bool,
    /// How the person stands in each exchange.
    pub exchanges: Vec<Taking>,
    /// What the firm has not entered and the record of a person would say.
    pub lacks: Vec<NotEntered>,
    /// How many values are kept. Members do not see them: a value is read only for a purpose.
    pub values: u64,
}

/// The page.
pub fn page(view: &Person, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let title = tame(&view.name);
    let here = shell.to(format!("/studio/people/{}", view.id));
    let records = shell.may(Right::StandingRead);
    let (invites, writes) = (shell.may(Right::Invite), shell.may(Right::PersonWrite));
    let content = html! {
        (back(&shell.to("/studio/people"), &say!(lang, "web-nav", section = "people")))
        h1 { (title) @if view.minor { " " (chip("still", &say!(lang, "studio-minor"))) } }
        p.lead { (say!(lang, "studio-person-same")) }
        dl.facts {
            dt { (say!(lang, "web-mail")) } dd { (tame(&view.mail)) }
            dt { (say!(lang, "studio-writes-in")) } dd { (view.language) }
            @if let Some(external) = &view.external { dt { (say!(lang, "studio-external")) } dd.mono { (external) } }
            @if view.minor { dt { (say!(lang, "studio-guardians")) } dd { @if view.guardians.is_empty() { (say!(lang, "studio-no-guardian")) } @else { (view.guardians.iter().map(|g| tame(g)).collect::<Vec<_>>().join(", ")) } } }
        }
        h2 { (say!(lang, "web-nav", section = "exchanges")) }
        @if view.exchanges.is_empty() { p.note { (say!(lang, "studio-person-none")) } }
        @else { ul.list { @for one in &view.exchanges { li { div.row.ends {
            a.name href=(shell.to(format!("/studio/exchanges/{}", one.exchange))) { (tame(&one.title)) }
            span.soft { (say!(lang, "studio-stands", state = one.state.name())) " · " (day(one.since, lang)) }
            @if records { a href=(shell.to(format!("/studio/exchanges/{}/voice?person={}", one.exchange, view.id))) { (say!(lang, "voice-of-person")) span.visually-hidden { ": " (tame(&one.title)) } } }
            @if records { a download href=(format!("{here}/records/{}", one.exchange)) { (say!(lang, "studio-person-record")) span.visually-hidden { ": " (tame(&one.title)) } } }
        } } } }
            @if records { (record_note(view, shell)) }
        }
        h2 { (say!(lang, "studio-items")) }
        p { (say!(lang, "studio-items-kept", n = count(view.values, lang), many = view.values)) }
        p.note { (say!(lang, "studio-items-note")) }
        @if invites || writes { details.fold { summary { (say!(lang, "studio-rights")) }
            p { (say!(lang, "studio-rights-note")) }
            div.actions {
                @if invites { form.quiet method="post" action=(format!("{here}/link")) { button { (say!(lang, "studio-person-link")) } } }
                @if writes {
                    form.quiet method="post" action=(format!("{here}/export")) { button { (say!(lang, "portal-right", right = "export")) } }
                    a.button href=(format!("{here}/erase")) { (say!(lang, "portal-right", right = "erase")) }
                }
            }
        } }
    };
    shell.studio(Section::People, &title, &content)
}

/// What a record is, and what it leaves out until the firm has entered it.
fn record_note(view: &Person, shell: &Shell) -> Markup {
    let lang = shell.lang;
    html! { p.note {
        (say!(lang, "studio-person-record-note"))
        @if !view.lacks.is_empty() {
            " " (say!(lang, "studio-records-lacks")) " " (lacks(&view.lacks, lang)) ". "
            a href=(shell.to("/studio/settings/records")) { (say!(lang, "studio-records-enter")) }
        }
    } }
}

#[cfg(test)]
impl Person {
    /// A made-up minor.
    pub fn sample() -> Self {
        Self {
            id: "0192f3a1".into(),
            name: "Nina Ferri".into(),
            mail: "nina@mail.example".into(),
            language: "Italiano".into(),
            external: Some("N-204419".into()),
            guardians: vec!["Marta Ferri".into()],
            minor: true,
            exchanges: crate::web::portal::home::Home::sample().exchanges,
            lacks: vec![NotEntered::Storage],
            values: 14,
        }
    }
}
