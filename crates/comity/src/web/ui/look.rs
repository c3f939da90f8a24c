//! A firm's own colour, as a style sheet that keeps every text legible.

/// A colour as a browser's colour field sends it: `#2f5487`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour([u8; 3]);

impl Colour {
    /// Reads `#rrggbb`; nothing when it is none.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|d| d.len() == 6 && d.bytes().all(|b| b.is_ascii_hexdigit()))?;
        let part = |i: usize| u8::from_str_radix(&digits[i..i + 2], 16).ok();
        Some(Self([part(0)?, part(2)?, part(4)?]))
    }

    /// How light it is, between 0 and 1 (WCAG 2.2, relative luminance).
    fn luminance(self) -> f64 {
        let [r, g, b] = self.0.map(|part| {
            let x = f64::from(part) / 255.0;
            if x <= 0.040_45 { x / 12.92 } else { ((x + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    /// As style sheets write it.
    pub fn css(self) -> String {
        let [r, g, b] = self.0;
        format!("#{r:02x}{g:02x}{b:02x}")
    }

    /// Black or white, whichever stands out more; at least 4.5 to 1 against any colour.
    pub fn ink(self) -> &'static str {
        if self.luminance() > 0.179 { "#000" } else { "#fff" }
    }
}

/// The style sheet that carries a firm's colour; served beside the common one, as the pages hold no style themselves.
pub fn sheet(colour: Colour) -> String {
    format!(":root {{ --brand: {}; --on-brand: {}; }}\n", colour.css(), colour.ink())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ink_on_a_colour_can_be_read() {
        for colour in ["#000000", "#ffffff", "#2f5487", "#777777", "#ffcc00", "#b4552b", "#008080"] {
            let colour = Colour::parse(colour).unwrap();
            let ink = if colour.ink() == "#000" { 0.0 } else { 1.0 };
            let (light, dark) = (colour.luminance().max(ink), colour.luminance().min(ink));
            assert!((light + 0.05) / (dark + 0.05) >= 4.5, "{colour:?}");
        }
        for wrong in ["", "#fff", "2f5487", "#2f548g", "#2f5487; }", "#é0000"] {
            assert_eq!(Colour::parse(wrong), None, "{wrong}");
        }
    }
}
