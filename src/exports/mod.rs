//! Tables as files: CSV in two dialects, JSON, and the documentation of their columns.
//!
//! Takes a table; writes it. Never counts, never leaves out a row, never ends a file with an error in place of a row.

mod delimited;
mod json;

use std::io::Write;

use crate::{catalogue::Catalogue, figures::Table};

pub use delimited::Dialect;

/// Why a file could not be written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The place written to failed.
    #[error("the export could not be written: {0}")]
    Io(#[from] std::io::Error),
    /// The CSV writer failed.
    #[error("the CSV could not be written: {0}")]
    Csv(#[from] csv::Error),
    /// The JSON writer failed.
    #[error("the JSON could not be written: {0}")]
    Json(#[from] serde_json::Error),
}

/// Writes a table as CSV; the heading holds the columns' stable keys.
///
/// # Errors
/// Where the place written to fails.
pub fn csv(table: &Table, dialect: Dialect, out: impl Write) -> Result<(), ExportError> {
    delimited::write(table, dialect, out)
}

/// Writes a table as one JSON object: title, note, notice, columns with meaning, and rows as objects by column key.
///
/// # Errors
/// Where the place written to fails.
pub fn json(table: &Table, out: impl Write) -> Result<(), ExportError> {
    json::write(table, out)
}

/// The columns of a table with their meanings, as Markdown.
pub fn documentation(table: &Table, catalogue: &Catalogue) -> String {
    let mut out = format!("# {}\n\n", catalogue.fill("export.columns_of", &[("table", &table.title)]));
    for column in &table.columns {
        out.push_str(&format!("- `{}` ({}): {}\n", column.key, column.label, column.meaning));
    }
    out
}

#[cfg(test)]
mod tests;
