//! `/exchanges/{id}/voice`: what a person would like to reach, what makes it hard, and what would help; theirs to say and to take
//! back.

use comity_exchange::time::Timestamp;
use comity_participation::text::{Field, NotAText, Text};
use comity_participation::voice::{BROUGHT_BACK_WITHIN, Kind, Standing};
use comity_store::{OwnVoice, Voice, VoiceId};
use maud::{Markup, html};

use crate::web::ui::{Errors, Fields, Form, Shell, back, chip, day, empty, error_summary, moment, prose};
use crate::words::{Lang, say, tame};

/// What the page shows.
#[derive(Debug, Clone)]
pub struct Mine {
    /// The exchange's id in addresses.
    pub exchange: String,
    /// Its title.
    pub title: String,
    /// What they said, and what was noted of them.
    pub voice: Voice,
    /// Whether they themselves read it, and not somebody who is responsible for them.
    pub own: bool,
    /// What was typed: `kind`, `text`, and `text.{id}` for a statement in other words.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: Errors,
}

/// What a person does here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// Says something.
    State(Kind, Text),
    /// Puts something in other words.
    Correct(VoiceId, Text),
    /// Says that what was noted is so.
    Confirm(VoiceId),
    /// Withdraws something.
    Withdraw(VoiceId),
    /// Brings back what they withdrew.
    BringBack(VoiceId),
}

/// A kind in words.
fn kind_words(kind: Kind, lang: Lang) -> String {
    say!(lang, "voice-kind", kind = kind.name())
}

/// The kinds to choose from, as values and words.
fn kinds(lang: Lang) -> impl Iterator<Item = (String, String)> {
    Kind::ALL.into_iter().map(move |kind| (kind.name().to_owned(), kind_words(kind, lang)))
}

/// The field of a form in which a statement is put in other words.
fn field(id: VoiceId) -> String {
    format!("text.{id}")
}

/// Reads words, or says what is wrong with them.
pub fn read_text(fields: &Fields, name: &str, errors: &mut Errors, lang: Lang) -> Option<Text> {
    match Text::new(fields.get(name), Field::Voice) {
        Ok(text) => Some(text),
        Err(wrong) => {
            let why = if wrong == NotAText::Nothing { "nothing" } else { "too-long" };
            errors.add(name, say!(lang, "part-refused", why = why));
            None
        }
    }
}

/// Reads a form: `go` with `state`, `correct:{id}`, `confirm:{id}`, `withdraw:{id}` or `bring-back:{id}`. Nothing where it is none
/// of these.
///
/// # Errors
/// What is missing or too long.
pub fn read(fields: &Fields, lang: Lang) -> Result<Option<Deed>, Errors> {
    let (go, mut errors) = (fields.get("go"), Errors::default());
    let (verb, id) = go.split_once(':').unwrap_or((go, ""));
    if verb == "state" {
        let kind = Kind::from_name(fields.get("kind"));
        if kind.is_none() {
            errors.add("kind", say!(lang, "voice-kind-wrong"));
        }
        let text = read_text(fields, "text", &mut errors, lang);
        return match (kind, text) {
            (Some(kind), Some(text)) => Ok(Some(Deed::State(kind, text))),
            _ => Err(errors),
        };
    }
    let Ok(id) = id.parse::<VoiceId>() else { return Ok(None) };
    match verb {
        "correct" => match read_text(fields, &field(id), &mut errors, lang) {
            Some(text) => Ok(Some(Deed::Correct(id, text))),
            None => Err(errors),
        },
        "confirm" => Ok(Some(Deed::Confirm(id))),
        "withdraw" => Ok(Some(Deed::Withdraw(id))),
        "bring-back" => Ok(Some(Deed::BringBack(id))),
        _ => Ok(None),
    }
}

/// The page.
pub fn page(view: &Mine, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let title = say!(lang, "voice-mine");
    let firm = tame(shell.name());
    let voice = &view.voice;
    let content = html! {
        (back(&shell.to("/me"), &say!(lang, "portal-to-home")))
        p.kicker { (tame(&view.title)) }
        h1 { (title) }
        p.lead { (say!(lang, "voice-lead", firm = firm.as_str())) }
        (error_summary(&view.errors, lang))
        @if view.own && voice.open { (form(view, shell)) }
        @if !voice.agreed { p.note { (say!(lang, "voice-not-agreed", firm = firm.as_str())) } }
        @else if !voice.open { p.note { (say!(lang, "voice-closed")) } }
        details.fold { summary { (say!(lang, "voice-who")) }
            p { (say!(lang, "voice-who-sees", firm = firm.as_str())) }
            p { (say!(lang, "voice-who-themes")) }
            p { (say!(lang, "voice-who-yours", hours = BROUGHT_BACK_WITHIN)) }
        }
        @if voice.statements.is_empty() {
            (empty(&say!(lang, "voice-empty"), &say!(lang, "voice-empty-note"), None))
        } @else {
            h2 { (say!(lang, "voice-over-time")) }
            ol.list { @for one in &voice.statements { li { (statement(one, view, shell)) } } }
        }
    };
    shell.portal(&title, &content)
}

fn address(view: &Mine, shell: &Shell) -> String {
    shell.to(format!("/exchanges/{}/voice", view.exchange))
}

fn form(view: &Mine, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let form = Form { fields: &view.fields, errors: &view.errors, lang };
    html! { form.stack method="post" action=(address(view, shell)) {
        (form.choice("kind", say!(lang, "voice-about"), kinds(lang)))
        (form.area("text", say!(lang, "voice-text"), 3).hint(say!(lang, "voice-text-hint")).longest(Field::Voice.most()).required())
        div.actions { button.first name="go" value="state" { (say!(lang, "voice-state-button")) } }
    } }
}

/// How a statement stands, for whoever made it.
pub fn standing_name(standing: Standing) -> &'static str {
    match standing {
        Standing::Stated => "stated",
        Standing::NotSeen => "not-seen",
        Standing::Seen => "seen",
        Standing::Confirmed => "confirmed",
        Standing::Corrected => "corrected",
    }
}

fn statement(one: &OwnVoice, view: &Mine, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let Some((last, earlier)) = one.wordings.split_last() else { return html! {} };
    let standing = if one.withdrawn.is_some() { "withdrawn" } else { standing_name(one.standing) };
    let tone = if one.standing == Standing::NotSeen { "live" } else { "still" };
    html! {
        div.row.ends {
            span.name { (kind_words(one.kind, lang)) }
            span { (chip(tone, &say!(lang, "voice-standing", standing = standing))) " " span.soft { (day(Timestamp(last.at), lang)) } }
        }
        div.prose { (prose(&last.text)) }
        @if let Some(on) = one.noted {
            p.soft { (say!(lang, "voice-noted-by", firm = tame(shell.name()))) " " (day(Timestamp(on), lang)) "." }
        }
        @if !earlier.is_empty() {
            details { summary { (say!(lang, "voice-earlier", n = earlier.len())) }
                ol { @for wording in earlier { li { div.prose { (prose(&wording.text)) } p.soft { (day(Timestamp(wording.at), lang)) } } } }
            }
        }
        @match one.until {
            Some(until) => {
                p { (say!(lang, "voice-withdrawn-note", firm = tame(shell.name()))) " " (moment(Timestamp(until), lang)) "." }
                @if view.own { (button(one, "bring-back", view, shell)) }
            },
            None => (deeds(one, view, shell)),
        }
    }
}

/// A button of a statement, which says for those who do not see it beside the words which one it belongs to.
fn button(one: &OwnVoice, deed: &str, view: &Mine, shell: &Shell) -> Markup {
    let words = one.wordings.last().map_or("", |last| last.text.as_str());
    let words = crate::words::shorten(words, 60);
    html! { form.quiet method="post" action=(address(view, shell)) {
        button.small name="go" value=(format!("{deed}:{}", one.id)) { (say!(shell.lang, "voice-deed", deed = deed)) span.visually-hidden { ": " (words) } }
    } }
}

fn deeds(one: &OwnVoice, view: &Mine, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let form = Form { fields: &view.fields, errors: &view.errors, lang };
    let name = field(one.id);
    let is_wrong = view.errors.get(&name).is_some();
    html! {
        div.actions {
            @if view.own && matches!(one.standing, Standing::NotSeen | Standing::Seen) { (button(one, "confirm", view, shell)) }
            (button(one, "withdraw", view, shell))
        }
        @if view.own {
            details open[is_wrong] { summary { (say!(lang, "voice-deed", deed = "correct")) }
                form method="post" action=(address(view, shell)) {
                    (form.area(name, say!(lang, "voice-correct-label"), 3).longest(Field::Voice.most()).required())
                    button.small name="go" value=(format!("correct:{}", one.id)) { (say!(lang, "voice-correct-button")) }
                }
            }
        }
    }
}

impl Mine {
    /// The fields as they begin: each statement with the words that hold. What was typed stays.
    pub fn begun(mut self) -> Self {
        for one in &self.voice.statements {
            let (name, last) = (field(one.id), one.wordings.last());
            if let (false, Some(last)) = (self.fields.has(&name), last) {
                self.fields.push(name, last.text.clone());
            }
        }
        self
    }
}

#[cfg(test)]
impl Mine {
    /// A made-up person's.
    pub fn sample() -> Self {
        use comity_store::{ExchangeId, VoiceWording};
        let at = 1_795_773_900_000_000;
        let hour = 3_600_000_000;
        let one = |n: u8, kind, standing, noted: bool, words: &[&str]| OwnVoice {
            id: format!("0192f3a1c2d47f00a1b2c3d4e5f607{n:02x}").parse().unwrap(),
            exchange: ExchangeId::NONE,
            kind,
            standing,
            noted: noted.then_some(at - 72 * hour),
            at,
            wordings: (0..)
                .zip(words)
                .map(|(n, text)| VoiceWording { text: (*text).into(), at: at + n * 30 * hour })
                .collect(),
            seen: (standing != Standing::NotSeen).then_some(at),
            confirmed: (standing == Standing::Confirmed).then_some(at),
            withdrawn: None,
            until: None,
        };
        let withdrawn = OwnVoice {
            withdrawn: Some(at),
            until: Some(at + 24 * hour),
            ..one(5, Kind::Struggle, Standing::Stated, false, &["I never know whom to ask."])
        };
        let statements = vec![
            one(1, Kind::Need, Standing::NotSeen, true, &["A call back in the evening, when the children sleep."]),
            one(
                2,
                Kind::Struggle,
                Standing::Corrected,
                true,
                &["Bills are long.", "I do not see what changed on a bill."],
            ),
            one(3, Kind::Aspiration, Standing::Stated, false, &["To pay for what I use.\nAnd not for what I might."]),
            one(4, Kind::Need, Standing::Confirmed, true, &["A bill on one page."]),
            withdrawn,
        ];
        let view = Self {
            exchange: "0192f3a1c2d47f00a1b2c3d4e5f60718".into(),
            title: "Better advice".into(),
            voice: Voice { agreed: true, open: true, statements },
            own: true,
            fields: Fields::default(),
            errors: Errors::default(),
        };
        view.begun()
    }

    /// Nothing yet.
    pub fn sample_empty() -> Self {
        let mut view = Self::sample();
        view.voice.statements.clear();
        view
    }

    /// Whose agreement has ended.
    pub fn sample_left() -> Self {
        let mut view = Self::sample();
        (view.voice.agreed, view.voice.open) = (false, false);
        view
    }

    /// With something wrong.
    pub fn sample_wrong(lang: Lang) -> Self {
        let mut view = Self::sample();
        view.fields.push("go", "state");
        view.errors = read(&view.fields, lang).unwrap_err();
        view
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "0192f3a1c2d47f00a1b2c3d4e5f60718";

    fn fields(pairs: &[(&str, &str)]) -> Fields {
        Fields::from(pairs.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect::<Vec<_>>())
    }

    #[test]
    fn deeds_are_read_from_their_buttons() {
        let id: VoiceId = ID.parse().unwrap();
        let text = Text::new("Time", Field::Voice).unwrap();
        let read = |pairs: &[(&str, &str)]| read(&fields(pairs), Lang::En).unwrap();
        let stated = read(&[("go", "state"), ("kind", "need"), ("text", " Time ")]);
        assert_eq!(stated, Some(Deed::State(Kind::Need, text.clone())));
        let corrected = read(&[("go", &format!("correct:{ID}")), (&format!("text.{ID}"), "Time")]);
        assert_eq!(corrected, Some(Deed::Correct(id, text)));
        assert_eq!(read(&[("go", &format!("confirm:{ID}"))]), Some(Deed::Confirm(id)));
        assert_eq!(read(&[("go", &format!("withdraw:{ID}"))]), Some(Deed::Withdraw(id)));
        assert_eq!(read(&[("go", &format!("bring-back:{ID}"))]), Some(Deed::BringBack(id)));
        for go in ["", "state:", "withdraw", "withdraw:x", &format!("burn:{ID}")] {
            let none = super::read(&fields(&[("go", go)]), Lang::En).ok().flatten();
            assert_eq!(none, None, "{go}");
        }
    }

    #[test]
    fn what_is_wrong_is_said_beside_it() {
        let wrong = |pairs: &[(&str, &str)], field: &str| {
            assert!(read(&fields(pairs), Lang::It).unwrap_err().get(field).is_some(), "{pairs:?}");
        };
        wrong(&[("go", "state"), ("kind", "profile"), ("text", "x")], "kind");
        wrong(&[("go", "state"), ("kind", "need"), ("text", " ")], "text");
        wrong(&[("go", "state"), ("kind", "need"), ("text", &"x".repeat(2_001))], "text");
        wrong(&[("go", &format!("correct:{ID}"))], &format!("text.{ID}"));
    }
}
