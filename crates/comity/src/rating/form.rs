//! An empty rating sheet that `comity rate` reads back, and a form to print with the meaning of every level.

use comity_exchange::instrument::{Control, Dimension, Instrument};
use maud::{DOCTYPE, PreEscaped, html};

use crate::report::STYLE;
use crate::words::{Lang, say, tame};

/// Name of the sheet in its folder.
pub const SHEET: &str = "ratings.csv";
/// Name of the form.
pub const FORM: &str = "form.html";

/// The sheet: a row for each object, rater and question, with score and who decides left empty.
pub fn sheet(instrument: &Instrument, objects: &[String], raters: &[String]) -> Result<Vec<u8>, csv::Error> {
    let mut out = csv::Writer::from_writer(Vec::new());
    let english = instrument.language == "en";
    out.write_record(if english {
        ["exchange", "rater", "question", "score", "control"]
    } else {
        ["scambio", "valutatore", "domanda", "punteggio", "chi decide"]
    })?;
    for object in objects {
        for rater in raters {
            for question in &instrument.questions {
                out.write_record([object, rater, &question.label, "", ""])?;
            }
        }
    }
    out.into_inner().map_err(|error| error.into_error().into())
}

/// The form, one for each object; blank lines where no name is given.
pub fn form(instrument: &Instrument, objects: &[String], raters: &[String], lang: Lang) -> String {
    let blank = [String::new()];
    let objects = if objects.is_empty() { &blank } else { objects };
    let raters = if raters.is_empty() { &blank } else { raters };
    let page = html! {
        (DOCTYPE)
        html lang=(lang.code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'";
                title { (instrument.title) }
                style { (PreEscaped(STYLE)) }
            }
            body { main.report {
                @for object in objects { @for rater in raters { (one(instrument, object, rater, lang)) } }
            } }
        }
    };
    page.into_string()
}

fn one(instrument: &Instrument, object: &str, rater: &str, lang: Lang) -> maud::Markup {
    html! {
        section.form {
            h1.verdict { (instrument.title) }
            dl.blanks {
                @for (label, value) in [
                    (say!(lang, "form-object"), tame(object)),
                    (say!(lang, "form-rater"), tame(rater)),
                    (say!(lang, "form-date"), String::new()),
                ] { div { dt { (label) } dd { (value) } } }
            }
            p { (instrument.instruction) }
            p { (instrument.control_instruction) }
            @for dimension in Dimension::ALL {
                @let words = instrument.dimension(dimension);
                h2.part { (words.label) }
                p.note { (words.asks) }
                @for question in &instrument.questions[dimension.questions()] {
                    section.question {
                        h3.piece { (question.label) }
                        p { (question.asks) }
                        ol.levels start="0" {
                            @for (points, level) in question.levels.iter().enumerate() {
                                li { span.box {} b { (points) } span { (level) } }
                            }
                        }
                        p.decides {
                            (instrument.control.label) ":"
                            @for control in Control::ALL { " " span.choice { span.box {} (instrument.control.of(control)) } }
                        }
                    }
                }
            }
            p.note { (say!(lang, "form-how-to-return", sheet = SHEET)) }
            p.note { (instrument.provenance) }
        }
    }
}

#[cfg(test)]
mod tests {
    use comity_exchange::instrument::{MIDLINE, Score};

    use super::*;

    #[test]
    fn the_sheet_has_every_answer_to_give() {
        for language in Instrument::LANGUAGES {
            let instrument = Instrument::builtin(language).unwrap();
            let names = ["A, with comma".to_owned(), "B".to_owned()];
            let text = String::from_utf8(sheet(&instrument, &names, &names[1..]).unwrap()).unwrap();
            assert_eq!(text.lines().count(), 1 + 2 * 8);
            assert!(text.contains("\"A, with comma\",B,"), "{text}");
        }
    }

    #[test]
    fn the_form_shows_every_level_and_escapes_names() {
        for (language, lang) in [("en", Lang::En), ("it", Lang::It)] {
            let instrument = Instrument::builtin(language).unwrap();
            let page = form(&instrument, &["<script>".to_owned()], &[], lang);
            assert_eq!(page.matches("<li>").count(), 8 * usize::from(Score::MOST + 1));
            assert!(page.contains("&lt;script&gt;") && !page.contains("<script"));
            assert!(instrument.provenance.contains(&MIDLINE.to_string()));
        }
    }
}
