//! `/studio/exchanges/{id}/signs`: signs of arranged votes, in words, and what a member decides after looking.

use comity_exchange::time::Timestamp;
use comity_participation::signal::Reason;
use comity_store::{ActivityView, ContributionId, Looked, Right, Sign, Signs};
use maud::{Markup, html};

use super::part::ways;
use crate::web::portal::part::title_of;
use crate::web::ui::{Errors, Section, Shell, back, chip, empty, error_summary, moment};
use crate::web::way::{self, words};
use crate::words::{Lang, say, tame};

/// What the page shows.
#[derive(Debug, Clone)]
pub struct Page {
    /// The exchange's id in addresses.
    pub exchange: String,
    /// Its title.
    pub title: String,
    /// Its activities, the newest first.
    pub activities: Vec<ActivityView>,
    /// Which of them is looked at.
    pub chosen: usize,
    /// What was found there.
    pub signs: Signs,
    /// What is wrong.
    pub errors: Errors,
}

/// A reason in words.
pub fn reason(reason: &Reason, people: u64, lang: Lang) -> String {
    match reason {
        Reason::Together { votes, seconds, .. } => say!(lang, "signs-together", n = *votes, seconds = *seconds),
        Reason::Hasty { sessions, .. } => say!(lang, "signs-hasty", n = *sessions),
        Reason::SameNetwork { sessions, .. } => say!(lang, "signs-network", n = *sessions),
        Reason::SameBallots { others, votes } => {
            say!(lang, "signs-ballots", n = people, others = *others, votes = *votes)
        }
        Reason::FasterThanReading { .. } => say!(lang, "signs-tempo", n = people),
        Reason::Copied { .. } => say!(lang, "signs-copied", n = people),
    }
}

/// The page.
pub fn page(view: &Page, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let title = say!(lang, "signs");
    let here = format!("/studio/exchanges/{}/signs", view.exchange);
    let content = html! {
        (back(&shell.to(format!("/studio/exchanges/{}", view.exchange)), &tame(&view.title)))
        h1 { (title) }
        (ways(&view.exchange, "signs", shell))
        (error_summary(&view.errors, lang))
        p.lead { (say!(lang, "signs-lead")) }
        @match view.activities.get(view.chosen) {
            None => (empty(&say!(lang, "signs-no-activity"), &say!(lang, "signs-no-activity-note"), None)),
            Some(activity) => {
                (chooser(view, &here, shell))
                (found(view, activity, &here, shell))
            }
        }
    };
    shell.studio(Section::Exchanges, &title, &content)
}

/// The other activities.
fn chooser(view: &Page, here: &str, shell: &Shell) -> Markup {
    html! { @if view.activities.len() > 1 { nav aria-label=(say!(shell.lang, "part-activities")) { ul.list {
        @for (at, one) in view.activities.iter().enumerate() { li {
            a href=(shell.to(format!("{here}?activity={}", one.id))) aria-current=[(at == view.chosen).then_some("true")] { (tame(&words(&one.activity.title, shell.lang))) }
        } }
    } } } }
}

fn found(view: &Page, activity: &ActivityView, here: &str, shell: &Shell) -> Markup {
    let (lang, signs) = (shell.lang, &view.signs);
    html! {
        h2 #f-go { (tame(&words(&activity.activity.title, lang))) }
        p.soft { (say!(lang, "signs-looked", n = signs.looked, all = signs.votes, part = if signs.looked < signs.votes { "yes" } else { "no" })) }
        @if signs.signs.is_empty() { p.note { (say!(lang, "signs-none")) } }
        @else { ul.list { @for one in &signs.signs { li { (sign(one, view, activity, here, shell)) } } } }
        @if !signs.bursts.is_empty() {
            h3 { (say!(lang, "signs-bursts")) }
            p.soft { (say!(lang, "signs-bursts-note")) }
            ul.list { @for one in &signs.bursts { li {
                p.name { (linked(Some(one.contribution), one.title.as_deref(), view, activity, shell)) }
                p.soft { (say!(lang, "signs-burst", n = one.burst.votes)) " " (moment(one.burst.from, lang)) }
            } } }
        }
        @if !signs.decided.is_empty() {
            h3 { (say!(lang, "signs-decided")) }
            ul.list { @for one in &signs.decided { li {
                p { (reason(&one.reason, one.people, lang)) }
                (looked(one, here, activity, shell))
            } } }
        }
    }
}

fn linked(
    id: Option<ContributionId>,
    title: Option<&str>,
    view: &Page,
    activity: &ActivityView,
    shell: &Shell,
) -> Markup {
    let path = id.and_then(|id| way::address(&view.exchange, activity.kind(), &id.to_string()));
    html! { @match path {
        Some(path) => a dir="auto" href=(shell.to(format!("/studio{path}"))) { (title_of(title, shell.lang)) },
        None => (title_of(title, shell.lang)),
    } }
}

fn sign(one: &Sign, view: &Page, activity: &ActivityView, here: &str, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let key = serde_json::to_string(&one.reason).unwrap_or_default();
    html! {
        p.name { (reason(&one.reason, one.people as u64, lang)) }
        @if one.contribution.is_some() { p { (linked(one.contribution, one.title.as_deref(), view, activity, shell)) } }
        p.soft { (say!(lang, "signs-people", n = one.people)) " · " (say!(lang, "signs-votes", n = one.votes)) }
        @match &one.looked {
            Some(done) => (looked(done, here, activity, shell)),
            None => @if shell.may(Right::Moderate) { form.actions method="post" action=(shell.to(here)) {
                input type="hidden" name="activity" value=(activity.id);
                input type="hidden" name="reason" value=(key);
                input type="hidden" name="people" value=(one.people);
                button name="go" value="fine" { (say!(lang, "signs-fine")) }
                button name="go" value="aside" { (say!(lang, "signs-aside")) }
            } },
        }
    }
}

/// What a member decided, and the way back.
fn looked(one: &Looked, here: &str, activity: &ActivityView, shell: &Shell) -> Markup {
    let lang = shell.lang;
    html! {
        p { (chip(if one.counts { "both" } else { "live" }, &say!(lang, "signs-decision", counts = if one.counts { "yes" } else { "no" }))) " "
            span.soft { (one.by.as_deref().map_or_else(|| say!(lang, "moderation-gone"), tame)) " · " (moment(Timestamp(one.at), lang)) } }
        @if shell.may(Right::Moderate) { form.quiet method="post" action=(shell.to(here)) {
            input type="hidden" name="activity" value=(activity.id);
            button.small name="go" value=(format!("undo:{}", one.id)) { (say!(lang, "signs-undo")) }
        } }
    }
}

#[cfg(test)]
impl Page {
    /// A made-up activity with every kind of sign, one of them decided.
    pub fn sample() -> Self {
        use crate::web::portal::part::sample;
        use comity_participation::id::ContributionId as Known;
        use comity_participation::signal::Burst;
        use comity_store::BurstLine;
        let on = Known(0x0192_f3a1_c2d4_7f00_a1b2_c3d4_e5f6_0719);
        let decision = |counts, reason, people| Looked {
            id: "0192f3a1c2d47f00a1b2c3d4e5f60741".parse().unwrap(),
            counts,
            by: Some("Ada Conti".into()),
            at: 1_795_773_900_000_000,
            reason,
            people,
        };
        let sign = |reason, title: Option<&str>, people, votes| Sign {
            title: title.map(ToOwned::to_owned),
            contribution: title.map(|_| sample::id()),
            people,
            votes,
            looked: None,
            reason,
        };
        let hasty = Reason::Hasty { contribution: on, sessions: 9 };
        let aside = decision(false, hasty, 9);
        let fine = decision(true, Reason::Copied { from: on }, 2);
        let signs = vec![
            sign(Reason::Together { contribution: on, votes: 25, seconds: 40 }, Some("More data abroad"), 25, 25),
            sign(Reason::SameBallots { others: 4, votes: 11 }, None, 12, 300),
            sign(Reason::FasterThanReading { milliseconds: 900 }, None, 1, 14),
            sign(Reason::Copied { from: on }, Some("A lottery"), 2, 0),
            Sign { looked: Some(aside.clone()), ..sign(hasty, Some("Opening hours"), 9, 9) },
        ];
        let burst = Burst { contribution: on, from: Timestamp(1_795_773_600_000_000), votes: 41, usual: 0.7 };
        let bursts = vec![BurstLine { title: Some("More data abroad".into()), contribution: sample::id(), burst }];
        let activity = sample::activity();
        Self {
            exchange: sample::EXCHANGE.into(),
            title: "Better advice".into(),
            activities: vec![activity.clone(), ActivityView { open: false, ..activity }],
            chosen: 0,
            signs: Signs { looked: 1_204, votes: 1_204, signs, bursts, decided: vec![aside, fine] },
            errors: Errors::default(),
        }
    }

    /// Nothing found.
    pub fn sample_none() -> Self {
        let signs = Signs { looked: 100_000, votes: 140_000, ..Signs::default() };
        Self { activities: vec![crate::web::portal::part::sample::activity()], signs, ..Self::sample() }
    }
}
