//! From a conversation and its map to the outcome.

use comity_measure::opinion::Standing;
use comity_measure::opinion::consensus::{Consensus, FEWEST_VOTES, Pattern};
use comity_measure::opinion::rand_index::adjusted_rand_index;
use jiff::tz::TimeZone;

use super::mapped::Mapped;
use super::outcome::{
    Apart, Caveat, Code, Data, Group, Held, Outcome, Participation, Person, Published, Statement, Timing, Verdict,
    Voice, letter,
};
use super::participation;
use super::reading::{Conversation, Files};

/// Unknown names given as examples.
const EXAMPLES: usize = 5;
/// A group of fewer people is a handful.
const HANDFUL: usize = 10;

/// What is known besides the conversation.
#[derive(Debug)]
pub struct Frame<'a> {
    /// The files read.
    pub files: &'a Files,
    /// The zone of days.
    pub zone: &'a TimeZone,
    /// Whether the sign was turned when reading.
    pub flipped: bool,
    /// The seed.
    pub seed: u64,
    /// What the clock said.
    pub timing: Timing,
}

/// Puts everything together. The verdict's sentence is left to whoever knows the language.
pub fn outcome(conversation: Conversation, mapped: Mapped, frame: Frame<'_>) -> Outcome {
    let held = |pick: fn(&Consensus) -> bool, by: fn(&Consensus) -> f64| held(&conversation, &mapped, pick, by);
    let strength = |found: &Consensus| found.strongest().1;
    let gap = |found: &Consensus| found.gap.map_or(0.0, |gap| gap.difference);
    let consensus = held(|found| matches!(found.pattern, Pattern::Unites(_)), strength);
    let crossing = held(|found| matches!(found.pattern, Pattern::Crosses(_)), strength);
    let divisive = held(|found| found.pattern == Pattern::Divides, gap);
    Outcome {
        comity: env!("CARGO_PKG_VERSION").to_owned(),
        topic: conversation.topic.clone(),
        method: mapped.method,
        reliable: match verdict(&mapped).code {
            Code::Groups => Some(true),
            Code::NoReliableGroups | Code::CannotTell => Some(false),
            Code::NotExamined => None,
        },
        verdict: verdict(&mapped),
        k: mapped.sizes.len(),
        groups: groups(&conversation, &mapped),
        stability: mapped.stability,
        consensus,
        divisive,
        crossing,
        representative: voices(&conversation, &mapped),
        statements: statements(&conversation, &mapped),
        participation: taking_part(&conversation, &mapped, frame.zone),
        published: published(&conversation, &mapped),
        caveats: caveats(&conversation, &mapped),
        data: data(&conversation, &mapped, &frame),
        people: people(conversation, mapped),
        seed: frame.seed,
        timing: frame.timing,
    }
}

fn verdict(mapped: &Mapped) -> Verdict {
    let code = match (mapped.none, mapped.stability) {
        (Some(_), _) => Code::CannotTell,
        (None, None) => Code::NotExamined,
        (None, Some(found)) if found.reliable => Code::Groups,
        (None, Some(_)) => Code::NoReliableGroups,
    };
    Verdict { code, reason: mapped.none, text: String::new() }
}

fn groups(conversation: &Conversation, mapped: &Mapped) -> Vec<Group> {
    let total: usize = mapped.sizes.iter().sum();
    let mut members = vec![Vec::new(); mapped.sizes.len()];
    for (id, label) in conversation.people.iter().zip(&mapped.labels) {
        if let Some(list) = label.and_then(|label| members.get_mut(label)) {
            list.push(id.clone());
        }
    }
    let group = |(id, (size, participants)): (usize, (&usize, Vec<String>))| Group {
        id,
        name: letter(id),
        size: *size,
        share: *size as f64 / total.max(1) as f64,
        participants,
    };
    mapped.sizes.iter().zip(members).enumerate().map(group).collect()
}

fn held(
    conversation: &Conversation,
    mapped: &Mapped,
    pick: fn(&Consensus) -> bool,
    by: fn(&Consensus) -> f64,
) -> Vec<Held> {
    let mut found: Vec<&Consensus> = mapped.consensus.iter().filter(|found| pick(found)).collect();
    found.sort_by(|a, b| by(b).total_cmp(&by(a)).then(a.statement.cmp(&b.statement)));
    let held = |found: &Consensus| {
        let statement = &conversation.statements[found.statement];
        let side = match found.pattern {
            Pattern::Unites(side) | Pattern::Crosses(side) => Some(side),
            Pattern::Divides | Pattern::Mixed | Pattern::TooFewVotes => None,
        };
        Held {
            statement: statement.id.clone(),
            text: statement.text.clone(),
            side,
            agree: found.agree,
            disagree: found.disagree,
            gap: found.gap.map(|gap| gap.difference),
            place: found.statement,
        }
    };
    found.into_iter().map(held).collect()
}

fn voices(conversation: &Conversation, mapped: &Mapped) -> Vec<Voice> {
    let voice = |(group, list): (usize, &Vec<_>)| Voice {
        group,
        statements: list.iter().map(|found| apart(conversation, found)).collect(),
    };
    mapped.representative.iter().enumerate().map(voice).collect()
}

fn apart(conversation: &Conversation, found: &comity_measure::opinion::representative::Representative) -> Apart {
    let statement = &conversation.statements[found.statement];
    Apart {
        statement: statement.id.clone(),
        text: statement.text.clone(),
        side: found.side,
        probability: found.probability,
        ratio: found.ratio,
        z: found.z,
        z_difference: found.z_difference,
        place: found.statement,
    }
}

fn statements(conversation: &Conversation, mapped: &Mapped) -> Vec<Statement> {
    let statement = |(place, known): (usize, &super::reading::Statement)| Statement {
        id: known.id.clone(),
        text: known.text.clone(),
        standing: known.standing,
        votes: mapped.tallies.get(place).copied().unwrap_or_default(),
        groups: mapped.group_tallies.iter().map(|group| group.get(place).copied().unwrap_or_default()).collect(),
        priority: mapped.priorities.get(place).copied().unwrap_or(0.0),
    };
    conversation.statements.iter().enumerate().map(statement).collect()
}

fn taking_part(conversation: &Conversation, mapped: &Mapped, zone: &TimeZone) -> Participation {
    let (bucket, over_time) = if conversation.timed {
        participation::over_time(&conversation.cast, conversation.people.len(), zone)
    } else {
        (None, Vec::new())
    };
    Participation {
        people: conversation.people.len(),
        in_groups: if mapped.shows_groups { mapped.sizes.iter().sum() } else { 0 },
        votes_needed: mapped.votes_needed,
        enough: mapped.votes.iter().filter(|votes| **votes >= mapped.votes_needed).count(),
        votes_a_person: participation::quartiles(&mapped.votes),
        spread: participation::spread(&mapped.votes),
        bucket,
        over_time,
    }
}

/// Both groupings on the people who are in both.
fn published(conversation: &Conversation, mapped: &Mapped) -> Option<Published> {
    let theirs = conversation.published.as_ref()?;
    let mut names: Vec<&str> = theirs.iter().flatten().map(String::as_str).collect();
    names.sort_unstable();
    names.dedup();
    let both = theirs.iter().zip(&mapped.labels).filter_map(|(theirs, ours)| Some((theirs.as_deref()?, (*ours)?)));
    let place = |name: &str| names.binary_search(&name).unwrap_or(0);
    let (a, b): (Vec<usize>, Vec<usize>) = both.map(|(theirs, ours)| (place(theirs), ours)).unzip();
    adjusted_rand_index(&a, &b).map(|index| Published { k: names.len(), people: a.len(), adjusted_rand: index })
}

fn caveats(conversation: &Conversation, mapped: &Mapped) -> Vec<Caveat> {
    let mut caveats = Vec::new();
    let unknown = &conversation.unknown;
    let examples = |names: &[String]| names.iter().take(EXAMPLES).cloned().collect();
    let mut say = |applies: bool, caveat: Caveat| {
        if applies {
            caveats.push(caveat);
        }
    };
    say(conversation.looks_flipped, Caveat::LooksFlipped);
    if mapped.shows_groups {
        for (id, size) in mapped.sizes.iter().enumerate().filter(|(_, size)| **size < HANDFUL) {
            say(true, Caveat::SmallGroup { name: letter(id), size: *size });
        }
    }
    let (out, of) = (mapped.votes.len() - mapped.sizes.iter().sum::<usize>(), mapped.votes.len());
    say(mapped.none.is_none() && 5 * out >= of, Caveat::FewVoted { out, of });
    let thin = mapped.consensus.iter().filter(|found| found.pattern == Pattern::TooFewVotes).count();
    say(mapped.none.is_none() && thin > 0, Caveat::TooFewVotes { n: thin, needed: FEWEST_VOTES });
    if let Some(found) = mapped.stability {
        say(found.people < found.of_people, Caveat::Sampled { people: found.people, of: found.of_people });
    }
    let standing = |which: Standing| move |place: &usize| conversation.statements[*place].standing == which;
    let places = || 0..conversation.statements.len();
    let out = places().filter(standing(Standing::Out)).count();
    let on_those = |one: &&comity_measure::opinion::Cast| standing(Standing::Out)(&(one.statement as usize));
    let votes = conversation.cast.iter().filter(on_those).count();
    say(out > 0, Caveat::ModeratedOut { n: out, votes });
    let meta = places().filter(standing(Standing::Meta)).count();
    say(meta > 0, Caveat::Meta { n: meta });
    let n = unknown.statements.len();
    say(n > 0, Caveat::UnknownStatements { n, examples: examples(&unknown.statements) });
    let n = unknown.people.len();
    say(n > 0, Caveat::UnknownPeople { n, examples: examples(&unknown.people) });
    say(unknown.repeated > 0, Caveat::RepeatedStatements { n: unknown.repeated });
    say(unknown.unvoted > 0, Caveat::Unvoted { n: unknown.unvoted });
    say(!conversation.timed, Caveat::NoTimes);
    say(conversation.statements.iter().all(|statement| statement.text.is_none()), Caveat::NoTexts);
    caveats
}

fn data(conversation: &Conversation, mapped: &Mapped, frame: &Frame<'_>) -> Data {
    let span = participation::span(&conversation.cast).filter(|_| conversation.timed);
    Data {
        files: frame.files.all().map(|path| path.display().to_string()).collect(),
        votes_read: conversation.cast.len(),
        votes: mapped.votes.iter().sum(),
        people: conversation.people.len(),
        statements: conversation.statements.len(),
        rejected: conversation.rejects.counts.clone(),
        columns: conversation.columns.clone(),
        decoded_as_windows_1252: conversation.decoded_as_windows_1252,
        span: span.map(|ends| ends.map(|time| participation::on_the_clock(time, frame.zone))),
        flipped: frame.flipped,
    }
}

fn people(conversation: Conversation, mapped: Mapped) -> Vec<Person> {
    let places = mapped.positions.into_iter().zip(mapped.labels).zip(mapped.votes);
    let person = |(id, ((position, group), votes))| Person { id, position, group, votes };
    conversation.people.into_iter().zip(places).map(person).collect()
}
