//! `/studio/exchanges/{id}/publish`: what changes, who is asked again, and what refuses it.

use comity_exchange::difference::{Change, purely_in_favour};
use comity_exchange::publish::NotPublished;
use comity_exchange::terms::Terms;
use maud::{Markup, html};

use super::terms::lint;
use crate::web::ui::{Reading, Section, Shell, back, changes_table};
use crate::words::{Told, say, terms_fault};

/// What the page shows.
#[derive(Debug, Clone)]
pub struct Publish {
    /// The exchange's id in addresses.
    pub exchange: String,
    /// The draft.
    pub draft: Terms,
    /// The number that it would get.
    pub number: u32,
    /// What changed since the version in force; empty for the first.
    pub changes: Vec<Change>,
    /// Agreements in force: asked again, unless every change is in their favour.
    pub agreed: u64,
    /// Why it cannot be published, where it cannot.
    pub refused: Option<NotPublished>,
}

/// The page.
pub fn page(view: &Publish, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let reading = Reading::new(&view.draft, lang).by_member();
    let path = format!("/studio/exchanges/{}", view.exchange);
    let edit = shell.to(format!("{path}/edit"));
    let title = say!(lang, "studio-publish", n = view.number, title = reading.plain(&view.draft.title));
    let first = view.number == 1;
    let favours = if purely_in_favour(&view.changes) { "yes" } else { "no" };
    let content = html! {
        (back(&shell.to(&path), &say!(lang, "studio-to-exchange")))
        h1 { (title) }
        @match &view.refused {
            Some(why) => (refused(why, view, &edit, shell)),
            None => {
                p.lead { @if first { (say!(lang, "studio-publish-first")) } @else { (say!(lang, "studio-asked-again", favours = favours, n = view.agreed)) } }
            },
        }
        @if !first { h2 { (say!(lang, "web-changes")) } (changes_table(&view.changes, &reading)) }
        h2 { (say!(lang, "studio-languages")) }
        p { (view.draft.languages().iter().map(|l| say!(lang, "studio-language", code = l.as_str())).collect::<Vec<_>>().join(", ")) }
        p.note { (say!(lang, "studio-print")) " " span.hash { (view.draft.fingerprint()) } }
        @if view.refused.is_none() { form method="post" action=(shell.to(format!("{path}/publish"))) {
            input type="hidden" name="fingerprint" value=(view.draft.fingerprint());
            div.actions {
                button.first { (say!(lang, "studio-publish-button", n = view.number)) }
                a.button href=(edit) { (say!(lang, "studio-to-edit")) }
            }
            p.note { (say!(lang, "studio-publish-note")) }
        } }
    };
    shell.studio(Section::Exchanges, &title, &content)
}

fn refused(why: &NotPublished, view: &Publish, edit: &str, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let title_of = |id: &comity_exchange::id::ClauseId| {
        let reading = Reading::new(&view.draft, lang).by_member();
        view.draft.clause(id).map_or_else(|| id.to_string(), |c| reading.plain(&c.title).to_owned())
    };
    let (code, clause) = match why {
        NotPublished::Closed => ("closed", String::new()),
        NotPublished::Faults(_) => ("faults", String::new()),
        NotPublished::Lint(_) => ("lint", String::new()),
        NotPublished::Unchanged => ("unchanged", String::new()),
        NotPublished::NeedsVote(id) => ("needs_vote", title_of(id)),
        NotPublished::NoVote(id) => ("no_vote", title_of(id)),
        NotPublished::VoteUnderWay(id) => ("under_way", title_of(id)),
    };
    html! { div.problem role="alert" {
        p { strong { (say!(lang, "studio-not-published", why = code, clause = clause)) } }
        @match why {
            NotPublished::Faults(faults) => ul { @for fault in faults { li { (terms_fault(fault, Told::Form(&view.draft), lang)) } } },
            NotPublished::Lint(findings) => ul.findings { @for finding in findings { (lint::one(finding, &view.draft, edit, lang)) } },
            NotPublished::NeedsVote(id) => {
                form method="post" action=(shell.to(format!("/studio/exchanges/{}/vote", view.exchange))) {
                    input type="hidden" name="clause" value=(id);
                    p { (say!(lang, "studio-open-vote-note")) }
                    button { (say!(lang, "studio-open-vote")) }
                }
            },
            NotPublished::Closed | NotPublished::Unchanged | NotPublished::NoVote(_) | NotPublished::VoteUnderWay(_) => {},
        }
        p { a href=(edit) { (say!(lang, "studio-to-edit")) } }
    } }
}

#[cfg(test)]
impl Publish {
    /// A made-up second version.
    pub fn sample() -> Self {
        let of = super::exchange::Exchange::sample();
        let changes = of.versions[0].changes.clone();
        Self { exchange: of.id, draft: of.draft, number: 2, changes, agreed: 1_204, refused: None }
    }
}
