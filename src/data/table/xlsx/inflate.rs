//! A part of an archive as it comes out, through a window, and never more of it than is allowed.
//! Deliberately not here: which parts there are (`archive`).

use std::io::{BufRead, Error, ErrorKind, Read, Result};

use miniz_oxide::inflate::stream::{InflateState, inflate};
use miniz_oxide::{DataFormat, MZFlush, MZStatus};

use super::{LARGEST_PART, LONGEST_PIECE};

const WINDOW: usize = 64 * 1024;

/// The bytes of a part.
pub(super) struct Inflating<'a> {
    packed: &'a [u8],
    /// None for a part that was stored as it is.
    state: Option<Box<InflateState>>,
    window: Vec<u8>,
    at: usize,
    end: usize,
    /// Bytes that have come out, and how many had when the piece began that is being read.
    out: usize,
    begun: usize,
    is_done: bool,
}

impl<'a> Inflating<'a> {
    pub(super) fn new(packed: &'a [u8], is_packed: bool) -> Self {
        let state = is_packed.then(|| InflateState::new_boxed(DataFormat::Raw));
        Self { packed, state, window: vec![0; WINDOW], at: 0, end: 0, out: 0, begun: 0, is_done: false }
    }

    /// Begins a piece: a tag, or a text between tags.
    pub(super) fn begin(&mut self) {
        self.begun = self.out;
    }

    fn refill(&mut self) -> Result<()> {
        (self.at, self.end) = (0, 0);
        while self.end == 0 && !self.is_done {
            let (used, made) = match &mut self.state {
                None => {
                    let length = self.packed.len().min(WINDOW);
                    self.window[..length].copy_from_slice(&self.packed[..length]);
                    self.is_done = length == 0;
                    (length, length)
                }
                Some(state) => {
                    let step = inflate(state, self.packed, &mut self.window, MZFlush::None);
                    match step.status {
                        Ok(MZStatus::StreamEnd) => self.is_done = true,
                        Ok(_) if step.bytes_consumed > 0 || step.bytes_written > 0 => {}
                        _ => return Err(ErrorKind::InvalidData.into()),
                    }
                    (step.bytes_consumed, step.bytes_written)
                }
            };
            self.packed = &self.packed[used..];
            self.end = made;
            self.out += made;
            if self.out > LARGEST_PART || self.out - self.begun > LONGEST_PIECE {
                return Err(Error::from(ErrorKind::FileTooLarge));
            }
        }
        Ok(())
    }
}

impl BufRead for Inflating<'_> {
    fn fill_buf(&mut self) -> Result<&[u8]> {
        if self.at == self.end {
            self.refill()?;
        }
        Ok(&self.window[self.at..self.end])
    }

    fn consume(&mut self, amount: usize) {
        self.at = (self.at + amount).min(self.end);
    }
}

impl Read for Inflating<'_> {
    fn read(&mut self, to: &mut [u8]) -> Result<usize> {
        let from = self.fill_buf()?;
        let length = from.len().min(to.len());
        to[..length].copy_from_slice(&from[..length]);
        self.consume(length);
        Ok(length)
    }
}
