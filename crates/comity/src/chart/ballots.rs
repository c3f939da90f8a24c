//! Votes on one statement: a bar for everybody and one for each group, parted into agree, pass and disagree.

use comity_measure::opinion::Tally;

use super::marks::{class, mark};
use super::svg::{Anchor, Drawing};
use super::{Setting, Size, text_width};
use crate::words::{Lang, count, say, shares};

/// The votes of everybody or of a group.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// Whose votes.
    pub label: String,
    /// The group's number, for its mark.
    pub group: Option<usize>,
    /// The votes.
    pub tally: Tally,
}

/// In less there is no room for a figure in its part of the bar.
const ROOM: f64 = 30.0;
const ROW: f64 = 23.0;

/// Both drawings of the bars; `title` says which statement.
pub fn ballots(bars: &[Bar], title: &str, setting: Setting<'_>) -> [String; 2] {
    let lang = setting.lang;
    let description: Vec<String> =
        bars.iter().map(|bar| format!("{}: {}", bar.label, shares(bar.tally, lang))).collect();
    let description = description.join("; ");
    [Size::Wide, Size::Narrow]
        .map(|size| draw(bars, size, lang).finish(&size.id(setting.id), size.class(), title, &description))
}

/// What the three parts of a bar are, once for a list of statements.
pub fn ballots_legend(setting: Setting<'_>) -> [String; 2] {
    let lang = setting.lang;
    let words = ["agree", "pass", "disagree"].map(|vote| say!(lang, "opinion-vote", vote = vote));
    let draw = |size: Size| {
        let mut drawing = Drawing::new(size.width(), 22.0);
        let mut x = 1.0;
        for (class, word) in ["part agree", "part pass", "part disagree"].into_iter().zip(&words) {
            drawing.rect(class, [x, 4.0], [x + 22.0, 17.0]);
            drawing.text("tick", [x + 29.0, 15.0], Anchor::Start, word);
            x += 52.0 + text_width(word);
        }
        let title = say!(lang, "opinion-ballots-legend");
        drawing.finish(&size.id(setting.id), size.class(), &title, &words.join(", "))
    };
    [Size::Wide, Size::Narrow].map(draw)
}

fn draw(bars: &[Bar], size: Size, lang: Lang) -> Drawing {
    let votes = |bar: &Bar| say!(lang, "opinion-votes-n", n = bar.tally.votes());
    let widest = |texts: &mut dyn Iterator<Item = String>| texts.map(|text| text_width(&text)).fold(0.0, f64::max);
    let left = widest(&mut bars.iter().map(|bar| bar.label.clone())).min(90.0) + 26.0;
    let right = size.width() - widest(&mut bars.iter().map(votes)) - 10.0;
    let mut drawing = Drawing::new(size.width(), ROW * bars.len() as f64 + 2.0);
    for (i, bar) in bars.iter().enumerate() {
        let top = ROW * i as f64 + 2.0;
        let baseline = top + 13.0;
        if let Some(group) = bar.group {
            mark(&mut drawing, group, [8.0, top + 8.5], 5.0);
        }
        let x = if bar.group.is_some() { 19.0 } else { 1.0 };
        drawing.text("label", [x, baseline], Anchor::Start, &bar.label);
        drawing.text("tick", [size.width(), baseline], Anchor::End, &votes(bar));
        parts(&mut drawing, bar, [left, right], top, lang);
    }
    drawing
}

fn parts(drawing: &mut Drawing, bar: &Bar, [left, right]: [f64; 2], top: f64, lang: Lang) {
    let tally = bar.tally;
    let group = bar.group.map_or_else(String::new, |group| format!(" {}", class(group)));
    let votes = f64::from(tally.votes());
    if votes == 0.0 {
        drawing.line("grid", [left, top + 8.5], [right, top + 8.5]);
        return;
    }
    let mut x = left;
    for (vote, n) in [("agree", tally.agree), ("pass", tally.pass), ("disagree", tally.disagree)] {
        let share = f64::from(n) / votes;
        let next = x + share * (right - left);
        if n > 0 {
            drawing.rect(&format!("part {vote}{group}"), [x, top], [next, top + 17.0]);
        }
        if next - x >= ROOM {
            let figure = format!("{}%", count((100.0 * share).round() as u64, lang));
            drawing.text(&format!("on-{vote}"), [(x + next) / 2.0, top + 13.0], Anchor::Middle, &figure);
        }
        x = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bars(agree: u32, disagree: u32, pass: u32) -> Vec<Bar> {
        vec![Bar { label: "A".into(), group: Some(0), tally: Tally { agree, disagree, pass } }]
    }

    #[test]
    fn figures_stand_where_there_is_room() {
        let check = |votes: [u32; 3], expect: &[&str]| {
            let [wide, _] = ballots(&bars(votes[0], votes[1], votes[2]), "<b>", Setting { id: "x", lang: Lang::En });
            let figures: Vec<&str> =
                wide.split("class=\"on-").skip(1).map(|part| part.split('"').next().unwrap()).collect();
            assert_eq!(figures, expect, "{wide}");
            assert!(!wide.contains("<b>"));
        };
        check([83, 14, 3], &["agree", "disagree"]);
        check([1, 1, 1], &["agree", "pass", "disagree"]);
        check([0, 7, 0], &["disagree"]);
        check([0, 0, 0], &[]);
    }

    #[test]
    fn the_description_says_what_is_drawn() {
        let [wide, narrow] = ballots(&bars(80, 15, 5), "t", Setting { id: "x", lang: Lang::En });
        for drawing in [wide, narrow] {
            assert!(drawing.contains("A: 80% agree, 5% pass, 15% disagree"), "{drawing}");
        }
    }
}
