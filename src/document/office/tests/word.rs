//! What Word writes that other programs do not.

use super::{cell, document, docx_with, lines, p};

fn body(body: &str) -> Vec<String> {
    lines(&docx_with(body, &[]))
}

const STYLES: &str = r#"<w:styles xmlns:w="w">
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Rubrik1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Rubrik2"><w:name w:val="heading 2"/><w:basedOn w:val="Rubrik1"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Numrerad"><w:name w:val="Rubrik med nummer"/><w:basedOn w:val="Rubrik2"/></w:style>
<w:style w:type="paragraph" w:styleId="Ring"><w:name w:val="Ring"/><w:basedOn w:val="Ring2"/></w:style>
<w:style w:type="paragraph" w:styleId="Ring2"><w:name w:val="Ring 2"/><w:basedOn w:val="Ring"/></w:style>
<w:style w:type="paragraph" w:styleId="Rubrik"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Innehll1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Innehllsrubrik"><w:name w:val="TOC Heading"/><w:basedOn w:val="Rubrik1"/></w:style>
<w:style w:type="character" w:styleId="Stark"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
</w:styles>"#;

#[test]
fn headings_are_told_by_the_names_and_levels_of_their_styles() {
    let styled = |style: &str, words: &str| p(&format!(r#"<w:pStyle w:val="{style}"/>"#), words);
    let body = [
        styled("Rubrik", "Ledningens genomgång"),
        styled("Innehllsrubrik", "Innehåll"),
        styled("Innehll1", "Plan 3"),
        styled("Rubrik1", "Plan"),
        styled("Numrerad", "Åtgärder"),
        styled("Ring", "Text"),
        p(r#"<w:outlineLvl w:val="2"/>"#, "Egen nivå"),
    ];
    let expected = [
        "h1 Ledningens genomgång",
        "aside Innehåll",
        "aside Plan 3",
        "h1 Plan",
        "h2 Åtgärder",
        "p Text",
        "h3 Egen nivå",
    ];
    assert_eq!(lines(&docx_with(&body.concat(), &[("styles", STYLES)])), expected);
}

#[test]
fn a_paragraph_is_bold_where_all_of_its_words_are() {
    let text = r#"<w:p><w:r><w:rPr><w:rStyle w:val="Stark"/></w:rPr><w:t>Helt</w:t></w:r><w:r><w:t xml:space="preserve"> </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>fet</w:t></w:r></w:p>
        <w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Delvis</w:t></w:r><w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t> fet</w:t></w:r></w:p>
        <w:p><w:r><w:rPr><w:b/></w:rPr><w:t>År 2027</w:t><w:br/></w:r><w:r><w:t>Text under</w:t></w:r></w:p>"#;
    let expected = ["b Helt fet", "p Delvis fet", "b År 2027", "p Text under"];
    assert_eq!(lines(&docx_with(text, &[("styles", STYLES)])), expected);
}

#[test]
fn deletions_instructions_and_hidden_words_are_left_out() {
    let text = r#"<w:p><w:r><w:t>Vi ska </w:t></w:r><w:del><w:r><w:delText>inte </w:delText><w:t>x</w:t></w:r></w:del><w:ins><w:r><w:t>öva</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>x</w:t></w:r></w:moveFrom><w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r><w:r><w:t xml:space="preserve"> sida </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText><w:t>x</w:t><w:fldChar w:fldCharType="separate"/><w:t>4</w:t><w:fldChar w:fldCharType="end"/><w:t>.</w:t></w:r></w:p>
        <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t xml:space="preserve">Ett stycke </w:t></w:r></w:p><w:p><w:r><w:t>som blev ett</w:t></w:r></w:p>
        <w:p><w:hyperlink><w:r><w:t>länk</w:t></w:r></w:hyperlink><w:smartTag><w:r><w:t>märkt</w:t></w:r></w:smartTag><w:r><w:noBreakHyphen/><w:t>ord</w:t><w:softHyphen/><w:t>et</w:t></w:r></w:p>"#;
    assert_eq!(body(text), ["p Vi ska öva sida 4.", "p Ett stycke som blev ett", "p länkmärkt-ordet"]);
}

#[test]
fn boxes_symbols_and_controls_are_shown_as_they_look() {
    let text = r#"<w:p><w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="1"/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:t>X</w:t></w:r></w:sdtContent></w:sdt><w:r><w:t xml:space="preserve"> Klar</w:t></w:r></w:p>
        <w:p><w:r><w:sym w:font="Wingdings" w:char="F0A8"/><w:t xml:space="preserve"> Öppen</w:t></w:r></w:p>
        <w:p><w:r><w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr><w:t>&#xF0FE;</w:t></w:r><w:r><w:t xml:space="preserve"> Kryss</w:t></w:r></w:p>
        <w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t xml:space="preserve"> Formulär</w:t></w:r></w:p>
        <w:p><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>Klicka här</w:t></w:r></w:sdtContent></w:sdt></w:p>
        <w:sdt><w:sdtPr/><w:sdtContent><w:p><w:r><w:t>Styrd text</w:t></w:r></w:p></w:sdtContent></w:sdt>"#;
    assert_eq!(body(text), ["p ☒ Klar", "p ☐ Öppen", "p ☒ Kryss", "p ☒ Formulär", "p Styrd text"]);
}

#[test]
fn merged_cells_are_blank_in_their_place() {
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let table = [
        row(&[cell("", "År"), cell(r#"<w:gridSpan w:val="2"/>"#, "Åtgärd och ansvar"), cell("", "Status")]),
        row(&[cell(r#"<w:vMerge w:val="restart"/>"#, "2027"), cell("", "Öva"), cell("", "IT"), cell("", "Ny")]),
        row(&[cell("<w:vMerge/>", ""), cell("", "Mäta"), cell("", "HR"), cell("", "Ny")]),
        format!(r#"<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>{}</w:tr>"#, cell("", "Logga")),
        format!("<w:tr><w:trPr><w:del/></w:trPr>{}</w:tr>", cell("", "struken")),
        format!("<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>", row(&[cell("", "2028"), cell("", "Följa upp")])),
    ];
    let text = format!("<w:tbl>{}</w:tbl>", table.concat());
    let expected = [
        "row År|Åtgärd och ansvar||Status",
        "row 2027|Öva|IT|Ny",
        "row |Mäta|HR|Ny",
        "row |Logga",
        "row 2028|Följa upp",
    ];
    assert_eq!(body(&text), expected);
}

#[test]
fn tables_that_only_place_text_are_no_tables() {
    let one = format!("<w:tbl><w:tr><w:tc>{}{}</w:tc></w:tr></w:tbl>", p("", "Ruta med text"), p("", "Två stycken"));
    let long = "Ett långt stycke om arbetet. ".repeat(10);
    let row = format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", cell("", "Marginal"), cell("", &long));
    let nested = format!(
        "<w:tbl><w:tr>{}<w:tc>{}<w:tbl><w:tr>{}{}</w:tr></w:tbl></w:tc></w:tr><w:tr>{}{}</w:tr></w:tbl>",
        cell("", "Åtgärd"),
        p("", "Delar:"),
        cell("", "Öva"),
        cell("", "2027"),
        cell("", "Mäta"),
        cell("", "2028"),
    );
    let found = body(&[one, row, nested].concat());
    let expected = ["p Ruta med text", "p Två stycken", "p Marginal", &format!("p {}", long.trim())];
    assert_eq!(found[..4], expected);
    assert_eq!(found[4..], ["row Åtgärd|Delar:/Öva – 2027", "row Mäta|2028"]);
}

#[test]
fn a_text_box_is_read_once_and_after_its_paragraph() {
    let inside = p("", "I rutan");
    let text = format!(
        "<w:p><w:r><w:t>Före </w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>{inside}</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>{inside}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>efter</w:t></w:r></w:p>"
    );
    assert_eq!(body(&text), ["p Före efter", "p I rutan"]);
}

#[test]
fn margins_and_notes_are_asides_around_the_text() {
    let text = format!(
        r#"<w:p><w:r><w:t>Text</w:t><w:footnoteReference w:id="2"/></w:r></w:p><w:p/><w:sectPr><w:headerReference r:id="header1"/><w:headerReference r:id="header2"/><w:footerReference r:id="footer1"/></w:sectPr>{}"#,
        ""
    );
    let header = |words: &str| {
        format!(
            r#"<w:hdr xmlns:w="w"><w:p><w:r><w:t>{words}</w:t><w:tab/><w:t>Dnr:</w:t><w:tab/><w:t>KN 2025/12</w:t></w:r></w:p></w:hdr>"#
        )
    };
    let footer = r#"<w:ftr xmlns:w="w"><w:tbl><w:tr><w:tc><w:p><w:r><w:t>Box 1</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>stad.example</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:ftr>"#;
    let notes = r#"<w:footnotes xmlns:w="w"><w:footnote w:id="0"><w:p><w:r><w:t>streck</w:t></w:r></w:p></w:footnote><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/><w:t>En not</w:t></w:r></w:p></w:footnote></w:footnotes>"#;
    let (first, second) = (header("Kulturnämnden"), header("Kulturnämnden"));
    let parts = [("header1", first.as_str()), ("header2", second.as_str()), ("footer1", footer), ("footnotes", notes)];
    let expected = [
        "aside Kulturnämnden",
        "aside Dnr: KN 2025/12",
        "p Text",
        "aside Box 1",
        "aside stad.example",
        "aside 1 En not",
    ];
    assert_eq!(lines(&docx_with(&text, &parts)), expected);
}

#[test]
fn a_field_of_contents_is_an_aside_to_its_end() {
    let entry = |before: &str, after: &str| {
        format!("<w:p><w:r>{before}</w:r><w:r><w:t>Plan</w:t><w:tab/><w:t>3</w:t></w:r><w:r>{after}</w:r></w:p>")
    };
    let text = [
        entry(
            r#"<w:fldChar w:fldCharType="begin"/><w:instrText> TOC \o </w:instrText><w:fldChar w:fldCharType="separate"/>"#,
            "",
        ),
        entry("", r#"<w:fldChar w:fldCharType="end"/>"#),
        p("", "Text efter"),
    ];
    assert_eq!(body(&text.concat()), ["aside Plan 3", "aside Plan 3", "p Text efter"]);
}

#[test]
fn columns_set_by_tabs_are_rows_and_a_break_parts_paragraphs() {
    let text = r#"<w:p><w:r><w:t>Risk</w:t><w:tab/><w:t>S</w:t><w:tab/><w:t>K</w:t></w:r></w:p><w:p><w:r><w:t>Intrång</w:t><w:tab/><w:t>3</w:t><w:tab/><w:t>4</w:t></w:r></w:p>
        <w:p><w:r><w:t>Ansvarig:</w:t><w:tab/><w:t>IT-chef</w:t><w:br/><w:t>- Öva</w:t><w:br/><w:t>och mäta</w:t></w:r></w:p>"#;
    assert_eq!(body(text), ["row Risk|S|K", "row Intrång|3|4", "p Ansvarig: IT-chef", "p - Öva", "+ och mäta"]);
}

#[test]
fn pages_are_told_where_word_counted_as_many() {
    let text = r#"<w:p><w:r><w:t>Ett</w:t></w:r></w:p><w:p><w:r><w:lastRenderedPageBreak/><w:t>Två</w:t></w:r></w:p><w:p><w:r><w:t>går </w:t><w:lastRenderedPageBreak/><w:t>vidare</w:t></w:r></w:p><w:p><w:r><w:t>Tre</w:t></w:r></w:p>"#;
    let pages = |pages: &str| {
        let app = format!("<Properties><Pages>{pages}</Pages></Properties>");
        let mut bytes = docx_with(text, &[]);
        let mut writer = zip::ZipWriter::new_append(std::io::Cursor::new(&mut bytes)).unwrap();
        writer.start_file("docProps/app.xml", zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut writer, app.as_bytes()).unwrap();
        writer.finish().unwrap();
        document(&bytes).lines.iter().map(|line| line.page).collect::<Vec<_>>()
    };
    assert_eq!(pages("3"), [Some(1), Some(2), Some(2), Some(3)]);
    assert_eq!(pages("7"), [None; 4]);
}
