//! One vote as people write it.

use comity_measure::opinion::Vote;

/// What somebody said to a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ballot {
    /// One of the three votes.
    Vote(Vote),
    /// A number that is none of the three.
    OutOfRange,
    /// Something else.
    Unreadable,
}

/// Words for the three votes, in English and Italian; compared in lower case, without spaces and apostrophes.
const AGREE: &str = "agree agrees agreed yes y accordo daccordo sonodaccordo sì si favorevole concordo";
const DISAGREE: &str = "disagree disagrees disagreed no n disaccordo indisaccordo nondaccordo nonsonodaccordo contrario contraria dissento";
const PASS: &str = "pass passes passed skip unsure neutral neither dontknow passo salto neutro neutrale incerto incerta \
    nonso indeciso indecisa astenuto astenuta astensione";

impl Ballot {
    /// Reads a cell: `1`, `0`, `-1` (with a sign, a decimal point or a real minus sign too) or a word.
    pub fn read(cell: &str) -> Self {
        match cell {
            "1" => return Self::Vote(Vote::Agree),
            "0" => return Self::Vote(Vote::Pass),
            "-1" => return Self::Vote(Vote::Disagree),
            _ => {}
        }
        let cell = cell.trim().replace('−', "-");
        if let Ok(number) = cell.parse::<f64>() {
            return match number {
                1.0 => Self::Vote(Vote::Agree),
                0.0 => Self::Vote(Vote::Pass),
                -1.0 => Self::Vote(Vote::Disagree),
                _ => Self::OutOfRange,
            };
        }
        let word: String =
            cell.to_lowercase().chars().filter(|c| !matches!(c, ' ' | '\'' | '’' | '-' | '_' | '\u{a0}')).collect();
        let is_one_of = |words: &str| words.split_whitespace().any(|known| known == word);
        match () {
            () if is_one_of(AGREE) => Self::Vote(Vote::Agree),
            () if is_one_of(DISAGREE) => Self::Vote(Vote::Disagree),
            () if is_one_of(PASS) => Self::Vote(Vote::Pass),
            () => Self::Unreadable,
        }
    }

    /// The vote, or the stable name of why it is none.
    pub fn vote(self) -> Result<Vote, &'static str> {
        match self {
            Self::Vote(vote) => Ok(vote),
            Self::OutOfRange => Err("vote_out_of_range"),
            Self::Unreadable => Err("unreadable_vote"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn votes() {
        let check = |cell: &str, expect: Ballot| assert_eq!(Ballot::read(cell), expect, "{cell}");
        check("1", Ballot::Vote(Vote::Agree));
        check("-1", Ballot::Vote(Vote::Disagree));
        check("0", Ballot::Vote(Vote::Pass));
        check("+1", Ballot::Vote(Vote::Agree));
        check(" −1.0 ", Ballot::Vote(Vote::Disagree));
        check("Agree", Ballot::Vote(Vote::Agree));
        check("d’accordo", Ballot::Vote(Vote::Agree));
        check("Sì", Ballot::Vote(Vote::Agree));
        check("non d'accordo", Ballot::Vote(Vote::Disagree));
        check("don't know", Ballot::Vote(Vote::Pass));
        check("2", Ballot::OutOfRange);
        check("0.5", Ballot::OutOfRange);
        check("NaN", Ballot::OutOfRange);
        check("1e999", Ballot::OutOfRange);
        check("maybe", Ballot::Unreadable);
        check("", Ballot::Unreadable);
    }
}
