//! The vocabulary of the field, used by every other module.
//!
//! Takes nothing and imports nothing of the house; gives the values that the flow hands on: what a review holds
//! (`Review`, `Action`, `Risk`, `Metric`, `Finding`), what it is counted under (`Area`, `Measure`, `Status`, `Year`), where it
//! was read (`Place`), whose it is (`Organisation`) and what analytics counts over (`Dataset`, `Filter`).
//! Never reads, stores or shows anything.

mod code;

mod action;
mod area;
mod dataset;
mod filter;
mod finding;
mod fingerprint;
mod judgement;
mod language;
mod measure;
mod metric;
mod order;
mod organisation;
mod outcome;
mod personal;
mod place;
mod record;
mod risk;
mod rung;
mod scope;
mod sketch;
mod status;
mod year;

pub use action::{Action, Amount, Deadline, EarnedBy, Evidence, Label, Source};
pub use area::{Area, AreaSet};
pub use code::UnknownCode;
pub use dataset::{
    ActionEntry, ActionId, Dataset, FindingEntry, FindingId, JudgementEntry, MetricEntry, OrganisationIndex,
    ReviewEntry, ReviewId, ReviewIndex, RiskEntry, RiskId, Stems,
};
pub use filter::{Filter, ForYear};
pub use finding::{Finding, FindingKind};
pub use fingerprint::fingerprint;
pub use judgement::{Judgement, JudgementId, Verdict};
pub use language::{Language, Words};
pub use measure::{Measure, MeasureSet};
pub use metric::{Metric, MetricKind};
pub use order::sort_key;
pub use organisation::{Kind, Organisation, OrganisationKey};
pub use outcome::OutcomeKind;
pub use personal::{Personal, PersonalKind};
pub use place::{Place, Span};
pub use record::{Matched, Review};
pub use risk::Risk;
pub use rung::Rung;
pub use scope::{MUNICIPALITY, Scope, ScopeDecision};
pub use sketch::Sketcher;
pub use status::Status;
pub use year::{Year, YearOutOfRange, YearSet};
