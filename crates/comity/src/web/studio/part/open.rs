//! The form that opens an activity, with what can become of what is brought to it.

use comity_exchange::capital::Stage;
use comity_exchange::id::ClauseId;
use comity_exchange::text::{Language, Texts};
use comity_participation::name::Name;
use comity_participation::status::{NotAStatusSet, Status, StatusSet};
use comity_store::ActivityNew;
use maud::{Markup, html};

use super::Desk;
use crate::web::portal::part::own::outcome_name;
use crate::web::studio::audience;
use crate::web::ui::{Errors, Fields, Form, Shell};
use crate::web::way::Way;
use crate::words::{Lang, say, tame};

/// How many statuses the form has room for.
const STATUSES: usize = 7;

/// A form to begin with: what most need.
pub fn begin(way: &dyn Way, lang: Lang) -> Fields {
    let mut fields = Fields::default();
    fields.push("stage", Stage::ResearchAndDevelopment.name());
    for (at, (name, outcome)) in way.statuses().iter().enumerate() {
        fields.push(format!("status.{at}"), say!(lang, "way-default-status", status = *name));
        fields.push(format!("outcome.{at}"), outcome.map(outcome_name).unwrap_or_default());
    }
    way.begins().into_iter().for_each(|(name, value)| fields.push(name, value));
    fields
}

/// The form.
pub fn form(view: &Desk, here: &str, shell: &Shell) -> Markup {
    let (lang, way) = (shell.lang, view.way.code());
    let form = Form { fields: &view.fields, errors: &view.errors, lang };
    let wrong = !view.errors.is_empty() && view.fields.get("go") == "open";
    let open = view.activities.is_empty() || wrong;
    let outcomes = || {
        let open = std::iter::once((String::new(), say!(lang, "part-still-open")));
        let kinds = view.way.outcomes().iter().map(|kind| {
            let name = outcome_name(*kind);
            (name.to_owned(), say!(lang, "part-outcome", kind = name))
        });
        open.chain(kinds)
    };
    html! { details.fold open[open] {
        summary { (say!(lang, "way-open", way = way)) }
        form method="post" action=(shell.to(here)) {
            p { (say!(lang, "part-open-note")) }
            (heading(form, &view.clauses))
            (audience::choose(form, &view.items))
            (view.way.settings(form, &view.members))
            h3 { (say!(lang, "part-open-statuses")) }
            p.note { (say!(lang, "part-open-statuses-note")) }
            @for at in 0..STATUSES { div.two {
                (form.line(format!("status.{at}"), say!(lang, "part-open-status", n = at + 1)).longest(80))
                (form.choice(format!("outcome.{at}"), say!(lang, "part-open-outcome", n = at + 1), outcomes()))
            } }
            button.first name="go" value="open" { (say!(lang, "part-open-button")) }
        }
    } }
}

/// The fields that every activity has: its title, its stage, and the clause that asks for it. `clauses` are ids and titles.
pub fn heading(form: Form<'_>, clauses: &[(String, String)]) -> Markup {
    let lang = form.lang;
    let stages = Stage::ALL.map(|stage| (stage.name().to_owned(), say!(lang, "studio-stage", stage = stage.name())));
    let none = std::iter::once((String::new(), say!(lang, "part-open-no-clause")));
    let known = clauses.iter().map(|(id, title)| (id.clone(), tame(title)));
    html! {
        (form.line("title.en", say!(lang, "part-open-title", language = "en")).longest(200).spoken("en"))
        (form.line("title.it", say!(lang, "part-open-title", language = "it")).longest(200).spoken("it"))
        (form.choice("stage", say!(lang, "part-open-stage"), stages))
        @if !clauses.is_empty() {
            (form.choice("clause", say!(lang, "part-open-clause"), none.chain(known)).hint(say!(lang, "part-open-clause-hint")))
            (form.tick("agreed_only", "on", say!(lang, "part-open-agreed-only")))
        }
    }
}

/// The stage and the clause that those fields say, and whether it is for those alone who agreed to that.
pub fn hangs_on(fields: &Fields, lang: Lang, errors: &mut Errors) -> (Stage, Option<ClauseId>, bool) {
    let stage = Stage::ALL.into_iter().find(|stage| stage.name() == fields.get("stage"));
    let clause = Some(fields.get("clause")).filter(|clause| !clause.is_empty()).and_then(|c| ClauseId::new(c).ok());
    let agreed_only = fields.holds("agreed_only", "on");
    if agreed_only && clause.is_none() {
        errors.add("clause", say!(lang, "part-open-no-agreed"));
    }
    (stage.unwrap_or(Stage::ResearchAndDevelopment), clause, agreed_only)
}

/// The name of a status: where it is the one that the form began with, in every language.
fn status_words(way: &dyn Way, text: &str, lang: Lang) -> Option<Texts> {
    let begun = |lang: Lang, name: &str| say!(lang, "way-default-status", status = name);
    let known = way.statuses().iter().map(|(name, _)| *name).find(|name| begun(lang, name) == text);
    let mut words = Texts::one(Language::new(lang.code()).ok()?, text);
    for other in Lang::ALL.into_iter().filter(|other| *other != lang) {
        if let (Some(name), Ok(language)) = (known, Language::new(other.code())) {
            words.set(language, begun(other, name));
        }
    }
    Some(words)
}

/// The title of an activity, in the languages in which one was typed.
pub fn title(fields: &Fields) -> Texts {
    let mut title = Texts::default();
    for code in ["en", "it"] {
        let text = fields.get(&format!("title.{code}")).trim();
        if let (false, Ok(language)) = (text.is_empty(), Language::new(code)) {
            title.set(language, text);
        }
    }
    title
}

/// Reads the form.
///
/// # Errors
/// No title; statuses with which nothing could begin, end, or be told no; what its way has against its own fields.
pub fn read(way: &dyn Way, fields: &Fields, lang: Lang) -> Result<ActivityNew, Errors> {
    let mut errors = Errors::default();
    let opens = way.read(fields, lang);
    let title = title(fields);
    if title.is_blank() {
        errors.add("title.en", say!(lang, "part-open-wrong", what = "title"));
    }
    let mut statuses = Vec::new();
    for at in 0..STATUSES {
        let text = fields.get(&format!("status.{at}")).trim().to_owned();
        let outcome = fields.get(&format!("outcome.{at}")).to_owned();
        let outcome = way.outcomes().iter().copied().find(|kind| outcome_name(*kind) == outcome);
        let words = status_words(way, &text, lang);
        if let (false, Ok(name), Some(words)) = (text.is_empty(), Name::new(&format!("s{}", at + 1)), words) {
            statuses.push(Status { name, words, outcome });
        }
    }
    let statuses = StatusSet::new(statuses).map_err(|wrong| match wrong {
        NotAStatusSet::BeginsEnded => "begins",
        NotAStatusSet::NoWayToSayNo => "no-no",
        _ => "never-ends",
    });
    let (stage, clause, agreed_only) = hangs_on(fields, lang, &mut errors);
    if let (Ok(statuses), Ok(opens)) = (&statuses, &opens)
        && let Some(kind) = opens.setting.rules().leads_to()
        && statuses.iter().all(|status| status.outcome != Some(kind))
    {
        let kind = say!(lang, "part-outcome", kind = outcome_name(kind));
        errors.add("status.0", say!(lang, "part-open-lacks", kind = kind));
    }
    match (statuses, opens) {
        (Ok(statuses), Ok(opens)) if errors.is_empty() => Ok(ActivityNew {
            title,
            stage,
            clause,
            agreed_only,
            opens: opens.opens,
            closes: opens.closes,
            statuses,
            setting: opens.setting,
        }),
        (statuses, opens) => {
            if let Err(what) = statuses {
                errors.add("status.0", say!(lang, "part-open-wrong", what = what));
            }
            if let Err(own) = opens {
                own.iter().for_each(|(field, words)| errors.add(field, words));
            }
            Err(errors)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::way::Ideas;

    #[test]
    fn an_activity_opens_with_a_title_and_ways_to_end() {
        let mut fields = begin(&Ideas, Lang::It);
        assert_eq!(
            read(&Ideas, &fields, Lang::It).unwrap_err().iter().map(|(name, _)| name).collect::<Vec<_>>(),
            ["title.en"]
        );
        fields.push("title.it", "Che cosa si può fare meglio?");
        let new = read(&Ideas, &fields, Lang::It).unwrap();
        assert_eq!(new.statuses.iter().count(), 6);
        let spoken = |new: &ActivityNew| -> Vec<String> {
            new.statuses.first().words.iter().map(|(language, _)| language.to_string()).collect()
        };
        assert_eq!(spoken(&new), ["en", "it"], "what the form began with is known in both languages");
        let begun = fields.get("status.0").to_owned();
        fields.set("status.0", "da guardare");
        assert_eq!(spoken(&read(&Ideas, &fields, Lang::It).unwrap()), ["it"]);
        fields.set("status.0", begun);
        fields.set("agreed_only", "on");
        assert!(read(&Ideas, &fields, Lang::It).unwrap_err().get("clause").is_some());
        fields.set("clause", "helping");
        assert!(read(&Ideas, &fields, Lang::It).unwrap().agreed_only);
        fields.set("outcome.5", "");
        assert!(read(&Ideas, &fields, Lang::It).unwrap_err().get("status.0").is_some());
    }
}
