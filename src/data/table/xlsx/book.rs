//! What a workbook is made of: its sheets by name, its texts, which formats are dates, when its days begin.
//! Deliberately not here: the cells of a sheet (`cells`).

use super::archive::Archive;
use super::strings::Strings;
use super::styles::{self, Look};
use super::xml::{Step, Xml};
use super::{BookProblem, broken};

/// More than any workbook of records has.
const MOST_SHEETS: usize = 200;

/// A workbook, its sheets not yet read.
pub(super) struct Book {
    /// Name and part of every sheet that shows.
    pub(super) sheets: Vec<(String, String)>,
    pub(super) strings: Strings,
    /// How the cells of each style look.
    pub(super) looks: Vec<Look>,
    /// Whether days are counted from 1904, as on a Mac of old.
    pub(super) from_1904: bool,
}

impl Book {
    pub(super) fn read(archive: &Archive<'_>) -> Result<Self, BookProblem> {
        let main = related(archive, "_rels/.rels", "")?;
        let main = main.into_iter().find(|one| one.kind.ends_with("/officeDocument")).map(|one| one.part);
        let main = main.filter(|main| archive.has(main)).unwrap_or_else(|| "xl/workbook.xml".to_owned());
        let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
        let file = main.rsplit('/').next().unwrap_or(&main);
        let relations = related(archive, &format!("{folder}/_rels/{file}.rels"), folder)?;
        let of_kind = |kind: &str| relations.iter().find(|one| one.kind.ends_with(kind)).map(|one| one.part.clone());
        let (named, from_1904) = contents(archive, &main)?;
        let sheets = named.into_iter().filter_map(|(name, id)| {
            let relation = relations.iter().find(|one| one.id == id)?;
            // A sheet that is one big chart has no cells.
            relation.kind.ends_with("/worksheet").then(|| (name, relation.part.clone()))
        });
        let sheets: Vec<_> = sheets.take(MOST_SHEETS).collect();
        let there = |part: &String| archive.has(part);
        let strings = of_kind("/sharedStrings").filter(there);
        let looks = of_kind("/styles").filter(there);
        Ok(Self {
            sheets,
            strings: strings.map_or_else(|| Ok(Strings::default()), |part| Strings::read(archive, &part))?,
            looks: looks.map_or_else(|| Ok(Vec::new()), |part| styles::read(archive, &part))?,
            from_1904,
        })
    }
}

struct Relation {
    id: String,
    kind: String,
    part: String,
}

/// What a part names beside itself; nothing when it names nothing.
fn related(archive: &Archive<'_>, part: &str, folder: &str) -> Result<Vec<Relation>, BookProblem> {
    let part = part.trim_start_matches('/');
    let mut relations = Vec::new();
    if !archive.has(part) {
        return Ok(relations);
    }
    let mut xml = Xml::open(archive, part)?;
    loop {
        match xml.next()? {
            Step::Open(tag) if tag.name() == "Relationship" && relations.len() < 10 * MOST_SHEETS => {
                let target = tag.get("Target").unwrap_or_default();
                let part = match target.strip_prefix('/') {
                    Some(whole) => whole.to_owned(),
                    None => joined(folder, &target),
                };
                let (id, kind) = (tag.get("Id").unwrap_or_default(), tag.get("Type").unwrap_or_default());
                relations.push(Relation { id, kind, part });
            }
            Step::End => return Ok(relations),
            _ => {}
        }
    }
}

fn joined(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// The names of the sheets that show with what they are called by, and whether days are counted from 1904.
fn contents(archive: &Archive<'_>, part: &str) -> Result<(Vec<(String, String)>, bool), BookProblem> {
    let mut xml = Xml::open(archive, part)?;
    let (mut sheets, mut from_1904, mut is_book) = (Vec::new(), false, false);
    loop {
        match xml.next()? {
            Step::Open(tag) => match tag.name() {
                "workbook" => is_book = true,
                "workbookPr" => from_1904 = matches!(tag.get("date1904").as_deref(), Some("1" | "true")),
                "sheet" if sheets.len() < 10 * MOST_SHEETS => {
                    let shows = tag.get("state").is_none_or(|state| state == "visible");
                    let named = tag.get("name").zip(tag.get("id"));
                    sheets.extend(named.filter(|_| shows));
                }
                _ => {}
            },
            Step::End if is_book => return Ok((sheets, from_1904)),
            Step::End => return Err(broken(part)),
            _ => {}
        }
    }
}
