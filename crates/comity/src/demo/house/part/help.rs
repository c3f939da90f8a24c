//! Help among the simulated customers: offers and needs, of which two have met.

use std::collections::BTreeMap;

use comity_exchange::capital::Stage;
use comity_participation::activity::peer_help::Particulars;
use comity_participation::activity::{PeerHelp, Setting};
use comity_participation::contribution::Kind;
use comity_participation::name::{Choice, Name};
use comity_participation::status::OutcomeKind;
use comity_store::{ActivityId, ContributionId, ContributionNew, PersonId};

use super::{Customers, Desk, Named, new};
use crate::demo::house::paper::both;

/// Days before today.
const OPENS: i64 = 36;
const AGREED: i64 = 24;
const DONE: i64 = 18;

/// An offer or a need: the day, whose, the topic, the place, its language, title and body.
struct Sketch(i64, usize, Kind, &'static str, Option<&'static str>, &'static str, &'static str, &'static str);

const ALL: [Sketch; 7] = [
    Sketch(
        34,
        25,
        Kind::Offer,
        "router",
        Some("milan"),
        "it",
        "Monto e sistemo il router",
        "La sera dopo le sette, a chi non se la sente da solo.",
    ),
    Sketch(
        31,
        58,
        Kind::Offer,
        "bill",
        None,
        "en",
        "Read your bill with you",
        "On the phone, half an hour, any weekend.",
    ),
    Sketch(
        28,
        9,
        Kind::Need,
        "router",
        Some("milan"),
        "it",
        "Il router in camera non arriva",
        "Secondo piano senza ascensore.",
    ),
    Sketch(26, 74, Kind::Need, "bill", None, "it", "Non capisco due voci della bolletta", ""),
    Sketch(
        15,
        41,
        Kind::Offer,
        "phone",
        Some("turin"),
        "it",
        "Primo telefono per chi comincia",
        "Contatti, foto, videochiamate.",
    ),
    Sketch(7, 3, Kind::Need, "phone", None, "en", "My father’s first smartphone", "He is 81 and patient."),
    Sketch(3, 66, Kind::Need, "router", Some("bologna"), "it", "Spostare il router senza perdere la linea", ""),
];
/// Which offers and needs met.
const MET: (usize, usize) = (0, 2);
const MEETS: (usize, usize) = (1, 3);

const STATUSES: [Named; 3] = [
    ("open", "open", "aperta", None),
    ("matched", "found each other", "si sono trovati", Some(OutcomeKind::Matched)),
    ("not-now", "closed", "chiusa", Some(OutcomeKind::NotNow)),
];

/// What is there by now.
#[derive(Default)]
pub struct Help {
    activity: Option<ActivityId>,
    brought: BTreeMap<usize, (ContributionId, PersonId)>,
}

impl Help {
    /// What happens on a day; says whether anything did.
    pub async fn day(&mut self, desk: &Desk, day: i64, customers: &Customers) -> anyhow::Result<bool> {
        if day == OPENS {
            self.activity = Some(open(desk).await?);
        }
        let Some(activity) = self.activity else { return Ok(false) };
        for (place, sketch) in ALL.iter().enumerate().filter(|(_, sketch)| sketch.0 == day) {
            let asks = says(sketch)?;
            self.brought.insert(place, desk.bring(activity, (customers, sketch.1), asks, true).await?);
        }
        let there = |(_, person): &(ContributionId, PersonId)| customers.iter().any(|(_, id)| id == person);
        for (pair, both) in [(MET, true), (MEETS, false)] {
            let (Some(offer), Some(need)) = (self.brought.get(&pair.0), self.brought.get(&pair.1)) else { continue };
            if !there(offer) || !there(need) {
                continue;
            }
            let (offers, needs) = (desk.person(offer.1), desk.person(need.1));
            if day == AGREED {
                desk.store.help_agree(&needs, offer.0, need.0).await?;
                if both {
                    desk.store.help_agree(&offers, offer.0, need.0).await?;
                }
            }
            if day == DONE && both {
                let words = "Ora prende anche in camera. Grazie, e buona la torta.";
                desk.store.help_done(&needs, offer.0, need.0, words.into()).await?;
            }
        }
        Ok([OPENS, AGREED, DONE].contains(&day) || ALL.iter().any(|sketch| sketch.0 == day))
    }
}

fn says(Sketch(_, _, kind, topic, place, language, title, body): &Sketch) -> anyhow::Result<ContributionNew> {
    let particulars = Particulars {
        topics: [Name::new(topic)?].into(),
        place: place.map(Name::new).transpose()?,
        from: None,
        until: None,
        room: if *kind == Kind::Offer { 3 } else { 1 },
    };
    Ok(ContributionNew { particulars: Some(particulars), ..new(*kind, language, title, body)? })
}

async fn open(desk: &Desk) -> anyhow::Result<ActivityId> {
    let choice = |(name, english, italian): (&str, &str, &str)| -> anyhow::Result<Choice> {
        Ok(Choice { name: Name::new(name)?, words: both(english, italian)? })
    };
    let topics = [
        ("router", "Router and coverage", "Router e copertura"),
        ("bill", "The bill", "La bolletta"),
        ("phone", "A new phone", "Un telefono nuovo"),
    ];
    let places = [("milan", "Milan", "Milano"), ("turin", "Turin", "Torino"), ("bologna", "Bologna", "Bologna")];
    let setting = PeerHelp {
        topics: topics.map(choice).into_iter().collect::<anyhow::Result<_>>()?,
        places: places.map(choice).into_iter().collect::<anyhow::Result<_>>()?,
    };
    let title = ["Customers help each other", "Clienti che si aiutano"];
    desk.open(title, Stage::Service, &STATUSES, Setting::PeerHelp(setting)).await
}
