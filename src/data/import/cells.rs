//! One row under its plan: the cell of each meaning, amounts and dates read, and what is wrong with them told by column.
//! Deliberately not here: what a row becomes (`row`).

use std::borrow::Cow;

use crate::data::table::{CellDate, CellProblem, DateStyle, NumberStyle, Row, currency_mark, parse_amount, parse_date};
use crate::domain::{Currency, Money, contact};

use super::currency::currency_of;
use super::meaning::{Meaning, meaning};
use super::plan::Plan;
use super::rejected::Reason;
use super::system::own_name;
use super::target::Target;

/// Of whom a field is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whose {
    /// Of what the row is: a deal, a customer.
    Own,
    /// Of the person that it names.
    Contact,
    /// Of the customer that it names.
    Customer,
}

/// A plan turned around: which columns hold what.
#[derive(Clone, Debug)]
pub(super) struct Columns {
    /// A few dozen as a rule, and asked for in every row: quicker gone through than searched.
    of: Vec<(Target, Vec<usize>)>,
    titles: Vec<String>,
    title_parts: Vec<usize>,
}

impl Columns {
    pub(super) fn of(plan: &Plan) -> Self {
        let mut of: Vec<(Target, Vec<usize>)> = Vec::new();
        for (at, column) in plan.columns.iter().enumerate().filter(|(_, column)| column.target != Target::Skip) {
            match of.iter_mut().find(|(target, _)| *target == column.target) {
                Some((_, columns)) => columns.push(at),
                None => of.push((column.target.clone(), vec![at])),
            }
        }
        let titles = plan.columns.iter().map(|column| own_name(&column.title).to_owned()).collect();
        Self { of, titles, title_parts: plan.title_parts.clone() }
    }

    /// The columns of a meaning; none is an empty list.
    pub(super) fn list(&self, target: &Target) -> &[usize] {
        self.of.iter().find(|(held, _)| held == target).map_or(&[], |(_, columns)| columns)
    }
}

/// How the cells of a file are read: what the survey found, and what a person decided over it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Styles {
    pub(super) dates: DateStyle,
    pub(super) numbers: NumberStyle,
    /// The currency of amounts that name none.
    pub(super) currency: Currency,
}

/// One row under its plan.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cells<'a> {
    pub(super) row: &'a Row,
    pub(super) columns: &'a Columns,
}

impl<'a> Cells<'a> {
    /// The cell of a meaning, without spaces around it; empty when there is none.
    pub(super) fn text(&self, target: &Target) -> &'a str {
        self.row.last_filled(self.columns.list(target)).trim()
    }

    /// Every filled cell of a meaning.
    pub(super) fn each(&self, target: &Target) -> impl Iterator<Item = &'a str> {
        let row = self.row;
        self.columns.list(target).iter().map(|&at| row.cell(at).trim()).filter(|cell| !cell.is_empty())
    }

    /// The filled cells of a meaning with the titles of their columns.
    pub(super) fn titled(&self, target: &Target) -> impl Iterator<Item = (&'a str, &'a str)> {
        let Self { row, columns } = *self;
        let cells = columns.list(target).iter().map(|&at| (columns.titles[at].as_str(), row.cell(at).trim()));
        cells.filter(|(_, cell)| !cell.is_empty())
    }

    /// What is kept by field name of one of those whom the row is about. Of ways to reach somebody every column counts.
    pub(super) fn fields(&self, of: Whose) -> impl Iterator<Item = (&'a str, Cow<'a, str>)> {
        let row = self.row;
        let named = self.columns.of.iter().filter_map(move |(target, columns)| match (target, of) {
            (Target::Field(name), Whose::Own)
            | (Target::ContactField(name), Whose::Contact)
            | (Target::CustomerField(name), Whose::Customer) => Some((name.as_str(), columns)),
            _ => None,
        });
        let filled = named.map(move |(name, columns)| {
            let cell = match columns.as_slice() {
                [_, _, ..] if contact::reaches(name) => {
                    let each = columns.iter().map(|&at| row.cell(at).trim()).filter(|cell| !cell.is_empty());
                    Cow::Owned(each.fold(String::new(), |all, cell| contact::joined(&all, cell)))
                }
                columns => Cow::Borrowed(row.last_filled(columns).trim()),
            };
            (name, cell)
        });
        filled.filter(|(_, cell)| !cell.is_empty())
    }

    /// The column that the cell of a meaning stands in, to name it when the cell is wrong.
    pub(super) fn column(&self, target: &Target) -> usize {
        let columns = self.columns.list(target);
        let filled = columns.iter().rev().find(|&&at| !self.row.cell(at).trim().is_empty());
        filled.or(columns.last()).copied().unwrap_or_default()
    }

    /// The date of a meaning; nothing when the cell is blank.
    pub(super) fn date(&self, target: &Target, styles: &Styles) -> Result<Option<CellDate>, Reason> {
        let wrong = |problem| Reason::Date { column: self.column(target), problem };
        parse_date(self.text(target), styles.dates).map_err(wrong)
    }

    /// What the row is worth; nothing when the cell is blank. A currency that is not understood, or two that contradict
    /// each other, are no reason to guess.
    pub(super) fn money(&self, styles: &Styles) -> Result<Option<Money>, Reason> {
        let cell = self.text(&Target::Amount);
        if cell.is_empty() {
            return Ok(None);
        }
        let currency = self.currency(cell)?.unwrap_or(styles.currency);
        let wrong = |problem: CellProblem| Reason::Amount { column: self.column(&Target::Amount), problem };
        // An exponent is one digit.
        let minor = parse_amount(cell, currency.exponent() as u8, styles.numbers).map_err(wrong)?;
        Ok(minor.map(|minor| Money::new(minor, currency)))
    }

    /// The currency that the row itself names, beside the amount or in a column.
    pub(super) fn currency(&self, amount: &str) -> Result<Option<Currency>, Reason> {
        let read = |text: &str, target: &Target| match text {
            "" => Ok(None),
            text => currency_of(text).map(Some).ok_or(Reason::Currency { column: self.column(target) }),
        };
        let told = read(self.text(&Target::Currency), &Target::Currency)?;
        let is_bare = amount.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        let mark = if is_bare { "" } else { currency_mark(amount) };
        match (told, read(mark, &Target::Amount)?) {
            (Some(told), Some(mark)) if told != mark => Err(Reason::Currency { column: self.column(&Target::Amount) }),
            (told, mark) => Ok(told.or(mark)),
        }
    }

    /// The funnel and the stage on which the file says that the deal stands. A status that closes the deal, or that is
    /// not understood, comes before the stage.
    pub(super) fn place(&self) -> (&'a str, &'a str) {
        let status = self.text(&Target::Status);
        let stage = if status.is_empty() || is_open(status) { self.text(&Target::Stage) } else { status };
        (self.text(&Target::Pipeline), stage)
    }

    /// The stage on which a deal stood before its status closed it.
    pub(super) fn stage_before_status(&self) -> Option<&'a str> {
        let status = self.text(&Target::Status);
        let stage = self.text(&Target::Stage);
        (!status.is_empty() && !is_open(status) && !stage.is_empty()).then_some(stage)
    }

    /// The title of a lead, which need not have one: its own, or that of whoever asks.
    pub(super) fn lead_title(&self) -> Option<String> {
        let buyer = || match self.contact() {
            name if name.is_empty() => self.text(&Target::Customer).to_owned(),
            name => name,
        };
        self.title().or_else(|| Some(buyer()).filter(|name| !name.is_empty()))
    }

    /// The title of the deal: its own, or made of the parts that are there.
    pub(super) fn title(&self) -> Option<String> {
        let own = self.text(&Target::Title);
        if !own.is_empty() {
            return Some(own.to_owned());
        }
        let parts: Vec<&str> = self.columns.title_parts.iter().map(|&at| self.row.cell(at).trim()).collect();
        let title = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
        (!title.is_empty()).then_some(title)
    }

    /// The person's full name, or first and last name.
    pub(super) fn contact(&self) -> String {
        match self.text(&Target::Contact) {
            "" => {
                let names = [self.text(&Target::FirstName), self.text(&Target::LastName)];
                names.into_iter().filter(|name| !name.is_empty()).collect::<Vec<_>>().join(" ")
            }
            name => name.to_owned(),
        }
    }
}

/// Whether a status says that the deal goes on, so that its stage tells where it stands.
fn is_open(status: &str) -> bool {
    let known = [
        "open",
        "открыта",
        "открыт",
        "в работе",
        "активна",
        "active",
        "in progress",
        "open deal",
        "connected",
        "attempted to contact",
        "bad timing",
    ];
    known.contains(&status.to_lowercase().as_str()) || matches!(meaning(status), Some(Meaning::Step(_)))
}
