//! `/me/accesses/{id}/{place}`: that values left, to be read, printed and kept.

use maud::{Markup, html};

use super::receipt::{Proof, proof, to_check};
use super::uses::{Access, came};
use crate::web::ui::{Shell, back, chip, moment, plain};
use crate::words::{count, say, tame};

/// What the page shows.
#[derive(Debug, Clone)]
pub struct Accessed {
    /// What happened.
    pub access: Access,
    /// The entry's place in the ledger, once it has one.
    pub leaf: Option<u64>,
    /// Of how many persons something left by the same entry.
    pub parts: u64,
    /// What somebody else checks.
    pub proof: Proof,
}

/// The page.
pub fn page(view: &Accessed, shell: &Shell) -> Markup {
    let (lang, access) = (shell.lang, &view.access);
    let title = say!(lang, "portal-access", client = tame(&access.client));
    let content = html! {
        (back(&shell.to("/me/information/uses"), &say!(lang, "portal-timeline")))
        p.kicker { (say!(lang, "portal-to-receipt")) " · " (tame(shell.name())) " · " (tame(&access.exchange)) }
        h1 { (title) }
        dl.facts {
            dt { (say!(lang, "portal-receipt-when")) } dd { (moment(access.at, lang)) " UTC" }
            dt { (say!(lang, "portal-access-what")) }
            dd { @for given in &access.given {
                p { (given.items.iter().map(|item| tame(item)).collect::<Vec<_>>().join("; ")) }
                p.soft { (say!(lang, "portal-by-clause", clause = tame(&given.clause), exchange = tame(&access.exchange), version = given.version)) }
            } }
            dt { (say!(lang, "web-what-for")) } dd { (plain(&access.purpose)) }
            dt { (say!(lang, "portal-passed-on")) }
            dd { @match &access.recipient { Some(to) => (tame(to)), None => (say!(lang, "web-nobody-else")) } }
            dt { (say!(lang, "portal-came-of-it")) } dd { (came(&access.came, shell)) }
            dt { (say!(lang, "portal-receipt-place")) }
            dd {
                @match view.leaf {
                    Some(leaf) => (say!(lang, "portal-receipt-entry", n = count(leaf, lang))),
                    None => (chip("still", &say!(lang, "portal-not-sequenced"))),
                }
                @if view.parts > 1 { p.soft { (say!(lang, "portal-access-parts", n = view.parts)) } }
            }
        }
        div.actions { a.button.first href=(shell.to(format!("/me/accesses/{}/receipt.json", access.id))) download { (say!(lang, "portal-receipt-file")) } }
        (to_check(shell))
        (proof(&view.proof, shell))
    };
    shell.portal(&title, &content)
}

#[cfg(test)]
impl Accessed {
    /// A made-up access of which something came.
    pub fn sample() -> Self {
        let access = super::uses::Uses::sample().accesses.pop();
        Self { access: access.unwrap(), leaf: Some(18_204), parts: 412, proof: super::receipt::Receipt::sample().proof }
    }
}
