//! Every page of the demo's house that a link leads to, in both languages, as a member and as a customer.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::io::Write as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use super::driver::Browser;
use crate::demo::{interrupted, opened};

/// Where the links of a page lead within the house; not what is saved as a file, nor the same page in another language.
const LINKS: &str = "
    const links = [...document.querySelectorAll('a[href]:not([download]):not([hreflang])')].map(link => new URL(link.href));
    return links.filter(link => link.origin === location.origin).map(link => link.pathname + link.search);";
/// Links of the page to files that do not answer with one.
const BROKEN: &str = "
    const done = arguments[arguments.length - 1];
    const files = [...new Set([...document.querySelectorAll('a[download]')].map(link => link.href))].slice(0, 3);
    Promise.all(files.map(file => fetch(file).then(answer => answer.ok ? null : `${file} answers ${answer.status}`)))
        .then(all => done(all.filter(one => one)), error => done([`${error}`]));";
const STATUS: &str = "return performance.getEntriesByType('navigation')[0].responseStatus;";

/// What is no page: files to be saved.
const FILES: [&str; 5] = ["/changelog.atom", "/terms.toml", "/openapi.json", "/checkpoint", "/assets/"];

/// An address without what differs from one person, exchange or page of a list to the next.
fn pattern(address: &str) -> String {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let id = |part: &str| part.len() >= 26 && part.chars().all(|c| c.is_ascii_hexdigit());
    let number = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
    let parts = path.split('/').map(|part| if id(part) || number(part) { "_" } else { part });
    let keys = query.split('&').filter_map(|pair| pair.split_once('=')).map(|(key, _)| key);
    let keys: BTreeSet<&str> = keys.filter(|key| !matches!(*key, "said" | "lang")).collect();
    let keys: Vec<&str> = keys.into_iter().collect();
    format!("{}?{}", parts.collect::<Vec<_>>().join("/"), keys.join("&")).trim_end_matches('?').to_owned()
}

/// Of pages of one pattern so many are read: a draft has no conditions, an open exchange has.
const OF_A_PATTERN: usize = 3;

/// Follows every link from where a browser is; the patterns that were seen.
async fn walk(browser: &mut Browser, side: &str, lang: &str) -> BTreeSet<String> {
    let mut seen: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut ahead = VecDeque::from([browser.path().await]);
    while let Some(address) = ahead.pop_front() {
        let pattern = pattern(&address);
        let like_it = seen.entry(pattern.clone()).or_default();
        let most = if pattern.contains('_') { OF_A_PATTERN } else { 1 };
        if FILES.iter().any(|file| address.contains(file)) || like_it.len() == most || !like_it.insert(address.clone())
        {
            continue;
        }
        let nth = like_it.len();
        browser.go(&address).await;
        let status = browser.script(STATUS, Vec::new()).await;
        if status.as_u64().is_none_or(|status| status >= 400) {
            browser.troubles.push(format!("{side}: a link leads to {pattern}, which answers {status}"));
            continue;
        }
        // Reports are documents of their own, in the language in which they were asked for.
        if !pattern.ends_with("/report") {
            browser.element(&format!("html[lang={lang}]")).await;
        }
        let broken = browser.script_later(BROKEN).await;
        browser.troubles.extend(broken.as_array().unwrap().iter().map(|one| format!("{pattern}: {one}")));
        let name = pattern.trim_start_matches('/').replace(['/', '?', '&', '.'], "-");
        for width in [1280, 360] {
            browser.picture(&format!("{side}-{lang}-{name}-{nth}-{width}"), width).await;
        }
        let Value::Array(links) = browser.script(LINKS, Vec::new()).await else { continue };
        ahead.extend(links.iter().filter_map(|link| link.as_str().map(str::to_owned)));
    }
    seen.into_iter().filter(|(_, read)| !read.is_empty()).map(|(pattern, _)| pattern).collect()
}

/// Ends the demo also where the test fails.
struct Demo(Option<Child>);

impl Drop for Demo {
    fn drop(&mut self) {
        if let Some(mut child) = self.0.take() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

async fn side(webdriver: &str, base: &str, link: &str, name: &str, width: u32, expect: &[&str]) -> Vec<String> {
    let mut browser = Browser::open(webdriver, base, width, true).await;
    browser.go(link).await;
    let home = browser.path().await;
    let english = walk(&mut browser, name, "en").await;
    browser.go(&home).await;
    browser.read_in("it").await;
    let italian = walk(&mut browser, name, "it").await;
    assert_eq!(english, italian, "both languages have the same pages");
    for path in expect {
        assert!(english.iter().any(|seen| seen.starts_with(path)), "{name}: no link leads to {path}: {english:?}");
    }
    browser.close().await
}

/// Somebody joins the team beside the running server, by the command line, and signs in: what their role may see is whole,
/// and no link leads to what it may not.
async fn with_role(
    webdriver: &str,
    base: &str,
    house: &Path,
    role: &str,
    (sees, never): (&[&str], &[&str]),
) -> Vec<String> {
    let (mail, password) = (format!("{role}@norda.example"), "correct horse battery staple");
    let mut adding = Command::new(env!("CARGO_BIN_EXE_comity"))
        .args(["member", "add", &mail, "--name", "Sam Reader", "--role", role, "--data"])
        .arg(house)
        .env_remove("COMITY_PICTURES")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    adding.stdin.take().unwrap().write_all(format!("{password}\n").as_bytes()).unwrap();
    assert!(adding.wait().unwrap().success());
    let mut browser = Browser::open(webdriver, base, 1280, true).await;
    browser.go("/studio").await;
    browser.fill("mail", &mail).await;
    browser.fill("password", password).await;
    browser.press("main form button").await;
    let seen = walk(&mut browser, role, "en").await;
    for path in sees {
        assert!(seen.contains(*path), "{role}: no link leads to {path}: {seen:?}");
    }
    for path in never {
        assert!(!seen.contains(*path), "{role}: a link leads to {path}");
    }
    browser.close().await
}

/// The whole of it.
pub async fn visited(webdriver: String) {
    let temporary = tempfile::tempdir().unwrap();
    let (child, _, port, [studio, portal]) = opened(&["demo"], temporary.path());
    let (mut demo, base) = (Demo(Some(child)), format!("http://127.0.0.1:{port}"));
    let in_studio = [
        "/studio/exchanges/_/edit",
        "/studio/exchanges/_/counters",
        "/studio/exchanges/_/versions/_",
        "/studio/people/_",
        "/studio/listen",
        "/studio/ledger",
        "/studio/audit",
        "/studio/exchanges/_/accesses",
        "/studio/exchanges/_/ideas",
        "/studio/exchanges/_/questions",
        "/studio/exchanges/_/challenges",
        "/studio/exchanges/_/help",
        "/studio/exchanges/_/opinions",
        "/studio/exchanges/_/pulses",
        "/studio/exchanges/_/voice",
        "/studio/exchanges/_/recognition",
        "/studio/exchanges/_/roadmap",
        "/studio/exchanges/_/changelog",
        "/studio/exchanges/_/statuses/_",
        "/studio/exchanges/_/audience/_",
        "/studio/exchanges/_/desk",
        "/studio/exchanges/_/signs",
        "/studio/exchanges/_/moderation",
        "/studio/settings/moderation",
        "/studio/settings/keys",
        "/studio/settings/keys/_",
        "/studio/settings/recipients",
        "/studio/settings/records",
        "/studio/settings/pulses",
        "/studio/settings/outbox",
    ];
    let mut troubles = side(&webdriver, &base, &studio, "studio", 1280, &in_studio).await;
    let in_portal = [
        "/exchanges/_",
        "/exchanges/_/agreement",
        "/exchanges/_/roadmap",
        "/exchanges/_/voice",
        "/exchanges/_/changelog",
        "/me/information",
        "/me/information/uses",
        "/me/accesses/_/_",
        "/me/contributions",
        "/me/pulses",
        "/me/recognition",
        "/receipts/check",
        "/me/export",
        "/me/erase",
    ];
    troubles.extend(side(&webdriver, &base, &portal, "portal", 360, &in_portal).await);
    let house = temporary.path().join("comity-demo/house");
    let for_auditors = (
        [
            "/studio/ledger",
            "/studio/audit",
            "/studio/people/_",
            "/studio/exchanges/_/counters",
            "/studio/settings/outbox",
        ],
        ["/studio/exchanges/_/edit", "/studio/exchanges/_/invite", "/studio/people/new", "/studio/exchanges/new"],
    );
    let (sees, never) = (&for_auditors.0, &for_auditors.1);
    troubles.extend(with_role(&webdriver, &base, &house, "auditor", (sees, never)).await);
    let (sees, never) =
        (["/studio/exchanges/_"], ["/studio/people", "/studio/people/_", "/studio/audit", "/studio/settings/outbox"]);
    troubles.extend(with_role(&webdriver, &base, &house, "viewer", (&sees, &never)).await);
    assert!(interrupted(demo.0.take().unwrap()).success());
    assert!(troubles.is_empty(), "{} things wrong with pages:\n{}", troubles.len(), troubles.join("\n"));
}
