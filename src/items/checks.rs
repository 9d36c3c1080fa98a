//! Tables that could not be read with certainty.

use crate::{
    diagnostics::{Diagnostic, DiagnosticKind, Stage},
    document::Document,
    sections::{Mended, Section, SectionKind, Unit},
};

use super::columns::{TableKind, header};

/// Remarks on rows with more filled cells than there are headings, and on tables of a plan whose headings are not known.
pub(super) fn tables(document: &Document, sections: &[Section]) -> Vec<Diagnostic> {
    let mut remarks = Vec::new();
    for section in sections {
        for unit in &section.body {
            if let Unit::Table(rows) = unit {
                table(rows, section.kind, document, &mut remarks);
            }
        }
    }
    remarks
}

fn table(rows: &[Vec<Mended>], section: SectionKind, document: &Document, remarks: &mut Vec<Diagnostic>) {
    /// One table that is split wrongly would else fill the page.
    const MOST: usize = 3;
    let header = header(rows);
    let Some(titles) = rows.first() else { return };
    if header.kind == TableKind::Other {
        if section == SectionKind::Plan && rows.len() >= 3 && titles.len() >= 2 {
            let names: Vec<&str> = titles.iter().map(Mended::text).filter(|title| !title.is_empty()).collect();
            let place = whole(titles).map(|words| words.place(document));
            remarks.extend(
                place.map(|place| Diagnostic::at(Stage::Items, DiagnosticKind::TableUnknown, place, names.join(" | "))),
            );
        }
        return;
    }
    if header.first == 0 {
        return;
    }
    let headed = |at: usize| titles.get(at).is_some_and(|title| !title.text().is_empty());
    let headings = titles.iter().filter(|title| !title.text().is_empty()).count();
    let unsure = rows.iter().skip(header.first).filter_map(|row| {
        let filled = row.iter().filter(|cell| !cell.text().is_empty()).count();
        // The first column often has no heading.
        let beyond = row.iter().enumerate().skip(1).any(|(at, cell)| !cell.text().is_empty() && !headed(at));
        let place = whole(row)?.place(document);
        (filled > headings && beyond).then(|| {
            Diagnostic::at(Stage::Items, DiagnosticKind::TableRowUnsure, place, format!("{filled} > {headings}"))
        })
    });
    remarks.extend(unsure.take(MOST));
}

/// The first filled cell of a row.
fn whole(row: &[Mended]) -> Option<&Mended> {
    row.iter().find(|cell| !cell.text().is_empty())
}
