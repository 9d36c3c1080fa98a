//! The bytes of an XML part → a tree.
//!
//! Takes bytes in the encoding that they state; gives elements and attributes by their names without prefix, for the
//! prefixes of office documents are free to change and their names do not clash. Entities that a file defines for itself
//! are left out and never expanded, nothing outside the file is ever asked for, and what lies too deep is left out.

use std::borrow::Cow;

use quick_xml::{Reader, XmlVersion, escape::resolve_predefined_entity, events::Event};

use crate::document::{
    ReadError,
    decode::encoding_of,
    tree::{DEEPEST, Grower, Tree},
};

/// Why a part gives no tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    Broken,
    TooMany,
}

impl Fault {
    /// As the fault of a file of this kind.
    pub(super) fn of(self, kind: &'static str, limit: usize) -> ReadError {
        match self {
            Fault::Broken => ReadError::Damaged { kind },
            Fault::TooMany => ReadError::UnpacksTooLarge { limit },
        }
    }
}

/// Reads one part.
pub(super) fn parse(bytes: &[u8]) -> Result<Tree, Fault> {
    let text = decoded(bytes);
    let mut reader = Reader::from_str(&text);
    reader.config_mut().allow_dangling_amp = true;
    let mut grower = Grower::new(text.len());
    let mut too_deep = 0usize;
    let mut roots = 0usize;
    loop {
        match reader.read_event().map_err(|_| Fault::Broken)? {
            Event::Start(_) if grower.depth() >= DEEPEST || too_deep > 0 => too_deep += 1,
            Event::End(_) if too_deep > 0 => too_deep -= 1,
            // Read over without a look at its attributes.
            Event::Start(tag) if is_decoration(tag.local_name().as_ref()) => {
                reader.read_to_end(tag.name()).map_err(|_| Fault::Broken)?;
            }
            Event::Start(tag) => {
                roots += usize::from(grower.depth() == 0);
                open(&mut grower, &tag)?;
            }
            Event::End(_) => grower.close(),
            Event::Eof => break,
            _ if too_deep > 0 => {}
            Event::Empty(tag) if is_decoration(tag.local_name().as_ref()) => {}
            Event::Empty(tag) => {
                open(&mut grower, &tag)?;
                grower.close();
            }
            Event::Text(words) => grower.text(&words.xml10_content()).map_err(|_| Fault::TooMany)?,
            Event::CData(words) => grower.text(&words.xml10_content()).map_err(|_| Fault::TooMany)?,
            Event::GeneralRef(reference) => {
                let mut room = [0; 4];
                let words: &str = match reference.resolve_char_ref() {
                    Ok(Some(character)) => character.encode_utf8(&mut room),
                    // The five that XML itself knows; any other is the file's own and stays unread.
                    _ => resolve_predefined_entity(&reference).unwrap_or_default(),
                };
                grower.text(words).map_err(|_| Fault::TooMany)?;
            }
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    // A part that ends before its elements do was cut off.
    if roots == 0 || grower.depth() > 0 || too_deep > 0 {
        return Err(Fault::Broken);
    }
    Ok(grower.finish())
}

/// The text of a part: nearly always UTF-8, which is then not copied.
fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) if !bytes.contains(&0) => Cow::Borrowed(text.trim_start_matches('\u{feff}')),
        _ => encoding_of(bytes).decode(bytes).0,
    }
}

/// Elements of Word that only set how things look, and never hold words: two thirds of its styles.
fn is_decoration(name: &str) -> bool {
    matches!(
        name,
        "tblStylePr"
            | "latentStyles"
            | "tblBorders"
            | "tblCellMar"
            | "tblLook"
            | "tcBorders"
            | "tcMar"
            | "tcW"
            | "pBdr"
            | "shd"
            | "spacing"
            | "jc"
            | "lang"
            | "color"
            | "szCs"
            | "bCs"
            | "iCs"
            | "kern"
            | "proofErr"
    )
}

fn open(grower: &mut Grower, tag: &quick_xml::events::BytesStart<'_>) -> Result<(), Fault> {
    grower.open(tag.local_name().as_ref()).map_err(|_| Fault::TooMany)?;
    for attribute in tag.attributes().with_checks(false).flatten() {
        let name = attribute.key.local_name();
        // Word's marks of editing sessions are half of all attributes and say nothing.
        if name.as_ref().starts_with("rsid") {
            continue;
        }
        if attribute.value.contains(['&', '\t', '\n', '\r']) {
            let value = attribute.normalized_value(XmlVersion::Explicit1_0).unwrap_or(Cow::Borrowed(""));
            grower.attribute(name.as_ref(), &value);
        } else {
            grower.attribute(name.as_ref(), &attribute.value);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(xml: &str) -> String {
        parse(xml.as_bytes()).unwrap().root().descendants().filter_map(|node| node.text()).collect()
    }

    #[test]
    fn entities_of_the_file_are_never_expanded() {
        let laughs = r#"<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/hostname">]>
            <d><t>a&b;&x;&amp;&#229;</t></d>"#;
        assert_eq!(texts(laughs).trim(), "a&å");
    }

    #[test]
    fn what_is_cut_off_is_broken_and_what_is_too_deep_is_left_out() {
        assert_eq!(parse(b"<a><b>text</b>").err(), Some(Fault::Broken));
        assert_eq!(parse(b"").err(), Some(Fault::Broken));
        let deep = format!("<a>{}x{}</a>ok", "<b>".repeat(100_000), "</b>".repeat(100_000));
        assert_eq!(texts(&deep), "ok");
    }

    #[test]
    fn utf16_is_read_by_its_mark() {
        let bytes: Vec<u8> = "\u{feff}<?xml version=\"1.0\" encoding=\"UTF-16\"?><a>åäö</a>"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(parse(&bytes).unwrap().root().below("a").unwrap().children().next().unwrap().text(), Some("åäö"));
    }
}
