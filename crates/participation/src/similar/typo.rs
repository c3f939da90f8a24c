//! Words with a letter or two wrong.

/// Whether two folded words are one letter apart: one more, one less, another, or two neighbours that changed places; for words
/// of eight letters and more also two. (Optimal string alignment, cut off.)
pub fn is_near(one: &str, other: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let most = if a.len().min(b.len()) >= 8 { 2 } else { 1 };
    if a.len().abs_diff(b.len()) > most {
        return false;
    }
    let mut before = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let same = usize::from(a[i - 1] != b[j - 1]);
            row[j] = (last[j] + 1).min(row[j - 1] + 1).min(last[j - 1] + same);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        if row.iter().all(|distance| *distance > most) {
            return false;
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()] <= most
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_near_and_another_word_is_not() {
        let check = |one: &str, other: &str, expect: bool| {
            assert_eq!(is_near(one, other), expect, "{one} {other}");
            assert_eq!(is_near(other, one), expect, "{other} {one}");
        };
        check("roaming", "roaming", true);
        check("roaming", "raoming", true);
        check("roaming", "romaing", true);
        check("roaming", "roming", true);
        check("roaming", "rooming", true);
        check("roaming", "rmoing", false);
        check("condivisione", "condvisone", true);
        check("plan", "planet", false);
    }
}
