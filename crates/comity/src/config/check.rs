//! What is in force and where it comes from.

use std::fmt;

use figment::Figment;
use figment::value::Value;

use super::key::{KEYS, Key};
use super::source::origin;

/// Every key with its value, secrets left out, and where the value stands.
#[derive(Debug)]
pub struct Effective(Vec<Line>);

#[derive(Debug)]
struct Line {
    key: &'static str,
    value: String,
    origin: String,
}

impl Effective {
    pub(super) fn of(figment: &Figment) -> Self {
        let line = |key: &'static Key| Line { key: key.name, value: shown(key, figment), origin: origin(key, figment) };
        Self(KEYS.iter().map(line).collect())
    }
}

impl fmt::Display for Effective {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = |of: fn(&Line) -> &str| self.0.iter().map(|line| of(line).chars().count()).max().unwrap_or(0);
        let (keys, values) = (width(|line| line.key), width(|line| &line.value).min(44));
        for Line { key, value, origin } in &self.0 {
            writeln!(f, "{key:keys$}  {value:values$}  {origin}")?;
        }
        Ok(())
    }
}

fn shown(key: &Key, figment: &Figment) -> String {
    let value = figment.find_value(key.name);
    match value {
        Ok(Value::String(_, text)) if text.is_empty() => "(none)".into(),
        Ok(Value::String(_, text)) if key.secret => redacted(&text),
        Ok(_) if key.secret => "(secret)".into(),
        Ok(value) => written(&value),
        Err(_) => "(none)".into(),
    }
}

fn written(value: &Value) -> String {
    match value {
        Value::String(_, text) => format!("{:?}", crate::words::shorten(text, 200)),
        Value::Num(_, number) => {
            let signed = number.to_i128().map(|n| n.to_string());
            signed.or_else(|| number.to_u128().map(|n| n.to_string())).unwrap_or_else(|| "(no whole number)".into())
        }
        Value::Bool(_, yes) => yes.to_string(),
        Value::Array(_, parts) => format!("[{}]", parts.iter().map(written).collect::<Vec<_>>().join(", ")),
        _ => "?".into(),
    }
}

/// Of a database's URL, the parts that are no secret; of anything else, nothing.
fn redacted(text: &str) -> String {
    let Some((scheme, rest)) = text.split_once("://") else { return "(secret)".into() };
    let rest = rest.split('?').next().unwrap_or_default();
    let place = rest.rsplit_once('@').map_or(rest, |(_, place)| place);
    let account = if rest.contains('@') { "…@" } else { "" };
    format!("\"{scheme}://{account}{}\"", crate::words::shorten(place, 200))
}
