//! What rows say that they are the same as, followed to its end.

use std::collections::HashMap;

/// What a row says of itself: its number, and the number of what it is the same as.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Link {
    /// Its number.
    pub number: Option<String>,
    /// The number of what it is the same as.
    pub into: Option<String>,
}

/// Where a row leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lead {
    /// It says nothing of the kind.
    Itself,
    /// To the row at that place, which stands for itself.
    To(usize),
    /// To nothing that is there, or back to itself: it stands for itself.
    Loose,
}

/// Where each row leads, by way of any others. Of rows in a circle one stands for itself, and the others lead to it. Takes time that
/// grows with the number of rows, however long the ways are.
pub fn leads(rows: &[Link]) -> Vec<Lead> {
    let mut places: HashMap<&str, usize> = HashMap::with_capacity(rows.len());
    for (at, row) in rows.iter().enumerate() {
        if let Some(number) = &row.number {
            places.entry(number).or_insert(at);
        }
    }
    // Once it is known, the place where a row ends.
    let mut ends: Vec<Option<usize>> = vec![None; rows.len()];
    let mut loose = vec![false; rows.len()];
    let mut on_the_way = vec![false; rows.len()];
    for begin in 0..rows.len() {
        let (mut way, mut at) = (Vec::new(), begin);
        let end = loop {
            if let Some(end) = ends[at] {
                break end;
            }
            if on_the_way[at] {
                // A circle: it is cut where the way came back to it.
                loose[at] = true;
                break at;
            }
            on_the_way[at] = true;
            way.push(at);
            match rows[at].into.as_deref().map(|into| places.get(into).copied()) {
                None => break at,
                Some(None) => {
                    loose[at] = true;
                    break at;
                }
                Some(Some(next)) => at = next,
            }
        };
        for passed in way {
            on_the_way[passed] = false;
            ends[passed] = Some(end);
        }
    }
    let lead = |(at, end): (usize, &Option<usize>)| match end {
        _ if loose[at] => Lead::Loose,
        Some(end) if *end != at => Lead::To(*end),
        _ => Lead::Itself,
    };
    ends.iter().enumerate().map(lead).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_end_and_circles_are_cut_once() {
        let link = |(number, into): &(&str, &str)| {
            let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
            Link { number: some(number), into: some(into) }
        };
        let check = |rows: &[(&str, &str)], expect: &[Lead]| {
            assert_eq!(leads(&rows.iter().map(link).collect::<Vec<_>>()), expect, "{rows:?}");
        };
        use Lead::{Itself, Loose, To};
        check(&[], &[]);
        check(&[("1", ""), ("2", "1"), ("3", "2"), ("", "3"), ("4", "9")], &[Itself, To(0), To(0), To(0), Loose]);
        check(&[("1", "1")], &[Loose]);
        check(&[("0", "1"), ("1", "2"), ("2", "3"), ("3", "1")], &[To(1), Loose, To(1), To(1)]);
    }

    #[test]
    fn a_long_way_is_walked_once() {
        let row = |n: usize| Link { number: Some(n.to_string()), into: Some((n + 1).to_string()) };
        let rows: Vec<Link> = (0..200_000).map(row).collect();
        let leads = leads(&rows);
        assert_eq!((leads[0], leads[199_998], leads[199_999]), (Lead::To(199_999), Lead::To(199_999), Lead::Loose));
    }
}
