//! A risk of the organisation's own risk analysis (VoR, RSA).

use serde::{Deserialize, Serialize};

use super::{AreaSet, Evidence, Place};

/// One risk; a row of a risk table is one risk, also with several treatments.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Risk {
    /// The unwanted event (oönskad händelse), mended.
    pub text: String,
    /// Sannolikhet, 1 to 5.
    pub likelihood: Option<u8>,
    /// Konsekvens, 1 to 5.
    pub consequence: Option<u8>,
    /// Riskvärde as written, 1 to 25; the product where both factors stand and the value does not.
    pub value: Option<u8>,
    /// Åtgärd as written; several joined by "; ".
    pub treatment: Option<String>,
    /// Areas that the risk concerns.
    pub areas: AreaSet,
    /// Prose that mentions a risk, rather than a row or bullet of a risk analysis.
    #[serde(default)]
    pub optional: bool,
    /// Where it stands.
    pub place: Place,
    /// How sure the reading is, 0 to 1.
    pub confidence: f32,
    /// Why each area was given.
    pub evidence: Vec<Evidence>,
}
