//! How many arranged sessions are marked, and how many honest ones.
//!
//! Thresholds were chosen on seeds 1 to 40. What is asserted and what `docs/participation.md` gives is measured on others.

#[path = "signals/generate.rs"]
mod generate;

use std::collections::{BTreeMap, BTreeSet};

use comity_participation::signal::{Thresholds, Visit, count, look};
use generate::{Generator, Label};

/// Marked and all, by label.
type Shares = BTreeMap<Label, (usize, usize)>;

fn measure(labelled: &[(Label, Visit)]) -> Shares {
    let visits: Vec<Visit> = labelled.iter().map(|(_, visit)| visit.clone()).collect();
    let found = look(&visits, &Thresholds::default());
    let mut shares = Shares::new();
    for (label, visit) in labelled {
        let place = shares.entry(*label).or_default();
        place.0 += usize::from(found.marks.contains_key(&visit.session));
        place.1 += 1;
    }
    shares
}

fn share(shares: &Shares, which: impl Fn(Label) -> bool) -> f64 {
    let (marked, all) =
        shares.iter().filter(|(l, _)| which(**l)).fold((0, 0), |sum, (_, s)| (sum.0 + s.0, sum.1 + s.1));
    marked as f64 / all.max(1) as f64
}

/// Mean and worst over seeds: the lowest share of false sessions, the highest of honest ones.
fn over(
    seeds: std::ops::Range<u64>,
    of: impl Fn(u64) -> Vec<(Label, Visit)>,
    which: impl Fn(Label) -> bool,
    lowest: bool,
) -> (f64, f64) {
    let shares: Vec<f64> = seeds.map(|seed| share(&measure(&of(seed)), &which)).collect();
    let worst = shares.iter().copied().fold(f64::from(u8::from(lowest)), if lowest { f64::min } else { f64::max });
    (shares.iter().sum::<f64>() / shares.len() as f64, worst)
}

#[test]
fn most_false_sessions_are_marked_and_hardly_an_honest_one() {
    let seeds = 1_000_000..1_000_025;
    let (mean, worst) = over(seeds.clone(), Generator::four_weeks, Label::is_false, true);
    assert!(mean >= 0.9 && worst >= 0.8, "false sessions: {mean} {worst}");
    let (mean, worst) = over(seeds.clone(), Generator::four_weeks, |label| !label.is_false(), false);
    assert!(mean <= 0.005 && worst <= 0.01, "honest sessions: {mean} {worst}");
    let (mean, _) = over(seeds, Generator::four_weeks, |label| label == Label::Workshop, false);
    assert!(mean <= 0.02, "people of the workshop: {mean}");
}

#[test]
fn a_mark_changes_no_count() {
    let visits: Vec<Visit> = Generator::four_weeks(7).into_iter().map(|(_, visit)| visit).collect();
    let marks = look(&visits, &Thresholds::default()).marks;
    let untouched = count(&visits, &BTreeSet::new());
    assert!(untouched.values().all(|counted| counted.raw == counted.without));
    let aside: BTreeSet<_> = marks.keys().copied().collect();
    let decided = count(&visits, &aside);
    assert!(decided.iter().all(|(id, counted)| counted.raw == untouched[id].raw));
    assert!(decided.values().any(|counted| counted.without.persons() < counted.raw.persons()));
}

#[test]
fn a_newsletter_is_a_burst_and_no_reason_to_mark() {
    let labelled = Generator::four_weeks(3);
    let rush: Vec<Visit> = labelled.iter().filter(|(l, _)| *l == Label::Newsletter).map(|(_, v)| v.clone()).collect();
    let quiet = labelled.iter().filter(|(l, _)| *l == Label::Ordinary).map(|(_, v)| v.clone());
    let target = rush[0].votes[0].contribution;
    let found = look(&quiet.chain(rush.clone()).collect::<Vec<_>>(), &Thresholds::default());
    assert!(found.bursts.iter().any(|burst| burst.contribution == target && burst.votes > 50));
    assert!(rush.iter().filter(|visit| found.marks.contains_key(&visit.session)).count() <= 5);
}

/// The figures of `docs/participation.md`: `cargo test -p comity-participation --test signals -- --ignored --nocapture`.
/// `COMITY_SEEDS=choose` takes the seeds on which thresholds were chosen.
#[test]
#[ignore = "prints figures"]
fn figures() {
    let choose = std::env::var("COMITY_SEEDS").is_ok_and(|seeds| seeds == "choose");
    let seeds = if choose { 1..41 } else { 4_000_000..4_000_400 };
    println!("{:<18} {:>8} {:>8}", "marked", "mean", "worst");
    let line = |name: &str, (mean, worst): (f64, f64)| println!("{name:<18} {mean:>8.4} {worst:>8.4}");
    line("false", over(seeds.clone(), Generator::four_weeks, Label::is_false, true));
    line("honest", over(seeds.clone(), Generator::four_weeks, |label| !label.is_false(), false));
    for label in [Label::OneVote, Label::ManyVotes, Label::Copied] {
        line(&format!("{label:?}"), over(seeds.clone(), Generator::four_weeks, |l| l == label, true));
    }
    for label in [Label::Ordinary, Label::Newsletter, Label::Workshop] {
        line(&format!("{label:?}"), over(seeds.clone(), Generator::four_weeks, |l| l == label, false));
    }
    for label in [Label::OneVotePatient, Label::ManyVotesHidden, Label::WorkshopAgreed, Label::Office] {
        line(&format!("{label:?}"), over(seeds.clone(), Generator::hard, |l| l == label, label.is_false()));
    }
}
