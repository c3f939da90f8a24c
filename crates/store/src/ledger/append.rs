//! Writing entries down in the transaction of the act.
//!
//! SQLite has one writer, so that entries come one after the other and have their number at once. On PostgreSQL many write at the
//! same time, and the number comes with the sequencer. On both, an entry is in the tree when the sequencer has signed over it.

use super::leaf::Leaf;
use super::tree::Hash;
use crate::engine::conn::Conn;
use crate::engine::value::args;
use crate::error::Error;
use crate::id::LeafId;

/// Writes an entry down; gives its bytes.
pub(crate) async fn append(tx: &mut Conn, id: LeafId, leaf: &Leaf) -> Result<Vec<u8>, Error> {
    let bytes = leaf.bytes()?;
    let add = if tx.is_sqlite() {
        "INSERT INTO leaf (id, number, bytes, hash) SELECT $1, COALESCE(MAX(number) + 1, 0), $2, $3 FROM leaf"
    } else {
        "INSERT INTO leaf (id, bytes, hash) VALUES ($1, $2, $3)"
    };
    tx.run(add, args![id, bytes.clone(), Hash::leaf(&bytes)]).await?;
    Ok(bytes)
}
