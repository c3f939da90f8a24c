//! `/studio/audit`: who did what, by ids only.

use comity_exchange::time::Timestamp;
use maud::{Markup, html};

use crate::web::ui::{Errors, Fields, Form, Pages, Section, Shell, clock_time, empty, encoded, pagination};
use crate::words::{say, tame};

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct Audit {
    /// The rows of this page, newest first.
    pub rows: Vec<Row>,
    /// Members by their ids, of whom the list can be asked.
    pub members: Vec<(String, String)>,
    /// How to get on.
    pub pages: Pages,
    /// The filters: fields `who`, `act`.
    pub filter: Fields,
}

/// One act, or several of the same kind in one request.
#[derive(Debug, Clone)]
pub struct Row {
    /// When.
    pub at: Timestamp,
    /// Who: a member's name, or what the system is called.
    pub who: String,
    /// What was done, by its name in the store (`exchange_publish`).
    pub act: String,
    /// To what kind of thing: `person`, `exchange`.
    pub kind: String,
    /// To which ones, by their ids.
    pub objects: Vec<String>,
    /// The number of the request.
    pub request: String,
}

/// The page.
pub fn page(view: &Audit, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let errors = Errors::default();
    let form = Form { fields: &view.filter, errors: &errors, lang };
    let title = say!(lang, "web-nav", section = "audit");
    let filtered = view.filter.has("who") || view.filter.has("act");
    let query = format!("who={}&act={}", encoded(view.filter.get("who")), encoded(view.filter.get("act")));
    let everybody = [(String::new(), say!(lang, "studio-everybody"))];
    let members: Vec<_> =
        everybody.into_iter().chain(view.members.iter().map(|(id, name)| (id.clone(), tame(name)))).collect();
    let content = html! {
        div.row.ends { h1 { (title) } a href=(shell.to(format!("/studio/audit.csv?{query}"))) download { (say!(lang, "studio-as-csv")) } }
        p { (say!(lang, "studio-audit-lead")) }
        @if view.rows.is_empty() && !filtered { (empty(&say!(lang, "studio-no-audit"), &say!(lang, "studio-no-audit-note"), None)) }
        @else {
            form.filter method="get" action=(shell.to("/studio/audit")) {
                (form.choice("who", say!(lang, "studio-column", column = "who"), members))
                (form.line("act", say!(lang, "studio-column", column = "act")))
                button { (say!(lang, "studio-filter")) }
            }
            div.scroll role="region" tabindex="0" aria-label=(title) { table.stacks {
                thead { tr { @for column in ["when", "who", "act", "object", "request"] { th scope="col" { (say!(lang, "studio-column", column = column)) } } } }
                tbody { @for row in &view.rows { tr {
                    td.name { (clock_time(row.at)) } th scope="row" { (tame(&row.who)) } td.mono { (row.act) } td.mono { (object(row)) } td.mono data-label=(say!(lang, "studio-column", column = "request")) { (row.request) }
                } } }
            } }
            (pagination(&view.pages, &format!("/studio/audit?{query}&"), shell))
        }
    };
    shell.studio(Section::Audit, &title, &content)
}

/// What it was done to; many of a kind under a fold.
fn object(row: &Row) -> Markup {
    html! { @match row.objects.as_slice() {
        [] => (row.kind),
        [one] => { (row.kind) " " (one) },
        many => details { summary { (row.kind) " × " (many.len()) } ul { @for one in many { li { (one) } } } },
    } }
}

#[cfg(test)]
impl Audit {
    /// Made-up acts.
    pub fn sample() -> Self {
        let at = Timestamp(1_795_773_900_000_000);
        let row = |who: &str, act: &str, kind: &str, objects: &[&str]| Row {
            at,
            who: who.into(),
            act: act.into(),
            kind: kind.into(),
            objects: objects.iter().map(|id| (*id).to_owned()).collect(),
            request: "01jd8m".into(),
        };
        Self {
            rows: vec![
                row("Ada Conti", "exchange_publish", "exchange", &["0192f3a1c2d47f00"]),
                row("Bruno Sala", "counter_decline", "counter", &["0192f3a1c2d47f01"]),
                row(
                    "Bruno Sala",
                    "person_get",
                    "person",
                    &["0192f3a1c2d47f02", "0192f3a1c2d47f03", "0192f3a1c2d47f04"],
                ),
                row("Comity", "person_erase", "person", &["0192f3a1c2d47f05"]),
                row("Carla Riva", "audit_list", "audit", &[]),
            ],
            members: vec![("m1".into(), "Ada Conti".into()), ("m2".into(), "Bruno Sala".into())],
            pages: Pages { total: 318, next: Some("x".into()), first: true },
            filter: Fields::default(),
        }
    }
}
