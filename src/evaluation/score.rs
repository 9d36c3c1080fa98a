//! The nine figures, each from counts that add up over documents.

use std::collections::HashMap;

use crate::review::{Action, MetricKind, Review, Status};

use super::{Gold, GoldAction, matching::pairs};

/// Right, wrong and missed; the figure is F1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Found {
    /// Read and in the gold.
    pub right: usize,
    /// Read and not in the gold.
    pub wrong: usize,
    /// In the gold and not read.
    pub missed: usize,
}

impl Found {
    fn add(&mut self, right: usize, wrong: usize, missed: usize) {
        self.right += right;
        self.wrong += wrong;
        self.missed += missed;
    }

    /// Counts the labels read against those required and those allowed.
    fn add_labels<L: Copy + PartialEq>(&mut self, read: &[L], required: &[L], allowed: &[L]) {
        let right = read.iter().filter(|label| required.contains(label)).count();
        let wrong = read.iter().filter(|label| !required.contains(label) && !allowed.contains(label)).count();
        self.add(right, wrong, required.iter().filter(|label| !read.contains(label)).count());
    }

    /// F1, 0 to 1; 1 where there is nothing to find and nothing was read.
    pub fn f1(self) -> f64 {
        let all = 2 * self.right + self.wrong + self.missed;
        if all == 0 { 1.0 } else { 2.0 * self.right as f64 / all as f64 }
    }
}

/// Right of all; the figure is the share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    /// Right.
    pub right: usize,
    /// All.
    pub all: usize,
}

impl Share {
    fn add(&mut self, right: bool) {
        self.right += usize::from(right);
        self.all += 1;
    }

    /// The share, 0 to 1; 1 of none.
    pub fn share(self) -> f64 {
        if self.all == 0 { 1.0 } else { self.right as f64 / self.all as f64 }
    }
}

/// A figure by name, 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figure {
    /// `actions`, `years`, `status`, `areas`, `nis2`, `matrix`, `risks`, `metrics` or `meta`.
    pub name: &'static str,
    /// The value.
    pub value: f64,
}

/// Counts of all figures, over any number of documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Scores {
    /// Finding the actions.
    pub actions: Found,
    /// Exactly the right years, of the matched actions.
    pub years: Share,
    /// The right status, of the matched actions.
    pub status: Share,
    /// Area labels on the matched actions.
    pub areas: Found,
    /// Letters of NIS2 article 21(2) on the matched actions.
    pub nis2: Found,
    /// The (area, year) cells that all actions add up to.
    pub matrix: Found,
    /// Risks with the right figures.
    pub risks: Found,
    /// Metrics by kind and value.
    pub metrics: Found,
    /// Organisation, kind, years, dnr and date.
    pub meta: Share,
}

impl Scores {
    /// The nine figures in their usual order.
    pub fn figures(&self) -> [Figure; 9] {
        let figure = |name, value| Figure { name, value };
        [
            figure("actions", self.actions.f1()),
            figure("years", self.years.share()),
            figure("status", self.status.share()),
            figure("areas", self.areas.f1()),
            figure("nis2", self.nis2.f1()),
            figure("matrix", self.matrix.f1()),
            figure("risks", self.risks.f1()),
            figure("metrics", self.metrics.f1()),
            figure("meta", self.meta.share()),
        ]
    }
}

/// Where reading and gold part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disagreement {
    /// What kind of item: `action`, `risk`, `metric` or `meta`.
    pub what: &'static str,
    /// In words.
    pub detail: String,
}

/// Scores a review against its gold, adding to `scores`; gives the disagreements.
pub fn score(read: &Review, gold: &Gold, scores: &mut Scores) -> Vec<Disagreement> {
    let mut disagreements = Vec::new();
    actions(read, gold, scores, &mut disagreements);
    risks(read, gold, scores, &mut disagreements);
    metrics(read, gold, scores, &mut disagreements);
    meta(read, gold, scores, &mut disagreements);
    disagreements
}

fn actions(read: &Review, gold: &Gold, scores: &mut Scores, disagreements: &mut Vec<Disagreement>) {
    let read_texts: Vec<&str> = read.actions.iter().map(|action| action.text.as_str()).collect();
    let gold_texts: Vec<&str> = gold.actions.iter().map(|action| action.text.as_str()).collect();
    let pair = |i: usize, j: usize| read.actions.get(i).zip(gold.actions.get(j));
    let bonus = |i: usize, j: usize| {
        pair(i, j).map_or(0.0, |(a, b)| {
            0.2 * f64::from(u8::from(a.years == b.years)) + 0.05 * f64::from(u8::from(a.status == b.status))
        })
    };
    let paired = pairs(&read_texts, &gold_texts, bonus);
    let mut of_read: Vec<Option<&GoldAction>> = vec![None; read.actions.len()];
    let mut gold_found = vec![false; gold.actions.len()];
    let mut right = 0;
    for (i, j) in &paired {
        let Some((action, expected)) = pair(*i, *j) else { continue };
        if let (Some(slot), Some(found)) = (of_read.get_mut(*i), gold_found.get_mut(*j)) {
            *slot = Some(expected);
            *found = true;
        }
        if !expected.optional {
            right += 1;
            matched(action, expected, scores, disagreements);
        }
    }
    let mut say = |detail: String| disagreements.push(Disagreement { what: "action", detail });
    let wrong: Vec<&Action> =
        read.actions.iter().zip(&of_read).filter(|(_, gold)| gold.is_none()).map(|(action, _)| action).collect();
    let missed: Vec<&GoldAction> = gold
        .actions
        .iter()
        .zip(&gold_found)
        .filter(|(action, found)| !**found && !action.optional)
        .map(|(action, _)| action)
        .collect();
    wrong.iter().for_each(|action| say(format!("not an action: {:?}", action.text)));
    missed.iter().for_each(|action| say(format!("missed: {:?}", action.text)));
    scores.actions.add(right, wrong.len(), missed.len());

    let mut cells: HashMap<(&str, i32), [usize; 3]> = HashMap::new();
    let years = |years: crate::review::YearSet| -> Vec<i32> {
        if years.is_empty() { vec![0] } else { years.iter().map(Into::into).collect() }
    };
    let counted = read.actions.iter().zip(&of_read).filter(|(_, gold)| gold.is_none_or(|gold| !gold.optional));
    for (action, _) in counted {
        for (area, year) in action.areas.iter().flat_map(|area| years(action.years).into_iter().map(move |y| (area, y)))
        {
            cells.entry((area.code(), year)).or_default()[0] += 1;
        }
    }
    for action in gold.actions.iter().filter(|action| !action.optional) {
        for area in action.areas.union(action.areas_ok).iter() {
            let kind = if action.areas.contains(area) { 1 } else { 2 };
            for year in years(action.years) {
                if let Some(count) = cells.entry((area.code(), year)).or_default().get_mut(kind) {
                    *count += 1;
                }
            }
        }
    }
    for [read, required, allowed] in cells.into_values() {
        let wrong = read.saturating_sub(required).saturating_sub(allowed);
        scores.matrix.add(read.min(required), wrong, required.saturating_sub(read));
    }
}

fn matched(read: &Action, gold: &GoldAction, scores: &mut Scores, disagreements: &mut Vec<Disagreement>) {
    let status_is = |status: Option<Status>| status == Some(read.status);
    let years_right = read.years == gold.years;
    let status_right = status_is(Some(gold.status)) || status_is(gold.status_ok);
    scores.years.add(years_right);
    scores.status.add(status_right);
    let list = |set: crate::review::AreaSet| set.iter().collect::<Vec<_>>();
    scores.areas.add_labels(&list(read.areas), &list(gold.areas), &list(gold.areas_ok));
    let letters = |set: crate::review::MeasureSet| set.iter().collect::<Vec<_>>();
    scores.nis2.add_labels(&letters(read.nis2), &letters(gold.nis2), &letters(gold.nis2_ok));
    let mut differs = Vec::new();
    if !years_right {
        differs.push(format!("years {} should be {}", shown(read.years.iter()), shown(gold.years.iter())));
    }
    if !status_right {
        differs.push(format!("status {} should be {}", read.status, gold.status));
    }
    let missed = gold.areas.iter().filter(|area| !read.areas.contains(*area)).map(|area| format!("area {area} missed"));
    let allowed = gold.areas.union(gold.areas_ok);
    let wrong = read.areas.iter().filter(|area| !allowed.contains(*area)).map(|area| format!("area {area} wrong"));
    differs.extend(missed.chain(wrong));
    let allowed = gold.nis2.union(gold.nis2_ok);
    let missed =
        gold.nis2.iter().filter(|letter| !read.nis2.contains(*letter)).map(|letter| format!("({letter}) missed"));
    let wrong = read.nis2.iter().filter(|letter| !allowed.contains(*letter)).map(|letter| format!("({letter}) wrong"));
    differs.extend(missed.chain(wrong));
    if !differs.is_empty() {
        let detail = format!("{:?}: {}", gold.text, differs.join("; "));
        disagreements.push(Disagreement { what: "action", detail });
    }
}

fn shown<T: std::fmt::Display>(items: impl Iterator<Item = T>) -> String {
    format!("[{}]", items.map(|item| item.to_string()).collect::<Vec<_>>().join(", "))
}

fn risks(read: &Review, gold: &Gold, scores: &mut Scores, disagreements: &mut Vec<Disagreement>) {
    let read_texts: Vec<&str> = read.risks.iter().map(|risk| risk.text.as_str()).collect();
    let gold_texts: Vec<&str> = gold.risks.iter().map(|risk| risk.text.as_str()).collect();
    let paired = pairs(&read_texts, &gold_texts, |_, _| 0.0);
    let (mut right, mut unlike) = (0, 0);
    for (i, j) in &paired {
        let Some((risk, expected)) = read.risks.get(*i).zip(gold.risks.get(*j)).filter(|(_, gold)| !gold.optional)
        else {
            continue;
        };
        let figures = (risk.likelihood, risk.consequence, risk.value);
        let expected_figures = (expected.likelihood, expected.consequence, expected.value);
        if figures == expected_figures {
            right += 1;
        } else {
            unlike += 1;
            let detail = format!("{:?}: {figures:?} should be {expected_figures:?}", expected.text);
            disagreements.push(Disagreement { what: "risk", detail });
        }
    }
    let wrong = read.risks.iter().enumerate().filter(|(i, _)| !paired.iter().any(|(known, _)| known == i));
    let missed =
        gold.risks.iter().enumerate().filter(|(j, risk)| !risk.optional && !paired.iter().any(|(_, known)| known == j));
    let (mut more_wrong, mut more_missed) = (0, 0);
    for (_, risk) in wrong {
        more_wrong += 1;
        disagreements.push(Disagreement { what: "risk", detail: format!("not a risk: {:?}", risk.text) });
    }
    for (_, risk) in missed {
        more_missed += 1;
        disagreements.push(Disagreement { what: "risk", detail: format!("missed: {:?}", risk.text) });
    }
    scores.risks.add(right, unlike + more_wrong, unlike + more_missed);
}

fn metrics(read: &Review, gold: &Gold, scores: &mut Scores, disagreements: &mut Vec<Disagreement>) {
    type Key = (MetricKind, Option<u64>);
    let counts = |keys: &mut dyn Iterator<Item = Key>| {
        keys.fold(HashMap::<Key, usize>::new(), |mut counts, key| {
            *counts.entry(key).or_default() += 1;
            counts
        })
    };
    let read_counts = counts(
        &mut read.metrics.iter().filter(|m| m.kind != MetricKind::Other).map(|m| (m.kind, Some(m.value.to_bits()))),
    );
    let key = |metric: &super::GoldMetric| (metric.kind, metric.value.map(f64::to_bits));
    let is_free = |metric: &&super::GoldMetric| metric.optional || metric.kind == MetricKind::Other;
    let required = counts(&mut gold.metrics.iter().filter(|metric| !is_free(metric)).map(key));
    let allowed = counts(&mut gold.metrics.iter().filter(is_free).map(key));
    let of = |counts: &HashMap<Key, usize>, key: &Key| counts.get(key).copied().unwrap_or(0);
    for (key, count) in &read_counts {
        let needed = of(&required, key);
        let wrong = count.saturating_sub(needed).saturating_sub(of(&allowed, key));
        scores.metrics.add((*count).min(needed), wrong, 0);
        if wrong > 0 {
            disagreements.push(Disagreement { what: "metric", detail: format!("not a metric: {}", told(key)) });
        }
    }
    for (key, count) in &required {
        let missed = count.saturating_sub(of(&read_counts, key));
        scores.metrics.add(0, 0, missed);
        if missed > 0 {
            disagreements.push(Disagreement { what: "metric", detail: format!("missed: {}", told(key)) });
        }
    }
}

fn told((kind, value): &(MetricKind, Option<u64>)) -> String {
    value.map_or_else(|| kind.to_string(), |value| format!("{kind} {}", f64::from_bits(value)))
}

fn meta(read: &Review, gold: &Gold, scores: &mut Scores, disagreements: &mut Vec<Disagreement>) {
    let organisation = read.organisation.as_ref();
    let text = |text: Option<&str>| text.filter(|text| !text.is_empty()).map(str::to_owned);
    let years = |years: crate::review::YearSet| (!years.is_empty()).then(|| shown(years.iter()));
    let no_alternatives = Vec::new();
    let claims = [
        (
            "organisation",
            text(organisation.map(|o| o.name.as_str())),
            text(gold.organisation.as_deref()),
            &gold.organisation_ok,
        ),
        ("kind", organisation.map(|o| o.kind.to_string()), gold.kind.map(|kind| kind.to_string()), &no_alternatives),
        (
            "review_year",
            read.review_year.map(|year| year.to_string()),
            gold.review_year.map(|year| year.to_string()),
            &no_alternatives,
        ),
        ("plan_years", years(read.plan_years), years(gold.plan_years), &no_alternatives),
        ("dnr", text(read.dnr.as_deref()), text(gold.dnr.as_deref()), &gold.dnr_ok),
        ("decided_on", text(read.decided_on.as_deref()), text(gold.decided_on.as_deref()), &gold.decided_on_ok),
    ];
    for (name, read, expected, alternatives) in claims {
        let right = read == expected || alternatives.contains(&read);
        scores.meta.add(right);
        if !right {
            let detail = format!("{name} is {read:?}, should be {expected:?}");
            disagreements.push(Disagreement { what: "meta", detail });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_count_as_required_allowed_or_wrong() {
        let mut found = Found::default();
        found.add_labels(&['a', 'b', 'c'], &['a', 'd'], &['b']);
        assert_eq!(found, Found { right: 1, wrong: 1, missed: 1 });
        assert!((found.f1() - 0.5).abs() < 1e-9);
    }
}
