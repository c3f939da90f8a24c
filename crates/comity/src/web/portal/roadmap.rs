//! `/exchanges/{id}/roadmap` and `/exchanges/{id}/changelog`, for those who are in the exchange; the same for everybody, where the firm
//! says so, without a link that needs signing in.

use comity_exchange::text::{Language, Texts};
use comity_exchange::time::Timestamp;
use comity_participation::roadmap::Group;
use comity_store::{ChangelogLine, ChangelogPage, Roadmap, RoadmapLine, Told};
use maud::{Markup, html};

use super::part::own::outcome_name;
use super::part::title_of;
use crate::web::ui::{Shell, back, chip, day, empty, encoded, month, prose};
use crate::web::way::{address, words};
use crate::words::{Lang, say, shorten, tame};

/// Where these pages stand, and for whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The exchange's id in addresses.
    pub exchange: String,
    /// Whether they are those for everybody.
    pub public: bool,
    /// What stands behind the address of each, so that a language that was chosen stays: nothing, or `?lang=it`.
    pub query: String,
}

impl Place {
    /// The pages of an exchange for those who are in it.
    pub fn within(exchange: impl Into<String>) -> Self {
        Self { exchange: exchange.into(), public: false, query: String::new() }
    }

    /// The address of one of them.
    fn at(&self, page: &str) -> String {
        let side = if self.public { "public" } else { "exchanges" };
        format!("/{side}/{}/{page}{}", self.exchange, self.query)
    }
}

/// The name of a part of the roadmap among the words.
pub fn group_name(group: Group) -> &'static str {
    match group {
        Group::Planned => "planned",
        Group::UnderWay => "under-way",
        Group::Done => "done",
    }
}

/// The head of both pages: where they belong, and the way from one to the other.
fn head(place: &Place, here: &str, title: &str, exchange: &Texts, shell: &Shell) -> Markup {
    let lang = shell.lang;
    html! {
        @if !place.public { (back(&shell.to("/me"), &say!(lang, "part-home"))) }
        p.kicker { (tame(&words(exchange, lang))) }
        h1 { (title) }
        nav.tabs aria-label=(say!(lang, "roadmap-pages")) { ul { @for page in ["roadmap", "changelog"] {
            li { a href=(shell.to(place.at(page))) aria-current=[(page == here).then_some("page")] { (say!(lang, "roadmap-title", page = page)) } }
        } } }
    }
}

/// Who is told, and how to take part oneself.
fn foot(place: &Place, shell: &Shell) -> Markup {
    let lang = shell.lang;
    html! { @if place.public {
        p.note { (say!(lang, "roadmap-sign-in", firm = tame(shell.name()))) " " a href=(shell.to("/enter")) { (say!(lang, "roadmap-to-sign-in")) } }
    } }
}

/// The roadmap.
pub fn page(place: &Place, road: &Roadmap, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let title = say!(lang, "roadmap-title", page = "roadmap");
    let content = html! {
        (head(place, "roadmap", &title, &road.title, shell))
        p.lead { (say!(lang, "roadmap-lead", firm = tame(shell.name()))) }
        (parts(road, place, shell))
        (foot(place, shell))
    };
    shell.portal(&title, &content)
}

/// The three parts of a roadmap, each with what stands in it.
pub fn parts(road: &Roadmap, place: &Place, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let all = [&road.planned, &road.under_way, &road.done];
    if all.iter().all(|lines| lines.is_empty()) {
        return empty(&say!(lang, "roadmap-empty"), &say!(lang, "roadmap-empty-note", firm = tame(shell.name())), None);
    }
    html! { div.road { @for ((group, lines), more) in Group::ALL.into_iter().zip(all).zip(road.more) {
        @let name = group_name(group);
        section class=(format!("stretch at-{name}")) aria-labelledby=(format!("group-{name}")) {
            h2 #(format!("group-{name}")) { (say!(lang, "roadmap-group", group = name)) }
            @if lines.is_empty() { p.note { (say!(lang, "roadmap-group-empty", group = name)) } }
            @else { ul.list { @for line in lines { li { (one(line, place, "h3", shell)) } } } }
            @if more && group == Group::Done { p { a href=(shell.to(place.at("changelog"))) { (say!(lang, "roadmap-all-done")) } } }
            @else if more { p.note { (say!(lang, "roadmap-more", n = lines.len())) } }
        }
    } } }
}

/// A title as a heading of that rank; for those who are in the exchange it leads to the contribution.
fn heading(line: &RoadmapLine, place: &Place, rank: &str, shell: &Shell) -> Markup {
    let title = title_of(line.title.as_deref(), shell.lang);
    let to = address(&place.exchange, &line.activity_kind, &line.id.to_string()).filter(|_| !place.public);
    let name = html! { @match to {
        Some(to) => a href=(shell.to(to)) { (title) },
        None => (title),
    } };
    let spoken = line.language.as_deref();
    html! { @match rank {
        "h3" => h3 dir="auto" lang=[spoken] { (name) },
        _ => p.name dir="auto" lang=[spoken] { (name) },
    } }
}

/// A contribution: its title, its status, the firm's words, the votes, and thanks to those who brought it.
fn one(line: &RoadmapLine, place: &Place, rank: &str, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let tone = line.kind.map_or("live", |kind| if kind.ends_votes() { "both" } else { "firm" });
    html! {
        (heading(line, place, rank, shell))
        p { @if !line.status.is_blank() { (chip(tone, &tame(&words(&line.status, lang)))) " " }
            span.soft { (day(Timestamp(line.at), lang)) " · " (say!(lang, "part-votes", n = line.for_it)) @if line.own { " · " (say!(lang, "part-yours")) } } }
        @if let Some(said) = &line.words { div.prose dir="auto" { (prose(said)) } }
        (thanks(line, lang))
    }
}

/// Thanks to those who brought it, by name where they agreed.
fn thanks(line: &RoadmapLine, lang: Lang) -> Markup {
    let names = line.named.iter().map(|name| tame(name)).collect::<Vec<_>>().join(", ");
    let others = line.by.saturating_sub(line.named.len());
    html! { @if line.by > 0 { p.soft dir="auto" { @if names.is_empty() { (say!(lang, "roadmap-thanks", n = line.by)) }
    @else { (say!(lang, "roadmap-thanks-named", names = names, others = others)) } } } }
}

/// A text in the reader's language, with the language that it is in.
fn spoken(texts: &Texts, lang: Lang) -> (String, Option<String>) {
    let text = words(texts, lang);
    let own = Language::new(lang.code()).is_ok_and(|own| texts.has(&own));
    let other = texts.iter().next().map(|(language, _)| language.to_string());
    (text, other.filter(|_| !own))
}

/// The changelog; `first` says that it is not continued from newer ones.
pub fn changelog(place: &Place, log: &ChangelogPage, first: bool, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let title = say!(lang, "roadmap-title", page = "changelog");
    let content = html! {
        (head(place, "changelog", &title, &log.title, shell))
        p.lead { (say!(lang, "roadmap-log-lead", firm = tame(shell.name()))) }
        @if log.rows.is_empty() {
            (empty(&say!(lang, "roadmap-log-empty"), &say!(lang, "roadmap-log-empty-note"), None))
        }
        @for (at, lines) in months(&log.rows) { section.month aria-labelledby=(format!("m{}", at.0)) {
            h2 #(format!("m{}", at.0)) { (month(at, lang)) }
            ul.list { @for line in lines { li #(anchor(line)) { (told(line, place, shell)) } } }
        } }
        @if !first || log.next.is_some() { nav.pages aria-label=(say!(lang, "web-pages")) {
            @if !first { a href=(shell.to(place.at("changelog"))) { (say!(lang, "roadmap-newest")) } }
            @if let Some(next) = &log.next {
                @let sign = if place.query.is_empty() { "?" } else { "&" };
                a href=(shell.to(format!("{}{sign}after={}", place.at("changelog"), encoded(next)))) { (say!(lang, "roadmap-older")) }
            }
        } }
        @if place.public { p { a href=(shell.to(place.at("changelog.atom"))) type="application/atom+xml" { (say!(lang, "roadmap-feed")) } } }
        (foot(place, shell))
    };
    shell.portal(&title, &content)
}

/// Where a line stands on its page.
pub fn anchor(line: &ChangelogLine) -> String {
    match &line.told {
        Told::Entry { id, .. } => format!("e{id}"),
        Told::Contribution(line) => format!("c{}", line.id),
    }
}

/// Lines by the months in which they were, each with its first moment; days are those of UTC.
fn months(rows: &[ChangelogLine]) -> Vec<(Timestamp, &[ChangelogLine])> {
    let of = |line: &ChangelogLine| crate::web::ui::month_of(Timestamp(line.at));
    rows.chunk_by(|one, other| of(one) == of(other)).map(|lines| (Timestamp(lines[0].at), lines)).collect()
}

fn told(line: &ChangelogLine, place: &Place, shell: &Shell) -> Markup {
    let lang = shell.lang;
    match &line.told {
        Told::Contribution(line) => one(line, place, "h3", shell),
        Told::Entry { entry, linked, .. } => {
            let ((title, other), (body, _)) = (spoken(&entry.title, lang), spoken(&entry.words, lang));
            html! {
                h3 dir="auto" lang=[other.as_deref()] { (shorten(&title, 200)) }
                p.soft { (day(Timestamp(line.at), lang)) }
                div.prose dir="auto" lang=[other.as_deref()] { (prose(&body)) }
                @if !linked.is_empty() { div.from {
                    p.over { (say!(lang, "roadmap-from", n = linked.len())) }
                    ul { @for line in linked { li {
                        (heading(line, place, "p", shell))
                        p.soft { @if let Some(kind) = line.kind { (say!(lang, "part-outcome", kind = outcome_name(kind))) " · " } (say!(lang, "part-votes", n = line.for_it)) }
                        (thanks(line, lang))
                    } } }
                } }
            }
        }
    }
}

#[cfg(test)]
pub mod sample {
    //! Made-up roadmaps and changelogs.

    use comity_participation::changelog::Entry;
    use comity_participation::status::OutcomeKind;

    use super::*;
    use crate::web::portal::part::sample::{AT, EXCHANGE, both, id};

    const DAY: i64 = 86_400_000_000;

    pub fn line(title: &str, kind: OutcomeKind, words: &str, days: i64) -> RoadmapLine {
        let (en, it) = match kind {
            OutcomeKind::UnderWay => ("under way", "in corso"),
            OutcomeKind::Done => ("done", "realizzata"),
            _ => ("planned", "in programma"),
        };
        RoadmapLine {
            id: id(),
            activity_kind: "ideas".into(),
            title: Some(title.into()),
            language: Some("en".into()),
            status: both(en, it),
            kind: Some(kind),
            words: Some(words.into()),
            at: AT - days * DAY,
            for_it: 214,
            by: 1,
            named: Vec::new(),
            own: false,
        }
    }

    /// Something in every part, named, unnamed and gone.
    pub fn road() -> Roadmap {
        let planned = line("More data abroad", OutcomeKind::Planned, "From May on every plan works in Switzerland.", 3);
        let named = vec!["Luca Ferri".into(), "M. R.".into()];
        let under = RoadmapLine {
            by: 4,
            named,
            own: true,
            ..line(
                "A map of outages",
                OutcomeKind::UnderWay,
                "We test it in Turin; by the end of January elsewhere too.",
                9,
            )
        };
        let gone = RoadmapLine {
            title: None,
            language: None,
            by: 0,
            for_it: 1,
            ..line("", OutcomeKind::Done, "A message comes at 80% and at 100%.", 40)
        };
        Roadmap {
            title: both("Better advice", "Consigli migliori"),
            planned: vec![planned.clone(), RoadmapLine { for_it: 12, ..planned }],
            under_way: vec![under],
            done: vec![
                line("Say what changed on the bill", OutcomeKind::Done, "It stands on the first page.", 20),
                gone,
            ],
            more: [true, false, true],
        }
    }

    /// Two months, with an entry of a member.
    pub fn log() -> ChangelogPage {
        let entry = Entry {
            title: both("Calls abroad cost what they cost at home", "Chiamare dall’estero costa come a casa"),
            words: both("In 27 countries, from today on.\n\nNothing has to be switched on.", "In 27 Paesi, da oggi."),
            day: Timestamp(AT),
        };
        let linked = vec![
            line("More data abroad", OutcomeKind::Done, "", 0),
            RoadmapLine { kind: None, ..road().under_way.remove(0) },
        ];
        let entry =
            Told::Entry { id: "0192f3a1c2d47f00a1b2c3d4e5f60790".parse().unwrap(), entry: Box::new(entry), linked };
        let mut done = road().done.into_iter();
        let mut told = |n: u8| {
            let mut line = done.next().unwrap();
            line.id = format!("0192f3a1c2d47f00a1b2c3d4e5f607{n:02}").parse().unwrap();
            ChangelogLine { at: line.at, told: Told::Contribution(Box::new(line)) }
        };
        ChangelogPage {
            title: both("Better advice", "Consigli migliori"),
            rows: vec![ChangelogLine { at: AT, told: entry }, told(80), told(81)],
            next: Some("1-0192f3a1c2d47f00a1b2c3d4e5f60781".into()),
        }
    }

    /// The pages for everybody.
    pub fn public() -> Place {
        Place { exchange: EXCHANGE.into(), public: true, query: "?lang=it".into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::ui::Reader;

    #[test]
    fn nobody_is_led_from_a_public_page_to_where_one_has_to_sign_in() {
        let shell = Shell::sample(Lang::En, "/public/x/changelog", Reader::Visitor);
        for page in [
            page(&sample::public(), &sample::road(), &shell),
            changelog(&sample::public(), &sample::log(), true, &shell),
        ] {
            let page = page.into_string();
            assert!(!page.contains("/exchanges/") && !page.contains("/me"), "{page}");
            assert!(page.contains("Luca Ferri, M. R. and 2 others"), "{page}");
        }
    }

    #[test]
    fn months_follow_each_other() {
        let log = sample::log();
        let months: Vec<usize> = months(&log.rows).iter().map(|(_, lines)| lines.len()).collect();
        assert_eq!(months, [2, 1]);
    }
}
