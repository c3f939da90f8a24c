//! `/exchanges/{id}/search`, for both sides: what people brought to any activity of an exchange, by words.

use comity_exchange::capital::Stage;
use comity_store::{ActivityView, ContributionLine};
use maud::{Markup, html};

use super::part::{found, standing, title_of};
use crate::web::ui::{Errors, Fields, Form, Section, Shell, back, encoded};
use crate::web::way::{self, words};
use crate::words::{say, tame};

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// The exchange's id in addresses.
    pub exchange: String,
    /// Its title.
    pub title: String,
    /// Before addresses of members: `/studio`.
    pub side: &'static str,
    /// What is asked for: fields `q`, `stage`.
    pub fields: Fields,
    /// What was found, by activity, the newest first.
    pub groups: Vec<Group>,
    /// Words that nothing has.
    pub unknown: Vec<String>,
}

/// What was found in one activity.
#[derive(Debug, Clone)]
pub struct Group {
    /// The activity.
    pub activity: ActivityView,
    /// The first of what was found, the most like first.
    pub rows: Vec<ContributionLine>,
    /// How many were found in all.
    pub total: u64,
}

/// The page.
pub fn page(view: &Search, shell: &Shell) -> Markup {
    let (lang, none) = (shell.lang, Errors::default());
    let title = say!(lang, "part-search-all");
    let base = format!("{}/exchanges/{}", view.side, view.exchange);
    let here = shell.to(format!("{base}/search"));
    let form = Form { fields: &view.fields, errors: &none, lang };
    let any = std::iter::once((String::new(), say!(lang, "part-any-stage")));
    let stages =
        Stage::ALL.into_iter().map(|stage| (stage.name().to_owned(), say!(lang, "studio-stage", stage = stage.name())));
    let total = view.groups.iter().map(|group| group.total).sum();
    let content = html! {
        (back(&shell.to(&base), &tame(&view.title)))
        h1 { (title) }
        form.filter method="get" action=(here) role="search" {
            (form.typed("search", "q", say!(lang, "part-search")).hint(say!(lang, "part-search-hint")).longest(200))
            (form.choice("stage", say!(lang, "part-open-stage"), any.chain(stages)))
            button { (say!(lang, "part-search-button")) }
        }
        @if view.fields.has("q") {
            (found(total, &view.unknown, &view.fields, "", lang))
            @for group in &view.groups { @if group.total > 0 { (found_in(group, view, &base, shell)) } }
        }
    };
    if view.side.is_empty() {
        shell.portal(&title, &content)
    } else {
        shell.studio(Section::Exchanges, &title, &content)
    }
}

fn found_in(group: &Group, view: &Search, base: &str, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let activity = &group.activity;
    let code = way::code(activity.kind()).unwrap_or_default();
    let list = format!("{base}/{code}?activity={}&q={}", activity.id, encoded(view.fields.get("q")));
    // An opinion map has no list that finds by words.
    let rest = group.total > group.rows.len() as u64 && way::ALL.iter().any(|way| way.code() == code);
    html! {
        h2 { (tame(&words(&activity.activity.title, lang))) " " span.soft { (say!(lang, "way-title", way = code)) } }
        ul.list { @for one in &group.rows { li {
            p.name { a href=(shell.to(format!("{base}/{code}/{}", one.id))) dir="auto" { (title_of(one.called(), lang)) } }
            p { (standing(activity, one, lang)) }
        } } }
        @if rest { p { a href=(shell.to(list)) { (say!(lang, "part-search-rest", n = group.total)) } } }
    }
}

#[cfg(test)]
impl Search {
    /// Something was found, and one word was not.
    pub fn sample(side: &'static str) -> Self {
        use super::part::sample;
        let mut fields = Fields::default();
        fields.push("q", "data zzyzx");
        let group = Group { activity: sample::activity(), rows: sample::rows(), total: 31 };
        Self {
            exchange: sample::EXCHANGE.into(),
            title: "Better advice".into(),
            side,
            fields,
            groups: vec![group],
            unknown: vec!["zzyzx".into()],
        }
    }
}
