//! What persons did on a board that something may come back for, and whether it stands or was undone.

use std::collections::BTreeSet;

use comity_exchange::time::Timestamp;

use crate::board::Board;
use crate::contribution::Contribution;
use crate::id::{CommentId, ContributionId, PersonId};
use crate::moderation::Showing;
use crate::recognition::Deed;
use crate::response::{Comment, Writer};
use crate::status::OutcomeKind;

/// Something that a person did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Did {
    /// Who.
    pub person: PersonId,
    /// What.
    pub deed: Deed,
    /// At which contribution, as they know it: also where that is merged now.
    pub contribution: ContributionId,
    /// By which comment on it.
    pub comment: Option<CommentId>,
    /// What stands for the contribution.
    pub root: ContributionId,
    /// When.
    pub at: Timestamp,
}

/// Everything that persons did to whole families on a board, each of it once for a person and a family. Votes are not among it: they
/// are not read with what an act concerns.
pub fn deeds(board: &Board) -> Vec<Did> {
    let roots: BTreeSet<ContributionId> = board.contributions().map(|row| board.root(row.id)).collect();
    let mut all = Vec::new();
    for root in roots {
        of_family(board, root, &mut all);
    }
    all.sort_by_key(|done| (done.at, done.contribution, done.comment));
    let mut seen = BTreeSet::new();
    all.retain(|done: &Did| seen.insert((done.person, done.deed, done.root)));
    all
}

fn of_family(board: &Board, root: ContributionId, all: &mut Vec<Did>) {
    let shown = |id: &ContributionId| board.contribution(*id).ok().filter(|row| row.showing == Showing::Shown);
    let family: Vec<&Contribution> = board.family(root).iter().filter_map(shown).collect();
    let ended = outcome(board, root);
    for row in &family {
        let Some(person) = row.author else { continue };
        let mut push = |deed, at| all.push(Did { person, deed, contribution: row.id, comment: None, root, at });
        push(Deed::Brought, row.at);
        if let Some((kind, at)) = ended {
            push(Deed::Outcome(kind), at);
        }
        if let Some(at) = board.thanked_at(row.id, None) {
            push(Deed::Thanked, at);
        }
    }
    let (asked, accepted) = board.contribution(root).map_or((None, None), |row| (row.author, row.accepted));
    for comment in board.comments(root).into_iter().filter(|comment| comment.showing == Showing::Shown) {
        let Writer::Person(person) = comment.writer else { continue };
        let (contribution, id) = (comment.contribution, comment.id);
        let mut push = |deed, at| all.push(Did { person, deed, contribution, comment: Some(id), root, at });
        push(Deed::Commented, comment.at);
        if let Some(at) = board.thanked_at(contribution, Some(id)) {
            push(Deed::Thanked, at);
        }
        // Whoever answers their own question did nothing for somebody else.
        if let Some((_, at)) = ended.filter(|_| accepted == Some(id) && asked != Some(person)) {
            push(Deed::Accepted, at);
        }
    }
}

/// What became of a contribution that stands for itself, or of its activity where it shares that outcome.
fn outcome(board: &Board, root: ContributionId) -> Option<(OutcomeKind, Timestamp)> {
    let row = board.contribution(root).ok()?;
    let activity = board.activity(row.activity).ok()?;
    let shared = || activity.outcome.as_ref().filter(|_| !activity.setting.rules().takes(row.kind).own_outcome);
    row.outcome.as_ref().or_else(shared).map(|outcome| (outcome.kind, outcome.at))
}

/// Whether something that a person did stands, which was there before. What they take back themselves undoes only that they brought or
/// wrote it: nobody pays for using a right with what they earned otherwise.
pub fn stands(board: &Board, (person, deed): (PersonId, Deed), at: ContributionId) -> bool {
    let Ok(row) = board.contribution(at) else { return true };
    let own = |comment: &&Comment| comment.writer == Writer::Person(person) && comment.contribution == at;
    let comments = || board.comments(board.root(at)).into_iter().filter(own);
    let kept = |showing: &Showing| matches!(showing, Showing::Shown | Showing::Withdrawn);
    match deed {
        Deed::Brought => row.author == Some(person) && row.showing == Showing::Shown,
        Deed::Commented => comments().any(|comment| comment.showing == Showing::Shown),
        Deed::Outcome(kind) => {
            let now = outcome(board, board.root(at)).map(|(now, _)| now);
            row.author == Some(person) && kept(&row.showing) && now.is_some_and(|now| kind.stands_with(now))
        }
        Deed::Accepted => {
            let accepted = board.contribution(board.root(at)).ok().and_then(|row| row.accepted);
            comments().any(|comment| Some(comment.id) == accepted && kept(&comment.showing))
        }
        // Thanks are not taken back, and go with whoever gave them, which undoes nothing; what is declined was for nobody.
        Deed::Thanked => {
            let brought = row.author == Some(person) && kept(&row.showing);
            brought || comments().any(|comment| kept(&comment.showing))
        }
        Deed::Voted | Deed::VotedFor | Deed::Answered => true,
    }
}

#[cfg(test)]
mod tests {
    use crate::board::Board;
    use crate::board::sample::{IDEAS, QUESTIONS, comment, name, new, with_ideas};
    use crate::contribution::Kind;
    use crate::id::MemberId;
    use crate::moderation::Button;

    use super::*;

    const MEMBER: MemberId = MemberId(1);

    fn who(board: &Board, deed: Deed) -> Vec<u128> {
        deeds(board).into_iter().filter(|done| done.deed == deed).map(|done| done.person.0).collect()
    }

    fn answer(board: &mut Board, status: &str, at: i64) {
        let saw = board.contribution(ContributionId(1)).unwrap().version;
        let words = "So it is.";
        let _ = board.answer((ContributionId(1), saw), &name(status), words, MEMBER, Timestamp(at)).unwrap();
    }

    #[test]
    fn an_outcome_is_everybodys_who_brought_the_same_and_goes_with_it() {
        let mut board = with_ideas(3);
        let planned = Deed::Outcome(OutcomeKind::Planned);
        let holds = |board: &Board, n: u128| stands(board, (PersonId(n), planned), ContributionId(n));
        let _ = board.merge(ContributionId(2), ContributionId(1), Timestamp(9)).unwrap();
        answer(&mut board, "planned", 10);
        assert_eq!(who(&board, planned), [1, 2]);
        assert!(holds(&board, 1) && holds(&board, 2) && !holds(&board, 3));
        answer(&mut board, "done", 11);
        assert_eq!(who(&board, planned), [0; 0], "nobody has it anew");
        assert!(holds(&board, 1) && holds(&board, 2), "and whoever had it has it still");
        let _ = board.unmerge(ContributionId(2), Timestamp(12)).unwrap();
        assert!(holds(&board, 1) && !holds(&board, 2));
        answer(&mut board, "no", 13);
        assert!(!holds(&board, 1));
        answer(&mut board, "planned", 14);
        assert!(holds(&board, 1));
        let _ = board.withdraw(ContributionId(1), PersonId(1), Timestamp(15)).unwrap();
        assert!(holds(&board, 1), "taking words back costs nothing");
        assert!(!stands(&board, (PersonId(1), Deed::Brought), ContributionId(1)), "but that they were brought");
    }

    #[test]
    fn one_person_has_a_deed_once_in_a_family() {
        let mut board = with_ideas(1);
        let _ = board.bring(&new(2, IDEAS, Kind::Idea, 1), true, Timestamp(5)).unwrap();
        let _ = board.merge(ContributionId(2), ContributionId(1), Timestamp(9)).unwrap();
        answer(&mut board, "planned", 10);
        assert_eq!(who(&board, Deed::Outcome(OutcomeKind::Planned)), [1]);
        for n in 0..2 {
            let _ = board.write(&comment(70 + n, 1, 7), true, Timestamp(20)).unwrap();
            let _ = board.thank(ContributionId(1), Some(CommentId(70 + n)), PersonId(8), Timestamp(21)).unwrap();
        }
        assert_eq!((who(&board, Deed::Commented), who(&board, Deed::Thanked)), (vec![7], vec![7]));
    }

    #[test]
    fn an_answer_is_its_writers_where_the_question_is_somebody_elses() {
        let mut board = with_ideas(0);
        let _ = board.bring(&new(1, QUESTIONS, Kind::Question, 1), true, Timestamp(1)).unwrap();
        for (id, by) in [(70, 1), (71, 7)] {
            let _ = board.write(&comment(id, 1, by), true, Timestamp(2)).unwrap();
        }
        let own = board.clone();
        let mut own = own;
        let asker = Writer::Person(PersonId(1));
        let _ = own.accept(ContributionId(1), CommentId(70), asker, Timestamp(3)).unwrap();
        assert_eq!(who(&own, Deed::Accepted), [0; 0]);
        let _ = board.accept(ContributionId(1), CommentId(71), asker, Timestamp(3)).unwrap();
        assert_eq!(who(&board, Deed::Accepted), [7]);
        assert_eq!(who(&board, Deed::Outcome(OutcomeKind::Answered)), [1]);
        let accepted = (PersonId(7), Deed::Accepted);
        assert!(stands(&board, accepted, ContributionId(1)));
        answer(&mut board, "open", 4);
        assert!(!stands(&board, accepted, ContributionId(1)), "taken back");
    }

    #[test]
    fn what_others_do_not_see_is_no_deed() {
        let mut board = with_ideas(0);
        let _ = board.bring(&new(1, IDEAS, Kind::Idea, 1), false, Timestamp(1)).unwrap();
        assert_eq!(deeds(&board), []);
        let _ = board.decide(ContributionId(1), 1, &Button::Approve, MEMBER, Timestamp(2)).unwrap();
        assert_eq!(who(&board, Deed::Brought), [1]);
    }
}
