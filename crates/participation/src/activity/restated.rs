//! Another set of statuses for an activity in which contributions stand already.

use std::collections::BTreeMap;

use thiserror::Error;

use super::{Activity, Fault};
use crate::name::Name;
use crate::status::StatusSet;

/// Why an activity cannot have other statuses.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NotRestated {
    /// The statuses do not go with the activity.
    #[error("{0}")]
    Fault(#[from] Fault),
    /// Contributions stand in one that is left out, and nothing says where they go.
    #[error("{n} contributions stand in status {name}: say to which they go")]
    InUse {
        /// Which.
        name: Name,
        /// How many stand in it.
        n: u64,
    },
    /// Contributions would go to a status that is not there.
    #[error("what stands in status {0} would go to one that is not there")]
    Nowhere(Name),
    /// Contributions would go to a status that says something else became of them, which nobody of the firm has said.
    #[error("what stands in status {0} can only go to one of the same kind: give the others their answers first")]
    OtherKind(Name),
    /// One would come to say something else of what stands in it.
    #[error("{n} contributions stand in status {name}, so it stays of its kind: make another one, and answer them")]
    KindInUse {
        /// Which.
        name: Name,
        /// How many stand in it.
        n: u64,
    },
}

impl Activity {
    /// The activity with other statuses. A status is known by its name: its words and its place may change, and what stands in it
    /// stays there. `used` counts what stands in each, whoever sees it; `moves` says where the contributions of those go that are
    /// left out.
    ///
    /// Nothing is said of a contribution by this that nobody of the firm said: where its status stands for an outcome, it goes to
    /// another that stands for the same.
    ///
    /// # Errors
    /// [`NotRestated`], the first thing that is wrong.
    pub fn restated(
        &self,
        statuses: StatusSet,
        used: &BTreeMap<Name, u64>,
        moves: &BTreeMap<Name, Name>,
    ) -> Result<Self, NotRestated> {
        for before in self.statuses.iter() {
            let name = before.name.clone();
            let Some(n) = used.get(&name).copied().filter(|n| *n > 0) else { continue };
            match statuses.get(&name) {
                Some(after) if after.outcome == before.outcome => {}
                Some(_) => return Err(NotRestated::KindInUse { name, n }),
                None => {
                    let Some(to) = moves.get(&name) else { return Err(NotRestated::InUse { name, n }) };
                    match statuses.get(to) {
                        None => return Err(NotRestated::Nowhere(name)),
                        Some(to) if to.outcome != before.outcome => return Err(NotRestated::OtherKind(name)),
                        Some(_) => {}
                    }
                }
            }
        }
        let next = Self { statuses, ..self.clone() };
        match next.faults().into_iter().next() {
            Some(fault) => Err(fault.into()),
            None => Ok(next),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::activity::{Ideas, Setting};
    use crate::board::sample::{IDEAS, activity, name};
    use crate::status::{NotAStatusSet, OutcomeKind, Status, tests::status};

    #[test]
    fn what_stands_somewhere_is_never_said_to_be_something_else() {
        use NotRestated::*;
        let before = activity(IDEAS, Setting::Ideas(Ideas::default()));
        let used = BTreeMap::from([(name("started"), 3), (name("planned"), 2), (name("done"), 0)]);
        let base = || {
            vec![
                status("open", None),
                status("started", None),
                status("planned", Some(OutcomeKind::Planned)),
                status("no", Some(OutcomeKind::NotNow)),
            ]
        };
        let try_with = |change: &dyn Fn(&mut Vec<Status>), moves: &[(&str, &str)]| {
            let mut statuses = base();
            change(&mut statuses);
            let moves = moves.iter().map(|(from, to)| (name(from), name(to))).collect();
            before.restated(StatusSet::new(statuses).unwrap(), &used, &moves).map(|next| next.statuses.iter().count())
        };
        let gone = |which: &'static str| move |all: &mut Vec<Status>| all.retain(|one| one.name != name(which));
        assert_eq!(try_with(&|_| {}, &[]), Ok(4), "nothing stands in what went");
        assert_eq!(try_with(&|all| all.swap(0, 1), &[]), Ok(4), "the order is free");
        assert_eq!(try_with(&gone("started"), &[]), Err(InUse { name: name("started"), n: 3 }));
        assert_eq!(try_with(&gone("started"), &[("started", "open")]), Ok(3));
        assert_eq!(try_with(&gone("started"), &[("started", "done")]), Err(Nowhere(name("started"))));
        assert_eq!(try_with(&gone("started"), &[("started", "no")]), Err(OtherKind(name("started"))));
        assert_eq!(try_with(&gone("planned"), &[("planned", "open")]), Err(OtherKind(name("planned"))));
        let later = |all: &mut Vec<Status>| {
            gone("planned")(all);
            all.push(status("later", Some(OutcomeKind::Planned)));
        };
        assert_eq!(try_with(&later, &[("planned", "later")]), Ok(4));
        let turned = |all: &mut Vec<Status>| all[2].outcome = Some(OutcomeKind::Done);
        assert_eq!(try_with(&turned, &[]), Err(KindInUse { name: name("planned"), n: 2 }));
        let other = |all: &mut Vec<Status>| all.push(status("won", Some(OutcomeKind::Awarded)));
        assert_eq!(try_with(&other, &[]), Err(Fault(NotAStatusSet::OtherOutcome(name("won")).into())));
    }
}
