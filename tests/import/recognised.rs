//! What files are taken for, and how a person changes that.

use voronka::data::import::*;
use voronka::data::table::{DateStyle, Separator};
use voronka::domain::Currency;

use crate::desk::*;

fn kind_of(header: &str, rows: &str) -> Option<Kind> {
    recognise(&source(&format!("{header}\n{rows}"))).map(|plan| plan.kind)
}

#[test]
fn kinds_are_told_by_headers() {
    for (header, kind) in [
        ("opportunity_id,sales_agent,product,account,deal_stage,engage_date", Some(Kind::Deals)),
        ("Название,Сумма,Клиент", Some(Kind::Deals)),
        ("Заявка;Статус;Клиент", Some(Kind::Deals)),
        ("id,title,description,lead_value,status,lost_reason,closed_at,lead_pipeline_stage_id", Some(Kind::Deals)),
        ("Название проекта;Сумма", Some(Kind::Deals)),
        ("customer_id,order_id,kind,ordered_at,amount_gbp,country,lines", Some(Kind::Purchases)),
        ("Клиент;Дата;Сумма", Some(Kind::Purchases)),
        ("InvoiceNo,InvoiceDate,CustomerID,Total", Some(Kind::Purchases)),
        ("Номер заказа;Статус;Дата;Покупатель;Итого", Some(Kind::Purchases)),
        ("account,sector,year_established,revenue,employees,office_location,subsidiary_of", Some(Kind::Customers)),
        ("Название;ИНН;Город", Some(Kind::Customers)),
        ("Имя;Фамилия;Телефон;Должность", Some(Kind::Contacts)),
        ("first_name,last_name,gender,title,company,email_work,phone_work,status,tags", Some(Kind::Contacts)),
        ("ФИО;Компания;Телефон", Some(Kind::Contacts)),
        ("Компания;Контактное лицо;Телефон", Some(Kind::Customers)),
        ("customer_id,Имя,Город", Some(Kind::Customers)),
        ("ID;Название лида;Имя;Статус;Доступен для всех", Some(Kind::Leads)),
        ("Lead - Title,Lead - Owner,Lead - Person", Some(Kind::Leads)),
        ("Record ID,Company name,Company owner,Associated Contact,Industry", Some(Kind::Customers)),
        ("Record ID,First Name,Last Name,Email,Lead Status,Contact owner", Some(Kind::Contacts)),
        ("sales_agent,manager,regional_office", Some(Kind::Members)),
        ("ФИО;Роль", Some(Kind::Members)),
        ("product,series,sales_price", None),
        ("a,b,c", None),
    ] {
        assert_eq!(kind_of(&header.replace(';', ","), "1,2\n"), kind, "{header}");
    }
}

#[test]
fn cells_tell_what_headers_do_not() {
    let text = "Что нужно;Где сейчас;Когда пришли;Сколько\n\
                Насос;КП отправлено;12.01.2026;1 000 ₽\nПривод;Отказ;13.01.2026;2 000 ₽\nЩит;Думают;14.01.2026;3 ₽\n";
    let plan = recognise(&source(text)).unwrap();
    let targets: Vec<_> = plan.columns.iter().map(|column| (column.target.clone(), column.why)).collect();
    let expected = [
        (Target::Field("Что нужно".into()), Why::Unknown),
        (Target::Stage, Why::Cells),
        (Target::Created, Why::Cells),
        (Target::Amount, Why::Cells),
    ];
    assert_eq!((plan.kind, targets), (Kind::Deals, expected.to_vec()));
}

#[test]
fn two_columns_that_look_alike_are_left_to_a_person() {
    let plan = recognise(&source("Сделка,A,B\nНасос,12.01.2026,13.01.2026\n")).unwrap();
    assert!(!plan.has(&Target::Created));
}

#[test]
fn only_the_surest_column_of_a_meaning_gets_it() {
    let plan = recognise(&source("Сделка,Дата начала,Дата создания,Дата,Предполагаемая дата закрытия,Дата закрытия\n"))
        .unwrap();
    assert_eq!(plan.columns_of(&Target::Created), [2]);
    assert_eq!(plan.columns_of(&Target::Closed), [5]);
    assert_eq!(plan.columns[1].target, Target::Field("Дата начала".into()));
}

#[test]
fn a_person_may_say_what_a_file_is() {
    let source = source("product,series,sales_price\nGTX Basic,GTX,550\n");
    assert_eq!(recognise(&source), None);
    let mut plan = Plan::of(&source, Kind::Deals);
    plan.take_for(0, Target::Title);
    plan.take_for(1, Target::Stage);
    plan.take_for(2, Target::Amount);
    plan.take_for(9, Target::Amount);
    assert!(plan.columns.iter().all(|column| column.why == Why::Chosen));
    let workspace = workspace();
    let mut sheet = with_plan(source, plan, &workspace);
    choose(&mut sheet, "GTX", to("refresh-4r.timing"));
    let taken = build(&workspace, vec![sheet]);
    assert_eq!(
        lines(&taken.records),
        ["deal GTX Basic | csv#GTX Basic ·  ·  | - | 55000 RUB | - | since now | refresh-4r.timing now |"]
    );
}

#[test]
fn what_a_kind_has_no_place_for_is_left_out() {
    let source = source("sales_agent,manager,regional_office\nAnna,Dora,West\n");
    let mut plan = recognise(&source).unwrap();
    plan.take_for(2, Target::Field("office".into()));
    plan.take_for(1, Target::Amount);
    assert_eq!((&plan.columns[1].target, &plan.columns[2].target), (&Target::Skip, &Target::Skip));
    for kind in Kind::ALL {
        assert!(Target::choices(kind).iter().all(|target| target.fits(kind)));
    }
}

#[test]
fn the_title_is_made_of_chosen_columns() {
    let source = source("Стадия,Клиент,Регион\nWon,Вихрь,Урал\nWon,,Юг\nWon,,\n");
    let workspace = workspace();
    let mut plan = recognise(&source).unwrap();
    assert_eq!(plan.title_parts, [1]);
    plan.title_parts = vec![2, 1];
    let taken = build(&workspace, vec![with_plan(source, plan, &workspace)]);
    let titles: Vec<_> = lines(&taken.records)
        .iter()
        .filter_map(|line| Some(line.strip_prefix("deal ")?.split(" | ").next()?.to_owned()))
        .collect();
    assert_eq!(titles, ["Урал · Вихрь", "Юг"]);
    assert_eq!(rejected(&taken), ["4 NoTitle"]);
}

#[test]
fn an_unclear_order_of_day_and_month_waits_for_a_person() {
    let text = "Сделка,Стадия,Дата\nНасос,Новая,03/04/2026\n";
    let workspace = workspace();
    let mut sheet = sheet(source(text), &workspace);
    assert_eq!(sheet.seen.dates, DateStyle::Unclear);
    let taken = build(&workspace, vec![sheet.clone()]);
    assert_eq!(rejected(&taken), ["2 Date { column: 2, problem: AmbiguousDate }"]);
    sheet.plan.dates = Some(DateStyle::MonthFirst);
    let taken = build(&workspace, vec![sheet]);
    assert!(lines(&taken.records)[0].contains("since 2026-03-04"));
}

#[test]
fn one_clear_date_tells_the_order_of_all() {
    let text = "Сделка,Стадия,Дата создания,Дата закрытия\nНасос,Won,03/04/2026,05/06/2026\nПривод,Won,01/31/2026,\n";
    let workspace = workspace();
    let taken = build(&workspace, vec![sheet(source(text), &workspace)]);
    assert!(lines(&taken.records)[0].contains("deals-4r.new 2026-03-04 00 > deals-4r.won 2026-05-06 00"));
    assert_eq!(taken.notices.closed_assumed, 1);
}

#[test]
fn currencies_are_read_from_the_cell_the_column_the_header_the_plan() {
    let text = "Сделка,Стадия,Amount (EUR),Валюта\nA,Won,$5,\nB,Won,5,₸\nC,Won,5,\nD,Won,$5,RUB\nE,Won,5 ₽,RUB\n";
    let workspace = workspace();
    let sheet = sheet(source(text), &workspace);
    assert_eq!(sheet.plan.currency, Currency::new("EUR"));
    let seen: Vec<_> =
        sheet.seen.currencies.iter().map(|(currency, rows)| (currency.code().to_owned(), *rows)).collect();
    assert_eq!(seen, [("KZT".into(), 1), ("RUB".into(), 1), ("USD".into(), 1)]);
    let taken = build(&workspace, vec![sheet]);
    let amounts: Vec<_> =
        lines(&taken.records).iter().filter_map(|line| Some(line.split(" | ").nth(3)?.to_owned())).collect();
    assert_eq!(amounts, ["500 USD", "500 KZT", "500 EUR", "500 RUB"]);
    assert_eq!(rejected(&taken), ["5 Currency { column: 2 }"]);
}

#[test]
fn an_unknown_stage_is_never_the_first() {
    let workspace = workspace();
    let mut sheet = sheet(source("Сделка,Этап\nНасос,Думают\nПривод,\nЩит,думают \n"), &workspace);
    let waiting: Vec<_> = sheet.plan.stages.undecided(&sheet.seen.stages).into_iter().cloned().collect();
    let value = |stage: &str, deals| StageValue { pipeline: String::new(), stage: stage.into(), deals };
    assert_eq!(waiting, [value("Думают", 2), value("", 1)]);
    assert_eq!(build(&workspace, vec![sheet.clone()]).records, []);
    choose(&mut sheet, "Думают", to("deals-4r.agree"));
    choose(&mut sheet, "", Choice::LeaveOut);
    let taken = build(&workspace, vec![sheet]);
    assert_eq!((taken.tallies.deals.new, rejected(&taken)), (2, vec!["3 LeftOut".to_owned()]));
}

#[test]
fn a_survey_looks_at_every_row() {
    let mut text = "Сделка;Этап;Ответственный\n".to_owned();
    (0..500).for_each(|at| text.push_str(&format!("Насос {at};{};Анна\n", if at % 2 == 0 { "Won" } else { "Lost" })));
    text.push_str("\n;;\nПоследний;Отказ;анна [7]\nПривод;Won;Анна;лишняя\n");
    let source = source(&text);
    assert_eq!(source.separator, Separator::Semicolon);
    let seen = survey(&source, &recognise(&source).unwrap());
    assert_eq!(seen.rows, 502);
    assert_eq!(
        seen.stages.iter().map(|value| (value.stage.as_str(), value.deals)).collect::<Vec<_>>(),
        [("Won", 250), ("Lost", 250), ("Отказ", 1)]
    );
    assert_eq!(seen.owners, [("Анна".to_owned(), 501)]);
    assert_eq!(seen.samples[0], ["Насос 0", "Насос 1", "Насос 2"]);
}
