//! The opinion maps of activities, in memory while somebody looks at them.
//!
//! A map is read from the books once and then takes every answer as it comes. Nobody who answers waits for it: an answer that is
//! written down is put before the map, and whoever works on the map takes it from there. What pages show is the last drawing,
//! which does not change under them. Looking for groups anew takes longer, and is done beside that, on a copy. A restart forgets
//! everything here; the books have it.

mod draw;
mod next;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use comity_participation::response::Ballot;
use comity_store::{ActivityId, Context, ContributionId, Error, FirmId, PersonId, Store};
use tokio::sync::watch;

pub use draw::Drawn;
pub use next::next;

use draw::{Regrouped, State};

/// Maps that are kept at most; who has not been looked at for longest goes first.
const MOST_MAPS: usize = 64;
/// Answers in all of them at most, at about ten bytes each: a map larger than that is kept alone.
const MOST_ANSWERS: u64 = 10_000_000;
/// How long a page waits for a map that is being drawn. It shows the one before, or that there will be one, after that.
const PATIENCE: Duration = Duration::from_millis(900);
/// How long a file waits for one. It is not looked at again, so it is whole or it is refused.
const PATIENCE_OF_FILES: Duration = Duration::from_secs(60);
/// The longest pause between two drawings of a map to which answers keep coming.
const LONGEST_PAUSE: Duration = Duration::from_millis(400);

/// An answer that was written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answer {
    /// Who answered.
    pub person: PersonId,
    /// To which statement.
    pub statement: ContributionId,
    /// What.
    pub ballot: Ballot,
}

/// The maps of all firms.
#[derive(Default)]
pub struct Maps {
    live: Mutex<HashMap<ActivityId, Arc<Live>>>,
    looks: AtomicU64,
}

/// One map.
struct Live {
    desk: Mutex<Desk>,
    drawn: watch::Sender<Option<Arc<Drawn>>>,
    looked: AtomicU64,
}

/// What lies before whoever works on a map.
#[derive(Default)]
struct Desk {
    /// The map, while nobody works on it; nothing before it was read.
    state: Option<State>,
    /// Answers that it has not taken yet.
    answers: Vec<Answer>,
    /// Groups that were looked for anew.
    regrouped: Option<Regrouped>,
    /// Whether the books say something else than answers can tell: it is read from them anew.
    stale: bool,
    /// How much has happened to it; a drawing says up to where it goes.
    happened: u64,
    /// Whether somebody works on it.
    at_work: bool,
}

/// Where a map comes from.
#[derive(Clone)]
struct Source {
    store: Store,
    firm: FirmId,
    activity: ActivityId,
}

/// A lock that a panic cannot poison: what lies under it is whole at all times.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Maps {
    /// The map as it stands with everything that happened until now; the drawing before where that takes too long, and nothing where
    /// there is none yet. Whoever calls has asked whether the reader may see the activity.
    pub async fn look(&self, store: &Store, firm: FirmId, activity: ActivityId) -> Option<Arc<Drawn>> {
        let last = || held(&self.live).get(&activity).and_then(|live| live.drawn.borrow().clone());
        self.wait(store, firm, activity, PATIENCE).await.or_else(last)
    }

    /// The map with everything that happened until now, for what is taken along and stays as it was taken: nothing rather than an
    /// earlier drawing, where it is not ready after a minute.
    pub async fn whole(&self, store: &Store, firm: FirmId, activity: ActivityId) -> Option<Arc<Drawn>> {
        self.wait(store, firm, activity, PATIENCE_OF_FILES).await
    }

    /// The map with everything that happened until now, if it is drawn in time.
    async fn wait(&self, store: &Store, firm: FirmId, activity: ActivityId, patience: Duration) -> Option<Arc<Drawn>> {
        let live = self.of(activity);
        let source = Source { store: store.clone(), firm, activity };
        let happened = held(&live.desk).happened;
        live.begin(source);
        let mut drawn = live.drawn.subscribe();
        let ready = drawn.wait_for(|drawn| drawn.as_ref().is_some_and(|drawn| drawn.happened >= happened));
        let found = tokio::time::timeout(patience, ready).await.ok().and_then(|drawn| drawn.ok()?.clone());
        self.make_room(activity);
        found
    }

    /// The last drawing, for whoever does not look at the map itself and waits for nothing; the next one is begun.
    pub fn glance(&self, store: &Store, firm: FirmId, activity: ActivityId) -> Option<Arc<Drawn>> {
        let live = self.of(activity);
        live.begin(Source { store: store.clone(), firm, activity });
        let last = live.drawn.borrow().clone();
        self.make_room(activity);
        last
    }

    /// Takes an answer that is written down. A map that nobody looks at is not there, and needs none.
    pub fn answered(&self, store: &Store, firm: FirmId, activity: ActivityId, answer: Answer) {
        let Some(live) = held(&self.live).get(&activity).cloned() else { return };
        {
            let mut desk = held(&live.desk);
            desk.answers.push(answer);
            desk.happened += 1;
        }
        live.begin(Source { store: store.clone(), firm, activity });
    }

    /// Which statements count has changed: the map is read anew when it is next looked at. Until then it is shown as it was.
    pub fn renew(&self, activity: ActivityId) {
        if let Some(live) = held(&self.live).get(&activity) {
            let mut desk = held(&live.desk);
            desk.stale = true;
            desk.happened += 1;
        }
    }

    /// Forgets every map in which a person may be, as they were erased.
    pub fn forget(&self, person: PersonId) {
        let elsewhere = |live: &Live| live.drawn.borrow().as_ref().is_some_and(|drawn| drawn.place(person).is_none());
        held(&self.live).retain(|_, live| elsewhere(live));
    }

    /// The map of an activity, begun where there is none.
    fn of(&self, activity: ActivityId) -> Arc<Live> {
        let look = self.looks.fetch_add(1, Ordering::Relaxed);
        let live = Arc::clone(held(&self.live).entry(activity).or_insert_with(|| Arc::new(Live::new())));
        live.looked.store(look, Ordering::Relaxed);
        live
    }

    /// Lets the maps go that nobody has looked at for longest, until the others fit.
    fn make_room(&self, but: ActivityId) {
        let mut all = held(&self.live);
        let answers = |live: &Live| live.drawn.borrow().as_ref().map_or(0, |drawn| drawn.outcome.data.votes as u64);
        while all.len() > 1
            && (all.len() > MOST_MAPS || all.values().map(|live| answers(live)).sum::<u64>() > MOST_ANSWERS)
        {
            let others = all.iter().filter(|(activity, _)| **activity != but);
            let Some(oldest) = others.min_by_key(|(_, live)| live.looked.load(Ordering::Relaxed)).map(|(id, _)| *id)
            else {
                return;
            };
            all.remove(&oldest);
        }
    }
}

impl Live {
    fn new() -> Self {
        Self { desk: Mutex::default(), drawn: watch::channel(None).0, looked: AtomicU64::new(0) }
    }

    /// Has somebody work on it, where there is work and nobody does.
    fn begin(self: &Arc<Self>, source: Source) {
        let mut desk = held(&self.desk);
        let idle = desk.state.is_some() && desk.answers.is_empty() && desk.regrouped.is_none() && !desk.stale;
        if desk.at_work || idle {
            return;
        }
        desk.at_work = true;
        drop(desk);
        tokio::spawn(Arc::clone(self).work(source));
    }

    /// Works on it until nothing is left to do.
    async fn work(self: Arc<Self>, source: Source) {
        // Also where this ends in a panic, the next who looks has it read from the books.
        let guard = Leaving(&self);
        loop {
            let begun = Instant::now();
            let (state, answers, regrouped, happened) = self.take();
            let state = match state {
                Some(state) => state,
                // Answers that were taken just now are in the books, too.
                None => match load(&source).await {
                    Ok(state) => state,
                    Err(error) => {
                        tracing::warn!(activity = %source.activity, %error, "an opinion map could not be read from the books");
                        return;
                    }
                },
            };
            let worked = tokio::task::spawn_blocking(move || state.go_on(answers, regrouped, happened)).await;
            let Ok((mut state, drawn, known)) = worked else { return };
            self.drawn.send_replace(Some(Arc::new(drawn)));
            if let Some(copy) = state.send_away() {
                let (live, source) = (Arc::clone(&self), source.clone());
                tokio::spawn(async move {
                    if let Ok(regrouped) = tokio::task::spawn_blocking(move || copy.regroup()).await {
                        held(&live.desk).regrouped = Some(regrouped);
                        live.begin(source);
                    }
                });
            }
            if self.put_back(state, known) {
                drop(guard);
                return;
            }
            // A map of many takes a while: half of the time is left to others.
            tokio::time::sleep(begun.elapsed().min(LONGEST_PAUSE)).await;
        }
    }

    /// Takes what lies there; of a stale map only how much has happened.
    fn take(&self) -> (Option<State>, Vec<Answer>, Option<Regrouped>, u64) {
        let mut desk = held(&self.desk);
        let (state, answers, regrouped) = (desk.state.take(), std::mem::take(&mut desk.answers), desk.regrouped.take());
        if std::mem::take(&mut desk.stale) {
            return (None, Vec::new(), None, desk.happened);
        }
        (state, answers, regrouped, desk.happened)
    }

    /// Puts the map back; whether nothing is left to do. `known` is whether every answer was to a statement that the map knows.
    fn put_back(&self, state: State, known: bool) -> bool {
        let mut desk = held(&self.desk);
        desk.stale |= !known;
        let ended = desk.answers.is_empty() && desk.regrouped.is_none() && !desk.stale;
        desk.state = Some(state);
        desk.at_work = !ended;
        ended
    }
}

/// Says that nobody works any more.
struct Leaving<'l>(&'l Live);

impl Drop for Leaving<'_> {
    fn drop(&mut self) {
        let mut desk = held(&self.0.desk);
        // Without a map somebody left in the middle.
        if desk.state.is_none() {
            desk.at_work = false;
        }
    }
}

async fn load(source: &Source) -> Result<State, Error> {
    let books = source.store.opinion_books(&Context::system(source.firm), source.activity).await?;
    let read = tokio::task::spawn_blocking(move || State::of(books)).await;
    read.map_err(|error| Error::Broken(format!("an opinion map was not drawn: {error}")))
}
