//! JSON: the table with the meaning of its columns. Missing is `null`, never zero and never an empty text.

use std::io::Write;

use serde_json::{Map, Value, json};

use crate::{
    exports::ExportError,
    figures::{Cell, Table, Unit},
};

pub(super) fn write(table: &Table, mut out: impl Write) -> Result<(), ExportError> {
    let columns: Vec<Value> = table
        .columns
        .iter()
        .map(|column| {
            json!({"key": column.key, "label": column.label, "meaning": column.meaning, "unit": unit(column.unit)})
        })
        .collect();
    let rows: Vec<Value> = table
        .rows
        .iter()
        .map(|row| {
            let pairs = table.columns.iter().zip(&row.cells);
            Value::Object(pairs.map(|(column, cell)| (column.key.to_owned(), value(cell))).collect::<Map<_, _>>())
        })
        .collect();
    let whole = json!({
        "title": table.title, "note": table.note, "notice": table.notice, "columns": columns, "rows": rows,
    });
    serde_json::to_writer_pretty(&mut out, &whole)?;
    out.write_all(b"\n")?;
    out.flush()?;
    Ok(())
}

fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Missing => Value::Null,
        Cell::Text(text) => Value::from(text.as_str()),
        Cell::Integer(number) => Value::from(*number),
        Cell::Number(number) => Value::from(*number),
    }
}

const fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Text => "text",
        Unit::Code => "code",
        Unit::Count => "count",
        Unit::Year => "year",
        Unit::Share => "share",
        Unit::Decimal => "decimal",
        Unit::Date => "date",
    }
}
