//! What is said of an opinion map.

use comity_measure::opinion::{NoGroups, Side, Tally};

use super::{Lang, decimal, list, percent, reject_reason, say, shorten, tame};
use crate::opinion::outcome::{Caveat, Code, Examined, Group, Outcome};

/// Agreement from which on groups are called nearly the same: a reader who hears so expects few people to have moved.
const NEARLY_THE_SAME: f64 = 0.8;

/// Why a row is no vote.
pub fn opinion_reject(code: &str, lang: Lang) -> String {
    say!(lang, "opinion-reject", reason = code, code = reject_reason(code, lang))
}

/// The answer in one sentence.
pub fn opinion_verdict(outcome: &Outcome, lang: Lang) -> String {
    let reason = outcome.verdict.reason.map_or_else(String::new, |reason| no_groups(reason, lang));
    let sizes = list(outcome.groups.iter().map(|group| group_size(group, lang)), lang);
    say!(lang, "opinion-verdict", code = code(outcome.verdict.code), k = outcome.k, sizes = sizes, reason = reason)
}

fn code(code: Code) -> &'static str {
    match code {
        Code::Groups => "groups",
        Code::NoReliableGroups => "no_reliable_groups",
        Code::CannotTell => "cannot_tell",
        Code::NotExamined => "not_examined",
    }
}

fn group_size(group: &Group, lang: Lang) -> String {
    say!(lang, "opinion-group-size", name = group.name.clone(), n = group.size)
}

fn no_groups(reason: NoGroups, lang: Lang) -> String {
    let (code, people, votes, needed) = match reason {
        NoGroups::NoVotes => ("no_votes", 0, 0, 0),
        NoGroups::OneStatement => ("one_statement", 0, 0, 0),
        NoGroups::TooFewPeople { people, votes, needed } => ("too_few_people", people, votes, needed),
        NoGroups::NoDifferences => ("no_differences", 0, 0, 0),
    };
    say!(lang, "opinion-no-groups", reason = code, people = people, votes = votes, needed = needed)
}

/// What stands below the answer: why the groups may be believed or not, and how many statements unite and divide.
pub fn opinion_lead(outcome: &Outcome, lang: Lang) -> Vec<String> {
    let mut lead = Vec::new();
    if outcome.verdict.code == Code::NotExamined {
        lead.push(say!(lang, "opinion-lead-polis"));
    }
    if let Some(found) = outcome.stability {
        let figure = |x: f64| decimal(x, 2, lang);
        let (median, chance) = (figure(found.median), figure(found.null_95));
        lead.push(match found.verdict {
            Examined::Reliable => {
                let close = if found.median >= NEARLY_THE_SAME { "yes" } else { "no" };
                say!(lang, "opinion-lead-reliable", close = close, median = median, chance = chance)
            }
            Examined::NotAboveChance => {
                say!(lang, "opinion-lead-chance", k = outcome.k, median = median, chance = chance)
            }
            Examined::BelowFloor => say!(
                lang,
                "opinion-lead-floor",
                k = outcome.k,
                median = median,
                chance = chance,
                least = figure(found.least),
            ),
        });
        if found.near_bar {
            lead.push(say!(lang, "opinion-lead-near", reliable = if found.reliable { "yes" } else { "no" }));
        }
    }
    let unite = outcome.consensus.len();
    if outcome.shows_groups() {
        lead.push(say!(lang, "opinion-lead-statements", unite = unite, divide = outcome.divisive.len()));
        if !outcome.crossing.is_empty() {
            lead.push(say!(lang, "opinion-lead-crosses", cross = outcome.crossing.len()));
        }
    } else {
        lead.push(say!(lang, "opinion-lead-one", unite = unite));
    }
    lead
}

/// What a reader must know.
pub fn opinion_caveat(caveat: &Caveat, lang: Lang) -> String {
    let none = String::new;
    let examples = |names: &[String], n: usize| {
        let shown: Vec<String> = names.iter().map(|name| shorten(name, 24)).collect();
        let dots = if n > shown.len() { ", …" } else { "" };
        format!("{}{dots}", shown.join(", "))
    };
    let (code, n, of, votes, needed, examples) = match caveat {
        Caveat::LooksFlipped => ("looks_flipped", 0, 0, 0, 0, none()),
        Caveat::UnknownStatements { n, examples: names } => ("unknown_statements", *n, 0, 0, 0, examples(names, *n)),
        Caveat::UnknownPeople { n, examples: names } => ("unknown_people", *n, 0, 0, 0, examples(names, *n)),
        Caveat::RepeatedStatements { n } => ("repeated_statements", *n, 0, 0, 0, none()),
        Caveat::ModeratedOut { n, votes } => ("moderated_out", *n, 0, *votes, 0, none()),
        Caveat::Meta { n } => ("meta", *n, 0, 0, 0, none()),
        Caveat::Unvoted { n } => ("unvoted", *n, 0, 0, 0, none()),
        Caveat::TooFewVotes { n, needed } => ("too_few_votes", *n, 0, 0, *needed, none()),
        Caveat::FewVoted { out, of } => ("few_voted", *out, *of, 0, 0, none()),
        Caveat::Sampled { people, of } => ("sampled", *people, *of, 0, 0, none()),
        Caveat::SmallGroup { name, size } => ("small_group", *size, 0, 0, 0, name.clone()),
        Caveat::NoTimes => ("no_times", 0, 0, 0, 0, none()),
        Caveat::NoTexts => ("no_texts", 0, 0, 0, 0, none()),
    };
    say!(lang, "opinion-caveat", code = code, n = n, of = of, votes = votes, needed = needed, examples = examples)
}

/// How a statement was answered: `80% agree, 5% pass, 15% disagree`.
pub fn shares(tally: Tally, lang: Lang) -> String {
    let votes = f64::from(tally.votes());
    if votes == 0.0 {
        return say!(lang, "opinion-no-votes");
    }
    let share = |n: u32| percent((100.0 * f64::from(n) / votes).round() / 100.0, lang);
    let (agree, pass, disagree) = (share(tally.agree), share(tally.pass), share(tally.disagree));
    say!(lang, "opinion-shares", agree = agree, pass = pass, disagree = disagree)
}

/// A side of a statement.
pub fn side(side: Side, lang: Lang) -> String {
    let code = match side {
        Side::Agree => "agree",
        Side::Disagree => "disagree",
    };
    say!(lang, "opinion-side", side = code)
}

/// A statement as a reader knows it: its text, at most `longest` characters, else its id.
pub fn statement(id: &str, text: Option<&str>, longest: usize, lang: Lang) -> String {
    let text = text.map(|text| shorten(text, longest)).filter(|text| !text.is_empty());
    text.unwrap_or_else(|| say!(lang, "opinion-statement", id = tame(id)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::opinion::outcome::Stability;
    use crate::sample::opinion as sample;

    fn caveats() -> Vec<Caveat> {
        let names = || vec!["12".to_owned(), "x".repeat(40)];
        vec![
            Caveat::LooksFlipped,
            Caveat::UnknownStatements { n: 1, examples: vec!["7".into()] },
            Caveat::UnknownStatements { n: 1_200, examples: names() },
            Caveat::UnknownPeople { n: 1, examples: vec!["ann".into()] },
            Caveat::UnknownPeople { n: 3, examples: names() },
            Caveat::RepeatedStatements { n: 1 },
            Caveat::RepeatedStatements { n: 2 },
            Caveat::ModeratedOut { n: 1, votes: 1 },
            Caveat::ModeratedOut { n: 23, votes: 1_234 },
            Caveat::Meta { n: 1 },
            Caveat::Meta { n: 4 },
            Caveat::Unvoted { n: 1 },
            Caveat::Unvoted { n: 5 },
            Caveat::TooFewVotes { n: 1, needed: 5 },
            Caveat::TooFewVotes { n: 9, needed: 5 },
            Caveat::FewVoted { out: 700, of: 1_921 },
            Caveat::Sampled { people: 1_000, of: 31_437 },
            Caveat::SmallGroup { name: "C".into(), size: 1 },
            Caveat::SmallGroup { name: "C".into(), size: 6 },
            Caveat::NoTimes,
            Caveat::NoTexts,
        ]
    }

    fn reasons() -> Vec<NoGroups> {
        let few = |people, votes| NoGroups::TooFewPeople { people, votes, needed: 10 };
        let mut reasons = vec![NoGroups::NoVotes, NoGroups::OneStatement, NoGroups::NoDifferences];
        reasons.extend([few(0, 7), few(1, 1), few(3, 7)]);
        reasons
    }

    #[test]
    fn everything_has_its_sentence() {
        for lang in Lang::ALL {
            let mut said: Vec<String> = caveats().iter().map(|caveat| opinion_caveat(caveat, lang)).collect();
            said.extend(reasons().into_iter().map(|reason| no_groups(reason, lang)));
            let all = [Examined::Reliable, Examined::NotAboveChance, Examined::BelowFloor];
            for (verdict, near_bar) in all.into_iter().flat_map(|verdict| [(verdict, false), (verdict, true)]) {
                let mut outcome = sample::three_groups();
                outcome.stability = outcome.stability.map(|found| Stability {
                    verdict,
                    median: 0.55,
                    reliable: verdict == Examined::Reliable,
                    near_bar,
                    ..found
                });
                said.extend(opinion_lead(&outcome, lang));
            }
            insta::assert_snapshot!(format!("opinion-{}", lang.code()), said.join("\n"));
        }
    }

    #[test]
    fn a_statement_without_a_text_goes_by_its_id() {
        let check = |text: Option<&str>, expect: &str| assert_eq!(statement("7", text, 12, Lang::En), expect);
        check(None, "Statement 7");
        check(Some(" \n "), "Statement 7");
        check(Some("More\nnight buses"), "More night…");
    }

    #[test]
    fn shares_are_whole() {
        let check = |agree, disagree, pass, expect: &str| {
            assert_eq!(shares(Tally { agree, disagree, pass }, Lang::En), expect);
        };
        check(2, 1, 0, "67% agree, 0% pass, 33% disagree");
        check(0, 0, 0, "no votes");
    }
}
