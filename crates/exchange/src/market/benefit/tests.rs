use super::*;
use crate::text::Language;

const MICROS_A_DAY: i64 = 86_400_000_000;

fn day(n: i64) -> Timestamp {
    Timestamp(n * MICROS_A_DAY)
}

fn unit(words: &str) -> Texts {
    Texts::one(Language::new("en").unwrap(), words)
}

fn amount(text: &str) -> Option<Amount> {
    Some(Amount::parse(text).unwrap())
}

fn credit(count: Option<&str>, per: &str, due_days: Option<u32>) -> Promise {
    let benefit = Benefit {
        id: BenefitId::new("credit").unwrap(),
        what: unit("Credit"),
        capital: Capital::Economic,
        amount: count.and_then(amount),
        unit: unit(per),
        due_days,
    };
    Promise { clause: ClauseId::new("signal").unwrap(), benefit, since: day(0), ended: None }
}

fn given(count: Option<&str>, per: &str, at: i64) -> Delivery {
    let promise = credit(count, per, None);
    Delivery {
        clause: promise.clause,
        benefit: promise.benefit.id,
        capital: promise.benefit.capital,
        amount: promise.benefit.amount,
        unit: promise.benefit.unit,
        at: day(at),
    }
}

use DueState::{Delivered, Open, Overdue};

#[test]
fn dues_come_round_by_their_unit_and_are_met_oldest_first() {
    let check = |delivered: &[(&str, i64)], now: i64, expect: &[(u64, DueState)]| {
        let deliveries: Vec<_> = delivered.iter().map(|(n, at)| given(Some(n), "euro a week", *at)).collect();
        let (accounts, strange) = reconcile(vec![credit(Some("2"), "euro a week", Some(3))], &deliveries, day(now));
        let dues: Vec<_> = accounts[0].dues.iter().map(|due| (due.delivered, due.state)).collect();
        assert_eq!((dues.as_slice(), strange.len()), (expect, 0), "{delivered:?} on day {now}");
    };
    check(&[], 0, &[(0, Open)]);
    check(&[], 7, &[(0, Open), (0, Open)]);
    check(&[], 10, &[(0, Overdue), (0, Open)]);
    check(&[("2", 8)], 10, &[(2_000, Delivered), (0, Open)]);
    check(&[("1.5", 8), ("1.5", 9)], 14, &[(2_000, Delivered), (1_000, Open), (0, Open)]);
    check(&[("2", 12)], 11, &[(0, Overdue), (0, Open)]);
}

#[test]
fn what_is_not_counted_is_owed_once_and_without_a_date_never_late() {
    let check = |due_days, deliveries: &[Delivery], now, expect| {
        let (accounts, _) = reconcile(vec![credit(None, "answers a week", due_days)], deliveries, day(now));
        let states: Vec<_> = accounts[0].dues.iter().map(|due| due.state).collect();
        assert_eq!(states, [expect], "{due_days:?} on day {now}");
    };
    check(Some(30), &[], 29, Open);
    check(Some(30), &[], 30, Overdue);
    check(Some(30), &[given(None, "answers a week", 40)], 41, Delivered);
    check(None, &[], 9_000, Open);
}

#[test]
fn another_unit_settles_nothing() {
    let deliveries = [given(Some("2"), "points a week", 8), given(None, "euro a week", 8)];
    let (accounts, strange) = reconcile(vec![credit(Some("2"), "euro a week", Some(3))], &deliveries, day(10));
    assert_eq!((accounts[0].dues[0].state, strange.len()), (Overdue, 2));
}

#[test]
fn a_unit_stays_itself_when_it_is_translated() {
    let mut both = unit("euro");
    both.set(Language::new("it").unwrap(), "euro (it)");
    assert!(same_unit(&unit("euro"), &both) && same_unit(&both, &unit("euro")));
    assert!(!same_unit(&unit("points"), &both));
    assert!(!same_unit(&unit("euro"), &Texts::default()) && same_unit(&Texts::default(), &Texts::default()));
}

#[test]
fn what_was_earned_before_the_end_is_still_owed_and_nothing_after() {
    let ended = Promise { ended: Some(day(15)), ..credit(Some("2"), "euro a week", Some(3)) };
    let again = Promise { since: day(20), ..credit(Some("3"), "euro a week", Some(3)) };
    let deliveries = [given(Some("5"), "euro a week", 28)];
    let (accounts, _) = reconcile(vec![again, ended], &deliveries, day(28));
    let dues: Vec<Vec<u64>> = accounts.iter().map(|a| a.dues.iter().map(|due| due.delivered).collect()).collect();
    assert_eq!(dues, [vec![2_000, 2_000], vec![1_000, 0]]);
}

#[test]
fn no_delivery_is_lost_and_what_goes_beyond_is_said() {
    let check = |promised: Vec<Promise>, delivered: &[Delivery], now: i64, expect: &[&[(usize, u64, u64)]]| {
        let (accounts, strange) = reconcile(promised, delivered, day(now));
        let came = |account: &Account| account.came.iter().map(|put| (put.delivery, put.met, put.beyond)).collect();
        let came: Vec<Vec<_>> = accounts.iter().map(came).collect();
        assert_eq!((came, strange), (expect.iter().map(|one| one.to_vec()).collect(), Vec::new()));
    };
    let weekly = |n: &str, at| given(Some(n), "euro a week", at);
    let promise = || credit(Some("2"), "euro a week", Some(3));
    // Two dues are there on day 8: the one of the first week, and the one that runs.
    let thrice = [weekly("2", 7), weekly("3", 8), weekly("2", 8)];
    check(vec![promise()], &thrice, 8, &[&[(0, 2_000, 0), (1, 2_000, 1_000), (2, 0, 2_000)]]);
    let once = credit(None, "", None);
    check(vec![once], &[given(None, "", 1), given(None, "", 2)], 3, &[&[(0, 1_000, 0), (1, 0, 1_000)]]);
    let ended = Promise { ended: Some(day(8)), ..promise() };
    let again = Promise { since: day(20), ..promise() };
    check(vec![again, ended], &[weekly("5", 21)], 22, &[&[(0, 2_000, 0)], &[(0, 2_000, 1_000)]]);
    // Nothing is put where nothing came.
    let nothing = reconcile(vec![promise()], &[weekly("0", 1)], day(2)).0;
    assert_eq!(nothing[0].came, []);
}

#[test]
fn sums_stay_within_their_unit() {
    let points = |promise: Promise| Promise { clause: ClauseId::new("other").unwrap(), ..promise };
    let promised = vec![credit(Some("2"), "euro a week", Some(3)), points(credit(Some("7"), "points", Some(30)))];
    let deliveries = [given(Some("5"), "euro a week", 8)];
    let (accounts, _) = reconcile(promised, &deliveries, day(14));
    let sums = totals(&accounts, day(14));
    let euro = &sums[&(Capital::Economic, unit("euro a week"))];
    assert_eq!(*euro, Totals { promised: 4_000, delivered: 5_000, open: 0, overdue: 0 });
    let points = &sums[&(Capital::Economic, unit("points"))];
    assert_eq!(*points, Totals { promised: 7_000, delivered: 0, open: 7_000, overdue: 0 });
}

#[test]
fn what_is_owed_begins_with_the_oldest_due() {
    let check = |delivered: &[(&str, i64)], now: i64, expect: Option<(i64, i64, u64, u64)>| {
        let deliveries: Vec<_> = delivered.iter().map(|(n, at)| given(Some(n), "euro a week", *at)).collect();
        let (accounts, _) = reconcile(vec![credit(Some("2"), "euro a week", Some(3))], &deliveries, day(now));
        let expect = expect.map(|(since, late, open, overdue)| {
            let (since, late) = (day(since), Some(day(late)));
            Owing { since, late, open, overdue }
        });
        assert_eq!(accounts[0].owing(day(now)), expect, "{delivered:?} on day {now}");
    };
    check(&[], 6, None);
    check(&[], 7, Some((7, 10, 2_000, 0)));
    check(&[], 10, Some((7, 10, 0, 2_000)));
    check(&[("1.5", 8)], 14, Some((7, 10, 2_000, 500)));
    check(&[("2", 8)], 14, Some((14, 17, 2_000, 0)));
    check(&[("4", 8)], 14, None);
    let (accounts, _) = reconcile(vec![credit(Some("2"), "euro", None)], &[], day(900));
    assert_eq!(accounts[0].owing(day(900)).unwrap().late, None);
}

#[test]
fn clauses_in_force_promise() {
    let mut standing = crate::negotiation::Standing::default();
    standing.offer(1, &crate::sample::terms().into(), None, day(3));
    let response = crate::sample::response(&standing, &[]);
    standing.respond(&response, day(4)).unwrap();
    let promised = promises(standing.agreement.as_ref().unwrap());
    let names: Vec<_> = promised.iter().map(|promise| promise.benefit.id.as_str()).collect();
    assert_eq!(names, ["detail", "thanks", "credit", "saving"]);
    assert!(promised.iter().all(|promise| promise.since == day(4)));
}
