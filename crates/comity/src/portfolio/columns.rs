//! Which column of a table of events plays which part.

use comity_intake::{Table, nearest_names};

use crate::cmd::Usage;
use crate::study::outcome::ColumnUse;

/// The part that a column plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The unit that had the event, as the posts call it.
    Unit,
    /// When.
    Time,
    /// What the event is called.
    Name,
    /// What kind of event it was.
    Kind,
    /// The industry.
    Industry,
    /// The firm: events of one firm belong together.
    Firm,
    /// The participation total, 0 to 28.
    Participation,
    /// The information total, 0 to 28.
    Information,
    /// Kinds of capital offered, as a list.
    Capital,
    /// Whether economic capital was offered.
    Economic,
    /// Whether cultural capital was offered.
    Cultural,
    /// Whether social capital was offered.
    Social,
    /// Whether information was offered.
    Informational,
    /// Window before this event.
    Before,
    /// Window from this event on.
    After,
}

impl Part {
    /// All parts; those before come first to a column that two could claim.
    pub const ALL: [Self; 15] = [
        Self::Unit,
        Self::Time,
        Self::Name,
        Self::Kind,
        Self::Industry,
        Self::Firm,
        Self::Participation,
        Self::Information,
        Self::Capital,
        Self::Economic,
        Self::Cultural,
        Self::Social,
        Self::Informational,
        Self::Before,
        Self::After,
    ];

    /// As on the command line and in the JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unit => "unit",
            Self::Time => "time",
            Self::Name => "name",
            Self::Kind => "kind",
            Self::Industry => "industry",
            Self::Firm => "firm",
            Self::Participation => "participation",
            Self::Information => "information",
            Self::Capital => "capital",
            Self::Economic => "economic",
            Self::Cultural => "cultural",
            Self::Social => "social",
            Self::Informational => "informational",
            Self::Before => "before",
            Self::After => "after",
        }
    }

    /// Names that a column of this part goes by, the surest first; small letters and digits only.
    fn names(self) -> &'static [&'static str] {
        match self {
            Self::Unit => &["unit", "brand", "company", "account", "product", "marca", "azienda", "unita"],
            Self::Time => {
                &["time", "date", "at", "datetime", "when", "day", "eventtime", "eventdate", "data", "quando"]
            }
            Self::Name => &["name", "event", "eventname", "title", "label", "nome", "evento", "titolo"],
            Self::Kind => &["kind", "type", "category", "genere", "tipo", "categoria"],
            Self::Industry => &["industry", "sector", "branch", "settore", "industria"],
            Self::Firm => &["firm", "cluster", "group", "parent", "impresa", "gruppo"],
            Self::Participation => &["participation", "participationtotal", "partecipazione"],
            Self::Information => &["information", "informationtotal", "informazione", "informazioni"],
            Self::Capital => &["capital", "capitaloffered", "capitals", "offered", "capitale", "capitali"],
            Self::Economic => &["economic", "economiccapital", "capitaleconomic", "economico"],
            Self::Cultural => &["cultural", "culturalcapital", "capitalcultural", "culturale"],
            Self::Social => &["social", "socialcapital", "capitalsocial", "sociale"],
            Self::Informational => {
                &["informational", "informationcapital", "informationalcapital", "capitalinformation", "informativo"]
            }
            Self::Before => &["before", "windowbefore", "prima"],
            Self::After => &["after", "windowafter", "dopo"],
        }
    }

    fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.name() == name.trim().to_lowercase())
    }
}

/// The columns of a table of events.
#[derive(Debug, Clone, Default)]
pub struct Columns {
    found: Vec<(Part, usize, bool)>,
}

impl Columns {
    /// Finds them: those named as `part=column`, then the rest by their names.
    ///
    /// # Errors
    /// A part or a column that does not exist, with the names that are near.
    pub fn find(table: &Table, named: &[String]) -> anyhow::Result<Self> {
        let mut columns = Self::default();
        for pair in named {
            let Some((part, column)) = pair.split_once('=') else {
                return Err(Usage(format!(
                    "--column {pair:?}: write PART=COLUMN, as in --column time=launched; parts are {}",
                    parts()
                ))
                .into());
            };
            let Some(part) = Part::parse(part) else {
                let near = nearest_names(part, Part::ALL.iter().map(|p| p.name()));
                let offer = if near.is_empty() { format!("parts are {}", parts()) } else { offer(&near) };
                return Err(Usage(format!("--column {pair:?}: an event has no part called {part:?}; {offer}")).into());
            };
            columns.found.push((part, table.column(column.trim())?, true));
        }
        let taken = |columns: &Self, at: usize| columns.found.iter().any(|(_, column, _)| *column == at);
        for part in Part::ALL {
            if columns.of(part).is_none() {
                let is = |name: &&str| table.columns.iter().position(|column| plain(column) == *name);
                if let Some(at) = part.names().iter().filter_map(is).find(|at| !taken(&columns, *at)) {
                    columns.found.push((part, at, false));
                }
            }
        }
        // A table with a time under the name of the event itself.
        let begins_as_a_time = |at: usize| {
            let filled = (0..table.rows.len()).map(|row| table.cell(row, at).trim()).filter(|cell| !cell.is_empty());
            table.rows.is_empty() || filled.take(20).any(|cell| cell.starts_with(|c: char| c.is_ascii_digit()))
        };
        if columns.of(Part::Time).is_none()
            && let Some(name) = columns.found.iter_mut().find(|(part, at, named)| {
                *part == Part::Name && !named && plain(&table.columns[*at]) == "event" && begins_as_a_time(*at)
            })
        {
            name.0 = Part::Time;
        }
        if columns.of(Part::Time).is_none() {
            anyhow::bail!(
                "{}: no column tells when the events were. Name it with --column time=COLUMN; there is: {}",
                table.path.display(),
                table.columns.join(", ")
            );
        }
        Ok(columns)
    }

    /// The place of a part's column.
    pub fn of(&self, part: Part) -> Option<usize> {
        self.found.iter().find(|(of, _, _)| *of == part).map(|(_, at, _)| *at)
    }

    /// Which columns play which part, for those who check.
    pub fn used(&self, table: &Table) -> Vec<ColumnUse> {
        Part::ALL
            .into_iter()
            .filter_map(|part| self.found.iter().find(|(of, _, _)| *of == part))
            .map(|(part, at, named)| ColumnUse {
                role: part.name().into(),
                column: table.columns[*at].clone(),
                found: if *named { "named" } else { "name" }.into(),
            })
            .collect()
    }
}

fn parts() -> String {
    Part::ALL.map(Part::name).join(", ")
}

fn offer(near: &[String]) -> String {
    format!("did you mean {}?", near.join(", "))
}

/// Small letters and digits of a name.
fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(header: &[&str]) -> Table {
        let mut table = Table::default();
        table.columns = header.iter().map(|c| (*c).to_owned()).collect();
        table
    }

    fn check(header: &[&str], named: &[&str], expect: &[(Part, &str)]) {
        let table = of(header);
        let named: Vec<String> = named.iter().map(|n| (*n).to_owned()).collect();
        let found = Columns::find(&table, &named).unwrap();
        for (part, column) in expect {
            let at = found.of(*part).unwrap_or_else(|| panic!("{part:?} in {header:?}"));
            assert_eq!(table.columns[at], *column, "{part:?} in {header:?}");
        }
        assert_eq!(found.used(&table).len(), expect.len(), "{header:?}: {:?}", found.found);
    }

    #[test]
    fn columns_are_known_by_their_names() {
        check(&["Brand", "Date", "Event"], &[], &[(Part::Unit, "Brand"), (Part::Time, "Date"), (Part::Name, "Event")]);
        check(&["brand", "event"], &[], &[(Part::Unit, "brand"), (Part::Time, "event")]);
        check(&["marca", "data", "tipo"], &[], &[(Part::Unit, "marca"), (Part::Time, "data"), (Part::Kind, "tipo")]);
        check(
            &["unit", "time", "information", "Information capital"],
            &[],
            &[
                (Part::Unit, "unit"),
                (Part::Time, "time"),
                (Part::Information, "information"),
                (Part::Informational, "Information capital"),
            ],
        );
    }

    #[test]
    fn columns_can_be_named() {
        check(
            &["date", "launched", "who"],
            &["time=launched", "unit=who", "before=date"],
            &[(Part::Time, "launched"), (Part::Unit, "who"), (Part::Before, "date")],
        );
        let table = of(&["who"]);
        let refused = |named: &[&str]| {
            let named: Vec<String> = named.iter().map(|n| (*n).to_owned()).collect();
            Columns::find(&table, &named).unwrap_err().to_string()
        };
        assert!(refused(&[]).contains("--column time=COLUMN"));
        assert!(refused(&["tim=who"]).contains("did you mean time"));
        assert!(refused(&["time"]).contains("PART=COLUMN"));
        assert!(refused(&["time=when"]).contains("who"));
    }
}
