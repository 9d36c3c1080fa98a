//! Documents as programs write them: one review of our own, written by python-docx and then saved by LibreOffice Writer as
//! DOCX, ODT and HTML, and another written by odfpy.

use super::{document, lines};

pub(super) const PYTHON_DOCX: &[u8] = include_bytes!("../samples/python.docx");
pub(super) const WRITER_DOCX: &[u8] = include_bytes!("../samples/writer.docx");
pub(super) const WRITER_ODT: &[u8] = include_bytes!("../samples/writer.odt");
pub(super) const WRITER_HTML: &[u8] = include_bytes!("../samples/writer.html");
pub(super) const ODFPY: &[u8] = include_bytes!("../samples/odfpy.odt");
pub(super) const WORD_HTML: &[u8] = include_bytes!("../samples/word.htm");

const REVIEW: [&str; 33] = [
    "aside Farsta stadsdelsförvaltning",
    "aside Dnr FAR 2025/77",
    "aside Sida 1 (6)",
    "b Ledningens genomgång för informationssäkerhet",
    "p Farsta stadsdelsnämnd, verksamhetsår 2026",
    "p Beslutad av stadsdelsdirektören 2025-11-12",
    "h1 1 Inledning",
    "p Genomgången visar hur nämnden styr sitt arbete med informationssäkerhet.",
    "h1 2 Läget",
    "h2 2.1 Genomfört under 2025",
    "i0 • Rutinen för behörigheter är införd i alla enheter.",
    "i0 • Kontinuitetsplanen för hemtjänsten har övats.",
    "h2 2.2 Risker",
    "row Risk|Bedömning|||Åtgärd",
    "row |S|K|Värde|",
    "row Driftstopp i omsorgssystemet|3|5|15|Reservrutin på papper",
    "row Obehörig läsning av journaler|2|4|8|Loggkontroll",
    "h1 3 Plan",
    "h2 3.1 2026",
    "i0 1. Klassa informationen i omsorgssystemet",
    "i1 a) Inventera informationstillgångar",
    "i1 b) Utse informationsägare",
    "i0 2. Införa tvåfaktorsinloggning för alla chefer",
    "+ Ansvarig: IT-samordnare. Klart: kv 2.",
    "h2 3.2 2027–2028",
    "i0 3. Genomföra revision av leverantörer",
    "i0 4. Öva avbrott i telefoni",
    "b Checklista",
    "p ☒ Lokal anvisning beslutad",
    "p ☐ Utbildning för nyanställda införd",
    "h1 4 Beslut",
    "p Stadsdelsdirektören godkänner genomgången.",
    "aside Farsta stadsdelsförvaltning, Storforsplan 36",
];

#[test]
fn a_review_reads_the_same_whoever_saved_it() {
    for sample in [PYTHON_DOCX, WRITER_DOCX, WRITER_ODT] {
        assert_eq!(lines(sample), REVIEW);
    }
}

#[test]
fn a_review_saved_as_a_page_loses_only_the_numbers_of_its_headings() {
    let without = |line: &str| match line.split_once(' ') {
        Some((look, words)) if look.starts_with('h') => {
            format!("{look} {}", words.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ' ')))
        }
        _ => line.replace("i1 a)", "i1 a.").replace("i1 b)", "i1 b.").replace("+ Ansvarig", "p Ansvarig"),
    };
    let mut expected: Vec<String> = REVIEW.iter().map(|line| without(line)).collect();
    // Years are no numbers of headings.
    expected[18] = "h2 2026".to_owned();
    expected[24] = "h2 2027–2028".to_owned();
    assert_eq!(lines(WRITER_HTML), expected);
}

#[test]
fn writer_marks_where_pages_begin() {
    let pages: Vec<_> = document(WRITER_ODT).lines.iter().map(|line| line.page).collect();
    assert_eq!((pages[0], pages[3], pages[32]), (None, Some(1), Some(2)));
}

#[test]
fn a_text_of_odfpy_is_read_without_common_styles() {
    let expected = [
        "h1 Ledningens genomgång 2026",
        "p Idrottsnämnden. Diarienummer: IDN 2025/410",
        "h2 Uppföljning",
        "i0 • Besökssystemet är klassat.",
        "i0 • Rutin för larm:",
        "i1 – är beslutad",
        "i1 – är övad",
        "h2 Handlingsplan",
        "b År 2026",
        "i0 1. Införa larm i simhallarnas driftnät",
        "i0 2. Utbilda bokningspersonalen i nätfiske",
        "b År 2027",
        "row År|Åtgärd|Ansvarig",
        "row 2027|Öva avbrott i bokningen|Driftchef",
        "row |Mäta följsamhet|ISAM",
        "row 2028|Upphandla nytt passersystem|",
        "p Nämnden godkände genomgången.",
        "aside 1 Se protokoll 9.",
    ];
    assert_eq!(lines(ODFPY), expected);
}

#[test]
fn a_page_of_word_keeps_its_lists() {
    let expected = [
        "aside LG",
        "h1 Ledningens genomgång 2026",
        "aside Plan....3",
        "h1 Plan",
        "i0 • Klassa alla system",
        "i1 • Ta fram mall",
        "i0 1. Öva",
        "b Fet rad",
    ];
    assert_eq!(lines(WORD_HTML), expected);
}
