//! `/me/information`: every item that a person shares: its value, where it comes from, what it is for, and how to put it right.

use comity_exchange::basis::Source;
use comity_exchange::time::Timestamp;
use comity_store::NotEntered;
use maud::{Markup, html};
use serde_json::Value;

use super::receipts::{self, Receipt};
use super::record;
use super::uses::{self, Access};
use super::value::{self, Shape};
use crate::web::ui::{
    Errors, Fields, Form, Shell, chip, day, empty, error_summary, field_id, kept as words_kept, plain, source_name,
};
use crate::words::{Lang, say, tame};

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct Mine {
    /// Items, by name.
    pub items: Vec<Item>,
    /// The latest accesses, newest first.
    pub latest: Vec<Access>,
    /// What was warned of, or let go, because nobody used it.
    pub unused: Vec<Unused>,
    /// How many promises are late.
    pub late: usize,
    /// Whether the reader's browser sent `Sec-GPC: 1`.
    pub signal: bool,
    /// Exchanges in which something was agreed, by their ids in addresses and their titles.
    pub agreed: Vec<(String, String)>,
    /// What the firm has not entered and a record would say.
    pub lacks: Vec<NotEntered>,
    /// What can be proved, newest first.
    pub receipts: Vec<Receipt>,
    /// What was typed.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: Errors,
}

/// An item that nobody used for a long time.
#[derive(Debug, Clone)]
pub struct Unused {
    /// The exchange's id in addresses, and its title.
    pub exchange: (String, String),
    /// What it is.
    pub name: String,
    /// When it was, or will be, let go.
    pub let_go: Timestamp,
    /// Whether that has happened.
    pub gone: bool,
}

/// One item of information in one exchange.
#[derive(Debug, Clone)]
pub struct Item {
    /// The exchange's id in addresses, and its title.
    pub exchange: (String, String),
    /// The item's id.
    pub id: String,
    /// What it is.
    pub name: String,
    /// Where it comes from.
    pub source: Source,
    /// For what was worked out: from which items, and how.
    pub worked_out: (Vec<String>, String),
    /// Who gives it, where somebody else does.
    pub origin: String,
    /// The value that counts now.
    pub value: Option<Kept>,
    /// Whether the person said that what was kept is wrong.
    pub contested: bool,
    /// What for, each with until when the value may be read for it.
    pub purposes: Vec<Purpose>,
    /// Who else receives it.
    pub recipients: Vec<String>,
    /// For how many days each value is kept from when it came, unless for as long as the agreement lasts.
    pub kept_days: Option<u32>,
}

/// What an item is for.
#[derive(Debug, Clone)]
pub struct Purpose {
    /// Its name.
    pub name: String,
    /// Until when the value that is there may be read for it.
    pub until: Until,
}

/// Until when a value may be read for a purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// No value is there, or this one may not be read for it (any more).
    Not,
    /// Until that moment.
    At(Timestamp),
    /// While what was agreed is in force.
    Agreed,
}

/// A value that is there.
#[derive(Debug, Clone)]
pub struct Kept {
    /// The value.
    pub value: Value,
    /// When it came.
    pub came: Timestamp,
    /// Until when it is kept; nothing while what was agreed is in force.
    pub until: Option<Timestamp>,
}

impl Item {
    /// The name of the field in which its value is typed.
    pub fn field(&self) -> String {
        field_of(&self.exchange.0, &self.id)
    }

    /// Whether its value may be read longer for one purpose than for another.
    fn ends_differ(&self) -> bool {
        let mut ends = self.purposes.iter().map(|purpose| purpose.until);
        let first = ends.next();
        self.value.is_some() && ends.any(|end| Some(end) != first)
    }

    /// How its value is typed.
    pub fn shape(&self) -> Shape {
        Shape::of(self.value.as_ref().map(|kept| &kept.value))
    }
}

/// The name of the field in which a value is typed.
pub fn field_of(exchange: &str, item: &str) -> String {
    format!("value.{exchange}.{item}")
}

/// The page.
pub fn page(view: &Mine, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let title = say!(lang, "web-nav", section = "information");
    let content = html! {
        h1 { (title) }
        p.lead { (say!(lang, "portal-information-lead", firm = tame(shell.name()))) }
        p.screen { a href=(shell.to("/me/information/uses")) { (say!(lang, "portal-timeline")) } }
        @if view.signal { (signal(shell)) }
        (error_summary(&view.errors, lang))
        @if view.items.is_empty() { (empty(&say!(lang, "portal-no-items"), &say!(lang, "portal-no-items-note"), None)) }
        @for item in &view.items { (one(item, view, shell)) }
        (unused(view, shell))
        h2 { (say!(lang, "portal-latest-uses")) }
        @if view.latest.is_empty() { p.note { (say!(lang, "portal-no-uses-note", firm = tame(shell.name()))) } }
        @else { (uses::list(&view.latest, shell)) }
        @if view.late > 0 { p { (chip("firm", &say!(lang, "portal-benefit-late", n = view.late))) } }
        div.actions { a.button href=(shell.to("/me/information/uses")) { (say!(lang, "portal-timeline")) } }
        h2 { (say!(lang, "portal-rights")) }
        ul.list { @for (right, path) in [("correct", "/me/details"), ("export", "/me/export"), ("erase", "/me/erase")] {
            li { a.name href=(shell.to(path)) { (say!(lang, "portal-right", right = right)) } p.soft { (say!(lang, "portal-right-note", right = right)) } }
        } }
        @if !view.agreed.is_empty() {
            (record::told(&view.lacks, shell))
            ul.list { @for (exchange, title) in &view.agreed { li {
                a.name download href=(shell.to(format!("/exchanges/{exchange}/record.json"))) { (say!(lang, "portal-record-of", title = tame(title))) }
            } } }
        }
        h2 { (say!(lang, "portal-uses")) }
        (receipts::table(&view.receipts, shell))
    };
    shell.portal(&title, &content)
}

/// What the signal of the browser stops.
fn signal(shell: &Shell) -> Markup {
    let lang = shell.lang;
    html! { div.done {
        p { strong { (say!(lang, "portal-signal")) } }
        p { (say!(lang, "portal-signal-stops", firm = tame(shell.name()))) }
    } }
}

/// What nobody used, and what becomes of it.
fn unused(view: &Mine, shell: &Shell) -> Markup {
    let lang = shell.lang;
    html! { @if !view.unused.is_empty() {
        h2 { (say!(lang, "portal-unused")) }
        p { (say!(lang, "portal-unused-lead", days = comity_store::PATIENCE.warn_days, firm = tame(shell.name()))) }
        ul.list { @for one in &view.unused { li {
            p.name { (tame(&one.name)) }
            p { (say!(lang, "portal-unused-what", gone = if one.gone { "yes" } else { "no" })) " " (day(one.let_go, lang)) "." }
            p { a.soft href=(shell.to(format!("/exchanges/{}/agreement", one.exchange.0))) { (tame(&one.exchange.1)) } }
        } } }
    } }
}

fn one(item: &Item, view: &Mine, shell: &Shell) -> Markup {
    let lang = shell.lang;
    html! { section.held #(place(item)) {
        h2.over { (tame(&item.name)) }
        (origin(item, shell))
        @if item.contested {
            p { (chip("person", &say!(lang, "portal-contested"))) }
            p { (say!(lang, "portal-contested-means")) }
        } @else if let Some(kept) = &item.value {
            (value::shown(&kept.value, lang))
            p.soft {
                (say!(lang, "portal-came")) " " (day(kept.came, lang)) ", "
                @match kept.until { Some(until) => { (say!(lang, "portal-kept-until")) " " (day(until, lang)) }, None => (say!(lang, "portal-kept-agreed")) } "."
            }
        } @else {
            p.note { (say!(lang, "portal-no-value", kept = words_kept(item.kept_days, lang))) }
        }
        dl.facts {
            dt { (say!(lang, "web-what-for")) }
            dd {
                @for purpose in &item.purposes { p {
                    (plain(&purpose.name))
                    @if item.ends_differ() { br; span.soft { (ends(purpose.until, lang)) } }
                } }
                p { a.soft href=(shell.to(format!("/exchanges/{}/agreement", item.exchange.0))) { (tame(&item.exchange.1)) } }
            }
            dt { (say!(lang, "web-who-else")) }
            dd { @if item.recipients.is_empty() { (say!(lang, "web-nobody-else")) } @else { (item.recipients.iter().map(|r| tame(r)).collect::<Vec<_>>().join("; ")) } }
        }
        (acts(item, view, shell))
    } }
}

/// Until when a value may be read for a purpose.
fn ends(until: Until, lang: Lang) -> Markup {
    html! { @match until {
        Until::Not => (say!(lang, "portal-purpose-over")),
        Until::At(at) => { (say!(lang, "portal-purpose-until")) " " (day(at, lang)) },
        Until::Agreed => (say!(lang, "portal-purpose-agreed")),
    } }
}

/// Where it comes from: for what was worked out from what and how, else from whom.
fn origin(item: &Item, shell: &Shell) -> Markup {
    let (from, how) = &item.worked_out;
    let lang = shell.lang;
    html! {
        p.soft {
            @if from.is_empty() { (say!(lang, "portal-source", source = source_name(item.source))) }
            @else { (say!(lang, "web-inferred-from", items = from.iter().map(|one| tame(one)).collect::<Vec<_>>().join("; "))) "." }
            @if !how.is_empty() { " " (say!(lang, "web-inferred-how")) " " (plain(how)) }
            @if !item.origin.is_empty() { " " (plain(&item.origin)) }
        }
    }
}

/// What the person can do about it.
fn acts(item: &Item, view: &Mine, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let to = shell.to(format!("/me/information/{}", item.exchange.0));
    let button = |verb: &str| html! { button name="go" value=(format!("{verb}:{}", item.id)) { (say!(lang, "portal-item-button", verb = verb)) } };
    html! {
        @if item.contested {
            form method="post" action=(to) { (button("take-back")) }
        } @else if item.source == Source::Volunteered {
            @let verb = if item.value.is_some() { "correct" } else { "give" };
            details open[view.errors.get(&item.field()).is_some()] {
                summary { (say!(lang, "portal-item-button", verb = verb)) span.visually-hidden { ": " (tame(&item.name)) } }
                form method="post" action=(to) {
                    (field(item, view, shell))
                    p.soft { (say!(lang, "portal-item-note", verb = verb)) }
                    (button(verb))
                }
            }
        } @else if item.value.is_some() {
            details {
                summary { (say!(lang, "portal-item-button", verb = "contest")) span.visually-hidden { ": " (tame(&item.name)) } }
                form method="post" action=(to) {
                    p { (say!(lang, "portal-item-note", verb = "contest")) }
                    (button("contest"))
                }
            }
        }
    }
}

/// The field for a value, with what was typed or what is there.
fn field(item: &Item, view: &Mine, shell: &Shell) -> Markup {
    let (lang, name, shape) = (shell.lang, item.field(), item.shape());
    let mut fields = view.fields.clone();
    if view.errors.get(&name).is_none() {
        fields.set(&name, shape.typed(item.value.as_ref().map(|kept| &kept.value), lang));
    }
    let form = Form { fields: &fields, errors: &view.errors, lang };
    let label = tame(&item.name);
    let hint = |shape: &str| say!(lang, "portal-value-hint", shape = shape);
    html! { @match shape {
        Shape::YesNo => (form.choice(name, label, ["yes", "no"].map(|word| (word.to_owned(), say!(lang, "portal-value", kind = word)))).short()),
        Shape::Number => (form.line(name, label).input_mode("decimal").hint(hint("number")).short()),
        Shape::Line => (form.line(name, label)),
        Shape::Text => (form.area(name, label, 4)),
        Shape::Lines => (form.area(name, label, 4).hint(hint("lines"))),
        Shape::Numbers => (form.area(name, label, 4).hint(hint("numbers"))),
    } }
}

/// Where an item stands in the page.
fn place(item: &Item) -> String {
    field_id(&format!("item-{}-{}", item.exchange.0, item.id))
}

#[cfg(test)]
impl Mine {
    /// Made-up items, of every kind.
    pub fn sample() -> Self {
        use serde_json::json;
        let at = Timestamp(1_795_773_900_000_000);
        let kept = |value| Some(Kept { value, came: at, until: Some(at.plus_days(180)) });
        let purpose = |name: &str, days| Purpose { name: name.into(), until: Until::At(at.plus_days(days)) };
        let item = |id: &str, name: &str, source, value| Item {
            exchange: ("0192f3a1c2d47f00a1b2c3d4e5f60718".into(), "Better advice".into()),
            id: id.into(),
            name: name.into(),
            source,
            worked_out: (Vec::new(), String::new()),
            origin: String::new(),
            value,
            contested: false,
            purposes: vec![purpose("To tell you which plan fits how you use it", 180)],
            recipients: Vec::new(),
            kept_days: Some(180),
        };
        let usage =
            json!([{"day": "2026-11-25", "minutes": 41, "gb": 1.2}, {"day": "2026-11-26", "minutes": 7, "gb": 0.4}]);
        let home = json!({"kind": "house", "rooms": 4, "fibre": false});
        let long = json!({"visits": (0..40).map(|n| json!({"n": n, "at": [45.07, 7.69]})).collect::<Vec<_>>()});
        Self {
            items: vec![
                item("plan", "The plan you have", Source::Volunteered, kept(json!("Casa Mia 25 GB"))),
                item("lines", "How many of you share it", Source::Volunteered, kept(json!(3.5))),
                item("paper", "Whether you want a paper bill", Source::Volunteered, kept(json!(false))),
                item("mood", "What you would like to be told", Source::Volunteered, None),
                Item {
                    purposes: vec![
                        purpose("To tell you which plan fits how you use it", 90),
                        purpose("To work out your bill", 180),
                        Purpose { until: Until::Not, ..purpose("To send you offers", 0) },
                        Purpose { until: Until::Agreed, ..purpose("To keep your line working", 0) },
                    ],
                    ..item("usage", "Minutes and data used a day", Source::Observed, kept(usage))
                },
                Item {
                    worked_out: (
                        vec!["Minutes and data used a day".into(), "The plan you have".into()],
                        "The plan whose price for your last 90 days is the lowest.".into(),
                    ),
                    ..item("fits", "The plan that fits you", Source::Inferred, kept(json!("Casa 10")))
                },
                Item { contested: true, ..item("age", "Your age, as guessed", Source::Inferred, None) },
                Item {
                    origin: "The register of addresses (simulated)".into(),
                    recipients: vec!["Signal Lab (simulated)".into()],
                    ..item("home", "Your home", Source::ThirdParty, kept(home))
                },
                item("visits", "Where your phone was", Source::Observed, kept(long)),
            ],
            latest: uses::Uses::sample().accesses,
            unused: [("The address of your last home", true), ("How many of you share it", false)]
                .map(|(name, gone)| Unused {
                    exchange: ("0192f3a1c2d47f00a1b2c3d4e5f60718".into(), "Better advice".into()),
                    name: name.into(),
                    let_go: if gone { at } else { at.plus_days(22) },
                    gone,
                })
                .to_vec(),
            late: 1,
            signal: false,
            agreed: vec![("0192f3a1c2d47f00a1b2c3d4e5f60718".into(), "Better advice".into())],
            lacks: Vec::new(),
            receipts: receipts::sample(),
            fields: Fields::default(),
            errors: Errors::default(),
        }
    }
}
