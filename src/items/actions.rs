//! Finds actions: walks the sections and hands each unit to the finder of its form.

use crate::sections::{Mended, Section, SectionKind, Unit, begins_measure};

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
    let mut found = Vec::new();
    for section in sections {
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
        if let Some(action) = bare_heading(section, sections, &context) {
            found.push(action);
        }
        body(section, &mut context, is_series(section, sections), &mut found);
    }
    found
}

/// The year that a document seems to be for: the first that its title, its first lines or its plan's headings name.
fn first_year(sections: &[Section]) -> Option<u16> {
    const TITLES: usize = 4;
    let titles = sections.iter().take(TITLES).map(|section| section.title.text());
    let plan = sections.iter().filter(|section| section.kind == SectionKind::Plan).map(|section| section.title.text());
    titles.chain(plan).find_map(|title| YEAR.find(title)?.as_str().parse().ok())
}

/// Whether most of the sections beside this one hold one short paragraph each: a series of labelled paragraphs.
fn is_series(section: &Section, sections: &[Section]) -> bool {
    let beside = sections.iter().filter(|other| other.parents == section.parents && !other.has_children);
    let (short, all) = beside.fold((0, 0), |(short, all), other| {
        let is_short =
            matches!(other.body.as_slice(), [Unit::Paragraph(words)] if split(words).len() <= MOST_SENTENCES);
        (short + usize::from(is_short), all + usize::from(!other.body.is_empty()))
    });
    short >= 2 && short * 10 >= all * 6
}

/// A heading in a plan with nothing below it is itself an action, unless it is a year or heads the plan.
fn bare_heading(section: &Section, sections: &[Section], context: &Context<'_>) -> Option<FoundAction> {
    let title = section.title.text();
    let parent = section.parents.last().and_then(|parent| sections.get(*parent))?;
    let is_bare = !section.has_children
        && (parent.kind == SectionKind::Plan || (parent.kind == SectionKind::Unknown && begins_measure(title)))
        && section.body.iter().all(|unit| is_of_card(unit) || closes(unit));
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
    // What stands below the title before anything is told is the title page's.
    let is_front = !is_measure
        && sections.iter().take_while(|other| !std::ptr::eq(*other, section)).all(|other| other.body.is_empty());
    let names_year = (YEAR.is_match(title) && !is_measure) || ONLY_YEAR.is_match(title);
    if is_chapter
        || is_front
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

/// "Ansvarig: …", "Kostnad: …": a line of the card that the heading names the measure of.
fn is_of_card(unit: &Unit) -> bool {
    let Unit::Paragraph(words) = unit else { return false };
    words
        .text()
        .split_once(':')
        .is_some_and(|(label, _)| label.split_whitespace().count() <= 2 && DATA_LABEL.is_match(label))
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
