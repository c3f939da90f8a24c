//! How people type: capitals or none, full stops or none, letters drawn out, shouted words, slips of the finger.

use rand::RngExt;

use super::market::Feeling;
use super::people::Person;

/// Words that people draw out.
const DRAWN_OUT: [&str; 21] = [
    "so", "no", "please", "love", "why", "really", "thanks", "hello", "wow", "again", "never", "bravo", "ancora",
    "basta", "grazie", "niente", "troppo", "mai", "bravi", "perché", "sempre",
];

/// Sets a sentence behind an opener, or at the start.
pub fn after_opener(text: &mut String, sentence: &str) {
    if text.is_empty() {
        text.push_str(sentence);
        return;
    }
    let new_sentence = ends_sentence(text);
    text.push(' ');
    push(text, sentence, new_sentence);
}

/// Adds another sentence.
pub fn join(text: &mut String, sentence: &str, person: &Person, random: &mut impl RngExt) {
    let (between, new_sentence) = match random.random::<f64>() {
        _ if ends_sentence(text) => (" ", true),
        p if p < if person.tidy { 0.75 } else { 0.4 } => (". ", true),
        p if p < 0.82 => (", ", false),
        p if p < 0.88 => (" - ", false),
        p if p < 0.93 => ("... ", false),
        p if p < 0.97 => ("! ", true),
        _ => ("\n", true),
    };
    text.push_str(between);
    push(text, sentence, new_sentence);
}

/// A sentence as this person would type it.
pub fn write_down(text: String, feeling: Feeling, person: &Person, random: &mut impl RngExt) -> String {
    let mut text = match (person.lower, person.tidy) {
        (true, _) => lower(&text),
        (false, false) => capital(&text),
        (false, true) => sentences(&text),
    };
    if person.hasty {
        text = text.replace("n't", "nt").replace("I'm", "Im").replace("i'm", "im").replace("it's", "its");
    }
    if random.random_bool(0.05) {
        text = change_word(&text, random, |word| DRAWN_OUT.contains(&word.to_lowercase().as_str()), draw_out);
    }
    if feeling != Feeling::Neutral && random.random_bool(0.05) {
        text = change_word(&text, random, |word| is_plain(word) && word.len() > 2, |word, _| word.to_uppercase());
    }
    if feeling == Feeling::Negative && random.random_bool(0.012) {
        text = word_by_word(&text, |word| if is_address(word) { word.to_owned() } else { word.to_uppercase() });
    }
    if random.random_bool(person.slips) {
        text = change_word(&text, random, |word| is_plain(word) && word.len() > 3, slip);
    }
    end(&mut text, feeling, person, random);
    text
}

/// A few letters and digits, as at the end of a short link.
pub fn scramble(random: &mut impl RngExt) -> String {
    (0..7).filter_map(|_| char::from_digit(random.random_range(0..36), 36)).collect()
}

fn end(text: &mut String, feeling: Feeling, person: &Person, random: &mut impl RngExt) {
    let marks = match (feeling, random.random::<f64>()) {
        (Feeling::Neutral, p) if p < 0.03 => "??",
        (Feeling::Negative, p) if p < 0.05 => "!!!",
        (Feeling::Negative, p) if p < 0.10 => "...",
        (Feeling::Positive, p) if p < 0.16 => "!",
        (Feeling::Positive, p) if p < 0.24 => "!!",
        _ if person.tidy => ".",
        _ => "",
    };
    if text.ends_with('?') && marks == "??" {
        text.push('?');
    } else if !ends_sentence(text) && text.ends_with(|c: char| c.is_alphanumeric() || c == '\'') {
        text.push_str(marks);
    }
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['\'', '"']).ends_with(['.', '?', '!', '…'])
}

fn push(text: &mut String, sentence: &str, new_sentence: bool) {
    if new_sentence { text.push_str(&capital(sentence)) } else { text.push_str(sentence) }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// A capital at the start of every sentence.
fn sentences(text: &str) -> String {
    let mut starts = true;
    word_by_word(text, |word| {
        let word = if std::mem::take(&mut starts) && !is_address(word) { capital(word) } else { word.to_owned() };
        starts = word.ends_with(['.', '?', '!']) && !word.ends_with("..");
        word
    })
}

fn lower(text: &str) -> String {
    word_by_word(text, |word| if is_address(word) { word.to_owned() } else { word.to_lowercase() })
}

fn is_address(word: &str) -> bool {
    word.starts_with(['@', '#']) || word.starts_with("http")
}

fn is_plain(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_alphabetic())
}

fn word_by_word(text: &str, mut change: impl FnMut(&str) -> String) -> String {
    let mut out = String::with_capacity(text.len());
    for part in text.split_inclusive([' ', '\n']) {
        let word = part.trim_end_matches([' ', '\n']);
        out.push_str(&change(word));
        out.push_str(&part[word.len()..]);
    }
    out
}

/// Changes one of the words that suit, if any does.
fn change_word<R: RngExt>(
    text: &str,
    random: &mut R,
    suits: impl Fn(&str) -> bool,
    change: impl Fn(&str, &mut R) -> String,
) -> String {
    let bare = |part: &str| part.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
    let parts: Vec<&str> = text.split_inclusive([' ', '\n']).collect();
    let suitable: Vec<usize> = (0..parts.len()).filter(|&i| suits(&parts[i][..bare(parts[i])])).collect();
    let Some(&chosen) = super::grammar::pick(&suitable, random) else { return text.to_owned() };
    let mut out = String::with_capacity(text.len() + 4);
    for (index, part) in parts.iter().enumerate() {
        if index == chosen {
            let (word, rest) = part.split_at(bare(part));
            out.push_str(&change(word, random));
            out.push_str(rest);
        } else {
            out.push_str(part);
        }
    }
    out
}

/// Repeats the last vowel.
fn draw_out(word: &str, random: &mut impl RngExt) -> String {
    let vowel = |c: char| "aeiouyé".contains(c.to_ascii_lowercase());
    let silent = word.to_lowercase() == "please" || word.to_lowercase() == "love";
    let spoken = if silent { &word[..word.len() - 1] } else { word };
    match spoken.char_indices().rfind(|(_, c)| vowel(*c)) {
        Some((at, c)) => {
            let more = c.to_string().repeat(random.random_range(2..=4));
            format!("{}{more}{}", &word[..at], &word[at..])
        }
        None => word.to_owned(),
    }
}

/// Two letters swapped, one left out, or one typed twice. The first letter is right.
fn slip(word: &str, random: &mut impl RngExt) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    if letters.len() < 4 {
        return word.to_owned();
    }
    let at = random.random_range(1..letters.len() as u32 - 1) as usize;
    match random.random_range(0..5u32) {
        0..=2 => letters.swap(at, at + 1),
        3 => drop(letters.remove(at)),
        _ => letters.insert(at, letters[at]),
    }
    letters.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;

    use super::*;

    #[test]
    fn addresses_keep_their_case() {
        assert_eq!(lower("Hi @Norda see HTTP #Tag"), "hi @Norda see http #Tag");
        assert_eq!(lower("see https://a.example/B I say"), "see https://a.example/B i say");
    }

    #[test]
    fn tidy_people_begin_sentences_with_a_capital() {
        assert_eq!(sentences("is it? yes. no... maybe @x"), "Is it? Yes. No... maybe @x");
        assert_eq!(sentences("\u{e8} vero! @x che"), "\u{c8} vero! @x che");
    }

    #[test]
    fn letters_are_drawn_out_where_they_sound() {
        let mut random = ChaCha8Rng::seed_from_u64(1);
        let mut check = |word: &str, start: &str, end: &str| {
            let out = draw_out(word, &mut random);
            assert!(out.starts_with(start) && out.ends_with(end) && out.len() > word.len() + 1, "{out}");
        };
        check("so", "so", "oo");
        check("love", "loo", "ove");
        check("please", "plea", "ase");
        check("perché", "perché", "éé");
    }

    #[test]
    fn a_slip_changes_little() {
        let mut random = ChaCha8Rng::seed_from_u64(1);
        for _ in 0..100 {
            let out = slip("signal", &mut random);
            assert!(out.starts_with('s') && (5..=7).contains(&out.len()), "{out}");
        }
        assert_eq!(slip("abc", &mut random), "abc");
        assert_eq!(slip("", &mut random), "");
    }

    #[test]
    fn any_text_survives_being_written_down() {
        let mut random = ChaCha8Rng::seed_from_u64(1);
        let person = Person {
            number: 1,
            tongue: super::super::grammar::Tongue::Italian,
            lower: false,
            hasty: true,
            tidy: true,
            emoji: 1.0,
            tags: 1.0,
            slips: 1.0,
        };
        for text in ["", " ", "😀", "è", "@x", "«perché»", "a\nb", "...", "don't"] {
            for feeling in Feeling::ALL {
                let _ = write_down(text.to_owned(), feeling, &person, &mut random);
            }
        }
    }
}
