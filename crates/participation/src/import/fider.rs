//! Fider's two exports.
//!
//! The CSV of its posts has heads that [`super::Mapping::guess`] knows, of today's form (`votes_count`) and of older ones
//! (`total_votes`), and is read by [`super::table`]. The backup is a ZIP with a JSON file for each of its tables; whoever unpacked it
//! gives the rows here. Fider writes a text there as a number when it looks like one, so texts are read from either.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Deserializer, Serialize};

use super::table::title;
use super::{Import, Imported, ImportedComment, ReadTime, Why, optional};
use crate::status::OutcomeKind;
use crate::text::{Field, Text};

/// The files of a backup that are read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Backup {
    /// `posts.json`.
    pub posts: Vec<Post>,
    /// `comments.json`.
    pub comments: Vec<Comment>,
    /// `post_votes.json`.
    pub votes: Vec<Vote>,
    /// `users.json`.
    pub users: Vec<User>,
    /// `tags.json`.
    pub tags: Vec<Tag>,
    /// `post_tags.json`.
    pub post_tags: Vec<PostTag>,
}

/// A row of `posts.json`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Post {
    /// Its id.
    pub id: i64,
    /// The number that people see.
    pub number: i64,
    /// Its title.
    #[serde(deserialize_with = "text")]
    pub title: String,
    /// Its text.
    #[serde(default, deserialize_with = "text")]
    pub description: String,
    /// When it was posted.
    #[serde(default, deserialize_with = "text")]
    pub created_at: String,
    /// Who posted it.
    #[serde(default)]
    pub user_id: Option<i64>,
    /// 0 open, 1 started, 2 completed, 3 declined, 4 planned, 5 duplicate, 6 deleted.
    #[serde(default)]
    pub status: i64,
    /// What the firm answered.
    #[serde(default, deserialize_with = "text")]
    pub response: String,
    /// When it did.
    #[serde(default, deserialize_with = "text")]
    pub response_date: String,
    /// The id of what it is the same as.
    #[serde(default)]
    pub original_id: Option<i64>,
}

/// A row of `comments.json`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Comment {
    /// The id of the post.
    pub post_id: i64,
    /// Who wrote it.
    #[serde(default)]
    pub user_id: Option<i64>,
    /// What it says.
    #[serde(deserialize_with = "text")]
    pub content: String,
    /// When it was written.
    #[serde(default, deserialize_with = "text")]
    pub created_at: String,
    /// When it was deleted.
    #[serde(default, deserialize_with = "text")]
    pub deleted_at: String,
}

/// A row of `post_votes.json`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Vote {
    /// The id of the post.
    pub post_id: i64,
    /// Who voted.
    pub user_id: i64,
}

/// A row of `users.json`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct User {
    /// Their id.
    pub id: i64,
    /// Their name.
    #[serde(default, deserialize_with = "text")]
    pub name: String,
}

/// A row of `tags.json`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Tag {
    /// Its id.
    pub id: i64,
    /// Its name.
    #[serde(deserialize_with = "text")]
    pub name: String,
}

/// A row of `post_tags.json`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct PostTag {
    /// The id of the tag.
    pub tag_id: i64,
    /// The id of the post.
    pub post_id: i64,
}

/// A status of Fider's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Open.
    Open,
    /// Begun.
    Started,
    /// Done.
    Completed,
    /// Will not be done.
    Declined,
    /// Will be done.
    Planned,
    /// The same as another.
    Duplicate,
    /// Deleted.
    Deleted,
}

impl Status {
    /// Every one, by its number.
    pub const ALL: [Self; 7] =
        [Self::Open, Self::Started, Self::Completed, Self::Declined, Self::Planned, Self::Duplicate, Self::Deleted];

    /// Its name in the CSV, which is also what [`Imported::status`] has.
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Started => "started",
            Self::Completed => "completed",
            Self::Declined => "declined",
            Self::Planned => "planned",
            Self::Duplicate => "duplicate",
            Self::Deleted => "deleted",
        }
    }

    /// The status of that name, whatever its case.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.name().eq_ignore_ascii_case(name.trim()))
    }

    /// What it says became of an idea; nothing where that is open, or is told of what the idea is the same as.
    pub fn outcome(self) -> Option<OutcomeKind> {
        match self {
            Self::Completed => Some(OutcomeKind::Done),
            Self::Declined => Some(OutcomeKind::NotNow),
            Self::Planned => Some(OutcomeKind::Planned),
            Self::Open | Self::Started | Self::Duplicate | Self::Deleted => None,
        }
    }
}

/// Reads a backup: ideas with who voted, what was said, and the numbers of the people concerned; names only, since mail addresses are
/// for the caller to take from `users.json` where people agreed to that.
pub fn backup(backup: &Backup, time: ReadTime<'_>) -> Import {
    let names: BTreeMap<i64, &str> = backup.users.iter().map(|user| (user.id, user.name.as_str())).collect();
    let numbers: BTreeMap<i64, i64> = backup.posts.iter().map(|post| (post.id, post.number)).collect();
    let tags: BTreeMap<i64, &str> = backup.tags.iter().map(|tag| (tag.id, tag.name.as_str())).collect();
    let mut votes: BTreeMap<i64, BTreeSet<i64>> = BTreeMap::new();
    backup.votes.iter().for_each(|vote| {
        votes.entry(vote.post_id).or_default().insert(vote.user_id);
    });
    let mut import = Import::default();
    let mut taken: BTreeSet<i64> = BTreeSet::new();
    for (index, post) in backup.posts.iter().enumerate() {
        let row = index + 1;
        let mut read = one(row, post, time);
        if let Ok(idea) = &mut read {
            idea.author = post.user_id.and_then(|id| names.get(&id)).filter(|n| !n.is_empty()).map(|n| (*n).to_owned());
            idea.merged_into = post.original_id.map(|id| numbers.get(&id).unwrap_or(&-1).to_string());
            let of = backup.post_tags.iter().filter(|tag| tag.post_id == post.id);
            idea.tags = of.filter_map(|tag| tags.get(&tag.tag_id)).map(|name| (*name).to_owned()).collect();
            idea.voters = votes.get(&post.id).into_iter().flatten().copied().collect();
            idea.votes = Some(idea.voters.len() as u64);
        }
        let before = import.ideas.len();
        import.take(row, read);
        if import.ideas.len() > before {
            taken.insert(post.id);
        }
    }
    comments(backup, &taken, &mut import, time);
    import.settle();
    import
}

fn comments(backup: &Backup, taken: &BTreeSet<i64>, import: &mut Import, time: ReadTime<'_>) {
    let rows: BTreeMap<usize, usize> = import.ideas.iter().enumerate().map(|(at, idea)| (idea.row, at)).collect();
    let places: BTreeMap<i64, usize> = backup
        .posts
        .iter()
        .enumerate()
        .filter(|(_, post)| taken.contains(&post.id))
        .filter_map(|(index, post)| Some((post.id, *rows.get(&(index + 1))?)))
        .collect();
    for comment in &backup.comments {
        let place = places.get(&comment.post_id).filter(|_| comment.deleted_at.is_empty());
        match (place, Text::new(&comment.content, Field::Comment)) {
            (Some(place), Ok(text)) => {
                let at = time(&comment.created_at);
                import.ideas[*place].comments.push(ImportedComment { writer: comment.user_id, text, at });
            }
            _ => import.comments_left_out += 1,
        }
    }
    import.ideas.iter_mut().for_each(|idea| idea.comments.sort_by_key(|comment| comment.at));
}

fn one(row: usize, post: &Post, time: ReadTime<'_>) -> Result<Imported, Why> {
    let moment = |written: &str| match written {
        "" => Ok(None),
        written => time(written).map(Some).ok_or(Why::Time),
    };
    let status = usize::try_from(post.status).ok().and_then(|n| Status::ALL.get(n).copied());
    if status == Some(Status::Deleted) {
        return Err(Why::Deleted);
    }
    Ok(Imported {
        row,
        number: Some(post.number.to_string()),
        title: title(&post.title)?,
        body: optional(&post.description, Field::Body, Why::BodyTooLong)?,
        at: moment(&post.created_at)?,
        author: None,
        customer: None,
        votes: None,
        status: status.map(|status| status.name().to_owned()),
        answer: optional(&post.response, Field::Answer, Why::AnswerTooLong)?,
        answered_at: moment(&post.response_date)?,
        merged_into: None,
        tags: Vec::new(),
        voters: Vec::new(),
        comments: Vec::new(),
    })
}

/// A text, a number that stands for one, or nothing.
fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged, expecting = "a text, or a number that stands for one")]
    enum Written {
        Text(String),
        Whole(i64),
        Other(f64),
    }
    Ok(match Option::<Written>::deserialize(deserializer)? {
        None => String::new(),
        Some(Written::Text(text)) => text,
        Some(Written::Whole(n)) => n.to_string(),
        Some(Written::Other(x)) => x.to_string(),
    })
}
