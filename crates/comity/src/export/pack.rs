//! The archive, packed while it is sent: what is in memory is some rows and what of the archive nobody has taken yet.

use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};

use comity_store::{ActivityView, CommentId, Context, ContributionId, Store};
use tokio::sync::mpsc::Sender;
use zip::ZipWriter;
use zip::write::{SimpleFileOptions, StreamWriter};

use super::table::{Row, Table, activity, comment, contribution, csv, jsonl};
use crate::words::Lang;

/// Rows that are read at once.
const AT_ONCE: u16 = 200;

/// What is packed.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The activities.
    pub activities: Vec<ActivityView>,
    /// In which language statuses and the file on columns are.
    pub lang: Lang,
}

/// What was written of the archive and not sent yet.
#[derive(Clone, Default)]
struct Unsent(Arc<Mutex<Vec<u8>>>);

impl Unsent {
    fn take(&self) -> Vec<u8> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Write for Unsent {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

struct Archive {
    zip: ZipWriter<StreamWriter<Unsent>>,
    unsent: Unsent,
    to: Sender<std::io::Result<Vec<u8>>>,
}

impl Archive {
    fn begin(&mut self, name: String) -> anyhow::Result<()> {
        Ok(self.zip.start_file(name, SimpleFileOptions::default().large_file(true))?)
    }

    /// Writes bytes, and sends what the archive has grown by; waits while whoever takes it is slow.
    async fn write(&mut self, bytes: &[u8]) -> anyhow::Result<()> {
        self.zip.write_all(bytes)?;
        self.send().await
    }

    async fn send(&mut self) -> anyhow::Result<()> {
        let bytes = self.unsent.take();
        if bytes.is_empty() {
            return Ok(());
        }
        self.to.send(Ok(bytes)).await.map_err(|_| anyhow::anyhow!("nobody takes the archive any more"))
    }
}

/// Which of the two forms of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Csv,
    Lines,
}

/// Packs everything of some activities and sends it as it grows. What goes wrong is sent last: whoever takes it must not believe an
/// archive that was cut short.
pub async fn pack(store: Store, ctx: Context, plan: Plan, to: Sender<std::io::Result<Vec<u8>>>) {
    if let Err(error) = whole(&store, &ctx, &plan, &to).await {
        tracing::warn!(%error, "an export was not packed to its end");
        // Nobody may be there to take it.
        let _ = to.send(Err(std::io::Error::other("the export was cut short"))).await;
    }
}

async fn whole(store: &Store, ctx: &Context, plan: &Plan, to: &Sender<std::io::Result<Vec<u8>>>) -> anyhow::Result<()> {
    let unsent = Unsent::default();
    let mut archive = Archive { zip: ZipWriter::new_stream(unsent.clone()), unsent, to: to.clone() };
    archive.begin("README.md".to_owned())?;
    let readme = match plan.lang {
        Lang::En => include_str!("readme.en.md"),
        Lang::It => include_str!("readme.it.md"),
    };
    archive.write(readme.as_bytes()).await?;
    for table in Table::ALL {
        for form in [Form::Csv, Form::Lines] {
            let ending = if form == Form::Csv { "csv" } else { "jsonl" };
            archive.begin(format!("{}.{ending}", table.name()))?;
            if form == Form::Csv {
                archive.write(&csv(Some(table.columns()), &[])).await?;
            }
            for one in &plan.activities {
                rows(store, ctx, (one, table, plan.lang), form, &mut archive).await?;
            }
        }
    }
    let Archive { zip, unsent, to } = archive;
    zip.finish()?;
    let rest = unsent.take();
    to.send(Ok(rest)).await.map_err(|_| anyhow::anyhow!("nobody takes the archive any more"))
}

/// The rows of one activity in one table.
async fn rows(
    store: &Store,
    ctx: &Context,
    (of, table, lang): (&ActivityView, Table, Lang),
    form: Form,
    archive: &mut Archive,
) -> anyhow::Result<()> {
    let bytes = |rows: &[Row]| match form {
        Form::Csv => csv(None, rows),
        Form::Lines => jsonl(table.columns(), rows),
    };
    match table {
        Table::Activities => archive.write(&bytes(&[activity(of, lang)])).await,
        Table::Comments => {
            let mut after = CommentId::NONE;
            loop {
                let some = store.export_comments(ctx, of.id, after, AT_ONCE).await?;
                let Some(last) = some.last() else { return Ok(()) };
                after = last.id;
                let rows: Vec<Row> = some.iter().map(|one| comment(of, one)).collect();
                archive.write(&bytes(&rows)).await?;
            }
        }
        Table::Contributions | Table::Statements | Table::Votes | Table::Outcomes => {
            let mut after = ContributionId::NONE;
            loop {
                let some = store.export_contributions(ctx, of.id, after, AT_ONCE).await?;
                let Some(last) = some.last() else { return Ok(()) };
                after = last.id;
                let rows: Vec<Row> = some.iter().filter_map(|one| contribution(table, of, one, lang)).collect();
                archive.write(&bytes(&rows)).await?;
            }
        }
    }
}
