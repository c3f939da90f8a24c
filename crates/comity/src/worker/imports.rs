//! Files of contributions, brought one at a time beside everything else.

use comity_store::{Context, Error, ImportSaid};

use super::More;
use crate::collected::{LEASE, bring};
use crate::listening::Room;
use crate::web::app::App;

/// A file that was begun so often without an end brings the server down: it is given up.
const ATTEMPTS: u32 = 3;

/// Brings the file that has waited longest.
pub async fn run_one(app: &App) -> Result<More, Error> {
    if app.pulse.is_disk_low() {
        return Ok(false);
    }
    let Some(import) = app.store.import_claim(&Context::instance(), LEASE).await? else { return Ok(false) };
    let ctx = Context { request: format!("import {}", import.id), ..Context::system(import.firm) };
    let room = Room::of_import(&app.config.data, import.firm, import.id);
    let path = room.files("file").ok().and_then(|files| files.into_iter().next());
    let given_up = |why: &str| ImportSaid { failed: Some(why.to_owned()), ..ImportSaid::default() };
    let said = match path {
        _ if import.attempts > ATTEMPTS => {
            let why = "it was begun several times and never came to its end";
            app.store.import_end(&ctx, import.id, given_up(why)).await?
        }
        None => app.store.import_end(&ctx, import.id, given_up("the file is not there any more")).await?,
        Some(path) => bring(&app.store, &ctx, &import, path, |_, _| ()).await?,
    };
    let cleared = tokio::task::spawn_blocking(move || room.remove()).await;
    if !matches!(cleared, Ok(Ok(()))) {
        tracing::warn!(import = %import.id, "the file of an import could not be removed");
    }
    let name = if said.failed.is_some() { "failed" } else { "done" };
    metrics::counter!("comity_imports_total", "outcome" => name).increment(1);
    Ok(true)
}
