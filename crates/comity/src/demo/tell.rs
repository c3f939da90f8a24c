//! What the demo says of itself: a file in the folder, and a few lines on the terminal.

use std::path::Path;

use crate::words::Lang;

use super::conversation::{PEOPLE, SHARES};
use super::firms::plan::{EVENTS, planted as effect};
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
        ("events", EVENTS.to_string()),
        ("level", format!("{:.2}", effect::LEVEL)),
        ("midline", format!("{:.0}", effect::MIDLINE)),
        ("slope", format!("{:.3}", effect::SLOPE)),
        ("noise", format!("{:.2}", effect::NOISE)),
        ("holds", effect::HOLDS.to_string()),
        ("fades", (effect::GONE - effect::HOLDS).to_string()),
        ("people", PEOPLE.to_string()),
        ("price", percent(SHARES[0])),
        ("privacy", percent(SHARES[1])),
        ("part", percent(SHARES[2])),
    ]
    .into_iter()
    .fold(text.to_owned(), |text, (name, value)| {
        let value = if lang == Lang::It { value.replacen('.', ",", usize::from(is_number(&value))) } else { value };
        text.replace(&format!("{{{name}}}"), &value)
    })
}

/// Whether it is a decimal number, in which Italian has a comma.
fn is_number(value: &str) -> bool {
    value.parse::<f64>().is_ok()
}

/// The line above the verdict: what is looked at, and whether it was there before.
pub fn opening(folder: &Folder, dir: &Path, lang: Lang) -> String {
    let dir = dir.display();
    match (lang, folder.continued) {
        (Lang::En, false) => {
            format!("Wrote to {dir} a simulated year of posts, which is studied here, and more to try next.")
        }
        (Lang::En, true) => format!("Continuing with what is simulated in {dir} (--fresh begins anew)."),
        (Lang::It, false) => {
            format!("Scritto in {dir} un anno di messaggi simulati, studiato qui, e altro da provare in seguito.")
        }
        (Lang::It, true) => format!("Si continua con ciò che è simulato in {dir} (--fresh ricomincia da capo)."),
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
            "All of this is simulated: the brands, the people, every post, rating and vote.
Planted: on 30 January 2026 Norda Mobile changes its fares, and the share of negative posts goes from {from} to {to};
half of that fades in six weeks. Nothing else was planted that year.

In {shown}: report.html (open it in a browser), and README.txt with all the files, all that was planted and more to try.

Try next:
  cd {quoted}
  # one event: a rival on the same day, against the two to which nothing happened
  comity study simulated-posts-*.csv --event \"Velmora 2026-01-30\" --controls \"Ostrix Mobile,Tavello\"
  # how open {EVENTS} events of twelve firms are, as three raters see them
  comity rate ratings.csv --out ratings.html
  # what these events did together, and whether those that opened more did more
  comity portfolio portfolio/simulated-posts-*.csv --events events.csv --ratings ratings.csv
  # what {PEOPLE} customers think, and which groups they form
  comity opinion votes"
        ),
        Lang::It => format!(
            "Tutto questo è simulato: i marchi, le persone, ogni messaggio, valutazione e voto.
L'evento inserito: il 30 gennaio 2026 Norda Mobile cambia le tariffe e la quota di messaggi negativi passa dal {from} al {to};
metà dell'effetto svanisce in sei settimane. In quell'anno non è stato inserito altro.

In {shown}: report.html (da aprire nel browser) e README.txt con tutti i file, tutto ciò che è stato inserito e altre prove.

Per continuare:
  cd {quoted}
  # un evento: un rivale nello stesso giorno, a confronto con i due a cui non è successo nulla
  comity study simulated-posts-*.csv --event \"Velmora 2026-01-30\" --controls \"Ostrix Mobile,Tavello\" --lang it
  # quanto sono aperti {EVENTS} eventi di dodici imprese, secondo tre valutatori
  comity rate ratings.csv --out ratings.html --lang it
  # che effetto hanno avuto nell'insieme, e se chi ha aperto di più ha ottenuto di più
  comity portfolio portfolio/simulated-posts-*.csv --events events.csv --ratings ratings.csv --lang it
  # che cosa pensano {PEOPLE} clienti, e quali gruppi formano
  comity opinion votes --lang it"
        ),
    }
}

/// What is said once the house is open: the links into studio and portal, each with the name of whom it signs in.
pub fn invitation([studio, portal]: &[(String, String); 2], continued: bool, lang: Lang) -> String {
    let ((studio, member), (portal, person)) = (studio, portal);
    match lang {
        Lang::En => format!(
            "The house of Norda Mobile (simulated) is open{}. Ctrl-C closes it; started again, it continues.

  Studio  {studio}
          as {member}, who owns the firm’s side
  Portal  {portal}
          as {person}, a customer

Each link signs one browser in, once, on this machine only. No mail leaves: letters wait in the studio, under Settings.",
            if continued { " again" } else { "" }
        ),
        Lang::It => format!(
            "La casa di Norda Mobile (simulata) è {}aperta. Ctrl-C la chiude; al prossimo avvio si continua.

  Studio    {studio}
            come {member}, titolare per l’impresa
  Portale   {portal}
            come {person}, cliente

Ogni link fa entrare un solo browser, una volta, solo su questo computer. Nessuna lettera parte: restano nello studio, in
Impostazioni.",
            if continued { "di nuovo " } else { "" }
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
    use super::super::folder::{EVENTS as TABLES, PORTFOLIO, STATEMENTS, VOTES};
    use super::*;

    #[test]
    fn the_readme_says_simulated_and_leaves_no_gap() {
        let temporary = tempfile::tempdir().unwrap();
        let folder = Folder::open(temporary.path(), Some(3), false, Lang::En).unwrap();
        for (lang, word, shares) in [(Lang::En, "SIMULATED", "30% to 46%"), (Lang::It, "SIMULATO", "30% al 46%")] {
            let text = readme(&folder, lang);
            assert!(text.contains(word) && text.contains(shares) && !text.contains(['{', '}']), "{text}");
            assert!(text.lines().all(|line| line.chars().count() <= 130));
            assert!(closing(temporary.path(), lang).contains(shares));
            assert!(opening(&folder, temporary.path(), lang).contains("simulat"));
            for name in [&POSTS[..], &PORTFOLIO, &TABLES, &VOTES, &STATEMENTS].concat() {
                assert!(text.contains(name), "{name} is missing in {text}");
            }
        }
    }

    #[test]
    fn paths_are_quoted_when_they_must_be() {
        assert_eq!(quoted("comity-demo"), "comity-demo");
        assert_eq!(quoted("my demo"), "\"my demo\"");
    }
}
