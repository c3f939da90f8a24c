//! Paragraphs, items and tables on a terminal, for every command that has something to say.

use unicode_width::UnicodeWidthStr as _;

/// Text narrower than this is not readable, however narrow the window is.
pub(super) const NARROWEST: usize = 40;
/// Lines longer than this are not readable either, however wide it is.
pub(super) const WIDEST: usize = 100;

/// How a piece of text stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// What matters most.
    Bold,
    /// What stands back.
    Soft,
    /// The colour of people: a finding.
    Person,
    /// As it comes.
    Plain,
}

impl Style {
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Bold => "\x1b[1m",
            Self::Soft => "\x1b[2m",
            Self::Person => "\x1b[33m",
            Self::Plain => "",
        }
    }
}

/// Text as it grows, its lines no wider than the window.
pub struct Page {
    /// What is written so far.
    pub text: String,
    width: usize,
    colour: bool,
}

impl Page {
    /// An empty page for a window of that many columns; with `colour`, in ANSI colours.
    pub fn new(width: usize, colour: bool) -> Self {
        Self { text: String::new(), width: width.clamp(NARROWEST, WIDEST), colour }
    }

    /// A paragraph that begins with a word of its own.
    pub fn paragraph(&mut self, styles: &[Style], word: &str, text: &str) {
        let whole = if word.is_empty() { text.to_owned() } else { format!("{word}. {text}") };
        for (i, line) in wrapped(&whole, self.width).into_iter().enumerate() {
            match line.strip_prefix(word) {
                Some(rest) if i == 0 && !word.is_empty() => {
                    let word = self.styled(styles, word);
                    self.text.push_str(&word);
                    self.text.push_str(rest);
                }
                _ => self.text.push_str(&line),
            }
            self.text.push('\n');
        }
    }

    /// Words that stand out, on lines of their own.
    pub fn heading(&mut self, text: &str) {
        for line in wrapped(text, self.width) {
            let line = self.styled(&[Style::Bold], &line);
            self.text.push_str(&line);
            self.text.push('\n');
        }
    }

    /// A line of its own, its continuation indented.
    pub fn item(&mut self, text: &str) {
        for (i, line) in wrapped(text, self.width - 2).into_iter().enumerate() {
            self.text.push_str(if i == 0 { "· " } else { "  " });
            self.text.push_str(&line);
            self.text.push('\n');
        }
    }

    /// Columns aligned, the first to the left, figures to the right. A row with a note shows it in place of its figures.
    /// Where the window is too narrow, figures go under their method.
    pub fn table<const N: usize>(&mut self, rows: &[([String; N], Option<String>)]) {
        let width = |column: usize| rows.iter().map(|(cells, _)| cells[column].width()).max().unwrap_or(0);
        let widths: [usize; N] = std::array::from_fn(width);
        let stacked = widths.iter().sum::<usize>() + 2 * N.saturating_sub(1) > self.width;
        for (i, (cells, note)) in rows.iter().enumerate() {
            let figures = match note {
                Some(note) => note.clone(),
                None => (1..N).map(|column| padded_left(&cells[column], widths[column])).collect::<Vec<_>>().join("  "),
            };
            let stacked = stacked || widths[0] + 2 + figures.width() > self.width;
            // Stacked, the names of the columns stand above once, in the order of the figures.
            let line = if stacked && i == 0 {
                let names: Vec<&str> = cells[1..].iter().map(String::as_str).filter(|name| !name.is_empty()).collect();
                format!("  {}", wrapped(&names.join(", "), self.width - 2).join("\n  "))
            } else if stacked {
                format!("{}\n  {}", cells[0], wrapped(figures.trim_start(), self.width - 2).join("\n  "))
            } else {
                format!("{}  {}", padded_right(&cells[0], widths[0]), figures)
            };
            let style = match i {
                0 => Style::Soft,
                1 => Style::Bold,
                _ => Style::Plain,
            };
            let line = self.styled(&[style], line.trim_end());
            self.text.push_str(&line);
            self.text.push('\n');
        }
    }

    fn styled(&self, styles: &[Style], text: &str) -> String {
        let codes: String = styles.iter().map(|style| style.code()).collect();
        if self.colour && !codes.is_empty() { format!("{codes}{text}\x1b[0m") } else { text.to_owned() }
    }
}

fn padded_right(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

fn padded_left(text: &str, width: usize) -> String {
    format!("{}{text}", " ".repeat(width.saturating_sub(text.width())))
}

/// Lines of at most `width` columns, broken between words; a word longer than a line stands alone.
pub(super) fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let Some(line) = lines.last_mut() else { break };
        if !line.is_empty() && line.width() + 1 + word.width() > width {
            lines.push(word.to_owned());
        } else {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_wraps_between_words() {
        let check = |text: &str, width: usize, expect: &[&str]| assert_eq!(wrapped(text, width), expect);
        check("one two three", 7, &["one two", "three"]);
        check("caffè città", 11, &["caffè città"]);
        check("incomprehensible to", 5, &["incomprehensible", "to"]);
        check("", 5, &[""]);
    }
}
