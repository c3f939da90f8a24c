//! An offer at a glance: who asks for what, who else gets it, who decides, and how to say no.

use comity_exchange::clause::Clause;
use comity_exchange::difference::{Change, Favours};
use maud::{Markup, html};

use super::{Answering, Offered, field};
use crate::web::ui::{Reading, Shell, chip, control_band, control_chip, error_summary};
use crate::words::{country, say, tame};

pub fn content(view: &Offered, reading: &Reading<'_>, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let answered = view.offer(shell).questions().filter(|c| view.fields.has(&field("answer", &c.id))).count();
    html! {
        p.kicker { (say!(lang, "portal-asks", firm = tame(shell.name()))) }
        h1 { (reading.text(&view.terms.title)) }
        p.lead { (reading.text(&view.terms.summary)) }
        @if reading.is_foreign() { p.note { (say!(lang, "portal-foreign", language = reading.language.as_str().to_owned())) } }
        @if view.stale { div.problem role="alert" {
            p { strong { (say!(lang, "portal-stale")) } } p { (say!(lang, "portal-stale-note")) }
        } }
        (changed(view, reading, shell))
        (control_band(reading))
        (error_summary(&view.errors, lang))
        form method="post" action=(shell.to(format!("/exchanges/{}", view.exchange))) {
            (view.carried("", &[]))
            @match &view.answering {
                Answering::Minor { age, asked } => (minor(view, *age, asked.as_deref(), shell)),
                Answering::Person | Answering::Guardian { .. } => {
                    div.actions {
                        button.first name="go" value="start" {
                            @if answered == 0 { (say!(lang, "portal-start", n = view.offer(shell).questions().count())) }
                            @else { (say!(lang, "portal-go-on")) }
                        }
                    }
                    p.note { (say!(lang, "portal-start-note")) }
                },
            }
            h2 { (say!(lang, "portal-all")) }
            ol.clauses { @for clause in &view.terms.clauses { li { (one(view, clause, reading, shell)) } } }
            h2 { (say!(lang, "portal-who-asks")) }
            (who(view, reading, shell))
            h2 { (say!(lang, "portal-none-of-it")) }
            p { (say!(lang, "portal-decline-note", firm = tame(shell.name()))) }
            div.actions { button name="go" value="decline" { (say!(lang, "portal-decline")) } }
        }
    }
}

fn one(view: &Offered, clause: &Clause, reading: &Reading<'_>, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let answer = view.fields.get(&field("answer", &clause.id));
    let held = view.in_force.contains(&clause.id);
    html! {
        div.row.ends {
            h3 { (reading.text(&clause.title)) }
            (control_chip(clause.control, reading))
        }
        p { (reading.text(&clause.text)) }
        (reading.trade(clause))
        div.row {
            @if held { (chip("still", &say!(lang, "portal-held"))) }
            @if !answer.is_empty() { (chip("still", &say!(lang, "portal-answered", answer = answer))) }
            @if !held && !matches!(view.answering, Answering::Minor { .. }) {
                button.plain name="go" value=(format!("to:{}", clause.id)) aria-label=(say!(lang, "portal-read-one", title = reading.plain(&clause.title))) {
                    @if answer.is_empty() { (say!(lang, "portal-read")) } @else { (say!(lang, "portal-change")) }
                }
            }
        }
        @if matches!(view.answering, Answering::Minor { .. }) { details { summary { (say!(lang, "portal-read")) } (reading.facts(clause)) } }
    }
}

fn who(view: &Offered, reading: &Reading<'_>, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let terms = &view.terms;
    html! { dl.facts {
        dt { (say!(lang, "portal-firm")) }
        dd { (tame(shell.name())) @if let Some(firm) = &shell.firm { br; span.soft { (tame(&firm.contact)) } } }
        dt { (say!(lang, "portal-law")) } dd { (say!(lang, "portal-law-of", country = country(&terms.country, lang))) }
        dt { (say!(lang, "portal-recipients")) }
        dd { @if terms.recipients.is_empty() { (say!(lang, "web-nobody-else")) } @else {
            @for to in &terms.recipients { p { (reading.text(&to.name)) br; span.soft { (to.contact) " · " (country(&to.country, lang)) } } }
        } }
        dt { (say!(lang, "portal-leave")) }
        dd {
            @match terms.leaving.notice_days {
                Some(days) => (say!(lang, "portal-leave-notice", n = days)),
                None => (say!(lang, "portal-leave-any")),
            }
            @if !terms.leaving.condition.is_blank() { " " (reading.text(&terms.leaving.condition)) }
            " " (say!(lang, "portal-leave-keeps", claws = if terms.leaving.claws_back { "yes" } else { "no" }))
        }
        dt { (say!(lang, "portal-version")) }
        dd { (view.version) br; span.hash { (terms.fingerprint()) } }
    } }
}

/// What changed since the person agreed, in whose favour.
fn changed(view: &Offered, reading: &Reading<'_>, shell: &Shell) -> Markup {
    html! { @if !view.changes.is_empty() {
        h2 { (say!(shell.lang, "portal-changed")) }
        (changes(view.changes.iter(), view, reading, shell))
        p.note { (say!(shell.lang, "portal-changed-note")) }
    } }
}

/// Changes, each with what it is and in whose favour.
pub fn changes<'c>(
    all: impl Iterator<Item = &'c Change>,
    view: &Offered,
    reading: &Reading<'_>,
    shell: &Shell,
) -> Markup {
    html! { ul.changes { @for change in all { li {
        @let title = change.clause.as_ref().and_then(|id| view.terms.clause(id)).map(|c| reading.plain(&c.title));
        @if let Some(title) = title { strong { (title) } ": " }
        @else if let Some(id) = &change.clause { strong { (id) } ": " }
        (crate::web::ui::change_words(change, reading)) " "
        (favours(change.favours, shell))
    } } } }
}

fn favours(favours: Favours, shell: &Shell) -> Markup {
    let (tone, name) = crate::web::ui::favours_tone(favours);
    chip(tone, &say!(shell.lang, "portal-favours", whom = name))
}

fn minor(view: &Offered, age: u8, asked: Option<&str>, shell: &Shell) -> Markup {
    let lang = shell.lang;
    html! { section.card {
        h2 { (say!(lang, "portal-minor")) }
        @match asked {
            Some(mail) => { p { (say!(lang, "portal-minor-asked", mail = tame(mail))) } },
            None => {
                p { (say!(lang, "portal-minor-note", age = i64::from(age))) }
                (view.form(shell).mail("mail", say!(lang, "portal-minor-mail")))
                div.actions { button.first name="go" value="guardian" { (say!(lang, "portal-minor-button")) } }
            },
        }
    } }
}
