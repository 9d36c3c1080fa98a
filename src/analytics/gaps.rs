//! What nobody has planned for: areas, measures of NIS2, and pairs of them without any planned action.
//!
//! Takes the dataset and a filter; gives gaps by group, each with the reviews that speak of it all the same. A gap is told
//! only of groups with usable reviews: where none came in, nobody knows what is planned. Never reads texts.
//!
//! A pair is a gap where both its area and its measure are planned for, yet never by one action, and some review speaks
//! of both at once. The many pairs that no review speaks of are counted, not listed. What is a gap of the whole city is
//! not said again of each group.

use super::{
    axis::{Axis, Column},
    compare::Spoken,
    groups::PEERS,
};
use crate::review::{ActionEntry, Dataset, Filter, Kind, OrganisationIndex, ReviewIndex, RiskEntry, Status};

/// Something that nobody has planned for: an area, a measure, or both at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// The area.
    pub area: Option<&'static Column>,
    /// The measure.
    pub measure: Option<&'static Column>,
    /// Whose usable reviews speak of it, in the order of the register.
    pub speaking: Vec<OrganisationIndex>,
    /// How many risks they state of it.
    pub risks: u32,
}

/// The gaps of a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gaps {
    /// The kind; `None` for the whole city.
    pub kind: Option<Kind>,
    /// Its usable reviews. Where there are none, nothing is known and there are no gaps.
    pub usable: u32,
    /// The gaps: areas, then measures, then pairs.
    pub gaps: Vec<Gap>,
    /// How many pairs nobody plans for and no review speaks of.
    pub unspoken_pairs: u32,
}

/// The gaps of the whole city and of each group of peers; of one kind where the filter has one.
pub fn gaps(dataset: &Dataset, filter: &Filter) -> Vec<Gaps> {
    let city = of_group(dataset, filter, &[]);
    if filter.kind.is_some() {
        return vec![city];
    }
    let told = city.gaps.clone();
    let groups = PEERS.into_iter().map(|kind| of_group(dataset, &Filter { kind: Some(kind), ..*filter }, &told));
    std::iter::once(city.clone()).chain(groups).collect()
}

/// A usable review, as far as gaps concern it.
struct Told<'a> {
    organisation: OrganisationIndex,
    spoken: Spoken,
    actions: &'a [ActionEntry],
    risks: &'a [RiskEntry],
    planned: Vec<&'a ActionEntry>,
}

impl<'a> Told<'a> {
    fn of(dataset: &'a Dataset, filter: &Filter, organisation: OrganisationIndex) -> Option<Told<'a>> {
        let (index, review): (ReviewIndex, _) = dataset.review_of(organisation, filter.year)?;
        let actions = dataset.actions_of(index);
        let planned =
            |action: &&ActionEntry| action.status == Status::Planned && super::counts(action, filter.for_year);
        review.usable.then(|| Told {
            organisation,
            spoken: Spoken::of(dataset, index),
            actions,
            risks: dataset.risks_of(index),
            planned: actions.iter().filter(planned).collect(),
        })
    }

    fn plans(&self, columns: &[&Column]) -> bool {
        self.planned.iter().any(|action| columns.iter().all(|column| column.holds(action)))
    }

    fn risks(&self, columns: &[&Column]) -> usize {
        let of_all = |risk: &&RiskEntry| columns.iter().all(|column| column.spoken_of(risk.areas, Default::default()));
        self.risks.iter().filter(of_all).count()
    }

    fn speaks(&self, columns: &[&Column]) -> bool {
        match columns {
            [column] => column.spoken_of(self.spoken.areas, self.spoken.measures),
            columns => {
                self.risks(columns) > 0
                    || self.actions.iter().any(|action| columns.iter().all(|column| column.holds(action)))
            }
        }
    }
}

fn of_group(dataset: &Dataset, filter: &Filter, told: &[Gap]) -> Gaps {
    let reviews: Vec<Told<'_>> = super::completeness::rows_of(dataset, filter.year, filter.kind)
        .filter_map(|index| Told::of(dataset, filter, index))
        .collect();
    let mut found = Gaps { kind: filter.kind, usable: count(reviews.len()), gaps: Vec::new(), unspoken_pairs: 0 };
    if reviews.is_empty() {
        return found;
    }
    let planned = |columns: &[&Column]| reviews.iter().any(|review| review.plans(columns));
    let gap = |area: Option<&'static Column>, measure: Option<&'static Column>| {
        let columns: Vec<&Column> = area.into_iter().chain(measure).collect();
        let speaking = reviews.iter().filter(|review| review.speaks(&columns));
        Gap {
            area,
            measure,
            speaking: speaking.map(|review| review.organisation).collect(),
            risks: count(reviews.iter().map(|review| review.risks(&columns)).sum()),
        }
    };
    let (areas, measures) = (Axis::Areas.columns(), Axis::Measures.columns());
    let open = |columns: &'static [Column]| columns.iter().filter(|column| !planned(&[column]));
    found.gaps.extend(open(areas).map(|area| gap(Some(area), None)));
    found.gaps.extend(open(measures).map(|measure| gap(None, Some(measure))));
    for area in areas.iter().filter(|area| planned(&[area])) {
        for measure in measures.iter().filter(|measure| planned(&[measure]) && !planned(&[area, measure])) {
            match gap(Some(area), Some(measure)) {
                gap if gap.speaking.is_empty() => found.unspoken_pairs += 1,
                gap => found.gaps.push(gap),
            }
        }
    }
    found.gaps.retain(|gap| !told.iter().any(|other| (other.area, other.measure) == (gap.area, gap.measure)));
    found
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        analytics::sample::{dataset, year},
        review::{Area, ForYear},
    };

    fn of(gaps: &Gaps, area: Option<Area>, measure: Option<&str>) -> Option<Gap> {
        let code = |column: Option<&'static Column>| column.map(|column| column.code.as_str());
        let wanted = (area.map(|area| area.code()), measure);
        gaps.gaps.iter().find(|gap| (code(gap.area), code(gap.measure)) == wanted).cloned()
    }

    #[test]
    fn what_nobody_plans_is_told_with_who_speaks_of_it() {
        let found = gaps(&dataset(), &Filter::of_year(year(2026)));
        let city = &found[0];
        assert_eq!((city.kind, city.usable), (None, 3));
        assert_eq!(of(city, Some(Area::Nis2), None), None, "Ada plans for it");
        let continuity = of(city, Some(Area::Kontinuitet), None).unwrap();
        assert_eq!(continuity.speaking, [OrganisationIndex(0)], "a mention speaks of it");
        let procurement = of(city, Some(Area::Upphandling), None).unwrap();
        assert_eq!((procurement.speaking, procurement.risks), (vec![OrganisationIndex(0)], 1));
        assert!(of(city, Some(Area::Styrning), None).unwrap().speaking.is_empty(), "a gap that nobody speaks of");
        assert!(of(city, None, Some("a")).is_none() && of(city, None, Some("h")).is_some());
    }

    #[test]
    fn where_no_review_can_be_used_nothing_is_said_to_be_missing() {
        let found = gaps(&dataset(), &Filter::of_year(year(2026)));
        let bolag = found.iter().find(|gaps| gaps.kind == Some(Kind::Bolag)).unwrap();
        assert_eq!((bolag.usable, bolag.gaps.len(), bolag.unspoken_pairs), (0, 0, 0));
    }

    #[test]
    fn a_gap_of_the_whole_city_is_not_said_again_of_each_group() {
        let found = gaps(&dataset(), &Filter::of_year(year(2026)));
        assert!(found[1..].iter().all(|gaps| of(gaps, Some(Area::Styrning), None).is_none()));
        let only = gaps(&dataset(), &Filter { kind: Some(Kind::Facknamnd), ..Filter::of_year(year(2026)) });
        assert_eq!(only.len(), 1);
        assert!(of(&only[0], Some(Area::Styrning), None).is_some());
    }

    #[test]
    fn only_actions_for_the_year_asked_for_fill_a_gap() {
        let filter = Filter { for_year: ForYear::Only(year(2027)), ..Filter::of_year(year(2026)) };
        let city = &gaps(&dataset(), &filter)[0];
        assert!(of(city, Some(Area::Dataskydd), None).is_none(), "Bea plans for 2027");
        let nis2 = of(city, Some(Area::Nis2), None).unwrap();
        assert_eq!(nis2.speaking, [OrganisationIndex(0), OrganisationIndex(3)], "ongoing, and planned for 2026");
    }

    #[test]
    fn a_pair_is_listed_where_each_alone_is_planned_and_some_review_speaks_of_both() {
        let mut data = dataset();
        // Bea plans for incidents with measure b; Ada has done data protection with b.
        data.actions[5].areas = [Area::Incidenthantering].into_iter().collect();
        data.actions[5].measures = ["b".parse().unwrap()].into_iter().collect();
        data.actions[3].areas = [Area::Utbildning].into_iter().collect();
        data.actions[3].measures = ["b".parse().unwrap()].into_iter().collect();
        let city = &gaps(&data, &Filter::of_year(year(2026)))[0];
        assert_eq!(of(city, Some(Area::Utbildning), Some("b")).unwrap().speaking, [OrganisationIndex(0)]);
        assert!(of(city, Some(Area::Incidenthantering), Some("b")).is_none());
        assert!(of(city, Some(Area::Nis2), Some("b")).is_none() && city.unspoken_pairs > 0);
    }
}
