//! Changes to inputs: of plain bytes, of the parts of a ZIP container, of the objects of a PDF.
//!
//! A container is bent from within and closed again soundly, so that what is broken reaches the reader of its parts; the
//! finished bytes are bent too, but seldom. Of a PDF with plain streams the lengths and the table of places are made to fit.

use std::io::{Cursor, Read, Write};

use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

use super::dice::Dice;

/// An input is never grown beyond this.
const MOST_BYTES: usize = 128 * 1024;

/// What a document is made of.
#[derive(Debug, Clone)]
pub(super) enum Input {
    Bytes(Vec<u8>),
    /// Names and contents of a ZIP container.
    Parts(Vec<(String, Vec<u8>)>),
    /// Numbers and bodies of the objects of a PDF, and its trailer.
    Objects(Vec<(usize, Vec<u8>)>, Vec<u8>),
}

impl Input {
    pub(super) fn of_zip(bytes: &[u8]) -> Input {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let part = |at| {
            let mut part = archive.by_index(at).unwrap();
            let name = part.name().unwrap().into_owned();
            let mut inner = Vec::new();
            part.read_to_end(&mut inner).unwrap();
            (name, inner)
        };
        let parts = (0..ZipArchive::new(Cursor::new(bytes)).unwrap().len()).map(part);
        // Pictures and large styles that say nothing only cost time.
        Input::Parts(parts.filter(|(name, inner)| !name.ends_with('/') && inner.len() < MOST_BYTES).collect())
    }

    /// A PDF without packed objects.
    pub(super) fn of_pdf(bytes: &[u8]) -> Input {
        let mut objects = Vec::new();
        let mut rest = bytes;
        while let Some(begin) = find(rest, b" 0 obj") {
            let digits = rest[..begin].iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
            let number = String::from_utf8_lossy(&rest[begin - digits..begin]).parse().unwrap_or(0);
            let body = &rest[begin + 6..];
            let Some(end) = find(body, b"endobj") else { break };
            objects.push((number, body[..end].to_vec()));
            rest = &body[end + 6..];
        }
        let trailer = find(rest, b"trailer").map_or(&b"<</Root 1 0 R>>"[..], |at| &rest[at + 7..]);
        let end = find(trailer, b"startxref").unwrap_or(trailer.len());
        Input::Objects(objects, trailer[..end].to_vec())
    }

    /// The file.
    pub(super) fn bytes(&self) -> Vec<u8> {
        match self {
            Input::Bytes(bytes) => bytes.clone(),
            Input::Parts(parts) => {
                let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
                let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
                for (name, inner) in parts {
                    // A name that stands twice is refused by the writer.
                    if writer.start_file(name.as_str(), options).is_ok() {
                        writer.write_all(inner).unwrap();
                    }
                }
                writer.finish().unwrap().into_inner()
            }
            Input::Objects(objects, trailer) => pdf(objects, trailer),
        }
    }

    /// Changes it once.
    fn bend(&mut self, other: &Input, dice: &mut Dice, tokens: &[&str]) {
        match self {
            Input::Bytes(bytes) => {
                let theirs = match other {
                    Input::Bytes(theirs) => theirs.as_slice(),
                    _ => &[],
                };
                bend(bytes, theirs, dice, tokens);
            }
            Input::Parts(parts) => {
                let theirs = match other {
                    Input::Parts(theirs) => theirs.as_slice(),
                    _ => &[],
                };
                bend_parts(parts, theirs, dice, tokens);
            }
            Input::Objects(objects, trailer) => {
                let theirs = match other {
                    Input::Objects(theirs, _) => theirs.as_slice(),
                    _ => &[],
                };
                bend_objects(objects, trailer, theirs, dice, tokens);
            }
        }
    }
}

/// A changed copy: the input, and its finished bytes, which at times are changed too.
pub(super) fn bent(input: &Input, other: &Input, dice: &mut Dice, tokens: &[&str]) -> (Input, Vec<u8>) {
    let mut input = input.clone();
    for _ in 0..=dice.roll(6) {
        input.bend(other, dice, tokens);
    }
    let mut bytes = input.bytes();
    if !matches!(input, Input::Bytes(_)) && dice.one_in(12) {
        bend(&mut bytes, &[], dice, tokens);
        // Its parts are no longer what the bytes hold; it goes on as bytes within one run only.
    }
    (input, bytes)
}

fn bend_parts(parts: &mut Vec<(String, Vec<u8>)>, theirs: &[(String, Vec<u8>)], dice: &mut Dice, tokens: &[&str]) {
    if parts.is_empty() {
        return;
    }
    let at = match dice.roll(3) {
        0 => dice.roll(parts.len()),
        // The part that holds the words matters most.
        _ => parts.iter().position(|(name, _)| name.ends_with("document.xml") || name == "content.xml").unwrap_or(0),
    };
    match dice.roll(40) {
        0 => drop(parts.remove(at)),
        1 => {
            let name = match dice.roll(4) {
                0 => format!("../{}", parts[at].0),
                1 => tokens[dice.roll(tokens.len())].to_owned(),
                2 => parts[dice.roll(parts.len())].0.clone(),
                _ => format!("{}\u{202e}\\{}", parts[at].0, dice.roll(9)),
            };
            parts[at].0 = name;
        }
        2 if !theirs.is_empty() => parts.push(theirs[dice.roll(theirs.len())].clone()),
        3 => {
            // The same contents under another part's name.
            let other = dice.roll(parts.len());
            parts[at].1 = parts[other].1.clone();
        }
        4 => {
            let copy = (format!("{}{}", parts[at].0, dice.roll(5)), parts[at].1.clone());
            parts.push(copy);
        }
        _ => {
            let name = parts[at].0.clone();
            let same = theirs.iter().find(|(other, _)| *other == name).map_or(&[][..], |(_, inner)| inner);
            bend(&mut parts[at].1, same, dice, tokens);
        }
    }
    parts.truncate(60);
}

fn bend_objects(
    objects: &mut Vec<(usize, Vec<u8>)>,
    trailer: &mut Vec<u8>,
    theirs: &[(usize, Vec<u8>)],
    dice: &mut Dice,
    tokens: &[&str],
) {
    if objects.is_empty() {
        return;
    }
    let at = dice.roll(objects.len());
    match dice.roll(24) {
        0 => drop(objects.remove(at)),
        1 if !theirs.is_empty() => objects[at].1 = theirs[dice.roll(theirs.len())].1.clone(),
        2 => objects[at].0 = dice.roll(objects.len() + 4),
        3 => {
            let other = dice.roll(objects.len());
            objects[at].1 = objects[other].1.clone();
        }
        4 => bend(trailer, &[], dice, tokens),
        5 => {
            let number = 1 + objects.iter().map(|(number, _)| *number).max().unwrap_or(0).min(9999);
            let copy = objects[at].1.clone();
            objects.push((number, copy));
        }
        6..12 => {
            // A stream: what is drawn.
            let streams: Vec<usize> =
                (0..objects.len()).filter(|at| find(&objects[*at].1, b"stream").is_some()).collect();
            let at = dice.pick(&streams).copied().unwrap_or(at);
            bend(&mut objects[at].1, &[], dice, tokens);
        }
        _ => bend(&mut objects[at].1, &[], dice, tokens),
    }
    objects.truncate(400);
}

fn pdf(objects: &[(usize, Vec<u8>)], trailer: &[u8]) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (number, body) in objects {
        places.push((*number, out.len()));
        out.extend(format!("{number} 0 obj").bytes());
        out.extend(fitted(body));
        out.extend(b"endobj\n");
    }
    let start = out.len();
    out.extend(b"xref\n0 1\n0000000000 65535 f \n");
    for (number, place) in places {
        out.extend(format!("{number} 1\n{place:010} 00000 n \n").bytes());
    }
    out.extend(b"trailer");
    out.extend(trailer);
    out.extend(format!("\nstartxref\n{start}\n%%EOF\n").bytes());
    out
}

/// The body of an object with the length of its stream as it is.
fn fitted(body: &[u8]) -> Vec<u8> {
    let inner = || {
        let begin = find(body, b"stream")?;
        let from = begin + if body[begin + 6..].starts_with(b"\r\n") { 8 } else { 7 };
        let end = body.windows(9).rposition(|window| window == b"endstream")?;
        let length = find(&body[..begin], b"/Length ")?;
        let digits = body[length + 8..begin].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let bytes = end.checked_sub(from)?;
        let mut fitted = body[..length + 8].to_vec();
        fitted.extend(bytes.saturating_sub(usize::from(body[..end].ends_with(b"\n"))).to_string().bytes());
        fitted.extend(&body[length + 8 + digits..]);
        Some(fitted)
    };
    inner().unwrap_or_else(|| body.to_vec())
}

fn find(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    bytes.windows(needle.len()).position(|window| window == needle)
}

/// Numbers at which arithmetic breaks.
const NUMBERS: [&str; 16] = [
    "0",
    "1",
    "-1",
    "2",
    "255",
    "256",
    "65535",
    "65536",
    "2147483647",
    "2147483648",
    "-2147483648",
    "4294967295",
    "18446744073709551615",
    "99999999999999999999999",
    "0.0000001",
    "1e308",
];

/// Changes bytes once.
fn bend(bytes: &mut Vec<u8>, other: &[u8], dice: &mut Dice, tokens: &[&str]) {
    let length = bytes.len();
    let at = dice.roll(length + 1);
    match dice.roll(13) {
        _ if length == 0 => bytes.extend(token(dice, tokens)),
        0 => {
            for _ in 0..=dice.roll(4) {
                let at = dice.roll(length);
                bytes[at] ^= 1 << dice.roll(8);
            }
        }
        1 => {
            let at = dice.roll(length);
            bytes[at] = dice.number() as u8;
        }
        2 if dice.one_in(3) => bytes.truncate(at),
        2 | 3 => {
            let to = (at + dice.length(length)).min(length);
            bytes.drain(at..to);
        }
        4 => {
            let to = (at + dice.length(length.min(4096))).min(length);
            let block = bytes[at..to].to_vec();
            insert(bytes, dice.roll(length + 1), &block);
        }
        5 => {
            // The same many times over.
            let to = (at + dice.length(64)).min(length);
            let block = bytes[at..to].repeat(1 + dice.length(400));
            insert(bytes, at, &block);
        }
        6 | 7 => insert(bytes, at, &token(dice, tokens)),
        8 => {
            let token = token(dice, tokens);
            let to = (at + token.len()).min(length);
            bytes.splice(at..to, token);
        }
        9 => {
            // A number.
            let rest = &bytes[at..];
            if let Some(from) = rest.iter().position(u8::is_ascii_digit) {
                let digits = rest[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
                let number = match dice.roll(3) {
                    0 => dice.roll(30).to_string(),
                    1 => (dice.number() % 3000).to_string(),
                    _ => NUMBERS[dice.roll(NUMBERS.len())].to_owned(),
                };
                bytes.splice(at + from..at + from + digits, number.bytes());
            }
        }
        10 if !other.is_empty() => {
            // One of two from here on.
            bytes.truncate(at);
            bytes.extend(&other[dice.roll(other.len())..]);
        }
        10 | 11 if !other.is_empty() => {
            let from = dice.roll(other.len());
            let to = (from + dice.length(4096)).min(other.len());
            insert(bytes, at, &other[from..to]);
        }
        10 | 11 => {
            // What stands between two breaks moves elsewhere: an element, a line, an operator.
            let rest = &bytes[at..];
            let is_break = |byte: &u8| matches!(byte, b'<' | b'\n');
            if let Some(from) = rest.iter().position(is_break)
                && let Some(long) = rest[from + 1..].iter().position(is_break)
            {
                let moved: Vec<u8> = bytes.drain(at + from..at + from + 1 + long).collect();
                insert(bytes, dice.roll(bytes.len() + 1), &moved);
            }
        }
        _ => {
            let to = (at + dice.length(64)).min(length);
            let byte = dice.number() as u8;
            bytes[at..to].fill(byte);
        }
    }
    bytes.truncate(MOST_BYTES);
}

fn token(dice: &mut Dice, tokens: &[&str]) -> Vec<u8> {
    dice.pick(tokens).map(|token| token.as_bytes().to_vec()).unwrap_or_default()
}

fn insert(bytes: &mut Vec<u8>, at: usize, block: &[u8]) {
    if bytes.len() + block.len() <= MOST_BYTES {
        let at = at.min(bytes.len());
        bytes.splice(at..at, block.iter().copied());
    }
}
