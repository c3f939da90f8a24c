//! Twelve firms that do not exist, two in each of six industries.

use super::super::market::Brand;
use crate::words::Lang;

/// The firms.
pub const FIRMS: [Brand; 12] = [
    Brand {
        name: "Quorvia Bank",
        sector: "banks",
        short: "Quorvia",
        handle: "QuorviaBank",
        tag: "Quorvia",
        site: "quorvia.example",
        club: "Quorvia Plus",
        plans: ["Quorvia Card", "Quorvia Save", "Quorvia Home"],
        share: 0.10,
        mix: [0.32, 0.38, 0.30],
        known_for: &[],
        contest: None,
    },
    Brand {
        name: "Melvetta Bank",
        sector: "banks",
        short: "Melvetta",
        handle: "MelvettaBank",
        tag: "Melvetta",
        site: "melvetta.example",
        club: "Melvetta Gold",
        plans: ["Melvetta Uno", "Melvetta Duo", "Melvetta Invest"],
        share: 0.08,
        mix: [0.34, 0.38, 0.28],
        known_for: &[],
        contest: None,
    },
    Brand {
        name: "Sanvelo Clinics",
        sector: "healthcare",
        short: "Sanvelo",
        handle: "SanveloClinics",
        tag: "Sanvelo",
        site: "sanvelo.example",
        club: "Sanvelo Care Circle",
        plans: ["Sanvelo Check", "Sanvelo Line", "Sanvelo Family"],
        share: 0.07,
        mix: [0.29, 0.39, 0.32],
        known_for: &[],
        contest: None,
    },
    Brand {
        name: "Curamora",
        sector: "healthcare",
        short: "Curamora",
        handle: "CuramoraHelps",
        tag: "Curamora",
        site: "curamora.example",
        club: "Curamora Friends",
        plans: ["Curamora Day", "Curamora Move", "Curamora Kids"],
        share: 0.07,
        mix: [0.31, 0.38, 0.31],
        known_for: &[],
        contest: None,
    },
    Brand {
        name: "Pombella",
        sector: "groceries",
        short: "Pombella",
        handle: "PombellaFresh",
        tag: "Pombella",
        site: "pombella.example",
        club: "Pombella Basket",
        plans: ["Pombella Box", "Pombella Now", "Pombella Bio"],
        share: 0.10,
        mix: [0.28, 0.36, 0.36],
        known_for: &[],
        contest: None,
    },
    Brand {
        name: "Grivano",
        sector: "groceries",
        short: "Grivano",
        handle: "GrivanoMarket",
        tag: "Grivano",
        site: "grivano.example",
        club: "Grivano Points",
        plans: ["Grivano Delivery", "Grivano Pick-up", "Grivano Kitchen"],
        share: 0.09,
        mix: [0.31, 0.37, 0.32],
        known_for: &[],
        contest: None,
    },
    Brand {
        name: "Aerlunda",
        sector: "travel",
        short: "Aerlunda",
        handle: "FlyAerlunda",
        tag: "Aerlunda",
        site: "aerlunda.example",
        club: "Aerlunda Miles",
        plans: ["Aerlunda Light", "Aerlunda Flex", "Aerlunda Pass"],
        share: 0.10,
        mix: [0.36, 0.36, 0.28],
        known_for: &[],
        contest: None,
    },
    Brand {
        name: "Viatrona",
        sector: "travel",
        short: "Viatrona",
        handle: "ViatronaRail",
        tag: "Viatrona",
        site: "viatrona.example",
        club: "Viatrona Track",
        plans: ["Viatrona Day", "Viatrona Night", "Viatrona Card"],
        share: 0.09,
        mix: [0.35, 0.37, 0.28],
        known_for: &[],
        contest: None,
    },
    Brand {
        name: "Lumerga",
        sector: "energy",
        short: "Lumerga",
        handle: "LumergaEnergy",
        tag: "Lumerga",
        site: "lumerga.example",
        club: "Lumerga Club",
        plans: ["Lumerga Sun", "Lumerga Fix", "Lumerga Charge"],
        share: 0.07,
        mix: [0.33, 0.39, 0.28],
        known_for: &[],
        contest: None,
    },
    Brand {
        name: "Voltessa",
        sector: "energy",
        short: "Voltessa",
        handle: "VoltessaPower",
        tag: "Voltessa",
        site: "voltessa.example",
        club: "Voltessa Home Club",
        plans: ["Voltessa Green", "Voltessa Smart", "Voltessa Basic"],
        share: 0.07,
        mix: [0.32, 0.39, 0.29],
        known_for: &[],
        contest: None,
    },
    Brand {
        name: "Stremona",
        sector: "media",
        short: "Stremona",
        handle: "StremonaTV",
        tag: "Stremona",
        site: "stremona.example",
        club: "Stremona Fans",
        plans: ["Stremona Play", "Stremona Sport", "Stremona Duo"],
        share: 0.09,
        mix: [0.30, 0.36, 0.34],
        known_for: &[],
        contest: None,
    },
    Brand {
        name: "Cinevola",
        sector: "media",
        short: "Cinevola",
        handle: "CinevolaApp",
        tag: "Cinevola",
        site: "cinevola.example",
        club: "Cinevola First Row",
        plans: ["Cinevola One", "Cinevola Max", "Cinevola Kids"],
        share: 0.07,
        mix: [0.29, 0.37, 0.34],
        known_for: &[],
        contest: None,
    },
];

/// An industry as a table in that language calls it.
pub fn industry(sector: &'static str, lang: Lang) -> &'static str {
    match (lang, sector) {
        (Lang::En, _) => sector,
        (Lang::It, "banks") => "banche",
        (Lang::It, "healthcare") => "sanità",
        (Lang::It, "groceries") => "alimentari",
        (Lang::It, "travel") => "viaggi",
        (Lang::It, "energy") => "energia",
        (Lang::It, "media") => "media",
        (Lang::It, other) => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_add_up() {
        assert!((FIRMS.iter().map(|firm| firm.share).sum::<f64>() - 1.0).abs() < 1e-9);
        assert!(FIRMS.iter().all(|firm| (firm.mix.iter().sum::<f64>() - 1.0).abs() < 1e-9));
    }

    #[test]
    fn every_firm_has_a_rival_and_an_industry_in_both_languages() {
        for firm in &FIRMS {
            assert_eq!(FIRMS.iter().filter(|other| other.sector == firm.sector).count(), 2, "{}", firm.name);
            assert!(firm.sector == "media" || industry(firm.sector, Lang::It) != firm.sector, "{}", firm.name);
        }
    }
}
