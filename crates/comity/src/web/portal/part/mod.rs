//! `/exchanges/{id}/{way}`: what people brought, and a form to bring something, which looks for what is like it first.

pub mod alike;
pub mod one;
pub mod own;
#[cfg(test)]
pub mod sample;

use comity_exchange::time::Timestamp;
use comity_participation::activity::{Activity, Part as Doing};
use comity_participation::status::OutcomeKind;
use comity_store::{ActivityView, Alike, ContributionLine};
use maud::{Markup, html};

use self::alike::{Written, looked_for};
use crate::web::studio::audience::Because;
use crate::web::ui::{
    Errors, Fields, Form, Pages, Shell, assets, back, chip, day, empty, encoded, error_summary, pagination, prose,
};
use crate::web::way::{Way, words};
use crate::words::{Lang, say, tame};

/// What the page shows.
#[derive(Debug, Clone)]
pub struct List {
    /// The way to take part.
    pub way: &'static dyn Way,
    /// The exchange's id in addresses.
    pub exchange: String,
    /// Its title.
    pub title: String,
    /// The activity that is shown; nothing where there is none.
    pub activity: Option<ActivityView>,
    /// What the terms say of it.
    pub promise: Option<Promise>,
    /// Why the reader sees it, where it is for some.
    pub because: Option<Because>,
    /// The other activities of the exchange.
    pub others: Vec<Other>,
    /// What was brought, for this page of the list.
    pub rows: Vec<ContributionLine>,
    /// How to get on.
    pub pages: Pages,
    /// What is asked for: fields `q`, `sort`, `status`, `kind`, `activity`.
    pub filter: Fields,
    /// Words that nothing has, of those that were looked for.
    pub unknown: Vec<String>,
    /// What is like it, once that was looked for.
    pub alike: Option<Vec<Alike>>,
    /// What was typed.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: Errors,
    /// Whether everybody may come to see what is brought.
    pub public: bool,
}

/// Another activity of the exchange.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Other {
    /// The code of its kind.
    pub code: &'static str,
    /// Its id in addresses.
    pub id: String,
    /// Its title.
    pub title: String,
}

/// What the clause of the terms says that asks for this.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    /// What is asked for.
    pub work: String,
    /// What comes back.
    pub back: Vec<String>,
}

impl List {
    /// An exchange in which nothing of that kind is there.
    pub fn new(way: &'static dyn Way, exchange: String, title: String) -> Self {
        Self {
            way,
            exchange,
            title,
            activity: None,
            promise: None,
            because: None,
            others: Vec::new(),
            rows: Vec::new(),
            pages: Pages::default(),
            filter: Fields::default(),
            unknown: Vec::new(),
            alike: None,
            fields: Fields::default(),
            errors: Errors::default(),
            public: false,
        }
    }
}

/// The words of a status, and what it says became of something.
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
        Some(OutcomeKind::Planned | OutcomeKind::UnderWay) => "firm",
        Some(_) => "both",
    };
    chip(tone, &words)
}

/// The title of a contribution, or that its words are gone.
pub fn title_of(title: Option<&str>, lang: Lang) -> String {
    title.map_or_else(|| say!(lang, "part-wordless"), tame)
}

/// The fields by which a list is chosen, for both sides.
pub fn filter_form(view: &ActivityView, filter: &Fields, action: &str, waiting: bool, lang: Lang) -> Markup {
    let none = Errors::default();
    let form = Form { fields: filter, errors: &none, lang };
    let rules = view.activity.setting.rules();
    let voted = rules.brings().iter().any(|kind| !rules.takes(*kind).ballots.is_empty());
    let sorts = ["newest", "votes", "waiting"].into_iter();
    let sorts = sorts.filter(|sort| (waiting || *sort != "waiting") && (voted || *sort != "votes"));
    let sorts = sorts.map(|sort| (sort.to_owned(), say!(lang, "part-sort", sort = sort)));
    let all = std::iter::once((String::new(), say!(lang, "part-any-status")));
    let statuses = view.activity.statuses.iter().map(|one| (one.name.to_string(), tame(&words(&one.words, lang))));
    let any = std::iter::once((String::new(), say!(lang, "help-any-kind")));
    let kinds = ["offer", "need"].map(|kind| (kind.to_owned(), say!(lang, "help-kinds", kind = kind)));
    html! { form.filter method="get" action=(action) {
        input type="hidden" name="activity" value=(view.id);
        (form.typed("search", "q", say!(lang, "part-search")).longest(200))
        @if rules.brings().len() > 1 { (form.choice("kind", say!(lang, "help-which"), any.chain(kinds))) }
        // What is found by words stands in the order of likeness.
        @if !filter.has("q") { (form.choice("sort", say!(lang, "part-sorted"), sorts)) }
        (form.choice("status", say!(lang, "part-status"), all.chain(statuses)))
        button { (say!(lang, "part-show")) }
    } }
}

/// What was found by words, and which of them nothing has; `all` is the address of the list without them, where there is one.
pub fn found(total: u64, unknown: &[String], filter: &Fields, all: &str, lang: Lang) -> Markup {
    html! { @if filter.has("q") { div role="status" {
        p { strong { (say!(lang, "part-found", n = total, words = tame(filter.get("q").trim()))) } }
        @if !unknown.is_empty() { p.note { (say!(lang, "part-unknown", n = unknown.len())) " “" (tame(&unknown.join("”, “"))) "”." } }
        @if !all.is_empty() { p { a href=(all) { (say!(lang, "part-search-end")) } } }
    } } }
}

/// The way to look through everything of the exchange.
pub fn elsewhere(base: &str, filter: &Fields, shell: &Shell) -> Markup {
    html! { @if filter.has("q") { p {
        a href=(shell.to(format!("{base}/search?q={}", encoded(filter.get("q"))))) { (say!(shell.lang, "part-search-all")) }
    } } }
}

/// An address of a list with its filters, ending in `?` or `&`.
pub fn filtered(path: &str, filter: &Fields) -> String {
    let kept = ["activity", "q", "sort", "status", "kind"].into_iter().filter(|name| filter.has(name));
    let kept: String = kept.map(|name| format!("{name}={}&", encoded(filter.get(name)))).collect();
    format!("{path}?{kept}")
}

/// The page.
pub fn page(view: &List, shell: &Shell) -> Markup {
    let (lang, way) = (shell.lang, view.way.code());
    let here = format!("/exchanges/{}/{way}", view.exchange);
    let title = view
        .activity
        .as_ref()
        .map_or_else(|| say!(lang, "way-title", way = way), |a| tame(&words(&a.activity.title, lang)));
    let content = html! {
        (back(&shell.to("/me"), &say!(lang, "part-home")))
        p.kicker { (tame(&view.title)) }
        h1 { (title) }
        (error_summary(&view.errors, lang))
        @match &view.activity {
            None => (empty(&say!(lang, "part-none"), &say!(lang, "way-none-note", way = way, firm = tame(shell.name())), None)),
            Some(activity) => {
                p.lead { (say!(lang, "way-lead", way = way, firm = tame(shell.name()))) }
                @if !activity.open { p.note { (say!(lang, "part-closed")) } }
                @if let Some(because) = &view.because { (because.told(&view.exchange, shell)) }
                (ended(activity, shell))
                (view.way.head(activity, shell))
                @if activity.activity.only_by().is_some() { p.note {
                    (say!(lang, "part-agreed-only")) " " a href=(shell.to(format!("/exchanges/{}", view.exchange))) { (say!(lang, "part-to-terms")) }
                } }
                @if let Some(promise) = &view.promise { (promised(promise, &view.exchange, shell)) }
                @if activity.takes(Doing::Contribute) { (propose(view, activity, shell)) }
                @if view.filter.has("q") {}
                @else if view.rows.is_empty() && (view.filter.has("status") || view.filter.has("kind")) {
                    p.note { (say!(lang, "part-none-such")) }
                } @else if view.rows.is_empty() {
                    (empty(&say!(lang, "way-empty", way = way), &say!(lang, "way-empty-note", way = way), None))
                } @else {
                    h2 { (say!(lang, "way-all", way = way)) }
                }
                (filter_form(activity, &view.filter, &shell.to(&here), false, lang))
                (found(view.pages.total, &view.unknown, &view.filter, &shell.to(format!("{here}?activity={}", activity.id)), lang))
                (elsewhere(&format!("/exchanges/{}", view.exchange), &view.filter, shell))
                @if !view.rows.is_empty() {
                    ul.list { @for one in &view.rows { li { (line(one, activity, view.way, &format!("{here}/{}", one.id), shell)) } } }
                    (pagination(&view.pages, &filtered(&here, &view.filter), shell))
                }
            },
        }
        p { a href=(shell.to(format!("/exchanges/{}/roadmap", view.exchange))) { (say!(lang, "roadmap-link")) } }
        (others(&view.others, &view.exchange, shell))
    };
    shell.portal_with(&title, &content, Some(&assets::bring_script().path))
}

/// The other activities of the exchange.
pub fn others(others: &[Other], exchange: &str, shell: &Shell) -> Markup {
    let lang = shell.lang;
    html! { @if !others.is_empty() {
        h2 { (say!(lang, "part-others")) }
        ul.list { @for other in others { li {
            a.name href=(shell.to(format!("/exchanges/{exchange}/{}?activity={}", other.code, other.id))) { (tame(&other.title)) }
            " " span.soft { (say!(lang, "way-title", way = other.code)) }
        } } }
    } }
}

/// What became of the activity as a whole, in the firm's words.
pub fn ended(activity: &ActivityView, shell: &Shell) -> Markup {
    let lang = shell.lang;
    html! { @if let Some(outcome) = &activity.activity.outcome { section.taking {
        p { (chip("firm", &tame(shell.name()))) " " (chip("both", &say!(lang, "part-outcome", kind = own::outcome_name(outcome.kind))))
            " " span.soft { (day(outcome.at, lang)) } }
        (prose(outcome.words.as_str()))
    } } }
}

/// What the terms say: what is asked, and what comes back.
pub fn promised(promise: &Promise, exchange: &str, shell: &Shell) -> Markup {
    let lang = shell.lang;
    html! { div.give {
        section.person-side { h2.over { (say!(lang, "portal-you-give")) } p { (tame(&promise.work)) } }
        section.firm-side { h2.over { (say!(lang, "portal-you-get")) }
            @if promise.back.is_empty() { p { (say!(lang, "part-nothing-back")) } }
            @else { ul { @for back in &promise.back { li { (tame(back)) } } } }
            p.soft { a href=(shell.to(format!("/exchanges/{exchange}"))) { (say!(lang, "part-to-terms")) } }
        }
    } }
}

/// How far one has come: its status, and when it was brought or, where an answer is due, since when it waits for that.
pub fn standing(activity: &ActivityView, line: &ContributionLine, lang: Lang) -> Markup {
    let open = status(&activity.activity, &line.status, lang).1.is_none();
    let due = line
        .waits
        .filter(|_| open)
        .and_then(|since| activity.activity.answer_due(Timestamp(since), Timestamp(activity.at)));
    html! {
        (status_chip(&activity.activity, &line.status, lang)) " "
        span.soft { @match due {
            Some(since) => { (say!(lang, "part-waits")) " " (day(since, lang)) },
            None => (day(Timestamp(line.at), lang)),
        } }
    }
}

/// Beside the votes, how many of them a member set aside after a look; nothing where there are none.
pub fn set_aside(one: &ContributionLine, lang: Lang) -> Markup {
    let n = one.set_aside.for_it + one.set_aside.against;
    html! { @if n > 0 { " (" (say!(lang, "signs-set-aside", n = n)) ")" } }
}

/// One in a list, for both sides.
pub fn line(one: &ContributionLine, activity: &ActivityView, way: &dyn Way, to: &str, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let voted = !activity.activity.setting.rules().takes(one.kind).ballots.is_empty();
    html! {
        p.name { a href=(shell.to(to)) dir="auto" lang=[one.language.as_deref()] { (title_of(one.title.as_deref(), lang)) } }
        (way.facts(&activity.activity, one, lang))
        p { (standing(activity, one, lang))
            span.soft { @if voted { " · " (say!(lang, "way-votes", way = way.code(), n = one.for_it)) (set_aside(one, lang)) }
                @if let Some(n) = one.votes_before { " · " (say!(lang, "part-votes-before", n = n)) }
                " · " (say!(lang, "way-comments", way = way.code(), n = one.comments))
                @if one.elsewhere { " · " (say!(lang, "part-elsewhere")) }
                @if one.own { " · " (say!(lang, "part-yours")) } } }
    }
}

/// The form: what is typed is first looked for among what is there.
fn propose(view: &List, activity: &ActivityView, shell: &Shell) -> Markup {
    let (lang, way) = (shell.lang, view.way.code());
    let form = Form { fields: &view.fields, errors: &view.errors, lang };
    let begun = view.fields.iter().next().is_some();
    let open = begun || view.alike.is_some() || !view.errors.is_empty() || view.rows.is_empty();
    let list = format!("/exchanges/{}/{way}", view.exchange);
    let written = Written { way: view.way, list: &list, alike: view.alike.as_deref() };
    let note = html! {
        p.note { (say!(lang, "part-looked-at")) }
        @if view.public { p.note { (say!(lang, "display-public")) } }
    };
    html! { details.fold open[open] #propose {
        summary { (say!(lang, "way-propose", way = way)) }
        form method="post" action=(shell.to(&list)) data-alike=(shell.to(format!("{list}/similar"))) data-draft=(activity.id) {
            input type="hidden" name="activity" value=(activity.id);
            (kept(lang))
            (form.line("title", say!(lang, "way-field-title", way = way)).longest(200).required())
            (form.area("body", say!(lang, "way-field-body", way = way), 6).hint(say!(lang, "part-field-body-hint")).longest(10_000))
            (view.way.fields(activity, form))
            (looked_for(written, &note, shell))
        }
    } }
}

/// That something typed before is here again, for the script that keeps it.
pub fn kept(lang: Lang) -> Markup {
    html! { p.note data-kept hidden { (say!(lang, "part-kept")) " " button.quiet type="button" { (say!(lang, "part-kept-drop")) } } }
}
