//! Documents: which are known, their text as read, and the file byte for byte.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::{
    DocumentId, Sha256Hex, StoreError, StoredDocument,
    connection::AnyConnection,
    items::IDS_AT_ONCE,
    reviews::iso,
    schema::{document, original, review, state},
};
use crate::review::ReviewId;

#[derive(Queryable, Selectable)]
#[diesel(table_name = document)]
struct DocumentRow {
    id: i32,
    sha256: String,
    file_name: String,
    media_type: String,
    byte_count: i64,
    received_at: NaiveDateTime,
    text: String,
}

/// Which of these are stored already, with the review read from each.
pub(super) fn known<'a>(
    connection: &mut AnyConnection,
    sha256: impl Iterator<Item = &'a Sha256Hex>,
) -> Result<HashMap<Sha256Hex, ReviewId>, StoreError> {
    let asked: Vec<&str> = sha256.map(|hash| hash.0.as_str()).collect::<HashSet<_>>().into_iter().collect();
    let mut found = HashMap::new();
    for part in asked.chunks(IDS_AT_ONCE) {
        let query = document::table.inner_join(review::table).filter(document::sha256.eq_any(part.to_vec()));
        let rows: Vec<(String, i32)> = query.select((document::sha256, review::id)).load(connection)?;
        found.extend(rows.into_iter().map(|(hash, id)| (Sha256Hex(hash), ReviewId(id))));
    }
    Ok(found)
}

/// All documents, in the order of arrival.
pub(super) fn all(connection: &mut AnyConnection) -> Result<Vec<DocumentId>, StoreError> {
    let ids: Vec<i32> = document::table.select(document::id).order(document::id).load(connection)?;
    Ok(ids.into_iter().map(DocumentId).collect())
}

/// One document.
pub(super) fn one(connection: &mut AnyConnection, id: DocumentId) -> Result<Option<StoredDocument>, StoreError> {
    let query = document::table.filter(document::id.eq(id.0)).select(DocumentRow::as_select());
    let Some(row) = query.first::<DocumentRow>(connection).optional()? else {
        return Ok(None);
    };
    let invented: bool = state::table.select(state::invented).first(connection)?;
    Ok(Some(StoredDocument {
        id: DocumentId(row.id),
        file_name: row.file_name,
        media_type: row.media_type,
        sha256: row.sha256,
        bytes: row.byte_count,
        received_at: iso(row.received_at),
        text: row.text,
        invented,
    }))
}

/// The file of a document, byte for byte.
pub(super) fn original(connection: &mut AnyConnection, id: DocumentId) -> Result<Option<Vec<u8>>, StoreError> {
    let query = original::table.filter(original::document_id.eq(id.0)).select(original::bytes);
    Ok(query.first(connection).optional()?)
}
