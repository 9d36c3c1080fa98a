//! What is read from documents of our own invention, each printed by another producer.

use super::*;
use crate::document::Look;

const LIBREOFFICE: &[u8] = include_bytes!("samples/libreoffice.pdf");
const CHROMIUM: &[u8] = include_bytes!("samples/chromium.pdf");
const WEASYPRINT: &[u8] = include_bytes!("samples/weasyprint.pdf");
const COLUMNS: &[u8] = include_bytes!("samples/columns.pdf");
const MERGED: &[u8] = include_bytes!("samples/merged.pdf");
const REPORTLAB: &[u8] = include_bytes!("samples/reportlab.pdf");
const LATEX: &[u8] = include_bytes!("samples/latex.pdf");
const SCAN: &[u8] = include_bytes!("samples/scan.pdf");

/// The lines of a document, the ends of cells shown as bars and those of paragraphs within them as slashes.
fn lines(document: &Document) -> Vec<(Look, String)> {
    let shown = |words: &str| words.replace('\t', " | ").replace('\u{2028}', " / ");
    document.lines.iter().map(|line| (line.look, shown(document.words(line)))).collect()
}

fn read_sample(bytes: &[u8]) -> Vec<(Look, String)> {
    lines(&read(bytes, Limits::default()).expect("readable").value)
}

/// The words of all lines of one look.
fn words_of(bytes: &[u8], wanted: impl Fn(Look) -> bool) -> Vec<String> {
    read_sample(bytes).into_iter().filter(|(look, _)| wanted(*look)).map(|(_, words)| words).collect()
}

fn rows(bytes: &[u8]) -> Vec<String> {
    words_of(bytes, |look| look == Look::Row)
}

fn headings(bytes: &[u8]) -> Vec<(u8, String)> {
    read_sample(bytes)
        .into_iter()
        .filter_map(|(look, words)| match look {
            Look::Heading(level) => Some((level, words)),
            _ => None,
        })
        .collect()
}

fn items(bytes: &[u8]) -> Vec<(u8, String)> {
    read_sample(bytes)
        .into_iter()
        .filter_map(|(look, words)| match look {
            Look::Item(depth) => Some((depth, words)),
            _ => None,
        })
        .collect()
}

fn own<const N: usize>(expected: [(u8, &str); N]) -> Vec<(u8, String)> {
    expected.into_iter().map(|(number, words)| (number, words.to_owned())).collect()
}

#[test]
fn headings_rank_by_size() {
    let expected = [
        (1, "Ledningens genomgång 2026"),
        (2, "Uppföljning av 2025"),
        (2, "Plan"),
        (3, "Åtgärder 2026"),
        (2, "Risker"),
    ];
    assert_eq!(headings(LIBREOFFICE), own(expected));
    // Larger type tells a heading though nothing is bold.
    assert_eq!(headings(CHROMIUM), own([(1, "Genomgång 2026"), (2, "Gjort under året"), (2, "Plan")]));
    assert_eq!(headings(REPORTLAB), own([(1, "1. Plan"), (2, "1.1 År 2026"), (1, "2. Risker"), (1, "3. Beslut")]));
}

#[test]
fn bullets_keep_their_levels_and_numbers_their_words() {
    let expected = [
        (0, "• Utbildning för samtliga chefer, inklusive de nya chefer som tillträdde"),
        (0, "• Kontinuitetsplaner för"),
        (1, "• hemtjänstens planering;"),
        (1, "• trygghetslarm;"),
        (0, "• Rutin för incidenter"),
        (0, "1. Inventera informationstillgångar."),
        (0, "2. Klassa de system som är viktigast för verksamheten och dokumentera"),
        (0, "3. Öva incidenthantering."),
    ];
    assert_eq!(items(LIBREOFFICE), own(expected));
}

#[test]
fn drawn_bullets_and_boxes_are_read() {
    let expected = [
        (0, "• Planer för värme har prövats"),
        (1, "◦ Larm vid avbrott"),
        (0, "• Övning med räddningstjänsten"),
        (0, "☐ Rutin beslutad"),
        (0, "– Klassa fastighetssystemen"),
        (0, "– Öva bortfall av nätet"),
    ];
    assert_eq!(items(CHROMIUM), own(expected));
}

#[test]
fn an_inner_list_on_the_line_of_an_outer_bullet_keeps_its_level() {
    let expected = [
        (0, "• Inventera informationstillgångar i samtliga system och dokumentera resultatet i stadens verktyg"),
        (0, "• Kontinuitet:"),
        (1, "• hemtjänst"),
        (1, "• larm"),
        (0, "• Öva"),
    ];
    assert_eq!(items(REPORTLAB), own(expected));
}

#[test]
fn a_table_goes_on_over_the_page_without_its_heading() {
    let rows = rows(LIBREOFFICE);
    assert_eq!(rows[0], "Oönskad händelse | Sannolikhet | Konsekvens | Riskvärde | Åtgärd");
    assert_eq!(rows.iter().filter(|row| row.starts_with("Oönskad")).count(), 1);
    assert_eq!(rows.len(), 1 + 12 + 4);
    // Words that the narrow columns broke without a hyphen are whole again, and others stay apart.
    assert_eq!(rows[7], "Angrepp med utpressningsprogram | 3 | 2 | 6 | Prova återläsning");
    assert_eq!(rows[10], "Nyckelperson slutar | 2 | 2 | 4 | Dokumentera rutiner");
    assert_eq!(rows[15], " | Revidera lokal anvisning | Samordnare");
}

#[test]
fn merged_cells_are_blank_and_lists_in_cells_keep_their_points() {
    let expected = [
        "År | Åtgärd | Ansvarig",
        " | Område: Informationsklassning | ",
        "2026 | Klassa vårdsystemet | Systemförvaltare",
        " | • Inventera lagringsytor / • Rensa mappar | Enhetschefer",
        "Risk | Bedömning |  | Värde",
        " | Sannolikhet | Konsekvens | ",
        "Felskickade handlingar | 4 | 2 | 8",
    ];
    let trimmed = |row: String| row.trim_end().to_owned();
    assert_eq!(
        rows(MERGED).into_iter().map(trimmed).collect::<Vec<_>>(),
        expected.map(|row| row.trim_end().to_owned())
    );
}

#[test]
fn tables_without_verticals_are_told_by_white_space() {
    let by_rules = [
        "Aktivitet | När | Vem",
        "Ta fram plan för signalsystem | kv 1 2026 | Driftchef",
        "Upphandla nytt larmstöd med krav som följer av cybersäkerhetslagen | 2027 | Inköp",
    ];
    assert_eq!(rows(CHROMIUM), by_rules);
    let without = [
        "Risk | S | K | RV | Åtgärd",
        "Informationsklassning saknas för flera verksamhetssystem | 2 | 4 | 8 | Klassa samtliga system och uppdatera registerförteckningen",
        "Leverantör drabbas av angrepp | 2 | 5 | 10 | Ställ krav i avtal",
        "Bristande loggning | 3 | 3 | 9 | Inför loggning",
    ];
    assert_eq!(rows(REPORTLAB), without);
    let grounds = [
        "Risk | S | K | Åtgärd",
        "Informationsklassning saknas för flera verksamhetssystem | 2 | 4 | Klassa samtliga system i stadens verktyg",
        "Leverantör drabbas av angrepp | 2 | 5 | Ställ krav i avtal",
        "Bristande loggning | 3 | 3 | Inför loggning",
    ];
    assert_eq!(rows(WEASYPRINT), grounds);
}

#[test]
fn accents_set_apart_and_ligatures_are_put_together() {
    let lines: Vec<String> = read_sample(LATEX).into_iter().map(|(_, words)| words).collect();
    let expected = [
        "1 Plan",
        "Offentlig flexibilitet krävs. Åtgärderna är många. Även Östra kontoret ingår",
        "i arbetet med att planera för avbrott och störningar i driften.",
        "• Utbildning för samtliga chefer",
        "• Öva",
        "År | Åtgärd | Ansvar",
        "2026 | Klassa | IT-chef",
        "2027 | Öva | Enhetschef",
    ];
    assert_eq!(lines, expected);
}

#[test]
fn columns_are_read_one_by_one() {
    let lines = read_sample(COLUMNS);
    assert!(lines.iter().all(|(look, _)| *look != Look::Row));
    let headings: Vec<String> = headings(COLUMNS).into_iter().map(|(_, words)| words).collect();
    assert_eq!(headings, ["Genomgång i två spalter", "Läget", "Planen", "Ansvar"]);
    let at = |start: &str| lines.iter().position(|(_, words)| words.starts_with(start)).expect("stands there");
    assert!(at("• Öva kontinuitet") < at("Planen"));
    assert!(at("Vidare gäller") < at("• Klassa information"));
}

#[test]
fn contents_notes_and_running_lines_are_asides() {
    let asides = words_of(WEASYPRINT, |look| look == Look::Aside);
    let begin = |start: &str| asides.iter().filter(|words| words.starts_with(start)).count();
    assert_eq!(begin("Ekbackens nämnd"), 2);
    assert_eq!(begin("Sida "), 2);
    assert_eq!(begin("Innehåll"), 1);
    assert_eq!(begin("1 Sammanfattning"), 1);
    assert_eq!(begin("2.1 Risker"), 1);
    assert_eq!(begin("1. Riktlinje"), 1);
    assert_eq!(asides.len(), 9);
    // The mark of the note is gone from the text.
    let text = words_of(WEASYPRINT, |look| matches!(look, Look::Paragraph { .. } | Look::Continued)).join(" ");
    assert!(!text.contains(|c: char| c.is_ascii_digit() && c != '2' && c != '0' && c != '6'));
}

#[test]
fn a_sentence_goes_on_over_wrapped_lines() {
    let looks: Vec<Look> = read_sample(REPORTLAB).into_iter().map(|(look, _)| look).collect();
    assert_eq!(looks[1..3], [Look::Paragraph { bold: false }, Look::Continued]);
    assert_eq!(looks[5], Look::Continued);
}

#[test]
fn scans_ask_for_recognition() {
    assert_eq!(read(SCAN, Limits::default()), Err(ReadError::NeedsOcr { pages: 1 }));
}

#[test]
fn broken_and_overlong_files_are_refused_by_name() {
    assert_eq!(read(b"%PDF-1.7 and nothing else", Limits::default()), Err(ReadError::Damaged { kind: KIND }));
    let limits = Limits { pages: 1, ..Limits::default() };
    assert_eq!(read(LIBREOFFICE, limits), Err(ReadError::TooManyPages { limit: 1 }));
    let limits = Limits { text_bytes: 100, ..Limits::default() };
    assert_eq!(read(LIBREOFFICE, limits), Err(ReadError::TooLong { limit: 100 }));
}

#[test]
fn damaged_bytes_never_bring_the_reader_down() {
    let mut seed = 0x2545_f491u32;
    let mut next = || {
        seed ^= seed << 13;
        seed ^= seed >> 17;
        seed ^= seed << 5;
        seed as usize
    };
    for sample in [CHROMIUM, WEASYPRINT, MERGED, REPORTLAB, SCAN] {
        for round in 0..44 {
            let mut bytes = sample.to_vec();
            if round % 4 == 0 {
                bytes.truncate(next() % bytes.len());
            }
            for _ in 0..=(round / 2) {
                let at = next() % bytes.len().max(1);
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << (next() % 8);
                }
            }
            let _ = read(&bytes, Limits::default());
        }
    }
}
