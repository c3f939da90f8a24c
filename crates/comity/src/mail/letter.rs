//! Letters: what they say, in the language of whom they are written to.

use comity_store::{Context, DigestView, Error, MailNew, MailTo, MemberId, News, Person, PersonId};

use crate::web::app::App;
use crate::web::firms::Known;
use crate::web::portal::part::own::happened;
use crate::web::portal::part::title_of;
use crate::words::{Lang, say, tame};

/// A letter. The address is looked up when it leaves, so that a corrected one is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Whom it is for.
    pub to: MailTo,
    /// The subject, one line.
    pub subject: String,
    /// What it says, as plain text.
    pub text: String,
    /// Whom it names besides its reader.
    pub about: Option<PersonId>,
}

impl Letter {
    /// Puts it into the outbox.
    ///
    /// # Errors
    /// The books'.
    pub async fn queue(self, app: &App, house: &Context) -> Result<(), Error> {
        let Self { to, subject, text, about } = self;
        app.store.outbox_add(house, MailNew { to, subject, text, about, unsubscribe: None }).await.map(drop)
    }

    fn to_person(person: &Person, subject: String, text: String) -> Self {
        Self { to: MailTo::Person(person.id), subject, text, about: None }
    }
}

/// The language a person is written to in.
pub fn lang_of(code: &str) -> Lang {
    if code == "it" || code.starts_with("it-") { Lang::It } else { Lang::En }
}

/// A whole address of a page of the firm: by its own host, or by its name under the house's.
pub fn address(app: &App, firm: &Known, path: &str) -> String {
    match &firm.firm.look.host {
        Some(host) => format!("{}://{host}{path}", if app.base.is_https() { "https" } else { "http" }),
        None => format!("{}/f/{}{path}", app.base, firm.firm.slug),
    }
}

/// The link that a person asked for.
pub fn link(person: &Person, firm: &Known, address: &str, minutes: u32) -> Letter {
    let (lang, name) = (lang_of(&person.language), tame(&firm.firm.look.name));
    let subject = say!(lang, "mail-link-subject", firm = name.as_str());
    let text = say!(lang, "mail-link", firm = name, link = address, minutes = minutes);
    Letter::to_person(person, subject, text)
}

/// The link that makes another address count, sent to that address.
pub fn confirm(person: &Person, mail: &str, firm: &Known, address: &str, hours: u32) -> Letter {
    let (lang, name) = (lang_of(&person.language), tame(&firm.firm.look.name));
    let subject = say!(lang, "mail-confirm-subject", firm = name.as_str());
    let text = say!(lang, "mail-confirm", firm = name, link = address, hours = hours);
    Letter { to: MailTo::Address(person.id, mail.to_owned()), subject, text, about: None }
}

/// Somebody with parental responsibility is asked to answer for a minor, whom the letter names.
pub fn guardian(guardian: &Person, firm: &Known, (id, ward): (PersonId, &str), address: &str, days: u32) -> Letter {
    let (lang, name) = (lang_of(&guardian.language), tame(&firm.firm.look.name));
    let subject = say!(lang, "mail-guardian-subject", firm = name.as_str(), ward = tame(ward));
    let text = say!(lang, "mail-guardian", firm = name, ward = tame(ward), link = address, days = days);
    Letter { about: Some(id), ..Letter::to_person(guardian, subject, text) }
}

/// An invitation to an exchange.
pub fn invitation(person: &Person, firm: &Known, title: &str, address: &str, days: u32) -> Letter {
    let (lang, name) = (lang_of(&person.language), tame(&firm.firm.look.name));
    let subject = say!(lang, "mail-invitation-subject", firm = name.as_str(), title = tame(title));
    let text = say!(lang, "mail-invitation", firm = name, title = tame(title), link = address, days = days);
    Letter::to_person(person, subject, text)
}

/// A new version of terms waits for an answer.
pub fn version(person: &Person, firm: &Known, title: &str, address: &str) -> Letter {
    let (lang, name) = (lang_of(&person.language), tame(&firm.firm.look.name));
    let subject = say!(lang, "mail-version-subject", firm = name.as_str(), title = tame(title));
    let text = say!(lang, "mail-version", firm = name, title = tame(title), link = address);
    Letter::to_person(person, subject, text)
}

/// What became of a condition: `accepted`, `declined`, `lapsed` or `overtaken`.
pub fn counter(person: &Person, firm: &Known, title: &str, became: &str, address: &str) -> Letter {
    let (lang, name) = (lang_of(&person.language), tame(&firm.firm.look.name));
    let subject = say!(lang, "mail-counter-subject", firm = name.as_str(), became = became);
    let text = say!(lang, "mail-counter", firm = name, title = tame(title), became = became, link = address);
    Letter::to_person(person, subject, text)
}

/// What happened to what a person takes part in: subject and text. `page` is where all of it stands, `choose` where such letters are
/// ended or changed.
pub fn digest(person: &Person, firm: &Known, told: &DigestView, page: &str, choose: &str) -> (String, String) {
    let (lang, name) = (lang_of(&person.language), tame(&firm.firm.look.name));
    let line = |(news, times): &(News, usize)| {
        let what = happened(news, lang);
        let title = title_of(news.title.as_deref(), lang);
        say!(lang, "mail-digest-line", title = title, what = what, times = *times)
    };
    let lines = told.lines.iter().map(line).collect::<Vec<_>>().join("\n\n");
    let subject = say!(lang, "mail-digest-subject", firm = name.as_str(), n = told.lines.len() + told.more);
    let text = say!(lang, "mail-digest", firm = name, lines = lines, more = told.more, link = page, choose = choose);
    (subject, text)
}

/// A member gets a link to choose another password.
pub fn password(member: MemberId, firm: &Known, lang: Lang, address: &str, hours: u32) -> Letter {
    let name = tame(&firm.firm.look.name);
    let subject = say!(lang, "mail-password-subject", firm = name.as_str());
    let text = say!(lang, "mail-password", firm = name, link = address, hours = hours);
    Letter { to: MailTo::Member(member), subject, text, about: None }
}

/// Somebody is invited to the firm's team.
pub fn join(member: MemberId, firm: &Known, lang: Lang, address: &str, days: u32) -> Letter {
    let name = tame(&firm.firm.look.name);
    let subject = say!(lang, "mail-join-subject", firm = name.as_str());
    let text = say!(lang, "mail-join", firm = name, link = address, days = days);
    Letter { to: MailTo::Member(member), subject, text, about: None }
}
