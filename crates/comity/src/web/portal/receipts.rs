//! Receipts: what can be proved, and how.

use comity_exchange::time::Timestamp;
use maud::{Markup, html};

use crate::web::ui::{Shell, chip, moment};
use crate::words::{say, tame};

/// One receipt in a list.
#[derive(Debug, Clone)]
pub struct Receipt {
    /// Its id in addresses: `/me/receipts/{id}`.
    pub id: String,
    /// What it is about.
    pub act: Act,
    /// The exchange, the purpose or the setting.
    pub about: String,
    /// When.
    pub at: Timestamp,
    /// Its place in the ledger, once it has one.
    pub leaf: Option<u64>,
}

/// What receipts are given for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// An offer was answered.
    Answered,
    /// A condition was answered, or lapsed.
    Condition,
    /// A consent was withdrawn, or an objection made.
    Withdrawn,
    /// A setting was moved.
    Set,
    /// The exchange was left.
    Left,
    /// A value was put right by the person.
    Corrected,
    /// The person said that a value was wrong.
    Contested,
    /// Something came back to the person.
    Benefit,
    /// Something was promised to them for taking part.
    Promised,
    /// That was withdrawn.
    Unpromised,
    /// Something was erased.
    Erased,
}

impl Act {
    /// What an entry of that kind is a receipt of.
    pub fn of(kind: &str) -> Self {
        match kind {
            "counter_answered" => Self::Condition,
            "withdrawn" => Self::Withdrawn,
            "setting_moved" => Self::Set,
            "left" => Self::Left,
            "erased" => Self::Erased,
            "item_corrected" => Self::Corrected,
            "item_contested" => Self::Contested,
            "benefit_delivered" => Self::Benefit,
            "benefit_promised" => Self::Promised,
            "benefit_withdrawn" => Self::Unpromised,
            _ => Self::Answered,
        }
    }

    /// Its name among the words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Answered => "answered",
            Self::Condition => "condition",
            Self::Withdrawn => "withdrawn",
            Self::Set => "set",
            Self::Left => "left",
            Self::Corrected => "corrected",
            Self::Contested => "contested",
            Self::Benefit => "benefit",
            Self::Promised => "promised",
            Self::Unpromised => "unpromised",
            Self::Erased => "erased",
        }
    }
}

/// A table of receipts.
pub fn table(receipts: &[Receipt], shell: &Shell) -> Markup {
    let lang = shell.lang;
    html! {
        @if receipts.is_empty() { p.note { (say!(lang, "portal-no-receipts")) } }
        @else {
            p.note { (say!(lang, "portal-receipts-note")) }
            div.scroll role="region" tabindex="0" aria-label=(say!(lang, "portal-receipts")) { table.stacks {
                thead { tr {
                    @for column in ["when", "what", "ledger"] { th scope="col" { (say!(lang, "portal-column", column = column)) } }
                    th.screen scope="col" { (say!(lang, "portal-column", column = "proof")) }
                } }
                tbody { @for one in receipts { tr {
                    td.name { (moment(one.at, lang)) }
                    th scope="row" { (say!(lang, "portal-act", act = one.act.name())) ": " (tame(&one.about)) }
                    td data-label=(say!(lang, "portal-column", column = "ledger")) { @match one.leaf {
                        Some(leaf) => span.mono { "#" (leaf) },
                        None => (chip("still", &say!(lang, "portal-not-sequenced"))),
                    } }
                    td.screen { a href=(shell.to(format!("/me/receipts/{}", one.id))) aria-label=(say!(lang, "portal-proof-of", about = tame(&one.about))) { (say!(lang, "portal-proof")) } }
                } } }
            } }
            p.note.kept {
                (say!(lang, "portal-checkpoint-note")) " "
                a.screen href=(shell.to("/ledger/checkpoint")) download="checkpoint.txt" { (say!(lang, "portal-checkpoint")) }
            }
        }
    }
}

#[cfg(test)]
pub fn sample() -> Vec<Receipt> {
    let at = |days| Timestamp(1_795_773_900_000_000).plus_days(days);
    let one = |id: &str, act, about: &str, at, leaf| Receipt { id: id.into(), act, about: about.into(), at, leaf };
    vec![
        one("r3", Act::Set, "How often we write", at(4), None),
        one("r4", Act::Benefit, "Credit on your bill: 2 euro a month", at(3), None),
        one("r2", Act::Corrected, "Better advice", at(2), Some(18_204)),
        one("r1", Act::Answered, "Better advice", at(0), Some(17_911)),
    ]
}
