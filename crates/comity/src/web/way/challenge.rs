//! Challenges: dated phases, entries, criteria, and members who score by them.

use std::collections::BTreeSet;

use comity_exchange::text::{Language, Texts};
use comity_exchange::time::Timestamp;
use comity_participation::activity::challenge::{Challenge, Criterion, Evaluator, Fault, Phase, Window};
use comity_participation::activity::{Fault as AnyFault, Setting};
use comity_participation::contribution::Kind;
use comity_participation::name::Name;
use comity_participation::status::OutcomeKind;
use comity_store::{ActivityView, MemberId};
use maud::{Markup, html};

use super::{Brings, Opens, Way, faulty, words};
use crate::web::studio::part::one::One as DeskOne;
use crate::web::ui::{Errors, Fields, Form, Reader, Shell, chip, day, field_id, read_day};
use crate::words::{Lang, say, tame};

/// How many criteria the form has room for.
pub const CRITERIA: usize = 4;
/// The phases as the form names them.
const PHASES: [(&str, Phase); 4] =
    [("submit", Phase::Submit), ("discuss", Phase::Discuss), ("evaluate", Phase::Evaluate), ("award", Phase::Award)];

/// Challenges.
#[derive(Debug)]
pub struct Challenges;

/// The name of a phase among the words, and in fields.
fn code(phase: Phase) -> &'static str {
    PHASES.into_iter().find(|(_, known)| *known == phase).map_or("submit", |(code, _)| code)
}

/// The settings of a challenge, where an activity is one.
pub fn settings(activity: &ActivityView) -> Option<&Challenge> {
    match &activity.activity.setting {
        Setting::Challenge(own) => Some(own),
        _ => None,
    }
}

/// The day before a moment: phases end before one begins, and people read the last day that counts.
fn last_day(closes: Timestamp, lang: Lang) -> Markup {
    day(Timestamp(closes.0.saturating_sub(1)), lang)
}

impl Way for Challenges {
    fn code(&self) -> &'static str {
        "challenges"
    }

    fn rules(&self) -> &'static str {
        "challenge"
    }

    fn outcomes(&self) -> &'static [OutcomeKind] {
        use OutcomeKind::{Adopted, Awarded, Done, NotNow, Planned, UnderWay};
        &[Awarded, Adopted, Planned, UnderWay, Done, NotNow]
    }

    fn statuses(&self) -> &'static [(&'static str, Option<OutcomeKind>)] {
        &[
            ("entered", None),
            ("shortlist", None),
            ("winner", Some(OutcomeKind::Awarded)),
            ("adopted", Some(OutcomeKind::Adopted)),
            ("not-chosen", Some(OutcomeKind::NotNow)),
        ]
    }

    fn begins(&self) -> Vec<(String, &'static str)> {
        let figures = |at| [(format!("most.{at}"), "10"), (format!("weight.{at}"), "1")];
        (0..CRITERIA).flat_map(figures).collect()
    }

    fn head(&self, activity: &ActivityView, shell: &Shell) -> Markup {
        let lang = shell.lang;
        let Some(own) = settings(activity) else { return html! {} };
        let evaluators = own.evaluators.len();
        let side = if matches!(shell.reader, Reader::Member { .. }) { "/studio" } else { "" };
        let statuses = &activity.activity.statuses;
        let won = statuses.iter().find(|status| status.outcome == Some(OutcomeKind::Awarded)).map(|status| {
            let (exchange, id, name) = (activity.exchange, activity.id, &status.name);
            format!("{side}/exchanges/{exchange}/challenges?activity={id}&status={name}")
        });
        let state = |window: Window| match activity.at {
            at if at < window.opens.0 => "ahead",
            at if at < window.closes.0 => "now",
            _ => "past",
        };
        html! {
            ol.phases { @for (phase, window) in own.phases() {
                @let state = state(window);
                li class=(state) aria-current=[(state == "now").then_some("step")] {
                    strong { (say!(lang, "challenge-phase", phase = code(phase))) } " "
                    @if state == "now" { (chip("live", &say!(lang, "challenge-now"))) }
                    span.soft { (day(window.opens, lang)) " – " (last_day(window.closes, lang)) }
                }
            } }
            @if let Some(won) = won.filter(|_| activity.at >= own.award.opens.0) {
                p { a.button href=(shell.to(won)) { (say!(lang, "challenge-winners")) } }
            }
            details.fold { summary { (say!(lang, "challenge-judged")) }
                p { (say!(lang, "challenge-evaluators", n = evaluators, firm = tame(shell.name()))) }
                ul { @for criterion in &own.criteria { li {
                    (tame(&words(&criterion.words, lang))) " " span.soft { (say!(lang, "challenge-weight", most = criterion.most, weight = criterion.weight)) }
                } } }
            }
        }
    }

    fn brings(&self, _: &ActivityView, _: &Fields, _: Lang) -> Result<Brings, Errors> {
        Ok((Kind::Entry, None))
    }

    fn desk(&self, view: &DeskOne, here: &str, shell: &Shell) -> Markup {
        let lang = shell.lang;
        let Some(own) = settings(&view.view.activity) else { return html! {} };
        let scores = &view.view.scores;
        html! { section aria-labelledby="scores" {
            h2 #scores { (say!(lang, "challenge-scores")) }
            @if scores.is_empty() { p.note { (say!(lang, "challenge-no-scores")) } }
            @else { div.scroll { table.stacks {
                thead { tr { th scope="col" { (say!(lang, "challenge-criterion")) } th scope="col" { (say!(lang, "challenge-by")) } th.n scope="col" { (say!(lang, "challenge-points")) } } }
                tbody { @for criterion in &own.criteria { @for score in scores.iter().filter(|score| score.criterion == criterion.name.as_str()) { tr {
                    th scope="row" { (tame(&words(&criterion.words, lang))) }
                    td { (score.name.as_deref().map_or_else(|| say!(lang, "challenge-left"), tame)) }
                    td.n data-label=(say!(lang, "challenge-points")) { (score.points) " / " (criterion.most) }
                } } } }
            } } }
            @if view.scores_now() { (score_form(view, own, here, shell)) }
            @else if view.me.is_some_and(|me| own.evaluators.contains(&evaluator(me))) {
                p.note { (say!(lang, "challenge-score-when")) " " (day(own.evaluate.opens, lang)) " – " (last_day(own.evaluate.closes, lang)) }
            }
        } }
    }

    fn settings(&self, form: Form<'_>, members: &[(String, String)]) -> Markup {
        let lang = form.lang;
        html! {
            h3 { (say!(lang, "challenge-open-phases")) }
            p.note { (say!(lang, "challenge-open-phases-note")) }
            @for (code, _) in PHASES { fieldset {
                legend.visually-hidden { (say!(lang, "challenge-phase", phase = code)) }
                div.pair {
                    (form.typed("date", format!("{code}.from"), say!(lang, "challenge-from", phase = code)))
                    (form.typed("date", format!("{code}.to"), say!(lang, "challenge-to", phase = code)))
                }
            } }
            h3 { (say!(lang, "challenge-open-criteria")) }
            p.note { (say!(lang, "challenge-open-criteria-note")) }
            @for at in 0..CRITERIA { div.criterion {
                (form.line(format!("criterion.{at}"), say!(lang, "challenge-open-criterion", n = at + 1)).longest(200))
                div.pair {
                    (form.number(format!("most.{at}"), say!(lang, "challenge-open-most", n = at + 1), [Some(1), Some(100)]))
                    (form.number(format!("weight.{at}"), say!(lang, "challenge-open-weight", n = at + 1), [Some(1), Some(100)]))
                }
            } }
            (named(form, "evaluators", members))
        }
    }

    fn read(&self, fields: &Fields, lang: Lang) -> Result<Opens, Errors> {
        let mut errors = Errors::default();
        let mut window = |code: &str| {
            let from = read_day(fields.get(&format!("{code}.from")));
            let to = read_day(fields.get(&format!("{code}.to")));
            if from.is_none() || to.is_none() {
                errors.add(format!("{code}.from"), say!(lang, "challenge-no-dates", phase = code));
            }
            let (opens, closes) = (from.unwrap_or(Timestamp(0)), to.unwrap_or(Timestamp(0)).plus_days(1));
            Window { opens, closes }
        };
        let discussed = fields.has("discuss.from") || fields.has("discuss.to");
        let (submit, evaluate, award) = (window("submit"), window("evaluate"), window("award"));
        let discuss = discussed.then(|| window("discuss"));
        let (criteria, wrong) = criteria(fields, lang);
        wrong.iter().for_each(|(field, words)| errors.add(field, words.to_owned()));
        let own =
            Challenge { submit, discuss, evaluate, award, criteria, evaluators: evaluators(fields, "evaluators") };
        if !errors.is_empty() {
            return Err(errors);
        }
        let (opens, closes) = (own.submit.opens, own.award.closes);
        let setting = Setting::Challenge(own);
        let faults = setting.rules().faults(opens, Some(closes));
        let errors = faulty(faults, |fault| fault_words(fault, lang));
        if errors.is_empty() {
            Ok(Opens { setting, opens: Some(opens.0), closes: Some(closes.0) })
        } else {
            Err(errors)
        }
    }
}

/// A member as one who scores.
pub fn evaluator(member: MemberId) -> Evaluator {
    Evaluator::Member(comity_participation::id::MemberId(u128::from_be_bytes(*member.bytes())))
}

/// Boxes to tick for those who score; `field` tells those of one form on the page from those of another.
pub fn named(form: Form<'_>, field: &str, members: &[(String, String)]) -> Markup {
    let lang = form.lang;
    html! { fieldset.group #(field_id(field)) {
        legend { (say!(lang, "challenge-open-evaluators")) }
        @if let Some(error) = form.errors.get(field) { p.error { (error) } }
        @for (id, name) in members { (form.tick(format!("{field}.{id}"), "on", tame(name))) }
    } }
}

/// Those who were ticked.
pub fn ticked(fields: &Fields, field: &str) -> Vec<MemberId> {
    let names = fields.iter().filter_map(|(name, _)| name.strip_prefix(field)?.strip_prefix('.'));
    names.filter_map(|id| id.parse().ok()).collect()
}

fn evaluators(fields: &Fields, field: &str) -> BTreeSet<Evaluator> {
    ticked(fields, field).into_iter().map(evaluator).collect()
}

/// Criteria that were written down, and what is wrong with their figures.
fn criteria(fields: &Fields, lang: Lang) -> (Vec<Criterion>, Errors) {
    let (mut criteria, mut errors) = (Vec::new(), Errors::default());
    let Ok(language) = Language::new(lang.code()) else { return (criteria, errors) };
    for at in 0..CRITERIA {
        let text = fields.get(&format!("criterion.{at}")).trim().to_owned();
        let figure = |field: String| fields.get(&field).trim().parse::<u8>().ok().filter(|n| (1..=100).contains(n));
        let (most, weight) = (figure(format!("most.{at}")), figure(format!("weight.{at}")));
        if text.is_empty() {
            continue;
        }
        for (field, missing) in [(format!("most.{at}"), most.is_none()), (format!("weight.{at}"), weight.is_none())] {
            if missing {
                errors.add(field, say!(lang, "challenge-figure"));
            }
        }
        if let (Ok(name), Some(most), Some(weight)) = (Name::new(&format!("c{}", at + 1)), most, weight) {
            criteria.push(Criterion { name, words: Texts::one(language.clone(), text), most, weight });
        }
    }
    (criteria, errors)
}

/// The field at which a fault stands, and what is said there.
pub fn fault_words(fault: &AnyFault, lang: Lang) -> (String, String) {
    let AnyFault::Challenge(fault) = fault else {
        return ("submit.from".into(), say!(lang, "portal-not-possible"));
    };
    let at = |phase: Phase| format!("{}.from", code(phase));
    match fault {
        Fault::Backwards(phase) => (at(*phase), say!(lang, "challenge-backwards", phase = code(*phase))),
        Fault::Outside(phase) => (at(*phase), say!(lang, "challenge-outside", phase = code(*phase))),
        Fault::Crosses { before, next } => {
            (at(*next), say!(lang, "challenge-crosses", next = code(*next), before = code(*before)))
        }
        Fault::NoCriteria => ("criterion.0".into(), say!(lang, "challenge-no-criteria")),
        Fault::NoEvaluators => ("evaluators".into(), say!(lang, "challenge-no-evaluators")),
        Fault::SameName(_) | Fault::Criterion(_) => ("criterion.0".into(), say!(lang, "challenge-figure")),
    }
}

fn score_form(view: &DeskOne, own: &Challenge, here: &str, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let mut fields = view.fields.clone();
    for score in view.view.scores.iter().filter(|score| Some(score.by) == view.me) {
        let name = format!("points.{}", score.criterion);
        if !fields.has(&name) {
            fields.set(&name, score.points.to_string());
        }
    }
    let form = Form { fields: &fields, errors: &view.errors, lang };
    html! { form method="post" action=(here) {
        @for criterion in &own.criteria {
            (form.number(format!("points.{}", criterion.name), tame(&words(&criterion.words, lang)), [Some(0), Some(u32::from(criterion.most))]))
        }
        button.first name="go" value="score" { (say!(lang, "challenge-score-button")) }
    } }
}

/// Points that a member typed, by criterion.
///
/// # Errors
/// A figure that is none, or more than there is.
pub fn points(own: &Challenge, fields: &Fields, lang: Lang) -> Result<Vec<(Name, u8)>, Errors> {
    let (mut points, mut errors) = (Vec::new(), Errors::default());
    for criterion in &own.criteria {
        let field = format!("points.{}", criterion.name);
        let typed = fields.get(&field).trim();
        match typed.parse::<u8>() {
            _ if typed.is_empty() => {}
            Ok(n) if n <= criterion.most => points.push((criterion.name.clone(), n)),
            _ => errors.add(field, say!(lang, "web-bounds", least = 0, most = criterion.most)),
        }
    }
    if let (true, true, Some(first)) = (points.is_empty(), errors.is_empty(), own.criteria.first()) {
        errors.add(format!("points.{}", first.name), say!(lang, "challenge-no-points"));
    }
    if errors.is_empty() { Ok(points) } else { Err(errors) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed() -> Fields {
        let mut fields = Fields::default();
        let dates = ["2026-12-01", "2026-12-10", "2026-12-11", "2026-12-20", "2026-12-21", "2026-12-24"];
        for (name, date) in ["submit.from", "submit.to", "evaluate.from", "evaluate.to", "award.from", "award.to"]
            .into_iter()
            .zip(dates)
        {
            fields.push(name, date);
        }
        fields.push("criterion.0", "How new it is");
        fields.push("most.0", "10");
        fields.push("weight.0", "1");
        fields.push(format!("evaluators.{}", MemberId::new()), "on");
        fields
    }

    fn wrong(change: impl FnOnce(&mut Fields)) -> Vec<(String, String)> {
        let mut fields = typed();
        change(&mut fields);
        let errors = Challenges.read(&fields, Lang::En).unwrap_err();
        errors.iter().map(|(field, words)| (field.to_owned(), words.to_owned())).collect()
    }

    #[test]
    fn phases_that_cross_are_refused_and_it_is_said_which() {
        let opens = Challenges.read(&typed(), Lang::En).unwrap();
        let Setting::Challenge(own) = &opens.setting else { panic!("{opens:?}") };
        assert_eq!(own.submit.closes, own.evaluate.opens, "the last day counts as a whole");
        assert_eq!((opens.opens, opens.closes), (Some(own.submit.opens.0), Some(own.award.closes.0)));
        let crossed = wrong(|fields| fields.set("evaluate.from", "2026-12-10"));
        assert_eq!(crossed.len(), 1, "{crossed:?}");
        assert_eq!(crossed[0].0, "evaluate.from");
        assert!(crossed[0].1.contains("Evaluation") && crossed[0].1.contains("Submissions"), "{crossed:?}");
        let backwards = wrong(|fields| fields.set("award.to", "2026-12-20"));
        assert_eq!(backwards.iter().map(|(field, _)| field.as_str()).collect::<Vec<_>>(), ["award.from"]);
    }

    #[test]
    fn what_is_missing_is_said_where_it_is_missing() {
        let check = |change: &dyn Fn(&mut Fields), field: &str| {
            let found = wrong(change);
            assert!(found.iter().any(|(at, _)| at == field), "{field}: {found:?}");
        };
        check(&|fields| fields.set("submit.to", "soon"), "submit.from");
        check(&|fields| fields.set("criterion.0", " "), "criterion.0");
        check(&|fields| fields.set("most.0", "1000"), "most.0");
        check(&|fields| fields.set("discuss.from", "2026-12-11"), "discuss.from");
        let mut nobody = typed();
        nobody = nobody.iter().filter(|(name, _)| !name.starts_with("evaluators.")).fold(
            Fields::default(),
            |mut kept, (name, value)| {
                kept.push(name, value);
                kept
            },
        );
        assert!(Challenges.read(&nobody, Lang::It).unwrap_err().get("evaluators").is_some());
    }

    #[test]
    fn points_are_within_what_there_is() {
        let Setting::Challenge(own) = Challenges.read(&typed(), Lang::En).unwrap().setting else {
            panic!("a challenge")
        };
        let check = |typed: &str, expect: Option<u8>| {
            let mut fields = Fields::default();
            fields.push("points.c1", typed);
            let read = points(&own, &fields, Lang::En);
            assert_eq!(read.as_ref().ok().map(|points| points[0].1), expect, "{typed}: {read:?}");
        };
        check("10", Some(10));
        check("0", Some(0));
        check("11", None);
        check("-1", None);
        check("many", None);
        check("", None);
    }
}
