//! `/demo/{pass}`: a link that signs one browser in at one click. Served by the demo alone, where nobody is real: an ordinary
//! link opens nothing before a button is pressed, because mail scanners follow links.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use comity_store::Who;

use super::app::App;
use super::fault::Fault;
use super::gate::session;
use super::handler::{enter, sign_in};
use super::route::{Route, Who as May};
use super::seat::Seat;
use super::session::Side;

/// Links that were given out, kept in memory: they end with the process.
#[derive(Clone, Default)]
pub struct Passes(Arc<Mutex<BTreeMap<String, Pass>>>);

#[derive(Clone, Copy)]
struct Pass {
    who: Who,
    used: bool,
}

impl Passes {
    /// Gives out a link for somebody; its path.
    ///
    /// # Errors
    /// The system has no random numbers.
    pub fn give(&self, who: Who) -> anyhow::Result<String> {
        let mut bytes = [0_u8; 18];
        getrandom::fill(&mut bytes).map_err(|error| anyhow::anyhow!("the system's random source: {error}"))?;
        let name = URL_SAFE_NO_PAD.encode(bytes);
        let path = format!("/demo/{name}");
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(name, Pass { who, used: false });
        Ok(path)
    }

    /// The route on which they are good.
    pub fn routes(&self) -> Vec<Route> {
        let passes = self.clone();
        let open = move |State(app): State<App>, seat: Seat, Path(name): Path<String>, headers: HeaderMap| {
            let passes = passes.clone();
            async move { passes.open(&app, &seat, &name, &headers).await }
        };
        vec![Route::get("/demo/{pass}", May::AtFirm, open)]
    }

    /// Signs in, once. A browser that did so before goes on to where it leads: some load a link before it is clicked.
    async fn open(&self, app: &App, seat: &Seat, name: &str, headers: &HeaderMap) -> Result<Response, Fault> {
        let Pass { who, used } = self.take(name).ok_or(Fault::Link)?;
        let (side, home) = match who {
            Who::Member(_) => (Side::Studio, "/studio"),
            Who::Person(_) | Who::Guardian { .. } => (Side::Portal, "/me"),
        };
        let own = session(app, seat, side, headers).await?;
        match (used, own) {
            (true, Some((_, session))) if session.who == who => Ok(seat.to(home)),
            (true, _) => Err(Fault::Link),
            (false, own) => {
                if let Some((old, _)) = own {
                    app.store.session_end(&seat.ctx(), &old).await?;
                }
                match who {
                    Who::Member(member) => sign_in::opened(app, seat, member, home).await,
                    who => enter::opened(app, seat, who, home).await,
                }
            }
        }
    }

    fn take(&self, name: &str) -> Option<Pass> {
        let mut passes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let pass = passes.get_mut(name)?;
        Some(std::mem::replace(pass, Pass { used: true, ..*pass }))
    }
}
