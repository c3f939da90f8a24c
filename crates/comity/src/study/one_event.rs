//! One event over posts that were read.

use comity_measure::descriptive::describe;
use comity_measure::event::{Question, Unit, effect};
use comity_measure::headline::Finding;
use comity_measure::language::Language;
use comity_measure::sentiment::Model;
use comity_measure::series::{Cell, Scored, cells};
use comity_measure::shares;
use jiff::tz::TimeZone;
use rayon::prelude::*;

use super::assemble::{Frame, assemble};
use super::authors;
use super::copies::{self, Removed};
use super::gather::Gathered;
use super::options::{Bucket, Event, Length, StudyOptions};
use super::outcome::*;
use super::speech::Speech;
use super::window::{Buckets, choose_bucket, rfc3339};

/// What every event of one study shares.
pub struct Study<'a> {
    /// What was asked.
    pub options: &'a StudyOptions,
    /// What was read.
    pub posts: &'a Gathered,
    /// What was set aside.
    pub removed: &'a Removed,
    /// First and last post, seconds since 1970.
    pub span: [i64; 2],
    /// Zone of the buckets.
    pub zone: &'a TimeZone,
    /// Whether the model made the scores.
    pub by_model: bool,
}

/// One post of the unit in the window.
#[derive(Clone, Copy)]
struct Own {
    author: u64,
    score: f32,
    after: bool,
    class: u8,
    label: Option<u8>,
}

impl Study<'_> {
    /// Studies event `index`, which concerns `unit`; `units` are those of all events.
    pub fn event(&self, index: usize, unit: u16, units: &[u16]) -> anyhow::Result<EventOutcome> {
        let event = &self.options.events[index];
        let buckets = self.buckets(event)?;
        let partial = buckets.partial(self.span);
        let edges = buckets.labels();
        let series = self.series(&buckets, &partial, false);
        let others = self.others(unit, &series);
        let cells = &series[usize::from(unit)];
        let (first_after, seed) = (buckets.first_after, self.options.seed);
        let (found, said) = rayon::join(
            || effect(&Question { unit: cells, others: &others, first_after, posts: true, seed }),
            || {
                let speech = Speech::of(self, index, &buckets, &partial);
                let said = speech.said(self.options.lang.code(), &self.posts.units, seed);
                said.map(|said| (speech, said))
            },
        );
        let (speech, said) = said?;
        let own = self.own(unit, &buckets, &partial);
        let name = event.name.clone().unwrap_or_else(|| {
            let at = rfc3339(buckets.edges[buckets.first_after], self.zone);
            format!("{} {}", self.posts.units[usize::from(unit)], at.get(..10).unwrap_or(&at)).trim().to_owned()
        });
        let mut outcome = assemble(
            Frame {
                name,
                unit: self.posts.units[usize::from(unit)].clone(),
                edges: &edges,
                bucket: buckets.bucket.name(),
                timezone: &self.options.timezone,
                first_after: buckets.first_after,
                cells,
                others: &others,
                posts: true,
                descriptive: descriptive(&own),
            },
            &found,
        );
        self.duplicates(&mut outcome, found.finding(), unit, &buckets, &partial);
        outcome.rejected = self.posts.rejected.clone();
        for &k in &partial {
            outcome.caveats.push(Caveat::PartialBucket { at: edges[k].clone() });
        }
        outcome.caveats.extend(self.rounded(event, buckets.bucket));
        if self.posts.authors_known {
            let named = |name: &String| self.posts.units.iter().position(|unit| unit == name);
            let included = outcome.controls.iter().filter(|control| control.included);
            let included: Vec<u16> = included.filter_map(|control| u16::try_from(named(&control.unit)?).ok()).collect();
            let in_window = |time: i64| buckets.index(time).is_some_and(|b| !partial.contains(&b));
            outcome.caveats.extend(authors::caveats(self.posts, unit, &included, &in_window));
        } else {
            outcome.caveats.push(Caveat::AuthorsUnknown);
        }
        self.other_events(&mut outcome, index, unit, units, &buckets);
        outcome.languages = speech.languages();
        if self.by_model {
            outcome.caveats.extend(weak_languages(&outcome.languages));
        }
        self.shares(&mut outcome, &own, &speech);
        [outcome.capital, outcome.behaviour] = said.lenses;
        outcome.themes = said.themes;
        Ok(outcome)
    }

    /// What the model's scores measure, and how far they shrink differences.
    pub fn model_metric(&self, events: &[EventOutcome]) -> Metric {
        let languages = events.iter().flat_map(|e| &e.languages);
        let known: Vec<(f64, f64)> = languages
            .filter_map(|(code, share)| {
                let language: Language = code.parse().ok()?;
                Some((f64::from(Model::built_in().figures(language).damping), *share))
            })
            .collect();
        let weight: f64 = known.iter().map(|(_, share)| share).sum();
        let damping = (weight > 0.0).then(|| known.iter().map(|(d, share)| d * share).sum::<f64>() / weight);
        let [negative, _, positive] = self.posts.by_label;
        let enough = negative.0 >= 30 && positive.0 >= 30;
        let mean = |(n, sum): (u64, f64)| sum / n as f64;
        Metric::Model { damping, damping_here: enough.then(|| (mean(positive) - mean(negative)) / 2.0) }
    }

    pub(super) fn buckets(&self, event: &Event) -> anyhow::Result<Buckets> {
        let at = event.at.div_euclid(1_000_000);
        let [first, last] = self.span;
        if at <= first || at > last {
            anyhow::bail!(
                "the event at {} lies outside the data, which runs from {} to {}",
                rfc3339(at, self.zone),
                rfc3339(first, self.zone),
                rfc3339(last, self.zone)
            );
        }
        let (before, after) = (event.before.or(self.options.before), event.after.or(self.options.after));
        let bucket = self.options.bucket.unwrap_or_else(|| choose_bucket(before, after, last - first));
        Buckets::around(at, bucket, before, after, self.span, self.zone)
    }

    /// For each unit its cells, with or without copies.
    pub(super) fn series(&self, buckets: &Buckets, partial: &[usize], with_copies: bool) -> Vec<Vec<Cell>> {
        let mut by_unit: Vec<Vec<Scored>> = vec![Vec::new(); self.posts.units.len()];
        for chunk in &self.posts.chunks {
            for (row, &time) in chunk.time.iter().enumerate() {
                if !with_copies && chunk.flags[row].removed() {
                    continue;
                }
                let Some(bucket) = buckets.index(i64::from(time)).filter(|b| !partial.contains(b)) else { continue };
                by_unit[usize::from(chunk.unit[row])].push(Scored {
                    bucket: bucket as u32,
                    author: chunk.author[row],
                    score: chunk.score[row],
                });
            }
        }
        by_unit.into_par_iter().map(|mut posts| cells(&mut posts, buckets.len())).collect()
    }

    pub(super) fn others(&self, unit: u16, series: &[Vec<Cell>]) -> Vec<Unit> {
        let chosen = |name: &str| {
            self.options.controls.is_empty()
                || self.options.controls.iter().any(|c| c.to_lowercase() == name.to_lowercase())
        };
        (0..self.posts.units.len())
            .filter(|&u| u != usize::from(unit))
            .map(|u| Unit {
                name: self.posts.units[u].clone(),
                cells: series[u].clone(),
                not_chosen: !chosen(&self.posts.units[u]),
            })
            .collect()
    }

    /// Events of that unit other than `but` inside the window.
    pub(super) fn events_in_window<'b>(
        &'b self,
        units: &'b [u16],
        unit: u16,
        buckets: &'b Buckets,
        but: Option<usize>,
    ) -> impl Iterator<Item = usize> + 'b {
        let at = |event: usize| self.options.events[event].at.div_euclid(1_000_000);
        (0..units.len())
            .filter(move |&event| units[event] == unit && Some(event) != but && buckets.index(at(event)).is_some())
    }

    fn own(&self, unit: u16, buckets: &Buckets, partial: &[usize]) -> Vec<Own> {
        let mut own = Vec::new();
        for chunk in &self.posts.chunks {
            for (row, &of) in chunk.unit.iter().enumerate() {
                if of != unit || chunk.flags[row].removed() {
                    continue;
                }
                let Some(bucket) = buckets.index(i64::from(chunk.time[row])) else { continue };
                if partial.contains(&bucket) {
                    continue;
                }
                own.push(Own {
                    author: chunk.author[row],
                    score: chunk.score[row],
                    after: bucket >= buckets.first_after,
                    class: chunk.flags[row].class() as u8,
                    label: chunk.flags[row].label().map(|l| l as u8),
                });
            }
        }
        own
    }

    fn duplicates(
        &self,
        outcome: &mut EventOutcome,
        finding: Option<Finding>,
        unit: u16,
        buckets: &Buckets,
        partial: &[usize],
    ) {
        let in_window = |&&(chunk, row, _): &&(u32, u32, copies::Rule)| {
            let time = self.posts.chunks[chunk as usize].time[row as usize];
            buckets.index(i64::from(time)).is_some_and(|b| !partial.contains(&b))
        };
        let by_rule = copies::count(self.removed.iter().filter(in_window).map(|(_, _, rule)| *rule));
        outcome.duplicates.removed = by_rule.values().sum();
        outcome.duplicates.by_rule = by_rule;
        if outcome.duplicates.removed == 0 {
            outcome.duplicates.effect_with = outcome.duplicates.effect_without;
            return;
        }
        let series = self.series(buckets, partial, true);
        let others = self.others(unit, &series);
        let question = Question {
            unit: &series[usize::from(unit)],
            others: &others,
            first_after: buckets.first_after,
            posts: true,
            seed: self.options.seed,
        };
        let with = comity_measure::event::test_only(&question);
        outcome.duplicates.effect_with = with.as_ref().ok().map(|tested| tested.estimate());
        if with.as_ref().ok().map(|tested| tested.finding()) != finding {
            outcome.caveats.push(Caveat::DuplicatesMatter);
        }
    }

    /// Says which sides of the window are no whole number of buckets.
    fn rounded(&self, event: &Event, bucket: Bucket) -> Option<Caveat> {
        let buckets = |length: Option<Length>| {
            let length = length.filter(|l| l.seconds().is_some_and(|seconds| seconds % bucket.seconds() != 0))?;
            Some(length.in_buckets(bucket))
        };
        let (before, after) =
            (buckets(event.before.or(self.options.before)), buckets(event.after.or(self.options.after)));
        let bucket = bucket.name().to_owned();
        (before.is_some() || after.is_some()).then_some(Caveat::WindowRounded { bucket, before, after })
    }

    fn other_events(&self, outcome: &mut EventOutcome, index: usize, unit: u16, units: &[u16], buckets: &Buckets) {
        for event in self.events_in_window(units, unit, buckets, Some(index)) {
            let asked = &self.options.events[event];
            if asked.at == self.options.events[index].at {
                continue; // The same event with another window.
            }
            let name = asked.name.clone().unwrap_or_else(|| rfc3339(asked.at.div_euclid(1_000_000), self.zone));
            outcome.caveats.push(Caveat::OtherEventInWindow { name });
        }
        for control in &outcome.controls {
            let named = |u: u16| self.posts.units[usize::from(u)] == control.unit;
            let had_event = |u: u16| self.events_in_window(units, u, buckets, None).next().is_some();
            if control.included && units.iter().any(|&u| named(u) && had_event(u)) {
                outcome.caveats.push(Caveat::ControlHadEvent { unit: control.unit.clone() });
            }
        }
    }

    /// Class shares before and after: by labels from this data, else corrected by the model's confusion, else counted.
    fn shares(&self, outcome: &mut EventOutcome, own: &[Own], speech: &Speech<'_>) {
        if !self.by_model && !self.posts.labels_only {
            return;
        }
        let sides = [false, true].map(|after| effective_counts(own, after));
        let labelled = [false, true].map(|after| labelled(own, after));
        let estimates = |made: [Option<shares::Shares>; 2], method: &str| {
            let [before, after] = made;
            let list = |s: shares::Shares| {
                std::array::from_fn(|k| ShareEstimate { share: s.share[k], interval: Some(s.interval[k]) })
            };
            Some(ClassShares { method: method.into(), before: list(before?), after: list(after?) })
        };
        let powered = [0, 1].map(|s| shares::prediction_powered(sides[s], &labelled[s]));
        outcome.shares = if !self.by_model {
            // Labels that people gave are not predictions: as if every post were labelled and the model always right.
            estimates(sides.map(shares::counted), "counted")
        } else if let Some(powered) = estimates(powered, "prediction_powered") {
            Some(powered)
        } else {
            let confusion = speech.confusion();
            let made = [0, 1].map(|s| shares::corrected(sides[s], &confusion[s], self.options.seed));
            estimates(made, "confusion")
        };
        if outcome.shares.is_none() && self.by_model && !own.is_empty() {
            outcome.caveats.push(Caveat::SharesNotCorrected);
        }
    }
}

/// Languages of much of what was looked at in which the model's classes of held-out posts are no better than chance.
fn weak_languages(languages: &[(String, f64)]) -> Vec<Caveat> {
    const MUCH: f64 = 0.2;
    let much = languages.iter().filter(|(_, share)| *share >= MUCH);
    let weak = much.filter(|(code, _)| {
        let language: Option<Language> = code.parse().ok();
        language.is_some_and(|language| at_chance(&Model::built_in().figures(language).confusion))
    });
    weak.map(|(language, share)| Caveat::WeakLanguage { language: language.clone(), share: *share }).collect()
}

/// Whether the mean recall of three classes, less two standard errors, is at most a third. `confusion` is by label and prediction.
fn at_chance(confusion: &[[u32; 3]; 3]) -> bool {
    let recalls = (0..3).filter_map(|class| {
        let posts = f64::from(confusion[class].iter().sum::<u32>());
        (posts > 0.0).then(|| (f64::from(confusion[class][class]) / posts, posts))
    });
    let (sum, variance, classes) = recalls.fold((0.0, 0.0, 0.0), |(sum, variance, classes), (recall, posts)| {
        (sum + recall, variance + recall * (1.0 - recall) / posts, classes + 1.0)
    });
    classes > 0.0 && (sum - 2.0 * f64::sqrt(variance)) / classes <= 1.0 / 3.0
}

fn descriptive(own: &[Own]) -> Option<Descriptive> {
    let mut posts: Vec<(u64, bool, f64)> = own.iter().map(|p| (p.author, p.after, f64::from(p.score))).collect();
    describe(&mut posts).ok().map(Into::into)
}

/// Predicted classes of one side, scaled down to the effective number of posts over authors.
fn effective_counts(own: &[Own], after: bool) -> [f64; 3] {
    let mut counts = [0.0; 3];
    let mut authors: Vec<u64> = Vec::new();
    for post in own.iter().filter(|p| p.after == after) {
        counts[usize::from(post.class).min(2)] += 1.0;
        authors.push(post.author);
    }
    authors.sort_unstable();
    let squares: f64 = authors.chunk_by(|a, b| a == b).map(|own| (own.len() as f64).powi(2)).sum();
    let effective = if squares > 0.0 { authors.len() as f64 / squares } else { 0.0 };
    counts.map(|c| c * effective)
}

/// Labelled posts of one side by label and prediction.
fn labelled(own: &[Own], after: bool) -> shares::Confusion {
    let mut confusion = [[0.0; 3]; 3];
    for post in own.iter().filter(|p| p.after == after) {
        if let Some(label) = post.label {
            confusion[usize::from(label).min(2)][usize::from(post.class).min(2)] += 1.0;
        }
    }
    confusion
}
