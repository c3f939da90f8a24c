//! `/studio/settings/records`: what records say of the firm and nothing else does, what is missing, and where records are.

use comity_store::{FirmDetails, NotEntered};
use maud::{Markup, html};

use super::settings::{Part, frame};
use crate::web::ui::{Errors, Fields, Form, Shell, error_summary};
use crate::words::{Lang, say, tame};

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct Records {
    /// What was not entered.
    pub lacks: Vec<NotEntered>,
    /// What is kept, or what was typed.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: Errors,
    /// Whether the reader may change it.
    pub may: bool,
}

/// The fields, in their order, with how many lines each has.
const FIELDS: [(&str, u8); 8] = [
    ("legal_name", 1),
    ("address", 1),
    ("contact", 1),
    ("officer", 1),
    ("storage_country", 1),
    ("storage_place", 1),
    ("subjects", 2),
    ("security", 5),
];

/// The fields as they begin.
pub fn typed(details: &FirmDetails) -> Fields {
    let FirmDetails { legal_name, address, contact, officer, storage_country, storage_place, subjects, security } =
        details;
    let values = [legal_name, address, contact, officer, storage_country, storage_place, subjects, security];
    let mut fields = Fields::default();
    for ((name, _), value) in FIELDS.into_iter().zip(values) {
        fields.set(name, value.as_str());
    }
    fields
}

/// Reads the form. Nothing has to be there: what is missing is said where it is missed.
///
/// # Errors
/// What cannot be taken.
pub fn read(fields: &Fields, lang: Lang) -> Result<FirmDetails, Errors> {
    let text = |name: &str| fields.get(name).trim().to_owned();
    let details = FirmDetails {
        legal_name: text("legal_name"),
        address: text("address"),
        contact: text("contact"),
        officer: text("officer"),
        storage_country: text("storage_country"),
        storage_place: text("storage_place"),
        subjects: text("subjects"),
        security: text("security"),
    };
    let mut errors = Errors::default();
    for field in details.faults() {
        let country = field == "storage_country";
        errors.add(
            field,
            if country { say!(lang, "web-missing", what = "country") } else { say!(lang, "web-text-wrong") },
        );
    }
    if errors.is_empty() { Ok(details) } else { Err(errors) }
}

/// What was not entered, in words, one after the other.
pub fn lacks(all: &[NotEntered], lang: Lang) -> String {
    all.iter().map(|lack| say!(lang, "web-record-lack", what = lack.name())).collect::<Vec<_>>().join("; ")
}

/// The page.
pub fn page(view: &Records, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let at = |path: &str| shell.to(format!("/studio/settings/records{path}"));
    let content = html! {
        p.lead { (say!(lang, "studio-records-lead")) }
        @if !view.lacks.is_empty() { p.problem { (say!(lang, "studio-records-lacks")) " " (lacks(&view.lacks, lang)) "." } }
        (error_summary(&view.errors, lang))
        h2 { (say!(lang, "studio-processing")) }
        p { (say!(lang, "studio-processing-note")) }
        div.actions { @for form in ["csv", "json"] {
            a.button download href=(at(&format!("/processing.{form}"))) { (say!(lang, "studio-processing-file", form = form)) }
        } }
        h2 { (say!(lang, "studio-records-person")) }
        p { (say!(lang, "studio-records-person-note")) " " a download href=(shell.to("/records/schema-1.json")) { (say!(lang, "studio-records-schema")) } "." }
        h2 { (say!(lang, "studio-records-firm")) }
        @if view.may { (form(view, &at(""), lang)) } @else { (facts(view, lang)) }
    };
    frame(Part::Records, &content, shell)
}

fn label(name: &str, lang: Lang) -> String {
    say!(lang, "studio-records-field", field = name)
}

fn form(view: &Records, action: &str, lang: Lang) -> Markup {
    let form = Form { fields: &view.fields, errors: &view.errors, lang };
    let input = |(name, rows): (&'static str, u8)| {
        let input =
            if rows > 1 { form.area(name, label(name, lang), rows) } else { form.line(name, label(name, lang)) };
        let input = if name == "storage_country" { input.longest(2).short() } else { input };
        input.hint(say!(lang, "studio-records-hint", field = name))
    };
    html! { form.stack method="post" action=(action) {
        @for field in FIELDS { (input(field)) }
        div.actions { button.first { (say!(lang, "portal-details-button")) } }
    } }
}

fn facts(view: &Records, lang: Lang) -> Markup {
    html! { dl.facts { @for (name, _) in FIELDS {
        dt { (label(name, lang)) }
        dd { @match view.fields.get(name) { "" => "–", text => (tame(text)) } }
    } } }
}

#[cfg(test)]
impl Records {
    /// A made-up firm's, with two things missing.
    pub fn sample() -> Self {
        let details = FirmDetails {
            legal_name: "Norda Mobile S.p.A. (simulated)".into(),
            address: "Via Roma 1, 20121 Milano".into(),
            contact: "privacy@norda.example".into(),
            officer: "Olga Neri, dpo@norda.example".into(),
            subjects: "Customers with a contract".into(),
            ..FirmDetails::default()
        };
        let lacks = vec![NotEntered::Storage, NotEntered::Security];
        Self { lacks, fields: typed(&details), errors: Errors::default(), may: true }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_what_is_kept() {
        let fields = Records::sample().fields;
        let details = read(&fields, Lang::En).unwrap();
        assert_eq!(typed(&details), fields);
        let mut wrong = fields;
        wrong.set("storage_country", "Italy");
        assert!(read(&wrong, Lang::En).unwrap_err().get("storage_country").is_some());
        wrong.set("storage_country", "it");
        wrong.set("security", "x".repeat(5_001));
        assert!(read(&wrong, Lang::En).unwrap_err().get("security").is_some());
    }
}
