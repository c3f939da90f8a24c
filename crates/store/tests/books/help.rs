//! Offers and needs: found for each other, agreed, done, taken back, forgotten.

use comity_participation::activity::NotParticulars;
use comity_participation::activity::peer_help::NoFit;
use comity_participation::board::WaitsFor;
use comity_participation::contribution::Kind;
use comity_participation::refusal::Refusal;
use comity_store::{Error, Happened, WaitingFor};

use crate::activities::{DAY, Scene, asked, help, new, on_both, refused};
use crate::erasure::run_jobs;
use crate::setting::{Books, Firm};

#[tokio::test]
async fn an_offer_and_a_need_find_each_other_and_end_together() {
    on_both(
        "help",
        async |_: &Books, _: &Firm| help(),
        async |s: Scene| {
            let store = &s.books.store;
            let need = s.shown(0, asked(Kind::Need, "My router blinks", &["router"], Some("milan"))).await;
            let offer = s.shown(1, asked(Kind::Offer, "I set up routers", &["router", "tv"], Some("milan"))).await;
            let away = s.shown(2, asked(Kind::Offer, "I set up routers too", &["router"], Some("rome"))).await;
            let bring = async |new| store.contribution_bring(&s.person(2), s.activity, new).await;
            refused(bring(new(Kind::Offer, "Nothing said")).await, NotParticulars::NoTopic);
            refused(bring(asked(Kind::Offer, "Gardens", &["garden"], None)).await, NotParticulars::Unknown);
            let seen = s.seen(0, need).await;
            assert_eq!(seen.fits.iter().map(|fit| (fit.line.id, fit.same_place)).collect::<Vec<_>>(), [(offer, true)]);
            assert_eq!(s.seen(1, need).await.fits[0].line.id, offer, "for somebody else, what of their own fits");
            refused(store.help_agree(&s.person(2), away, need).await, NoFit::Elsewhere);
            refused(store.help_agree(&s.person(2), offer, need).await, NoFit::NotYours);

            store.help_agree(&s.person(1), offer, need).await.unwrap();
            refused(store.help_agree(&s.person(1), offer, need).await, Refusal::ThereAlready);
            assert!(matches!(s.told(0).await[0], Happened::Asked));
            refused(store.help_done(&s.person(0), offer, need, "Done.".into()).await, NoFit::NotAgreed);
            store.help_part(&s.person(0), offer, need).await.unwrap();
            assert!(matches!(s.told(1).await[0], Happened::Parted));
            store.help_agree(&s.person(0), offer, need).await.unwrap();
            store.help_agree(&s.person(1), offer, need).await.unwrap();
            let pair = &s.seen(0, need).await.pairs[0];
            assert_eq!((pair.other.id, pair.this_agrees, pair.other_agrees, pair.done), (offer, true, true, None));
            assert_eq!(s.seen(2, need).await.pairs, [], "who has no part in it does not see it");
            refused(store.help_done(&s.person(1), offer, need, "Done.".into()).await, Refusal::NotYours);
            store.help_done(&s.person(0), offer, need, "Done.".into()).await.unwrap();
            refused(store.help_done(&s.person(0), offer, need, "Done.".into()).await, NoFit::NotAgreed);
            store.contribution_thank(&s.person(0), offer, None).await.unwrap();
            assert!(matches!(s.told(1).await[..2], [Happened::Thanked, Happened::Outcome { .. }]));
            assert_eq!(s.seen(2, offer).await.thanks, 1);
            assert_eq!(s.waits().await, [], "what has found nobody yet may still find somebody");
            let own = store.part_own(&s.person(1)).await.unwrap();
            assert!(own.pairs[0].done.is_some() && own.contributions[0].became.is_some());

            // Whoever takes theirs back takes it back from the other, too, who is told.
            let spare = s.shown(0, asked(Kind::Need, "A second router", &["router"], None)).await;
            store.help_agree(&s.person(2), away, spare).await.unwrap();
            store.contribution_withdraw(&s.person(0), spare).await.unwrap();
            assert!(matches!(s.told(2).await[0], Happened::Parted));
            assert_eq!(s.seen(2, away).await.pairs, []);

            // What was agreed and not done goes with one of the two.
            let more = s.shown(0, asked(Kind::Need, "And my television", &["router"], None)).await;
            store.help_agree(&s.person(2), away, more).await.unwrap();
            store.person_erase(&s.person(2), s.people[2]).await.unwrap();
            run_jobs(store).await;
            let seen = s.seen(0, more).await;
            assert_eq!((seen.pairs.len(), seen.fits.len()), (0, 0));
            store.person_erase(&s.person(0), s.people[0]).await.unwrap();
            run_jobs(store).await;
            let seen = s.seen(1, offer).await;
            assert_eq!(
                (seen.thanks, seen.outcome.unwrap().words.as_str().to_owned()),
                (0, "Done.".into()),
                "nobody's own words"
            );
        },
    )
    .await;
}

#[tokio::test]
async fn what_found_no_other_side_waits_for_an_answer_once_help_has_closed() {
    on_both(
        "unmatched",
        async |_: &Books, _: &Firm| help(),
        async |s: Scene| {
            let store = &s.books.store;
            let need = s.shown(0, asked(Kind::Need, "A router", &["router"], None)).await;
            s.books.pass(DAY);
            assert_eq!(s.waits().await, []);
            store.activity_close(&s.firm.owner(), s.activity).await.unwrap();
            assert_eq!(s.waits().await, [(WaitingFor::Contribution(need), WaitsFor::Outcome)]);
            let saw = s.version(need).await;
            store
                .contribution_status_set(&s.firm.owner(), (need, saw), "no", "We come ourselves.".into())
                .await
                .unwrap();
            assert!(matches!(s.told(0).await[0], Happened::Outcome { .. }));
            assert_eq!(s.waits().await, []);
        },
    )
    .await;
}

#[tokio::test]
async fn two_who_say_yes_at_once_agree_once() {
    on_both(
        "at_once",
        async |_: &Books, _: &Firm| help(),
        async |s: Scene| {
            let store = &s.books.store;
            let need = s.shown(0, asked(Kind::Need, "A router", &["router"], None)).await;
            let first = s.shown(1, asked(Kind::Offer, "Routers", &["router"], None)).await;
            let second = s.shown(2, asked(Kind::Offer, "Routers", &["router"], None)).await;
            for offer in [first, second] {
                store.help_agree(&s.person(0), offer, need).await.unwrap();
            }
            let (one, two) = (s.person(1), s.person(2));
            let both =
                futures_util::future::join(store.help_agree(&one, first, need), store.help_agree(&two, second, need))
                    .await;
            let full = |result: &Result<(), Error>| *result == Err(Error::Participation(NoFit::Full.into()));
            assert!(both.0.is_ok() && full(&both.1) || both.1.is_ok() && full(&both.0), "{both:?}");
        },
    )
    .await;
}
