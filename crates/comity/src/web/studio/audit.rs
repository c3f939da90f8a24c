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
    /// Ids and names of members, to choose from.
    pub members: Vec<(String, String)>,
    /// How to get on.
    pub pages: Pages,
    /// The filters: fields `who`, `act`.
    pub filter: Fields,
}

/// One act.
#[derive(Debug, Clone)]
pub struct Row {
    /// When.
    pub at: Timestamp,
    /// Who: a member's name, or what the system is called.
    pub who: String,
    /// What was done, by its name in the store (`exchange_publish`).
    pub act: String,
    /// To what, by its id.
    pub object: String,
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
    let anybody = [(String::new(), say!(lang, "studio-anybody"))].into_iter();
    let who = anybody.chain(view.members.iter().map(|(id, name)| (id.clone(), tame(name))));
    let content = html! {
        div.row.ends { h1 { (title) } a href=(shell.to(format!("/studio/audit.csv?{query}"))) download { (say!(lang, "studio-as-csv")) } }
        p { (say!(lang, "studio-audit-lead")) }
        @if view.rows.is_empty() && !filtered { (empty(&say!(lang, "studio-no-audit"), &say!(lang, "studio-no-audit-note"), None)) }
        @else {
            form.filter method="get" action=(shell.to("/studio/audit")) {
                (form.choice("who", say!(lang, "studio-column", column = "who"), who))
                (form.line("act", say!(lang, "studio-column", column = "act")))
                button { (say!(lang, "studio-filter")) }
            }
            div.scroll role="region" tabindex="0" aria-label=(title) { table {
                thead { tr { @for column in ["when", "who", "act", "object", "request"] { th scope="col" { (say!(lang, "studio-column", column = column)) } } } }
                tbody { @for row in &view.rows { tr {
                    td.name { (clock_time(row.at)) } th scope="row" { (tame(&row.who)) } td.mono { (row.act) } td.mono { (row.object) } td.mono { (row.request) }
                } } }
            } }
            (pagination(&view.pages, &format!("/studio/audit?{query}&"), shell))
        }
    };
    shell.studio(Section::Audit, &title, &content)
}

#[cfg(test)]
impl Audit {
    /// Made-up acts.
    pub fn sample() -> Self {
        let at = Timestamp(1_795_773_900_000_000);
        let row = |who: &str, act: &str| Row {
            at,
            who: who.into(),
            act: act.into(),
            object: "0192f3a1c2d47f00".into(),
            request: "01jd8m".into(),
        };
        Self {
            rows: vec![
                row("Ada Conti", "exchange_publish"),
                row("Bruno Sala", "counter_decline"),
                row("Comity", "person_erase"),
            ],
            members: vec![("ada".into(), "Ada Conti".into()), ("bruno".into(), "Bruno Sala".into())],
            pages: Pages { total: 318, next: Some("x".into()), first: true },
            filter: Fields::default(),
        }
    }
}
