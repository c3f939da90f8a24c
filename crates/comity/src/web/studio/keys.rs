//! `/studio/settings/keys`: systems of the firm that ask for what people agreed to, and the keys they do it with.

use comity_exchange::time::Timestamp;
use comity_store::{Right, Scope, Scopes};
use maud::{Markup, html};

use super::settings::{Part, frame};
use crate::web::ui::{Errors, Fields, Form, Shell, clock_time, day, empty, error_summary, field_id};
use crate::words::{Lang, say, tame};

/// The most characters of a system's name.
const LONGEST: usize = 80;

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct Keys {
    /// Systems with a key, the newest first.
    pub systems: Vec<System>,
    /// Where the API answers for this firm, whole.
    pub address: String,
    /// The name and the key of a system, right after it was added.
    pub shown: Option<(String, String)>,
    /// What was typed: `name`, `scope`.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: Errors,
}

/// A system of the firm.
#[derive(Debug, Clone)]
pub struct System {
    /// Its id in addresses.
    pub id: String,
    /// What persons read in their timeline.
    pub name: String,
    /// What its key is for.
    pub scopes: Scopes,
    /// When the key was made.
    pub made: Timestamp,
    /// When it was last used, to the hour.
    pub seen: Option<Timestamp>,
    /// When it was taken back.
    pub ended: Option<Timestamp>,
}

/// Reads the form for a new key.
///
/// # Errors
/// No name, one that is too long, or nothing that the key is for.
pub fn read(fields: &Fields, lang: Lang) -> Result<(String, Scopes), Errors> {
    let mut errors = Errors::default();
    let name = fields.get("name").trim();
    if name.is_empty() || name.chars().count() > LONGEST {
        errors.add("name", wrong_name(lang));
    }
    let scopes: Scopes = Scope::ALL.into_iter().filter(|scope| fields.holds("scope", scope.name())).collect();
    if scopes == Scopes::default() {
        errors.add("scope", say!(lang, "studio-key-scope-wrong"));
    }
    if errors.is_empty() { Ok((name.to_owned(), scopes)) } else { Err(errors) }
}

/// What is said of a name that cannot be shown.
pub fn wrong_name(lang: Lang) -> String {
    say!(lang, "studio-key-name-wrong", n = LONGEST)
}

/// A scope by its name among the words, which cannot have a colon.
fn word(scope: Scope) -> &'static str {
    match scope {
        Scope::ItemsWrite => "items-write",
        Scope::ItemsRead => "items-read",
        Scope::UsesWrite => "uses-write",
        Scope::BenefitsWrite => "benefits-write",
        Scope::ContributionsRead => "contributions-read",
        Scope::ContributionsAuthors => "contributions-authors",
        Scope::ContributionsAnswer => "contributions-answer",
        Scope::ContributionsWrite => "contributions-write",
    }
}

/// The page.
pub fn page(view: &Keys, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let writes = shell.may(Right::ClientWrite);
    let (ended, live): (Vec<&System>, Vec<&System>) = view.systems.iter().partition(|one| one.ended.is_some());
    let content = html! {
        (error_summary(&view.errors, lang))
        @if let Some((name, key)) = &view.shown { (shown(name, key, &view.address, lang)) }
        @if live.is_empty() { (empty(&say!(lang, "studio-no-keys"), &say!(lang, "studio-no-keys-note"), None)) }
        @else {
            p.lead { (say!(lang, "studio-keys-lead")) }
            ul.list { @for one in &live { li {
                div.row.ends {
                    div {
                        p.name { (tame(&one.name)) }
                        (times(one, lang))
                        ul { @for scope in one.scopes.all() { li { (say!(lang, "studio-scope", scope = word(scope))) } } }
                        p { a href=(shell.to(format!("/studio/settings/keys/{}", one.id))) { (say!(lang, "studio-webhook-link")) " " span.visually-hidden { (tame(&one.name)) } } }
                    }
                    @if writes { details { summary { (say!(lang, "studio-key-end")) " " span.visually-hidden { (tame(&one.name)) } }
                        p.soft { (say!(lang, "studio-key-end-note")) }
                        form.quiet method="post" action=(shell.to("/studio/settings/keys")) { button.small name="go" value=(format!("end:{}", one.id)) { (say!(lang, "studio-key-end")) } }
                    } }
                }
            } } }
        }
        p.note { (say!(lang, "studio-keys-docs")) " " a.mono href=(shell.to("/api/v1/openapi.json")) { (view.address) "/openapi.json" } }
        @if writes { (add(view, shell)) }
        @if !ended.is_empty() { details.fold { summary { (say!(lang, "studio-keys-ended", n = ended.len())) }
            ul.list { @for one in &ended { li { p.name { (tame(&one.name)) } (times(one, lang)) } } }
        } }
    };
    frame(Part::Keys, &content, shell)
}

fn times(one: &System, lang: Lang) -> Markup {
    html! { p.soft {
        (say!(lang, "studio-key-made")) " " (day(one.made, lang)) " · "
        @match one.seen {
            Some(seen) => { (say!(lang, "studio-key-seen")) " " (clock_time(seen)) " UTC" },
            None => (say!(lang, "studio-key-unseen")),
        }
        @if let Some(ended) = one.ended { " · " (say!(lang, "studio-key-ended")) " " (day(ended, lang)) }
    } }
}

/// A key, shown once, and how to try it.
fn shown(name: &str, key: &str, address: &str, lang: Lang) -> Markup {
    html! { div.done role="status" {
        p { (say!(lang, "studio-key-shown", name = tame(name))) }
        dl.facts { dt { (say!(lang, "studio-key-itself")) } dd.mono { (key) } }
        p { (say!(lang, "studio-key-try")) }
        pre { "curl " (address) "/exchanges \\\n  -H 'Authorization: Bearer " (key) "'" }
    } }
}

fn add(view: &Keys, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let form = Form { fields: &view.fields, errors: &view.errors, lang };
    html! {
        h2 { (say!(lang, "studio-key-add")) }
        form.stack method="post" action=(shell.to("/studio/settings/keys")) {
            (form.line("name", say!(lang, "studio-key-name")).hint(say!(lang, "studio-key-name-hint")).autocomplete("off").longest(LONGEST).required())
            fieldset.group.wrong[view.errors.get("scope").is_some()] #(field_id("scope")) {
                legend { (say!(lang, "studio-key-scopes")) }
                @if let Some(error) = view.errors.get("scope") { p.error { (error) } }
                @for scope in Scope::ALL {
                    (form.tick("scope", scope.name(), say!(lang, "studio-scope", scope = word(scope))).hint(say!(lang, "studio-scope-hint", scope = word(scope))))
                }
            }
            div.actions { button.first name="go" value="add" { (say!(lang, "studio-key-add-button")) } }
        }
    }
}

#[cfg(test)]
impl Keys {
    /// A made-up firm's.
    pub fn sample() -> Self {
        let at = |hours: i64| Timestamp(1_795_773_600_000_000 - hours * 3_600_000_000);
        let system = |id: &str, name: &str, scopes: &[Scope], seen, ended| System {
            id: id.into(),
            name: name.into(),
            scopes: scopes.iter().copied().collect(),
            made: at(900),
            seen,
            ended,
        };
        let systems = vec![
            system("k3", "Bill printer", &[Scope::BenefitsWrite], None, None),
            system("k2", "Advice engine", &Scope::ALL, Some(at(2)), None),
            system("k1", "Old advice engine", &[Scope::ItemsRead], Some(at(400)), Some(at(390))),
        ];
        Self { systems, address: "https://exchange.example.com/f/norda/api/v1".into(), ..Self::default() }
    }

    /// Right after one was added.
    pub fn sample_shown() -> Self {
        Self { shown: Some(("Bill printer".into(), format!("comity_{}", "x".repeat(43)))), ..Self::sample() }
    }

    /// A form that has to be mended.
    pub fn sample_wrong(lang: Lang) -> Self {
        let errors = read(&Fields::default(), lang).unwrap_err();
        Self { errors, ..Self::sample() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_has_a_name_and_is_for_something() {
        let form = |name: &str, scope: &str| {
            let pairs = [("name", name), ("scope", scope), ("scope", "everything")];
            read(&Fields::from(pairs.map(|(n, v)| (n.to_owned(), v.to_owned())).to_vec()), Lang::En)
        };
        let (name, scopes) = form(" Advice engine ", "items:read").unwrap();
        assert_eq!((name.as_str(), scopes.to_string().as_str()), ("Advice engine", "items:read"));
        let wrong = form(&"x".repeat(81), "all").unwrap_err();
        assert_eq!(wrong.iter().map(|(field, _)| field).collect::<Vec<_>>(), ["name", "scope"]);
        assert!(form("  ", "items:read").unwrap_err().get("name").is_some());
    }
}
