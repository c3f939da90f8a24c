//! Parts of a form that come in lists: `clause.2.title.en` is the title of the third clause.
//!
//! Buttons send `do` with `add:{list}`, `remove:{list}.{i}`, `up:{list}.{i}` or `down:{list}.{i}`.

use crate::web::ui::Fields;

/// How many parts a list has: those that the form holds fields of, without gaps counted twice.
pub fn length(fields: &Fields, list: &str) -> usize {
    let places = fields.iter().filter_map(|(name, _)| place(name, list).map(|(i, _)| i));
    // More than this is no document, and a made-up index must not make a page of it.
    places.max().map_or(0, |i| (i + 1).min(MOST))
}

/// The most parts that a list may have.
pub const MOST: usize = 200;

/// The index of a field in a list, and the rest of its name.
fn place<'n>(name: &'n str, list: &str) -> Option<(usize, &'n str)> {
    let rest = name.strip_prefix(list)?.strip_prefix('.')?;
    let (index, rest) = rest.split_once('.')?;
    Some((index.parse().ok()?, rest))
}

/// Does what a button says; says whether it was one of these.
pub fn act(fields: &mut Fields, button: &str) -> bool {
    let Some((verb, what)) = button.split_once(':') else { return false };
    if verb == "add" {
        let n = length(fields, what);
        if is_list(what) && n < MOST {
            fields.push(format!("{what}.{n}.{}", if what.ends_with("option") { "name" } else { "id" }), "");
        }
        return is_list(what);
    }
    let Some((list, index)) = what.rsplit_once('.') else { return false };
    let Ok(index) = index.parse::<usize>() else { return false };
    if !is_list(list) {
        return false;
    }
    let last = length(fields, list).saturating_sub(1);
    match verb {
        "remove" => fields.rename(|name| match place(name, list) {
            Some((i, _)) if i == index => None,
            Some((i, rest)) if i > index => Some(format!("{list}.{}.{rest}", i - 1)),
            _ => Some(name.to_owned()),
        }),
        "up" if index > 0 && index <= last => swap(fields, list, index - 1, index),
        "down" if index < last => swap(fields, list, index, index + 1),
        "up" | "down" => {}
        _ => return false,
    }
    true
}

/// The part of the document (`clause.2`) that a button which was [acted](act) on has worked in: the one that it added or moved,
/// or within which it did so. Of one that was removed there is none.
pub fn touched(fields: &Fields, button: &str) -> Option<String> {
    let (verb, what) = button.split_once(':')?;
    let parts: Vec<&str> = what.split('.').collect();
    let index = |i: &str| i.parse::<usize>().ok();
    match (verb, parts.as_slice()) {
        ("add", [list]) => Some(format!("{list}.{}", length(fields, list).checked_sub(1)?)),
        ("up", [list, i]) => Some(format!("{list}.{}", index(i)?.saturating_sub(1))),
        ("down", [list, i]) => {
            let last = length(fields, list).checked_sub(1)?;
            Some(format!("{list}.{}", (index(i)? + 1).min(last)))
        }
        (_, [list, i, _, ..]) => Some(format!("{list}.{}", index(i)?)),
        _ => None,
    }
}

fn swap(fields: &mut Fields, list: &str, a: usize, b: usize) {
    fields.rename(|name| {
        let Some((i, rest)) = place(name, list) else { return Some(name.to_owned()) };
        let to = if i == a {
            b
        } else if i == b {
            a
        } else {
            i
        };
        Some(format!("{list}.{to}.{rest}"))
    });
}

fn is_list(name: &str) -> bool {
    let parts: Vec<&str> = name.split('.').collect();
    match parts.as_slice() {
        ["clause" | "purpose" | "item" | "recipient"] => true,
        ["clause", index, "benefit" | "other" | "option"] => index.parse::<usize>().is_ok_and(|i| i < MOST),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields() -> Fields {
        let names =
            ["title.en", "clause.0.id", "clause.0.benefit.0.id", "clause.1.id", "clause.1.text.en", "clause.2.id"];
        Fields::from(names.map(|name| (name.to_owned(), name.to_owned())).to_vec())
    }

    fn check(button: &str, expect: &[(&str, &str)]) {
        let mut fields = fields();
        assert!(act(&mut fields, button), "{button}");
        for (name, value) in expect {
            assert_eq!(fields.get(name), *value, "{button}: {name}");
        }
    }

    #[test]
    fn parts_are_added_removed_and_moved() {
        assert_eq!((length(&fields(), "clause"), length(&fields(), "clause.0.benefit")), (3, 1));
        check(
            "remove:clause.0",
            &[("clause.0.id", "clause.1.id"), ("clause.1.id", "clause.2.id"), ("clause.0.benefit.0.id", "")],
        );
        check(
            "up:clause.1",
            &[("clause.0.text.en", "clause.1.text.en"), ("clause.1.benefit.0.id", "clause.0.benefit.0.id")],
        );
        check("down:clause.1", &[("clause.2.text.en", "clause.1.text.en"), ("clause.1.id", "clause.2.id")]);
        check("down:clause.2", &[("clause.2.id", "clause.2.id")]);
        check("up:clause.0", &[("clause.0.id", "clause.0.id")]);
        let mut fields = fields();
        assert!(act(&mut fields, "add:clause.1.benefit") && act(&mut fields, "add:clause"));
        assert_eq!((length(&fields, "clause"), length(&fields, "clause.1.benefit")), (4, 1));
    }

    #[test]
    fn the_part_that_was_worked_on_is_known() {
        let check = |button: &str, expect: Option<&str>| {
            let mut fields = fields();
            assert!(act(&mut fields, button), "{button}");
            assert_eq!(touched(&fields, button).as_deref(), expect, "{button}");
        };
        check("add:clause", Some("clause.3"));
        check("add:item", Some("item.0"));
        check("up:clause.1", Some("clause.0"));
        check("down:clause.1", Some("clause.2"));
        check("down:clause.2", Some("clause.2"));
        check("remove:clause.0", None);
        check("add:clause.1.benefit", Some("clause.1"));
        check("remove:clause.0.benefit.0", Some("clause.0"));
    }

    #[test]
    fn other_buttons_do_nothing() {
        for button in ["save", "remove:title.0", "add:title", "burn:clause.0", "remove:clause.x", "up:clause", ""] {
            let mut fields = fields();
            assert!(!act(&mut fields, button), "{button}");
            assert_eq!(fields, self::fields());
        }
        let far = Fields::from(vec![("clause.999999999.id".into(), "x".into())]);
        assert_eq!(length(&far, "clause"), MOST);
    }
}
