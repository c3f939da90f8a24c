//! Made-up pages at public addresses.

use comity_participation::moderation::{Reason, ReasonKind};
use comity_participation::response::Ballot;
use comity_participation::text::{Field, Text};
use comity_store::{ContributionLine, OwnContribution, OwnPart, OwnVote, Part};
use maud::Markup;

use super::join::{self, Join};
use super::list::{self, Open};
use super::mine::{self, Mine};
use super::one::{self, One};
use super::{Opened, Taker};
use crate::web::portal::opinions::statement::Statement;
use crate::web::portal::opinions::{Opinions, page as map_page, sample as map, statement};
use crate::web::portal::part::sample;
use crate::web::studio::guests::{Sites, page as sites};
use crate::web::ui::{Errors, Fields, Pages, Reader, Shell};
use crate::web::way::Ideas;
use crate::words::{Lang, say};
use comity_store::Role;

fn open(taker: Taker) -> Open {
    let mut activity = sample::activity();
    activity.activity.without_account = true;
    Open {
        way: &Ideas,
        activity,
        taker,
        proof: "0".into(),
        rows: sample::rows(),
        pages: Pages { total: 3, next: None, first: true },
        filter: Fields::default(),
        alike: None,
        fields: Fields::default(),
        errors: Errors::default(),
    }
}

fn one(taker: Taker, own: bool) -> One {
    let view = sample::view();
    let line = ContributionLine { own, status: "open".into(), ..view.line };
    let view = comity_store::ContributionView {
        line,
        outcome: None,
        without_account: 31,
        activity: open(taker).activity,
        ..view
    };
    One { way: &Ideas, view, taker, proof: "0".into(), errors: Errors::default() }
}

/// What somebody without an account did.
pub fn own() -> OwnPart {
    let brought = |title: &str, part| OwnContribution {
        exchange: sample::exchange(),
        activity: sample::activity().id,
        activity_kind: "ideas".into(),
        line: ContributionLine { own: true, ..sample::line(title, "open", 12) },
        part,
        became: None,
        stands_for_it: None,
    };
    let words = Text::new("This names somebody.", Field::Answer).unwrap();
    let no = Part::Declined { reason: Reason { kind: ReasonKind::Personal, words }, contested: None, upheld: false };
    OwnPart {
        contributions: vec![brought("A bench by the river", Part::Queued), brought("My neighbour", no)],
        votes: vec![OwnVote { on: sample::id(), ballot: Ballot::For, at: sample::AT, set_aside: true }],
        ..OwnPart::default()
    }
}

/// Every page.
pub fn all(lang: Lang) -> Vec<(&'static str, Markup)> {
    let visitor = |here: &str| Shell::sample(lang, here, Reader::Visitor);
    let luca = || Reader::Person { name: "Luca Ferri".into(), ward: None };
    let owner = Reader::Member { name: "Ada Owner".into(), role: Role::Owner };
    let mut fields = Fields::default();
    fields.push("title", "A bench by the river");
    let mut early = Errors::default();
    early.add("title", say!(lang, "guest-again", why = "early"));
    let wrong = Open { alike: Some(Vec::new()), fields, errors: early, ..open(Taker::Visitor) };
    let none = Open { rows: Vec::new(), pages: Pages::default(), ..open(Taker::Visitor) };
    let opened = |taker| Some(Opened { taker, proof: "0".into() });
    let begun = Opinions::samples(lang).into_iter().find(|(name, _)| *name == "opinions-begin").unwrap().1;
    let asked = Opinions { open: opened(Taker::Visitor), others: Vec::new(), promise: None, guests: 12, ..begun };
    let stands =
        Statement { open: opened(Taker::Guest), ..Statement::sample_of(map::statement(false, Part::Shown, false)) };
    let join = |part| Join { part, next: "/me".into() };
    vec![
        ("open", list::page(&open(Taker::Visitor), &visitor("/open/x"))),
        ("open-guest", list::page(&open(Taker::Guest), &visitor("/open/x"))),
        ("open-person", list::page(&open(Taker::Person), &Shell::sample(lang, "/open/x", luca()))),
        ("open-wrong", list::page(&wrong, &visitor("/open/x"))),
        ("open-empty", list::page(&none, &visitor("/open/x"))),
        ("open-one", one::page(&one(Taker::Guest, false), &visitor("/open/x/y"))),
        ("open-own", one::page(&one(Taker::Guest, true), &visitor("/open/x/y"))),
        ("open-map", map_page(&asked, &visitor("/open/x"))),
        ("open-statement", statement::page(&stands, &visitor("/open/x/y"))),
        ("guest", mine::page(&Mine { part: Some(own()) }, &visitor("/guest"))),
        ("guest-none", mine::page(&Mine::default(), &visitor("/guest"))),
        ("guest-join", join::page(&join(Some(own())), &Shell::sample(lang, "/me/guest", luca()))),
        ("guest-join-none", join::page(&join(None), &Shell::sample(lang, "/me/guest", luca()))),
        (
            "embed-sites",
            sites(&Sites::sample(false, lang), &Shell::sample(lang, "/studio/exchanges/x/embed", owner.clone())),
        ),
        (
            "embed-sites-wrong",
            sites(&Sites::sample(true, lang), &Shell::sample(lang, "/studio/exchanges/x/embed", owner)),
        ),
    ]
}
