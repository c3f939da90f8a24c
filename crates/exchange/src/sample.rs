//! Terms that tests share: those of the made-up exchange in `terms/better-advice.toml`.

use std::collections::BTreeMap;

use crate::agreement::Signatory;
use crate::clause::Clause;
use crate::id::ClauseId;
use crate::negotiation::{Answer, Response, Standing};
use crate::terms::Terms;
use crate::text::Language;

pub fn terms() -> Terms {
    Terms::from_toml(crate::EXAMPLE_TERMS).unwrap()
}

pub fn clause_id(name: &str) -> ClauseId {
    ClauseId::new(name).unwrap()
}

pub fn clause<'t>(terms: &'t mut Terms, name: &str) -> &'t mut Clause {
    terms.clauses.iter_mut().find(|clause| clause.id.as_str() == name).unwrap()
}

/// Yes to everything, but for the answers given.
pub fn response(standing: &Standing, but: &[(&str, Answer)]) -> Response {
    let offer = standing.offer.as_ref().unwrap();
    let mut answers: BTreeMap<ClauseId, Answer> =
        offer.terms.clauses.iter().map(|clause| (clause.id.clone(), Answer::Yes)).collect();
    answers.extend(but.iter().map(|(name, answer)| (clause_id(name), answer.clone())));
    Response { offer: offer.fingerprint(), language: Language::new("it").unwrap(), answers, by: Signatory::Person }
}
