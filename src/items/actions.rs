//! Finds actions: walks the sections and hands each unit to the finder of its form.

use std::collections::HashMap;

use crate::sections::{Mended, Section, SectionKind, Unit, begins_measure, first_year};

use super::{
    bullets::item,
    cards,
    context::{Context, Form, FoundAction},
    paragraphs::{labelled, paragraph},
    prose::{goes_on, is_negated, saying},
    sentences::split,
    tables,
    telling::Seen,
    wording::{DATA_LABEL, ONLY_YEAR, ORGANISATION, PART, REVIEW_TITLE, YEAR},
};

/// Sentences of a paragraph that a heading labels, at most.
const MOST_SENTENCES: usize = 2;

pub(super) fn find(sections: &[Section], seen: Option<&Seen>) -> Vec<FoundAction> {
    let has_plan = sections.iter().any(|section| section.kind == SectionKind::Plan);
    let first_year = first_year(sections);
    let series = Series::of(sections);
    // What stands below the title before anything is told is the title page's.
    let told_from = sections.iter().position(|section| !section.body.is_empty()).unwrap_or(sections.len());
    let mut found = Vec::new();
    for (at, section) in sections.iter().enumerate() {
        let headings: Vec<&str> = section
            .parents
            .iter()
            .filter_map(|parent| sections.get(*parent))
            .map(|parent| parent.title.text())
            .chain([section.title.text()])
            .filter(|title| !title.is_empty())
            .collect();
        // A document without a plan of its own carries its measures in lists under headings that name topics only.
        let has_list = section.body.iter().any(|unit| matches!(unit, Unit::Item { .. }));
        let kind = match section.kind {
            SectionKind::Unknown if !has_plan && has_list && !section.parents.is_empty() => SectionKind::Plan,
            kind => kind,
        };
        let mut context = Context {
            kind,
            headings,
            intro: None,
            running_year: None,
            period: None,
            told_year: None,
            first_year,
            seen: seen.cloned(),
        };
        if let Some(action) = cards::card(section, &context) {
            found.push(action);
            continue;
        }
        if let Some(action) = bare_heading(section, sections, &context, at < told_from) {
            found.push(action);
        }
        body(section, &mut context, series.holds(section), &mut found);
    }
    found
}

/// Where most of the sections beside one another hold one short paragraph each: a series of labelled paragraphs.
struct Series<'s>(HashMap<&'s [usize], (usize, usize)>);

impl<'s> Series<'s> {
    fn of(sections: &'s [Section]) -> Series<'s> {
        let mut counted: HashMap<&[usize], (usize, usize)> = HashMap::new();
        for section in sections.iter().filter(|section| !section.has_children) {
            let is_short =
                matches!(section.body.as_slice(), [Unit::Paragraph(words)] if split(words).len() <= MOST_SENTENCES);
            let (short, all) = counted.entry(section.parents.as_slice()).or_default();
            *short += usize::from(is_short);
            *all += usize::from(!section.body.is_empty());
        }
        Series(counted)
    }

    fn holds(&self, section: &Section) -> bool {
        self.0.get(section.parents.as_slice()).is_some_and(|(short, all)| *short >= 2 && short * 10 >= all * 6)
    }
}

/// A heading in a plan with nothing below it is itself an action, unless it is a year or heads the plan.
fn bare_heading(section: &Section, sections: &[Section], context: &Context<'_>, is_front: bool) -> Option<FoundAction> {
    let title = section.title.text();
    let parent = section.parents.last().and_then(|parent| sections.get(*parent))?;
    let is_bare = !section.has_children
        && (parent.kind == SectionKind::Plan || (parent.kind == SectionKind::Unknown && begins_measure(title)))
        && section.body.iter().all(closes);
    if !is_bare {
        return None;
    }
    let is_measure = saying(title).measure;
    let is_chapter = section.kind_is_own
        && !is_measure
        && matches!(
            section.kind,
            SectionKind::Plan
                | SectionKind::Decision
                | SectionKind::NotPlanned
                | SectionKind::Summary
                | SectionKind::Status
        );
    let names_year = (YEAR.is_match(title) && !is_measure) || ONLY_YEAR.is_match(title);
    if is_chapter
        || is_front && !is_measure
        || names_year
        || title.split_whitespace().count() < 2
        || title.ends_with([':', '?'])
        || PART.is_match(title)
        || is_negated(title)
        || DATA_LABEL.is_match(title)
        || REVIEW_TITLE.is_match(title)
        || ORGANISATION.is_match(title)
    {
        return None;
    }
    let mut above = context.clone();
    above.kind = SectionKind::Plan;
    above.headings.pop();
    Some(above.action(section.title.clone(), Form::Heading))
}

/// A topic of a plan or a follow-up with one short paragraph below it is one action, the topic its label.
fn headed_paragraph(section: &Section, context: &Context<'_>) -> Option<FoundAction> {
    const MOST_WORDS: usize = 34;
    let [Unit::Paragraph(words)] = section.body.as_slice() else { return None };
    let title = section.title.text();
    let is_topic = context.counts() && !section.kind_is_own && !section.has_children && !YEAR.is_match(title);
    let sentences = split(words);
    let is_short =
        (2..=MOST_SENTENCES).contains(&sentences.len()) && words.text().split_whitespace().count() <= MOST_WORDS;
    if !is_topic || !is_short || words.text().ends_with(':') || title.is_empty() {
        return None;
    }
    // Two sentences that each tell of a measure are running text.
    let tells = |sentence: &Mended| {
        let said = saying(sentence.text());
        said.tells() && !said.about_else && !goes_on(sentence.text())
    };
    if sentences.iter().filter(|sentence| tells(sentence)).count() > 1 {
        return None;
    }
    labelled(title, &sentences, context)
}

/// A paragraph that only decides on the document stands below the last heading without belonging to it.
fn closes(unit: &Unit) -> bool {
    matches!(unit, Unit::Paragraph(words) if saying(words.text()).about_else && !begins_measure(words.text()))
}

fn body<'s>(section: &'s Section, context: &mut Context<'s>, is_series: bool, found: &mut Vec<FoundAction>) {
    if is_series && let Some(action) = headed_paragraph(section, context) {
        found.push(action);
        return;
    }
    let section_kind = context.kind;
    // Items that introduce sub-items, one a depth.
    let mut leads: Vec<(u8, String)> = Vec::new();
    let mut label: Option<&Mended> = None;
    for (at, unit) in section.body.iter().enumerate() {
        let next = section.body.get(at + 1);
        match unit {
            Unit::Table(rows) => {
                if !matches!(context.kind, SectionKind::NotPlanned | SectionKind::Decision) {
                    found.extend(tables::actions(rows, context));
                }
                context.running_year = None;
            }
            Unit::Paragraph(words) => {
                leads.clear();
                context.running_year = None;
                context.kind = section_kind;
                context.intro = None;
                paragraph(words, label.take(), next, context, found);
                if let Some(year) = YEAR.find_iter(words.text()).last() {
                    context.period = Some(year.as_str().to_owned());
                }
            }
            Unit::Item { marker, depth, words } => {
                leads.retain(|(known, _)| known < depth);
                // The last of several items stands before a paragraph too, and labels nothing.
                let ends_list =
                    at.checked_sub(1).is_some_and(|before| matches!(section.body.get(before), Some(Unit::Item { .. })));
                let is_label = !ends_list && matches!(next, Some(Unit::Paragraph(below)) if is_label_of(words, below));
                if is_label {
                    label = Some(words);
                    context.running_year = None;
                    continue;
                }
                let introduces = matches!(next, Some(Unit::Item { depth: below, .. }) if below > depth);
                item(*marker, words, introduces, context, &leads, found);
                if introduces {
                    leads.push((*depth, words.text().trim_end_matches([':', ';', '.']).to_owned()));
                }
            }
        }
    }
}

/// A short item before a paragraph labels it: "– Riskhantering" and then running text.
fn is_label_of(words: &Mended, below: &Mended) -> bool {
    let text = words.text();
    text.split_whitespace().count() <= 8
        && !text.ends_with(['.', ';', ','])
        && !begins_measure(text)
        && below.text().split_whitespace().count() >= 6
        && below.text().starts_with(char::is_uppercase)
        && !below.text().ends_with(':')
}
