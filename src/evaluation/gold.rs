//! Gold: what people read from a document, as JSON of the annotation guide or as the `about.toml` of a fixture.

use serde::Deserialize;

use crate::review::{AreaSet, Kind, MeasureSet, MetricKind, Status, YearSet};

/// Why gold cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum GoldError {
    /// It is no JSON of the guide's form.
    #[error("the gold is not in order")]
    Json(#[from] serde_json::Error),
    /// It is no TOML of the guide's form.
    #[error("the gold is not in order")]
    Toml(#[from] toml::de::Error),
}

/// What people read from one document. Keys of the guide that no figure needs are passed over.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
pub struct Gold {
    /// Official name.
    pub organisation: Option<String>,
    /// Names that are right too.
    #[serde(default)]
    pub organisation_ok: Vec<Option<String>>,
    /// Kind.
    pub kind: Option<Kind>,
    /// VP year.
    pub review_year: Option<i32>,
    /// Planned years.
    #[serde(default)]
    pub plan_years: YearSet,
    /// Diarienummer.
    pub dnr: Option<String>,
    /// Diarienummer that are right too.
    #[serde(default)]
    pub dnr_ok: Vec<Option<String>>,
    /// Date of decision.
    pub decided_on: Option<String>,
    /// Dates that are right too.
    #[serde(default)]
    pub decided_on_ok: Vec<Option<String>>,
    /// Actions.
    #[serde(default)]
    pub actions: Vec<GoldAction>,
    /// Risks.
    #[serde(default)]
    pub risks: Vec<GoldRisk>,
    /// Measured on, and never learnt from.
    #[serde(default)]
    pub held_out: bool,
    /// Metrics.
    #[serde(default)]
    pub metrics: Vec<GoldMetric>,
}

/// An action as people read it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct GoldAction {
    /// The document's words.
    pub text: String,
    /// The nearest heading or label.
    pub heading: Option<String>,
    /// Years.
    #[serde(default)]
    pub years: YearSet,
    /// Status.
    pub status: Status,
    /// A second right status.
    pub status_ok: Option<Status>,
    /// Areas that are required.
    #[serde(default)]
    pub areas: AreaSet,
    /// Areas that may be given.
    #[serde(default)]
    pub areas_ok: AreaSet,
    /// Measures that are required.
    #[serde(default)]
    pub nis2: MeasureSet,
    /// Measures that may be given.
    #[serde(default)]
    pub nis2_ok: MeasureSet,
    /// Counts neither as missed nor as wrong.
    #[serde(default)]
    pub optional: bool,
}

/// A risk as people read it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct GoldRisk {
    /// The unwanted event.
    pub text: String,
    /// 1 to 5.
    pub likelihood: Option<u8>,
    /// 1 to 5.
    pub consequence: Option<u8>,
    /// As written.
    pub value: Option<u8>,
    /// Counts neither as missed nor as wrong.
    #[serde(default)]
    pub optional: bool,
}

/// A metric as people read it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct GoldMetric {
    /// What is counted.
    pub kind: MetricKind,
    /// The number.
    pub value: Option<f64>,
    /// Counts neither as missed nor as wrong.
    #[serde(default)]
    pub optional: bool,
}

impl Gold {
    /// Reads the JSON of the guide.
    ///
    /// # Errors
    /// Where it is not of that form.
    pub fn from_json(text: &str) -> Result<Gold, GoldError> {
        Ok(serde_json::from_str(text)?)
    }

    /// Reads the `about.toml` of a fixture.
    ///
    /// # Errors
    /// Where it is not of that form.
    pub fn from_toml(text: &str) -> Result<Gold, GoldError> {
        Ok(toml::from_str(text)?)
    }
}
