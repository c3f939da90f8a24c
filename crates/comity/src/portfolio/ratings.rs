//! Ratings from sheets of several raters, joined to the events by name.

use super::PortfolioOptions;
use super::events::Listed;
use super::outcome::RatingsUse;
use crate::rating::{Names, Options, rate};

/// Sets the totals of the events that were rated to the means over their raters. `None` without sheets.
///
/// # Errors
/// Sheets that cannot be read, or hold no score at all.
pub fn join(listed: &mut [Listed], asked: &PortfolioOptions) -> anyhow::Result<Option<RatingsUse>> {
    if asked.ratings.is_empty() {
        return Ok(None);
    }
    let (lang, seed) = (asked.study.lang, asked.study.seed);
    let (rated, _) =
        rate(&Options { files: asked.ratings.clone(), names: Names::default(), industries: None, lang, seed })?;
    let plain = |name: &str| name.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    let mut used = RatingsUse {
        files: asked.ratings.iter().map(|path| path.display().to_string()).collect(),
        rejected: rated.rejected.iter().map(|(reason, n)| ((*reason).to_owned(), *n)).collect(),
        ..RatingsUse::default()
    };
    for object in &rated.objects {
        let mut matched = 0;
        for row in listed.iter_mut().filter(|row| plain(&row.name) == plain(&object.name)) {
            row.rated = [object.participation, object.information].map(|total| total.map(|total| total.mean));
            if row.industry.is_none() {
                row.industry = object.industry.as_ref().map(|industry| industry.name.clone());
            }
            matched += 1;
        }
        used.matched += matched;
        if matched == 0 {
            used.unmatched.push(object.name.clone());
        }
    }
    Ok(Some(used))
}
