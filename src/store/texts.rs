//! Every text of current, placed reviews at once, for the search: without what stands beside the words.
//!
//! Rows of actions, risks and findings are read for their words and place only; their evidence is left where it is.

use std::collections::HashMap;

use diesel::prelude::*;

use super::{
    ReviewHead, StoreError,
    codes::{parsed, small, split},
    connection::AnyConnection,
    items::span,
    reviews,
    schema::{action, document, finding, review, risk},
};
use crate::review::{ActionId, AreaSet, FindingKind, ReviewId, RiskId, Span, Status, YearSet};

/// What a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextOf {
    /// An action.
    Action(ActionId),
    /// A risk.
    Risk(RiskId),
    /// What is said not to be done, or what others found.
    Finding(FindingKind),
}

/// The words of an action, a risk or a finding, and where they stand.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredText {
    /// What it is.
    pub of: TextOf,
    /// In which review.
    pub review: ReviewId,
    /// The words.
    pub text: String,
    /// How a risk is to be treated.
    pub treatment: Option<String>,
    /// The nearest heading above it.
    pub heading: String,
    /// Areas.
    pub areas: AreaSet,
    /// Status of an action.
    pub status: Option<Status>,
    /// Years that an action is for.
    pub years: YearSet,
    /// A mention only.
    pub optional: bool,
    /// Page, where known.
    pub page: Option<u32>,
    /// Line, from 1.
    pub line: u32,
    /// Bytes of the text of the document.
    pub span: Span,
}

/// All that can be searched.
#[derive(Debug, Clone, Default)]
pub struct StoredTexts {
    /// The heads of current, placed reviews, by their row ids.
    pub heads: HashMap<ReviewId, ReviewHead>,
    /// Actions, risks and findings, each kind in the order of its documents.
    pub items: Vec<StoredText>,
    /// The text of each review's document, in the order of arrival.
    pub documents: Vec<(ReviewId, String)>,
}

/// Where a row says that it stands.
type PlaceRow = (Option<i32>, i32, i64, i64);

/// Everything, in one transaction.
pub(super) fn all(connection: &mut AnyConnection) -> Result<StoredTexts, StoreError> {
    let ids: Vec<i32> = review::table
        .filter(review::is_current.and(review::organisation_key.is_not_null()).and(review::year.is_not_null()))
        .select(review::id)
        .load(connection)?;
    let heads = reviews::heads_by_id(connection, ids.into_iter())?;
    let heads: HashMap<ReviewId, ReviewHead> = heads.into_values().map(|head| (head.id, head)).collect();
    let mut items = actions(connection)?;
    items.extend(risks(connection)?);
    items.extend(findings(connection)?);
    items.retain(|item| heads.contains_key(&item.review));
    let rows: Vec<(i32, String)> = document::table
        .inner_join(review::table)
        .filter(review::is_current)
        .select((review::id, document::text))
        .order(document::id)
        .load(connection)?;
    let documents = rows.into_iter().map(|(id, text)| (ReviewId(id), text));
    let documents = documents.filter(|(review, _)| heads.contains_key(review)).collect();
    Ok(StoredTexts { heads, items, documents })
}

fn stored(of: TextOf, review: i32, text: String, areas: &str, place: PlaceRow) -> Result<StoredText, StoreError> {
    let (page, line, start, end) = place;
    Ok(StoredText {
        of,
        review: ReviewId(review),
        text,
        treatment: None,
        heading: String::new(),
        areas: split(areas)?,
        status: None,
        years: YearSet::EMPTY,
        optional: false,
        page: page.map(small).transpose()?,
        line: small(line)?,
        span: span(start, end)?,
    })
}

fn actions(connection: &mut AnyConnection) -> Result<Vec<StoredText>, StoreError> {
    type Row = (i32, i32, String, String, String, String, String, bool, PlaceRow);
    let rows: Vec<Row> = action::table
        .inner_join(review::table)
        .filter(review::is_current)
        .select((
            action::id,
            action::review_id,
            action::text,
            action::heading,
            action::areas,
            action::status,
            action::years,
            action::optional,
            (action::page, action::line, action::span_start, action::span_end),
        ))
        .order(action::id)
        .load(connection)?;
    let each = rows.into_iter().map(|(id, review, text, heading, areas, status, years, optional, place)| {
        let stored = stored(TextOf::Action(ActionId(id)), review, text, &areas, place)?;
        Ok(StoredText { heading, optional, status: Some(parsed(&status)?), years: split(&years)?, ..stored })
    });
    each.collect()
}

fn risks(connection: &mut AnyConnection) -> Result<Vec<StoredText>, StoreError> {
    type Row = (i32, i32, String, Option<String>, String, bool, PlaceRow);
    let rows: Vec<Row> = risk::table
        .inner_join(review::table)
        .filter(review::is_current)
        .select((
            risk::id,
            risk::review_id,
            risk::text,
            risk::treatment,
            risk::areas,
            risk::optional,
            (risk::page, risk::line, risk::span_start, risk::span_end),
        ))
        .order(risk::id)
        .load(connection)?;
    let each = rows.into_iter().map(|(id, review, text, treatment, areas, optional, place)| {
        let stored = stored(TextOf::Risk(RiskId(id)), review, text, &areas, place)?;
        Ok(StoredText { treatment, optional, ..stored })
    });
    each.collect()
}

fn findings(connection: &mut AnyConnection) -> Result<Vec<StoredText>, StoreError> {
    type Row = (i32, String, String, String, String, PlaceRow);
    let rows: Vec<Row> = finding::table
        .inner_join(review::table)
        .filter(review::is_current)
        .select((
            finding::review_id,
            finding::kind,
            finding::text,
            finding::heading,
            finding::areas,
            (finding::page, finding::line, finding::span_start, finding::span_end),
        ))
        .order(finding::id)
        .load(connection)?;
    let each = rows.into_iter().map(|(review, kind, text, heading, areas, place)| {
        let stored = stored(TextOf::Finding(parsed(&kind)?), review, text, &areas, place)?;
        Ok(StoredText { heading, ..stored })
    });
    each.collect()
}
