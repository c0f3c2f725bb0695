//! From files and plans to records, in slices, with nothing changed anywhere until the records are taken in: a dry run
//! is a build whose records are thrown away, and so is a build that is cancelled.
//! Deliberately not here: what one row becomes (`row`).

use std::collections::BTreeMap;

use chrono::NaiveDateTime;

use crate::data::table::{Header, Row, Separator, TableProblem};
use crate::domain::{Currency, Moment, Record, Workspace};

use super::cells::{Cells, Columns, Styles};
use super::ledger::{Ledger, Notices, Origin, Tallies};
use super::plan::Plan;
use super::rejected::{Reason, Rejected, csv};
use super::row::{self, Outside};
use super::seen::Seen;
use super::source::{Progress, Rows, Source};
use super::target::Kind;

/// A file that is ready to be taken in.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The file.
    pub source: Source,
    /// How it is read.
    pub plan: Plan,
    /// What a survey under this plan has seen in it.
    pub seen: Seen,
}

/// A table that turned out to be broken in the middle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrokenTable {
    /// The name of the file.
    pub file: String,
    /// What is wrong.
    pub problem: TableProblem,
}

/// Records in the making.
#[derive(Clone, Debug)]
pub struct Build {
    files: Vec<FileInWork>,
    current: usize,
    ledger: Ledger,
}

#[derive(Clone, Debug)]
struct FileInWork {
    sheet: Sheet,
    columns: Columns,
    styles: Styles,
    rows: Rows,
    repeats: BTreeMap<String, u32>,
    read: u32,
    taken: u32,
    merged: u32,
    rejected: Vec<Rejected>,
}

/// What became of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The name of the file.
    pub file: String,
    /// What its rows are.
    pub kind: Kind,
    /// Rows read, blank ones left out: as many as `taken`, `merged` and `rejected` together.
    pub rows: u32,
    /// Rows that speak of a record that no earlier row speaks of.
    pub taken: u32,
    /// Rows that add to the record of an earlier row.
    pub merged: u32,
    /// Rows that were not taken in.
    pub rejected: Vec<Rejected>,
    header: Header,
    separator: Separator,
}

impl Report {
    /// The rejected rows as a file: the columns of the original in its separator, and behind them the reason. `header`
    /// is one of [`REASON_HEADERS`](super::REASON_HEADERS), by which the mended file is recognised when it comes back;
    /// `words` says a reason. Cells that a spreadsheet would run are made harmless; cells that a row has too many follow
    /// the reason.
    pub fn rejected_csv(&self, header: &str, words: impl Fn(&Rejected) -> String) -> String {
        csv(&self.rejected, &self.header, self.separator, header, &words)
    }
}

/// What the files come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// What is new or has changed, each record after those it refers to, for
    /// [`Command::TakeIn`](crate::domain::Command::TakeIn).
    pub records: Vec<Record>,
    /// How many records of each kind the files speak of.
    pub tallies: Tallies,
    /// What was assumed or left as it is.
    pub notices: Notices,
    /// What became of each file, in the order in which they were taken.
    pub files: Vec<Report>,
}

impl Build {
    /// Starts a build over what the workspace has now. The files are taken in the order of their kinds, so that deals find
    /// the customers of a file beside them. `base` is the currency of amounts for which neither file nor plan names one;
    /// `now` stands for dates that the files do not give.
    pub fn new(workspace: &Workspace, mut sheets: Vec<Sheet>, base: Currency, now: Moment) -> Self {
        sheets.sort_by_key(|sheet| sheet.plan.kind);
        let files = sheets.into_iter().map(|sheet| FileInWork {
            columns: Columns::of(&sheet.plan),
            styles: Styles {
                dates: sheet.plan.dates.unwrap_or(sheet.seen.dates),
                numbers: sheet.seen.numbers,
                currency: sheet.plan.currency.unwrap_or(base),
            },
            rows: sheet.source.rows(),
            repeats: BTreeMap::new(),
            read: 0,
            taken: 0,
            merged: 0,
            rejected: Vec::new(),
            sheet,
        });
        Self { files: files.collect(), current: 0, ledger: Ledger::of(workspace, now) }
    }

    /// Takes at most so many rows more. `ids` gives fresh identities, `local` the moment at which local clocks show a date
    /// and time.
    ///
    /// # Errors
    /// A table that is broken; a survey of the file has found it before.
    pub fn step(
        &mut self,
        rows: usize,
        ids: &mut dyn FnMut() -> u128,
        local: &dyn Fn(NaiveDateTime) -> Moment,
    ) -> Result<Progress, BrokenTable> {
        let mut outside = Outside { ids, local };
        if let Some(file) = self.files.get_mut(self.current) {
            let broken = |problem| BrokenTable { file: file.sheet.source.name.clone(), problem };
            let slice = file.rows.next(rows).map_err(broken)?;
            if slice.is_empty() {
                self.current += 1;
            }
            for row in slice.into_iter().filter(|row| !row.is_blank()) {
                file.take(self.current, row, &mut self.ledger, &mut outside);
            }
        }
        Ok(self.progress())
    }

    fn progress(&self) -> Progress {
        Progress {
            rows: self.files.iter().map(|file| file.read).sum(),
            done: self.files.iter().map(|file| file.rows.done()).sum(),
            of: self.files.iter().map(|file| file.sheet.source.size()).sum(),
            finished: self.current >= self.files.len(),
        }
    }

    /// What has been made so far: all of it, once [`Progress::finished`] says so.
    pub fn finish(self) -> Taken {
        let tallies = self.ledger.tallies();
        let notices = self.ledger.notices;
        let files = self.files.into_iter().map(|file| Report {
            file: file.sheet.source.name,
            kind: file.sheet.plan.kind,
            rows: file.read,
            taken: file.taken,
            merged: file.merged,
            rejected: file.rejected,
            header: file.sheet.source.header,
            separator: file.sheet.source.separator,
        });
        let files = files.collect();
        Taken { records: self.ledger.records(), tallies, notices, files }
    }
}

impl FileInWork {
    fn take(&mut self, number: usize, row: Row, ledger: &mut Ledger, outside: &mut Outside<'_>) {
        self.read += 1;
        let columns = self.sheet.source.header.columns.len();
        let outcome = if row.overflows(columns) {
            Err(Reason::TooManyCells { cells: row.len(), columns })
        } else {
            let cells = Cells { row: &row, columns: &self.columns };
            let mut file = row::File {
                plan: &self.sheet.plan,
                styles: self.styles,
                origin: Origin { file: number, line: row.line() },
                repeats: &mut self.repeats,
            };
            match self.sheet.plan.kind {
                Kind::Members => ledger.take_member(&cells, &file, outside),
                Kind::Customers => ledger.take_customer(&cells, &mut file, outside),
                Kind::Contacts => ledger.take_contact(&cells, &mut file, outside),
                Kind::Leads | Kind::Deals => ledger.take_deal(&cells, &mut file, outside),
                Kind::Purchases => ledger.take_purchase(&cells, &mut file, outside),
            }
        };
        match outcome {
            Ok(row::Row::First) => self.taken += 1,
            Ok(row::Row::Again) => self.merged += 1,
            Err(reason) => self.rejected.push(Rejected { row, reason }),
        }
    }
}
