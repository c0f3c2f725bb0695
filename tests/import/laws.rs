//! Laws of taking in any table.

use proptest::prelude::*;
use voronka::data::import::*;
use voronka::data::table::{LineBreak, Separator, write_csv_row};
use voronka::domain::{Command, Record, RecordId, Workspace};

use crate::desk::*;

const HEADERS: &[&str] = &[
    "ID",
    "Название сделки",
    "Сделка",
    "Сумма",
    "Бюджет ₽",
    "Валюта",
    "Этап сделки",
    "Статус",
    "Воронка",
    "Компания",
    "customer_id",
    "Контакт",
    "Имя",
    "Фамилия",
    "Телефон",
    "Ответственный",
    "Дата создания",
    "Дата закрытия",
    "Причина отказа",
    "Примечание",
    "Теги",
    "Источник",
    "Товар",
    "Deal - Status",
    "Дата следующего контакта",
    "kind",
    "order_id",
    "Роль",
    "Руководитель",
    "Регион",
    "",
    "Название",
    "Полное имя контакта",
    "Lifecycle Stage",
    "Телефон (компания)",
    "Мобильный телефон (контакт)",
    "ID контакта",
];

const CELLS: &[&str] = &[
    "",
    "",
    " ",
    "1",
    "2",
    "3",
    "Насос",
    "насос",
    "Привод",
    "ООО «Вихрь»",
    "ооо вихрь",
    "Степь",
    "Анна Ли",
    "Анна Ли [7]",
    "Won",
    "Lost",
    "Новая",
    "Думают",
    "КП отправлено",
    "Open",
    "Условный отказ",
    "C2:WON",
    "100",
    "1 250,50 ₽",
    "$5",
    "-7",
    "много",
    "RUB",
    "тугрик",
    "12.01.2026",
    "05.12.2025 10:15",
    "2026-01-12T10:15:00+03:00",
    "03/04/2026",
    "31.02.2026",
    "refund",
    "продажа",
    "опт, Урал",
    "=1+1",
    "a;b",
    "две\nстроки",
    "«»",
    "9999-12-31",
    "0001-01-01",
];

fn cell() -> impl Strategy<Value = String> {
    prop_oneof![9 => proptest::sample::select(CELLS).prop_map(str::to_owned), 1 => any::<String>()]
}

fn header() -> impl Strategy<Value = Vec<String>> {
    let title = prop_oneof![19 => proptest::sample::select(HEADERS).prop_map(str::to_owned), 1 => any::<String>()];
    proptest::collection::vec(title, 2..9)
}

fn table() -> impl Strategy<Value = String> {
    header().prop_flat_map(|header| {
        let width = header.len();
        let row = proptest::collection::vec(cell(), width.saturating_sub(1)..=width + 1);
        (Just(header), proptest::collection::vec(row, 0..30)).prop_map(|(header, rows)| {
            let mut text = String::new();
            write_csv_row(&mut text, Separator::Comma, LineBreak::Lf, &header);
            rows.iter().for_each(|row| write_csv_row(&mut text, Separator::Comma, LineBreak::Lf, row));
            text
        })
    })
}

/// A table taken for a kind, with every stage that nothing is suggested for on a basket but the last.
fn read_as(text: &str, kind: Kind, workspace: &Workspace) -> Option<Sheet> {
    // Read as it was written: a column that is called `|` may look like another separator.
    let source = Source::new("any.csv", text).ok()?.with_separator(Separator::Comma).ok()?;
    let mut surveyed = with_plan(source.clone(), Plan::of(&source, kind), workspace);
    let waiting: Vec<_> = surveyed.plan.stages.undecided(&surveyed.seen.stages).into_iter().cloned().collect();
    for value in waiting.iter().skip(1) {
        surveyed.plan.stages.choose(value, Some(to("refresh-4r.needs")));
    }
    Some(surveyed)
}

/// Companies in a list of their own, each name once.
fn companies() -> impl Strategy<Value = String> {
    proptest::collection::btree_map(0_usize..6, ("[ -~]{0,6}", 1_u32..28, 0_usize..3), 0..6).prop_map(|companies| {
        let mut text = String::new();
        let head =
            ["ID", "Название компании", "Дата создания", "Сфера деятельности", "Ответственный", "Доступен для всех"];
        write_csv_row(&mut text, Separator::Semicolon, LineBreak::Lf, head);
        for (at, (trade, day, owner)) in companies {
            let (id, name, day) = ((at + 1).to_string(), format!("ООО «{at}»"), format!("{day:02}.01.2026"));
            let row = [&id, &name, &day, trade.trim(), ["", "Анна", "Борис"][owner], "Да"];
            write_csv_row(&mut text, Separator::Semicolon, LineBreak::Lf, row);
        }
        text
    })
}

/// People in a list of their own, at companies of that list, at others, and at none.
fn contacts() -> impl Strategy<Value = String> {
    let person = (0_usize..4, 0_usize..9, 1_u32..28, 0_usize..3);
    proptest::collection::vec(person, 0..12).prop_map(|people| {
        let mut text = String::new();
        let head = [
            "ID",
            "Имя",
            "Фамилия",
            "Компания",
            "Рабочий телефон",
            "Дата создания",
            "Ответственный",
            "Доступен для всех",
        ];
        write_csv_row(&mut text, Separator::Semicolon, LineBreak::Lf, head);
        for (at, (name, company, day, owner)) in people.into_iter().enumerate() {
            let company = if company == 8 { String::new() } else { format!("ооо {company}") };
            let (id, phone, day) =
                ((at + 11).to_string(), format!("+7 495 000-00-{at:02}"), format!("{day:02}.01.2026"));
            let name = ["Анна", "Олег", "Пётр", "Ида"][name];
            let row = [&id, name, "Ли", &company, &phone, &day, ["", "Анна", "Вера"][owner], "Да"];
            write_csv_row(&mut text, Separator::Semicolon, LineBreak::Lf, row);
        }
        text
    })
}

/// Everything there is but funnels, as lines in no order of their own, names as names are compared.
fn everything(workspace: &Workspace) -> Vec<String> {
    let records: Vec<Record> = workspace.records().filter(|record| !matches!(record, Record::Pipeline(_))).collect();
    let mut told: Vec<_> = lines(&records).iter().map(|line| fold_name(line)).collect();
    told.sort();
    told
}

fn kind() -> impl Strategy<Value = Kind> {
    proptest::sample::select(&Kind::ALL[..])
}

proptest! {
    #[test]
    fn every_row_is_taken_or_rejected(text in table(), kind in kind()) {
        let workspace = workspace();
        let Some(sheet) = read_as(&text, kind, &workspace) else { return Ok(()) };
        let rows = sheet.seen.rows;
        let taken = build(&workspace, vec![sheet]);
        let file = &taken.files[0];
        prop_assert_eq!(file.rows, rows);
        prop_assert_eq!(file.rows as usize, file.taken as usize + file.merged as usize + file.rejected.len());
        let main = match kind {
            Kind::Members | Kind::Contacts => None,
            Kind::Customers => Some(taken.tallies.customers.total()),
            Kind::Leads | Kind::Deals => Some(taken.tallies.deals.total()),
            Kind::Purchases => Some(taken.tallies.purchases.total()),
        };
        prop_assert_eq!(main.unwrap_or(file.taken), file.taken);
    }

    #[test]
    fn what_is_built_is_taken_in_and_the_same_file_then_changes_nothing(text in table(), kind in kind()) {
        let mut workspace = workspace();
        let Some(sheet) = read_as(&text, kind, &workspace) else { return Ok(()) };
        let taken = build(&workspace, vec![sheet.clone()]);
        take_in(&mut workspace, &taken);
        for deal in workspace.deals() {
            prop_assert!(deal.history.is_sorted_by(|a, b| (a.at, a.id) < (b.at, b.id)));
            prop_assert!(deal.history.is_sorted_by(|a, b| Some(a.to) == b.from));
        }
        let again = build_from(&workspace, vec![sheet], 100, 1_000_000);
        prop_assert_eq!(lines(&again.records), [""; 0]);
        prop_assert_eq!(again.files[0].rejected.len(), taken.files[0].rejected.len());
    }

    #[test]
    fn an_import_is_undone_as_one(text in table(), kind in kind()) {
        let mut workspace = workspace();
        let Some(sheet) = read_as(&text, kind, &workspace) else { return Ok(()) };
        let intake = remember(&sheet.source, &sheet.plan).map(Record::from);
        let records = build(&workspace, vec![sheet]).records.into_iter().chain(intake).collect();
        let before = workspace.clone();
        let change = workspace.apply(Command::TakeIn(records), &context()).unwrap();
        workspace.apply(Command::Replay(change.reversed()), &context()).unwrap();
        prop_assert_eq!(workspace, before);
    }

    #[test]
    fn what_is_remembered_of_a_file_is_what_was_said_of_it(text in table(), kind in kind()) {
        let mut workspace = workspace();
        let Some(mut sheet) = read_as(&text, kind, &workspace) else { return Ok(()) };
        sheet.plan.take_for(0, Target::Skip);
        let Some(intake) = remember(&sheet.source, &sheet.plan) else { return Ok(()) };
        workspace.apply(Command::TakeIn(vec![intake.clone().into()]), &context()).unwrap();
        let plan = recall(&sheet.source, &workspace).unwrap();
        prop_assert_eq!((plan.kind, &plan.stages), (sheet.plan.kind, &sheet.plan.stages));
        prop_assert_eq!(remember(&sheet.source, &plan), Some(intake));
    }

    #[test]
    fn contacts_before_companies_or_after_come_to_the_same(companies in companies(), contacts in contacts()) {
        let taken = |order: [&str; 2]| {
            let mut workspace = workspace();
            for (text, first) in order.into_iter().zip([0, 10_000]) {
                let source = Source::new("any.csv", text).unwrap().with_separator(Separator::Semicolon).unwrap();
                let kind = if text.contains("Фамилия") { Kind::Contacts } else { Kind::Customers };
                let read = with_plan(source.clone(), Plan::of(&source, kind), &workspace);
                let taken = build_from(&workspace, vec![read], 100, first);
                assert!(taken.files[0].rejected.is_empty());
                take_in(&mut workspace, &taken);
            }
            everything(&workspace)
        };
        prop_assert_eq!(taken([&companies, &contacts]), taken([&contacts, &companies]));
    }

    #[test]
    fn slices_do_not_matter(text in table(), kind in kind(), slice in 0_usize..40) {
        let workspace = workspace();
        let Some(sheet) = read_as(&text, kind, &workspace) else { return Ok(()) };
        prop_assert_eq!(build_from(&workspace, vec![sheet.clone()], slice, 0), build(&workspace, vec![sheet]));
    }

    #[test]
    fn each_record_follows_those_it_refers_to(text in table(), kind in kind()) {
        let workspace = workspace();
        let Some(sheet) = read_as(&text, kind, &workspace) else { return Ok(()) };
        let mut there: std::collections::BTreeSet<RecordId> = workspace.records().map(|record| record.id()).collect();
        for record in build(&workspace, vec![sheet]).records {
            prop_assert!(record.refers_to().iter().all(|id| there.contains(id)), "{:?}", record);
            prop_assert!(there.insert(Record::id(&record)));
        }
    }

    #[test]
    fn any_text_is_recognised_or_not_without_a_panic(text in any::<String>()) {
        if let Ok(source) = Source::new("any.csv", text) {
            let _ = recognise(&source);
        }
    }

    #[test]
    fn rejected_rows_come_back_as_they_were(text in table(), kind in kind()) {
        let workspace = workspace();
        let Some(sheet) = read_as(&text, kind, &workspace) else { return Ok(()) };
        let columns = sheet.source.header.columns.len();
        let separator = sheet.source.separator;
        let report = build(&workspace, vec![sheet]).files.remove(0);
        let file = report.rejected_csv(REASON_HEADERS[1], |_| "=reason".to_owned());
        let text = file.strip_prefix('\u{feff}').unwrap();
        let rows = voronka::data::table::TableReader::new(text, separator).next_rows(usize::MAX).unwrap();
        prop_assert_eq!(rows.len(), report.rejected.len() + 1);
        prop_assert_eq!(rows[0].cell(columns), REASON_HEADERS[1]);
        for (row, rejected) in rows[1..].iter().zip(&report.rejected) {
            prop_assert_eq!(row.cell(columns), "=reason");
            for at in 0..columns {
                prop_assert_eq!(row.cell(at), rejected.row.cell(at));
            }
        }
    }
}
