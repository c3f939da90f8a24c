//! What a policy would have made of what was brought before it.

use comity_exchange::time::Timestamp;

use super::{Mark, Record};

/// Something that the same person brought, with what was decided on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Earlier {
    /// When.
    pub at: Timestamp,
    /// What it came to.
    pub came: Came,
}

/// What something came to, as far as trust goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Came {
    /// Others see it.
    Shown,
    /// A moderator said no.
    Declined,
    /// Neither: it waits, or its author took it back.
    Neither,
}

/// What was known of a person when they brought something at `now`, as far as it can be told afterwards: what they brought before
/// that others see counts as accepted, as often as moderators have let anything of theirs through; what was declined as declined.
/// That they are trusted since counts from what was accepted first. A block counts for nothing, since all of this was brought before.
pub fn then(today: &Record, earlier: &[Earlier], now: Timestamp) -> Record {
    let before = || earlier.iter().filter(|one| one.at < now);
    let count = |came| before().filter(|one| one.came == came).count() as u32;
    let accepted = count(Came::Shown).min(today.accepted);
    let mark = today.mark.filter(|mark| *mark == Mark::Trusted && accepted > 0);
    Record { accepted, declined: count(Came::Declined), mark }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_grows_with_what_came_before() {
        let one = |at| Earlier { at: Timestamp(at), came: Came::Shown };
        let all = [one(1), one(2), one(3), Earlier { at: Timestamp(4), came: Came::Neither }];
        let today = Record { accepted: 2, declined: 0, mark: Some(Mark::Trusted) };
        let at = |now| then(&today, &all, Timestamp(now));
        assert_eq!(at(1), Record::default());
        assert_eq!(at(2), Record { accepted: 1, declined: 0, mark: Some(Mark::Trusted) });
        assert_eq!(at(9).accepted, 2);
        let blocked = Record { mark: Some(Mark::Blocked), ..today };
        assert_eq!(then(&blocked, &all, Timestamp(9)).mark, None);
    }
}
