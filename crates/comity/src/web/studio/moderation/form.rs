//! Rules on what is shown, as the fields of a form and back.

use comity_participation::moderation::{
    LARGEST, LONGEST_WORD, Level, Limit, LinkRule, MOST_HOSTS, MOST_WORDS, Place, Policy, PolicyFault, RateRule,
    TrustRule, WordRule,
};

use crate::web::ui::{Errors, Fields};
use crate::words::{Lang, say, tame};

/// Levels of persons that have limits, with the beginning of the names of their fields.
pub const LEVELS: [(Level, &str); 3] = [(Level::New, "new"), (Level::Known, "known"), (Level::Trusted, "trusted")];
/// The times over which limits count: the end of the names of their fields, and seconds.
pub const TIMES: [(&str, u32); 2] = [("hour", 3_600), ("day", 86_400)];

fn limits(rate: &RateRule, level: Level) -> &[Limit] {
    match level {
        Level::Blocked | Level::New => &rate.new,
        Level::Known => &rate.known,
        Level::Trusted => &rate.trusted,
    }
}

/// The fields that say what a policy says.
pub fn write(policy: &Policy) -> Fields {
    let mut fields = Fields::default();
    let shown_from = LEVELS.iter().find(|(level, _)| *level == policy.shown_from).map_or("new", |(_, name)| name);
    fields.push("shown_from", shown_from);
    fields.push("known_from", policy.trust.known_from.to_string());
    fields.push("trusted_from", policy.trust.trusted_from.to_string());
    fields.push("declined_costs", policy.trust.declined_costs.to_string());
    let words: Vec<&str> = policy.words.iter().map(|rule| rule.0.as_str()).collect();
    fields.push("words", words.join("\n"));
    fields.push("links", policy.links.most.to_string());
    if policy.links.look_at_new {
        fields.push("look_at_new", "on");
    }
    fields.push("hosts", policy.links.known_hosts.join("\n"));
    for (level, name) in LEVELS {
        for (time, seconds) in TIMES {
            let most = limits(&policy.rate, level).iter().find(|limit| limit.seconds == seconds);
            fields.push(format!("{name}.{time}"), most.map(|limit| limit.most.to_string()).unwrap_or_default());
        }
    }
    fields
}

/// Lines of a field that hold something.
fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(ToOwned::to_owned).collect()
}

/// Reads a policy.
///
/// # Errors
/// What is wrong, field by field.
pub fn read(fields: &Fields, lang: Lang) -> Result<Policy, Errors> {
    let mut errors = Errors::default();
    let mut number = |name: &str, least: u32| -> u32 {
        let read = fields.get(name).trim().parse().ok().filter(|n| (least..=LARGEST).contains(n));
        read.unwrap_or_else(|| {
            errors.add(name, say!(lang, "moderation-number", least = least, most = LARGEST));
            least
        })
    };
    let trust = TrustRule {
        known_from: number("known_from", 1),
        trusted_from: number("trusted_from", 1),
        declined_costs: number("declined_costs", 0),
    };
    let most = number("links", 0);
    let mut rates = LEVELS.map(|(_, name)| {
        let given = TIMES.iter().filter(|(time, _)| fields.has(&format!("{name}.{time}")));
        given.map(|(time, seconds)| Limit { most: number(&format!("{name}.{time}"), 1), seconds: *seconds }).collect()
    });
    let [new, known, trusted] = &mut rates;
    let rate = RateRule { new: std::mem::take(new), known: std::mem::take(known), trusted: std::mem::take(trusted) };
    let shown_from = LEVELS.iter().find(|(_, name)| *name == fields.get("shown_from")).map(|(level, _)| *level);
    let policy = Policy {
        shown_from: shown_from.unwrap_or(Level::Known),
        trust,
        words: lines(fields.get("words")).into_iter().map(WordRule).collect(),
        links: LinkRule { most, known_hosts: lines(fields.get("hosts")), look_at_new: fields.has("look_at_new") },
        rate,
    };
    for fault in policy.faults() {
        let (field, sentence) = wrong(&fault, lang);
        errors.add(field, sentence);
    }
    if errors.is_empty() { Ok(policy) } else { Err(errors) }
}

fn level_field(level: Level) -> String {
    let name = LEVELS.iter().find(|(known, _)| *known == level).map_or("new", |(_, name)| name);
    format!("{name}.day")
}

/// The field that something wrong stands in, and what to do about it.
pub fn wrong(fault: &PolicyFault, lang: Lang) -> (String, String) {
    let words = |sentence| ("words".to_owned(), sentence);
    match fault {
        PolicyFault::FindsNothing { rule } => words(say!(lang, "moderation-finds-nothing", rule = tame(rule))),
        PolicyFault::WordTooLong { rule } => {
            let begins: String = rule.chars().take(30).collect();
            words(say!(lang, "moderation-word-long", rule = tame(&begins), most = LONGEST_WORD))
        }
        PolicyFault::Twice { rule } => words(say!(lang, "moderation-twice", rule = tame(rule))),
        PolicyFault::TooManyWords => words(say!(lang, "moderation-too-many", most = MOST_WORDS)),
        PolicyFault::NotAHost { host } => ("hosts".into(), say!(lang, "moderation-not-a-host", host = tame(host))),
        PolicyFault::TooManyHosts => ("hosts".into(), say!(lang, "moderation-too-many", most = MOST_HOSTS)),
        PolicyFault::TrustedBeforeKnown { known, .. } => {
            ("trusted_from".into(), say!(lang, "moderation-trusted-first", known = *known))
        }
        PolicyFault::Number { at, least } => {
            let field = match at {
                Place::DeclinedCosts => "declined_costs",
                Place::KnownFrom => "known_from",
                Place::TrustedFrom => "trusted_from",
                Place::Links => "links",
                Place::RateNew => "new.hour",
                Place::RateKnown => "known.hour",
                Place::RateTrusted => "trusted.hour",
            };
            (field.into(), say!(lang, "moderation-number", least = *least, most = LARGEST))
        }
        // The form has no other times than an hour and a day.
        PolicyFault::Time { level } | PolicyFault::FewerInLonger { level } => {
            (level_field(*level), say!(lang, "moderation-fewer-a-day"))
        }
        PolicyFault::LessForTrusted { level } => (level_field(*level), say!(lang, "moderation-less-for-trusted")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_the_same() {
        let mut policy = Policy::default();
        assert_eq!(read(&write(&policy), Lang::En), Ok(policy.clone()));
        policy.words = vec![WordRule("free money".into()), WordRule("casino*".into())];
        policy.links = LinkRule { most: 0, known_hosts: vec!["example.com".into()], look_at_new: false };
        policy.shown_from = Level::New;
        policy.rate.trusted.clear();
        assert_eq!(read(&write(&policy), Lang::It), Ok(policy));
    }

    #[test]
    fn what_is_wrong_is_said_at_its_field() {
        let check = |field: &str, value: &str, at: &str| {
            let mut fields = write(&Policy::default());
            fields.set(field, value);
            let errors = read(&fields, Lang::En).unwrap_err();
            assert!(errors.get(at).is_some(), "{field}={value}: {errors:?}");
        };
        check("known_from", "soon", "known_from");
        check("known_from", "0", "known_from");
        check("known_from", "9", "trusted_from");
        check("links", "-1", "links");
        check("words", "fine\n***", "words");
        check("hosts", "https://example.com/", "hosts");
        check("new.hour", "0", "new.hour");
        check("new.hour", "50", "new.day");
        check("known.hour", "1", "known.day");
    }
}
