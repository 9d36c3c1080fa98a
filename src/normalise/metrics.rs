//! Figures as written → metrics in the unit of their kind.

use crate::{
    document::Document,
    items::FoundMetric,
    review::{Metric, MetricKind},
};

use super::swedish::number;

/// The metric, or nothing where the number cannot be read.
pub(super) fn metric(found: &FoundMetric, document: &Document) -> Option<Metric> {
    let written = found.number.to_lowercase();
    let value = match written.as_str() {
        "kvartalsvis" | "varje kvartal" => 4.0,
        "halvårsvis" | "varje halvår" => 2.0,
        "månadsvis" | "varje månad" => 12.0,
        _ => number(&written)?,
    };
    let value = match (found.kind, found.unit.as_deref()) {
        (MetricKind::BudgetMsek, Some(unit)) if unit.starts_with("tkr") || unit.starts_with("tusen") => value / 1000.0,
        (MetricKind::BudgetMsek, Some(unit)) if unit.starts_with("kr") || unit == "sek" => value / 1_000_000.0,
        _ => value,
    };
    Some(Metric {
        kind: found.kind,
        value,
        approximate: found.approximate,
        quote: found.words.text().to_owned(),
        note: found.shared.then(|| "shared".to_owned()),
        place: found.words.place(document),
        confidence: 0.8,
    })
}
