//! What a reader must know before believing the figures.

use super::{Figures, Lang, Moment, buckets, decimal, language, method_inside, percent, say, tame};
use crate::study::outcome::{Caveat, Scale};

/// One caveat in one or two plain sentences.
pub fn caveat(caveat: &Caveat, figures: Figures) -> String {
    let lang = figures.lang;
    match caveat {
        Caveat::NoControls => say!(lang, "caveat-no-controls"),
        Caveat::DayPatternMixedIn => say!(lang, "caveat-day-pattern"),
        Caveat::WeekPatternMixedIn => say!(lang, "caveat-week-pattern"),
        Caveat::YearPatternMixedIn => say!(lang, "caveat-year-pattern"),
        Caveat::YearPatternUnknown => say!(lang, "caveat-year-unknown"),
        Caveat::PartialBucket { at } => say!(lang, "caveat-partial-bucket", at = Moment::parse(at).long(lang)),
        Caveat::ThinBuckets { thin, of } => say!(lang, "caveat-thin-buckets", thin = *thin, of = *of),
        Caveat::FewControls { controls } => {
            // The event itself counts among the units that are ranked.
            say!(lang, "caveat-few-controls", controls = *controls, units = controls + 1)
        }
        Caveat::MixMatters { estimate } => {
            say!(lang, "caveat-mix-matters", estimate = figures.signed(*estimate))
        }
        Caveat::OpinionsDiffer { find, do_not_find, opposite } => say!(
            lang,
            "caveat-opinions-differ",
            find = list(find.iter().map(|name| method_inside(name, lang)), lang),
            finders = find.len(),
            others = list(do_not_find.iter().map(|name| method_inside(name, lang)), lang),
            doubters = do_not_find.len(),
            contrary = list(opposite.iter().map(|name| method_inside(name, lang)), lang),
            opponents = opposite.len(),
        ),
        Caveat::ModelDampens { factor } => say!(lang, "caveat-model-dampens", factor = decimal(*factor, 2, lang)),
        Caveat::SharesNotCorrected => say!(lang, "caveat-shares-not-corrected"),
        Caveat::OtherEventInWindow { name } => say!(lang, "caveat-other-event", name = tame(name)),
        Caveat::ControlHadEvent { unit } => say!(lang, "caveat-control-had-event", unit = tame(unit)),
        Caveat::DuplicatesMatter => say!(lang, "caveat-duplicates-matter"),
        Caveat::PlacebosFire { fired, of } => say!(lang, "caveat-placebos-fire", fired = *fired, of = *of),
        Caveat::AuthorsUnknown => say!(lang, "caveat-authors-unknown"),
        Caveat::AuthorsMissing { missing, of } => {
            say!(lang, "caveat-authors-missing", missing = *missing, of = *of)
        }
        Caveat::OneAuthor { unit, share } => {
            let named = if unit.is_empty() { "no" } else { "yes" };
            say!(lang, "caveat-one-author", named = named, unit = tame(unit), share = percent(*share, lang))
        }
        Caveat::WeakLanguage { language: code, share } => {
            say!(lang, "caveat-weak-language", language = language(code, lang), share = percent(*share, lang))
        }
        Caveat::FilesWithoutRows { files } => {
            const NAMED: usize = 3;
            let more = files.len().saturating_sub(NAMED);
            let more = (more > 0).then(|| say!(lang, "more-of-them", n = more));
            let named = list(files.iter().take(NAMED).map(|file| tame(file)).chain(more), lang);
            say!(lang, "caveat-files-without-rows", files = named, n = files.len())
        }
        Caveat::WindowRounded { bucket, before, after } => {
            let side = |n: Option<usize>| n.map_or_else(String::new, |n| buckets(n, bucket, lang));
            let sides = match (before, after) {
                (Some(_), Some(_)) => "both",
                (Some(_), None) => "before",
                _ => "after",
            };
            say!(lang, "caveat-window-rounded", sides = sides, before = side(*before), after = side(*after))
        }
        Caveat::UnevenSteps { shortest, longest } => {
            say!(lang, "caveat-uneven-steps", shortest = length(*shortest, lang), longest = length(*longest, lang))
        }
        Caveat::SizesDiffer { unit, times } => {
            let digits = if *times < 10.0 { 1 } else { 0 };
            say!(lang, "caveat-sizes-differ", unit = tame(unit), times = decimal(*times, digits, lang))
        }
        Caveat::Scaled { scale: Scale::Index } => say!(lang, "caveat-scaled-index"),
        Caveat::Scaled { scale: Scale::Log } => say!(lang, "caveat-scaled-log"),
    }
}

/// A length of time in its largest whole unit, up to days.
fn length(seconds: i64, lang: Lang) -> String {
    let seconds = seconds.unsigned_abs();
    let (unit, of) = [("days", 86_400), ("hours", 3_600), ("minutes", 60)]
        .into_iter()
        .find(|(_, of)| seconds >= *of)
        .unwrap_or(("seconds", 1));
    say!(lang, "length-of-time", unit = unit, n = (seconds + of / 2) / of)
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
