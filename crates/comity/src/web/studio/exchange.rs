//! `/studio/exchanges/{id}`: an exchange's life, its versions, and how people answered.

use comity_exchange::difference::Change;
use comity_exchange::publish::Life;
use comity_exchange::terms::Terms;
use comity_exchange::time::Timestamp;
use comity_store::Right;
use maud::{Markup, html};

use super::exchanges::life_chip;
use crate::web::ui::{Reading, Section, Shell, back, changes_table, control_band, counted, day};
use crate::words::{count, say};

/// What the page shows.
#[derive(Debug, Clone)]
pub struct Exchange {
    /// Its id in addresses.
    pub id: String,
    /// Where it is in its life.
    pub life: Life,
    /// The draft.
    pub draft: Terms,
    /// Whether the draft says something else than the version in force.
    pub draft_differs: bool,
    /// How many findings of the lint refuse the draft, and how many advise.
    pub findings: [usize; 2],
    /// Versions, newest first.
    pub versions: Vec<Version>,
    /// How people stand.
    pub counts: Counts,
    /// Votes, newest first.
    pub votes: Vec<Vote>,
}

/// A published version.
#[derive(Debug, Clone)]
pub struct Version {
    /// Its number.
    pub number: u32,
    /// When it was published.
    pub published: Timestamp,
    /// What changed since the one before.
    pub changes: Vec<Change>,
    /// Agreements to it that are in force.
    pub agreed: u64,
}

/// How people stand in an exchange.
#[derive(Debug, Clone, Copy, Default)]
pub struct Counts {
    /// Invited.
    pub invited: u64,
    /// Something is in force.
    pub agreed: u64,
    /// Nothing in force, and conditions wait.
    pub countered: u64,
    /// Said no.
    pub declined: u64,
    /// Left.
    pub left: u64,
    /// Conditions that wait.
    pub conditions: u64,
}

/// A vote on a shared clause.
#[derive(Debug, Clone)]
pub struct Vote {
    /// The clause's title.
    pub clause: String,
    /// When it ends.
    pub ends: Timestamp,
    /// Who may vote, who voted; how many of them yes.
    pub may: u64,
    /// How many voted.
    pub voted: u64,
    /// How many of them yes; told once the vote has ended.
    pub yes: Option<u64>,
    /// Whether the change has passed; told once the vote has ended.
    pub passed: bool,
}

/// The page.
pub fn page(view: &Exchange, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let reading = Reading::new(&view.draft, lang).by_member();
    let title = reading.plain(&view.draft.title).to_owned();
    let at = |path: &str| shell.to(format!("/studio/exchanges/{}{path}", view.id));
    let [refused, advised] = view.findings;
    let counts = view.counts;
    let open = view.life == Life::Open;
    let content = html! {
        (back(&shell.to("/studio/exchanges"), &say!(lang, "web-nav", section = "exchanges")))
        p.kicker { (life_chip(view.life, lang)) " " (say!(lang, "studio-kind", kind = super::terms::form::KINDS.iter().find(|(_, k)| *k == view.draft.kind).map_or("", |(n, _)| n))) " · " (say!(lang, "studio-stage", stage = view.draft.stage.name())) }
        h1 { (title) }
        p.lead { (reading.text(&view.draft.summary)) }
        (control_band(&reading))
        @if view.life != Life::Closed { div.actions {
            @if (view.draft_differs || view.versions.is_empty()) && shell.may(Right::ExchangePublish) {
                a.button.first[refused == 0] href=(at("/publish")) { (say!(lang, "studio-to-publish", n = view.versions.first().map_or(1, |v| v.number + 1))) }
            }
            @if shell.may(Right::ExchangeWrite) { a.button.first[refused > 0] href=(at("/edit")) { (say!(lang, "studio-to-edit")) } }
            @if open && shell.may(Right::Invite) { a.button href=(at("/invite")) { (say!(lang, "studio-to-invite")) } }
            a href=(at("/preview")) { (say!(lang, "studio-to-preview")) }
        } }
        @if view.draft_differs || view.versions.is_empty() {
            p.note { (say!(lang, "studio-draft-state", refused = refused, advised = advised)) }
        }
        @if view.versions.is_empty() { p { (say!(lang, "studio-never-published")) } }
        @else {
            h2 { (say!(lang, "studio-how-answered")) }
            dl.figures.wide {
                (counted(&say!(lang, "studio-figure", figure = "invited"), counts.invited, "", lang))
                (counted(&say!(lang, "studio-figure", figure = "agreed"), counts.agreed, "", lang))
                (counted(&say!(lang, "studio-figure", figure = "countered"), counts.countered, "", lang))
                (counted(&say!(lang, "studio-figure", figure = "declined"), counts.declined, "", lang))
                (counted(&say!(lang, "studio-figure", figure = "left"), counts.left, "", lang))
            }
            @if shell.may(Right::StandingRead) { p { a href=(at("/counters")) { (say!(lang, "studio-to-counters", n = counts.conditions)) } } }
            p { (say!(lang, "part-to-desk")) " " @for (n, (_, way)) in crate::web::way::places().enumerate() {
                @if n > 0 { " · " } a href=(at(&format!("/{way}"))) { (say!(lang, "way-title", way = way)) }
            } " · " a href=(at("/roadmap")) { (say!(lang, "roadmap-desk")) } " · " a href=(at("/recognition")) { (say!(lang, "recognition-title")) } }
            @if shell.may(Right::FiguresRead) { p { a href=(at("/information")) { (say!(lang, "studio-to-utilisation")) } " · " a href=(at("/pulses")) { (say!(lang, "pulse-to-figures")) } " · " a href=(at("/voice")) { (say!(lang, "voice-desk")) } } }
            h2 { (say!(lang, "studio-versions")) }
            @for version in &view.versions { section.part-of {
                h3 { a href=(at(&format!("/versions/{}", version.number))) { (say!(lang, "studio-version", n = version.number)) } " " span.soft { (day(version.published, lang)) " · " (say!(lang, "studio-agreed-to", n = version.agreed)) } }
                @if version.number > 1 { (changes_table(&version.changes, &reading)) } @else { p.note { (say!(lang, "studio-first-version")) } }
            } }
        }
        @if !view.votes.is_empty() {
            h2 { (say!(lang, "studio-votes")) }
            ul.list { @for vote in &view.votes { li {
                p.name { (vote.clause) }
                p.soft { (say!(lang, "studio-vote", voted = count(vote.voted, lang), may = count(vote.may, lang))) @if let Some(yes) = vote.yes { " " (say!(lang, "studio-vote-yes", yes = count(yes, lang))) } " " (say!(lang, "studio-vote-ends", how = ended(vote))) " " (day(vote.ends, lang)) "." }
            } } }
        }
        @if open && shell.may(Right::ExchangePublish) { details.fold {
            summary { (say!(lang, "studio-close")) }
            p { (say!(lang, "studio-close-note", agreed = counts.agreed)) }
            form method="post" action=(at("/close")) { button { (say!(lang, "studio-close-button")) } }
        } }
    };
    shell.studio(Section::Exchanges, &title, &content)
}

fn ended(vote: &Vote) -> &'static str {
    match (vote.yes, vote.passed) {
        (None, _) => "open",
        (Some(_), true) => "passed",
        (Some(_), false) => "failed",
    }
}

#[cfg(test)]
impl Exchange {
    /// A made-up exchange in its second version, with a third being written.
    pub fn sample() -> Self {
        let draft = Terms::from_toml(comity_exchange::EXAMPLE_TERMS).unwrap();
        let mut old = draft.clone();
        old.clauses[0].information.as_mut().unwrap().retention_days = Some(365);
        old.clauses[1].benefits[0].amount = comity_exchange::amount::Amount::parse("3").ok();
        let published = Timestamp(1_795_773_900_000_000);
        let changes = comity_exchange::difference::changes(&old, &draft);
        let vote = |days: i64, yes, passed| Vote {
            clause: "Signal where you are".into(),
            ends: Timestamp(published.0 + days * 86_400_000_000),
            may: 1_204,
            voted: 311,
            yes,
            passed,
        };
        Self {
            id: "0192f3a1c2d47f00a1b2c3d4e5f60718".into(),
            life: Life::Open,
            draft_differs: true,
            findings: [0, 2],
            versions: vec![
                Version { number: 2, published: published.plus_days(30), changes, agreed: 980 },
                Version { number: 1, published, changes: Vec::new(), agreed: 224 },
            ],
            counts: Counts { invited: 2_100, agreed: 1_204, countered: 96, declined: 214, left: 31, conditions: 17 },
            votes: vec![vote(44, None, false), vote(14, Some(240), true), vote(-20, Some(12), false)],
            draft,
        }
    }

    /// One that was only begun.
    pub fn sample_draft() -> Self {
        Self { life: Life::Draft, versions: Vec::new(), votes: Vec::new(), findings: [2, 1], ..Self::sample() }
    }
}
