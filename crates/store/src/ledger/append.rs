//! Writing entries down in the transaction of the act: their place in the tree comes with the sequencer.

use super::leaf::Leaf;
use super::tree::Hash;
use crate::engine::conn::Conn;
use crate::engine::value::args;
use crate::error::Error;
use crate::id::LeafId;

/// Writes an entry down; gives its bytes.
pub(crate) async fn append(tx: &mut Conn, id: LeafId, leaf: &Leaf) -> Result<Vec<u8>, Error> {
    let bytes = leaf.bytes()?;
    let add = "INSERT INTO leaf (id, bytes, hash) VALUES ($1, $2, $3)";
    tx.run(add, args![id, bytes.clone(), Hash::leaf(&bytes)]).await?;
    Ok(bytes)
}
