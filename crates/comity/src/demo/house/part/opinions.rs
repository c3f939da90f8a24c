//! An opinion map of the simulated customers: statements of the firm's and two of their own, on which three camps answer alike
//! among themselves.

use comity_exchange::capital::Stage;
use comity_exchange::text::Language;
use comity_participation::activity::{OpinionMap, Setting};
use comity_participation::contribution::Kind;
use comity_participation::response::Ballot;
use comity_participation::status::OutcomeKind;
use comity_store::{ActivityId, ContributionId, Role};

use super::{Customers, Desk, Named, new, share, unless_refused};

/// Days before today.
const OPENS: i64 = 52;
const CLOSES: i64 = 4;

/// A statement, and how many of a hundred agree with it: of those who look at the price, of those who share little, of those who
/// want the newest.
struct Sketch(&'static str, [u64; 3]);

const STATEMENTS: [Sketch; 12] = [
    Sketch("Norda dovrebbe dirmi quando un’altra offerta mi costerebbe meno.", [95, 78, 74]),
    Sketch("I consumi di un anno bastano per consigliarmi bene: più vecchi non servono.", [62, 93, 40]),
    Sketch("Dove mi trovo non lo deve sapere nessuno, nemmeno per la copertura.", [35, 94, 12]),
    Sketch("Per uno sconto di due euro darei anche l’elenco delle app che uso.", [71, 4, 58]),
    Sketch("Preferisco una persona a un consiglio automatico.", [48, 69, 15]),
    Sketch("Chi accetta tutto dovrebbe pagare meno di chi rifiuta.", [66, 9, 45]),
    Sketch("Un resoconto al mese di chi ha usato i miei dati è abbastanza.", [74, 31, 83]),
    Sketch("Le offerte nuove vanno proposte prima a chi è cliente da più tempo.", [88, 82, 37]),
    Sketch("Voglio provare le novità prima degli altri, anche se non sono finite.", [29, 12, 92]),
    Sketch("Quello che ho accettato deve scadere da solo dopo un anno.", [52, 96, 41]),
    // Brought by customers.
    Sketch("Se cambio idea, i dati vanno cancellati subito e non a fine mese.", [57, 97, 49]),
    Sketch("Il risparmio va mostrato in euro all’anno, non in percentuale.", [96, 71, 77]),
];
/// How many of the last customers brought, each as long after the map opened as this many days, and whose they are.
const BROUGHT: [(i64, usize); 2] = [(9, 13), (15, 44)];

const STATUSES: [Named; 5] = [
    ("open", "open", "aperta", None),
    ("adopted", "adopted", "adottata", Some(OutcomeKind::Adopted)),
    ("planned", "planned", "in programma", Some(OutcomeKind::Planned)),
    ("done", "done", "fatta", Some(OutcomeKind::Done)),
    ("not-now", "not now", "non ora", Some(OutcomeKind::NotNow)),
];

/// What is there by now.
#[derive(Default)]
pub struct Opinions {
    activity: Option<ActivityId>,
    statements: Vec<ContributionId>,
}

impl Opinions {
    /// What happens on a day; says whether anything did.
    pub async fn day(&mut self, desk: &Desk, day: i64, customers: &Customers) -> anyhow::Result<bool> {
        if day == OPENS {
            let title = ["What is good advice worth to you?", "Quanto vale per voi un buon consiglio?"];
            let setting = Setting::OpinionMap(OpinionMap { add_statements: true });
            let activity = desk.open(title, Stage::ResearchAndDevelopment, &STATUSES, setting).await?;
            let (seeds, _) = STATEMENTS.split_at(STATEMENTS.len() - BROUGHT.len());
            let texts = seeds.iter().map(|sketch| sketch.0.to_owned()).collect();
            let owner = desk.firm.as_a(Role::Owner)?;
            self.statements = desk.store.statement_seed(&owner, activity, texts, Language::new("it")?).await?;
            self.activity = Some(activity);
        }
        let Some(activity) = self.activity else { return Ok(false) };
        let mut something = day == OPENS;
        for (place, (_, who)) in BROUGHT.iter().enumerate().filter(|(_, (after, _))| OPENS - after == day) {
            let text = STATEMENTS[STATEMENTS.len() - BROUGHT.len() + place].0;
            let statement = new(Kind::Statement, "it", "", text)?;
            self.statements.push(desk.bring(activity, (customers, *who), statement, true).await?.0);
            something = true;
        }
        if day > CLOSES {
            self.answer(desk, day, customers).await?;
        }
        Ok(something)
    }

    /// Everybody comes on a day of their own, and some once more; nobody answers everything.
    async fn answer(&self, desk: &Desk, day: i64, customers: &Customers) -> anyhow::Result<()> {
        for (customer, id) in customers.iter().filter(|(customer, _)| (*customer as i64 + day) % 17 == 0) {
            let camp = [0, 0, 1, 1, 1, 2, 2][share(*customer, 40) as usize % 7];
            for (place, statement) in self.statements.iter().enumerate() {
                // The customer whom the demo's link lets in has a few left.
                if share(*customer, 20 + place) >= if *customer == 0 { 40 } else { 82 } {
                    continue;
                }
                let (drawn, agrees) = (share(*customer, place), STATEMENTS[place].1[camp]);
                let ballot = match drawn {
                    drawn if drawn < agrees => Ballot::For,
                    drawn if drawn >= agrees + (100 - agrees) / 4 => Ballot::Against,
                    _ => Ballot::Pass,
                };
                unless_refused(desk.store.contribution_vote(&desk.person(*id), *statement, Some(ballot)).await)?;
            }
        }
        Ok(())
    }
}
