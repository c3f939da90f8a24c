//! Sentences on places and on agreement, the same on the terminal and in the report.

use comity_measure::position::Archetype;
use comity_measure::reliability::{RELIABLE, TENTATIVE};

use super::outcome::{AlphaFigures, Mark, Object, Outcome, Total};
use crate::words::{Lang, archetype_name, decimal, list, probability, say, tame};

/// A place is clear from this probability on.
pub const CLEAR: f64 = 0.95;

impl Object {
    /// The archetype that is clear, if one is.
    pub fn clear(&self) -> Option<Archetype> {
        let (archetype, p) = self.probabilities?.likeliest();
        (p >= CLEAR).then_some(archetype)
    }

    /// Archetypes with their probabilities, the likeliest first.
    pub fn ranked(&self) -> Vec<(Archetype, f64)> {
        let Some(probabilities) = self.probabilities else { return Vec::new() };
        let mut ranked = Archetype::ALL.map(|archetype| (archetype, probabilities.of(archetype))).to_vec();
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1));
        ranked
    }

    /// Probabilities of at least 5% as text; nothing where none is stated.
    pub fn shares(&self, lang: Lang) -> Option<String> {
        let ranked = self.ranked();
        let told = ranked.iter().filter(|&&(_, p)| p >= 0.05).map(|&(archetype, p)| share(archetype, p, lang));
        (!ranked.is_empty()).then(|| told.collect::<Vec<_>>().join(", "))
    }
}

fn share(archetype: Archetype, p: f64, lang: Lang) -> String {
    say!(lang, "rating-share", archetype = archetype_name(archetype, lang), p = probability(p, lang))
}

/// Alternatives: "a, b or c".
fn either(mut parts: Vec<String>, lang: Lang) -> String {
    match parts.pop() {
        Some(last) if !parts.is_empty() => say!(lang, "rating-or", rest = parts.join(", "), last = last),
        last => last.unwrap_or_default(),
    }
}

/// Where an object stands, and how surely.
pub fn place_sentence(object: &Object, lang: Lang) -> String {
    let name = tame(&object.name);
    let (Some(_), Some(_)) = (object.participation, object.information) else {
        let without = if object.participation.is_none() { "participation" } else { "information" };
        let dimension = say!(lang, "rating-dimension", dimension = without);
        return say!(lang, "rating-place-none", name = name, dimension = dimension);
    };
    let ranked = object.ranked();
    let label = |archetype: Archetype| say!(lang, "archetype-a", archetype = archetype.name());
    match (ranked.first(), object.archetype) {
        (Some(&(first, p)), _) if p >= CLEAR => {
            let p = probability(p, lang);
            say!(lang, "rating-place-sure", name = name, label = label(first), p = p)
        }
        (Some(_), None) => {
            say!(lang, "rating-place-unsure-midline", name = name, others = object.shares(lang).unwrap_or_default())
        }
        (Some(&(first, p)), Some(_)) => {
            // The likeliest others, until what is named makes 95%.
            let mut said = p;
            let mut others = Vec::new();
            for &(archetype, p) in &ranked[1..] {
                if said >= CLEAR && !others.is_empty() {
                    break;
                }
                said += p;
                others.push(share(archetype, p, lang));
            }
            let (others, p) = (either(others, lang), probability(p, lang));
            say!(lang, "rating-place-likely", name = name, label = label(first), p = p, others = others)
        }
        (None, Some(archetype)) => {
            say!(lang, "rating-place-one", name = name, label = label(archetype))
        }
        (None, None) => {
            let others = list(object.between.iter().map(|&archetype| archetype_name(archetype, lang)), lang);
            say!(lang, "rating-place-midline", name = name, others = others)
        }
    }
}

/// A dimension's total, with of how many raters it is where not of all who scored the object.
pub fn total(object: &Object, total: Option<Total>, lang: Lang) -> String {
    let mean = decimal(total.map_or(f64::NAN, |total| total.mean), 1, lang);
    match total.filter(|total| total.raters < object.raters) {
        Some(total) => say!(lang, "rating-total-of", mean = mean, raters = total.raters, all = object.raters),
        None => mean,
    }
}

/// What the figures do not show: totals of fewer raters than scored, and questions that nobody answered.
pub fn gaps(outcome: &Outcome, lang: Lang) -> Vec<String> {
    let fewer = |object: &Object| {
        let totals = [object.participation, object.information].into_iter().flatten();
        totals.into_iter().any(|total| total.raters < object.raters)
    };
    let mut said = Vec::new();
    if outcome.objects.iter().any(fewer) {
        said.push(say!(lang, "rating-of-note"));
    }
    let unanswered = &outcome.data.unanswered;
    if !unanswered.is_empty() {
        let names = list(unanswered.iter().map(|question| tame(&question.label)), lang);
        said.push(say!(lang, "rating-unanswered", n = unanswered.len(), list = names));
    }
    said
}

/// Whether the raters agree, over all questions.
pub fn agreement_sentence(outcome: &Outcome, lang: Lang) -> String {
    let overall = &outcome.reliability.overall;
    let AlphaFigures { alpha, interval, mark, undefined_resamples, no_interval } = overall.ordinal;
    let number = |x: f64| decimal(x, 3, lang);
    let mark_name = match mark {
        Some(Mark::Reliable) => "reliable",
        Some(Mark::Tentative) => "tentative",
        Some(Mark::Unreliable) => "unreliable",
        None => "none",
    };
    let mut said = vec![say!(
        lang,
        "rating-agreement",
        mark = mark_name,
        why = match overall.units {
            0 => "one",
            1 => "single",
            _ => "same",
        },
        alpha = number(alpha.unwrap_or(f64::NAN)),
        upper = number(RELIABLE),
        lower = number(TENTATIVE),
    )];
    if let Some([low, high]) = interval {
        let interval = say!(lang, "interval", low = number(low), high = number(high));
        said.push(say!(lang, "rating-agreement-interval", interval = interval));
        let claimed = match mark {
            Some(Mark::Reliable) => Some(RELIABLE),
            Some(Mark::Tentative) => Some(TENTATIVE),
            Some(Mark::Unreliable) | None => None,
        };
        if let Some(claimed) = claimed.filter(|&claimed| low < claimed) {
            said.push(say!(lang, "rating-agreement-straddles", lower = number(claimed)));
        }
    }
    if no_interval == Some("few_units") {
        said.push(say!(lang, "rating-agreement-few"));
    }
    if undefined_resamples > 0 {
        said.push(say!(lang, "rating-agreement-undefined", n = undefined_resamples));
    }
    said.join(" ")
}
