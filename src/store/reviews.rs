//! Heads of reviews: one, those of an organisation, and those that cannot be placed; and the chains of versions.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::{
    DocumentId, ReviewHead, StoreError,
    codes::{small, split, year},
    connection::AnyConnection,
    items::IDS_AT_ONCE,
    schema::{document, organisation, review},
};
use crate::review::{OrganisationKey, ReviewId};

#[derive(Queryable, Selectable)]
#[diesel(table_name = review)]
struct HeadRow {
    id: i32,
    document_id: i32,
    organisation_key: Option<String>,
    organisation_as_written: Option<String>,
    year: Option<i32>,
    plan_years: String,
    dnr: Option<String>,
    decided_on: Option<String>,
    version: i32,
    is_current: bool,
    usable: bool,
    remarks: i32,
    taxonomy_version: String,
}

type Row = (HeadRow, String, String, NaiveDateTime);

/// What is selected for a head. A macro, as the type of such a query cannot be written down with reason.
macro_rules! head_rows {
    ($filter:expr) => {
        review::table.inner_join(document::table).filter($filter).select((
            HeadRow::as_select(),
            document::file_name,
            document::sha256,
            document::received_at,
        ))
    };
}

/// One review.
pub(super) fn head(connection: &mut AnyConnection, id: ReviewId) -> Result<Option<ReviewHead>, StoreError> {
    let rows: Vec<Row> = head_rows!(review::id.eq(id.0)).load(connection)?;
    Ok(heads(connection, rows)?.pop())
}

/// Many reviews, by their row ids.
pub(super) fn heads_by_id(
    connection: &mut AnyConnection,
    ids: impl Iterator<Item = i32>,
) -> Result<HashMap<i32, ReviewHead>, StoreError> {
    let ids: Vec<i32> = ids.collect::<HashSet<_>>().into_iter().collect();
    let mut rows: Vec<Row> = Vec::with_capacity(ids.len());
    for part in ids.chunks(IDS_AT_ONCE) {
        rows.extend(head_rows!(review::id.eq_any(part.to_vec())).load::<Row>(connection)?);
    }
    Ok(heads(connection, rows)?.into_iter().map(|head| (head.id.0, head)).collect())
}

/// All reviews of an organisation and all their versions, newest year and newest version first.
pub(super) fn of(connection: &mut AnyConnection, key: &OrganisationKey) -> Result<Vec<ReviewHead>, StoreError> {
    let rows: Vec<Row> = head_rows!(review::organisation_key.eq(&key.0)).load(connection)?;
    let mut heads = heads(connection, rows)?;
    heads.sort_by_key(|head| std::cmp::Reverse((head.year, head.version, head.document)));
    Ok(heads)
}

/// Reviews without organisation or year, in the order of arrival.
pub(super) fn unplaced(connection: &mut AnyConnection) -> Result<Vec<ReviewHead>, StoreError> {
    let rows: Vec<Row> = head_rows!(review::organisation_key.is_null().or(review::year.is_null())).load(connection)?;
    let mut heads = heads(connection, rows)?;
    heads.sort_by_key(|head| head.document);
    Ok(heads)
}

/// The review that was read from a document.
pub(super) fn of_document(connection: &mut AnyConnection, id: DocumentId) -> Result<Option<ReviewHead>, StoreError> {
    let rows: Vec<Row> = head_rows!(review::document_id.eq(id.0)).load(connection)?;
    Ok(heads(connection, rows)?.into_iter().next())
}

fn heads(connection: &mut AnyConnection, rows: Vec<Row>) -> Result<Vec<ReviewHead>, StoreError> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let names: HashMap<String, String> =
        organisation::table.select((organisation::key, organisation::name)).load(connection)?.into_iter().collect();
    rows.into_iter().map(|row| head_of(row, &names)).collect()
}

fn head_of(
    (row, file_name, sha256, received_at): Row,
    names: &HashMap<String, String>,
) -> Result<ReviewHead, StoreError> {
    Ok(ReviewHead {
        id: ReviewId(row.id),
        document: DocumentId(row.document_id),
        file_name,
        sha256,
        organisation_name: row.organisation_key.as_ref().and_then(|key| names.get(key)).cloned(),
        organisation: row.organisation_key.map(OrganisationKey),
        organisation_as_written: row.organisation_as_written,
        year: row.year.map(year).transpose()?,
        plan_years: split(&row.plan_years)?,
        dnr: row.dnr,
        decided_on: row.decided_on,
        version: row.version,
        current: row.is_current,
        usable: row.usable,
        taxonomy_version: row.taxonomy_version,
        received_at: iso(received_at),
        remarks: small(row.remarks)?,
    })
}

/// A time as ISO 8601 in UTC, to the second.
pub(super) fn iso(time: NaiveDateTime) -> String {
    time.format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// Numbers the reviews of an organisation and year anew, in the order of arrival; the newest is current.
pub(super) fn renumber(connection: &mut AnyConnection, key: &str, year: i32) -> Result<(), StoreError> {
    let ids: Vec<i32> = review::table
        .filter(review::organisation_key.eq(key).and(review::year.eq(year)))
        .order(review::document_id)
        .select(review::id)
        .load(connection)?;
    let last = ids.len();
    for (version, id) in (1..).zip(ids) {
        let newest = usize::try_from(version).is_ok_and(|version| version == last);
        diesel::update(review::table.filter(review::id.eq(id)))
            .set((review::version.eq(version), review::is_current.eq(newest)))
            .execute(connection)?;
    }
    Ok(())
}
