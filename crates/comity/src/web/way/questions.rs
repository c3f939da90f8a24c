//! Questions to the firm or to each other, and the answer that is taken.

use comity_participation::activity::{Questions as Rules, Setting};
use comity_participation::contribution::Kind;
use comity_participation::status::OutcomeKind;
use comity_store::ActivityView;
use maud::{Markup, html};

use super::{Brings, Opens, Way};
use crate::web::ui::{Errors, Fields, Form, Shell};
use crate::words::{Lang, say, tame};

/// Questions.
#[derive(Debug)]
pub struct Questions;

impl Way for Questions {
    fn code(&self) -> &'static str {
        "questions"
    }

    fn rules(&self) -> &'static str {
        "questions"
    }

    fn outcomes(&self) -> &'static [OutcomeKind] {
        &[OutcomeKind::Answered, OutcomeKind::Planned, OutcomeKind::Done, OutcomeKind::NotNow]
    }

    fn statuses(&self) -> &'static [(&'static str, Option<OutcomeKind>)] {
        &[
            ("open", None),
            ("looking", None),
            ("answered", Some(OutcomeKind::Answered)),
            ("not-now", Some(OutcomeKind::NotNow)),
        ]
    }

    fn head(&self, activity: &ActivityView, shell: &Shell) -> Markup {
        let Setting::Questions(own) = &activity.activity.setting else { return html! {} };
        let who = if own.firm_only { "firm" } else { "everybody" };
        html! { p.note { (say!(shell.lang, "questions-who-answers", who = who, firm = tame(shell.name()))) } }
    }

    fn brings(&self, _: &ActivityView, _: &Fields, _: Lang) -> Result<Brings, Errors> {
        Ok((Kind::Question, None))
    }

    fn settings(&self, form: Form<'_>, _: &[(String, String)]) -> Markup {
        html! { (form.tick("firm_only", "on", say!(form.lang, "questions-firm-only"))) }
    }

    fn read(&self, fields: &Fields, _: Lang) -> Result<Opens, Errors> {
        Ok(Setting::Questions(Rules { firm_only: fields.holds("firm_only", "on") }).into())
    }
}
