//! The form that opens an activity for ideas, with what can become of one.

use comity_exchange::capital::Stage;
use comity_exchange::text::{Language, Texts};
use comity_participation::activity::{Ideas, Setting};
use comity_participation::name::Name;
use comity_participation::status::{NotAStatusSet, OutcomeKind, Status, StatusSet};
use comity_store::ActivityNew;
use maud::{Markup, html};

use super::Desk;
use crate::web::portal::ideas::own::outcome_name;
use crate::web::ui::{Errors, Fields, Form, Shell};
use crate::words::{Lang, say};

/// How many statuses the form has room for.
const STATUSES: usize = 7;

/// Outcomes that an idea can have.
const OUTCOMES: [OutcomeKind; 4] = [OutcomeKind::Adopted, OutcomeKind::Planned, OutcomeKind::Done, OutcomeKind::NotNow];

/// A form to begin with: what most need.
pub fn begin(lang: Lang) -> Fields {
    let mut fields = Fields::default();
    fields.push("stage", Stage::ResearchAndDevelopment.name());
    let all = [("open", ""), ("looking", ""), ("planned", "planned"), ("done", "done"), ("not-now", "not-now")];
    for (at, (name, outcome)) in all.into_iter().enumerate() {
        fields.push(format!("status.{at}"), say!(lang, "ideas-default-status", status = name));
        fields.push(format!("outcome.{at}"), outcome);
    }
    fields
}

/// The form.
pub fn form(view: &Desk, here: &str, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let form = Form { fields: &view.fields, errors: &view.errors, lang };
    let open = view.activities.is_empty() || !view.errors.is_empty();
    let stages = Stage::ALL.map(|stage| (stage.name().to_owned(), say!(lang, "studio-stage", stage = stage.name())));
    let outcomes = || {
        let open = std::iter::once((String::new(), say!(lang, "ideas-still-open")));
        let kinds = OUTCOMES.map(|kind| {
            let name = outcome_name(kind);
            (name.to_owned(), say!(lang, "ideas-outcome", kind = name))
        });
        open.chain(kinds)
    };
    html! { details.fold open[open] {
        summary { (say!(lang, "ideas-open")) }
        form method="post" action=(shell.to(here)) {
            p { (say!(lang, "ideas-open-note")) }
            (form.line("title.en", say!(lang, "ideas-open-title", language = "en")).longest(200).spoken("en"))
            (form.line("title.it", say!(lang, "ideas-open-title", language = "it")).longest(200).spoken("it"))
            (form.choice("stage", say!(lang, "ideas-open-stage"), stages))
            (form.tick("against", "on", say!(lang, "ideas-open-against")))
            h3 { (say!(lang, "ideas-open-statuses")) }
            p.note { (say!(lang, "ideas-open-statuses-note")) }
            @for at in 0..STATUSES { div.two {
                (form.line(format!("status.{at}"), say!(lang, "ideas-open-status", n = at + 1)).longest(80))
                (form.choice(format!("outcome.{at}"), say!(lang, "ideas-open-outcome", n = at + 1), outcomes()))
            } }
            button.first name="go" value="open" { (say!(lang, "ideas-open-button")) }
        }
    } }
}

/// Reads the form.
///
/// # Errors
/// No title; statuses with which no idea could begin, end, or be told no.
pub fn read(fields: &Fields, lang: Lang) -> Result<ActivityNew, Errors> {
    let mut errors = Errors::default();
    let mut title = Texts::default();
    for code in ["en", "it"] {
        let text = fields.get(&format!("title.{code}")).trim();
        if let (false, Ok(language)) = (text.is_empty(), Language::new(code)) {
            title.set(language, text);
        }
    }
    if title.is_blank() {
        errors.add("title.en", say!(lang, "ideas-open-wrong", what = "title"));
    }
    let mut statuses = Vec::new();
    for at in 0..STATUSES {
        let text = fields.get(&format!("status.{at}")).trim().to_owned();
        let outcome = fields.get(&format!("outcome.{at}")).to_owned();
        let outcome = OUTCOMES.into_iter().find(|kind| outcome_name(*kind) == outcome);
        let language = Language::new(lang.code());
        if let (false, Ok(name), Ok(language)) = (text.is_empty(), Name::new(&format!("s{}", at + 1)), language) {
            statuses.push(Status { name, words: Texts::one(language, text), outcome });
        }
    }
    let statuses = StatusSet::new(statuses).map_err(|wrong| match wrong {
        NotAStatusSet::BeginsEnded => "begins",
        NotAStatusSet::NoWayToSayNo => "no-no",
        _ => "never-ends",
    });
    let stage = Stage::ALL.into_iter().find(|stage| stage.name() == fields.get("stage"));
    match (statuses, errors.is_empty()) {
        (Ok(statuses), true) => Ok(ActivityNew {
            title,
            stage: stage.unwrap_or(Stage::ResearchAndDevelopment),
            clause: None,
            closes: None,
            statuses,
            setting: Setting::Ideas(Ideas { against: fields.holds("against", "on") }),
        }),
        (statuses, _) => {
            if let Err(what) = statuses {
                errors.add("status.0", say!(lang, "ideas-open-wrong", what = what));
            }
            Err(errors)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_activity_opens_with_a_title_and_ways_to_end() {
        let mut fields = begin(Lang::It);
        assert_eq!(read(&fields, Lang::It).unwrap_err().iter().map(|(name, _)| name).collect::<Vec<_>>(), ["title.en"]);
        fields.push("title.it", "Che cosa si può fare meglio?");
        let new = read(&fields, Lang::It).unwrap();
        assert_eq!(new.statuses.iter().count(), 5);
        assert_eq!(new.statuses.first().words.iter().next().unwrap().0.to_string(), "it");
        fields.set("outcome.4", "");
        assert!(read(&fields, Lang::It).unwrap_err().get("status.0").is_some());
    }
}
