//! What a file is taken for: its kind, the system it comes from, and the meaning of each column. Recognised from headers
//! and cells, then the person's to change.
//! Deliberately not here: the names of columns (`vocabulary`), reading the whole file (`seen`, `build`).

use crate::data::table::{DateStyle, fold_header};
use crate::domain::{Currency, IntakeId};

use super::about::{About, about, of_company, of_contact};
use super::currency::split_header;
use super::looks::{Looks, looks};
use super::source::Source;
use super::staff::StaffMap;
use super::stages::StageMap;
use super::system::{System, own_name};
use super::target::{Kind, Target};
use super::vocabulary::{OF_LEADS, OF_PEOPLE, Vocabulary};

/// Why a column is taken for what it is taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Its header says so.
    Header,
    /// Its cells look like it.
    Cells,
    /// Nothing tells; it is kept as a field under its own name, or left out where there are no fields.
    Unknown,
    /// A person said so.
    Chosen,
}

/// What one column is taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    /// How the column is called in the file.
    pub title: String,
    /// What it is taken for.
    pub target: Target,
    /// Why.
    pub why: Why,
}

/// How a file is read. Everything in it may be changed by a person before the file is surveyed and built.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// What its rows are.
    pub kind: Kind,
    /// The system it comes from.
    pub system: System,
    /// What each column is taken for, in the order of the file.
    pub columns: Vec<Mapping>,
    /// The columns of which the title of a deal without one is made, in this order.
    pub title_parts: Vec<usize>,
    /// The currency of amounts that name none; none when only the workspace can tell.
    pub currency: Option<Currency>,
    /// The order of day and month, when a person had to say.
    pub dates: Option<DateStyle>,
    /// What becomes of the stages of the file.
    pub stages: StageMap,
    /// Who the colleagues are whom the file names.
    pub staff: StaffMap,
    /// What is remembered of the last file of the same make, when this one is read as that was.
    pub recalled: Option<IntakeId>,
}

/// What a file is, as far as it can be told; none when a person has to say. Then [`Plan::of`] takes over.
pub fn recognise(source: &Source) -> Option<Plan> {
    let system = System::of(&source.header);
    let looks = looks(source);
    let found = |kind| Found { matches: matches(source, kind, system), looks: &looks };
    let (deals, purchases) = (found(Kind::Deals), found(Kind::Purchases));
    let (customers, members) = (found(Kind::Customers), found(Kind::Members));

    let own_title = deals.alone(&Target::Title, &customers, &Target::Customer);
    let own_order = purchases.alone(&Target::Id, &deals, &Target::Id);
    let has_buyer = [Target::Customer, Target::CustomerId, Target::Contact].iter().any(|t| purchases.has(t));
    let is_order = purchases.has(&Target::Created) && purchases.has(&Target::Amount) && has_buyer;
    let names_somebody =
        [Target::Customer, Target::Contact, Target::FirstName, Target::LastName].iter().any(|t| customers.has(t));
    let reaches = ["phone", "email"].iter().any(|way| customers.has(&Target::ContactField((*way).to_owned())));
    let names_staff = (members.has(&Target::Head) || members.has(&Target::Role)) && !reaches;
    let has_any = |names: &str| names.split(';').any(|name| !source.header.find(name).is_empty());
    // A number of customers without their names is that of the buyers themselves.
    let lists_people = has_any(OF_PEOPLE) && (customers.has(&Target::Customer) || !customers.has(&Target::CustomerId));
    let is_known = system != System::Unknown;

    let kind = if has_any(OF_LEADS) {
        Kind::Leads
    } else if is_known && has_any(OF_PEOPLE) && !own_title && !deals.has(&Target::Amount) {
        Kind::Contacts
    } else if deals.has(&Target::Stage) {
        Kind::Deals
    } else if is_order && (own_order || !own_title && !deals.has_stages_in(&Target::Status)) {
        Kind::Purchases
    } else if own_title
        || deals.has_stages_in(&Target::Status)
        || looks.iter().any(|column| column.stages)
        || deals.has(&Target::Title) && deals.has(&Target::Amount)
    {
        Kind::Deals
    } else if members.alone(&Target::Name, &customers, &Target::Customer)
        && (names_staff || !names_somebody)
        && !customers.has(&Target::Customer)
        && !customers.has(&Target::CustomerId)
    {
        Kind::Members
    } else if lists_people {
        Kind::Contacts
    } else if names_somebody {
        Kind::Customers
    } else {
        return None;
    };
    Some(Plan::with(source, kind, system, &looks))
}

/// What a table is that somebody has put where rows are of a kind: that kind, unless the table itself says more than whose
/// its rows are.
pub fn recognise_as(source: &Source, kind: Kind) -> Plan {
    let says_more = |plan: &Plan| {
        let is_list = matches!(plan.kind, Kind::Customers | Kind::Contacts | Kind::Deals);
        plan.system != System::Unknown || !is_list || plan.has(&Target::Stage)
    };
    recognise(source).filter(says_more).unwrap_or_else(|| Plan::of(source, kind))
}

impl Plan {
    /// How a file of this kind is read, whatever it looks like.
    pub fn of(source: &Source, kind: Kind) -> Self {
        Self::with(source, kind, System::of(&source.header), &looks(source))
    }

    fn with(source: &Source, kind: Kind, system: System, looks: &[Looks]) -> Self {
        let mut columns = mappings(source, kind, system);
        if kind.is_deal() || kind == Kind::Contacts {
            status_is_stage(&mut columns);
        }
        by_cells(&mut columns, looks, kind);
        let amount = columns.iter().find(|column| column.target == Target::Amount);
        let currency = amount.and_then(|column| split_header(&column.title)).map(|(_, currency)| currency);
        let title_parts = title_parts(&columns);
        let (stages, staff) = (StageMap::default(), StaffMap::default());
        Self { kind, system, columns, title_parts, currency, dates: None, stages, staff, recalled: None }
    }

    /// Takes a column for something else. A target that the kind of file has no place for is left out.
    pub fn take_for(&mut self, column: usize, target: Target) {
        if let Some(mapping) = self.columns.get_mut(column) {
            mapping.target = if target.fits(self.kind) { target } else { Target::Skip };
            mapping.why = Why::Chosen;
        }
    }

    /// The columns that are taken for a target, in the order of the file.
    pub fn columns_of(&self, target: &Target) -> Vec<usize> {
        (0..self.columns.len()).filter(|&at| self.columns[at].target == *target).collect()
    }

    /// Whether some column is taken for a target.
    pub fn has(&self, target: &Target) -> bool {
        self.columns.iter().any(|column| column.target == *target)
    }

    /// How the system is called in the identities of its deals. Leads are numbered for themselves.
    pub(super) fn deals_come_from(&self) -> String {
        let system = self.system.id();
        if self.kind == Kind::Deals || self.system == System::Own {
            system.to_owned()
        } else {
            format!("{system}.lead")
        }
    }

    /// How the system is called in the identities of people, who are numbered apart from companies.
    pub(super) fn people_come_from(&self) -> String {
        let system = self.system.id();
        if self.system == System::Own { system.to_owned() } else { format!("{system}.contact") }
    }

    /// Whether rows of the file stand on stages.
    pub(super) fn has_stages(&self) -> bool {
        let told = || self.has(&Target::Stage) || self.has(&Target::Status);
        self.kind.is_deal() || self.kind == Kind::Contacts && told()
    }
}

/// The best match of each column of a file taken for one kind.
struct Found<'a> {
    matches: Vec<Option<(Target, usize)>>,
    looks: &'a [Looks],
}

impl Found<'_> {
    fn has(&self, target: &Target) -> bool {
        self.matches.iter().flatten().any(|(found, _)| found == target)
    }

    /// Whether a column has this meaning and not that one when the file is taken for another kind.
    fn alone(&self, target: &Target, other: &Self, as_other: &Target) -> bool {
        let is = |found: &Option<(Target, usize)>, target| found.as_ref().is_some_and(|(found, _)| found == target);
        self.matches.iter().zip(&other.matches).any(|(here, there)| is(here, target) && !is(there, as_other))
    }

    /// Whether a column with this meaning holds what people call stages.
    fn has_stages_in(&self, target: &Target) -> bool {
        let is = |found: &Option<(Target, usize)>| found.as_ref().is_some_and(|(found, _)| found == target);
        self.matches.iter().zip(self.looks).any(|(found, looks)| is(found) && looks.stages)
    }
}

/// What each header means and how sure that is: less is surer.
fn matches(source: &Source, kind: Kind, system: System) -> Vec<Option<(Target, usize)>> {
    let vocabulary = Vocabulary::of(kind, system);
    let [people, companies] = [Kind::Contacts, Kind::Customers].map(|kind| Vocabulary::of(kind, system));
    let mut found: Vec<_> = source
        .header
        .columns
        .iter()
        .map(|column| {
            let amount = || split_header(&column.title).and_then(|(rest, _)| vocabulary.find(&fold_header(rest)));
            match about(&column.title) {
                Some((About::Contact, name)) if kind != Kind::Members => Some(of_contact(name, &people)),
                Some((About::Company, name)) if kind != Kind::Members => Some(of_company(name, &companies, kind)),
                _ => {
                    vocabulary.find(&column.folded).or_else(|| amount().filter(|(target, _)| *target == Target::Amount))
                }
            }
        })
        .collect();
    // A portal may call its deals otherwise: «Название заявки», «Название проекта».
    let is_title = |found: &Option<(Target, usize)>| found.as_ref().is_some_and(|(t, _)| *t == Target::Title);
    if kind.is_deal() && !found.iter().any(is_title) {
        let renamed = |at: &usize| found[*at].is_none() && source.header.columns[*at].folded.starts_with("название");
        if let Some(at) = (0..found.len()).find(renamed) {
            found[at] = Some((Target::Title, usize::MAX));
        }
    }
    found
}

/// The surest columns of each meaning get it, and every way to reach somebody; the others keep their name.
fn mappings(source: &Source, kind: Kind, system: System) -> Vec<Mapping> {
    let found = matches(source, kind, system);
    let surest = |target: &Target| found.iter().flatten().filter(|(t, _)| t == target).map(|&(_, rank)| rank).min();
    let mapping = |at: usize| {
        let title = source.title(at);
        let own = |target: fn(String) -> Target| target(own_name(&title).to_owned());
        let (target, why) = match &found[at] {
            Some((Target::Skip, _)) => (Target::Skip, Why::Header),
            Some((target, rank)) if target.reaches() || surest(target) == Some(*rank) => (target.clone(), Why::Header),
            Some((Target::ContactField(_), _)) => (own(Target::ContactField), Why::Header),
            Some((Target::CustomerField(_), _)) => (own(Target::CustomerField), Why::Header),
            _ if kind == Kind::Purchases => (Target::Skip, Why::Unknown),
            _ => (Target::kept(kind, own_name(&title)).unwrap_or(Target::Skip), Why::Unknown),
        };
        Mapping { title, target, why }
    };
    (0..found.len()).map(mapping).collect()
}

/// Where no column is called a stage, the status is one.
fn status_is_stage(columns: &mut [Mapping]) {
    if !columns.iter().any(|column| column.target == Target::Stage) {
        columns.iter_mut().filter(|column| column.target == Target::Status).for_each(|c| c.target = Target::Stage);
    }
}

/// What cells alone tell, where no header did.
fn by_cells(columns: &mut [Mapping], looks: &[Looks], kind: Kind) {
    let mut take = |target: Target, is: fn(&Looks) -> bool| {
        if columns.iter().any(|column| column.target == target) {
            return;
        }
        let mut alike = (0..columns.len()).filter(|&at| columns[at].why == Why::Unknown && is(&looks[at]));
        if let (Some(only), None) = (alike.next(), alike.next()) {
            columns[only].target = target;
            columns[only].why = Why::Cells;
        }
    };
    if kind.is_deal() {
        take(Target::Stage, |looks| looks.stages);
    }
    if kind.is_deal() || kind == Kind::Purchases {
        take(Target::Amount, |looks| looks.money);
        take(Target::Created, |looks| looks.dates);
    }
}

/// What a deal is about and who buys, of what the file has.
fn title_parts(columns: &[Mapping]) -> Vec<usize> {
    let of = |target: &Target| columns.iter().position(|column| column.target == *target);
    let buyer = of(&Target::Customer).or_else(|| of(&Target::Contact)).or_else(|| of(&Target::FirstName));
    of(&Target::Field("products".into())).into_iter().chain(buyer).collect()
}
