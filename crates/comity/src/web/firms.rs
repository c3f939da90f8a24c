//! Which firm a request is for: by the path's `/f/{slug}`, by the host, or because there is but one.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use comity_store::Error;
use comity_store::{Context, Firm, Store};

use super::ui::Brand;

/// Other servers' changes to a firm are seen after this long; this server's at once.
const FRESH: Duration = Duration::from_secs(5);

/// The firms, kept in memory for a moment.
#[derive(Default)]
pub struct Firms(Mutex<Option<(Instant, List)>>);

type List = Arc<[Arc<Known>]>;

/// A firm with the mark of its look.
pub struct Known {
    /// The firm.
    pub firm: Firm,
    /// Changes with its colour and logo, so that browsers may keep them.
    pub look: String,
}

impl Firms {
    /// Every firm.
    ///
    /// # Errors
    /// The database's.
    pub async fn all(&self, store: &Store) -> Result<List, Error> {
        if let Some((read, firms)) = &*self.0.lock().unwrap_or_else(PoisonError::into_inner)
            && read.elapsed() < FRESH
        {
            return Ok(firms.clone());
        }
        let known = |firm: Firm| Arc::new(Known { look: mark(&firm), firm });
        let firms: List = store.firm_list(&Context::instance()).await?.into_iter().map(known).collect();
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((Instant::now(), firms.clone()));
        Ok(firms)
    }

    /// The firm that is addressed. A host that no firm has, as the house's own, leads to a single firm.
    ///
    /// # Errors
    /// The database's.
    pub async fn find(&self, store: &Store, slug: Option<&str>, host: &str) -> Result<Option<Arc<Known>>, Error> {
        let firms = self.all(store).await?;
        let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
        let by_host = || firms.iter().find(|known| known.firm.look.host.as_deref() == Some(name));
        let only = || if let [only] = &*firms { Some(only) } else { None };
        Ok(match slug {
            Some(slug) => firms.iter().find(|known| known.firm.slug == slug),
            None => by_host().or_else(only),
        }
        .cloned())
    }

    /// Forgets what is kept, after a change.
    pub fn forget(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

impl Known {
    /// How the firm presents itself, with addresses under `base`.
    pub fn brand(&self, base: &str) -> Brand {
        let look = &self.firm.look;
        let at = |name: &str| format!("{base}/look/{}/{name}", self.look);
        Brand {
            name: look.name.clone(),
            logo: look.logo.is_some().then(|| at("logo")),
            look: (!look.colour.is_empty()).then(|| at("colour.css")),
            contact: look.contact.clone(),
        }
    }
}

fn mark(firm: &Firm) -> String {
    let logo = firm.look.logo.as_ref().map_or(0, |logo| xxhash_rust::xxh3::xxh3_64(&logo.bytes));
    let colour = xxhash_rust::xxh3::xxh3_64_with_seed(firm.look.colour.as_bytes(), logo);
    format!("{colour:016x}")
}
