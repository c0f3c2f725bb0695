//! A second import updates instead of doubling, and what was done since stays done.

use voronka::data::import::*;
use voronka::data::table::TableProblem;
use voronka::domain::{Command, Context, Currency, EntryId, Moment, Record, Slug, Workspace};

use crate::desk::*;

const FIXTURES: [&str; 22] = [
    "staff.csv",
    "customers.csv",
    "hubspot_contacts.csv",
    "bitrix24_deal.csv",
    "amocrm_deals.csv",
    "hubspot_deals.csv",
    "pipedrive_deals.csv",
    "sales_pipeline.csv",
    "purchases.csv",
    "bitrix24_company.csv",
    "bitrix24_contact.csv",
    "bitrix24_contact_en.csv",
    "bitrix24_lead.csv",
    "amocrm_contacts.csv",
    "amocrm_deals_kz.csv",
    "hubspot_companies.csv",
    "hubspot_contacts_leads.csv",
    "hubspot_leads.csv",
    "pipedrive_people.csv",
    "pipedrive_organizations.csv",
    "pipedrive_leads.csv",
    "merged_cells.csv",
];

fn import(workspace: &mut Workspace, text: &str, first: u128) -> Taken {
    let taken = build_from(workspace, vec![sheet(source(text), workspace)], 100, first);
    take_in(workspace, &taken);
    taken
}

fn deals(workspace: &Workspace) -> Vec<String> {
    lines(&workspace.deals().cloned().map(Record::Deal).collect::<Vec<_>>())
}

#[test]
fn the_same_file_again_changes_nothing() {
    for name in FIXTURES {
        let mut workspace = workspace();
        let first = build(&workspace, vec![sheet(fixture(name), &workspace)]);
        take_in(&mut workspace, &first);
        let second = build_from(&workspace, vec![sheet(fixture(name), &workspace)], 7, 1_000);
        assert_eq!(lines(&second.records), [""; 0], "{name}");
        assert_eq!(first.files[0].rejected, second.files[0].rejected, "{name}");
        let (new, again) = (first.tallies, second.tallies);
        assert_eq!((again.deals.unchanged, again.deals.new), (new.deals.new, 0), "{name}");
        assert_eq!(again.purchases.unchanged, new.purchases.new, "{name}");
        assert_eq!(again.customers.unchanged, new.customers.new, "{name}");
    }
}

#[test]
fn all_files_in_one_drop_go_together() {
    let mut workspace = workspace();
    let sheets = FIXTURES[..9].iter().rev().map(|name| sheet(fixture(name), &workspace)).collect();
    let taken = build(&workspace, sheets);
    let kinds: Vec<_> = taken.files.iter().map(|file| file.kind).collect();
    assert!(kinds.is_sorted());
    // The same companies stand in several files, the same colleagues in most.
    let names = |wanted: &str| lines(&taken.records).iter().filter(|line| line.starts_with(wanted)).count();
    assert_eq!((names("member Anna Lee"), names("member Мария Котова"), names("company ООО")), (1, 1, 1));
    take_in(&mut workspace, &taken);
    let again =
        build_from(&workspace, FIXTURES[..9].iter().map(|name| sheet(fixture(name), &workspace)).collect(), 3, 1_000);
    assert_eq!(lines(&again.records), [""; 0]);
}

/// Four systems that contradict each other: of two files the later one counts, every time.
#[test]
fn everything_at_once_twice_is_everything_once() {
    let mut workspace = workspace();
    let drop = |workspace: &Workspace, first| {
        build_from(workspace, FIXTURES.iter().map(|name| sheet(fixture(name), workspace)).collect(), 50, first)
    };
    let taken = drop(&workspace, 0);
    take_in(&mut workspace, &taken);
    assert_eq!(lines(&drop(&workspace, 10_000).records), [""; 0]);
}

#[test]
fn a_newer_file_updates_what_it_says_and_keeps_the_rest() {
    let mut workspace = workspace();
    import(
        &mut workspace,
        "ID,Сделка,Этап,Сумма,Клиент,Дата создания,Регион\n1,Насос,Новая,100,Вихрь,12.01.2026,Урал\n",
        0,
    );
    let taken = import(
        &mut workspace,
        "ID,Сделка,Этап,Сумма,Клиент,Дата создания,Дата закрытия,Регион\n\
         1,Насос НК-40,Won,,Вихрь,12.01.2026,30.01.2026,\n2,Привод,Новая,,вихрь,13.01.2026,,\n",
        100,
    );
    assert_eq!(
        (taken.tallies.deals, taken.tallies.customers),
        (Tally { new: 1, updated: 1, unchanged: 0 }, Tally { new: 0, updated: 0, unchanged: 1 },)
    );
    let vihr = workspace.customers().next().unwrap().id;
    assert_eq!(
        deals(&workspace),
        [
            format!(
                "deal Насос НК-40 | csv#1 | {vihr} | 10000 RUB | - | since 2026-01-12 00 | deals-4r.new 2026-01-12 00 > deals-4r.won 2026-01-30 00 | Регион=\"Урал\""
            ),
            format!("deal Привод | csv#2 | {vihr} | - | - | since 2026-01-13 00 | deals-4r.new 2026-01-13 00 |"),
        ]
    );
}

#[test]
fn a_deal_that_has_moved_on_here_is_not_moved_back() {
    let file = "ID,Сделка,Этап\n1,Насос,Новая сделка\n";
    let mut workspace = workspace();
    import(&mut workspace, file, 0);
    let deal = workspace.deals().next().unwrap().id;
    let moved = Command::MoveDeal { deal, to: Slug::new("deals-4r.terms").unwrap(), answers: answers() };
    let later = Context { now: Moment(now().0 + 1), by: None, robot: None, entry: EntryId(50) };
    workspace.apply(moved, &later).unwrap();
    let before = workspace.clone();
    let taken = import(&mut workspace, file, 100);
    assert_eq!((taken.records.len(), taken.notices.stage_kept, taken.tallies.deals.unchanged), (0, 1, 1));
    assert_eq!(workspace, before);
}

fn answers() -> voronka::domain::Answers {
    let fields = ["products", "start_date", "budget", "task"].map(|field| (field.to_owned(), "x".to_owned()));
    let why = Some("Разговор был по телефону".to_owned());
    voronka::domain::Answers { why, fields: fields.into_iter().collect(), ..Default::default() }
}

#[test]
fn deals_without_an_identity_are_known_by_what_they_say() {
    let file = "Сделка,Этап,Клиент,Дата создания,Сумма\nНасос,Новая,Вихрь,12.01.2026,1\nНасос,Новая,Вихрь,12.01.2026,2\nНасос,Новая,Степь,12.01.2026,3\n";
    let mut workspace = workspace();
    assert_eq!(import(&mut workspace, file, 0).tallies.deals.new, 3);
    let taken = import(&mut workspace, &file.replace(",2\n", ",20\n"), 100);
    assert_eq!(taken.tallies.deals, Tally { new: 0, updated: 1, unchanged: 2 });
}

#[test]
fn customers_are_one_whatever_file_names_them() {
    let mut workspace = workspace();
    import(&mut workspace, "order_id,customer_id,Дата,Сумма\nA-1,17,12.01.2026,10\n", 0);
    assert_eq!(workspace.customers().next().unwrap().name, "17");
    import(&mut workspace, "customer_id,Компания,Город\n17,ООО «Вихрь»,Пермь\n", 100);
    import(&mut workspace, "Сделка,Этап,Компания\nНасос,Новая,ооо вихрь\n", 200);
    let names: Vec<_> = workspace.customers().map(|customer| customer.name.as_str()).collect();
    assert_eq!(names, ["ООО «Вихрь»"]);
}

#[test]
fn the_same_name_under_another_number_is_somebody_else() {
    let mut workspace = workspace();
    let taken = import(&mut workspace, "customer_id,Компания\n17,Вихрь\n18,Вихрь\n17,Вихрь\n", 0);
    assert_eq!(taken.tallies.customers.new, 2);
    assert_eq!(rejected(&taken), ["4 Duplicate { line: 2 }"]);
    assert_eq!(import(&mut workspace, "customer_id,Компания\n17,Вихрь\n18,Вихрь\n", 100).records, []);
}

#[test]
fn rejected_rows_come_back_mended() {
    let mut workspace = workspace();
    let text = "ID;Сделка;Этап;Сумма\n1;Насос;Новая;=1+1\n2;=cmd|' /C calc'!A0;Новая;много\n3;Щит;Новая;5;лишняя\n4;Вал;Новая;7\n";
    let taken = import(&mut workspace, text, 0);
    let words = |row: &Rejected| match &row.reason {
        Reason::Amount { .. } => "сумма не читается; проверьте".to_owned(),
        _ => "лишняя ячейка".to_owned(),
    };
    let file = taken.files[0].rejected_csv(REASON_HEADERS[0], words);
    assert_eq!(
        file,
        "\u{feff}ID;Сделка;Этап;Сумма;Почему не загружено\r\n\
         1;Насос;Новая;'=1+1;\"сумма не читается; проверьте\"\r\n\
         2;'=cmd|' /C calc'!A0;Новая;много;\"сумма не читается; проверьте\"\r\n\
         3;Щит;Новая;5;лишняя ячейка;лишняя\r\n"
    );
    let mended =
        file.trim_start_matches('\u{feff}').replace("'=1+1", "2").replace("много", "3").replace(";лишняя\r", "\r");
    let taken = import(&mut workspace, &mended, 100);
    assert_eq!((taken.tallies.deals.new, rejected(&taken).len()), (3, 0));
    assert_eq!(workspace.deals().len(), 4);
    assert!(workspace.deals().all(|deal| deal.fields.is_empty()));
}

#[test]
fn leads_and_deals_of_bitrix24_are_numbered_apart() {
    let mut workspace = workspace();
    import(&mut workspace, "ID;Название лида;Статус;Доступен для всех;Возможная сумма\n5;Насос;Новый;Да;10\n", 0);
    let taken = import(&mut workspace, "ID;Название сделки;Стадия сделки;Доступен для всех\n5;Привод;Новая;Да\n", 100);
    assert_eq!(taken.tallies.deals.new, 1);
    let stages: Vec<_> = workspace.deals().map(|deal| deal.stage.to_string()).collect();
    assert_eq!(stages, ["leads-4r.new", "deals-4r.new"]);
}

#[test]
fn an_export_in_two_files_is_one() {
    let mut workspace = workspace();
    let page = |rows: &str| sheet(source(&format!("ID,Сделка,Этап,Сумма\n{rows}")), &workspace);
    let pages = vec![page("1,Насос,Новая,10\n2,Привод,Новая,20\n"), page("2,Привод,Новая,25\n3,Щит,Новая,30\n")];
    let taken = build(&workspace, pages);
    let rows: Vec<_> = taken.files.iter().map(|file| (file.taken, file.merged, file.rejected.len())).collect();
    assert_eq!(rows, [(2, 0, 0), (1, 1, 0)]);
    take_in(&mut workspace, &taken);
    let amounts: Vec<_> = workspace.deals().filter_map(|deal| Some(deal.amount?.minor)).collect();
    assert_eq!(amounts, [1_000, 2_500, 3_000]);
}

#[test]
fn a_table_that_breaks_in_the_middle_says_where_and_changes_nothing() {
    let source = source(&format!("ID,Сделка,Этап\n{}9999,\"Насос,Новая\n", "1,Насос,Новая\n".repeat(300)));
    let problem = TableProblem::BrokenQuote { line: 302 };
    let plan = recognise(&source).unwrap();
    let mut surveying = Surveying::new(&source, &plan);
    let told = std::iter::repeat_with(|| surveying.step(50)).find_map(Result::err);
    assert_eq!(told, Some(problem.clone()));
    let seen = surveying.finish();
    let mut build = Build::new(&workspace(), vec![Sheet { source, plan, seen }], Currency::RUB, now());
    let told = std::iter::repeat_with(|| build.step(50, &mut || 1, &local)).find_map(Result::err);
    assert_eq!(told, Some(BrokenTable { file: "test.csv".into(), problem }));
}

#[test]
fn a_date_with_its_zone_is_that_moment_everywhere() {
    let text = "ID,Сделка,Этап,Дата создания,Дата закрытия\n\
                1,Насос,Won,2026-01-12T00:30:00+05:00,2026-01-11T23:00:00Z\n\
                2,Щит,Won,12.01.2026 10:00,12.01.2026\n\
                3,Вал,Won,12.01.2026 10:00,12.01.2026 09:00\n";
    let taken = build(&workspace(), vec![sheet(source(text), &workspace())]);
    let told = lines(&taken.records);
    // The first was closed three and a half hours after it was created; the second on the same day, at no known hour.
    assert!(told[0].contains("deals-4r.new 2026-01-11 22:30 > deals-4r.won 2026-01-12 02"), "{}", told[0]);
    assert!(told[1].contains("deals-4r.new 2026-01-12 10 > deals-4r.won 2026-01-12 10"), "{}", told[1]);
    assert_eq!(rejected(&taken), ["4 ClosedBeforeCreated"]);
}
