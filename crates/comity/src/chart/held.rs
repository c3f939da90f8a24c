//! How far groups would be found again, on a line from chance to certainty.

use super::scale::Linear;
use super::svg::{Anchor, Drawing};
use super::{Chart, Setting, Size, Table, text_width};
use crate::opinion::outcome::Stability;
use crate::words::{Lang, decimal, say};

/// The map's stability beside what chance reaches and what is asked for.
pub fn held(stability: &Stability, setting: Setting<'_>) -> Chart {
    let lang = setting.lang;
    let title = say!(lang, "opinion-held-title");
    let figure = |x: f64| decimal(x, 2, lang);
    let (found, chance, least) = (figure(stability.median), figure(stability.null_95), figure(stability.least));
    let description = say!(
        lang,
        "opinion-held-description",
        found = found.as_str(),
        chance = chance.as_str(),
        least = least.as_str()
    );
    let draw =
        |size: Size| draw(stability, size, lang).finish(&size.id(setting.id), size.class(), &title, &description);
    let columns = vec![title.clone(), say!(lang, "opinion-rand-index")];
    let rows = [("opinion-held-found", found), ("opinion-held-chance", chance), ("opinion-held-least", least)];
    let name = |key: &str| match key {
        "opinion-held-found" => say!(lang, "opinion-held-found"),
        "opinion-held-chance" => say!(lang, "opinion-held-chance"),
        _ => say!(lang, "opinion-held-least"),
    };
    let rows = rows.into_iter().map(|(key, figure)| vec![name(key), figure]).collect();
    let caption = say!(lang, "opinion-held-caption", refits = stability.refits, sets = stability.null_sets);
    let table = Table { caption: title.clone(), columns, rows };
    Chart { wide: draw(Size::Wide), narrow: draw(Size::Narrow), caption, table }
}

fn draw(stability: &Stability, size: Size, lang: Lang) -> Drawing {
    let mut drawing = Drawing::new(size.width(), 92.0);
    let [left, right] = [12.0, size.width() - 12.0];
    let x = Linear::new([0.0, 1.0], [left, right]);
    let middle = 46.0;
    drawing.line("mid", [left, middle], [right, middle]);
    for value in [0.0, 0.2, 0.4, 0.6, 0.8, 1.0] {
        let place = x.at(value);
        drawing.line("grid", [place, middle], [place, middle + 9.0]);
        let anchor = match value {
            0.0 => Anchor::Start,
            1.0 => Anchor::End,
            _ => Anchor::Middle,
        };
        let place = if value == 0.0 || value == 1.0 { place + (0.5 - value) * -12.0 } else { place };
        drawing.text("tick", [place, middle + 24.0], anchor, &decimal(value, 1, lang));
    }
    drawing.text("tick", [left, 88.0], Anchor::Start, &say!(lang, "opinion-held-none"));
    drawing.text("tick", [right, 88.0], Anchor::End, &say!(lang, "opinion-held-same"));
    drawing.rect("span", [x.at(0.0), middle - 7.0], [x.at(stability.null_95.max(0.0)), middle + 7.0]);
    drawing.text("tick", [left + 3.0, middle + 4.0], Anchor::Start, &say!(lang, "opinion-held-band"));
    let bar = x.at(stability.least);
    drawing.line("event", [bar, middle - 16.0], [bar, middle + 9.0]);
    let found = x.at(stability.median);
    drawing.circle("dot own", [found, middle], 7.0);
    let label = say!(lang, "opinion-held-label", figure = decimal(stability.median, 2, lang));
    // Bold letters are wider.
    let half = text_width(&label) * 0.56;
    let place = found.clamp(half.min(right / 2.0), size.width() - half.min(right / 2.0));
    drawing.text("label person-t", [place, middle - 24.0], Anchor::Middle, &label);
    drawing
}
