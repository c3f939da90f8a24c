//! What a reader must know before believing the figures.

use super::{Figures, Moment, decimal, method_inside, say, tame};
use crate::study::outcome::Caveat;

/// One caveat in one or two plain sentences.
pub fn caveat(caveat: &Caveat, figures: Figures) -> String {
    let lang = figures.lang;
    match caveat {
        Caveat::NoControls => say!(lang, "caveat-no-controls"),
        Caveat::DayPatternMixedIn => say!(lang, "caveat-day-pattern"),
        Caveat::WeekPatternMixedIn => say!(lang, "caveat-week-pattern"),
        Caveat::PartialBucket { at } => say!(lang, "caveat-partial-bucket", at = Moment::parse(at).long(lang)),
        Caveat::ThinBuckets { thin, of } => say!(lang, "caveat-thin-buckets", thin = *thin, of = *of),
        Caveat::FewControls { controls } => {
            // The event itself counts among the units that are ranked.
            say!(lang, "caveat-few-controls", controls = *controls, units = controls + 1)
        }
        Caveat::MixMatters { estimate } => {
            say!(lang, "caveat-mix-matters", estimate = figures.signed(*estimate))
        }
        Caveat::OpinionsDiffer { find, do_not_find } => say!(
            lang,
            "caveat-opinions-differ",
            find = list(find.iter().map(|name| method_inside(name, lang)), lang),
            finders = find.len(),
            others = list(do_not_find.iter().map(|name| method_inside(name, lang)), lang),
            doubters = do_not_find.len(),
        ),
        Caveat::ModelDampens { factor } => say!(lang, "caveat-model-dampens", factor = decimal(*factor, 2, lang)),
        Caveat::SharesNotCorrected => say!(lang, "caveat-shares-not-corrected"),
        Caveat::OtherEventInWindow { name } => say!(lang, "caveat-other-event", name = tame(name)),
        Caveat::ControlHadEvent { unit } => say!(lang, "caveat-control-had-event", unit = tame(unit)),
        Caveat::DuplicatesMatter => say!(lang, "caveat-duplicates-matter"),
        Caveat::PlacebosFire { fired, of } => say!(lang, "caveat-placebos-fire", fired = *fired, of = *of),
        Caveat::AuthorsUnknown => say!(lang, "caveat-authors-unknown"),
    }
}

/// `a, b and c`.
pub fn list(items: impl Iterator<Item = String>, lang: super::Lang) -> String {
    let items: Vec<String> = items.collect();
    match items.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, rest)) => say!(lang, "list", rest = rest.join(", "), last = last.as_str()),
    }
}
