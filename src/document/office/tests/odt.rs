//! What OpenDocument texts say in their own way.

use super::{lines, refusal, zip};
use crate::document::ReadError;

const TYPE: (&str, &str) = ("mimetype", "application/vnd.oasis.opendocument.text");

fn odt(styles: &str, automatic: &str, body: &str) -> Vec<u8> {
    let styles = format!(
        "<office:document-styles xmlns:office='o' xmlns:style='s' xmlns:text='t' xmlns:fo='f'>{styles}</office:document-styles>"
    );
    let content = format!(
        "<office:document-content xmlns:office='o' xmlns:style='s' xmlns:text='t' xmlns:table='b' xmlns:draw='d' xmlns:fo='f' xmlns:xlink='x'><office:automatic-styles>{automatic}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    zip(&[TYPE, ("content.xml", &content), ("styles.xml", &styles)])
}

const STYLES: &str = r#"<office:styles>
<style:style style:name="Title" style:family="paragraph"/>
<style:style style:name="Contents_20_1" style:display-name="Contents 1" style:family="paragraph"/>
<text:outline-style style:name="Outline"><text:outline-level-style text:level="1" style:num-format="1"/><text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/></text:outline-style>
<text:list-style style:name="Punkt"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/><text:list-level-style-bullet text:level="2" text:bullet-char="◦"/></text:list-style>
<text:list-style style:name="Nummer"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/><text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/></text:list-style>
</office:styles>
<office:master-styles><style:master-page style:name="Standard"><style:header><text:p>Kulturnämnden<text:tab/>Dnr: KN 1</text:p></style:header><style:footer><text:p>Box 1</text:p></style:footer></style:master-page>
<style:master-page style:name="Unused"><style:header><text:p>Kuvert</text:p></style:header></style:master-page></office:master-styles>"#;

const AUTOMATIC: &str = r#"<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>
<style:style style:name="P2" style:family="paragraph"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="T2" style:family="text"><style:text-properties text:display="none"/></style:style>"#;

#[test]
fn headings_paragraphs_and_margins_are_told_apart() {
    let body = r#"<text:tracked-changes><text:changed-region><text:deletion><text:p>struket</text:p></text:deletion></text:changed-region></text:tracked-changes>
<text:p text:style-name="P1">Ledningens genomgång</text:p>
<text:table-of-content><text:index-body><text:index-title><text:p>Innehåll</text:p></text:index-title><text:p>Plan 2</text:p></text:index-body></text:table-of-content>
<text:h text:outline-level="1">Inledning</text:h><text:h text:outline-level="1">Plan</text:h><text:h text:outline-level="2"><text:number>2.1</text:number>2027</text:h>
<text:p text:style-name="P2">Helt fet</text:p><text:p>Delvis <text:span text:style-name="T1">fet</text:span><text:span text:style-name="T2">dold</text:span></text:p>
<text:p>A<text:s text:c="2"/>b
   c<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>En not</text:p></text:note-body></text:note>
<office:annotation><text:p>kommentar</text:p></office:annotation>d<text:line-break/>Ny rad</text:p>
<text:p>Ruta:<draw:frame><draw:text-box><text:p>I rutan</text:p></draw:text-box></draw:frame></text:p>"#;
    let expected = [
        "aside Kulturnämnden",
        "aside Dnr: KN 1",
        "h1 Ledningens genomgång",
        "aside Innehåll",
        "aside Plan 2",
        "h1 1 Inledning",
        "h1 2 Plan",
        "h2 2.1 2027",
        "b Helt fet",
        "p Delvis fet",
        "p A  b c d",
        "p Ny rad",
        "p Ruta:",
        "p I rutan",
        "aside Box 1",
        "aside 1 En not",
    ];
    assert_eq!(lines(&odt(STYLES, AUTOMATIC, body)), expected);
}

#[test]
fn items_carry_bullets_and_computed_numbers() {
    let item = |words: &str, inner: &str| format!("<text:list-item><text:p>{words}</text:p>{inner}</text:list-item>");
    let list = |style: &str, more: &str, items: &str| {
        format!(r#"<text:list text:style-name="{style}" {more}>{items}</text:list>"#)
    };
    let body = [
        r#"<text:h text:outline-level="1">Plan</text:h>"#.to_owned(),
        list("Punkt", "", &item("Yttre", &format!("<text:p>Mer</text:p><text:list>{}</text:list>", item("Inre", "")))),
        list(
            "Nummer",
            r#"xml:id="a""#,
            &(item("Ett", &format!("<text:list>{}</text:list>", item("del", ""))) + &item("Två", "")),
        ),
        "<text:p>Mellan</text:p>".to_owned(),
        list("Nummer", r#"text:continue-list="a""#, &item("Tre", "")),
        list("Nummer", "", &item("Om", "")),
    ];
    let expected = [
        "h1 1 Plan",
        "i0 • Yttre",
        "+ Mer",
        "i1 • Inre",
        "i0 1. Ett",
        "i1 a) del",
        "i0 2. Två",
        "p Mellan",
        "i0 3. Tre",
        "i0 1. Om",
    ];
    let found = lines(&odt(STYLES, "", &body.concat()));
    assert_eq!(found[2..found.len() - 1], expected);
}

#[test]
fn covered_cells_are_blank_in_their_place() {
    let cell = |words: &str| format!("<table:table-cell><text:p>{words}</text:p></table:table-cell>");
    let body = format!(
        "<table:table><table:table-header-rows><table:table-row>{}{}<table:covered-table-cell/></table:table-row></table:table-header-rows><table:table-row>{}{}{}</table:table-row><table:table-row><table:covered-table-cell/>{}{}</table:table-row></table:table>",
        cell("År"),
        cell("Åtgärd"),
        cell("2027"),
        cell("Öva"),
        cell("IT"),
        cell("Mäta"),
        cell("HR")
    );
    assert_eq!(lines(&odt("", "", &body)), ["row År|Åtgärd|", "row 2027|Öva|IT", "row |Mäta|HR"]);
}

#[test]
fn a_locked_text_says_so() {
    let manifest = "<manifest><file-entry><encryption-data/></file-entry></manifest>";
    let bytes = zip(&[TYPE, ("META-INF/manifest.xml", manifest), ("content.xml", "\u{1}\u{2}")]);
    assert_eq!(refusal(&bytes), ReadError::Locked { kind: "ODT" });
}
