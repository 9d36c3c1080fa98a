//! Sections → what was found in them, as written: actions, risks, metrics, and what tells whose review it is.
//!
//! Takes the sections of a document; gives found items, each with its words, where they stand and what stands above them.
//! Judges what is an action and what is context, never what it means: years, status and labels are for `normalise`.

mod actions;
mod assigned;
mod bullets;
mod cards;
mod checks;
mod columns;
mod context;
mod findings;
mod front;
mod metrics;
mod outcome;
mod paragraphs;
mod prose;
mod risk_tables;
mod risks;
mod scale;
mod sentences;
mod signs;
mod tables;
mod telling;
mod wording;

use crate::{diagnostics::Warned, document::Document, sections::Section};

pub use assigned::{Assigned, FoundCost};
pub use context::{Form, FoundAction};
pub use findings::FoundFinding;
pub use front::Front;
pub use metrics::FoundMetric;
pub use risks::FoundRisk;
pub use sentences::{Sentence, split as sentences};
pub use telling::SeenSentence;

/// Everything that was found in a document.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Found {
    /// What tells whose review it is and for which year.
    pub front: Front,
    /// Actions and mentions of actions, in the order of the document.
    pub actions: Vec<FoundAction>,
    /// Risks, in the order of the document.
    pub risks: Vec<FoundRisk>,
    /// Figures, in the order of the document.
    pub metrics: Vec<FoundMetric>,
    /// What is said not to be done, and what others found, in the order of the document.
    pub findings: Vec<FoundFinding>,
    /// Every sentence, item and cell, in the order of the document.
    pub sentences: Vec<Sentence>,
}

/// Finds the items of a document.
pub fn find(document: &Document, sections: &[Section]) -> Warned<Found> {
    let mut actions = actions::find(sections, None);
    assigned::attach(sections, &mut actions);
    let value = Found {
        front: front::find(document, sections, &actions),
        findings: findings::find(sections, &actions),
        actions,
        risks: risks::find(sections),
        metrics: metrics::find(sections),
        sentences: sentences::all(sections),
    };
    Warned { value, diagnostics: checks::tables(document, sections) }
}

/// The sentences of running text as the model of sentences sees them, for its training.
pub fn seen_sentences(sections: &[Section]) -> Vec<SeenSentence> {
    let seen = telling::Seen::default();
    actions::find(sections, Some(&seen));
    seen.take()
}
