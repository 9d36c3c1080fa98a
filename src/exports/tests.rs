//! CSV and JSON: dialects, formulas made harmless, missing told from zero.

use super::*;
use crate::{
    figures::{Cell, Column, Row, Unit},
    review::Language,
};

fn table(rows: Vec<Vec<Cell>>) -> Table {
    let column =
        |key: &'static str, unit| Column { key, label: key.to_uppercase(), meaning: format!("the {key}"), unit };
    Table {
        title: "T".to_owned(),
        note: "N".to_owned(),
        notice: Some("invented".to_owned()),
        columns: vec![column("name", Unit::Text), column("number", Unit::Decimal)],
        rows: rows.into_iter().map(|cells| Row { cells, link: None }).collect(),
    }
}

fn written(rows: Vec<Vec<Cell>>, dialect: Dialect) -> String {
    let mut out = Vec::new();
    csv(&table(rows), dialect, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

#[test]
fn rfc_4180_has_commas_points_and_crlf() {
    let rows = vec![vec![text("Åre, \"övre\"\nraden"), Cell::Number(1234.5)], vec![Cell::Missing, Cell::Integer(-3)]];
    assert_eq!(written(rows, Dialect::Rfc4180), "name,number\r\n\"Åre, \"\"övre\"\"\nraden\",1234.5\r\n,-3\r\n");
}

#[test]
fn swedish_excel_has_semicolons_commas_and_a_mark() {
    let rows = vec![vec![text("a;b"), Cell::Number(-1234.5)], vec![text("a,b"), Cell::Integer(1234)]];
    assert_eq!(written(rows, Dialect::SwedishExcel), "\u{feff}name;number\r\n\"a;b\";-1234,5\r\na,b;1234\r\n");
}

#[test]
fn what_a_spreadsheet_would_run_is_made_a_text_and_numbers_stay() {
    for hostile in ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "-", "--1", "-1e5x", "+46 8 508"]
    {
        let out = written(vec![vec![text(hostile), Cell::Missing]], Dialect::Rfc4180);
        let field = out.split_once("\r\n").unwrap().1.trim_start_matches('"');
        assert!(field.starts_with('\''), "{hostile:?} became {field:?}");
    }
    for number in ["-5", "+5", "-1,5", "-1.5"] {
        let out = written(vec![vec![text(number), Cell::Missing]], Dialect::Rfc4180);
        assert!(!out.contains('\''), "{number}");
    }
    let negative = written(vec![vec![text("a"), Cell::Number(-0.5)]], Dialect::Rfc4180);
    assert!(negative.ends_with("a,-0.5\r\n"));
}

#[test]
fn what_was_written_reads_back() {
    let awkward = ["", " ", "\"", "a\r\nb", "å;ä,ö\t", "'", "slut\\"];
    for (dialect, delimiter) in [(Dialect::Rfc4180, b','), (Dialect::SwedishExcel, b';')] {
        let out = written(awkward.iter().map(|words| vec![text(words), Cell::Integer(1)]).collect(), dialect);
        let out = out.trim_start_matches('\u{feff}');
        let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(out.as_bytes());
        let read: Vec<String> = reader.records().map(|record| record.unwrap()[0].to_owned()).collect();
        assert_eq!(read, awkward);
    }
}

#[test]
fn json_keeps_missing_apart_and_says_what_columns_mean() {
    let mut out = Vec::new();
    json(&table(vec![vec![Cell::Missing, Cell::Number(0.5)]]), &mut out).unwrap();
    let read: serde_json::Value = serde_json::from_slice(&out).unwrap();
    assert_eq!(read["rows"][0]["name"], serde_json::Value::Null);
    assert_eq!(read["rows"][0]["number"], 0.5);
    assert_eq!(read["columns"][1]["meaning"], "the number");
    assert_eq!(read["columns"][1]["unit"], "decimal");
    assert_eq!(read["notice"], "invented");
}

#[test]
fn the_documentation_names_every_column() {
    let documented = documentation(&table(Vec::new()), crate::catalogue::Catalogue::of(Language::En));
    assert_eq!(documented, "# Columns: T\n\n- `name` (NAME): the name\n- `number` (NUMBER): the number\n");
}

#[test]
fn a_writer_that_fails_is_an_error() {
    struct Full;
    impl std::io::Write for Full {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("full"))
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    assert!(csv(&table(Vec::new()), Dialect::Rfc4180, Full).is_err());
    assert!(json(&table(Vec::new()), Full).is_err());
}

#[test]
fn dialects_are_named() {
    for name in ["swedish-excel", "excel"] {
        assert_eq!(name.parse(), Ok(Dialect::SwedishExcel));
    }
    assert!("lotus".parse::<Dialect>().unwrap_err().contains("rfc4180"));
}
