use comity_exchange::time::Timestamp;

use super::sample::{HELP, IDEAS, MAP, QUESTIONS, activity, board, comment, english, name, new, with_ideas};
use super::{Board, Change, NewComment, NewContribution, Seed, WaitsFor, Which};
use crate::activity::peer_help::{Match, NoFit};
use crate::activity::{NotOpen, Part, Questions, Setting};
use crate::contribution::Kind;
use crate::id::{ActivityId, CommentId, ContributionId, MemberId, PersonId};
use crate::moderation::{Button, Conflict, Reason, ReasonKind, Showing};
use crate::notice::{Because, What};
use crate::refusal::Refusal;
use crate::response::{Ballot, Tally, Writer};
use crate::status::OutcomeKind;
use crate::text::{Field, NotAText, Text};

const MEMBER: MemberId = MemberId(1);

fn id(n: u128) -> ContributionId {
    ContributionId(n)
}

fn who(n: u128) -> (PersonId, bool) {
    (PersonId(n), true)
}

fn at(n: i64) -> Timestamp {
    Timestamp(n)
}

#[test]
fn one_vote_for_each_person_that_can_be_changed() {
    let mut board = with_ideas(1);
    let done = board.vote(id(1), who(7), Some(Ballot::For), at(10)).unwrap();
    assert_eq!(done.changes.len(), 1);
    let _ = board.vote(id(1), who(7), Some(Ballot::Against), at(11)).unwrap();
    assert_eq!(board.tally(id(1)), Tally { against: 1, ..Tally::default() });
    assert_eq!(board.vote(id(1), who(7), Some(Ballot::Pass), at(12)), Err(Refusal::OtherBallot(Ballot::Pass)));
    assert_eq!(board.vote(id(1), (PersonId(8), false), Some(Ballot::For), at(12)), Err(Refusal::NeedsAccount));
    let _ = board.vote(id(1), who(7), None, at(13)).unwrap();
    assert_eq!(board.tally(id(1)).persons(), 0);
}

#[test]
fn what_is_closed_takes_no_votes() {
    let mut board = with_ideas(2);
    let _ = board.answer((id(1), 1), &name("planned"), "In spring.", MEMBER, at(10)).unwrap();
    assert!(board.vote(id(1), who(7), Some(Ballot::For), at(11)).is_ok(), "what is planned is still voted on");
    let _ = board.answer((id(1), 2), &name("done"), "It is there.", MEMBER, at(12)).unwrap();
    assert_eq!(board.vote(id(1), who(8), Some(Ballot::For), at(13)), Err(Refusal::Ended));
    let closed = NotOpen::Since(at(1_000_000));
    assert_eq!(board.vote(id(2), who(8), Some(Ballot::For), at(1_000_000)), Err(Refusal::NotOpen(closed)));
    assert_eq!(board.bring(&new(9, IDEAS, Kind::Idea, 1), true, at(-1)), Err(NotOpen::Until(at(0)).into()));
}

#[test]
fn nothing_ends_without_words() {
    let mut board = with_ideas(1);
    let wordless = board.answer((id(1), 1), &name("no"), " \u{200b} ", MEMBER, at(10));
    assert_eq!(wordless, Err(Refusal::NoWords));
    let long = "x".repeat(5_001);
    let too_long = NotAText::TooLong { is: 5_001, most: 5_000 };
    assert_eq!(board.answer((id(1), 1), &name("no"), &long, MEMBER, at(10)), Err(too_long.into()));
    assert_eq!(board.answer((id(1), 1), &name("gone"), "Why", MEMBER, at(10)), Err(Refusal::UnknownStatus));
    assert!(board.answer((id(1), 1), &name("started"), "", MEMBER, at(10)).is_ok());
    let stale = Conflict { saw: 1, is: 2 };
    assert_eq!(board.answer((id(1), 1), &name("no"), "Why", MEMBER, at(11)), Err(stale.into()));
}

#[test]
fn everybody_concerned_is_told_once_of_what_they_know() {
    let mut board = with_ideas(2);
    let _ = board.vote(id(1), who(7), Some(Ballot::For), at(10)).unwrap();
    let _ = board.vote(id(2), who(8), Some(Ballot::For), at(10)).unwrap();
    let _ = board.vote(id(2), who(7), Some(Ballot::For), at(11)).unwrap();
    let _ = board.vote(id(2), who(9), Some(Ballot::For), at(11)).unwrap();
    let _ = board.follow(id(2), PersonId(9), false, at(12)).unwrap();
    let _ = board.follow(id(1), PersonId(6), true, at(12)).unwrap();
    let merged = board.merge(id(1), id(2), at(20)).unwrap();
    let told: Vec<_> = merged.notices.iter().map(|n| (n.to.0, n.because, n.about.0)).collect();
    assert_eq!(told, [(1, Because::Author, 1), (6, Because::Follower, 1)]);
    let done = board.answer((id(2), 1), &name("no"), "Too dear for now.", MEMBER, at(30)).unwrap();
    let told: Vec<_> = done.notices.iter().map(|n| (n.to.0, n.because, n.about.0)).collect();
    use Because::*;
    assert_eq!(told, [(1, Author, 1), (2, Author, 2), (6, Follower, 1), (7, Voter, 2), (8, Voter, 2)]);
    let outcome = What::Outcome { status: name("no"), kind: OutcomeKind::NotNow };
    assert!(done.notices.iter().all(|n| n.what == outcome));
}

#[test]
fn circles_are_refused_and_chains_followed() {
    let mut board = with_ideas(4);
    assert_eq!(board.merge(id(1), id(1), at(10)), Err(Refusal::Circle));
    let _ = board.merge(id(1), id(2), at(10)).unwrap();
    assert_eq!(board.merge(id(2), id(1), at(11)), Err(Refusal::Circle));
    let _ = board.merge(id(2), id(3), at(11)).unwrap();
    assert_eq!(board.merge(id(3), id(1), at(12)), Err(Refusal::Circle));
    let _ = board.merge(id(4), id(1), at(12)).unwrap();
    assert_eq!(board.contribution(id(4)).unwrap().merged_into, Some(id(3)), "merged into what stands");
    assert_eq!(board.root(id(1)), id(3));
    assert_eq!(board.merge(id(1), id(4), at(13)), Err(Refusal::Merged(id(2))));
    assert_eq!(board.unmerge(id(3), at(13)), Err(Refusal::NotMerged));
    let _ = board.unmerge(id(2), at(14)).unwrap();
    assert_eq!((board.root(id(1)), board.root(id(4))), (id(2), id(3)));
    let mut other = with_ideas(1);
    let _ = other.bring(&new(8, MAP, Kind::Statement, 3), true, at(5)).unwrap();
    assert_eq!(other.merge(id(1), id(8), at(10)), Err(Refusal::NotAlike));
    assert_eq!(other.merge(id(8), id(1), at(10)), Err(Refusal::NotTaken(Part::Merge)));
}

#[test]
fn what_waits_and_how_long() {
    let mut board = with_ideas(3);
    let _ = board.bring(&new(4, IDEAS, Kind::Idea, 4), false, at(4)).unwrap();
    let _ = board.merge(id(1), id(3), at(10)).unwrap();
    let _ = board.answer((id(2), 1), &name("done"), "There.", MEMBER, at(10)).unwrap();
    let listed: Vec<_> = board.waiting(at(50)).into_iter().map(|w| (w.which, w.what_for, w.micros)).collect();
    let contribution = |n| Which::Contribution(id(n));
    assert_eq!(listed, [(contribution(3), WaitsFor::Outcome, 49), (contribution(4), WaitsFor::Moderator, 46)]);
    // Back to an open status, it waits again from then on.
    let _ = board.answer((id(2), 2), &name("started"), "", MEMBER, at(60)).unwrap();
    assert!(board.waiting(at(61)).iter().any(|w| (w.which, w.since) == (contribution(2), at(60))));
    let after = board.waiting(at(1_000_001));
    let closed: Vec<_> = after.iter().filter(|w| matches!(w.which, Which::Activity(_))).collect();
    assert_eq!(
        closed.len(),
        2,
        "votes share what becomes of the activity, but on a map that of each statement: {after:?}"
    );
}

#[test]
fn a_question_ends_with_the_answer_that_its_author_takes() {
    let mut board = board();
    let _ = board.bring(&new(1, QUESTIONS, Kind::Question, 1), true, at(1)).unwrap();
    let _ = board.write(&comment(1, 1, 2), true, at(2)).unwrap();
    let _ = board.write(&comment(2, 1, 3), false, at(3)).unwrap();
    assert_eq!(board.accept(id(1), CommentId(1), Writer::Person(PersonId(2)), at(4)), Err(Refusal::NotYours));
    assert_eq!(
        board.accept(id(1), CommentId(2), Writer::Person(PersonId(1)), at(4)),
        Err(Refusal::NotThere),
        "nobody has seen it yet"
    );
    let done = board.accept(id(1), CommentId(1), Writer::Person(PersonId(1)), at(5)).unwrap();
    assert_eq!(done.notices.len(), 1);
    assert_eq!((done.notices[0].to, &done.notices[0].what), (PersonId(2), &What::Accepted { comment: CommentId(1) }));
    let outcome = board.contribution(id(1)).unwrap().outcome.clone().unwrap();
    assert_eq!((outcome.kind, outcome.words.as_str()), (OutcomeKind::Answered, "Words of 2"));
    let mut ideas = with_ideas(1);
    let _ = ideas.write(&comment(1, 1, 2), true, at(2)).unwrap();
    assert_eq!(
        ideas.accept(id(1), CommentId(1), Writer::Person(PersonId(1)), at(5)),
        Err(Refusal::NotTaken(Part::Accept))
    );
}

#[test]
fn an_erased_answer_leaves_its_question_open_again() {
    let mut board = board();
    let _ = board.bring(&new(1, QUESTIONS, Kind::Question, 1), true, at(1)).unwrap();
    let _ = board.write(&comment(1, 1, 2), true, at(2)).unwrap();
    let _ = board.accept(id(1), CommentId(1), Writer::Person(PersonId(1)), at(5)).unwrap();
    let _ = board.erase(PersonId(2), PersonId(99), at(19));
    let row = board.contribution(id(1)).unwrap();
    assert_eq!((row.outcome.clone(), row.status.clone(), row.accepted), (None, name("open"), None));
    assert_eq!(board.waiting(at(9)).len(), 1);
}

#[test]
fn an_offer_and_a_need_end_together() {
    let mut board = board();
    let _ = board.bring(&new(1, HELP, Kind::Offer, 1), true, at(1)).unwrap();
    let _ = board.bring(&new(2, HELP, Kind::Need, 2), true, at(1)).unwrap();
    let (pair, none) = ((id(1), id(2)), |_| 0);
    let stranger = board.agree(pair, None, PersonId(3), none, at(2));
    assert_eq!(stranger, Err(NoFit::NotYours.into()));
    let (half, told) = board.agree(pair, None, PersonId(2), none, at(2)).unwrap();
    assert_eq!((told[0].to, &told[0].what), (PersonId(1), &What::Asked { with: id(2) }));
    assert_eq!(board.agree(pair, Some(&half), PersonId(2), none, at(3)), Err(Refusal::ThereAlready));
    assert_eq!(board.matched(&half, PersonId(2), none, "It is done.", at(3)), Err(NoFit::NotAgreed.into()));
    let (made, told) = board.agree(pair, Some(&half), PersonId(1), none, at(3)).unwrap();
    assert_eq!((told[0].to, &told[0].what), (PersonId(2), &What::Matched { with: id(1) }));
    assert_eq!(board.matched(&made, PersonId(1), none, "It is done.", at(4)), Err(Refusal::NotYours));
    assert_eq!(board.matched(&made, PersonId(2), none, " ", at(4)), Err(Refusal::NoWords));
    let parted = board.part(&made, PersonId(1), at(4)).unwrap();
    assert_eq!((parted[0].to, &parted[0].what), (PersonId(2), &What::Parted { with: id(1) }));
    let (over, done) = board.matched(&made, PersonId(2), none, "It is done.", at(4)).unwrap();
    assert_eq!(done.notices.iter().map(|n| n.to).collect::<Vec<_>>(), [PersonId(1)], "nobody is told what they did");
    let waits =
        |board: &Board| board.waiting(at(1_000_001)).into_iter().any(|w| matches!(w.which, Which::Contribution(_)));
    assert!(!waits(&board));
    assert_eq!(board.part(&over, PersonId(1), at(5)), Err(Refusal::Ended));
    assert_eq!(board.asked(id(1), at(5)), Err(Refusal::Ended));
}

#[test]
fn an_offer_for_two_ends_with_the_second() {
    let mut board = board();
    let two = |mut new: NewContribution| {
        new.particulars.as_mut().unwrap().room = 2;
        new
    };
    let _ = board.bring(&two(new(1, HELP, Kind::Offer, 1)), true, at(1)).unwrap();
    let _ = board.bring(&new(2, HELP, Kind::Need, 2), true, at(1)).unwrap();
    let made = Match { offer: id(1), need: id(2), offer_agrees: true, need_agrees: true, at: at(1), done: None };
    let _ = board.matched(&made, PersonId(2), |_| 0, "It is done.", at(4)).unwrap();
    assert!(board.waiting(at(5)).is_empty(), "while it is open it may still find another");
    let waits: Vec<_> = board.waiting(at(1_000_007)).into_iter().map(|waits| (waits.which, waits.micros)).collect();
    assert!(waits.contains(&(Which::Contribution(id(1)), 7)), "{waits:?}");
}

#[test]
fn where_only_the_firm_answers_whoever_asked_may_still_reply() {
    let mut board = board();
    let only = activity(ActivityId(9), Setting::Questions(Questions { firm_only: true }));
    board.apply(&Change::Activity(Box::new(only)));
    let _ = board.bring(&new(1, ActivityId(9), Kind::Question, 1), true, at(1)).unwrap();
    assert_eq!(board.write(&comment(1, 1, 2), true, at(2)), Err(Refusal::OnlyTheFirm));
    let firm = NewComment { writer: Writer::Member(MEMBER), ..comment(2, 1, 0) };
    let _ = board.write(&firm, true, at(3)).unwrap();
    let _ = board.write(&comment(3, 1, 1), true, at(4)).unwrap();
    let _ = board.accept(id(1), CommentId(2), Writer::Member(MEMBER), at(5)).unwrap();
    assert_eq!(board.contribution(id(1)).unwrap().outcome.as_ref().unwrap().by, Some(MEMBER));
}

#[test]
fn an_answer_that_is_declined_leaves_its_question_open_again() {
    let mut board = board();
    let _ = board.bring(&new(1, QUESTIONS, Kind::Question, 1), true, at(1)).unwrap();
    let _ = board.write(&comment(1, 1, 2), true, at(2)).unwrap();
    let _ = board.accept(id(1), CommentId(1), Writer::Person(PersonId(1)), at(5)).unwrap();
    let words = Text::new("It names a neighbour.", Field::Answer).unwrap();
    let no = Button::Decline { reason: Reason { kind: ReasonKind::Personal, words } };
    let _ = board.decide_comment(CommentId(1), 1, &no, MEMBER, at(6)).unwrap();
    let row = board.contribution(id(1)).unwrap();
    assert_eq!((row.outcome.clone(), row.accepted), (None, None));
    assert!(matches!(board.waiting(at(9))[..], [w] if w.since == at(6)));
}

#[test]
fn a_no_has_a_reason_and_its_parts_stand_again() {
    let mut board = with_ideas(2);
    let _ = board.merge(id(1), id(2), at(10)).unwrap();
    let words = Text::new("It names a neighbour.", Field::Answer).unwrap();
    let reason = Reason { kind: ReasonKind::Personal, words };
    let button = Button::Decline { reason: reason.clone() };
    assert_eq!(board.decide(id(2), 7, &button, MEMBER, at(11)), Err(Conflict { saw: 7, is: 1 }.into()));
    let done = board.decide(id(2), 1, &button, MEMBER, at(11)).unwrap();
    assert!(board.contribution(id(1)).unwrap().stands());
    assert!(done.notices.iter().any(|n| n.to == PersonId(2) && n.what == What::Declined { reason: reason.clone() }));
    assert_eq!(board.vote(id(2), who(7), Some(Ballot::For), at(12)), Err(Refusal::NotThere));
    assert_eq!(board.contest(id(2), PersonId(1), "No", at(12)), Err(Refusal::NotYours));
    let _ = board.contest(id(2), PersonId(2), "It names nobody.", at(12)).unwrap();
    assert_eq!(board.contest(id(2), PersonId(2), "Again", at(13)), Err(Refusal::NothingToContest));
    let _ = board.decide(id(2), 3, &Button::Approve, MEMBER, at(14)).unwrap();
    assert!(board.contribution(id(2)).unwrap().stands());
}

#[test]
fn comments_tell_the_author_followers_and_whoever_is_replied_to() {
    let mut board = with_ideas(1);
    let _ = board.follow(id(1), PersonId(5), true, at(10)).unwrap();
    let _ = board.vote(id(1), who(6), Some(Ballot::For), at(10)).unwrap();
    let first = board.write(&comment(1, 1, 2), true, at(11)).unwrap();
    assert_eq!(first.notices.iter().map(|n| n.to.0).collect::<Vec<_>>(), [1, 5]);
    let reply = NewComment { reply_to: Some(CommentId(1)), ..comment(2, 1, 1) };
    let second = board.write(&reply, true, at(12)).unwrap();
    assert_eq!(second.notices.iter().map(|n| n.to.0).collect::<Vec<_>>(), [5, 2]);
    let queued = board.write(&comment(3, 1, 4), false, at(13)).unwrap();
    assert_eq!(queued.notices, []);
    let seen = board.decide_comment(CommentId(3), 1, &Button::Approve, MEMBER, at(14)).unwrap();
    assert_eq!(seen.notices.iter().map(|n| n.to.0).collect::<Vec<_>>(), [1, 5, 4]);
    let elsewhere = NewComment { reply_to: Some(CommentId(9)), ..comment(4, 1, 1) };
    assert_eq!(board.write(&elsewhere, true, at(15)), Err(Refusal::NotThere));
    assert_eq!(board.unwrite(CommentId(1), Writer::Person(PersonId(4))), Err(Refusal::NotYours));
}

#[test]
fn statements_wait_for_their_outcome_from_the_end_of_the_map_on() {
    let mut board = board();
    let _ = board.bring(&new(1, MAP, Kind::Statement, 1), true, at(1)).unwrap();
    let seed = Seed {
        id: id(2),
        activity: MAP,
        kind: Kind::Statement,
        text: " What the firm says ".into(),
        language: english(),
    };
    let seeded = board.seed(&seed, at(1)).unwrap();
    assert_eq!(seeded.notices, []);
    let row = board.contribution(id(2)).unwrap();
    assert_eq!((row.author, row.showing.clone()), (None, Showing::Shown));
    assert_eq!(row.content.as_ref().unwrap().body.as_ref().unwrap().as_str(), "What the firm says");
    let nothing = Seed { id: id(3), text: " ".into(), ..seed.clone() };
    assert_eq!(board.seed(&nothing, at(1)), Err(NotAText::Nothing.into()));
    let idea = Seed { id: id(3), kind: Kind::Idea, ..seed.clone() };
    assert_eq!(board.seed(&idea, at(1)), Err(Refusal::OtherKind(Kind::Idea)));

    let _ = board.vote(id(1), (PersonId(50), false), Some(Ballot::Against), at(2)).unwrap();
    let _ = board.vote(id(1), (PersonId(51), false), Some(Ballot::Pass), at(2)).unwrap();
    assert!(board.waiting(at(999_999)).is_empty(), "nobody is asked for an answer while people vote");
    let waiting = |board: &Board, now| -> Vec<_> {
        let of_map = |which: &Which| !matches!(which, Which::Activity(other) if *other != MAP);
        board.waiting(at(now)).iter().map(|w| (w.which, w.micros)).filter(|(which, _)| of_map(which)).collect()
    };
    let waits = |n| (Which::Contribution(id(n)), 9);
    assert_eq!(waiting(&board, 1_000_009), [waits(1), waits(2)], "one by one, and not the map as a whole");
    assert_eq!(board.answer((id(1), 1), &name("done"), " ", MEMBER, at(3)), Err(Refusal::NoWords));
    let done = board.answer((id(1), 1), &name("done"), "It is there now.", MEMBER, at(1_000_010)).unwrap();
    let told: Vec<_> = done.notices.iter().map(|n| (n.to.0, n.because)).collect();
    assert_eq!(told, [(1, Because::Author), (50, Because::Voter)], "who passed did not ask");
    assert_eq!(waiting(&board, 1_000_009), [waits(2)]);
    assert_eq!(board.seed(&Seed { id: id(4), ..seed }, at(1_000_011)), Err(NotOpen::Since(at(1_000_000)).into()));
}

#[test]
fn an_activity_is_answered_for_everybody_who_had_a_part_in_it() {
    let mut board = board();
    let _ = board.bring(&new(1, MAP, Kind::Statement, 1), true, at(1)).unwrap();
    let _ = board.vote(id(1), (PersonId(50), false), Some(Ballot::Against), at(2)).unwrap();
    let done = board
        .answer_activity(MAP, OutcomeKind::Adopted, "Two statements are in the plan.", MEMBER, at(1_000_001), &[])
        .unwrap();
    assert_eq!(done.notices.iter().map(|n| (n.to.0, n.because)).collect::<Vec<_>>(), [(50, Because::Voter)]);
}

#[test]
fn the_words_of_a_part_stand_for_an_erased_root() {
    let mut board = with_ideas(2);
    let _ = board.merge(id(2), id(1), at(10)).unwrap();
    let _ = board.erase(PersonId(1), PersonId(99), at(19));
    assert_eq!(board.face(id(1)).map(|row| row.id), Some(id(2)));
    assert!(matches!(board.waiting(at(20))[..], [w] if w.since == at(2)));
    let _ = board.unmerge(id(2), at(21)).unwrap();
    assert!(board.face(id(1)).is_none());
}

#[test]
fn who_has_no_account_takes_part_where_nobody_has_to_be_known_or_to_have_agreed() {
    use crate::activity::{Fault, Ideas, Setting};
    use crate::board::sample::{HELP, IDEAS, activity, board};
    let open = |setting, agreed_only: bool| {
        let mut one = activity(IDEAS, setting);
        one.without_account = true;
        one.agreed_only = agreed_only;
        one.clause = comity_exchange::id::ClauseId::new("messages").ok();
        one.faults()
    };
    assert_eq!(open(Setting::Ideas(Ideas::default()), false), []);
    assert_eq!(open(Setting::Ideas(Ideas::default()), true), [Fault::NeedsAgreement]);
    let help = board().activity(HELP).unwrap().setting.clone();
    assert_eq!(open(help, false), [Fault::NeedsAccount]);
    let one = activity(IDEAS, Setting::Ideas(Ideas::default()));
    assert!(!serde_json::to_string(&one).unwrap().contains("without_account"), "off is not written down");
}
