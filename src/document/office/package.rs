//! The bytes of a ZIP container → its parts, unpacked in memory one by one.
//!
//! Takes bytes and how much may be unpacked; gives the names of the parts and the bytes of those that are asked for. Trusts
//! nothing that the container says of itself: sizes are counted while unpacking. Never writes a file.

use std::io::{Cursor, Read};

use zip::{ZipArchive, result::ZipError};

use crate::document::ReadError;

/// Parts of one container, at most. A document with a hundred pictures has less than two hundred.
const MOST_PARTS: usize = 10_000;

/// A container and how much of it was unpacked so far.
pub(in crate::document) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// What is read, for messages.
    kind: &'static str,
    limit: usize,
    unpacked: usize,
}

impl<'b> Package<'b> {
    /// Opens a container of this kind; `limit` is in bytes, for all parts together.
    pub(in crate::document) fn open(
        bytes: &'b [u8],
        kind: &'static str,
        limit: usize,
    ) -> Result<Package<'b>, ReadError> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ReadError::Damaged { kind })?;
        if archive.len() > MOST_PARTS {
            return Err(ReadError::UnpacksTooLarge { limit });
        }
        Ok(Package { archive, kind, limit, unpacked: 0 })
    }

    /// The names of the parts as bytes, for their encoding is anybody's guess.
    pub(in crate::document) fn raw_names(&self) -> Vec<Vec<u8>> {
        self.archive.file_names_raw().map(<[u8]>::to_vec).collect()
    }

    /// Whether there is a part of this name.
    pub(in crate::document) fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// Unpacks the part of this name; `None` where there is none.
    pub(in crate::document) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, ReadError> {
        match self.archive.index_for_name(name) {
            Some(at) => self.part_at(at, usize::MAX).map(Some),
            None => Ok(None),
        }
    }

    /// Unpacks a part by its place, and no more of it than one byte above `most`. A link to another file is empty.
    pub(in crate::document) fn part_at(&mut self, at: usize, most: usize) -> Result<Vec<u8>, ReadError> {
        let (kind, limit) = (self.kind, self.limit);
        let mut file = self.archive.by_index(at).map_err(|error| match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
                ReadError::Locked { kind }
            }
            _ => ReadError::Damaged { kind },
        })?;
        let room = limit.saturating_sub(self.unpacked);
        // What the container says of the size only saves growing step by step.
        let promised = usize::try_from(file.size()).unwrap_or(usize::MAX);
        let mut bytes = Vec::with_capacity(promised.min(room).min(1 << 22));
        if file.is_symlink() {
            return Ok(bytes);
        }
        let asked = u64::try_from(room.min(most)).unwrap_or(u64::MAX).saturating_add(1);
        let read = (&mut file).take(asked).read_to_end(&mut bytes);
        if bytes.len() > room {
            return Err(ReadError::UnpacksTooLarge { limit });
        }
        read.map_err(|_| ReadError::Damaged { kind })?;
        self.unpacked += bytes.len();
        Ok(bytes)
    }
}
