//! Rows of actions, risks, metrics and remarks: written with their review, read whole.

use std::collections::HashMap;

use diesel::prelude::*;

use super::{
    StoreError, StoredAction, StoredRisk,
    codes::{
        amounts_json, amounts_of, evidence_json, evidence_of, joined, parsed, place_json, place_of, small, split, whole,
    },
    connection::AnyConnection,
    reviews,
    schema::{action, finding, metric, personal, remark, risk},
    statements::{FindingRow, PersonalRow, finding_row, personal_row},
};
use crate::{
    diagnostics::{Diagnostic, DiagnosticKind, Stage},
    review::{Action, ActionId, Deadline, Metric, Place, Review, ReviewId, Risk, RiskId, Span},
};

/// Rows of one statement. Nineteen columns each stay far below what either database can bind (32 766 and 65 535).
const ROWS_AT_ONCE: usize = 400;

/// Ids of one query.
pub(super) const IDS_AT_ONCE: usize = 1_000;

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = action, treat_none_as_default_value = false)]
struct ActionRow {
    review_id: i32,
    text: String,
    heading: String,
    years: String,
    status: String,
    areas: String,
    measures: String,
    optional: bool,
    page: Option<i32>,
    line: i32,
    span_start: i64,
    span_end: i64,
    quote: String,
    confidence: f64,
    evidence_json: String,
    responsible: Option<String>,
    deadline: Option<String>,
    deadline_period: Option<String>,
    amounts_json: Option<String>,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = risk, treat_none_as_default_value = false)]
struct RiskRow {
    review_id: i32,
    text: String,
    likelihood: Option<i32>,
    consequence: Option<i32>,
    value: Option<i32>,
    treatment: Option<String>,
    areas: String,
    optional: bool,
    page: Option<i32>,
    line: i32,
    span_start: i64,
    span_end: i64,
    quote: String,
    confidence: f64,
    evidence_json: String,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = metric, treat_none_as_default_value = false)]
struct MetricRow {
    review_id: i32,
    kind: String,
    value: f64,
    approximate: bool,
    words: String,
    note: Option<String>,
    page: Option<i32>,
    line: i32,
    span_start: i64,
    span_end: i64,
    quote: String,
    confidence: f64,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = remark, treat_none_as_default_value = false)]
struct RemarkRow {
    review_id: i32,
    stage: String,
    kind: String,
    detail: String,
    place_json: Option<String>,
}

/// The items of many reviews, gathered to be written together.
#[derive(Default)]
pub(super) struct Rows {
    actions: Vec<ActionRow>,
    risks: Vec<RiskRow>,
    metrics: Vec<MetricRow>,
    remarks: Vec<RemarkRow>,
    findings: Vec<FindingRow>,
    personal: Vec<PersonalRow>,
}

impl Rows {
    /// Takes in what a review holds.
    pub(super) fn add(&mut self, id: i32, review: &Review, remarks: &[Diagnostic]) -> Result<(), StoreError> {
        for action in &review.actions {
            self.actions.push(action_row(id, action)?);
        }
        for risk in &review.risks {
            self.risks.push(risk_row(id, risk)?);
        }
        self.metrics.extend(review.metrics.iter().map(|metric| metric_row(id, metric)));
        for finding in &review.findings {
            self.findings.push(finding_row(id, finding)?);
        }
        self.personal.extend(review.personal.iter().map(|personal| personal_row(id, personal)));
        for remark in remarks {
            self.remarks.push(remark_row(id, remark)?);
        }
        Ok(())
    }

    /// Writes them; ids follow the order of the document.
    pub(super) fn insert(&self, connection: &mut AnyConnection) -> Result<(), StoreError> {
        // Many rows in one statement do not compile for several databases at once: hence once for each.
        macro_rules! insert_all {
            ($table:expr, $rows:expr) => {
                for rows in $rows.chunks(ROWS_AT_ONCE) {
                    match connection {
                        AnyConnection::Sqlite(inner) => diesel::insert_into($table).values(rows).execute(inner)?,
                    };
                }
            };
        }
        insert_all!(action::table, self.actions);
        insert_all!(risk::table, self.risks);
        insert_all!(metric::table, self.metrics);
        insert_all!(remark::table, self.remarks);
        insert_all!(finding::table, self.findings);
        insert_all!(personal::table, self.personal);
        Ok(())
    }
}

/// Takes away what was read before.
pub(super) fn delete(connection: &mut AnyConnection, review: i32) -> Result<(), StoreError> {
    diesel::delete(action::table.filter(action::review_id.eq(review))).execute(connection)?;
    diesel::delete(risk::table.filter(risk::review_id.eq(review))).execute(connection)?;
    diesel::delete(metric::table.filter(metric::review_id.eq(review))).execute(connection)?;
    diesel::delete(remark::table.filter(remark::review_id.eq(review))).execute(connection)?;
    diesel::delete(finding::table.filter(finding::review_id.eq(review))).execute(connection)?;
    diesel::delete(personal::table.filter(personal::review_id.eq(review))).execute(connection)?;
    Ok(())
}

/// The actions with these ids, in the order asked. Ids that are not there are left out.
pub(super) fn actions(connection: &mut AnyConnection, ids: &[ActionId]) -> Result<Vec<StoredAction>, StoreError> {
    let mut rows: HashMap<i32, ActionRow> = HashMap::new();
    for part in ids.chunks(IDS_AT_ONCE) {
        let part: Vec<i32> = part.iter().map(|id| id.0).collect();
        let query = action::table.filter(action::id.eq_any(part)).select((action::id, ActionRow::as_select()));
        rows.extend(query.load::<(i32, ActionRow)>(connection)?);
    }
    let heads = reviews::heads_by_id(connection, rows.values().map(|row| row.review_id))?;
    let mut found = Vec::with_capacity(rows.len());
    for id in ids {
        if let Some(row) = rows.get(&id.0)
            && let Some(review) = heads.get(&row.review_id)
        {
            found.push(StoredAction { id: *id, action: action_of(row)?, review: review.clone() });
        }
    }
    Ok(found)
}

/// The risks with these ids, in the order asked. Ids that are not there are left out.
pub(super) fn risks(connection: &mut AnyConnection, ids: &[RiskId]) -> Result<Vec<StoredRisk>, StoreError> {
    let mut rows: HashMap<i32, RiskRow> = HashMap::new();
    for part in ids.chunks(IDS_AT_ONCE) {
        let part: Vec<i32> = part.iter().map(|id| id.0).collect();
        let query = risk::table.filter(risk::id.eq_any(part)).select((risk::id, RiskRow::as_select()));
        rows.extend(query.load::<(i32, RiskRow)>(connection)?);
    }
    let heads = reviews::heads_by_id(connection, rows.values().map(|row| row.review_id))?;
    let mut found = Vec::with_capacity(rows.len());
    for id in ids {
        if let Some(row) = rows.get(&id.0)
            && let Some(review) = heads.get(&row.review_id)
        {
            found.push(StoredRisk { id: *id, risk: risk_of(row)?, review: review.clone() });
        }
    }
    Ok(found)
}

/// The actions of a review with their ids, in the order of the document.
pub(super) fn stored_actions_of(
    connection: &mut AnyConnection,
    review: ReviewId,
) -> Result<Vec<StoredAction>, StoreError> {
    let query = action::table.filter(action::review_id.eq(review.0)).order(action::id).select(action::id);
    let ids: Vec<ActionId> = query.load(connection)?.into_iter().map(ActionId).collect();
    actions(connection, &ids)
}

/// The risks of a review with their ids, in the order of the document.
pub(super) fn stored_risks_of(connection: &mut AnyConnection, review: ReviewId) -> Result<Vec<StoredRisk>, StoreError> {
    let query = risk::table.filter(risk::review_id.eq(review.0)).order(risk::id).select(risk::id);
    let ids: Vec<RiskId> = query.load(connection)?.into_iter().map(RiskId).collect();
    risks(connection, &ids)
}

/// The actions of a review, in the order of the document.
pub(super) fn actions_of(connection: &mut AnyConnection, review: ReviewId) -> Result<Vec<Action>, StoreError> {
    let query = action::table.filter(action::review_id.eq(review.0)).order(action::id);
    query.select(ActionRow::as_select()).load(connection)?.iter().map(action_of).collect()
}

/// The risks of a review, in the order of the document.
pub(super) fn risks_of(connection: &mut AnyConnection, review: ReviewId) -> Result<Vec<Risk>, StoreError> {
    let query = risk::table.filter(risk::review_id.eq(review.0)).order(risk::id);
    query.select(RiskRow::as_select()).load(connection)?.iter().map(risk_of).collect()
}

/// The metrics of a review, in the order of the document.
pub(super) fn metrics_of(connection: &mut AnyConnection, review: ReviewId) -> Result<Vec<Metric>, StoreError> {
    let query = metric::table.filter(metric::review_id.eq(review.0)).order(metric::id);
    query.select(MetricRow::as_select()).load(connection)?.iter().map(metric_of).collect()
}

/// The remarks on a review, in the order of the document.
pub(super) fn remarks_of(connection: &mut AnyConnection, review: ReviewId) -> Result<Vec<Diagnostic>, StoreError> {
    let query = remark::table.filter(remark::review_id.eq(review.0)).order(remark::id);
    query.select(RemarkRow::as_select()).load(connection)?.iter().map(remark_of).collect()
}

fn action_row(review_id: i32, action: &Action) -> Result<ActionRow, StoreError> {
    let place = &action.place;
    Ok(ActionRow {
        review_id,
        text: action.text.clone(),
        heading: action.heading.clone(),
        years: joined(action.years.iter()),
        status: action.status.code().to_owned(),
        areas: joined(action.areas.iter()),
        measures: joined(action.nis2.iter()),
        optional: action.optional,
        page: place.page.map(whole),
        line: whole(place.line),
        span_start: offset(place.span.start),
        span_end: offset(place.span.end),
        quote: place.quote.clone(),
        confidence: action.confidence.into(),
        evidence_json: evidence_json(&action.evidence)?,
        responsible: action.responsible.clone(),
        deadline: action.deadline.as_ref().map(|deadline| deadline.as_written.clone()),
        deadline_period: action.deadline.as_ref().and_then(|deadline| deadline.period.clone()),
        amounts_json: amounts_json(&action.amounts)?,
    })
}

fn action_of(row: &ActionRow) -> Result<Action, StoreError> {
    Ok(Action {
        text: row.text.clone(),
        heading: row.heading.clone(),
        years: split(&row.years)?,
        status: parsed(&row.status)?,
        areas: split(&row.areas)?,
        nis2: split(&row.measures)?,
        responsible: row.responsible.clone(),
        deadline: row.deadline.clone().map(|as_written| Deadline { as_written, period: row.deadline_period.clone() }),
        amounts: amounts_of(row.amounts_json.as_deref())?,
        optional: row.optional,
        place: place(row.page, row.line, (row.span_start, row.span_end), &row.quote)?,
        confidence: share(row.confidence),
        evidence: evidence_of(&row.evidence_json)?,
    })
}

fn risk_row(review_id: i32, risk: &Risk) -> Result<RiskRow, StoreError> {
    let place = &risk.place;
    Ok(RiskRow {
        review_id,
        text: risk.text.clone(),
        likelihood: risk.likelihood.map(whole),
        consequence: risk.consequence.map(whole),
        value: risk.value.map(whole),
        treatment: risk.treatment.clone(),
        areas: joined(risk.areas.iter()),
        optional: risk.optional,
        page: place.page.map(whole),
        line: whole(place.line),
        span_start: offset(place.span.start),
        span_end: offset(place.span.end),
        quote: place.quote.clone(),
        confidence: risk.confidence.into(),
        evidence_json: evidence_json(&risk.evidence)?,
    })
}

fn risk_of(row: &RiskRow) -> Result<Risk, StoreError> {
    Ok(Risk {
        text: row.text.clone(),
        likelihood: row.likelihood.map(small).transpose()?,
        consequence: row.consequence.map(small).transpose()?,
        value: row.value.map(small).transpose()?,
        treatment: row.treatment.clone(),
        areas: split(&row.areas)?,
        optional: row.optional,
        place: place(row.page, row.line, (row.span_start, row.span_end), &row.quote)?,
        confidence: share(row.confidence),
        evidence: evidence_of(&row.evidence_json)?,
    })
}

fn metric_row(review_id: i32, metric: &Metric) -> MetricRow {
    let place = &metric.place;
    MetricRow {
        review_id,
        kind: metric.kind.code().to_owned(),
        value: metric.value,
        approximate: metric.approximate,
        words: metric.quote.clone(),
        note: metric.note.clone(),
        page: place.page.map(whole),
        line: whole(place.line),
        span_start: offset(place.span.start),
        span_end: offset(place.span.end),
        quote: place.quote.clone(),
        confidence: metric.confidence.into(),
    }
}

fn metric_of(row: &MetricRow) -> Result<Metric, StoreError> {
    Ok(Metric {
        kind: parsed(&row.kind)?,
        value: row.value,
        approximate: row.approximate,
        quote: row.words.clone(),
        note: row.note.clone(),
        place: place(row.page, row.line, (row.span_start, row.span_end), &row.quote)?,
        confidence: share(row.confidence),
    })
}

fn remark_row(review_id: i32, remark: &Diagnostic) -> Result<RemarkRow, StoreError> {
    Ok(RemarkRow {
        review_id,
        stage: remark.stage.code().to_owned(),
        kind: remark.kind.code().to_owned(),
        detail: remark.detail.clone(),
        place_json: remark.place.as_ref().map(place_json).transpose()?,
    })
}

fn remark_of(row: &RemarkRow) -> Result<Diagnostic, StoreError> {
    let damaged = |code: &str| StoreError::Damaged(format!("the code {code:?}"));
    Ok(Diagnostic {
        stage: Stage::from_code(&row.stage).ok_or_else(|| damaged(&row.stage))?,
        kind: DiagnosticKind::from_code(&row.kind).ok_or_else(|| damaged(&row.kind))?,
        place: row.place_json.as_deref().map(place_of).transpose()?,
        detail: row.detail.clone(),
    })
}

pub(super) fn offset(bytes: usize) -> i64 {
    i64::try_from(bytes).unwrap_or(i64::MAX)
}

pub(super) fn place(page: Option<i32>, line: i32, span: (i64, i64), quote: &str) -> Result<Place, StoreError> {
    let span = self::span(span.0, span.1)?;
    Ok(Place { page: page.map(small).transpose()?, line: small(line)?, span, quote: quote.to_owned() })
}

pub(super) fn span(start: i64, end: i64) -> Result<Span, StoreError> {
    let byte = |at: i64| usize::try_from(at).map_err(|_| StoreError::Damaged(format!("the place {at}")));
    Ok(Span { start: byte(start)?, end: byte(end)? })
}

/// Back from the column's double precision, in which every single stands exactly.
#[expect(clippy::cast_possible_truncation, reason = "the column holds what was a single")]
pub(super) fn share(confidence: f64) -> f32 {
    confidence as f32
}
