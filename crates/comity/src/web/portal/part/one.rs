//! `/exchanges/{id}/{way}/{contribution}`: one contribution, votes, comments, and what became of it.

use comity_exchange::time::Timestamp;
use comity_participation::activity::{NotOpen, Part as Doing};
use comity_participation::contribution::Kind;
use comity_participation::moderation::ReasonKind;
use comity_participation::response::Ballot;
use comity_participation::status::OutcomeKind;
use comity_store::{By, CommentView, ContributionView, Display, Named, NamedTo, Part};
use maud::{Markup, html};

use super::{kept, set_aside, standing, title_of};
use crate::web::open::one::without_account;
use crate::web::studio::credit::names;
use crate::web::ui::{Errors, Fields, Form, Shell, assets, back, chip, day, error_summary, prose};
use crate::web::way::{Way, words};
use crate::words::{Lang, say, tame};

/// What the page shows.
#[derive(Debug, Clone)]
pub struct One {
    /// The way to take part.
    pub way: &'static dyn Way,
    /// The exchange's id in addresses.
    pub exchange: String,
    /// The contribution.
    pub view: ContributionView,
    /// What was typed.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: Errors,
    /// For its author, where it can stand on the roadmap: what they said of how it is shown, and whether the roadmap is public.
    pub shown: Option<(Display, bool)>,
    /// Who agreed to be named as whoever had a part in it.
    pub named: Vec<Named>,
}

/// The name of a reason among the words.
pub fn reason_name(kind: ReasonKind) -> &'static str {
    match kind {
        ReasonKind::OffTopic => "off-topic",
        ReasonKind::Personal => "personal",
        ReasonKind::Abuse => "abuse",
        ReasonKind::Advertising => "advertising",
        ReasonKind::Copied => "copied",
        ReasonKind::Unlawful => "unlawful",
        ReasonKind::Other => "other",
    }
}

/// What a contribution says; that its words are gone where they are.
pub fn body(view: &ContributionView, lang: Lang) -> Markup {
    html! {
        @match (&view.line.title, &view.line.body) {
            (_, Some(body)) => div.prose dir="auto" lang=[view.line.language.as_deref()] { (prose(body)) },
            (None, None) => p.note { (say!(lang, "part-wordless-note")) },
            (Some(_), None) => {},
        }
    }
}

/// What became of a contribution, in the firm's words.
pub fn outcome(view: &ContributionView, shell: &Shell) -> Markup {
    let lang = shell.lang;
    html! { @if let Some(outcome) = &view.outcome { section.answer aria-labelledby="became" {
        h2 #became { (say!(lang, "part-became")) }
        @let among = outcome.by.is_none() && matches!(outcome.kind, OutcomeKind::Answered | OutcomeKind::Matched);
        p { @if among { (chip("person", &say!(lang, "part-among"))) } @else { (chip("firm", &tame(shell.name()))) }
            " " span.soft { (day(outcome.at, lang)) } }
        div.prose dir="auto" { (prose(outcome.words.as_str())) }
    } } }
}

/// The page.
pub fn page(view: &One, shell: &Shell) -> Markup {
    let (lang, one, way) = (shell.lang, &view.view, view.way.code());
    let title = title_of(one.line.title.as_deref(), lang);
    let list = format!("/exchanges/{}/{way}", view.exchange);
    let here = shell.to(format!("{list}/{}", one.line.id));
    let stands = one.part == Part::Shown;
    let content = html! {
        (back(&shell.to(format!("{list}?activity={}", one.activity.id)), &tame(&words(&one.activity.activity.title, lang))))
        p.kicker { (standing(&one.activity, &one.line, lang))
            @if one.line.elsewhere { " · " (say!(lang, "part-elsewhere")) }
            @if one.line.own { " · " (say!(lang, "part-yours")) } }
        h1 dir="auto" lang=[one.line.language.as_deref()] { (title) }
        (error_summary(&view.errors, lang))
        (view.way.facts(&one.activity.activity, &one.line, lang))
        (body(one, lang))
        (part(one, Form { fields: &view.fields, errors: &view.errors, lang }, &here, shell))
        @if let Some(other) = one.stands_for_it { p.note {
            (say!(lang, "way-merged", way = way)) " " a href=(shell.to(format!("{list}/{other}"))) { (say!(lang, "way-merged-to", way = way)) }
        } }
        (outcome(one, shell))
        @if stands && !view.named.is_empty() { section aria-labelledby="named" {
            h2 #named { (say!(lang, "credit-shown")) }
            (names(&view.named))
        } }
        @if stands {
            (view.way.own(view, &here, shell))
            (votes(view, &here, lang))
            (follow(one, &here, lang))
            (comments(view, &here, shell))
        }
        @if let Some(shown) = &view.shown { (display(shown, view, &here, lang)) }
        @if one.line.own && one.part != Part::Withdrawn { details.fold {
            summary { (say!(lang, "part-withdraw")) }
            p { (say!(lang, "part-withdraw-note")) }
            form method="post" action=(here) { button name="go" value="withdraw" { (say!(lang, "part-withdraw-button")) } }
        } }
    };
    shell.portal_with(&title, &content, Some(&assets::bring_script().path))
}

/// The name among the words, and in forms, of those before whom somebody is named.
pub fn named_name(named: NamedTo) -> &'static str {
    match named {
        NamedTo::Nobody => "nobody",
        NamedTo::Exchange => "exchange",
        NamedTo::Everybody => "everybody",
    }
}

/// How it is shown once it is planned or done: by which name its author is thanked, and whether their words leave the exchange.
fn display((said, public): &(Display, bool), view: &One, here: &str, lang: Lang) -> Markup {
    let mut fields = view.fields.clone();
    if fields.get("go") != "display" {
        fields.set("named", named_name(said.named));
        fields.set("name", said.name.clone());
        fields.set("hidden", if said.hidden { "on" } else { "" });
    }
    let form = Form { fields: &fields, errors: &view.errors, lang };
    let to = [NamedTo::Nobody, NamedTo::Exchange, NamedTo::Everybody].map(named_name);
    let to = to.map(|to| (to.to_owned(), say!(lang, "display-to", to = to)));
    html! { details.fold open[view.fields.get("go") == "display"] {
        summary { (say!(lang, "display-title")) }
        p { (say!(lang, "display-lead", public = if *public { "yes" } else { "no" })) }
        form method="post" action=(here) {
            (form.choice("named", say!(lang, "display-named"), to))
            (form.line("name", say!(lang, "display-name")).hint(say!(lang, "display-name-hint")).longest(80))
            (form.tick("hidden", "on", say!(lang, "display-hidden")))
            button name="go" value="display" { (say!(lang, "display-button")) }
        }
    } }
}

/// Whether others see it, for its author.
pub fn part(one: &ContributionView, form: Form<'_>, here: &str, shell: &Shell) -> Markup {
    let lang = shell.lang;
    html! { @match &one.part {
        Part::Shown => {},
        Part::Queued => p.note { (say!(lang, "part-part", part = "queued")) },
        Part::Withdrawn => p.note { (say!(lang, "part-part", part = "withdrawn")) },
        Part::Declined { reason, contested, upheld } => section.answer aria-labelledby="declined" {
            h2 #declined { (say!(lang, "part-declined")) }
            p { (say!(lang, "part-reason", kind = reason_name(reason.kind))) }
            (prose(reason.words.as_str()))
            @match (contested, upheld) {
                (Some(_), true) => p.note { (say!(lang, "part-upheld")) },
                (Some(words), false) => { p.note { (say!(lang, "part-contested")) } (prose(words)) },
                (None, _) => form method="post" action=(here) {
                    (form.area("words", say!(lang, "part-contest"), 4).hint(say!(lang, "part-contest-hint")).longest(5_000).required())
                    button name="go" value="contest" { (say!(lang, "part-contest-button")) }
                },
            }
        },
    } }
}

/// The votes, and a button for each thing that a vote can say; pressed again it is taken back. Thanks, where there are no votes.
fn votes(view: &One, here: &str, lang: Lang) -> Markup {
    let (one, way) = (&view.view, view.way.code());
    let own = one.vote;
    let takes = one.activity.activity.setting.rules().takes(one.line.kind).ballots;
    if takes.is_empty() {
        return thanks(one, here, lang);
    }
    let ended = one.outcome.as_ref().is_some_and(|outcome| outcome.kind.ends_votes());
    let button = |ballot: Ballot, go: &str| {
        let pressed = own == Some(ballot);
        html! { button.first[pressed] name="go" value=(if pressed { "unvote" } else { go }) aria-pressed=(pressed.to_string()) {
            (say!(lang, "way-vote", way = way, ballot = go))
        } }
    };
    html! { section aria-labelledby="votes" {
        h2 #votes { (say!(lang, "way-votes", way = way, n = one.line.for_it)) (set_aside(&one.line, lang)) }
        (without_account(one, lang))
        @if takes.contains(&Ballot::Against) { p.soft { (say!(lang, "part-against", n = one.line.against)) } }
        @if let Some(n) = one.line.votes_before { p.soft { (say!(lang, "part-votes-before", n = n)) } }
        @if let Err(NotOpen::Until(begins)) = one.activity.activity.open_for(Doing::Vote, Timestamp(one.activity.at)) {
            p.note { (say!(lang, "part-votes-from")) " " (day(begins, lang)) }
        } @else if ended || !one.activity.takes(Doing::Vote) { p.note { (say!(lang, "part-votes-ended")) } }
        @else if !(one.line.own && one.line.kind == Kind::Question) {
            form.actions method="post" action=(here) {
                (button(Ballot::For, "for"))
                @if takes.contains(&Ballot::Against) { (button(Ballot::Against, "against")) }
            }
            @if own.is_some() { p.soft { (say!(lang, "part-voted")) } }
        }
    } }
}

/// Thanks for what somebody brought.
fn thanks(one: &ContributionView, here: &str, lang: Lang) -> Markup {
    let may = !one.line.own && !one.thanked && one.activity.open;
    html! { @if one.thanks > 0 || may { section aria-labelledby="thanks" {
        h2 #thanks { (say!(lang, "part-thanks", n = one.thanks)) }
        @if one.thanked { p.soft { (say!(lang, "part-thanked")) } }
        @if may { form.actions method="post" action=(here) { button name="go" value="thank" { (say!(lang, "part-thank")) } } }
    } } }
}

fn follow(one: &ContributionView, here: &str, lang: Lang) -> Markup {
    let on = one.follows.unwrap_or(one.line.own);
    html! { form.quiet method="post" action=(here) {
        button name="go" value=(if on { "unfollow" } else { "follow" }) { (say!(lang, "part-follow", on = if on { "yes" } else { "no" })) }
    } }
}

/// One comment, for both sides.
pub fn comment(one: &CommentView, accepted: bool, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let (by, tone) = match one.by {
        By::You => ("you", "person"),
        By::Customer => ("customer", "person"),
        By::Firm => ("firm", "firm"),
        By::Gone => ("gone", "still"),
        By::Elsewhere => ("elsewhere", "still"),
    };
    html! {
        p { (chip(tone, &say!(lang, "part-by", by = by, firm = tame(shell.name())))) " "
            @if accepted { (chip("both", &say!(lang, "part-accepted"))) " " }
            span.soft { (day(Timestamp(one.at), lang)) @if one.thanks > 0 { " · " (say!(lang, "part-thanks", n = one.thanks)) } } }
        @match &one.text {
            Some(text) => div.prose dir="auto" { (prose(text)) },
            None => p.note { (say!(lang, "part-comment-gone")) },
        }
        @match &one.part {
            Part::Queued => p.note { (say!(lang, "part-part", part = "queued")) },
            Part::Declined { reason, contested, upheld } => {
                p.note { (say!(lang, "part-part", part = "declined")) " " (say!(lang, "part-reason", kind = reason_name(reason.kind))) ". " (reason.words.as_str()) }
                @if *upheld { p.note { (say!(lang, "part-upheld")) } }
                @else if let Some(words) = contested { p.note { (say!(lang, "part-comment-contested")) } (prose(words)) }
            }
            Part::Shown | Part::Withdrawn => {},
        }
    }
}

/// Whether a comment can be taken as the answer now.
pub fn acceptable(one: &ContributionView, comment: &CommentView) -> bool {
    let takes = one.activity.activity.setting.rules().takes(one.line.kind).parts.contains(&Doing::Accept);
    takes && one.outcome.is_none() && comment.part == Part::Shown && comment.text.is_some()
}

fn comments(view: &One, here: &str, shell: &Shell) -> Markup {
    let (lang, one, way) = (shell.lang, &view.view, view.way.code());
    let form = Form { fields: &view.fields, errors: &view.errors, lang };
    let only_firm = one.activity.activity.setting.rules().only_the_firm_answers() && !one.line.own;
    html! { section aria-labelledby="comments" {
        h2 #comments { (say!(lang, "way-comments", way = way, n = one.line.comments)) }
        @if !one.comments.is_empty() { ul.list { @for comment_of in &one.comments { li {
            (comment(comment_of, one.accepted == Some(comment_of.id), shell))
            (on_comment(view, comment_of, here, lang))
            (contest(comment_of, form, here, lang))
        } } } }
        @if one.activity.takes(Doing::Comment) && !only_firm { form method="post" action=(here) data-draft="comment" {
            (kept(lang))
            (form.area("text", say!(lang, "way-comment", way = way, own = if one.line.own { "yes" } else { "no" }), 4).longest(5_000).required())
            button name="go" value="comment" { (say!(lang, "way-comment-button", way = way)) }
        } }
    } }
}

/// The form with which the writer of a comment that was declined says something against that, once.
fn contest(comment: &CommentView, form: Form<'_>, here: &str, lang: Lang) -> Markup {
    let no = matches!(comment.part, Part::Declined { contested: None, upheld: false, .. });
    html! { @if no && comment.by == By::You { form method="post" action=(here) {
        (form.area(format!("words.{}", comment.id), say!(lang, "part-contest"), 3).hint(say!(lang, "part-contest-hint")).longest(5_000).required())
        button name="go" value=(format!("contest:{}", comment.id)) { (say!(lang, "part-contest-button")) }
    } } }
}

/// What a person can do with a comment: take it as the answer, thank for it.
fn on_comment(view: &One, comment: &CommentView, here: &str, lang: Lang) -> Markup {
    let one = &view.view;
    let accept = one.line.own && one.stands_for_it.is_none() && acceptable(one, comment);
    let foreign = matches!(comment.by, By::Customer | By::Firm) && comment.part == Part::Shown;
    let thank = foreign && !comment.thanked && comment.text.is_some() && one.activity.open;
    html! { @if accept || thank { form.row method="post" action=(here) {
        @if accept { button.small name="go" value=(format!("accept:{}", comment.id)) { (say!(lang, "part-accept")) } }
        @if thank { button.small name="go" value=(format!("thank:{}", comment.id)) { (say!(lang, "part-thank")) } }
    } } }
}
