//! Where the fuzzers begin: for each target some sound inputs, and words that its reader knows.

use std::io::{Cursor, Write};

use zip::{ZipWriter, write::SimpleFileOptions};

use super::bend::Input;

macro_rules! kept {
    ($path:literal) => {
        include_bytes!(concat!("../fuzz-corpus/", $path)).as_slice()
    };
}

macro_rules! sample {
    ($path:literal) => {
        include_bytes!(concat!("../../../src/document/", $path)).as_slice()
    };
}

fn text_input(bytes: &[u8]) -> Input {
    Input::Bytes(bytes.to_vec())
}

pub(super) fn text() -> Vec<Input> {
    let utf16: Vec<u8> =
        String::from_utf8_lossy(kept!("text/plan.txt")).encode_utf16().flat_map(u16::to_le_bytes).collect();
    [kept!("text/plan.txt"), kept!("text/plan.md"), kept!("text/review.json"), &utf16, b"- a\n"]
        .map(text_input)
        .to_vec()
}

pub(super) fn html() -> Vec<Input> {
    let page = "<!DOCTYPE html><html lang=sv><head><meta charset=utf-8><title>LG</title><style>.x{display:none} b{font-weight:400}</style>\
        </head><body><header>Stadens nät</header><nav><ul><li><a href=/>Hem</a></ul></nav><main><h1>Ledningens genomgång 2026</h1>\
        <p class=x>dolt<p>Kulturnämnden<br>Dnr KUN 2025/7<h2>Åtgärder</h2><ol start=3><li>Öva<ol type=a><li>lås<li value=9>larm</ol>\
        <li><input type=checkbox checked> Klassa</ol><table><tr><th rowspan=2>År<th colspan=2>Åtgärd<tr><td>2026<td>Mäta\
        <tr><td>2027<td colspan=2><ul><li>ett<li>två</ul></table><dl><dt>Ansvarig<dd>IT-chef</dl><pre>a\n  b</pre>\
        <select><option>nej<option selected>ja</select><script>if(a<b)x='<p>'</script></main><footer>Sida 1</footer></body></html>";
    [page.as_bytes(), sample!("office/samples/word.htm"), sample!("office/samples/writer.html"), b"<p>a"]
        .map(text_input)
        .to_vec()
}

pub(crate) fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn small_docx() -> Vec<u8> {
    let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let related: String = ["styles", "numbering", "footnotes", "header"]
        .map(|kind| format!("<Relationship Id=\"{kind}\" Type=\"{relation}/{kind}\" Target=\"{kind}.xml\"/>"))
        .concat();
    let related = format!("<Relationships>{related}</Relationships>");
    let root = format!(
        "<Relationships><Relationship Id=\"a\" Type=\"{relation}/officeDocument\" Target=\"word/document.xml\"/></Relationships>"
    );
    let document = "<w:document xmlns:w=\"w\" xmlns:r=\"r\" xmlns:mc=\"m\"><w:body>\
        <w:p><w:pPr><w:pStyle w:val=\"R\"/></w:pPr><w:r><w:t>Åtgärder 2026</w:t></w:r></w:p>\
        <w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>Öva &amp; mäta</w:t></w:r>\
        <w:r><w:footnoteReference w:id=\"2\"/></w:r><w:del><w:r><w:delText>bort</w:delText></w:r></w:del></w:p>\
        <w:p><w:pPr><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>larm</w:t></w:r></w:p>\
        <w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr><w:p><w:r><w:t>2027</w:t></w:r></w:p></w:tc>\
        <w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr><w:p><w:r><w:t>Klassa</w:t></w:r></w:p></w:tc></w:tr>\
        <w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>\
        <w:p><w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText>TOC</w:instrText><w:fldChar w:fldCharType=\"separate\"/><w:t>1</w:t>\
        <w:fldChar w:fldCharType=\"end\"/></w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>ruta</w:t></w:r></w:p>\
        </w:txbxContent></mc:Choice></mc:AlternateContent></w:p><w:sectPr><w:headerReference r:id=\"header\"/></w:sectPr></w:body></w:document>";
    let styles = "<w:styles><w:style w:type=\"paragraph\" w:styleId=\"R\"><w:name w:val=\"heading 1\"/><w:basedOn w:val=\"N\"/>\
        <w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr></w:style><w:style w:styleId=\"N\"><w:name w:val=\"Normal\"/></w:style></w:styles>";
    let numbering = "<w:numbering><w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/>\
        <w:lvlText w:val=\"%1.\"/></w:lvl><w:lvl w:ilvl=\"1\"><w:numFmt w:val=\"upperRoman\"/><w:lvlText w:val=\"%1.%2\"/></w:lvl></w:abstractNum>\
        <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>";
    let notes = "<w:footnotes><w:footnote w:id=\"2\"><w:p><w:r><w:t>not</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let header = "<w:hdr><w:p><w:r><w:t>Kulturnämnden</w:t></w:r></w:p></w:hdr>";
    let types = "<Types><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
    let parts = [
        ("[Content_Types].xml", types),
        ("_rels/.rels", &root),
        ("word/document.xml", document),
        ("word/_rels/document.xml.rels", &related),
        ("word/styles.xml", styles),
        ("word/numbering.xml", numbering),
        ("word/footnotes.xml", notes),
        ("word/header.xml", header),
    ];
    zip(&parts.map(|(name, text)| (name, text.as_bytes())))
}

pub(super) fn docx() -> Vec<Input> {
    [Input::of_zip(&small_docx()), Input::of_zip(sample!("office/samples/writer.docx"))].to_vec()
}

pub(super) fn odt() -> Vec<Input> {
    let content = "<office:document-content><office:automatic-styles><text:list-style style:name=\"L\">\
        <text:list-level-style-number text:level=\"1\" style:num-format=\"a\" style:num-suffix=\")\"/></text:list-style></office:automatic-styles>\
        <office:body><office:text><text:h text:outline-level=\"2\">Åtgärder 2026</text:h><text:list text:style-name=\"L\"><text:list-item>\
        <text:p>Öva<text:s text:c=\"2\"/>nu<text:note text:note-class=\"footnote\"><text:note-citation>1</text:note-citation><text:note-body>\
        <text:p>not</text:p></text:note-body></text:note></text:p><text:list><text:list-item><text:p>larm</text:p></text:list-item></text:list>\
        </text:list-item></text:list><table:table><table:table-column table:number-columns-repeated=\"3\"/><table:table-row>\
        <table:table-cell table:number-rows-spanned=\"2\"><text:p>2027</text:p></table:table-cell><table:table-cell table:number-columns-spanned=\"2\">\
        <text:p>Klassa</text:p></table:table-cell><table:covered-table-cell/></table:table-row><table:table-row><table:covered-table-cell/>\
        <table:table-cell table:number-columns-repeated=\"2\"><text:p>a</text:p></table:table-cell></table:table-row></table:table>\
        <text:p><draw:frame><draw:text-box><text:p>ruta</text:p></draw:text-box></draw:frame></text:p></office:text></office:body></office:document-content>";
    let small = zip(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", content.as_bytes())]);
    [&small, sample!("office/samples/odfpy.odt"), sample!("office/samples/writer.odt")].map(Input::of_zip).to_vec()
}

/// A PDF by hand: a form, a font drawn by procedures, one with a table of letters, a picture, marked content.
fn handmade() -> Vec<u8> {
    let stream = |dict: &str, data: &str| format!("\n<<{dict} /Length {}>>\nstream\n{data}\nendstream\n", data.len());
    let objects = [
        "\n<</Type /Catalog /Pages 2 0 R>>\n".to_owned(),
        "\n<</Type /Pages /Kids [3 0 R 10 0 R] /Count 2>>\n".to_owned(),
        "\n<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources <</Font <</F1 5 0 R /F2 6 0 R /F3 9 0 R>>\
         /XObject <</X 7 0 R /I 8 0 R>> /ExtGState <</G <</ca 0.5>>>>>>>>\n"
            .to_owned(),
        stream(
            "",
            "/Artifact <</Type /Pagination>> BDC BT /F1 9 Tf 50 800 Td (Sida 1) Tj ET EMC\n\
             BT /F1 18 Tf 50 740 Td (\\305tg\\344rder 2026) Tj /F1 11 Tf 0 -30 Td 14 TL (- \\326va) Tj T* [(\\267 Klas) -20 (sa)] TJ ET\n\
             0.5 w 50 600 m 500 600 l S 50 560 m 500 560 l S 50 600 m 50 560 l S 250 600 m 250 560 l S 500 600 m 500 560 l S\n\
             BT /F1 11 Tf 55 575 Td (2027) Tj 200 0 Td (M\\344ta) Tj ET q 1 0 0 1 50 300 cm /X Do Q q 40 0 0 40 50 100 cm /I Do Q\n\
             BT /F2 12 Tf 50 500 Td <0102> Tj /F3 12 Tf 0 -20 Td (ab) Tj 3 Tr (dold) Tj ET /G gs 50 50 100 1 re f",
        ),
        "\n<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding>>\n".to_owned(),
        "\n<</Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [0.001 0 0 0.001 0 0] /CharProcs <</a 11 0 R>>\
         /Encoding <</Differences [1 /a /a]>> /FirstChar 1 /LastChar 2 /Widths [500 500] /ToUnicode 12 0 R /Resources <<>>>>\n"
            .to_owned(),
        stream(
            " /Type /XObject /Subtype /Form /BBox [0 0 400 200] /Resources <</Font <</F1 5 0 R>>>>",
            "BT /F1 11 Tf 0 150 Td (I en form) Tj ET 0 0 m 100 0 l S",
        ),
        stream(" /Type /XObject /Subtype /Image /Width 2 /Height 2 /BitsPerComponent 8 /ColorSpace /DeviceGray", "abcd"),
        "\n<</Type /Font /Subtype /TrueType /BaseFont /Arial-BoldMT /FirstChar 97 /LastChar 98 /Widths [500 600] /ToUnicode 12 0 R>>\n"
            .to_owned(),
        "\n<</Type /Page /Parent 2 0 R /Rotate 90 /MediaBox [0 0 842 595] /Contents [4 0 R] /Resources <</Font <</F1 5 0 R>>>>>>\n"
            .to_owned(),
        stream("", "500 0 0 0 500 500 d1 0 0 500 500 re f"),
        stream(
            "",
            "begincmap 1 begincodespacerange <00> <ff> endcodespacerange 2 beginbfchar <01> <00C5> <02> <0066006A> endbfchar\n\
             1 beginbfrange <61> <62> <00E4> endbfrange endcmap",
        ),
    ];
    let mut out = String::from("%PDF-1.7\n");
    for (number, body) in (1..).zip(objects) {
        out.push_str(&format!("{number} 0 obj{body}endobj\n"));
    }
    out.push_str("trailer<</Root 1 0 R /Size 13>>\nstartxref\n0\n%%EOF");
    out.into_bytes()
}

pub(super) fn pdf() -> Vec<Input> {
    let plain = [&handmade(), kept!("pdf/reportlab.pdf"), kept!("pdf/scan.pdf"), kept!("pdf/merged.pdf")];
    let mut inputs = plain.map(Input::of_pdf).to_vec();
    inputs.extend([sample!("pdf/samples/columns.pdf"), sample!("pdf/samples/reportlab.pdf")].map(text_input));
    inputs
}

pub(super) fn archives() -> Vec<Input> {
    let inner = zip(&[("b.md", b"# b"), ("a.txt", b"a")]);
    let outer = zip(&[
        ("2026/Kultur.txt", b"text".as_slice()),
        ("inre.zip", &inner),
        ("../ut.txt", b"ut"),
        ("nät\\c.txt", b"c"),
        ("a.docx", &small_docx()),
    ]);
    vec![Input::of_zip(&outer), Input::of_zip(&inner), Input::Bytes(outer)]
}

pub(super) fn recognised() -> Vec<Input> {
    let mut page = String::from("1\t1\t0\t0\t0\t0\t0\t0\t2480\t3508\t-1\t\n");
    let lines = [
        "Kulturnämnden",
        "Ledningens genomgång 2026",
        "Åtgärder 2026",
        "e Öva reservrutiner",
        "e Klassa alla system",
        "År Åtgärd",
        "2027 Mäta",
    ];
    for (line, words) in (1..).zip(lines) {
        for (word, text) in (1..).zip(words.split(' ')) {
            let (left, top) = (200 + word * 250, 200 + line * 70);
            page.push_str(&format!("5\t1\t1\t1\t{line}\t{word}\t{left}\t{top}\t{}\t34\t95\t{text}\n", text.len() * 20));
        }
    }
    vec![text_input(page.as_bytes()), text_input(format!("{page}\u{c}{page}").as_bytes())]
}
