//! The form that opens an opinion map, and its statements, one a line.

use comity_exchange::capital::Stage;
use comity_exchange::text::{Language, Texts};
use comity_participation::activity::{OpinionMap, Setting};
use comity_participation::name::Name;
use comity_participation::status::{NotAStatusSet, OutcomeKind, Status, StatusSet};
use comity_participation::text::{Field, NotAText, Text};
use comity_store::ActivityNew;
use maud::{Markup, html};

use super::Desk;
use crate::web::studio::audience;
use crate::web::studio::part::open::{hangs_on, heading, title};
use crate::web::ui::{Errors, Fields, Form, Shell};
use crate::words::{Lang, say, tame};

/// Languages of the interface, in which statements are written too.
const LANGUAGES: [Lang; 2] = [Lang::En, Lang::It];

/// What can become of a statement, in every language.
///
/// # Errors
/// None, as these are sound.
pub fn statuses() -> Result<StatusSet, NotAStatusSet> {
    let all = [
        ("open", None),
        ("adopted", Some(OutcomeKind::Adopted)),
        ("planned", Some(OutcomeKind::Planned)),
        ("done", Some(OutcomeKind::Done)),
        ("not-now", Some(OutcomeKind::NotNow)),
    ];
    let mut statuses = Vec::new();
    for (name, outcome) in all {
        let mut words = Texts::default();
        for lang in LANGUAGES {
            if let Ok(language) = Language::new(lang.code()) {
                words.set(language, say!(lang, "map-status", status = name));
            }
        }
        if let Ok(name) = Name::new(name) {
            statuses.push(Status { name, words, outcome });
        }
    }
    StatusSet::new(statuses)
}

/// A form to begin with.
pub fn begin(lang: Lang) -> Fields {
    let mut fields = Fields::default();
    fields.push("stage", Stage::ResearchAndDevelopment.name());
    fields.push("adds", "on");
    fields.push("language", lang.code());
    fields.push("seed-language", lang.code());
    fields
}

/// The language of statements.
pub fn language(form: Form<'_>, name: &str) -> Markup {
    let all = LANGUAGES.map(|one| (one.code().to_owned(), say!(form.lang, "map-language", language = one.code())));
    html! { (form.choice(name, say!(form.lang, "map-language-of"), all)) }
}

/// The form.
pub fn form(desk: &Desk, here: &str, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let form = Form { fields: &desk.view.fields, errors: &desk.view.errors, lang };
    let open = desk.activities.is_empty() || desk.view.errors.iter().any(|(name, _)| name != "seed");
    html! { details.fold open[open] {
        summary { (say!(lang, "map-open")) }
        form method="post" action=(shell.to(here)) {
            p { (say!(lang, "map-open-note")) }
            (heading(form, &desk.clauses))
            (audience::choose(form, &desk.items))
            (form.area("statements", say!(lang, "map-open-statements"), 8).hint(say!(lang, "map-seed-hint")))
            (language(form, "language"))
            (form.tick("adds", "on", say!(lang, "map-open-adds")))
            button.first name="go" value="open" { (say!(lang, "part-open-button")) }
        }
    } }
}

/// The statements of a field, one a line, with their language; what is wrong is said of that field.
///
/// # Errors
/// One that is too long, with its number and beginning.
pub fn lines(fields: &Fields, name: &str, language: &str, lang: Lang) -> Result<(Vec<String>, Language), Errors> {
    let mut errors = Errors::default();
    let written = fields.get(name).lines().map(str::trim).filter(|line| !line.is_empty());
    let mut all = Vec::new();
    for (at, line) in written.enumerate() {
        match Text::new(line, Field::Statement) {
            Ok(text) => all.push(text.as_str().to_owned()),
            Err(NotAText::TooLong { is, most }) => {
                let begins = tame(line);
                errors.add(name, say!(lang, "map-line-too-long", n = at + 1, begins = begins, is = is, most = most));
                return Err(errors);
            }
            // Nothing that can be seen is no line.
            Err(NotAText::Nothing) => {}
        }
    }
    let chosen = LANGUAGES.into_iter().find(|one| one.code() == fields.get(language)).unwrap_or(lang);
    match Language::new(chosen.code()) {
        Ok(language) => Ok((all, language)),
        Err(_) => Err(errors),
    }
}

/// Reads the form: the map, its statements and their language.
///
/// # Errors
/// No title; a statement that is too long.
pub fn read(fields: &Fields, lang: Lang) -> Result<(ActivityNew, Vec<String>, Language), Errors> {
    let title = title(fields);
    let (statements, language) = lines(fields, "statements", "language", lang)?;
    let mut errors = Errors::default();
    if title.is_blank() {
        errors.add("title.en", say!(lang, "part-open-wrong", what = "title"));
    }
    let (stage, clause, agreed_only) = hangs_on(fields, lang, &mut errors);
    match statuses() {
        Ok(statuses) if errors.is_empty() => {
            let setting = OpinionMap { add_statements: fields.holds("adds", "on") };
            let new = ActivityNew {
                title,
                stage,
                clause,
                agreed_only,
                opens: None,
                closes: None,
                statuses,
                setting: Setting::OpinionMap(setting),
            };
            Ok((new, statements, language))
        }
        _ => Err(errors),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_opens_with_a_title_and_statements_one_a_line() {
        let mut fields = begin(Lang::It);
        assert!(read(&fields, Lang::It).unwrap_err().get("title.en").is_some());
        fields.push("title.it", "Come dovrebbe essere la rete?");
        fields.push("statements", " Uno \n\n\u{200b}\nDue\r\n");
        let (new, statements, language) = read(&fields, Lang::It).unwrap();
        assert_eq!((statements, language.to_string()), (vec!["Uno".to_owned(), "Due".to_owned()], "it".to_owned()));
        assert!(matches!(new.setting, Setting::OpinionMap(OpinionMap { add_statements: true, .. })));
        assert_eq!(new.statuses.iter().count(), 5);
        fields.set("statements", format!("Uno\n{}", "x".repeat(281)));
        let errors = read(&fields, Lang::En).unwrap_err();
        let said = errors.get("statements").unwrap();
        assert!(said.contains('2') && said.contains("281") && said.contains("280"), "{said}");
    }
}
