//! Which column is what, by its name. Names are compared without case and punctuation.

use std::path::Path;

use comity_intake::OpenError;

/// What a column is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// Who voted.
    Person,
    /// On which statement.
    Statement,
    /// What they said.
    Vote,
    /// When.
    Time,
    /// The statement's text.
    Text,
    /// What a moderator decided.
    Moderated,
    /// Whether the statement is about the people who vote and not about the question.
    Meta,
    /// Agreements, as another program counted them.
    Agrees,
    /// Disagreements, as another program counted them.
    Disagrees,
    /// The group in which another program put a person.
    Group,
}

impl Column {
    /// As on the command line, and in messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Statement => "statement",
            Self::Vote => "vote",
            Self::Time => "time",
            Self::Text => "text",
            Self::Moderated => "moderated",
            Self::Meta => "meta",
            Self::Agrees => "agrees",
            Self::Disagrees => "disagrees",
            Self::Group => "group",
        }
    }

    /// Names that such columns have, the surest first.
    fn known(self) -> &'static str {
        match self {
            Self::Person => {
                "voterid voter participantid participant personid person userid user memberid member respondentid \
                 respondent pid votante partecipante persona utente"
            }
            Self::Statement => {
                "commentid statementid comment statement tid propositionid proposition itemid item questionid question \
                 id commento affermazione proposta enunciato frase"
            }
            Self::Vote => "vote voto ballot value response answer choice reaction valore risposta",
            Self::Time => "timestamp createdat created votedat datetime time date modified at data dataora ora quando",
            Self::Text => {
                "commentbody body text txt statementtext statement comment content testo affermazione commento frase"
            }
            Self::Moderated => "moderated moderation mod moderato moderazione",
            Self::Meta => "ismeta meta metastatement",
            Self::Agrees => "agrees agree",
            Self::Disagrees => "disagrees disagree",
            Self::Group => "groupid group gruppo",
        }
    }

    /// The column with the best name, if any has one of those.
    pub fn find(self, columns: &[String]) -> Option<usize> {
        let plain: Vec<String> = columns.iter().map(|name| plain(name)).collect();
        self.known().split_whitespace().find_map(|known| plain.iter().position(|name| name == known))
    }

    /// The name that the caller gave, else the column with the best name.
    ///
    /// # Errors
    /// [`OpenError::NoColumnFor`], with the columns there are.
    pub fn named_or_found(self, given: Option<&str>, columns: &[String], path: &Path) -> Result<String, OpenError> {
        match (given, self.find(columns)) {
            (Some(name), _) => Ok(name.to_owned()),
            (None, Some(at)) => Ok(columns[at].clone()),
            (None, None) => Err(OpenError::NoColumnFor {
                path: path.to_owned(),
                role: self.name(),
                columns: super::listed(columns),
            }),
        }
    }
}

/// Letters and digits only, in lower case.
fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_found() {
        let check = |column: Column, header: &str, expect: Option<usize>| {
            let columns: Vec<String> = header.split(',').map(str::to_owned).collect();
            assert_eq!(column.find(&columns), expect, "{column:?} in {header}");
        };
        let polis = "timestamp,datetime,comment-id,voter-id,vote";
        check(Column::Person, polis, Some(3));
        check(Column::Statement, polis, Some(2));
        check(Column::Vote, polis, Some(4));
        check(Column::Time, polis, Some(0));
        check(Column::Person, "Persona,Affermazione,Voto", Some(0));
        check(Column::Statement, "Persona,Affermazione,Voto", Some(1));
        check(Column::Vote, "Persona,Affermazione,Voto", Some(2));
        check(Column::Time, "Persona,Affermazione,Voto", None);
        check(Column::Text, "comment-id,author-id,agrees,comment-body", Some(3));
        check(Column::Meta, "comment-id,is_meta", Some(1));
        check(Column::Person, "a,b", None);
    }
}
