//! The parts of the editor that come in lists, each foldable, with buttons to move and remove it.

use comity_exchange::capital::{Capital, Stage};
use comity_exchange::dpv::{self, TermKind};
use maud::{Markup, html};

use super::form::{SOURCES, name_of};
use super::lists::length;
use super::renames::is_named;
use crate::web::ui::{Form, field_id, source, source_name};
use crate::words::{Lang, say, term_words};

/// Draws one part of a list: the form, where it stands (`clause.2`), the languages.
type Draw = fn(Form<'_>, &str, &[String]) -> Markup;

fn label(form: Form<'_>, field: &str) -> String {
    say!(form.lang, "studio-label", field = field)
}

fn hint(form: Form<'_>, field: &str) -> String {
    say!(form.lang, "studio-hint", field = field)
}

/// One text in every language, side by side.
pub fn texts(form: Form<'_>, name: &str, label: &str, hint: &str, codes: &[String], rows: u8) -> Markup {
    html! { fieldset.group.spoken #(field_id(name)) {
        legend { (label) }
        @if !hint.is_empty() { p.hint { (hint) } }
        div.pair { @for code in codes {
            @let words = say!(form.lang, "studio-language", code = code.as_str());
            @let field = format!("{name}.{code}");
            @if rows == 1 { (form.line(field, words).spoken(code.as_str())) }
            @else { (form.area(field, words, rows).spoken(code.as_str())) }
        } }
    } }
}

/// A list of the document.
pub fn list(form: Form<'_>, edit: &str, list: &str, draw: Draw, codes: &[String], touched: Option<&str>) -> Markup {
    let lang = form.lang;
    let n = length(form.fields, list);
    html! { section.parts aria-labelledby=(list) {
        h2 #(list) { (say!(lang, "studio-part", part = list)) }
        p.hint { (say!(lang, "studio-part-hint", part = list)) }
        @for i in 0..n {
            @let at = format!("{list}.{i}");
            @let open = touched == Some(at.as_str()) || form.fields.get(&format!("{at}.id")).is_empty() || form.errors.iter().any(|(f, _)| f.starts_with(&format!("{at}.")));
            details.block open[open] {
                summary { (named(form, &at, list, i)) }
                @if is_named(list) { input type="hidden" name=(format!("{at}.was")) value=(name_of(form.fields, &at, "name")); }
                // Within the fold, so that a link to it opens the fold.
                div #(format!("{list}-{i}")) {
                    (draw(form, &at, codes))
                    (movers(form, edit, list, i, n))
                }
            }
        }
        button name="do" value=(format!("add:{list}")) formaction=(format!("{edit}#{list}-{n}")) formnovalidate { (say!(lang, "studio-add", part = list)) }
    } }
}

fn named(form: Form<'_>, at: &str, list: &str, i: usize) -> Markup {
    let what = if list == "clause" { "title" } else { "name" };
    let word = [form.lang.code(), form.fields.get("language"), "en", "it"]
        .into_iter()
        .map(|code| form.fields.get(&format!("{at}.{what}.{code}")))
        .find(|text| !text.trim().is_empty());
    html! {
        span.number { (i + 1) } " "
        @match word { Some(word) => (word), None => (say!(form.lang, "studio-new", part = list)) }
        " " span.mono { (form.fields.get(&format!("{at}.id"))) }
    }
}

fn movers(form: Form<'_>, edit: &str, list: &str, i: usize, n: usize) -> Markup {
    let lang = form.lang;
    let button = |verb: &str, to: usize, words: String| {
        html! { button.small name="do" value=(format!("{verb}:{list}.{i}")) formaction=(format!("{edit}#{}-{to}", list.replace('.', "-"))) formnovalidate
        aria-label=(format!("{words}: {} {}", say!(lang, "studio-part-one", part = list.rsplit('.').next().unwrap_or(list)), i + 1)) { (words) } }
    };
    html! { div.movers {
        @if i > 0 { (button("up", i - 1, say!(lang, "studio-up"))) }
        @if i + 1 < n { (button("down", i + 1, say!(lang, "studio-down"))) }
        (button("remove", i.saturating_sub(1), say!(lang, "studio-remove")))
    } }
}

fn id_field(form: Form<'_>, at: &str) -> Markup {
    html! { (form.line(format!("{at}.id"), label(form, "id")).hint(hint(form, "id")).longest(64).short()) }
}

/// A purpose.
pub fn purpose(form: Form<'_>, at: &str, codes: &[String]) -> Markup {
    let name = |part: &str| format!("{at}.{part}");
    let bases = ["consent", "contract", "legal_obligation", "legitimate_interest"];
    let bases = bases.map(|basis| (basis.to_owned(), say!(form.lang, "studio-basis", basis = basis)));
    html! {
        (texts(form, &name("name"), &label(form, "purpose"), &hint(form, "purpose"), codes, 2))
        (form.choice(name("basis"), label(form, "basis"), bases).hint(hint(form, "basis")))
        div.when-legal_obligation { (texts(form, &name("law"), &label(form, "law"), &hint(form, "law"), codes, 2)) }
        div.when-legitimate_interest { (texts(form, &name("balancing"), &label(form, "balancing"), &hint(form, "balancing"), codes, 3)) }
        div.trio {
            (form.number(name("needs_days"), label(form, "needs_days"), [None, None]))
            (form.line(name("dpv"), label(form, "dpv")).suggestions(suggestions_id(TermKind::Purpose)).short())
            (id_field(form, at))
        }
    }
}

/// An item.
pub fn item(form: Form<'_>, at: &str, codes: &[String]) -> Markup {
    let name = |part: &str| format!("{at}.{part}");
    let sources = SOURCES.map(|s| (source_name(s).to_owned(), source(s, form.lang)));
    html! {
        (texts(form, &name("name"), &label(form, "item"), &hint(form, "item"), codes, 1))
        div.trio {
            (form.choice(name("source"), label(form, "source"), sources))
            (form.line(name("dpv"), label(form, "dpv")).suggestions(suggestions_id(TermKind::Category)).short())
            (id_field(form, at))
        }
        div.when-inferred {
            @let own = name_of(form.fields, at, "name");
            @let others: Vec<_> = named_parts(form, "item").into_iter().filter(|(id, _)| *id != own).collect();
            fieldset.group #(field_id(&name("from"))) {
                legend { (label(form, "from")) }
                @if others.is_empty() { p.hint { (say!(form.lang, "studio-no-inputs")) } }
                @for (id, words) in others { (form.tick(name("from"), id, words)) }
            }
            (texts(form, &name("method"), &label(form, "method"), &hint(form, "method"), codes, 2))
        }
        div.when-third_party { (texts(form, &name("origin"), &label(form, "origin"), &hint(form, "origin"), codes, 1)) }
        (form.tick(name("special"), "on", label(form, "special")).hint(hint(form, "special")))
        div.when-special { (texts(form, &name("reason"), &label(form, "reason"), "", codes, 2)) }
    }
}

/// What the terms of the vocabulary are called on the page, where fields suggest them.
fn suggestions_id(kind: TermKind) -> &'static str {
    match kind {
        TermKind::Purpose => "dpv-purposes",
        TermKind::Category => "dpv-categories",
    }
}

/// The terms of the vocabulary for purposes and items, once for all fields that suggest them.
pub fn vocabulary(lang: Lang) -> Markup {
    html! { @for (kind, terms) in [(TermKind::Purpose, dpv::purposes()), (TermKind::Category, dpv::categories())] {
        datalist #(suggestions_id(kind)) {
            @for term in terms { option value=(term.term) label=(term_words(term, lang)); }
        }
    } }
}

/// A recipient.
pub fn recipient(form: Form<'_>, at: &str, codes: &[String]) -> Markup {
    let name = |part: &str| format!("{at}.{part}");
    html! {
        (texts(form, &name("name"), &label(form, "recipient"), &hint(form, "recipient"), codes, 1))
        div.trio {
            (form.line(name("contact"), label(form, "contact")))
            (form.line(name("country"), label(form, "country")).longest(2).short())
            (id_field(form, at))
        }
    }
}

/// A clause.
pub fn clause(form: Form<'_>, at: &str, codes: &[String]) -> Markup {
    let name = |part: &str| format!("{at}.{part}");
    let lang = form.lang;
    let controls =
        ["firm", "shared", "vote", "customer"].map(|c| (c.to_owned(), say!(lang, "studio-control", control = c)));
    html! {
        (texts(form, &name("title"), &label(form, "clause-title"), "", codes, 1))
        (texts(form, &name("text"), &label(form, "clause-text"), &hint(form, "clause-text"), codes, 3))
        (form.choice(name("control"), label(form, "control"), controls).hint(hint(form, "control")))
        div.trio.when-vote {
            (form.number(name("quorum_percent"), label(form, "quorum_percent"), [Some(1), Some(100)]))
            (form.number(name("yes_percent"), label(form, "yes_percent"), [Some(51), Some(100)]))
            (form.number(name("vote_days"), label(form, "vote_days"), [Some(1), Some(365)]))
        }
        (information(form, at))
        (work(form, at, codes))
        section.sub.firm-side { h3 { (say!(lang, "studio-gets")) }
            (benefits(form, at, "benefit", codes))
        }
        section.sub { h3 { (say!(lang, "studio-counter")) }
            p.hint { (hint(form, "counter")) }
            div.trio {
                (form.number(name("shortest_days"), label(form, "shortest_days"), [Some(1), None]))
                (form.line(name("highest_amount"), label(form, "highest_amount")).input_mode("decimal").short())
            }
            (form.tick(name("fewer_items"), "on", label(form, "fewer_items")))
            (form.tick(name("fewer_recipients"), "on", label(form, "fewer_recipients")))
            (form.tick(name("own_words"), "on", label(form, "own_words")))
            h4 { (say!(lang, "studio-other-benefits")) }
            (benefits(form, at, "other", codes))
        }
        section.sub.person-side.when-customer { h3 { (say!(lang, "studio-setting")) } (setting(form, at, codes)) }
        section.sub { h3 { (say!(lang, "studio-more")) }
            (texts(form, &name("on_leaving"), &label(form, "on_leaving"), &hint(form, "on_leaving"), codes, 2))
            (form.tick(name("required"), "on", label(form, "required")).hint(hint(form, "required")))
            (form.tick(name("yes_by_default"), "on", label(form, "yes_by_default")).hint(hint(form, "yes_by_default")))
            (id_field(form, at))
        }
    }
}

/// Words for the parts of a list that a clause names, with what they are called in fields.
fn named_parts(form: Form<'_>, list: &str) -> Vec<(String, String)> {
    let one = |i: usize| {
        let at = format!("{list}.{i}");
        let id = name_of(form.fields, &at, "name");
        let words = [form.lang.code(), "en", "it"].map(|code| form.fields.get(&format!("{at}.name.{code}")));
        let word = words.into_iter().find(|w| !w.trim().is_empty()).unwrap_or(&id).to_owned();
        (!id.is_empty()).then_some((id, word))
    };
    (0..length(form.fields, list)).filter_map(one).collect()
}

fn information(form: Form<'_>, at: &str) -> Markup {
    let name = |part: &str| format!("{at}.{part}");
    let lang = form.lang;
    let none = [(String::new(), say!(lang, "studio-no-purpose"))];
    let purposes: Vec<_> = none.into_iter().chain(named_parts(form, "purpose")).collect();
    html! { section.sub.person-side {
        h3 { (say!(lang, "studio-gives")) }
        (form.tick(name("asks_information"), "on", label(form, "asks_information")))
        div.when-information {
            (form.choice(name("purpose"), label(form, "for-purpose"), purposes))
            @for (part, list) in [("items", "item"), ("recipients", "recipient")] {
                fieldset.group #(field_id(&name(part))) {
                    legend { (label(form, part)) }
                    @let all = named_parts(form, list);
                    @if all.is_empty() { p.hint { (say!(lang, "studio-none-described", part = list)) } }
                    @for (id, words) in all { (form.tick(name(part), id, words)) }
                }
            }
            (form.number(name("retention_days"), label(form, "retention_days"), [Some(1), None]).hint(hint(form, "retention_days")))
        }
    } }
}

fn work(form: Form<'_>, at: &str, codes: &[String]) -> Markup {
    let name = |part: &str| format!("{at}.{part}");
    let stages = Stage::ALL.map(|s| (s.name().to_owned(), say!(form.lang, "studio-stage", stage = s.name())));
    html! { section.sub.person-side.tight {
        (form.tick(name("asks_work"), "on", label(form, "asks_work")))
        div.when-work {
            (texts(form, &name("work"), &label(form, "work"), "", codes, 1))
            div.trio {
                (form.choice(name("work_stage"), label(form, "stage"), stages))
                (form.number(name("minutes"), label(form, "minutes"), [Some(0), None]))
            }
            (form.tick(name("public"), "on", label(form, "public")).hint(hint(form, "public")))
        }
    } }
}

fn benefits(form: Form<'_>, at: &str, kind: &str, codes: &[String]) -> Markup {
    let lang = form.lang;
    let list = format!("{at}.{kind}");
    let n = length(form.fields, &list);
    let capitals = || Capital::ALL.map(|c| (c.name().to_owned(), say!(lang, "studio-capital", capital = c.name())));
    html! {
        @for j in 0..n {
            @let at = format!("{list}.{j}");
            @let name = |part: &str| format!("{at}.{part}");
            fieldset.benefit #(at.replace('.', "-")) {
                legend.visually-hidden { (say!(lang, "studio-part-one", part = kind)) " " (j + 1) }
                (texts(form, &name("what"), &label(form, "what"), "", codes, 1))
                div.trio {
                    (form.choice(name("capital"), label(form, "capital"), capitals()))
                    (form.line(name("amount"), label(form, "amount")).input_mode("decimal").short())
                    (form.number(name("due_days"), label(form, "due_days"), [Some(0), None]))
                    (form.line(name("id"), label(form, "id")).longest(64).short())
                }
                (texts(form, &name("unit"), &label(form, "unit"), "", codes, 1))
                (movers(form, "", &list, j, n))
            }
        }
        button.small name="do" value=(format!("add:{list}")) formaction=(format!("#{}-{n}", list.replace('.', "-"))) formnovalidate { (say!(lang, "studio-add", part = kind)) }
    }
}

fn setting(form: Form<'_>, at: &str, codes: &[String]) -> Markup {
    let name = |part: &str| format!("{at}.{part}");
    let lang = form.lang;
    let kinds =
        ["none", "switch", "number", "choice"].map(|k| (k.to_owned(), say!(lang, "studio-setting-kind", kind = k)));
    let list = name("option");
    let n = length(form.fields, &list);
    html! {
        (form.choice(name("setting"), label(form, "setting"), kinds))
        div.when-switch { (form.tick(name("switch_start"), "on", label(form, "switch_start"))) }
        div.trio.when-number {
            (form.number(name("least"), label(form, "least"), [Some(0), None]))
            (form.number(name("most"), label(form, "most"), [Some(0), None]))
            (form.number(name("number_start"), label(form, "start"), [Some(0), None]))
        }
        div.when-number { (texts(form, &name("setting_unit"), &label(form, "unit"), "", codes, 1)) }
        div.when-choice {
            @for j in 0..n {
                @let at = format!("{list}.{j}");
                fieldset.benefit #(at.replace('.', "-")) {
                    legend.visually-hidden { (say!(lang, "studio-part-one", part = "option")) " " (j + 1) }
                    (texts(form, &format!("{at}.words"), &label(form, "words"), "", codes, 1))
                    (form.line(format!("{at}.name"), label(form, "id")).short())
                    (movers(form, "", &list, j, n))
                }
            }
            (form.line(name("choice_start"), label(form, "start")).short())
            button.small name="do" value=(format!("add:{list}")) formaction=(format!("#{}-{n}", list.replace('.', "-"))) formnovalidate { (say!(lang, "studio-add", part = "option")) }
        }
    }
}
