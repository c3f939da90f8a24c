use std::collections::HashMap;

use comity_measure::opinion::{Cast, Standing, simulate};
use comity_store::OpinionVote;

use super::draw::{Drawn, State};
use super::*;

/// A conversation of people of several minds, as the books would give it.
fn conversation(people: usize, statements: usize, answered: f64) -> comity_store::OpinionBooks {
    use simulate::{Design, Showing, Structure};
    let (showing, structure) = (Showing::AtRandom, Structure::Minds(3));
    let design = Design { people, statements, answered, showing, structure, apart: 2.0 };
    let (cast, _) = simulate::conversation(&design, 1);
    let vote = |one: &Cast| OpinionVote {
        person: one.person,
        statement: one.statement,
        ballot: Ballot::ALL.into_iter().find(|ballot| ballot.number() == one.vote.number()).unwrap(),
        at: one.time,
    };
    comity_store::OpinionBooks {
        statements: (0..statements).map(|_| ContributionId::new()).collect(),
        people: (0..people).map(|_| PersonId::new()).collect(),
        votes: cast.iter().map(vote).collect(),
    }
}

/// What a cold computation over the books and these answers makes of it.
fn cold(books: &comity_store::OpinionBooks, answers: &[Answer]) -> Drawn {
    let mut all = books.clone();
    let mut places: HashMap<PersonId, u32> = all.people.iter().copied().zip(0..).collect();
    for (answer, at) in answers.iter().zip(i64::MAX / 2..) {
        let next = places.len() as u32;
        let person = *places.entry(answer.person).or_insert(next);
        if person == next {
            all.people.push(answer.person);
        }
        let statement = all.statements.iter().position(|id| *id == answer.statement).unwrap_or_else(|| {
            all.statements.push(answer.statement);
            all.statements.len() - 1
        });
        all.votes.push(OpinionVote { person, statement: statement as u32, ballot: answer.ballot, at });
    }
    State::of(all).draw(0)
}

#[track_caller]
fn same_places(one: &Drawn, other: &Drawn) {
    assert_eq!(one.places, other.places);
    for (a, b) in one.outcome.people.iter().zip(&other.outcome.people) {
        match (a.position, b.position) {
            (Some(a), Some(b)) => assert!((a[0] - b[0]).abs() < 1e-6 && (a[1] - b[1]).abs() < 1e-6, "{a:?} {b:?}"),
            (a, b) => assert_eq!(a, b),
        }
    }
    let counts =
        |drawn: &Drawn| drawn.outcome.statements.iter().map(|one| (one.standing, one.votes)).collect::<Vec<_>>();
    assert_eq!(counts(one), counts(other));
}

#[test]
fn answers_one_by_one_come_to_what_a_cold_computation_does() {
    let mut books = conversation(80, 12, 0.7);
    // Nobody has answered the last one yet.
    books.statements.push(ContributionId::new());
    let newcomer = PersonId::new();
    let answer = |person, place: usize, ballot| Answer { person, statement: books.statements[place], ballot };
    let mut answers = vec![
        answer(books.people[3], 0, Ballot::Against),
        answer(books.people[3], 0, Ballot::For),
        answer(newcomer, 4, Ballot::Pass),
        answer(newcomer, 12, Ballot::For),
        Answer { person: newcomer, statement: ContributionId::new(), ballot: Ballot::Against },
    ];
    answers.extend((0..9).map(|place| answer(newcomer, place, Ballot::For)));
    let mut state = State::of(books.clone());
    for until in 1..=answers.len() {
        let (after, drawn, known) = state.go_on(answers[until - 1..until].to_vec(), None, until as u64);
        assert!(known && drawn.happened == until as u64);
        same_places(&drawn, &cold(&books, &answers[..until]));
        state = after;
    }
    let you = state.draw(0).place(newcomer).cloned().unwrap();
    assert_eq!((you.votes, you.position.is_some(), you.group.is_some()), (11, true, true));
    assert_eq!(state.map.standings()[12], Standing::In);
}

#[test]
fn a_statement_that_came_in_between_has_the_map_read_anew() {
    let early = ContributionId::new();
    let books = conversation(20, 5, 0.9);
    let answer = Answer { person: books.people[0], statement: early, ballot: Ballot::For };
    let (_, _, known) = State::of(books).go_on(vec![answer], None, 1);
    assert!(!known);
}

#[test]
fn answers_that_come_while_groups_are_looked_for_are_not_lost() {
    let books = conversation(60, 10, 0.8);
    let mut state = State::of(books.clone());
    let mut answers = Vec::new();
    let copy = loop {
        let person = books.people[answers.len() % 60];
        let ballot = if answers.len() % 2 == 0 { Ballot::For } else { Ballot::Against };
        answers.push(Answer { person, statement: books.statements[answers.len() % 10], ballot });
        let (after, _, _) = state.go_on(answers[answers.len() - 1..].to_vec(), None, 0);
        state = after;
        if let Some(copy) = state.send_away() {
            break copy;
        }
        assert!(answers.len() < 100, "groups are looked for anew after one answer in twenty");
    };
    assert!(state.send_away().is_none(), "one copy at a time");
    let late = Answer { person: PersonId::new(), statement: books.statements[7], ballot: Ballot::Pass };
    answers.push(late);
    let (state, ..) = state.go_on(vec![late], None, 0);
    let (state, drawn, _) = state.go_on(Vec::new(), Some(copy.regroup()), 0);
    same_places(&drawn, &cold(&books, &answers));
    let other = Answer { ballot: Ballot::For, ..late };
    answers.push(other);
    let (_, drawn, _) = state.go_on(vec![other], None, 0);
    same_places(&drawn, &cold(&books, &answers));
}

#[test]
fn the_next_statement_is_found_at_once_among_many_people() {
    let books = conversation(30_000, 300, 0.03);
    let ids = books.statements.clone();
    let drawn = State::of(books).draw(0);
    let begun = Instant::now();
    let open: Vec<(ContributionId, f64)> = ids.iter().map(|id| (*id, drawn.priority(*id))).collect();
    assert!(next(&open, 0.4).is_some());
    // It goes over statements and never over people.
    assert!(begun.elapsed() < Duration::from_millis(20), "{:?}", begun.elapsed());
}

#[test]
fn what_nobody_answered_is_as_worth_asking_as_anything_new() {
    let mut books = conversation(30, 6, 1.0);
    let (new, unknown) = (ContributionId::new(), ContributionId::new());
    books.statements.push(new);
    let first = books.statements[0];
    let drawn = State::of(books).draw(0);
    assert!(drawn.priority(new) > drawn.priority(first));
    assert!((drawn.priority(new) - drawn.priority(unknown)).abs() < 1e-12);
}
