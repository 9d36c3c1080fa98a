//! Pages as people and programs write them.

use crate::{
    diagnostics::Warned,
    document::{Limits, Look, read},
};

fn lines(page: &str) -> Vec<String> {
    let Warned { value: document, .. } = read(page.as_bytes(), Limits::default()).expect("readable");
    assert_eq!(document.media_type, "text/html");
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

fn body(inner: &str) -> Vec<String> {
    lines(&format!("<!DOCTYPE html><html><body>{inner}</body></html>"))
}

#[test]
fn headings_and_paragraphs_need_no_ends() {
    let page = "<h1>Plan <small>2027</small></h1><p>Ett &amp; tv&aring;\n  rader<p><strong>Fet</strong> <b>rad</b><p><b>Delvis</b> fet<div>I en ruta<p>Inre</div>Löst<br>ny rad<h3>Sist";
    let expected = [
        "h1 Plan 2027",
        "p Ett & två rader",
        "b Fet rad",
        "p Delvis fet",
        "p I en ruta",
        "p Inre",
        "p Löst",
        "+ ny rad",
        "h3 Sist",
    ];
    assert_eq!(body(page), expected);
}

#[test]
fn items_carry_the_markers_that_a_browser_shows() {
    let page = "<ul><li>Yttre<ul><li>Inre<ol type=a start=3><li>tre<li>fyra</ol></ul><li><p>Ett</p><p>Mer</p></ul><ol><li>Först<li value=9>Nio<li>Tio</ol><ul><li><input type=checkbox checked> Klar<li><input type=checkbox>Ej klar</ul>";
    let expected = [
        "i0 • Yttre",
        "i1 • Inre",
        "i2 c. tre",
        "i2 d. fyra",
        "i0 • Ett",
        "+ Mer",
        "i0 1. Först",
        "i0 9. Nio",
        "i0 10. Tio",
        "i0 ☒ Klar",
        "i0 ☐ Ej klar",
    ];
    assert_eq!(body(page), expected);
}

#[test]
fn spans_of_cells_leave_blanks_in_their_place() {
    let page = "<table><caption>Plan</caption><thead><tr><th>År<th colspan=2>Åtgärd<tbody><tr><td rowspan=0>2027<td>Öva<td>IT<tr><td><ul><li>Ett<li>Två</ul><td>HR<tr hidden><td>x<tr><td>Mäta<td><table><tr><td>a<td>b</table></table>";
    let expected = ["p Plan", "row År|Åtgärd|", "row 2027|Öva|IT", "row |• Ett/• Två|HR", "row |Mäta|a – b"];
    assert_eq!(body(page), expected);
}

#[test]
fn what_is_hidden_or_no_text_is_left_out() {
    let page = "<nav>Meny</nav><script>var a = '<p>nej</p>';</script><style>p {}</style><template><p>mall</p></template><p hidden>x</p><p style='color: red; display : none'>x</p><div aria-hidden=true>x</div><div class='cookie-bar'>Kakor</div><p>Syns<del>inte</del><svg><text>x</text></svg></p><dialog>x</dialog><!-- <p>x</p> -->";
    assert_eq!(body(page), ["p Syns"]);
}

#[test]
fn what_stands_around_the_text_is_aside() {
    let page = "<html><head><title>Ledningens genomgång – Nämnden</title></head><body><header><a>Intranätet</a></header><div>Sidmeny</div><main><header><h1>Ledningens genomgång</h1></header><p>Text<sup><a href='#fn1'>1</a></sup>.</p><section class=footnotes><p id=fn1>1 Not</p></section></main><footer>Box 1</footer></body></html>";
    let expected = [
        "aside Ledningens genomgång – Nämnden",
        "aside Intranätet",
        "aside Sidmeny",
        "h1 Ledningens genomgång",
        "p Text.",
        "aside 1 Not",
        "aside Box 1",
    ];
    assert_eq!(lines(page), expected);
}

#[test]
fn terms_with_short_meanings_are_rows_and_with_long_ones_text() {
    let long = "En lång förklaring. ".repeat(10);
    let page = format!("<dl><dt>Diarienummer<dd>KN 1<dt>Beslutad<dd>2025-11-04</dl><dl><dt>Mål<dd>{long}</dl>");
    let expected = ["row Diarienummer|KN 1", "row Beslutad|2025-11-04", "b Mål", &format!("p {}", long.trim())];
    assert_eq!(body(&page), expected);
}

#[test]
fn a_page_says_how_it_is_encoded() {
    let page = |charset: &str| {
        let head = format!(
            "<html><head><meta http-equiv='Content-Type' content='text/html; charset={charset}'></head><body><p>"
        );
        [head.as_bytes(), b"\xe5tg\xe4rd"].concat()
    };
    let stated = read(&page("iso-8859-1"), Limits::default()).expect("readable");
    assert!(stated.value.text.contains("åtgärd") && stated.diagnostics.is_empty());
    let wrong = read(&page("utf-8"), Limits::default()).expect("readable");
    assert!(wrong.value.text.contains("åtgärd") && !wrong.diagnostics.is_empty());
}

#[test]
fn markdown_that_begins_with_an_element_is_no_page() {
    let text = "<div align=center>Logotyp</div>\n\n# Plan\n\n- Öva\n";
    assert_eq!(read(text.as_bytes(), Limits::default()).expect("readable").value.media_type, "text/markdown");
}

#[test]
fn classes_set_bold_and_levels_where_google_docs_wrote_the_page() {
    let page = "<html><head><style>@import url(x);.c1{font-weight:700}ol.lst-kix_a-0{x:1}.c2,p.c3{font-weight:400}@media print{.c2{display:none}}.c4{display:none}</style></head><body><p class=c3><span class=c1>2027</span></p><ul class='c5 lst-kix_a-0 start'><li class=c2><span>Yttre</span></li></ul><ul class='lst-kix_a-1 start'><li>Inre</li></ul><p class=c4>dold</p></body></html>";
    assert_eq!(lines(page), ["b 2027", "i0 • Yttre", "i1 • Inre"]);
}

#[test]
fn an_article_that_is_only_a_notice_is_not_the_text() {
    let page = format!("<h1>Plan</h1><p>{}</p><article>Notis</article>", "Text om arbetet. ".repeat(9));
    assert_eq!(body(&page)[0], "h1 Plan");
}
