//! Themes: words that many people use of their own accord, and nothing of fewer people than may be told of.
//!
//! A theme is a word with the number of people who used it, however often each did. People are counted in the order in which they
//! first used it, and told of in stretches of so many: a stretch that is told never changes its ends, so no two looks, on whatever
//! days, differ by a few people. Nothing is said of anybody alone, and no text is put together from words.

use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;

use comity_exchange::time::Timestamp;
use serde::Serialize;

use crate::fold;
use crate::id::PersonId;
use crate::similar::{is_common, stem};

/// A word that many people used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Theme {
    /// The word, as people wrote it: the form of it that most of them used, or what all forms begin with and an ellipsis, where
    /// no form was used by as many people as may be told of.
    pub term: String,
    /// How many people used it, in whole stretches.
    pub people: People,
}

/// How many people: in all, and those who began before a moment and from it on. A stretch in which the moment lies is in neither.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct People {
    /// In all.
    pub all: u64,
    /// Of these, who began before it.
    pub before: u64,
    /// Of these, who began from it on.
    pub since: u64,
}

/// What people say, as far as it may be told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Told {
    /// How many people said anything.
    pub people: People,
    /// What most of them speak of, the most people first, and by the alphabet among as many.
    pub themes: Vec<Theme>,
}

/// People in the order in which they came, cut into stretches.
#[derive(Debug, Clone, Default)]
struct Course {
    stretches: Vec<[Timestamp; 2]>,
    begun: Option<Timestamp>,
    waiting: u64,
}

impl Course {
    /// One more person; whether that makes a stretch whole.
    fn add(&mut self, at: Timestamp, fewest: u64) -> bool {
        let from = *self.begun.get_or_insert(at);
        self.waiting += 1;
        let whole = self.waiting >= fewest;
        if whole {
            self.stretches.push([from, at]);
            (self.begun, self.waiting) = (None, 0);
        }
        whole
    }

    fn people(&self, moment: Timestamp, fewest: u64) -> People {
        let count = |within: &dyn Fn(&[Timestamp; 2]) -> bool| {
            fewest * self.stretches.iter().filter(|stretch| within(stretch)).count() as u64
        };
        People {
            all: count(&|_| true),
            before: count(&|[_, until]| *until < moment),
            since: count(&|[from, _]| *from >= moment),
        }
    }
}

#[derive(Debug, Clone, Default)]
struct Term {
    course: Course,
    /// How many people of whole stretches first used it in which form.
    forms: BTreeMap<String, u64>,
    /// The forms of those who wait: what is shown does not change by one of them.
    waiting: Vec<String>,
}

/// What people say, text by text.
#[derive(Debug, Clone)]
pub struct Themes {
    fewest: u64,
    people: HashSet<PersonId>,
    course: Course,
    terms: BTreeMap<String, Term>,
    /// Who used which stem.
    used: HashSet<(PersonId, String)>,
}

impl Themes {
    /// Nothing yet, to be told from so many people on.
    pub fn new(fewest: u64) -> Self {
        let (people, terms, used) = (HashSet::new(), BTreeMap::new(), HashSet::new());
        Self { fewest: fewest.max(1), people, course: Course::default(), terms, used }
    }

    /// One more text of somebody, from no earlier than those before it.
    pub fn add(&mut self, who: PersonId, at: Timestamp, text: &str) {
        if self.people.insert(who) {
            self.course.add(at, self.fewest);
        }
        for (word, form) in fold::forms(text) {
            if !is_term(&word) {
                continue;
            }
            let stem = stem(&word);
            if self.used.insert((who, stem.to_owned())) {
                let term = self.terms.entry(stem.to_owned()).or_default();
                term.waiting.push(form);
                if term.course.add(at, self.fewest) {
                    term.waiting.drain(..).for_each(|form| *term.forms.entry(form).or_default() += 1);
                }
            }
        }
    }

    /// What may be told, with people who began before a moment and from it on; at most so many themes.
    pub fn told(&self, moment: Timestamp, most: usize) -> Told {
        let mut themes: Vec<Theme> = self
            .terms
            .iter()
            .filter(|(_, term)| !term.course.stretches.is_empty())
            .map(|(stem, term)| Theme { term: self.shown(stem, term), people: term.course.people(moment, self.fewest) })
            .collect();
        themes.sort_by(|a, b| b.people.all.cmp(&a.people.all).then_with(|| a.term.cmp(&b.term)));
        themes.truncate(most);
        Told { people: self.course.people(moment, self.fewest), themes }
    }

    /// The form that most people used; of as many, the first by the alphabet.
    fn shown(&self, stem: &str, term: &Term) -> String {
        let most = term.forms.iter().max_by(|a, b| a.1.cmp(b.1).then_with(|| b.0.cmp(a.0)));
        match most {
            Some((form, people)) if *people >= self.fewest => form.clone(),
            _ => match common(term.forms.keys()) {
                begin if begin.chars().count() >= 3 => format!("{begin}…"),
                _ => format!("{stem}…"),
            },
        }
    }
}

/// What all forms begin with.
fn common<'f>(forms: impl Iterator<Item = &'f String>) -> String {
    let begin = |a: String, b: &String| a.chars().zip(b.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a).collect();
    let mut forms = forms;
    let first = forms.next().cloned().unwrap_or_default();
    forms.fold(first, begin)
}

/// Whether a folded word says what somebody speaks of.
fn is_term(word: &str) -> bool {
    let long = word.chars().count() >= 3 && !word.chars().any(char::is_numeric);
    long && !is_common(word) && !SMALL_WORDS.contains(word)
}

/// Words of both languages that people use whatever they speak of, beside those by which nothing is found anyway; folded.
const SMALL: &str = "abbastanza able about after again all almost already also although altra altre altri altro always ancora any anything \
     aspire aver because before being bene between bisogno both cannot capire cerco certo cioe cosa cose cosi did didn dire \
     doesn doing don done dopo dove dovrebbe dovrei during each easily easy else enough era esser even ever every \
     everything facile far fare fatto feel few find fra get gets getting gia give going good got grazie great hanno hard \
     having her here him his hope hoped how instead into invece isn just keep know last less let like little loro lot made \
     magari mai make making many may meglio meno mia mie miei might modo molta molte molti molto more most much must need \
     needed needs neither never niente non nor nostra nostre nostri nostro not nothing now nulla off often ogni once one \
     only ora other others out over own penso perche pero piacerebbe poca poche pochi poco poi possibile possible poter \
     potere potessi potrei prima proprio puo qualche qualcosa qualcuno quanto quasi quella quelle quelli quello queste \
     questi quindi rather really riesco same sarebbe see sempre sentire senza serve servirebbe servono she should siamo \
     since solo some someone something sometimes spero spesso sta stato still struggle sua such sue suo suoi take tanto \
     than then these thing things those through too troppo tua tue tuo tuoi tutta tutte tutti tutto under until upon use used \
     using vera vero verso very via visto vogliamo voglio volta volte vorrei vorremmo vostra vostre vostri vostro vuole \
     want wanted wants way ways well went what where while who whole whom whose why within without wouldn yet yours";

static SMALL_WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| SMALL.split(' ').collect());

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn told(texts: &[(u128, &str)], moment: i64) -> Told {
        let mut themes = Themes::new(10);
        for (at, (who, text)) in (0..).zip(texts) {
            themes.add(PersonId(*who), Timestamp(at), text);
        }
        themes.told(Timestamp(moment), 50)
    }

    fn said(n: usize, text: &'static str) -> Vec<(u128, &'static str)> {
        (0..n).map(|who| (who as u128, text)).collect()
    }

    #[test]
    fn nine_people_never_show_and_ten_do() {
        let nine = told(&said(9, "I wait for an answer"), 0);
        assert_eq!((nine.people.all, nine.themes.len()), (0, 0));
        let ten = told(&said(10, "I wait for an answer"), 0);
        let terms: Vec<_> = ten.themes.iter().map(|theme| (theme.term.as_str(), theme.people.all)).collect();
        assert_eq!((ten.people.all, terms), (10, vec![("answer", 10), ("wait", 10)]));
    }

    #[test]
    fn people_are_counted_and_not_mentions() {
        let mut texts = said(9, "Attese, attesa! Un'attesa");
        texts.extend(said(9, "attesa e ancora attesa"));
        assert!(told(&texts, 0).themes.is_empty(), "nine people, twice");
        texts.push((77, "L'ATTESA"));
        assert_eq!(told(&texts, 0).themes.len(), 1);
    }

    #[test]
    fn a_form_of_fewer_people_is_not_shown() {
        let mut texts = said(6, "La qualità");
        texts.extend((6..10).map(|who| (who, "le qualita")));
        assert_eq!(told(&texts, 0).themes[0].term, "qualit…");
        texts.extend((10..19).map(|who| (who, "Qualità")));
        assert_eq!(told(&texts, 0).themes[0].term, "qualit…", "whoever waits changes nothing");
        texts.push((19, "Qualità"));
        assert_eq!(told(&texts, 0).themes[0].term, "qualità");
    }

    #[test]
    fn who_began_before_and_who_since() {
        let texts = said(35, "the router");
        let around = |moment| {
            let people = told(&texts, moment).themes[0].people;
            (people.all, people.before, people.since)
        };
        assert_eq!(around(0), (30, 0, 30));
        assert_eq!(around(10), (30, 10, 20));
        assert_eq!(around(15), (30, 10, 10), "a stretch in which the moment lies is in neither");
        assert_eq!(around(99), (30, 30, 0));
    }

    #[test]
    fn small_words_say_nothing() {
        assert!(SMALL_WORDS.iter().all(|word| fold::words(word) == [*word] && !is_common(word)));
        for word in ["the", "non", "perche", "il", "5g", "2026", "of"] {
            assert!(!is_term(word), "{word}");
        }
    }

    proptest! {
        /// Whenever somebody looks, and however they cut, two figures differ by ten people or by none, and no word is told of that
        /// fewer used.
        #[test]
        fn no_two_looks_differ_by_a_few(
            texts in proptest::collection::vec((0_u128..40, "[abc]{3}[aeo]( [abc]{3}[aeo]){0,2}"), 0..140),
            looks in proptest::collection::vec((0_usize..140, 0_i64..150), 2..8),
        ) {
            for upto in 1..=texts.len() {
                let look = |upto: usize| {
                    told(&texts.iter().take(upto).map(|(who, text)| (*who, text.as_str())).collect::<Vec<_>>(), 0)
                };
                let (before, after) = (look(upto - 1), look(upto));
                let people = |told: &Told| told.themes.iter().map(|theme| theme.people.all).sum::<u64>();
                prop_assert!(people(&before) != people(&after) || before.themes == after.themes, "a word is told otherwise");
            }
            for (upto, cut) in looks {
                let texts: Vec<(u128, &str)> = texts.iter().take(upto).map(|(who, text)| (*who, text.as_str())).collect();
                let told = told(&texts, cut);
                for theme in &told.themes {
                    let People { all, before, since } = theme.people;
                    prop_assert!(all >= 10 && [all, before, since].iter().all(|n| n.is_multiple_of(10)) && before + since <= all);
                    let stem_of = |text: &str| fold::words(text).iter().map(|word| stem(word).to_owned()).collect::<Vec<_>>();
                    let shown = theme.term.trim_end_matches('…');
                    let who: HashSet<u128> = texts.iter().filter(|(_, text)| {
                        stem_of(text).iter().any(|stem| shown.starts_with(stem.as_str()))
                    }).map(|(who, _)| *who).collect();
                    prop_assert!(who.len() as u64 >= all, "{theme:?}");
                }
                prop_assert!(told.people.all.is_multiple_of(10) && told.people.all <= 40);
            }
        }
    }
}
