use super::*;
use crate::difference::{Detail, Favours};
use crate::sample::{clause, response, terms};

const ADVICE: &str = "usage-for-advice";

fn days(n: u32) -> FixedTerms {
    let mut terms = terms();
    clause(&mut terms, ADVICE).information.as_mut().unwrap().retention_days = Some(n);
    terms.into()
}

/// Somebody who agreed to ninety days instead of 180, and signed that.
fn negotiated(first: &FixedTerms) -> Standing {
    let mut standing = Standing::default();
    standing.offer(1, first, None, Timestamp(1));
    let alternative = Alternative { retention_days: Some(90), ..Alternative::default() };
    standing.respond(&response(&standing, &[(ADVICE, Answer::If(alternative))]), Timestamp(2)).unwrap();
    assert!(!standing.accepted_waits(first));
    standing.counter_accept(0, None, (1, first), Timestamp(3)).unwrap();
    assert!(standing.accepted_waits(first));
    standing.respond(&response(&standing, &[]), Timestamp(4)).unwrap();
    standing
}

#[test]
fn an_accepted_condition_waits_only_until_it_is_signed() {
    let (first, second) = (days(180), days(120));
    let mut standing = negotiated(&first);
    assert!(!standing.accepted_waits(&first));
    assert!(standing.offer(2, &second, Some(&first), Timestamp(5)), "what was negotiated is never carried along");
    assert!(!standing.accepted_waits(&second), "what waits is the new version");
}

#[test]
fn a_new_version_is_held_against_what_the_person_agreed_to() {
    let (first, second) = (days(180), days(120));
    let standing = negotiated(&first);
    let told = |before: &Terms| {
        let all = changes(before, &second);
        all.into_iter().map(|change| (change.favours, change.details)).collect::<Vec<_>>()
    };
    let kept = |from| vec![Detail::Kept { from: Some(from), to: Some(120) }];
    assert_eq!(told(&first), [(Favours::Person, kept(180))]);
    let own = standing.agreement.unwrap().as_agreed(&first);
    assert_eq!(told(&own), [(Favours::Firm, kept(90))]);
}
