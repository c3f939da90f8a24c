//! `/studio/settings/pulses`: how seldom people are asked how it was.

use comity_participation::pulse::Cooldown;
use maud::{Markup, html};

use crate::web::studio::settings::{Part, frame};
use crate::web::ui::{Errors, Fields, Form, Shell, error_summary, figure};
use crate::words::{Lang, count, say};

/// The least and the most days between two times that somebody is asked.
const BOUNDS: [u32; 2] = [1, 730];

/// What the page shows.
#[derive(Debug, Clone)]
pub struct Rule {
    /// How many persons are asked nothing now.
    pub cooling: u64,
    /// What is kept, or what was typed: `days`, `on_leaving`.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: Errors,
    /// Whether the reader may change it.
    pub may: bool,
}

/// The fields as they begin.
pub fn typed(cooldown: &Cooldown) -> Fields {
    let mut fields = Fields::default();
    fields.push("days", cooldown.days.to_string());
    if cooldown.on_leaving {
        fields.push("on_leaving", "yes");
    }
    fields
}

/// Reads the form.
///
/// # Errors
/// A number of days that is none, or outside its bounds.
pub fn read(fields: &Fields, lang: Lang) -> Result<Cooldown, Errors> {
    let days = fields.get("days").trim().parse().ok().filter(|days| (BOUNDS[0]..=BOUNDS[1]).contains(days));
    days.map(|days| Cooldown { days, on_leaving: fields.holds("on_leaving", "yes") }).ok_or_else(|| {
        let mut errors = Errors::default();
        errors.add("days", say!(lang, "pulse-days-wrong", least = BOUNDS[0], most = BOUNDS[1]));
        errors
    })
}

/// The page.
pub fn page(view: &Rule, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let form = Form { fields: &view.fields, errors: &view.errors, lang };
    let content = html! {
        p.lead { (say!(lang, "pulse-rule-lead")) }
        p { (say!(lang, "pulse-rule-note")) }
        dl.figures { (figure(&say!(lang, "pulse-cooling"), &count(view.cooling, lang), &say!(lang, "pulse-rule-cooling"))) }
        @if view.may {
            (error_summary(&view.errors, lang))
            form.stack method="post" action=(shell.to("/studio/settings/pulses")) {
                (form.number("days", say!(lang, "pulse-days"), BOUNDS.map(Some)).required())
                (form.tick("on_leaving", "yes", say!(lang, "pulse-on-leaving")).hint(say!(lang, "pulse-on-leaving-hint")))
                div.actions { button.first { (say!(lang, "portal-details-button")) } }
            }
        } @else {
            dl.facts {
                dt { (say!(lang, "pulse-days")) } dd { (view.fields.get("days")) }
                dt { (say!(lang, "pulse-on-leaving")) } dd { (say!(lang, "pulse-yes-no", yes = if view.fields.has("on_leaving") { "yes" } else { "no" })) }
            }
        }
    };
    frame(Part::Pulses, &content, shell)
}

#[cfg(test)]
impl Rule {
    /// A made-up firm's.
    pub fn sample() -> Self {
        Self { cooling: 42, fields: typed(&Cooldown::default()), errors: Errors::default(), may: true }
    }

    /// With a number that cannot be.
    pub fn sample_wrong(lang: Lang) -> Self {
        let mut view = Self::sample();
        view.fields.set("days", "never");
        view.errors = read(&view.fields, lang).unwrap_err();
        view
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_comes_back_and_what_cannot_be_is_refused() {
        for rule in [Cooldown::default(), Cooldown { days: 730, on_leaving: false }] {
            assert_eq!(read(&typed(&rule), Lang::En), Ok(rule));
        }
        for days in ["", "0", "731", "-1", "soon"] {
            let mut fields = typed(&Cooldown::default());
            fields.set("days", days);
            assert!(read(&fields, Lang::It).unwrap_err().get("days").is_some(), "{days}");
        }
    }
}
