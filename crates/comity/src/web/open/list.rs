//! `/open/{activity}`: what people brought, and a form to bring something, for anybody.

use comity_participation::activity::Part as Doing;
use comity_store::{ActivityView, Alike, ContributionLine};
use maud::{Markup, html};

use super::{Taker, note, proof};
use crate::web::portal::part::alike::{Written, looked_for};
use crate::web::portal::part::{ended, filter_form, filtered, kept, standing, title_of};
use crate::web::ui::{Errors, Fields, Form, Pages, Shell, assets, empty, error_summary, pagination};
use crate::web::way::{Way, words};
use crate::words::{say, tame};

/// What the page shows.
#[derive(Debug, Clone)]
pub struct Open {
    /// The way to take part.
    pub way: &'static dyn Way,
    /// The activity.
    pub activity: ActivityView,
    /// Who takes part.
    pub taker: Taker,
    /// The token of the form.
    pub proof: String,
    /// What was brought, for this page of the list.
    pub rows: Vec<ContributionLine>,
    /// How to get on.
    pub pages: Pages,
    /// What is asked for: fields `sort`, `status`.
    pub filter: Fields,
    /// What is like it, once that was looked for.
    pub alike: Option<Vec<Alike>>,
    /// What was typed.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: Errors,
}

impl Open {
    /// This page's address.
    pub fn here(&self) -> String {
        format!("/open/{}", self.activity.id)
    }
}

/// The page.
pub fn page(view: &Open, shell: &Shell) -> Markup {
    let (lang, way, here) = (shell.lang, view.way.code(), view.here());
    let activity = &view.activity;
    let title = tame(&words(&activity.activity.title, lang));
    let content = html! {
        p.kicker { (say!(lang, "way-title", way = way)) }
        h1 { (title) }
        (error_summary(&view.errors, lang))
        p.lead { (say!(lang, "guest-lead", way = way, firm = tame(shell.name()))) }
        @if !activity.open { p.note { (say!(lang, "part-closed")) } }
        (ended(activity, shell))
        (note(view.taker, &here, shell))
        @if activity.takes(Doing::Contribute) { (propose(view, shell)) }
        @if view.rows.is_empty() && view.filter.has("status") { p.note { (say!(lang, "part-none-such")) } }
        @else if view.rows.is_empty() { (empty(&say!(lang, "way-empty", way = way), &say!(lang, "way-empty-note", way = way), None)) }
        @else { h2 { (say!(lang, "way-all", way = way)) } }
        (filter_form(activity, &view.filter, &shell.to(&here), false, lang))
        @if !view.rows.is_empty() {
            ul.list { @for one in &view.rows { li { (line(one, view, shell)) } } }
            (pagination(&view.pages, &filtered(&here, &view.filter), shell))
        }
    };
    shell.portal_with(&title, &content, Some(&assets::bring_script().path))
}

fn line(one: &ContributionLine, view: &Open, shell: &Shell) -> Markup {
    let (lang, way) = (shell.lang, view.way.code());
    html! {
        p.name { a href=(shell.to(format!("{}/{}", view.here(), one.id))) dir="auto" lang=[one.language.as_deref()] { (title_of(one.title.as_deref(), lang)) } }
        p { (standing(&view.activity, one, lang))
            span.soft { " · " (say!(lang, "way-votes", way = way, n = one.for_it)) " · " (say!(lang, "way-comments", way = way, n = one.comments))
                @if one.own { " · " (say!(lang, "part-yours")) } } }
    }
}

/// The form: what is typed is first looked for among what is there.
fn propose(view: &Open, shell: &Shell) -> Markup {
    let (lang, way) = (shell.lang, view.way.code());
    let form = Form { fields: &view.fields, errors: &view.errors, lang };
    let open = view.alike.is_some() || !view.errors.is_empty() || view.rows.is_empty();
    let list = view.here();
    let written = Written { way: view.way, list: &list, alike: view.alike.as_deref() };
    html! { details.fold open[open] #propose {
        summary { (say!(lang, "way-propose", way = way)) }
        form method="post" action=(shell.to(&list)) data-alike=(shell.to(format!("{list}/similar"))) data-draft="" {
            (kept(lang))
            (proof(&view.proof))
            (form.line("title", say!(lang, "way-field-title", way = way)).longest(200).required())
            (form.area("body", say!(lang, "way-field-body", way = way), 6).hint(say!(lang, "part-field-body-hint")).longest(10_000))
            (looked_for(written, &html! { p.note { (say!(lang, "guest-typed-note")) } }, shell))
        }
    } }
}
