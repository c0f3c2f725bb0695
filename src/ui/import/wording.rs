//! What files, columns and rows are, and what is wrong with them, in words.

use super::opened::{Failed, Why};
use crate::app::words::{Books, Count, Sheets, Words};
use crate::data::card::CardProblem;
use crate::data::import::{Kind, Reason, Rejected, Sheet, System, Taken, Tally, Target, recognise};
use crate::data::letter::LetterProblem;
use crate::data::table::xlsx::BookProblem;
use crate::data::table::{CellProblem, Foreign, TableProblem};

/// What a file looks like.
pub(super) fn looks_like(words: &Words, own: &Sheets, sheet: &Sheet) -> String {
    if recognise(&sheet.source).is_none() {
        return words.import.looks_like_table.to_owned();
    }
    let system = match sheet.plan.system {
        System::Bitrix24 => words.import.bitrix24,
        System::Amocrm => "amoCRM",
        System::Hubspot => "HubSpot",
        System::Pipedrive => "Pipedrive",
        System::Own | System::Unknown => {
            let looks = match sheet.plan.kind {
                Kind::Members => words.import.looks_like_people,
                Kind::Customers => words.import.looks_like_companies,
                Kind::Contacts => own.looks_like_contacts,
                Kind::Leads => own.looks_like_leads,
                Kind::Deals => words.import.looks_like_deals,
                Kind::Purchases => words.import.looks_like_purchases,
            };
            return looks.to_owned();
        }
    };
    words.import.looks_like_export.fill([system])
}

/// A kind of file, as the select shows it.
pub(super) fn kind(words: &Words, own: &Sheets, kind: Kind) -> &'static str {
    match kind {
        Kind::Members => words.import.staff,
        Kind::Customers => words.import.companies,
        Kind::Contacts => own.contacts,
        Kind::Leads => own.leads,
        Kind::Deals => words.import.deals,
        Kind::Purchases => words.import.purchases,
    }
}

/// What a column can be taken for.
pub(super) fn target(words: &Words, own: &Sheets, kind: Kind, target: &Target) -> String {
    let import = &words.import;
    let word = match target {
        Target::Skip => import.leave_out,
        Target::Id => import.id,
        Target::Title => import.subject,
        Target::Amount => import.amount,
        Target::Currency => import.currency,
        Target::Stage => import.stage,
        Target::Status => import.status,
        Target::Pipeline => import.pipeline,
        Target::StageSince => import.stage_since,
        Target::Customer => import.company,
        Target::CustomerId => import.company_id,
        Target::Contact => import.person,
        Target::ContactId => import.person_id,
        Target::FirstName => import.first_name,
        Target::LastName => import.last_name,
        Target::Owner => import.owner,
        Target::Created => import.created,
        Target::Closed => import.closed,
        Target::NextContact => import.next_contact,
        Target::LossReason => import.reason,
        Target::Note => import.note,
        Target::Tags => import.tags,
        Target::PurchaseKind => import.kind,
        Target::Name => import.name,
        Target::Role => import.role,
        Target::Head => import.head,
        Target::CustomerField(name) => return own.customer_field.fill([field(words, own, name).unwrap_or(name)]),
        Target::ContactField(name) => match field(words, own, name) {
            Some(known) => known,
            None if kind == Kind::Contacts => return import.own_field.fill([name]),
            None => return own.contact_field.fill([name]),
        },
        Target::Field(name) => match field(words, own, name) {
            Some(known) => known,
            None => return import.own_field.fill([name]),
        },
    };
    word.to_owned()
}

/// A field that has a name here; none when it is called as its column.
fn field(words: &Words, own: &Sheets, name: &str) -> Option<&'static str> {
    let import = &words.import;
    Some(match name {
        "phone" => import.phone,
        "email" => import.email,
        "telegram" => own.messenger,
        "job_title" => import.job_title,
        "city" => import.city,
        "country" => own.country,
        "address" => own.address,
        "site" => own.site,
        "trade" => import.industry,
        "inn" => import.tax_number,
        "source" => import.source,
        "products" => import.product,
        "task" => import.task,
        _ => return None,
    })
}

/// Why a file can't be loaded: what is wrong, where, and what to do.
pub(super) fn failed(words: &Words, books: &Books, failed: &Failed) -> String {
    match &failed.why {
        Why::Unreadable => words.import.unreadable.to_owned(),
        Why::NoWorker => books.no_worker.to_owned(),
        Why::Table(problem) => table(words, problem),
        Why::Book(problem) => book(words, books, problem),
        Why::Letter(LetterProblem::TooLarge { bytes, limit }) | Why::Card(CardProblem::TooLarge { bytes, limit }) => {
            let size = |bytes: usize| words.units.megabytes.fill([&words.grammar.number(bytes.div_ceil(1_000_000))]);
            words.import.too_big.fill([&size(*bytes), &size(*limit)])
        }
        Why::Letter(LetterProblem::Outlook) => books.outlook.to_owned(),
        Why::Letter(LetterProblem::NotALetter) => books.no_letter.to_owned(),
        Why::Card(CardProblem::TooMany { limit }) => books.many_cards.fill([&words.grammar.number(*limit)]),
        Why::Card(CardProblem::NotACard) => books.no_card.to_owned(),
        Why::Card(CardProblem::Nobody) => books.empty_card.to_owned(),
    }
}

/// Why a workbook can't be read.
fn book(words: &Words, books: &Books, problem: &BookProblem) -> String {
    let size = |bytes: usize| words.units.megabytes.fill([&words.grammar.number(bytes.div_ceil(1_000_000))]);
    match problem {
        BookProblem::Broken(part) => books.broken.fill([part]),
        BookProblem::Locked | BookProblem::Old => words.import.xlsx.to_owned(),
        BookProblem::TooLarge { bytes, limit } => words.import.too_big.fill([&size(*bytes), &size(*limit)]),
        BookProblem::Bursts { limit } => books.bursts.fill([&size(usize::try_from(*limit).unwrap_or(usize::MAX))]),
        BookProblem::TooManyColumns { sheet, row, limit } => {
            books.too_wide.fill([sheet, &words.grammar.number(*row as usize), &words.grammar.number(*limit)])
        }
        BookProblem::Empty => books.empty.to_owned(),
    }
}

/// Why a text is no table.
fn table(words: &Words, problem: &TableProblem) -> String {
    let import = &words.import;
    let number = |n: usize| words.grammar.number(n);
    let size = |bytes: usize| words.units.megabytes.fill([&number(bytes.div_ceil(1_000_000))]);
    match problem {
        TableProblem::Empty => import.empty.to_owned(),
        TableProblem::OneColumn => import.one_column.to_owned(),
        TableProblem::NotATable(foreign) => match foreign {
            Foreign::Workbook | Foreign::OldWorkbook => import.xlsx,
            Foreign::Markup => import.markup,
            Foreign::Pdf => import.pdf,
            Foreign::Binary => import.not_a_table,
        }
        .to_owned(),
        TableProblem::TooLarge { bytes, limit } => import.too_big.fill([&size(*bytes), &size(*limit)]),
        TableProblem::TooManyColumns { line, columns, limit } => {
            import.too_many_columns.fill([&number(*line as usize), &number(*columns), &number(*limit)])
        }
        TableProblem::BrokenQuote { line } => import.open_quote.fill([&number(*line as usize)]),
        TableProblem::MixedEncoding { line } => import.mixed_encodings.fill([&number(*line as usize)]),
    }
}

/// Why a row was not loaded.
pub(super) fn reason(words: &Words, rejected: &Rejected) -> String {
    let import = &words.import;
    let cell = |column: usize| rejected.row.cell(column).to_owned();
    match &rejected.reason {
        Reason::NoTitle | Reason::NoName => import.row_no_name.to_owned(),
        Reason::NoCustomer => import.row_no_company.to_owned(),
        Reason::NoDate => import.row_no_date.to_owned(),
        Reason::Amount { column, problem } | Reason::Date { column, problem } => {
            let line = match problem {
                CellProblem::NotAnAmount => import.row_bad_amount,
                CellProblem::AmbiguousAmount => import.row_two_amounts,
                CellProblem::AmountTooLarge => import.row_huge_amount,
                CellProblem::NotADate => import.row_bad_date,
                CellProblem::ShortYear => import.row_short_year,
                CellProblem::NoSuchMoment => import.row_no_such_day,
                CellProblem::AmbiguousDate => import.row_two_dates,
            };
            line.fill([&cell(*column)])
        }
        Reason::Currency { column } => import.row_bad_currency.fill([&cell(*column)]),
        Reason::PurchaseKind { column } => import.row_bad_kind.fill([&cell(*column)]),
        Reason::StageNotChosen(_) => import.row_no_stage.to_owned(),
        Reason::LeftOut => import.row_leave_out.to_owned(),
        Reason::ClosedBeforeCreated => import.row_dates_swapped.to_owned(),
        Reason::TooManyCells { cells, columns } => import.row_cells.fill([&cells.to_string(), &columns.to_string()]),
        Reason::Duplicate { line } => import.row_twice.fill([&line.to_string()]),
    }
}

/// The button that loads.
pub(super) fn load(words: &Words, own: &Sheets, kind: Kind, taken: &Taken) -> String {
    let import = &words.import;
    let records =
        [&import.load_companies, &own.load_contacts, &own.load_leads, &import.load_deals, &import.load_purchases];
    count(kind, taken, records, &own.load_records)
}

/// What the toast says afterwards.
pub(super) fn loaded(words: &Words, own: &Sheets, kind: Kind, taken: &Taken) -> String {
    let toast = &words.toast;
    let records = [
        &toast.loaded_companies,
        &own.loaded_contacts,
        &own.loaded_leads,
        &toast.loaded_deals,
        &toast.loaded_purchases,
    ];
    count(kind, taken, records, &own.loaded_records)
}

/// How many of what the files are mostly about are new or change; of all records, when none of those are.
fn count(kind: Kind, taken: &Taken, words: [&Count; 5], any: &Count) -> String {
    let changed = |tally: Tally| (tally.new + tally.updated) as usize;
    let tallies = &taken.tallies;
    let [companies, contacts, leads, deals, purchases] = words;
    let (word, count) = match kind {
        Kind::Members | Kind::Customers => (companies, changed(tallies.customers)),
        Kind::Contacts => (contacts, changed(tallies.people)),
        Kind::Leads => (leads, changed(tallies.leads)),
        Kind::Deals => (deals, changed(tallies.deals)),
        Kind::Purchases => (purchases, changed(tallies.purchases)),
    };
    if count == 0 { any.of(taken.records.len()) } else { word.of(count) }
}
