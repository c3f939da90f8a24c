//! `/studio/exchanges/{id}/roadmap`: what people see of what is planned and done, and who sees it.

use comity_store::{Right, Roadmap};
use maud::{Markup, html};

use super::part::ways;
use crate::web::portal::roadmap::{Place, parts};
use crate::web::ui::{Section, Shell, back, chip};
use crate::words::{say, tame};

/// The code of this desk among those of an exchange.
pub const CODE: &str = "roadmap";

/// What the page shows.
#[derive(Debug, Clone)]
pub struct Desk {
    /// The exchange's id in addresses.
    pub exchange: String,
    /// Its title.
    pub title: String,
    /// Whether terms were published, so that there is anybody to see it.
    pub is_offered: bool,
    /// What stands on it.
    pub road: Roadmap,
    /// Whether everybody sees it.
    pub public: bool,
    /// The whole address under which the pages for everybody stand.
    pub address: String,
    /// Activities of which the terms do not say that what is brought may be shown to everybody: their titles.
    pub unsaid: Vec<String>,
}

/// The way between this desk's pages.
pub fn pages(exchange: &str, here: &str, shell: &Shell) -> Markup {
    let lang = shell.lang;
    html! { p.row { @for page in ["roadmap", "changelog"] {
        @let words = say!(lang, "roadmap-title", page = page);
        @if page == here { strong { (words) } } @else { a href=(shell.to(format!("/studio/exchanges/{exchange}/{page}"))) { (words) } }
    } } }
}

/// The page.
pub fn page(view: &Desk, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let title = say!(lang, "roadmap-desk");
    let place = Place::within(&view.exchange);
    let content = html! {
        (back(&shell.to(format!("/studio/exchanges/{}", view.exchange)), &tame(&view.title)))
        h1 { (title) }
        (ways(&view.exchange, CODE, shell))
        (pages(&view.exchange, "roadmap", shell))
        (seen_by(view, shell))
        h2 { (say!(lang, "roadmap-as-seen")) }
        p.note { (say!(lang, "roadmap-as-seen-note")) }
        (desk_links(&view.road, &place, shell))
    };
    shell.studio(Section::Exchanges, &title, &content)
}

/// The roadmap with links to the desks in place of those to pages of persons.
fn desk_links(road: &Roadmap, place: &Place, shell: &Shell) -> Markup {
    let studio = Shell { base: format!("{}/studio", shell.base), ..shell.clone() };
    parts(road, place, &studio)
}

/// Who sees it, what is to be thought of before that is everybody, and the switch.
fn seen_by(view: &Desk, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let (tone, who) = if view.public { ("live", "everybody") } else { ("still", "exchange") };
    html! { section.held aria-labelledby="seen-by" {
        h2.over #seen-by { (say!(lang, "roadmap-seen-by")) " " (chip(tone, &say!(lang, "roadmap-seen", who = who))) }
        p { (say!(lang, "roadmap-seen-note", who = who)) }
        @if view.public { ul {
            @for page in ["roadmap", "changelog"] {
                li { (say!(lang, "roadmap-title", page = page)) ": " a href=(format!("{}/{page}", view.address)) { (format!("{}/{page}", view.address)) } }
            }
            li { a href=(format!("{}/changelog.atom", view.address)) { (say!(lang, "roadmap-feed")) } }
        } }
        @if !view.unsaid.is_empty() { div.lint role="note" aria-label=(say!(lang, "roadmap-warned")) {
            p { strong { (say!(lang, "roadmap-unsaid", public = if view.public { "yes" } else { "no" })) } }
            ul { @for title in &view.unsaid { li { (tame(title)) } } }
            p { (say!(lang, "roadmap-unsaid-next")) }
        } }
        @if shell.may(Right::ExchangePublish) && view.is_offered {
            form method="post" action=(shell.to(format!("/studio/exchanges/{}/roadmap", view.exchange))) {
                button name="go" value=(if view.public { "within" } else { "public" }) { (say!(lang, "roadmap-switch", to = if view.public { "within" } else { "public" })) }
            }
        } @else if !view.is_offered { p.note { (say!(lang, "roadmap-not-offered")) } }
    } }
}

#[cfg(test)]
impl Desk {
    /// One that only those in the exchange see.
    pub fn sample() -> Self {
        use crate::web::portal::part::sample::EXCHANGE;
        Self {
            exchange: EXCHANGE.into(),
            title: "Better advice".into(),
            is_offered: true,
            road: crate::web::portal::roadmap::sample::road(),
            public: false,
            address: format!("https://voice.norda.example/public/{EXCHANGE}"),
            unsaid: vec!["What should be better abroad?".into()],
        }
    }
}
