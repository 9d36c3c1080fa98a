//! Counts over the sample dataset: each figure against numbers counted by hand.

use super::{
    sample::{dataset, year},
    *,
};
use crate::{
    figures::CellState,
    review::{ActionId, Area, Filter, Kind, MetricKind, OrganisationIndex, ReviewIndex, RiskId, Status},
};

fn of_2026() -> Filter {
    Filter::of_year(year(2026))
}

fn cell(comparison: &Comparison, organisation: u32, area: Area) -> ComparisonCell {
    let row = comparison.rows.iter().find(|row| row.organisation == OrganisationIndex(organisation)).unwrap();
    row.cells[area as usize]
}

fn compared_areas(dataset: &crate::review::Dataset, filter: &Filter, sort: Sort) -> Comparison {
    compared(dataset, filter, Axis::Areas, sort)
}

fn by_area(area: Area) -> SortBy {
    SortBy::Column(Column::of_area(area).unwrap())
}

fn order(comparison: &Comparison) -> Vec<u32> {
    comparison.rows.iter().map(|row| row.organisation.0).collect()
}

#[test]
fn each_state_of_a_cell_is_told_from_the_others() {
    let comparison = compared_areas(&dataset(), &of_2026(), Sort::default());
    let nis2 = cell(&comparison, 0, Area::Nis2);
    assert_eq!(nis2.state, CellState::Counted);
    assert_eq!(nis2.counts, Counts { planned: 1, ongoing: 1, done: 1 });
    // A mention and a risk speak of an area, but are no action.
    assert_eq!(cell(&comparison, 0, Area::Kontinuitet).state, CellState::Zero);
    assert_eq!(cell(&comparison, 0, Area::Upphandling).state, CellState::Zero);
    assert_eq!(cell(&comparison, 0, Area::Styrning).state, CellState::Silent);
    // The mention in an unusable review makes nothing zero.
    assert_eq!(cell(&comparison, 4, Area::Nis2).state, CellState::Unusable);
    assert_eq!(cell(&comparison, 5, Area::Nis2).state, CellState::NoReview);
}

#[test]
fn founded_and_closed_organisations_are_rows_only_where_a_review_is_expected_or_came() {
    let data = dataset();
    assert_eq!(order(&compared_areas(&data, &of_2026(), Sort::default())), [0, 1, 3, 4, 5]);
    assert_eq!(order(&compared_areas(&data, &Filter::of_year(year(2025)), Sort::default())), [0, 3, 4, 5]);
    assert_eq!(order(&compared_areas(&data, &Filter::of_year(year(2027)), Sort::default())), [0, 1, 2, 4, 5]);
}

#[test]
fn the_years_of_actions_filter_what_counts_and_leave_zero_not_silence() {
    let data = dataset();
    let only = |for_year| compared_areas(&data, &Filter { for_year, ..of_2026() }, Sort::default());
    let of_2027 = only(ForYear::Only(year(2027)));
    assert_eq!(cell(&of_2027, 0, Area::Nis2).counts, Counts { ongoing: 1, ..Counts::default() });
    assert_eq!(cell(&of_2027, 0, Area::Utbildning).state, CellState::Zero);
    assert_eq!(cell(&of_2027, 1, Area::Dataskydd).counts.total(), 1);
    let undated = only(ForYear::Undated);
    assert_eq!(cell(&undated, 0, Area::Nis2).counts, Counts { done: 1, ..Counts::default() });
}

#[test]
fn a_total_counts_each_action_once() {
    let comparison = compared_areas(&dataset(), &of_2026(), Sort::default());
    assert_eq!(comparison.rows[0].total.counts.total(), 3);
    assert_eq!(comparison.rows[0].cells.iter().map(|cell| cell.counts.total()).sum::<u32>(), 4);
}

#[test]
fn one_kind_alone_can_be_compared() {
    let filter = Filter { kind: Some(Kind::Bolag), ..of_2026() };
    assert_eq!(order(&compared_areas(&dataset(), &filter, Sort::default())), [4, 5]);
}

#[test]
fn rows_sort_by_number_and_those_of_which_nothing_is_known_stand_last_either_way() {
    let data = dataset();
    let sorted = |by, direction| order(&compared_areas(&data, &of_2026(), Sort { by, direction }));
    assert_eq!(sorted(by_area(Area::Nis2), Direction::Descending), [0, 3, 1, 4, 5]);
    assert_eq!(sorted(by_area(Area::Nis2), Direction::Ascending), [1, 3, 0, 4, 5]);
    assert_eq!(sorted(SortBy::Total, Direction::Descending), [0, 1, 3, 4, 5]);
    assert_eq!(sorted(SortBy::Name, Direction::Ascending), [0, 1, 4, 5, 3]);
    assert_eq!(sorted(SortBy::Register, Direction::Descending), [5, 4, 3, 1, 0]);
}

#[test]
fn an_order_reads_what_it_writes_and_says_what_can_be_given() {
    for axis in Axis::ALL {
        let columns = axis.columns().iter().map(SortBy::Column);
        for by in columns.chain([SortBy::Register, SortBy::Name, SortBy::Total]) {
            assert_eq!(SortBy::read(&by.to_string(), axis), Ok(by));
        }
    }
    for direction in [Direction::Ascending, Direction::Descending] {
        assert_eq!(direction.to_string().parse(), Ok(direction));
    }
    assert!(SortBy::read("x", Axis::Areas).unwrap_err().known.contains("totalt, nis2"));
    assert!(SortBy::read("utbildning", Axis::Measures).is_err(), "a column of another axis is no order");
}

#[test]
fn measures_count_what_serves_them_and_areas_alone_only_speak_of_them() {
    let measures = compared(&dataset(), &of_2026(), Axis::Measures, Sort::default());
    let ada: Vec<(CellState, u32)> =
        measures.rows[0].cells.iter().map(|cell| (cell.state, cell.counts.total())).collect();
    assert_eq!(ada[0], (CellState::Counted, 3), "every action of the sample serves a");
    assert_eq!(ada[1], (CellState::Zero, 0), "incidents are stated as a figure");
    assert_eq!(ada[2], (CellState::Zero, 0), "continuity is mentioned");
    assert_eq!(ada[7], (CellState::Silent, 0));
    assert!(measures.rows[3].cells.iter().all(|cell| cell.state == CellState::Unusable));
    assert!(measures.rows[4].cells.iter().all(|cell| cell.state == CellState::NoReview));
}

#[test]
fn groupings_count_their_areas_and_measures_each_action_once() {
    let data = dataset();
    let plan = compared(&data, &of_2026(), Axis::Plan, Sort::default());
    // Ada has no action of the plan's areas; what she mentions, risks and counts speaks of some of them.
    let states: Vec<CellState> = plan.rows[0].cells.iter().map(|cell| cell.state).collect();
    use CellState::{Silent, Zero};
    assert_eq!(states, [Silent, Zero, Silent, Silent, Zero, Zero, Zero]);
    assert_eq!(compared(&data, &of_2026(), Axis::Methods, Sort::default()).columns.len(), 5);
}

#[test]
fn a_group_is_counted_over_its_usable_reviews_alone() {
    let data = dataset();
    let found = groups(&data, &of_2026(), Axis::Areas);
    let codes: Vec<(Option<Kind>, u32)> = found.iter().map(|group| (group.kind, group.usable)).collect();
    let kinds = [Kind::Stadsdelsnamnd, Kind::Facknamnd, Kind::Bolag];
    assert_eq!(codes, [(Some(kinds[0]), 0), (Some(kinds[1]), 3), (Some(kinds[2]), 0), (None, 3)]);
    let nis2 = |group: &GroupRow| group.cells[Area::Nis2 as usize];
    // Ada and Fia plan one each, Bea none.
    assert_eq!(nis2(&found[1]), GroupCell { planning: 2, median: Some(1.0) });
    assert_eq!(nis2(&found[2]), GroupCell { planning: 0, median: None }, "of no usable review nothing is known");
    let bolag = Filter { kind: Some(Kind::Bolag), ..of_2026() };
    assert_eq!(groups(&data, &bolag, Axis::Areas).iter().map(|group| group.usable).collect::<Vec<_>>(), [0, 3]);
    assert_eq!(group_of(&data, &of_2026(), Kind::Kommunstyrelse, Axis::Areas), found[3], "it has no peers");
}

#[test]
fn received_and_usable_are_two_numbers_and_the_unexpected_count_in_neither() {
    let reporting = of_year(&dataset(), year(2026), None);
    assert_eq!(reporting.all, ReportingCounts { expected: 4, received: 3, usable: 2 });
    let of = |kind| reporting.kinds.iter().find(|(of, _)| *of == kind).map(|(_, counts)| *counts);
    assert_eq!(of(Kind::Facknamnd), Some(ReportingCounts { expected: 2, received: 2, usable: 2 }));
    assert_eq!(of(Kind::Bolag), Some(ReportingCounts { expected: 2, received: 1, usable: 0 }));
    assert_eq!(of(Kind::Kommunstyrelse), None);
    let fia = reporting.rows.iter().find(|row| row.organisation.0 == 3).unwrap();
    assert!(!fia.expected);
    assert_eq!((fia.state, fia.actions), (ReviewState::Usable, 1));
    assert_eq!(reporting.rows.len(), 5);
}

#[test]
fn a_share_is_one_count_by_one_count_and_never_a_mean_of_shares() {
    let data = dataset();
    let share = |kind, area: Area, of| {
        let trend = of_areas(&data, kind);
        let points = &trend.areas.iter().find(|found| found.area == area).unwrap().points;
        points.iter().find(|point| point.year == year(of)).and_then(TrendPoint::share)
    };
    assert_eq!(share(None, Area::Nis2, 2025), Some(0.5));
    assert_eq!(share(None, Area::Nis2, 2026), Some(2.0 / 3.0));
    // A mention alone does not make a review one of the area's.
    assert_eq!(share(None, Area::Kontinuitet, 2026), Some(0.0));
    // No bolag has a usable review: no share, which is not nought.
    assert_eq!(share(Some(Kind::Bolag), Area::Nis2, 2026), None);
    assert_eq!(of_areas(&data, None).years, [year(2025), year(2026)]);
    assert!(of_areas(&crate::review::Dataset::default(), None).years.is_empty());
}

#[test]
fn risks_stand_at_their_factors_and_mentions_nowhere() {
    let data = dataset();
    let all = grid(&data, &of_2026());
    assert_eq!(all.counts[2][2], 1);
    assert_eq!(all.counts[4][0], 1);
    assert_eq!(all.counts[4][4], 0);
    assert_eq!(all.unrated, 1);
    assert_eq!(all.counts.iter().flatten().sum::<u32>(), 2);
    assert_eq!(grid_of(&data, ReviewIndex(2)).counts[4][0], 1);
    assert_eq!(grid(&data, &Filter { kind: Some(Kind::Bolag), ..of_2026() }), RiskGrid::default());
    assert_eq!(listed(&data, &of_2026(), Some(OrganisationIndex(1))), [202, 203].map(RiskId));
}

#[test]
fn metrics_tell_in_how_many_reviews_they_stand_and_are_never_added_up() {
    let found = stated(&dataset(), &of_2026());
    let of = |kind| found.iter().find(|summary| summary.kind == kind).unwrap();
    let incidents = of(MetricKind::Incidents);
    assert_eq!((incidents.stated_in, incidents.of_reviews), (2, 4));
    assert_eq!((incidents.lowest, incidents.median, incidents.highest), (Some(10.0), Some(40.0), Some(63.0)));
    let budget = of(MetricKind::BudgetMsek);
    assert_eq!((budget.stated_in, budget.lowest), (1, None), "a figure of several organisations bounds no range");
    assert_eq!(budget.values.len(), 1);
    assert_eq!(of(MetricKind::Other).median, None);
    assert_eq!(of(MetricKind::Exercises).stated_in, 0);
}

#[test]
fn behind_a_cell_stand_as_many_actions_as_it_counts() {
    let data = dataset();
    for for_year in [ForYear::Any, ForYear::Undated, ForYear::Only(year(2026)), ForYear::Only(year(2027))] {
        let filter = Filter { for_year, ..of_2026() };
        for (place, axis) in Axis::ALL.into_iter().enumerate() {
            for row in compared(&data, &filter, axis, Sort::default()).rows {
                for (cell, column) in row.cells.iter().zip(axis.columns()) {
                    let mut behind = Behind { organisation: Some(row.organisation), ..Behind::all(filter) };
                    behind.columns[place] = Some(column);
                    assert_eq!(actions(&data, &behind).len(), cell.counts.total() as usize, "{column:?} {filter:?}");
                }
            }
        }
    }
}

#[test]
fn what_does_not_count_is_told_apart() {
    let data = dataset();
    let ada = Behind { organisation: Some(OrganisationIndex(0)), ..Behind::all(of_2026()) };
    assert_eq!(actions(&data, &ada), [101, 102, 103].map(ActionId));
    assert_eq!(passed_over(&data, &ada), [ActionId(104)]);
    let done = Behind { status: Some(Status::Done), ..ada };
    assert_eq!(actions(&data, &done), [ActionId(103)]);
    let of_2027 = Behind { filter: Filter { for_year: ForYear::Only(year(2027)), ..of_2026() }, ..ada };
    assert_eq!(passed_over(&data, &of_2027), [101, 103, 104].map(ActionId));
}
