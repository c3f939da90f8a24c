//! Numbers as the reader writes them: a real minus sign, and a decimal comma and dotted thousands in Italian.

use super::{Lang, say};
use crate::study::outcome::{EventOutcome, Interval, Metric};

/// Shown where there is no number.
const NONE: &str = "–";

/// A whole number with its thousands set apart.
pub fn count(n: u64, lang: Lang) -> String {
    let digits = n.to_string();
    let separator = match lang {
        Lang::En => ',',
        Lang::It => '.',
    };
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

/// From so many digits after the point on, a small number is written with a power of ten.
const MANY: usize = 7;

/// A number with the given digits after the point; a dash when it is not finite. Where they are many, what is small is
/// written as `3.2e−9`, to the same last digit.
pub fn decimal(x: f64, decimals: usize, lang: Lang) -> String {
    if !x.is_finite() {
        return NONE.to_owned();
    }
    let point = match lang {
        Lang::En => '.',
        Lang::It => ',',
    };
    if x.abs() >= 1e15 {
        return format!("{x:.2e}").replace('-', "−").replace('.', &point.to_string());
    }
    if decimals >= MANY && x != 0.0 && x.abs() < 1e-4 {
        let digits = x.abs().log10().floor() + decimals as f64;
        return match digits {
            ..0.0 => "0".to_owned(),
            _ => format!("{x:.*e}", digits.min(15.0) as usize).replace('-', "−").replace('.', &point.to_string()),
        };
    }
    let decimals = decimals.min(15);
    let plain = format!("{:.decimals$}", x.abs());
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut text = count(whole.parse().unwrap_or(0), lang);
    if !fraction.is_empty() {
        text.push(point);
        text.push_str(fraction);
    }
    let is_zero = plain.bytes().all(|b| b == b'0' || b == b'.');
    if x < 0.0 && !is_zero { format!("−{text}") } else { text }
}

/// A share as a percentage, whole from 10% on.
pub fn percent(share: f64, lang: Lang) -> String {
    if !share.is_finite() {
        return NONE.to_owned();
    }
    let hundredths = 100.0 * share;
    let decimals = usize::from(hundredths.abs() < 9.95 && (hundredths - hundredths.round()).abs() > 0.049);
    format!("{}%", decimal(hundredths, decimals, lang))
}

/// A difference of shares in percentage points, with its sign.
pub fn points(difference: f64, lang: Lang) -> String {
    let text = decimal(100.0 * difference, 0, lang);
    if difference > 0.0 && text != "0" { format!("+{text}") } else { text }
}

/// A p value inside a sentence: `p = 0.031` or `p < 0.001`.
pub fn p_value(p: f64, lang: Lang) -> String {
    let number = p_number(p, lang);
    match number.as_str() {
        NONE => number,
        _ if number.starts_with('<') => format!("p\u{a0}{number}"),
        _ => format!("p\u{a0}=\u{a0}{number}"),
    }
}

/// A p value in a column headed p: `0.031` or `< 0.001`.
pub fn p_number(p: f64, lang: Lang) -> String {
    if !p.is_finite() {
        NONE.to_owned()
    } else if p < 0.001 {
        format!("<\u{a0}{}", decimal(0.001, 3, lang))
    } else {
        decimal(p, if p < 0.1 { 3 } else { 2 }, lang)
    }
}

/// A p value in plain words: how often chance alone does as much, as "in no more than 1 of 40 such comparisons".
pub fn chance(p: f64, lang: Lang) -> String {
    let p = if p.is_finite() { p.clamp(0.0, 1.0) } else { 1.0 };
    let (kind, of) = if p < 1e-4 {
        ("rare", 0)
    } else if p <= 0.105 {
        ("one", two_digits(1.0 / p))
    } else if p < 0.95 {
        ("many", (100.0 * p).round() as u64)
    } else {
        ("usual", 0)
    };
    say!(lang, "chance", kind = kind, of = of)
}

/// Rounded to two significant digits.
fn two_digits(x: f64) -> u64 {
    let unit = 10f64.powf((x.log10().floor() - 1.0).max(0.0));
    ((x / unit).round() * unit) as u64
}

/// How the figures of one event are written: the language, and as many decimals as their precision deserves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figures {
    /// The reader's language.
    pub lang: Lang,
    /// Digits after the point.
    pub decimals: usize,
    /// Whether they come from a ready series, which has values and no posts.
    pub ready: bool,
}

impl Figures {
    /// Two decimals for scores in [−1, 1]; for any other metric two significant digits of the uncertainty.
    pub fn of(event: &EventOutcome, metric: &Metric, lang: Lang) -> Self {
        let spread = match metric {
            Metric::Model { .. } => 0.1,
            Metric::Column { .. } | Metric::Series { .. } => spread(event),
        };
        Self { lang, decimals: decimals_for(spread), ready: matches!(metric, Metric::Series { .. }) }
    }

    /// A value.
    pub fn value(self, x: f64) -> String {
        decimal(x, self.decimals, self.lang)
    }

    /// A difference, with its sign also when it is positive.
    pub fn signed(self, x: f64) -> String {
        let text = self.value(x);
        let is_zero = !text.chars().any(|c| c.is_ascii_digit() && c != '0');
        if x > 0.0 && !is_zero && x.is_finite() { format!("+{text}") } else { text }
    }

    /// An interval in brackets, its ends with their signs.
    pub fn interval(self, [low, high]: Interval) -> String {
        say!(self.lang, "interval", low = self.signed(low), high = self.signed(high))
    }

    /// An interval of values rather than differences.
    pub fn range(self, [low, high]: Interval) -> String {
        say!(self.lang, "interval", low = self.value(low), high = self.value(high))
    }
}

/// The size of the uncertainty: half the headline's interval, else the spread of the series.
fn spread(event: &EventOutcome) -> f64 {
    if let Some(effect) = &event.effect {
        return (effect.interval[1] - effect.interval[0]) / 2.0;
    }
    if let Some(plain) = &event.descriptive {
        let [low, high] = plain.interval.unwrap_or([0.0, plain.difference]);
        return (high - low).abs() / 2.0;
    }
    let values = || event.series.iter().filter_map(|point| point.unit).filter(|x| x.is_finite());
    values().fold(f64::MIN, f64::max) - values().fold(f64::MAX, f64::min)
}

/// Digits after the point that show two significant digits of `spread`; two when it says nothing.
fn decimals_for(spread: f64) -> usize {
    if !spread.is_finite() || spread <= 0.0 {
        return 2;
    }
    (1.0 - spread.log10().floor()).clamp(0.0, 330.0) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_follow_the_language() {
        let check = |x: f64, decimals: usize, english: &str, italian: &str| {
            assert_eq!(decimal(x, decimals, Lang::En), english);
            assert_eq!(decimal(x, decimals, Lang::It), italian);
        };
        check(-0.214, 2, "−0.21", "−0,21");
        check(-0.001, 2, "0.00", "0,00");
        check(1234567.5, 1, "1,234,567.5", "1.234.567,5");
        check(-12.0, 0, "−12", "−12");
        check(f64::NAN, 2, "–", "–");
        check(f64::NEG_INFINITY, 2, "–", "–");
        check(1.5e300, 2, "1.50e300", "1,50e300");
    }

    #[test]
    fn chance_is_said_in_words() {
        let check = |p: f64, expect: &str| assert_eq!(chance(p, Lang::En), expect, "p = {p}");
        check(0.005, "in no more than 1 of 200 such comparisons");
        check(0.0247, "in no more than 1 of 40 such comparisons");
        check(0.05, "in no more than 1 of 20 such comparisons");
        check(0.1, "in no more than 1 of 10 such comparisons");
        check(0.0004, "in no more than 1 of 2,500 such comparisons");
        check(0.43, "in no more than 43 of 100 such comparisons");
        check(0.99, "in almost every such comparison");
        check(1e-9, "in fewer than 1 of 10,000 such comparisons");
        check(f64::NAN, "in almost every such comparison");
    }

    #[test]
    fn precision_decides_the_decimals() {
        let check = |spread: f64, expect: usize| assert_eq!(decimals_for(spread), expect, "{spread}");
        check(0.1, 2);
        check(0.31, 2);
        check(0.04, 3);
        check(5.6, 1);
        check(27.0, 0);
        check(3e9, 0);
        check(0.0, 2);
        check(f64::NAN, 2);
        check(1e-30, 31);
    }

    #[test]
    fn what_is_tiny_keeps_its_digits() {
        let check = |x: f64, decimals: usize, expect: &str| assert_eq!(decimal(x, decimals, Lang::It), expect, "{x:e}");
        check(3.24e-9, 10, "3,2e−9");
        check(-3.24e-9, 11, "−3,24e−9");
        check(4e-12, 10, "0");
        check(0.0, 12, "0,000000000000");
        check(6e-7, 6, "0,000001");
        check(0.25, 9, "0,250000000");
        check(1e-300, 301, "1,0e−300");
        check(f64::MIN_POSITIVE, 330, "2,225073858507201e−308");
        let figures = Figures { lang: Lang::En, decimals: 10, ready: true };
        assert_eq!((figures.signed(3.24e-9), figures.signed(1e-15)), ("+3.2e−9".to_owned(), "0".to_owned()));
    }

    #[test]
    fn differences_carry_their_sign() {
        let figures = Figures { lang: Lang::It, decimals: 2, ready: false };
        let check = |x: f64, expect: &str| assert_eq!(figures.signed(x), expect);
        check(0.3, "+0,30");
        check(-0.3, "−0,30");
        check(0.001, "0,00");
        check(f64::INFINITY, "–");
        assert_eq!(figures.interval([-0.5, 0.1]), "[da\u{a0}−0,50\u{a0}a\u{a0}+0,10]");
    }

    #[test]
    fn shares_and_points() {
        assert_eq!(percent(0.223, Lang::En), "22%");
        assert_eq!(percent(0.0234, Lang::It), "2,3%");
        assert_eq!(percent(0.05, Lang::En), "5%");
        assert_eq!(percent(f64::NAN, Lang::En), "–");
        assert_eq!(points(0.19, Lang::En), "+19");
        assert_eq!(points(-0.021, Lang::En), "−2");
        assert_eq!(points(0.001, Lang::En), "0");
    }

    #[test]
    fn p_values() {
        assert_eq!(p_value(0.0251, Lang::En), "p\u{a0}=\u{a0}0.025");
        assert_eq!(p_value(0.00001, Lang::It), "p\u{a0}<\u{a0}0,001");
        assert_eq!(p_value(0.432, Lang::It), "p\u{a0}=\u{a0}0,43");
    }
}
