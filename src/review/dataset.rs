//! What analytics counts over: every current review as small values, without texts.
//!
//! Texts are fetched by id for the page that shows them; of their words only a sketch is here. Only the newest version of each organisation's review for a
//! year is in here; reviews without organisation or year are counted in `unplaced`, never among an organisation's.

use std::{collections::HashMap, sync::OnceLock};

use super::{
    AreaSet, JudgementId, Kind, MeasureSet, MetricKind, Organisation, OrganisationKey, ScopeDecision, Status, Verdict,
    Year, YearSet,
};

/// Row id of a review in the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ReviewId(pub i32);
/// Row id of an action in the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ActionId(pub i32);
/// Row id of a risk in the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RiskId(pub i32);
/// Row id of a finding in the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FindingId(pub i32);

/// Where in `Dataset::stems` the sketch of a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stems {
    /// First of its stems.
    pub start: u32,
    /// One past the last.
    pub end: u32,
}

/// Position in `Dataset::organisations`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OrganisationIndex(pub u32);
/// Position in `Dataset::reviews`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ReviewIndex(pub u32);

/// A current review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewEntry {
    /// Row id.
    pub id: ReviewId,
    /// Whose.
    pub organisation: OrganisationIndex,
    /// VP year.
    pub year: Year,
    /// The years that it plans for.
    pub plan_years: YearSet,
    /// Whether it holds at least one action that is more than a mention.
    pub usable: bool,
    /// How many remarks the reading left.
    pub remarks: u32,
}

/// An action of a current review.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ActionEntry {
    /// Row id.
    pub id: ActionId,
    /// Its review.
    pub review: ReviewIndex,
    /// Years that it is for.
    pub years: YearSet,
    /// Areas.
    pub areas: AreaSet,
    /// NIS2 measures.
    pub measures: MeasureSet,
    /// Status.
    pub status: Status,
    /// Equal for actions of the same words; see `review::fingerprint`.
    pub fingerprint: u64,
    /// The sketch of its words.
    pub stems: Stems,
    /// A mention only; figures do not count it.
    pub optional: bool,
}

/// A risk of a current review.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RiskEntry {
    /// Row id.
    pub id: RiskId,
    /// Its review.
    pub review: ReviewIndex,
    /// 1 to 5.
    pub likelihood: Option<u8>,
    /// 1 to 5.
    pub consequence: Option<u8>,
    /// As written.
    pub value: Option<u8>,
    /// Areas.
    pub areas: AreaSet,
    /// A mention in prose only.
    pub optional: bool,
}

/// A metric of a current review.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MetricEntry {
    /// Its review.
    pub review: ReviewIndex,
    /// What it counts.
    pub kind: MetricKind,
    /// The number.
    pub value: f64,
    /// Whether it speaks of a group of organisations.
    pub shared: bool,
}

/// What a current review says is not done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FindingEntry {
    /// Row id.
    pub id: FindingId,
    /// Its review.
    pub review: ReviewIndex,
    /// Areas.
    pub areas: AreaSet,
    /// As of an action.
    pub fingerprint: u64,
    /// The sketch of its words.
    pub stems: Stems,
}

/// What a person has said of a promise; see `review::Judgement`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JudgementEntry {
    /// Row id.
    pub id: JudgementId,
    /// Who promised.
    pub organisation: OrganisationIndex,
    /// VP year of the review that promised.
    pub year: Year,
    /// Fingerprint of the promise.
    pub promise: u64,
    /// What was said.
    pub verdict: Verdict,
}

/// Everything that figures are computed from. Immutable once built; a newer one replaces it.
#[derive(Debug, Clone, Default)]
pub struct Dataset {
    /// Counts up with every change in the store.
    pub version: i64,
    /// Versions of the taxonomies that gave the labels, usually one.
    pub taxonomy_versions: Vec<String>,
    /// True where the data is the invented demo, which every page and export then says.
    pub invented: bool,
    /// The register, sorted by kind and Swedish name.
    pub organisations: Vec<Organisation>,
    /// Current reviews, sorted by organisation and year.
    pub reviews: Vec<ReviewEntry>,
    /// Actions, sorted by review and place.
    pub actions: Vec<ActionEntry>,
    /// Risks, sorted by review and place.
    pub risks: Vec<RiskEntry>,
    /// Metrics, sorted by review and place.
    pub metrics: Vec<MetricEntry>,
    /// Whom the Cybersecurity Act covers, as decided; who is not here is undecided.
    pub scopes: Vec<ScopeDecision>,
    /// What is said not to be done, sorted by review and place.
    pub findings: Vec<FindingEntry>,
    /// Judgements of promises, sorted by organisation, year and promise, in the order in which they were given.
    pub judgements: Vec<JudgementEntry>,
    /// The sketches of all actions and findings, each ascending.
    pub stems: Vec<u32>,
    /// How many times in a row each action was carried over to where it stands; analytics works it out when it is first
    /// asked for, from all years at once, and it holds as long as this dataset does.
    pub carried_over: OnceLock<HashMap<ActionId, u32>>,
    /// How many reviews lack an organisation in the register or a year, and so stand in no figure.
    pub unplaced: usize,
}

impl Dataset {
    /// The organisation at an index.
    pub fn organisation(&self, index: OrganisationIndex) -> Option<&Organisation> {
        self.organisations.get(index.0 as usize)
    }

    /// The review at an index.
    pub fn review(&self, index: ReviewIndex) -> Option<&ReviewEntry> {
        self.reviews.get(index.0 as usize)
    }

    /// The index of the organisation with a key.
    pub fn find(&self, key: &OrganisationKey) -> Option<OrganisationIndex> {
        let position = self.organisations.iter().position(|organisation| organisation.key == *key)?;
        u32::try_from(position).ok().map(OrganisationIndex)
    }

    /// The current review of an organisation for a year.
    pub fn review_of(&self, organisation: OrganisationIndex, year: Year) -> Option<(ReviewIndex, &ReviewEntry)> {
        let at = self
            .reviews
            .binary_search_by_key(&(organisation, year), |review| (review.organisation, review.year))
            .ok()?;
        Some((ReviewIndex(u32::try_from(at).ok()?), self.reviews.get(at)?))
    }

    /// The actions of a review.
    pub fn actions_of(&self, review: ReviewIndex) -> &[ActionEntry] {
        let start = self.actions.partition_point(|action| action.review < review);
        let end = self.actions.partition_point(|action| action.review <= review);
        self.actions.get(start..end).unwrap_or_default()
    }

    /// The risks of a review.
    pub fn risks_of(&self, review: ReviewIndex) -> &[RiskEntry] {
        let start = self.risks.partition_point(|risk| risk.review < review);
        let end = self.risks.partition_point(|risk| risk.review <= review);
        self.risks.get(start..end).unwrap_or_default()
    }

    /// The metrics of a review.
    pub fn metrics_of(&self, review: ReviewIndex) -> &[MetricEntry] {
        let start = self.metrics.partition_point(|metric| metric.review < review);
        let end = self.metrics.partition_point(|metric| metric.review <= review);
        self.metrics.get(start..end).unwrap_or_default()
    }

    /// What a review says is not done.
    pub fn findings_of(&self, review: ReviewIndex) -> &[FindingEntry] {
        let start = self.findings.partition_point(|finding| finding.review < review);
        let end = self.findings.partition_point(|finding| finding.review <= review);
        self.findings.get(start..end).unwrap_or_default()
    }

    /// The judgements of what an organisation promised in its review for a year.
    pub fn judgements_of(&self, organisation: OrganisationIndex, year: Year) -> &[JudgementEntry] {
        let key = |judgement: &JudgementEntry| (judgement.organisation, judgement.year);
        let start = self.judgements.partition_point(|judgement| key(judgement) < (organisation, year));
        let end = self.judgements.partition_point(|judgement| key(judgement) <= (organisation, year));
        self.judgements.get(start..end).unwrap_or_default()
    }

    /// The sketch of a text.
    pub fn stems(&self, of: Stems) -> &[u32] {
        self.stems.get(of.start as usize..of.end as usize).unwrap_or_default()
    }

    /// The VP years for which there are reviews, ascending.
    pub fn years(&self) -> YearSet {
        self.reviews.iter().map(|review| review.year).collect()
    }

    /// The organisations of which a review is expected for a year, with their indices, in the order of the register.
    pub fn expected(&self, year: Year, kind: Option<Kind>) -> impl Iterator<Item = (OrganisationIndex, &Organisation)> {
        (0u32..).map(OrganisationIndex).zip(&self.organisations).filter(move |(_, organisation)| {
            organisation.exists_in(year) && kind.is_none_or(|kind| organisation.kind == kind)
        })
    }
}
