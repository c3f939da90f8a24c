//! What keeps a firm's rules on what comes back for taking part from being set.

use comity_exchange::lint::Weight;
use comity_exchange::market::Every;
use thiserror::Error;

use crate::name::Name;
use crate::recognition::{Deed, Finding, Reward, lint};

/// So many rules an exchange has at most.
pub const MOST: usize = 12;

/// Why rules cannot be set.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NotRewards {
    /// The lint refuses them.
    #[error("the lint refuses these rules: {:?}", .0.rule)]
    Refused(Finding),
    /// There are more than are taken.
    #[error("an exchange has at most {MOST} rules")]
    TooMany,
    /// The unit says how often: what comes back for something that was done comes once.
    #[error("the unit of rule {0} says how often it comes; what comes back for taking part comes once for each time")]
    Often(Name),
    /// Nobody would notice: votes and answers of surveys are not watched.
    #[error("rule {0} is for a vote or a survey, for which nothing is given here")]
    Unwatched(Name),
}

/// Whether rules can be set.
///
/// # Errors
/// The first thing that keeps them from it.
pub fn check(rules: &[Reward]) -> Result<(), NotRewards> {
    if rules.len() > MOST {
        return Err(NotRewards::TooMany);
    }
    if let Some(finding) = lint(rules).into_iter().find(|finding| finding.rule.weight() == Weight::Refused) {
        return Err(NotRewards::Refused(finding));
    }
    for rule in rules {
        if rule.benefit.amount.is_some() && Every::of_unit(&rule.benefit.unit).is_some() {
            return Err(NotRewards::Often(rule.name.clone()));
        }
        if matches!(rule.deed, Deed::Voted | Deed::VotedFor | Deed::Answered) {
            return Err(NotRewards::Unwatched(rule.name.clone()));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use comity_exchange::amount::Amount;
    use comity_exchange::capital::Capital;
    use comity_exchange::clause::Benefit;
    use comity_exchange::id::BenefitId;
    use comity_exchange::text::{Language, Texts};

    use super::*;
    use crate::recognition::Rule;
    use crate::status::OutcomeKind;

    fn reward(name: &str, deed: Deed, unit: &str) -> Reward {
        let english = Language::new("en").unwrap();
        let benefit = Benefit {
            id: BenefitId::new(name).unwrap(),
            what: Texts::one(english.clone(), "Something back"),
            capital: Capital::Social,
            amount: Some(Amount::parse("2").unwrap()),
            unit: Texts::one(english, unit),
            due_days: Some(7),
        };
        Reward { name: Name::new(name).unwrap(), deed, benefit, most_a_month: Some(1) }
    }

    #[test]
    fn what_the_lint_only_advises_against_is_set_and_nothing_else_is() {
        let name = |name: &str| Name::new(name).unwrap();
        let planned = || reward("planned", Deed::Outcome(OutcomeKind::Planned), "seats");
        assert_eq!(lint(&[planned()])[0].rule, Rule::OnlyWinners);
        assert_eq!(check(&[planned()]), Ok(()));
        let bought = check(&[planned(), reward("yes", Deed::VotedFor, "seats")]);
        assert_eq!(bought, Err(NotRewards::Refused(Finding { rule: Rule::OpinionBought, at: Some(name("yes")) })));
        let volume = check(&[reward("post", Deed::Brought, "seats")]);
        assert_eq!(volume, Err(NotRewards::Refused(Finding { rule: Rule::VolumeOnly, at: None })));
        let voted = check(&[planned(), reward("vote", Deed::Voted, "seats")]);
        assert_eq!(voted, Err(NotRewards::Unwatched(name("vote"))));
        let often = check(&[reward("planned", Deed::Accepted, "euro a month")]);
        assert_eq!(often, Err(NotRewards::Often(name("planned"))));
        let many: Vec<Reward> = (0..13).map(|n| reward(&format!("r{n}"), Deed::Accepted, "seats")).collect();
        assert_eq!(check(&many), Err(NotRewards::TooMany));
    }

    #[test]
    fn going_on_undoes_nothing_and_going_back_does() {
        use OutcomeKind::{Adopted, Answered, Awarded, Done, NotNow, Planned, UnderWay};
        for (had, now) in [(Planned, Planned), (Planned, Done), (Adopted, UnderWay), (NotNow, NotNow)] {
            assert!(had.stands_with(now), "{had:?} {now:?}");
        }
        for (had, now) in [(Done, Planned), (Planned, NotNow), (NotNow, Planned), (Awarded, Done), (Answered, NotNow)] {
            assert!(!had.stands_with(now), "{had:?} {now:?}");
        }
    }
}
