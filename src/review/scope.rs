//! Whether the Cybersecurity Act covers a legal person, as people have decided it.

use super::{Kind, Organisation, code::coded};

coded! {
    /// What the Cybersecurity Act (2025:1506) makes of a legal person.
    Scope, "scope" {
        /// A väsentlig verksamhetsutövare.
        Essential = "vasentlig",
        /// A viktig verksamhetsutövare.
        Important = "viktig",
        /// Not covered.
        NotCovered = "omfattas_inte",
        /// Nobody has decided.
        Undecided = "obeslutad",
    }
}

/// The legal person that every nämnd and kommunstyrelsen belong to: the municipality itself.
pub const MUNICIPALITY: &str = "stockholms-kommun";

/// A decision on one legal person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScopeDecision {
    /// `MUNICIPALITY`, or the key of a bolag.
    pub legal_person: String,
    /// What was decided.
    pub scope: Scope,
    /// Why.
    pub reason: String,
    /// The role or body that decided, never a person's name.
    pub decided_by: String,
    /// The day, `2026-02-01`, where known.
    pub decided_on: Option<String>,
}

impl Organisation {
    /// The legal person that an organisation is, or is a part of: a nämnd is none by itself.
    pub fn legal_person(&self) -> &str {
        match self.kind {
            Kind::Bolag => &self.key.0,
            Kind::Kommunstyrelse | Kind::Stadsdelsnamnd | Kind::Facknamnd => MUNICIPALITY,
        }
    }
}
