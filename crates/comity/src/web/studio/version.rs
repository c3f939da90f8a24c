//! `/studio/exchanges/{id}/versions/{n}` and the preview of a draft: terms as people read them.

use comity_exchange::difference::Change;
use comity_exchange::fixed::FixedTerms;
use comity_exchange::time::Timestamp;
use maud::{Markup, html};

use crate::web::ui::{Reading, Section, Shell, back, changes_table, control_band, day};
use crate::words::say;

/// What the page shows.
#[derive(Debug, Clone)]
pub struct Version {
    /// The exchange's id in addresses.
    pub exchange: String,
    /// The terms.
    pub terms: FixedTerms,
    /// Number and moment of publication; nothing for the draft.
    pub published: Option<(u32, Timestamp)>,
    /// What changed since the version before.
    pub changes: Vec<Change>,
}

/// The page.
pub fn page(view: &Version, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let reading = Reading::new(&view.terms, lang);
    let title = reading.plain(&view.terms.title).to_owned();
    let content = html! {
        (back(&shell.to(format!("/studio/exchanges/{}", view.exchange)), &say!(lang, "studio-to-exchange")))
        p.kicker { @match view.published {
            Some((number, at)) => { (say!(lang, "studio-version", n = number)) " · " (day(at, lang)) },
            None => (say!(lang, "studio-draft-preview")),
        } }
        h1 { (title) }
        p.lead { (reading.text(&view.terms.summary)) }
        (control_band(&reading))
        @if !view.changes.is_empty() { h2 { (say!(lang, "web-changes")) } (changes_table(&view.changes, &reading)) }
        @for clause in &view.terms.clauses { section.held {
            h2.over { (reading.text(&clause.title)) }
            p { (reading.text(&clause.text)) }
            div.give {
                section.person-side { h3.over { (say!(lang, "portal-you-give")) } (reading.gives(clause)) }
                section.firm-side { h3.over { (say!(lang, "portal-you-get")) } (reading.gets(clause)) }
            }
            (reading.facts(clause))
        } }
        p.note { (say!(lang, "studio-print")) " " span.hash { (view.terms.fingerprint()) } }
    };
    shell.studio(Section::Exchanges, &title, &content)
}

#[cfg(test)]
impl Version {
    /// A made-up version.
    pub fn sample() -> Self {
        let of = super::exchange::Exchange::sample();
        let latest = &of.versions[0];
        Self {
            exchange: of.id.clone(),
            published: Some((2, latest.published)),
            changes: latest.changes.clone(),
            terms: of.draft.into(),
        }
    }
}
