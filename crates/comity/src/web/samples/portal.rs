//! Samples of the portal.

use comity_exchange::clause::Position;
use comity_exchange::negotiation::{Answered, CounterState};
use comity_participation::occasion::Occasion;
use maud::Markup;

use crate::web::portal::exchange::{self, Answering, Done, Offered, Step, sample};
use crate::web::portal::receipt::{self, Receipt, What};
use crate::web::portal::receipts::Act;
use crate::web::portal::{
    access, agreement, check, details, erase, export, front, home, information, letters, opinions, part, pulse,
    recognition, roadmap, uses,
};
use crate::web::ui::{Errors, Fields, Reader, Shell};
use crate::web::way;
use crate::words::Lang;

pub fn all(lang: Lang) -> Vec<(&'static str, Markup)> {
    let person = || Reader::Person { name: "Luca Ferri".into(), ward: None };
    let shell = |here: &str| Shell::sample(lang, here, person());
    let visitor = Shell::sample(lang, "/", Reader::Visitor);
    let at = |here: &str| Shell::sample(lang, here, Reader::Visitor);
    let erased = erase::Progress::Done(Some("{\"promise\": {\"entry\": \"…\"}}".into()));
    let guardian = Shell {
        reader: Reader::Person { name: "Marta Ferri".into(), ward: Some("Nina Ferri".into()) },
        ..shell("/exchanges/x")
    };
    let offer = |view: &Offered| exchange::page(view, &shell("/exchanges/x"));
    let answered = |step| {
        let mut view = Offered { step, ..sample::overview() };
        sample::ANSWERS.iter().for_each(|(name, value)| view.fields.push(*name, *value));
        view
    };
    let wrong = |name: &str, typed: &[(&str, &str)]| {
        let mut view = sample::question(name, typed);
        let clause = view.terms.clause(&sample::id(name)).unwrap();
        let mut errors = Errors::default();
        let _ = view.offer(&shell("/")).alternative(clause, &view.fields, &mut errors);
        view.errors = errors;
        view
    };
    let mut changed = sample::overview();
    let mut old = sample::terms();
    old.clauses[0].information.as_mut().unwrap().retention_days = Some(90);
    old.clauses[1].benefits[0].amount = comity_exchange::amount::Amount::parse("1").ok();
    changed.changes = comity_exchange::difference::changes(&old, &changed.terms);
    changed.in_force = [sample::id("bill"), sample::id("helping"), sample::id("messages")].into();
    let mut stale = Offered { stale: true, ..sample::overview() };
    stale.fields.push("earlier.bill", "yes");
    let mut earlier = sample::question("usage-for-advice", &[("earlier.usage-for-advice", "if")]);
    earlier.fields.push("words.usage-for-advice", "Only if I can look at it");
    let moved = What::Setting(sample::id("messages"), Position::Number(3));
    let moved = Receipt::sample_of(Act::Set, moved);
    let withdrawn = Receipt::sample_of(Act::Withdrawn, What::Purpose(sample::terms().purposes[0].id.clone()));
    let reason = CounterState::Declined("Four euro is what we could not carry.".into());
    let refused = Receipt::sample_of(Act::Condition, What::Condition(sample::id("signal-for-coverage"), reason));
    let corrected = Receipt::sample_of(Act::Corrected, What::Item(sample::terms().items[0].id.clone()));
    let came_back = What::Benefit("Credit on your bill".into(), Some("2 euro a month".into()));
    let came_back = Receipt::sample_of(Act::Benefit, came_back);
    let idea = |view| part::one::page(&part::one::One::sample_of(view), &shell("/exchanges/x/ideas/y"));
    let minor = Answering::Minor { age: 14, asked: None };
    let mut all = vec![
        ("front", front::page(&front::Front::default(), &visitor)),
        (
            "front-several",
            front::page(
                &front::Front {
                    firms: vec![("Norda Mobile".into(), "norda".into()), ("Velmora".into(), "velmora".into())],
                },
                &Shell { firm: None, base: String::new(), ..visitor.clone() },
            ),
        ),
        (
            "letters",
            letters::page(&comity_participation::digest::Preferences::default(), "/letters/x/y", true, &visitor),
        ),
        ("offer-overview", offer(&sample::overview())),
        ("offer-changed", offer(&changed)),
        ("offer-stale", offer(&stale)),
        ("offer-minor", offer(&Offered { answering: minor, ..sample::overview() })),
        ("offer-question", offer(&sample::question("signal-for-coverage", &[("answer.usage-for-advice", "yes")]))),
        ("offer-earlier", offer(&earlier)),
        ("offer-required", offer(&sample::question("bill", &sample::ANSWERS))),
        ("offer-work", offer(&sample::question("helping", &[]))),
        ("offer-setting", offer(&sample::question("messages", &[]))),
        ("offer-if", offer(&sample::question("usage-for-advice", &[("answer.usage-for-advice", "if")]))),
        ("offer-if-amount", offer(&sample::question("signal-for-coverage", &[("answer.signal-for-coverage", "if")]))),
        (
            "offer-if-wrong",
            offer(&wrong("usage-for-advice", &[("answer.usage-for-advice", "if"), ("days.usage-for-advice", "7")])),
        ),
        ("offer-review", offer(&answered(Step::Review))),
        ("offer-review-open", offer(&Offered { step: Step::Review, ..sample::overview() })),
        (
            "offer-review-guardian",
            exchange::page(
                &Offered { answering: Answering::Guardian { ward: "Nina Ferri".into() }, ..answered(Step::Review) },
                &guardian,
            ),
        ),
        ("offer-done", exchange::done(&Done::sample(), &shell("/exchanges/x"))),
        (
            "offer-done-no",
            exchange::done(
                &Done {
                    answered: Answered::Declined,
                    answer_by: None,
                    others: Vec::new(),
                    pulse: Some(pulse::Pulse::sample(Occasion::Declined)),
                    ..Done::sample()
                },
                &shell("/exchanges/x"),
            ),
        ),
        ("home", home::page(&home::Home::sample(), &shell("/me"))),
        ("home-empty", home::page(&home::Home::default(), &shell("/me"))),
        ("ideas", part::page(&part::List::sample(), &shell("/exchanges/x/ideas"))),
        ("ideas-alike", part::page(&part::List::sample_alike(), &shell("/exchanges/x/ideas"))),
        (
            "search",
            crate::web::portal::search::page(
                &crate::web::portal::search::Search::sample(""),
                &shell("/exchanges/x/search"),
            ),
        ),
        ("ideas-not-found", part::page(&part::List::sample_not_found(), &shell("/exchanges/x/ideas"))),
        ("ideas-empty", part::page(&part::List::sample_empty(), &shell("/exchanges/x/ideas"))),
        (
            "ideas-none",
            part::page(&part::List::new(&way::Ideas, "x".into(), String::new()), &shell("/exchanges/x/ideas")),
        ),
        ("idea", idea(part::sample::view())),
        ("idea-declined", idea(part::sample::declined(None, false))),
        ("idea-contested", idea(part::sample::declined(Some("It is about travelling."), false))),
        ("idea-upheld", idea(part::sample::declined(Some("It is about travelling."), true))),
        ("questions", part::page(&part::List::sample_questions(), &shell("/exchanges/x/questions"))),
        ("question-own", part::one::page(&part::one::One::sample_question(), &shell("/exchanges/x/questions/y"))),
        ("question-answered", part::one::page(&part::one::One::sample_answered(), &shell("/exchanges/x/questions/y"))),
        ("challenge", part::page(&part::List::sample_challenge(), &shell("/exchanges/x/challenges"))),
        ("challenge-awarded", part::page(&part::List::sample_awarded(), &shell("/exchanges/x/challenges"))),
        ("challenge-entry", part::one::page(&part::one::One::sample_entry(), &shell("/exchanges/x/challenges/y"))),
        ("help", part::page(&part::List::sample_help(lang), &shell("/exchanges/x/help"))),
        ("help-need", part::one::page(&part::one::One::sample_need(), &shell("/exchanges/x/help/y"))),
        ("help-offer", part::one::page(&part::one::One::sample_offer(), &shell("/exchanges/x/help/y"))),
        (
            "roadmap",
            roadmap::page(&roadmap::Place::within("x"), &roadmap::sample::road(), &shell("/exchanges/x/roadmap")),
        ),
        (
            "roadmap-empty",
            roadmap::page(&roadmap::Place::within("x"), &Default::default(), &shell("/exchanges/x/roadmap")),
        ),
        (
            "changelog",
            roadmap::changelog(
                &roadmap::Place::within("x"),
                &roadmap::sample::log(),
                true,
                &shell("/exchanges/x/changelog"),
            ),
        ),
        (
            "changelog-empty",
            roadmap::changelog(
                &roadmap::Place::within("x"),
                &Default::default(),
                true,
                &shell("/exchanges/x/changelog"),
            ),
        ),
        (
            "public-roadmap",
            roadmap::page(&roadmap::sample::public(), &roadmap::sample::road(), &at("/public/x/roadmap?lang=it")),
        ),
        (
            "public-changelog",
            roadmap::changelog(
                &roadmap::sample::public(),
                &roadmap::sample::log(),
                false,
                &at("/public/x/changelog?after=7"),
            ),
        ),
        ("idea-own", idea(own_idea())),
        ("contributions", part::own::page(&part::own::Own::sample(), &shell("/me/contributions"))),
        ("contributions-empty", part::own::page(&Default::default(), &shell("/me/contributions"))),
        ("agreement", agreement::page(&agreement::InForce::sample(), &shell("/exchanges/x/agreement"))),
        ("agreement-left", agreement::page(&left(), &shell("/exchanges/x/agreement"))),
        ("information", information::page(&information::Mine::sample(), &shell("/me/information"))),
        ("information-empty", information::page(&Default::default(), &shell("/me/information"))),
        ("information-wrong", information::page(&mistyped(lang), &shell("/me/information"))),
        ("uses", uses::page(&uses::Uses::sample(), &shell("/me/information/uses"))),
        ("uses-empty", uses::page(&nothing_used(), &shell("/me/information/uses"))),
        ("access", access::page(&access::Accessed::sample(), &shell("/me/accesses/a1/0"))),
        ("check", check::page(&check::Check::default(), &visitor)),
        ("check-sound", check::page(&check::Check::sample(true), &visitor)),
        ("check-elsewhere", check::page(&check::Check::sample(false), &visitor)),
        ("check-altered", check::page(&altered(), &visitor)),
        ("details", details::page(&details::Details::sample(), &shell("/me/details"))),
        ("export", export::page(&shell("/me/export"))),
        ("receipt", receipt::page(&Receipt::sample(), &shell("/me/receipts/r1"))),
        ("receipt-set", receipt::page(&moved, &shell("/me/receipts/r1"))),
        ("receipt-withdrawn", receipt::page(&withdrawn, &shell("/me/receipts/r1"))),
        ("receipt-corrected", receipt::page(&corrected, &shell("/me/receipts/r1"))),
        ("receipt-benefit", receipt::page(&came_back, &shell("/me/receipts/r1"))),
        ("receipt-condition", receipt::page(&refused, &shell("/me/receipts/r1"))),
        ("receipt-left", receipt::page(&Receipt::sample_of(Act::Left, What::Whole), &shell("/me/receipts/r1"))),
        ("erase", erase::page(&unsure(lang), &shell("/me/erase"))),
        ("erased", erase::erased(&erased, &erase::Erase::sample().recipients, &visitor)),
        ("erased-under-way", erase::erased(&erase::Progress::UnderWay, &[], &visitor)),
    ];
    all.extend(maps(lang, &shell("/exchanges/x/opinions")));
    all.extend(pulses(lang, &shell("/me/pulses")));
    all.extend(voices(lang, &shell("/exchanges/x/voice")));
    let here = shell("/me/recognition");
    all.extend([
        ("recognised", recognition::page(&recognition::Recognised::sample(), &here)),
        ("recognised-none", recognition::page(&recognition::Recognised::default(), &here)),
        ("recognised-wrong", recognition::page(&recognition::Recognised::sample_wrong(lang), &here)),
    ]);
    all
}

/// Pulses.
fn pulses(lang: Lang, shell: &Shell) -> Vec<(&'static str, Markup)> {
    use comity_store::PulseState;
    let states = [
        ("pulse-answered", PulseState::Answered),
        ("pulse-over", PulseState::Asked),
        ("pulse-not-now", PulseState::NotNow),
        ("pulse-taken-back", PulseState::TakenBack),
    ];
    let one = |view: &pulse::Pulse| pulse::page(view, shell);
    let all = states.map(|(_, state)| pulse::Pulse::sample_in(state));
    let pages = states.into_iter().map(|(name, state)| (name, one(&pulse::Pulse::sample_in(state))));
    pages
        .chain([
            ("pulse", one(&pulse::Pulse::sample(Occasion::Agreed))),
            ("pulse-wrong", one(&pulse::Pulse::sample_wrong(lang))),
            ("pulses", pulse::list(&all, shell)),
            ("pulses-none", pulse::list(&[], shell)),
        ])
        .collect()
}

/// What a person says matters to them.
fn voices(lang: Lang, shell: &Shell) -> Vec<(&'static str, Markup)> {
    use crate::web::portal::voice::{Mine, page};
    let for_a_ward = Mine { own: false, ..Mine::sample() };
    vec![
        ("voice", page(&Mine::sample(), shell)),
        ("voice-empty", page(&Mine::sample_empty(), shell)),
        ("voice-left", page(&Mine::sample_left(), shell)),
        ("voice-wrong", page(&Mine::sample_wrong(lang), shell)),
        ("voice-ward", page(&for_a_ward, shell)),
    ]
}

/// Opinion maps.
fn maps(lang: Lang, shell: &Shell) -> Vec<(&'static str, Markup)> {
    use comity_store::Part;
    let pages = opinions::Opinions::samples(lang).into_iter().map(|(name, view)| (name, opinions::page(&view, shell)));
    let one = |own, part, outcome| {
        let view = opinions::sample::statement(own, part, outcome);
        opinions::statement::page(&opinions::statement::Statement::sample_of(view), shell)
    };
    let declined = part::sample::declined(None, false).part;
    pages
        .chain([
            ("opinion", one(false, Part::Shown, false)),
            ("opinion-answered", one(true, Part::Shown, true)),
            ("opinion-queued", one(true, Part::Queued, false)),
            ("opinion-declined", one(true, declined, false)),
        ])
        .collect()
}

/// An idea of the reader's own, who may say how it is shown.
fn own_idea() -> comity_store::ContributionView {
    let mut view = part::sample::view();
    view.line.own = true;
    view
}

fn left() -> agreement::InForce {
    let mut view = agreement::InForce::sample();
    view.agreement.leave(view.agreement.signed.plus_days(30));
    let pulse = Some(pulse::Pulse::sample(Occasion::Left));
    agreement::InForce { votes: Vec::new(), offer_waits: false, pulse, ..view }
}

fn unsure(lang: Lang) -> erase::Erase {
    let errors = erase::read(&Fields::default(), lang).unwrap_err();
    erase::Erase { errors, ..erase::Erase::sample() }
}

fn mistyped(lang: Lang) -> information::Mine {
    let mut view = information::Mine { signal: true, ..information::Mine::sample() };
    let number = view.items.iter().find(|item| item.id == "lines").unwrap();
    view.fields.push(number.field(), "four");
    view.errors.add(number.field(), number.shape().read("four", lang).unwrap_err());
    view
}

fn nothing_used() -> uses::Uses {
    uses::Uses { pages: crate::web::ui::Pages { first: true, ..Default::default() }, ..Default::default() }
}

fn altered() -> check::Check {
    let mut view = check::Check::default();
    view.fields.push("receipt", "{\"receipt\": …");
    check::Check { found: Some(check::Found::Not(comity_store::NotProven::Signature)), ..view }
}
