//! Finds the lines that belong to the page and not to the text: running headers and footers, contents, footnotes.

use std::collections::HashMap;

use crate::{
    document::{Document, Look, without_numbers},
    pattern::patterns,
};

use super::marks::{Mark, carries_page_number};

patterns! {
    CONTENTS_TITLE = r"(?i)^(?:#+\s*)?\**innehåll(?:sförteckning)?\**:?$|(?i)^(?:table of )?contents$";
    CONTENTS_ENTRY = r"^(?:[-*•]\s*)?(?:\**\d[\d.]*\.?\s+)?\S.*?[\s.…\t]+\d{1,3}$|^\d[\d.]*\.?\s+\S.*$";
    FOOTNOTE_NUMBER = r"^\d{1,2}[.)]?\s+\p{L}";
}

/// How many lines away from a page number a running header or footer stands, at most.
const NEAR_PAGE_NUMBER: usize = 3;

/// One flag a line: true where the line is furniture.
pub(super) fn find(document: &Document, marks: &[Mark<'_>]) -> Vec<bool> {
    let words: Vec<&str> = document.lines.iter().map(|line| document.words(line)).collect();
    let mut furniture: Vec<bool> = marks.iter().map(|mark| matches!(mark, Mark::Furniture)).collect();
    running_lines(document, &words, marks, &mut furniture);
    contents(&words, marks, &mut furniture);
    footnotes(&words, marks, &mut furniture);
    for (line, flag) in document.lines.iter().zip(&mut furniture) {
        match line.look {
            Look::Aside => *flag = true,
            Look::Row => *flag = false,
            _ => {}
        }
    }
    furniture
}

/// Lines that return, but for their digits, and carry a page number or stand beside one or at a page's edge.
fn running_lines(document: &Document, words: &[&str], marks: &[Mark<'_>], furniture: &mut [bool]) {
    let mut returning: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, line) in words.iter().enumerate() {
        if (4..=120).contains(&line.len()) && !line.starts_with('|') {
            let spaced = line.split_whitespace().collect::<Vec<_>>().join(" ");
            returning.entry(without_numbers(&spaced)).or_default().push(at);
        }
    }
    let carries: Vec<bool> = words.iter().map(|line| carries_page_number(line)).collect();
    let page_numbers: Vec<bool> = words
        .iter()
        .zip(marks)
        .zip(&carries)
        .map(|((line, mark), carries)| {
            *carries || (matches!(mark, Mark::Furniture) && line.bytes().any(|byte| byte.is_ascii_digit()))
        })
        .collect();
    let at_edge = |at: usize| {
        let page = |at: usize| document.lines.get(at).and_then(|line| line.page);
        let near = |candidates: &mut dyn Iterator<Item = usize>| {
            candidates
                .filter(|near| words.get(*near).is_some_and(|line| !line.is_empty()))
                .take(2)
                .any(|near| page(near) != page(at))
        };
        page(at).is_some() && (near(&mut (0..at).rev()) || near(&mut (at + 1..words.len())))
    };
    let beside = |at: usize| {
        let from = at.saturating_sub(NEAR_PAGE_NUMBER);
        page_numbers.get(from..(at + NEAR_PAGE_NUMBER + 1).min(words.len())).is_some_and(|near| near.contains(&true))
    };
    let first = words.iter().position(|line| !line.is_empty());
    let last = words.iter().rposition(|line| !line.is_empty());
    let mut pages: Vec<u32> = document.lines.iter().filter_map(|line| line.page).collect();
    pages.dedup();
    for places in returning.values() {
        let numbered = places.iter().filter(|at| carries.get(**at) == Some(&true)).count();
        let edged = places
            .iter()
            .filter(|at| at_edge(**at) || beside(**at) || Some(**at) == first || Some(**at) == last)
            .count();
        let is_running = (numbered >= 2 && numbered * 2 >= places.len())
            || (places.len() >= 2 && edged * 3 >= places.len() * 2 && edged * 2 >= pages.len());
        let first_mark = places.first().and_then(|at| marks.get(*at));
        let is_item = matches!(first_mark, Some(Mark::Item(..) | Mark::Row));
        if is_running && !is_item {
            // What returns as a header stands first of all as the title page's own.
            for at in places.iter().filter(|at| Some(**at) != first) {
                mark(furniture, *at);
            }
        }
    }
    // A single footer such as "Stockholms stad   Sida 2 (2)" returns nowhere in a short document.
    for (at, ((line, look), carries)) in words.iter().zip(marks).zip(&carries).enumerate() {
        if line.len() <= 100 && *carries && !matches!(look, Mark::Item(..) | Mark::Row | Mark::Markdown(..)) {
            mark(furniture, at);
        }
    }
}

/// The contents, with a title or without one.
fn contents(words: &[&str], marks: &[Mark<'_>], furniture: &mut [bool]) {
    // The last place of each line, so that asking whether an entry returns as a heading costs the same however long the
    // document is.
    let bare: Vec<String> = words.iter().map(|line| bare(line)).collect();
    let last_place: HashMap<&str, usize> = bare.iter().enumerate().map(|(at, line)| (line.as_str(), at)).collect();
    let returns = bare
        .iter()
        .enumerate()
        .map(|(at, line)| line.chars().count() >= 4 && last_place.get(line.as_str()).is_some_and(|last| *last > at));
    let returns: Vec<bool> = returns.collect();
    untitled_contents(words, &returns, furniture);
    titled_contents(words, marks, &returns, furniture);
}

/// From its title on, as long as lines look like entries that point to a page or repeat a heading.
fn titled_contents(words: &[&str], marks: &[Mark<'_>], returns: &[bool], furniture: &mut [bool]) {
    let mut from = 0;
    for start in words.iter().enumerate().filter(|(_, line)| CONTENTS_TITLE.is_match(line)).map(|(at, _)| at) {
        if start < from {
            continue;
        }
        let mut last_entry = start;
        let mut blanks = 0;
        for (at, line) in words.iter().enumerate().skip(start + 1) {
            if line.is_empty() {
                blanks += 1;
                if blanks > 2 {
                    break;
                }
                continue;
            }
            let is_page = matches!(marks.get(at), Some(Mark::Furniture));
            let points =
                CONTENTS_ENTRY.is_match(line) && line.ends_with(|c: char| c.is_ascii_digit()) && !ends_in_year(line);
            if !(is_page || points || returns.get(at).copied().unwrap_or(false)) {
                break;
            }
            blanks = 0;
            last_entry = at;
        }
        for at in start..=last_entry {
            mark(furniture, at);
        }
        from = last_entry + 1;
    }
}

/// Lines that end in the number of a page, or wait for one on the next line, and return later.
fn untitled_contents(words: &[&str], returns: &[bool], furniture: &mut [bool]) {
    const FEWEST: usize = 5;
    let mut start = 0;
    while start < words.len() {
        let (mut page, mut pages, mut returning, mut at, mut end) = (0, 0, 0, start, start);
        while let Some(line) = words.get(at) {
            let returns = returns.get(at).copied().unwrap_or(false);
            let is_aside = furniture.get(at).copied().unwrap_or(false);
            match page_at_end(line) {
                Some(number) if number >= page => (page, pages) = (number, pages + 1),
                _ if returns || line.is_empty() || is_aside => {}
                _ => break,
            }
            returning += usize::from(returns);
            if !line.is_empty() {
                end = at;
            }
            at += 1;
        }
        if pages >= FEWEST && returning >= FEWEST {
            (start..=end).for_each(|at| mark(furniture, at));
        }
        start = at.max(start + 1);
    }
}

/// The number of a page that a line ends in, at most 99.
fn page_at_end(line: &str) -> Option<u32> {
    let before = line.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = line.get(before.len()..).filter(|number| (1..=2).contains(&number.len()))?;
    // "2026-11", "3/12" and "2,5" end in figures too.
    if before.trim_end().ends_with(['-', '–', '/', ',', ':']) { None } else { number.parse().ok() }
}

/// A heading's words alone, as they stand in the contents and above the text.
fn bare(line: &str) -> String {
    line.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase()
}

fn ends_in_year(line: &str) -> bool {
    let last = line.rsplit(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
    last.len() == 4
}

/// Numbered notes below a rule, and notes that only name a source by its address.
fn footnotes(words: &[&str], marks: &[Mark<'_>], furniture: &mut [bool]) {
    let mut below_rule = false;
    for (at, (line, look)) in words.iter().zip(marks).enumerate() {
        match look {
            Mark::Rule('_') => below_rule = true,
            Mark::Blank => {}
            _ if below_rule && is_footnote(line) => mark(furniture, at),
            _ if below_rule && furniture.get(at).copied().unwrap_or(false) => {}
            _ if below_rule
                && at > 0
                && furniture.get(at - 1).copied().unwrap_or(false)
                && line.starts_with(|c: char| c.is_lowercase() || c == '(') =>
            {
                mark(furniture, at);
            }
            _ => below_rule = false,
        }
        let next = words.iter().skip(at + 1).find(|line| !line.is_empty()).copied().unwrap_or_default();
        let points_outside = next.starts_with("http") || next.starts_with("www.") || next.starts_with("(http");
        if points_outside && is_footnote(line) {
            mark(furniture, at);
        }
    }
}

fn is_footnote(line: &str) -> bool {
    line.starts_with(char::is_numeric) && FOOTNOTE_NUMBER.is_match(line)
}

fn mark(furniture: &mut [bool], at: usize) {
    if let Some(flag) = furniture.get_mut(at) {
        *flag = true;
    }
}
