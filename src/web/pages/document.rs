//! `/dokument/{id}`: a document as it was read, line by line, with what was found in it marked.

use askama::Template;

use super::parts::{Fact, Named, Remark, day};
use crate::{
    personal,
    review::{PersonalKind, Span},
    store::{DocumentId, ReviewHead, StoredDocument},
    web::{
        Error,
        answer::File,
        links::Link,
        site::{Layout, Section, Site},
    },
};

/// A part of a long document ends at the line that reaches either, so that a page stays light.
const PART_LINES: usize = 600;
const PART_BYTES: usize = 40_000;

/// The page.
#[derive(Template)]
#[template(path = "document.html", config = "dashboards/askama.toml")]
pub(crate) struct Document {
    page: Layout,
    view: View,
}

struct View {
    back: Option<Named>,
    lead: String,
    facts: Vec<Fact>,
    remarks: Vec<Remark>,
    original: String,
    asked: Option<Asked>,
    asked_missing: bool,
    parts: Vec<Named>,
    first_line: usize,
    lines: Vec<Line>,
}

struct Asked {
    line: u32,
    label: String,
}

struct Line {
    number: usize,
    runs: Vec<Run>,
}

#[derive(Debug, PartialEq, Eq)]
struct Run {
    text: String,
    marked: bool,
    asked: bool,
    personal: Option<(PersonalKind, bool)>,
}

/// Builds the page.
pub(crate) fn page(site: &Site, id: &str) -> Result<Document, Error> {
    let document = find(site, id)?;
    let head = site.store().review_of_document(document.id)?;
    let (marks, asked) = marks(site, head.as_ref())?;
    let personal = personal::find(&document.text);
    let path = format!("/dokument/{}", document.id.0);
    let lines = lines(&document.text);
    let parts = parts(&lines);
    let wanted = asked.map(|(line, _)| line as usize).or(site.asked().line()).unwrap_or(1);
    let (first, last) = parts
        .iter()
        .copied()
        .find(|(first, last)| (*first..=*last).contains(&wanted))
        .or(parts.first().copied())
        .unwrap_or((1, 0));
    let part = |(from, to): (usize, usize)| Named {
        href: Link::to(path.clone()).with("rad", from).at(format!("rad-{from}")),
        label: site.t.fill("web_document.part", &[("from", &from.to_string()), ("to", &to.to_string())]),
    };
    let view = View {
        back: head.as_ref().and_then(|head| back(site, head)),
        lead: site.t.text("web_document.lead").to_owned(),
        facts: facts(site, &document, head.as_ref(), &personal),
        remarks: remarks(site, head.as_ref())?,
        original: format!("{path}/original"),
        asked: asked
            .map(|(line, _)| Asked { line, label: site.t.fill("web_document.asked", &[("line", &line.to_string())]) }),
        asked_missing: site.asked().names_sentence() && asked.is_none(),
        parts: if parts.len() > 1 { parts.iter().copied().map(part).collect() } else { Vec::new() },
        first_line: first,
        lines: lines
            .iter()
            .enumerate()
            .skip(first - 1)
            .take((last + 1).saturating_sub(first))
            .map(|(at, span)| Line {
                number: at + 1,
                runs: masked(site, runs(&document.text, *span, &marks, asked.map(|(_, span)| span), &personal)),
            })
            .collect(),
    };
    Ok(Document { page: site.layout(document.file_name, Section::Reviews), view })
}

/// The original, byte for byte.
pub(crate) fn original(site: &Site, id: &str) -> Result<File, Error> {
    let document = find(site, id)?;
    let bytes = site.store().original(document.id)?.ok_or_else(|| Error::UnknownDocument(id.to_owned()))?;
    // Never a type that a browser would run: a document from outside is always saved, not shown.
    Ok(File { media_type: "application/octet-stream", save_as: Some(document.file_name), bytes })
}

fn find(site: &Site, id: &str) -> Result<StoredDocument, Error> {
    let number = id.parse().map(DocumentId).map_err(|_| Error::UnknownDocument(id.to_owned()))?;
    site.store().document(number)?.ok_or_else(|| Error::UnknownDocument(id.to_owned()))
}

/// The line and the span of a sentence.
type Sentence = (u32, Span);

/// What was found in the document, and the sentence that the address asks for. Older versions and reviews that stand in no
/// figure are marked as well.
fn marks(site: &Site, head: Option<&ReviewHead>) -> Result<(Vec<Span>, Option<Sentence>), Error> {
    let Some(head) = head else { return Ok((Vec::new(), None)) };
    let (mut spans, mut asked) = (Vec::new(), None);
    for found in site.store().actions_of(head.id)? {
        spans.push(found.action.place.span);
        if Some(found.id.0) == site.asked().action() {
            asked = Some((found.action.place.line, found.action.place.span));
        }
    }
    for found in site.store().risks_of(head.id)? {
        spans.push(found.risk.place.span);
        if Some(found.id.0) == site.asked().risk() {
            asked = Some((found.risk.place.line, found.risk.place.span));
        }
    }
    spans.extend(site.store().metrics_of(head.id)?.iter().map(|metric| metric.place.span));
    Ok((spans, asked))
}

/// The remarks of the reading, each with the way to its line.
fn remarks(site: &Site, head: Option<&ReviewHead>) -> Result<Vec<Remark>, Error> {
    let Some(head) = head else { return Ok(Vec::new()) };
    Ok(site.store().diagnostics_of(head.id)?.iter().map(|remark| Remark::of(site, head.document, remark)).collect())
}

fn back(site: &Site, head: &ReviewHead) -> Option<Named> {
    let key = head.organisation.as_ref()?;
    let name = head.organisation_name.clone().unwrap_or_else(|| key.to_string());
    Some(Named {
        href: Link::to(format!("/organisationer/{key}")).with_some("ar", head.year.filter(|_| head.current)).href(),
        label: site.t.fill("web_document.back", &[("organisation", &name)]),
    })
}

fn facts(site: &Site, document: &StoredDocument, head: Option<&ReviewHead>, personal: &[Person]) -> Vec<Fact> {
    let t = site.t;
    let mut facts = Vec::new();
    if let Some(head) = head {
        let row = super::reviews::Row::of(site, head);
        facts.push(Fact::new(t.text("web_document.organisation"), row.who));
        facts.push(Fact::new(t.text("web_document.year"), row.year));
        facts.push(Fact::new(t.text("web_document.version"), format!("{} ({})", row.version, row.state)));
    }
    facts.push(Fact::new(t.text("web_document.received"), day(&document.received_at)));
    facts.push(Fact::new(
        t.text("web_document.size"),
        t.fill("web_document.bytes", &[("n", &t.integer(document.bytes))]),
    ));
    facts.push(Fact::new(t.text("web_document.type"), document.media_type.clone()));
    let short: String = document.sha256.chars().take(16).collect();
    facts.push(Fact::new(t.text("web_document.checksum"), format!("{short}…")));
    let masked: Vec<String> = PersonalKind::ALL
        .iter()
        .map(|kind| (kind, personal.iter().filter(|(found, _)| found == kind).count()))
        .filter(|(_, count)| *count > 0)
        .map(|(kind, count)| format!("{count} {}", t.personal(*kind)))
        .collect();
    let none = || t.text("web_document.personal_none").to_owned();
    let masked = if masked.is_empty() { none() } else { masked.join(", ") };
    facts.push(Fact::new(t.text("web_document.personal"), masked));
    facts
}

/// The span of each line, without its end.
fn lines(text: &str) -> Vec<Span> {
    let mut start = 0;
    let mut lines = Vec::new();
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end_matches(['\n', '\r']);
        lines.push(Span { start, end: start + bare.len() });
        start += line.len();
    }
    lines
}

/// First and last line, from 1, of each part that is shown at once.
fn parts(lines: &[Span]) -> Vec<(usize, usize)> {
    let mut parts = Vec::new();
    let (mut first, mut bytes) = (1, 0);
    for (at, line) in lines.iter().enumerate() {
        bytes += line.end - line.start;
        let number = at + 1;
        if number - first + 1 >= PART_LINES || bytes >= PART_BYTES || number == lines.len() {
            parts.push((first, number));
            (first, bytes) = (number + 1, 0);
        }
    }
    parts
}

/// What tells of a person, and where.
type Person = (PersonalKind, Span);

/// The runs with what tells of a person replaced by the words for its kind: once, where it begins.
fn masked(site: &Site, mut runs: Vec<Run>) -> Vec<Run> {
    for run in &mut runs {
        if let Some((kind, begins)) = run.personal {
            run.text = if begins { site.t.personal(kind).to_owned() } else { String::new() };
        }
    }
    runs
}

/// A line cut where marks begin and end, and where persons are named.
fn runs(text: &str, line: Span, marks: &[Span], asked: Option<Span>, personal: &[Person]) -> Vec<Run> {
    let touches = |mark: &Span| mark.start < line.end && line.start < mark.end;
    let persons: Vec<Person> = personal.iter().copied().filter(|(_, span)| touches(span)).collect();
    let touching: Vec<Span> = marks.iter().copied().chain(asked).filter(touches).collect();
    let mut cuts: Vec<usize> = vec![line.start, line.end];
    let every = touching.iter().copied().chain(persons.iter().map(|(_, span)| *span));
    cuts.extend(every.flat_map(|mark| [mark.start.max(line.start), mark.end.min(line.end)]));
    cuts.sort_unstable();
    cuts.dedup();
    let holds = |mark: &Span, start: usize, end: usize| mark.start <= start && end <= mark.end;
    cuts.iter()
        .zip(cuts.iter().skip(1))
        .map(|(&start, &end)| Run {
            text: Span { start, end }.of(text).unwrap_or_default().to_owned(),
            marked: touching.iter().any(|mark| holds(mark, start, end)),
            asked: asked.is_some_and(|mark| holds(&mark, start, end)),
            personal: persons
                .iter()
                .find(|(_, span)| holds(span, start, end))
                .map(|(kind, span)| (*kind, start == span.start.max(line.start))),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_cut_at_its_marks() {
        let text = "a å b\ncd";
        let spans = lines(text);
        assert_eq!(spans, [Span { start: 0, end: 6 }, Span { start: 7, end: 9 }]);
        let mark = Span { start: 2, end: 8 };
        let found: Vec<(String, bool, bool)> = spans
            .iter()
            .flat_map(|line| runs(text, *line, &[mark], None, &[]))
            .map(|run| (run.text, run.marked, run.asked))
            .collect();
        let expected = [("a ", false), ("å b", true), ("c", true), ("d", false)];
        assert_eq!(found, expected.map(|(text, marked)| (text.to_owned(), marked, false)));
    }

    #[test]
    fn a_long_document_is_shown_in_parts() {
        let text = "rad\n".repeat(PART_LINES + 1);
        assert_eq!(parts(&lines(&text)), [(1, PART_LINES), (PART_LINES + 1, PART_LINES + 1)]);
        assert_eq!(parts(&lines("")), []);
    }
}
