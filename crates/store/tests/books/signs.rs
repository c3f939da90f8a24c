//! Signs of arranged votes: shown with their reason, and nothing is left out of a count before a member looked.

use comity_participation::response::Ballot;
use comity_participation::signal::Reason;
use comity_store::{
    AuditFilter, Conflict, ContributionId, ContributionView, Page, PersonId, SIGNS_VOTES, SetAside, Signs,
};

use crate::erasure::run_jobs;
use crate::participation::{Scene, on_both};
use crate::setting::invited;

const SECOND: i64 = 1_000_000;

impl Scene {
    async fn signs(&self) -> Signs {
        self.books.store.signs_look(&self.firm.owner(), self.activity).await.unwrap()
    }

    async fn view(&self, id: ContributionId) -> ContributionView {
        self.seen(0, id).await
    }

    /// So many people who are invited at once and vote for an idea a second apart.
    async fn friends(&self, n: usize, id: ContributionId) -> Vec<PersonId> {
        let mut friends = Vec::new();
        for at in 0..n {
            let mail = format!("friend{at}@example.com");
            friends.push(invited(&self.books, &self.firm, self.exchange, &mail).await);
        }
        self.books.pass(3_600 * SECOND);
        for friend in &friends {
            self.books.store.contribution_vote(&self.firm.person(*friend), id, Some(Ballot::For)).await.unwrap();
            self.books.pass(SECOND);
        }
        friends
    }

    /// People who were invited at other times and vote now and then.
    async fn crowd(&self, n: usize, ids: &[ContributionId]) {
        for at in 0..n {
            let person = invited(&self.books, &self.firm, self.exchange, &format!("other{at}@example.com")).await;
            self.books.pass(7_200 * SECOND);
            let on = ids[at % ids.len()];
            self.books.store.contribution_vote(&self.firm.person(person), on, Some(Ballot::For)).await.unwrap();
        }
    }
}

fn together(signs: &Signs) -> &comity_store::Sign {
    let found = signs.signs.iter().find(|sign| matches!(sign.reason, Reason::Together { .. }));
    found.unwrap_or_else(|| panic!("no sign in {signs:?}"))
}

#[tokio::test]
async fn votes_of_people_invited_at_once_are_a_sign_and_count_until_a_member_looked() {
    on_both("signs", async |s: Scene| {
        let (store, owner) = (&s.books.store, s.firm.owner());
        let (one, two) = (s.shown(0, "More data").await, s.shown(1, "Longer hours").await);
        assert_eq!(s.signs().await.signs, []);
        s.crowd(40, &[one, two]).await;
        let friends = s.friends(12, one).await;
        let before = s.view(one).await.line;
        assert_eq!((before.for_it, before.set_aside), (32, SetAside::default()));
        let signs = s.signs().await;
        assert_eq!((signs.looked, signs.votes), (52, 52));
        let sign = together(&signs);
        assert_eq!((sign.people, sign.votes, sign.title.as_deref()), (12, 12, Some("More data")));
        let Reason::Together { votes, seconds, .. } = sign.reason else { unreachable!() };
        assert_eq!(votes, 12);
        assert!((11..=14).contains(&seconds), "{seconds}");

        // What a member sees may be about others by now; then nothing is decided.
        let stale = store.signs_decide(&owner, s.activity, sign.reason, 11, false).await;
        assert_eq!(stale, Err(Conflict::Overtaken.into()));
        store.signs_decide(&owner, s.activity, sign.reason, 12, false).await.unwrap();
        let line = s.view(one).await.line;
        assert_eq!((line.for_it, line.set_aside), (32, SetAside { for_it: 12, against: 0 }));
        let listed = store.contribution_list(&s.person(2), s.activity, &Default::default(), &Page::default()).await;
        let aside = |id| listed.as_ref().unwrap().rows.iter().find(|line| line.id == id).unwrap().set_aside.for_it;
        assert_eq!((aside(one), aside(two)), (12, 0));
        let signs = s.signs().await;
        let looked = together(&signs).looked.clone().unwrap();
        assert!(!looked.counts && looked.by.is_some() && looked.people == 12);

        // Whoever voted reads it of their own vote, as it is about them.
        let own = async || {
            let votes = store.part_own(&s.firm.person(friends[0])).await.unwrap().votes;
            votes.iter().map(|vote| vote.set_aside).collect::<Vec<_>>()
        };
        assert_eq!(own().await, [true]);

        // Over a merge each person counts once; and of one who was erased the vote stays set aside under a number.
        store.contribution_vote(&s.firm.person(friends[0]), two, Some(Ballot::For)).await.unwrap();
        store.contribution_merge(&owner, two, one).await.unwrap();
        assert_eq!(s.view(one).await.line.set_aside.for_it, 12);
        store.contribution_unmerge(&owner, two).await.unwrap();
        store.person_erase(&owner, friends[1]).await.unwrap();
        run_jobs(&s.books.store).await;
        assert_eq!(s.view(one).await.line.set_aside.for_it, 12);

        // Fine after all; and taken back.
        store.signs_undo(&owner, s.activity, looked.id).await.unwrap();
        assert_eq!(s.view(one).await.line.set_aside, SetAside::default());
        assert_eq!(own().await, [false, false]);
        let gone = store.signs_undo(&owner, s.activity, looked.id).await;
        assert!(gone.is_err(), "{gone:?}");
        let acts = async |act: &str| {
            let filter = AuditFilter { act: Some(act.into()), member: None };
            store.audit_list(&owner, &filter, &Page::default()).await.unwrap().total
        };
        assert_eq!((acts("signs_set_aside").await, acts("signs_undo").await), (1, 1));
    })
    .await;
}

#[tokio::test]
async fn a_hundred_thousand_votes_are_looked_at_and_no_more() {
    let books = crate::setting::Books::sqlite().await;
    let s = Scene::on(books).await;
    let mut ideas = Vec::new();
    for (by, title) in ["More data", "Longer hours", "A lottery"].into_iter().enumerate() {
        ideas.push(s.shown(by, title).await);
    }
    let mut by_hand = s.books.by_hand();
    let tx = by_hand.transaction().unwrap();
    for n in 0..34_000_u128 {
        for (at, id) in ideas.iter().enumerate() {
            let person = (n + (1 << 100)).to_be_bytes().to_vec();
            let values = (id.bytes().to_vec(), person, 1_i64, n as i64 * 7 * SECOND + at as i64 * 40 * SECOND);
            tx.execute(
                "INSERT INTO contribution_vote (contribution, person, ballot, at) VALUES (?1, ?2, ?3, ?4)",
                values,
            )
            .unwrap();
        }
    }
    tx.commit().unwrap();
    drop(by_hand);
    let begun = std::time::Instant::now();
    let signs = s.signs().await;
    assert_eq!((signs.looked, signs.votes), (SIGNS_VOTES as u64, 102_000));
    assert_eq!(signs.signs, []);
    // Generous: unoptimised, on a machine that others use too.
    assert!(begun.elapsed().as_secs() < 60, "{:?}", begun.elapsed());
}
