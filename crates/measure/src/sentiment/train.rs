//! Learning the model from labelled posts.

use hashbrown::HashMap;
use rayon::prelude::*;

use super::calibrate::temperature;
use super::feature::BUCKETS;
use super::model::{LanguageFigures, Model, SIDES};
use super::solve::{Documents, Fit, Separator, log_count_ratios, support_vector_machine};
use super::split::{Part, Post, assign};
use super::{Class, Evaluation, Scorer, evaluate};
use crate::language::Language;

/// A labelled post.
#[derive(Debug, Clone, PartialEq)]
pub struct Example {
    /// Its id on the platform, if known.
    pub id: Option<u64>,
    /// Its text, as it came.
    pub text: String,
    /// What a human said of it.
    pub class: Class,
    /// Its language.
    pub language: Language,
    /// Belongs to a published validation set: never trained on, nor are its near-duplicates.
    pub reserved: bool,
}

/// How to train.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TrainOptions {
    /// Seed of the split, of the order of learning and of the bootstrap.
    pub seed: u64,
    /// Share of English groups to hold out besides the reserved posts.
    pub held_out: f64,
    /// Share of the other languages' groups to hold out besides the reserved posts.
    pub held_out_others: f64,
    /// Weight of a post in another language than English against that of an English one.
    pub others: f32,
    /// Cost of errors of the plain support vector machine.
    pub cost: f32,
    /// Cost of errors of the one on naive Bayes features.
    pub bayes_cost: f32,
    /// Share of the latter in the average.
    pub bayes_share: f32,
    /// Added to the counts of naive Bayes.
    pub smoothing: f32,
    /// Passes over the posts.
    pub epochs: usize,
}

impl Default for TrainOptions {
    fn default() -> Self {
        TrainOptions {
            seed: 1,
            held_out: 0.07,
            held_out_others: 0.0,
            others: 4.0,
            cost: 0.15,
            bayes_cost: 0.5,
            bayes_share: 0.5,
            smoothing: 5.0,
            epochs: 15,
        }
    }
}

/// A model, and how it did on what was held out.
#[derive(Debug, Clone, PartialEq)]
pub struct Trained {
    /// The model.
    pub model: Model,
    /// Held-out figures of each language that has held-out posts.
    pub held_out: Vec<(Language, Evaluation)>,
    /// Posts left out: copies of others, and those that people labelled in conflict.
    pub left_out: usize,
}

/// A model cannot be trained.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TrainError {
    /// A class without posts.
    #[error("no {0} posts are left to train on; all three classes are needed, check the labels")]
    NoClass(Class),
    /// More than the format counts.
    #[error("{0} posts are more than a model file can count (4,294,967,295); train on a sample")]
    TooMany(usize),
}

/// Trains a model. The same examples and options give the same bytes, on any number of threads.
///
/// # Errors
/// When a class has no posts to train on, or there are more than 2³² posts.
pub fn train(examples: &[Example], options: &TrainOptions) -> Result<Trained, TrainError> {
    let (learn, judge) = divide(examples, options);
    for class in Class::ALL {
        if !learn.iter().any(|example| example.class == class) {
            return Err(TrainError::NoClass(class));
        }
    }
    let trained_on = u32::try_from(learn.len()).map_err(|_| TrainError::TooMany(learn.len()))?;
    let mut model = Model { seed: options.seed, trained_on, ..learn_weights(&learn, options) };
    let held_out = judge_model(&mut model, &judge, options.seed);
    Ok(Trained { model, held_out, left_out: examples.len() - learn.len() - judge.len() })
}

/// The examples that [`train`] would judge a model by with these options; none of them, nor a near-duplicate of one, is
/// trained on.
pub fn held_out<'e>(examples: &'e [Example], options: &TrainOptions) -> Vec<&'e Example> {
    divide(examples, options).1
}

/// Examples to learn from and to judge by, without copies and without conflicts.
fn divide<'e>(examples: &'e [Example], options: &TrainOptions) -> (Vec<&'e Example>, Vec<&'e Example>) {
    let posts: Vec<Post> = examples
        .iter()
        .map(|example| Post {
            id: example.id,
            text: &example.text,
            reserved: example.reserved,
            share: if example.language == Language::English { options.held_out } else { options.held_out_others },
        })
        .collect();
    let split = assign(&posts, options.seed);
    let mut votes: HashMap<u64, [u32; Class::COUNT]> = HashMap::new();
    for (example, wording) in examples.iter().zip(&split.wordings) {
        votes.entry(*wording).or_default()[example.class.index()] += 1;
    }
    let (mut learn, mut judge) = (Vec::new(), Vec::new());
    let mut taken: HashMap<u64, ()> = HashMap::new();
    for (i, example) in examples.iter().enumerate() {
        let counts = votes.get(&split.wordings[i]).copied().unwrap_or_default();
        let mine = counts[example.class.index()];
        let agreed = Class::ALL.into_iter().all(|class| class == example.class || counts[class.index()] < mine);
        match split.parts[i] {
            Part::HeldOut if example.reserved || agreed => judge.push(example),
            Part::Train if agreed && taken.insert(split.wordings[i], ()).is_none() => learn.push(example),
            _ => {}
        }
    }
    (learn, judge)
}

/// Weight of each example: classes equal within a language, languages by their posts.
fn importance(examples: &[&Example], others: f32) -> Vec<f32> {
    let mut counts = [[0u32; Class::COUNT]; Language::COUNT];
    for example in examples {
        counts[example.language.index()][example.class.index()] += 1;
    }
    let raw = examples.iter().map(|example| {
        let row = counts[example.language.index()];
        let balanced = row.iter().sum::<u32>() as f32 / (3 * row[example.class.index()]) as f32;
        balanced * if example.language == Language::English { 1.0 } else { others }
    });
    raw.collect()
}

fn learn_weights(examples: &[&Example], options: &TrainOptions) -> Model {
    let documents = Documents::new(examples.iter().map(|example| example.text.as_str()));
    let importance = importance(examples, options.others);
    let tasks: Vec<(Class, bool)> = Class::ALL.into_iter().flat_map(|class| [(class, false), (class, true)]).collect();
    let separators: Vec<Separator> = tasks
        .par_iter()
        .map(|&(class, bayes)| {
            let side: Vec<bool> = examples.iter().map(|example| example.class == class).collect();
            let fit = Fit {
                cost: if bayes { options.bayes_cost } else { options.cost },
                epochs: options.epochs,
                seed: options.seed,
            };
            let scales = bayes.then(|| log_count_ratios(&documents, &side, &importance, options.smoothing));
            support_vector_machine(&documents, &side, &importance, scales.as_deref(), fit)
        })
        .collect();
    let share = [1.0 - options.bayes_share, options.bayes_share];
    let average = |class: Class, part: &dyn Fn(&Separator) -> f32| -> f32 {
        (0..2).map(|kind| share[kind] * part(&separators[class.index() * 2 + kind])).sum()
    };
    let sides = [Class::Negative, Class::Positive];
    let bias = sides.map(|class| average(class, &|s| s.bias) - average(Class::Neutral, &|s| s.bias));
    let weights: Vec<[f32; SIDES]> = (0..BUCKETS)
        .map(|b| sides.map(|class| average(class, &|s| s.weights[b]) - average(Class::Neutral, &|s| s.weights[b])))
        .collect();
    quantised(&weights, bias)
}

/// Rounds weights to a byte each. The few largest are cut, so that the others keep more of their digits.
fn quantised(weights: &[[f32; SIDES]], bias: [f32; SIDES]) -> Model {
    let mut sizes: Vec<f32> = weights.iter().flatten().map(|w| w.abs()).collect();
    sizes.sort_by(f32::total_cmp);
    let largest = sizes.get(sizes.len().saturating_sub(1 + sizes.len() / 5000)).copied().unwrap_or(0.0);
    let unit = if largest > 0.0 { largest / 127.0 } else { 1.0 };
    let mut model = Model { scale: unit, bias, ..Model::blank() };
    for (to, from) in model.weights.iter_mut().zip(weights) {
        *to = from.map(|w| (w / unit).round().clamp(-127.0, 127.0) as i8);
    }
    model
}

/// Sets temperature, confusion and damping from the held-out posts, and evaluates each language.
fn judge_model(model: &mut Model, judge: &[&Example], seed: u64) -> Vec<(Language, Evaluation)> {
    let logits: Vec<[f64; 2]> = {
        let mut scorer = Scorer::new(model);
        let ratio = |p: f32| f64::from(p.max(1e-30)).ln();
        let logits =
            |s: super::Score| [s.probabilities[0], s.probabilities[2]].map(|p| ratio(p) - ratio(s.probabilities[1]));
        judge.iter().map(|example| logits(scorer.score(&example.text))).collect()
    };
    let truth: Vec<Class> = judge.iter().map(|example| example.class).collect();
    if !judge.is_empty() {
        model.temperature = temperature(&logits, &truth) as f32;
    }
    let mut evaluations = Vec::new();
    for language in Language::ALL {
        let mut scorer = Scorer::new(model);
        let posts: Vec<_> = judge.iter().filter(|example| example.language == language).collect();
        let truth: Vec<Class> = posts.iter().map(|example| example.class).collect();
        let scores: Vec<_> = posts.iter().map(|example| scorer.score(&example.text)).collect();
        let predicted: Vec<Class> = scores.iter().map(|score| score.class).collect();
        let Ok(evaluation) = evaluate(&truth, &predicted, seed) else { continue };
        let mean = |class: Class| {
            let values: Vec<f64> =
                scores.iter().zip(&truth).filter(|(_, t)| **t == class).map(|(s, _)| f64::from(s.value)).collect();
            values.iter().sum::<f64>() / values.len().max(1) as f64
        };
        let damping = ((mean(Class::Positive) - mean(Class::Negative)) / 2.0) as f32;
        model.figures[language.index()] = LanguageFigures { confusion: evaluation.confusion, damping };
        evaluations.push((language, evaluation));
    }
    evaluations
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Invented posts: a word that carries the class, among words that do not.
    fn examples() -> Vec<Example> {
        let moods = [("awful", Class::Negative), ("ordinary", Class::Neutral), ("lovely", Class::Positive)];
        let things = ["tram", "soup", "letter", "garden", "window", "song", "chair", "lamp", "boat", "hat"];
        let places = ["north", "south", "home", "town", "office", "river"];
        let mut out = Vec::new();
        for (i, thing) in things.iter().enumerate() {
            for (j, place) in places.iter().enumerate() {
                for (k, (mood, class)) in moods.into_iter().enumerate() {
                    out.push(Example {
                        id: Some((i * 100 + j * 10 + k) as u64),
                        text: format!("{place} {thing} {mood} {}", places[(i + j + k) % places.len()]),
                        class,
                        language: Language::English,
                        reserved: false,
                    });
                }
            }
        }
        out
    }

    fn options() -> TrainOptions {
        TrainOptions { held_out: 0.3, epochs: 5, ..TrainOptions::default() }
    }

    #[test]
    fn what_decides_is_learnt() {
        let trained = train(&examples(), &options()).unwrap();
        let (language, evaluation) = &trained.held_out[0];
        assert_eq!(*language, Language::English);
        assert!(evaluation.macro_recall > 0.9, "{evaluation:?}");
        let figures = trained.model.figures(Language::English);
        assert_eq!(figures.posts() as usize, evaluation.posts);
        assert!(figures.damping > 0.3);
    }

    #[test]
    fn the_same_seed_gives_the_same_bytes_on_any_number_of_threads() {
        let bytes = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| train(&examples(), &options()).unwrap().model.to_bytes())
        };
        assert_eq!(bytes(1), bytes(3));
    }

    #[test]
    fn a_missing_class_is_named() {
        let some: Vec<_> = examples().into_iter().filter(|e| e.class != Class::Neutral).collect();
        assert_eq!(train(&some, &options()), Err(TrainError::NoClass(Class::Neutral)));
        assert_eq!(train(&[], &options()), Err(TrainError::NoClass(Class::Negative)));
    }

    #[test]
    fn conflicting_labels_are_left_out() {
        let mut some = examples();
        let before = train(&some, &options()).unwrap();
        let conflict = Example { class: Class::Positive, id: None, ..some[0].clone() };
        some.push(conflict);
        let after = train(&some, &options()).unwrap();
        assert_eq!(after.left_out, before.left_out + 2);
    }
}
