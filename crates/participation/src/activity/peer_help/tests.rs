use comity_exchange::text::{Language, Texts};

use super::*;
use crate::id::{ContributionId, PersonId};

fn names(names: &[&str]) -> BTreeSet<Name> {
    names.iter().map(|name| Name::new(name).unwrap()).collect()
}

fn asked(id: u128, offered: bool, person: u128, topics: &[&str]) -> Asked {
    let says = Particulars { topics: names(topics), room: 1, ..Particulars::default() };
    Asked { contribution: ContributionId(id), offered, person: PersonId(person), says }
}

fn with(mut asked: Asked, change: impl FnOnce(&mut Particulars)) -> Asked {
    change(&mut asked.says);
    asked
}

fn at(place: &str) -> Option<Name> {
    Some(Name::new(place).unwrap())
}

fn free(_: ContributionId) -> u32 {
    0
}

#[test]
fn what_fits_best_comes_first_and_what_cannot_fit_not_at_all() {
    let need = with(asked(1, false, 1, &["router", "tv"]), |says| {
        (says.place, says.from, says.until) = (at("milan"), Some(Timestamp(10)), Some(Timestamp(20)));
    });
    let others = [
        asked(2, true, 2, &["router"]),
        asked(3, true, 3, &["router", "tv"]),
        asked(4, true, 1, &["router", "tv"]),
        asked(5, false, 4, &["router", "tv"]),
        with(asked(6, true, 2, &["router", "tv"]), |says| says.until = Some(Timestamp(5))),
        asked(7, true, 7, &[]),
        asked(8, true, 8, &["router"]),
        with(asked(9, true, 9, &["router"]), |says| says.place = at("milan")),
        with(asked(10, true, 9, &["router", "tv"]), |says| says.place = at("rome")),
        with(asked(11, true, 9, &["router", "tv"]), |says| says.from = Some(Timestamp(20))),
        with(asked(12, true, 9, &["router", "tv"]), |says| says.until = Some(Timestamp(10))),
    ];
    let likeness = |id: ContributionId| if id.0 == 8 { 0.4 } else { 0.0 };
    let found = suggest(&need, &others, free, likeness, Timestamp(5));
    let ids: Vec<u128> = found.iter().map(|fit| fit.with.0).collect();
    assert_eq!(ids, [3, 9, 8, 2]);
    let full = suggest(&need, &others, |id| u32::from(id.0 == 3), likeness, Timestamp(5));
    assert_eq!(full[0].with, ContributionId(9));
}

#[test]
fn why_two_do_not_fit_is_said() {
    let need = with(asked(1, false, 1, &["tv"]), |says| {
        (says.place, says.from, says.until) = (at("milan"), Some(Timestamp(10)), Some(Timestamp(20)));
    });
    let check = |offer: Asked, why: NoFit| assert_eq!(fits(&need, &offer, free, Timestamp(0)), Err(why));
    check(with(asked(2, true, 2, &["tv"]), |says| says.place = at("rome")), NoFit::Elsewhere);
    check(with(asked(2, true, 2, &["tv"]), |says| says.from = Some(Timestamp(20))), NoFit::AnotherTime);
    check(with(asked(2, true, 2, &["tv"]), |says| says.until = Some(Timestamp(10))), NoFit::AnotherTime);
    check(asked(2, true, 1, &["tv"]), NoFit::Yourself);
    check(asked(2, false, 2, &["tv"]), NoFit::SameSide);
    assert_eq!(fits(&need, &asked(2, true, 2, &["tv"]), free, Timestamp(20)), Err(NoFit::Over));
}

#[test]
fn a_match_takes_both() {
    let (offer, need) = (asked(1, true, 1, &[]), asked(2, false, 2, &[]));
    let (first, second, now) = (PersonId(1), PersonId(2), Timestamp(0));
    let half = agree(None, (&offer, &need), first, free, now).unwrap();
    assert!(!half.is_made());
    assert!(!agree(Some(&half), (&offer, &need), first, free, now).unwrap().is_made());
    assert!(agree(Some(&half), (&offer, &need), second, free, now).unwrap().is_made());
    assert_eq!(agree(Some(&half), (&offer, &need), second, |_| 1, now), Err(NoFit::Full));
    assert_eq!(agree(None, (&offer, &need), PersonId(3), free, now), Err(NoFit::NotYours));
    assert_eq!(agree(None, (&need, &offer), first, free, now), Err(NoFit::SameSide));
}

#[test]
fn what_an_offer_says_is_checked() {
    let words = || Texts::one(Language::new("en").unwrap(), "Words");
    let choice = |name: &str| Choice { name: Name::new(name).unwrap(), words: words() };
    let help = PeerHelp { topics: vec![choice("tv"), choice("router")], places: vec![choice("milan")] };
    assert_eq!(help.faults(Timestamp(0), None), []);
    let sound = Particulars { topics: names(&["tv"]), place: at("milan"), room: 1, ..Particulars::default() };
    let check = |change: &dyn Fn(&mut Particulars), expect: Result<(), NotParticulars>| {
        let mut says = sound.clone();
        change(&mut says);
        assert_eq!(help.takes_particulars(Kind::Offer, Some(&says), Timestamp(10)), expect, "{says:?}");
    };
    check(&|_| {}, Ok(()));
    check(&|says| says.topics.clear(), Err(NotParticulars::NoTopic));
    check(&|says| says.topics = names(&["garden"]), Err(NotParticulars::Unknown));
    check(&|says| says.place = at("rome"), Err(NotParticulars::Unknown));
    check(&|says| says.until = Some(Timestamp(10)), Err(NotParticulars::Over));
    let backwards = |says: &mut Particulars| {
        (says.from, says.until) = (Some(Timestamp(30)), Some(Timestamp(20)));
    };
    check(&backwards, Err(NotParticulars::Backwards));
    check(&|says| says.room = 0, Err(NotParticulars::Room));
    check(&|says| says.room = MOST_ROOM + 1, Err(NotParticulars::Room));
    assert_eq!(help.takes_particulars(Kind::Need, None, Timestamp(0)), Err(NotParticulars::NoTopic));
    let fault =
        |help: &PeerHelp| help.faults(Timestamp(0), None).into_iter().map(|f| f.to_string()).collect::<Vec<_>>();
    assert_eq!(fault(&PeerHelp::default()), [Fault::NoTopics.to_string()]);
    let doubled = PeerHelp { topics: vec![choice("tv"), choice("tv")], places: Vec::new() };
    assert_eq!(fault(&doubled), ["two are named tv"]);
}
