//! Guessing what a column is for, from its name and a sample of its values.
//!
//! Lists go from the surest name to the least; names are compared without case and punctuation, so `created_at`,
//! `Created At` and `createdAt` are one. A name alone is never enough: the values must fit it.

use crate::layout::Why;
use crate::row::rounded;
use crate::time::{TimeColumn, TimeForm, TimeFormError, TimeOptions};
use std::collections::BTreeSet;

/// The first rows of a file, by column.
#[derive(Debug, Default)]
pub(crate) struct Sample {
    pub columns: Vec<SampleColumn>,
}

#[derive(Debug, Default)]
pub(crate) struct SampleColumn {
    pub name: String,
    /// Empty where a row has none.
    pub cells: Vec<String>,
    /// The file itself says that this column holds times.
    pub typed_time: bool,
}

impl SampleColumn {
    /// The values that are not empty, without spaces around them.
    pub fn values(&self) -> impl Iterator<Item = &str> {
        self.cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty())
    }

    fn distinct(&self) -> usize {
        self.values().collect::<BTreeSet<_>>().len()
    }

    /// The share of values for which `test` holds; none is no share.
    fn share(&self, test: impl Fn(&str) -> bool) -> f64 {
        let (mut all, mut good) = (0usize, 0usize);
        for value in self.values() {
            all += 1;
            good += usize::from(test(value));
        }
        ratio(good, all)
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of a sample of a few thousand")]
fn ratio(part: usize, all: usize) -> f64 {
    part as f64 / all.max(1) as f64
}

const TEXT: &str = "fulltext text tweettext tweet body message content reviewtext reviewbody review commentbody \
    commenttext comment post posttext selftext verbatim feedback description testo messaggio recensione \
    commento contenuto title";
const TEXT_WORDS: &str = "text tweet body message content review comment feedback testo";
const TIME: &str = "createdat created createdutc tweetcreated timestamp datetime time date postedat publishedat posted \
    published submittedat at ts when day data dataora ora";
const TIME_WORDS: &str = "created time timestamp datetime date posted published data";
/// Times of something else than the writing.
const NOT_TIME_WORDS: &str =
    "updated modified edited last birth retrieved scraped judgment reply response zone timezone";
const UNIT: &str = "unit brand company airline firm organization organisation org business product productname vendor \
    store shop hotel restaurant bank app game competitor carrier marca azienda prodotto negozio";
const UNIT_WORDS: &str = "brand company airline firm organization business marca azienda";
const AUTHOR: &str = "author authorid authorname userid user username screenname userscreenname handle fromuser account \
    reviewer reviewerid customerid profile autore utente name";
const ID: &str = "id idstr tweetid postid statusid messageid commentid reviewid uuid guid contentid";
const LANG: &str = "lang language langcode languagecode tweetlang lingua";

/// Lower-case letters and digits only.
fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The words of a name, told apart by punctuation or capitals.
fn words(name: &str) -> Vec<String> {
    let (mut spaced, mut lower_before) = (String::new(), false);
    for c in name.chars() {
        if !c.is_alphanumeric() || c.is_uppercase() && lower_before {
            spaced.push(' ');
        }
        if c.is_alphanumeric() {
            spaced.extend(c.to_lowercase());
        }
        lower_before = c.is_lowercase();
    }
    spaced.split_whitespace().map(str::to_owned).collect()
}

/// How good a name is: its place in `names`, behind them all if one of its words is in `any`, else `None`.
fn rank(name: &str, names: &str, any: &str) -> Option<usize> {
    let plain = plain(name);
    names.split(' ').position(|known| known == plain).or_else(|| has_word(name, any).then_some(LAST))
}

/// The rank of a name that only holds a word of such names.
const LAST: usize = 1000;

fn has_word(name: &str, any: &str) -> bool {
    words(name).iter().any(|word| any.split(' ').any(|known| known == word))
}

/// The free column with the best name whose values pass `test`.
fn by_name(
    sample: &Sample,
    taken: &[usize],
    (names, any): (&str, &str),
    test: impl Fn(&SampleColumn) -> bool,
) -> Option<(usize, Why)> {
    free(sample, taken)
        .filter_map(|(at, column)| Some((rank(&column.name, names, any)?, at, column)))
        .filter(|(_, _, column)| test(column))
        .min_by_key(|(rank, at, _)| (*rank, *at))
        .map(|(_, at, _)| (at, Why::Name))
}

fn free<'a>(sample: &'a Sample, taken: &[usize]) -> impl Iterator<Item = (usize, &'a SampleColumn)> {
    sample.columns.iter().enumerate().filter(|(at, _)| !taken.contains(at))
}

fn is_number(value: &str) -> bool {
    value.parse::<f64>().is_ok()
}

pub(crate) fn text(sample: &Sample, taken: &[usize]) -> Option<(usize, Why)> {
    let words_of = |column: &SampleColumn| {
        ratio(column.values().map(|value| value.split_whitespace().count()).sum(), column.values().count())
    };
    let could_be = |column: &SampleColumn| !column.typed_time && column.share(is_number) < 0.5;
    by_name(sample, taken, (TEXT, ""), could_be)
        .or_else(|| by_name(sample, taken, ("", TEXT_WORDS), |column| could_be(column) && words_of(column) >= 3.0))
        .or_else(|| {
            let wordy = free(sample, taken).filter(|(_, column)| {
                could_be(column) && words_of(column) >= 4.0 && column.distinct() * 2 > column.values().count()
            });
            wordy.max_by(|a, b| words_of(a.1).total_cmp(&words_of(b.1))).map(|(at, _)| (at, Why::Content))
        })
}

pub(crate) fn time<'s>(sample: &'s Sample, taken: &[usize], options: &TimeOptions) -> Option<(usize, Why)> {
    let candidates = || free(sample, taken).filter(|(_, column)| !has_word(&column.name, NOT_TIME_WORDS));
    let named_columns = || {
        let named = |(at, column): (usize, &'s SampleColumn)| Some((rank(&column.name, TIME, TIME_WORDS)?, at, column));
        let mut all: Vec<_> = candidates().filter_map(named).collect();
        all.sort_by_key(|(rank, at, _)| (*rank, *at));
        all
    };
    // A column that says it is the time and could be read if only the order were known is still the time.
    let readable = named_columns().into_iter().find(|(_, _, column)| {
        column.typed_time
            || !matches!(
                TimeColumn::detect(column.values(), options),
                Err(TimeFormError::Unreadable { .. } | TimeFormError::Empty)
            )
    });
    if let Some((_, at, _)) = readable {
        return Some((at, Why::Name));
    }
    // By content only forms that are nothing else; a long number is far more often an id than a time.
    let sure = |column: &SampleColumn| {
        column.typed_time
            || TimeColumn::detect(column.values(), options).is_ok_and(|times| {
                !matches!(times.form, TimeForm::Epoch(_) | TimeForm::MonthOrYear)
                    && column.share(|value| times.read(value).is_some()) >= 0.9
            })
    };
    candidates()
        .find(|(_, column)| sure(column))
        .map(|(at, _)| (at, Why::Content))
        // Better to show why the times of such a column cannot be read than to say that there is none.
        .or_else(|| named_columns().first().filter(|(rank, ..)| *rank < LAST).map(|(_, at, _)| (*at, Why::Name)))
}

pub(crate) fn unit(sample: &Sample, taken: &[usize], hints: &[String]) -> Option<(usize, Why)> {
    let hints: BTreeSet<String> = hints.iter().map(|hint| hint.trim().to_lowercase()).collect();
    let found = |column: &SampleColumn| {
        column.values().map(str::to_lowercase).filter(|value| hints.contains(value)).collect::<BTreeSet<_>>().len()
    };
    // A column that is called brand goes before one that happens to hold the name somewhere.
    let by_hint = free(sample, taken)
        .map(|(at, column)| (rank(&column.name, UNIT, UNIT_WORDS).unwrap_or(usize::MAX), found(column), at))
        .filter(|(_, found, _)| *found > 0)
        .min_by_key(|(rank, found, at)| (*rank, std::cmp::Reverse(*found), *at));
    if let Some((_, _, at)) = by_hint {
        return Some((at, Why::Hint));
    }
    // Units are few and come again; a column in which every value is new names something else.
    by_name(sample, taken, (UNIT, UNIT_WORDS), |column| {
        let n = column.values().count();
        n > 0 && (n < 20 || column.distinct() * 2 <= n)
    })
}

pub(crate) fn author(sample: &Sample, taken: &[usize]) -> Option<(usize, Why)> {
    by_name(sample, taken, (AUTHOR, ""), |column| {
        let n = column.values().count();
        n > 0 && (n < 20 || column.distinct() * 20 >= n)
    })
}

pub(crate) fn id(sample: &Sample, taken: &[usize]) -> Option<(usize, Why)> {
    by_name(sample, taken, (ID, ""), |column| {
        let n = column.values().count();
        n > 0 && column.distinct() * 10 >= n * 9 && column.share(rounded) < 0.01
    })
}

pub(crate) fn lang(sample: &Sample, taken: &[usize]) -> Option<(usize, Why)> {
    by_name(sample, taken, (LANG, ""), |column| column.share(|value| value.chars().count() <= 20) > 0.9)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(columns: &[(&str, &[&str])]) -> Sample {
        let column = |(name, cells): &(&str, &[&str])| SampleColumn {
            name: (*name).to_owned(),
            cells: cells.iter().map(|cell| (*cell).to_owned()).collect(),
            typed_time: false,
        };
        Sample { columns: columns.iter().map(column).collect() }
    }

    #[test]
    fn names() {
        let check = |name: &str, expect: &[&str]| assert_eq!(words(name), expect, "{name}");
        check("tweet_created", &["tweet", "created"]);
        check("createdAt", &["created", "at"]);
        check("Review Text", &["review", "text"]);
        check("user.screen-name", &["user", "screen", "name"]);
        check("ID", &["id"]);
        check("", &[]);
    }

    #[test]
    fn times() {
        let check = |columns: &[(&str, &[&str])], expect| {
            assert_eq!(time(&sample(columns), &[], &TimeOptions::default()), expect, "{columns:?}");
        };
        check(&[("id", &["1424806552000"]), ("created", &["2015-02-24"])], Some((1, Why::Name)));
        check(&[("user_timezone", &["2015-02-24"]), ("x", &["2015-02-24"])], Some((1, Why::Content)));
        check(&[("x", &["570306133677760513"]), ("y", &["5"])], None);
        check(&[("created_utc", &["1424806552"])], Some((0, Why::Name)));
        check(&[("last_update", &["2015-02-24"]), ("date", &["2015-02-25"])], Some((1, Why::Name)));
        check(&[("time", &["11:30"]), ("date", &["2015-02-25"])], Some((1, Why::Name)));
        check(&[("date", &["1/7/15"])], Some((0, Why::Name)));
        check(&[("x", &["1/7/15"])], None);
        check(&[("time", &["soon"])], Some((0, Why::Name)));
    }

    #[test]
    fn texts() {
        let check = |columns: &[(&str, &[&str])], expect| {
            assert_eq!(text(&sample(columns), &[]), expect, "{columns:?}");
        };
        check(&[("id", &["1"]), ("Text", &["hi"])], Some((1, Why::Name)));
        check(&[("comment", &["3"]), ("review_body", &["it was fine, really"])], Some((1, Why::Name)));
        check(&[("a", &["yes"]), ("b", &["the crew was kind", "we never left the gate"])], Some((1, Why::Content)));
        check(&[("a", &["1"]), ("b", &["2"])], None);
    }

    #[test]
    fn units() {
        let check = |columns: &[(&str, &[&str])], hints: &[&str], expect| {
            let hints: Vec<String> = hints.iter().map(|hint| (*hint).to_owned()).collect();
            assert_eq!(unit(&sample(columns), &[], &hints), expect, "{columns:?}");
        };
        let many: Vec<String> = (0..30).map(|i| format!("p{i}")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        check(&[("airline", &["A", "B"])], &[], Some((0, Why::Name)));
        check(&[("brand", &["A", "B"]), ("query", &["Acme", "Bolt"])], &["acme"], Some((1, Why::Hint)));
        check(&[("brand", &["A", "B"])], &["Nobody"], Some((0, Why::Name)));
        check(&[("product", &many)], &[], None);
        check(&[("x", &["A"])], &[], None);
    }

    #[test]
    fn ids() {
        let check = |cells: &[&str], expect| assert_eq!(id(&sample(&[("id", cells)]), &[]), expect, "{cells:?}");
        check(&["1", "2", "3"], Some((0, Why::Name)));
        check(&["5.40E+17", "5.41E+17"], None);
        check(&["1", "1", "2"], None);
        check(&[], None);
    }
}
