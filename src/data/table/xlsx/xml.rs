//! The parts of a workbook as tags and texts, with whatever is wrong told as the part that it is wrong in.
//! Deliberately not here: which tags mean what.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::archive::Archive;
use super::inflate::Inflating;
use super::{BookProblem, LARGEST_PART, broken};

/// One step through a part. Names come without their prefixes.
pub(super) enum Step<'b> {
    Open(Tag<'b>),
    Close(&'b str),
    Text(&'b str),
    End,
}

/// A tag with its attributes.
pub(super) struct Tag<'b>(BytesStart<'b>);

impl Tag<'_> {
    pub(super) fn name(&self) -> &str {
        local(self.0.name().into_inner())
    }

    /// An attribute by its name without prefix; texts within are as they are meant.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        let attribute =
            self.0.attributes().with_checks(false).flatten().find(|one| local(one.key.into_inner()) == name)?;
        attribute.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
    }
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// A part of a workbook, gone through from its beginning.
pub(super) struct Xml<'a> {
    reader: Reader<Inflating<'a>>,
    part: &'a str,
    buffer: Vec<u8>,
    /// A text put together of pieces, or the name of a tag that closes.
    held: String,
}

impl<'a> Xml<'a> {
    pub(super) fn open(archive: &Archive<'a>, part: &'a str) -> Result<Self, BookProblem> {
        let mut reader = Reader::from_reader(archive.part(part)?);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.allow_dangling_amp = true;
        Ok(Self { reader, part, buffer: Vec::new(), held: String::new() })
    }

    pub(super) fn next(&mut self) -> Result<Step<'_>, BookProblem> {
        self.buffer.clear();
        self.held.clear();
        self.reader.get_mut().begin();
        match self.reader.read_event_into(&mut self.buffer) {
            Ok(Event::Start(tag)) => Ok(Step::Open(Tag(tag))),
            Ok(Event::End(tag)) => {
                self.held.push_str(local(tag.name().into_inner()));
                Ok(Step::Close(&self.held))
            }
            Ok(Event::Text(text)) => {
                self.held.push_str(&text.xml10_content());
                Ok(Step::Text(&self.held))
            }
            Ok(Event::CData(text)) => {
                self.held.push_str(&text.xml10_content());
                Ok(Step::Text(&self.held))
            }
            Ok(Event::GeneralRef(name)) => {
                match &*name {
                    "amp" => self.held.push('&'),
                    "lt" => self.held.push('<'),
                    "gt" => self.held.push('>'),
                    "quot" => self.held.push('"'),
                    "apos" => self.held.push('\''),
                    // Entities of a document's own are not expanded: they are how documents are made to burst.
                    _ => self.held.extend(name.resolve_char_ref().ok().flatten()),
                }
                Ok(Step::Text(&self.held))
            }
            Ok(Event::Eof) => Ok(Step::End),
            Ok(_) => Ok(Step::Text("")),
            Err(quick_xml::Error::Io(why)) if why.kind() == std::io::ErrorKind::FileTooLarge => {
                Err(BookProblem::Bursts { limit: LARGEST_PART as u64 })
            }
            Err(_) => Err(broken(self.part)),
        }
    }
}
