//! `/letters/{person}/{secret}`: what somebody wants to be told by mail, from a link in any such letter.

use comity_participation::digest::{Choice, Preferences};
use comity_participation::notice::Topic;
use maud::{Markup, html};

use crate::web::ui::{Errors, Fields, Form, Shell};
use crate::words::say;

/// Hours between two letters that can be chosen.
const HOURS: [u32; 3] = [24, 7 * 24, 30 * 24];
/// Topics that are told; of new activities nobody is told by mail yet.
const TOPICS: [Topic; 4] = [Topic::Own, Topic::Outcomes, Topic::Recognition, Topic::Comments];

fn name(topic: Topic) -> &'static str {
    match topic {
        Topic::Own => "own",
        Topic::Outcomes => "outcomes",
        Topic::Comments => "comments",
        Topic::Recognition => "recognition",
        Topic::Activities => "activities",
    }
}

/// Reads what was chosen; a mail program that ends letters in one click (RFC 8058) sends a field of its own.
pub fn read(fields: &Fields, before: Preferences) -> Preferences {
    if fields.get("List-Unsubscribe") == "One-Click" || fields.get("go") == "stop" {
        return Preferences { unsubscribed: true, ..before };
    }
    let hours = fields.get("hours").parse().ok().filter(|hours| HOURS.contains(hours)).unwrap_or(before.hours);
    let chosen = TOPICS.iter().map(|topic| {
        let on = fields.get(&format!("topic.{}", name(*topic))) == "yes";
        (*topic, if on { Choice::Digest } else { Choice::Off })
    });
    let mut topics = before.topics;
    topics.extend(chosen);
    Preferences { topics, hours, unsubscribed: false }
}

/// The page.
pub fn page(preferences: &Preferences, action: &str, saved: bool, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let title = say!(lang, "letters", firm = shell.name());
    let mut fields = Fields::default();
    for topic in TOPICS.iter().filter(|topic| preferences.topics.get(topic) != Some(&Choice::Off)) {
        fields.push(format!("topic.{}", name(*topic)), "yes");
    }
    fields.push("hours", preferences.hours.to_string());
    let form = Form { fields: &fields, errors: &Errors::default(), lang };
    let each = HOURS.map(|hours| (hours.to_string(), say!(lang, "letters-each", days = hours / 24)));
    let content = html! {
        h1 { (title) }
        @if saved { p.lead role="status" { (say!(lang, "letters-saved")) } }
        p.lead { (say!(lang, "letters-lead", off = if preferences.unsubscribed { "yes" } else { "no" })) }
        form.stack method="post" action=(shell.to(action)) {
            fieldset.group {
                legend { (say!(lang, "letters-topics")) }
                @for topic in TOPICS {
                    (form.tick(format!("topic.{}", name(topic)), "yes", say!(lang, "letters-topic", topic = name(topic))))
                }
            }
            (form.choice("hours", say!(lang, "letters-hours"), each))
            div.actions {
                button.first name="go" value="save" { (say!(lang, "letters-save")) }
                @if !preferences.unsubscribed { button name="go" value="stop" { (say!(lang, "letters-stop")) } }
            }
        }
        p.note { (say!(lang, "letters-note")) }
    };
    shell.plain(&title, &content)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_ticked_is_told_and_one_click_ends_everything() {
        let fields = |pairs: &[(&str, &str)]| {
            Fields::from(pairs.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect::<Vec<_>>())
        };
        let chosen = read(&fields(&[("topic.own", "yes"), ("hours", "24"), ("go", "save")]), Preferences::default());
        assert!(chosen.wants(Topic::Own) && !chosen.wants(Topic::Comments) && chosen.wants(Topic::Activities));
        assert_eq!(chosen.hours, 24);
        assert_eq!(
            read(&fields(&[("hours", "1")]), chosen.clone()).hours,
            24,
            "nobody is mailed more often than can be chosen"
        );
        for stop in [[("List-Unsubscribe", "One-Click")], [("go", "stop")]] {
            let ended = read(&fields(&stop), chosen.clone());
            assert!(!ended.wants(Topic::Own) && ended.topics == chosen.topics);
        }
    }
}
