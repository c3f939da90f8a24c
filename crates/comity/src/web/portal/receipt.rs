//! `/me/receipts/{id}`: one receipt, to be read, printed and kept.

use comity_exchange::agreement::Signatory;
use comity_exchange::clause::Position;
use comity_exchange::fixed::FixedTerms;
use comity_exchange::id::{ClauseId, ItemId, PurposeId};
use comity_exchange::negotiation::{Answer, CounterState, Response};
use comity_exchange::time::Timestamp;
use maud::{Markup, html};

use super::exchange::{alternative_words, said};
use super::receipts::Act;
use crate::web::ui::{Reading, Shell, back, chip, counter_state, moment};
use crate::words::{count, say, tame};

/// What the page shows.
#[derive(Debug, Clone)]
pub struct Receipt {
    /// Its id in addresses.
    pub id: String,
    /// What happened.
    pub act: Act,
    /// More of it.
    pub what: What,
    /// When.
    pub at: Timestamp,
    /// The terms in whose words it is told.
    pub terms: FixedTerms,
    /// The entry's place in the ledger, once it has one.
    pub leaf: Option<u64>,
    /// The entry, its signature, the checkpoint, and the key: what a check takes.
    pub proof: Proof,
}

/// What somebody else checks.
#[derive(Debug, Clone, Default)]
pub struct Proof {
    /// The entry, byte for byte.
    pub entry: String,
    /// The signature that promised it.
    pub signature: String,
    /// The checkpoint that it is under, once it has its place.
    pub checkpoint: Option<String>,
    /// The key that signed both, as verifiers take it.
    pub key: String,
}

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// Answers to an offer.
    Answers(Box<Response>),
    /// Consent to a purpose was withdrawn, or objected to.
    Purpose(PurposeId),
    /// A setting was moved.
    Setting(ClauseId, Position),
    /// A condition on a clause was answered, or lapsed.
    Condition(ClauseId, CounterState),
    /// A value of an item was put right, or is said to be wrong: the item's id.
    Item(ItemId),
    /// Something came back: what it is, and how much.
    Benefit(String, Option<String>),
    /// Everything at once: a no to the whole offer, or leaving.
    Whole,
}

/// The page.
pub fn page(view: &Receipt, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let reading = Reading::new(&view.terms, lang);
    let (kicker, title) = (say!(lang, "portal-to-receipt"), say!(lang, "portal-act", act = view.act.name()));
    let content = html! {
        (back(&shell.to("/me/information"), &say!(lang, "web-nav", section = "information")))
        p.kicker { (kicker) " · " (tame(shell.name())) " · " (reading.text(&view.terms.title)) }
        h1 { (title) }
        (what(view, &reading))
        dl.facts {
            dt { (say!(lang, "portal-receipt-when")) } dd { (moment(view.at, lang)) " UTC" }
            @if let What::Answers(response) = &view.what { (read(response, shell)) }
            dt { (say!(lang, "portal-receipt-place")) }
            dd { @match view.leaf {
                Some(leaf) => (say!(lang, "portal-receipt-entry", n = count(leaf, lang))),
                None => (chip("still", &say!(lang, "portal-not-sequenced"))),
            } }
        }
        div.actions { a.button.first href=(shell.to(format!("/me/receipts/{}/receipt.json", view.id))) download { (say!(lang, "portal-receipt-file")) } }
        (to_check(shell))
        (proof(&view.proof, shell))
    };
    shell.portal(&title, &content)
}

fn what(view: &Receipt, reading: &Reading<'_>) -> Markup {
    let lang = reading.lang;
    let title =
        |id: &ClauseId| view.terms.clause(id).map_or_else(|| id.to_string(), |c| reading.plain(&c.title).into());
    match &view.what {
        What::Answers(response) => {
            let place = |id: &ClauseId| view.terms.clauses.iter().position(|c| c.id == *id).unwrap_or(usize::MAX);
            let mut answers: Vec<(&ClauseId, &Answer)> = response.answers.iter().collect();
            answers.sort_by_key(|(id, _)| place(id));
            html! { ul.list { @for (id, answer) in answers { li {
                span.name { (title(id)) }
                p.said { (said(Some(answer), lang)) }
                @if let Answer::If(alternative) = answer { (alternative_words(alternative, view.terms.clause(id), reading)) }
            } } } }
        }
        What::Purpose(id) => {
            let name = view.terms.purpose(id).map_or_else(|| id.to_string(), |p| reading.plain(&p.name).to_owned());
            html! { p.lead { (name) } }
        }
        What::Setting(id, position) => {
            let setting = view.terms.clause(id).and_then(|clause| clause.setting.as_ref());
            let stands = setting.map(|setting| reading.position(setting, position));
            html! { p.lead { (title(id)) @if let Some(stands) = stands { ": " strong { (stands) } } } }
        }
        What::Condition(id, state) => html! {
            p.lead { (title(id)) ": " (say!(lang, "web-counter-state", state = counter_state(state))) }
            @if let CounterState::Declined(reason) = state { p { (say!(lang, "portal-reason")) " " (crate::web::ui::plain(reason)) } }
        },
        What::Item(id) => {
            let name = view.terms.item(id).map_or_else(|| id.to_string(), |item| reading.plain(&item.name).to_owned());
            html! { p.lead { (name) } p { (say!(lang, "portal-receipt-item", act = view.act.name())) } }
        }
        What::Benefit(what, amount) => {
            html! { p.lead { (what) @if let Some(amount) = amount { ": " strong { (amount) } } } }
        }
        What::Whole => html! { p.lead { (say!(lang, "portal-receipt-whole", act = view.act.name())) } },
    }
}

/// What was read, and who answered.
fn read(response: &Response, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let by = match response.by {
        Signatory::Person => "person",
        Signatory::Guardian => "guardian",
    };
    html! {
        dt { (say!(lang, "portal-receipt-by")) } dd { (say!(lang, "portal-receipt-signed", by = by)) }
        dt { (say!(lang, "portal-receipt-language")) } dd { (say!(lang, "studio-language", code = response.language.as_str())) }
        dt { (say!(lang, "portal-receipt-print")) } dd.hash { (response.offer) }
    }
}

/// How somebody else checks a receipt.
pub fn to_check(shell: &Shell) -> Markup {
    let lang = shell.lang;
    html! {
        h2 { (say!(lang, "portal-receipt-check")) }
        p { (say!(lang, "portal-receipt-check-note")) }
        p.screen { a href=(shell.to("/receipts/check")) { (say!(lang, "portal-receipt-check-here")) } }
    }
}

/// What stands in the file, part for part.
pub fn proof(proof: &Proof, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let part = |part: &str| say!(lang, "portal-receipt-proof", part = part);
    html! {
        h3 { (part("entry")) } pre { (proof.entry) }
        h3 { (part("signature")) } pre { (proof.signature) }
        @if let Some(checkpoint) = &proof.checkpoint { h3 { (part("checkpoint")) } pre { (checkpoint) } }
        h3 { (part("key")) } pre { (proof.key) }
    }
}

#[cfg(test)]
impl Receipt {
    /// A made-up receipt of answers of every kind.
    pub fn sample() -> Self {
        use super::exchange::{Offered, sample};
        use crate::web::ui::{Errors, Reader};
        let mut view: Offered = sample::overview();
        sample::ANSWERS.iter().for_each(|(name, value)| view.fields.push(*name, *value));
        let shell = Shell::sample(crate::words::Lang::En, "/", Reader::Visitor);
        let offer = view.offer(&shell);
        let answer = |c: &comity_exchange::clause::Clause| offer.answer(c, &view.fields, &mut Errors::default());
        let answers = offer.questions().filter_map(|c| Some((c.id.clone(), answer(c)?))).collect();
        let response = Response {
            offer: view.terms.fingerprint(),
            language: view.terms.language.clone(),
            answers,
            by: Signatory::Person,
        };
        let entry = r#"{"v":1,"kind":"agreed","at":1795773900000000,"exchange":"0192f3a1c2d47f00a1b2c3d4e5f60718","person":"5f0c…","terms":"59b2…","commitment":"q1bK…"}"#;
        Self {
            id: "r1".into(),
            act: Act::Answered,
            what: What::Answers(Box::new(response)),
            at: Timestamp(1_795_773_900_000_000),
            terms: view.terms.clone(),
            leaf: Some(17_911),
            proof: Proof {
                entry: entry.into(),
                signature: "idtP72MgEDE+Ks/eGKgEBIM7CRkEiz8O0BlMQjsmgN0UbHkXEMyI07ZwVuNZd7nP+7wxX/McPV+mgx2vycgux4OIkwQ=".into(),
                checkpoint: Some("norda.example/ledger\n18205\nq1bKzv0P8oJc2p0i6uQkq6m0D9oJt0v7j8H2xX3b5aE=\n\n— norda.example/ledger Az3grk+0Zs…\n".into()),
                key: "norda.example/ledger+03de0a4b+AQ…".into(),
            },
        }
    }

    /// One of another kind, that has no place yet.
    pub fn sample_of(act: Act, what: What) -> Self {
        Self { act, what, leaf: None, proof: Proof { checkpoint: None, ..Self::sample().proof }, ..Self::sample() }
    }
}
