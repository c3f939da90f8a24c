//! What people speak of after such events: the change of each code's share, averaged over the events.

use comity_measure::codebook::builtin;
use comity_measure::meta::{Effect, Options, pool};
use comity_measure::multiple::benjamini_hochberg;

use super::outcome::CodePooled;
use crate::study::brief::Brief;
use crate::study::lens::CodeChange;

/// Half a 95% interval in standard errors.
const Z: f64 = 1.959_963_984_540_054;

/// Both lenses over the events that entered, adjusted as a family of their own. Labels are in the language `lang`.
///
/// # Errors
/// Never with the codebooks in the binary.
pub fn pooled(briefs: &[&Brief], firms: &[usize], lang: &str) -> anyhow::Result<Vec<CodePooled>> {
    let Some(most) = briefs.iter().map(|brief| &brief.changes).max_by_key(|changes| changes.len()) else {
        return Ok(Vec::new());
    };
    let mut pooled = Vec::new();
    for (place, asked) in most.iter().enumerate() {
        let known: Vec<(Effect, usize)> = briefs
            .iter()
            .zip(firms)
            .filter_map(|(brief, firm)| Some((effect(brief.changes.get(place)?)?, *firm)))
            .collect();
        let (effects, firms): (Vec<Effect>, Vec<usize>) = known.into_iter().unzip();
        let several = firms.iter().any(|firm| firms.iter().filter(|f| *f == firm).count() > 1);
        let one_firm = firms.iter().all(|firm| Some(firm) == firms.first());
        let clusters = (several && !one_firm).then_some(firms.as_slice());
        let Ok(found) = pool(&effects, clusters, &Options::default()) else { continue };
        let book = builtin(asked.lens, lang)?;
        let label = book.codes().iter().find(|code| code.id == asked.code).map(|code| code.label.clone());
        pooled.push(CodePooled {
            lens: asked.lens.id().into(),
            label: label.unwrap_or_else(|| asked.code.clone()),
            code: asked.code.clone(),
            k: found.events,
            change: found.estimate,
            interval: found.interval,
            p: found.p,
            p_adjusted: None,
        });
    }
    let p: Vec<f64> = pooled.iter().map(|code| code.p.unwrap_or(f64::NAN)).collect();
    for (code, adjusted) in pooled.iter_mut().zip(benjamini_hochberg(&p)) {
        code.p_adjusted = Some(adjusted).filter(|p| p.is_finite());
    }
    Ok(pooled)
}

/// A change of a share with its sampling variance, from its interval; none where a side has no texts.
fn effect(change: &CodeChange) -> Option<Effect> {
    let change = &change.change;
    let se = (change.interval[1] - change.interval[0]) / (2.0 * Z);
    let known = change.before.posts > 0 && change.after.posts > 0 && se > 0.0;
    known.then_some(Effect { estimate: change.difference, variance: se * se })
}
