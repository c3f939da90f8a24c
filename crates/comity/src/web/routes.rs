//! Everything that is served.

use std::time::Duration;

use comity_store::Right as R;

use super::api;
use super::handler::{
    assets, checkpoint, confirm, embed, enter, front, gpc, handoff, health, letters, open, portal, public,
    records as files, search, set_up, sign_in, sign_out, studio,
};
use super::limit::Rate;
use super::route::{Route, Who};
use super::way;

/// Bytes of a form with a logo or a table of people.
const UPLOAD: usize = 8 * 1024 * 1024;
/// Bytes of terms as a form: every text of every clause in every language.
const TERMS: usize = 2 * 1024 * 1024;

/// Bytes of a receipt to be checked: of an access it carries a proof for each thing that came of it.
const RECEIPT: usize = 1024 * 1024;

/// How long the files of a study may be on their way; their size is counted as they come.
const HOUR: Duration = Duration::from_secs(3_600);

/// The pages of a way to take part, at the address that is its code: for persons, and for members.
macro_rules! taking_part {
    ($code:literal, $way:expr) => {{
        use portal::part as person;
        use studio::part as desk;
        const LIST: &str = concat!("/exchanges/{id}/", $code);
        const SIMILAR: &str = concat!("/exchanges/{id}/", $code, "/similar");
        const ONE: &str = concat!("/exchanges/{id}/", $code, "/{contribution}");
        const DESK: &str = concat!("/studio/exchanges/{id}/", $code);
        const DESK_ONE: &str = concat!("/studio/exchanges/{id}/", $code, "/{contribution}");
        let see = Who::Holder(R::ExchangeRead);
        [
            Route::get(LIST, Who::Person, |a, b, c, d| person::get($way, a, b, c, d)),
            Route::post(LIST, Who::Person, |a, b, c, d| person::post($way, a, b, c, d)).rate(Rate::Answer),
            Route::post(SIMILAR, Who::Person, |a, b, c, d| person::similar($way, a, b, c, d)),
            Route::get(ONE, Who::Person, |a, b, c| person::one_get($way, a, b, c)),
            Route::post(ONE, Who::Person, |a, b, c, d| person::one_post($way, a, b, c, d)).rate(Rate::Answer),
            Route::get(DESK, see, |a, b, c, d| desk::get($way, a, b, c, d)),
            Route::post(DESK, Who::Holder(R::ExchangePublish), |a, b, c, d| desk::post($way, a, b, c, d)),
            Route::get(DESK_ONE, see, |a, b, c, d| desk::one_get($way, a, b, c, d)),
            Route::post(DESK_ONE, Who::Holder(R::Moderate), |a, b, c, d| desk::one_post($way, a, b, c, d)),
        ]
    }};
}

/// The table.
pub fn table() -> Vec<Route> {
    let mut table = doors();
    table.extend(portal());
    table.extend(studio());
    table.extend(taking_part!("ideas", &way::Ideas));
    table.extend(taking_part!("questions", &way::Questions));
    table.extend(taking_part!("challenges", &way::Challenges));
    table.extend(taking_part!("help", &way::Help));
    table.extend(roadmaps());
    table.extend(voices());
    table.extend(recognised());
    table.extend(api::routes());
    table
}

fn portal() -> Vec<Route> {
    use portal::{
        access, agreement, contributions, details, erase, exchange, export, guest, home, information, opinions, pulses,
        receipt, record, uses,
    };
    vec![
        Route::get("/me", Who::Person, home::get),
        Route::get("/me/information", Who::Person, information::get),
        Route::post("/me/information/{id}", Who::Person, information::post).rate(Rate::Answer),
        Route::get("/me/information/uses", Who::Person, uses::get),
        Route::get("/me/accesses/{id}/{place}", Who::Person, access::get),
        Route::get("/me/accesses/{id}/{place}/receipt.json", Who::Person, access::file),
        Route::get("/me/contributions", Who::Person, contributions::get),
        Route::post("/me/contributions", Who::Person, contributions::post).rate(Rate::Answer),
        Route::get("/me/pulses", Who::Person, pulses::get),
        Route::get("/me/pulses/{id}", Who::Person, pulses::one_get),
        Route::post("/me/pulses/{id}", Who::Person, pulses::one_post).rate(Rate::Answer),
        Route::get("/me/guest", Who::Person, guest::get),
        Route::post("/me/guest", Who::Person, guest::post).rate(Rate::Answer),
        Route::get("/me/details", Who::Person, details::get),
        Route::post("/me/details", Who::Person, details::post).rate(Rate::Answer),
        Route::get("/me/export", Who::Person, export::get),
        Route::post("/me/export", Who::Person, export::post).rate(Rate::Answer),
        Route::get("/me/erase", Who::Person, erase::get),
        Route::post("/me/erase", Who::Person, erase::post).rate(Rate::Answer),
        Route::get("/me/receipts/{id}", Who::Person, receipt::get),
        Route::get("/me/receipts/{id}/receipt.json", Who::Person, receipt::file),
        Route::get("/exchanges/{id}", Who::Person, exchange::get),
        Route::post("/exchanges/{id}", Who::Person, exchange::post).rate(Rate::Answer),
        Route::post("/exchanges/{id}/reopen", Who::Person, exchange::reopen).rate(Rate::Answer),
        Route::get("/exchanges/{id}/opinions", Who::Person, opinions::get),
        Route::post("/exchanges/{id}/opinions", Who::Person, opinions::post).rate(Rate::Answer),
        Route::get("/exchanges/{id}/opinions/{contribution}", Who::Person, opinions::statement_get),
        Route::post("/exchanges/{id}/opinions/{contribution}", Who::Person, opinions::statement_post)
            .rate(Rate::Answer),
        Route::get("/exchanges/{id}/search", Who::Person, search::get),
        Route::get("/exchanges/{id}/agreement", Who::Person, agreement::get),
        Route::get("/exchanges/{id}/record.json", Who::Person, record::file),
        Route::post("/exchanges/{id}/agreement", Who::Person, agreement::post).rate(Rate::Answer),
    ]
}

fn studio() -> Vec<Route> {
    use studio::{
        accesses, audit, counters, edit, embed, exchange, exchanges, export_all, handoff, imports, invite, keys,
        ledger, listen, listen_new, look, moderate, moderation, opinions, outbox, overview, owed, password, people,
        person, publish, pulses, recipients, records, signs, team, utilisation, webhook,
    };
    let may = Who::Holder;
    vec![
        Route::get("/studio", Who::Member, overview::get),
        Route::get("/studio/exchanges", may(R::ExchangeRead), exchanges::get),
        Route::get("/studio/exchanges/new", may(R::ExchangeWrite), exchanges::new_get),
        Route::post("/studio/exchanges/new", may(R::ExchangeWrite), exchanges::new_post),
        Route::get("/studio/exchanges/{id}", may(R::ExchangeRead), exchange::get),
        Route::get("/studio/exchanges/{id}/information", may(R::FiguresRead), utilisation::get),
        Route::get("/studio/exchanges/{id}/information.csv", may(R::FiguresRead), utilisation::csv),
        Route::get("/studio/exchanges/{id}/benefits", may(R::StandingRead), owed::get),
        Route::get("/studio/exchanges/{id}/benefits.csv", may(R::StandingRead), owed::persons).longest(HOUR),
        Route::get("/studio/exchanges/{id}/benefits-sums.csv", may(R::FiguresRead), owed::sums),
        Route::get("/studio/exchanges/{id}/accesses", may(R::LedgerRead), accesses::get),
        Route::get("/studio/exchanges/{id}/pulses", may(R::FiguresRead), pulses::get),
        Route::get("/studio/exchanges/{id}/pulses.csv", may(R::FiguresRead), pulses::csv),
        Route::get("/studio/exchanges/{id}/pulse-words.csv", may(R::StandingRead), pulses::words).longest(HOUR),
        Route::get("/studio/exchanges/{id}/embed", may(R::ExchangeRead), embed::get),
        Route::post("/studio/exchanges/{id}/embed", may(R::ExchangePublish), embed::post),
        Route::get("/studio/exchanges/{id}/preview", may(R::ExchangeRead), exchange::preview),
        Route::get("/studio/exchanges/{id}/terms.toml", may(R::ExchangeRead), exchange::toml),
        Route::get("/studio/exchanges/{id}/versions/{n}", may(R::ExchangeRead), exchange::version),
        Route::get("/studio/exchanges/{id}/edit", may(R::ExchangeWrite), edit::get),
        Route::post("/studio/exchanges/{id}/edit", may(R::ExchangeWrite), edit::post).body(TERMS),
        Route::post("/studio/exchanges/{id}/lint", may(R::ExchangeWrite), edit::lint).body(TERMS),
        Route::get("/studio/exchanges/{id}/publish", may(R::ExchangePublish), publish::get),
        Route::post("/studio/exchanges/{id}/publish", may(R::ExchangePublish), publish::post),
        Route::post("/studio/exchanges/{id}/vote", may(R::ExchangePublish), publish::vote),
        Route::post("/studio/exchanges/{id}/close", may(R::ExchangePublish), exchange::close),
        Route::get("/studio/exchanges/{id}/invite", may(R::Invite), invite::get),
        Route::post("/studio/exchanges/{id}/invite", may(R::Invite), invite::post).body(UPLOAD),
        Route::get("/studio/exchanges/{id}/counters", may(R::StandingRead), counters::get),
        Route::post("/studio/exchanges/{id}/counters", may(R::CounterAnswer), counters::post),
        Route::get("/studio/exchanges/{id}/opinions", may(R::ExchangeRead), opinions::get),
        Route::post("/studio/exchanges/{id}/opinions", may(R::ExchangePublish), opinions::post),
        Route::get("/studio/exchanges/{id}/opinions/comments.csv", may(R::StandingRead), opinions::comments)
            .longest(HOUR),
        Route::get("/studio/exchanges/{id}/opinions/votes.csv", may(R::StandingRead), opinions::votes).longest(HOUR),
        Route::get(
            "/studio/exchanges/{id}/opinions/participants-votes.csv",
            may(R::StandingRead),
            opinions::participants,
        )
        .longest(HOUR),
        Route::get("/studio/exchanges/{id}/opinions/{contribution}", may(R::ExchangeRead), opinions::statement_get),
        Route::post("/studio/exchanges/{id}/opinions/{contribution}", may(R::Moderate), opinions::statement_post),
        Route::get("/studio/exchanges/{id}/search", may(R::ExchangeRead), search::get),
        Route::get("/studio/exchanges/{id}/export.zip", may(R::StandingRead), export_all::get).longest(HOUR),
        Route::get("/studio/exchanges/{id}/import", may(R::ExchangePublish), imports::get),
        Route::post("/studio/exchanges/{id}/import", may(R::ExchangePublish), imports::post)
            .body(usize::MAX)
            .longest(HOUR),
        Route::get("/studio/exchanges/{id}/import/{import}", may(R::ExchangePublish), imports::one_get).longest(HOUR),
        Route::post("/studio/exchanges/{id}/import/{import}", may(R::ExchangePublish), imports::one_post).longest(HOUR),
        Route::get("/studio/exchanges/{id}/desk", may(R::StandingRead), moderate::get),
        Route::post("/studio/exchanges/{id}/desk", may(R::Moderate), moderate::post),
        Route::get("/studio/exchanges/{id}/signs", may(R::StandingRead), signs::get),
        Route::post("/studio/exchanges/{id}/signs", may(R::Moderate), signs::post),
        Route::get("/studio/exchanges/{id}/moderation", may(R::ExchangeRead), moderation::exchange_get),
        Route::post("/studio/exchanges/{id}/moderation", may(R::ExchangePublish), moderation::exchange_post),
        Route::get("/studio/people", may(R::PersonRead), people::get),
        Route::get("/studio/people/new", may(R::PersonWrite), people::new_get),
        Route::post("/studio/people/new", may(R::PersonWrite), people::new_post),
        Route::get("/studio/people/import", may(R::PersonWrite), people::import_get),
        Route::post("/studio/people/import", may(R::PersonWrite), people::import_post).body(UPLOAD),
        Route::get("/studio/people/{id}", may(R::PersonRead), person::get),
        Route::post("/studio/people/{id}/link", may(R::Invite), person::link),
        Route::post("/studio/people/{id}/export", may(R::PersonWrite), person::export),
        Route::get("/studio/people/{id}/records/{exchange}", may(R::StandingRead), records::person),
        Route::get("/studio/people/{id}/erase", may(R::PersonWrite), person::erase_get),
        Route::post("/studio/people/{id}/erase", may(R::PersonWrite), person::erase_post),
        Route::get("/studio/listen", may(R::FiguresRead), listen::get),
        Route::get("/studio/listen/new", may(R::Listen), listen_new::get),
        Route::post("/studio/listen/new", may(R::Listen), listen_new::post).body(usize::MAX).longest(HOUR),
        Route::get("/studio/listen/{id}/report", may(R::FiguresRead), listen::report),
        Route::post("/studio/listen/{id}/remove", may(R::Listen), listen::remove),
        Route::get("/studio/settings", may(R::MemberRead), team::get),
        Route::post("/studio/settings", may(R::MemberWrite), team::post),
        Route::get("/studio/settings/look", may(R::FirmRead), look::get),
        Route::post("/studio/settings/look", may(R::FirmWrite), look::post).body(UPLOAD),
        Route::get("/studio/settings/handoff", may(R::FirmRead), handoff::get),
        Route::post("/studio/settings/handoff", may(R::FirmWrite), handoff::post),
        Route::get("/studio/settings/keys", may(R::ClientRead), keys::get),
        Route::post("/studio/settings/keys", may(R::ClientWrite), keys::post),
        Route::get("/studio/settings/keys/{id}", may(R::ClientRead), webhook::get),
        Route::post("/studio/settings/keys/{id}", may(R::ClientWrite), webhook::post),
        Route::get("/studio/settings/recipients", may(R::ClientRead), recipients::get),
        Route::post("/studio/settings/recipients", may(R::ClientWrite), recipients::post),
        Route::get("/studio/settings/moderation", may(R::ExchangeRead), moderation::firm_get),
        Route::post("/studio/settings/moderation", may(R::ExchangePublish), moderation::firm_post),
        Route::get("/studio/settings/records", may(R::FirmRead), records::get),
        Route::post("/studio/settings/records", may(R::FirmWrite), records::post),
        Route::get("/studio/settings/records/processing.csv", may(R::ExchangeRead), records::csv),
        Route::get("/studio/settings/records/processing.json", may(R::ExchangeRead), records::json),
        Route::get("/studio/settings/pulses", may(R::FirmRead), pulses::rule_get),
        Route::post("/studio/settings/pulses", may(R::FirmWrite), pulses::rule_post),
        Route::get("/studio/settings/outbox", may(R::OutboxRead), outbox::get),
        Route::post("/studio/settings/outbox", may(R::Invite), outbox::post),
        Route::get("/studio/settings/password", Who::Member, password::get),
        Route::post("/studio/settings/password", Who::Member, password::post).rate(Rate::SignIn),
        Route::get("/studio/ledger", may(R::LedgerRead), ledger::get),
        Route::get("/studio/audit", may(R::AuditRead), audit::get),
        Route::get("/studio/audit.csv", may(R::AuditRead), audit::csv).longest(HOUR),
    ]
}

/// Voice: for persons, and for members.
fn voices() -> Vec<Route> {
    use portal::voice as person;
    use studio::voice as desk;
    const MINE: &str = "/exchanges/{id}/voice";
    const DESK: &str = "/studio/exchanges/{id}/voice";
    vec![
        Route::get(MINE, Who::Person, person::get),
        Route::post(MINE, Who::Person, person::post).rate(Rate::Answer),
        Route::get(DESK, Who::Holder(R::FiguresRead), desk::get),
        Route::post(DESK, Who::Holder(R::PersonWrite), desk::post),
    ]
}

/// Roadmaps and changelogs: for persons, for everybody where the firm says so, and for members; the statuses that lead there; and whom an
/// activity is for.
fn roadmaps() -> Vec<Route> {
    use portal::roadmap as person;
    use studio::{audience, changelog, roadmap, statuses};
    const AUDIENCE: &str = "/studio/exchanges/{id}/audience/{activity}";
    const DESK: &str = "/studio/exchanges/{id}/roadmap";
    const LOG: &str = "/studio/exchanges/{id}/changelog";
    const ENTRY: &str = "/studio/exchanges/{id}/changelog/{entry}";
    const STATUSES: &str = "/studio/exchanges/{id}/statuses/{activity}";
    let (see, write, publish) =
        (Who::Holder(R::ExchangeRead), Who::Holder(R::Moderate), Who::Holder(R::ExchangePublish));
    vec![
        Route::get("/exchanges/{id}/roadmap", Who::Person, person::get),
        Route::get("/exchanges/{id}/changelog", Who::Person, person::log),
        Route::get("/public/{id}/roadmap", Who::AtFirm, public::roadmap).rate(Rate::Public),
        Route::get("/public/{id}/changelog", Who::AtFirm, public::log).rate(Rate::Public),
        Route::get("/public/{id}/changelog.atom", Who::AtFirm, public::atom).rate(Rate::Public),
        Route::get(DESK, see, roadmap::get),
        Route::post(DESK, publish, roadmap::post),
        Route::get(LOG, see, changelog::get),
        Route::post(LOG, write, changelog::post),
        Route::get(ENTRY, see, changelog::one_get),
        Route::post(ENTRY, write, changelog::one_post),
        Route::get(STATUSES, see, statuses::get),
        Route::post(STATUSES, publish, statuses::post),
        Route::get(AUDIENCE, see, audience::get),
        Route::post(AUDIENCE, publish, audience::post),
    ]
}

/// What comes back for taking part, and who agrees to be named.
fn recognised() -> Vec<Route> {
    use portal::recognition as person;
    use studio::{credit, recognition};
    const DESK: &str = "/studio/exchanges/{id}/recognition";
    const CREDIT: &str = "/studio/exchanges/{id}/credit/{contribution}";
    vec![
        Route::get("/me/recognition", Who::Person, person::get),
        Route::post("/me/recognition/{id}", Who::Person, person::post).rate(Rate::Answer),
        Route::get(DESK, Who::Holder(R::ExchangeRead), recognition::get),
        Route::post(DESK, Who::Holder(R::ExchangePublish), recognition::post),
        Route::get(CREDIT, Who::Holder(R::Moderate), credit::get),
        Route::post(CREDIT, Who::Holder(R::Moderate), credit::post),
    ]
}

fn doors() -> Vec<Route> {
    vec![
        Route::get("/livez", Who::Anybody, health::live),
        Route::get("/readyz", Who::Anybody, health::ready),
        Route::get("/assets/{hash}/{name}", Who::Anybody, assets::asset),
        Route::get("/look/{mark}/{name}", Who::AtFirm, assets::look),
        Route::get("/.well-known/gpc.json", Who::Anybody, gpc::get),
        Route::get("/receipts/check", Who::AtFirm, portal::check::get),
        Route::post("/receipts/check", Who::AtFirm, portal::check::post).rate(Rate::Link).body(RECEIPT),
        Route::get("/records/schema-1.json", Who::Anybody, files::schema),
        Route::get("/ledger/checkpoint", Who::Anybody, checkpoint::get),
        Route::get("/", Who::Anybody, front::get),
        Route::post("/sign-out", Who::AtFirm, sign_out::post),
        Route::get("/studio/set-up", Who::Anybody, set_up::get),
        Route::post("/studio/set-up", Who::Anybody, set_up::post).rate(Rate::SignIn),
        Route::get("/studio/sign-in", Who::AtFirm, sign_in::get),
        Route::post("/studio/sign-in", Who::AtFirm, sign_in::post).rate(Rate::SignIn),
        Route::get("/enter", Who::AtFirm, enter::get),
        Route::post("/enter", Who::AtFirm, enter::post).rate(Rate::Link),
        Route::get("/enter/{token}", Who::AtFirm, enter::look),
        Route::post("/enter/{token}", Who::AtFirm, enter::open).rate(Rate::Link),
        Route::get("/confirm/{token}", Who::AtFirm, confirm::get),
        Route::post("/confirm/{token}", Who::AtFirm, confirm::post).rate(Rate::Link),
        Route::get("/letters/{person}/{secret}", Who::Secret, letters::get),
        Route::post("/letters/{person}/{secret}", Who::Secret, letters::post).rate(Rate::Link),
        Route::get("/open/{activity}", Who::AtFirm, open::get),
        Route::post("/open/{activity}", Who::AtFirm, open::post),
        Route::post("/open/{activity}/similar", Who::AtFirm, open::similar).rate(Rate::Public),
        Route::get("/open/{activity}/{contribution}", Who::AtFirm, open::one_get),
        Route::post("/open/{activity}/{contribution}", Who::AtFirm, open::one_post),
        Route::get("/guest", Who::AtFirm, open::mine),
        Route::post("/guest", Who::AtFirm, open::forget).rate(Rate::Link),
        Route::get("/embed.js", Who::AtFirm, embed::script),
        Route::post("/embed/{activity}", Who::Secret, embed::post),
        Route::get("/handoff", Who::AtFirm, handoff::get),
        Route::post("/handoff", Who::AtFirm, handoff::post).rate(Rate::Link),
    ]
}
