//! Builds the `Dataset`: every current, placed review as small values. SQL fetches; sorting is done here.

use std::{
    collections::{BTreeSet, HashMap},
    sync::OnceLock,
};

use diesel::prelude::*;

use super::{
    StoreError,
    codes::{parsed, small, split, year},
    connection::AnyConnection,
    judgements, register,
    schema::{action, finding, metric, review, risk, state},
    scopes,
};
use crate::review::{
    ActionEntry, ActionId, Dataset, FindingEntry, FindingId, FindingKind, MetricEntry, Organisation, OrganisationIndex,
    ReviewEntry, ReviewId, ReviewIndex, RiskEntry, RiskId, Sketcher, Stems, fingerprint, sort_key,
};

/// What an annotator notes on a figure that speaks of a group of organisations (GUIDE.md, "Metrics").
const SHARED: &str = "shared";

/// The sketches of all texts, one after another.
#[derive(Default)]
struct Sketches {
    sketcher: Sketcher,
    stems: Vec<u32>,
}

impl Sketches {
    fn add(&mut self, text: &str) -> Stems {
        let start = self.stems.len();
        self.stems.extend(self.sketcher.sketch(text));
        let at = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
        Stems { start: at(start), end: at(self.stems.len()) }
    }
}

/// Position of each review in the dataset, by row id.
type Positions = HashMap<i32, ReviewIndex>;

/// Everything that figures are computed from, as it stands now.
pub(super) fn load(connection: &mut AnyConnection) -> Result<Dataset, StoreError> {
    let (version, invented): (i64, bool) =
        state::table.select((state::data_version, state::invented)).first(connection)?;
    let mut organisations = register::all(connection)?;
    organisations.sort_by_cached_key(|organisation| (organisation.kind, sort_key(&organisation.name)));
    let (reviews, taxonomy_versions) = reviews(connection, &organisations)?;
    let positions: Positions =
        (0u32..).map(ReviewIndex).zip(&reviews).map(|(index, review)| (review.id.0, index)).collect();
    let unplaced: i64 = review::table
        .filter(review::organisation_key.is_null().or(review::year.is_null()))
        .count()
        .get_result(connection)?;
    let mut sketches = Sketches::default();
    Ok(Dataset {
        carried_over: OnceLock::new(),
        version,
        taxonomy_versions,
        invented,
        actions: actions(connection, &positions, &mut sketches)?,
        risks: risks(connection, &positions)?,
        metrics: metrics(connection, &positions)?,
        findings: findings(connection, &positions, &mut sketches)?,
        judgements: judgements::entries(connection, &organisations)?,
        stems: sketches.stems,
        organisations,
        reviews,
        scopes: scopes::all(connection)?,
        unplaced: usize::try_from(unplaced).unwrap_or_default(),
    })
}

fn reviews(
    connection: &mut AnyConnection,
    organisations: &[Organisation],
) -> Result<(Vec<ReviewEntry>, Vec<String>), StoreError> {
    let indices: HashMap<&str, OrganisationIndex> = (0u32..)
        .map(OrganisationIndex)
        .zip(organisations)
        .map(|(index, organisation)| (organisation.key.0.as_str(), index))
        .collect();
    type Row = (i32, Option<String>, Option<i32>, String, bool, i32, String);
    let rows: Vec<Row> = review::table
        .filter(review::is_current)
        .select((
            review::id,
            review::organisation_key,
            review::year,
            review::plan_years,
            review::usable,
            review::remarks,
            review::taxonomy_version,
        ))
        .load(connection)?;
    let mut reviews = Vec::with_capacity(rows.len());
    let mut taxonomies = BTreeSet::new();
    for (id, key, number, plan_years, usable, remarks, taxonomy) in rows {
        let Some(organisation) = key.and_then(|key| indices.get(key.as_str()).copied()) else { continue };
        let Some(number) = number else { continue };
        reviews.push(ReviewEntry {
            id: ReviewId(id),
            organisation,
            year: year(number)?,
            plan_years: split(&plan_years)?,
            usable,
            remarks: small(remarks)?,
        });
        taxonomies.insert(taxonomy);
    }
    reviews.sort_by_key(|review| (review.organisation, review.year, review.id));
    Ok((reviews, taxonomies.into_iter().collect()))
}

fn actions(
    connection: &mut AnyConnection,
    positions: &Positions,
    sketches: &mut Sketches,
) -> Result<Vec<ActionEntry>, StoreError> {
    type Row = (i32, i32, String, String, String, String, bool, String);
    let rows: Vec<Row> = action::table
        .inner_join(review::table)
        .filter(review::is_current)
        .select((
            action::id,
            action::review_id,
            action::years,
            action::areas,
            action::measures,
            action::status,
            action::optional,
            action::text,
        ))
        .load(connection)?;
    let mut entries = Vec::with_capacity(rows.len());
    for (id, review, years, areas, measures, status, optional, text) in rows {
        let Some(review) = positions.get(&review).copied() else { continue };
        entries.push(ActionEntry {
            id: ActionId(id),
            review,
            years: split(&years)?,
            areas: split(&areas)?,
            measures: split(&measures)?,
            status: parsed(&status)?,
            fingerprint: fingerprint(&text),
            stems: sketches.add(&text),
            optional,
        });
    }
    // Ids follow the order of the document.
    entries.sort_unstable_by_key(|entry| (entry.review, entry.id));
    Ok(entries)
}

fn risks(connection: &mut AnyConnection, positions: &Positions) -> Result<Vec<RiskEntry>, StoreError> {
    type Row = (i32, i32, Option<i32>, Option<i32>, Option<i32>, String, bool);
    let rows: Vec<Row> = risk::table
        .inner_join(review::table)
        .filter(review::is_current)
        .select((
            risk::id,
            risk::review_id,
            risk::likelihood,
            risk::consequence,
            risk::value,
            risk::areas,
            risk::optional,
        ))
        .load(connection)?;
    let mut entries = Vec::with_capacity(rows.len());
    for (id, review, likelihood, consequence, value, areas, optional) in rows {
        let Some(review) = positions.get(&review).copied() else { continue };
        entries.push(RiskEntry {
            id: RiskId(id),
            review,
            likelihood: likelihood.map(small).transpose()?,
            consequence: consequence.map(small).transpose()?,
            value: value.map(small).transpose()?,
            areas: split(&areas)?,
            optional,
        });
    }
    entries.sort_unstable_by_key(|entry| (entry.review, entry.id));
    Ok(entries)
}

fn metrics(connection: &mut AnyConnection, positions: &Positions) -> Result<Vec<MetricEntry>, StoreError> {
    type Row = (i32, i32, String, f64, Option<String>);
    let rows: Vec<Row> = metric::table
        .inner_join(review::table)
        .filter(review::is_current)
        .select((metric::id, metric::review_id, metric::kind, metric::value, metric::note))
        .load(connection)?;
    let mut entries = Vec::with_capacity(rows.len());
    for (id, review, kind, value, note) in rows {
        let Some(review) = positions.get(&review).copied() else { continue };
        let shared = note.as_deref() == Some(SHARED);
        entries.push((id, MetricEntry { review, kind: parsed(&kind)?, value, shared }));
    }
    entries.sort_unstable_by_key(|(id, entry)| (entry.review, *id));
    Ok(entries.into_iter().map(|(_, entry)| entry).collect())
}

/// Only what is said not to be done: what others found tells of no promise.
fn findings(
    connection: &mut AnyConnection,
    positions: &Positions,
    sketches: &mut Sketches,
) -> Result<Vec<FindingEntry>, StoreError> {
    type Row = (i32, i32, String, String);
    let rows: Vec<Row> = finding::table
        .inner_join(review::table)
        .filter(review::is_current.and(finding::kind.eq(FindingKind::NotDone.code())))
        .select((finding::id, finding::review_id, finding::areas, finding::text))
        .load(connection)?;
    let mut entries = Vec::with_capacity(rows.len());
    for (id, review, areas, text) in rows {
        let Some(review) = positions.get(&review).copied() else { continue };
        let (fingerprint, stems) = (fingerprint(&text), sketches.add(&text));
        entries.push(FindingEntry { id: FindingId(id), review, areas: split(&areas)?, fingerprint, stems });
    }
    entries.sort_unstable_by_key(|entry| (entry.review, entry.id));
    Ok(entries)
}
