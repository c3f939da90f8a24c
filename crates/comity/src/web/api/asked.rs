//! What stands behind the question mark of an address of the API: only names that are known, each once.

use comity_exchange::market::nearest;
use comity_store::Page;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::Problem;
use crate::web::ui::Fields;

/// Rows of a page at most, and where nothing is said.
const ROWS: (u16, u16) = (200, 50);

/// Refuses a name that is not known, or that stands twice.
pub fn check(asked: &Fields, known: &[&str]) -> Result<(), Problem> {
    for (name, _) in asked.iter() {
        if !known.contains(&name) {
            let near = nearest(name, known.iter().copied(), |known| known);
            let meant = near.first().map_or_else(String::new, |near| format!(": {near} was perhaps meant"));
            return Err(Problem::malformed(format!("there is no parameter {name:?} here{meant}")));
        }
        if asked.all(name).count() > 1 {
            return Err(Problem::malformed(format!("{name}: it stands there twice")));
        }
    }
    Ok(())
}

/// The part of a list that is asked for: `limit` and `after`.
pub fn page(asked: &Fields) -> Result<Page, Problem> {
    let size = match asked.get("limit") {
        "" => ROWS.1,
        text => text
            .parse()
            .ok()
            .filter(|size| (1..=ROWS.0).contains(size))
            .ok_or_else(|| Problem::malformed(format!("limit: how many at once, from 1 to {}", ROWS.0)))?,
    };
    Ok(Page { after: asked.has("after").then(|| asked.get("after").to_owned()), size })
}

/// A moment as RFC 3339 has it, in microseconds since 1970.
pub fn moment(asked: &Fields, name: &str) -> Result<Option<i64>, Problem> {
    if asked.all(name).next().is_none() {
        return Ok(None);
    }
    let at: Result<jiff::Timestamp, _> = asked.get(name).parse();
    at.map(|at| Some(at.as_microsecond())).map_err(|_| {
        let detail = "a moment such as 2026-11-27T10:05:00Z is expected; a + in it is sent as %2B";
        Problem::malformed(format!("{name}: {detail}"))
    })
}

/// Yes or no; no where nothing is said.
pub fn flag(asked: &Fields, name: &str) -> Result<bool, Problem> {
    match asked.get(name) {
        "" if asked.all(name).next().is_none() => Ok(false),
        "true" => Ok(true),
        "false" => Ok(false),
        _ => Err(Problem::malformed(format!("{name}: true or false is expected"))),
    }
}

/// Something that goes by a name in JSON.
pub fn named<T: DeserializeOwned>(asked: &Fields, name: &str) -> Result<Option<T>, Problem> {
    if asked.all(name).next().is_none() {
        return Ok(None);
    }
    let value = Value::String(asked.get(name).to_owned());
    serde_json::from_value(value).map(Some).map_err(|error| Problem::malformed(format!("{name}: {error}")))
}

#[cfg(test)]
mod tests {
    use comity_participation::contribution::Kind;

    use super::*;

    fn fields(pairs: &[(&str, &str)]) -> Fields {
        Fields::from(pairs.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect::<Vec<_>>())
    }

    #[test]
    fn slips_are_said_with_what_was_perhaps_meant() {
        let said = |problem: Problem| format!("{problem:?}");
        let slip = check(&fields(&[("statsu", "open")]), &["status", "limit"]).unwrap_err();
        assert!(said(slip).contains("status was perhaps meant"));
        assert!(said(check(&fields(&[("limit", "1"), ("limit", "2")]), &["limit"]).unwrap_err()).contains("twice"));
        for wrong in ["0", "201", "x", "-1"] {
            assert!(said(page(&fields(&[("limit", wrong)])).unwrap_err()).contains("1 to 200"), "{wrong}");
        }
        assert_eq!(
            page(&fields(&[("limit", "7"), ("after", "1-x")])).unwrap(),
            Page { after: Some("1-x".into()), size: 7 }
        );
        assert_eq!(moment(&fields(&[("since", "1970-01-01T00:00:01Z")]), "since").unwrap(), Some(1_000_000));
        assert!(said(moment(&fields(&[("since", "today")]), "since").unwrap_err()).contains("2026-11-27"));
        assert!(
            flag(&fields(&[("waiting", "true")]), "waiting").unwrap()
                && flag(&fields(&[("waiting", "")]), "waiting").is_err()
        );
        assert_eq!(named(&fields(&[("kind", "idea")]), "kind").unwrap(), Some(Kind::Idea));
        assert!(
            said(named::<Kind>(&fields(&[("kind", "ideas")]), "kind").unwrap_err()).contains("kind: unknown variant")
        );
    }
}
