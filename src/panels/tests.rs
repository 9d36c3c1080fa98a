//! Panels over the sample dataset: figure and table say the same, in words of both languages.

use super::*;
use crate::{
    analytics::sample::{dataset, year},
    figures::{Cell, CellState, Unit},
    review::{Action, Amount, Area, Deadline, Language, Metric, MetricKind, OrganisationKey, Place, Risk, Status},
};

fn sources() -> Sources {
    let source = |file_name: &str| Source {
        file_name: file_name.to_owned(),
        sha256: "ab".repeat(32),
        version: 2,
        taxonomy_version: "1".to_owned(),
    };
    [(ReviewId(11), source("ada.txt")), (ReviewId(12), source("bea.md"))].into_iter().collect()
}

fn with(check: impl Fn(&PanelInput<'_>)) {
    let (dataset, sources) = (dataset(), sources());
    for language in Language::ALL {
        for for_year in [ForYear::Any, ForYear::Undated, ForYear::Only(year(2027))] {
            check(&PanelInput {
                dataset: &dataset,
                filter: Filter { for_year, ..Filter::of_year(year(2026)) },
                organisation: None,
                axis: Axis::default(),
                sort: Sort::default(),
                catalogue: Catalogue::of(*language),
                sources: &sources,
            });
        }
    }
}

fn with_axes(check: impl Fn(&PanelInput<'_>)) {
    for axis in Axis::ALL {
        with(|input| check(&PanelInput { axis, ..*input }));
    }
}

fn at<'t>(table: &'t Table, row: usize, key: &str) -> &'t Cell {
    let column = table.columns.iter().position(|column| column.key == key).unwrap_or_else(|| panic!("no column {key}"));
    &table.rows[row].cells[column]
}

fn whole(table: &Table) {
    let mut keys: Vec<&str> = table.columns.iter().map(|column| column.key).collect();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), table.columns.len(), "a column stands twice in {}", table.title);
    for column in &table.columns {
        assert!(!column.label.starts_with("column"), "{} has no label", column.key);
        assert!(!column.meaning.starts_with("column_meaning"), "{} has no meaning", column.key);
    }
    for row in &table.rows {
        assert_eq!(row.cells.len(), table.columns.len(), "{}", table.title);
    }
}

#[test]
fn every_panel_has_a_key_of_its_own_and_a_whole_table_with_versions() {
    for (at_panel, one) in PANELS.iter().enumerate() {
        assert!(PANELS.iter().skip(at_panel + 1).all(|other| other.key != one.key));
        assert!(panel(one.key).is_some());
        with(|input| {
            let table = (one.table)(input);
            whole(&table);
            assert!(!table.rows.is_empty(), "{}", one.key);
            assert!(table.notice.is_some());
            assert_eq!(at(&table, 0, "invented"), &Cell::Text("yes".to_owned()));
            assert_eq!(at(&table, 0, "data_version"), &Cell::Integer(7));
            assert_eq!(at(&table, 0, "taxonomy_version"), &Cell::Text("1".to_owned()));
            assert!(!(one.build)(input).title().contains('{'));
            if let Figure::Table(table) = (one.build)(input) {
                whole(&table);
            }
        });
    }
    assert!(panel("x").is_none());
}

#[test]
fn every_number_of_the_matrix_equals_that_of_its_table() {
    with_axes(|input| {
        let Figure::Matrix(matrix) = comparison::figure(input) else { panic!("a matrix") };
        let table = comparison::table(input);
        whole(&table);
        assert_eq!(table.rows.len(), matrix.cells.len());
        let code = if input.axis == Axis::Areas { "area" } else { "column" };
        for (row, cell) in matrix.cells.iter().enumerate() {
            assert_eq!(at(&table, row, "state"), &Cell::Text(cell.state.code().to_owned()));
            let column = &matrix.columns[row % matrix.columns.len()];
            assert_eq!(at(&table, row, code), &Cell::Text(column.key.clone()));
            assert!(!column.label.is_empty() && !column.label.starts_with("measure"), "{} has a name", column.key);
            let known = !matches!(cell.state, CellState::NoReview | CellState::Unusable);
            let total = if known { Cell::Integer(cell.total().into()) } else { Cell::Missing };
            assert_eq!(at(&table, row, "total"), &total, "what is not known is no nought");
            let heading = &matrix.rows[row / matrix.columns.len()];
            assert_eq!(at(&table, row, "organisation_key"), &Cell::Text(heading.key.clone()));
        }
    });
}

#[test]
fn values_of_groups_are_the_same_below_the_matrix_and_in_their_table() {
    with_axes(|input| {
        let Figure::Matrix(matrix) = comparison::figure(input) else { panic!("a matrix") };
        let table = groups::table(input);
        let cells: Vec<_> =
            matrix.groups.iter().flat_map(|group| group.cells.iter().map(move |cell| (&group.key, cell))).collect();
        assert_eq!(table.rows.len(), cells.len());
        for (row, (group, cell)) in cells.into_iter().enumerate() {
            assert_eq!(at(&table, row, "group"), &Cell::Text(group.clone()));
            assert_eq!(at(&table, row, "usable_reviews"), &Cell::Integer(cell.whole.into()));
            let part = if cell.whole > 0 { Cell::Integer(cell.part.into()) } else { Cell::Missing };
            assert_eq!(at(&table, row, "reviews_planning"), &part, "of no usable review nothing is known");
            assert_eq!(table.rows[row].link.is_some(), cell.part > 0);
        }
    });
}

#[test]
fn a_group_without_usable_reviews_has_no_gaps_but_says_so() {
    with(|input| {
        let table = gaps::table(input);
        let of_bolag = (0..table.rows.len()).filter(|row| at(&table, *row, "group") == &Cell::Text("bolag".to_owned()));
        let rows: Vec<usize> = of_bolag.collect();
        assert_eq!(rows.len(), 1);
        assert_eq!(at(&table, rows[0], "gap"), &Cell::Text("no_usable_review".to_owned()));
        assert_eq!(at(&table, rows[0], "area"), &Cell::Missing);
        assert_eq!(at(&table, 0, "gap"), &Cell::Text("nobody_plans".to_owned()));
    });
}

#[test]
fn rows_name_their_document_where_there_is_one() {
    with(|input| {
        let table = comparison::table(input);
        assert_eq!(at(&table, 0, "document"), &Cell::Text("ada.txt".to_owned()));
        assert_eq!(at(&table, 0, "review_version"), &Cell::Integer(2));
        assert_eq!(at(&table, table.rows.len() - 1, "document"), &Cell::Missing);
    });
}

#[test]
fn only_cells_with_something_behind_them_lead_down() {
    with(|input| {
        let Figure::Matrix(matrix) = comparison::figure(input) else { panic!("a matrix") };
        for cell in &matrix.cells {
            assert_eq!(cell.link.is_some(), matches!(cell.state, CellState::Counted | CellState::Zero));
        }
    });
}

#[test]
fn an_address_names_the_whole_selection_and_reads_back() {
    let filter =
        Filter { year: year(2026), kind: Some(crate::review::Kind::Bolag), for_year: ForYear::Only(year(2027)) };
    let selection = Selection {
        filter,
        organisation: Some(OrganisationKey("stokab".to_owned())),
        columns: columns_with([Axis::Areas.column("lokal_anvisning").unwrap(), Axis::Measures.column("b").unwrap()]),
        status: Some(Status::Done),
    };
    assert_eq!(
        actions_address(&selection, Catalogue::of(Language::Sv)),
        "/atgarder?ar=2026&slag=bolag&for=2027&organisation=stokab&omrade=lokal_anvisning&nis2=b&status=done"
    );
    assert!(selection_query(&selection, Language::En).ends_with("&lang=en"));
    for for_year in [ForYear::Any, ForYear::Undated, ForYear::Only(year(2030))] {
        assert_eq!(parse_for_year(&for_year_code(for_year)), Ok(for_year));
    }
    assert!(parse_for_year("soon").unwrap_err().contains("undated"));
}

#[test]
fn one_organisation_has_its_own_grid() {
    with(|input| {
        let ada = PanelInput { organisation: Some(OrganisationIndex(0)), ..*input };
        let Figure::Grid(grid) = grid::figure(&ada) else { panic!("a grid") };
        assert!(grid.title.ends_with(": Ada"));
        assert_eq!(grid.counts.iter().flatten().sum::<u32>(), 1);
        assert_eq!(grid.threshold, 9);
        let table = grid::table(&ada);
        assert_eq!(table.rows.len(), 26, "25 squares and the risks without figures");
        assert_eq!(at(&table, 25, "count"), &Cell::Integer(1));
        assert_eq!(at(&table, 25, "risk_value"), &Cell::Missing);
    });
}

#[test]
fn lists_carry_the_words_the_place_and_the_versions() {
    let place = Place { page: Some(3), line: 12, quote: "Öva\nplaner".to_owned(), ..Place::default() };
    let action = Action {
        text: "Öva planer".to_owned(),
        heading: "2026".to_owned(),
        years: [2026, 2027].map(year).into_iter().collect(),
        status: Status::Planned,
        areas: [Area::Kontinuitet, Area::Nis2].into_iter().collect(),
        nis2: Default::default(),
        responsible: Some("IT-chef".to_owned()),
        deadline: Some(Deadline { as_written: "juni 2026".to_owned(), period: Some("2026-06".to_owned()) }),
        amounts: vec![Amount {
            ore: 35_000_050,
            most_ore: None,
            as_written: "350 tkr".to_owned(),
            place: place.clone(),
        }],
        optional: false,
        place: place.clone(),
        confidence: 0.9,
        evidence: Vec::new(),
    };
    let risk = Risk {
        text: "Avbrott".to_owned(),
        likelihood: Some(3),
        consequence: None,
        value: None,
        treatment: None,
        areas: Default::default(),
        optional: false,
        place: place.clone(),
        confidence: 0.8,
        evidence: Vec::new(),
    };
    let metric = Metric {
        kind: MetricKind::BudgetMsek,
        value: 1.1,
        approximate: true,
        quote: "1,1 mnkr".to_owned(),
        note: None,
        place,
        confidence: 1.0,
    };
    let key = OrganisationKey("ada".to_owned());
    with(|input| {
        let (review, organisation, of) = (ReviewId(11), Some(&key), Some(year(2026)));
        let actions = actions(input, &[SourcedAction { action: &action, review, organisation, year: of }]);
        let risks = risks(input, &[SourcedRisk { risk: &risk, review, organisation, year: of }]);
        let metrics = metrics(input, &[SourcedMetric { metric: &metric, review, organisation, year: of }]);
        for table in [&actions, &risks, &metrics] {
            whole(table);
            assert_eq!(at(table, 0, "organisation"), &Cell::Text("Ada".to_owned()));
            assert_eq!(at(table, 0, "page"), &Cell::Integer(3));
            assert_eq!(at(table, 0, "document"), &Cell::Text("ada.txt".to_owned()));
        }
        assert_eq!(at(&actions, 0, "areas"), &Cell::Text("nis2 kontinuitet".to_owned()));
        assert_eq!(at(&actions, 0, "years"), &Cell::Text("2026 2027".to_owned()));
        assert_eq!(at(&actions, 0, "confidence"), &Cell::Number(0.9));
        assert_eq!(at(&risks, 0, "consequence"), &Cell::Missing);
        assert!(metrics.columns.iter().any(|column| column.key == "value" && column.unit == Unit::Decimal));
        // A review that no one is known to have written keeps its words and has no name.
        let nameless =
            super::actions(input, &[SourcedAction { action: &action, review, organisation: None, year: None }]);
        assert_eq!(at(&nameless, 0, "organisation"), &Cell::Missing);
        assert_eq!(at(&nameless, 0, "year"), &Cell::Missing);
    });
}
