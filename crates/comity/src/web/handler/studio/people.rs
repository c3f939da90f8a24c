//! `/studio/people`, `…/new` and `…/import`

use std::collections::BTreeMap;

use axum::extract::State;
use axum::response::Response;
use comity_store::{Conflict, Context, Error, ImportLine, Invalid, Person, PersonNew};

use super::{asked_page, pages};
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::seat::{Asked, Seat, Sent, Uploaded, again, called, html};
use crate::web::studio::invite::{Imported, One};
use crate::web::studio::people::{Add, People, Row, import, new, page};
use crate::web::ui::{Errors, Fields, Pages};
use crate::words::{Lang, say};

/// The list, or the one person with that very mail address or external id.
pub async fn get(State(app): State<App>, seat: Seat, Asked(filter): Asked) -> Result<Response, Fault> {
    let (ctx, wanted) = (seat.ctx(), filter.get("q").trim().to_owned());
    let (people, pages) = if wanted.is_empty() {
        let page = asked_page(&filter);
        let listed = app.store.person_list(&ctx, &page).await?;
        let pages = pages(&listed, &page);
        (listed.rows, pages)
    } else {
        let found: Vec<Person> = find(&app, &ctx, &wanted).await?.into_iter().collect();
        let pages = Pages { total: found.len() as u64, next: None, first: true };
        (found, pages)
    };
    let ids = || people.iter().map(|person| person.id);
    let agreed = match (ids().min(), ids().max()) {
        (Some(oldest), Some(newest)) => app.store.person_agreements(&ctx, oldest, newest).await?,
        _ => BTreeMap::new(),
    };
    let rows = people.into_iter().map(|person| Row {
        id: person.id.to_string(),
        name: called(&person),
        agreed: agreed.get(&person.id).copied().unwrap_or_default(),
        minor: person.minor,
        mail: person.mail.unwrap_or_default(),
    });
    Ok(html(page(&People { rows: rows.collect(), pages, filter }, &seat.shell(&app).await?)))
}

/// The person with that very mail address or external id.
///
/// # Errors
/// The books'.
pub async fn find(app: &App, ctx: &Context, wanted: &str) -> Result<Option<Person>, Fault> {
    for found in [app.store.person_by_mail(ctx, wanted).await, app.store.person_by_external(ctx, wanted).await] {
        match found {
            Ok(Some(person)) => return Ok(Some(person)),
            Ok(None) | Err(Error::Invalid(_)) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(None)
}

/// The form for one.
pub async fn new_get(State(app): State<App>, seat: Seat) -> Result<Response, Fault> {
    Ok(html(new(&Add::default(), &seat.shell(&app).await?)))
}

/// Adds one.
pub async fn new_post(State(app): State<App>, seat: Seat, Sent(fields): Sent) -> Result<Response, Fault> {
    let lang = seat.lang();
    let errors = match One::read(&fields, lang) {
        Err(errors) => errors,
        Ok(one) => {
            let some = |name: &str| Some(fields.get(name).trim().to_owned()).filter(|text| !text.is_empty());
            let born = some("born_year").map(|year| year.parse::<u16>());
            let person = PersonNew {
                mail: Some(one.mail),
                external_id: some("external"),
                name: Some(one.name),
                language: one.language,
                born_year: born.clone().and_then(Result::ok),
                minor: false,
            };
            let mut errors = Errors::default();
            if matches!(born, Some(Err(_))) {
                errors.add("born_year", say!(lang, "portal-born-wrong"));
            } else {
                let person = PersonNew { minor: is_minor(&person, seat.firm.as_deref()), ..person };
                match app.store.person_add(&seat.ctx(), person).await {
                    Ok(id) => return Ok(seat.to(format!("/studio/people/{id}"))),
                    Err(error) => wrong(error, &mut errors, lang)?,
                }
            }
            errors
        }
    };
    Ok(again(new(&Add { fields, errors, imported: None }, &seat.shell(&app).await?)))
}

/// By the year of birth: below the age of the firm's country, counted so that nobody is taken for older than they are.
pub fn is_minor(person: &PersonNew, firm: Option<&crate::web::firms::Known>) -> bool {
    let country = firm.map_or("", |known| known.firm.look.country.as_str());
    let age = i32::from(comity_exchange::basis::age_of_consent(country));
    let year = i32::from(jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).year());
    person.born_year.is_some_and(|born| year - 1 - i32::from(born) < age)
}

/// What the books have against a person, at the field that it concerns.
///
/// # Errors
/// What has no field.
pub fn wrong(error: Error, errors: &mut Errors, lang: Lang) -> Result<(), Fault> {
    match error {
        Error::Conflict(Conflict::Mail) => errors.add("mail", say!(lang, "web-mail-taken")),
        Error::Conflict(Conflict::ExternalId) => errors.add("external", say!(lang, "web-external-taken")),
        Error::Invalid(Invalid::Mail | Invalid::Unrecognisable) => errors.add("mail", say!(lang, "web-mail-wrong")),
        Error::Invalid(Invalid::Number) => errors.add("born_year", say!(lang, "portal-born-wrong")),
        Error::Invalid(_) => errors.add("name", say!(lang, "web-text-wrong")),
        error => return Err(error.into()),
    }
    Ok(())
}

/// The form for many.
pub async fn import_get(State(app): State<App>, seat: Seat) -> Result<Response, Fault> {
    Ok(html(import(&Add::default(), &seat.shell(&app).await?)))
}

/// Brings many in. What was refused is listed with its line; what was typed stays.
pub async fn import_post(State(app): State<App>, seat: Seat, uploaded: Uploaded) -> Result<Response, Fault> {
    let (fields, text) = table_of(uploaded);
    let imported = bring_in(&app, &seat, &text).await?;
    let fields = if imported.refused.is_empty() { Fields::default() } else { fields };
    let view = Add { fields, errors: Errors::default(), imported: Some(imported) };
    Ok(html(import(&view, &seat.shell(&app).await?)))
}

/// The table that was pasted or, before it, the file that was chosen.
pub fn table_of(Uploaded { fields, files }: Uploaded) -> (Fields, String) {
    let file = files.into_iter().find(|(name, bytes)| name == "file" && !bytes.is_empty());
    let text =
        file.map_or_else(|| fields.get("table").to_owned(), |(_, bytes)| String::from_utf8_lossy(&bytes).into_owned());
    (fields, text)
}

/// Reads a table of people and brings them in.
///
/// # Errors
/// The books'. A line that cannot be read is refused and keeps no other from coming in.
pub async fn bring_in(app: &App, seat: &Seat, text: &str) -> Result<Imported, Fault> {
    let lang = seat.lang();
    let (lines, mut refused) = lines(text, seat, lang);
    let numbers: Vec<u64> = lines.iter().map(|(number, _)| *number).collect();
    let given: Vec<ImportLine> = lines.into_iter().map(|(_, line)| line).collect();
    let done = app.store.person_import(&seat.ctx(), given).await?;
    for (place, why) in done.refused {
        let number = numbers.get(place).copied().unwrap_or_default();
        let why = match why {
            Invalid::Mail | Invalid::Unrecognisable => say!(lang, "web-mail-wrong"),
            Invalid::Number => say!(lang, "portal-born-wrong"),
            _ => say!(lang, "web-import-evidence"),
        };
        refused.push((number, why));
    }
    refused.sort();
    Ok(Imported { added: done.added.len() as u64, already: done.already.len() as u64, refused })
}

/// Something with the number of its line.
type Numbered<T> = (u64, T);

/// Lines of a table (CSV, the first line names the columns), and those that could not be read. Numbered as in an editor.
fn lines(text: &str, seat: &Seat, lang: Lang) -> (Vec<Numbered<ImportLine>>, Vec<Numbered<String>>) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let first = text.lines().next().unwrap_or_default();
    let separator = [b';', b'\t'].into_iter().find(|s| first.contains(char::from(*s)) && !first.contains(','));
    let mut reader =
        csv::ReaderBuilder::new().flexible(true).delimiter(separator.unwrap_or(b',')).from_reader(text.as_bytes());
    let columns: Vec<String> = match reader.headers() {
        Ok(headers) => headers.iter().map(|name| name.trim().to_lowercase()).collect(),
        Err(_) => Vec::new(),
    };
    let (mut lines, mut refused) = (Vec::new(), Vec::new());
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let number = error.position().map_or(0, csv::Position::line);
                refused.push((number, say!(lang, "web-import-line")));
                continue;
            }
        };
        let number = record.position().map_or(0, csv::Position::line);
        let cell = |name: &str| {
            let at = columns.iter().position(|column| column == name)?;
            record.get(at).map(str::trim).filter(|cell| !cell.is_empty()).map(ToOwned::to_owned)
        };
        let year = cell("born_year").map(|year| year.parse::<u16>());
        if matches!(year, Some(Err(_))) {
            refused.push((number, say!(lang, "portal-born-wrong")));
            continue;
        }
        let own = seat.firm.as_ref().and_then(|known| known.firm.look.languages.first().cloned());
        let person = PersonNew {
            mail: cell("mail"),
            external_id: cell("external_id"),
            name: cell("name"),
            language: cell("language").or(own).unwrap_or_else(|| lang.code().to_owned()),
            born_year: year.and_then(Result::ok),
            minor: false,
        };
        let person = PersonNew { minor: is_minor(&person, seat.firm.as_deref()), ..person };
        let parts = ["purpose", "permitted_at", "evidence"]
            .into_iter()
            .filter_map(|name| cell(name).map(|value| format!("{name}: {value}")));
        // Without the evidence itself, purpose and date prove nothing.
        let evidence = if cell("evidence").is_some() { parts.collect::<Vec<_>>().join("; ") } else { String::new() };
        lines.push((number, ImportLine { person, evidence }));
    }
    (lines, refused)
}
