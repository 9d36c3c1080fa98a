//! CSV: RFC 4180, and the form that Excel with Swedish settings opens by a double click.

use std::io::Write;

use crate::{
    exports::ExportError,
    figures::{Cell, Table},
};

/// A form of CSV.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Dialect {
    /// Comma, decimal point, CRLF, UTF-8 without byte order mark.
    #[default]
    Rfc4180,
    /// Semicolon, decimal comma, CRLF, UTF-8 with byte order mark.
    SwedishExcel,
}

impl std::str::FromStr for Dialect {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "" | "rfc4180" => Ok(Dialect::Rfc4180),
            "swedish-excel" | "excel" => Ok(Dialect::SwedishExcel),
            other => Err(format!("{other:?} is no dialect of CSV; give rfc4180 or swedish-excel")),
        }
    }
}

pub(super) fn write(table: &Table, dialect: Dialect, mut out: impl Write) -> Result<(), ExportError> {
    let delimiter = match dialect {
        Dialect::Rfc4180 => b',',
        Dialect::SwedishExcel => b';',
    };
    if dialect == Dialect::SwedishExcel {
        out.write_all(b"\xef\xbb\xbf")?;
    }
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).terminator(csv::Terminator::CRLF).from_writer(out);
    writer.write_record(table.columns.iter().map(|column| column.key))?;
    for row in &table.rows {
        writer.write_record(row.cells.iter().map(|cell| field(cell, dialect)))?;
    }
    writer.flush()?;
    Ok(())
}

fn field(cell: &Cell, dialect: Dialect) -> String {
    match cell {
        Cell::Missing => String::new(),
        Cell::Text(text) => harmless(text),
        Cell::Integer(number) => number.to_string(),
        Cell::Number(number) if !number.is_finite() => String::new(),
        Cell::Number(number) => match dialect {
            Dialect::Rfc4180 => number.to_string(),
            Dialect::SwedishExcel => number.to_string().replace('.', ","),
        },
    }
}

/// A text that a spreadsheet would run as a formula gets an apostrophe before it; a text that is a number stays one.
fn harmless(text: &str) -> String {
    let starts = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if starts && !is_number(text) { format!("'{text}") } else { text.to_owned() }
}

/// A sign, digits, and at most one decimal point or comma with digits after it. Nothing else: `-1+cmd` is no number.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, fraction) = digits.split_once(['.', ',']).unwrap_or((digits, "0"));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    all_digits(whole) && all_digits(fraction)
}
