//! Years that headings name: the one that the document seems to be for, and those that make a plan beside one another.
//!
//! Takes the sections with the kinds that their headings gave them; changes kinds that were inherited, never one that a
//! heading's own words tell.

use std::collections::{HashMap, HashSet};

use crate::pattern::patterns;

use super::{Section, SectionKind, headings::is_year};

patterns! {
    YEAR = r"\b20\d\d\b";
}

/// The year that a document seems to be for, before all that tells of it is weighed: the first that its title or the
/// headings of its plan name.
pub fn first_year(sections: &[Section]) -> Option<u16> {
    const TITLES: usize = 5;
    let plan = sections.iter().filter(|section| section.kind == SectionKind::Plan);
    sections.iter().take(TITLES).chain(plan).find_map(|section| year(section.title.text()))
}

/// "2028", "2029" and "2030" below "Läget och vägen framåt" are a plan, though that heading tells of how things stand.
pub(super) fn beside_one_another(sections: &mut [Section]) {
    let first = first_year(sections);
    let inherits = |section: &&Section| !section.kind_is_own && section.kind != SectionKind::Plan;
    let of_plan = |section: &Section| {
        let told = Some(section).filter(inherits).filter(|section| is_year(section.title.text()))?;
        year(told.title.text()).filter(|year| first.is_none_or(|first| *year >= first))
    };
    let years: Vec<Option<u16>> = sections.iter().map(of_plan).collect();
    let mut beside: HashMap<&[usize], HashSet<u16>> = HashMap::new();
    for (section, year) in sections.iter().zip(&years) {
        if let Some(year) = year {
            beside.entry(section.parents.as_slice()).or_default().insert(*year);
        }
    }
    let is_one_of_several = |(section, year): (&Section, &Option<u16>)| {
        let siblings = beside.get(section.parents.as_slice());
        siblings.zip(*year).is_some_and(|(others, year)| others.contains(&(year + 1)) || others.contains(&(year - 1)))
    };
    let heads: Vec<bool> = sections.iter().zip(&years).map(is_one_of_several).collect();
    let heads = |at: usize| heads.get(at).copied().unwrap_or(false);
    for (at, section) in sections.iter_mut().enumerate() {
        if heads(at) || !section.kind_is_own && section.parents.iter().any(|parent| heads(*parent)) {
            section.kind = SectionKind::Plan;
        }
    }
}

fn year(title: &str) -> Option<u16> {
    YEAR.find(title).and_then(|found| found.as_str().parse().ok())
}
