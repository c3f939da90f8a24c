//! Who there is: members of the firm, and customers with their names, addresses and languages. None of them exists.

use comity_store::{PersonNew, Role};
use rand::RngExt;
use rand::seq::SliceRandom as _;

/// Customers of age whom the firm brings in.
pub const CUSTOMERS: usize = 200;
/// Minors, each with a guardian of their own who comes right after them.
pub const MINORS: usize = 6;

/// Members: name, mail address, role. The first owns the firm's side.
pub const MEMBERS: [(&str, &str, Role); 5] = [
    ("Adele Fontana", "adele@norda.example", Role::Owner),
    ("Tom Brandt", "tom@norda.example", Role::Researcher),
    ("Chiara Neri", "chiara@norda.example", Role::Moderator),
    ("Ruth Adeyemi", "ruth@norda.example", Role::Auditor),
    ("Paolo Galli", "paolo@norda.example", Role::Viewer),
];

/// The customer as whom the demo's second link signs in: name and mail address.
pub const PORTAL: (&str, &str) = ("Livia Serra", "livia.serra@people.norda.example");

const GIVEN: [&str; 24] = [
    "Alba", "Bruno", "Carla", "Dario", "Elena", "Fabio", "Greta", "Hanna", "Irene", "Jonas", "Katia", "Luca", "Marta",
    "Nico", "Olga", "Piero", "Rosa", "Sandro", "Tessa", "Ugo", "Vera", "Walter", "Yara", "Zeno",
];
const FAMILY: [&str; 22] = [
    "Amadei",
    "Barbieri",
    "Caruso",
    "Duval",
    "Esposito",
    "Ferri",
    "Grassi",
    "Hofer",
    "Innocenti",
    "Kovač",
    "Lombardi",
    "Moretti",
    "Novak",
    "Orlandi",
    "Pellegrini",
    "Quaranta",
    "Ricci",
    "Santoro",
    "Taylor",
    "Urbani",
    "Vitale",
    "Zanetti",
];

/// Everybody: first the customers, then minors and guardians in turn.
pub fn everybody(this_year: u16, random: &mut impl RngExt) -> Vec<PersonNew> {
    let mut names: Vec<(&str, &str)> = GIVEN.iter().flat_map(|given| FAMILY.map(|family| (*given, family))).collect();
    names.shuffle(random);
    let mut all: Vec<PersonNew> = names
        .into_iter()
        .take(CUSTOMERS + 2 * MINORS)
        .enumerate()
        .map(|(place, name)| {
            let minor = place >= CUSTOMERS && (place - CUSTOMERS).is_multiple_of(2);
            let age = if minor { random.random_range(11..14) } else { random.random_range(19..78) };
            let italian = random.random_bool(0.6);
            // Some are known by the firm's number alone.
            let has_mail = !minor && (place >= CUSTOMERS || random.random_bool(0.95));
            PersonNew {
                mail: has_mail.then(|| mail(name.0, name.1)),
                external_id: Some(format!("SIM-{:04}", 1_000 + place)),
                name: Some(format!("{} {}", name.0, name.1)),
                language: if italian { "it" } else { "en" }.into(),
                born_year: Some(this_year.saturating_sub(age)),
                minor,
            }
        })
        .collect();
    if let Some(first) = all.first_mut() {
        (first.name, first.mail, first.language) = (Some(PORTAL.0.into()), Some(PORTAL.1.into()), "en".into());
    }
    all
}

fn mail(given: &str, family: &str) -> String {
    let plain = |name: &str| name.to_lowercase().replace('č', "c");
    format!("{}.{}@people.norda.example", plain(given), plain(family))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use rand::SeedableRng as _;
    use rand_chacha::ChaCha8Rng;

    use super::*;

    #[test]
    fn nobody_comes_twice_and_all_are_made_up() {
        let all = everybody(2026, &mut ChaCha8Rng::seed_from_u64(1));
        let mails: BTreeSet<&String> = all.iter().filter_map(|person| person.mail.as_ref()).collect();
        assert_eq!(mails.len(), all.iter().filter(|person| person.mail.is_some()).count());
        assert!(mails.iter().all(|mail| mail.is_ascii() && mail.ends_with(".example")));
        assert_eq!(all.iter().filter(|person| person.minor).count(), MINORS);
        assert!(["en", "it"].iter().all(|tag| all.iter().filter(|p| p.language == *tag).count() > 50));
    }
}
