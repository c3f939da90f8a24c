use std::collections::BTreeSet;

use super::*;
use crate::basis::Source::{Inferred, Observed, ThirdParty, Volunteered};
use crate::clause::Setting;
use crate::id::{ClauseId, RecipientId};
use crate::market::sample::{World, day, item, purpose, terms, value};
use crate::market::{Kept, Notice, Stopped, ValueId, Values};
use crate::sample::clause;

fn values() -> Values {
    let all = [
        value("plan", Volunteered, 0, &[]),
        value("usage", Observed, 10, &[]),
        value("fit", Inferred, 20, &[0, 1]),
        value("mood", Inferred, 30, &[2]),
        value("signal", Observed, 0, &[]),
    ];
    (0..).map(ValueId).zip(all).collect()
}

fn read(world: &World, id: u128, request: Request<'_>, now: u32) -> Result<Kept, NotPermitted> {
    world.stand().read(ValueId(id), &values(), &request, day(now)).map(|permission| permission.until)
}

fn check(world: &World, id: u128, request: Request<'_>, now: u32, expect: Result<Kept, NotPermitted>) {
    assert_eq!(read(world, id, request, now), expect, "value {id}, {request:?}, day {now}");
}

fn until(n: u32) -> Result<Kept, NotPermitted> {
    Ok(Kept::Until(day(n)))
}

#[test]
fn what_was_agreed_may_be_read_for_as_long_as_agreed() {
    let world = World::agreed(terms(), &[]);
    check(&world, 1, Request::of("advice"), 100, until(190));
    check(&world, 1, Request::of("billing"), 100, until(375));
    check(&world, 1, Request::of("billing"), 375, Err(NotPermitted::Expired { at: day(375) }));
    check(&world, 0, Request::of("adverts"), 9_000, Ok(Kept::WhileAgreed));
    let permission = world.stand().read(ValueId(1), &values(), &Request::of("advice"), day(0)).unwrap();
    assert_eq!(
        (permission.clause.as_str(), permission.version, permission.basis.name()),
        ("usage-for-advice", 1, "consent")
    );
}

#[test]
fn names_that_nobody_knows_are_told_from_what_is_not_agreed() {
    let world = World::new(terms());
    let covers = |item: &str, purpose: &str| world.stand().covers(item, &Request::of(purpose)).unwrap_err();
    assert_eq!(covers("usages", "advice"), NotPermitted::UnknownItem { near: vec![item("usage")] });
    assert_eq!(covers("usage", "Advise"), NotPermitted::UnknownPurpose { near: vec![purpose("advice")] });
    assert_eq!(covers("usage", "advice"), NotPermitted::NoAgreement);
    check(&world, 9, Request::of("advice"), 0, Err(NotPermitted::NoSuchValue));
}

#[test]
fn refused_withdrawn_left() {
    let mut world = World::agreed(terms(), &["signal-for-coverage"]);
    check(&world, 4, Request::of("coverage"), 1, Err(NotPermitted::PurposeNotCovered));
    check(&world, 4, Request::of("advice"), 1, Err(NotPermitted::ItemNotCovered));
    world.withdraw("advice");
    check(&world, 1, Request::of("advice"), 1, Err(NotPermitted::Withdrawn));
    world.agreement().leave(day(5));
    check(&world, 1, Request::of("billing"), 6, Err(NotPermitted::Left { at: day(5) }));
    check(&world, 1, Request::of("archive"), 6, until(410));
}

#[test]
fn nobody_receives_what_they_are_not_named_for() {
    let world = World::agreed(terms(), &[]);
    let lab = RecipientId::new("signal-lab").unwrap();
    let to = |purpose, recipient| Request { recipient: Some(recipient), ..Request::of(purpose) };
    check(&world, 4, to("coverage", "signal-lab"), 1, until(90));
    check(&world, 4, to("coverage", "shop"), 1, Err(NotPermitted::RecipientNotNamed { named: vec![lab] }));
    check(&world, 1, to("advice", "signal-lab"), 1, Err(NotPermitted::RecipientNotNamed { named: vec![] }));
}

#[test]
fn the_signal_goes_before_whatever_is_no_yes() {
    let world = World::agreed(terms(), &[]);
    let signal = |purpose, recipient| Request { recipient, signal: true, ..Request::of(purpose) };
    let stopped = |stops| Err(NotPermitted::Signal { stops });
    check(&world, 0, signal("adverts", None), 1, stopped(Stopped::Marketing));
    check(&world, 0, signal("adverts", Some("signal-lab")), 1, stopped(Stopped::Disclosure));
    check(&world, 4, signal("coverage", Some("signal-lab")), 1, until(90));
    check(&world, 0, signal("advice", None), 1, until(180));
    check(&world, 1, signal("archive", Some("signal-lab")), 1, until(410));
}

#[test]
fn what_was_inferred_is_covered_with_its_inputs_and_no_longer_than_they() {
    let mut world = World::agreed(terms(), &[]);
    check(&world, 2, Request::of("advice"), 30, until(180));
    check(&world, 3, Request::of("advice"), 30, until(180));
    check(&world, 2, Request::of("billing"), 30, Err(NotPermitted::ItemNotCovered));
    world.agreement().release(&item("usage"));
    check(&world, 2, Request::of("advice"), 30, Err(NotPermitted::InputNotCovered { input: item("usage") }));
    check(&world, 3, Request::of("advice"), 30, Err(NotPermitted::InputNotCovered { input: item("fit") }));
    // Also where nothing was worked out yet, and where a value did without that input.
    let covers = world.stand().covers("fit", &Request::of("advice"));
    assert_eq!(covers, Err(NotPermitted::InputNotCovered { input: item("usage") }));
    let new = value("fit", Inferred, 30, &[0]);
    assert_eq!(world.stand().write(&new, &values(), day(30)).err(), covers.err());
}

#[test]
fn an_inferred_value_comes_from_what_the_terms_name() {
    let world = World::agreed(terms(), &[]);
    let check = |new, expect: Result<&[&str], NotPermitted>| {
        let expect = expect.map(|names| names.iter().map(|name| purpose(name)).collect::<BTreeSet<_>>());
        assert_eq!(world.stand().write(&new, &values(), day(40)), expect, "{new:?}");
    };
    check(value("fit", Inferred, 40, &[0, 1]), Ok(&["advice"]));
    check(value("fit", Inferred, 40, &[1]), Ok(&["advice"]));
    check(value("fit", Inferred, 40, &[]), Err(NotPermitted::InputsNotNamed));
    check(value("fit", Inferred, 40, &[8]), Err(NotPermitted::InputGone));
    check(value("fit", Inferred, 40, &[4]), Err(NotPermitted::InputNotAgreed { input: item("signal") }));
    check(value("fit", Observed, 40, &[]), Err(NotPermitted::SourceNotAgreed { agreed: Inferred }));
    check(value("usage", Observed, 40, &[]), Ok(&["advice", "archive", "billing"]));
    check(value("usage", ThirdParty, 40, &[]), Err(NotPermitted::SourceNotAgreed { agreed: Observed }));
    check(value("usage", Observed, 40, &[0]), Err(NotPermitted::InputNotAgreed { input: item("plan") }));
    check(value("usag", Observed, 40, &[]), Err(NotPermitted::UnknownItem { near: vec![item("usage")] }));
}

#[test]
fn nothing_is_written_after_the_person_took_it_back() {
    let mut world = World::agreed(terms(), &["signal-for-coverage"]);
    let write = |world: &World, new| world.stand().write(&new, &values(), day(40)).unwrap_err();
    assert_eq!(write(&world, value("signal", Observed, 40, &[])), NotPermitted::PurposeNotCovered);
    world.withdraw("advice");
    assert_eq!(write(&world, value("fit", Inferred, 40, &[1])), NotPermitted::Withdrawn);
    assert_eq!(write(&World::new(terms()), value("plan", Volunteered, 40, &[])), NotPermitted::NoAgreement);
}

#[test]
fn inferred_terms_that_name_no_inputs_permit_nothing() {
    let mut terms = terms();
    terms.items.iter_mut().for_each(|item| item.inferred = None);
    check(&World::agreed(terms, &[]), 2, Request::of("advice"), 30, Err(NotPermitted::InputsNotNamed));
}

#[test]
fn a_clause_that_is_switched_off_permits_nothing() {
    let mut terms = terms();
    clause(&mut terms, "usage-for-advice").setting = Some(Setting::Switch { start: true });
    let mut world = World::agreed(terms, &[]);
    check(&world, 1, Request::of("advice"), 30, until(190));
    let advice = ClauseId::new("usage-for-advice").unwrap();
    world.agreement().set(&advice, Position::On(false)).unwrap();
    check(&world, 1, Request::of("advice"), 30, Err(NotPermitted::SwitchedOff { clause: advice }));
}

#[test]
fn a_clause_whose_version_is_not_at_hand_permits_nothing() {
    let mut world = World::agreed(terms(), &[]);
    let terms = world.versions.remove(&1).unwrap();
    world.versions.insert(2, terms);
    check(&world, 1, Request::of("advice"), 30, Err(NotPermitted::PurposeNotCovered));
}

#[test]
fn a_value_stays_for_the_longest_of_its_clauses() {
    let mut world = World::agreed(terms(), &[]);
    let kept = |world: &World, id, now| world.stand().kept_until(ValueId(id), &values(), day(now));
    assert_eq!(kept(&world, 1, 0), Some(Kept::Until(day(410))));
    assert_eq!(kept(&world, 1, 410), None);
    assert_eq!(kept(&world, 0, 5_000), Some(Kept::WhileAgreed));
    assert_eq!(kept(&world, 2, 179), Some(Kept::Until(day(180))));
    assert_eq!(kept(&world, 2, 180), None);
    world.withdraw("adverts");
    assert_eq!(kept(&world, 0, 1), Some(Kept::Until(day(365))));
    world.agreement().leave(day(1));
    assert_eq!([kept(&world, 0, 1), kept(&world, 1, 1)], [None, Some(Kept::Until(day(410)))]);
}

/// What goes, and who is told of which value and purpose.
fn ended(world: &World, before: &World, contested: &[u128], now: u32) -> (Vec<u128>, Vec<(u128, String)>) {
    let contested = contested.iter().copied().map(ValueId).collect();
    let ended = world.stand().ended(&before.stand(), &values(), &contested, day(now));
    let told = |notice: Notice| (notice.value.0, notice.purpose.to_string());
    (ended.delete.iter().map(|id| id.0).collect(), ended.tell.into_iter().map(told).collect())
}

#[test]
fn what_goes_takes_along_what_was_inferred_from_it_and_recipients_are_told() {
    let all = || World::agreed(terms(), &[]);
    let check = |change: fn(&mut World), contested: &[u128], now, delete: &[u128], tell: &[(u128, &str)]| {
        let (before, mut after) = (all(), all());
        change(&mut after);
        let tell: Vec<(u128, String)> = tell.iter().map(|(id, purpose)| (*id, (*purpose).to_owned())).collect();
        assert_eq!(ended(&after, &before, contested, now), (delete.to_vec(), tell));
    };
    check(|_| {}, &[], 40, &[], &[]);
    check(|w| w.withdraw("advice"), &[], 40, &[2, 3], &[]);
    check(|w| w.withdraw("coverage"), &[], 40, &[4], &[(4, "coverage")]);
    check(|w| w.withdraw("adverts"), &[], 40, &[], &[(0, "adverts")]);
    check(|w| w.agreement().leave(day(40)), &[], 40, &[0, 2, 3, 4], &[(0, "adverts"), (4, "coverage")]);
    check(|w| w.agreement().release(&item("plan")), &[], 40, &[0, 2, 3], &[(0, "adverts")]);
    check(|_| {}, &[2], 40, &[2, 3], &[]);
    check(|_| {}, &[1], 40, &[1, 2, 3], &[(1, "archive")]);
    check(|_| {}, &[], 185, &[2, 3, 4], &[(4, "coverage")]);
}
