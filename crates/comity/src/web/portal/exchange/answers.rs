//! From what a browser sends to what a person answers, step by step. Everything typed stays in the form's fields.

use std::collections::BTreeSet;

use comity_exchange::agreement::Signatory;
use comity_exchange::amount::Amount;
use comity_exchange::basis::Basis;
use comity_exchange::clause::{Clause, Position, Setting};
use comity_exchange::counter::{Alternative, OutOfBounds};
use comity_exchange::fixed::FixedTerms;
use comity_exchange::hash::Fingerprint;
use comity_exchange::id::{BenefitId, ClauseId, ItemId, RecipientId};
use comity_exchange::negotiation::{Answer, Response};
use comity_exchange::terms::Terms;

use crate::web::ui::{Errors, Fields, Reading};
use crate::words::{Lang, say};

/// Where a person is in an offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Everything at a glance.
    Overview,
    /// One clause.
    Question(ClauseId),
    /// What is about to be signed.
    Review,
}

/// What comes of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Turn {
    /// Show this step; what was answered is in the fields.
    Show(Step, Fields, Errors),
    /// Another offer was read than is made now: begin anew, with what was typed kept beside the questions.
    Stale(Fields),
    /// Sign these answers, and then move these settings.
    Sign(Response, Vec<(ClauseId, Position)>),
    /// No to all of it.
    Decline(Fingerprint),
    /// Ask a guardian at this address.
    AskGuardian(String),
}

/// An offer as it is answered.
#[derive(Debug, Clone, Copy)]
pub struct Offer<'o> {
    /// The terms on offer to this person.
    pub terms: &'o FixedTerms,
    /// Clauses in force in the very same words, which need no answer.
    pub in_force: &'o BTreeSet<ClauseId>,
    /// Who answers.
    pub by: Signatory,
    /// The page's language.
    pub lang: Lang,
}

/// The name of a clause's field.
pub fn field(part: &str, clause: &ClauseId) -> String {
    format!("{part}.{clause}")
}

impl<'o> Offer<'o> {
    /// Clauses that need an answer.
    pub fn questions(self) -> impl Iterator<Item = &'o Clause> {
        self.terms.clauses.iter().filter(move |clause| !self.in_force.contains(&clause.id))
    }

    /// Reads a form: fields `offer`, `at`, `go` and what was answered so far.
    pub fn turn(self, mut fields: Fields) -> Turn {
        if fields.get("offer") != self.terms.fingerprint().to_string() {
            return Turn::Stale(earlier(&fields));
        }
        let go = fields.get("go").to_owned();
        let at = self.questions().find(|clause| clause.id.as_str() == fields.get("at"));
        fields.remove("go");
        let show = |step, fields, errors| Turn::Show(step, fields, errors);
        match (go.as_str(), at) {
            ("yes" | "no", Some(clause)) => {
                fields.set(&field("answer", &clause.id), go);
                let mut errors = Errors::default();
                if fields.get(&field("answer", &clause.id)) == "yes" {
                    let _ = self.position(clause, &fields, &mut errors);
                }
                if !errors.is_empty() {
                    return show(Step::Question(clause.id.clone()), fields, errors);
                }
                show(self.after(Some(clause), &fields), fields, errors)
            }
            ("if", Some(clause)) => {
                fields.set(&field("answer", &clause.id), "if");
                show(Step::Question(clause.id.clone()), fields, Errors::default())
            }
            ("next", Some(clause)) => {
                let mut errors = Errors::default();
                let step = match self.alternative(clause, &fields, &mut errors) {
                    Some(_) => self.after(Some(clause), &fields),
                    None => Step::Question(clause.id.clone()),
                };
                show(step, fields, errors)
            }
            ("start", _) => show(self.after(None, &fields), fields, Errors::default()),
            ("review", _) => show(Step::Review, fields, Errors::default()),
            ("decline", _) => Turn::Decline(self.terms.fingerprint()),
            ("guardian", _) => match crate::web::portal::enter::read(&fields, self.lang) {
                Ok(mail) => Turn::AskGuardian(mail),
                Err(errors) => show(Step::Overview, fields, errors),
            },
            ("sign", _) => self.signed(fields),
            (other, _) => {
                let wanted =
                    other.strip_prefix("to:").and_then(|name| self.questions().find(|c| c.id.as_str() == name));
                show(
                    wanted.map_or(Step::Overview, |clause| Step::Question(clause.id.clone())),
                    fields,
                    Errors::default(),
                )
            }
        }
    }

    /// The next clause without a sound answer after this one, or from the start; the review when there is none.
    fn after(self, clause: Option<&Clause>, fields: &Fields) -> Step {
        let open = |c: &&Clause| self.answer(c, fields, &mut Errors::default()).is_none();
        let place = clause.and_then(|clause| self.questions().position(|c| c.id == clause.id)).map_or(0, |i| i + 1);
        let next = self.questions().skip(place).find(open).or_else(|| self.questions().find(open));
        next.map_or(Step::Review, |clause| Step::Question(clause.id.clone()))
    }

    /// The answer to a clause; notes what is wrong with it.
    pub fn answer(self, clause: &Clause, fields: &Fields, errors: &mut Errors) -> Option<Answer> {
        match fields.get(&field("answer", &clause.id)) {
            "yes" => Some(Answer::Yes),
            "no" => Some(Answer::No),
            "if" => self.alternative(clause, fields, errors).map(Answer::If),
            _ => None,
        }
    }

    fn signed(self, fields: Fields) -> Turn {
        let (mut errors, mut settings) = (Errors::default(), Vec::new());
        let mut answers = std::collections::BTreeMap::new();
        for clause in self.questions() {
            let Some(answer) = self.answer(clause, &fields, &mut errors) else {
                return Turn::Show(Step::Question(clause.id.clone()), fields, errors);
            };
            if answer == Answer::Yes
                && let Some(position) = self.position(clause, &fields, &mut errors)
            {
                settings.push((clause.id.clone(), position));
            }
            answers.insert(clause.id.clone(), answer);
        }
        if !errors.is_empty() {
            return Turn::Show(Step::Review, fields, errors);
        }
        let language = Reading::new(self.terms, self.lang).language;
        let offer = self.terms.fingerprint();
        Turn::Sign(Response { offer, language, answers, by: self.by }, settings)
    }

    /// Where the person set a setting of theirs, unless it is where it starts.
    fn position(self, clause: &Clause, fields: &Fields, errors: &mut Errors) -> Option<Position> {
        let setting = clause.setting.as_ref()?;
        let name = field("set", &clause.id);
        if !fields.has(&name) {
            return None;
        }
        match read_position(setting, fields.get(&name)) {
            Some(position) => (position != setting.start()).then_some(position),
            None => {
                errors.add(name, say!(self.lang, "portal-set-wrong"));
                None
            }
        }
    }

    /// What is asked for instead of a clause; nothing, and what is wrong noted, where it is no alternative.
    pub fn alternative(self, clause: &Clause, fields: &Fields, errors: &mut Errors) -> Option<Alternative> {
        let name = |part: &str| field(part, &clause.id);
        let lang = self.lang;
        let bounds = &clause.counter;
        let mut found = Alternative::default();
        let days = fields.get(&name("days")).trim();
        if bounds.shortest_days.is_some() && !days.is_empty() {
            match days.parse() {
                Ok(days) => {
                    found.retention_days = (clause.information.as_ref()?.retention_days != Some(days)).then_some(days)
                }
                Err(_) => errors.add(name("days"), say!(lang, "portal-bounds", what = "retention")),
            }
        }
        // Boxes that were shown and are not sent were emptied; boxes that were never shown stand as offered.
        let shown = fields.has(&name("shown"));
        if let Some(asked) = clause.information.as_ref().filter(|_| shown) {
            let kept: BTreeSet<ItemId> = fields.all(&name("items")).filter_map(|id| ItemId::new(id).ok()).collect();
            found.items = (bounds.fewer_items && kept != asked.items).then_some(kept);
            let to: BTreeSet<RecipientId> =
                fields.all(&name("to")).filter_map(|id| RecipientId::new(id).ok()).collect();
            found.recipients = (bounds.fewer_recipients && to != asked.recipients).then_some(to);
        }
        found.benefit = BenefitId::new(fields.get(&name("benefit"))).ok();
        let amount = fields.get(&name("amount")).trim().replace(',', ".");
        if bounds.highest_amount.is_some() && !amount.is_empty() && found.benefit.is_none() {
            match Amount::parse(&amount) {
                Ok(amount) => {
                    let same = clause.benefits.first().is_some_and(|benefit| benefit.amount == Some(amount));
                    found.amount = (!same).then_some(amount);
                }
                Err(_) => errors.add(name("amount"), say!(lang, "portal-bounds", what = "amount")),
            }
        }
        let words = fields.get(&name("words")).trim();
        found.words = (bounds.own_words && !words.is_empty()).then(|| words.to_owned());
        if let Err(why) = found.check(clause) {
            let (part, what) = match why {
                OutOfBounds::Nothing => ("if", "nothing"),
                OutOfBounds::Retention => ("days", "retention"),
                OutOfBounds::Items => ("items", "items"),
                OutOfBounds::Recipients => ("to", "recipients"),
                OutOfBounds::Benefit => ("benefit", "benefit"),
                OutOfBounds::Amount => ("amount", "amount"),
                OutOfBounds::Words => ("words", "words"),
            };
            if errors.is_empty() {
                errors.add(name(part), say!(lang, "portal-bounds", what = what));
            }
        }
        errors.is_empty().then_some(found)
    }
}

/// Reads where a setting should stand: `on`, `off`, a number, or the name of a choice.
pub fn read_position(setting: &Setting, text: &str) -> Option<Position> {
    let position = match (setting, text) {
        (Setting::Switch { .. }, "on") => Position::On(true),
        (Setting::Switch { .. }, "off") => Position::On(false),
        (Setting::Number { .. }, number) => Position::Number(number.trim().parse().ok()?),
        (Setting::Choice { .. }, name) => Position::Chosen(name.to_owned()),
        _ => return None,
    };
    setting.allows(&position).then_some(position)
}

/// How a position is written in a form.
pub fn position_value(position: &Position) -> String {
    match position {
        Position::On(on) => if *on { "on" } else { "off" }.to_owned(),
        Position::Number(n) => n.to_string(),
        Position::Chosen(name) => name.clone(),
    }
}

/// Whether consent is asked for, which below a certain age a guardian gives.
pub fn asks_consent(terms: &Terms) -> bool {
    terms.clauses.iter().any(|clause| terms.purpose_of(clause).is_some_and(|p| p.basis == Basis::Consent))
}

/// Answers to an older offer, kept as what was said before; what was typed stays as it is.
fn earlier(fields: &Fields) -> Fields {
    let mut kept = fields.clone();
    kept.rename(|name| match name.split_once('.') {
        Some(("answer", clause)) => Some(format!("earlier.{clause}")),
        Some(("earlier", _)) | None => None,
        Some(_) => Some(name.to_owned()),
    });
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms() -> Terms {
        Terms::from_toml(comity_exchange::EXAMPLE_TERMS).unwrap()
    }

    fn turn(terms: &FixedTerms, pairs: &[(&str, &str)]) -> Turn {
        let mut fields = Fields::default();
        fields.push("offer", terms.fingerprint().to_string());
        pairs.iter().for_each(|(name, value)| fields.push(*name, *value));
        Offer { terms, in_force: &BTreeSet::new(), by: Signatory::Person, lang: Lang::En }.turn(fields)
    }

    fn question(turn: &Turn) -> &str {
        match turn {
            Turn::Show(Step::Question(clause), ..) => clause.as_str(),
            Turn::Show(step, ..) => {
                if *step == Step::Review {
                    "review"
                } else {
                    "overview"
                }
            }
            _ => "other",
        }
    }

    #[test]
    fn one_question_follows_the_other() {
        let terms = FixedTerms::from(terms());
        let check =
            |pairs: &[(&str, &str)], expect: &str| assert_eq!(question(&turn(&terms, pairs)), expect, "{pairs:?}");
        check(&[("go", "start")], "usage-for-advice");
        check(&[("go", "yes"), ("at", "usage-for-advice")], "signal-for-coverage");
        check(&[("go", "if"), ("at", "usage-for-advice")], "usage-for-advice");
        check(&[("go", "to:bill")], "bill");
        check(&[("go", "to:nowhere")], "overview");
        check(&[("go", "yes"), ("at", "messages")], "usage-for-advice");
        check(&[("go", "yes"), ("at", "messages"), ("set.messages", "9")], "messages");
        let all = ["usage-for-advice", "signal-for-coverage", "bill", "helping"].map(|name| format!("answer.{name}"));
        let mut pairs: Vec<(&str, &str)> = all.iter().map(|name| (name.as_str(), "no")).collect();
        pairs.extend([("go", "no"), ("at", "messages")]);
        check(&pairs, "review");
    }

    #[test]
    fn a_condition_stays_within_what_the_clause_allows() {
        let terms = FixedTerms::from(terms());
        let check = |typed: &[(&str, &str)], expect: &str| {
            let mut pairs = vec![("go", "next"), ("at", "usage-for-advice"), ("answer.usage-for-advice", "if")];
            pairs.extend(typed);
            let turn = turn(&terms, &pairs);
            let wrong = match &turn {
                Turn::Show(Step::Question(_), _, errors) => errors.iter().map(|(f, _)| f.to_owned()).next(),
                _ => None,
            };
            assert_eq!(wrong.as_deref().unwrap_or_else(|| question(&turn)), expect, "{typed:?}");
        };
        check(&[], "if.usage-for-advice");
        check(&[("days.usage-for-advice", "60")], "signal-for-coverage");
        check(&[("days.usage-for-advice", "29")], "days.usage-for-advice");
        check(&[("days.usage-for-advice", "soon")], "days.usage-for-advice");
        check(&[("shown.usage-for-advice", "1")], "items.usage-for-advice");
        check(&[("shown.usage-for-advice", "1"), ("items.usage-for-advice", "plan")], "signal-for-coverage");
        check(&[("words.usage-for-advice", "Only if I can look at it")], "signal-for-coverage");
        check(&[("words.usage-for-advice", &"x".repeat(2001))], "words.usage-for-advice");
        check(&[("amount.usage-for-advice", "5")], "if.usage-for-advice");
    }

    #[test]
    fn signing_carries_every_answer_and_the_settings() {
        let terms = FixedTerms::from(terms());
        let mut pairs = vec![("go", "sign"), ("set.messages", "0")];
        let names = ["usage-for-advice", "bill", "helping", "messages"].map(|name| format!("answer.{name}"));
        pairs.extend(names.iter().map(|name| (name.as_str(), "yes")));
        assert_eq!(question(&turn(&terms, &pairs)), "signal-for-coverage");
        pairs.extend([("answer.signal-for-coverage", "if"), ("amount.signal-for-coverage", "4,5")]);
        let Turn::Sign(response, settings) = turn(&terms, &pairs) else { panic!() };
        assert_eq!(response.answers.len(), 5);
        let asked = Alternative { amount: Some(Amount::parse("4.5").unwrap()), ..Default::default() };
        assert_eq!(response.answers[&ClauseId::new("signal-for-coverage").unwrap()], Answer::If(asked));
        assert_eq!(settings, [(ClauseId::new("messages").unwrap(), Position::Number(0))]);
    }

    #[test]
    fn an_older_offer_keeps_what_was_typed_and_agrees_to_nothing() {
        let terms = FixedTerms::from(terms());
        let mut fields = Fields::default();
        for (name, value) in [("offer", "old"), ("go", "sign"), ("answer.bill", "yes"), ("words.bill", "mine")] {
            fields.push(name, value);
        }
        let offer = Offer { terms: &terms, in_force: &BTreeSet::new(), by: Signatory::Person, lang: Lang::It };
        let Turn::Stale(kept) = offer.turn(fields) else { panic!() };
        assert_eq!(kept.iter().collect::<Vec<_>>(), [("earlier.bill", "yes"), ("words.bill", "mine")]);
    }
}
