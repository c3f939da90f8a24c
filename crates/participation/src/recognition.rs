//! Recognition: what comes back for taking part, and what in a firm's rules for it turns help into piecework.

use comity_exchange::capital::Capital;
use comity_exchange::clause::Benefit;
use comity_exchange::lint::Weight;
use comity_exchange::time::Timestamp;
use serde::{Deserialize, Serialize};

use crate::id::{CommentId, ContributionId, MemberId, PersonId};
use crate::name::{Name, twice};
use crate::status::OutcomeKind;
use crate::text::Text;

/// What a person is recognised for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    /// Something was brought, whatever it is worth.
    Brought,
    /// A comment was written, whatever it is worth.
    Commented,
    /// A vote was cast, whatever it says.
    Voted,
    /// A vote was cast for something.
    VotedFor,
    /// A survey was answered.
    Answered,
    /// Something that was brought had this outcome.
    Outcome(OutcomeKind),
    /// An answer was taken as the answer.
    Accepted,
    /// Somebody else thanked.
    Thanked,
}

impl Deed {
    /// Whether it is reached by doing more rather than by doing well.
    pub fn is_volume(self) -> bool {
        matches!(self, Self::Brought | Self::Commented | Self::Voted | Self::VotedFor | Self::Answered)
    }
}

/// A rule of a firm: what comes back for what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reward {
    /// Its name.
    pub name: Name,
    /// For what.
    pub deed: Deed,
    /// What comes back, in which kind of capital, how much, and by when.
    pub benefit: Benefit,
    /// At most so many times a person and month; without a number, every time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most_a_month: Option<u32>,
}

/// Something that a person was recognised with, as one row: an entry of the balance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recognition {
    /// Who.
    pub person: PersonId,
    /// For which contribution.
    pub contribution: ContributionId,
    /// For which comment on it.
    pub comment: Option<CommentId>,
    /// What for.
    pub deed: Deed,
    /// What it is.
    pub what: Credit,
    /// When.
    pub at: Timestamp,
}

/// Ways to recognise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "credit", rename_all = "snake_case")]
pub enum Credit {
    /// Another person's thanks. Social capital, and no figure.
    Thanks {
        /// Whose.
        from: PersonId,
    },
    /// Named as whoever had a part in something, in the firm's words, where they agree to be named. Cultural capital.
    Named {
        /// What is said.
        words: Text,
        /// Who said so.
        by: MemberId,
    },
    /// A benefit by a rule of the firm.
    Benefit {
        /// By which rule.
        rule: Name,
        /// What it is.
        benefit: Box<Benefit>,
    },
}

impl Credit {
    /// The kind of capital.
    pub fn capital(&self) -> Capital {
        match self {
            Self::Thanks { .. } => Capital::Social,
            Self::Named { .. } => Capital::Cultural,
            Self::Benefit { benefit, .. } => benefit.capital,
        }
    }
}

/// What comes back by the rules for one more deed. `this_month` says how many times a rule gave something to the person in the month.
pub fn rewards(rules: &[Reward], deed: Deed, this_month: impl Fn(&Name) -> u32) -> Vec<&Reward> {
    let left = |rule: &&Reward| rule.most_a_month.is_none_or(|most| this_month(&rule.name) < most);
    rules.iter().filter(|rule| rule.deed == deed).filter(left).collect()
}

/// A rule of the lint on rewards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// A vote for something is paid: opinions are bought.
    OpinionBought,
    /// A vote is paid in economic capital, whatever it says: hands are bought, and nobody else's vote is worth the same.
    VotePaid,
    /// Doing more is paid, and nothing comes back for doing well.
    VolumeOnly,
    /// Doing more is paid every time, without an end.
    VolumeUnbounded,
    /// What thanks are given for is paid: thanks turn into a currency that friends print.
    ThanksPaid,
    /// Everything that comes back is economic: helping becomes piecework.
    EconomicOnly,
    /// A benefit is counted, and nobody says by when it comes.
    WithoutDate,
    /// A benefit without words.
    WithoutWords,
    /// Only what the firm likes is rewarded, and an honest no or a question that led nowhere gets nothing but the firm's answer. To think
    /// about, where what is brought takes long.
    OnlyWinners,
    /// Two rules have one name.
    SameName,
}

impl Rule {
    /// Every rule.
    pub const ALL: [Self; 10] = [
        Self::OpinionBought,
        Self::VotePaid,
        Self::VolumeOnly,
        Self::VolumeUnbounded,
        Self::ThanksPaid,
        Self::EconomicOnly,
        Self::WithoutDate,
        Self::WithoutWords,
        Self::OnlyWinners,
        Self::SameName,
    ];

    /// What cannot be set up at all, and what is to think about.
    pub fn weight(self) -> Weight {
        match self {
            Self::OpinionBought | Self::VolumeOnly | Self::WithoutWords | Self::SameName => Weight::Refused,
            Self::VotePaid
            | Self::VolumeUnbounded
            | Self::ThanksPaid
            | Self::EconomicOnly
            | Self::WithoutDate
            | Self::OnlyWinners => Weight::Advice,
        }
    }
}

/// Something that the lint found; `at` names the reward, or nothing where it is about all of them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Finding {
    /// The rule.
    pub rule: Rule,
    /// Where.
    pub at: Option<Name>,
}

/// Everything questionable in a firm's rewards.
pub fn lint(rules: &[Reward]) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    let mut say = |rule, at: Option<&Name>| found.push(Finding { rule, at: at.cloned() });
    for reward in rules {
        let at = Some(&reward.name);
        let economic = reward.benefit.capital == Capital::Economic;
        match reward.deed {
            Deed::VotedFor => say(Rule::OpinionBought, at),
            Deed::Voted if economic => say(Rule::VotePaid, at),
            Deed::Thanked if economic => say(Rule::ThanksPaid, at),
            _ => {}
        }
        if reward.deed.is_volume() && reward.most_a_month.is_none() {
            say(Rule::VolumeUnbounded, at);
        }
        if reward.benefit.amount.is_some() && reward.benefit.due_days.is_none() {
            say(Rule::WithoutDate, at);
        }
        if reward.benefit.what.is_blank() {
            say(Rule::WithoutWords, at);
        }
    }
    let (volume, worth): (Vec<&Reward>, Vec<&Reward>) = rules.iter().partition(|rule| rule.deed.is_volume());
    if !volume.is_empty() && worth.is_empty() {
        say(Rule::VolumeOnly, None);
    }
    if !rules.is_empty() && rules.iter().all(|rule| rule.benefit.capital == Capital::Economic) {
        say(Rule::EconomicOnly, None);
    }
    if volume.is_empty() && !worth.is_empty() && worth.iter().all(|rule| matches!(rule.deed, Deed::Outcome(_))) {
        say(Rule::OnlyWinners, None);
    }
    twice(rules.iter().map(|rule| &rule.name)).iter().for_each(|name| say(Rule::SameName, Some(name)));
    found.sort();
    found
}

#[cfg(test)]
mod tests {
    use comity_exchange::amount::Amount;
    use comity_exchange::id::BenefitId;
    use comity_exchange::text::{Language, Texts};

    use super::*;

    fn reward(name: &str, deed: Deed, capital: Capital) -> Reward {
        let english = Language::new("en").unwrap();
        let benefit = Benefit {
            id: BenefitId::new("credit").unwrap(),
            what: Texts::one(english.clone(), "Credit on the bill"),
            capital,
            amount: Some(Amount::parse("5").unwrap()),
            unit: Texts::one(english, "euro"),
            due_days: Some(30),
        };
        Reward { name: Name::new(name).unwrap(), deed, benefit, most_a_month: Some(3) }
    }

    fn sound() -> Vec<Reward> {
        vec![
            reward("adopted", Deed::Outcome(OutcomeKind::Adopted), Capital::Economic),
            reward("answer", Deed::Accepted, Capital::Social),
            reward("survey", Deed::Answered, Capital::Information),
        ]
    }

    #[test]
    fn every_rule_finds_its_own() {
        assert_eq!(lint(&sound()), []);
        let mut found = std::collections::BTreeSet::new();
        let mut check = |rules: Vec<Reward>, expect: &[(Rule, Option<&str>)]| {
            let expect: Vec<Finding> = expect
                .iter()
                .map(|(rule, at)| Finding { rule: *rule, at: at.map(|at| Name::new(at).unwrap()) })
                .collect();
            found.extend(expect.iter().map(|finding| finding.rule));
            assert_eq!(lint(&rules), expect);
        };
        let with = |reward: Reward| sound().into_iter().chain([reward]).collect::<Vec<_>>();
        check(vec![reward("post", Deed::Brought, Capital::Social)], &[(Rule::VolumeOnly, None)]);
        let paid = vec![reward("post", Deed::Brought, Capital::Economic)];
        check(paid, &[(Rule::VolumeOnly, None), (Rule::EconomicOnly, None)]);
        check(with(reward("yes", Deed::VotedFor, Capital::Social)), &[(Rule::OpinionBought, Some("yes"))]);
        check(with(reward("vote", Deed::Voted, Capital::Economic)), &[(Rule::VotePaid, Some("vote"))]);
        check(with(reward("thanks", Deed::Thanked, Capital::Economic)), &[(Rule::ThanksPaid, Some("thanks"))]);
        let endless = Reward { most_a_month: None, ..reward("posts", Deed::Commented, Capital::Social) };
        check(with(endless), &[(Rule::VolumeUnbounded, Some("posts"))]);
        let mut undated = sound();
        undated[0].benefit.due_days = None;
        check(undated, &[(Rule::WithoutDate, Some("adopted"))]);
        let mut wordless = sound();
        wordless[1].benefit.what = Texts::default();
        check(wordless, &[(Rule::WithoutWords, Some("answer"))]);
        let winners = vec![reward("won", Deed::Outcome(OutcomeKind::Awarded), Capital::Cultural)];
        check(winners, &[(Rule::OnlyWinners, None)]);
        check(with(reward("survey", Deed::Accepted, Capital::Social)), &[(Rule::SameName, Some("survey"))]);
        assert_eq!(found.len(), Rule::ALL.len());
    }

    #[test]
    fn a_cap_ends_a_reward() {
        let rules = sound();
        assert_eq!(rewards(&rules, Deed::Accepted, |_| 2).len(), 1);
        assert_eq!(rewards(&rules, Deed::Accepted, |_| 3).len(), 0);
    }
}
