//! Which figures there are, and the words put to what analytics counted.
//!
//! Takes the dataset, a selection and a language; gives a figure and its table for files, one file per panel and one
//! array that names them all. Never counts, never draws, never reads texts from the store: tables with sentences
//! (`actions`, `risks`, `metrics`, `pairs`) are given them.

mod address;
mod columns;
mod comparison;
mod found;
mod gaps;
mod grid;
mod groups;
mod joint;
mod lists;
mod measured;
mod names;
mod pairs;
mod promises;
mod readiness;
mod reporting;
mod trend;

use std::collections::BTreeMap;

use crate::{
    analytics::{Axis, Sort},
    catalogue::Catalogue,
    figures::{Figure, Table},
    review::{Dataset, Filter, ForYear, OrganisationIndex, ReviewId},
};

pub use address::{
    Selection, actions_address, columns_with, for_year_code, organisation_address, parse_for_year, readiness_address,
    selection_query,
};
pub use found::{SourcedText, found};
pub use gaps::{gap_address, gap_name};
pub use joint::{joint_efforts, joint_table};
pub use lists::{SourcedAction, SourcedMetric, SourcedRisk, actions, metrics, risks};
pub use names::{axis_name, column_name, column_short, group_name};
pub use pairs::{SourcedFollowUp, SourcedPromise, pairs};
pub use readiness::index_words;

/// Where a review was read, for the rows of files.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Source {
    /// Name of the file that came in.
    pub file_name: String,
    /// Checksum of its bytes, in hexadecimal digits.
    pub sha256: String,
    /// Version of the review.
    pub version: i32,
    /// Version of the taxonomy that gave its labels.
    pub taxonomy_version: String,
}

/// The sources of current reviews. Pages may leave it empty; files then lack the names of documents.
pub type Sources = BTreeMap<ReviewId, Source>;

/// What a panel is built from.
#[derive(Debug, Clone, Copy)]
pub struct PanelInput<'a> {
    /// Everything that is counted.
    pub dataset: &'a Dataset,
    /// Year, kind and years of the actions.
    pub filter: Filter,
    /// One organisation only, where the panel can be of one.
    pub organisation: Option<OrganisationIndex>,
    /// What the columns are, where the panel compares.
    pub axis: Axis,
    /// Order of rows, where the panel has organisations as rows.
    pub sort: Sort,
    /// The reader's language.
    pub catalogue: &'static Catalogue,
    /// Where the reviews were read.
    pub sources: &'a Sources,
}

impl PanelInput<'_> {
    /// What must be said of invented data.
    fn notice(&self) -> Option<String> {
        self.dataset.invented.then(|| self.catalogue.text("chart.invented").to_owned())
    }

    /// A sentence on what is selected, such as `Selection: Bolag. Only actions for 2027 count.`
    fn selected(&self) -> String {
        let actions = match self.filter.for_year {
            ForYear::Any => self.catalogue.text("chart.for_any").to_owned(),
            ForYear::Only(year) => self.catalogue.fill("chart.for_only", &[("year", &year.to_string())]),
            ForYear::Undated => self.catalogue.text("chart.for_undated").to_owned(),
        };
        match self.of_kind() {
            Some(kind) => format!("{kind} {actions}"),
            None => actions,
        }
    }

    /// A sentence on the kind that is selected, if one is.
    fn of_kind(&self) -> Option<String> {
        let kind = self.filter.kind?;
        Some(self.catalogue.fill("chart.of_kind", &[("kind", self.catalogue.kinds(kind))]))
    }
}

/// A figure that pages, the command line and addresses know by its key.
#[derive(Debug, Clone, Copy)]
pub struct Panel {
    /// The key, as it stands in addresses.
    pub key: &'static str,
    /// Builds the figure that pages show and charts draw.
    pub build: fn(&PanelInput<'_>) -> Figure,
    /// Builds the same figures as rows for files.
    pub table: fn(&PanelInput<'_>) -> Table,
}

/// Every panel.
pub const PANELS: &[Panel] = &[
    Panel { key: "jamforelse", build: comparison::figure, table: comparison::table },
    Panel { key: "grupper", build: groups::figure, table: groups::table },
    Panel { key: "luckor", build: gaps::figure, table: gaps::table },
    Panel { key: "inlamnade", build: reporting::figure, table: reporting::table },
    Panel { key: "trend", build: trend::figure, table: trend::table },
    Panel { key: "risker", build: grid::figure, table: grid::table },
    Panel { key: "matt", build: measured::figure, table: measured::table },
    Panel { key: "nis2", build: readiness::figure, table: readiness::table },
    Panel { key: PROMISES, build: promises::figure, table: promises::table },
];

/// The panel of promises. It counts by the year that something is promised for, and begins with the newest year that a
/// later review tells of: pages, files and dashboards choose its filter alike.
pub const PROMISES: &str = "loften";

/// The panel with a key.
pub fn panel(key: &str) -> Option<&'static Panel> {
    PANELS.iter().find(|panel| panel.key == key)
}

#[cfg(test)]
mod tests;
