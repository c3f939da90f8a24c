//! Rules on words, links and rates: what is shown at once, what a moderator sees first, and what waits.
//!
//! A rule never declines: a no is a moderator's, with a reason.

use comity_exchange::time::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Level, RateRule, Record, TrustRule};
use crate::fold;

/// What a firm has decided on what is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// Below this level a moderator looks first: [`Level::New`] never, [`Level::Known`] at newcomers only.
    pub shown_from: Level,
    /// How levels are reached.
    #[serde(default)]
    pub trust: TrustRule,
    /// Words at which a moderator looks first, whoever writes.
    #[serde(default)]
    pub words: Vec<WordRule>,
    /// Links.
    #[serde(default)]
    pub links: LinkRule,
    /// How much in a while.
    #[serde(default)]
    pub rate: RateRule,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            shown_from: Level::Known,
            trust: TrustRule::default(),
            words: Vec::new(),
            links: LinkRule::default(),
            rate: RateRule::default(),
        }
    }
}

/// A word, or several in a row, whatever their case and accents; `*` at the end stands for any ending: `casino*`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct WordRule(pub String);

impl WordRule {
    /// Whether it stands in a text that was cut into folded words.
    fn finds(&self, words: &[String]) -> bool {
        let open = self.0.trim_end().ends_with('*');
        let sought = fold::words(&self.0);
        let (Some(last), false) = (sought.last(), words.is_empty()) else { return false };
        words.windows(sought.len()).any(|at| {
            let (end, before) = at.split_last().unwrap_or((&at[0], &[]));
            *before == sought[..sought.len() - 1] && (end == last || open && end.starts_with(last.as_str()))
        })
    }
}

/// What is done about links.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LinkRule {
    /// More than so many, and a moderator looks first.
    pub most: u32,
    /// Hosts that are not counted, with those below them: `example.com` also means `help.example.com`.
    #[serde(default)]
    pub known_hosts: Vec<String>,
    /// Of persons whom nobody knows yet every link is looked at first.
    pub look_at_new: bool,
}

impl Default for LinkRule {
    fn default() -> Self {
        Self { most: 2, known_hosts: Vec::new(), look_at_new: true }
    }
}

impl LinkRule {
    /// How many links stand in a text that lead elsewhere than to known hosts.
    fn count(&self, text: &str) -> u32 {
        let hosts = text.split(|c: char| c.is_whitespace() || "()<>[]\"'`|{}".contains(c)).filter_map(host);
        hosts.filter(|host| !self.known_hosts.iter().any(|known| is_within(host, known))).count() as u32
    }
}

fn is_within(host: &str, known: &str) -> bool {
    let known = known.trim().trim_end_matches('.').to_lowercase();
    !known.is_empty() && (host == known || host.strip_suffix(&known).is_some_and(|rest| rest.ends_with('.')))
}

/// The host of what looks like an address: with a scheme, with `//`, or with `www.`.
fn host(word: &str) -> Option<String> {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '/').to_lowercase();
    let after = match (word.find("//"), word.starts_with("www.")) {
        (Some(at), _) if at == 0 || word[..at].ends_with(':') => &word[at + 2..],
        (None, true) => word.as_str(),
        _ => return None,
    };
    let authority = after.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default().split(':').next().unwrap_or_default();
    (!host.is_empty()).then(|| host.trim_end_matches('.').to_owned())
}

/// Why a moderator looks first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum Why {
    /// Its author is not trusted that far yet.
    Trust {
        /// How far they are.
        level: Level,
    },
    /// A word rule found something.
    Word {
        /// The rule.
        rule: WordRule,
    },
    /// It has links.
    Links {
        /// How many that count.
        count: u32,
    },
}

/// What the rules make of something that is brought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "screened", rename_all = "snake_case")]
pub enum Screened {
    /// It is shown at once.
    Show,
    /// A moderator looks first, for all these reasons.
    Queue {
        /// Why.
        why: Vec<Why>,
    },
    /// Its author has brought much, and can bring this later.
    Later {
        /// From when on.
        from: Timestamp,
    },
    /// Its author is blocked.
    Blocked,
}

/// Puts what somebody brings to the rules. `before` are the moments of what they brought in the last day, `record` what was
/// decided on that and everything earlier.
pub fn screen(policy: &Policy, record: &Record, text: &str, before: &[Timestamp], now: Timestamp) -> Screened {
    let level = policy.trust.level(record);
    if level == Level::Blocked {
        return Screened::Blocked;
    }
    if let Some(from) = policy.rate.next(level, before, now) {
        return Screened::Later { from };
    }
    let mut why = Vec::new();
    if level < policy.shown_from {
        why.push(Why::Trust { level });
    }
    let words = fold::words(text);
    let found = policy.words.iter().filter(|rule| rule.finds(&words));
    why.extend(found.map(|rule| Why::Word { rule: rule.clone() }));
    let count = policy.links.count(text);
    if count > policy.links.most || count > 0 && policy.links.look_at_new && level == Level::New {
        why.push(Why::Links { count });
    }
    if why.is_empty() { Screened::Show } else { Screened::Queue { why } }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::moderation::Mark;

    #[test]
    fn words_are_found_whatever_their_case_accents_and_hidden_characters() {
        let check = |rule: &str, text: &str, expect: bool| {
            assert_eq!(WordRule(rule.into()).finds(&fold::words(text)), expect, "{rule:?} in {text:?}");
        };
        check("casino", "The CASINÒ is open", true);
        check("casino", "ca\u{200b}si\u{ad}no", true);
        check("casino", "casinos", false);
        check("casino*", "Casinos!", true);
        check("free money", "get free, money now", true);
        check("free money", "money free", false);
        check("free mon*", "free money", true);
        check("", "anything", false);
        check("*", "anything", false);
        check("a b c", "a b", false);
    }

    #[test]
    fn links_are_counted_but_for_known_hosts() {
        let rule = LinkRule { known_hosts: vec!["Example.com".into()], ..LinkRule::default() };
        let check = |text: &str, expect: u32| assert_eq!(rule.count(text), expect, "{text:?}");
        check("see https://example.com/a and http://help.example.com", 0);
        check("see [this](https://evil.test/?q=example.com), www.other.test", 2);
        check("https://example.com@evil.test HTTPS://EVIL.TEST:8080 //evil.test/x", 3);
        check("https://notexample.com", 1);
        check("and/or, 1//2, a:b", 0);
    }

    #[test]
    fn newcomers_wait_trusted_persons_do_not_and_words_hold_for_all() {
        let policy = Policy { words: vec![WordRule("casino".into())], ..Policy::default() };
        let (new, trusted) = (Record::default(), Record { mark: Some(Mark::Trusted), ..Record::default() });
        let now = Timestamp(0);
        let queued = |why: Vec<Why>| Screened::Queue { why };
        assert_eq!(screen(&policy, &new, "hello", &[], now), queued(vec![Why::Trust { level: Level::New }]));
        assert_eq!(screen(&policy, &trusted, "hello https://a.test", &[], now), Screened::Show);
        let word = Why::Word { rule: WordRule("casino".into()) };
        assert_eq!(screen(&policy, &trusted, "a casino", &[], now), queued(vec![word]));
        let many = "https://a.test https://b.test https://c.test";
        assert_eq!(screen(&policy, &trusted, many, &[], now), queued(vec![Why::Links { count: 3 }]));
        let blocked = Record { mark: Some(Mark::Blocked), ..Record::default() };
        assert_eq!(screen(&policy, &blocked, "hello", &[], now), Screened::Blocked);
        let later = screen(&policy, &new, "hello", &[now; 5], now);
        assert_eq!(later, Screened::Later { from: Timestamp(3_600_000_000) });
    }
}
