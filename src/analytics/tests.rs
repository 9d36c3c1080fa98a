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

fn order(comparison: &Comparison) -> Vec<u32> {
    comparison.rows.iter().map(|row| row.organisation.0).collect()
}

#[test]
fn each_state_of_a_cell_is_told_from_the_others() {
    let comparison = areas(&dataset(), &of_2026(), Sort::default());
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
    assert_eq!(order(&areas(&data, &of_2026(), Sort::default())), [0, 1, 3, 4, 5]);
    assert_eq!(order(&areas(&data, &Filter::of_year(year(2025)), Sort::default())), [0, 3, 4, 5]);
    assert_eq!(order(&areas(&data, &Filter::of_year(year(2027)), Sort::default())), [0, 1, 2, 4, 5]);
}

#[test]
fn the_years_of_actions_filter_what_counts_and_leave_zero_not_silence() {
    let data = dataset();
    let only = |for_year| areas(&data, &Filter { for_year, ..of_2026() }, Sort::default());
    let of_2027 = only(ForYear::Only(year(2027)));
    assert_eq!(cell(&of_2027, 0, Area::Nis2).counts, Counts { ongoing: 1, ..Counts::default() });
    assert_eq!(cell(&of_2027, 0, Area::Utbildning).state, CellState::Zero);
    assert_eq!(cell(&of_2027, 1, Area::Dataskydd).counts.total(), 1);
    let undated = only(ForYear::Undated);
    assert_eq!(cell(&undated, 0, Area::Nis2).counts, Counts { done: 1, ..Counts::default() });
}

#[test]
fn a_total_counts_each_action_once() {
    let comparison = areas(&dataset(), &of_2026(), Sort::default());
    assert_eq!(comparison.rows[0].total.counts.total(), 3);
    assert_eq!(comparison.rows[0].cells.iter().map(|cell| cell.counts.total()).sum::<u32>(), 4);
}

#[test]
fn one_kind_alone_can_be_compared() {
    let filter = Filter { kind: Some(Kind::Bolag), ..of_2026() };
    assert_eq!(order(&areas(&dataset(), &filter, Sort::default())), [4, 5]);
}

#[test]
fn rows_sort_by_number_and_those_of_which_nothing_is_known_stand_last_either_way() {
    let data = dataset();
    let sorted = |by, direction| order(&areas(&data, &of_2026(), Sort { by, direction }));
    assert_eq!(sorted(SortBy::Area(Area::Nis2), Direction::Descending), [0, 3, 1, 4, 5]);
    assert_eq!(sorted(SortBy::Area(Area::Nis2), Direction::Ascending), [1, 3, 0, 4, 5]);
    assert_eq!(sorted(SortBy::Total, Direction::Descending), [0, 1, 3, 4, 5]);
    assert_eq!(sorted(SortBy::Name, Direction::Ascending), [0, 1, 4, 5, 3]);
    assert_eq!(sorted(SortBy::Register, Direction::Descending), [5, 4, 3, 1, 0]);
}

#[test]
fn an_order_reads_what_it_writes_and_says_what_can_be_given() {
    for by in [SortBy::Register, SortBy::Name, SortBy::Total, SortBy::Area(Area::LokalAnvisning)] {
        assert_eq!(by.to_string().parse(), Ok(by));
    }
    for direction in [Direction::Ascending, Direction::Descending] {
        assert_eq!(direction.to_string().parse(), Ok(direction));
    }
    assert!("x".parse::<SortBy>().unwrap_err().contains("nis2"));
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
        for row in areas(&data, &filter, Sort::default()).rows {
            for (cell, area) in row.cells.iter().zip(Area::ALL) {
                let organisation = Some(row.organisation);
                let behind = Behind { organisation, area: Some(*area), ..Behind::all(filter) };
                assert_eq!(actions(&data, &behind).len(), cell.counts.total() as usize, "{area} {filter:?}");
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
