//! From bytes to the members and the records of a copy, in pieces of any size: where each begins and ends, on which line,
//! and where to go on behind a broken one. What they say is not read here.
//!
//! A record that begins on a line of its own is found again whatever stands before it, so that one flipped byte costs one
//! record.

/// The most bytes of one record or member: a funnel with all its texts has some ten thousand.
const LONGEST: usize = 8 * 1024 * 1024;

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// A member of the file: its name as it is written, quotation marks included, its value without the spaces between tokens,
    /// and the line on which it ends.
    Member(Vec<u8>, Vec<u8>, u32),
    /// A record without the spaces between its tokens, and the line on which it begins.
    Record(Vec<u8>, u32),
    /// What begins on this line is no record.
    Broken(u32),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Before the file's own bracket.
    Before,
    /// Between members.
    Members,
    /// In the name of a member.
    Name,
    /// Between name and value.
    Colon,
    /// In a value.
    Value,
    /// Between records.
    Records,
    /// In a record.
    Record,
    /// Behind something broken among the records, until a line begins as a record or ends them.
    Lost,
    /// Behind the file's own bracket.
    After,
    /// It is no JSON, and no records have been met: nothing more is read.
    Nonsense,
}

/// Reads bytes as they come.
#[derive(Clone, Debug)]
pub(super) struct Scanner {
    place: Place,
    name: Vec<u8>,
    text: Vec<u8>,
    depth: usize,
    in_string: bool,
    escaped: bool,
    line: u32,
    began: u32,
    /// Whether nothing has stood on the line yet.
    fresh: bool,
    /// Whether records have been met: behind something broken they may go on.
    in_records: bool,
    /// The first line on which something stood where nothing may stand.
    strayed: Option<u32>,
}

impl Scanner {
    pub(super) fn new() -> Self {
        Self {
            place: Place::Before,
            name: Vec::new(),
            text: Vec::new(),
            depth: 0,
            in_string: false,
            escaped: false,
            line: 1,
            began: 1,
            fresh: true,
            in_records: false,
            strayed: None,
        }
    }

    /// The line that is being read.
    pub(super) fn line(&self) -> u32 {
        self.line
    }

    /// Whether the file's own bracket has been closed.
    pub(super) fn is_whole(&self) -> bool {
        self.place == Place::After
    }

    /// The line from which on it is no JSON, once it turned out to be none.
    pub(super) fn strayed(&self) -> Option<u32> {
        self.strayed
    }

    /// Reads on; `found` hears of everything that is complete.
    pub(super) fn feed(&mut self, bytes: &[u8], mut found: impl FnMut(Found)) {
        for &byte in bytes {
            self.step(byte, &mut found);
            if byte == b'\n' {
                self.line = self.line.saturating_add(1);
                self.fresh = true;
            } else {
                self.fresh = false;
            }
        }
    }

    fn step(&mut self, byte: u8, found: &mut impl FnMut(Found)) {
        let blank = byte.is_ascii_whitespace();
        match self.place {
            Place::Before => match byte {
                b'{' => self.place = Place::Members,
                // The byte order mark, and blanks.
                0xEF | 0xBB | 0xBF => {}
                _ if blank => {}
                _ => self.stray(found),
            },
            Place::Members => match byte {
                b'"' => self.begin(Place::Name, byte),
                b'}' => self.place = Place::After,
                b',' => {}
                _ if blank => {}
                _ => self.stray(found),
            },
            Place::Name => match self.take(byte) {
                Some(true) => {
                    self.name = std::mem::take(&mut self.text);
                    self.place = Place::Colon;
                }
                Some(false) => {}
                None => self.stray(found),
            },
            Place::Colon => match byte {
                b':' => self.place = Place::Value,
                _ if blank => {}
                _ => self.stray(found),
            },
            Place::Value => self.value(byte, found),
            Place::Records => match byte {
                b'{' => self.begin(Place::Record, byte),
                b']' => self.place = Place::Members,
                b',' => {}
                _ if blank => {}
                _ => self.lose(found),
            },
            Place::Record => self.record(byte, found),
            Place::Lost => match byte {
                b'{' if self.fresh => self.begin(Place::Record, byte),
                b']' if self.fresh => self.place = Place::Members,
                _ => {}
            },
            Place::After if blank => {}
            Place::After => self.stray(found),
            Place::Nonsense => {}
        }
    }

    fn begin(&mut self, place: Place, byte: u8) {
        self.place = place;
        self.began = self.line;
        self.text.clear();
        (self.depth, self.in_string, self.escaped) = (0, false, false);
        let _ = self.take(byte);
    }

    fn value(&mut self, byte: u8, found: &mut impl FnMut(Found)) {
        if self.text.is_empty() {
            match byte {
                b'[' if self.name == br#""records""# => {
                    self.place = Place::Records;
                    self.in_records = true;
                }
                _ if byte.is_ascii_whitespace() => {}
                _ => {
                    self.begin(Place::Value, byte);
                }
            }
            return;
        }
        // A number or a word ends with what follows it.
        let bare = self.depth == 0 && !self.in_string && !matches!(self.text.first(), Some(b'"' | b'{' | b'['));
        if bare && (matches!(byte, b',' | b'}') || byte.is_ascii_whitespace()) {
            self.tell_member(found);
            if byte == b'}' {
                self.place = Place::After;
            }
            return;
        }
        match self.take(byte) {
            Some(true) => self.tell_member(found),
            Some(false) => {}
            None => self.stray(found),
        }
    }

    fn tell_member(&mut self, found: &mut impl FnMut(Found)) {
        found(Found::Member(std::mem::take(&mut self.name), std::mem::take(&mut self.text), self.line));
        self.place = Place::Members;
    }

    fn record(&mut self, byte: u8, found: &mut impl FnMut(Found)) {
        // The line begins as a record or as the end of them all: the one before was never closed.
        if self.fresh && !self.in_string && matches!(byte, b'{' | b']') {
            found(Found::Broken(self.began));
            self.place = Place::Lost;
            self.step(byte, found);
            return;
        }
        match self.take(byte) {
            Some(true) => {
                found(Found::Record(std::mem::take(&mut self.text), self.began));
                self.place = Place::Records;
            }
            Some(false) => {}
            None => {
                found(Found::Broken(self.began));
                self.place = Place::Lost;
            }
        }
    }

    fn stray(&mut self, found: &mut impl FnMut(Found)) {
        self.strayed.get_or_insert(self.line);
        if self.in_records {
            self.lose(found);
        } else {
            self.place = Place::Nonsense;
        }
    }

    fn lose(&mut self, found: &mut impl FnMut(Found)) {
        found(Found::Broken(self.line));
        self.place = Place::Lost;
    }

    /// Takes a byte of a value; says whether the value is complete with it, and nothing when no value goes on so.
    fn take(&mut self, byte: u8) -> Option<bool> {
        if self.text.len() >= LONGEST {
            return None;
        }
        if self.in_string {
            // A line break inside a text: a quotation mark is missing or too many.
            if byte < 0x20 {
                return None;
            }
            self.text.push(byte);
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => self.in_string = false,
                _ => {}
            }
            return Some(!self.in_string && self.depth == 0);
        }
        if byte.is_ascii_whitespace() {
            return Some(false);
        }
        self.text.push(byte);
        match byte {
            b'"' => self.in_string = true,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => {
                self.depth = self.depth.checked_sub(1)?;
                return Some(self.depth == 0);
            }
            _ => {}
        }
        Some(false)
    }
}
