//! Which pasted texts are tables of several leads, and how rows without a header get one.

use std::fs;

use proptest::prelude::*;
use voronka::data::import::{Kind, Source, Target, known_columns, recognise_as};
use voronka::data::lead::{headed, is_table};

#[test]
fn rows_are_told_from_one_lead() {
    for table in [
        "a\tb\tc\n1\t2\t3\n4\t5\t6\n",
        "ООО «Вихрь»\t+7 495 000-00-01\r\nАО «Сом»\t+7 495 000-00-02\r\n",
        "Имя\tТелефон\nАнна\t+7 900 555-12-34\nПётр\t+7 900 555-12-35",
        "Компания\tКонтакт\tТелефон\nВихрь\tАнна\t1\n\nСом\t\t\n",
        // A cell with a line break, as spreadsheets copy it.
        "Вихрь\t\"Нужен насос.\nСрочно\"\nСом\tПривод\n",
        // The text of a file, some rows shorter than others.
        "Компания;Телефон;Комментарий\nВихрь;1;a\nСом;2;b\nБета;3\n",
        "name,email,phone\nAnna,anna@vihr.example,+1 415 555 0134\n",
        "Название сделки\tЭтап сделки\tОтветственный\nНасос\tНовая\tАнна\n",
    ] {
        assert!(is_table(table), "{table}");
    }
    for lead in [
        "",
        "\t\n\t\n",
        "Добрый день!\n\nНужен насос.\n",
        "Добрый день, Анна\nнужен насос, срочно\nНиколай, Пермь\n",
        // Two letters one below the other.
        "От: a@b.ru\nНужен насос, два клапана\n\nОт: c@d.ru\nПришлите цены, сроки\n",
        "Company\tX\nPhone\t1\nEmail\t2\n",
        "Компания\tВихрь\nТелефон\t+7 900 555-12-34\nФакс\t1\n",
        // A row under its header.
        "Компания\tКонтакт\tТелефон\nВихрь\tАнна\t+7 900 555-12-34\n",
        // Commas alone are no table.
        "насос, клапан\nпривод, шкаф\n",
    ] {
        assert!(!is_table(lead), "{lead}");
    }
}

#[test]
fn every_text_of_one_lead_is_no_table() {
    for file in fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/lead")).unwrap() {
        let path = file.unwrap().path();
        let whole = fs::read_to_string(&path).unwrap();
        let (text, _) = whole.split_once("=====\n").unwrap();
        assert!(!is_table(text), "{}", path.display());
    }
}

#[test]
fn every_file_that_the_import_knows_is_a_table_when_it_is_pasted() {
    for file in fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/import")).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_some_and(|end| end == "csv") {
            let text = voronka::data::table::decode(&fs::read(&path).unwrap()).unwrap().text;
            assert!(is_table(&text), "{}", path.display());
            assert_eq!(headed(&text), text, "{}", path.display());
        }
    }
}

const ROWS: &str = "ООО «Вихрь»\tАнна Ли\t+7 495 000-00-01\tanna@vihr.example\tНасос\n\
                    АО «Сом»\tПётр Сомов\t+7 495 000-00-02\t\tПривод, два шкафа\n\
                    ИП Орлов\t\t8 (900) 555-12-34\torlov@som.example\t\n";

#[test]
fn rows_without_a_header_get_the_names_of_what_stands_in_them() {
    let text = headed(ROWS);
    let (header, rows) = text.split_once('\n').unwrap();
    assert_eq!(rows, ROWS, "no row is taken for names");
    let names: Vec<&str> = header.split('\t').collect();
    assert_eq!(names, ["Компания", "Контакт", "Телефон", "Почта", "Название"]);
    let plan = recognise_as(&Source::new("", text.as_ref()).unwrap(), Kind::Leads);
    assert_eq!(plan.kind, Kind::Leads);
    assert_eq!(plan.columns_of(&Target::Customer), [0]);
    assert_eq!(plan.columns_of(&Target::ContactField("phone".into())), [2]);

    let text = headed("Pump for a boiler\t+1 415 555 0134\nDrive\t+1 415 555 0135\n");
    assert_eq!(text.split_once('\n').unwrap().0, "Title\tPhone");
    for named in ["Компания\tТелефон\nВихрь\t+7 495 000-00-01\n", "a\tb\tc\n1\t2\t3\n"] {
        assert_eq!(headed(named), named);
    }
}

#[test]
fn what_is_pasted_among_leads_is_leads_unless_it_says_more() {
    let kind = |text: &str| recognise_as(&Source::new("", text).unwrap(), Kind::Leads).kind;
    assert_eq!(kind("Компания\tКонтактное лицо\tТелефон\nВихрь\tАнна\t1\n"), Kind::Leads);
    assert_eq!(kind("a\tb\n1\t2\n"), Kind::Leads);
    assert_eq!(kind("Сделка;Этап\nНасос;Новая\n"), Kind::Deals);
    assert_eq!(kind("order_id,customer_id,ordered_at,amount\n1,2,2026-01-01,5\n"), Kind::Purchases);
}

fn cell() -> impl Strategy<Value = String> {
    let known =
        prop::sample::select(vec!["Вихрь", "+7 495 000-00-01", "a@b.ru", "Имя", "Phone", "насос, два", "10", ""]);
    prop_oneof![3 => known.prop_map(str::to_owned), 1 => "[А-яa-z0-9 .,;|@]{0,12}"]
}

proptest! {
    #[test]
    fn nothing_panics_and_nothing_is_lost(text in any::<String>(), cells in "[\\PC\t\n\";,]{0,80}") {
        for text in [text, cells] {
            let _ = is_table(&text);
            prop_assert!(headed(&text).ends_with(&text));
        }
    }

    #[test]
    fn three_columns_of_three_rows_are_always_a_table(rows in prop::collection::vec(prop::array::uniform3(cell()), 3..8)) {
        let filled = rows.iter().filter(|row| row.iter().any(|cell| !cell.trim().is_empty())).count();
        prop_assume!(filled >= 3);
        let text: String = rows.iter().map(|row| row.join("\t") + "\n").collect();
        prop_assert!(is_table(&text), "{text:?}");
        let headed = headed(&text);
        let header = headed.lines().next().unwrap_or_default();
        prop_assert_eq!(header.split('\t').count(), 3);
        if headed.len() > text.len() {
            let names: Vec<&str> = header.split('\t').filter(|name| !name.is_empty()).collect();
            prop_assert_eq!(known_columns(&names), names.len());
        }
    }
}
