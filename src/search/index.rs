//! The index: what stands where, and what a query finds in it.
//!
//! Takes an index that was built; gives the numbers of the texts that a query finds, in the order of nearness, then
//! actions before risks before other text, then the newest year. The same query over the same texts gives the same.

use std::ops::Range;

use crate::review::{AreaSet, Kind, OrganisationIndex, ReviewIndex, Status, Year, YearSet};

use super::{
    query::{Query, Row},
    text::{Counts, Hit, Narrowing, Text, What},
    vocabulary::{Nearness, Vocabulary},
    words,
};

/// What a query finds.
#[derive(Debug, Default)]
pub struct Found {
    /// The texts, best first.
    pub hits: Vec<Hit>,
    /// How many of each sort.
    pub counts: Counts,
    rows: Vec<Meant>,
}

/// A part of a text, marked where it holds what was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run<'t> {
    /// The words, with stand-ins for what tells of a person.
    pub text: &'t str,
    /// Whether to mark them.
    pub marked: bool,
}

/// Words of the vocabulary that each word of a row means.
#[derive(Debug)]
struct Meant(Vec<Vec<(u32, Nearness)>>);

/// A part of a list.
pub(super) type Part = (u32, u32);

/// A text and where its parts are.
#[derive(Debug)]
pub(super) struct Item {
    pub(super) heading: Part,
    pub(super) text: Part,
    pub(super) words: Part,
    pub(super) line: u32,
    pub(super) page: Option<u32>,
    pub(super) review: ReviewIndex,
    pub(super) organisation: OrganisationIndex,
    pub(super) years: YearSet,
    pub(super) what: What,
    pub(super) areas: AreaSet,
    pub(super) year: Year,
    pub(super) kind: Kind,
    pub(super) status: Option<Status>,
    pub(super) optional: bool,
}

/// Texts, ready to be searched.
#[derive(Debug, Default)]
pub struct Index {
    /// In the order of rank.
    pub(super) items: Vec<Item>,
    pub(super) letters: String,
    /// The words of each text, in its order.
    pub(super) words: Vec<u32>,
    pub(super) vocabulary: Vocabulary,
    /// Where the texts of each word begin in `holders`; one more than there are words.
    pub(super) begins: Vec<u32>,
    pub(super) holders: Vec<u32>,
}

/// A part of a list, or nothing where it does not fit.
pub(super) fn of<T>(list: &[T], (from, to): Part) -> &[T] {
    list.get(from as usize..to as usize).unwrap_or_default()
}

impl Index {
    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// What a query finds.
    pub fn find(&self, query: &Query, narrowing: &Narrowing) -> Found {
        if query.is_empty() {
            return Found::default();
        }
        let rows: Vec<Meant> = query.wanted.iter().map(|row| self.meant(row)).collect();
        // Beside each text how far it is in all; texts that lack something are out.
        let mut far: Vec<Option<u16>> = vec![Some(0); self.items.len()];
        for row in &rows {
            let found = self.holding(row);
            for (far, found) in far.iter_mut().zip(found) {
                *far = far.zip(found).map(|(far, found)| far + found as u16);
            }
        }
        for row in &query.unwanted {
            for (far, found) in far.iter_mut().zip(self.holding(&self.meant(row))) {
                *far = far.filter(|_| found.is_none());
            }
        }
        let mut counts = Counts::default();
        let mut by_distance: Vec<Vec<Hit>> = Vec::new();
        for ((number, item), far) in (0u32..).zip(&self.items).zip(far) {
            let Some(far) = far.filter(|_| narrowing.holds(item)).map(usize::from) else { continue };
            let group = item.what.group();
            counts.add(group);
            if narrowing.group.is_some_and(|only| only != group) {
                continue;
            }
            if by_distance.len() <= far {
                by_distance.resize_with(far + 1, Vec::new);
            }
            if let Some(hits) = by_distance.get_mut(far) {
                hits.push(Hit(number));
            }
        }
        Found { hits: by_distance.concat(), counts, rows }
    }

    /// The text of a hit.
    pub fn text(&self, hit: Hit) -> Option<Text<'_>> {
        let item = self.items.get(hit.0 as usize)?;
        Some(Text {
            what: item.what,
            review: item.review,
            organisation: item.organisation,
            kind: item.kind,
            year: item.year,
            areas: item.areas,
            status: item.status,
            years: item.years,
            optional: item.optional,
            page: item.page,
            line: item.line,
            heading: self.part(item.heading),
            text: self.part(item.text),
        })
    }

    /// The text of a hit, cut where marks begin and end.
    pub fn runs(&self, found: &Found, hit: Hit) -> Vec<Run<'_>> {
        let Some(item) = self.items.get(hit.0 as usize) else { return Vec::new() };
        let (text, numbers) = (self.part(item.text), of(&self.words, item.words));
        let mut marked = vec![false; numbers.len()];
        for row in &found.rows {
            for at in 0..numbers.len() {
                if row.at(numbers.get(at..).unwrap_or_default()).is_some() {
                    marked.iter_mut().skip(at).take(row.0.len()).for_each(|mark| *mark = true);
                }
            }
        }
        let mut marks: Vec<Range<usize>> = Vec::new();
        let mut marked = marked.into_iter();
        words::each(text, |place, _| {
            if !marked.next().unwrap_or_default() {
                return;
            }
            // Marked words with only a space between them are marked as one.
            match marks.last_mut().filter(|last| text.get(last.end..place.start) == Some(" ")) {
                Some(last) => last.end = place.end,
                None => marks.push(place),
            }
        });
        let mut runs: Vec<Run> = Vec::with_capacity(marks.len() * 2 + 1);
        let mut from = 0;
        for mark in marks {
            runs.push(Run { text: text.get(from..mark.start).unwrap_or_default(), marked: false });
            runs.push(Run { text: text.get(mark.clone()).unwrap_or_default(), marked: true });
            from = mark.end;
        }
        runs.push(Run { text: text.get(from..).unwrap_or_default(), marked: false });
        runs.retain(|run| !run.text.is_empty());
        runs
    }

    /// The word nearest to the first wanted word that is in no text; `None` where each is in some.
    pub fn suggestion(&self, query: &Query) -> Option<(String, &str)> {
        let rows = query.wanted.iter().flat_map(|row| row.words.iter().map(|word| (word, row.reach)));
        let (missing, _) = { rows }.find(|(word, reach)| self.vocabulary.meant(word, *reach).is_empty())?;
        let nearest = self.vocabulary.nearest(missing, |number| self.holders_of(number).len())?;
        Some((missing.clone(), nearest))
    }

    fn part(&self, (from, to): Part) -> &str {
        self.letters.get(from as usize..to as usize).unwrap_or_default()
    }

    fn meant(&self, row: &Row) -> Meant {
        Meant(row.words.iter().map(|word| self.vocabulary.meant(word, row.reach)).collect())
    }

    fn holders_of(&self, word: u32) -> &[u32] {
        let at = |word: usize| self.begins.get(word).copied().unwrap_or_default();
        of(&self.holders, (at(word as usize), at(word as usize + 1)))
    }

    /// Beside each text how near it holds a row.
    fn holding(&self, row: &Meant) -> Vec<Option<Nearness>> {
        let mut found = vec![None; self.items.len()];
        let Some((first, others)) = row.0.split_first() else { return found };
        for (word, nearness) in first {
            for holder in self.holders_of(*word) {
                if let Some(place) = found.get_mut(*holder as usize) {
                    *place = Some(place.map_or(*nearness, |other: Nearness| other.min(*nearness)));
                }
            }
        }
        if !others.is_empty() {
            for (place, item) in found.iter_mut().zip(&self.items).filter(|(place, _)| place.is_some()) {
                let words = of(&self.words, item.words);
                *place = (0..words.len()).filter_map(|at| row.at(words.get(at..)?)).min();
            }
        }
        found
    }
}

impl Meant {
    /// How near a row begins a list of words; `None` where it does not.
    fn at(&self, words: &[u32]) -> Option<Nearness> {
        let mut farthest = Nearness::Itself;
        let mut words = words.iter();
        for meant in &self.0 {
            let word = words.next()?;
            let at = meant.binary_search_by_key(word, |(number, _)| *number).ok()?;
            farthest = farthest.max(meant.get(at)?.1);
        }
        Some(farthest)
    }
}

impl Narrowing {
    /// Whether a text is among those searched, whatever its sort.
    fn holds(&self, item: &Item) -> bool {
        self.year.is_none_or(|year| item.year == year)
            && self.kind.is_none_or(|kind| item.kind == kind)
            && self.organisation.is_none_or(|organisation| item.organisation == organisation)
            && self.area.is_none_or(|area| item.areas.contains(area))
            && self.status.is_none_or(|status| item.status == Some(status))
    }
}
