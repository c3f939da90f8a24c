//! Reading a codebook from TOML.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use serde::Deserialize;
use serde::de::{MapAccess, SeqAccess, Visitor};
use thiserror::Error;
use toml::Spanned;

use super::matcher::{Matcher, Negation, Rule};
use super::pattern;
use super::{Code, CodeSet, Codebook, Negated, PatternInfo};

/// What is wrong with a codebook, and where.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{file}, line {line}: {problem}")]
pub struct CodebookError {
    /// The file, as the caller named it.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong and what to do.
    pub problem: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawBook {
    name: String,
    language: String,
    version: String,
    /// For people; kept in the file only.
    #[serde(default, rename = "about")]
    _about: String,
    #[serde(default = "usual_gap")]
    gap: Spanned<usize>,
    negation: Option<RawNegation>,
    /// Words that patterns refer to as `{name}`.
    #[serde(default)]
    lists: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    code: Vec<Spanned<RawCode>>,
}

fn usual_gap() -> Spanned<usize> {
    Spanned::new(0..0, 3)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawNegation {
    words: Vec<Spanned<String>>,
    #[serde(default = "usual_reach")]
    within: usize,
}

fn usual_reach() -> usize {
    3
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCode {
    id: String,
    label: String,
    definition: String,
    #[serde(default)]
    sources: Vec<String>,
    #[serde(default)]
    negated: Negated,
    include: Patterns,
    #[serde(default)]
    exclude: Patterns,
}

/// A list of patterns, or several lists by name of their facet.
#[derive(Default)]
struct Patterns(Vec<(Option<String>, Spanned<String>)>);

impl<'de> Deserialize<'de> for Patterns {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = Patterns;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a list of patterns, or a table of such lists")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Patterns, A::Error> {
                let mut patterns = Vec::new();
                while let Some(pattern) = list.next_element()? {
                    patterns.push((None, pattern));
                }
                Ok(Patterns(patterns))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut lists: A) -> Result<Patterns, A::Error> {
                let mut patterns = Vec::new();
                while let Some((facet, list)) = lists.next_entry::<String, Vec<Spanned<String>>>()? {
                    patterns.extend(list.into_iter().map(|pattern| (Some(facet.clone()), pattern)));
                }
                Ok(Patterns(patterns))
            }
        }
        deserializer.deserialize_any(Either)
    }
}

struct Source<'a> {
    file: &'a str,
    content: &'a str,
}

impl Source<'_> {
    fn error(&self, span: Option<Range<usize>>, problem: String) -> CodebookError {
        let upto = span.map_or(0, |span| span.start.min(self.content.len()));
        let line = 1 + self.content.as_bytes()[..upto].iter().filter(|&&byte| byte == b'\n').count();
        CodebookError { file: self.file.to_owned(), line, problem }
    }
}

pub(super) fn parse(file: &str, content: &str) -> Result<Codebook, CodebookError> {
    let source = Source { file, content };
    let raw: RawBook = toml::from_str(content).map_err(|error| {
        // A missing field has the whole document as its place, which says nothing; the message names the field.
        source.error(error.span(), error.message().trim_end().replace('\n', ", "))
    })?;
    let gap = *raw.gap.get_ref();
    if !(1..=20).contains(&gap) {
        return Err(source.error(Some(raw.gap.span()), format!("`gap` is {gap}; give 1 to 20 words")));
    }
    if raw.code.is_empty() {
        return Err(source.error(None, "there is no code; add one with a line `[[code]]`".into()));
    }
    if let Some(beyond) = raw.code.get(CodeSet::CAPACITY) {
        let problem = format!("there are more than {} codes; split the codebook", CodeSet::CAPACITY);
        return Err(source.error(Some(beyond.span()), problem));
    }
    let negation = read_negation(&source, raw.negation)?;
    let mut codes: Vec<Code> = Vec::new();
    let mut patterns = Vec::new();
    let mut rules = Vec::new();
    for spanned in raw.code {
        let place = Some(spanned.span());
        let one = spanned.into_inner();
        let id = one.id.trim().to_owned();
        if id.is_empty() || one.label.trim().is_empty() {
            return Err(source.error(place, "a code has an empty id or label; give it both".into()));
        }
        if codes.iter().any(|code| code.id.to_lowercase() == id.to_lowercase()) {
            return Err(source.error(place, format!("the code `{id}` is there twice; rename one or join them")));
        }
        if one.include.0.is_empty() {
            return Err(source.error(place, format!("the code `{id}` has no pattern; add some to its `include`")));
        }
        let code = codes.len();
        for (exclude, (facet, text)) in
            one.include.0.into_iter().map(|one| (false, one)).chain(one.exclude.0.into_iter().map(|one| (true, one)))
        {
            let wrong = |problem: String| {
                source.error(Some(text.span()), format!("in code `{id}` the pattern `{}` {problem}", text.get_ref()))
            };
            let spelled = expand(text.get_ref(), &raw.lists).map_err(wrong)?;
            let slots = pattern::parse(&spelled, gap).map_err(|error| wrong(error.to_string()))?;
            let span = text.span();
            let info = PatternInfo { code, text: text.into_inner(), facet, exclude };
            if patterns.contains(&info) {
                let problem = format!("in code `{id}` the pattern `{}` is there twice; delete one", info.text);
                return Err(source.error(Some(span), problem));
            }
            patterns.push(info);
            rules.push(Rule { code, exclude, slots });
        }
        codes.push(Code {
            id,
            label: one.label,
            definition: one.definition,
            sources: one.sources,
            negated: one.negated,
        });
    }
    let matcher = Matcher::new(rules, &negation, &codes);
    Ok(Codebook { name: raw.name, language: raw.language, version: raw.version, codes, patterns, matcher })
}

/// The pattern with every `{name}` replaced by the words of that list, as alternatives.
fn expand(pattern: &str, lists: &BTreeMap<String, Vec<String>>) -> Result<String, String> {
    let mut spelled = String::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, behind) = after.split_once('}').ok_or("opens a list with `{` and does not close it with `}`")?;
        let words = lists
            .get(name)
            .filter(|words| !words.is_empty())
            .ok_or_else(|| format!("names the list `{name}`, which is not there; give it words under `[lists]`"))?;
        spelled.push_str(before);
        spelled.push_str(&words.join("|"));
        rest = behind;
    }
    spelled.push_str(rest);
    Ok(spelled)
}

fn read_negation(source: &Source, raw: Option<RawNegation>) -> Result<Negation, CodebookError> {
    let Some(raw) = raw else { return Ok(Negation { words: Vec::new(), within: 0 }) };
    let mut words = Vec::new();
    for word in raw.words {
        let place = Some(word.span());
        match pattern::parse(word.get_ref(), 1) {
            Ok(slots) if slots.len() == 1 => words.extend(slots.into_iter().map(|slot| slot.atoms)),
            Ok(_) => {
                let problem = format!("the negation `{}` is not a single word; list its decisive word", word.get_ref());
                return Err(source.error(place, problem));
            }
            Err(error) => {
                return Err(source.error(place, format!("the negation `{}` {error}", word.get_ref())));
            }
        }
    }
    Ok(Negation { words, within: raw.within.min(20) })
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "name = 'n'\nlanguage = 'en'\nversion = '1'\n";
    const CODE: &str = "[[code]]\nid = 'a'\nlabel = 'A'\ndefinition = 'd'\n";

    fn check(content: &str, line: usize, expect: &str) {
        let error = Codebook::parse("own.toml", content).unwrap_err();
        assert!(error.problem.contains(expect) && error.line == line, "{error}");
        assert!(error.to_string().starts_with(&format!("own.toml, line {line}: ")));
    }

    #[test]
    fn mistakes_have_a_line() {
        check("name = ", 1, "string");
        check("language = 'en'", 1, "missing field `name`");
        check(HEAD, 1, "there is no code");
        check(&format!("{HEAD}colour = 1"), 4, "unknown field `colour`");
        check(&format!("{HEAD}gap = 0\n{CODE}include = ['x']"), 4, "give 1 to 20");
        check(&format!("{HEAD}{CODE}"), 4, "missing field `include`");
        check(&format!("{HEAD}{CODE}include = []"), 4, "no pattern");
        check(&format!("{HEAD}{CODE}include = ['x',\n'* y']"), 9, "in code `a` the pattern `* y` has a gap");
        check(&format!("{HEAD}{CODE}include = ['x', 'x']"), 8, "is there twice");
        check(&format!("{HEAD}{CODE}include = ['{{us}} x']"), 8, "list `us`, which is not there");
        check(&format!("{HEAD}{CODE}include = ['{{us x']"), 8, "does not close it");
        check(&format!("{HEAD}{CODE}include = 3"), 8, "a list of patterns");
        check(&format!("{HEAD}{CODE}include = ['x']\n{CODE}include = ['y']"), 9, "`a` is there twice");
        check(&format!("{HEAD}{CODE}negated = 'no'\ninclude = ['x']"), 8, "`keep` or `drop`");
        check(&format!("{HEAD}[negation]\nwords = ['not at']\n{CODE}include = ['x']"), 5, "not a single word");
    }

    #[test]
    fn too_many_codes_are_refused() {
        let codes: String =
            (0..65).map(|n| format!("[[code]]\nid='c{n}'\nlabel='C'\ndefinition=''\ninclude=['x']\n")).collect();
        check(&format!("{HEAD}{codes}"), 3 + 64 * 5 + 1, "more than 64");
    }

    #[test]
    fn lists_are_alternatives() {
        let book =
            Codebook::parse("f", &format!("{HEAD}lists.us = ['me', 'us']\n{CODE}include = ['told {{us}}|them']"));
        assert_eq!(book.unwrap().apply("told us, told them, told me, told you").passages.len(), 3);
    }

    #[test]
    fn facets_and_lists_both_read() {
        let book =
            Codebook::parse("f", &format!("{HEAD}{CODE}include = {{ b = ['x'], c = ['y z'] }}\nexclude = ['w']"));
        let facets: Vec<_> = book.unwrap().patterns().iter().map(|p| (p.facet.clone(), p.exclude)).collect();
        assert_eq!(facets, [(Some("b".into()), false), (Some("c".into()), false), (None, true)]);
    }
}
