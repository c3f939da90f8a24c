//! A value of an item: as somebody reads it, and as they put it right. It keeps its type: a number stays one.

use maud::{Markup, html};
use serde_json::{Map, Number, Value};

use crate::web::ui::plain;
use crate::words::{Lang, say, tame};

/// Characters of a text that is shown without being folded.
const LONG: usize = 300;
/// Lines of a list, and rows of a table, that are shown without being folded.
const MANY: usize = 12;
/// Columns of a table of objects.
const WIDE: usize = 4;

/// How a value is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Yes or no.
    YesNo,
    /// A number.
    Number,
    /// A line of text.
    Line,
    /// Several lines of text.
    Text,
    /// Texts, one on each line.
    Lines,
    /// Numbers, one on each line.
    Numbers,
}

impl Shape {
    /// The shape of what is there; a line of text where nothing is, or where it has parts that no form shows.
    pub fn of(value: Option<&Value>) -> Self {
        match value {
            Some(Value::Bool(_)) => Self::YesNo,
            Some(Value::Number(_)) => Self::Number,
            Some(Value::String(text)) if text.contains('\n') || text.chars().count() > 80 => Self::Text,
            Some(Value::Array(all)) if !all.is_empty() && all.iter().all(is_line) => Self::Lines,
            Some(Value::Array(all)) if !all.is_empty() && all.iter().all(Value::is_number) => Self::Numbers,
            Some(Value::String(_) | Value::Null | Value::Array(_) | Value::Object(_)) | None => Self::Line,
        }
    }

    /// What stands in the field before anything is typed.
    pub fn typed(self, value: Option<&Value>, lang: Lang) -> String {
        match (self, value) {
            (Self::YesNo, Some(Value::Bool(yes))) => if *yes { "yes" } else { "no" }.to_owned(),
            (_, Some(Value::Number(number))) => number_text(number, lang),
            (_, Some(Value::String(text))) => text.clone(),
            (Self::Lines | Self::Numbers, Some(Value::Array(all))) => {
                all.iter().map(|one| Self::Line.typed(Some(one), lang)).collect::<Vec<_>>().join("\n")
            }
            _ => String::new(),
        }
    }

    /// What was typed, as a value of that shape.
    ///
    /// # Errors
    /// Nothing, no number, or neither yes nor no.
    pub fn read(self, typed: &str, lang: Lang) -> Result<Value, String> {
        let wrong = |shape: &str| say!(lang, "portal-value-wrong", shape = shape);
        if typed.trim().is_empty() {
            return Err(wrong("missing"));
        }
        let lines = || typed.lines().map(str::trim).filter(|line| !line.is_empty());
        match self {
            Self::YesNo => match typed {
                "yes" => Ok(Value::Bool(true)),
                "no" => Ok(Value::Bool(false)),
                _ => Err(wrong("missing")),
            },
            Self::Number => number(typed, lang).map(Value::Number).ok_or_else(|| wrong("number")),
            Self::Line | Self::Text => Ok(Value::String(typed.trim().to_owned())),
            Self::Lines => Ok(lines().map(|line| Value::String(line.to_owned())).collect()),
            Self::Numbers => {
                let all: Option<Vec<Value>> = lines().map(|line| number(line, lang).map(Value::Number)).collect();
                all.map(Value::Array).ok_or_else(|| wrong("numbers"))
            }
        }
    }
}

fn is_line(value: &Value) -> bool {
    value.as_str().is_some_and(|text| !text.trim().is_empty() && !text.contains(['\n', '\r']))
}

/// A number as the reader writes it. Digits are not grouped: it may be a year, or the number of a contract.
fn number_text(number: &Number, lang: Lang) -> String {
    match lang {
        Lang::En => number.to_string(),
        Lang::It => number.to_string().replace('.', ","),
    }
}

fn number(typed: &str, lang: Lang) -> Option<Number> {
    let typed: String = typed.trim().replace('\u{2212}', "-");
    let typed = if lang == Lang::It { typed.replace(',', ".") } else { typed };
    let digits = typed.strip_prefix('-').unwrap_or(&typed);
    if !digits.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let whole = typed.parse::<i64>().map(Number::from).or_else(|_| typed.parse::<u64>().map(Number::from));
    whole.ok().or_else(|| typed.parse::<f64>().ok().and_then(Number::from_f64))
}

/// A value as it is read: what is short as it is, lists and tables as such, the rest folded.
pub fn shown(value: &Value, lang: Lang) -> Markup {
    match value {
        Value::String(text) if text.chars().count() > LONG || text.lines().count() > MANY => {
            folded(text, &plain(text), lang)
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => html! { p.value { (cell(value, lang)) } },
        Value::Array(all) if all.is_empty() => html! { p.value { (say!(lang, "portal-value", kind = "none")) } },
        Value::Array(all) if all.len() <= MANY && all.iter().all(is_short) => {
            html! { ul.value { @for one in all { li { (cell(one, lang)) } } } }
        }
        Value::Array(all) => match columns(all) {
            Some(columns) => rows(all, &columns, lang),
            None => as_json(value, lang),
        },
        Value::Object(parts) if parts.is_empty() => html! { p.value { (say!(lang, "portal-value", kind = "none")) } },
        Value::Object(parts) if parts.len() <= MANY && parts.values().all(is_short) => pairs(parts, lang),
        Value::Object(_) => as_json(value, lang),
    }
}

/// Whether it fits into a cell.
fn is_short(value: &Value) -> bool {
    match value {
        Value::String(text) => text.chars().count() <= LONG / 2,
        Value::Null | Value::Bool(_) | Value::Number(_) => true,
        Value::Array(_) | Value::Object(_) => false,
    }
}

fn cell(value: &Value, lang: Lang) -> String {
    match value {
        Value::Null => say!(lang, "portal-value", kind = "none"),
        Value::Bool(yes) => say!(lang, "portal-value", kind = if *yes { "yes" } else { "no" }),
        Value::Number(number) => number_text(number, lang).replace('-', "\u{2212}"),
        Value::String(text) if text.trim().is_empty() => say!(lang, "portal-value", kind = "none"),
        Value::String(text) => plain(text),
        Value::Array(_) | Value::Object(_) => value.to_string(),
    }
}

fn pairs(parts: &Map<String, Value>, lang: Lang) -> Markup {
    html! { table.value { tbody { @for (name, part) in parts { tr { th scope="row" { (tame(name)) } td { (cell(part, lang)) } } } } } }
}

/// The columns of a list of small objects.
fn columns(all: &[Value]) -> Option<Vec<&str>> {
    let mut columns = Vec::new();
    for one in all {
        for (name, part) in one.as_object()? {
            if !is_short(part) {
                return None;
            }
            if !columns.contains(&name.as_str()) {
                columns.push(name.as_str());
            }
        }
    }
    (all.len() <= MANY && (1..=WIDE).contains(&columns.len())).then_some(columns)
}

fn rows(all: &[Value], columns: &[&str], lang: Lang) -> Markup {
    html! { table.value {
        thead { tr { @for name in columns { th scope="col" { (tame(name)) } } } }
        tbody { @for one in all { tr { @for name in columns { td { (one.get(name).map_or_else(String::new, |part| cell(part, lang))) } } } } }
    } }
}

fn as_json(value: &Value, lang: Lang) -> Markup {
    let text = serde_json::to_string_pretty(value).unwrap_or_default();
    folded(&text, &text, lang)
}

fn folded(text: &str, written: &str, lang: Lang) -> Markup {
    html! { details.value {
        summary { (say!(lang, "portal-value-folded", n = text.chars().count())) }
        pre tabindex="0" { (written) }
    } }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_put_right_keeps_its_type() {
        let check = |old: Value, typed: &str, expect: Option<Value>| {
            assert_eq!(Shape::of(Some(&old)).read(typed, Lang::It).ok(), expect, "{old} {typed:?}");
        };
        check(json!(true), "no", Some(json!(false)));
        check(json!(true), "perhaps", None);
        check(json!(4), "-12", Some(json!(-12)));
        check(json!(4), "4,5", Some(json!(4.5)));
        check(json!(4), u64::MAX.to_string().as_str(), Some(json!(u64::MAX)));
        for wrong in ["", "four", "NaN", "inf", "1e999", "1.2.3"] {
            check(json!(4), wrong, None);
        }
        check(json!("a"), " Casa Mia ", Some(json!("Casa Mia")));
        check(json!("a"), " ", None);
        check(json!(["a", "b"]), "x\n\n y ", Some(json!(["x", "y"])));
        check(json!([1, 2]), "3\n4,5", Some(json!([3, 4.5])));
        check(json!([1, 2]), "3\nx", None);
        check(json!({"a": 1}), "plain", Some(json!("plain")));
        assert_eq!(Shape::Number.read("1,200", Lang::En).ok(), None, "a comma groups in English");
    }

    #[test]
    fn what_was_typed_and_not_changed_is_the_same_value() {
        for value in
            [json!(true), json!(4.25), json!(-3), json!("x"), json!("a\nb"), json!(["a", "b"]), json!([1, 2.5])]
        {
            let shape = Shape::of(Some(&value));
            for lang in Lang::ALL {
                assert_eq!(shape.read(&shape.typed(Some(&value), lang), lang), Ok(value.clone()));
            }
        }
    }

    #[test]
    fn values_are_shown_as_what_they_are() {
        let check = |value: Value, expect: &str| {
            let drawn = shown(&value, Lang::En).into_string();
            assert!(drawn.contains(expect), "{value}: {drawn}");
        };
        check(json!("<b>"), "&lt;b&gt;");
        check(json!(1984), ">1984<");
        check(json!(-82), ">\u{2212}82<");
        check(json!(false), ">no<");
        check(json!(null), ">nothing<");
        check(json!([]), ">nothing<");
        check(json!(["a", "b"]), "<li>a</li><li>b</li>");
        check(json!({"minutes": 41}), "<th scope=\"row\">minutes</th><td>41</td>");
        check(json!([{"day": "Mon", "gb": 1.2}]), "<th scope=\"col\">gb</th>");
        check(json!({"deep": {"er": 1}}), "<details");
        check(json!((0..40).collect::<Vec<_>>()), "<details");
        check(json!("word ".repeat(100)), "<details");
    }
}
