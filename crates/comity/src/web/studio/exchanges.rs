//! `/studio/exchanges` and `/studio/exchanges/new`.

use comity_exchange::publish::Life;
use comity_exchange::time::Timestamp;
use comity_store::Right;
use maud::{Markup, html};

use crate::web::ui::{
    Errors, Fields, Form, Pages, Section, Shell, back, chip, day, empty, encoded, error_summary, pagination,
};
use crate::words::{Lang, count, say, tame};

/// What the list shows.
#[derive(Debug, Clone, Default)]
pub struct Exchanges {
    /// The rows of this page.
    pub rows: Vec<Row>,
    /// How to get on.
    pub pages: Pages,
    /// The filters: fields `life` and `q`.
    pub filter: Fields,
}

/// An exchange in the list.
#[derive(Debug, Clone)]
pub struct Row {
    /// Its id in addresses.
    pub id: String,
    /// Its title in the reader's language.
    pub title: String,
    /// Where it is in its life.
    pub life: Life,
    /// The version in force.
    pub version: Option<u32>,
    /// Whether the draft says something else than the version in force.
    pub draft_differs: bool,
    /// Agreements in force.
    pub agreed: u64,
    /// Conditions that wait.
    pub conditions: u64,
    /// When it was last changed.
    pub changed: Timestamp,
}

/// The name of a life in files.
pub fn life_name(life: Life) -> &'static str {
    match life {
        Life::Draft => "draft",
        Life::Open => "open",
        Life::Closed => "closed",
    }
}

/// A chip for a life.
pub fn life_chip(life: Life, lang: Lang) -> Markup {
    chip(if life == Life::Open { "both" } else { "still" }, &say!(lang, "studio-life", life = life_name(life)))
}

/// The list.
pub fn page(view: &Exchanges, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let title = say!(lang, "web-nav", section = "exchanges");
    let filtered = view.filter.has("life") || view.filter.has("q");
    let errors = Errors::default();
    let form = Form { fields: &view.filter, errors: &errors, lang };
    let lives = ["", "draft", "open", "closed"].map(|life| (life.to_owned(), say!(lang, "studio-life", life = life)));
    let path = format!("/studio/exchanges?life={}&q={}&", view.filter.get("life"), encoded(view.filter.get("q")));
    let (writes, new) = (shell.may(Right::ExchangeWrite), shell.to("/studio/exchanges/new"));
    let label = |column: &str| say!(lang, "studio-column", column = column);
    let content = html! {
        div.row.ends { h1 { (title) } @if writes { a.button.first href=(new.as_str()) { (say!(lang, "studio-new-exchange")) } } }
        @if view.rows.is_empty() && !filtered {
            (empty(&say!(lang, "studio-no-exchange"), &say!(lang, "studio-no-exchange-note"), writes.then(|| (new.clone(), say!(lang, "studio-new-exchange")))))
        } @else {
            form.filter method="get" action=(shell.to("/studio/exchanges")) {
                (form.typed("search", "q", say!(lang, "studio-search")))
                (form.choice("life", say!(lang, "studio-state"), lives))
                button { (say!(lang, "studio-filter")) }
            }
            div.scroll role="region" tabindex="0" aria-label=(title) { table.stacks {
                thead { tr {
                    @for column in ["title", "life", "version"] { th scope="col" { (say!(lang, "studio-column", column = column)) } }
                    @for column in ["agreed", "conditions"] { th.num scope="col" { (say!(lang, "studio-column", column = column)) } }
                    th scope="col" { (say!(lang, "studio-column", column = "changed")) }
                } }
                tbody { @for row in &view.rows { tr {
                    th scope="row" { a href=(shell.to(format!("/studio/exchanges/{}", row.id))) { (tame(&row.title)) } }
                    td { (life_chip(row.life, lang)) }
                    td data-label=(label("version")) { @match row.version { Some(version) => (version), None => "–" } @if row.draft_differs && row.version.is_some() { " " span.soft { (say!(lang, "studio-draft-differs")) } } }
                    td.num data-label=(label("agreed")) { (count(row.agreed, lang)) }
                    td.num data-label=(label("conditions")) { (count(row.conditions, lang)) }
                    td.name data-label=(label("changed")) { (day(row.changed, lang)) }
                } } }
            } }
            (pagination(&view.pages, &path, shell))
        }
    };
    shell.studio(Section::Exchanges, &title, &content)
}

/// What the page for a new one shows: fields `title`, `from`.
#[derive(Debug, Clone, Default)]
pub struct New {
    /// What was typed.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: Errors,
}

/// A new exchange.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewForm {
    /// Its title, in the member's language.
    pub title: String,
    /// Whether it begins from the made-up example rather than from nothing.
    pub from_example: bool,
}

impl NewForm {
    /// Reads the form.
    ///
    /// # Errors
    /// A missing title.
    pub fn read(fields: &Fields, lang: Lang) -> Result<Self, Errors> {
        let title = fields.get("title").trim().to_owned();
        if !title.is_empty() {
            return Ok(Self { title, from_example: fields.get("from") == "example" });
        }
        let mut errors = Errors::default();
        errors.add("title", say!(lang, "web-missing", what = "title"));
        Err(errors)
    }
}

/// The page for a new one.
pub fn new(view: &New, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let form = Form { fields: &view.fields, errors: &view.errors, lang };
    let title = say!(lang, "studio-new-exchange");
    let from = ["nothing", "example"].map(|from| (from.to_owned(), say!(lang, "studio-from", from = from)));
    let content = html! {
        (back(&shell.to("/studio/exchanges"), &say!(lang, "web-nav", section = "exchanges")))
        h1 { (title) }
        p.lead { (say!(lang, "studio-new-lead")) }
        (error_summary(&view.errors, lang))
        form.stack method="post" action=(shell.to("/studio/exchanges/new")) {
            (form.line("title", say!(lang, "studio-label", field = "title")).hint(say!(lang, "studio-hint", field = "title")).longest(120).required())
            (form.choice("from", say!(lang, "studio-begin-from"), from))
            div.actions { button.first { (say!(lang, "studio-new-button")) } }
        }
    };
    shell.studio(Section::Exchanges, &title, &content)
}

#[cfg(test)]
impl Exchanges {
    /// A made-up firm's.
    pub fn sample() -> Self {
        let changed = Timestamp(1_795_773_900_000_000);
        let row = |title: &str, life, version, agreed, conditions| Row {
            id: "0192f3a1c2d47f00a1b2c3d4e5f60718".into(),
            title: title.into(),
            life,
            version,
            draft_differs: version == Some(2),
            agreed,
            conditions,
            changed,
        };
        Self {
            rows: vec![
                row("Better advice", Life::Open, Some(2), 1_204, 17),
                row("Coverage map", Life::Open, Some(1), 380, 0),
                row("Early features", Life::Draft, None, 0, 0),
                row("Summer credit", Life::Closed, Some(4), 96, 0),
            ],
            pages: Pages { total: 4, next: None, first: true },
            filter: Fields::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exchange_has_a_title() {
        let read = |title: &str| {
            let pairs = [("title", title), ("from", "example")].map(|(n, v)| (n.to_owned(), v.to_owned()));
            NewForm::read(&Fields::from(pairs.to_vec()), Lang::En)
        };
        assert_eq!(read(" Advice "), Ok(NewForm { title: "Advice".into(), from_example: true }));
        assert!(read(" ").is_err());
    }
}
