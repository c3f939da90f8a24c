//! What the demo says of itself: a file in the folder, and a few lines on the terminal.

use std::path::Path;

use crate::words::Lang;

use super::folder::{Folder, POSTS};
use super::posts::planted_shares;
use super::year::planted;

/// The text of `README.txt`.
pub fn readme(folder: &Folder, lang: Lang) -> String {
    let text = match lang {
        Lang::En => include_str!("readme.en.txt"),
        Lang::It => include_str!("readme.it.txt"),
    };
    let [before, after] = planted_shares();
    let percent = |share: f64| format!("{:.0}", 100.0 * share);
    let mean = |shares: [f64; 3]| format!("{:+.2}", shares[2] - shares[0]);
    [
        ("seed", folder.seed.to_string()),
        ("negative_before", percent(before[0])),
        ("negative_after", percent(after[0])),
        ("neutral_before", percent(before[1])),
        ("neutral_after", percent(after[1])),
        ("positive_before", percent(before[2])),
        ("positive_after", percent(after[2])),
        ("mean_before", mean(before)),
        ("mean_after", mean(after)),
        ("mean_shift", format!("{:+.2}", planted::SHIFT[2] - planted::SHIFT[0])),
        ("talk", percent(planted::TALK[0])),
        ("weeks", format!("{:.0}", planted::HALF / 7.0)),
        ("volume", percent(planted::VOLUME)),
        ("first", POSTS[0].to_owned()),
        ("second", POSTS[1].to_owned()),
    ]
    .into_iter()
    .fold(text.to_owned(), |text, (name, value)| {
        let value = if lang == Lang::It && name.starts_with("mean") { value.replace('.', ",") } else { value };
        text.replace(&format!("{{{name}}}"), &value)
    })
}

/// The line above the verdict: what is looked at, and whether it was there before.
pub fn opening(folder: &Folder, dir: &Path, lang: Lang) -> String {
    let dir = dir.display();
    match (lang, folder.continued) {
        (Lang::En, false) => format!("Wrote a simulated year of posts to {dir}."),
        (Lang::En, true) => format!("Continuing with the simulated posts in {dir} (--fresh begins anew)."),
        (Lang::It, false) => format!("Scritto in {dir} un anno di messaggi simulati."),
        (Lang::It, true) => format!("Si continua con i messaggi simulati in {dir} (--fresh ricomincia da capo)."),
    }
}

/// The lines under the verdict: where things are, what was planted, what to try next.
pub fn closing(dir: &Path, lang: Lang) -> String {
    let [before, after] = planted_shares();
    let [from, to] = [before[0], after[0]].map(|share| format!("{:.0}%", 100.0 * share));
    let shown = dir.display();
    let quoted = quoted(&shown.to_string());
    match lang {
        Lang::En => format!(
            "All of this is simulated: the brands, the people, every post.
Planted: on 30 January 2026 Norda Mobile changes its fares, and the share of negative posts goes from {from} to {to};
half of that fades in six weeks. Nothing else was planted.

In {shown}: report.html (open it in a browser), two files of posts, README.txt with all that was planted.

Try next:
  cd {quoted}
  # a rival on the same day, against the two to which nothing happened
  comity study simulated-posts-*.csv --event \"Velmora 2026-01-30\" --controls \"Ostrix Mobile,Tavello\"
  # a day on which nothing was planted
  comity study simulated-posts-*.csv --event \"Norda Mobile 2025-10-15\"
  # what the writers meant, in place of what the model reads
  comity study simulated-posts-*.csv --event \"Norda Mobile 2026-01-30\" --score meant"
        ),
        Lang::It => format!(
            "Tutto questo è simulato: i marchi, le persone, ogni messaggio.
L'evento inserito: il 30 gennaio 2026 Norda Mobile cambia le tariffe e la quota di messaggi negativi passa dal {from} al {to};
metà dell'effetto svanisce in sei settimane. Altro non è stato inserito.

In {shown}: report.html (da aprire nel browser), due file di messaggi, README.txt con tutto ciò che è stato inserito.

Per continuare:
  cd {quoted}
  # un rivale nello stesso giorno, a confronto con i due a cui non è successo nulla
  comity study simulated-posts-*.csv --event \"Velmora 2026-01-30\" --controls \"Ostrix Mobile,Tavello\" --lang it
  # un giorno senza alcun evento
  comity study simulated-posts-*.csv --event \"Norda Mobile 2025-10-15\" --lang it
  # l'intenzione di chi scrive, al posto della lettura del modello
  comity study simulated-posts-*.csv --event \"Norda Mobile 2026-01-30\" --score meant --lang it"
        ),
    }
}

/// As a shell wants it.
fn quoted(path: &str) -> String {
    if path.contains(|c: char| !(c.is_alphanumeric() || "/\\._-:".contains(c))) {
        format!("\"{path}\"")
    } else {
        path.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_readme_says_simulated_and_leaves_no_gap() {
        let temporary = tempfile::tempdir().unwrap();
        let folder = Folder::open(temporary.path(), Some(3), false).unwrap();
        for (lang, word, shares) in [(Lang::En, "SIMULATED", "30% to 46%"), (Lang::It, "SIMULATO", "30% al 46%")] {
            let text = readme(&folder, lang);
            assert!(text.contains(word) && text.contains(shares) && !text.contains(['{', '}']), "{text}");
            assert!(text.lines().all(|line| line.chars().count() <= 130));
            assert!(closing(temporary.path(), lang).contains(shares));
            assert!(opening(&folder, temporary.path(), lang).contains("simulat"));
        }
    }

    #[test]
    fn paths_are_quoted_when_they_must_be() {
        assert_eq!(quoted("comity-demo"), "comity-demo");
        assert_eq!(quoted("my demo"), "\"my demo\"");
    }
}
