//! Ideas: proposed, voted on, discussed, answered.

use comity_participation::activity::{Ideas as Rules, Setting};
use comity_participation::contribution::Kind;
use comity_participation::status::OutcomeKind;
use comity_store::ActivityView;
use maud::{Markup, html};

use super::{Brings, Opens, Way};
use crate::web::ui::{Errors, Fields, Form};
use crate::words::{Lang, say};

/// Ideas.
#[derive(Debug)]
pub struct Ideas;

impl Way for Ideas {
    fn code(&self) -> &'static str {
        "ideas"
    }

    fn rules(&self) -> &'static str {
        "ideas"
    }

    fn outcomes(&self) -> &'static [OutcomeKind] {
        use OutcomeKind::{Adopted, Done, NotNow, Planned, UnderWay};
        &[Adopted, Planned, UnderWay, Done, NotNow]
    }

    fn statuses(&self) -> &'static [(&'static str, Option<OutcomeKind>)] {
        &[
            ("open", None),
            ("looking", None),
            ("planned", Some(OutcomeKind::Planned)),
            ("under-way", Some(OutcomeKind::UnderWay)),
            ("done", Some(OutcomeKind::Done)),
            ("not-now", Some(OutcomeKind::NotNow)),
        ]
    }

    fn brings(&self, _: &ActivityView, _: &Fields, _: Lang) -> Result<Brings, Errors> {
        Ok((Kind::Idea, None))
    }

    fn settings(&self, form: Form<'_>, _: &[(String, String)]) -> Markup {
        html! { (form.tick("against", "on", say!(form.lang, "part-open-against"))) }
    }

    fn read(&self, fields: &Fields, _: Lang) -> Result<Opens, Errors> {
        Ok(Setting::Ideas(Rules { against: fields.holds("against", "on") }).into())
    }
}
