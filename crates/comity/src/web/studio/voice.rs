//! `/studio/exchanges/{id}/voice`: what people aspire to, struggle with and need: what many of them speak of, and what single ones
//! said.

use comity_exchange::time::Timestamp;
use comity_participation::text::{Field, Text};
use comity_participation::theme::Theme;
use comity_participation::voice::{Kind, Standing};
use comity_store::{FEWEST, Right, VoiceLine, VoiceThemes};
use maud::{Markup, html};

use crate::web::portal::voice::{read_text, standing_name};
use crate::web::ui::{
    Errors, Fields, Form, Pages, Section, Shell, act, back, chip, day, empty, encoded, error_summary, machine_time,
    pagination, prose, read_day,
};
use crate::words::{Lang, count, say, tame};

/// What the page shows.
#[derive(Debug, Clone)]
pub struct Desk {
    /// The exchange's id in addresses.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What many people speak of, by kind.
    pub themes: Vec<VoiceThemes>,
    /// The day by which people are told apart who began before and since.
    pub since: Timestamp,
    /// What single people said, where the reader may see it.
    pub lines: Option<Lines>,
    /// Which are shown: `kind`, `q`, `person`, `since`.
    pub filter: Fields,
    /// The person who is looked at alone, or of whom something is noted.
    pub person: Option<(String, String)>,
    /// What was typed into the form for a note: `who`, `kind`, `day`, `text`.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: Errors,
}

/// A page of what single people said.
#[derive(Debug, Clone, Default)]
pub struct Lines {
    /// Each with the name and the id of whose it is.
    pub rows: Vec<(VoiceLine, String)>,
    /// How to get on.
    pub pages: Pages,
}

/// What a member notes of an interview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What it is about.
    pub kind: Kind,
    /// On which day.
    pub day: Timestamp,
    /// The words.
    pub text: Text,
}

/// A kind as the firm calls it.
fn kind_name(kind: Kind, lang: Lang) -> String {
    say!(lang, "voice-kind-name", kind = kind.name())
}

/// The kinds to choose from, as values and words.
fn kinds(lang: Lang) -> impl Iterator<Item = (String, String)> {
    Kind::ALL.into_iter().map(move |kind| (kind.name().to_owned(), kind_name(kind, lang)))
}

/// Reads the form for a note, but for whom it is of.
///
/// # Errors
/// What is missing or cannot be.
pub fn read(fields: &Fields, lang: Lang) -> Result<Note, Errors> {
    let mut errors = Errors::default();
    let kind = Kind::from_name(fields.get("kind"));
    if kind.is_none() {
        errors.add("kind", say!(lang, "voice-kind-wrong"));
    }
    let day = read_day(fields.get("day"));
    if day.is_none() {
        errors.add("day", say!(lang, "voice-day-wrong"));
    }
    let text = read_text(fields, "text", &mut errors, lang);
    match (kind, day, text) {
        (Some(kind), Some(day), Some(text)) => Ok(Note { kind, day, text }),
        _ => Err(errors),
    }
}

impl Desk {
    fn here(&self) -> String {
        format!("/studio/exchanges/{}/voice", self.id)
    }
}

/// The page.
pub fn page(view: &Desk, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let title = say!(lang, "voice-desk");
    let content = html! {
        (back(&shell.to(format!("/studio/exchanges/{}", view.id)), &tame(&view.title)))
        h1 { (title) }
        p.lead { (say!(lang, "voice-desk-lead")) }
        (error_summary(&view.errors, lang))
        @if view.person.is_none() { (themes(view, shell)) }
        @if let Some(lines) = &view.lines { (statements(view, lines, shell)) }
        @if shell.may(Right::PersonWrite) { (note(view, shell)) }
    };
    shell.studio(Section::Exchanges, &title, &content)
}

/// A day in UTC as fields and addresses have it.
pub fn date(at: Timestamp) -> String {
    machine_time(at).chars().take(10).collect()
}

fn themes(view: &Desk, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let mut fields = view.filter.clone();
    fields.set("since", date(view.since));
    let errors = Errors::default();
    let form = Form { fields: &fields, errors: &errors, lang };
    html! { section aria-labelledby="themes" {
        h2 #themes { (say!(lang, "voice-themes")) }
        p { (say!(lang, "voice-themes-lead", n = FEWEST)) }
        form.filter method="get" action=(shell.to(view.here())) {
            (form.typed("date", "since", say!(lang, "voice-since")))
            button { (say!(lang, "voice-since-button")) }
        }
        @for one in &view.themes {
            h3 { (kind_name(one.kind, lang)) }
            @if one.told.people.all == 0 { p.note { (say!(lang, "voice-few-people", n = FEWEST)) } }
            @else {
                p.soft { (say!(lang, "voice-people", n = count(one.told.people.all, lang))) }
                @if one.told.themes.is_empty() { p.note { (say!(lang, "voice-few-words", n = FEWEST)) } }
                @else { (words(&one.told.themes, &kind_name(one.kind, lang), lang)) }
            }
        }
        p.note { (say!(lang, "voice-themes-note", n = FEWEST)) }
    } }
}

/// Words with how many people use them.
pub fn words(themes: &[Theme], label: &str, lang: Lang) -> Markup {
    let column = |column: &str| say!(lang, "voice-column", column = column);
    html! { div.scroll role="region" tabindex="0" aria-label=(label) { table.stacks {
        thead { tr {
            th scope="col" { (column("word")) }
            @for name in ["people", "before", "since"] { th.num scope="col" { (column(name)) } }
        } }
        tbody { @for theme in themes { tr {
            th scope="row" { (tame(&theme.term)) }
            td.num data-label=(column("people")) { (count(theme.people.all, lang)) }
            td.num data-label=(column("before")) { (count(theme.people.before, lang)) }
            td.num data-label=(column("since")) { (count(theme.people.since, lang)) }
        } } }
    } } }
}

fn statements(view: &Desk, lines: &Lines, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let errors = Errors::default();
    let form = Form { fields: &view.filter, errors: &errors, lang };
    let filter =
        view.filter.iter().filter(|(name, value)| matches!(*name, "kind" | "q" | "person") && !value.is_empty());
    let kept: String = filter.map(|(name, value)| format!("{name}={}&", encoded(value))).collect();
    let every = (String::new(), say!(lang, "voice-every-kind"));
    html! { section aria-labelledby="said" {
        h2 #said { @match &view.person { Some((_, name)) => (say!(lang, "voice-said-of", name = tame(name))), None => (say!(lang, "voice-said")) } }
        p { (say!(lang, "voice-said-lead")) }
        @if view.person.is_some() { p { a href=(shell.to(view.here())) { (say!(lang, "voice-everybody")) } } }
        form.filter method="get" action=(shell.to(format!("{}#said", view.here()))) {
            @if let Some((id, _)) = &view.person { input type="hidden" name="person" value=(id); }
            // The form for a note has a field of this name, too.
            div.field { label for="wanted" { (say!(lang, "voice-about")) }
                select #wanted name="kind" { @for (value, words) in std::iter::once(every).chain(kinds(lang)) {
                    option value=(value) selected[view.filter.get("kind") == value] { (words) }
                } }
            }
            (form.typed("search", "q", say!(lang, "pulse-words-search")))
            button { (say!(lang, "pulse-words-button")) }
        }
        @if lines.rows.is_empty() {
            @if kept.is_empty() { (empty(&say!(lang, "voice-none"), &say!(lang, "voice-none-note"), None)) }
            @else { p.note { (say!(lang, "voice-none-such")) } }
        } @else {
            ul.said-by { @for (line, name) in &lines.rows { li { (said(line, name, view, shell)) } } }
            (pagination(&lines.pages, &format!("{}?{kept}", view.here()), shell))
        }
    } }
}

fn said(line: &VoiceLine, name: &str, view: &Desk, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let standing = standing_name(line.standing);
    let not_seen = line.standing == Standing::NotSeen;
    html! {
        div.row.ends {
            span { a href=(shell.to(format!("{}?person={}", view.here(), line.person))) { (tame(name)) } " · " (kind_name(line.kind, lang)) }
            (chip(if not_seen { "live" } else { "still" }, &say!(lang, "voice-desk-standing", standing = standing)))
        }
        div.prose { (prose(&line.text)) }
        p.soft {
            @match line.noted {
                Some(on) => { (say!(lang, "voice-interview")) " " (day(Timestamp(on), lang)) },
                None => (day(Timestamp(line.at), lang)),
            }
            @if let Some(at) = line.corrected { " · " (say!(lang, "voice-put-right")) " " (day(Timestamp(at), lang)) }
        }
        @if not_seen && shell.may(Right::PersonWrite) {
            (act(&shell.to(view.here()), &say!(lang, "voice-note-remove"), "small", &[("go", &format!("remove:{}", line.id))]))
        }
    }
}

fn note(view: &Desk, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let form = Form { fields: &view.fields, errors: &view.errors, lang };
    html! { details.fold open[!view.errors.is_empty()] {
        summary { (say!(lang, "voice-note")) }
        p { (say!(lang, "voice-note-lead")) }
        form.stack method="post" action=(shell.to(view.here())) {
            @match &view.person {
                Some((id, name)) => { input type="hidden" name="person" value=(id); p { (say!(lang, "voice-note-of", name = tame(name))) } },
                None => (form.line("who", say!(lang, "voice-who-said")).hint(say!(lang, "voice-who-said-hint")).required()),
            }
            (form.choice("kind", say!(lang, "voice-about"), kinds(lang)))
            (form.typed("date", "day", say!(lang, "voice-day")).required())
            (form.area("text", say!(lang, "voice-note-text"), 4).hint(say!(lang, "voice-note-hint")).longest(Field::Voice.most()).required())
            div.actions { button.first name="go" value="note" { (say!(lang, "voice-note-button")) } }
        }
    } }
}

#[cfg(test)]
impl Desk {
    /// A made-up exchange's.
    pub fn sample() -> Self {
        use comity_participation::theme::{People, Told};
        let at = Timestamp(1_795_773_900_000_000);
        let people = |all, before, since| People { all, before, since };
        let theme = |term: &str, people| Theme { term: term.into(), people };
        let themes = vec![
            theme("bill", people(80, 30, 40)),
            theme("answer", people(50, 40, 10)),
            theme("call…", people(10, 0, 10)),
        ];
        let told = |people, themes| Told { people, themes };
        let line = |n: u8, kind, standing, noted: bool, text: &str| VoiceLine {
            id: format!("0192f3a1c2d47f00a1b2c3d4e5f607{n:02x}").parse().unwrap(),
            person: "0192f3a1c2d47f00a1b2c3d4e5f60718".parse().unwrap(),
            kind,
            standing,
            noted: noted.then_some(at.0 - 3 * 86_400_000_000),
            at: at.0,
            corrected: (standing == Standing::Corrected).then_some(at.0),
            text: text.into(),
        };
        let rows = vec![
            (line(1, Kind::Need, Standing::NotSeen, true, "A call back in the evening."), "Livia Serra".to_owned()),
            (
                line(2, Kind::Struggle, Standing::Corrected, true, "I do not see what changed."),
                "Livia Serra".to_owned(),
            ),
            (line(3, Kind::Aspiration, Standing::Stated, false, "To pay for what I use."), "Marco Ferri".to_owned()),
        ];
        Self {
            id: "0192f3a1c2d47f00a1b2c3d4e5f60718".into(),
            title: "Better advice".into(),
            themes: vec![
                VoiceThemes { kind: Kind::Aspiration, told: told(people(20, 10, 10), Vec::new()) },
                VoiceThemes { kind: Kind::Struggle, told: told(people(120, 60, 50), themes) },
                VoiceThemes { kind: Kind::Need, told: told(People::default(), Vec::new()) },
            ],
            since: at,
            lines: Some(Lines { rows, pages: Pages { total: 3, next: None, first: true } }),
            filter: Fields::default(),
            person: None,
            fields: Fields::default(),
            errors: Errors::default(),
        }
    }

    /// Nobody said anything.
    pub fn sample_empty() -> Self {
        let mut view = Self::sample();
        view.themes.iter_mut().for_each(|one| {
            one.told.people = comity_participation::theme::People::default();
            one.told.themes.clear();
        });
        Self { lines: Some(Lines::default()), ..view }
    }

    /// One person's, with a note that is wrong.
    pub fn sample_wrong(lang: Lang) -> Self {
        let mut view = Self::sample();
        let id = "0192f3a1c2d47f00a1b2c3d4e5f60718".to_owned();
        view.filter.push("person", id.clone());
        view.fields.push("day", "yesterday");
        view.errors = read(&view.fields, lang).unwrap_err();
        Self { person: Some((id, "Livia Serra".into())), ..view }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_needs_a_kind_a_day_and_words() {
        let form = |pairs: &[(&str, &str)]| {
            let pairs = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
            read(&Fields::from(pairs.collect::<Vec<_>>()), Lang::En)
        };
        let note = form(&[("kind", "struggle"), ("day", "2026-11-30"), ("text", "Bills")]).unwrap();
        assert_eq!((note.kind, date(note.day).as_str(), note.text.as_str()), (Kind::Struggle, "2026-11-30", "Bills"));
        let wrong = form(&[("kind", "x"), ("day", "soon")]).unwrap_err();
        assert!(["kind", "day", "text"].iter().all(|field| wrong.get(field).is_some()), "{wrong:?}");
    }
}
