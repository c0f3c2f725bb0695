//! Reading a copy in pieces: what can be read is read, everything else is said with its line. Nothing is ever taken for
//! whole that says anything else than what was written.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::contents::{CONTENTS, Shelves, Torn};
use super::scan::{Found, Scanner};
use super::write::{add, hex};
use super::{Entry, FORMAT, Header, VERSION};
use crate::data::codec;
use crate::domain::{Checksum, Command, Context, EntryId, Moment, Record, RecordId, Workspace};

/// So many troubles are kept to be shown; all of them are counted.
const SHOWN: usize = 50;
/// So many records are put into the workspace at a stretch.
const SLICE: usize = 500;

/// Why a file is no copy that can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It is something else, or its head is broken.
    NotACopy,
    /// The format of the file is a later one than this application reads.
    Newer(u32),
}

/// Why a copy is not what was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Damage {
    /// It ends on this line, before its end.
    Cut(u32),
    /// Something on this line is not as it was written.
    Strewn(u32),
    /// Its checksum is another: something in it was changed.
    Changed,
    /// It has no checksum.
    Unsigned,
}

/// A record that can't be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// The line on which it stands, counted from 1.
    pub line: u32,
    /// Which record it was, as far as that can be told.
    pub id: Option<String>,
    /// What is wrong.
    pub what: What,
}

/// What is wrong with a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// It is not written as records are.
    Torn,
    /// Its identity is none of its kind.
    Nameless,
    /// One of its fields is not what it should be: in the words of the reader.
    Field(String),
    /// The same record stands further up.
    Twice,
}

/// A copy that has been read.
#[derive(Clone, Debug)]
pub struct Copy {
    /// What its head says.
    pub header: Header,
    /// Its records.
    pub workspace: Workspace,
    /// When its records were last written, where the file says so.
    pub at: BTreeMap<RecordId, Moment>,
    /// What only a later version reads: whole records, and fields of records that are read.
    pub beyond: Vec<Entry>,
    /// The contents of files that came along, each with the checksum under which records name it.
    pub contents: BTreeMap<Checksum, Arc<Vec<u8>>>,
    /// How many removed records it tells of.
    pub removed: usize,
    /// What can't be read, from the top; no more than some dozens.
    pub troubles: Vec<Trouble>,
    /// How many records can't be read.
    pub unread: usize,
    /// What is wrong with the file as a whole; none when it is what was written.
    pub damage: Option<Damage>,
}

impl Copy {
    /// How many records were read.
    pub fn len(&self) -> usize {
        self.workspace.records().count()
    }

    /// Whether nothing was.
    pub fn is_empty(&self) -> bool {
        self.workspace.records().next().is_none()
    }
}

/// A copy that is being read.
#[derive(Clone, Debug)]
pub struct Reading {
    scanner: Scanner,
    sum: Sha256,
    members: Vec<(String, String)>,
    strewn: Option<u32>,
    last_trouble: Option<u32>,
    seen: BTreeSet<String>,
    waiting: Vec<(RecordId, Option<Record>)>,
    shelves: Shelves,
    copy: Copy,
}

impl Default for Reading {
    fn default() -> Self {
        Self::new()
    }
}

impl Reading {
    /// Nothing has been read yet.
    pub fn new() -> Self {
        let copy = Copy {
            header: Header::default(),
            workspace: Workspace::default(),
            at: BTreeMap::new(),
            beyond: Vec::new(),
            contents: BTreeMap::new(),
            removed: 0,
            troubles: Vec::new(),
            unread: 0,
            damage: None,
        };
        Self {
            scanner: Scanner::new(),
            sum: Sha256::new(),
            members: Vec::new(),
            strewn: None,
            last_trouble: None,
            seen: BTreeSet::new(),
            waiting: Vec::new(),
            shelves: Shelves::default(),
            copy,
        }
    }

    /// Reads the next piece of the file.
    ///
    /// # Errors
    /// It turned out to be no copy.
    pub fn feed(&mut self, bytes: &[u8]) -> Result<(), Problem> {
        let mut scanner = std::mem::replace(&mut self.scanner, Scanner::new());
        scanner.feed(bytes, |found| self.take(found));
        self.scanner = scanner;
        let strayed = self.scanner.strayed();
        strayed.into_iter().for_each(|line| self.strew(line));
        let strange = strayed.is_some() && self.members.is_empty();
        let told = self.member::<String>("format");
        match strange || told.is_some_and(|told| told != FORMAT) {
            true => Err(Problem::NotACopy),
            false => Ok(()),
        }
    }

    /// What was read, once there is nothing more to come.
    ///
    /// # Errors
    /// It is no copy, or one of a later format.
    pub fn finish(mut self) -> Result<Copy, Problem> {
        self.settle();
        if self.member::<String>("format").as_deref() != Some(FORMAT) {
            return Err(Problem::NotACopy);
        }
        match self.member::<u32>("version") {
            Some(VERSION) => {}
            Some(later) if later > VERSION => return Err(Problem::Newer(later)),
            _ => return Err(Problem::NotACopy),
        }
        self.copy.header = Header {
            application: self.member("application").unwrap_or_default(),
            at: self.member("at").unwrap_or_default(),
            made: self.member("made").unwrap_or_default(),
            by: self.member("by"),
            company: self.member("company"),
            shape: self.member("shape").unwrap_or_default(),
            readonly: self.member("readonly").unwrap_or_default(),
            counts: self.member("counts").unwrap_or_default(),
        };
        let told = self.member::<String>("sha256");
        let head: Vec<String> = self
            .members
            .iter()
            .filter(|(name, _)| name != r#""sha256""#)
            .map(|(name, value)| format!("{name}:{value}"))
            .collect();
        add(&mut self.sum, &format!("{{{}}}", head.join(",")));
        let sum = hex(&self.sum.finalize());
        self.copy.damage = match (self.strewn, told) {
            (Some(line), _) => Some(Damage::Strewn(line)),
            _ if !self.scanner.is_whole() => Some(Damage::Cut(self.scanner.line())),
            (None, None) => Some(Damage::Unsigned),
            (None, Some(told)) => (told != sum).then_some(Damage::Changed),
        };
        self.copy.contents = self.shelves.finish();
        Ok(self.copy)
    }

    /// What a member says; none when it is not there or says something else than it should.
    fn member<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        let is = |own: &str| own.strip_prefix('"').and_then(|own| own.strip_suffix('"')) == Some(name);
        let (_, value) = self.members.iter().find(|(own, _)| is(own))?;
        serde_json::from_str(value).ok()
    }

    /// Something on this line is none of a copy; the first such line is told, in whatever pieces the file came.
    fn strew(&mut self, line: u32) {
        self.strewn = Some(self.strewn.map_or(line, |known| known.min(line)));
    }

    fn take(&mut self, found: Found) {
        match found {
            Found::Member(name, value, line) => {
                let texts = String::from_utf8(name).ok().zip(String::from_utf8(value).ok());
                match texts {
                    Some(member) => self.members.push(member),
                    None => self.strew(line),
                }
            }
            Found::Broken(line) => {
                self.strew(line);
                self.trouble(line, None, What::Torn);
            }
            Found::Record(bytes, line) => match String::from_utf8(bytes) {
                Ok(text) => {
                    add(&mut self.sum, &text);
                    self.record(&text, line);
                }
                Err(_) => {
                    self.strew(line);
                    self.trouble(line, None, What::Torn);
                }
            },
        }
    }

    fn record(&mut self, text: &str, line: u32) {
        let entry: Entry = match serde_json::from_str(text) {
            Ok(entry) => entry,
            Err(_) => {
                let id = serde_json::from_str::<Value>(text).ok();
                let id = id.and_then(|value| value.get("id").and_then(Value::as_str).map(str::to_owned));
                return self.trouble(line, id, What::Torn);
            }
        };
        if !self.seen.insert(entry.id.clone()) {
            return self.trouble(line, Some(entry.id), What::Twice);
        }
        if entry.kind == CONTENTS {
            if let Err(Torn) = self.shelves.take(&entry) {
                self.trouble(line, Some(entry.id), What::Torn);
            }
            return;
        }
        if !RecordId::KINDS.contains(&entry.kind.as_str()) {
            return self.copy.beyond.push(entry);
        }
        let id = match entry.id.parse::<RecordId>() {
            Ok(id) if id.kind() == entry.kind => id,
            _ => return self.trouble(line, Some(entry.id), What::Nameless),
        };
        if entry.is_removed() {
            self.copy.removed += 1;
            return;
        }
        match codec::decode(id, &entry.v) {
            Ok(record) => {
                if let Some(at) = entry.at {
                    self.copy.at.insert(id, at);
                }
                self.copy.beyond.extend(beyond(entry, &record));
                self.waiting.push((id, Some(record)));
                if self.waiting.len() >= SLICE {
                    self.settle();
                }
            }
            Err(broken) => self.trouble(line, Some(entry.id), What::Field(broken.to_string())),
        }
    }

    fn trouble(&mut self, line: u32, id: Option<String>, what: What) {
        // One broken record may end in the middle of its line, and what is left of it is no other.
        if self.last_trouble.replace(line) == Some(line) {
            return;
        }
        self.copy.unread += 1;
        if self.copy.troubles.len() < SHOWN {
            self.copy.troubles.push(Trouble { line, id, what });
        }
    }

    fn settle(&mut self) {
        let waiting = std::mem::take(&mut self.waiting);
        let context = Context { now: Moment(0), by: None, robot: None, entry: EntryId(0) };
        // Adopting can't be refused.
        let _ = self.copy.workspace.apply(Command::Adopt(waiting), &context);
    }
}

/// What a record that is read says besides: fields of a later version, and values that a later version has put more into.
fn beyond(mut entry: Entry, record: &Record) -> Option<Entry> {
    let known = codec::encode(record);
    entry.v.retain(|name, value| name != codec::DELETED && !value.is_null() && known.get(name) != Some(value));
    (!entry.v.is_empty() || !entry.more.is_empty()).then_some(entry)
}
