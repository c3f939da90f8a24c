//! The effects of many events, one thin line each, from the lowest to the highest, and all of them together below.

use super::scale::{Linear, Tick, extent};
use super::svg::{Anchor, Drawing, Path};
use super::{Chart, Setting, Size, Table, fitting, text_width};
use crate::study::outcome::Interval;
use crate::words::{Figures, say};

/// The effect of one event.
#[derive(Debug, Clone)]
pub struct One {
    /// What it is called.
    pub label: String,
    /// Its effect.
    pub estimate: f64,
    /// Its interval.
    pub interval: Option<Interval>,
    /// How much it counts beside the others, the largest being 1.
    pub weight: f64,
    /// How it stands out.
    pub stands: Stands,
}

/// How an event stands out, told by the shape of its mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// When all are judged together.
    Together,
    /// Only when it is judged by itself.
    Alone,
    /// Not at all.
    Not,
}

/// All of them together.
#[derive(Debug, Clone, Copy)]
pub struct Together {
    /// The average.
    pub estimate: f64,
    /// Its interval.
    pub interval: Option<Interval>,
    /// Where the next one would lie.
    pub next: Option<Interval>,
}

/// The forest of a portfolio, from the lowest effect to the highest. `None` without effects.
pub fn many(events: &[One], together: Together, table: Table, figures: Figures, setting: Setting<'_>) -> Option<Chart> {
    let mut events: Vec<&One> = events.iter().filter(|event| event.estimate.is_finite()).collect();
    if events.is_empty() {
        return None;
    }
    events.sort_by(|a, b| a.estimate.total_cmp(&b.estimate).then_with(|| a.label.cmp(&b.label)));
    let lang = setting.lang;
    let next = if together.next.is_some() { "yes" } else { "no" };
    let title = say!(lang, "portfolio-chart-events-title");
    let description = say!(
        lang,
        "portfolio-chart-events-description",
        n = events.len(),
        estimate = figures.signed(together.estimate),
        next = next,
    );
    let draw = |size: Size| {
        let drawing = draw(&events, together, size, figures, setting);
        drawing.finish(&size.id(setting.id), size.class(), &title, &description)
    };
    let caption = say!(lang, "portfolio-chart-events-caption", next = next);
    Some(Chart { wide: draw(Size::Wide), narrow: draw(Size::Narrow), caption, table })
}

fn draw(events: &[&One], together: Together, size: Size, figures: Figures, setting: Setting<'_>) -> Drawing {
    let lang = setting.lang;
    let texts = events.iter().map(|event| text_width(&figure(event.estimate, event.interval, figures)));
    let texts = texts.fold(0.0, f64::max);
    let labels = events.iter().map(|event| text_width(&event.label)).fold(0.0, f64::max);
    // Few events have room for air between them; many stand close.
    let airy = events.len() <= 20;
    let (left, right, step) = match size {
        Size::Wide => {
            (labels.clamp(90.0, 230.0) + 14.0, size.width() - texts.min(210.0) - 16.0, if airy { 24.0 } else { 17.0 })
        }
        Size::Narrow => (labels.clamp(80.0, 128.0) + 8.0, size.width() - 4.0, if airy { 24.0 } else { 17.0 }),
    };
    let top = 6.0;
    let below = top + step * events.len() as f64 + 10.0;
    let rows = 1 + usize::from(together.next.is_some());
    let bottom = below + 26.0 * rows as f64;
    let mut drawing = Drawing::new(size.width(), bottom + 28.0);
    let x = Linear::around(domain(events, together).into_iter(), [left, right]);
    if let Some([low, high]) = together.next {
        drawing.rect("next", [x.at(low), top], [x.at(high), bottom]);
    }
    for Tick { place, label, .. } in x.ticks(if size == Size::Wide { 5 } else { 3 }, true, lang) {
        drawing.line("grid", [place, top], [place, bottom]);
        drawing.text("tick", [place, bottom + 19.0], Anchor::Middle, &label);
    }
    drawing.line("mid", [x.at(0.0), top], [x.at(0.0), bottom]);
    for (row, event) in events.iter().enumerate() {
        let y = top + step * (row as f64 + 0.5);
        drawing.text("label", [0.0, y + 4.3], Anchor::Start, &fitting(&event.label, left - 12.0));
        line(&mut drawing, "whisker", event.interval, &x, y);
        mark(&mut drawing, event, [x.at(event.estimate), y]);
        if size == Size::Wide {
            let text = figure(event.estimate, event.interval, figures);
            drawing.text("tick", [size.width(), y + 4.3], Anchor::End, &text);
        }
    }
    drawing.line("mid", [0.0, below - 4.0], [size.width(), below - 4.0]);
    let y = below + 13.0;
    let average = fitting(&say!(lang, "portfolio-chart-average"), left - 12.0);
    drawing.text("label strong", [0.0, y + 4.3], Anchor::Start, &average);
    line(&mut drawing, "whisker own", together.interval, &x, y);
    drawing.diamond("dot own", [x.at(together.estimate), y], 7.0);
    if size == Size::Wide {
        let text = figure(together.estimate, together.interval, figures);
        drawing.text("tick strong", [size.width(), y + 4.3], Anchor::End, &text);
    }
    if let Some(next) = together.next {
        let y = y + 26.0;
        let label = fitting(&say!(lang, "portfolio-chart-next"), left - 12.0);
        drawing.text("label", [0.0, y + 4.3], Anchor::Start, &label);
        line(&mut drawing, "whisker reach", Some(next), &x, y);
        if size == Size::Wide {
            drawing.text("tick", [size.width(), y + 4.3], Anchor::End, &figures.interval(next));
        }
    }
    drawing
}

fn figure(estimate: f64, interval: Option<Interval>, figures: Figures) -> String {
    let estimate = figures.signed(estimate);
    interval.map_or_else(|| estimate.clone(), |ends| format!("{estimate} {}", figures.interval(ends)))
}

/// An interval; one that goes on beyond the paper has no bar at that end.
fn line(drawing: &mut Drawing, class: &str, interval: Option<Interval>, x: &Linear, y: f64) {
    let Some(ends) = interval else { return };
    let [low, high] = ends.map(|end| x.at(end));
    drawing.line(class, [low, y], [high, y]);
    let [least, most] = x.domain();
    for (place, ends_here) in [(low, ends[0] >= least), (high, ends[1] <= most)] {
        if ends_here {
            drawing.line(class, [place, y - 3.0], [place, y + 3.0]);
        }
    }
}

/// Triangles point the way that an event went; circles went nowhere that can be told.
fn mark(drawing: &mut Drawing, event: &One, [x, y]: [f64; 2]) {
    let radius = 2.6 + 3.0 * event.weight.clamp(0.0, 1.0).sqrt();
    let class = match event.stands {
        Stands::Together => "at stands",
        Stands::Alone => "at alone",
        Stands::Not => return drawing.circle("at not", [x, y], radius),
    };
    let up = if event.estimate > 0.0 { -1.0 } else { 1.0 };
    let mut path = Path::default();
    for [dx, dy] in [[0.0, up * 1.2], [1.1, -up * 0.8], [-1.1, -up * 0.8]] {
        path.to([x + dx * radius, y + dy * radius]);
    }
    path.close();
    drawing.path(class, &path);
}

/// What the axis spans: zero, every estimate, the next one, and intervals up to one and a half times the usual width beyond
/// the estimates, so that one event of which next to nothing is known does not shrink the rest to dots.
fn domain(events: &[&One], together: Together) -> Vec<f64> {
    let mut widths: Vec<f64> =
        events.iter().filter_map(|e| e.interval).map(|[low, high]| high - low).filter(|w| w.is_finite()).collect();
    widths.sort_by(f64::total_cmp);
    let usual = widths.get(widths.len() / 2).copied().unwrap_or(0.0).max(0.0);
    let next = together.next.into_iter().flatten();
    let [low, high] = extent(events.iter().map(|e| e.estimate).chain(next).chain([0.0])).unwrap_or([0.0, 1.0]);
    let bounds = [low - 1.5 * usual, high + 1.5 * usual];
    let ends = events.iter().filter_map(|e| e.interval).flatten();
    ends.map(|end| end.clamp(bounds[0], bounds[1])).chain([low, high]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Lang;

    fn one(label: &str, estimate: f64, stands: Stands) -> One {
        let interval = Some([estimate - 0.1, estimate + 0.1]);
        One { label: label.into(), estimate, interval, weight: 0.5, stands }
    }

    fn chart(events: &[One]) -> Option<Chart> {
        let together = Together { estimate: 0.05, interval: Some([0.0, 0.1]), next: Some([-0.3, 0.4]) };
        let figures = Figures { lang: Lang::En, decimals: 2, ready: false };
        many(events, together, Table::default(), figures, Setting { id: "x", lang: Lang::En })
    }

    #[test]
    fn events_are_in_the_order_of_their_effects() {
        let events =
            [one("high", 0.3, Stands::Together), one("low", -0.2, Stands::Alone), one("mid", 0.0, Stands::Not)];
        for svg in [chart(&events).unwrap().wide, chart(&events).unwrap().narrow] {
            let at = |label: &str| svg.find(&format!(">{label}</text>")).unwrap();
            assert!(at("low") < at("mid") && at("mid") < at("high"));
            assert_eq!((svg.matches("at stands").count(), svg.matches("at alone").count()), (1, 1));
        }
    }

    #[test]
    fn seventy_are_all_drawn() {
        let events: Vec<One> = (0..70).map(|i| one(&format!("event {i}"), f64::from(i) / 100.0, Stands::Not)).collect();
        let chart = chart(&events).unwrap();
        assert_eq!(chart.wide.matches("at not").count(), 70);
        assert_eq!(chart.narrow.matches("at not").count(), 70);
    }

    #[test]
    fn nothing_to_draw_is_no_chart() {
        assert!(chart(&[one("odd", f64::NAN, Stands::Not)]).is_none());
        let endless = One { interval: Some([f64::NEG_INFINITY, f64::INFINITY]), ..one("a", 1.0, Stands::Not) };
        assert!(chart(&[endless]).unwrap().wide.contains("a</text>"));
    }
}
