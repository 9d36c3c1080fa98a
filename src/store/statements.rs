//! Rows of findings and of the places that name persons.

use std::collections::HashMap;

use diesel::prelude::*;

use super::{
    StoreError, StoredFinding,
    codes::{evidence_json, evidence_of, joined, parsed, small, split, whole},
    connection::AnyConnection,
    items::{IDS_AT_ONCE, offset, place, share, span},
    reviews,
    schema::{finding, personal},
};
use crate::review::{Finding, FindingId, Personal, ReviewId};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = finding, treat_none_as_default_value = false)]
pub(super) struct FindingRow {
    review_id: i32,
    kind: String,
    text: String,
    heading: String,
    areas: String,
    page: Option<i32>,
    line: i32,
    span_start: i64,
    span_end: i64,
    quote: String,
    confidence: f64,
    evidence_json: String,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = personal, treat_none_as_default_value = false)]
pub(super) struct PersonalRow {
    review_id: i32,
    kind: String,
    page: Option<i32>,
    line: i32,
    span_start: i64,
    span_end: i64,
}

/// The findings of a review, in the order of the document.
pub(super) fn findings_of(connection: &mut AnyConnection, review: ReviewId) -> Result<Vec<Finding>, StoreError> {
    let query = finding::table.filter(finding::review_id.eq(review.0)).order(finding::id);
    query.select(FindingRow::as_select()).load(connection)?.iter().map(finding_of).collect()
}

/// The findings with these ids, in the order asked. Ids that are not there are left out.
pub(super) fn findings(connection: &mut AnyConnection, ids: &[FindingId]) -> Result<Vec<StoredFinding>, StoreError> {
    let mut rows: HashMap<i32, FindingRow> = HashMap::new();
    for part in ids.chunks(IDS_AT_ONCE) {
        let part: Vec<i32> = part.iter().map(|id| id.0).collect();
        let query = finding::table.filter(finding::id.eq_any(part)).select((finding::id, FindingRow::as_select()));
        rows.extend(query.load::<(i32, FindingRow)>(connection)?);
    }
    let heads = reviews::heads_by_id(connection, rows.values().map(|row| row.review_id))?;
    let mut found = Vec::with_capacity(rows.len());
    for id in ids {
        if let Some(row) = rows.get(&id.0)
            && let Some(review) = heads.get(&row.review_id)
        {
            found.push(StoredFinding { id: *id, finding: finding_of(row)?, review: review.clone() });
        }
    }
    Ok(found)
}

/// Where a review names persons, in the order of the text.
pub(super) fn personal_of(connection: &mut AnyConnection, review: ReviewId) -> Result<Vec<Personal>, StoreError> {
    let query = personal::table.filter(personal::review_id.eq(review.0)).order(personal::id);
    query.select(PersonalRow::as_select()).load(connection)?.iter().map(person_of).collect()
}

pub(super) fn finding_row(review_id: i32, finding: &Finding) -> Result<FindingRow, StoreError> {
    let place = &finding.place;
    Ok(FindingRow {
        review_id,
        kind: finding.kind.code().to_owned(),
        text: finding.text.clone(),
        heading: finding.heading.clone(),
        areas: joined(finding.areas.iter()),
        page: place.page.map(whole),
        line: whole(place.line),
        span_start: offset(place.span.start),
        span_end: offset(place.span.end),
        quote: place.quote.clone(),
        confidence: finding.confidence.into(),
        evidence_json: evidence_json(&finding.evidence)?,
    })
}

fn finding_of(row: &FindingRow) -> Result<Finding, StoreError> {
    Ok(Finding {
        kind: parsed(&row.kind)?,
        text: row.text.clone(),
        heading: row.heading.clone(),
        areas: split(&row.areas)?,
        place: place(row.page, row.line, (row.span_start, row.span_end), &row.quote)?,
        confidence: share(row.confidence),
        evidence: evidence_of(&row.evidence_json)?,
    })
}

pub(super) fn personal_row(review_id: i32, personal: &Personal) -> PersonalRow {
    PersonalRow {
        review_id,
        kind: personal.kind.code().to_owned(),
        page: personal.page.map(whole),
        line: whole(personal.line),
        span_start: offset(personal.span.start),
        span_end: offset(personal.span.end),
    }
}

fn person_of(row: &PersonalRow) -> Result<Personal, StoreError> {
    Ok(Personal {
        kind: parsed(&row.kind)?,
        page: row.page.map(small).transpose()?,
        line: small(row.line)?,
        span: span(row.span_start, row.span_end)?,
    })
}
