//! Files made to do harm, small and quickly made: no compressor runs, and nothing large is kept in the repository.

use crate::fuzz::zip;

/// Zeros as raw deflate, at some 150 to 1: a block with the fixed codes that copies one zero again and again.
pub(super) fn deflated_zeros(bytes: usize) -> Vec<u8> {
    /// What one symbol of 13 bits copies.
    const COPIED: usize = 258;
    let mut bits = Bits::default();
    // The last block, with fixed codes; the first zero.
    bits.push("1 10 00110000");
    // Eight symbols take 13 whole bytes, so that all that follow are the same.
    let copies = (bytes / COPIED).div_ceil(8);
    let eight = "11000101 00000".repeat(8);
    bits.push(&eight);
    bits.push(&eight);
    let unit = bits.bytes.get(1..14).unwrap().to_vec();
    let mut all = bits.bytes.get(..1).unwrap().to_vec();
    all.extend(unit.repeat(copies));
    // Where the pattern begins anew: the bits that are left of the last symbol, and the end of the block.
    all.extend([unit.first().unwrap() & 7, 0, 0]);
    all
}

/// Bits in the order of deflate.
#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    filled: usize,
}

impl Bits {
    fn push(&mut self, bits: &str) {
        for bit in bits.chars().filter(|bit| *bit != ' ') {
            if self.filled.is_multiple_of(8) {
                self.bytes.push(0);
            }
            *self.bytes.last_mut().unwrap() |= u8::from(bit == '1') << (self.filled % 8);
            self.filled += 1;
        }
    }
}

/// A ZIP container of parts that are deflated already: name, deflated bytes, size that they claim to unpack to.
pub(super) fn zip_of_deflated(parts: &[(&str, &[u8], u32)]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut directory = Vec::new();
    for (name, deflated, size) in parts {
        let place = u32::try_from(out.len()).unwrap();
        let sizes = [0, u32::try_from(deflated.len()).unwrap(), *size].map(u32::to_le_bytes).concat();
        let name_length = u16::try_from(name.len()).unwrap().to_le_bytes();
        // Version 2.0, no flags, deflated, no date.
        let head = [b"\x14\0\0\0\x08\0\0\0\0\0".as_slice(), &sizes, &name_length, b"\0\0"].concat();
        directory
            .extend([b"PK\x01\x02\x14\0".as_slice(), &head, &[0; 10], &place.to_le_bytes(), name.as_bytes()].concat());
        out.extend([b"PK\x03\x04".as_slice(), &head, name.as_bytes(), deflated].concat());
    }
    let count = u16::try_from(parts.len()).unwrap().to_le_bytes();
    let places = [directory.len(), out.len()].map(|place| u32::try_from(place).unwrap().to_le_bytes()).concat();
    out.extend([&directory, b"PK\x05\x06\0\0\0\0".as_slice(), &count, &count, &places, b"\0\0"].concat());
    out
}

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The parts that lead to `word/document.xml`.
fn around() -> [(&'static str, String); 2] {
    let types = "<Types><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.\
        wordprocessingml.document.main+xml\"/></Types>";
    let root = format!(
        "<Relationships><Relationship Id=\"a\" Type=\"{RELATIONS}/officeDocument\" Target=\"word/document.xml\"/></Relationships>"
    );
    [("[Content_Types].xml", types.to_owned()), ("_rels/.rels", root)]
}

/// A Word document with this part for its text.
pub(super) fn docx_of(document: &str) -> Vec<u8> {
    let [types, root] = around();
    zip(&[(types.0, types.1.as_bytes()), (root.0, root.1.as_bytes()), ("word/document.xml", document.as_bytes())])
}

/// A Word document of these paragraphs, after a declaration of the document's type.
pub(super) fn docx(declared: &str, paragraphs: &[&str]) -> Vec<u8> {
    let paragraphs: String =
        paragraphs.iter().map(|words| format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>")).collect();
    docx_of(&format!(
        "<?xml version=\"1.0\"?>{declared}<w:document xmlns:w=\"w\"><w:body>{paragraphs}</w:body></w:document>"
    ))
}

/// A Word document whose text unpacks to so many zeros.
pub(super) fn docx_of_zeros(bytes: u32) -> Vec<u8> {
    let stored = |text: &str| {
        // One block that is not packed.
        let length = u16::try_from(text.len()).unwrap();
        [&[1], length.to_le_bytes().as_slice(), &(!length).to_le_bytes(), text.as_bytes()].concat()
    };
    let [types, root] = around();
    let zeros = deflated_zeros(bytes as usize);
    zip_of_deflated(&[
        (types.0, &stored(&types.1), u32::try_from(types.1.len()).unwrap()),
        (root.0, &stored(&root.1), u32::try_from(root.1.len()).unwrap()),
        ("word/document.xml", &zeros, bytes),
    ])
}

/// An object of a PDF that is a stream.
pub(super) fn stream(dict: &str, data: &[u8]) -> Vec<u8> {
    [format!("<<{dict} /Length {}>>\nstream\n", data.len()).as_bytes(), data, b"\nendstream"].concat()
}

/// A PDF of these objects, numbered from 1; the first is its catalogue.
pub(super) fn pdf(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (number, body) in (1..).zip(objects) {
        places.push(out.len());
        out.extend([format!("{number} 0 obj\n").as_bytes(), body, b"\nendobj\n"].concat());
    }
    let start = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for place in places {
        out.extend(format!("{place:010} 00000 n \n").bytes());
    }
    out.extend(format!("trailer\n<</Root 1 0 R /Size {}>>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1).bytes());
    out
}

const CATALOGUE: &str = "<</Type /Catalog /Pages 2 0 R>>";
const ONE_PAGE: &str = "<</Type /Pages /Kids [3 0 R] /Count 1>>";
const PAGE: &str = "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources \
    <</Font <</F 5 0 R>> /XObject <</X 6 0 R>>>>>>";
const FONT: &str = "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding>>";

/// A PDF of one page with these contents as an object, and further objects from number 6 on, the first of which is `/X`.
pub(super) fn pdf_page(contents: Vec<u8>, further: &[Vec<u8>]) -> Vec<u8> {
    let mut objects: Vec<Vec<u8>> = [CATALOGUE, ONE_PAGE, PAGE].map(|text| text.as_bytes().to_vec()).to_vec();
    objects.push(contents);
    objects.push(FONT.as_bytes().to_vec());
    objects.extend(further.iter().cloned());
    pdf(&objects)
}

/// A review as a PDF.
pub(super) fn pdf_review() -> Vec<u8> {
    let lines = [
        "Kulturn\\344mnden",
        "Ledningens genomg\\345ng 2026",
        "\\305tg\\344rder 2026",
        "\\225 \\326va reservrutiner f\\366r kassan",
    ];
    let words: String = lines.iter().map(|line| format!("({line}) Tj 0 -30 Td ")).collect();
    pdf_page(stream("", format!("BT /F 12 Tf 60 780 Td {words}ET").as_bytes()), &[])
}

/// A PDF of forms that each draw the next three times, so many deep.
pub(super) fn nested_forms(depth: usize) -> Vec<u8> {
    let forms: Vec<Vec<u8>> = (0..depth)
        .map(|level| {
            let head = format!(
                " /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources <</Font <</F 5 0 R>> /XObject <</X {} 0 R>>>>",
                level + 7
            );
            match level + 1 == depth {
                true => stream(&head, b"BT /F 12 Tf 50 700 Td (ha) Tj ET"),
                false => stream(&head, b"/X Do /X Do /X Do"),
            }
        })
        .collect();
    pdf_page(stream("", b"BT /F 12 Tf 50 800 Td (Ledningens genomg\\345ng 2026) Tj ET /X Do"), &forms)
}
