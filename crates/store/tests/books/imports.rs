//! Ideas out of files: brought once, whose they are, undone; and everything taken along.

use comity_exchange::time::Timestamp;
use comity_participation::import::{Imported, ImportedComment, Why};
use comity_participation::moderation::Button;
use comity_participation::refusal::Refusal;
use comity_participation::response::Ballot;
use comity_participation::text::{Field, Text};
use comity_store::{
    ActivityId, By, CommentId, Conflict, Context, ContributionFilter, ContributionId, ContributionLine, Error,
    ExchangeId, ImportAsked, ImportId, ImportSaid, ImportState, ImportUndone, Page, PersonChange, PersonId,
};

use crate::erasure::run_jobs;
use crate::opinions::{english, opinions};
use crate::participation::{idea, ideas};
use crate::setting::{Books, DAY, Firm, exchange, invited};

fn text(words: &str, field: Field) -> Text {
    Text::new(words, field).unwrap()
}

/// An idea as a file has it.
pub fn imported(number: &str, title: &str) -> Imported {
    Imported {
        row: 2,
        number: Some(number.into()),
        title: text(title, Field::Title),
        body: None,
        at: Some(Timestamp(1_700_000_000_000_000)),
        author: Some("Ada".into()),
        customer: None,
        votes: Some(12),
        status: None,
        answer: None,
        answered_at: None,
        merged_into: None,
        tags: Vec::new(),
        voters: vec![7],
        comments: Vec::new(),
    }
}

/// Begins an import as a command does, and brings ideas.
async fn put(
    books: &Books,
    firm: &Firm,
    activity: ActivityId,
    ideas: Vec<Imported>,
) -> (ImportId, Vec<(ContributionId, bool)>) {
    let (store, id) = (&books.store, ImportId::new());
    let asked = ImportAsked { name: "ideas.csv".into(), language: "en".into(), ..ImportAsked::default() };
    store.import_add(&firm.owner(), id, activity, asked, true).await.unwrap();
    let put = store.import_put(&firm.system(), id, english(), ideas).await.unwrap();
    (id, put.into_iter().map(|one| (one.id, one.already)).collect())
}

async fn end(books: &Books, firm: &Firm, id: ImportId) -> ImportSaid {
    books.store.import_end(&firm.system(), id, ImportSaid::default()).await.unwrap()
}

/// Leaves an idea out of a file whose author the firm knows by that id.
pub async fn plant(books: &Books, firm: &Firm, exchange: ExchangeId, customer: &str, title: &str) {
    let activity = books.store.activity_open(&firm.owner(), exchange, ideas()).await.unwrap();
    let theirs = Imported {
        customer: Some(customer.into()),
        body: Some(text(title, Field::Body)),
        author: Some(title.into()),
        ..imported("1", title)
    };
    let (id, _) = put(books, firm, activity, vec![theirs]).await;
    assert_eq!(end(books, firm, id).await.theirs, 1);
}

struct Scene {
    books: Books,
    firm: Firm,
    exchange: ExchangeId,
    activity: ActivityId,
    ada: PersonId,
}

impl Scene {
    async fn on(books: Books) -> Self {
        let firm = books.firm("norda").await;
        let exchange = exchange(&books, &firm).await;
        let activity = books.store.activity_open(&firm.owner(), exchange, ideas()).await.unwrap();
        let ada = invited(&books, &firm, exchange, "ada@example.com").await;
        let known = PersonChange { external_id: Some(Some("C-7".into())), ..PersonChange::default() };
        books.store.person_correct(&firm.owner(), ada, known).await.unwrap();
        Self { books, firm, exchange, activity, ada }
    }

    fn me(&self) -> Context {
        self.firm.person(self.ada)
    }

    async fn put(&self, ideas: Vec<Imported>) -> (ImportId, Vec<(ContributionId, bool)>) {
        put(&self.books, &self.firm, self.activity, ideas).await
    }

    async fn lines(&self, ctx: &Context) -> Vec<ContributionLine> {
        let filter = ContributionFilter::default();
        self.books.store.contribution_list(ctx, self.activity, &filter, &Page::default()).await.unwrap().rows
    }

    async fn found(&self, words: &str) -> (Vec<String>, Vec<String>) {
        let (filter, page) = (ContributionFilter::default(), Page::default());
        let store = &self.books.store;
        let found = store.contribution_search(&self.me(), self.activity, words, &filter, &page).await.unwrap();
        (found.listed.rows.into_iter().filter_map(|line| line.title).collect(), found.unknown)
    }
}

async fn on_both(name: &str, story: impl AsyncFn(Scene)) {
    story(Scene::on(Books::sqlite().await).await).await;
    if let Some(books) = Books::postgres(name).await {
        story(Scene::on(books).await).await;
    }
}

#[tokio::test]
async fn a_row_is_brought_once_and_is_whose_it_says() {
    on_both("imports", async |s: Scene| {
        let store = &s.books.store;
        let said = ImportedComment { writer: Some(3), text: text("Yes, please", Field::Comment), at: None };
        let rows = || {
            vec![
                Imported { customer: Some("C-7".into()), ..imported("1", "Night mode") },
                Imported { customer: Some("C-8".into()), comments: vec![said.clone()], ..imported("2", "Roaming") },
                Imported { number: None, ..imported("", "Roaming in Switzerland") },
                Imported { number: None, ..imported("", "Roaming in Switzerland") },
                Imported {
                    status: Some("done".into()),
                    answer: Some(text("It is there.", Field::Answer)),
                    ..imported("4", "Invoices by mail")
                },
            ]
        };
        let (first, put) = s.put(rows()).await;
        assert_eq!(put.iter().map(|(_, already)| *already).collect::<Vec<_>>(), [false, false, false, true, false]);
        // Handed over once more after it was cut short: its own rows are no news.
        let again = store.import_put(&s.firm.system(), first, english(), rows()[..2].to_vec()).await.unwrap();
        assert_eq!(again.iter().map(|one| (one.id, one.already)).collect::<Vec<_>>(), put[..2]);
        let pair = vec![(put[1].0, put[2].0), (put[2].0, put[2].0)];
        assert_eq!(store.import_merge(&s.firm.system(), first, pair).await, Ok(1));
        let ended = end(&s.books, &s.firm, first).await;
        assert_eq!((ended.added, ended.theirs, ended.merged), (4, 1, 1));
        assert_eq!(store.import_get(&s.firm.owner(), first).await.unwrap().state, ImportState::Done);

        let lines = s.lines(&s.me()).await;
        assert_eq!(lines.len(), 3, "what stands with another is not listed for itself");
        let of = |title: &str| lines.iter().find(|line| line.title.as_deref() == Some(title)).unwrap();
        let night = of("Night mode");
        assert!(night.own && night.elsewhere);
        assert_eq!((night.for_it, night.votes_before), (0, Some(12)), "votes of elsewhere are none here");
        let roaming = of("Roaming in Switzerland");
        assert_eq!((roaming.own, roaming.comments), (false, 1));
        let view = store.contribution_get(&s.me(), roaming.id).await.unwrap();
        assert_eq!((view.comments[0].by, view.comments[0].text.as_deref()), (By::Elsewhere, Some("Yes, please")));
        let done = store.contribution_get(&s.me(), of("Invoices by mail").id).await.unwrap();
        assert_eq!((done.outcome.unwrap().words.as_str(), done.line.waits), ("It is there.", None));
        // Nobody was told anything, and what has no answer waits since it is here.
        assert_eq!(store.news_unseen(&s.me()).await, Ok(0));
        assert!(of("Night mode").waits.unwrap() > 1_700_000_000_000_000);

        // The same file again, by another import.
        let (second, put) = s.put(rows()).await;
        assert!(put.iter().all(|(_, already)| *already));
        assert_eq!(end(&s.books, &s.firm, second).await.added, 0);
        assert_eq!(s.lines(&s.me()).await.len(), 3);

        // After its author was erased the words do not come back with the file.
        store.person_erase(&s.me(), s.ada).await.unwrap();
        run_jobs(store).await;
        let (third, put) = s.put(rows()).await;
        assert!(put.iter().all(|(_, already)| *already));
        end(&s.books, &s.firm, third).await;
        let titles: Vec<_> = s.lines(&s.firm.owner()).await.into_iter().map(|line| line.title).collect();
        assert!(!titles.contains(&Some("Night mode".into())), "{titles:?}");
    })
    .await;
}

#[tokio::test]
async fn an_import_is_undone_until_something_was_built_on_it() {
    on_both("undone", async |s: Scene| {
        let (store, owner) = (&s.books.store, s.firm.owner());
        let rows = || vec![imported("1", "Night mode"), imported("2", "Dark theme")];
        let (id, put) = s.put(rows()).await;
        assert_eq!(store.import_undo(&owner, id).await, Err(Conflict::NotOpen.into()), "it runs");
        store.import_merge(&s.firm.system(), id, vec![(put[1].0, put[0].0)]).await.unwrap();
        end(&s.books, &s.firm, id).await;
        assert_eq!(s.found("dark").await.0.len(), 0, "it stands with another");
        assert_eq!(s.found("night").await.0, ["Night mode"]);

        store.contribution_vote(&s.me(), put[0].0, Some(Ballot::For)).await.unwrap();
        assert_eq!(store.import_undo(&owner, id).await, Ok(ImportUndone::BuiltOn(1)));
        assert_eq!(s.lines(&owner).await.len(), 1, "nothing is gone");
        store.contribution_vote(&s.me(), put[0].0, None).await.unwrap();
        assert_eq!(
            store.import_undo(&owner, id).await,
            Ok(ImportUndone::Gone(2)),
            "a vote that was taken back is none"
        );
        assert_eq!(s.lines(&owner).await.len(), 0);
        assert_eq!(s.found("night").await, (Vec::new(), vec!["night".to_owned()]));
        assert_eq!(store.import_undo(&owner, id).await, Err(Conflict::NotOpen.into()), "it was undone");
        assert_eq!(store.import_get(&owner, id).await.unwrap().state, ImportState::Undone);

        // It can be brought again, and an answer keeps it.
        let (id, put) = s.put(rows()).await;
        assert!(put.iter().all(|(_, already)| !already));
        end(&s.books, &s.firm, id).await;
        store.contribution_status_set(&owner, (put[0].0, 1), "done", "It is there.".into()).await.unwrap();
        assert_eq!(store.import_undo(&owner, id).await, Ok(ImportUndone::BuiltOn(1)));
    })
    .await;
}

#[tokio::test]
async fn an_import_waits_is_taken_once_and_says_what_it_left_out() {
    on_both("import_waits", async |s: Scene| {
        let (store, owner, house) = (&s.books.store, s.firm.owner(), Context::instance());
        let id = ImportId::new();
        let asked = ImportAsked { name: "a.csv".into(), language: "it".into(), ..ImportAsked::default() };
        store.import_add(&owner, id, s.activity, asked.clone(), false).await.unwrap();
        assert_eq!(store.import_claim(&house, DAY).await, Ok(None), "nobody said yet how it is read");
        let read = ImportAsked { dates: Some("dmy".into()), ..asked };
        store.import_start(&owner, id, read.clone()).await.unwrap();
        assert_eq!(store.import_start(&owner, id, read.clone()).await, Err(Conflict::Expired.into()));
        let claimed = store.import_claim(&house, DAY).await.unwrap().unwrap();
        assert_eq!((claimed.id, claimed.asked, claimed.attempts), (id, read, 1));
        assert_eq!(store.import_claim(&house, DAY).await, Ok(None));
        store.import_progress(&s.firm.system(), id, 3, 9, DAY).await.unwrap();
        assert_eq!(store.import_get(&owner, id).await.unwrap().state, ImportState::Runs { done: 3, of: 9 });
        assert_eq!(store.import_unread(&house, &[id]).await.unwrap(), [id]);
        s.books.pass(2 * DAY);
        assert_eq!(store.import_claim(&house, DAY).await.unwrap().unwrap().attempts, 2, "whoever had it is gone");
        let mut said = ImportSaid::default();
        (2..1_000).for_each(|line| said.leave_out(line, Why::Time));
        store.import_end(&s.firm.system(), id, said).await.unwrap();
        let kept = store.import_list(&owner, s.activity).await.unwrap()[0].said.clone().unwrap();
        assert_eq!((kept.all_left_out(), kept.lines.len()), (998, comity_store::LINES_NAMED));
        assert_eq!(store.import_unread(&house, &[id]).await.unwrap(), []);
        let late = store.import_put(&s.firm.system(), id, english(), vec![imported("1", "Late")]).await;
        assert_eq!(late, Err(Error::NotFound("import")));

        // Ideas are brought to activities of ideas alone.
        let map = store.activity_open(&owner, s.exchange, opinions()).await.unwrap();
        let refused = store.import_add(&owner, ImportId::new(), map, ImportAsked::default(), false).await;
        assert!(matches!(refused, Err(Error::Participation(Refusal::OtherKind(_)))), "{refused:?}");
    })
    .await;
}

#[tokio::test]
async fn everything_is_taken_along_and_nobody_by_name() {
    on_both("export", async |s: Scene| {
        let (store, owner) = (&s.books.store, s.firm.owner());
        let (id, put) = s.put(vec![imported("1", "Night mode")]).await;
        end(&s.books, &s.firm, id).await;
        let own = store.contribution_bring(&s.me(), s.activity, idea("=Roaming")).await.unwrap().id;
        store.contribution_moderate(&owner, (own, 1), Button::Approve).await.unwrap();
        store.contribution_vote(&s.me(), put[0].0, Some(Ballot::Against)).await.unwrap();
        store.comment_add(&s.me(), put[0].0, None, "No".into()).await.unwrap();
        let activities = store.export_begin(&owner, s.exchange, None).await.unwrap();
        assert_eq!(activities.iter().map(|one| one.id).collect::<Vec<_>>(), [s.activity]);
        let nowhere = store.export_begin(&owner, s.exchange, Some(ActivityId::new())).await;
        assert_eq!(nowhere, Err(Error::NotFound("activity")));
        let mut all = Vec::new();
        let mut after = ContributionId::NONE;
        while let Some(one) = store.export_contributions(&owner, s.activity, after, 1).await.unwrap().pop() {
            after = one.id;
            all.push(one);
        }
        assert_eq!(all.iter().map(|one| one.by).collect::<Vec<_>>(), [By::Elsewhere, By::Customer]);
        let night = &all[0];
        assert_eq!((night.for_it, night.against, night.votes_before, night.comments), (0, 1, Some(12), 1));
        let comments = store.export_comments(&owner, s.activity, CommentId::NONE, 10).await.unwrap();
        assert_eq!((comments.len(), comments[0].by, comments[0].text.as_deref()), (1, By::Customer, Some("No")));
        let written = serde_json::to_string(&(all, comments)).unwrap();
        assert!(!written.contains(&s.ada.to_string()));
        let (titles, unknown) = s.found("roming nigth zzyzx").await;
        assert_eq!(
            (titles.len(), unknown),
            (2, vec!["zzyzx".to_owned()]),
            "slips are found, and what nobody wrote is said"
        );
        store.person_erase(&s.me(), s.ada).await.unwrap();
        run_jobs(store).await;
        let all = store.export_contributions(&owner, s.activity, ContributionId::NONE, 10).await.unwrap();
        assert_eq!((all[1].by, all[1].title.clone(), all[0].against), (By::Gone, None, 1));
    })
    .await;
}
