//! Who wrote what is said of a unit: posts without an author, and units for which one author speaks.

use super::gather::Gathered;
use super::outcome::Caveat;

/// From this share of posts without an author on it is said.
const MANY_MISSING: f64 = 0.2;
/// Fewer posts than this say nothing about who writes.
const FEWEST: u64 = 10;

/// Says how many posts of the unit have no author, and which units, its own or those that serve as comparison, are the voice of
/// one author. `in_window` tells of a time, in seconds
/// since 1970, whether it lies in the window.
pub fn caveats(posts: &Gathered, unit: u16, included: &[u16], in_window: &dyn Fn(i64) -> bool) -> Vec<Caveat> {
    let mut units: Vec<Unit> = posts.units.iter().map(|_| Unit::default()).collect();
    each(posts, in_window, |unit, author| units[usize::from(unit)].see(author));
    each(posts, in_window, |unit, author| {
        let unit = &mut units[usize::from(unit)];
        unit.leading += u64::from(author.is_some_and(|author| author == unit.leader));
    });
    let mut caveats = Vec::new();
    let own = &units[usize::from(unit)];
    if own.missing < own.posts && own.missing as f64 >= MANY_MISSING * own.posts as f64 && own.missing > 0 {
        caveats.push(Caveat::AuthorsMissing { missing: own.missing, of: own.posts });
    }
    for &unit in std::iter::once(&unit).chain(included) {
        let Unit { posts: n, leading, .. } = units[usize::from(unit)];
        if n >= FEWEST && leading * 2 > n {
            let share = leading as f64 / n as f64;
            caveats.push(Caveat::OneAuthor { unit: posts.units[usize::from(unit)].clone(), share });
        }
    }
    caveats
}

/// One unit's posts, and the author who may have written more than half of them (the majority vote of Boyer and Moore).
#[derive(Default)]
struct Unit {
    posts: u64,
    missing: u64,
    leader: u64,
    lead: u64,
    leading: u64,
}

impl Unit {
    fn see(&mut self, author: Option<u64>) {
        self.posts += 1;
        match author {
            None => self.missing += 1,
            Some(author) if self.lead == 0 => (self.leader, self.lead) = (author, 1),
            Some(author) if self.leader == author => self.lead += 1,
            Some(_) => self.lead -= 1,
        }
    }
}

fn each(posts: &Gathered, in_window: &dyn Fn(i64) -> bool, mut see: impl FnMut(u16, Option<u64>)) {
    for chunk in &posts.chunks {
        for (row, flags) in chunk.flags.iter().enumerate() {
            if !flags.removed() && in_window(i64::from(chunk.time[row])) {
                see(chunk.unit[row], Some(chunk.author[row]).filter(|_| !flags.without_author()));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leader(authors: &[Option<u64>]) -> (u64, u64) {
        let mut unit = Unit::default();
        authors.iter().for_each(|author| unit.see(*author));
        (unit.leader, unit.missing)
    }

    #[test]
    fn whoever_wrote_more_than_half_leads() {
        let check = |authors: &[u64], expect: u64| {
            let authors: Vec<Option<u64>> = authors.iter().map(|author| Some(*author)).collect();
            assert_eq!(leader(&authors), (expect, 0), "{authors:?}");
        };
        check(&[7], 7);
        check(&[1, 7, 2, 7, 7], 7);
        check(&[7, 7, 7, 1, 2], 7);
        check(&[1, 2, 7, 7, 7], 7);
        assert_eq!(leader(&[None, Some(7), None]), (7, 2));
        assert_eq!(leader(&[]), (0, 0));
    }
}
