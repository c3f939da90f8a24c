//! `comity demo`: simulated data for every task: a year of posts with one planted event ([`posts`]), a portfolio of events with
//! posts and ratings ([`firms`]), a conversation with votes ([`conversation`]), and the house with its books ([`house`]).
//!
//! [`year`] says what the year was like and what was planted, [`people`] who writes, [`grammar`] and [`compose`] what they
//! write and [`manner`] how they type it; [`posts`] puts the year together and [`folder`] keeps everything on disk.

mod compose;
mod conversation;
mod draw;
mod firms;
pub mod folder;
mod grammar;
pub mod house;
mod manner;
mod market;
mod people;
mod posts;
mod tell;
mod year;

use comity_intake::ColumnNames;
use comity_intake::time::{TimeOptions, parse_time, time_zone};

use crate::study::options::{Event, StudyOptions};
use crate::words::Lang;

use folder::Folder;
use market::BRANDS;
use year::planted;

pub use tell::{closing, invitation, opening, readme};

/// The study of the planted event, as `comity study` would do it without any option.
///
/// # Errors
/// Never, unless the planted day is no day.
pub fn study_options(folder: &Folder, lang: Lang) -> anyhow::Result<StudyOptions> {
    let times = TimeOptions { zone: time_zone("UTC")?, date_order: None };
    let at = parse_time(planted::DATE, &times)?;
    let name = match lang {
        Lang::En => "Fares changed (simulated)",
        Lang::It => "Nuove tariffe (evento simulato)",
    };
    Ok(StudyOptions {
        posts: folder.posts(),
        events: vec![Event {
            name: Some(name.into()),
            unit: Some(BRANDS[planted::BRAND].name.into()),
            at,
            before: None,
            after: None,
        }],
        columns: ColumnNames::default(),
        label: None,
        times,
        timezone: "UTC".into(),
        bucket: None,
        before: None,
        after: None,
        controls: Vec::new(),
        near_duplicates: false,
        lang,
        seed: 1,
    })
}
