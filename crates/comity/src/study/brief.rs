//! Many events in brief: the headline of each and how the codes of both lenses changed, and nothing that stands around it.

use std::collections::BTreeMap;

use comity_measure::event::{Effect, Question, Unit, headline_of};
use comity_measure::series::Cell;
use rayon::prelude::*;

use super::grid::Grid;
use super::lens::CodeChange;
use super::one_event::Study;
use super::options::Bucket;
use super::speech::Speech;
use super::window::Buckets;

/// Texts kept a side of each event: enough for a share to be known to within a percentage point or two.
pub const SAMPLE: usize = 1_500;

/// Units without an event of their own in the window that suffice for a comparison.
pub const QUIET_NEEDED: usize = 3;

/// One event in brief.
pub struct Brief {
    /// Its buckets.
    pub buckets: Buckets,
    /// The headline, without placebos and second opinions.
    pub effect: Effect,
    /// Buckets with data, before and after.
    pub with_data: [usize; 2],
    /// Posts of the unit in the window that count, before and after.
    pub posts: [u64; 2],
    /// The units that it is compared with.
    pub controls: Vec<u16>,
    /// Those of them that had an event of their own in the window.
    pub controls_with_events: usize,
    /// Other events of the same unit in the window, by their places.
    pub same_unit: Vec<usize>,
    /// How the codes of both lenses changed.
    pub changes: Vec<CodeChange>,
    /// Languages of its sampled posts.
    pub languages: Vec<(String, f64)>,
}

impl Study<'_> {
    /// Studies every event in brief; `units` are those of the events. `tick` is told of each event that is done.
    ///
    /// # Errors
    /// An event outside the data, and never with the codebooks in the binary.
    pub fn briefs(&self, units: &[u16], tick: &(dyn Fn() + Sync)) -> anyhow::Result<Vec<Brief>> {
        let buckets =
            self.options.events.iter().map(|event| self.buckets(event)).collect::<anyhow::Result<Vec<Buckets>>>()?;
        let mut phases: BTreeMap<[i64; 2], Vec<&Buckets>> = BTreeMap::new();
        for buckets in &buckets {
            phases.entry(self.phase(buckets)).or_default().push(buckets);
        }
        let grids: BTreeMap<[i64; 2], Grid> =
            phases.into_iter().map(|(phase, buckets)| (phase, Grid::new(self.posts, buckets))).collect();
        buckets
            .into_par_iter()
            .enumerate()
            .map(|(index, buckets)| {
                let brief = self.brief(index, units, buckets, &grids);
                tick();
                brief
            })
            .collect()
    }

    fn brief(
        &self,
        index: usize,
        units: &[u16],
        buckets: Buckets,
        grids: &BTreeMap<[i64; 2], Grid>,
    ) -> anyhow::Result<Brief> {
        let unit = units[index];
        let partial = buckets.partial(self.span);
        let shared = grids.get(&self.phase(&buckets)).and_then(|grid| grid.series(&buckets, &partial));
        let series = shared.unwrap_or_else(|| self.series(&buckets, &partial, false));
        let cells = &series[usize::from(unit)];
        let effect = self.against_the_quiet(unit, units, &buckets, &series);
        let first_after = buckets.first_after;
        let (before, after) = cells.split_at(first_after.min(cells.len()));
        let controls: Vec<u16> = (0..self.posts.units.len() as u16)
            .filter(|u| *u != unit)
            .zip(&effect.controls)
            .filter(|(_, used)| used.left_out.is_none())
            .map(|(u, _)| u)
            .collect();
        let had_event = |u: &&u16| self.events_in_window(units, **u, &buckets, None).next().is_some();
        let speech = Speech::of(self, index, &buckets, &partial);
        Ok(Brief {
            with_data: [before, after].map(|side| side.iter().filter(|c| c.posts > 0).count()),
            posts: [before, after].map(|side| side.iter().map(|c| c.posts).sum()),
            controls_with_events: controls.iter().filter(had_event).count(),
            same_unit: self.events_in_window(units, unit, &buckets, Some(index)).collect(),
            changes: speech.changes()?,
            languages: speech.languages(),
            controls,
            effect,
            buckets,
        })
    }

    /// The headline against all other units, as in a study. Where events come all at once, so that more than half of the others
    /// had one within half an after-window of this one, the others would hide it: then against those without an event in the
    /// window, if there are enough. Which they are follows from the table of events alone, not from any post.
    fn against_the_quiet(&self, unit: u16, units: &[u16], buckets: &Buckets, series: &[Vec<Cell>]) -> Effect {
        let all = self.others(unit, series);
        let at = |edge: usize| buckets.edges[edge.min(buckets.len())];
        let near = (at(buckets.len()) - at(buckets.first_after)) / 2;
        let events = |u: u16| {
            let of_unit = units.iter().zip(&self.options.events).filter(move |(of, _)| **of == u);
            of_unit.map(|(_, event)| event.at.div_euclid(1_000_000))
        };
        let names: Vec<u16> = (0..self.posts.units.len() as u16).filter(|u| *u != unit).collect();
        let chosen = || names.iter().zip(&all).filter(|(_, other)| !other.not_chosen);
        let at_once =
            chosen().filter(|(u, _)| events(**u).any(|t| (t - at(buckets.first_after)).abs() <= near)).count();
        let (first_after, seed) = (buckets.first_after, self.options.seed);
        let headline = |others: &[Unit]| {
            headline_of(&Question { unit: &series[usize::from(unit)], others, first_after, posts: true, seed })
        };
        if 2 * at_once > chosen().count() {
            let mut quiet = all.clone();
            for (other, u) in quiet.iter_mut().zip(&names) {
                other.not_chosen |= events(*u).any(|t| buckets.index(t).is_some());
            }
            let found = headline(&quiet);
            if found.controls.iter().filter(|c| c.left_out.is_none()).count() >= QUIET_NEEDED {
                return found;
            }
        }
        headline(&all)
    }

    /// What events have to agree on to share their buckets: the size, and when within it they begin on the zone's clock.
    fn phase(&self, buckets: &Buckets) -> [i64; 2] {
        let at = jiff::Timestamp::from_second(buckets.edges[buckets.first_after]).unwrap_or_default();
        let at = at.to_zoned(self.zone.clone());
        let second = i64::from(at.second());
        let in_hour = 60 * i64::from(at.minute()) + second;
        let in_day = 3_600 * i64::from(at.hour()) + in_hour;
        let begins = match buckets.bucket {
            Bucket::Hour => in_hour,
            Bucket::Day => in_day,
            Bucket::Week => 86_400 * i64::from(at.weekday().to_monday_zero_offset()) + in_day,
        };
        [buckets.bucket.seconds(), begins]
    }
}
