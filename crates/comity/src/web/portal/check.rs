//! `/receipts/check`: anybody checks a receipt.

use comity_exchange::time::Timestamp;
use comity_store::{NotProven, Proof, Verdict};
use maud::{Markup, html};

use super::receipts::Act;
use crate::web::ui::{Errors, Fields, Form, Shell, error_summary, moment, plain};
use crate::words::{say, tame};

/// What the page shows: the field `receipt`, and what was found.
#[derive(Debug, Clone, Default)]
pub struct Check {
    /// What was pasted.
    pub fields: Fields,
    /// What is wrong with the form.
    pub errors: Errors,
    /// What was found.
    pub found: Option<Found>,
}

/// What was found.
#[derive(Debug, Clone)]
pub enum Found {
    /// It is sound; and whether it was signed by this house's own key.
    Sound(Box<Verdict>, bool),
    /// It proves nothing.
    Not(NotProven),
}

/// The page.
pub fn page(view: &Check, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let form = Form { fields: &view.fields, errors: &view.errors, lang };
    let title = say!(lang, "portal-check");
    let content = html! {
        h1 { (title) }
        p.lead { (say!(lang, "portal-check-lead", firm = tame(shell.name()))) }
        (error_summary(&view.errors, lang))
        @match &view.found {
            Some(Found::Sound(verdict, own)) => (sound(verdict, *own, shell)),
            Some(Found::Not(why)) => (not(why, shell)),
            None => {},
        }
        form.stack method="post" action=(shell.to("/receipts/check")) enctype="multipart/form-data" {
            (form.typed("file", "file", say!(lang, "portal-check-file")))
            (form.area("receipt", say!(lang, "portal-check-text"), 6))
            div.actions { button.first { (say!(lang, "portal-check-button")) } }
        }
        p.note { (say!(lang, "portal-check-note")) }
        h2 { (say!(lang, "portal-check-alone")) }
        p { (say!(lang, "portal-check-alone-note")) }
        pre { "comity receipt verify receipt.json" }
    };
    shell.plain(&title, &content)
}

fn sound(verdict: &Verdict, own: bool, shell: &Shell) -> Markup {
    let lang = shell.lang;
    html! { section.done role="status" {
        h2 { (say!(lang, "portal-check-result", result = if own { "own" } else { "other" })) }
        p { (say!(lang, "portal-check-means", result = if own { "own" } else { "other" }, firm = tame(shell.name()))) }
        dl.facts {
            (told(&verdict.proof, shell))
            dt { (say!(lang, "portal-check-issued")) } dd { (moment(Timestamp(verdict.issued), lang)) " UTC" }
            dt { (say!(lang, "portal-check-entries")) }
            dd { (say!(lang, "portal-check-placed", entries = verdict.entries, placed = verdict.placed, waiting = verdict.entries - verdict.placed)) }
            dt { (say!(lang, "portal-check-signer")) } dd.hash { (plain(&verdict.verifier)) }
        }
    } }
}

/// What happened, as the receipt tells it.
fn told(proof: &Proof, shell: &Shell) -> Markup {
    let lang = shell.lang;
    html! { @match proof {
        Proof::Act(receipt) => {
            dt { (say!(lang, "portal-check-what")) }
            dd { (say!(lang, "portal-act", act = Act::of(&receipt.line.kind).name())) " " span.mono { (tame(&receipt.line.kind)) } }
            dt { (say!(lang, "portal-receipt-when")) } dd { (moment(receipt.line.at, lang)) " UTC" }
            dt { (say!(lang, "portal-check-words")) } dd.hash { (plain(&receipt.committed)) }
        },
        Proof::Access(receipt) => {
            @let line = &receipt.line;
            dt { (say!(lang, "portal-check-what")) } dd { (say!(lang, "portal-check-read", client = tame(&line.client))) }
            dt { (say!(lang, "portal-receipt-when")) } dd { (moment(line.at, lang)) " UTC" }
            dt { (say!(lang, "portal-access-what")) } dd.mono { (line.items.iter().map(|one| one.item.as_str()).collect::<Vec<_>>().join("; ")) }
            dt { (say!(lang, "web-what-for")) } dd.mono { (line.purpose) }
            dt { (say!(lang, "portal-passed-on")) }
            dd { @match &line.recipient { Some(to) => span.mono { (tame(to)) }, None => (say!(lang, "web-nobody-else")) } }
            dt { (say!(lang, "portal-came-of-it")) } dd { (say!(lang, "portal-check-uses", n = line.uses.len())) }
        },
    } }
}

fn not(why: &NotProven, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let code = match why {
        NotProven::Form(_) => "form",
        NotProven::Key(_) | NotProven::OtherKey { .. } => "key",
        NotProven::Signature => "signature",
        NotProven::Promise => "promise",
        NotProven::Commitment => "commitment",
        NotProven::Inclusion(_) => "inclusion",
    };
    html! { section.problem role="alert" {
        h2 { (say!(lang, "portal-check-result", result = "not")) }
        p { (say!(lang, "portal-check-why", why = code)) }
    } }
}

#[cfg(test)]
impl Check {
    /// A sound receipt of an access.
    pub fn sample(own: bool) -> Self {
        let line = serde_json::json!({
            "access": "0192f3a1c2d47f00a1b2c3d4e5f60718", "place": 0, "at": 1_795_773_900_000_000_i64,
            "exchange": "0192f3a1c2d47f00a1b2c3d4e5f60719", "client": "Advice engine", "purpose": "advice",
            "items": [{"item": "plan", "clause": "usage-for-advice", "version": 2}], "uses": [],
        });
        let promise = serde_json::json!({"leaf": "0192f3a1c2d47f00a1b2c3d4e5f60718", "entry": "{}", "signature": ""});
        let salt = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
        let receipt = serde_json::json!({
            "line": line, "promise": promise, "committed": "{}", "salt": salt, "parts": 1, "proof": [],
            "inclusion": null, "uses": [],
        });
        let verdict = Verdict {
            verifier: "norda.example/ledger+03de0a4b+AQ…".into(),
            issued: 1_795_860_300_000_000,
            proof: Proof::Access(Box::new(serde_json::from_value(receipt).unwrap())),
            entries: 3,
            placed: 2,
        };
        Self { found: Some(Found::Sound(Box::new(verdict), own)), ..Self::default() }
    }
}
