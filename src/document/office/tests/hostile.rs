//! Files that are broken or made to do harm.

use std::io::{Cursor, Read, Write};

use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

use super::{
    docx_with, lines, p, refusal,
    samples::{ODFPY, WORD_HTML, WRITER_DOCX, WRITER_HTML, WRITER_ODT},
    zip,
};
use crate::document::{Limits, ReadError, archive, read};

/// Numbers that look random and are the same each run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides.max(1)
    }
}

fn broken(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    match dice.roll(4) {
        0 => bytes.truncate(dice.roll(bytes.len())),
        1 => {
            let from = dice.roll(bytes.len());
            let to = (from + dice.roll(200)).min(bytes.len());
            bytes.drain(from..to);
        }
        _ => {
            for _ in 0..=dice.roll(8) {
                let at = dice.roll(bytes.len());
                bytes[at] ^= 1 << dice.roll(8);
            }
        }
    }
    bytes
}

/// A container with one of its parts broken, and sound as a container.
fn broken_within(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let chosen = dice.roll(archive.len());
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut inner = Vec::new();
        part.read_to_end(&mut inner).unwrap();
        let is_text = matches!(name.as_str(), "content.xml" | "word/document.xml");
        if (at == chosen || is_text) && !inner.is_empty() {
            inner = broken(&inner, dice);
        }
        writer.start_file(name, SimpleFileOptions::default().compression_method(CompressionMethod::Stored)).unwrap();
        writer.write_all(&inner).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn broken_documents_are_read_or_refused() {
    let mut dice = Dice(1);
    for sample in [WRITER_DOCX, WRITER_ODT, ODFPY] {
        for _ in 0..60 {
            for bytes in [broken(sample, &mut dice), broken_within(sample, &mut dice)] {
                drop(read(&bytes, Limits::default()));
                archive::is_archive(&bytes);
                drop(archive::members(&bytes, Limits::default()));
            }
        }
    }
    for sample in [WRITER_HTML, WORD_HTML] {
        for _ in 0..100 {
            drop(read(&broken(sample, &mut dice), Limits::default()));
        }
    }
}

#[test]
fn a_document_cut_short_is_damaged() {
    let half = &WRITER_DOCX[..WRITER_DOCX.len() / 2];
    assert!(matches!(refusal(half), ReadError::Damaged { .. }));
    let cut = zip(&[("word/document.xml", "<w:document><w:body><w:p><w:r><w:t>Halv")]);
    assert_eq!(refusal(&cut), ReadError::Damaged { kind: "DOCX" });
}

#[test]
fn a_part_that_unpacks_to_too_much_is_refused_without_unpacking_it() {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
    let zeros = vec![b' '; 1 << 20];
    for _ in 0..16 {
        writer.write_all(&zeros).unwrap();
    }
    let bytes = writer.finish().unwrap().into_inner();
    let limits = Limits { unpacked_bytes: 1 << 20, ..Limits::default() };
    assert_eq!(read(&bytes, limits), Err(ReadError::UnpacksTooLarge { limit: 1 << 20 }));
}

#[test]
fn entities_that_multiply_and_files_from_outside_are_inert() {
    let mut entities = String::from(r#"<!ENTITY h SYSTEM "file:///etc/hostname"><!ENTITY a0 "ha">"#);
    for at in 1..30 {
        entities.push_str(&format!(r#"<!ENTITY a{at} "{}">"#, format!("&a{};", at - 1).repeat(10)));
    }
    let document = format!(
        "<!DOCTYPE d [{entities}]><w:document><w:body>{}</w:body></w:document>",
        p("", "Text &a29;&h;&amp; mer")
    );
    assert_eq!(lines(&zip(&[("word/document.xml", &document)])), ["p Text & mer"]);
}

#[test]
fn depth_without_end_is_cut_off() {
    let deep = |open: &str, close: &str| {
        let body = format!("{}{}{}", open.repeat(20_000), p("", "djupt"), close.repeat(20_000));
        lines(&docx_with(&format!("{}{body}", p("", "Text")), &[]))
    };
    assert_eq!(deep("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"), ["p Text"]);
    assert_eq!(deep("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"), ["p Text"]);
    assert_eq!(deep("<w:p><w:r><w:pict><w:txbxContent>", "</w:txbxContent></w:pict></w:r></w:p>"), ["p Text"]);
    for tag in ["div", "ul><li", "b", "table><tr><td", "dl><dd"] {
        let page = format!("<html><body><p>Text</p>{}djupt", format!("<{tag}>").repeat(20_000));
        assert_eq!(lines(page.as_bytes()).first().map(String::as_str), Some("p Text"), "{tag}");
    }
}

#[test]
fn other_documents_in_containers_are_named() {
    let typed = |kind: &str| zip(&[("[Content_Types].xml", kind), ("other.xml", "<a/>")]);
    let kind = |bytes: &[u8]| match refusal(bytes) {
        ReadError::NotRead { kind } => kind,
        other => panic!("{other:?}"),
    };
    assert_eq!(kind(&typed("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml")), "XLSX");
    assert_eq!(
        kind(&typed("application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml")),
        "PPTX"
    );
    assert_eq!(kind(&zip(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet")])), "ODS");
    assert_eq!(kind(&zip(&[("a.txt", "text"), ("b.docx", "PK")])), "a ZIP archive");
    assert!(!archive::is_archive(WRITER_ODT) && !archive::is_archive(WRITER_DOCX));
    let names: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let locked = [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(), &names].concat();
    assert_eq!(refusal(&locked), ReadError::Locked { kind: "document" });
    assert_eq!(kind(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 older"), "the older Word format (.doc)");
}
