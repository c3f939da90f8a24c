//! Every call, for every role and for others than members, also with another firm's ids.

use std::collections::{BTreeMap, BTreeSet};

use comity_exchange::clause::Position;
use comity_exchange::id::{ClauseId, PurposeId};
use comity_store::*;
use futures_util::future::BoxFuture;

use crate::information;
use comity_participation::status::OutcomeKind;

use crate::opinions::{elsewhere, english, opinions};
use crate::participation::{idea, ideas, no};
use crate::setting::{Books, DAY, Firm, condition, exchange, invited, response, somebody, terms};

/// Who may.
#[derive(Debug, Clone, Copy, PartialEq)]
enum May {
    /// Members by this right; the house too.
    By(Right),
    /// As before; also persons about themselves.
    Own(Right),
    /// Persons alone, for themselves.
    Persons,
    /// Persons alone, each about themselves: it names nobody.
    Oneself,
    /// Guests alone, each about themselves.
    Guests,
    /// Systems of the firm, with a key for that.
    Clients(Scope),
    /// Only the house.
    House,
    /// Anybody; what protects it is a secret, or nothing has to.
    Anybody,
}

/// Ids of one firm.
#[derive(Clone)]
struct Ids {
    exchange: ExchangeId,
    person: PersonId,
    other: PersonId,
    member: MemberId,
    counter: CounterId,
    vote: VoteId,
    job: JobId,
    mail: MailId,
    run: RunId,
    leaf: LeafId,
    token: Token,
    client: ClientId,
    access: LeafId,
    hook: HookId,
    activity: ActivityId,
    idea: ContributionId,
    comment: CommentId,
    secret: String,
    challenge: ActivityId,
    entry: ContributionId,
    map: ActivityId,
    import: ImportId,
    pulse: PulseId,
    voice: VoiceId,
    entry_of_log: EntryId,
    recognition: RecognitionId,
    credit: CreditId,
}

type Call = Box<dyn for<'a> Fn(&'a Store, &'a Context, &'a Ids) -> BoxFuture<'a, Result<(), Error>>>;

struct Case {
    name: &'static str,
    may: May,
    /// Whether it names something by an id that another firm could have.
    by_id: bool,
    call: Call,
}

macro_rules! case {
    ($all:ident, $name:ident, $may:expr, $by_id:literal, |$s:ident, $c:ident, $i:ident| $call:expr) => {
        $all.push(Case {
            name: stringify!($name),
            may: $may,
            by_id: $by_id,
            call: Box::new(|$s, $c, $i| {
                Box::pin(async move {
                    let _ = &$i;
                    $call.await.map(drop)
                })
            }),
        });
    };
}

fn cases() -> Vec<Case> {
    use May::{Anybody, By, Clients, Guests, House, Oneself, Own, Persons};
    use Right as R;
    let mut all = Vec::new();
    let clause = || ClauseId::new("messages").unwrap();
    let _ = clause;
    case!(all, firm_create, House, false, |s, c, i| s.firm_create(
        c,
        FirmNew { slug: "norda".into(), name: "N".into(), country: "IT".into(), languages: vec!["it".into()] }
    ));
    case!(all, firm_by_slug, Anybody, false, |s, c, i| s.firm_by_slug(c, "norda"));
    case!(all, firm_by_host, Anybody, false, |s, c, i| s.firm_by_host(c, "norda.example"));
    case!(all, firm_list, House, false, |s, c, i| s.firm_list(c));
    case!(all, firm_get, Anybody, false, |s, c, i| s.firm_get(c));
    case!(all, firm_update, By(R::FirmWrite), false, |s, c, i| async {
        let look = s.firm_get(c).await?.look;
        s.firm_update(c, look).await
    });
    case!(all, firm_details_get, By(R::FirmRead), false, |s, c, i| s.firm_details_get(c));
    case!(all, firm_details_set, By(R::FirmWrite), false, |s, c, i| async {
        s.firm_details_set(c, &FirmDetails::default()).await
    });
    case!(all, processing_record, By(R::ExchangeRead), false, |s, c, i| async {
        s.processing_record(c, "norda", &comity_exchange::text::Language::new("it").unwrap()).await
    });
    case!(all, record_get, Own(R::StandingRead), true, |s, c, i| async {
        s.record_get(c, i.exchange, i.person, &crate::records::pages()).await
    });
    case!(all, member_add, By(R::MemberWrite), false, |s, c, i| s.member_add(
        c,
        MemberNew { mail: "x@norda.example".into(), name: "X".into(), role: Role::Viewer, password_hash: None }
    ));
    case!(all, member_list, By(R::MemberRead), false, |s, c, i| s.member_list(c));
    case!(all, member_get, By(R::MemberRead), true, |s, c, i| s.member_get(c, i.member));
    case!(all, member_by_mail, Anybody, false, |s, c, i| async {
        // Visitors and the house, who sign somebody in; nobody else.
        match s.member_by_mail(c, "owner@norda.example").await {
            Err(Error::Denied(Right::HousesWork)) => Ok(()),
            other => other.map(drop),
        }
    });
    case!(all, member_count, Anybody, false, |s, c, i| s.member_count(c));
    case!(all, member_role_set, By(R::MemberWrite), true, |s, c, i| s.member_role_set(c, i.member, Role::Viewer));
    case!(all, member_password_set, By(R::MemberWrite), true, |s, c, i| s.member_password_set(c, i.member, "h".into()));
    case!(all, member_name_set, By(R::MemberWrite), true, |s, c, i| s.member_name_set(c, i.member, "Other"));
    case!(all, session_open, House, true, |s, c, i| s.session_open(c, Who::Person(i.person), DAY));
    case!(all, session_find, Anybody, false, |s, c, i| s.session_find(c, &i.token));
    case!(all, session_rotate, Anybody, true, |s, c, i| s.session_rotate(c, &i.token));
    case!(all, session_end, Anybody, false, |s, c, i| s.session_end(c, &i.token));
    case!(all, session_end_all, Own(R::PersonWrite), false, |s, c, i| s.session_end_all(c, Who::Person(i.person)));
    case!(all, link_make, By(R::Invite), true, |s, c, i| s.link_make(
        c,
        LinkFor { who: Who::Person(i.person), exchange: None },
        DAY
    ));
    case!(all, link_peek, Anybody, false, |s, c, i| s.link_peek(c, &i.token));
    case!(all, link_use, Anybody, true, |s, c, i| s.link_use(c, &i.token));
    case!(all, handoff_use, House, false, |s, c, i| s.handoff_use(c, "jti", i64::MAX));
    case!(all, handoff_read, House, false, |s, c, i| s.handoff_read(c, "no token"));
    case!(all, handoff_key_make, By(R::FirmWrite), false, |s, c, i| s.handoff_key_make(c));
    case!(all, handoff_key_made, By(R::FirmRead), false, |s, c, i| s.handoff_key_made(c));
    case!(all, handoff_key_end, By(R::FirmWrite), false, |s, c, i| s.handoff_key_end(c));
    case!(all, person_add, By(R::PersonWrite), false, |s, c, i| s.person_add(c, somebody("new@example.com")));
    case!(all, person_import, By(R::PersonWrite), false, |s, c, i| s
        .person_import(c, vec![ImportLine { person: somebody("import@example.com"), evidence: "paper".into() }]));
    case!(all, person_list, By(R::PersonRead), false, |s, c, i| async { s.person_list(c, &Page::default()).await });
    case!(all, person_agreements, By(R::StandingRead), false, |s, c, i| s.person_agreements(c, i.other, i.person));
    case!(all, person_get, Own(R::PersonRead), true, |s, c, i| s.person_get(c, i.person));
    case!(all, person_by_mail, By(R::PersonRead), false, |s, c, i| s.person_by_mail(c, "p@example.com"));
    case!(all, person_by_external, By(R::PersonRead), false, |s, c, i| s.person_by_external(c, "C-7"));
    case!(all, person_correct, Own(R::PersonWrite), true, |s, c, i| s.person_correct(
        c,
        i.person,
        PersonChange { name: Some(Some("P".into())), ..PersonChange::default() }
    ));
    case!(all, mail_change_ask, Own(R::PersonWrite), true, |s, c, i| s.mail_change_ask(
        c,
        i.person,
        "n@b.example",
        DAY
    ));
    case!(all, mail_change_peek, Anybody, false, |s, c, i| s.mail_change_peek(c, &i.token));
    case!(all, mail_change_use, Anybody, true, |s, c, i| s.mail_change_use(c, &i.token));
    case!(all, person_count, By(R::FiguresRead), false, |s, c, i| s.person_count(c));
    case!(all, person_everything, Own(R::PersonRead), true, |s, c, i| s.person_everything(c, i.person));
    case!(all, guardian_add, By(R::PersonWrite), true, |s, c, i| s.guardian_add(c, i.person, i.other));
    case!(all, guardian_list, Own(R::PersonRead), false, |s, c, i| s.guardian_list(c, i.person));
    case!(all, ward_list, Own(R::PersonRead), false, |s, c, i| s.ward_list(c, i.person));
    case!(all, guardian_remove, By(R::PersonWrite), true, |s, c, i| s.guardian_remove(c, i.person, i.other));
    case!(all, exchange_create, By(R::ExchangeWrite), false, |s, c, i| s.exchange_create(c, "T", terms()));
    case!(all, exchange_list, By(R::ExchangeRead), false, |s, c, i| s.exchange_list(c));
    case!(all, exchange_get, Own(R::ExchangeRead), true, |s, c, i| s.exchange_get(c, i.exchange));
    case!(all, exchange_rename, By(R::ExchangeWrite), true, |s, c, i| s.exchange_rename(c, i.exchange, "T"));
    case!(all, exchange_draft_save, By(R::ExchangeWrite), true, |s, c, i| s.exchange_draft_save(
        c,
        i.exchange,
        terms(),
        1
    ));
    case!(all, exchange_publish, By(R::ExchangePublish), true, |s, c, i| s.exchange_publish(c, i.exchange));
    case!(all, version_get, Own(R::ExchangeRead), true, |s, c, i| s.version_get(c, i.exchange, 1));
    case!(all, vote_open, By(R::ExchangePublish), true, |s, c, i| s.vote_open(
        c,
        i.exchange,
        ClauseId::new("helping").unwrap(),
        None
    ));
    case!(all, vote_answer, Persons, true, |s, c, i| s.vote_answer(c, i.vote, true));
    case!(all, vote_list, Own(R::ExchangeRead), true, |s, c, i| s.vote_list(c, i.exchange));
    case!(all, invitation_add, By(R::Invite), true, |s, c, i| s.invitation_add(c, i.exchange, i.person));
    case!(all, invitation_add_for, By(R::Invite), true, |s, c, i| s.invitation_add_for(c, i.exchange, i.person, DAY));
    case!(all, invitation_list, By(R::PersonRead), false, |s, c, i| async {
        s.invitation_list(c, i.exchange, &Page::default()).await
    });
    case!(all, standing_view, Own(R::StandingRead), true, |s, c, i| s.standing_view(c, i.exchange, i.person));
    case!(all, standing_views, Own(R::StandingRead), false, |s, c, i| s.standing_views(c, i.person));
    case!(all, standing_get, Own(R::StandingRead), true, |s, c, i| s.standing_get(c, i.exchange, i.person));
    case!(all, standing_list, Own(R::StandingRead), false, |s, c, i| s.standing_list(c, i.person));
    case!(all, standing_respond, Persons, true, |s, c, i| async {
        let mut standing = comity_exchange::negotiation::Standing::default();
        standing.offer(1, &terms().into(), None, comity_exchange::time::Timestamp(0));
        s.standing_respond(c, i.exchange, response(&standing, &[])).await
    });
    case!(all, standing_decline, Persons, true, |s, c, i| s.standing_decline(c, i.exchange, terms().fingerprint()));
    case!(all, standing_reopen, Persons, true, |s, c, i| s.standing_reopen(c, i.exchange));
    case!(all, standing_withdraw, Persons, true, |s, c, i| s.standing_withdraw(
        c,
        i.exchange,
        PurposeId::new("advice").unwrap()
    ));
    case!(all, standing_set, Persons, true, |s, c, i| s.standing_set(
        c,
        i.exchange,
        ClauseId::new("messages").unwrap(),
        Position::Number(1)
    ));
    case!(all, standing_leave, Persons, true, |s, c, i| s.standing_leave(c, i.exchange));
    case!(all, standing_settle, House, false, |s, c, i| s.standing_settle(c, i.exchange, None, 10));
    case!(all, counter_list, By(R::StandingRead), false, |s, c, i| async {
        s.counter_list(c, i.exchange, &CounterFilter::default(), &Page::default()).await
    });
    case!(all, counter_distribution, By(R::FiguresRead), false, |s, c, i| s.counter_distribution(c, i.exchange));
    case!(all, standing_counts, By(R::FiguresRead), false, |s, c, i| s.standing_counts(c, i.exchange));
    case!(all, answer_counts, Own(R::FiguresRead), true, |s, c, i| async {
        // Nothing is counted of an exchange that is another firm's.
        match s.answer_counts(c, i.exchange, None).await {
            Ok(counts) if counts.is_empty() => Err(Error::NotFound("exchange")),
            other => other.map(drop),
        }
    });
    case!(all, counter_accept, By(R::CounterAnswer), true, |s, c, i| s.counter_accept(c, i.counter, For::One, None));
    case!(all, counter_decline, By(R::CounterAnswer), true, |s, c, i| s.counter_decline(c, i.counter, "no"));
    case!(all, counter_take_back, Persons, true, |s, c, i| s.counter_take_back(c, i.counter));
    case!(all, counter_sweep, House, false, |s, c, i| s.counter_sweep(c));
    case!(all, receipt_list, Own(R::StandingRead), false, |s, c, i| s.receipt_list(c, i.person));
    case!(all, receipt_get, Own(R::StandingRead), true, |s, c, i| s.receipt_get(c, i.leaf));
    case!(all, receipt_file, Own(R::StandingRead), true, |s, c, i| s.receipt_file(c, i.leaf));
    case!(all, access_list, Own(R::StandingRead), false, |s, c, i| s.access_list(c, i.person, &Page::default()));
    case!(all, access_receipt, Own(R::StandingRead), true, |s, c, i| s.access_receipt(c, i.person, i.access, 0));
    case!(all, access_receipt_file, Own(R::StandingRead), true, |s, c, i| s
        .access_receipt_file(c, i.person, i.access, 0));
    case!(all, benefits_get, Own(R::StandingRead), true, |s, c, i| s.benefits_get(c, i.exchange, i.person));
    case!(all, notices_about, Own(R::StandingRead), false, |s, c, i| s.notices_about(c, i.person));
    case!(all, values_counted, Own(R::StandingRead), false, |s, c, i| s.values_counted(c, i.person));
    case!(all, items_own, Persons, false, |s, c, i| s.items_own(c, i.exchange));
    case!(all, item_correct, Persons, true, |s, c, i| s.item_correct(
        c,
        i.exchange,
        information::plan(),
        information::json("1")
    ));
    case!(all, item_contest, Persons, true, |s, c, i| s.item_contest(c, i.exchange, information::plan()));
    case!(all, item_contest_end, Persons, true, |s, c, i| s.item_contest_end(c, i.exchange, information::plan()));
    case!(all, items_contested, Persons, true, |s, c, i| s.items_contested(c, i.exchange));
    case!(all, items_write, Clients(Scope::ItemsWrite), true, |s, c, i| s.items_write(
        c,
        i.exchange,
        vec![information::new("C-1", "plan", "1")],
        None
    ));
    case!(all, items_read, Clients(Scope::ItemsRead), true, |s, c, i| async {
        s.items_read(c, i.exchange, &information::asks("advice", &["plan"], &["C-1"])).await
    });
    case!(all, use_add, Clients(Scope::UsesWrite), true, |s, c, i| s.use_add(c, information::used(i.access), None));
    case!(all, benefit_add, Clients(Scope::BenefitsWrite), true, |s, c, i| s.benefit_add(
        c,
        i.exchange,
        BenefitNew { person: "C-1".into(), clause: "bill".into(), benefit: "detail".into(), amount: None },
        None
    ));
    let read = || Clients(Scope::ContributionsRead);
    let answer = || Clients(Scope::ContributionsAnswer);
    let write = || Clients(Scope::ContributionsWrite);
    case!(all, key_activities, read(), true, |s, c, i| s.key_activities(c, i.exchange));
    case!(all, key_activity, read(), true, |s, c, i| s.key_activity(c, i.activity));
    case!(all, key_statements, read(), true, |s, c, i| s.key_statements(c, i.map));
    case!(all, key_contributions, read(), true, |s, c, i| async {
        s.key_contributions(c, i.activity, &ContributionAsked::default(), &Page::default()).await
    });
    case!(all, key_contribution, read(), true, |s, c, i| s.key_contribution(c, i.idea));
    case!(all, key_belongs, answer(), true, |s, c, i| s.key_belongs(c, i.idea));
    case!(all, key_status_set, answer(), true, |s, c, i| s.key_status_set(
        c,
        (i.idea, 2),
        ("planned", "In spring.".into()),
        None
    ));
    case!(all, key_activity_answer, answer(), true, |s, c, i| {
        s.key_activity_answer(c, i.activity, (OutcomeKind::Done, "It is done.".into()), None)
    });
    case!(all, key_merge, answer(), true, |s, c, i| s.key_merge(c, (i.idea, i.idea), None));
    case!(all, key_unmerge, answer(), true, |s, c, i| s.key_unmerge(c, i.idea, None));
    case!(all, key_answer, answer(), true, |s, c, i| s.key_answer(c, i.idea, (None, "Yes".into()), None));
    case!(all, key_person, write(), false, |s, c, i| s.key_person(c, "C-1"));
    case!(all, key_bring, write(), true, |s, c, i| { s.key_bring(c, (i.person, i.activity), idea("Another"), None) });
    case!(all, key_vote, write(), true, |s, c, i| s.key_vote(c, (i.person, i.idea), None, None));
    case!(all, key_comment, write(), true, |s, c, i| s.key_comment(c, (i.person, i.idea), (None, "Yes".into()), None));
    case!(all, key_accept, write(), true, |s, c, i| s.key_accept(c, (i.person, i.idea), i.comment, None));
    case!(all, accesses_file, House, false, |s, c, i| s.accesses_file(c));
    case!(all, accesses_due, House, false, |s, c, i| s.accesses_due(c));
    case!(all, utilisation_get, By(R::FiguresRead), true, |s, c, i| s.utilisation_get(c, i.exchange));
    case!(all, utilisation_latest, By(R::FiguresRead), false, |s, c, i| s.utilisation_latest(c));
    case!(all, utilisation_tend, House, true, |s, c, i| s.utilisation_tend(c, i.exchange));
    case!(all, exchange_all, House, false, |s, c, i| s.exchange_all(c));
    case!(all, benefits_tend, House, true, |s, c, i| s.benefits_tend(c, i.exchange));
    case!(all, benefit_sums, By(R::FiguresRead), true, |s, c, i| s.benefit_sums(c, i.exchange));
    case!(all, benefits_overdue, By(R::FiguresRead), false, |s, c, i| s.benefits_overdue(c));
    case!(all, owed_list, By(R::StandingRead), true, |s, c, i| s.owed_list(c, i.exchange, &Page::default()));
    case!(all, unused_list, Own(R::ExchangeRead), true, |s, c, i| s.unused_list(c, i.exchange));
    case!(all, items_expire, House, false, |s, c, i| s.items_expire(c, 9));
    case!(all, client_add, By(R::ClientWrite), false, |s, c, i| s.client_add(
        c,
        "Another",
        [Scope::ItemsRead].into_iter().collect()
    ));
    case!(all, client_list, By(R::ClientRead), false, |s, c, i| s.client_list(c));
    case!(all, client_find, Anybody, false, |s, c, i| s.client_find(c, "comity_x"));
    case!(all, webhook_set, By(R::ClientWrite), true, |s, c, i| s.webhook_set(
        c,
        i.client,
        Some(i.exchange),
        "https://advice.example/h"
    ));
    case!(all, webhook_rotate, By(R::ClientWrite), true, |s, c, i| s.webhook_rotate(c, i.client));
    case!(all, webhook_switch, By(R::ClientWrite), true, |s, c, i| s.webhook_switch(c, i.client, true));
    case!(all, webhook_try, By(R::ClientWrite), true, |s, c, i| s.webhook_try(c, i.client));
    case!(all, webhook_list, By(R::ClientRead), false, |s, c, i| s.webhook_list(c));
    case!(all, event_list, By(R::ClientRead), true, |s, c, i| s.event_list(c, i.client, false, &Page::default()));
    case!(all, event_again, By(R::ClientWrite), true, |s, c, i| s.event_again(c, NoticeId::new()));
    case!(all, event_claim, House, false, |s, c, i| s.event_claim(c, 9, DAY));
    case!(all, event_tried, House, false, |s, c, i| s.event_tried(c, NoticeId::new(), None));
    case!(all, events_forget, House, false, |s, c, i| s.events_forget(c));
    case!(all, webhook_remove, By(R::ClientWrite), true, |s, c, i| s.webhook_remove(c, i.client));
    case!(all, client_end, By(R::ClientWrite), true, |s, c, i| s.client_end(c, i.client));
    case!(all, hook_set, By(R::ClientWrite), true, |s, c, i| s.hook_set(
        c,
        i.exchange,
        "shop",
        "https://shop.example/h"
    ));
    case!(all, hook_list, By(R::ClientRead), false, |s, c, i| s.hook_list(c));
    case!(all, hook_remove, By(R::ClientWrite), true, |s, c, i| s.hook_remove(c, i.hook));
    case!(all, notice_list, By(R::ClientRead), false, |s, c, i| s.notice_list(c, true, &Page::default()));
    case!(all, notice_counts, By(R::ClientRead), false, |s, c, i| s.notice_counts(c));
    case!(all, notice_oldest, House, false, |s, c, i| s.notice_oldest(c));
    case!(all, notice_confirm, By(R::ClientWrite), true, |s, c, i| s.notice_confirm(c, NoticeId::new()));
    case!(all, notice_confirmed, Anybody, false, |s, c, i| s.notice_confirmed(c, NoticeId::new(), "x"));
    case!(all, notice_claim, House, false, |s, c, i| s.notice_claim(c, 9, DAY));
    case!(all, notice_tried, House, false, |s, c, i| s.notice_tried(c, NoticeId::new(), None, false));
    case!(all, access_entries, By(R::LedgerRead), true, |s, c, i| s.access_entries(c, i.exchange, &Page::default()));
    case!(all, access_counts, By(R::LedgerRead), true, |s, c, i| s.access_counts(c, i.exchange));
    case!(all, ledger_sequence, House, false, |s, c, i| s.ledger_sequence(c));
    case!(all, ledger_proof, By(R::LedgerRead), false, |s, c, i| s.ledger_proof(c, 0));
    case!(all, ledger_read, By(R::LedgerRead), false, |s, c, i| s.ledger_read(c, 0, 10));
    case!(all, ledger_verify, By(R::LedgerRead), false, |s, c, i| async {
        match s.ledger_verify(c, None).await {
            Err(comity_store::ledger::Unsound::Books(error)) => Err(error),
            Err(other) => panic!("{other}"),
            Ok(_) => Ok(()),
        }
    });
    case!(all, ledger_promised, By(R::LedgerRead), false, |s, c, i| async {
        let promise = Promise { leaf: i.leaf, entry: "{}".into(), signature: String::new() };
        match s.ledger_promised(c, &promise).await {
            Err(comity_store::ledger::Unsound::Books(error)) => Err(error),
            Err(comity_store::ledger::Unsound::OtherPromise(_)) => Ok(()),
            other => panic!("{other:?}"),
        }
    });
    case!(all, audit_list, By(R::AuditRead), false, |s, c, i| async {
        s.audit_list(c, &AuditFilter::default(), &Page::default()).await
    });
    case!(all, job_enqueue, House, false, |s, c, i| s.job_enqueue(c, JobNew::now("test", serde_json::json!({}))));
    case!(all, job_claim, House, false, |s, c, i| s.job_claim(c, DAY));
    case!(all, job_done, House, false, |s, c, i| s.job_done(c, i.job));
    case!(all, job_fail, House, false, |s, c, i| s.job_fail(c, i.job, "no"));
    case!(all, job_list, By(R::JobRead), false, |s, c, i| async { s.job_list(c, &Page::default()).await });
    case!(all, job_get, By(R::JobRead), true, |s, c, i| s.job_get(c, i.job));
    case!(all, job_dead_count, By(R::JobRead), false, |s, c, i| s.job_dead_count(c));
    case!(all, link_shown, By(R::Invite), false, |s, c, i| s.link_shown(c, &[Who::Person(i.person)]));
    case!(all, outbox_add, House, true, |s, c, i| s.outbox_add(
        c,
        MailNew { to: MailTo::Person(i.person), subject: "S".into(), text: "T".into(), about: None, unsubscribe: None }
    ));
    case!(all, outbox_claim, House, false, |s, c, i| s.outbox_claim(c, 1, DAY));
    case!(all, outbox_sent, House, false, |s, c, i| s.outbox_sent(c, i.mail));
    case!(all, outbox_failed, House, false, |s, c, i| s.outbox_failed(c, i.mail, "no"));
    case!(all, outbox_again, By(R::Invite), true, |s, c, i| s.outbox_again(c, i.mail));
    case!(all, outbox_list, By(R::OutboxRead), false, |s, c, i| async { s.outbox_list(c, &Page::default()).await });
    case!(all, backup, House, false, |s, c, i| async {
        match s.backup(c, std::path::Path::new("/dev/null/nowhere")).await {
            Err(comity_store::backup::BackupError::Books(error)) => Err(error),
            _ => Ok(()),
        }
    });
    case!(all, run_add, By(R::Listen), false, |s, c, i| s.run_add(
        c,
        RunNew {
            id: RunId::new(),
            kind: "rating".into(),
            language: "it".into(),
            title: "T".into(),
            options: BTreeMap::new()
        }
    ));
    case!(all, run_list, By(R::FiguresRead), false, |s, c, i| async { s.run_list(c, &Page::default()).await });
    case!(all, run_get, By(R::FiguresRead), true, |s, c, i| s.run_get(c, i.run));
    case!(all, run_claim, House, false, |s, c, i| s.run_claim(c, DAY));
    case!(all, run_progress, House, false, |s, c, i| s.run_progress(c, i.run, 1, 2, DAY));
    case!(all, run_end, House, false, |s, c, i| s.run_end(c, i.run, Ok("said".into())));
    case!(all, run_there, House, false, |s, c, i| s.run_there(c, &[i.run]));
    case!(all, run_remove, By(R::Listen), true, |s, c, i| s.run_remove(c, i.run));
    case!(all, activity_open, By(R::ExchangePublish), true, |s, c, i| s.activity_open(c, i.exchange, ideas()));
    case!(all, activity_list, Own(R::ExchangeRead), true, |s, c, i| s.activity_list(c, i.exchange));
    case!(all, activity_get, Own(R::ExchangeRead), true, |s, c, i| s.activity_get(c, i.activity));
    case!(all, contribution_bring, Persons, true, |s, c, i| s.contribution_bring(c, i.activity, idea("Another")));
    case!(all, contribution_similar, Own(R::ExchangeRead), true, |s, c, i| s.contribution_similar(
        c,
        i.activity,
        "data abroad"
    ));
    case!(all, contribution_list, Own(R::ExchangeRead), true, |s, c, i| async {
        s.contribution_list(c, i.activity, &ContributionFilter::default(), &Page::default()).await
    });
    case!(all, contribution_get, Own(R::ExchangeRead), true, |s, c, i| s.contribution_get(c, i.idea));
    case!(all, contribution_vote, Persons, true, |s, c, i| s.contribution_vote(c, i.idea, None));
    case!(all, contribution_follow, Persons, true, |s, c, i| s.contribution_follow(c, i.idea, true));
    case!(all, comment_add, Own(R::Moderate), true, |s, c, i| s.comment_add(c, i.idea, None, "Yes".into()));
    case!(all, contribution_status_set, By(R::Moderate), true, |s, c, i| s.contribution_status_set(
        c,
        (i.idea, 2),
        "planned",
        "In spring.".into()
    ));
    case!(all, contribution_merge, By(R::Moderate), true, |s, c, i| s.contribution_merge(c, i.idea, i.idea));
    case!(all, contribution_unmerge, By(R::Moderate), true, |s, c, i| s.contribution_unmerge(c, i.idea));
    case!(all, comment_moderate, By(R::Moderate), true, |s, c, i| s.comment_moderate(c, (i.comment, 1), no()));
    case!(all, contribution_moderate, By(R::Moderate), true, |s, c, i| s.contribution_moderate(c, (i.idea, 3), no()));
    case!(all, comment_contest, Persons, true, |s, c, i| s.comment_contest(c, i.comment, "But".into()));
    case!(all, contribution_contest, Persons, true, |s, c, i| s.contribution_contest(c, i.idea, "But".into()));
    case!(all, contribution_withdraw, Persons, true, |s, c, i| s.contribution_withdraw(c, i.idea));
    case!(all, contribution_thank, Persons, true, |s, c, i| s.contribution_thank(c, i.idea, None));
    case!(all, answer_accept, Own(R::Moderate), true, |s, c, i| s.answer_accept(c, i.idea, i.comment));
    case!(all, help_agree, Persons, true, |s, c, i| s.help_agree(c, i.idea, i.idea));
    case!(all, help_part, Persons, true, |s, c, i| s.help_part(c, i.idea, i.idea));
    case!(all, help_done, Persons, true, |s, c, i| s.help_done(c, i.idea, i.idea, "Done".into()));
    case!(all, entry_score, By(R::Moderate), true, |s, c, i| s.entry_score(c, i.entry, Vec::new()));
    case!(all, entry_ranking, By(R::StandingRead), true, |s, c, i| s.entry_ranking(c, i.challenge));
    case!(all, activity_evaluators_set, By(R::ExchangePublish), true, |s, c, i| {
        s.activity_evaluators_set(c, i.challenge, vec![i.member])
    });
    case!(all, statement_seed, By(R::ExchangePublish), true, |s, c, i| {
        s.statement_seed(c, i.map, vec!["One more".into()], english())
    });
    case!(all, statement_list, Own(R::ExchangeRead), true, |s, c, i| s.statement_list(c, i.map));
    case!(all, guest_count, Own(R::ExchangeRead), true, |s, c, i| s.guest_count(c, i.map));
    case!(all, statement_answers, Persons, true, |s, c, i| s.statement_answers(c, i.map));
    case!(all, opinion_books, House, true, |s, c, i| s.opinion_books(c, i.map));
    case!(all, opinion_export, By(R::StandingRead), true, |s, c, i| s.opinion_export(c, i.map));
    case!(all, opinion_import, By(R::ExchangePublish), true, |s, c, i| {
        s.opinion_import(c, i.exchange, opinions(), elsewhere())
    });
    case!(all, contribution_search, Own(R::ExchangeRead), true, |s, c, i| async {
        s.contribution_search(c, i.activity, "data", &ContributionFilter::default(), &Page::default()).await
    });
    case!(all, import_add, By(R::ExchangePublish), true, |s, c, i| {
        s.import_add(c, ImportId::new(), i.activity, ImportAsked::default(), false)
    });
    case!(all, import_list, By(R::ExchangePublish), true, |s, c, i| s.import_list(c, i.activity));
    case!(all, import_get, By(R::ExchangePublish), true, |s, c, i| s.import_get(c, i.import));
    case!(all, import_start, By(R::ExchangePublish), true, |s, c, i| {
        s.import_start(c, i.import, ImportAsked::default())
    });
    case!(all, import_drop, By(R::ExchangePublish), true, |s, c, i| s.import_drop(c, i.import));
    case!(all, import_claim, House, false, |s, c, i| s.import_claim(c, DAY));
    case!(all, import_progress, House, true, |s, c, i| s.import_progress(c, i.import, 1, 2, DAY));
    case!(all, import_put, House, true, |s, c, i| s.import_put(c, i.import, english(), Vec::new()));
    case!(all, import_merge, House, true, |s, c, i| s.import_merge(c, i.import, Vec::new()));
    case!(all, import_end, House, true, |s, c, i| s.import_end(c, i.import, ImportSaid::default()));
    case!(all, import_unread, House, false, |s, c, i| s.import_unread(c, &[i.import]));
    case!(all, import_undo, By(R::ExchangePublish), true, |s, c, i| s.import_undo(c, i.import));
    case!(all, export_begin, By(R::StandingRead), true, |s, c, i| s.export_begin(c, i.exchange, None));
    case!(all, export_contributions, By(R::StandingRead), true, |s, c, i| {
        s.export_contributions(c, i.activity, ContributionId::NONE, 10)
    });
    case!(all, export_comments, By(R::StandingRead), true, |s, c, i| {
        s.export_comments(c, i.activity, CommentId::NONE, 10)
    });
    case!(all, waiting_list, By(R::StandingRead), true, |s, c, i| s.waiting_list(c, i.exchange));
    case!(all, signs_look, By(R::StandingRead), true, |s, c, i| s.signs_look(c, i.activity));
    case!(all, signs_decide, By(R::Moderate), true, |s, c, i| {
        let reason = comity_participation::signal::Reason::FasterThanReading { milliseconds: 9 };
        s.signs_decide(c, i.activity, reason, 1, false)
    });
    case!(all, signs_undo, By(R::Moderate), true, |s, c, i| s.signs_undo(c, i.activity, SignId::NONE));
    case!(all, moderation_desk, By(R::StandingRead), true, |s, c, i| s.moderation_desk(c, i.exchange));
    case!(all, moderation_decided, By(R::StandingRead), true, |s, c, i| s.moderation_decided(c, i.idea, None));
    case!(all, moderation_policy_get, By(R::ExchangeRead), true, |s, c, i| {
        s.moderation_policy_get(c, Some(i.exchange))
    });
    case!(all, moderation_policy_set, By(R::ExchangePublish), true, |s, c, i| async {
        let saw = s.moderation_policy_get(&Context::system(c.firm), Some(i.exchange)).await?.set.map(|set| set.id);
        s.moderation_policy_set(c, Some(i.exchange), saw, None).await
    });
    case!(all, moderation_policy_undo, By(R::ExchangePublish), true, |s, c, i| async {
        let saw = s.moderation_policy_get(&Context::system(c.firm), Some(i.exchange)).await?.set.map(|set| set.id);
        s.moderation_policy_undo(c, Some(i.exchange), saw.unwrap_or(PolicyId::NONE)).await
    });
    case!(all, moderation_preview, By(R::ExchangePublish), true, |s, c, i| {
        let policy = comity_participation::moderation::Policy::default();
        async move { s.moderation_preview(c, Some(i.exchange), &policy).await }
    });
    case!(all, part_own, Oneself, false, |s, c, i| s.part_own(c));
    case!(all, news_list, Oneself, false, |s, c, i| s.news_list(c, &Page::default()));
    case!(all, news_unseen, Oneself, false, |s, c, i| s.news_unseen(c));
    case!(all, digest_due, House, false, |s, c, i| s.digest_due(c, PersonId::NONE, 10));
    case!(all, digest_read, House, true, |s, c, i| s.digest_read(c, i.person));
    case!(all, digest_send, House, true, |s, c, i| s.digest_send(c, i.person, NewsId::new(), None));
    case!(all, pulse_ask, Oneself, false, |s, c, i| s.pulse_ask(c));
    case!(all, pulse_ask_leaving, Persons, true, |s, c, i| s.pulse_ask_leaving(c, i.exchange));
    case!(all, pulse_answer, Persons, true, |s, c, i| {
        s.pulse_answer(c, i.pulse, BTreeMap::from([(comity_participation::pulse::Question::Fair, 7)]), None)
    });
    case!(all, pulse_take_back, Persons, true, |s, c, i| s.pulse_take_back(c, i.pulse));
    case!(all, pulse_not_now, Persons, true, |s, c, i| s.pulse_not_now(c, i.pulse));
    case!(all, pulse_own, Oneself, false, |s, c, i| s.pulse_own(c));
    case!(all, pulse_figures, By(R::FiguresRead), true, |s, c, i| {
        s.pulse_figures(c, i.exchange, comity_participation::pulse::Moment::Left)
    });
    case!(all, pulse_themes, By(R::FiguresRead), true, |s, c, i| {
        let (moment, since) = (comity_participation::pulse::Moment::Left, comity_exchange::time::Timestamp(0));
        s.pulse_themes(c, i.exchange, moment, since)
    });
    case!(all, pulse_words, By(R::StandingRead), true, |s, c, i| async {
        s.pulse_words(c, i.exchange, "", &Page::default()).await
    });
    case!(all, pulse_rule_get, By(R::FirmRead), false, |s, c, i| s.pulse_rule_get(c));
    case!(all, pulse_rule_set, By(R::FirmWrite), false, |s, c, i| {
        s.pulse_rule_set(c, comity_participation::pulse::Cooldown::default())
    });
    case!(all, voice_state, Persons, true, |s, c, i| {
        s.voice_state(c, i.exchange, comity_participation::voice::Kind::Need, crate::voice::text("Time"))
    });
    case!(all, voice_correct, Persons, true, |s, c, i| s.voice_correct(c, i.voice, crate::voice::text("A bill")));
    case!(all, voice_confirm, Persons, true, |s, c, i| s.voice_confirm(c, i.voice));
    case!(all, voice_withdraw, Persons, true, |s, c, i| s.voice_withdraw(c, i.voice));
    case!(all, voice_bring_back, Persons, true, |s, c, i| s.voice_bring_back(c, i.voice));
    case!(all, voice_own, Persons, true, |s, c, i| s.voice_own(c, i.exchange));
    case!(all, voice_see, Persons, true, |s, c, i| s.voice_see(c, i.exchange));
    case!(all, voice_unseen, Oneself, false, |s, c, i| s.voice_unseen(c));
    case!(all, voice_note, By(R::PersonWrite), true, |s, c, i| {
        let (kind, day) =
            (comity_participation::voice::Kind::Need, comity_exchange::time::Timestamp(crate::voice::DAY_OF));
        s.voice_note(c, (i.exchange, i.person), kind, crate::voice::text("Time"), day)
    });
    case!(all, voice_note_remove, By(R::PersonWrite), true, |s, c, i| s.voice_note_remove(c, i.voice));
    case!(all, voice_list, By(R::StandingRead), true, |s, c, i| async {
        s.voice_list(c, i.exchange, &VoiceFilter::default(), &Page::default()).await
    });
    case!(all, voice_themes, By(R::FiguresRead), true, |s, c, i| {
        s.voice_themes(c, i.exchange, comity_exchange::time::Timestamp(0))
    });
    case!(all, voice_tend, House, false, |s, c, i| s.voice_tend(c));
    case!(all, letters_secret, Oneself, false, |s, c, i| s.letters_secret(c));
    case!(all, letters_get, Anybody, true, |s, c, i| s.letters_get(c, i.person, &i.secret));
    case!(all, letters_set, Anybody, true, |s, c, i| {
        s.letters_set(c, i.person, &i.secret, comity_participation::digest::Preferences::default())
    });
    case!(all, news_see, Oneself, false, |s, c, i| s.news_see(c));
    case!(all, guest_make, House, false, |s, c, i| s.guest_make(c, "it"));
    case!(all, guest_find, House, false, |s, c, i| s.guest_find(c, &i.token));
    case!(all, guest_drop, House, false, |s, c, i| s.guest_drop(c, i.person));
    case!(all, guest_forget, Guests, false, |s, c, i| s.guest_forget(c));
    case!(all, guest_preview, Oneself, false, |s, c, i| s.guest_preview(c, &i.token));
    case!(all, guest_join, Oneself, false, |s, c, i| s.guest_join(c, &i.token));
    case!(all, guest_words_remove, By(R::Moderate), true, |s, c, i| s.guest_words_remove(c, i.idea));
    case!(all, guests_tend, House, false, |s, c, i| s.guests_tend(c));
    case!(all, embed_list, By(R::ExchangeRead), true, |s, c, i| s.embed_list(c, i.exchange));
    case!(all, embed_set, By(R::ExchangePublish), true, |s, c, i| s.embed_set(c, i.exchange, Vec::new()));
    case!(all, embed_allowed, House, false, |s, c, i| s.embed_allowed(c, i.exchange, "https://a.example"));
    case!(all, activity_without_account_set, By(R::ExchangePublish), true, |s, c, i| {
        s.activity_without_account_set(c, i.activity, false)
    });
    case!(all, activity_open_for, By(R::ExchangePublish), true, |s, c, i| {
        s.activity_open_for(c, i.exchange, ideas(), Some(crate::segments::plan(&["Torino"])))
    });
    case!(all, activity_segment_set, By(R::ExchangePublish), true, |s, c, i| {
        s.activity_segment_set(c, i.activity, None)
    });
    case!(all, activity_segment_count, By(R::ExchangePublish), true, |s, c, i| {
        s.activity_segment_count(c, i.activity, crate::segments::plan(&["Torino"]))
    });
    case!(all, activity_close, By(R::ExchangePublish), true, |s, c, i| s.activity_close(c, i.activity));
    case!(all, activity_answer, By(R::Moderate), true, |s, c, i| {
        s.activity_answer(c, i.activity, OutcomeKind::Done, "It is done.".into())
    });
    case!(all, activity_statuses_get, By(R::ExchangeRead), true, |s, c, i| s.activity_statuses_get(c, i.map));
    case!(all, activity_statuses_set, By(R::ExchangePublish), true, |s, c, i| {
        let statuses = opinions().statuses;
        s.activity_statuses_set(c, i.map, statuses.clone(), statuses, BTreeMap::new())
    });
    case!(all, activity_statuses_undo, By(R::ExchangePublish), true, |s, c, i| s.activity_statuses_undo(c, i.map));
    case!(all, contribution_display_get, Persons, true, |s, c, i| s.contribution_display_get(c, i.entry));
    case!(all, contribution_display_set, Persons, true, |s, c, i| {
        s.contribution_display_set(c, i.entry, Display::default())
    });
    // Visitors too, once an exchange is for everybody: a test of its own.
    case!(all, roadmap_get, Own(R::ExchangeRead), true, |s, c, i| s.roadmap_get(c, i.exchange));
    case!(all, changelog_list, Own(R::ExchangeRead), true, |s, c, i| async {
        s.changelog_list(c, i.exchange, &Page::default()).await
    });
    case!(all, roadmap_is_public, Own(R::ExchangeRead), true, |s, c, i| s.roadmap_is_public(c, i.exchange));
    case!(all, roadmap_public_set, By(R::ExchangePublish), true, |s, c, i| s.roadmap_public_set(c, i.exchange, false));
    case!(all, changelog_entry_list, By(R::ExchangeRead), true, |s, c, i| s.changelog_entry_list(c, i.exchange));
    case!(all, changelog_entry_get, By(R::ExchangeRead), true, |s, c, i| s.changelog_entry_get(c, i.entry_of_log));
    case!(all, changelog_entry_add, By(R::Moderate), true, |s, c, i| {
        s.changelog_entry_add(c, i.exchange, crate::roadmap::written("Another", 1, &[]))
    });
    case!(all, changelog_entry_change, By(R::Moderate), true, |s, c, i| {
        s.changelog_entry_change(c, (i.entry_of_log, 1), crate::roadmap::written("Other", 1, &[]))
    });
    case!(all, changelog_entry_undo, By(R::Moderate), true, |s, c, i| s.changelog_entry_undo(c, (i.entry_of_log, 2)));
    case!(all, changelog_entry_publish, By(R::Moderate), true, |s, c, i| {
        s.changelog_entry_publish(c, (i.entry_of_log, 3), true)
    });
    case!(all, changelog_entry_remove, By(R::Moderate), true, |s, c, i| {
        s.changelog_entry_remove(c, (i.entry_of_log, 4))
    });
    case!(all, changelog_entry_delete, By(R::Moderate), true, |s, c, i| {
        s.changelog_entry_delete(c, (i.entry_of_log, 5))
    });
    case!(all, rewards_get, By(R::ExchangeRead), true, |s, c, i| s.rewards_get(c, i.exchange));
    case!(all, rewards_set, By(R::ExchangePublish), true, |s, c, i| async {
        let saw = s.rewards_get(&Context::system(c.firm), i.exchange).await?.set.map(|set| set.id);
        s.rewards_set(c, i.exchange, saw, Vec::new()).await
    });
    case!(all, recognition_list, By(R::StandingRead), true, |s, c, i| async {
        s.recognition_list(c, i.exchange, &Page::default()).await
    });
    case!(all, recognition_deliver, By(R::CounterAnswer), true, |s, c, i| s.recognition_deliver(c, i.recognition));
    case!(all, credit_names, Own(R::ExchangeRead), true, |s, c, i| s.credit_names(c, i.idea));
    case!(all, credit_list, By(R::Moderate), true, |s, c, i| s.credit_list(c, i.idea));
    case!(all, credit_ask, By(R::Moderate), true, |s, c, i| s.credit_ask(c, i.idea, i.person, "Who saw it first"));
    case!(all, credit_answer, Persons, true, |s, c, i| s.credit_answer(c, i.credit, NamedTo::Exchange, "Pia"));
    case!(all, exchange_close, By(R::ExchangePublish), true, |s, c, i| s.exchange_close(c, i.exchange));
    case!(all, member_remove, By(R::MemberWrite), true, |s, c, i| s.member_remove(c, i.member));
    // A job that is none: what is asked is whether one may ask.
    case!(all, person_erase_run, House, false, |s, c, i| async {
        let job = Job {
            id: i.job,
            firm: c.firm,
            kind: "none".into(),
            person: None,
            payload: serde_json::json!({}),
            state: JobState::Runs,
            attempts: 1,
            error: None,
            made: 0,
            run_at: 0,
        };
        s.person_erase_run(c, &job).await
    });
    case!(all, person_erase, Own(R::PersonWrite), true, |s, c, i| s.person_erase(c, i.person));
    all
}

async fn ids(books: &Books, firm: &Firm) -> Ids {
    let store = &books.store;
    let exchange = exchange(books, firm).await;
    let person = invited(books, firm, exchange, "p@example.com").await;
    let other = store.person_add(&firm.owner(), somebody("o@example.com")).await.unwrap();
    let me = firm.person(person);
    let standing = store.standing_get(&me, exchange, person).await.unwrap();
    let given = response(&standing, &[("usage-for-advice", condition("if I may look"))]);
    let signed = store.standing_respond(&me, exchange, given).await.unwrap();
    let member =
        MemberNew { mail: "m@norda.example".into(), name: "M".into(), role: Role::Viewer, password_hash: None };
    let mail =
        MailNew { to: MailTo::Person(person), subject: "S".into(), text: "T".into(), about: None, unsubscribe: None };
    let run = RunId::new();
    let new =
        RunNew { id: run, kind: "study".into(), language: "it".into(), title: "T".into(), options: BTreeMap::new() };
    store.run_add(&firm.owner(), new).await.unwrap();
    let counters = store.counter_list(&firm.owner(), exchange, &CounterFilter::default(), &Page::default()).await;
    let known = PersonChange { external_id: Some(Some("C-1".into())), ..PersonChange::default() };
    store.person_correct(&firm.owner(), person, known).await.unwrap();
    let system = information::client(books, firm).await;
    store.items_write(&system, exchange, vec![information::new("C-1", "plan", "1")], None).await.unwrap();
    let read = information::asks("billing", &["plan"], &["C-1"]);
    let read = store.items_read(&system, exchange, &read).await.unwrap();
    store.hook_set(&firm.owner(), exchange, "signal-lab", "https://lab.example/hook").await.unwrap();
    let activity = store.activity_open(&firm.owner(), exchange, ideas()).await.unwrap();
    store.rewards_set(&firm.owner(), exchange, None, crate::recognition::sound()).await.unwrap();
    let brought = store.contribution_bring(&me, activity, idea("More data abroad")).await.unwrap();
    let look = comity_participation::moderation::Button::Approve;
    store.contribution_moderate(&firm.owner(), (brought.id, 1), look).await.unwrap();
    let comment = store.comment_add(&me, brought.id, None, "Please".into()).await.unwrap();
    let challenge = crate::activities::challenge(books.now(), &[firm.owner]);
    let challenge = store.activity_open(&firm.owner(), exchange, challenge).await.unwrap();
    let entry = crate::activities::new(comity_participation::contribution::Kind::Entry, "A shop on wheels");
    let entry = store.contribution_bring(&me, challenge, entry).await.unwrap().id;
    let map = store.activity_open(&firm.owner(), exchange, opinions()).await.unwrap();
    let import = ImportId::new();
    store.import_add(&firm.owner(), import, activity, ImportAsked::default(), false).await.unwrap();
    let declined = crate::setting::exchange(books, firm).await;
    store.invitation_add(&firm.owner(), declined, person).await.unwrap();
    crate::pulses::decline(store, &me, declined, person).await;
    let pulse = store.pulse_ask_leaving(&me, declined).await.unwrap().unwrap().id;
    let log = crate::roadmap::written("Calls abroad", 1, &[]);
    store.credit_ask(&firm.owner(), brought.id, person, "Who had the idea").await.unwrap();
    let promised = store.recognition_list(&firm.owner(), exchange, &Page::default()).await.unwrap();
    Ids {
        import,
        pulse,
        voice: crate::voice::says(store, &me, exchange, "A bill that I can read").await,
        recognition: promised.rows[0].what.id,
        credit: store.part_own(&me).await.unwrap().credits[0].id,
        entry_of_log: store.changelog_entry_add(&firm.owner(), exchange, log).await.unwrap(),
        challenge,
        entry,
        map,
        activity,
        idea: brought.id,
        comment: comment.id,
        secret: store.letters_secret(&me).await.unwrap(),
        exchange,
        person,
        other,
        member: store.member_add(&firm.owner(), member).await.unwrap(),
        counter: counters.unwrap().rows[0].id,
        vote: VoteId::new(),
        job: store.job_enqueue(&firm.system(), JobNew::now("test", serde_json::json!({}))).await.unwrap(),
        mail: store.outbox_add(&firm.system(), mail).await.unwrap(),
        run,
        leaf: signed.promise.leaf,
        token: store.session_open(&firm.system(), Who::Person(other), DAY).await.unwrap(),
        client: store.client_list(&firm.owner()).await.unwrap()[0].id,
        access: read.access.unwrap(),
        hook: store.hook_list(&firm.owner()).await.unwrap()[0].id,
    }
}

fn denied(result: &Result<(), Error>) -> bool {
    matches!(result, Err(Error::Denied(_) | Error::NoScope(_)))
}

#[test]
fn every_call_is_in_the_table() {
    let mut calls = BTreeSet::new();
    let source = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![source];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(path).unwrap();
            for call in text.split("pub async fn ").skip(1) {
                let (name, rest) = call.split_once('(').unwrap();
                let arguments = rest.split_once(')').unwrap().0;
                if arguments.contains("&self") && arguments.contains("ctx: &Context") {
                    calls.insert(name.to_owned());
                }
            }
        }
    }
    let table: BTreeSet<String> = cases().iter().map(|case| case.name.to_owned()).collect();
    assert_eq!(table, calls);
    assert!(calls.len() > 70);
}

#[tokio::test]
async fn each_role_may_what_the_table_of_rights_says() {
    for role in Role::ALL {
        let books = Books::sqlite().await;
        let firm = books.firm("norda").await;
        let ids = ids(&books, &firm).await;
        for case in cases() {
            let result = (case.call)(&books.store, &firm.as_role(role), &ids).await;
            let expect = match case.may {
                May::By(right) | May::Own(right) => !role.may(right),
                May::Persons | May::Oneself | May::Guests | May::House | May::Clients(_) => true,
                May::Anybody => false,
            };
            assert_eq!(denied(&result), expect, "{} as {role:?}: {result:?}", case.name);
        }
    }
}

/// Calls of members that change nothing and read nobody by name: they leave no row in the audit.
const UNRECORDED: [&str; 76] = [
    "voice_themes",
    "pulse_themes",
    "rewards_get",
    "credit_names",
    "contribution_search",
    "import_list",
    "import_get",
    "export_contributions",
    "export_comments",
    "pulse_figures",
    "pulse_rule_get",
    "embed_list",
    "guest_count",
    "activity_statuses_get",
    "roadmap_get",
    "changelog_list",
    "roadmap_is_public",
    "changelog_entry_list",
    "changelog_entry_get",
    "letters_get",
    "letters_set",
    "entry_ranking",
    "statement_list",
    "activity_list",
    "activity_get",
    "contribution_similar",
    "contribution_list",
    "contribution_get",
    "waiting_list",
    "signs_look",
    "moderation_desk",
    "moderation_decided",
    "moderation_policy_get",
    "moderation_preview",
    "access_entries",
    "access_counts",
    "webhook_list",
    "event_list",
    "firm_details_get",
    "processing_record",
    "utilisation_get",
    "utilisation_latest",
    "benefit_sums",
    "benefits_overdue",
    "unused_list",
    "client_find",
    "client_list",
    "hook_list",
    "notice_list",
    "notice_counts",
    "firm_by_slug",
    "firm_by_host",
    "firm_get",
    "member_list",
    "member_get",
    "member_by_mail",
    "member_count",
    "session_find",
    "session_end",
    "link_peek",
    "person_count",
    "mail_change_peek",
    "mail_change_use",
    "handoff_key_made",
    "guardian_list",
    "ward_list",
    "exchange_list",
    "exchange_get",
    "version_get",
    "vote_list",
    "counter_distribution",
    "standing_counts",
    "answer_counts",
    "audit_list",
    "run_list",
    "run_get",
];

#[tokio::test]
async fn what_members_do_is_written_down() {
    let books = Books::sqlite().await;
    let firm = books.firm("norda").await;
    let ids = ids(&books, &firm).await;
    let rows = async || {
        let page = Page::first(1);
        books.store.audit_list(&firm.system(), &AuditFilter::default(), &page).await.unwrap().total
    };
    let mut recorded = 0;
    for case in cases().iter().filter(|case| matches!(case.may, May::By(_) | May::Own(_) | May::Anybody)) {
        let before = rows().await;
        let done = (case.call)(&books.store, &firm.owner(), &ids).await.is_ok();
        let more = rows().await > before;
        // Nobody has the external id that is asked for.
        let quiet = case.name == "person_by_external"
            || UNRECORDED.contains(&case.name)
            || ["ledger_", "job_", "session_", "link_use"].iter().any(|start| case.name.starts_with(start));
        assert!(!done || more != quiet, "{}: written down {more}", case.name);
        recorded += u32::from(more);
    }
    assert!(recorded > 20, "{recorded}");
}

#[tokio::test]
async fn who_is_no_member_does_only_what_is_theirs() {
    let books = Books::sqlite().await;
    let firm = books.firm("norda").await;
    let ids = ids(&books, &firm).await;
    for (who, ctx) in [
        ("a visitor", firm.visitor()),
        ("another person", firm.person(ids.other)),
        ("somebody who is no guardian", firm.guardian(ids.other, ids.person)),
    ] {
        for case in cases() {
            let result = (case.call)(&books.store, &ctx, &ids).await;
            let about_themselves = case.may == May::Oneself && who == "another person";
            if case.may != May::Anybody && !about_themselves {
                let kept_out = matches!(result, Err(Error::Denied(_) | Error::NoScope(_) | Error::NotFound(_)));
                assert!(kept_out, "{} as {who}: {result:?}", case.name);
            }
        }
    }
    for case in cases() {
        let own = matches!(case.may, May::Own(_) | May::Persons | May::Oneself);
        let result = (case.call)(&books.store, &firm.person(ids.person), &ids).await;
        if own {
            assert!(!denied(&result), "{} about oneself: {result:?}", case.name);
        }
    }
}

#[tokio::test]
async fn another_firms_ids_lead_nowhere() {
    let books = Books::sqlite().await;
    let firm = books.firm("norda").await;
    let ids = ids(&books, &firm).await;
    let other = books.firm("suda").await;
    let system = information::client(&books, &other).await;
    let theirs = books.store.person_add(&other.owner(), somebody("p@example.com")).await.unwrap();
    let before = books.store.standing_get(&firm.owner(), ids.exchange, ids.person).await.unwrap();
    for case in cases().iter().filter(|case| case.by_id) {
        for ctx in [other.owner(), other.system(), other.person(theirs), system.clone()] {
            let result = (case.call)(&books.store, &ctx, &ids).await;
            let kept_out = matches!(result, Err(Error::NotFound(_) | Error::Denied(_) | Error::NoScope(_)));
            assert!(kept_out, "{} for {:?}: {result:?}", case.name, ctx.actor);
        }
    }
    for case in cases().iter().filter(|case| case.name.ends_with("_list") || case.name == "counter_distribution") {
        (case.call)(&books.store, &other.owner(), &ids).await.unwrap_or(());
    }
    assert_eq!(
        books
            .store
            .counter_list(&other.owner(), ids.exchange, &CounterFilter::default(), &Page::default())
            .await
            .unwrap()
            .total,
        0
    );
    assert_eq!(books.store.invitation_list(&other.owner(), ids.exchange, &Page::default()).await.unwrap().total, 0);
    assert_eq!(books.store.counter_distribution(&other.owner(), ids.exchange).await.unwrap(), []);
    assert_eq!(books.store.standing_list(&other.owner(), ids.person).await.unwrap(), []);
    assert_eq!(books.store.receipt_list(&other.owner(), ids.person).await.unwrap(), []);
    assert_eq!(books.store.standing_get(&firm.owner(), ids.exchange, ids.person).await.unwrap(), before);
    assert!(books.store.session_find(&other.visitor(), &ids.token).await.unwrap().is_none());
    assert!(books.store.session_find(&firm.visitor(), &ids.token).await.unwrap().is_some());
}
