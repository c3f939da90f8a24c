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
pub fn closing(folder: &Folder, dir: &Path, lang: Lang) -> String {
    let [before, after] = planted_shares();
    let [from, to] = [before[0], after[0]].map(|share| format!("{:.0}%", 100.0 * share));
    let shown = dir.display();
    let posts = folder.posts().iter().map(|p| quoted(&p.display().to_string())).collect::<Vec<_>>().join(" ");
    let truth = quoted(&dir.join("truth.html").display().to_string());
    match lang {
        Lang::En => format!(
            "All of this is simulated: the brands, the people, every post.
Planted: on 30 January 2026 Norda Mobile changes its fares, and the share of negative posts goes from {from} to {to};
half of that fades in six weeks. Nothing else was planted.

In {shown}: report.html (open it in a browser), two files of posts, README.txt with all that was planted.

Try next:
  comity study {posts} --event \"Velmora 2026-01-30\" --controls \"Ostrix Mobile,Tavello\" --out rival.html   # a rival, same day: nothing was planted
  comity study {posts} --event \"Norda Mobile 2025-10-15\" --out quiet.html  # a day on which nothing was planted
  comity study {posts} --event \"Norda Mobile 2026-01-30\" --score meant --out {truth}   # what the writers meant, not what the model read
"
        ),
        Lang::It => format!(
            "Tutto questo è simulato: i marchi, le persone, ogni messaggio.
L'evento simulato: il 30 gennaio 2026 Norda Mobile cambia le tariffe e la quota di messaggi negativi passa dal {from} al {to};
metà dell'effetto svanisce in sei settimane. Altro non è stato inserito.

In {shown}: report.html (da aprire nel browser), due file di messaggi, README.txt con tutto ciò che è stato inserito.

Per continuare:
  comity study {posts} --event \"Velmora 2026-01-30\" --controls \"Ostrix Mobile,Tavello\" --lang it --out rivale.html   # un rivale, stesso giorno: nessun effetto inserito
  comity study {posts} --event \"Norda Mobile 2025-10-15\" --lang it --out calma.html  # un giorno senza alcun evento
  comity study {posts} --event \"Norda Mobile 2026-01-30\" --lang it --score meant --out {truth}   # l'intenzione di chi scrive, non la lettura del modello
"
        ),
    }
}

/// As a shell wants it.
fn quoted(path: &str) -> String {
    if path.contains(|c: char| !(c.is_alphanumeric() || "/\\._-".contains(c))) {
        format!("\"{path}\"")
    } else {
        path.to_owned()
    }
}
