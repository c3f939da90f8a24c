//! One answer: points and who decides.

use thiserror::Error;

/// Points of one question, 0 to 7.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Score(u8);

impl Score {
    /// The highest.
    pub const MOST: u8 = 7;

    /// The points.
    pub fn points(self) -> u8 {
        self.0
    }

    /// Reads a cell; nothing when it is empty or says that there is no answer.
    ///
    /// # Errors
    /// What stands there is no whole number from 0 to 7. Nothing is rounded or cut off.
    pub fn read(cell: &str) -> Result<Option<Self>, NoScore> {
        let cell = cell.trim();
        if is_missing(cell) {
            return Ok(None);
        }
        // `3.0` and `3,0` are how spreadsheets write a whole number.
        let number: f64 = cell.replace(',', ".").parse().map_err(|_| NoScore::NotANumber)?;
        if !number.is_finite() {
            Err(NoScore::NotANumber)
        } else if !(0.0..=f64::from(Self::MOST)).contains(&number) {
            Err(NoScore::OutOfRange)
        } else if number.fract() != 0.0 {
            Err(NoScore::NotWhole)
        } else {
            Ok(Some(Self(number as u8)))
        }
    }
}

/// Whether a cell says that there is no answer.
fn is_missing(cell: &str) -> bool {
    matches!(cell.to_ascii_lowercase().as_str(), "" | "." | "-" | "–" | "na" | "n/a" | "nan" | "null")
}

/// Why a cell is no score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Error)]
pub enum NoScore {
    /// Below 0 or above 7.
    #[error("a score lies between 0 and 7")]
    OutOfRange,
    /// Between two levels.
    #[error("a score is a whole number: choose the level that fits best")]
    NotWhole,
    /// No number at all.
    #[error("a score is a whole number from 0 to 7")]
    NotANumber,
}

/// Who decides, as a rater sees it: without the rule of a vote that [`crate::control::Control`] of a clause may carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Control {
    /// The firm.
    Firm,
    /// Both.
    Shared,
    /// The customer.
    Customer,
}

impl Control {
    /// From the firm to the customer.
    pub const ALL: [Self; 3] = [Self::Firm, Self::Shared, Self::Customer];

    /// Stable name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Firm => "firm",
            Self::Shared => "shared",
            Self::Customer => "customer",
        }
    }

    /// Reads a cell in English or Italian; nothing when it is empty.
    ///
    /// # Errors
    /// The cell, when it says something else.
    pub fn read(cell: &str) -> Result<Option<Self>, String> {
        let cell = cell.trim();
        if is_missing(cell) {
            return Ok(None);
        }
        let lower = cell.to_lowercase();
        let bare = ["the ", "il ", "l'", "l’"].iter().find_map(|article| lower.strip_prefix(article)).unwrap_or(&lower);
        match bare {
            "firm" | "company" | "f" | "impresa" | "azienda" => Ok(Some(Self::Firm)),
            "shared" | "both" | "s" | "entrambi" | "condiviso" | "condivisa" => Ok(Some(Self::Shared)),
            "customer" | "customers" | "c" | "cliente" | "clienti" => Ok(Some(Self::Customer)),
            _ => Err(cell.to_owned()),
        }
    }
}

/// What one rater said of one question.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The points; nothing where the rater left it out.
    pub score: Option<Score>,
    /// Who decides; nothing where the rater did not say.
    pub control: Option<Control>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_are_whole_numbers_from_0_to_7() {
        let check = |cell: &str, expect: Result<Option<u8>, NoScore>| {
            assert_eq!(Score::read(cell).map(|score| score.map(Score::points)), expect, "{cell:?}");
        };
        check("0", Ok(Some(0)));
        check(" 7 ", Ok(Some(7)));
        check("3.0", Ok(Some(3)));
        check("3,0", Ok(Some(3)));
        check("", Ok(None));
        check("NA", Ok(None));
        check(".", Ok(None));
        check("8", Err(NoScore::OutOfRange));
        check("-1", Err(NoScore::OutOfRange));
        check("3.5", Err(NoScore::NotWhole));
        check("inf", Err(NoScore::NotANumber));
        check("seven", Err(NoScore::NotANumber));
        check("1e400", Err(NoScore::NotANumber));
    }

    #[test]
    fn who_decides_is_read_in_both_languages() {
        let check =
            |cell: &str, expect: Result<Option<Control>, String>| assert_eq!(Control::read(cell), expect, "{cell}");
        check("The firm", Ok(Some(Control::Firm)));
        check("L'impresa", Ok(Some(Control::Firm)));
        check("entrambi", Ok(Some(Control::Shared)));
        check("CUSTOMER", Ok(Some(Control::Customer)));
        check("", Ok(None));
        check("nobody", Err("nobody".into()));
    }
}
