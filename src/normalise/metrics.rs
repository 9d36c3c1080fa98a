//! Figures as written → metrics in the unit of their kind.

use crate::{
    document::Document,
    items::FoundMetric,
    review::{Metric, MetricKind},
};

use super::swedish::number;

/// Metrics in the order of the document; a figure that is told again counts once, save for money, of which each is its own.
pub(super) fn metrics(found: &[FoundMetric], document: &Document) -> Vec<Metric> {
    let mut metrics: Vec<Metric> = Vec::new();
    for metric in found.iter().filter_map(|found| metric(found, document)) {
        let again = |known: &Metric| {
            known.kind == metric.kind
                && known.value.to_bits() == metric.value.to_bits()
                && (metric.kind != MetricKind::BudgetMsek || known.place == metric.place)
        };
        if !metrics.iter().any(again) {
            metrics.push(metric);
        }
    }
    metrics
}

/// The metric, or nothing where the number cannot be read.
fn metric(found: &FoundMetric, document: &Document) -> Option<Metric> {
    let value = number(&found.number)?;
    let value = match (found.kind, found.unit.as_deref()) {
        (MetricKind::BudgetMsek, Some(unit))
            if ["tkr", "kkr", "tusen"].iter().any(|thousand| unit.starts_with(thousand)) =>
        {
            value / 1000.0
        }
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
