//! `/studio/exchanges/{id}/audience/{activity}`: whom an activity is for, how many they are, and what is to be thought about first.

use comity_exchange::id::{ItemId, PurposeId};
use comity_exchange::terms::Terms;
use comity_participation::activity::Segment;
use comity_participation::activity::segment::{Fault, LONGEST, Remark, VALUES};
use comity_store::{ActivityView, Right, SegmentCount};
use maud::{Markup, html};

use crate::web::ui::{Errors, Fields, Form, Reading, Section, Shell, back, chip, error_summary};
use crate::web::way::words;
use crate::words::{Lang, say, tame};

/// The part of addresses.
pub const CODE: &str = "audience";

/// What the page shows.
#[derive(Debug, Clone)]
pub struct Audience {
    /// The exchange's id in addresses.
    pub exchange: String,
    /// The way back: the desk of the activity.
    pub back: String,
    /// The activity as it stands.
    pub activity: ActivityView,
    /// Items that the terms ask for, each for a purpose: names in forms, and words.
    pub items: Vec<(String, String)>,
    /// What is to be thought about what stands in the form.
    pub remarks: Vec<Remark>,
    /// How many people it would be for, where that was asked.
    pub counted: Option<SegmentCount>,
    /// What was typed: fields `segment`, `segment-values`.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: Errors,
}

/// Items that terms ask for, each for a purpose: names in forms, and words.
pub fn items(terms: &Terms, lang: Lang) -> Vec<(String, String)> {
    let reading = Reading::new(terms, lang);
    let asked = terms.clauses.iter().filter_map(|clause| clause.information.as_ref());
    let mut all: Vec<(String, String)> = Vec::new();
    for (purpose, asked) in asked.filter_map(|asked| Some((asked.purpose.as_ref()?, asked))) {
        for item in &asked.items {
            let (name, because) = (format!("{item}/{purpose}"), Because::of(&reading, item, purpose));
            let words = say!(lang, "audience-item-for", item = because.item, purpose = because.purpose);
            if all.iter().all(|(known, _)| *known != name) {
                all.push((name, words));
            }
        }
    }
    all
}

/// What somebody agreed to give, and for what, in the words of the terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Because {
    /// The item.
    pub item: String,
    /// The purpose.
    pub purpose: String,
}

impl Because {
    fn of(reading: &Reading<'_>, item: &ItemId, purpose: &PurposeId) -> Self {
        let terms = reading.terms;
        let item_name = terms.item(item).map(|item| reading.plain(&item.name).to_owned());
        let purpose_known = terms.purposes.iter().find(|known| known.id == *purpose);
        let purpose_name = purpose_known.map(|purpose| reading.plain(&purpose.name).to_owned());
        Self {
            item: tame(&item_name.unwrap_or_else(|| item.to_string())),
            purpose: tame(&purpose_name.unwrap_or_else(|| purpose.to_string())),
        }
    }

    /// Why somebody sees an activity that is for some; nothing where it is for everybody.
    pub fn new(terms: &Terms, activity: &ActivityView, lang: Lang) -> Option<Self> {
        let segment = activity.activity.segment.as_ref()?;
        Some(Self::of(&Reading::new(terms, lang), &segment.item, &segment.purpose))
    }

    /// The same as a sentence to that person.
    pub fn told(&self, exchange: &str, shell: &Shell) -> Markup {
        let lang = shell.lang;
        html! { p.note {
            (say!(lang, "audience-because", item = self.item.as_str(), purpose = self.purpose.as_str())) " "
            a href=(shell.to(format!("/exchanges/{exchange}"))) { (say!(lang, "part-to-terms")) }
        } }
    }
}

/// The form as it stands in the books.
pub fn begin(segment: Option<&Segment>) -> Fields {
    let mut fields = Fields::default();
    if let Some(segment) = segment {
        fields.push("segment", format!("{}/{}", segment.item, segment.purpose));
        fields.push("segment-values", segment.values.iter().map(String::as_str).collect::<Vec<_>>().join("\n"));
    }
    fields
}

/// The fields by which it is said whom an activity is for. Nothing where the terms ask for nothing by which somebody could be known.
pub fn choose(form: Form<'_>, items: &[(String, String)]) -> Markup {
    let lang = form.lang;
    let everybody = std::iter::once((String::new(), say!(lang, "audience-everybody")));
    html! { @if !items.is_empty() {
        (form.choice("segment", say!(lang, "audience-item"), everybody.chain(items.iter().cloned())).hint(say!(lang, "audience-item-hint")))
        (form.area("segment-values", say!(lang, "audience-values"), 3).hint(say!(lang, "audience-values-hint")).longest(VALUES * (LONGEST + 2)))
    } }
}

/// Reads those fields: a part of those in the exchange, or everybody.
///
/// # Errors
/// What is wrong, for its field.
pub fn read(fields: &Fields, lang: Lang) -> Result<Option<Segment>, Errors> {
    let mut errors = Errors::default();
    let chosen = fields.get("segment");
    if chosen.is_empty() {
        if fields.get("segment-values").trim().is_empty() {
            return Ok(None);
        }
        errors.add("segment", say!(lang, "audience-wrong", what = "item"));
        return Err(errors);
    }
    let ids = chosen
        .split_once('/')
        .and_then(|(item, purpose)| Some((ItemId::new(item).ok()?, PurposeId::new(purpose).ok()?)));
    let Some((item, purpose)) = ids else {
        errors.add("segment", say!(lang, "audience-wrong", what = "unknown"));
        return Err(errors);
    };
    let segment = Segment::new(item, purpose, fields.get("segment-values").lines());
    match segment.fault() {
        None => Ok(Some(segment)),
        Some(fault) => Err(wrong(fault, lang)),
    }
}

/// A fault as a sentence about its field.
pub fn wrong(fault: Fault, lang: Lang) -> Errors {
    let (field, what) = match fault {
        Fault::NoValues => ("segment-values", "none"),
        Fault::TooMany => ("segment-values", "many"),
        Fault::Value => ("segment-values", "long"),
        Fault::Unknown => ("segment", "unknown"),
    };
    let mut errors = Errors::default();
    errors.add(field, say!(lang, "audience-wrong", what = what));
    errors
}

/// The way to the page, with whom an activity is for now.
pub fn link(activity: &ActivityView, exchange: &str, shell: &Shell) -> Markup {
    let (lang, some) = (shell.lang, activity.activity.segment.is_some());
    html! { p {
        a href=(shell.to(format!("/studio/exchanges/{exchange}/{CODE}/{}", activity.id))) { (say!(lang, "audience-link")) } " "
        (chip(if some { "live" } else { "still" }, &say!(lang, "audience-chip", who = if some { "some" } else { "everybody" })))
    } }
}

fn remark(remark: Remark) -> &'static str {
    match remark {
        Remark::NotAsked => "not-asked",
        Remark::Special => "special",
        Remark::OtherPurpose => "other-purpose",
        Remark::UnclearPurpose => "unclear-purpose",
    }
}

/// How many people it is for, as far as that is told.
fn counted(count: &SegmentCount, lang: Lang) -> Markup {
    let few = if count.people == 0 { "yes" } else { "no" };
    html! { div role="status" {
        p { strong { (say!(lang, "audience-counted", few = few, n = count.people)) } }
        @if !count.whole { p.note { (say!(lang, "audience-counted-part")) } }
    } }
}

/// The page.
pub fn page(view: &Audience, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let title = say!(lang, "audience-title");
    let form = Form { fields: &view.fields, errors: &view.errors, lang };
    let here = format!("/studio/exchanges/{}/{CODE}/{}", view.exchange, view.activity.id);
    let segment = view.activity.activity.segment.as_ref();
    let name = segment.map(|segment| format!("{}/{}", segment.item, segment.purpose));
    let item =
        name.as_ref().map(|name| view.items.iter().find(|(known, _)| known == name).map_or(name, |(_, words)| words));
    let content = html! {
        (back(&shell.to(&view.back), &tame(&words(&view.activity.activity.title, lang))))
        h1 { (title) }
        (error_summary(&view.errors, lang))
        p.lead { (say!(lang, "audience-lead")) }
        @match (segment, item) {
            (Some(segment), Some(item)) => {
                p { (say!(lang, "audience-now-some", item = tame(item))) }
                ul { @for value in &segment.values { li dir="auto" { (tame(value)) } } }
            },
            _ => p { (say!(lang, "audience-now-everybody")) },
        }
        @if let Some(count) = &view.counted { (counted(count, lang)) }
        @if !view.remarks.is_empty() { section aria-labelledby="remarks" {
            h2 #remarks { (say!(lang, "audience-remarks")) }
            ul { @for one in &view.remarks { li { (say!(lang, "audience-remark", what = remark(*one))) } } }
        } }
        @if view.activity.activity.without_account { p.note { (say!(lang, "audience-guests")) } }
        @else if view.items.is_empty() { p.note { (say!(lang, "audience-no-items")) } }
        @else if shell.may(Right::ExchangePublish) {
            form method="post" action=(shell.to(&here)) {
                (choose(form, &view.items))
                p.note { (say!(lang, "audience-count-note")) }
                div.actions {
                    button.first name="go" value="save" { (say!(lang, "audience-save")) }
                    button name="go" value="count" { (say!(lang, "audience-count-button")) }
                }
            }
            p.note { (say!(lang, "audience-leaving")) }
        }
    };
    shell.studio(Section::Exchanges, &title, &content)
}

#[cfg(test)]
impl Audience {
    /// A made-up activity that is for everybody.
    pub fn sample(lang: Lang) -> Self {
        use crate::web::portal::part::sample;
        let terms = Terms::from_toml(comity_exchange::EXAMPLE_TERMS).unwrap();
        let activity = sample::activity();
        Self {
            exchange: sample::EXCHANGE.into(),
            back: format!("/studio/exchanges/{}/ideas", sample::EXCHANGE),
            items: items(&terms, lang),
            remarks: Vec::new(),
            counted: None,
            fields: Fields::default(),
            errors: Errors::default(),
            activity,
        }
    }

    /// One that is for some, of whom it was asked how many they are.
    pub fn sample_some(people: usize, lang: Lang) -> Self {
        let sample = Self::sample(lang);
        let (item, purpose) = (ItemId::new("plan").unwrap(), PurposeId::new("advice").unwrap());
        let segment = Segment::new(item, purpose, ["Casa 25", "Casa 50"]);
        let mut activity = sample.activity;
        let fields = begin(Some(&segment));
        activity.activity.segment = Some(segment);
        let remarks = vec![Remark::NotAsked, Remark::Special, Remark::OtherPurpose, Remark::UnclearPurpose];
        let counted = Some(SegmentCount { people, whole: people == 0 });
        Self { activity, fields, remarks, counted, ..sample }
    }

    /// One without values.
    pub fn sample_wrong(lang: Lang) -> Self {
        Self { errors: wrong(Fault::NoValues, lang), ..Self::sample_some(0, lang) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_a_part_of_the_people_or_everybody() {
        let fields = |segment: &str, values: &str| {
            let mut fields = Fields::default();
            fields.push("segment", segment);
            fields.push("segment-values", values);
            fields
        };
        let check = |segment: &str, values: &str| read(&fields(segment, values), Lang::En);
        assert_eq!(check("", " \n").unwrap(), None);
        let some = check("plan/advice", " Torino \n\ntorino\r\nAsti").unwrap().unwrap();
        assert_eq!(some.values.iter().map(String::as_str).collect::<Vec<_>>(), ["Asti", "Torino"]);
        assert_eq!(read(&begin(Some(&some)), Lang::It).unwrap(), Some(some));
        let named = |result: Result<Option<Segment>, Errors>| {
            result.unwrap_err().iter().map(|(field, _)| field.to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(named(check("", "Torino")), ["segment"], "values without an item are not everybody");
        assert_eq!(named(check("plan", "Torino")), ["segment"]);
        assert_eq!(named(check("plan/advice", "")), ["segment-values"]);
        assert_eq!(named(check("plan/advice", &"x".repeat(101))), ["segment-values"]);
    }

    #[test]
    fn items_are_offered_for_each_purpose_once() {
        let terms = Terms::from_toml(comity_exchange::EXAMPLE_TERMS).unwrap();
        let names: Vec<String> = items(&terms, Lang::En).into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["plan/advice", "usage/advice", "signal/coverage", "plan/billing", "usage/billing"]);
    }
}
