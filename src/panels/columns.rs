//! The columns of files: key, heading and meaning in one place, and the cells that end every row.
//!
//! Takes a catalogue; gives columns whose keys never change. The documentation of exports is written from these.

use crate::{
    catalogue::Catalogue,
    figures::{Cell, Column, Unit},
    personal,
    review::{Organisation, ReviewId},
};

use super::PanelInput;

/// A column whose words stand in the catalogue under `column` and `column_meaning`.
pub(super) fn column(catalogue: &Catalogue, key: &'static str, unit: Unit) -> Column {
    Column {
        key,
        label: catalogue.text(&format!("column.{key}")).to_owned(),
        meaning: catalogue.text(&format!("column_meaning.{key}")).to_owned(),
        unit,
    }
}

/// The columns of a list.
pub(super) fn columns(catalogue: &Catalogue, list: &[(&'static str, Unit)]) -> Vec<Column> {
    list.iter().map(|(key, unit)| column(catalogue, key, *unit)).collect()
}

/// First columns of a row of an organisation.
pub(super) const ORGANISATION: [(&str, Unit); 5] = [
    ("organisation_key", Unit::Code),
    ("organisation", Unit::Text),
    ("kind", Unit::Code),
    ("kind_name", Unit::Text),
    ("year", Unit::Year),
];

/// Last columns of a row that was read from one document.
pub(super) const SOURCE: [(&str, Unit); 6] = [
    ("document", Unit::Text),
    ("sha256", Unit::Code),
    ("review_version", Unit::Count),
    ("taxonomy_version", Unit::Code),
    ("data_version", Unit::Code),
    ("invented", Unit::Code),
];

/// Last columns of a row that was counted over many documents.
pub(super) const COUNTED: [(&str, Unit); 3] =
    [("taxonomy_version", Unit::Code), ("data_version", Unit::Code), ("invented", Unit::Code)];

pub(super) fn yes_no(yes: bool) -> Cell {
    Cell::Text(if yes { "yes" } else { "no" }.to_owned())
}

pub(super) fn text(text: impl Into<String>) -> Cell {
    Cell::Text(text.into())
}

/// Words of a document, without what tells of a person.
pub(super) fn words(input: &PanelInput<'_>, words: &str) -> Cell {
    text(personal::mask(words, |kind| input.catalogue.personal(kind)))
}

/// The cells of `ORGANISATION`.
pub(super) fn organisation(input: &PanelInput<'_>, organisation: &Organisation) -> [Cell; 5] {
    [
        text(&organisation.key.0),
        text(&organisation.name),
        text(organisation.kind.code()),
        text(input.catalogue.kind(organisation.kind)),
        Cell::Integer(input.filter.year.number().into()),
    ]
}

/// The cells of `SOURCE`.
pub(super) fn source(input: &PanelInput<'_>, review: Option<ReviewId>) -> [Cell; 6] {
    let [taxonomies, version, invented] = counted(input);
    let source = review.and_then(|review| input.sources.get(&review));
    match source {
        Some(source) => [
            text(&source.file_name),
            text(&source.sha256),
            Cell::Integer(source.version.into()),
            text(&source.taxonomy_version),
            version,
            invented,
        ],
        None => [Cell::Missing, Cell::Missing, Cell::Missing, taxonomies, version, invented],
    }
}

/// The cells of `COUNTED`.
pub(super) fn counted(input: &PanelInput<'_>) -> [Cell; 3] {
    let taxonomies = input.dataset.taxonomy_versions.join(" ");
    [
        Cell::text_or_missing((!taxonomies.is_empty()).then_some(taxonomies)),
        Cell::Integer(input.dataset.version),
        yes_no(input.dataset.invented),
    ]
}
