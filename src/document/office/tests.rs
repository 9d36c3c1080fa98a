//! Containers made by hand for tests, and what is asked of every format.

mod hostile;
mod odt;
mod samples;
mod word;
mod word_lists;

use std::io::{Cursor, Write};

use zip::{ZipWriter, write::SimpleFileOptions};

use crate::document::{Document, Limits, Look, ReadError, read};

/// A ZIP container of these parts.
pub(super) fn zip(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A Word document of a body and further parts of `word/`, each related to it by its name.
fn docx_with(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let document = format!(
        r#"<?xml version="1.0"?><w:document xmlns:w="w" xmlns:r="r" xmlns:mc="mc" xmlns:w14="w14"><w:body>{body}</w:body></w:document>"#
    );
    let types = r#"<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
    let root = format!(
        r#"<Relationships><Relationship Id="a" Type="{RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>"#
    );
    let related: String = parts
        .iter()
        .map(|(name, _)| {
            let kind = name.trim_end_matches(|c: char| c.is_ascii_digit());
            format!(r#"<Relationship Id="{name}" Type="{RELATIONS}/{kind}" Target="{name}.xml"/>"#)
        })
        .collect();
    let related = format!("<Relationships>{related}</Relationships>");
    let names: Vec<String> = parts.iter().map(|(name, _)| format!("word/{name}.xml")).collect();
    let mut all = vec![
        ("[Content_Types].xml", types),
        ("_rels/.rels", root.as_str()),
        ("word/document.xml", document.as_str()),
        ("word/_rels/document.xml.rels", related.as_str()),
    ];
    all.extend(names.iter().map(String::as_str).zip(parts.iter().map(|(_, text)| *text)));
    zip(&all)
}

fn document(bytes: &[u8]) -> Document {
    read(bytes, Limits::default()).expect("readable").value
}

/// The lines of a document, each after a short sign of its look.
fn lines(bytes: &[u8]) -> Vec<String> {
    let document = document(bytes);
    let sign = |look| match look {
        Look::Plain => "plain".to_owned(),
        Look::Paragraph { bold: false } => "p".to_owned(),
        Look::Paragraph { bold: true } => "b".to_owned(),
        Look::Continued => "+".to_owned(),
        Look::Heading(level) => format!("h{level}"),
        Look::Item(depth) => format!("i{depth}"),
        Look::Row => "row".to_owned(),
        Look::Aside => "aside".to_owned(),
    };
    let shown = |line| document.words(line).replace('\t', "|").replace('\u{2028}', "/");
    document.lines.iter().map(|line| format!("{} {}", sign(line.look), shown(line))).collect()
}

fn refusal(bytes: &[u8]) -> ReadError {
    read(bytes, Limits::default()).expect_err("refused")
}

/// A paragraph of Word with properties and words.
fn p(properties: &str, words: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>")
}

/// A cell of Word.
fn cell(properties: &str, words: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p("", words))
}
