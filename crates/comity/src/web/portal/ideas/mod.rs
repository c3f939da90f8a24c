//! `/exchanges/{id}/ideas`: what people propose, and a form to propose something, which looks for similar ideas first.

pub mod idea;
pub mod own;
#[cfg(test)]
pub mod sample;

use comity_exchange::text::Language;
use comity_participation::activity::Activity;
use comity_participation::status::OutcomeKind;
use comity_store::{ActivityView, Alike, IdeaLine};
use maud::{Markup, html};

use crate::web::ui::{Errors, Fields, Form, Pages, Shell, back, chip, day, empty, encoded, error_summary, pagination};
use crate::words::{Lang, say, tame};

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct Ideas {
    /// The exchange's id in addresses.
    pub exchange: String,
    /// Its title.
    pub title: String,
    /// The activity that is shown; nothing where there is none.
    pub activity: Option<ActivityView>,
    /// The others of the exchange: ids and titles.
    pub others: Vec<(String, String)>,
    /// The ideas of this page of the list.
    pub rows: Vec<IdeaLine>,
    /// How to get on.
    pub pages: Pages,
    /// What is asked for: fields `sort`, `status`, `activity`.
    pub filter: Fields,
    /// Similar ideas, once they were looked for.
    pub alike: Option<Vec<Alike>>,
    /// What was typed.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: Errors,
}

/// A text of an activity in the reader's language.
pub fn words(texts: &comity_exchange::text::Texts, lang: Lang) -> String {
    let first = texts.iter().next().map(|(_, text)| text).unwrap_or_default();
    Language::new(lang.code()).map_or(first, |lang| texts.best(&lang, &lang)).to_owned()
}

/// The words of a status, and what it says became of an idea.
pub fn status(activity: &Activity, name: &str, lang: Lang) -> (String, Option<OutcomeKind>) {
    let found = activity.statuses.iter().find(|status| status.name.as_str() == name);
    found.map_or((tame(name), None), |status| (tame(&words(&status.words, lang)), status.outcome))
}

/// A status as a chip.
pub fn status_chip(activity: &Activity, name: &str, lang: Lang) -> Markup {
    let (words, outcome) = status(activity, name, lang);
    let tone = match outcome {
        None => "live",
        Some(OutcomeKind::NotNow) => "still",
        Some(OutcomeKind::Planned) => "firm",
        Some(_) => "both",
    };
    chip(tone, &words)
}

/// The title of an idea, or that its words are gone.
pub fn title_of(title: Option<&str>, lang: Lang) -> String {
    title.map_or_else(|| say!(lang, "ideas-wordless"), tame)
}

/// The fields by which a list is chosen, for both sides.
pub fn filter_form(view: &ActivityView, filter: &Fields, action: &str, waiting: bool, lang: Lang) -> Markup {
    let none = Errors::default();
    let form = Form { fields: filter, errors: &none, lang };
    let sorts = ["newest", "votes", "waiting"].into_iter().filter(|sort| waiting || *sort != "waiting");
    let sorts = sorts.map(|sort| (sort.to_owned(), say!(lang, "ideas-sort", sort = sort)));
    let all = std::iter::once((String::new(), say!(lang, "ideas-any-status")));
    let statuses = view.activity.statuses.iter().map(|one| (one.name.to_string(), tame(&words(&one.words, lang))));
    html! { form.filter method="get" action=(action) {
        input type="hidden" name="activity" value=(view.id);
        (form.choice("sort", say!(lang, "ideas-sorted"), sorts))
        (form.choice("status", say!(lang, "ideas-status"), all.chain(statuses)))
        button { (say!(lang, "ideas-show")) }
    } }
}

/// An address of a list with its filters, ending in `?` or `&`.
pub fn filtered(path: &str, filter: &Fields) -> String {
    let kept = ["activity", "sort", "status"].into_iter().filter(|name| filter.has(name));
    let kept: String = kept.map(|name| format!("{name}={}&", encoded(filter.get(name)))).collect();
    format!("{path}?{kept}")
}

/// The page.
pub fn page(view: &Ideas, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let here = format!("/exchanges/{}/ideas", view.exchange);
    let title =
        view.activity.as_ref().map_or_else(|| say!(lang, "ideas-title"), |a| tame(&words(&a.activity.title, lang)));
    let content = html! {
        (back(&shell.to("/me"), &say!(lang, "ideas-home")))
        p.kicker { (tame(&view.title)) }
        h1 { (title) }
        (error_summary(&view.errors, lang))
        @match &view.activity {
            None => (empty(&say!(lang, "ideas-none"), &say!(lang, "ideas-none-note", firm = tame(shell.name())), None)),
            Some(activity) => {
                p.lead { (say!(lang, "ideas-lead", firm = tame(shell.name()))) }
                @if !activity.open { p.note { (say!(lang, "ideas-closed")) } }
                @if activity.open { (propose(view, activity, shell)) }
                @if view.rows.is_empty() {
                    (empty(&say!(lang, "ideas-empty"), &say!(lang, "ideas-empty-note"), None))
                } @else {
                    h2 { (say!(lang, "ideas-all")) }
                }
                (filter_form(activity, &view.filter, &shell.to(&here), false, lang))
                @if !view.rows.is_empty() {
                    ul.list { @for one in &view.rows { li { (line(one, activity, &format!("{here}/{}", one.id), shell)) } } }
                    (pagination(&view.pages, &filtered(&here, &view.filter), shell))
                }
            },
        }
        @if !view.others.is_empty() {
            h2 { (say!(lang, "ideas-others")) }
            ul.list { @for (id, title) in &view.others { li { a.name href=(shell.to(format!("{here}?activity={id}"))) { (tame(title)) } } } }
        }
    };
    shell.portal(&title, &content)
}

/// One idea in a list, for both sides.
pub fn line(one: &IdeaLine, activity: &ActivityView, to: &str, shell: &Shell) -> Markup {
    let lang = shell.lang;
    html! {
        p.name { a href=(shell.to(to)) { (title_of(one.title.as_deref(), lang)) } }
        p { (status_chip(&activity.activity, &one.status, lang)) " "
            span.soft { (say!(lang, "ideas-votes", n = one.for_it)) " · " (say!(lang, "ideas-comments", n = one.comments)) " · "
                (day(comity_exchange::time::Timestamp(one.at), lang)) @if one.own { " · " (say!(lang, "ideas-yours")) } } }
    }
}

/// The form: what is typed is first looked for among what is there.
fn propose(view: &Ideas, activity: &ActivityView, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let form = Form { fields: &view.fields, errors: &view.errors, lang };
    let open = view.alike.is_some() || !view.errors.is_empty() || view.rows.is_empty();
    html! { details.fold open[open] #propose {
        summary { (say!(lang, "ideas-propose")) }
        form method="post" action=(shell.to(format!("/exchanges/{}/ideas", view.exchange))) {
            input type="hidden" name="activity" value=(activity.id);
            (form.line("title", say!(lang, "ideas-field-title")).longest(200).required())
            (form.area("body", say!(lang, "ideas-field-body"), 6).hint(say!(lang, "ideas-field-body-hint")).longest(10_000))
            @if let Some(alike) = &view.alike { (similar(alike, &view.exchange, shell)) }
            p.note { (say!(lang, "ideas-looked-at")) }
            div.actions {
                button.first[view.alike.is_none()] name="go" value="look" { (say!(lang, "ideas-look")) }
                @if let Some(alike) = &view.alike {
                    button.first name="go" value="send" { (say!(lang, "ideas-send", alike = if alike.is_empty() { "no" } else { "yes" })) }
                }
            }
        }
    } }
}

fn similar(alike: &[Alike], exchange: &str, shell: &Shell) -> Markup {
    let lang = shell.lang;
    html! { section aria-labelledby="alike" {
        h2 #alike { (say!(lang, "ideas-alike", n = alike.len())) }
        @if !alike.is_empty() {
            p { (say!(lang, "ideas-alike-note")) }
            ul.list { @for one in alike { li {
                a.name href=(shell.to(format!("/exchanges/{exchange}/ideas/{}", one.id))) { (title_of(Some(&one.title), lang)) }
                " " span.soft { (say!(lang, "ideas-votes", n = one.for_it)) }
            } } }
        }
    } }
}
