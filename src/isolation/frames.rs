//! What parent and child say to one another over the child's standard input and output.
//!
//! A frame is a JSON head and attachments of plain bytes, each with its length before it. The parent trusts no length
//! that a child states: a child that was taken over could at most have its own file refused.

use std::io::{self, Read, Write};

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::{
    diagnostics::Diagnostic,
    pipeline::{Limits, ReadError},
    review::{Organisation, Review},
};

/// More bytes than a frame ever holds.
const MOST_BYTES: u64 = 1 << 30;

/// More attachments than a frame ever has.
const MOST_ATTACHMENTS: u64 = 100_000;

/// What a child is told first. Attached: the taxonomy's TOML.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Start {
    pub(super) register: Vec<Organisation>,
    pub(super) limits: Limits,
    pub(super) memory_bytes: u64,
    pub(super) seconds: u64,
}

/// What a child is asked. Attached: the bytes of the file; for `Recognised`, one TSV a page and then one PNG a
/// page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Job {
    /// Read the file of this name.
    Read { name: String },
    /// Draw its pages, so many at most.
    Pictures { most: usize },
    /// Make a review of the words that were recognised in the pictures of its pages.
    Recognised { name: String },
}

/// What a child answers.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Answer {
    /// Attached: the text as read.
    Review { media_type: String, review: Box<Review>, diagnostics: Vec<Diagnostic> },
    /// The file is an archive. Attached: its members, by these names.
    Members { names: Vec<String> },
    /// Attached: one PNG a page.
    Pictures,
    /// The bytes cannot be read.
    Refused(ReadError),
    /// The program has a fault.
    Fault,
}

/// Writes a frame and flushes it.
pub(super) fn write<T: Serialize>(out: &mut impl Write, head: &T, attachments: &[&[u8]]) -> io::Result<()> {
    let head = serde_json::to_vec(head)?;
    let count = |count: usize| u64::try_from(count).unwrap_or(u64::MAX).to_le_bytes();
    out.write_all(&count(head.len()))?;
    out.write_all(&count(attachments.len()))?;
    out.write_all(&head)?;
    for attachment in attachments {
        out.write_all(&count(attachment.len()))?;
        out.write_all(attachment)?;
    }
    out.flush()
}

/// Reads a frame; nothing where the other side has closed.
pub(super) fn read<T: DeserializeOwned>(from: &mut impl Read) -> io::Result<Option<(T, Vec<Vec<u8>>)>> {
    let Some(head_length) = number(from)? else { return Ok(None) };
    let count = number(from)?.filter(|count| *count <= MOST_ATTACHMENTS).ok_or(io::ErrorKind::InvalidData)?;
    let head = serde_json::from_slice(&bytes(from, head_length)?)?;
    let mut attachments = Vec::new();
    for _ in 0..count {
        let length = number(from)?.ok_or(io::ErrorKind::UnexpectedEof)?;
        attachments.push(bytes(from, length)?);
    }
    Ok(Some((head, attachments)))
}

fn number(from: &mut impl Read) -> io::Result<Option<u64>> {
    let mut bytes = [0; 8];
    match from.read_exact(&mut bytes) {
        Ok(()) => Ok(Some(u64::from_le_bytes(bytes))),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(None),
        Err(error) => Err(error),
    }
}

fn bytes(from: &mut impl Read, length: u64) -> io::Result<Vec<u8>> {
    if length > MOST_BYTES {
        return Err(io::ErrorKind::InvalidData.into());
    }
    // Room is made as the bytes come, never on the word of the other side alone.
    let mut bytes = Vec::with_capacity(usize::try_from(length.min(1 << 20)).unwrap_or(0));
    from.take(length).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == length { Ok(bytes) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_comes_out_as_it_went_in() {
        let job = Job::Read { name: "Å\n\"ä.pdf".to_owned() };
        let mut wire = Vec::new();
        write(&mut wire, &job, &[b"ett", b""]).unwrap();
        let mut from = wire.as_slice();
        assert_eq!(read(&mut from).unwrap(), Some((job, vec![b"ett".to_vec(), Vec::new()])));
        assert_eq!(read::<Job>(&mut from).unwrap(), None);
    }

    #[test]
    fn a_length_beyond_reason_and_a_frame_cut_short_are_refused() {
        let mut wire = Vec::new();
        write(&mut wire, &Job::Pictures { most: 1 }, &[b"ett"]).unwrap();
        assert!(read::<Job>(&mut wire.get(..wire.len() - 1).unwrap()).is_err());
        let huge = [u64::MAX.to_le_bytes(), 1u64.to_le_bytes()].concat();
        assert!(read::<Job>(&mut huge.as_slice()).is_err());
    }
}
