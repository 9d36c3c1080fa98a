//! Found items → the normalised review: years, status, areas and measures, numbers, and whose review it is.
//!
//! Takes what `items` found, the register and the taxonomy; gives a `Review` in which every value keeps its place and its
//! words. Where the document does not tell, the value is missing and a diagnostic says so; nothing is guessed silently.

mod amounts;
mod article;
mod boilerplate;
mod deadlines;
mod findings;
mod front;
mod learned;
mod metrics;
mod names;
mod persons;
mod register;
mod remarks;
mod risks;
mod stated;
mod status;
mod swedish;
mod taxonomy;
mod terms;
mod years;

use crate::{
    diagnostics::{Diagnostic, DiagnosticKind, Stage, Warned},
    document::Document,
    items::{Form, Found, FoundAction},
    pattern::patterns,
    review::{Action, Area, Kind, Label, Matched, Measure, Review, Status, Year, YearSet},
    sections::SectionKind,
};

pub use learned::{OUTPUTS, outputs};
pub use register::{Register, RegisterError};
pub use stated::stated;
pub use taxonomy::{Taxonomy, TaxonomyError};

use front::{Meta, Whose};
use taxonomy::{Above, Labeller};
use years::Frame;

patterns! {
    THREE_YEARS = r"(?i)\btre\s+(?:\w+\s+)?åren\b|\btre\s+år\b|treårs|\bår\s+3\b|tredje\s+(?:plan)?året", needs r"(?i)tre|r\s+3";
    ASSIGNED = r"(?i)\s\(?(?:ansvarig(?:a|t)?|klart?|tidplan|kostnad)\s*:";
}

/// The parent company of the city's bolag: named in their reviews as kommunstyrelsen is in those of the nämnder.
const PARENT_COMPANY: &str = "stockholms-stadshus";

/// Normalises what was found in a document. `doc` is the stem of its file.
pub fn review(
    doc: &str,
    document: &Document,
    found: Found,
    register: &Register,
    taxonomy: &Taxonomy,
) -> Warned<Review> {
    let mut diagnostics = Vec::new();
    let hub = |index: usize| {
        register.organisations().get(index).is_some_and(|organisation| {
            organisation.kind == Kind::Kommunstyrelse || organisation.key.0 == PARENT_COMPANY
        })
    };
    let meta = front::read(&found.front, &document.text, register.names(), hub);
    let (organisation, organisation_as_written) = matched(&meta, register, &mut diagnostics);
    remark_on_year(&meta, &mut diagnostics);
    let frame = Frame { review_year: meta.review_year };
    let labeller = taxonomy.labeller();
    let letters = article::letters(&found.actions);
    let actions = found.actions.iter().zip(letters);
    let actions: Vec<Action> =
        actions.map(|(found, letter)| action(found, letter, document, frame, &labeller)).collect();
    let risks = found.risks.iter().map(|found| risks::risk(found, document, &labeller, &mut diagnostics)).collect();
    let metrics = metrics::metrics(&found.metrics, document);
    let findings = found.findings.iter().map(|found| findings::finding(found, document, &labeller)).collect();
    let plan_years = plan_years(meta.review_year, &actions, &document.text);
    let review = Review {
        doc: doc.to_owned(),
        organisation,
        organisation_as_written,
        review_year: meta.review_year,
        plan_years,
        dnr: meta.dnr,
        decided_on: meta.decided_on,
        actions,
        risks,
        metrics,
        findings,
        personal: persons::persons(document),
        taxonomy_version: taxonomy.version().to_owned(),
    };
    diagnostics.extend(remarks::remarks(&review, &found.sentences, document, register));
    if !review.is_usable() {
        diagnostics.push(Diagnostic::whole(Stage::Items, DiagnosticKind::NoActions, ""));
    }
    Warned { value: review, diagnostics }
}

fn matched(meta: &Meta, register: &Register, diagnostics: &mut Vec<Diagnostic>) -> (Option<Matched>, Option<String>) {
    let mut remark = |kind, detail: String| diagnostics.push(Diagnostic::whole(Stage::Normalise, kind, detail));
    let organisations = register.organisations();
    match &meta.organisation {
        Whose::Known(index) => {
            let Some(organisation) = organisations.get(*index) else { return (None, None) };
            // An organisation that has ended, or not begun, is none that a review of the year is expected of.
            if meta.review_year.is_some_and(|year| !organisation.exists_in(year)) {
                remark(DiagnosticKind::OrganisationNotInYear, organisation.name.clone());
                return (None, Some(organisation.name.clone()));
            }
            let matched =
                Matched { key: organisation.key.clone(), name: organisation.name.clone(), kind: organisation.kind };
            (Some(matched), Some(organisation.name.clone()))
        }
        Whose::Unknown(name) => {
            remark(DiagnosticKind::UnknownOrganisation, name.clone());
            (None, Some(name.clone()))
        }
        Whose::Several(indices) => {
            let names: Vec<&str> = indices
                .iter()
                .filter_map(|index| organisations.get(*index))
                .map(|organisation| organisation.name.as_str())
                .collect();
            remark(DiagnosticKind::SeveralOrganisations, names.join(", "));
            (None, Some(names.join(", ")))
        }
        Whose::Nobody => {
            remark(DiagnosticKind::NoOrganisation, String::new());
            (None, None)
        }
    }
}

fn remark_on_year(meta: &Meta, diagnostics: &mut Vec<Diagnostic>) {
    if let Some(year) = meta.year_out_of_range {
        diagnostics.push(Diagnostic::whole(Stage::Normalise, DiagnosticKind::YearOutOfRange, year.to_string()));
    }
    if meta.review_year.is_none() && meta.year_out_of_range.is_none() {
        diagnostics.push(Diagnostic::whole(Stage::Normalise, DiagnosticKind::NoYear, ""));
    }
}

fn action(
    found: &FoundAction,
    article: Option<Measure>,
    document: &Document,
    frame: Frame,
    labeller: &Labeller<'_>,
) -> Action {
    let status = status::of_action(found, frame.review_year);
    let years = years::of_action(found, status, frame);
    // The heading of a section that is a plan or a follow-up as such speaks for no area.
    let headings = found.headings.iter().rev().take(3).map(|heading| Above::Heading(heading));
    let intro = found.intro.iter().map(|intro| Above::Heading(intro));
    let of_column = found.label.as_deref().and_then(article::of_column);
    let label = found
        .label
        .iter()
        .filter(|_| of_column.is_none())
        .map(|label| if found.form == Form::Item { Above::Heading(label) } else { Above::Label(label) });
    let above: Vec<Above<'_>> = label.chain(intro).chain(headings).collect();
    // Who is to do it and when says nothing of what it is.
    let what = ASSIGNED
        .find(found.words.text())
        .map_or(found.words.text(), |tail| found.words.text().get(..tail.start()).unwrap_or_default());
    let mut labels = labeller.label(what, &above);
    if let Some(measure) = of_column {
        labels.state(Label::Measure(measure), found.label.as_deref().unwrap_or_default());
    }
    // What is planned by the letters of the article is planned for NIS2.
    if let Some(measure) = article {
        let heading = found.headings.last().map_or(found.words.text(), String::as_str);
        labels.state(Label::Measure(measure), heading);
        labels.state(Label::Area(Area::Nis2), heading);
    }
    let nearest = found.label.iter().chain(found.headings.last()).next();
    Action {
        text: found.words.text().to_owned(),
        heading: nearest.cloned().unwrap_or_default(),
        years,
        status,
        areas: labels.areas,
        nis2: labels.measures,
        responsible: found.assigned.responsible.clone(),
        deadline: deadlines::of_action(&found.assigned, status, years, frame.review_year),
        amounts: amounts::amounts(found, document),
        optional: found.optional,
        place: found.words.place(document),
        confidence: confidence(found),
        evidence: labels.evidence,
    }
}

/// How sure it is that something is an action, by how it is set.
fn confidence(found: &FoundAction) -> f32 {
    let by_form = match found.form {
        Form::Row => 0.95,
        Form::Item => 0.9,
        Form::Labelled => 0.85,
        Form::Heading => 0.8,
        Form::Sentence => 0.7,
    };
    let in_doubt = found.optional || !matches!(found.kind, SectionKind::Plan | SectionKind::Status);
    if in_doubt { by_form - 0.2 } else { by_form }
}

/// From the VP year to the last year that a measure is planned for; three years where the document speaks of three.
fn plan_years(review_year: Option<Year>, actions: &[Action], text: &str) -> YearSet {
    let Some(first) = review_year else { return YearSet::EMPTY };
    let planned = actions
        .iter()
        .filter(|action| action.status == Status::Planned)
        .fold(YearSet::EMPTY, |years, action| years.union(action.years));
    let third = first.plus(2).unwrap_or(first);
    let last = match planned.last() {
        _ if THREE_YEARS.is_match(text) => third,
        Some(last) if last > first => last.min(third),
        _ => first,
    };
    (first.number()..=last.number()).filter_map(|year| Year::try_from(year).ok()).collect()
}
