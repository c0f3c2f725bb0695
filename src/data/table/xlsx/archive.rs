//! The ZIP archive that a workbook is: its directory, and its parts by name.
//! Deliberately not here: inflating (`inflate`), what the parts say.

use super::inflate::Inflating;
use super::{BookProblem, LARGEST_PART, broken};

/// Parts that an archive may have.
const MOST_PARTS: usize = 20_000;

/// An archive whose directory has been read.
pub(super) struct Archive<'a> {
    bytes: &'a [u8],
    parts: Vec<Part>,
}

struct Part {
    /// In lower case, with slashes between folders.
    name: String,
    /// Where its own head begins.
    at: usize,
    packed: usize,
    is_packed: bool,
}

impl<'a> Archive<'a> {
    /// Reads the directory. What it claims to hold is looked at before anything is inflated.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, BookProblem> {
        let wrong = || broken("zip");
        let end = last_record(bytes).ok_or_else(wrong)?;
        let mut count = usize::from(short(bytes, end + 10).ok_or_else(wrong)?);
        let mut at = word(bytes, end + 16).ok_or_else(wrong)? as u64;
        if at == u64::from(u32::MAX) || count == usize::from(u16::MAX) {
            // The larger record: a locator of 20 bytes before this one says where it is.
            let locator = end.checked_sub(20).filter(|&at| word(bytes, at) == Some(0x0706_4b50)).ok_or_else(wrong)?;
            let large = usize::try_from(long(bytes, locator + 8).ok_or_else(wrong)?).map_err(|_| wrong())?;
            count = usize::try_from(long(bytes, large.saturating_add(32)).ok_or_else(wrong)?).map_err(|_| wrong())?;
            at = long(bytes, large.saturating_add(48)).ok_or_else(wrong)?;
        }
        let mut at = usize::try_from(at).map_err(|_| wrong())?;
        let mut parts = Vec::new();
        for _ in 0..count.min(MOST_PARTS) {
            let entry = Entry::read(bytes, at).ok_or_else(wrong)?;
            if entry.is_locked {
                return Err(BookProblem::Locked);
            }
            let is_read = entry.part.name.ends_with(".xml") || entry.part.name.ends_with(".rels");
            if is_read && entry.claims > LARGEST_PART as u64 {
                return Err(BookProblem::Bursts { limit: LARGEST_PART as u64 });
            }
            at = entry.next;
            parts.push(entry.part);
        }
        Ok(Self { bytes, parts })
    }

    pub(super) fn has(&self, name: &str) -> bool {
        let name = plain(name);
        self.parts.iter().any(|part| part.name == name)
    }

    /// A part of the archive, to be read from its beginning.
    pub(super) fn part(&self, name: &str) -> Result<Inflating<'a>, BookProblem> {
        let wanted = plain(name);
        let part = self.parts.iter().find(|part| part.name == wanted).ok_or_else(|| broken(name))?;
        // The head of the part itself repeats name and notes, and their lengths may differ from the directory's.
        let head = word(self.bytes, part.at).filter(|&mark| mark == 0x0403_4b50);
        let lengths = short(self.bytes, part.at.saturating_add(26)).zip(short(self.bytes, part.at.saturating_add(28)));
        let (name_length, notes) = head.and(lengths).ok_or_else(|| broken(name))?;
        let from = part.at + 30 + usize::from(name_length) + usize::from(notes);
        let packed =
            from.checked_add(part.packed).and_then(|to| self.bytes.get(from..to)).ok_or_else(|| broken(name))?;
        Ok(Inflating::new(packed, part.is_packed))
    }
}

struct Entry {
    part: Part,
    claims: u64,
    is_locked: bool,
    next: usize,
}

impl Entry {
    fn read(bytes: &[u8], at: usize) -> Option<Self> {
        word(bytes, at).filter(|&mark| mark == 0x0201_4b50)?;
        let flags = short(bytes, at + 8)?;
        let method = short(bytes, at + 10)?;
        let [name, extra, comment] = [28, 30, 32].map(|field| short(bytes, at + field).map(usize::from));
        let (name, extra, comment) = (name?, extra?, comment?);
        let mut sizes =
            [u64::from(word(bytes, at + 24)?), u64::from(word(bytes, at + 20)?), u64::from(word(bytes, at + 42)?)];
        let begin = at + 46;
        let written = bytes.get(begin..begin + name)?;
        let notes = bytes.get(begin + name..begin + name + extra)?;
        widen(&mut sizes, notes);
        let [claims, packed, from] = sizes;
        let part = Part {
            name: plain(&String::from_utf8_lossy(written)),
            at: usize::try_from(from).ok()?,
            packed: usize::try_from(packed).ok()?,
            is_packed: match method {
                0 => false,
                8 => true,
                _ => return None,
            },
        };
        Some(Self { part, claims, is_locked: flags & 1 == 1, next: begin + name + extra + comment })
    }
}

/// Sizes that do not fit into four bytes stand in a note of their own, in this order, only those that do not fit.
fn widen(sizes: &mut [u64; 3], mut notes: &[u8]) {
    while let (Some(kind), Some(length)) = (short(notes, 0), short(notes, 2)) {
        let Some(note) = notes.get(4..4 + usize::from(length)) else { return };
        if kind == 1 {
            let mut at = 0;
            for size in sizes.iter_mut().filter(|size| **size == u64::from(u32::MAX)) {
                let Some(large) = long(note, at) else { return };
                *size = large;
                at += 8;
            }
            return;
        }
        notes = &notes[4 + usize::from(length)..];
    }
}

/// The record at the end of an archive: before it stands everything, behind it at most a comment.
fn last_record(bytes: &[u8]) -> Option<usize> {
    let from = bytes.len().saturating_sub(22 + usize::from(u16::MAX));
    let last = bytes.len().checked_sub(22)?;
    (from..=last).rev().find(|&at| word(bytes, at) == Some(0x0605_4b50))
}

fn plain(name: &str) -> String {
    name.trim_start_matches(['/', '\\']).replace('\\', "/").to_lowercase()
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at.checked_add(2)?)?.try_into().ok().map(u16::from_le_bytes)
}

fn word(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at.checked_add(4)?)?.try_into().ok().map(u32::from_le_bytes)
}

fn long(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..at.checked_add(8)?)?.try_into().ok().map(u64::from_le_bytes)
}
