//! A figure of the organisation's own (nyckeltal, mått).

use serde::{Deserialize, Serialize};

use super::{Area, Place, code::coded};

coded! {
    /// What a metric counts; the unit follows from it.
    MetricKind, "kind of metric" {
        /// Incidents in a year.
        Incidents = "incidents",
        /// Personal data incidents in a year.
        IncidentsPersonalData = "incidents_personal_data",
        /// Incidents reported to the supervisory authority IMY (GDPR article 33).
        IncidentsReportedImy = "incidents_reported_imy",
        /// Information classifications carried out.
        Classifications = "classifications",
        /// Money, in millions of kronor.
        BudgetMsek = "budget_msek",
        /// Share of staff trained, in percent.
        TrainedSharePercent = "trained_share_percent",
        /// Continuity plans.
        ContinuityPlans = "continuity_plans",
        /// Exercises held or planned.
        Exercises = "exercises",
        /// Interviews.
        Interviews = "interviews",
        /// Systems.
        Systems = "systems",
        /// Times a year that access rights are reviewed.
        AccessReviewsPerYear = "access_reviews_per_year",
        /// Anything else that could be followed up.
        Other = "other",
    }
}

impl MetricKind {
    /// The area that a figure of this kind speaks of, where it speaks of one.
    pub const fn area(self) -> Option<Area> {
        match self {
            MetricKind::Incidents | MetricKind::IncidentsPersonalData | MetricKind::IncidentsReportedImy => {
                Some(Area::Incidenthantering)
            }
            MetricKind::Classifications => Some(Area::Informationsklassning),
            MetricKind::TrainedSharePercent => Some(Area::Utbildning),
            MetricKind::ContinuityPlans | MetricKind::Exercises => Some(Area::Kontinuitet),
            MetricKind::AccessReviewsPerYear => Some(Area::Behorighetshantering),
            MetricKind::BudgetMsek | MetricKind::Interviews | MetricKind::Systems | MetricKind::Other => None,
        }
    }
}

/// One figure as stated, with the sentence it stands in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Metric {
    /// What is counted.
    pub kind: MetricKind,
    /// The number, in the unit that the kind implies.
    pub value: f64,
    /// Whether the text says "about", "nearly" or gives a range.
    pub approximate: bool,
    /// The words that state it, mended.
    pub quote: String,
    /// What to know besides, such as `shared` for a figure that speaks of a group of organisations.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Where it stands.
    pub place: Place,
    /// How sure the reading is, 0 to 1.
    pub confidence: f32,
}
