//! The document around every page: head, navigation, language switch, messages, foot.

use comity_store::{Right, Role};
use maud::{DOCTYPE, Markup, html};

use super::assets;
use crate::words::{Lang, say, tame};

/// Two circles that overlap: what a firm and a person share.
const ICON: &str = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Ccircle cx='12' cy='16' r='10' fill='%232f5487'/%3E%3Ccircle cx='20' cy='16' r='10' fill='%23a94a22' fill-opacity='.85'/%3E%3C/svg%3E";

/// What every page knows of its surroundings.
#[derive(Debug, Clone)]
pub struct Shell {
    /// The reader's language.
    pub lang: Lang,
    /// What every address begins with: nothing, or `/f/{slug}`.
    pub base: String,
    /// This page's own address with its query, without the base; the language switch comes back to it.
    pub here: String,
    /// The firm; nothing before there is one.
    pub firm: Option<Brand>,
    /// Who reads.
    pub reader: Reader,
    /// What just happened.
    pub flashes: Vec<Flash>,
    /// Whether what is shown was made up, which every page then says.
    pub simulated: bool,
}

/// How a firm presents itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brand {
    /// Its name.
    pub name: String,
    /// Where its logo is served.
    pub logo: Option<String>,
    /// Where the style sheet with its colour is served; made by [`super::look::sheet`].
    pub look: Option<String>,
    /// How to reach it: an address or a mail address.
    pub contact: String,
}

/// Who reads a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reader {
    /// Nobody that is known.
    Visitor,
    /// A member of the firm.
    Member {
        /// Their name.
        name: String,
        /// Their role: nobody is led where it lets nobody in.
        role: Role,
    },
    /// A person, or a guardian for one.
    Person {
        /// Their name.
        name: String,
        /// For whom they act.
        ward: Option<String>,
    },
}

/// What is said once after an act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flash {
    /// It was done.
    Done(String),
    /// It was not, and why.
    #[cfg_attr(not(test), expect(dead_code, reason = "what is refused is said beside its form so far"))]
    Problem(String),
}

/// The parts of the studio.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// What waits.
    Overview,
    /// Exchanges.
    Exchanges,
    /// People.
    People,
    /// Studies, ratings, opinion maps.
    Listen,
    /// The ledger.
    Ledger,
    /// Who did what.
    Audit,
    /// Team, look, outbox.
    Settings,
}

impl Section {
    const ALL: [Self; 7] =
        [Self::Overview, Self::Exchanges, Self::People, Self::Listen, Self::Ledger, Self::Audit, Self::Settings];

    /// Its name among the words, its address, and the right that it takes; nothing where every member gets in.
    fn parts(self, shell: &Shell) -> (&'static str, &'static str, Option<Right>) {
        match self {
            Self::Overview => ("overview", "/studio", None),
            Self::Exchanges => ("exchanges", "/studio/exchanges", Some(Right::ExchangeRead)),
            Self::People => ("people", "/studio/people", Some(Right::PersonRead)),
            Self::Listen => ("listen", "/studio/listen", Some(Right::FiguresRead)),
            Self::Ledger => ("ledger", "/studio/ledger", Some(Right::LedgerRead)),
            Self::Audit => ("audit", "/studio/audit", Some(Right::AuditRead)),
            Self::Settings if shell.may(Right::MemberRead) => ("settings", "/studio/settings", None),
            Self::Settings => ("settings", "/studio/settings/password", None),
        }
    }
}

impl Shell {
    /// An address within the firm.
    pub fn to(&self, path: impl AsRef<str>) -> String {
        format!("{}{}", self.base, path.as_ref())
    }

    /// Where this reader begins.
    pub fn home(&self) -> String {
        match self.reader {
            Reader::Visitor => self.to("/"),
            Reader::Member { .. } => self.to("/studio"),
            Reader::Person { .. } => self.to("/me"),
        }
    }

    /// Whether the reader is a member whose role has that right.
    pub fn may(&self, right: Right) -> bool {
        matches!(self.reader, Reader::Member { role, .. } if role.may(right))
    }

    /// The firm's name, or Comity's.
    pub fn name(&self) -> &str {
        self.firm.as_ref().map_or("Comity", |firm| &firm.name)
    }

    /// A page of the studio.
    pub fn studio(&self, section: Section, title: &str, content: &Markup) -> Markup {
        self.studio_with(section, title, content, None)
    }

    /// A page of the studio with a script.
    pub fn studio_with(&self, section: Section, title: &str, content: &Markup, script: Option<&str>) -> Markup {
        let lang = self.lang;
        let body = html! {
            div.studio {
                header.side {
                    p.mark { a href=(self.to("/studio")) { "Comity" } }
                    nav aria-label=(say!(lang, "web-nav-studio")) { ul {
                        @for this in Section::ALL {
                            @let (code, path, right) = this.parts(self);
                            @if right.is_none_or(|right| self.may(right)) {
                                li { a href=(self.to(path)) aria-current=[(this == section).then_some("page")] {
                                    (say!(lang, "web-nav", section = code))
                                } }
                            }
                        }
                    } }
                    div.who {
                        p { strong { (tame(self.name())) }
                            @if let Reader::Member { name, .. } = &self.reader { br; (tame(name)) } }
                        (self.sign_out())
                        (self.languages())
                    }
                }
                main #main tabindex="-1" { (self.said()) (content) }
            }
        };
        self.document(title, &body, script)
    }

    /// A page of the portal.
    pub fn portal(&self, title: &str, content: &Markup) -> Markup {
        self.portal_with(title, content, None)
    }

    /// A page of the portal with a script.
    pub fn portal_with(&self, title: &str, content: &Markup, script: Option<&str>) -> Markup {
        let lang = self.lang;
        let signed_in = matches!(self.reader, Reader::Person { .. });
        let body = html! {
            div.portal {
                header.head {
                    p.mark { (self.logo()) a href=(self.home()) { (tame(self.name())) } }
                    @if signed_in {
                        nav aria-label=(say!(lang, "web-nav-portal")) { ul {
                            @for (code, path) in [("home", "/me"), ("information", "/me/information"), ("details", "/me/details")] {
                                li { a href=(self.to(path)) aria-current=[(self.here.split('?').next() == Some(path)).then_some("page")] {
                                    (say!(lang, "web-nav", section = code))
                                } }
                            }
                        } }
                    }
                    @if let Reader::Person { ward: Some(ward), .. } = &self.reader {
                        p.banner { (say!(lang, "web-for-ward", ward = tame(ward))) }
                    }
                }
                main #main tabindex="-1" { (self.said()) (content) }
                footer.foot {
                    @if let Some(firm) = &self.firm {
                        p { (say!(lang, "web-foot", firm = tame(&firm.name))) " " (tame(&firm.contact)) }
                    }
                    div.row { (self.languages()) @if signed_in { (self.sign_out()) } }
                }
            }
        };
        self.document(title, &body, script)
    }

    /// A page for those who are not signed in, and for what went wrong.
    pub fn plain(&self, title: &str, content: &Markup) -> Markup {
        let body = html! {
            div.plain-page {
                header.head { p.mark { (self.logo()) a href=(self.home()) { (tame(self.name())) } } }
                main #main tabindex="-1" { (self.said()) (content) }
                footer.foot { (self.languages()) }
            }
        };
        self.document(title, &body, None)
    }

    fn document(&self, title: &str, body: &Markup, script: Option<&str>) -> Markup {
        let lang = self.lang;
        html! {
            (DOCTYPE)
            html lang=(lang.code()) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    meta name="referrer" content="same-origin";
                    meta name="robots" content="noindex";
                    title { (title) " · " (tame(self.name())) }
                    link rel="icon" href=(ICON);
                    link rel="stylesheet" href=(assets::style().path);
                    @if let Some(look) = self.firm.as_ref().and_then(|firm| firm.look.as_ref()) {
                        link rel="stylesheet" href=(look);
                    }
                    @if let Some(script) = script { script type="module" src=(script) {} }
                }
                body {
                    a.skip href="#main" { (say!(lang, "web-skip")) }
                    @if self.simulated { aside.simulated aria-label=(say!(lang, "web-simulated-label")) { (say!(lang, "web-simulated")) } }
                    (body)
                }
            }
        }
    }

    fn logo(&self) -> Markup {
        let logo = self.firm.as_ref().and_then(|firm| firm.logo.as_ref());
        html! { @if let Some(logo) = logo { img.logo src=(logo) alt="" height="32"; } }
    }

    fn said(&self) -> Markup {
        html! { @for flash in &self.flashes { @match flash {
            Flash::Done(text) => p.done role="status" { (text) },
            Flash::Problem(text) => p.problem role="alert" { (text) },
        } } }
    }

    fn sign_out(&self) -> Markup {
        html! { form.quiet method="post" action=(self.to("/sign-out")) {
            button.plain { (say!(self.lang, "web-sign-out")) }
        } }
    }

    /// This page in the other languages: `?lang=it` is remembered by the server.
    fn languages(&self) -> Markup {
        let (path, query) = self.here.split_once('?').unwrap_or((&self.here, ""));
        let kept = query.split('&').filter(|part| !part.is_empty() && !part.starts_with("lang="));
        let kept: String = kept.map(|part| format!("{part}&")).collect();
        html! { p.languages { @for lang in [Lang::En, Lang::It] {
            @let name = match lang { Lang::En => "English", Lang::It => "Italiano" };
            @if lang == self.lang { span aria-current="true" lang=(lang.code()) { (name) } }
            @else { a href=(self.to(format!("{path}?{kept}lang={}", lang.code()))) lang=(lang.code()) hreflang=(lang.code()) { (name) } }
        } } }
    }
}

#[cfg(test)]
impl Shell {
    /// The shell around samples: a made-up firm, whose pages say so.
    pub fn sample(lang: Lang, here: &str, reader: Reader) -> Self {
        Self {
            lang,
            base: "/f/norda".into(),
            here: here.into(),
            firm: Some(Brand {
                name: "Norda Mobile".into(),
                logo: None,
                look: None,
                contact: "privacy@norda.example".into(),
            }),
            reader,
            flashes: Vec::new(),
            simulated: true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_switch_keeps_the_page() {
        let check = |here: &str, expect: &str| {
            let page = Shell::sample(Lang::En, here, Reader::Visitor).plain("t", &html! {}).into_string();
            assert!(page.contains(&format!("href=\"{expect}\"")), "{page}");
        };
        check("/me", "/f/norda/me?lang=it");
        check("/studio/audit?after=7&lang=en", "/f/norda/studio/audit?after=7&amp;lang=it");
    }

    #[test]
    fn nobody_is_led_where_their_role_lets_nobody_in() {
        let check = |role: Role, expect: &[&str], not: &[&str]| {
            let shell = Shell::sample(Lang::En, "/studio", Reader::Member { name: "Ada".into(), role });
            let page = shell.studio(Section::Overview, "t", &html! {}).into_string();
            let leads = |path: &str| page.contains(&format!("href=\"/f/norda{path}\""));
            assert!(expect.iter().all(|path| leads(path)) && !not.iter().any(|path| leads(path)), "{role:?}: {page}");
        };
        check(Role::Owner, &["/studio/people", "/studio/audit", "/studio/settings"], &[]);
        let (own, all) = (["/studio/exchanges", "/studio/listen", "/studio/settings/password"], "/studio/settings");
        check(Role::Viewer, &own, &["/studio/people", "/studio/ledger", "/studio/audit", all]);
        check(Role::Moderator, &["/studio/people", "/studio/settings/password"], &["/studio/ledger", all]);
    }

    #[test]
    fn names_cannot_write_into_the_page() {
        let mut shell = Shell::sample(Lang::En, "/", Reader::Member { name: "<b>".into(), role: Role::Owner });
        shell.flashes = vec![Flash::Problem("<i>".into())];
        let page = shell.studio(Section::Overview, "<u>", &html! {}).into_string();
        assert!(!["<b>", "<i>", "<u>"].iter().any(|tag| page.contains(tag)), "{page}");
    }
}
