//! One pass over the whole file before anything is made of it: what stands in it, and how its dates and numbers are
//! written. In slices, so that the page stays alive.
//! Deliberately not here: what becomes of a row (`build`).

use std::collections::BTreeMap;

use crate::data::table::{DateEvidence, DateStyle, NumberEvidence, NumberStyle, Row, TableProblem};
use crate::domain::Currency;

use super::cells::{Cells, Columns};
use super::fold::{colleague, fold_name};
use super::plan::Plan;
use super::source::{Progress, Rows, Source};
use super::stages::StageValue;
use super::target::Target;

/// Different values shown of each column.
const SAMPLES: usize = 3;

/// What stands in a file, read under a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Rows, blank ones left out.
    pub rows: u32,
    /// The first three different values of each column.
    pub samples: Vec<Vec<String>>,
    /// How many rows have something in each column.
    pub filled: Vec<u32>,
    /// The stages of deals with their funnels, in the order in which they first stand in the file.
    pub stages: Vec<StageValue>,
    /// Those who lead the deals or look after the customers, with how many rows each.
    pub owners: Vec<(String, u32)>,
    /// Different companies, or customers by identity where the file has no names.
    pub customers: u32,
    /// Different people named at customers.
    pub contacts: u32,
    /// The order of day and month. Unclear dates with slashes or dashes are rejected row by row until a person says.
    pub dates: DateStyle,
    /// What marks in amounts mean.
    pub numbers: NumberStyle,
    /// The currencies that rows themselves name, with how many rows each.
    pub currencies: BTreeMap<Currency, u32>,
}

/// A survey on its way through the file. Whoever changes a meaning in the plan begins a new one.
#[derive(Clone, Debug)]
pub struct Surveying {
    rows: Rows,
    size: usize,
    columns: Columns,
    dated: Vec<usize>,
    has_stages: bool,
    finished: bool,
    count: u32,
    samples: Vec<Vec<String>>,
    filled: Vec<u32>,
    stages: Counted<(String, String)>,
    owners: Counted<String>,
    customers: Counted<String>,
    contacts: Counted<String>,
    dates: DateEvidence,
    numbers: NumberEvidence,
    currencies: BTreeMap<Currency, u32>,
}

/// Values with how often each stands in the file, the same when their folded forms are, in the order of first sight.
#[derive(Clone, Debug)]
struct Counted<K> {
    /// By the value as written, so that one that stands in every row is folded once.
    written: BTreeMap<K, usize>,
    folded: BTreeMap<K, usize>,
    values: Vec<(K, u32)>,
}

impl<K> Default for Counted<K> {
    fn default() -> Self {
        Self { written: BTreeMap::new(), folded: BTreeMap::new(), values: Vec::new() }
    }
}

impl<K: Clone + Ord> Counted<K> {
    fn add(&mut self, value: K, fold: impl FnOnce(&K) -> K) {
        let at = match self.written.get(&value) {
            Some(&at) => at,
            None => {
                let at = *self.folded.entry(fold(&value)).or_insert(self.values.len());
                if at == self.values.len() {
                    self.values.push((value.clone(), 0));
                }
                self.written.insert(value, at);
                at
            }
        };
        self.values[at].1 += 1;
    }
}

impl Counted<String> {
    /// Blank names are nobody's.
    fn add_name(&mut self, name: &str) {
        if !name.is_empty() {
            self.add(name.to_owned(), |name| fold_name(name));
        }
    }
}

impl Surveying {
    /// Starts at the first row.
    pub fn new(source: &Source, plan: &Plan) -> Self {
        let columns = Columns::of(plan);
        let dates = [Target::Created, Target::Closed, Target::StageSince, Target::NextContact];
        Self {
            rows: source.rows(),
            size: source.size(),
            dated: dates.iter().flat_map(|target| columns.list(target)).copied().collect(),
            columns,
            has_stages: plan.has_stages(),
            finished: false,
            count: 0,
            samples: vec![Vec::new(); plan.columns.len()],
            filled: vec![0; plan.columns.len()],
            stages: Counted::default(),
            owners: Counted::default(),
            customers: Counted::default(),
            contacts: Counted::default(),
            dates: DateEvidence::default(),
            numbers: NumberEvidence::default(),
            currencies: BTreeMap::new(),
        }
    }

    /// Looks at so many rows more.
    ///
    /// # Errors
    /// What is wrong with the table itself; then nothing of the file can be taken in.
    pub fn step(&mut self, rows: usize) -> Result<Progress, TableProblem> {
        let slice = self.rows.next(rows)?;
        self.finished = slice.is_empty();
        slice.iter().filter(|row| !row.is_blank()).for_each(|row| self.look(row));
        Ok(Progress { rows: self.count, done: self.rows.done(), of: self.size, finished: self.finished })
    }

    fn look(&mut self, row: &Row) {
        self.count += 1;
        if row.overflows(self.samples.len()) {
            // It is going to be rejected, and its cells stand under the wrong headers.
            return;
        }
        for (at, (samples, filled)) in self.samples.iter_mut().zip(&mut self.filled).enumerate() {
            let cell = row.cell(at).trim();
            *filled += u32::from(!cell.is_empty());
            if samples.len() < SAMPLES && !cell.is_empty() && !samples.iter().any(|sample| sample == cell) {
                samples.push(cell.to_owned());
            }
        }
        self.dated.iter().for_each(|&at| self.dates.observe(row.cell(at)));
        let cells = Cells { row, columns: &self.columns };
        let amount = cells.text(&Target::Amount);
        self.numbers.observe(amount);
        if let Ok(Some(currency)) = cells.currency(amount) {
            *self.currencies.entry(currency).or_default() += 1;
        }
        if self.has_stages {
            let (pipeline, stage) = cells.place();
            let place = (pipeline.to_owned(), stage.to_owned());
            self.stages.add(place, |(pipeline, stage)| (fold_name(pipeline), fold_name(stage)));
        }
        self.owners.add_name(colleague(cells.text(&Target::Owner)));
        let customer = match cells.text(&Target::Customer) {
            "" => cells.text(&Target::CustomerId),
            name => name,
        };
        self.customers.add_name(customer);
        self.contacts.add_name(&cells.contact());
    }

    /// What was seen, once [`Progress::finished`] says so.
    pub fn finish(self) -> Seen {
        let stages = self.stages.values.into_iter();
        Seen {
            rows: self.count,
            samples: self.samples,
            filled: self.filled,
            stages: stages.map(|((pipeline, stage), deals)| StageValue { pipeline, stage, deals }).collect(),
            owners: self.owners.values,
            customers: count(self.customers.values.len()),
            contacts: count(self.contacts.values.len()),
            dates: self.dates.style(),
            numbers: self.numbers.style(),
            currencies: self.currencies,
        }
    }
}

/// A number of rows or records, of which there are never as many as bytes in the largest file.
fn count(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}
