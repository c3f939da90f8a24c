//! Voice: stated or noted, seen, corrected and withdrawn by the person; themes of ten and more.

use comity_exchange::time::Timestamp;
use comity_participation::refusal::Refusal;
use comity_participation::text::{Field, Text};
use comity_participation::voice::{Kind, Standing};
use comity_store::{
    AuditFilter, Conflict, Context, Error, ExchangeId, Invalid, OwnVoice, Page, PersonId, Right, Role, Store,
    VoiceFilter, VoiceId, VoiceLine, VoiceThemes,
};
use futures_util::future::join_all;

use crate::erasure::run_jobs;
use crate::setting::{Books, DAY, Firm, exchange, invited, response};

/// A day before the books' first moment, as a member enters it.
pub const DAY_OF: i64 = 1_800_000_000_000_000 / DAY * DAY;

/// Words as somebody typed them.
pub fn text(words: &str) -> Text {
    Text::new(words, Field::Voice).unwrap()
}

/// The person, whose agreement stands, says what they need.
pub async fn says(store: &Store, me: &Context, exchange: ExchangeId, words: &str) -> VoiceId {
    store.voice_state(me, exchange, Kind::Need, text(words)).await.unwrap()
}

/// Something stated, put in other words, and something noted, for the scan of the folder.
pub async fn plant(books: &Books, firm: &Firm, of: (ExchangeId, PersonId), words: [&str; 2]) {
    let me = firm.person(of.1);
    let id = says(&books.store, &me, of.0, words[0]).await;
    books.store.voice_correct(&me, id, text(&format!("{} at last", words[0]))).await.unwrap();
    books.store.voice_note(&firm.owner(), of, Kind::Struggle, text(words[1]), Timestamp(DAY_OF)).await.unwrap();
}

struct Scene {
    books: Books,
    firm: Firm,
    exchange: ExchangeId,
    person: PersonId,
}

impl Scene {
    async fn on(books: Books) -> Self {
        let firm = books.firm("norda").await;
        let exchange = exchange(&books, &firm).await;
        let person = invited(&books, &firm, exchange, "ada@example.com").await;
        Self { books, firm, exchange, person }
    }

    fn store(&self) -> &Store {
        &self.books.store
    }

    fn me(&self) -> Context {
        self.firm.person(self.person)
    }

    async fn agrees(&self, person: PersonId) {
        let me = self.firm.person(person);
        let standing = self.store().standing_get(&me, self.exchange, person).await.unwrap();
        self.store().standing_respond(&me, self.exchange, response(&standing, &[])).await.unwrap();
    }

    /// Somebody else, whose agreement stands, says something.
    async fn says(&self, name: &str, kind: Kind, words: &str) -> (PersonId, VoiceId) {
        let person = invited(&self.books, &self.firm, self.exchange, &format!("{name}@example.com")).await;
        self.agrees(person).await;
        let id = self.store().voice_state(&self.firm.person(person), self.exchange, kind, text(words)).await.unwrap();
        (person, id)
    }

    async fn notes(&self, kind: Kind, words: &str) -> Result<VoiceId, Error> {
        let of = (self.exchange, self.person);
        self.store().voice_note(&self.firm.owner(), of, kind, text(words), Timestamp(DAY_OF)).await
    }

    async fn own(&self) -> Vec<OwnVoice> {
        self.store().voice_own(&self.me(), self.exchange).await.unwrap().statements
    }

    /// What a member sees.
    async fn desk(&self, filter: &VoiceFilter) -> Vec<VoiceLine> {
        let page = Page::default();
        self.store().voice_list(&self.firm.as_role(Role::Moderator), self.exchange, filter, &page).await.unwrap().rows
    }

    async fn all(&self) -> Vec<VoiceLine> {
        self.desk(&VoiceFilter::default()).await
    }

    async fn themes(&self, since: i64) -> Vec<VoiceThemes> {
        let viewer = self.firm.as_role(Role::Viewer);
        self.store().voice_themes(&viewer, self.exchange, Timestamp(since)).await.unwrap()
    }

    /// How many people are told of who need something, and of each word that they use.
    async fn needs(&self, since: i64) -> (u64, Vec<(String, u64)>) {
        let told = self.themes(since).await.remove(2).told;
        (told.people.all, told.themes.into_iter().map(|theme| (theme.term, theme.people.all)).collect())
    }
}

async fn on_both(name: &str, story: impl AsyncFn(Scene)) {
    story(Scene::on(Books::sqlite().await).await).await;
    if let Some(books) = Books::postgres(name).await {
        story(Scene::on(books).await).await;
    }
}

#[tokio::test]
async fn a_person_states_corrects_withdraws_and_brings_back() {
    on_both("voice_own", async |s: Scene| {
        let (store, me) = (s.store(), s.me());
        let state = |words: &'static str| store.voice_state(&me, s.exchange, Kind::Struggle, text(words));
        assert_eq!(state("The bill").await, Err(Refusal::NotAgreed.into()), "nothing is agreed");
        assert!(!store.voice_own(&me, s.exchange).await.unwrap().open);
        s.agrees(s.person).await;
        let id = state("The bill").await.unwrap();
        let guardian = store.voice_state(&s.firm.guardian(s.person, s.person), s.exchange, Kind::Need, text("x")).await;
        assert_eq!(guardian, Err(Error::Denied(Right::PersonsAct)), "nobody says it for another");
        let other = s.firm.person(invited(&s.books, &s.firm, s.exchange, "bob@example.com").await);
        assert_eq!(store.voice_correct(&other, id, text("x")).await, Err(Error::NotFound("voice")));
        assert_eq!(store.voice_withdraw(&other, id).await, Err(Error::NotFound("voice")));
        assert_eq!(store.voice_confirm(&me, id).await, Err(Conflict::Used.into()), "it is their own");

        for words in ["The second bill", "The second bill", "The third bill"] {
            store.voice_correct(&me, id, text(words)).await.unwrap();
        }
        let own = s.own().await.remove(0);
        let wordings: Vec<&str> = own.wordings.iter().map(|one| one.text.as_str()).collect();
        assert_eq!(wordings, ["The bill", "The second bill", "The third bill"]);
        assert!(own.wordings.windows(2).all(|pair| pair[0].at < pair[1].at));
        let seen = s.all().await;
        assert_eq!((seen.len(), seen[0].text.as_str(), seen[0].standing), (1, "The third bill", Standing::Stated));
        assert_eq!(seen[0].corrected, Some(own.wordings[2].at));

        // Withdrawn is gone for the firm at once; for a day the person can bring it back.
        store.voice_withdraw(&me, id).await.unwrap();
        store.voice_withdraw(&me, id).await.unwrap();
        assert!(s.all().await.is_empty());
        assert_eq!(store.person_everything(&s.firm.owner(), s.person).await.unwrap().voice, []);
        assert_eq!(store.voice_correct(&me, id, text("x")).await, Err(Conflict::Used.into()));
        s.books.pass(DAY - 60_000_000);
        assert_eq!(s.own().await[0].wordings.len(), 3);
        store.voice_bring_back(&me, id).await.unwrap();
        assert_eq!(store.voice_bring_back(&me, id).await, Err(Conflict::Expired.into()), "it is there");
        assert_eq!(s.all().await.len(), 1);
        store.voice_withdraw(&me, id).await.unwrap();
        s.books.pass(DAY);
        assert_eq!(store.voice_bring_back(&me, id).await, Err(Error::NotFound("voice")));
        assert!(s.own().await.is_empty(), "also before its words are deleted");
        store.voice_tend(&Context::instance()).await.unwrap();
        store.voice_tend(&Context::instance()).await.unwrap();
        assert!(s.own().await.is_empty() && store.person_everything(&me, s.person).await.unwrap().voice.is_empty());
    })
    .await;
}

#[tokio::test]
async fn what_was_noted_is_the_persons_to_decide_on() {
    on_both("voice_noted", async |s: Scene| {
        let (store, me, owner) = (s.store(), s.me(), s.firm.owner());
        assert_eq!(s.notes(Kind::Need, "A call back").await, Err(Refusal::NotAgreed.into()));
        s.agrees(s.person).await;
        let moderator = s.firm.as_role(Role::Moderator);
        let of = (s.exchange, s.person);
        let denied = store.voice_note(&moderator, of, Kind::Need, text("x"), Timestamp(DAY_OF)).await;
        assert_eq!(denied, Err(Error::Denied(Right::PersonWrite)));
        let day = Timestamp(DAY_OF + 2 * DAY);
        let later = store.voice_note(&owner, of, Kind::Need, text("x"), day).await;
        assert_eq!(later, Err(Invalid::Number.into()), "an interview to come");

        let wrong = s.notes(Kind::Need, "What somebody else said").await.unwrap();
        store.voice_note_remove(&owner, wrong).await.unwrap();
        assert_eq!(store.voice_note_remove(&owner, wrong).await, Err(Error::NotFound("voice")));
        let id = s.notes(Kind::Need, "A call back").await.unwrap();
        let second = s.notes(Kind::Struggle, "Waiting").await.unwrap();
        let unseen = store.voice_unseen(&me).await.unwrap();
        assert_eq!(unseen.iter().map(|one| (one.exchange, one.n)).collect::<Vec<_>>(), [(s.exchange, 2)]);
        assert!(s.all().await.iter().all(|line| line.standing == Standing::NotSeen && line.noted == Some(DAY_OF)));
        assert_eq!(s.own().await[1].standing, Standing::NotSeen, "to read it is not yet to say that it was seen");

        store.voice_see(&me, s.exchange).await.unwrap();
        store.voice_see(&me, s.exchange).await.unwrap();
        assert!(store.voice_unseen(&me).await.unwrap().is_empty());
        assert!(s.all().await.iter().all(|line| line.standing == Standing::Seen));
        assert_eq!(store.voice_note_remove(&owner, id).await, Err(Conflict::Used.into()), "it is theirs now");
        store.voice_confirm(&me, second).await.unwrap();
        store.voice_correct(&me, id, text("A call back in the evening")).await.unwrap();
        let standings: Vec<_> = s.all().await.iter().map(|line| (line.standing, line.text.clone())).collect();
        let expect = [(Standing::Confirmed, "Waiting"), (Standing::Corrected, "A call back in the evening")];
        assert_eq!(standings, expect.map(|(standing, text)| (standing, text.to_owned())));
        store.voice_withdraw(&me, id).await.unwrap();
        assert_eq!(s.all().await.len(), 1);
        assert_eq!(store.voice_note_remove(&owner, id).await, Err(Error::NotFound("voice")), "not there for the firm");

        // Everything of theirs, for them; for the firm what it sees.
        let everything = async |ctx: &Context| store.person_everything(ctx, s.person).await.unwrap().voice;
        let told = |all: &[OwnVoice]| all.iter().map(|one| one.wordings.len()).collect::<Vec<_>>();
        assert_eq!((told(&everything(&me).await), told(&everything(&owner).await)), (vec![1, 2], vec![1]));
    })
    .await;
}

#[tokio::test]
async fn the_firm_sees_those_whose_agreement_stands_and_each_look_is_written_down() {
    on_both("voice_looks", async |s: Scene| {
        let store = s.store();
        s.agrees(s.person).await;
        says(store, &s.me(), s.exchange, "More time for my children").await;
        let (bob, _) = s.says("bob", Kind::Aspiration, "A quiet evening").await;
        s.says("carla", Kind::Need, "Time to cook").await;
        let looks = async || {
            let filter = AuditFilter { act: Some("voice_list".into()), ..AuditFilter::default() };
            store.audit_list(&s.firm.system(), &filter, &Page::default()).await.unwrap().rows
        };
        let hex = |person: PersonId| person.bytes().iter().map(|byte| format!("{byte:02x}")).collect::<String>();

        let of_bob = VoiceFilter { person: Some(bob), ..VoiceFilter::default() };
        assert_eq!(s.desk(&of_bob).await.len(), 1);
        let written = looks().await;
        assert_eq!(written.iter().map(|row| row.object.clone()).collect::<Vec<_>>(), [Some(hex(bob))]);
        let time = VoiceFilter { kind: Some(Kind::Need), words: "TIME".into(), ..VoiceFilter::default() };
        assert_eq!(s.desk(&time).await.len(), 2);
        assert_eq!(looks().await.len(), 3, "a row for each whose words were read");
        let none = VoiceFilter { words: "cheap".into(), ..of_bob.clone() };
        assert!(s.desk(&none).await.is_empty());
        assert_eq!(looks().await[0].object, Some(hex(bob)), "also where there was nothing to read");
        s.themes(0).await;
        assert_eq!(looks().await.len(), 4, "figures name nobody");

        // Pages do not miss anybody.
        let (mut page, mut people) = (Page::first(1), Vec::new());
        loop {
            let filter = VoiceFilter::default();
            let listed = store.voice_list(&s.firm.owner(), s.exchange, &filter, &page).await.unwrap();
            people.extend(listed.rows.iter().map(|line| line.person));
            assert_eq!(listed.total, 3);
            match listed.next {
                Some(next) => page.after = Some(next),
                None => break,
            }
        }
        assert_eq!(people.len(), 3);

        store.standing_leave(&s.firm.person(bob), s.exchange).await.unwrap();
        assert!(s.desk(&of_bob).await.is_empty(), "whoever left is not read any more");
        let own = store.voice_own(&s.firm.person(bob), s.exchange).await.unwrap();
        assert_eq!((own.agreed, own.open, own.statements.len()), (false, false, 1));
        store.voice_withdraw(&s.firm.person(bob), own.statements[0].id).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn themes_are_told_of_ten_people_and_more() {
    on_both("voice_themes", async |s: Scene| {
        let store = s.store();
        let mut said = Vec::new();
        for n in 0..9 {
            said.push(s.says(&format!("p{n}"), Kind::Need, "Una bolletta leggibile, una bolletta!").await);
        }
        assert_eq!(s.needs(0).await, (0, Vec::new()));
        // The tenth is noted, and counts once they have seen it.
        s.agrees(s.person).await;
        s.notes(Kind::Need, "Bollette più leggibili").await.unwrap();
        assert_eq!(s.needs(0).await, (0, Vec::new()), "not seen yet");
        store.voice_see(&s.me(), s.exchange).await.unwrap();
        let ten = (10, vec![("bollett…".to_owned(), 10), ("leggibil…".to_owned(), 10)]);
        assert_eq!(s.needs(0).await, ten);
        let others = s.themes(0).await;
        assert!(others[..2].iter().all(|one| one.told.themes.is_empty() && one.told.people.all == 0), "of one kind");

        // Two looks never differ by fewer than ten people, whoever comes between them.
        for n in 10..19 {
            s.says(&format!("p{n}"), Kind::Need, "Bolletta in bianco e nero").await;
            assert_eq!(s.needs(0).await, ten, "{n}");
        }
        s.books.pass(30 * DAY);
        let since = s.books.now();
        s.says("p19", Kind::Need, "bolletta").await;
        let twenty = vec![("bolletta".to_owned(), 20), ("leggibil…".to_owned(), 10)];
        assert_eq!(s.needs(0).await, (20, twenty));
        let bill = s.themes(since).await.remove(2).told.themes.remove(0);
        assert_eq!((bill.people.before, bill.people.since), (10, 0), "the day lies in the second stretch");

        // What is withdrawn or put in other words counts no more, and nor does whoever is erased.
        let (person, id) = said[0];
        store.voice_withdraw(&s.firm.person(person), id).await.unwrap();
        assert_eq!(s.needs(0).await.0, 10);
        store.voice_bring_back(&s.firm.person(person), id).await.unwrap();
        assert_eq!(s.needs(0).await.0, 20);
        store.voice_correct(&s.firm.person(person), id, text("Un consiglio")).await.unwrap();
        let (people, words) = s.needs(0).await;
        assert_eq!((people, words[0].1), (20, 10), "{words:?}");
        let (person, _) = said[1];
        store.person_erase(&s.firm.owner(), person).await.unwrap();
        assert_eq!(s.needs(0).await.0, 10, "from the moment in which it was asked for");
        run_jobs(store).await;
        assert_eq!(s.needs(0).await.0, 10);
    })
    .await;
}

#[tokio::test]
async fn an_erased_person_says_nothing_and_nothing_is_noted_of_them() {
    on_both("voice_erased", async |s: Scene| {
        let (store, me) = (s.store(), s.me());
        s.agrees(s.person).await;
        let id = says(store, &me, s.exchange, "A bill that I can read").await;
        store.person_erase(&me, s.person).await.unwrap();
        assert_eq!(s.notes(Kind::Need, "More").await, Err(Error::NotFound("person")));
        assert!(s.all().await.is_empty());
        assert_eq!(store.voice_correct(&me, id, text("x")).await, Err(Error::NotFound("person")));
        run_jobs(store).await;
        assert!(s.all().await.is_empty());
        assert_eq!(store.voice_withdraw(&me, id).await, Err(Error::NotFound("person")));
    })
    .await;
}

#[tokio::test]
async fn nobody_says_more_than_is_kept() {
    on_both("voice_most", async |s: Scene| {
        let me = s.me();
        s.agrees(s.person).await;
        let all =
            join_all((0..205).map(|n| s.store().voice_state(&me, s.exchange, Kind::Need, text(&format!("{n}"))))).await;
        assert_eq!(all.iter().filter(|one| one.is_ok()).count(), comity_participation::voice::MOST);
        assert!(all.iter().all(|one| matches!(one, Ok(_) | Err(Error::Conflict(Conflict::TooMuch)))));
        s.store().exchange_close(&s.firm.owner(), s.exchange).await.unwrap();
        let closed = s.store().voice_state(&me, s.exchange, Kind::Need, text("x")).await;
        assert_eq!(closed, Err(Conflict::NotOpen.into()));
        assert!(!s.store().voice_own(&me, s.exchange).await.unwrap().open);
    })
    .await;
}
