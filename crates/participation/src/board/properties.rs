//! What holds after every history of acts.

use std::collections::BTreeSet;

use comity_exchange::time::Timestamp;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;

use super::sample::{comment, name, new, with_ideas};
use super::{Board, Done, WaitsFor, Which};
use crate::contribution::Kind;
use crate::id::{CommentId, ContributionId, MemberId, PersonId};
use crate::moderation::{Button, Reason, ReasonKind, Showing};
use crate::notice::What;
use crate::refusal::Refusal;
use crate::response::Ballot;
use crate::text::{Field, Text};

const IDEAS: u128 = 6;
const PEOPLE: u128 = 8;

/// An act of anybody. Numbers choose among what there is.
#[derive(Debug, Clone)]
enum Act {
    Vote(u128, u128, Option<Ballot>),
    Follow(u128, u128, bool),
    Comment(u128, u128),
    Uncomment(u128),
    Thank(u128, u128),
    Merge(u128, u128),
    Unmerge(u128),
    Answer(u128, usize, bool),
    Decide(u128, bool),
    Contest(u128),
    Withdraw(u128),
    Erase(u128),
    Bring(bool),
}

fn idea() -> impl Strategy<Value = u128> {
    1..=IDEAS
}

fn person() -> impl Strategy<Value = u128> {
    1..=PEOPLE
}

/// What persons do to what is there.
fn response() -> impl Strategy<Value = Act> {
    let ballot = prop_oneof![3 => Just(Some(Ballot::For)), 1 => Just(Some(Ballot::Against)), 1 => Just(None)];
    prop_oneof![
        6 => (idea(), person(), ballot).prop_map(|(i, p, b)| Act::Vote(i, p, b)),
        3 => (idea(), person(), any::<bool>()).prop_map(|(i, p, on)| Act::Follow(i, p, on)),
        2 => (idea(), person()).prop_map(|(i, p)| Act::Comment(i, p)),
        1 => (1_u128..9).prop_map(Act::Uncomment),
        1 => (idea(), person()).prop_map(|(i, p)| Act::Thank(i, p)),
    ]
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        12 => response(),
        5 => (idea(), idea()).prop_map(|(a, b)| Act::Merge(a, b)),
        3 => idea().prop_map(Act::Unmerge),
        3 => (idea(), 0_usize..5, any::<bool>()).prop_map(|(i, s, w)| Act::Answer(i, s, w)),
        2 => (idea(), any::<bool>()).prop_map(|(i, yes)| Act::Decide(i, yes)),
        1 => idea().prop_map(Act::Contest),
        1 => idea().prop_map(Act::Withdraw),
        1 => person().prop_map(Act::Erase),
        1 => any::<bool>().prop_map(Act::Bring),
    ]
}

struct World {
    board: Board,
    now: Timestamp,
    comments: u128,
}

impl World {
    fn new() -> Self {
        Self { board: with_ideas(IDEAS), now: Timestamp(100), comments: 0 }
    }

    fn act(&mut self, act: &Act) -> Result<Done, Refusal> {
        self.now.0 += 1;
        let (board, now) = (&mut self.board, self.now);
        let (id, who) = (|n: &u128| ContributionId(*n), |n: &u128| PersonId(*n));
        match act {
            Act::Vote(i, p, ballot) => board.vote(id(i), (who(p), true), *ballot, now),
            Act::Follow(i, p, on) => board.follow(id(i), who(p), *on, now),
            Act::Comment(i, p) => {
                self.comments += 1;
                board.write(&comment(self.comments, *i, *p), true, now)
            }
            Act::Uncomment(n) => {
                let writer = board.comment(CommentId(*n))?.writer;
                board.unwrite(CommentId(*n), writer)
            }
            Act::Thank(i, p) => board.thank(id(i), None, who(p), now),
            Act::Merge(a, b) => board.merge(id(a), id(b), now),
            Act::Unmerge(i) => board.unmerge(id(i), now),
            Act::Answer(i, status, words) => {
                let status = name(["open", "started", "planned", "done", "no"][*status]);
                let words = if *words { "We looked at it." } else { " " };
                let saw = board.contribution(id(i))?.version;
                board.answer((id(i), saw), &status, words, MemberId(1), now)
            }
            Act::Decide(i, yes) => {
                let words = Text::new("It is off topic.", Field::Answer).unwrap();
                let reason = Reason { kind: ReasonKind::OffTopic, words };
                let button = if *yes { Button::Approve } else { Button::Decline { reason } };
                let saw = board.contribution(id(i))?.version;
                board.decide(id(i), saw, &button, MemberId(1), now)
            }
            Act::Contest(i) => {
                let author = board.contribution(id(i))?.author.ok_or(Refusal::NotYours)?;
                board.contest(id(i), author, "It is not.", now)
            }
            Act::Withdraw(i) => {
                let author = board.contribution(id(i))?.author.ok_or(Refusal::NotYours)?;
                board.withdraw(id(i), author, now)
            }
            Act::Erase(p) => Ok(board.erase(who(p), PersonId(*p + 1_000 + now.0 as u128 * 1_000), now)),
            Act::Bring(shown) => {
                let next = board.contributions().count() as u128 + 1;
                board.bring(&new(next, super::sample::IDEAS, Kind::Idea, next % PEOPLE + 1), *shown, now)
            }
        }
    }
}

/// A board without what counts changes.
fn still(board: &Board) -> Board {
    let mut board = board.clone();
    board.contributions.values_mut().for_each(|row| row.version = 0);
    board
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// After every act: merges form no circle, everybody counts once, every outcome has words, the list of what waits is exactly what
    /// has no outcome, the changes make the same of another board, and what is refused changes nothing.
    #[test]
    fn a_board_is_sound_after_every_history(acts in proptest::collection::vec(act(), 1..60)) {
        let mut world = World::new();
        let mut replica = world.board.clone();
        for act in &acts {
            let before = world.board.clone();
            match world.act(act) {
                Err(_) => prop_assert_eq!(&world.board, &before, "{:?} was refused and changed something", act),
                Ok(done) => {
                    done.changes.iter().for_each(|change| replica.apply(change));
                    prop_assert_eq!(&world.board, &replica, "{:?}", act);
                    let told: BTreeSet<_> = done.notices.iter().map(|n| (n.to, n.about, format!("{:?}", n.what))).collect();
                    prop_assert_eq!(told.len(), done.notices.len(), "somebody is told twice: {:?}", done.notices);
                }
            }
            sound(&world.board, world.now)?;
        }
    }

    /// A merge and its undo, with whatever persons do in between, come to the same as if there had been no merge and persons had
    /// acted at what stood for the contribution; what they took back they took back at both.
    #[test]
    fn undoing_a_merge_restores_everything(
        before in proptest::collection::vec(act(), 0..40),
        (from, into) in (idea(), idea()),
        between in proptest::collection::vec(response(), 0..25),
    ) {
        let mut world = World::new();
        for act in &before {
            let _ = world.act(act);
        }
        let apart = still(&world.board);
        prop_assume!(world.board.merge(ContributionId(from), ContributionId(into), world.now).is_ok());
        let root = world.board.root(ContributionId(from));
        let family = world.board.family(root);
        let mut shadow = World { board: apart.clone(), now: world.now, comments: world.comments };
        for act in &between {
            let result = world.act(act);
            let here = |i: &u128| if family.contains(&ContributionId(*i)) { root.0 } else { *i };
            let shadowed = match act {
                Act::Vote(i, p, None) if family.contains(&ContributionId(*i)) => {
                    // Taken back everywhere: once for what was merged, once for what stood.
                    if result.is_ok() {
                        let _ = shadow.board.vote(ContributionId(from), (PersonId(*p), true), None, shadow.now);
                    }
                    shadow.act(&Act::Vote(root.0, *p, None))
                }
                Act::Follow(i, p, false) if family.contains(&ContributionId(*i)) => {
                    let of_from = shadow.board.family(ContributionId(from));
                    let rows: Vec<_> = of_from.iter().filter_map(|at| shadow.board.follows.get(&(*at, PersonId(*p))).copied()).collect();
                    let done = shadow.act(&Act::Follow(root.0, *p, false));
                    for row in rows {
                        shadow.board.apply(&super::Change::Follow(crate::response::Follow { on: false, at: shadow.now, ..row }));
                    }
                    done
                }
                Act::Vote(i, p, ballot) => shadow.act(&Act::Vote(here(i), *p, *ballot)),
                Act::Follow(i, p, on) => shadow.act(&Act::Follow(here(i), *p, *on)),
                Act::Comment(i, p) => shadow.act(&Act::Comment(here(i), *p)),
                other => shadow.act(other),
            };
            prop_assert_eq!(result.is_ok(), shadowed.is_ok(), "{:?}: {:?}, {:?}", act, result, shadowed);
        }
        prop_assert!(world.board.unmerge(ContributionId(from), world.now).is_ok());
        prop_assert_eq!(still(&world.board), still(&shadow.board));
        if between.is_empty() {
            prop_assert_eq!(still(&world.board), apart);
        }
    }

    /// No act after an erasure brings a person's words back, nor a row that leads to them; counts stay.
    #[test]
    fn nothing_brings_an_erased_person_back(
        before in proptest::collection::vec(act(), 0..40), who in person(), after in proptest::collection::vec(act(), 0..40),
    ) {
        let mut world = World::new();
        for act in &before {
            let _ = world.act(act);
        }
        let who = PersonId(who);
        let said = world.board.remains(who);
        let tallies: Vec<_> = (1..=IDEAS).map(|id| world.board.tally(ContributionId(id))).collect();
        let stand_in = PersonId(u128::MAX);
        let _ = world.board.erase(who, stand_in, world.now);
        prop_assert_eq!(&tallies, &(1..=IDEAS).map(|id| world.board.tally(ContributionId(id))).collect::<Vec<_>>());
        prop_assert_eq!(world.board.votes.values().filter(|v| v.person == stand_in).count(), said.votes);
        let words = format!("Words of {}\"", who.0);
        for act in &after {
            // Somebody else may get the number of nobody; what is asked is whether the old rows come back.
            if !matches!(act, Act::Vote(_, p, _) | Act::Follow(_, p, _) | Act::Comment(_, p) | Act::Thank(_, p) if *p == who.0)
                && !matches!(act, Act::Bring(_))
            {
                let _ = world.act(act);
            }
            prop_assert_eq!(world.board.remains(who), super::Remains::default());
            let shown = format!("{:?}", world.board);
            prop_assert!(!shown.contains(&words));
            prop_assert!(world.board.follows.values().all(|f| f.person != who));
            prop_assert!(world.board.thanks.values().all(|t| t.from != who));
        }
    }
}

fn sound(board: &Board, now: Timestamp) -> Result<(), TestCaseError> {
    let mut waiting = BTreeSet::new();
    for row in board.contributions() {
        let root = board.root(row.id);
        prop_assert!(board.contribution(root).unwrap().merged_into.is_none(), "a circle at {:?}", row.id);
        prop_assert!(board.family(root).contains(&row.id));
        if row.merged_into.is_some() {
            prop_assert_eq!(&board.contribution(root).unwrap().showing, &Showing::Shown, "part of what nobody sees");
        }
        let people: BTreeSet<PersonId> =
            board.family(row.id).iter().flat_map(|at| board.votes_at(*at)).map(|vote| vote.person).collect();
        prop_assert_eq!(board.tally(row.id).persons(), people.len() as u64);
        // An outcome has words, and a status that ends has an outcome.
        let status = board.activity(row.activity).unwrap().statuses.get(&row.status).unwrap().clone();
        prop_assert_eq!(row.outcome.as_ref().map(|o| o.kind), status.outcome);
        prop_assert!(row.outcome.as_ref().is_none_or(|o| !o.words.as_str().trim().is_empty()));
        // Worked out another way than by `waiting_since`.
        let alive = |row: &crate::contribution::Contribution| row.showing == Showing::Shown && row.content.is_some();
        let of_family = board.family(row.id).into_iter().any(|id| alive(board.contribution(id).unwrap()));
        if row.stands() && row.outcome.is_none() && of_family {
            waiting.insert((row.id, WaitsFor::Outcome));
        }
        match &row.showing {
            Showing::Queued => waiting.insert((row.id, WaitsFor::Moderator)),
            Showing::Declined(no) if no.contested.is_some() && !no.upheld => {
                waiting.insert((row.id, WaitsFor::SecondLook))
            }
            _ => false,
        };
    }
    let listed: Vec<_> = board
        .waiting(now)
        .into_iter()
        .filter_map(|w| match w.which {
            Which::Contribution(id) => Some((id, w.what_for)),
            Which::Comment(_) | Which::Activity(_) => None,
        })
        .collect();
    prop_assert_eq!(listed.len(), listed.iter().collect::<BTreeSet<_>>().len());
    prop_assert_eq!(listed.into_iter().collect::<BTreeSet<_>>(), waiting);
    Ok(())
}

#[test]
fn the_histories_reach_what_they_are_about() {
    // A property over acts that are all refused would hold of anything.
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let (mut merges, mut undone, mut declined, mut outcomes, mut erased) = (0, 0, 0, 0, 0);
    for _ in 0..100 {
        let acts = proptest::collection::vec(act(), 60).new_tree(&mut runner).unwrap().current();
        let mut world = World::new();
        for act in &acts {
            let done = world.act(act);
            match (act, &done) {
                (Act::Merge(..), Ok(_)) => merges += 1,
                (Act::Unmerge(_), Ok(_)) => undone += 1,
                (Act::Decide(_, false), Ok(_)) => declined += 1,
                (Act::Answer(..), Ok(done)) if done.notices.iter().any(|n| matches!(n.what, What::Outcome { .. })) => {
                    outcomes += 1
                }
                (Act::Erase(_), Ok(done)) if !done.changes.is_empty() => erased += 1,
                _ => {}
            }
        }
    }
    assert!(
        merges > 100 && undone > 30 && declined > 50 && outcomes > 30 && erased > 50,
        "{merges} {undone} {declined} {outcomes} {erased}"
    );
}
