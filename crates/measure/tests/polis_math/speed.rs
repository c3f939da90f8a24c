//! How long a large conversation takes.

use comity_measure::opinion::polis::{Settings, map};
use comity_measure::opinion::simulate::{Design, Showing, Structure, conversation};
use std::time::Instant;

#[test]
#[ignore = "speed: run with --release"]
fn all_at_once() {
    for structure in [Structure::Minds(3), Structure::Spectrum] {
        let design = Design {
            people: 33_000,
            statements: 780,
            answered: 0.078,
            showing: Showing::FirstShown,
            structure,
            apart: 1.5,
        };
        let (cast, _) = conversation(&design, 1);
        let start = Instant::now();
        let map = map(&cast, &[], Settings::default());
        println!("{structure:?}: {} votes, {} groups, {:?}", cast.len(), map.groups.len(), start.elapsed());
    }
}
