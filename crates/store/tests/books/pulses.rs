//! Pulses: asked seldom, answered once, told of ten and more, and forgotten with the person.

use std::collections::BTreeMap;

use comity_participation::experience::Points;
use comity_participation::occasion::Occasion;
use comity_participation::pulse::{Cooldown, Moment, Question};
use comity_participation::text::{Field, Text};
use comity_store::{
    Conflict, Context, Error, ExchangeId, Invalid, OwnPulse, Page, PersonId, PulseId, PulseState, Right, Role, Store,
};
use futures_util::future::join_all;

use crate::erasure::run_jobs;
use crate::setting::{Books, DAY, Firm, exchange, invited, response};

/// The same points for every question, with words or without.
pub async fn answer(store: &Store, me: &Context, id: PulseId, points: u8, why: Option<&str>) -> Result<(), Error> {
    let why = why.map(|why| Text::new(why, Field::Comment).unwrap());
    store.pulse_answer(me, id, Question::ALL.into_iter().map(|question| (question, points)).collect(), why).await
}

/// The person says no to what is on offer.
pub async fn decline(store: &Store, me: &Context, exchange: ExchangeId, person: PersonId) {
    let standing = store.standing_get(me, exchange, person).await.unwrap();
    store.standing_decline(me, exchange, standing.offer.unwrap().fingerprint()).await.unwrap();
}

/// Two open exchanges to which somebody was invited.
struct Scene {
    books: Books,
    firm: Firm,
    exchanges: [ExchangeId; 2],
    person: PersonId,
}

impl Scene {
    async fn on(books: Books) -> Self {
        let firm = books.firm("norda").await;
        let exchanges = [exchange(&books, &firm).await, exchange(&books, &firm).await];
        let person = invited(&books, &firm, exchanges[0], "ada@example.com").await;
        books.store.invitation_add(&firm.owner(), exchanges[1], person).await.unwrap();
        Self { books, firm, exchanges, person }
    }

    fn me(&self) -> Context {
        self.firm.person(self.person)
    }

    async fn agree(&self, exchange: ExchangeId) {
        let (store, me) = (&self.books.store, self.me());
        let standing = store.standing_get(&me, exchange, self.person).await.unwrap();
        store.standing_respond(&me, exchange, response(&standing, &[])).await.unwrap();
    }

    /// What is asked when a page is opened.
    async fn asked(&self) -> Option<OwnPulse> {
        self.books.store.pulse_ask(&self.me()).await.unwrap()
    }

    async fn own(&self) -> Vec<OwnPulse> {
        self.books.store.pulse_own(&self.me()).await.unwrap()
    }

    /// Somebody else is invited, says no, and answers what they are asked then.
    async fn declines(&self, name: &str, points: u8, why: Option<&str>) -> PersonId {
        let store = &self.books.store;
        let person = invited(&self.books, &self.firm, self.exchanges[0], &format!("{name}@example.com")).await;
        let them = self.firm.person(person);
        decline(store, &them, self.exchanges[0], person).await;
        let asked = store.pulse_ask_leaving(&them, self.exchanges[0]).await.unwrap().unwrap();
        answer(store, &them, asked.id, points, why).await.unwrap();
        person
    }
}

async fn on_both(name: &str, story: impl AsyncFn(Scene)) {
    story(Scene::on(Books::sqlite().await).await).await;
    if let Some(books) = Books::postgres(name).await {
        story(Scene::on(books).await).await;
    }
}

#[tokio::test]
async fn a_person_is_asked_and_answers_once() {
    on_both("pulse_once", async |s: Scene| {
        let store = &s.books.store;
        assert_eq!(s.asked().await, None, "nothing happened");
        s.agree(s.exchanges[0]).await;
        assert_eq!(s.asked().await, None, "of an agreement there is nothing to tell yet");
        s.books.pass(8 * DAY);
        let asked = s.asked().await.unwrap();
        assert_eq!((asked.exchange, asked.occasion), (s.exchanges[0], Occasion::Agreed));
        assert_eq!(s.asked().await.unwrap().id, asked.id, "looking again asks nothing more");

        let nothing = store.pulse_answer(&s.me(), asked.id, BTreeMap::new(), None).await;
        assert_eq!(nothing, Err(Invalid::Text.into()));
        assert_eq!(answer(store, &s.me(), asked.id, 11, None).await, Err(Invalid::Number.into()));
        let other = s.firm.person(invited(&s.books, &s.firm, s.exchanges[0], "bob@example.com").await);
        assert_eq!(answer(store, &other, asked.id, 1, None).await, Err(Error::NotFound("pulse")));
        let guardian = store.pulse_ask(&s.firm.guardian(s.person, s.person)).await;
        assert_eq!(guardian, Err(Error::Denied(Right::PersonsAct)), "nobody else knows how it was");

        // One form, sent many times at once.
        let (me, why) = (s.me(), Some("I see what I use."));
        let all = join_all((0..20).map(|n| answer(store, &me, asked.id, n % 11, why))).await;
        assert_eq!(all.iter().filter(|one| one.is_ok()).count(), 1, "{all:?}");
        assert!(all.iter().all(|one| matches!(one, Ok(()) | Err(Error::Conflict(Conflict::Used)))), "{all:?}");
        let own = s.own().await;
        assert_eq!((own.len(), own[0].state, own[0].why.as_deref()), (1, PulseState::Answered, why));
        assert_eq!(own[0].points.values().collect::<std::collections::BTreeSet<_>>().len(), 1, "of one form, whole");
        assert_eq!(store.person_everything(&me, s.person).await.unwrap().pulses, Some(own));
        let by_member = store.person_everything(&s.firm.owner(), s.person).await.unwrap();
        assert_eq!(by_member.pulses, None, "the firm reads nobody's own answers");
        assert_eq!(s.asked().await, None);
    })
    .await;
}

#[tokio::test]
async fn two_moments_at_once_are_asked_about_once() {
    on_both("pulse_moments", async |s: Scene| {
        let store = &s.books.store;
        let [one, two] = s.exchanges;
        s.agree(one).await;
        s.agree(two).await;
        s.books.pass(8 * DAY);
        store.standing_leave(&s.me(), two).await.unwrap();
        let me = s.me();
        let asks = (0..30).map(async |n| match n % 2 {
            0 => store.pulse_ask(&me).await,
            _ => store.pulse_ask_leaving(&me, two).await,
        });
        let asked = join_all(asks).await;
        let ids: std::collections::BTreeSet<_> =
            asked.into_iter().filter_map(|one| one.unwrap()).map(|one| one.id).collect();
        assert_eq!((ids.len(), s.own().await.len()), (1, 1), "{ids:?}");
        assert_eq!(store.pulse_rule_get(&s.firm.owner()).await.unwrap().cooling, 1);

        // Another exchange, and the cooldown holds; once it is over, what is still fresh is asked about.
        s.books.pass(20 * DAY);
        let third = exchange(&s.books, &s.firm).await;
        store.invitation_add(&s.firm.owner(), third, s.person).await.unwrap();
        s.agree(third).await;
        s.books.pass(8 * DAY);
        assert_eq!(s.asked().await, None, "28 days after");
        s.books.pass(3 * DAY);
        let asked = s.asked().await.unwrap();
        assert_eq!((asked.exchange, asked.occasion), (third, Occasion::Agreed));
    })
    .await;
}

#[tokio::test]
async fn whoever_declines_or_leaves_is_asked_once_where_the_firm_asks_them() {
    on_both("pulse_leaving", async |s: Scene| {
        let store = &s.books.store;
        let [one, two] = s.exchanges;
        let (me, owner) = (s.me(), s.firm.owner());
        assert_eq!(store.pulse_ask_leaving(&me, one).await, Ok(None), "they did nothing yet");
        store.pulse_rule_set(&owner, Cooldown { days: 1, on_leaving: false }).await.unwrap();
        decline(store, &me, one, s.person).await;
        assert_eq!(store.pulse_ask_leaving(&me, one).await, Ok(None), "the firm does not ask");
        store.pulse_rule_set(&owner, Cooldown { days: 1, on_leaving: true }).await.unwrap();
        let asked = store.pulse_ask_leaving(&me, one).await.unwrap().unwrap();
        assert_eq!((asked.occasion, asked.state), (Occasion::Declined, PulseState::Asked));
        assert_eq!(s.asked().await, None, "what is asked on declining is asked there alone");

        store.pulse_not_now(&me, asked.id).await.unwrap();
        store.pulse_not_now(&me, asked.id).await.unwrap();
        assert_eq!(answer(store, &me, asked.id, 5, None).await, Err(Conflict::Used.into()));
        s.books.pass(2 * DAY);
        store.standing_reopen(&me, one).await.unwrap();
        decline(store, &me, one, s.person).await;
        assert_eq!(store.pulse_ask_leaving(&me, one).await, Ok(None), "once in an exchange");

        s.agree(two).await;
        store.standing_leave(&me, two).await.unwrap();
        s.books.pass(DAY / 24);
        assert_eq!(store.pulse_ask_leaving(&me, two).await, Ok(None), "that is a while ago");
        store.standing_leave(&me, two).await.unwrap();
        let asked = store.pulse_ask_leaving(&me, two).await.unwrap().unwrap();
        assert_eq!(asked.occasion, Occasion::Left);
        for days in [0, 731] {
            let rule = store.pulse_rule_set(&owner, Cooldown { days, on_leaving: true }).await;
            assert_eq!(rule, Err(Invalid::Number.into()));
        }
    })
    .await;
}

#[tokio::test]
async fn nobody_answers_too_late_or_after_taking_it_back() {
    on_both("pulse_late", async |s: Scene| {
        let (store, me) = (&s.books.store, s.me());
        s.agree(s.exchanges[0]).await;
        s.books.pass(8 * DAY);
        let asked = s.asked().await.unwrap();
        s.books.pass(14 * DAY);
        assert_eq!(answer(store, &me, asked.id, 5, None).await, Err(Conflict::Expired.into()));
        assert_eq!(s.asked().await, None);
        assert_eq!(store.pulse_take_back(&me, asked.id).await, Err(Conflict::Used.into()), "there is no answer");

        s.books.pass(20 * DAY);
        s.agree(s.exchanges[1]).await;
        s.books.pass(8 * DAY);
        let asked = s.asked().await.unwrap();
        // What was agreed may end meanwhile: it is still told how it was.
        store.standing_leave(&me, s.exchanges[1]).await.unwrap();
        answer(store, &me, asked.id, 5, Some("It was too much work.")).await.unwrap();
        store.pulse_take_back(&me, asked.id).await.unwrap();
        store.pulse_take_back(&me, asked.id).await.unwrap();
        let own = s.own().await.remove(0);
        assert_eq!((own.state, own.points.len(), own.why), (PulseState::TakenBack, 0, None));
        assert_eq!(answer(store, &me, asked.id, 5, None).await, Err(Conflict::Used.into()));
        assert_eq!(store.pulse_not_now(&me, asked.id).await, Err(Conflict::Used.into()));
    })
    .await;
}

#[tokio::test]
async fn an_erased_person_answers_nothing_and_their_points_count_on() {
    on_both("pulse_erased", async |s: Scene| {
        let store = &s.books.store;
        for n in 0..9 {
            s.declines(&format!("p{n}"), 4, Some("It asks for too much.")).await;
        }
        let gone = s.declines("gone", 8, Some("Marker of somebody")).await;
        let owner = s.firm.owner();
        let figures = async || store.pulse_figures(&owner, s.exchanges[0], Moment::Declined).await.unwrap();
        let words = async |wanted: &str| {
            let page = Page::default();
            store.pulse_words(&owner, s.exchanges[0], wanted, &page).await.unwrap().rows.len()
        };
        let themes = async || {
            let told =
                store.pulse_themes(&owner, s.exchanges[0], Moment::Declined, comity_exchange::time::Timestamp(0));
            told.await.unwrap().themes.len()
        };
        assert_eq!(themes().await, 0, "nine use the same words");
        let before = figures().await;
        assert_eq!(
            (words("").await, words("marker").await, words("mark of").await, words("none").await),
            (10, 1, 1, 0)
        );

        // Asked about something else, and gone before they answer.
        store.invitation_add(&owner, s.exchanges[1], gone).await.unwrap();
        s.books.pass(31 * DAY);
        let them = s.firm.person(gone);
        decline(store, &them, s.exchanges[1], gone).await;
        let asked = store.pulse_ask_leaving(&them, s.exchanges[1]).await.unwrap().unwrap();
        store.person_erase(&them, gone).await.unwrap();
        assert_eq!(answer(store, &them, asked.id, 1, None).await, Err(Error::NotFound("person")));
        assert_eq!(store.pulse_ask(&them).await, Err(Error::NotFound("person")));
        run_jobs(store).await;
        assert_eq!(answer(store, &them, asked.id, 1, None).await, Err(Error::NotFound("person")));
        assert_eq!(store.pulse_own(&them).await, Ok(Vec::new()));
        assert_eq!(figures().await.courses, before.courses);
        assert_eq!(words("").await, 0, "nine are too few to be quoted");
    })
    .await;
}

#[tokio::test]
async fn figures_are_told_of_ten_and_more() {
    on_both("pulse_figures", async |s: Scene| {
        let store = &s.books.store;
        let viewer = s.firm.as_role(Role::Viewer);
        let figures = async |moment| store.pulse_figures(&viewer, s.exchanges[0], moment).await.unwrap();
        for n in 0..9 {
            s.declines(&format!("p{n}"), n, Some("Too long.")).await;
        }
        let few = figures(Moment::Declined).await;
        assert!(few.courses.iter().all(|course| course.stretches.is_empty() && course.waiting == 9), "{few:?}");
        assert_eq!(store.pulse_words(&s.firm.owner(), s.exchanges[0], "", &Page::default()).await.unwrap().total, 0);

        let tenth = s.declines("tenth", 10, Some("Too long.")).await;
        let enough = figures(Moment::Declined).await;
        let expect = Points { counts: [1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1] };
        assert!(enough.courses.iter().all(|course| course.all() == expect), "{enough:?}");
        assert_eq!((enough.rate, enough.lately), (None, 10), "they could still answer");
        assert!(figures(Moment::Matters).await.courses.iter().all(|course| course.stretches.is_empty()));
        s.declines("eleventh", 0, None).await;
        let more = figures(Moment::Declined).await;
        assert!(more.courses.iter().all(|course| course.all() == expect && course.waiting == 1), "{more:?}");

        s.books.pass(15 * DAY);
        let settled = figures(Moment::Declined).await;
        assert_eq!(settled.rate.map(|rate| (rate.answered, rate.asked)), Some((11, 11)));
        assert_eq!((settled.trend, settled.lately), (None, 0));
        let them = s.firm.person(tenth);
        let id = store.pulse_own(&them).await.unwrap()[0].id;
        store.pulse_take_back(&them, id).await.unwrap();
        let back = figures(Moment::Declined).await;
        assert_eq!(back.rate.map(|rate| (rate.answered, rate.asked)), Some((10, 11)));

        let told = async || {
            let since = comity_exchange::time::Timestamp(0);
            let told = store.pulse_themes(&viewer, s.exchanges[0], Moment::Declined, since).await.unwrap();
            told.themes.into_iter().map(|theme| (theme.term, theme.people.all)).collect::<Vec<_>>()
        };
        assert_eq!(told().await, [], "of nine nothing is told");
        let first = store.pulse_words(&s.firm.owner(), s.exchanges[0], "", &Page::first(4)).await.unwrap();
        assert_eq!((first.rows.len(), first.total), (0, 0), "nine are left who wrote something");
        s.declines("twelfth", 3, Some("Too long for me.")).await;
        assert_eq!(told().await, [("long".to_owned(), 10)]);
        let (mut page, mut all) = (Page::first(4), Vec::new());
        loop {
            let listed = store.pulse_words(&s.firm.owner(), s.exchanges[0], "too", &page).await.unwrap();
            all.extend(listed.rows);
            match listed.next {
                Some(next) => page.after = Some(next),
                None => break,
            }
        }
        assert_eq!((all.len(), all[0].text.as_str(), all[0].day % DAY), (10, "Too long for me.", 0));
    })
    .await;
}
