//! Samples of the studio.

use comity_exchange::lint::lint;
use comity_exchange::publish::NotPublished;
use comity_store::{ImportState, Role};
use maud::Markup;

use crate::web::studio::{
    accesses, audience, audit, changelog, counters, credit, exchange, exchanges, handoff, imports, imports_one, invite,
    keys, ledger, listen, listen_run, look, moderate, moderation, opinions, outbox, overview, owed, part, password,
    people, person, publish, pulses, recipients, recognition, records, roadmap, signs, statuses, team, terms, toml,
    utilisation, version, voice, webhook,
};
use crate::web::ui::{Errors, Fields, Flash, Reader, Shell};
use crate::web::way;
use crate::words::{Lang, say};

pub fn all(lang: Lang) -> Vec<(&'static str, Markup)> {
    let shell = |here: &str| Shell::sample(lang, here, Reader::Member { name: "Ada Conti".into(), role: Role::Owner });
    let here = shell("/studio");
    let example = comity_exchange::terms::Terms::from_toml(comity_exchange::EXAMPLE_TERMS).unwrap();
    let editor = terms::Editor::of("0192f3a1".into(), &example, "7".into());
    let flashed = Shell { flashes: vec![Flash::Done(say!(lang, "studio-saved"))], ..here.clone() };
    let mut unfair = terms::Editor { conflict: true, ..editor.clone() };
    unfair.fields.push("leaving.claws_back", "on");
    unfair.fields.set("clause.0.required", "on");
    let mut wrong = editor.clone();
    wrong.fields.set("clause.1.retention_days", "soon");
    if let terms::Edit::Wrong(fields, errors) = terms::read(wrong.fields.clone(), lang) {
        wrong = terms::Editor { fields, errors, ..wrong };
    }
    let mut refused = publish::Publish::sample();
    refused.draft.leaving.claws_back = true;
    refused.refused = Some(NotPublished::Lint(lint(&refused.draft)));
    let vote = publish::Publish {
        refused: Some(NotPublished::NeedsVote(refused.draft.clauses[1].id.clone())),
        ..publish::Publish::sample()
    };
    let mut no_reason = counters::Counters::sample();
    let mut declined = Fields::default();
    declined.push("go", "decline:c1");
    no_reason.errors = counters::read(&declined, lang).unwrap_err();
    let errors = password::PasswordForm::read(&Fields::default(), lang).unwrap_err();
    let no_password = password::Password { errors, ..password::Password::sample() };
    let reader = Reader::Member { name: "Viola Neri".into(), role: Role::Viewer };
    let viewer = Shell::sample(lang, "/studio/settings/password", reader);
    vec![
        ("overview", overview::page(&overview::Overview::sample(), &here)),
        ("overview-unused", overview::page(&overview::Overview::sample_unused(), &here)),
        ("overview-empty", overview::page(&overview::Overview::default(), &here)),
        ("exchanges", exchanges::page(&exchanges::Exchanges::sample(), &here)),
        ("exchanges-empty", exchanges::page(&exchanges::Exchanges::default(), &here)),
        ("exchange-new", exchanges::new(&exchanges::New::default(), &here)),
        ("exchange", exchange::page(&exchange::Exchange::sample(), &here)),
        ("exchange-draft", exchange::page(&exchange::Exchange::sample_draft(), &here)),
        ("utilisation", utilisation::page(&utilisation::Used::sample(), &here)),
        ("utilisation-few", utilisation::page(&utilisation::Used::sample_few(), &here)),
        ("utilisation-empty", utilisation::page(&utilisation::Used::sample_empty(), &here)),
        ("pulse-figures", pulses::page(&pulses::Pulses::sample(), &here)),
        ("pulse-figures-few", pulses::page(&pulses::Pulses::sample_few(), &here)),
        ("pulse-figures-viewer", pulses::page(&pulses::Pulses { words: None, ..pulses::Pulses::sample() }, &viewer)),
        ("pulse-rule", pulses::rule::page(&pulses::rule::Rule::sample(), &here)),
        ("pulse-rule-wrong", pulses::rule::page(&pulses::rule::Rule::sample_wrong(lang), &here)),
        (
            "pulse-rule-viewer",
            pulses::rule::page(&pulses::rule::Rule { may: false, ..pulses::rule::Rule::sample() }, &viewer),
        ),
        ("voice-desk", voice::page(&voice::Desk::sample(), &here)),
        ("voice-desk-empty", voice::page(&voice::Desk::sample_empty(), &here)),
        ("voice-desk-wrong", voice::page(&voice::Desk::sample_wrong(lang), &here)),
        ("voice-desk-viewer", voice::page(&voice::Desk { lines: None, ..voice::Desk::sample() }, &viewer)),
        ("recognition", recognition::page(&recognition::Desk::sample(), &here)),
        ("recognition-empty", recognition::page(&recognition::Desk::sample_empty(), &here)),
        ("recognition-wrong", recognition::page(&recognition::Desk::sample_wrong(lang), &here)),
        (
            "recognition-viewer",
            recognition::page(&recognition::Desk { rows: None, ..recognition::Desk::sample() }, &viewer),
        ),
        ("credit", credit::page(&credit::Desk::sample(), &here)),
        ("credit-nobody", credit::page(&credit::Desk { rows: Vec::new(), ..credit::Desk::sample() }, &here)),
        ("owed", owed::page(&owed::Owed::sample(), &here)),
        ("owed-empty", owed::page(&owed::Owed::sample_empty(), &here)),
        ("accesses", accesses::page(&accesses::Accesses::sample(), &here)),
        ("accesses-empty", accesses::page(&accesses::Accesses::sample_empty(), &here)),
        ("editor", terms::page(&editor, &flashed)),
        ("editor-unfair", terms::page(&unfair, &here)),
        ("editor-wrong", terms::page(&wrong, &here)),
        ("editor-blank", terms::page(&terms::Editor { fields: Fields::default(), ..editor }, &here)),
        ("toml", toml::page(&toml::Toml::sample(), &here)),
        ("version", version::page(&version::Version::sample(), &here)),
        ("publish", publish::page(&publish::Publish::sample(), &here)),
        ("publish-refused", publish::page(&refused, &here)),
        ("publish-vote", publish::page(&vote, &here)),
        ("counters", counters::page(&counters::Counters::sample(), &here)),
        ("counters-wrong", counters::page(&no_reason, &here)),
        ("desk", part::page(&part::Desk::sample(), &here)),
        ("desk-empty", part::page(&part::Desk::sample_empty(&way::Ideas, lang), &here)),
        ("desk-questions", part::page(&part::Desk::sample_empty(&way::Questions, lang), &here)),
        ("desk-question", part::one::page(&part::one::One::sample_question(), &here)),
        ("desk-challenges", part::page(&part::Desk::sample_empty(&way::Challenges, lang), &here)),
        ("desk-challenge", part::page(&part::Desk::sample_challenge(), &here)),
        ("desk-entry", part::one::page(&part::one::One::sample_entry(), &here)),
        ("desk-help", part::page(&part::Desk::sample_empty(&way::Help, lang), &here)),
        ("desk-idea", part::one::page(&part::one::One::sample(), &here)),
        ("desk-idea-declined", part::one::page(&part::one::One::sample_declined(), &here)),
        (
            "desk-search",
            crate::web::portal::search::page(&crate::web::portal::search::Search::sample("/studio"), &here),
        ),
        ("desk-found", part::page(&part::Desk::sample_found(), &here)),
        ("imports", imports::page(&imports::Imports::sample(), &here)),
        ("imports-empty", imports::page(&imports::Imports::sample_empty(), &here)),
        ("import-look", imports_one::page(&imports_one::One::sample_look(), &here)),
        ("import-refused", imports_one::page(&imports_one::One::sample_refused(), &here)),
        ("import-runs", imports_one::page(&imports_one::One::sample(ImportState::Runs { done: 40, of: 100 }), &here)),
        ("import-done", imports_one::page(&imports_one::One::sample(ImportState::Done), &here)),
        (
            "import-built-on",
            imports_one::page(
                &imports_one::One { built_on: Some(3), ..imports_one::One::sample(ImportState::Failed) },
                &here,
            ),
        ),
        ("desk-roadmap", roadmap::page(&roadmap::Desk::sample(), &here)),
        (
            "desk-roadmap-public",
            roadmap::page(&roadmap::Desk { public: true, road: Default::default(), ..roadmap::Desk::sample() }, &here),
        ),
        ("desk-changelog", changelog::page(&changelog::Log::sample(), &here)),
        ("desk-changelog-wrong", changelog::page(&changelog::Log::sample_wrong(lang), &here)),
        ("desk-entry-of-changelog", changelog::one(&changelog::One::sample(), &here)),
        ("desk-entry-out", changelog::one(&changelog::One::sample_out(), &here)),
        ("desk-entry-viewer", changelog::one(&changelog::One::sample(), &viewer)),
        ("statuses", statuses::page(&statuses::Desk::sample(), &here)),
        ("statuses-wrong", statuses::page(&statuses::Desk::sample_wrong(lang), &here)),
        ("audience", audience::page(&audience::Audience::sample(lang), &here)),
        ("audience-some", audience::page(&audience::Audience::sample_some(1_230, lang), &here)),
        ("audience-wrong", audience::page(&audience::Audience::sample_wrong(lang), &here)),
        ("audience-viewer", audience::page(&audience::Audience::sample_some(0, lang), &viewer)),
        ("moderate", moderate::page(&moderate::Moderate::sample(), &here)),
        ("moderate-wrong", moderate::page(&moderate::Moderate::sample_wrong(lang), &here)),
        ("moderate-empty", moderate::page(&moderate::Moderate::sample_empty(), &here)),
        ("signs", signs::page(&signs::Page::sample(), &here)),
        ("signs-none", signs::page(&signs::Page::sample_none(), &here)),
        ("moderation", moderation::page(&moderation::Moderation::sample(), &here)),
        ("moderation-wrong", moderation::page(&moderation::Moderation::sample_exchange(lang), &here)),
        ("moderation-viewer", moderation::page(&moderation::Moderation::sample(), &viewer)),
        ("map", opinions::page(&opinions::Desk::sample(), &here)),
        ("map-empty", opinions::page(&opinions::Desk::sample_empty(), &here)),
        ("map-statement", statement(comity_store::Part::Shown, &here)),
        ("map-statement-queued", statement(comity_store::Part::Queued, &here)),
        ("invite", invite::page(&invite::Invite::sample(), &here)),
        ("people", people::page(&people::People::sample(), &here)),
        ("people-empty", people::page(&people::People::default(), &here)),
        ("person-new", people::new(&people::Add::default(), &here)),
        ("people-import", people::import(&people::Add::default(), &here)),
        ("person", person::page(&person::Person::sample(), &here)),
        ("team", team::page(&team::Team::sample(), &here)),
        ("password", password::page(&password::Password::sample(), &here)),
        ("password-wrong", password::page(&no_password, &here)),
        ("password-viewer", password::page(&password::Password::sample(), &viewer)),
        ("look", look::page(&look::Look::sample(), &here)),
        ("handoff", handoff::page(&handoff::Handoff::sample(), &here)),
        (
            "handoff-key",
            handoff::page(&handoff::Handoff { key: Some("x".repeat(43)), ..handoff::Handoff::sample() }, &here),
        ),
        ("keys", keys::page(&keys::Keys::sample(), &here)),
        ("keys-empty", keys::page(&keys::Keys { systems: Vec::new(), ..keys::Keys::sample() }, &here)),
        ("keys-shown", keys::page(&keys::Keys::sample_shown(), &here)),
        ("keys-wrong", keys::page(&keys::Keys::sample_wrong(lang), &here)),
        ("webhook", webhook::page(&webhook::Told::sample(), &here)),
        ("webhook-nowhere", webhook::page(&webhook::Told::sample_nowhere(), &here)),
        ("webhook-off", webhook::page(&webhook::Told::sample_off(), &here)),
        ("recipients", recipients::page(&recipients::Recipients::sample(), &here)),
        ("recipients-empty", recipients::page(&recipients::Recipients::default(), &here)),
        ("recipients-shown", recipients::page(&recipients::Recipients::sample_shown(), &here)),
        ("recipients-wrong", recipients::page(&recipients::Recipients::sample_wrong(lang), &here)),
        ("records", records::page(&records::Records::sample(), &here)),
        ("records-viewer", records::page(&records::Records { may: false, ..records::Records::sample() }, &viewer)),
        ("outbox", outbox::page(&outbox::Outbox::sample(), &here)),
        ("outbox-empty", outbox::page(&outbox::Outbox { sends: true, ..Default::default() }, &here)),
        ("audit", audit::page(&audit::Audit::sample(), &here)),
        ("audit-empty", audit::page(&audit::Audit::default(), &here)),
        ("ledger", ledger::page(&ledger::Ledger::sample(), &here)),
        ("ledger-empty", ledger::page(&ledger::Ledger::default(), &here)),
        ("listen", listen::page(&listen::Listen::sample(), &here)),
        ("listen-empty", listen::page(&listen::Listen { may: true, ..Default::default() }, &here)),
        ("listen-viewer", listen::page(&listen::Listen::default(), &viewer)),
        ("listen-rating", listen_run::page(&listen_run::New::sample("rating"), &here)),
        ("listen-study", listen_run::page(&listen_run::New::sample("study"), &here)),
        (
            "listen-opinion",
            listen_run::page(
                &listen_run::New { errors: Errors::default(), ..listen_run::New::sample("opinion") },
                &here,
            ),
        ),
    ]
}

/// A statement at the desk.
fn statement(part: comity_store::Part, shell: &Shell) -> Markup {
    use crate::web::portal::opinions::{sample, statement::Statement};
    let answers = comity_measure::opinion::Tally { agree: 31, disagree: 7, pass: 4 };
    let view = Statement::sample_of(sample::statement(false, part, false));
    opinions::statement::page(&view, Some(answers), shell)
}
