//! A minimal writer of SVG: shapes with classes, text escaped, no styles of its own.

use std::fmt::Write as _;

use maud::Escaper;

/// Where a text is anchored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// The text begins here.
    Start,
    /// The text is centred here.
    Middle,
    /// The text ends here.
    End,
}

/// A picture under construction, in user units (about a pixel each).
#[derive(Debug)]
pub struct Drawing {
    width: f64,
    height: f64,
    body: String,
}

impl Drawing {
    /// An empty picture.
    pub fn new(width: f64, height: f64) -> Self {
        Self { width, height, body: String::new() }
    }

    /// A straight line.
    pub fn line(&mut self, class: &str, [x1, y1]: [f64; 2], [x2, y2]: [f64; 2]) {
        let [x1, y1, x2, y2] = [x1, y1, x2, y2].map(short);
        self.element(format_args!(r#"<line class="{class}" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"/>"#));
    }

    /// A rectangle; turned sides are put right.
    pub fn rect(&mut self, class: &str, [x1, y1]: [f64; 2], [x2, y2]: [f64; 2]) {
        let [x, y, width, height] = [x1.min(x2), y1.min(y2), (x2 - x1).abs(), (y2 - y1).abs()].map(short);
        self.element(format_args!(r#"<rect class="{class}" x="{x}" y="{y}" width="{width}" height="{height}"/>"#));
    }

    /// A circle.
    pub fn circle(&mut self, class: &str, [x, y]: [f64; 2], radius: f64) {
        let [x, y, radius] = [x, y, radius].map(short);
        self.element(format_args!(r#"<circle class="{class}" cx="{x}" cy="{y}" r="{radius}"/>"#));
    }

    /// A diamond, for a mark that must differ from circles without colour.
    pub fn diamond(&mut self, class: &str, [x, y]: [f64; 2], radius: f64) {
        let corners = [[x, y - radius], [x + radius, y], [x, y + radius], [x - radius, y]];
        let mut path = Path::default();
        for corner in corners {
            path.to(corner);
        }
        path.close();
        self.path(class, &path);
    }

    /// A path; nothing when it is empty.
    pub fn path(&mut self, class: &str, path: &Path) {
        if !path.data.is_empty() {
            let data = &path.data;
            self.element(format_args!(r#"<path class="{class}" d="{data}"/>"#));
        }
    }

    /// A line of text.
    pub fn text(&mut self, class: &str, [x, y]: [f64; 2], anchor: Anchor, text: &str) {
        let [x, y] = [x, y].map(short);
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        self.element(format_args!(
            r#"<text class="{class}" x="{x}" y="{y}" text-anchor="{anchor}">{}</text>"#,
            escaped(text)
        ));
    }

    /// The picture as an image with a name and a description; `id` must be unique on the page.
    pub fn finish(self, id: &str, class: &str, title: &str, description: &str) -> String {
        let [width, height] = [self.width, self.height].map(short);
        format!(
            r#"<svg class="{class}" viewBox="0 0 {width} {height}" role="img" aria-labelledby="{id}-t" aria-describedby="{id}-d"><title id="{id}-t">{}</title><desc id="{id}-d">{}</desc>{}</svg>"#,
            escaped(title),
            escaped(description),
            self.body
        )
    }

    fn element(&mut self, element: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = self.body.write_fmt(element);
    }
}

/// The data of a path.
#[derive(Debug, Default, Clone)]
pub struct Path {
    data: String,
    drawing: bool,
}

impl Path {
    /// A straight line to the point, or the start when the pen is up.
    pub fn to(&mut self, [x, y]: [f64; 2]) {
        let command = if self.drawing { 'L' } else { 'M' };
        let [x, y] = [x, y].map(short);
        let _ = write!(self.data, "{command}{x} {y}");
        self.drawing = true;
    }

    /// Lifts the pen.
    pub fn lift(&mut self) {
        self.drawing = false;
    }

    /// Back to the start of this stretch.
    pub fn close(&mut self) {
        if self.drawing {
            self.data.push('Z');
            self.drawing = false;
        }
    }
}

/// One decimal is a tenth of a pixel; more only makes the file larger. A picture never holds a number that is none.
fn short(x: f64) -> f64 {
    let rounded = (x * 10.0).round() / 10.0;
    if rounded.is_finite() && rounded != 0.0 { rounded } else { 0.0 }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let _ = Escaper::new(&mut out).write_str(text);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped() {
        let mut drawing = Drawing::new(10.0, 10.0);
        drawing.text("label", [1.0, 2.0], Anchor::End, "<script>&\"");
        let svg = drawing.finish("a", "chart", "</title>", "<b>");
        assert!(svg.contains("&lt;script&gt;&amp;&quot;</text>"), "{svg}");
        assert!(!svg.contains("<script>") && !svg.contains("<b>") && svg.matches("</title>").count() == 1, "{svg}");
    }

    #[test]
    fn numbers_are_short_and_finite() {
        let check = |x: f64, expect: &str| assert_eq!(short(x).to_string(), expect);
        check(1.0 / 3.0, "0.3");
        check(-0.01, "0");
        check(12.0, "12");
        check(f64::NAN, "0");
        check(f64::INFINITY, "0");
    }

    #[test]
    fn a_lifted_pen_starts_anew() {
        let mut path = Path::default();
        path.to([0.0, 0.0]);
        path.to([1.0, 1.0]);
        path.lift();
        path.to([2.0, 2.0]);
        assert_eq!(path.data, "M0 0L1 1M2 2");
    }
}
