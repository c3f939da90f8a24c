//! A changelog as a feed (Atom, RFC 4287): texts alone, no markup of anybody's.

use comity_exchange::time::Timestamp;
use comity_store::{ChangelogLine, ChangelogPage, RoadmapLine, Told};

use super::part::title_of;
use super::roadmap::anchor;
use crate::web::ui::machine_time;
use crate::web::way::words;
use crate::words::{Lang, say, shorten, tame};

/// What a feed is made of.
pub struct Feed<'f> {
    /// The firm's name.
    pub firm: &'f str,
    /// The feed's own whole address.
    pub own: String,
    /// The whole address of the page that says the same.
    pub page: String,
    /// The lines.
    pub log: &'f ChangelogPage,
    /// The reader's language.
    pub lang: Lang,
}

/// A text between tags, or as the value of an attribute. What XML 1.0 cannot hold is left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'.. => out.push(c),
            _ => {}
        }
    }
    out
}

fn thanks(line: &RoadmapLine, lang: Lang) -> Option<String> {
    let names = line.named.iter().map(|name| tame(name)).collect::<Vec<_>>().join(", ");
    let others = line.by.saturating_sub(line.named.len());
    (line.by > 0).then(|| match names.is_empty() {
        true => say!(lang, "roadmap-thanks", n = line.by),
        false => say!(lang, "roadmap-thanks-named", names = names, others = others),
    })
}

/// The title of a line and what is said of it.
fn said(line: &ChangelogLine, lang: Lang) -> (String, String) {
    let (title, mut parts) = match &line.told {
        Told::Entry { entry, linked, .. } => {
            let mut parts = vec![words(&entry.words, lang)];
            for line in linked {
                let votes = say!(lang, "part-votes", n = line.for_it);
                parts.push(format!("{} ({votes})", title_of(line.title.as_deref(), lang)));
                parts.extend(thanks(line, lang));
            }
            (words(&entry.title, lang), parts)
        }
        Told::Contribution(line) => {
            let mut parts = vec![line.words.clone().unwrap_or_default(), say!(lang, "part-votes", n = line.for_it)];
            parts.extend(thanks(line, lang));
            (title_of(line.title.as_deref(), lang), parts)
        }
    };
    parts.retain(|part| !part.trim().is_empty());
    (shorten(&title, 200), parts.join("\n\n"))
}

/// A name that stays, wherever the feed is read: what an anchor names, as a UUID (RFC 9562).
fn lasting(anchor: &str) -> String {
    let digits = anchor.get(1..).unwrap_or_default();
    let part = |from: usize, to: usize| digits.get(from..to).unwrap_or_default();
    format!("urn:uuid:{}-{}-{}-{}-{}", part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32))
}

/// The feed.
pub fn feed(view: &Feed<'_>) -> String {
    let lang = view.lang;
    let title =
        format!("{} · {}", say!(lang, "roadmap-title", page = "changelog"), tame(&words(&view.log.title, lang)));
    let latest = view.log.rows.first().map_or(Timestamp(0), |line| Timestamp(line.at));
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    out += &format!("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n", lang.code());
    let mut tag = |name: &str, text: &str| out += &format!("<{name}>{}</{name}>\n", escaped(text));
    tag("id", &view.own);
    tag("title", &title);
    tag("updated", &machine_time(latest));
    out += &format!("<author><name>{}</name></author>\n", escaped(&tame(view.firm)));
    out += &format!("<link rel=\"self\" type=\"application/atom+xml\" href=\"{}\"/>\n", escaped(&view.own));
    out += &format!("<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n", escaped(&view.page));
    for line in &view.log.rows {
        let ((title, text), to) = (said(line, lang), format!("{}#{}", view.page, anchor(line)));
        out += &format!("<entry>\n<id>{}</id>\n<title>{}</title>\n", lasting(&anchor(line)), escaped(&title));
        out += &format!("<updated>{}</updated>\n", machine_time(Timestamp(line.at)));
        out += &format!("<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n", escaped(&to));
        out += &format!("<content type=\"text\">{}</content>\n</entry>\n", escaped(&text));
    }
    out + "</feed>\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::portal::roadmap::sample;

    #[test]
    fn a_feed_is_text_and_nothing_else() {
        let mut log = sample::log();
        if let Told::Contribution(line) = &mut log.rows[1].told {
            line.title = Some("<b>&\u{b}\"x\"</b>".into());
        }
        let own = "https://a.example/public/x/changelog.atom?lang=en&y=1".to_owned();
        let view = Feed { firm: "Norda <Mobile>", own, page: "https://a.example/x".into(), log: &log, lang: Lang::En };
        let text = feed(&view);
        assert!(text.contains("<title>&lt;b&gt;&amp; &quot;x&quot;&lt;/b&gt;</title>"), "{text}");
        assert!(text.contains("<id>https://a.example/public/x/changelog.atom?lang=en&amp;y=1</id>"), "{text}");
        assert!(text.contains("Luca Ferri, M. R. and 2 others") && text.contains("Norda &lt;Mobile&gt;"), "{text}");
        assert_eq!((text.matches("<entry>").count(), text.matches("</entry>").count()), (3, 3));
        assert_eq!(text.matches("<updated>2026-11-27T10:05:00.000000Z</updated>").count(), 2, "{text}");
        assert!(text.contains("<id>urn:uuid:0192f3a1-c2d4-7f00-a1b2-c3d4e5f60790</id>"), "{text}");
        let empty = ChangelogPage::default();
        assert!(feed(&Feed { log: &empty, ..view }).contains("<updated>1970-01-01T00:00:00.000000Z</updated>"));
    }
}
