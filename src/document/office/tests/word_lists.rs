//! The lists of Word: labels that stand nowhere in the file.

use super::{docx_with, lines, p};

const NUMBERING: &str = r#"<w:numbering xmlns:w="w">
<w:abstractNum w:abstractNumId="0">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Rubrik1"/><w:lvlText w:val="%1"/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Rubrik2"/><w:lvlText w:val="%1.%2"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1">
  <w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/><w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr></w:lvl>
  <w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/><w:pPr><w:ind w:left="1440"/></w:pPr></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="2">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/><w:pPr><w:ind w:left="720"/></w:pPr></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/><w:pPr><w:ind w:left="1440"/></w:pPr></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="3">
  <w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF071;"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="4"><w:numStyleLink w:val="Punkter"/></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="2"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
<w:num w:numId="5"><w:abstractNumId w:val="3"/></w:num>
<w:num w:numId="6"><w:abstractNumId w:val="4"/></w:num>
</w:numbering>"#;

const STYLES: &str = r#"<w:styles xmlns:w="w">
<w:style w:type="paragraph" w:styleId="Rubrik1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Rubrik2"><w:name w:val="heading 2"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Punktlista"><w:name w:val="List Bullet"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Punktlista2"><w:name w:val="List Bullet 2"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Listafortstt"><w:name w:val="List Continue"/></w:style>
<w:style w:type="numbering" w:styleId="Punkter"><w:name w:val="Punkter"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>
</w:styles>"#;

fn body(paragraphs: &[String]) -> Vec<String> {
    lines(&docx_with(&paragraphs.concat(), &[("styles", STYLES), ("numbering", NUMBERING)]))
}

fn styled(style: &str, words: &str) -> String {
    p(&format!(r#"<w:pStyle w:val="{style}"/>"#), words)
}

fn item(list: u8, level: u8, words: &str) -> String {
    p(&format!(r#"<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr>"#), words)
}

#[test]
fn headings_carry_the_numbers_that_word_computes() {
    let found = body(&[
        styled("Rubrik1", "Inledning"),
        styled("Rubrik1", "Plan"),
        styled("Rubrik2", "2026"),
        styled("Rubrik2", "2027"),
        styled("Rubrik1", "Beslut"),
        styled("Rubrik2", "Datum"),
        p(r#"<w:pStyle w:val="Rubrik1"/><w:numPr><w:numId w:val="0"/></w:numPr>"#, "Bilaga"),
    ]);
    let expected =
        ["h1 1 Inledning", "h1 2 Plan", "h2 2.1 2026", "h2 2.2 2027", "h1 3 Beslut", "h2 3.1 Datum", "h1 Bilaga"];
    assert_eq!(found, expected);
}

#[test]
fn bullets_come_from_paragraphs_and_from_styles() {
    let found = body(&[
        styled("Rubrik1", "Plan"),
        styled("Punktlista", "Yttre"),
        styled("Punktlista2", "Inre"),
        item(2, 1, "Nivå två"),
        item(6, 0, "Genom en stil"),
        styled("Listafortstt", "Fortsättning"),
        item(5, 0, "Ruta"),
        p("", "Text"),
    ]);
    let expected = [
        "h1 1 Plan",
        "i0 • Yttre",
        "i1 • Inre",
        "i1 • Nivå två",
        "i0 • Genom en stil",
        "+ Fortsättning",
        "i0 ☐ Ruta",
        "p Text",
    ];
    assert_eq!(found, expected);
}

#[test]
fn numbers_go_on_and_begin_anew_as_in_word() {
    let found = body(&[
        styled("Rubrik1", "Plan"),
        item(3, 0, "Öva"),
        item(3, 1, "larm"),
        item(3, 1, "kris"),
        p("", "Mellan"),
        item(3, 0, "Mäta"),
        item(3, 1, "igen"),
        item(4, 0, "Börjar om"),
        item(4, 0, "Går vidare"),
    ]);
    let expected = [
        "h1 1 Plan",
        "i0 1. Öva",
        "i1 a) larm",
        "i1 b) kris",
        "p Mellan",
        "i0 2. Mäta",
        "i1 a) igen",
        "i0 1. Börjar om",
        "i0 2. Går vidare",
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_list_further_in_stands_below_the_one_before() {
    let further = r#"<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr><w:ind w:left="1440"/>"#;
    let found = body(&[
        item(2, 0, "Yttre"),
        p(further, "Inre"),
        p(r#"<w:ind w:left="1440"/>"#, "Mer om inre"),
        item(2, 0, "Åter"),
    ]);
    assert_eq!(found, ["i0 • Yttre", "i1 • Inre", "+ Mer om inre", "i0 • Åter"]);
}

#[test]
fn numbers_without_headings_may_be_chapters() {
    let found = body(&[item(3, 0, "Inledning"), p("", "Text."), item(3, 0, "Plan"), item(3, 1, "Öva")]);
    assert_eq!(found, ["p 1. Inledning", "p Text.", "p 2. Plan", "i1 a) Öva"]);
}

#[test]
fn a_lost_list_is_still_told_by_its_style() {
    let styles = STYLES.replace(r#"<w:numPr><w:numId w:val="2"/></w:numPr>"#, "");
    let text = [styled("Punktlista", "Yttre"), styled("Punktlista2", "Inre")].concat();
    assert_eq!(lines(&docx_with(&text, &[("styles", &styles)])), ["i0 • Yttre", "i1 • Inre"]);
}

#[test]
fn rows_may_be_numbered_by_a_list_without_words() {
    let row = |words: &str| {
        let number = item(3, 0, "");
        format!("<w:tr><w:tc>{number}</w:tc>{}</w:tr>", super::cell("", words))
    };
    let found = body(&[format!("<w:tbl>{}{}</w:tbl>", row("Öva"), row("Mäta")), item(3, 0, ""), item(3, 0, "Fyra")]);
    assert_eq!(found, ["row 1.|Öva", "row 2.|Mäta", "p 4. Fyra"]);
}
