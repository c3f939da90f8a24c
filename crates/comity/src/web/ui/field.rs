//! Form fields: a label, a hint, what was typed, and beside it what is wrong with it.

use maud::{Markup, Render, html};

use super::{Errors, Fields};
use crate::words::{Lang, say};

/// A form being drawn: what was typed and what is wrong with it.
#[derive(Debug, Clone, Copy)]
pub struct Form<'f> {
    /// What was typed.
    pub fields: &'f Fields,
    /// What is wrong with it.
    pub errors: &'f Errors,
    /// The reader's language.
    pub lang: Lang,
}

#[derive(Debug, Clone)]
enum Kind {
    Line(&'static str),
    Area(u8),
    Choice(Vec<(String, String)>),
    Box(String),
}

/// One field, drawn when it is put into a page.
#[derive(Debug, Clone)]
pub struct Input<'f> {
    form: Form<'f>,
    kind: Kind,
    name: String,
    label: String,
    hint: Option<String>,
    required: bool,
    autocomplete: Option<&'static str>,
    input_mode: Option<&'static str>,
    longest: Option<usize>,
    suggestions: Option<&'static str>,
    spoken: Option<String>,
    short: bool,
}

impl<'f> Form<'f> {
    fn input(self, kind: Kind, name: impl Into<String>, label: impl Into<String>) -> Input<'f> {
        Input {
            form: self,
            kind,
            name: name.into(),
            label: label.into(),
            hint: None,
            required: false,
            autocomplete: None,
            input_mode: None,
            longest: None,
            suggestions: None,
            spoken: None,
            short: false,
        }
    }

    /// A line of text.
    pub fn line(self, name: impl Into<String>, label: impl Into<String>) -> Input<'f> {
        self.input(Kind::Line("text"), name, label)
    }

    /// A mail address.
    pub fn mail(self, name: impl Into<String>, label: impl Into<String>) -> Input<'f> {
        let input = self.input(Kind::Line("email"), name, label);
        Input { autocomplete: Some("email"), ..input }
    }

    /// A password, whose value never comes back.
    pub fn password(self, name: impl Into<String>, label: impl Into<String>, autocomplete: &'static str) -> Input<'f> {
        let input = self.input(Kind::Line("password"), name, label);
        Input { autocomplete: Some(autocomplete), ..input }
    }

    /// A whole number. A field of HTML's own type for numbers would forget what was typed where that is none.
    pub fn number(self, name: impl Into<String>, label: impl Into<String>, bounds: [Option<u32>; 2]) -> Input<'f> {
        let input = self.input(Kind::Line("text"), name, label);
        let hint = match bounds {
            [Some(least), Some(most)] => Some(say!(self.lang, "web-bounds", least = least, most = most)),
            _ => None,
        };
        Input { hint, input_mode: Some("numeric"), short: true, ..input }
    }

    /// A field of another type that HTML knows: `date`, `search`, `color`, `file`.
    pub fn typed(self, kind: &'static str, name: impl Into<String>, label: impl Into<String>) -> Input<'f> {
        self.input(Kind::Line(kind), name, label)
    }

    /// Several lines of text.
    pub fn area(self, name: impl Into<String>, label: impl Into<String>, rows: u8) -> Input<'f> {
        self.input(Kind::Area(rows), name, label)
    }

    /// One of several, as values and words.
    pub fn choice(
        self,
        name: impl Into<String>,
        label: impl Into<String>,
        options: impl IntoIterator<Item = (String, String)>,
    ) -> Input<'f> {
        self.input(Kind::Choice(options.into_iter().collect()), name, label)
    }

    /// A box to tick, which sends `value`.
    pub fn tick(self, name: impl Into<String>, value: impl Into<String>, label: impl Into<String>) -> Input<'f> {
        self.input(Kind::Box(value.into()), name, label)
    }
}

impl Input<'_> {
    /// What it is for, or what form it has.
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }

    /// It may not be left out.
    pub fn required(self) -> Self {
        Self { required: true, ..self }
    }

    /// What the browser may fill in.
    pub fn autocomplete(self, token: &'static str) -> Self {
        Self { autocomplete: Some(token), ..self }
    }

    /// The keyboard that a telephone shows.
    pub fn input_mode(self, mode: &'static str) -> Self {
        Self { input_mode: Some(mode), ..self }
    }

    /// The most characters it takes.
    pub fn longest(self, characters: usize) -> Self {
        Self { longest: Some(characters), ..self }
    }

    /// The list on the page, by its id, from which the browser suggests while one types; something else may be typed, too.
    pub fn suggestions(self, list: &'static str) -> Self {
        Self { suggestions: Some(list), ..self }
    }

    /// The language of what is typed, where it is not the page's.
    pub fn spoken(self, language: impl Into<String>) -> Self {
        Self { spoken: Some(language.into()), ..self }
    }

    /// Only as wide as a number or a code.
    pub fn short(self) -> Self {
        Self { short: true, ..self }
    }

    fn id(&self) -> String {
        match &self.kind {
            Kind::Box(value) => super::field_id(&format!("{}-{value}", self.name)),
            _ => super::field_id(&self.name),
        }
    }

    /// Which elements describe it: the hint, and what is wrong.
    fn described(&self, id: &str) -> Option<String> {
        let hint = self.hint.as_ref().map(|_| format!("{id}-hint"));
        let error = self.error().map(|_| format!("{id}-error"));
        let all: Vec<String> = hint.into_iter().chain(error).collect();
        (!all.is_empty()).then(|| all.join(" "))
    }

    fn error(&self) -> Option<&str> {
        self.form.errors.get(&self.name)
    }

    fn control(&self, id: &str) -> Markup {
        let described = self.described(id);
        let invalid = self.error().map(|_| "true");
        let value = self.form.fields.get(&self.name);
        match &self.kind {
            Kind::Line(kind) => html! {
                input #(id) type=(kind) name=(self.name) value=[(!matches!(*kind, "password" | "file")).then_some(value)]
                    required[self.required] autocomplete=[self.autocomplete] inputmode=[self.input_mode]
                    maxlength=[self.longest] list=[self.suggestions] lang=[self.spoken.as_deref()]
                    aria-describedby=[described] aria-invalid=[invalid];
            },
            Kind::Area(rows) => html! {
                // A browser drops the first line end of what stands in here.
                textarea #(id) name=(self.name) rows=(rows) required[self.required] maxlength=[self.longest]
                    lang=[self.spoken.as_deref()] aria-describedby=[described] aria-invalid=[invalid] { "\n" (value) }
            },
            Kind::Choice(options) => html! {
                select #(id) name=(self.name) required[self.required] aria-describedby=[described] aria-invalid=[invalid] {
                    @for (option, words) in options { option value=(option) selected[option == value] { (words) } }
                }
            },
            Kind::Box(ticked) => html! {
                input #(id) type="checkbox" name=(self.name) value=(ticked)
                    checked[self.form.fields.holds(&self.name, ticked)] aria-describedby=[described] aria-invalid=[invalid];
            },
        }
    }
}

impl Render for Input<'_> {
    fn render(&self) -> Markup {
        let id = self.id();
        let ticked = matches!(self.kind, Kind::Box(_));
        html! {
            div.field.tick[ticked].short[self.short].wrong[self.error().is_some()] {
                @if ticked { (self.control(&id)) }
                label for=(id) { (self.label) }
                @if let Some(hint) = &self.hint { p.hint #(format!("{id}-hint")) { (hint) } }
                @if let Some(error) = self.error() { p.error #(format!("{id}-error")) { (error) } }
                @if !ticked { (self.control(&id)) }
            }
        }
    }
}

/// What is wrong with a form, at its head, each with a link to its field; nothing when nothing is wrong.
pub fn error_summary(errors: &Errors, lang: Lang) -> Markup {
    html! {
        @if !errors.is_empty() {
            div.problem role="alert" tabindex="-1" autofocus {
                p { strong { (say!(lang, "web-form-wrong", n = errors.iter().count())) } }
                ul { @for (field, sentence) in errors.iter() {
                    li { a href=(format!("#{}", super::field_id(field))) { (sentence) } }
                } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_stays_beside_what_is_wrong() {
        let (mut fields, mut errors) = (Fields::default(), Errors::default());
        fields.push("mail", "<a@b>");
        fields.push("secret", "hidden");
        errors.add("mail", "No address");
        let form = Form { fields: &fields, errors: &errors, lang: Lang::En };
        let mail = form.mail("mail", "Address").hint("Yours").render().into_string();
        assert!(mail.contains(r#"value="&lt;a@b&gt;""#) && mail.contains("No address"), "{mail}");
        assert!(mail.contains(r#"aria-describedby="f-mail-hint f-mail-error" aria-invalid="true""#), "{mail}");
        let secret = form.password("secret", "Password", "current-password").render().into_string();
        assert!(!secret.contains("hidden"), "{secret}");
        assert!(error_summary(&errors, Lang::En).into_string().contains(r##"href="#f-mail""##));
        assert_eq!(error_summary(&Errors::default(), Lang::En).into_string(), "");
    }
}
