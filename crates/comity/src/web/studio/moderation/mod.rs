//! `/studio/settings/moderation` and `/studio/exchanges/{id}/moderation`: the rules by which what people bring is shown at once or looked
//! at first, and what they would have held of what was brought last.

mod form;

use comity_exchange::time::Timestamp;
use comity_participation::moderation::{Level, Screened};
use comity_store::{HeldLine, PolicyOf, PolicyPreview, PolicyView, Right};
use maud::{Markup, html};

pub use form::{read, write};

use form::{LEVELS, TIMES};

use super::moderate::{level_name, why};
use super::part::ways;
use super::settings::{Part, frame};
use crate::web::ui::{Errors, Fields, Form, Section, Shell, back, error_summary, moment, moment_text};
use crate::web::way;
use crate::words::{Lang, say, tame};

/// What the page shows.
#[derive(Debug, Clone)]
pub struct Moderation {
    /// The exchange's id in addresses and its title; nothing for the whole firm.
    pub exchange: Option<(String, String)>,
    /// The rules that hold.
    pub view: PolicyView,
    /// What they, or those that were typed, would have made of what was brought last.
    pub preview: Option<PolicyPreview>,
    /// What was typed, or what holds.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: Errors,
}

impl Moderation {
    /// Where it is, within the firm.
    pub fn here(&self) -> String {
        match &self.exchange {
            Some((id, _)) => format!("/studio/exchanges/{id}/moderation"),
            None => "/studio/settings/moderation".into(),
        }
    }
}

/// The page.
pub fn page(view: &Moderation, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let title = say!(lang, "moderation-rules");
    let content = html! {
        (error_summary(&view.errors, lang))
        p.lead { (say!(lang, "moderation-lead")) }
        (holds(view, shell))
        @if let Some(preview) = &view.preview { (previewed(preview, shell)) }
        @if shell.may(Right::ExchangePublish) { (rules(view, shell)) } @else { (read_only(view, lang)) }
    };
    match &view.exchange {
        None => frame(Part::Moderation, &content, shell),
        Some((id, name)) => {
            let content = html! {
                (back(&shell.to(format!("/studio/exchanges/{id}")), &tame(name)))
                h1 { (title) }
                (ways(id, "moderation", shell))
                (content)
            };
            shell.studio(Section::Exchanges, &title, &content)
        }
    }
}

/// Whose rules hold, since when, and the way back.
fn holds(view: &Moderation, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let of = match view.view.of {
        PolicyOf::House => "house",
        PolicyOf::Firm => "firm",
        PolicyOf::Exchange => "exchange",
    };
    let at = if view.exchange.is_some() { "exchange" } else { "firm" };
    let own = of == at;
    html! { section.holds {
        p { strong { (say!(lang, "moderation-holds", of = of, at = at)) } }
        @if let Some(set) = &view.view.set {
            p.soft { @match &set.by {
                Some(by) => (say!(lang, "moderation-set-by", who = tame(by))),
                None => (say!(lang, "moderation-set")),
            } " " (moment(Timestamp(set.at), lang)) }
            @if shell.may(Right::ExchangePublish) { form.actions method="post" action=(shell.to(view.here())) {
                input type="hidden" name="saw" value=(set.id);
                button name="go" value="undo" { (say!(lang, "moderation-undo")) }
                @if own { button name="go" value="clear" { (say!(lang, "moderation-clear", at = at)) } }
            } }
        }
    } }
}

/// What rules would have made of what was brought last.
fn previewed(preview: &PolicyPreview, shell: &Shell) -> Markup {
    let lang = shell.lang;
    html! { section.done role="status" aria-labelledby="preview" {
        h2 #preview { (say!(lang, "moderation-preview")) }
        @if preview.looked == 0 { p { (say!(lang, "moderation-preview-none")) } }
        @else {
            p { (say!(lang, "moderation-preview-counts", n = preview.looked, shown = preview.shown, held = preview.held.len())) }
            @if !preview.held.is_empty() {
                ul.list { @for one in &preview.held { li { (held(one, shell)) } } }
            }
            p.soft { (say!(lang, "moderation-preview-note")) }
        }
    } }
}

fn held(one: &HeldLine, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let begins: String = one.words.chars().take(120).collect();
    let name = tame(&if begins.len() < one.words.len() { format!("{begins}…") } else { begins });
    let name = if one.comment.is_some() { say!(lang, "moderation-comment", words = name) } else { name };
    let path = way::address(&one.exchange.to_string(), &one.activity_kind, &one.contribution.to_string());
    html! {
        p.name dir="auto" { @match path {
            Some(path) => a href=(shell.to(format!("/studio{path}"))) { (name) },
            None => (name),
        } }
        p.soft { @match &one.screened {
            Screened::Show => {},
            Screened::Queue { why: all } => @for (n, reason) in all.iter().enumerate() { @if n > 0 { " · " } (why(reason, lang)) },
            Screened::Later { from } => (say!(lang, "moderation-later", from = moment_text(*from, lang))),
            Screened::Blocked => (say!(lang, "moderation-blocked")),
        } }
    }
}

/// The rules as a form.
fn rules(view: &Moderation, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let form = Form { fields: &view.fields, errors: &view.errors, lang };
    let from = [Level::Known, Level::Trusted, Level::New].map(|level| {
        let name = level_name(level);
        (name.to_owned(), say!(lang, "moderation-shown-from", level = name))
    });
    html! { form.stack.terms method="post" action=(shell.to(view.here())) novalidate {
        @if let Some(set) = &view.view.set { input type="hidden" name="saw" value=(set.id); }
        fieldset.block { legend { (say!(lang, "moderation-part", part = "trust")) }
            (form.choice("shown_from", say!(lang, "moderation-field-shown-from"), from))
            div.duo {
                (form.number("known_from", say!(lang, "moderation-field-known-from"), [None, None]).required())
                (form.number("trusted_from", say!(lang, "moderation-field-trusted-from"), [None, None]).required())
            }
            (form.number("declined_costs", say!(lang, "moderation-field-declined-costs"), [None, None]).hint(say!(lang, "moderation-hint-declined-costs")).required())
        }
        fieldset.block { legend { (say!(lang, "moderation-part", part = "words")) }
            (form.area("words", say!(lang, "moderation-field-words"), 6).hint(say!(lang, "moderation-hint-words")))
        }
        fieldset.block { legend { (say!(lang, "moderation-part", part = "links")) }
            (form.number("links", say!(lang, "moderation-field-links"), [None, None]).required())
            (form.tick("look_at_new", "on", say!(lang, "moderation-field-look-at-new")))
            (form.area("hosts", say!(lang, "moderation-field-hosts"), 3).hint(say!(lang, "moderation-hint-hosts")))
        }
        fieldset.block { legend { (say!(lang, "moderation-part", part = "rate")) }
            p.soft { (say!(lang, "moderation-rate-note")) }
            @for (_, level) in LEVELS { div.duo { @for (time, _) in TIMES {
                (form.number(format!("{level}.{time}"), say!(lang, "moderation-field-rate", level = level, time = time), [None, None]))
            } } }
        }
        div.actions {
            button.first name="go" value="preview" { (say!(lang, "moderation-preview-button")) }
            button name="go" value="save" { (say!(lang, "moderation-save")) }
        }
    } }
}

/// The rules for somebody who does not set them.
fn read_only(view: &Moderation, lang: Lang) -> Markup {
    let policy = &view.view.policy;
    let words: Vec<String> = policy.words.iter().map(|rule| tame(&rule.0)).collect();
    let hosts: Vec<String> = policy.links.known_hosts.iter().map(|host| tame(host)).collect();
    html! { dl.facts {
        dt { (say!(lang, "moderation-field-shown-from")) } dd { (say!(lang, "moderation-shown-from", level = level_name(policy.shown_from))) }
        dt { (say!(lang, "moderation-field-known-from")) } dd { (policy.trust.known_from) }
        dt { (say!(lang, "moderation-field-trusted-from")) } dd { (policy.trust.trusted_from) }
        dt { (say!(lang, "moderation-field-declined-costs")) } dd { (policy.trust.declined_costs) }
        dt { (say!(lang, "moderation-field-words")) } dd { @if words.is_empty() { "–" } @else { (words.join(", ")) } }
        dt { (say!(lang, "moderation-field-links")) } dd { (policy.links.most) }
        dt { (say!(lang, "moderation-field-hosts")) } dd { @if hosts.is_empty() { "–" } @else { (hosts.join(", ")) } }
        @for (_, level) in LEVELS { @for (time, _) in TIMES {
            @let most = view.fields.get(&format!("{level}.{time}"));
            @if !most.is_empty() { dt { (say!(lang, "moderation-field-rate", level = level, time = time)) } dd { (most) } }
        } }
    } }
}

#[cfg(test)]
impl Moderation {
    /// A firm's rules, and what they would have held.
    pub fn sample() -> Self {
        use crate::web::portal::part::sample;
        use comity_participation::moderation::{Policy, Why, WordRule};
        use comity_store::PolicySet;
        let policy =
            Policy { words: vec![WordRule("casino*".into()), WordRule("free money".into())], ..Policy::default() };
        let line = |words: &str, screened| HeldLine {
            contribution: sample::id(),
            comment: None,
            exchange: sample::EXCHANGE.parse().unwrap(),
            activity_kind: "ideas".into(),
            words: words.into(),
            screened,
        };
        let queue = |why| Screened::Queue { why };
        let comment = HeldLine {
            comment: Some("0192f3a1c2d47f00a1b2c3d4e5f60734".parse().unwrap()),
            ..line("See https://example.org", queue(vec![Why::Links { count: 1 }]))
        };
        let held = vec![
            line(
                "Win with us",
                queue(vec![Why::Trust { level: Level::New }, Why::Word { rule: WordRule("casino*".into()) }]),
            ),
            comment,
            line("One more", Screened::Later { from: Timestamp(1_795_773_900_000_000) }),
        ];
        let by = Some("Ada Conti".into());
        let id = "0192f3a1c2d47f00a1b2c3d4e5f60736".parse().unwrap();
        Self {
            exchange: None,
            fields: write(&policy),
            view: PolicyView { policy, of: PolicyOf::Firm, set: Some(PolicySet { id, at: 1_795_773_900_000_000, by }) },
            preview: Some(PolicyPreview { looked: 100, shown: 97, held }),
            errors: Errors::default(),
        }
    }

    /// An exchange without rules of its own, with something wrong in what was typed.
    pub fn sample_exchange(lang: Lang) -> Self {
        use crate::web::portal::part::sample;
        let mut view = Self::sample();
        view.exchange = Some((sample::EXCHANGE.into(), "Better advice".into()));
        view.view.set = None;
        view.preview = None;
        view.fields.set("words", "***");
        view.fields.set("known_from", "9");
        view.errors = read(&view.fields, lang).unwrap_err();
        view
    }
}
