//! What stands behind every route: a form is read, the books are asked, a page is shown. Pages themselves are in
//! [`super::studio`] and [`super::portal`].

pub mod assets;
pub mod checkpoint;
pub mod confirm;
pub mod embed;
pub mod enter;
pub mod front;
pub mod gpc;
pub mod handoff;
pub mod health;
pub mod letters;
pub mod open;
pub mod portal;
pub mod public;
pub mod records;
pub mod search;
pub mod set_up;
pub mod sign_in;
pub mod sign_out;
pub mod studio;

use comity_store::{ContributionId, ContributionView, ExchangeId};

pub use portal::turn;

use super::app::App;
use super::fault::Fault;
use super::seat::Seat;

/// A contribution as who asks sees it, where it was brought to an activity of that exchange and of those rules.
///
/// # Errors
/// There is none that they see, or it belongs elsewhere.
async fn contribution(
    app: &App,
    seat: &Seat,
    rules: &str,
    exchange: ExchangeId,
    id: ContributionId,
) -> Result<ContributionView, Fault> {
    let view = app.store.contribution_get(&seat.ctx(), id).await?;
    if view.activity.exchange != exchange || view.activity.kind() != rules {
        return Err(Fault::NotFound);
    }
    Ok(view)
}
