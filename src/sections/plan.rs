//! Years that stand beside one another as headings are those of a plan, whatever stands above them.
//!
//! Takes the sections with the kinds that their headings gave them; changes kinds that were inherited, never one that a
//! heading's own words tell.

use crate::pattern::patterns;

use super::{Section, SectionKind, headings::is_year};

patterns! {
    YEAR = r"\b20\d\d\b";
}

/// Titles that may name the year that the document is for.
const TITLES: usize = 5;

/// "2028", "2029" and "2030" below "Läget och vägen framåt" are a plan, though that heading tells of how things stand.
pub(super) fn years_beside_one_another(sections: &mut [Section]) {
    let of_document = sections.iter().take(TITLES).find_map(|section| year(section.title.text()));
    let years: Vec<(usize, u16)> = sections
        .iter()
        .enumerate()
        .filter(|(_, section)| {
            !section.kind_is_own && section.kind != SectionKind::Plan && is_year(section.title.text())
        })
        .filter_map(|(at, section)| Some((at, year(section.title.text())?)))
        .filter(|(_, year)| of_document.is_none_or(|first| *year >= first))
        .collect();
    for (at, year) in &years {
        let parents = |at: &usize| sections.get(*at).map(|section| &section.parents);
        let is_beside = |(other, next): &(usize, u16)| next.abs_diff(*year) == 1 && parents(other) == parents(at);
        if !years.iter().any(is_beside) {
            continue;
        }
        for (index, section) in sections.iter_mut().enumerate() {
            if index == *at || section.parents.contains(at) && !section.kind_is_own {
                section.kind = SectionKind::Plan;
            }
        }
    }
}

fn year(title: &str) -> Option<u16> {
    YEAR.find(title).and_then(|found| found.as_str().parse().ok())
}
