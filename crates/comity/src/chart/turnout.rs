//! Who took part: votes and new people over time, and how many votes people cast.

use super::scale::{Linear, Tick};
use super::svg::{Anchor, Drawing};
use super::timeline::Timeline;
use super::{Chart, Setting, Size, Table};
use crate::opinion::outcome::{Bin, Participation};
use crate::words::{Lang, Moment, count, decimal, percent, say};

/// Votes and new people over time, one above the other; `None` without times.
pub fn turnout(participation: &Participation, setting: Setting<'_>) -> Option<Chart> {
    let lang = setting.lang;
    let bucket = participation.bucket?;
    let moments: Vec<Moment> = participation.over_time.iter().map(|moment| Moment::parse(&moment.at)).collect();
    let timeline = Timeline::of_buckets(moments.clone());
    let title = say!(lang, "opinion-turnout-title", bucket = bucket);
    let (votes, people) = (values(participation, |moment| moment.votes), values(participation, |m| m.new_people));
    let most = |values: &[f64]| values.iter().copied().fold(0.0, f64::max) as u64;
    let description = say!(lang, "opinion-turnout-description", votes = most(&votes), people = most(&people));
    let panels = [(say!(lang, "opinion-votes-cast"), votes), (say!(lang, "opinion-new-people"), people)];
    let draw = |size: Size| {
        over_time(&timeline, &panels, size, lang).finish(&size.id(setting.id), size.class(), &title, &description)
    };
    let columns = vec![say!(lang, "column-date"), say!(lang, "opinion-votes-cast"), say!(lang, "opinion-new-people")];
    let row = |(at, moment): (&Moment, &crate::opinion::outcome::Moment)| {
        vec![at.sortable(), count(moment.votes as u64, lang), count(moment.new_people as u64, lang)]
    };
    let rows = moments.iter().zip(&participation.over_time).map(row).collect();
    let table = Table { caption: title.clone(), columns, rows };
    Some(Chart { wide: draw(Size::Wide), narrow: draw(Size::Narrow), caption: title.clone(), table })
}

fn values(participation: &Participation, of: fn(&crate::opinion::outcome::Moment) -> usize) -> Vec<f64> {
    participation.over_time.iter().map(|moment| of(moment) as f64).collect()
}

fn over_time(timeline: &Timeline, panels: &[(String, Vec<f64>); 2], size: Size, lang: Lang) -> Drawing {
    const PANEL: f64 = 96.0;
    const HEAD: f64 = 24.0;
    let mut drawing = Drawing::new(size.width(), 2.0 * (PANEL + HEAD) + 44.0);
    let [left, right] = [48.0, size.width() - 6.0];
    let x = Linear::new(timeline.domain(), [left, right]);
    let half = ((right - left) / timeline.places.len().max(1) as f64 * 0.42).max(0.4);
    for (i, (name, values)) in panels.iter().enumerate() {
        let top = i as f64 * (PANEL + HEAD) + HEAD;
        let bottom = top + PANEL;
        let y = Linear::new([0.0, values.iter().copied().fold(1.0, f64::max)], [bottom, top]);
        drawing.text("label", [0.0, top - 9.0], Anchor::Start, name);
        for value in y.values(3).into_iter().filter(|value| value.fract() == 0.0) {
            drawing.line("grid", [left, y.at(value)], [right, y.at(value)]);
            drawing.text("tick", [left - 8.0, y.at(value) + 4.0], Anchor::End, &decimal(value, 0, lang));
        }
        for (place, value) in timeline.places.iter().zip(values).filter(|(_, value)| **value > 0.0) {
            let middle = x.at(*place);
            drawing.rect("bar", [middle - half, y.at(*value)], [middle + half, bottom]);
        }
    }
    let bottom = 2.0 * (PANEL + HEAD);
    let gap = if size == Size::Wide { 64.0 } else { 56.0 };
    for Tick { place, label, below } in timeline.ticks(&x, gap, lang) {
        drawing.line("grid", [place, bottom], [place, bottom + 5.0]);
        let half = super::text_width(&label) / 2.0;
        let place = place.clamp(half, size.width() - half);
        drawing.text("tick", [place, bottom + 19.0], Anchor::Middle, &label);
        if let Some(below) = below {
            drawing.text("tick", [place, bottom + 34.0], Anchor::Middle, &below);
        }
    }
    drawing
}

/// How many people cast how many votes; `None` without any.
pub fn spread(bins: &[Bin], people: usize, setting: Setting<'_>) -> Option<Chart> {
    if bins.is_empty() {
        return None;
    }
    let lang = setting.lang;
    let title = say!(lang, "opinion-spread-title");
    let name = |bin: &Bin| match (bin.from, bin.to) {
        (from, to) if from == to => count(from as u64, lang),
        (from, to) => format!("{}–{}", count(from as u64, lang), count(to as u64, lang)),
    };
    let share = |bin: &Bin| percent(bin.people as f64 / people.max(1) as f64, lang);
    let draw = |size: Size| {
        const ROW: f64 = 22.0;
        let mut drawing = Drawing::new(size.width(), ROW * bins.len() as f64 + 4.0);
        let [left, right] = [88.0, size.width() - 104.0];
        let most = bins.iter().map(|bin| bin.people).max().unwrap_or(1).max(1);
        let x = Linear::new([0.0, most as f64], [left, right]);
        for (i, bin) in bins.iter().enumerate() {
            let top = ROW * i as f64 + 3.0;
            drawing.text("label", [left - 10.0, top + 12.5], Anchor::End, &name(bin));
            if bin.people > 0 {
                drawing.rect("bar", [left, top], [x.at(bin.people as f64), top + 16.0]);
            }
            let text = format!("{} ({})", count(bin.people as u64, lang), share(bin));
            drawing.text("tick", [x.at(bin.people as f64) + 7.0, top + 12.5], Anchor::Start, &text);
        }
        drawing.finish(&size.id(setting.id), size.class(), &title, &say!(lang, "opinion-spread-caption"))
    };
    let columns = vec![say!(lang, "opinion-votes-cast"), say!(lang, "opinion-people"), say!(lang, "opinion-share")];
    let rows = bins.iter().map(|bin| vec![name(bin), count(bin.people as u64, lang), share(bin)]).collect();
    let table = Table { caption: title.clone(), columns, rows };
    let caption = say!(lang, "opinion-spread-caption");
    Some(Chart { wide: draw(Size::Wide), narrow: draw(Size::Narrow), caption, table })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::opinion as sample;

    #[test]
    fn bars_and_table_show_every_stretch() {
        let participation = sample::three_groups().participation;
        let chart = turnout(&participation, Setting { id: "x", lang: Lang::En }).unwrap();
        assert_eq!(chart.table.rows.len(), participation.over_time.len());
        let filled = participation.over_time.iter().flat_map(|m| [m.votes, m.new_people]).filter(|n| *n > 0).count();
        assert_eq!(chart.wide.matches("class=\"bar\"").count(), filled);
        let without = Participation { bucket: None, ..participation };
        assert!(turnout(&without, Setting { id: "x", lang: Lang::En }).is_none());
    }

    #[test]
    fn bins_have_names() {
        let bins = [Bin { from: 1, to: 1, people: 3 }, Bin { from: 1024, to: 2047, people: 0 }];
        let chart = spread(&bins, 3, Setting { id: "x", lang: Lang::It }).unwrap();
        assert_eq!(chart.table.rows, [["1", "3", "100%"], ["1.024–2.047", "0", "0%"]]);
        assert!(spread(&[], 0, Setting { id: "x", lang: Lang::It }).is_none());
    }
}
