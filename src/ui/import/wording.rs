//! What files, columns and rows are, and what is wrong with them, in words.

use super::opened::{Failed, Why};
use crate::app::words::{Books, Words};
use crate::data::card::CardProblem;
use crate::data::import::{Kind, Reason, Rejected, Sheet, System, Taken, Target, recognise};
use crate::data::letter::LetterProblem;
use crate::data::table::xlsx::BookProblem;
use crate::data::table::{CellProblem, Foreign, TableProblem};

/// What a file looks like.
pub(super) fn looks_like(words: &Words, sheet: &Sheet) -> String {
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
                Kind::Deals => words.import.looks_like_deals,
                Kind::Purchases => words.import.looks_like_purchases,
            };
            return looks.to_owned();
        }
    };
    words.import.looks_like_export.fill([system])
}

/// A kind of file, as the select shows it.
pub(super) fn kind(words: &Words, kind: Kind) -> &'static str {
    match kind {
        Kind::Members => words.import.staff,
        Kind::Customers => words.import.companies,
        Kind::Deals => words.import.deals,
        Kind::Purchases => words.import.purchases,
    }
}

/// A kind of file, as the select knows it.
pub(super) fn kind_code(kind: Kind) -> &'static str {
    match kind {
        Kind::Members => "members",
        Kind::Customers => "customers",
        Kind::Deals => "deals",
        Kind::Purchases => "purchases",
    }
}

/// What a column can be taken for.
pub(super) fn target(words: &Words, target: &Target) -> String {
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
        Target::ContactField(name) | Target::Field(name) => match name.as_str() {
            "phone" => import.phone,
            "email" => import.email,
            "job_title" => import.job_title,
            "city" => import.city,
            "trade" => import.industry,
            "inn" => import.tax_number,
            "source" => import.source,
            "products" => import.product,
            "task" => import.task,
            own => return import.own_field.fill([own]),
        },
    };
    word.to_owned()
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
pub(super) fn load(words: &Words, kind: Kind, taken: &Taken) -> String {
    count(kind, taken, &words.import.load_deals, &words.import.load_purchases, &words.import.load_companies)
}

/// What the toast says afterwards.
pub(super) fn loaded(words: &Words, kind: Kind, taken: &Taken) -> String {
    count(kind, taken, &words.toast.loaded_deals, &words.toast.loaded_purchases, &words.toast.loaded_companies)
}

fn count(
    kind: Kind,
    taken: &Taken,
    deals: &crate::app::words::Count,
    purchases: &crate::app::words::Count,
    companies: &crate::app::words::Count,
) -> String {
    let changed = |tally: crate::data::import::Tally| (tally.new + tally.updated) as usize;
    match kind {
        Kind::Deals => deals.of(changed(taken.tallies.deals)),
        Kind::Purchases => purchases.of(changed(taken.tallies.purchases)),
        Kind::Customers | Kind::Members => companies.of(changed(taken.tallies.customers)),
    }
}
