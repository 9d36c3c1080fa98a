//! A small dataset made by hand, for the tests of analytics and panels.
//!
//! 2026: Ada (usable, rich), Bea (usable, thin), Cia AB (unusable), Dan AB (no review), Eva (founded 2027, no row),
//! Fia (closed after 2025, yet a review came in for 2026). 2025: Ada, Fia.

use crate::review::{
    ActionEntry, ActionId, Area, AreaSet, Dataset, Kind, Measure, MetricEntry, MetricKind, Organisation,
    OrganisationIndex, OrganisationKey, ReviewEntry, ReviewId, ReviewIndex, RiskEntry, RiskId, Status, Stems, Year,
    YearSet,
};

pub(crate) fn year(number: i32) -> Year {
    Year::try_from(number).expect("a year")
}

fn organisation(name: &str, kind: Kind, first: Option<i32>, last: Option<i32>) -> Organisation {
    Organisation {
        key: OrganisationKey(name.to_lowercase().replace(' ', "-")),
        name: name.to_owned(),
        kind,
        first_year: first.map(year),
        last_year: last.map(year),
        aliases: Vec::new(),
        predecessors: Vec::new(),
        successors: Vec::new(),
    }
}

fn review(id: i32, organisation: u32, of: i32, usable: bool) -> ReviewEntry {
    let plan_years = [of, of + 1, of + 2].map(year).into_iter().collect();
    let organisation = OrganisationIndex(organisation);
    ReviewEntry { id: ReviewId(id), organisation, year: year(of), plan_years, usable, remarks: u32::from(!usable) }
}

fn action(id: i32, review: u32, areas: &[Area], years: &[i32], status: Status) -> ActionEntry {
    ActionEntry {
        id: ActionId(id),
        review: ReviewIndex(review),
        years: years.iter().copied().map(year).collect::<YearSet>(),
        areas: areas.iter().copied().collect::<AreaSet>(),
        measures: [Measure::A].into_iter().collect(),
        status,
        fingerprint: u64::from(id.unsigned_abs()),
        stems: Stems::default(),
        optional: false,
    }
}

fn mention(id: i32, review: u32, areas: &[Area]) -> ActionEntry {
    ActionEntry { optional: true, ..action(id, review, areas, &[], Status::Planned) }
}

fn risk(id: i32, review: u32, factors: Option<(u8, u8)>, areas: &[Area]) -> RiskEntry {
    RiskEntry {
        id: RiskId(id),
        review: ReviewIndex(review),
        likelihood: factors.map(|(likelihood, _)| likelihood),
        consequence: factors.map(|(_, consequence)| consequence),
        value: factors.map(|(likelihood, consequence)| likelihood * consequence),
        areas: areas.iter().copied().collect(),
        optional: false,
    }
}

fn metric(review: u32, kind: MetricKind, value: f64, shared: bool) -> MetricEntry {
    MetricEntry { review: ReviewIndex(review), kind, value, shared }
}

pub(crate) fn dataset() -> Dataset {
    use Status::{Done, Ongoing, Planned};
    Dataset {
        version: 7,
        taxonomy_versions: vec!["1".to_owned()],
        invented: true,
        organisations: vec![
            organisation("Ada", Kind::Facknamnd, None, None),
            organisation("Bea", Kind::Facknamnd, Some(2026), None),
            organisation("Eva", Kind::Facknamnd, Some(2027), None),
            organisation("Fia", Kind::Facknamnd, None, Some(2025)),
            organisation("Cia AB", Kind::Bolag, None, None),
            organisation("Dan AB", Kind::Bolag, None, None),
        ],
        reviews: vec![
            review(10, 0, 2025, true),
            review(11, 0, 2026, true),
            review(12, 1, 2026, true),
            review(13, 3, 2025, true),
            review(14, 3, 2026, true),
            review(15, 4, 2026, false),
        ],
        actions: vec![
            action(100, 0, &[Area::Utbildning], &[2025], Done),
            action(101, 1, &[Area::Nis2, Area::Utbildning], &[2026], Planned),
            action(102, 1, &[Area::Nis2], &[2027], Ongoing),
            action(103, 1, &[Area::Nis2], &[], Done),
            mention(104, 1, &[Area::Kontinuitet]),
            action(105, 2, &[Area::Dataskydd], &[2026, 2027], Planned),
            action(106, 3, &[Area::Nis2], &[2025], Planned),
            action(107, 4, &[Area::Nis2], &[2026], Planned),
            mention(108, 5, &[Area::Nis2]),
        ],
        risks: vec![
            risk(200, 1, Some((3, 3)), &[Area::Upphandling]),
            risk(201, 1, None, &[]),
            risk(202, 2, Some((5, 1)), &[]),
            RiskEntry { optional: true, ..risk(203, 2, Some((5, 5)), &[]) },
        ],
        metrics: vec![
            metric(1, MetricKind::Incidents, 40.0, false),
            metric(1, MetricKind::Incidents, 63.0, false),
            metric(2, MetricKind::Incidents, 10.0, false),
            metric(2, MetricKind::BudgetMsek, 900.0, true),
            metric(2, MetricKind::Other, 412.0, false),
        ],
        scopes: Vec::new(),
        findings: Vec::new(),
        judgements: Vec::new(),
        stems: Vec::new(),
        carried_over: std::sync::OnceLock::new(),
        unplaced: 1,
    }
}
