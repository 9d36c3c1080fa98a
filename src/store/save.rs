//! Saves what was read: new documents in batches, and a stored document read anew.

use std::collections::{BTreeSet, HashSet};

use chrono::{NaiveDateTime, SubsecRound, Utc};
use diesel::prelude::*;

use super::{
    DocumentId, Incoming, ReadDocument, Saved, StoreError,
    codes::{joined, whole},
    connection::{AnyConnection, bump},
    documents, items, register,
    reviews::renumber,
    schema::{document, original, review},
    statements,
};
use crate::{
    diagnostics::{Diagnostic, DiagnosticKind, Stage},
    review::ReviewId,
};

#[derive(Insertable)]
#[diesel(table_name = document)]
struct NewDocument<'a> {
    sha256: &'a str,
    file_name: &'a str,
    media_type: &'a str,
    byte_count: i64,
    received_at: NaiveDateTime,
    text: &'a str,
}

#[derive(Insertable)]
#[diesel(table_name = original)]
struct NewOriginal<'a> {
    document_id: i32,
    bytes: &'a [u8],
}

#[derive(Insertable, AsChangeset)]
#[diesel(table_name = review, treat_none_as_default_value = false, treat_none_as_null = true)]
struct ReviewRow<'a> {
    document_id: i32,
    organisation_key: Option<&'a str>,
    organisation_as_written: Option<&'a str>,
    year: Option<i32>,
    plan_years: String,
    dnr: Option<&'a str>,
    decided_on: Option<&'a str>,
    version: i32,
    is_current: bool,
    usable: bool,
    remarks: i32,
    taxonomy_version: &'a str,
}

/// Saves a batch, in its order. What is stored already, or stands twice in the batch, is left alone.
pub(super) fn batch(connection: &mut AnyConnection, batch: &[Incoming]) -> Result<Vec<Saved>, StoreError> {
    let received_at = Utc::now().naive_utc().trunc_subsecs(0);
    let keys = register::keys(connection)?;
    let mut known = documents::known(connection, batch.iter().map(|incoming| &incoming.sha256))?;
    let before = known.len();
    let mut rows = items::Rows::default();
    let mut saved = Vec::with_capacity(batch.len());
    for incoming in batch {
        if let Some(review) = known.get(&incoming.sha256) {
            saved.push(Saved::Unchanged { review: *review });
            continue;
        }
        let document_id = insert_document(connection, incoming, received_at)?;
        let remarks = remarks(&incoming.read, &keys);
        let mut row = row(document_id, &incoming.read, &keys, remarks.len());
        if let (Some(key), Some(year)) = (row.organisation_key, row.year) {
            row.version = succeed(connection, key, year)?;
        }
        let version = row.version;
        let id: i32 = diesel::insert_into(review::table).values(row).returning(review::id).get_result(connection)?;
        rows.add(id, &incoming.read.review, &remarks)?;
        known.insert(incoming.sha256.clone(), ReviewId(id));
        saved.push(Saved::New { review: ReviewId(id), version });
    }
    if known.len() > before {
        rows.insert(connection)?;
        bump(connection)?;
    }
    Ok(saved)
}

/// Puts new readings in the place of old ones. Where a reading says the same as before, nothing is touched.
pub(super) fn replace(
    connection: &mut AnyConnection,
    readings: &[(DocumentId, ReadDocument)],
) -> Result<Vec<Saved>, StoreError> {
    let keys = register::keys(connection)?;
    let mut chains = BTreeSet::new();
    let mut outcomes = Vec::with_capacity(readings.len());
    for (document_id, read) in readings {
        outcomes.push(replace_one(connection, *document_id, read, &keys, &mut chains)?);
    }
    for (key, year) in chains {
        renumber(connection, &key, year)?;
    }
    if outcomes.iter().any(|(_, changed)| *changed) {
        bump(connection)?;
    }
    let mut saved = Vec::with_capacity(outcomes.len());
    for (id, changed) in outcomes {
        let review = ReviewId(id);
        saved.push(if changed {
            let query = review::table.filter(review::id.eq(id)).select(review::version);
            Saved::New { review, version: query.first(connection)? }
        } else {
            Saved::Unchanged { review }
        });
    }
    Ok(saved)
}

/// Replaces one reading; gives its review and whether anything differs. `chains` takes in what must be numbered anew.
fn replace_one(
    connection: &mut AnyConnection,
    document_id: DocumentId,
    read: &ReadDocument,
    keys: &HashSet<String>,
    chains: &mut BTreeSet<(String, i32)>,
) -> Result<(i32, bool), StoreError> {
    type Old = (i32, Option<String>, Option<i32>, i32, bool);
    let columns = (review::id, review::organisation_key, review::year, review::version, review::is_current);
    let query = review::table.filter(review::document_id.eq(document_id.0)).select(columns);
    let Some((id, old_key, old_year, version, is_current)) = query.first::<Old>(connection).optional()? else {
        return Err(StoreError::Damaged(format!("no review of document {}", document_id.0)));
    };
    let remarks = remarks(read, keys);
    let mut row = row(document_id.0, read, keys, remarks.len());
    if is_same(connection, ReviewId(id), read, &row, &remarks)? {
        return Ok((id, false));
    }
    let new = (row.organisation_key.map(str::to_owned), row.year);
    let old = (old_key, old_year);
    if new == old {
        (row.version, row.is_current) = (version, is_current);
    }
    diesel::update(review::table.filter(review::id.eq(id))).set(row).execute(connection)?;
    diesel::update(document::table.filter(document::id.eq(document_id.0)))
        .set((document::media_type.eq(&read.media_type), document::text.eq(&read.text)))
        .execute(connection)?;
    items::delete(connection, id)?;
    let mut rows = items::Rows::default();
    rows.add(id, &read.review, &remarks)?;
    rows.insert(connection)?;
    if new != old {
        chains.extend([old, new].into_iter().filter_map(|(key, year)| key.zip(year)));
    }
    Ok((id, true))
}

fn insert_document(
    connection: &mut AnyConnection,
    incoming: &Incoming,
    received_at: NaiveDateTime,
) -> Result<i32, StoreError> {
    let new = NewDocument {
        sha256: &incoming.sha256.0,
        file_name: &incoming.file_name,
        media_type: &incoming.read.media_type,
        byte_count: i64::try_from(incoming.bytes.len()).unwrap_or(i64::MAX),
        received_at,
        text: &incoming.read.text,
    };
    let document_id: i32 =
        diesel::insert_into(document::table).values(new).returning(document::id).get_result(connection)?;
    let new = NewOriginal { document_id, bytes: &incoming.bytes };
    diesel::insert_into(original::table).values(new).execute(connection)?;
    Ok(document_id)
}

/// Makes room at the end of a chain: gives the next version, and no older one is current any more.
fn succeed(connection: &mut AnyConnection, key: &str, year: i32) -> Result<i32, StoreError> {
    let chain = review::organisation_key.eq(key).and(review::year.eq(year));
    let newest: Option<i32> =
        review::table.filter(chain).select(diesel::dsl::max(review::version)).first(connection)?;
    let Some(newest) = newest else {
        return Ok(1);
    };
    diesel::update(review::table.filter(chain.and(review::is_current)))
        .set(review::is_current.eq(false))
        .execute(connection)?;
    Ok(newest + 1)
}

/// The key that the stored register knows; another is not placed.
fn key<'a>(read: &'a ReadDocument, keys: &HashSet<String>) -> Option<&'a str> {
    read.review.organisation.as_ref().map(|matched| matched.key.0.as_str()).filter(|key| keys.contains(*key))
}

fn row<'a>(document_id: i32, read: &'a ReadDocument, keys: &HashSet<String>, remarks: usize) -> ReviewRow<'a> {
    let review = &read.review;
    let name = review.organisation.as_ref().map(|matched| matched.name.as_str());
    ReviewRow {
        document_id,
        organisation_key: key(read, keys),
        organisation_as_written: review.organisation_as_written.as_deref().or(name),
        year: review.review_year.map(|year| whole(year.number())),
        plan_years: joined(review.plan_years.iter()),
        dnr: review.dnr.as_deref(),
        decided_on: review.decided_on.as_deref(),
        version: 1,
        is_current: true,
        usable: review.is_usable(),
        remarks: whole(remarks),
        taxonomy_version: &review.taxonomy_version,
    }
}

/// The reading's remarks, and one more where the register changed while the document was read.
fn remarks(read: &ReadDocument, keys: &HashSet<String>) -> Vec<Diagnostic> {
    let mut remarks = read.diagnostics.clone();
    if let Some(matched) = &read.review.organisation
        && key(read, keys).is_none()
    {
        let kind = DiagnosticKind::UnknownOrganisation;
        remarks.push(Diagnostic::whole(Stage::Normalise, kind, matched.name.clone()));
    }
    remarks
}

/// Whether a stored reading says what the new one says, to the last word.
fn is_same(
    connection: &mut AnyConnection,
    id: ReviewId,
    read: &ReadDocument,
    new: &ReviewRow,
    remarks: &[Diagnostic],
) -> Result<bool, StoreError> {
    let review = &read.review;
    let document = documents::one(connection, DocumentId(new.document_id))?;
    let (Some(head), Some(document)) = (super::reviews::head(connection, id)?, document) else {
        return Ok(false);
    };
    let same_head = head.organisation.as_ref().map(|key| key.0.as_str()) == new.organisation_key
        && head.organisation_as_written.as_deref() == new.organisation_as_written
        && head.year == review.review_year
        && head.plan_years == review.plan_years
        && head.dnr == review.dnr
        && head.decided_on == review.decided_on
        && head.taxonomy_version == review.taxonomy_version
        && document.media_type == read.media_type
        && document.text == read.text;
    Ok(same_head
        && items::actions_of(connection, id)? == review.actions
        && items::risks_of(connection, id)? == review.risks
        && items::metrics_of(connection, id)? == review.metrics
        && statements::findings_of(connection, id)? == review.findings
        && statements::personal_of(connection, id)? == review.personal
        && items::remarks_of(connection, id)? == remarks)
}
