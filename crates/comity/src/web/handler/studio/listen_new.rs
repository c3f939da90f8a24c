//! `/studio/listen/new`: files come in and are written down as they come, never held in memory whole.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{ErrorKind, Write as _};

use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{Multipart, State};
use axum::http::StatusCode;
use axum::response::Response;
use comity_store::{Error, RunId, RunNew};

use crate::listening::Room;
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::seat::{Asked, Seat, again, html};
use crate::web::studio::listen::KINDS;
use crate::web::studio::listen_run::{New, NewForm, page};
use crate::web::ui::{Errors, Fields};
use crate::words::say;
use crate::worker::free_bytes;

/// Bytes that a field which is no file may have.
const LONGEST: usize = 10_000;
/// Fields and files that a form may have.
const MOST: usize = 60;
const MIB: u64 = 1024 * 1024;

/// The form.
pub async fn get(State(app): State<App>, seat: Seat, Asked(asked): Asked) -> Result<Response, Fault> {
    let kind = KINDS.into_iter().find(|kind| *kind == asked.get("kind")).ok_or(Fault::NotFound)?;
    let view = New { kind, fields: Fields::default(), errors: Errors::default(), largest: app.config.upload_mib };
    Ok(html(page(&view, &seat.shell(&app).await?)))
}

/// Takes the files and asks for the run. Whatever goes wrong, no file stays behind.
pub async fn post(State(app): State<App>, seat: Seat, parts: Multipart) -> Result<Response, Fault> {
    let (ctx, id) = (seat.ctx(), RunId::new());
    let room = Room::of(&app.config.data, ctx.firm, id);
    let taken = match take(&app, &room, parts).await {
        Ok(sent) => ask(&app, &seat, id, sent).await,
        Err(fault) => Err(fault),
    };
    if !matches!(taken, Ok(Asking::Waits)) {
        let removed = tokio::task::spawn_blocking(move || room.remove()).await;
        if !matches!(removed, Ok(Ok(()))) {
            tracing::warn!(run = %id, "files of a run that was not asked for could not be removed");
        }
    }
    match taken? {
        Asking::Waits => Ok(seat.to("/studio/listen")),
        Asking::Again(view) => Ok(again(page(&view, &seat.shell(&app).await?))),
    }
}

enum Asking {
    /// The run waits for its turn.
    Waits,
    /// The form has to be mended.
    Again(New),
}

/// What was sent: texts, and under which fields files came.
pub struct Sent {
    /// Texts.
    pub fields: Fields,
    /// Under which fields files came.
    pub files: BTreeSet<&'static str>,
}

async fn ask(app: &App, seat: &Seat, id: RunId, Sent { fields, files }: Sent) -> Result<Asking, Fault> {
    let lang = seat.lang();
    let kind = KINDS.into_iter().find(|kind| *kind == fields.get("kind")).ok_or(Fault::Malformed)?;
    let form = NewForm::read(&fields, lang);
    let mut errors = form.as_ref().err().cloned().unwrap_or_default();
    if !files.contains("file") {
        errors.add("file", say!(lang, "studio-run-file-missing"));
    }
    if kind == "portfolio" && !files.contains("second") {
        errors.add("second", say!(lang, "studio-run-file-missing"));
    }
    if let (Ok(form), true) = (form, errors.is_empty()) {
        let language = lang.code().to_owned();
        let new = RunNew { id, kind: kind.into(), language, title: form.title, options: form.options };
        match app.store.run_add(&seat.ctx(), new).await {
            Ok(()) => return Ok(Asking::Waits),
            Err(Error::Invalid(_)) => errors.add("title", say!(lang, "studio-form-wrong", what = "choice")),
            Err(error) => return Err(error.into()),
        }
    }
    Ok(Asking::Again(New { kind, fields, errors, largest: app.config.upload_mib }))
}

/// Takes a form with files, which are written into a room as they come.
///
/// # Errors
/// What was sent is no such form or too large, or the disk is full.
pub async fn take(app: &App, room: &Room, mut parts: Multipart) -> Result<Sent, Fault> {
    let (mut fields, mut files) = (Vec::new(), BTreeSet::new());
    let mut left = app.config.upload_mib.saturating_mul(MIB);
    for _ in 0..MOST {
        let Some(field) = parts.next_field().await.map_err(wrong)? else {
            return Ok(Sent { fields: Fields::from(fields), files });
        };
        let name = field.name().unwrap_or_default().to_owned();
        if let Some(file) = field.file_name().map(ToOwned::to_owned) {
            let name = ["file", "second"].into_iter().find(|own| *own == name).ok_or(Fault::Malformed)?;
            if write(app, room, name, &file, field, &mut left).await? {
                files.insert(name);
            }
        } else {
            fields.push((name, text(field).await?));
        }
    }
    Err(Fault::Malformed)
}

fn wrong(error: MultipartError) -> Fault {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE { Fault::TooLarge } else { Fault::Malformed }
}

async fn text(mut field: Field<'_>) -> Result<String, Fault> {
    let mut bytes = Vec::new();
    while let Some(chunk) = field.chunk().await.map_err(wrong)? {
        bytes.extend(&chunk);
        if bytes.len() > LONGEST {
            return Err(Fault::TooLarge);
        }
    }
    let mut text = String::from_utf8(bytes).map_err(|_| Fault::Malformed)?;
    text.retain(|c| c != '\0');
    Ok(text)
}

/// Writes a file as it comes; says whether there was anything in it. A field left empty sends an empty file.
async fn write(
    app: &App,
    room: &Room,
    name: &'static str,
    called: &str,
    mut field: Field<'_>,
    left: &mut u64,
) -> Result<bool, Fault> {
    let mut open: Option<File> = None;
    let mut unlooked = 0;
    while let Some(chunk) = field.chunk().await.map_err(wrong)? {
        if chunk.is_empty() {
            continue;
        }
        let size = chunk.len() as u64;
        *left = left.checked_sub(size).ok_or(Fault::TooLarge)?;
        if unlooked == 0 || unlooked > 16 * MIB {
            has_room(app)?;
            unlooked = 0;
        }
        unlooked += size;
        let (room, called) = (room.clone(), called.to_owned());
        let written = tokio::task::spawn_blocking(move || {
            let mut file = match open {
                Some(file) => file,
                None => room.file(name, &called)?,
            };
            file.write_all(&chunk)?;
            std::io::Result::Ok(file)
        });
        open = Some(written.await.map_err(|_| Fault::Broken)?.map_err(failed)?);
    }
    Ok(open.is_some())
}

/// Whether a file may grow without bringing the disk below its floor.
fn has_room(app: &App) -> Result<(), Fault> {
    let free = free_bytes(&app.config.data).map_err(failed)?;
    if free < app.config.disk_floor().saturating_add(16 * MIB) { Err(Fault::DiskFull) } else { Ok(()) }
}

fn failed(error: std::io::Error) -> Fault {
    if matches!(error.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded) {
        return Fault::DiskFull;
    }
    tracing::error!(kind = %error.kind(), "a file that was sent could not be written");
    Fault::Broken
}
