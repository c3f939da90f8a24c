use comity_store::{ContributionId, ExchangeId, OwnRecognition, PersonId, RecognitionId, RewardsId};

use super::*;

fn texts(en: &str, it: &str) -> Texts {
    let mut texts = Texts::one(Language::new("en").unwrap(), en);
    texts.set(Language::new("it").unwrap(), it);
    texts
}

fn reward(name: &str, deed: Deed, amount: Option<&str>) -> Reward {
    let benefit = Benefit {
        id: BenefitId::new(name).unwrap(),
        what: texts("Credit on the bill", "Credito in bolletta"),
        capital: Capital::Economic,
        amount: amount.map(|amount| Amount::parse(amount).unwrap()),
        unit: if amount.is_some() { texts("euro", "euro") } else { Texts::default() },
        due_days: Some(30),
    };
    Reward { name: Name::new(name).unwrap(), deed, benefit, most_a_month: Some(2) }
}

impl Desk {
    /// Rules with a warning, and what was promised by them.
    pub fn sample() -> Self {
        let rules = vec![reward("planned", Deed::Outcome(OutcomeKind::Planned), Some("5"))];
        let languages = vec![Language::new("en").unwrap(), Language::new("it").unwrap()];
        let at = 1_795_773_900_000_000;
        let row = |state, title: Option<&str>| Row {
            person: ("Livia Fontana".into(), "p1".into()),
            line: RecognitionLine {
                person: PersonId::NONE,
                activity_kind: "ideas".into(),
                title: title.map(ToOwned::to_owned),
                what: OwnRecognition {
                    id: RecognitionId::NONE,
                    exchange: ExchangeId::NONE,
                    contribution: ContributionId::NONE,
                    deed: rules[0].deed,
                    rule: rules[0].name.clone(),
                    benefit: rules[0].benefit.clone(),
                    at,
                    state,
                },
            },
        };
        let rows = vec![
            row(RecognitionState::Promised, Some("More data abroad")),
            row(RecognitionState::Delivered, None),
            row(RecognitionState::Withdrawn, Some("Shorter queues")),
        ];
        let benefit = owed::Benefit {
            what: crate::web::studio::utilisation::Named { name: "Credit on the bill".into(), id: "planned".into() },
            capital: Capital::Economic,
            unit: Some("euro".into()),
            by_rule: true,
        };
        let totals = comity_exchange::market::Totals { promised: 10_000, delivered: 5_000, open: 5_000, overdue: 0 };
        Self {
            id: crate::web::portal::part::sample::EXCHANGE.into(),
            title: "Better advice".into(),
            fields: begin(&rules, &languages),
            findings: lint(&rules),
            set: Some(RewardsSet { id: RewardsId::NONE, at, by: Some("Marta Leone".into()) }),
            rules,
            languages,
            rows: Some(rows),
            sums: vec![owed::Sum { benefit, totals, persons: 2, overdue: 0 }],
            at: Some(Timestamp(at)),
            ..Self::default()
        }
    }

    /// Before there are any rules.
    pub fn sample_empty() -> Self {
        let view = Self::sample();
        let (id, title, languages) = (view.id, view.title, view.languages);
        Self { id, title, languages, rows: Some(Vec::new()), ..Self::default() }
    }

    /// With a rule that buys opinions.
    pub fn sample_wrong(lang: Lang) -> Self {
        let mut view = Self::sample();
        view.fields.push("deed.1", "voted-for");
        view.fields.push("what.1.en", "A sticker");
        view.fields.push("amount.0", "");
        view.fields.set("days.0", "soon");
        let (findings, read) = view.read(7, lang);
        (view.findings, view.errors) = (findings, read.unwrap_err());
        view
    }
}

#[test]
fn rules_are_read_as_they_were_written() {
    let mut view = Desk::sample();
    let (findings, read) = view.read(7, Lang::En);
    assert_eq!(read.unwrap(), view.rules);
    let rules: Vec<Rule> = findings.into_iter().map(|finding| finding.rule).collect();
    assert_eq!(rules, [Rule::EconomicOnly, Rule::OnlyWinners], "to think about, and kept");

    for (name, value) in [("deed.1", "accepted"), ("what.1.en", "A place at the table"), ("capital.1", "social")] {
        view.fields.push(name, value);
    }
    let wrong = view.read(7, Lang::En).1.unwrap_err();
    assert!(wrong.get("what.1.it").is_some(), "in every language of the exchange");
    view.fields.push("what.1.it", "Un posto al tavolo");
    let (findings, read) = view.read(7, Lang::En);
    assert_eq!(findings, []);
    let added = read.unwrap().remove(1);
    assert_eq!((added.name.as_str(), added.deed, added.benefit.amount), ("r7", Deed::Accepted, None));

    view.fields.push("gone.0", "on");
    assert_eq!(view.read(7, Lang::En).1.unwrap().len(), 1);
    view.fields.set("deed.1", "voted-for");
    let (findings, read) = view.read(7, Lang::En);
    assert_eq!(findings.iter().filter(|finding| finding.rule == Rule::OpinionBought).count(), 1);
    assert!(read.unwrap_err().get("deed.1").is_some());
    let mut often = Desk::sample();
    often.fields.set("unit.0.en", "euro a month");
    often.fields.set("unit.0.it", "euro al mese");
    assert!(often.read(7, Lang::It).1.unwrap_err().get("unit.0.en").is_some());
}
