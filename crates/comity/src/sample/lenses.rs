//! Codes, themes and classes with texts made up for the purpose.

use crate::study::outcome::{ClassShares, CodeShare, EventOutcome, ShareEstimate, Theme, Themes};

/// Fills in what people say.
pub fn fill(event: &mut EventOutcome) {
    event.capital = vec![
        code(
            "economic",
            "Economic",
            [0.22, 0.41],
            0.0001,
            "price, fare, expensive, refund, paying",
            "paying more than last year for the same thing",
        ),
        code(
            "information",
            "Information",
            [0.11, 0.19],
            0.002,
            "told, notice, email, explained",
            "nobody told us before the bill came",
        ),
        code("social", "Social", [0.14, 0.12], 0.41, "thanks, helped, community", "the others in the forum helped me"),
        code("cultural", "Cultural", [0.09, 0.08], 0.7, "learned, design, taste", "learned to set it up myself"),
    ];
    event.behaviour = vec![
        code("fairness", "Fairness", [0.06, 0.17], 0.0003, "fair, loyal, deserve", "loyal customers pay the most"),
        code("trust", "Trust", [0.08, 0.05], 0.09, "trust, promise, rely", "they keep their promises"),
        code("effort", "Effort", [0.13, 0.14], 0.8, "waiting, hours, again", "waiting again for an answer"),
        code("ignored", "Being asked or ignored", [0.03, 0.07], 0.03, "asked, listen, ignored", "were we even asked"),
    ];
    let theme = |words: &str, [before, after]: [f64; 2], score, stable, quote: &str| Theme {
        words: words.split(' ').map(str::to_owned).collect(),
        before,
        after,
        interval: interval(before, after),
        p_adjusted: 0.04,
        score,
        stability: if stable { 0.86 } else { 0.31 },
        stable,
        quotes: vec![quote.to_owned()],
    };
    event.themes = Themes {
        sampled: 20_000,
        themes: vec![
            theme(
                "fare bill month price",
                [0.09, 0.24],
                [Some(-0.2), Some(-0.48)],
                true,
                "the bill is higher every month",
            ),
            theme("coverage signal train", [0.16, 0.12], [Some(-0.31), Some(-0.29)], true, "no signal on the train"),
            theme("thanks support quick", [0.12, 0.1], [Some(0.6), None], true, "quick answer from support"),
            theme("football sunday match", [0.03, 0.04], [None, None], false, "the match on sunday"),
        ],
    };
    let share = |share: f64| ShareEstimate { share, interval: Some([share - 0.02, share + 0.02]) };
    event.shares = Some(ClassShares {
        method: "confusion".into(),
        before: [0.34, 0.41, 0.25].map(share),
        after: [0.47, 0.34, 0.19].map(share),
    });
    event.languages = vec![("it".into(), 0.83), ("en".into(), 0.121), ("und".into(), 0.049)];
}

fn interval(before: f64, after: f64) -> [f64; 2] {
    [after - before - 0.035, after - before + 0.035]
}

fn code(code: &str, label: &str, [before, after]: [f64; 2], p_adjusted: f64, words: &str, quote: &str) -> CodeShare {
    CodeShare {
        code: code.into(),
        label: label.into(),
        before,
        after,
        interval: interval(before, after),
        p_adjusted,
        words: words.split(", ").map(str::to_owned).collect(),
        quotes: vec![quote.into()],
    }
}
