//! Styles and scripts, served at addresses that change with their content.

use std::sync::LazyLock;

use sha2::{Digest as _, Sha256};

/// A file that pages refer to.
#[derive(Debug)]
pub struct Asset {
    /// Where it is served: `/assets/{hash}/{name}`.
    pub path: String,
    /// Its `Content-Type`.
    pub media_type: &'static str,
    /// What it holds.
    pub body: &'static str,
}

const STYLE: &str = concat!(
    include_str!("../../report/style/base.css"),
    include_str!("../../report/style/opinion.css"),
    include_str!("../style/base.css"),
    include_str!("../style/shell.css"),
    include_str!("../style/form.css"),
    include_str!("../style/portal.css"),
    include_str!("../style/studio.css"),
    include_str!("../style/print.css"),
);

static ALL: LazyLock<[Asset; 5]> = LazyLock::new(|| {
    [
        asset("comity.css", "text/css; charset=utf-8", STYLE),
        asset("lint.js", "text/javascript; charset=utf-8", include_str!("../script/lint.js")),
        asset("counter.js", "text/javascript; charset=utf-8", include_str!("../script/counter.js")),
        asset("desk.js", "text/javascript; charset=utf-8", include_str!("../script/desk.js")),
        asset("bring.js", "text/javascript; charset=utf-8", include_str!("../script/bring.js")),
    ]
});

fn asset(name: &str, media_type: &'static str, body: &'static str) -> Asset {
    let hash: String = Sha256::digest(body).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    Asset { path: format!("/assets/{hash}/{name}"), media_type, body }
}

/// Every asset.
pub fn all() -> &'static [Asset] {
    &*ALL
}

/// The style sheet of every page.
pub fn style() -> &'static Asset {
    &ALL[0]
}

/// The script that lints terms while they are typed.
pub fn lint_script() -> &'static Asset {
    &ALL[1]
}

/// The script that counts the characters left in a field.
pub fn counter_script() -> &'static Asset {
    &ALL[2]
}

/// The script that takes a moderator through the desk by keys.
pub fn desk_script() -> &'static Asset {
    &ALL[3]
}

/// The script that looks for what is like a text while it is typed, and keeps what was typed.
pub fn bring_script() -> &'static Asset {
    &ALL[4]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_change_with_the_content() {
        assert_ne!(asset("a", "", "x").path, asset("a", "", "y").path);
        assert!(style().path.ends_with("/comity.css") && style().path.len() == "/assets//comity.css".len() + 16);
        assert!(all().iter().all(|asset| !asset.body.contains("http://") && !asset.body.contains("https://")));
    }
}
