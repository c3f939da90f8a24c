//! `/me/pulses` and `/me/pulses/{id}`: how it was, asked seldom and never in the way.

use std::collections::BTreeMap;

use comity_exchange::time::Timestamp;
use comity_participation::occasion::Occasion;
use comity_participation::pulse::Question;
use comity_participation::text::{Field, NotAText, Text};
use comity_store::{OwnPulse, PulseState};
use maud::{Markup, html};

use crate::web::ui::{Errors, Fields, Form, Shell, act, back, chip, day, empty, error_summary, field_id, prose};
use crate::words::{Lang, say, tame};

/// A person was asked.
#[derive(Debug, Clone)]
pub struct Pulse {
    /// What they were asked, and what became of it.
    pub own: OwnPulse,
    /// The exchange's title.
    pub title: String,
    /// Whether it can still be answered.
    pub open: bool,
    /// What was chosen and typed.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: Errors,
}

/// The name of a question in forms and messages.
pub fn name(question: Question) -> &'static str {
    match question {
        Question::WorthIt => "worth_it",
        Question::Fair => "fair",
        Question::InControl => "in_control",
        Question::Easy => "easy",
        Question::Changed => "changed",
    }
}

/// A question in words.
pub fn asks(question: Question, lang: Lang) -> String {
    say!(lang, "pulse-question", question = name(question))
}

/// What a person answers.
pub type Given = (BTreeMap<Question, u8>, Option<Text>);

/// Reads the form: a field for each question with 0 to 10 or nothing, and `why`.
///
/// # Errors
/// What is no point of the scale, words that are too long, and a form in which nothing is answered.
pub fn read(fields: &Fields, lang: Lang) -> Result<Given, Errors> {
    let (mut points, mut errors) = (BTreeMap::new(), Errors::default());
    for question in Question::ALL {
        let given = fields.get(name(question));
        match given.parse::<u8>() {
            _ if given.is_empty() => {}
            Ok(given) if given <= 10 => drop(points.insert(question, given)),
            _ => errors.add(name(question), say!(lang, "pulse-points-wrong")),
        }
    }
    let why = match Text::new(fields.get("why"), Field::Comment) {
        Ok(why) => Some(why),
        Err(NotAText::Nothing) => None,
        Err(NotAText::TooLong { .. }) => {
            errors.add("why", say!(lang, "web-text-wrong"));
            None
        }
    };
    if errors.is_empty() && points.is_empty() && why.is_none() {
        errors.add("why", say!(lang, "pulse-nothing"));
    }
    if errors.is_empty() { Ok((points, why)) } else { Err(errors) }
}

/// What it is about, in a sentence.
fn about(occasion: Occasion, title: &str, lang: Lang) -> String {
    say!(lang, "pulse-about", occasion = occasion.name(), title = tame(title))
}

/// That something can be answered, where the person is anyway.
pub fn card(view: &Pulse, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let path = shell.to(format!("/me/pulses/{}", view.own.id));
    html! { section.held aria-labelledby="pulse" {
        h2.over #pulse { (say!(lang, "pulse-card")) }
        p { (about(view.own.occasion, &view.title, lang)) " " (say!(lang, "pulse-card-note")) }
        div.row { a.button href=(path) { (say!(lang, "pulse-card-button")) } (act(&path, &say!(lang, "pulse-not-now"), "plain", &[("go", "not-now")])) }
    } }
}

/// The questions, on a page of their own or after an act.
pub fn form(view: &Pulse, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let form = Form { fields: &view.fields, errors: &view.errors, lang };
    let why =
        form.area("why", say!(lang, "pulse-why"), 3).hint(say!(lang, "pulse-why-hint")).longest(Field::Comment.most());
    html! {
        p.note { (say!(lang, "pulse-promise", firm = tame(shell.name()))) }
        (error_summary(&view.errors, lang))
        form.stack.pulse method="post" action=(shell.to(format!("/me/pulses/{}", view.own.id))) {
            @for question in Question::ALL { (scale(question, view, lang)) }
            (why)
            div.actions {
                button.first name="go" value="send" { (say!(lang, "pulse-send")) }
                button name="go" value="not-now" { (say!(lang, "pulse-not-now")) }
            }
        }
    }
}

/// The same where an act has just been done: what was done stands first, and nothing waits for this.
pub fn after(view: &Pulse, shell: &Shell) -> Markup {
    html! { section.asked aria-labelledby="pulse" {
        h2 #pulse { (say!(shell.lang, "pulse-after", occasion = view.own.occasion.name())) }
        (form(view, shell))
    } }
}

/// Eleven points and none of them, as one group that arrow keys move through.
fn scale(question: Question, view: &Pulse, lang: Lang) -> Markup {
    let (name, given) = (name(question), view.fields.get(name(question)));
    let point = |value: &str, words: Markup| {
        let id = field_id(&format!("{name}-{}", if value.is_empty() { "none" } else { value }));
        html! { label.point.none[value.is_empty()] for=(id) { input #(id) type="radio" name=(name) value=(value) checked[given == value]; (words) } }
    };
    html! { fieldset.scale #(field_id(name)) {
        legend { (asks(question, lang)) }
        @if let Some(error) = view.errors.get(name) { p.error { (error) } }
        div.points {
            (point("", html! { span aria-hidden="true" { "–" } span.visually-hidden { (say!(lang, "pulse-no-answer")) } }))
            @for points in 0..=10 { @let value = points.to_string();
                (point(&value, html! { (value) @if matches!(points, 0 | 10) { span.visually-hidden { ", " (end(points, lang)) } } }))
            }
        }
        p.between aria-hidden="true" { span { "0 = " (end(0, lang)) } span { "10 = " (end(10, lang)) } }
    } }
}

fn end(points: u8, lang: Lang) -> String {
    say!(lang, "pulse-end", end = if points == 0 { "least" } else { "most" })
}

fn state(view: &Pulse) -> &'static str {
    match view.own.state {
        PulseState::Asked if view.open => "open",
        PulseState::Asked => "over",
        PulseState::Answered => "answered",
        PulseState::NotNow => "not-now",
        PulseState::TakenBack => "taken-back",
    }
}

/// What was answered.
fn answered(own: &OwnPulse, lang: Lang) -> Markup {
    html! {
        dl.facts { @for (question, points) in &own.points { dt { (asks(*question, lang)) } dd { (say!(lang, "pulse-of-ten", points = u32::from(*points))) } } }
        @if let Some(why) = &own.why { blockquote.prose { (prose(why)) } }
    }
}

/// The page of one.
pub fn page(view: &Pulse, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let title = say!(lang, "pulse-title");
    let until = Timestamp(view.own.until);
    let content = html! {
        (back(&shell.to("/me"), &say!(lang, "portal-to-home")))
        p.kicker { (tame(&view.title)) }
        h1 { (title) }
        p.lead { (about(view.own.occasion, &view.title, lang)) }
        @if view.open {
            p { (say!(lang, "pulse-until")) " " (day(until, lang)) "." }
            (form(view, shell))
        } @else {
            p { (say!(lang, "pulse-state", state = state(view))) @if let Some(at) = view.own.ended { " " (day(Timestamp(at), lang)) } }
            @if view.own.state == PulseState::Answered {
                (answered(&view.own, lang))
                p.note { (say!(lang, "pulse-take-back-note")) }
                (act(&shell.to(format!("/me/pulses/{}", view.own.id)), &say!(lang, "pulse-take-back"), "", &[("go", "take-back")]))
            }
            div.actions { a.button href=(shell.to("/me/pulses")) { (say!(lang, "pulse-all")) } }
        }
    };
    shell.portal(&title, &content)
}

/// The page of all.
pub fn list(views: &[Pulse], shell: &Shell) -> Markup {
    let lang = shell.lang;
    let title = say!(lang, "pulse-all");
    let content = html! {
        (back(&shell.to("/me"), &say!(lang, "portal-to-home")))
        h1 { (title) }
        @if views.is_empty() { (empty(&say!(lang, "pulse-none"), &say!(lang, "pulse-none-note"), None)) }
        @else {
            p.lead { (say!(lang, "pulse-all-lead", firm = tame(shell.name()))) }
            ul.list { @for view in views { li {
                div.row.ends {
                    a.name href=(shell.to(format!("/me/pulses/{}", view.own.id))) { (about(view.own.occasion, &view.title, lang)) }
                    span { (chip("still", &say!(lang, "pulse-chip", state = state(view)))) " " span.soft { (day(Timestamp(view.own.at), lang)) } }
                }
            } } }
        }
    };
    shell.portal(&title, &content)
}

#[cfg(test)]
impl Pulse {
    /// A made-up person is asked.
    pub fn sample(occasion: Occasion) -> Self {
        let at = 1_795_773_900_000_000;
        let own = OwnPulse {
            id: "0192f3a1c2d47f00a1b2c3d4e5f60718".parse().unwrap(),
            exchange: comity_store::ExchangeId::NONE,
            occasion,
            at,
            until: Timestamp(at).plus_days(14).0,
            state: PulseState::Asked,
            ended: None,
            points: BTreeMap::new(),
            why: None,
        };
        Self { own, title: "Better advice".into(), open: true, fields: Fields::default(), errors: Errors::default() }
    }

    /// The same, with something wrong.
    pub fn sample_wrong(lang: Lang) -> Self {
        let mut view = Self::sample(Occasion::CameBack);
        view.fields.push("fair", "12");
        view.errors = read(&view.fields, lang).unwrap_err();
        view.fields.set("fair", "7");
        view
    }

    /// In another state.
    pub fn sample_in(state: PulseState) -> Self {
        let view = Self::sample(Occasion::Agreed);
        let ended = (state != PulseState::Asked).then_some(view.own.at);
        let points = Question::ALL.into_iter().zip([8, 9, 6, 10]).collect();
        let own = match state {
            PulseState::Answered => {
                OwnPulse { points, why: Some("I see what I use.\nAnd what it costs.".into()), ..view.own }
            }
            _ => view.own,
        };
        Self { own: OwnPulse { state, ended, ..own }, open: false, ..view }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(pairs: &[(&str, &str)]) -> Fields {
        Fields::from(pairs.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect::<Vec<_>>())
    }

    #[test]
    fn what_is_left_out_is_no_answer() {
        let (points, why) = read(&fields(&[("fair", "0"), ("easy", ""), ("why", " ")]), Lang::En).unwrap();
        assert_eq!((points, why), (BTreeMap::from([(Question::Fair, 0)]), None));
        let (points, why) = read(&fields(&[("why", "Because.")]), Lang::It).unwrap();
        assert_eq!((points.len(), why.unwrap().as_str()), (0, "Because."));
    }

    #[test]
    fn what_is_wrong_is_said_beside_it() {
        let wrong = |pairs: &[(&str, &str)], field: &str| {
            assert!(read(&fields(pairs), Lang::En).unwrap_err().get(field).is_some(), "{pairs:?}");
        };
        wrong(&[], "why");
        wrong(&[("fair", "11")], "fair");
        wrong(&[("easy", "-1")], "easy");
        wrong(&[("fair", "7"), ("why", &"x".repeat(5_001))], "why");
    }

    #[test]
    fn what_was_chosen_stays_chosen() {
        let mut view = Pulse::sample(Occasion::Left);
        view.fields.push("fair", "7");
        let page = scale(Question::Fair, &view, Lang::En).into_string();
        assert_eq!(page.matches(" checked").count(), 1);
        assert!(page.contains("value=\"7\" checked"), "{page}");
        assert!(scale(Question::Easy, &view, Lang::En).into_string().contains("value=\"\" checked"));
    }
}
