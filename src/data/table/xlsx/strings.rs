//! The texts that the sheets of a workbook share.
//! Deliberately not here: texts that stand in a cell itself (`cells`).

use super::archive::Archive;
use super::value::unescaped;
use super::xml::{Step, Xml};
use super::{BookProblem, LARGEST_TEXT};

/// Texts by number: one string and the ends of each, so that a million texts are not a million small allocations.
#[derive(Default)]
pub(super) struct Strings {
    text: String,
    ends: Vec<usize>,
}

impl Strings {
    pub(super) fn read(archive: &Archive<'_>, part: &str) -> Result<Self, BookProblem> {
        let mut strings = Self::default();
        let mut xml = Xml::open(archive, part)?;
        let (mut is_text, mut is_reading_aid) = (false, false);
        loop {
            match xml.next()? {
                Step::Open(tag) => match tag.name() {
                    "t" => is_text = !is_reading_aid,
                    "rPh" => is_reading_aid = true,
                    _ => {}
                },
                Step::Text(text) if is_text => strings.text.push_str(&unescaped(text)),
                Step::Close("t") => is_text = false,
                Step::Close("rPh") => is_reading_aid = false,
                Step::Close("si") => strings.ends.push(strings.text.len()),
                Step::End => return Ok(strings),
                _ => {}
            }
            if strings.text.len() > LARGEST_TEXT {
                return Err(BookProblem::Bursts { limit: LARGEST_TEXT as u64 });
            }
        }
    }

    /// The text of a number; empty when there is none.
    pub(super) fn get(&self, number: usize) -> &str {
        match self.ends.get(number) {
            Some(&end) => &self.text[number.checked_sub(1).map_or(0, |before| self.ends[before])..end],
            None => "",
        }
    }
}
