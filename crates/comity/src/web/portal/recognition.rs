//! `/me/recognition`: what came back for taking part, thanks, and whether the person agrees to be named.

use comity_exchange::clause::Benefit;
use comity_exchange::time::Timestamp;
use comity_participation::recognition::Deed;
use comity_store::{CreditState, NamedTo, OwnCredit, OwnPart, OwnRecognition, RecognitionState};
use maud::{Markup, html};

use crate::web::portal::part::one::named_name;
use crate::web::portal::part::title_of;
use crate::web::studio::credit::state_chip;
use crate::web::studio::recognition::deed_name;
use crate::web::ui::{Errors, Fields, Form, Shell, back, chip, day, empty, error_summary, written};
use crate::web::way::{address, words};
use crate::words::{Lang, say, tame};

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct Recognised {
    /// What the person brought, was promised, and was asked.
    pub part: OwnPart,
    /// What was typed, and for which credit.
    pub typed: Option<(String, Fields)>,
    /// What is wrong with it.
    pub errors: Errors,
}

/// How much, where it is counted.
pub fn amount(benefit: &Benefit, lang: Lang) -> Option<String> {
    benefit.amount.map(|amount| format!("{} {}", written(amount, lang), tame(&words(&benefit.unit, lang))))
}

/// What it was for.
pub fn deed_words(deed: Deed, lang: Lang) -> String {
    say!(lang, "recognition-deed", deed = deed_name(deed))
}

/// Where a promise stands.
pub fn state(state: RecognitionState, lang: Lang) -> Markup {
    let (tone, name) = match state {
        RecognitionState::Promised => ("still", "promised"),
        RecognitionState::Delivered => ("both", "delivered"),
        RecognitionState::Withdrawn => ("firm", "withdrawn"),
    };
    chip(tone, &say!(lang, "recognition-state", state = name))
}

/// The page.
pub fn page(view: &Recognised, shell: &Shell) -> Markup {
    let (lang, part) = (shell.lang, &view.part);
    let title = say!(lang, "recognition-mine");
    let nothing = part.recognitions.is_empty() && part.credits.is_empty() && part.thanked == 0;
    let content = html! {
        (back(&shell.to("/me/contributions"), &say!(lang, "part-mine")))
        h1 { (title) }
        (error_summary(&view.errors, lang))
        @if nothing { (empty(&say!(lang, "recognition-mine-none"), &say!(lang, "recognition-mine-none-note"), None)) }
        @else { p.lead { (say!(lang, "recognition-mine-lead")) } }
        @if part.thanked > 0 { p { (chip("person", &say!(lang, "web-capital", capital = "social"))) " " (say!(lang, "recognition-thanked", n = part.thanked)) } }
        @if !part.credits.is_empty() {
            h2 { (say!(lang, "credit-mine")) }
            p { (say!(lang, "credit-mine-note")) }
            ul.list { @for credit in &part.credits { li { (asked(credit, view, shell)) } } }
        }
        @if !part.recognitions.is_empty() {
            h2 { (say!(lang, "recognition-came")) }
            ul.list { @for one in &part.recognitions { li { (recognition(one, part, shell)) } } }
            p { a href=(shell.to("/me/information/uses")) { (say!(lang, "recognition-balance")) } }
        }
    };
    shell.portal(&title, &content)
}

fn recognition(one: &OwnRecognition, part: &OwnPart, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let own = part.contributions.iter().find(|own| own.line.id == one.contribution);
    let to = own.and_then(|own| address(&one.exchange.to_string(), &own.activity_kind, &one.contribution.to_string()));
    html! {
        p.name { (tame(&words(&one.benefit.what, lang))) @if let Some(amount) = amount(&one.benefit, lang) { " · " (amount) } }
        p { (state(one.state, lang)) " " (say!(lang, "web-capital", capital = one.benefit.capital.name())) }
        p { (deed_words(one.deed, lang))
            @if let Some(own) = own {
                ": " @let title = title_of(own.line.title.as_deref(), lang);
                @match to { Some(to) => a href=(shell.to(to)) { (title) }, None => (title) }
            }
            " " span.soft { (day(Timestamp(one.at), lang)) } }
        @if let (RecognitionState::Promised, Some(days)) = (one.state, one.benefit.due_days) {
            p.soft { (say!(lang, "recognition-until")) " " (day(Timestamp(one.at).plus_days(days), lang)) }
        }
        @if one.state == RecognitionState::Withdrawn { p.soft { (say!(lang, "recognition-withdrawn-note")) } }
    }
}

fn asked(credit: &OwnCredit, view: &Recognised, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let id = credit.id.to_string();
    let mut fields = Fields::default();
    let (named, name) = (format!("named.{id}"), format!("name.{id}"));
    fields.set(&named, named_name(if credit.to == NamedTo::Nobody { NamedTo::Exchange } else { credit.to }));
    fields.set(&name, credit.name.clone());
    if let Some((_, typed)) = view.typed.as_ref().filter(|(of, _)| *of == id) {
        fields = typed.clone();
    }
    let form = Form { fields: &fields, errors: &view.errors, lang };
    let to = [NamedTo::Exchange, NamedTo::Everybody].map(named_name);
    let to = to.map(|to| (to.to_owned(), say!(lang, "display-to", to = to)));
    let title = title_of(credit.title.as_deref(), lang);
    html! {
        p.name { @match address(&credit.exchange.to_string(), &credit.activity_kind, &credit.contribution.to_string()) {
            Some(to) => a href=(shell.to(to)) { (title) },
            None => (title),
        } }
        p dir="auto" { "“" (tame(&credit.words)) "”" }
        p { (state_chip(credit.state, lang)) " " span.soft { (day(Timestamp(credit.at), lang)) } }
        form method="post" action=(shell.to(format!("/me/recognition/{id}"))) {
            (form.choice(named, say!(lang, "display-named"), to))
            (form.line(name, say!(lang, "display-name")).longest(80))
            div.actions {
                button name="go" value="yes" { (say!(lang, "credit-answer", go = if credit.state == CreditState::Yes { "change" } else { "yes" })) }
                @if credit.state != CreditState::No {
                    button name="go" value="no" { (say!(lang, "credit-answer", go = if credit.state == CreditState::Yes { "take-back" } else { "no" })) }
                }
            }
        }
    }
}

#[cfg(test)]
impl Recognised {
    /// One of each.
    pub fn sample() -> Self {
        let desk = crate::web::studio::recognition::Desk::sample();
        let rows = desk.rows.unwrap_or_default();
        let credit = |state, to, name: &str| OwnCredit {
            id: comity_store::CreditId::new(),
            exchange: comity_store::ExchangeId::NONE,
            contribution: comity_store::ContributionId::NONE,
            activity_kind: "ideas".into(),
            title: Some("More data abroad".into()),
            words: "Who saw first that it was missing".into(),
            state,
            to,
            name: name.into(),
            at: 1_795_773_900_000_000,
        };
        let part = OwnPart {
            recognitions: rows.into_iter().map(|row| row.line.what).collect(),
            thanked: 3,
            credits: vec![
                credit(CreditState::Asked, NamedTo::Nobody, ""),
                credit(CreditState::Yes, NamedTo::Everybody, "Livia F."),
                credit(CreditState::No, NamedTo::Nobody, ""),
            ],
            ..OwnPart::default()
        };
        Self { part, ..Self::default() }
    }

    /// A yes without a name.
    pub fn sample_wrong(lang: Lang) -> Self {
        let mut view = Self::sample();
        let id = view.part.credits[0].id.to_string();
        view.errors.add(format!("name.{id}"), say!(lang, "part-refused", why = "nothing"));
        view.typed = Some((id, Fields::default()));
        view
    }
}
