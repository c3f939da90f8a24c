//! Help among customers: offers and needs that find each other by topic, place and time.

use comity_exchange::time::Timestamp;
use comity_participation::activity::peer_help::MOST_ROOM;
use comity_participation::activity::{Activity, Fault, Particulars, PeerHelp, Setting, peer_help};
use comity_participation::contribution::Kind;
use comity_participation::name::{Choice, Name};
use comity_participation::status::OutcomeKind;
use comity_store::{ActivityView, ContributionLine, FitView, PairView};
use maud::{Markup, html};

use super::{Brings, Opens, Way, choices, faulty, words};
use crate::web::portal::part::one::One;
use crate::web::portal::part::title_of;
use crate::web::studio::part::one::One as DeskOne;
use crate::web::ui::{Errors, Fields, Form, Shell, chip, day, field_id, read_day};
use crate::words::{Lang, say, tame};

/// Help among customers.
#[derive(Debug)]
pub struct Help;

fn settings(activity: &Activity) -> Option<&PeerHelp> {
    match &activity.setting {
        Setting::PeerHelp(own) => Some(own),
        _ => None,
    }
}

/// The words of a topic or a place.
fn called(among: &[Choice], name: &Name, lang: Lang) -> String {
    let found = among.iter().find(|one| one.name == *name);
    tame(&found.map_or_else(|| name.to_string(), |one| words(&one.words, lang)))
}

/// The name of a side among the words.
fn side(kind: Kind) -> &'static str {
    if kind == Kind::Need { "need" } else { "offer" }
}

impl Way for Help {
    fn code(&self) -> &'static str {
        "help"
    }

    fn rules(&self) -> &'static str {
        "peer_help"
    }

    fn outcomes(&self) -> &'static [OutcomeKind] {
        use OutcomeKind::{Adopted, Done, Matched, NotNow, Planned};
        &[Matched, Adopted, Planned, Done, NotNow]
    }

    fn statuses(&self) -> &'static [(&'static str, Option<OutcomeKind>)] {
        &[("open", None), ("helped", Some(OutcomeKind::Matched)), ("not-now", Some(OutcomeKind::NotNow))]
    }

    fn fields(&self, activity: &ActivityView, form: Form<'_>) -> Markup {
        let lang = form.lang;
        let Some(own) = settings(&activity.activity) else { return html! {} };
        let anywhere = std::iter::once((String::new(), say!(lang, "help-anywhere")));
        let places = own.places.iter().map(|one| (one.name.to_string(), tame(&words(&one.words, lang))));
        html! {
            (form.choice("side", say!(lang, "help-kind"), ["offer", "need"].map(|kind| (kind.to_owned(), say!(lang, "help-kind-long", kind = kind)))))
            fieldset.group #(field_id("topics")) {
                legend { (say!(lang, "help-topics")) }
                @if let Some(error) = form.errors.get("topics") { p.error { (error) } }
                @for one in &own.topics { (form.tick(format!("topic.{}", one.name), "on", tame(&words(&one.words, lang)))) }
            }
            @if !own.places.is_empty() { (form.choice("place", say!(lang, "help-place"), anywhere.chain(places))) }
            div.pair {
                (form.typed("date", "from", say!(lang, "help-from")))
                (form.typed("date", "until", say!(lang, "help-until")))
            }
            (form.number("room", say!(lang, "help-room"), [Some(1), Some(MOST_ROOM)]))
        }
    }

    fn brings(&self, activity: &ActivityView, fields: &Fields, lang: Lang) -> Result<Brings, Errors> {
        let mut errors = Errors::default();
        let kind = if fields.get("side") == "need" { Kind::Need } else { Kind::Offer };
        let mut date = |field: &str| match (fields.get(field).trim(), read_day(fields.get(field))) {
            ("", _) => None,
            (_, Some(day)) => Some(day),
            (_, None) => {
                errors.add(field, say!(lang, "help-wrong", what = "date"));
                None
            }
        };
        let (from, until) = (date("from"), date("until").map(|day| day.plus_days(1)));
        let room = match fields.get("room").trim() {
            "" => 1,
            typed => typed.parse().unwrap_or(0),
        };
        let topics =
            fields.iter().filter_map(|(name, _)| name.strip_prefix("topic.")).filter_map(|n| Name::new(n).ok());
        let place = Some(fields.get("place")).filter(|place| !place.is_empty()).and_then(|place| Name::new(place).ok());
        let says = Particulars { topics: topics.collect(), place, from, until, room };
        let rules = activity.activity.setting.rules();
        if let Err(wrong) = rules.takes_particulars(kind, Some(&says), Timestamp(activity.at)) {
            use peer_help::NotParticulars as Wrong;
            let (field, what) = match wrong {
                Wrong::NoTopic | Wrong::Unknown | Wrong::NotHere => ("topics", "topic"),
                Wrong::Backwards => ("until", "backwards"),
                Wrong::Over => ("until", "over"),
                Wrong::Room => ("room", "room"),
            };
            errors.add(field, say!(lang, "help-wrong", what = what, most = MOST_ROOM));
        }
        if errors.is_empty() { Ok((kind, Some(says))) } else { Err(errors) }
    }

    fn facts(&self, activity: &Activity, line: &ContributionLine, lang: Lang) -> Markup {
        let (Some(own), Some(says)) = (settings(activity), &line.particulars) else { return html! {} };
        let tone = if line.kind == Kind::Need { "person" } else { "both" };
        html! { p.facts-line {
            (chip(tone, &say!(lang, "help-kind-short", kind = side(line.kind)))) " "
            @for topic in &says.topics { (chip("still", &called(&own.topics, topic, lang))) " " }
            span.soft {
                (says.place.as_ref().map_or_else(|| say!(lang, "help-anywhere"), |place| called(&own.places, place, lang)))
                @if let Some(from) = says.from { " · " (say!(lang, "help-from-day")) " " (day(from, lang)) }
                @if let Some(until) = says.until { " · " (say!(lang, "help-until-day")) " " (day(Timestamp(until.0 - 1), lang)) }
                @if says.room > 1 { " · " (say!(lang, "help-for", n = says.room)) }
            }
        } }
    }

    fn own(&self, view: &One, here: &str, shell: &Shell) -> Markup {
        let one = &view.view;
        html! {
            @if !one.pairs.is_empty() { (pairs(view, here, shell)) }
            @if one.outcome.is_none() && one.activity.open && one.line.particulars.is_some() { (fits(view, here, shell)) }
        }
    }

    fn desk(&self, view: &DeskOne, _: &str, shell: &Shell) -> Markup {
        let lang = shell.lang;
        html! { @if !view.view.pairs.is_empty() { section aria-labelledby="pairs" {
            h2 #pairs { (say!(lang, "help-pairs")) }
            ul.list { @for pair in &view.view.pairs { li {
                p.name { a href=(shell.to(format!("/studio/exchanges/{}/help/{}", view.exchange, pair.other.id))) { (title_of(pair.other.title.as_deref(), lang)) } }
                p { (state(pair, None, lang)) }
            } } }
        } } }
    }

    fn settings(&self, form: Form<'_>, _: &[(String, String)]) -> Markup {
        let lang = form.lang;
        html! {
            (form.area("topics", say!(lang, "help-open-topics"), 4).hint(say!(lang, "help-open-lines")).longest(2_000))
            (form.area("places", say!(lang, "help-open-places"), 3).hint(say!(lang, "help-open-places-hint")).longest(2_000))
        }
    }

    fn read(&self, fields: &Fields, lang: Lang) -> Result<Opens, Errors> {
        let topics = choices(fields.get("topics"), 't', lang);
        let places = choices(fields.get("places"), 'p', lang);
        let setting = Setting::PeerHelp(PeerHelp { topics, places });
        let faults = setting.rules().faults(Timestamp(0), None);
        let errors = faulty(faults, |fault| match fault {
            Fault::PeerHelp(peer_help::Fault::NoTopics) => ("topics".into(), say!(lang, "help-open-no-topics")),
            _ => ("topics".into(), say!(lang, "portal-not-possible")),
        });
        if errors.is_empty() { Ok(setting.into()) } else { Err(errors) }
    }
}

/// Where an offer and a need stand. `mine` is whether the reader said yes, where they are one of the two.
fn state(pair: &PairView, mine: Option<bool>, lang: Lang) -> Markup {
    let (tone, code) = match (pair.done, pair.this_agrees && pair.other_agrees, mine) {
        (Some(_), ..) => ("both", "done"),
        (None, true, _) => ("both", "agreed"),
        (None, false, Some(true)) => ("still", "asked"),
        (None, false, Some(false)) => ("live", "asks-you"),
        (None, false, None) => ("still", "half"),
    };
    chip(tone, &say!(lang, "help-state", state = code))
}

/// What it was put together with, and what can be said now.
fn pairs(view: &One, here: &str, shell: &Shell) -> Markup {
    let (lang, one) = (shell.lang, &view.view);
    html! { section aria-labelledby="pairs" {
        h2 #pairs { (say!(lang, "help-pairs")) }
        p.note { (say!(lang, "help-arrange")) }
        ul.list { @for pair in &one.pairs { li {
            @let mine = if one.line.own { pair.this_agrees } else { pair.other_agrees };
            @let need_is_mine = (one.line.kind == Kind::Need) == one.line.own;
            @let id = pair.other.id;
            p.name { a href=(shell.to(format!("/exchanges/{}/help/{id}", view.exchange))) { (title_of(pair.other.title.as_deref(), lang)) }
                @if pair.other.own { " " span.soft { (say!(lang, "part-yours")) } } }
            p { (state(pair, Some(mine), lang)) }
            @if pair.done.is_none() && one.activity.open { form.row method="post" action=(here) {
                @if !mine { button.small.first name="go" value=(format!("agree:{id}")) { (say!(lang, "help-yes")) } }
                @if pair.this_agrees && pair.other_agrees && need_is_mine {
                    button.small.first name="go" value=(format!("done:{id}")) { (say!(lang, "help-done")) }
                }
                button.small name="go" value=(format!("part:{id}")) { (say!(lang, "help-part", mine = if mine { "yes" } else { "no" })) }
            } }
            @if pair.done.is_some() && need_is_mine && one.line.own {
                p { a href=(shell.to(format!("/exchanges/{}/help/{id}#thanks", view.exchange))) { (say!(lang, "help-thank-there")) } }
            }
        } } }
    } }
}

/// What fits: for its author what others brought, for somebody else what they brought themselves.
fn fits(view: &One, here: &str, shell: &Shell) -> Markup {
    let (lang, one) = (shell.lang, &view.view);
    let own = if one.line.own { "yes" } else { "no" };
    let kind = side(one.line.kind);
    html! { section aria-labelledby="fits" {
        h2 #fits { (say!(lang, "help-fits", own = own, kind = kind)) }
        @if one.fits.is_empty() {
            p.note { (say!(lang, "help-fits-none", own = own, kind = kind)) }
            @if !one.line.own { p { a.button href=(shell.to(answering(view))) { (say!(lang, "help-bring", kind = kind)) } } }
        } @else {
            p.note { (say!(lang, "help-fits-note")) }
            ul.list { @for fit in &one.fits { li {
                p.name { a href=(shell.to(format!("/exchanges/{}/help/{}", view.exchange, fit.line.id))) { (title_of(fit.line.title.as_deref(), lang)) } }
                p.soft { (why(fit, &one.activity.activity, lang)) }
                form.row method="post" action=(here) { button.small name="go" value=(format!("agree:{}", fit.line.id)) { (say!(lang, "help-ask", kind = kind, own = own)) } }
            } } }
        }
    } }
}

/// Why two fit, in plain words.
fn why(fit: &FitView, activity: &Activity, lang: Lang) -> String {
    let Some(own) = settings(activity) else { return String::new() };
    let topics: Vec<String> = fit.topics.iter().map(|topic| called(&own.topics, topic, lang)).collect();
    let topics =
        (!topics.is_empty()).then(|| say!(lang, "help-why-topics", n = topics.len(), topics = topics.join(", ")));
    let place = fit.same_place.then(|| say!(lang, "help-why", what = "place"));
    let words = fit.alike.then(|| say!(lang, "help-why", what = "words"));
    [topics, place, words].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The address of the form, begun so that it fits what is looked at.
fn answering(view: &One) -> String {
    let one = &view.view;
    let kind = if one.line.kind == Kind::Need { "offer" } else { "need" };
    let says = one.line.particulars.as_ref();
    let topics: String =
        says.into_iter().flat_map(|says| &says.topics).map(|topic| format!("&topic.{topic}=on")).collect();
    let place = says.and_then(|says| says.place.as_ref()).map(|place| format!("&place={place}")).unwrap_or_default();
    format!("/exchanges/{}/help?activity={}&begin={kind}{topics}{place}#propose", view.exchange, one.activity.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::way::sample;

    #[test]
    fn what_is_offered_is_read_and_what_is_wrong_said_at_its_field() {
        let activity = sample::help();
        let mut fields = Fields::default();
        fields.push("side", "need");
        fields.push("topic.t1", "on");
        fields.push("place", "p1");
        fields.push("until", "2126-12-20");
        let (kind, says) = Help.brings(&activity, &fields, Lang::En).unwrap();
        let says = says.unwrap();
        assert_eq!((kind, says.room, says.place.map(|place| place.to_string())), (Kind::Need, 1, Some("p1".into())));
        assert_eq!(says.until, read_day("2126-12-21"), "the last day counts as a whole");
        let check = |name: &str, value: &str, at: &str| {
            let mut wrong = fields.clone();
            wrong.set(name, value);
            let errors = Help.brings(&activity, &wrong, Lang::En).unwrap_err();
            assert!(errors.get(at).is_some(), "{name}={value}: {errors:?}");
        };
        check("place", "p9", "topics");
        check("until", "2020-01-01", "until");
        check("until", "tomorrow", "until");
        check("from", "2127-01-01", "until");
        check("room", "51", "room");
        check("room", "many", "room");
        let without = Fields::default();
        assert!(Help.brings(&activity, &without, Lang::It).unwrap_err().get("topics").is_some());
    }

    #[test]
    fn lines_become_topics_and_at_least_one_is_needed() {
        let mut fields = Fields::default();
        assert!(Help.read(&fields, Lang::En).unwrap_err().get("topics").is_some());
        fields.push("topics", "Router\n\n  Television \n");
        let Setting::PeerHelp(own) = Help.read(&fields, Lang::En).unwrap().setting else { panic!("help") };
        let named: Vec<_> = own.topics.iter().map(|one| (one.name.as_str(), words(&one.words, Lang::En))).collect();
        assert_eq!(named, [("t1", "Router".to_owned()), ("t2", "Television".to_owned())]);
    }
}
