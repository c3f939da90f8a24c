//! All events together: the average effect, how much events differ, and what may go with larger effects.
//!
//! Which moderators are looked at is fixed here, before any figure is: each by itself, all of them one family; and one
//! model of participation and information together once there are ten events for each.

use comity_measure::meta::{self, CLUSTERS_NEEDED, Effect, MetaError, Options, Regression, Values};
use comity_measure::multiple::{benjamini_hochberg, benjamini_yekutieli};

use super::outcome::{
    Adjustment, ByCapital, Capital, EventEffect, Joint, Moderator, NoModerator, Pooled, Problem, Subset,
};
use crate::study::outcome::VerdictCode;

/// Events needed for each moderator of a model.
pub const EVENTS_PER_MODERATOR: usize = 10;
/// Events needed for a moderator by itself.
pub const FEWEST_EVENTS: usize = 4;
/// Events that a group needs to be compared.
pub const FEWEST_IN_GROUP: usize = 3;
/// Firms needed for a verdict on a moderator.
pub const FIRMS_NEEDED: usize = CLUSTERS_NEEDED;

/// The events that entered, as the meta-analysis wants them.
pub struct Entered<'a> {
    events: Vec<&'a EventEffect>,
    effects: Vec<Effect>,
    firms: Vec<usize>,
    options: Options,
}

impl<'a> Entered<'a> {
    /// Those with an estimate.
    pub fn new(events: &'a [EventEffect], seed: u64) -> Self {
        let entered: Vec<(&EventEffect, Effect)> = events
            .iter()
            .filter(|event| event.entered())
            .filter_map(|event| Some((event, Effect { estimate: event.estimate?, variance: event.variance? })))
            .collect();
        let mut names: Vec<String> = Vec::new();
        let mut number = |firm: &str| {
            let firm = firm.to_lowercase();
            names.iter().position(|known| *known == firm).unwrap_or_else(|| {
                names.push(firm);
                names.len() - 1
            })
        };
        let firms = entered.iter().map(|(event, _)| number(&event.firm)).collect();
        let (events, effects) = entered.into_iter().unzip();
        Self { events, effects, firms, options: Options { seed, ..Options::default() } }
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.events.len()
    }

    /// How many firms.
    pub fn firms(&self) -> usize {
        distinct(&self.firms)
    }

    /// The firm of each event, as a number.
    pub fn numbers(&self) -> &[usize] {
        &self.firms
    }

    /// The events themselves.
    pub fn events(&self) -> &[&'a EventEffect] {
        &self.events
    }

    /// The average effect; `None` without events.
    pub fn pooled(&self) -> Option<(Pooled, Vec<meta::Shrunk>)> {
        let pooled = self.pool(&self.effects, &self.firms)?;
        let shrunk = meta::shrink(&self.effects, &pooled);
        let outcome = Pooled {
            k: pooled.events,
            firms: pooled.clusters,
            estimate: pooled.estimate,
            se: pooled.se,
            interval: pooled.interval,
            p: pooled.p,
            prediction_interval: pooled.prediction_interval,
            tau2: pooled.heterogeneity.tau2,
            i2: pooled.heterogeneity.i2,
            q: pooled.heterogeneity.q,
            q_p: pooled.heterogeneity.q_p,
            method: if pooled.clusters.is_some() { "cr2" } else { "hartung-knapp" }.into(),
        };
        Some((outcome, shrunk))
    }

    /// Firms count only where one has several events; all events of one firm are events, not firms.
    fn pool(&self, effects: &[Effect], firms: &[usize]) -> Option<meta::Pooled> {
        let several = distinct(firms) < firms.len() && distinct(firms) > 1;
        meta::pool(effects, several.then_some(firms), &self.options).ok()
    }

    /// The average over some of the events.
    fn subset(&self, of: impl Fn(&EventEffect) -> bool) -> Option<Subset> {
        let chosen: Vec<usize> = (0..self.len()).filter(|&i| of(self.events[i])).collect();
        let effects: Vec<Effect> = chosen.iter().map(|&i| self.effects[i]).collect();
        let firms: Vec<usize> = chosen.iter().map(|&i| self.firms[i]).collect();
        let pooled = self.pool(&effects, &firms)?;
        Some(Subset { k: pooled.events, estimate: pooled.estimate, interval: pooled.interval })
    }

    /// Every moderator by itself, adjusted as one family.
    pub fn moderators(&self) -> Vec<Moderator> {
        let numbers = |of: fn(&EventEffect) -> Option<f64>| Form::Number(self.events.iter().map(|e| of(e)).collect());
        let groups = |of: fn(&EventEffect) -> Option<String>| self.groups(of);
        let mut asked = vec![
            ("participation".to_owned(), numbers(|e| e.participation)),
            ("information".to_owned(), numbers(|e| e.information)),
            ("archetype".to_owned(), groups(|e| e.archetype.map(|a| a.name().to_owned()))),
            ("kind".to_owned(), groups(|e| e.kind.clone())),
            ("industry".to_owned(), groups(|e| e.industry.clone())),
        ];
        for capital in Capital::ALL {
            asked.push((format!("capital_offered:{}", capital.name()), Form::YesNo(self.offered(capital))));
        }
        for (k, capital) in Capital::ALL.into_iter().enumerate() {
            // In tens of percentage points, as people say it.
            let measured = self.events.iter().map(|e| e.capital_measured.map(|change| change[k] * 10.0)).collect();
            asked.push((format!("capital_measured:{}", capital.name()), Form::Number(measured)));
        }
        let mut moderators: Vec<Moderator> =
            asked.into_iter().flat_map(|(name, form)| self.alone(&name, form)).collect();
        adjust(&mut moderators);
        moderators
    }

    fn offered(&self, capital: Capital) -> Vec<Option<f64>> {
        let offered = |e: &&EventEffect| e.capital_offered.as_ref().map(|o| f64::from(u8::from(o.contains(&capital))));
        self.events.iter().map(offered).collect()
    }

    /// Groups with too few events are left out, since a group of one says nothing of its kind.
    fn groups(&self, of: fn(&EventEffect) -> Option<String>) -> Form {
        let groups: Vec<Option<String>> = self.events.iter().map(|e| of(e)).collect();
        let count = |group: &String| groups.iter().flatten().filter(|g| *g == group).count();
        let small = groups.iter().flatten().filter(|g| count(g) < FEWEST_IN_GROUP).count();
        let kept = groups.iter().map(|g| g.clone().filter(|g| count(g) >= FEWEST_IN_GROUP)).collect();
        Form::Groups { groups: kept, small }
    }

    /// Events that a moderator of groups leaves out because their group is small.
    pub fn small_groups(&self, moderator: &str) -> usize {
        let form = match moderator {
            "kind" => self.groups(|e| e.kind.clone()),
            "industry" => self.groups(|e| e.industry.clone()),
            _ => self.groups(|e| e.archetype.map(|a| a.name().to_owned())),
        };
        if let Form::Groups { small, .. } = form { small } else { 0 }
    }

    fn alone(&self, name: &str, form: Form) -> Vec<Moderator> {
        let k = form.known();
        let empty = Moderator {
            name: name.to_owned(),
            moderator: name.to_owned(),
            form: form.name().to_owned(),
            k,
            ..Moderator::default()
        };
        let without = |why| vec![Moderator { left_out: Some(why), ..empty.clone() }];
        if k == 0 {
            return without(NoModerator::NotGiven);
        }
        let levels = form.levels();
        if levels < 2 {
            return without(NoModerator::Constant);
        }
        let needed = FEWEST_EVENTS.max(if matches!(form, Form::Groups { .. }) { levels + 2 } else { 0 });
        if k < needed {
            return without(NoModerator::TooFewEvents { k, needed });
        }
        let of_groups = matches!(form, Form::Groups { .. });
        let form_name = if of_groups { "group" } else { form.name() };
        match self.regress(vec![(name.to_owned(), form)]) {
            Err(why) => without(why),
            Ok(found) => {
                let mut all = Vec::new();
                if of_groups {
                    let omnibus = found.omnibus.first();
                    all.push(Moderator {
                        firms: found.clusters,
                        p: omnibus.and_then(|o| o.p),
                        permutation_p: omnibus.and_then(|o| o.permutation_p),
                        r2: found.r2,
                        tau2: found.heterogeneity.tau2,
                        left_out: withheld(&found),
                        ..empty.clone()
                    });
                }
                all.extend(coefficients(&found, form_name));
                all
            }
        }
    }

    /// Participation and information in one model, where there are enough events.
    pub fn joint(&self) -> Joint {
        let numbers = |of: fn(&EventEffect) -> Option<f64>| Form::Number(self.events.iter().map(|e| of(e)).collect());
        let k = self.events.iter().filter(|e| e.participation.is_some() && e.information.is_some()).count();
        let needed = 2 * EVENTS_PER_MODERATOR;
        if k < needed {
            let why = if k == 0 { NoModerator::NotGiven } else { NoModerator::TooFewEvents { k, needed } };
            return Joint { k, left_out: Some(why), ..Joint::default() };
        }
        let both = vec![
            ("participation".to_owned(), numbers(|e| e.participation)),
            ("information".to_owned(), numbers(|e| e.information)),
        ];
        match self.regress(both) {
            Err(why) => Joint { k, left_out: Some(why), ..Joint::default() },
            Ok(found) => {
                let mut moderators = coefficients(&found, "number");
                adjust(&mut moderators);
                Joint { moderators, k, r2: found.r2, left_out: withheld(&found) }
            }
        }
    }

    /// Clusters are given where a firm has several events, and where there are too few firms for a verdict anyway.
    fn regress(&self, moderators: Vec<(String, Form)>) -> Result<Regression, NoModerator> {
        let known = |i: usize| moderators.iter().all(|(_, form)| form.knows(i));
        let firms: Vec<usize> = (0..self.len()).filter(|&i| known(i)).map(|i| self.firms[i]).collect();
        let independent = distinct(&firms) == firms.len() && firms.len() >= FIRMS_NEEDED;
        if distinct(&firms) < 2 {
            return Err(NoModerator::TooFewFirms { firms: distinct(&firms), needed: FIRMS_NEEDED });
        }
        let moderators: Vec<meta::Moderator> =
            moderators.into_iter().map(|(name, form)| meta::Moderator { name, values: form.values() }).collect();
        meta::regress(&self.effects, &moderators, (!independent).then_some(&self.firms), &self.options)
            .map_err(|error| cannot(error, firms.len()))
    }

    /// Effects by each kind of capital, with the moderators that were fitted for it.
    pub fn by_capital(&self, moderators: &[Moderator]) -> Vec<ByCapital> {
        let fitted = |name: String| moderators.iter().find(|m| m.name == name).cloned().unwrap_or_default();
        Capital::ALL
            .into_iter()
            .map(|capital| {
                let with = |yes: bool| {
                    move |e: &EventEffect| e.capital_offered.as_ref().is_some_and(|o| o.contains(&capital) == yes)
                };
                ByCapital {
                    capital,
                    offered: self.subset(with(true)),
                    not_offered: self.subset(with(false)),
                    difference: fitted(format!("capital_offered:{}", capital.name())),
                    measured: fitted(format!("capital_measured:{}", capital.name())),
                }
            })
            .collect()
    }
}

/// The values of a moderator.
enum Form {
    Number(Vec<Option<f64>>),
    YesNo(Vec<Option<f64>>),
    Groups { groups: Vec<Option<String>>, small: usize },
}

impl Form {
    fn name(&self) -> &'static str {
        match self {
            Self::Number(_) => "number",
            Self::YesNo(_) => "yes_no",
            Self::Groups { .. } => "groups",
        }
    }

    fn knows(&self, event: usize) -> bool {
        match self {
            Self::Number(values) | Self::YesNo(values) => values[event].is_some(),
            Self::Groups { groups, .. } => groups[event].is_some(),
        }
    }

    fn known(&self) -> usize {
        match self {
            Self::Number(values) | Self::YesNo(values) => values.iter().flatten().count(),
            Self::Groups { groups, .. } => groups.iter().flatten().count(),
        }
    }

    /// Distinct values.
    fn levels(&self) -> usize {
        match self {
            Self::Number(values) | Self::YesNo(values) => {
                distinct(&values.iter().flatten().map(|v| v.to_bits()).collect::<Vec<_>>())
            }
            Self::Groups { groups, .. } => distinct(&groups.iter().flatten().collect::<Vec<_>>()),
        }
    }

    fn values(self) -> Values {
        match self {
            Self::Number(values) | Self::YesNo(values) => Values::Numeric(values),
            Self::Groups { groups, .. } => Values::Categorical { groups, reference: None },
        }
    }
}

fn coefficients(found: &Regression, form: &str) -> Vec<Moderator> {
    let one = |coefficient: &meta::Coefficient| Moderator {
        name: coefficient.name.clone(),
        moderator: coefficient.moderator.clone(),
        form: form.to_owned(),
        group: coefficient.reference.as_ref().and_then(|_| {
            let group = coefficient.name.strip_prefix(&coefficient.moderator)?;
            Some(group.trim_start_matches(':').to_owned())
        }),
        reference: coefficient.reference.clone(),
        k: found.events,
        firms: found.clusters,
        estimate: Some(coefficient.estimate),
        se: Some(coefficient.se),
        interval: coefficient.interval,
        p: coefficient.p,
        permutation_p: coefficient.permutation_p,
        p_adjusted: None,
        r2: found.r2,
        tau2: found.heterogeneity.tau2,
        left_out: withheld(found),
    };
    found.moderators.iter().map(one).collect()
}

fn withheld(found: &Regression) -> Option<NoModerator> {
    found.withheld.map(|meta::Withheld::FewClusters { clusters }| NoModerator::TooFewFirms {
        firms: clusters,
        needed: FIRMS_NEEDED,
    })
}

fn cannot(error: MetaError, k: usize) -> NoModerator {
    match error {
        MetaError::Constant { .. } => NoModerator::Constant,
        MetaError::Collinear { with, .. } => NoModerator::Collinear { with },
        MetaError::TooManyModerators { coefficients, events } => {
            NoModerator::TooFewEvents { k: events, needed: coefficients + 1 }
        }
        MetaError::NoEvents => NoModerator::TooFewEvents { k, needed: FEWEST_EVENTS },
        _ => NoModerator::OutOfRange,
    }
}

/// Tells what the table does not have from what it has in cells of which none could be read.
pub fn name_unreadable(moderators: &mut [Moderator], problems: &[Problem]) {
    for moderator in moderators.iter_mut().filter(|m| m.left_out == Some(NoModerator::NotGiven)) {
        let capital = moderator.name.strip_prefix("capital_offered:").map(|capital| match capital {
            "information" => "informational",
            other => other,
        });
        let of = |part: &str| part == moderator.name || capital.is_some_and(|own| part == "capital" || part == own);
        let cells = problems.iter().filter(|problem| of(&problem.part)).count();
        if cells > 0 {
            moderator.left_out = Some(NoModerator::Unreadable { cells });
        }
    }
}

/// One test a moderator: of a number by its slope, of groups by whether they differ at all.
fn adjust(moderators: &mut [Moderator]) {
    let tested = |m: &Moderator| if m.form == "group" { None } else { m.permutation_p.or(m.p) };
    let p: Vec<f64> = moderators.iter().map(|m| tested(m).unwrap_or(f64::NAN)).collect();
    for (moderator, adjusted) in moderators.iter_mut().zip(benjamini_hochberg(&p)) {
        moderator.p_adjusted = Some(adjusted).filter(|p| p.is_finite());
    }
}

/// Adjusts the p values of all events that entered: as if under any dependence where some share what they are measured with.
pub fn adjust_events(events: &mut [EventEffect], pairs_sharing: usize) -> Adjustment {
    let p: Vec<f64> = events.iter().map(|e| e.p.filter(|_| e.entered()).unwrap_or(f64::NAN)).collect();
    let (method, adjusted) = if pairs_sharing > 0 {
        ("benjamini_yekutieli", benjamini_yekutieli(&p))
    } else {
        ("benjamini_hochberg", benjamini_hochberg(&p))
    };
    let found = |e: &EventEffect| matches!(e.verdict, Some(VerdictCode::Harm | VerdictCode::Benefit));
    for (event, adjusted) in events.iter_mut().zip(adjusted) {
        event.p_adjusted = Some(adjusted).filter(|p| p.is_finite());
    }
    Adjustment {
        method: method.into(),
        tests: p.iter().filter(|p| p.is_finite()).count(),
        pairs_sharing,
        found: events.iter().filter(|e| found(e)).count(),
        found_adjusted: events.iter().filter(|e| found(e) && e.p_adjusted.is_some_and(|p| p <= 0.05)).count(),
    }
}

fn distinct<T: Ord + Clone>(values: &[T]) -> usize {
    let mut values = values.to_vec();
    values.sort_unstable();
    values.dedup();
    values.len()
}
