//! What every page has to hold: the rules of axe-core, no sideways scrolling, nothing that Chromium complains of.

use std::sync::LazyLock;

use serde_json::Value;

use super::driver::Browser;

/// The text of axe-core; says so and is nothing where none is set.
static AXE: LazyLock<Option<String>> = LazyLock::new(|| match std::env::var("COMITY_TEST_AXE") {
    Ok(file) => Some(std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{file}: {error}"))),
    Err(_) => {
        println!("skipped: COMITY_TEST_AXE names no axe.min.js, so pages are not examined for accessibility");
        None
    }
});

/// Widths and schemes in which each page is examined: a desk by day, a telephone by night.
const SCREENS: [(u32, bool); 2] = [(1280, false), (360, true)];

/// Folds are opened, since what is hidden is not examined, and closed again as they were.
const OPEN: &str = "for (const fold of document.querySelectorAll('details:not([open])')) { fold.open = true; fold.dataset.folded = ''; }";
const CLOSE: &str = "for (const fold of document.querySelectorAll('details[data-folded]')) { fold.open = false; delete fold.dataset.folded; }";
const EXAMINE: &str = "
    const done = arguments[arguments.length - 1];
    // A colour on its way to another is neither.
    for (const one of document.getAnimations()) one.finish();
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    axe.run(document, { runOnly: tags, resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } }).then(
        found => done(found.violations.flatMap(one => one.nodes.map(node =>
            `${one.id} at ${node.target.join(' ')}: ${one.help} (${(node.any.concat(node.all, node.none)[0] ?? {}).message ?? ''})`))),
        error => done([`axe failed: ${error}`]));";
const TOO_WIDE: &str = "
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return null;
    const wide = [...document.querySelectorAll('main *')].filter(one => one.getBoundingClientRect().right > room + 1 && !one.closest('.scroll'));
    return wide.slice(0, 3).map(one => `${one.tagName.toLowerCase()}.${one.className}`).join(', ') || 'something';";

impl Browser {
    /// Examines the page where the reader is; what is wrong is kept until the end, so that one run tells all of it.
    pub async fn look(&mut self) {
        let path = self.path().await;
        for complaint in self.complaints().await {
            // Answers to wrong forms are told apart from right ones by their status, which Chromium logs.
            if !complaint.contains("the server responded with a status of 4") {
                self.note(format!("{path}: Chromium complains: {complaint}"));
            }
        }
        let Some(axe) = AXE.as_ref().filter(|_| self.scripts) else { return };
        self.script(OPEN, Vec::new()).await;
        if self.script("return typeof axe", Vec::new()).await != "object" {
            self.script(axe, Vec::new()).await;
        }
        for (width, dark) in SCREENS {
            self.screen(width, dark).await;
            let found = self.script_later(EXAMINE).await;
            for one in found.as_array().unwrap() {
                self.note(format!("{path} at {width} px: {}", one.as_str().unwrap()));
            }
            if let Value::String(wide) = self.script(TOO_WIDE, Vec::new()).await {
                self.note(format!("{path} at {width} px: wider than the screen: {wide}"));
            }
        }
        self.script(CLOSE, Vec::new()).await;
        self.screen(self.width, false).await;
    }

    fn note(&mut self, trouble: String) {
        // Ids in addresses would make the same trouble look new.
        let told: String = trouble
            .split('/')
            .map(|part| if part.len() >= 32 && !part.contains(' ') { "…" } else { part })
            .collect::<Vec<_>>()
            .join("/");
        if !self.troubles.contains(&told) {
            self.troubles.push(told);
        }
    }
}
