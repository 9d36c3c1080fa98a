//! NIS2 readiness: for each organisation and measure the rung that its review tells of, and one index over the rungs.
//!
//! Takes the dataset, a year and a kind; gives rows of rungs with what each rests on and what changed since the year
//! before. Counts only what reviews say: "not mentioned" is never "not done", and stands in no sum.

use crate::{
    requirements,
    review::{
        ActionEntry, Dataset, ForYear, Kind, Measure, OrganisationIndex, ReviewIndex, Rung, Status, Year, YearSet,
    },
};

use super::{Column, Counts, ReviewState, compare::Spoken, counts};

/// What an index is made of. The index is `steps / (4 × mentioned)`: the steps above "named" that the mentioned measures
/// have climbed, of all that they could have. A measure that is not mentioned is left out of both; `mentioned` of
/// `measures` says how much of the whole the index speaks of. For groups both sums run over all their cells, so that a
/// group's index is never a mean of indices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Readiness {
    /// Steps climbed.
    pub steps: u32,
    /// Measures mentioned.
    pub mentioned: u32,
    /// Measures that could be mentioned: ten for each usable review.
    pub measures: u32,
}

impl Readiness {
    /// The index, 0 to 1; none where no measure is mentioned.
    pub fn index(self) -> Option<f64> {
        (self.mentioned > 0).then(|| f64::from(self.steps) / f64::from(self.mentioned * Rung::HIGHEST))
    }

    /// The share of measures that are mentioned; none where there is no usable review.
    pub fn coverage(self) -> Option<f64> {
        (self.measures > 0).then(|| f64::from(self.mentioned) / f64::from(self.measures))
    }

    fn add(&mut self, rung: Rung) {
        self.measures += 1;
        if let Some(steps) = rung.steps() {
            self.mentioned += 1;
            self.steps += steps;
        }
    }

    fn join(self, other: Readiness) -> Readiness {
        Readiness {
            steps: self.steps + other.steps,
            mentioned: self.mentioned + other.mentioned,
            measures: self.measures + other.measures,
        }
    }
}

/// A measure in an organisation's review.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadinessCell {
    /// The highest rung that anything in the review has reached.
    pub rung: Rung,
    /// The actions that serve the measure, by status; mentions are not among them.
    pub counts: Counts,
    /// The years that something is planned for, where that is the highest rung.
    pub planned_for: YearSet,
    /// Why it counts as followed up, where it does.
    pub followed: Option<Followed>,
    /// The rung in the review of the year before, where there is a usable one.
    pub before: Option<Rung>,
}

/// What makes a measure followed up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Followed {
    /// A done or ongoing action serves the measure and the assessment of measures (letter f) at once.
    Assessed,
    /// The review gives a figure of the organisation's own in an area of the measure.
    Measured,
    /// For letter f itself: done in this review and in the one before.
    Repeated,
}

/// One organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadinessRow {
    /// Whose.
    pub organisation: OrganisationIndex,
    /// What came in.
    pub state: ReviewState,
    /// Its review, where one came in.
    pub review: Option<ReviewIndex>,
    /// A cell a measure, in the order of `Measure::ALL`; none where no review can be used.
    pub cells: Vec<ReadinessCell>,
    /// The organisation's index.
    pub readiness: Readiness,
    /// Its index the year before, where there is a usable review.
    pub before: Option<Readiness>,
}

/// The readiness of a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadinessOfYear {
    /// The organisations in the order of the register.
    pub rows: Vec<ReadinessRow>,
    /// Each kind that is asked for, with its index now and the year before.
    pub kinds: Vec<(Kind, Readiness, Readiness)>,
    /// The city, or the kind asked for: now and the year before.
    pub all: (Readiness, Readiness),
}

/// The readiness of a year, of one kind or all.
pub fn readiness(dataset: &Dataset, year: Year, kind: Option<Kind>) -> ReadinessOfYear {
    let rows: Vec<ReadinessRow> =
        super::completeness::rows_of(dataset, year, kind).map(|index| row(dataset, year, index)).collect();
    let sum = |rows: &mut dyn Iterator<Item = &ReadinessRow>| {
        rows.fold((Readiness::default(), Readiness::default()), |(now, before), row| {
            (now.join(row.readiness), before.join(row.before.unwrap_or_default()))
        })
    };
    let kinds = Kind::ALL.iter().filter(|each| kind.is_none_or(|kind| kind == **each)).map(|each| {
        let of_kind = |row: &&ReadinessRow| {
            dataset.organisation(row.organisation).is_some_and(|organisation| organisation.kind == *each)
        };
        let (now, before) = sum(&mut rows.iter().filter(of_kind));
        (*each, now, before)
    });
    ReadinessOfYear { kinds: kinds.collect(), all: sum(&mut rows.iter()), rows }
}

fn row(dataset: &Dataset, year: Year, organisation: OrganisationIndex) -> ReadinessRow {
    let usable = |year: Year| dataset.review_of(organisation, year).filter(|(_, review)| review.usable);
    let earlier = year.plus(-1).and_then(usable).map(|(index, _)| index);
    let found = dataset.review_of(organisation, year);
    let state = match found {
        None => ReviewState::NoReview,
        Some((_, review)) if !review.usable => ReviewState::Unusable,
        Some(_) => ReviewState::Usable,
    };
    let rungs = |review: ReviewIndex, before: Option<ReviewIndex>| -> Vec<ReadinessCell> {
        Measure::ALL.iter().map(|measure| cell(dataset, review, before, *measure)).collect()
    };
    let index = |cells: &[ReadinessCell]| {
        let mut readiness = Readiness::default();
        cells.iter().for_each(|cell| readiness.add(cell.rung));
        readiness
    };
    let old = earlier.map(|earlier| {
        let before = year.plus(-2).and_then(usable).map(|(index, _)| index);
        rungs(earlier, before)
    });
    let mut cells = match found.filter(|(_, review)| review.usable) {
        Some((review, _)) => rungs(review, earlier),
        None => Vec::new(),
    };
    for (at, cell) in cells.iter_mut().enumerate() {
        cell.before = old.as_ref().and_then(|old| old.get(at)).map(|old| old.rung);
    }
    ReadinessRow {
        organisation,
        state,
        review: found.map(|(index, _)| index),
        readiness: index(&cells),
        before: old.as_deref().map(index),
        cells,
    }
}

fn cell(dataset: &Dataset, review: ReviewIndex, before: Option<ReviewIndex>, measure: Measure) -> ReadinessCell {
    let (mut found, mut planned_for) = (Counts::default(), YearSet::EMPTY);
    for action in serving(dataset, review, measure) {
        if counts(action, ForYear::Any) {
            found.add(action.status);
            if action.status == Status::Planned {
                planned_for = planned_for.union(action.years);
            }
        }
    }
    // A figure of a group of organisations tells nothing of this one.
    let measured = dataset
        .metrics_of(review)
        .iter()
        .filter(|metric| !metric.shared)
        .filter_map(|metric| metric.kind.area())
        .any(|area| requirements::areas_of(measure).contains(area));
    // The same as what the comparison takes for a subject that is spoken of.
    let spoken = Spoken::of(dataset, review);
    let spoken_of = Column::of_measure(measure).is_some_and(|column| column.spoken_of(spoken.areas, spoken.measures));
    let followed = if found.done == 0 { None } else { followed(dataset, review, before, measure, measured) };
    let rung = match found {
        Counts { done: 1.., .. } if followed.is_some() => Rung::FollowedUp,
        Counts { done: 1.., .. } => Rung::Done,
        Counts { ongoing: 1.., .. } => Rung::Ongoing,
        Counts { planned: 1.., .. } => Rung::Planned,
        _ if spoken_of || measured => Rung::Named,
        _ => Rung::NotMentioned,
    };
    let planned_for = if rung == Rung::Planned { planned_for } else { YearSet::EMPTY };
    ReadinessCell { rung, counts: found, planned_for, followed, before: None }
}

fn serving(dataset: &Dataset, review: ReviewIndex, measure: Measure) -> impl Iterator<Item = &ActionEntry> {
    dataset.actions_of(review).iter().filter(move |action| action.measures.contains(measure))
}

fn followed(
    dataset: &Dataset,
    review: ReviewIndex,
    before: Option<ReviewIndex>,
    measure: Measure,
    measured: bool,
) -> Option<Followed> {
    let is_done = |action: &&ActionEntry| counts(action, ForYear::Any) && action.status == Status::Done;
    if measure == Measure::F {
        let repeated = before.is_some_and(|before| serving(dataset, before, measure).any(|action| is_done(&action)));
        return repeated.then_some(Followed::Repeated);
    }
    let assessed = serving(dataset, review, measure).any(|action| {
        counts(action, ForYear::Any) && action.status != Status::Planned && action.measures.contains(Measure::F)
    });
    match (assessed, measured) {
        (true, _) => Some(Followed::Assessed),
        (false, true) => Some(Followed::Measured),
        (false, false) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        analytics::sample::{dataset, year},
        review::{MeasureSet, MetricEntry, MetricKind},
    };

    /// The sample with actions of one review (2026 of Ada) given measures and a status, and whether they are mentions.
    fn with(actions: &[(&[Measure], Status, bool)], metrics: &[MetricKind]) -> Dataset {
        let mut dataset = dataset();
        let one = dataset.actions[1];
        dataset.metrics.retain(|metric| metric.review != ReviewIndex(1));
        let figures =
            metrics.iter().map(|kind| MetricEntry { review: ReviewIndex(1), kind: *kind, value: 1.0, shared: false });
        dataset.metrics.splice(0..0, figures);
        let own = actions.iter().map(|(measures, status, optional)| ActionEntry {
            measures: measures.iter().copied().collect::<MeasureSet>(),
            status: *status,
            optional: *optional,
            ..one
        });
        let own: Vec<ActionEntry> = own.collect();
        let first = dataset.actions.iter().position(|action| action.review == ReviewIndex(1)).unwrap();
        dataset.actions.retain(|action| action.review != ReviewIndex(1));
        dataset.actions.splice(first..first, own);
        dataset
    }

    fn rung(dataset: &Dataset, measure: Measure) -> Rung {
        let found = readiness(dataset, year(2026), None);
        let row = found.rows.iter().find(|row| row.organisation == OrganisationIndex(0)).unwrap();
        row.cells[measure as usize].rung
    }

    #[test]
    fn a_measure_stands_on_the_highest_rung_that_anything_reached() {
        use Measure::{A, B, C, D, F};
        use Status::{Done, Ongoing, Planned};
        let check = |actions: &[(&[Measure], Status, bool)], metrics: &[MetricKind], measure, expected| {
            assert_eq!(rung(&with(actions, metrics), measure), expected, "{actions:?} {metrics:?}");
        };
        check(&[(&[A], Done, false)], &[], B, Rung::NotMentioned);
        // A risk speaks of risk analysis, and one labelled with procurement of the supply chain.
        check(&[(&[B], Done, false)], &[], A, Rung::Named);
        check(&[(&[B], Done, false)], &[], D, Rung::Named);
        check(&[(&[B], Done, true)], &[], B, Rung::Named);
        check(&[], &[MetricKind::Incidents], B, Rung::Named);
        check(&[(&[B], Planned, false)], &[MetricKind::Incidents], B, Rung::Planned);
        check(&[(&[B], Planned, false), (&[B], Ongoing, false)], &[], B, Rung::Ongoing);
        check(&[(&[B], Planned, false), (&[B], Done, false)], &[], B, Rung::Done);
        check(&[(&[B], Done, false)], &[MetricKind::Incidents], B, Rung::FollowedUp);
        check(&[(&[B], Done, false)], &[MetricKind::Exercises], B, Rung::Done);
        check(&[(&[C], Done, false), (&[C, F], Ongoing, false)], &[], C, Rung::FollowedUp);
        check(&[(&[C], Done, false), (&[C, F], Planned, false)], &[], C, Rung::Done);
        // The review of the year before holds nothing of letter f.
        check(&[(&[F], Done, false)], &[], F, Rung::Done);
    }

    #[test]
    fn a_figure_of_a_group_tells_nothing_of_one() {
        let mut dataset = with(&[(&[Measure::B], Status::Done, false)], &[MetricKind::Incidents]);
        dataset.metrics.iter_mut().for_each(|metric| metric.shared = true);
        assert_eq!(rung(&dataset, Measure::B), Rung::Done);
    }

    #[test]
    fn what_is_not_mentioned_is_left_out_and_groups_divide_sums() {
        use Status::{Done, Planned};
        let found =
            readiness(&with(&[(&[Measure::A], Done, false), (&[Measure::B], Planned, false)], &[]), year(2026), None);
        let of = |organisation: u32| {
            found.rows.iter().find(|row| row.organisation == OrganisationIndex(organisation)).unwrap()
        };
        let ada = of(0).readiness;
        // Letters d and g are named by a risk and an area, which are no step.
        assert_eq!((ada.steps, ada.mentioned, ada.measures), (4, 4, 10));
        assert_eq!((ada.index(), ada.coverage()), (Some(0.25), Some(0.4)));
        // Cia AB sent in nothing that can be used, Dan AB nothing: both stand in no sum.
        assert!(of(4).cells.is_empty() && of(5).cells.is_empty());
        assert_eq!(of(4).readiness.index(), None);
        let (all, _) = found.all;
        let sums = found.rows.iter().fold((0, 0, 0), |(steps, mentioned, measures), row| {
            let own = row.readiness;
            (steps + own.steps, mentioned + own.mentioned, measures + own.measures)
        });
        assert_eq!((all.steps, all.mentioned, all.measures), sums);
        let kinds: u32 = found.kinds.iter().map(|(_, now, _)| now.steps).sum();
        assert_eq!(kinds, all.steps);
        assert!(found.kinds.iter().any(|(kind, now, _)| *kind == Kind::Bolag && now.index().is_none()));
    }

    #[test]
    fn the_year_before_is_told_where_it_can_be_used() {
        let found = readiness(&dataset(), year(2026), None);
        let row = |organisation| found.rows.iter().find(|row| row.organisation == OrganisationIndex(organisation));
        let (ada, bea) = (row(0).unwrap(), row(1).unwrap());
        // 2025: one done action of letter a.
        assert_eq!(ada.cells[0].before, Some(Rung::Done));
        assert_eq!(ada.cells[1].before, Some(Rung::NotMentioned));
        assert_eq!(bea.cells[0].before, None);
        assert_eq!(bea.cells[0].planned_for, [2026, 2027].map(year).into_iter().collect());
    }
}
