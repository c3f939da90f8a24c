//! `/studio/exchanges/{id}/changelog` and one entry of it: drafts, what is published, what was taken out.

use comity_exchange::text::{Language, Texts};
use comity_exchange::time::Timestamp;
use comity_participation::changelog::{Entry, MOST_LINKED, NotAnEntry};
use comity_store::{ChangelogEntry, ChangelogNew, ContributionId, Right, RoadmapLine};
use maud::{Markup, html};

use super::part::ways;
use super::roadmap::{CODE, pages};
use crate::web::portal::part::own::outcome_name;
use crate::web::portal::part::title_of;
use crate::web::ui::{
    Errors, Fields, Form, Section, Shell, back, chip, day, empty, error_summary, plain_day, prose, read_day,
};
use crate::web::way::words;
use crate::words::{Lang, say, shorten, tame};

/// What the list shows.
#[derive(Debug, Clone)]
pub struct Log {
    /// The exchange's id in addresses.
    pub exchange: String,
    /// Its title.
    pub title: String,
    /// Every entry, the latest day first.
    pub entries: Vec<ChangelogEntry>,
    /// What an entry can be about.
    pub candidates: Vec<RoadmapLine>,
    /// What was typed for a new one.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: Errors,
}

/// What the page of one entry shows.
#[derive(Debug, Clone)]
pub struct One {
    /// The exchange's id in addresses.
    pub exchange: String,
    /// The entry.
    pub entry: ChangelogEntry,
    /// What it can be about.
    pub candidates: Vec<RoadmapLine>,
    /// What was typed.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: Errors,
}

/// Languages in which an entry is written.
const LANGUAGES: [&str; 2] = ["en", "it"];

/// The form as an entry fills it.
pub fn fields(said: &ChangelogNew) -> Fields {
    let mut fields = Fields::default();
    for code in LANGUAGES {
        let in_it = |texts: &Texts| {
            texts.iter().find(|(language, _)| language.as_str() == code).map(|(_, text)| text.to_owned())
        };
        fields.push(format!("title.{code}"), in_it(&said.entry.title).unwrap_or_default());
        fields.push(format!("words.{code}"), in_it(&said.entry.words).unwrap_or_default());
    }
    fields.push("day", plain_day(said.entry.day));
    said.linked.iter().for_each(|id| fields.push("linked", id.to_string()));
    fields
}

/// An empty form, with today's day.
pub fn begin(now: Timestamp) -> Fields {
    let mut fields = Fields::default();
    fields.push("day", plain_day(now));
    fields
}

/// Reads the form.
///
/// # Errors
/// No title, a text that is too long, no day, more contributions than one entry names.
pub fn read(fields: &Fields, lang: Lang) -> Result<ChangelogNew, Errors> {
    let mut errors = Errors::default();
    let texts = |part: &str| {
        let mut texts = Texts::default();
        for code in LANGUAGES {
            let text = fields.get(&format!("{part}.{code}"));
            if let (false, Ok(language)) = (text.trim().is_empty(), Language::new(code)) {
                texts.set(language, text);
            }
        }
        texts
    };
    let day = read_day(fields.get("day"));
    if day.is_none() {
        errors.add("day", say!(lang, "roadmap-entry-wrong", what = "day"));
    }
    let entry = Entry::new(&texts("title"), &texts("words"), day.unwrap_or(Timestamp(0)));
    if let Err(wrong) = &entry {
        let (field, what) = match wrong {
            NotAnEntry::NoTitle => ("title.en".to_owned(), "title"),
            NotAnEntry::Untitled(language) => (format!("title.{language}"), "untitled"),
            NotAnEntry::Text(language, _) => (format!("title.{language}"), "long"),
        };
        errors.add(field, say!(lang, "roadmap-entry-wrong", what = what));
    }
    let linked: Vec<ContributionId> = fields.all("linked").filter_map(|id| id.parse().ok()).collect();
    if linked.len() > MOST_LINKED {
        errors.add("title.en", say!(lang, "roadmap-entry-wrong", what = "linked"));
    }
    match entry {
        Ok(entry) if errors.is_empty() => Ok(ChangelogNew { entry, linked }),
        _ => Err(errors),
    }
}

/// The fields of an entry.
fn writing(form: Form<'_>, candidates: &[RoadmapLine]) -> Markup {
    let lang = form.lang;
    html! {
        div.pair {
            @for code in LANGUAGES { div {
                (form.line(format!("title.{code}"), say!(lang, "roadmap-entry-title", language = code)).longest(200).spoken(code))
                (form.area(format!("words.{code}"), say!(lang, "roadmap-entry-words", language = code), 5).longest(10_000).spoken(code))
            } }
        }
        (form.typed("date", "day", say!(lang, "roadmap-entry-day")).hint(say!(lang, "roadmap-entry-day-hint")).short())
        @if !candidates.is_empty() { fieldset.group {
            legend { (say!(lang, "roadmap-entry-about")) }
            p.hint { (say!(lang, "roadmap-entry-about-hint")) }
            @for line in candidates {
                @let kind = line.kind.map(|kind| format!(" ({})", say!(lang, "part-outcome", kind = outcome_name(kind)))).unwrap_or_default();
                (form.tick("linked", line.id.to_string(), format!("{}{kind}", title_of(line.title.as_deref(), lang))))
            }
        } }
    }
}

/// How an entry stands, as a chip.
fn state(entry: &ChangelogEntry, lang: Lang) -> Markup {
    let (tone, state) = match (entry.removed, entry.published) {
        (Some(_), _) => ("still", "removed"),
        (None, Some(_)) => ("live", "published"),
        (None, None) => ("firm", "draft"),
    };
    chip(tone, &say!(lang, "roadmap-entry-state", state = state))
}

/// The list.
pub fn page(view: &Log, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let title = say!(lang, "roadmap-title", page = "changelog");
    let here = format!("/studio/exchanges/{}/changelog", view.exchange);
    let form = Form { fields: &view.fields, errors: &view.errors, lang };
    let content = html! {
        (back(&shell.to(format!("/studio/exchanges/{}", view.exchange)), &tame(&view.title)))
        h1 { (title) }
        (ways(&view.exchange, CODE, shell))
        (pages(&view.exchange, "changelog", shell))
        (error_summary(&view.errors, lang))
        p.lead { (say!(lang, "roadmap-log-desk")) }
        @if view.entries.is_empty() { (empty(&say!(lang, "roadmap-log-none"), &say!(lang, "roadmap-log-none-note"), None)) }
        @else { ul.list { @for one in &view.entries { li {
            p.name { a href=(shell.to(format!("{here}/{}", one.id))) dir="auto" { (tame(&words(&one.said.entry.title, lang))) } }
            p { (state(one, lang)) " " span.soft { (day(one.said.entry.day, lang)) " · " (say!(lang, "roadmap-entry-linked", n = one.said.linked.len())) } }
        } } } }
        @if shell.may(Right::Moderate) { details.fold open[!view.errors.is_empty() || view.entries.is_empty()] {
            summary { (say!(lang, "roadmap-entry-new")) }
            form method="post" action=(shell.to(&here)) {
                (writing(form, &view.candidates))
                div.actions {
                    button.first name="go" value="draft" { (say!(lang, "roadmap-entry-button", go = "draft")) }
                    button name="go" value="publish" { (say!(lang, "roadmap-entry-button", go = "publish")) }
                }
                p.note { (say!(lang, "roadmap-entry-told")) }
            }
        } }
    };
    shell.studio(Section::Exchanges, &title, &content)
}

/// One entry.
pub fn one(view: &One, shell: &Shell) -> Markup {
    let (lang, entry) = (shell.lang, &view.entry);
    let title = shorten(&words(&entry.said.entry.title, lang), 200);
    let list = format!("/studio/exchanges/{}/changelog", view.exchange);
    let here = shell.to(format!("{list}/{}", entry.id));
    let form = Form { fields: &view.fields, errors: &view.errors, lang };
    let button = |go: &str| html! { button name="go" value=(go) { (say!(lang, "roadmap-entry-button", go = go)) } };
    let content = html! {
        (back(&shell.to(&list), &say!(lang, "roadmap-title", page = "changelog")))
        p.kicker { (state(entry, lang)) " " (day(entry.said.entry.day, lang)) }
        h1 dir="auto" { (title) }
        (error_summary(&view.errors, lang))
        @if entry.removed.is_some() {
            p.note { (say!(lang, "roadmap-entry-out")) }
            div.prose dir="auto" { (prose(&words(&entry.said.entry.words, lang))) }
        }
        @if shell.may(Right::Moderate) { form method="post" action=(here) {
            input type="hidden" name="version" value=(entry.version);
            @if entry.removed.is_some() { div.actions { (button("undo-remove")) (button("delete")) } }
            @else {
                (writing(form, &view.candidates))
                @if entry.published.is_none() { p.note { (say!(lang, "roadmap-entry-told")) } }
                div.actions {
                    button.first name="go" value="save" { (say!(lang, "roadmap-entry-button", go = "save")) }
                    @if entry.published.is_none() { (button("publish")) } @else { (button("unpublish")) }
                    @if entry.undoable { (button("undo")) }
                    (button("remove"))
                }
            }
        } } @else { div.prose dir="auto" { (prose(&words(&entry.said.entry.words, lang))) } }
    };
    shell.studio(Section::Exchanges, &title, &content)
}

#[cfg(test)]
impl Log {
    /// A draft, one that is published, and one that was taken out.
    pub fn sample() -> Self {
        let one = One::sample();
        let (draft, out) = (
            ChangelogEntry { published: None, ..one.entry.clone() },
            ChangelogEntry { removed: Some(2), ..one.entry.clone() },
        );
        Self {
            exchange: one.exchange,
            title: "Better advice".into(),
            entries: vec![draft, one.entry, out],
            candidates: one.candidates,
            fields: begin(Timestamp(crate::web::portal::part::sample::AT)),
            errors: Errors::default(),
        }
    }

    /// One in which nothing stands, and an entry without a title.
    pub fn sample_wrong(lang: Lang) -> Self {
        let fields = Fields::default();
        let errors = read(&fields, lang).unwrap_err();
        Self { entries: Vec::new(), fields, errors, ..Self::sample() }
    }
}

#[cfg(test)]
impl One {
    /// A published entry that was changed.
    pub fn sample() -> Self {
        use crate::web::portal::part::sample::{AT, EXCHANGE, both, id};
        let entry = Entry {
            title: both("Calls abroad cost what they cost at home", "Chiamare dall’estero costa come a casa"),
            words: both("In 27 countries, from today on.", "In 27 Paesi, da oggi."),
            day: Timestamp(AT),
        };
        let said = ChangelogNew { entry, linked: vec![id()] };
        let mut candidates = crate::web::portal::roadmap::sample::road().under_way;
        candidates[0].id = "0192f3a1c2d47f00a1b2c3d4e5f60777".parse().unwrap();
        candidates.insert(0, crate::web::portal::roadmap::sample::road().planned.remove(0));
        Self {
            exchange: EXCHANGE.into(),
            fields: fields(&said),
            entry: ChangelogEntry {
                id: "0192f3a1c2d47f00a1b2c3d4e5f60790".parse().unwrap(),
                exchange: EXCHANGE.parse().unwrap(),
                said,
                published: Some(AT),
                removed: None,
                undoable: true,
                version: 3,
            },
            candidates,
            errors: Errors::default(),
        }
    }

    /// One that was taken out.
    pub fn sample_out() -> Self {
        let view = Self::sample();
        Self { entry: ChangelogEntry { removed: Some(1), ..view.entry }, ..view }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_comes_back_and_needs_title_and_day() {
        let said = One::sample().entry.said;
        let read_again = read(&fields(&said), Lang::It).unwrap();
        let midnight = read_day(&plain_day(said.entry.day)).unwrap();
        assert_eq!((read_again.linked, read_again.entry.title), (said.linked, said.entry.title));
        assert_eq!(read_again.entry.day, midnight);
        let wrong = read(&Fields::default(), Lang::En).unwrap_err();
        assert_eq!(wrong.iter().map(|(field, _)| field).collect::<Vec<_>>(), ["day", "title.en"]);
        let mut untitled = begin(Timestamp(0));
        untitled.push("title.en", "A");
        untitled.push("words.it", "B");
        assert!(read(&untitled, Lang::En).unwrap_err().get("title.it").is_some());
    }
}
