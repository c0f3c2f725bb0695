//! What somebody decided here stays when the same files come again: customers that were made one, how a file was read.

use std::collections::BTreeMap;

use voronka::data::import::*;
use voronka::domain::{Command, Context, Customer, EntryId, MergerId, Merging, PersonId, Record, Workspace};

use crate::desk::*;

const COMPANIES: &str = "ID;Название компании;Рабочий телефон;Сфера деятельности;Доступен для всех;Ответственный;Город\n\
    1;ООО «Вихрь»;+7 495 000-00-01;Насосы;Да;Анна;Пермь\n\
    2;Вихрь-Сервис;+7 495 000-00-02;Ремонт;Да;Борис;Тверь\n";
const CONTACTS: &str = "ID;Имя;Фамилия;Компания;Рабочий телефон;Доступен для всех\n\
    11;Анна;Ли;ООО «Вихрь»;+7 495 000-00-11;Да\n12;А.;Ли;Вихрь-Сервис;+7 495 000-00-11;Да\n";

fn import(workspace: &mut Workspace, text: &str, first: u128) -> Taken {
    let taken = build_from(workspace, vec![sheet(source(text), workspace)], 100, first);
    take_in(workspace, &taken);
    taken
}

/// Makes one of the two companies, and of the two people, whose telephone is one; the one that stays gets another city.
fn merged() -> Workspace {
    let mut workspace = workspace();
    import(&mut workspace, COMPANIES, 0);
    import(&mut workspace, CONTACTS, 100);
    let named = |name: &str| workspace.customers().find(|customer| customer.name.contains(name)).unwrap().clone();
    let (kept, gone) = (named("ООО"), named("Сервис"));
    let mut into = Customer::clone(&kept);
    into.fields.insert("Город".into(), "Казань".into());
    let people: BTreeMap<PersonId, PersonId> = {
        let find = |name: &str| {
            let id = workspace.customers().flat_map(|customer| workspace.of(customer.id)).find_map(|id| match id {
                voronka::domain::RecordId::Person(id) => workspace.person(id).filter(|one| one.name == name),
                _ => None,
            });
            id.unwrap().id
        };
        [(find("А. Ли"), find("Анна Ли"))].into()
    };
    let wish = Merging { id: MergerId(7), into, gone: gone.id, people };
    workspace.apply(Command::Merge(Box::new(wish)), &context()).unwrap();
    workspace
}

#[test]
fn a_customer_that_went_into_another_is_not_revived() {
    let mut workspace = merged();
    let before = workspace.clone();
    for (text, first) in [(COMPANIES, 1_000), (CONTACTS, 2_000), (COMPANIES, 3_000)] {
        assert_eq!(lines(&import(&mut workspace, text, first).records), [""; 0]);
    }
    assert_eq!(workspace, before);
}

#[test]
fn what_is_new_of_either_comes_to_the_one_that_stayed() {
    let mut workspace = merged();
    let newer = COMPANIES.replace("000-00-02", "000-00-03").replace("Насосы", "Насосы и приводы");
    let taken = import(&mut workspace, &newer, 1_000);
    assert_eq!(taken.tallies.customers, Tally { new: 0, updated: 1, unchanged: 0 });
    let told = lines(&taken.records).join("\n");
    for part in [
        "company ООО «Вихрь» | bitrix24#1",
        "phone=\"+7 495 000-00-01, +7 495 000-00-02, +7 495 000-00-03\"",
        "trade=\"Насосы и приводы\"",
    ] {
        assert!(told.contains(part), "{part} in {told}");
    }
    let deals = "ID;Название сделки;Стадия сделки;Доступен для всех;Компания\n5;Привод;Новая;Да;Вихрь-Сервис\n";
    import(&mut workspace, deals, 2_000);
    assert_eq!((workspace.customers().count(), workspace.deals().next().unwrap().customer.is_some()), (1, true));
}

#[test]
fn two_that_were_parted_again_are_two_for_files_too() {
    let mut workspace = merged();
    workspace.apply(Command::Split(MergerId(7)), &context()).unwrap();
    assert_eq!(import(&mut workspace, COMPANIES, 1_000).tallies.customers.total(), 2);
    assert_eq!(workspace.customers().count(), 2);
}

const DEALS: &str = "ID,Сделка,Этап,Регион,Ответственный\n1,Насос,Думают,Урал,Анна\n2,Привод,Мусорка,Юг,Робот\n";

/// A file whose columns, stages and colleagues somebody has mapped, taken in with how it was read.
fn mapped() -> (Workspace, Plan) {
    let mut workspace = workspace();
    import(&mut workspace, "ФИО,Роль\nБорис,хантер\n", 500);
    let boris = workspace.members().next().unwrap().id;
    let mut sheet = sheet(source(DEALS), &workspace);
    sheet.plan.take_for(3, Target::CustomerField("city".into()));
    sheet.plan.staff.choose("Анна", Some(Staff::Is(boris)));
    sheet.plan.staff.choose("Робот", Some(Staff::Nobody));
    choose(&mut sheet, "Думают", to("deals-4r.agree"));
    choose(&mut sheet, "Мусорка", Choice::LeaveOut);
    let plan = sheet.plan.clone();
    let intake = remember(&sheet.source, &plan).unwrap();
    let taken = build(&workspace, vec![sheet]);
    let records = taken.records.into_iter().chain([Record::from(intake)]).collect();
    workspace.apply(Command::TakeIn(records), &context()).unwrap();
    (workspace, plan)
}

#[test]
fn the_next_file_of_the_same_make_comes_mapped_as_the_last() {
    let (workspace, plan) = mapped();
    let next = source("Этап,ID,Сделка,Ответственный,Регион\nДумают,3,Щит,Анна,Юг\n");
    let recalled = recall(&next, &workspace).unwrap();
    assert_eq!(recalled.columns[4].target, plan.columns[3].target);
    assert_eq!((&recalled.staff, &recalled.stages), (&plan.staff, &plan.stages));
    let taken = build_from(&workspace, vec![with_plan(next.clone(), recalled.clone(), &workspace)], 9, 1_000);
    let told = lines(&taken.records);
    assert!(told.len() == 1 && told[0].contains("deals-4r.agree"), "{told:?}");
    let owner = workspace.members().next().unwrap().id.to_string();
    assert!(told[0].contains(&owner), "{told:?}");
    // What is kept again is what was kept.
    assert_eq!(
        remember(&next, &recalled).as_ref(),
        recalled.recalled.and_then(|id| workspace.intake(id)).map(|i| &**i)
    );
}

#[test]
fn other_columns_are_another_make_and_nothing_said_is_nothing_kept() {
    let (workspace, _) = mapped();
    assert_eq!(recall(&source("ID,Сделка,Этап,Регион\n1,Насос,Думают,Урал\n"), &workspace), None);
    let contacts = source(CONTACTS);
    assert_eq!(remember(&contacts, &recognise(&contacts).unwrap()), None);
}

#[test]
fn two_files_of_one_make_are_remembered_as_one() {
    let workspace = workspace();
    let [mut first, mut second] =
        ["1,Насос,Думают,Урал,Анна\n2,Щит,Мусорка,Юг,Робот\n", "3,Привод,Ждут,Юг,Борис\n4,Шкаф,Мусорка,Юг,Робот\n"]
            .map(|rows| sheet(source(&format!("ID,Сделка,Этап,Регион,Ответственный\n{rows}")), &workspace));
    first.plan.take_for(3, Target::CustomerField("city".into()));
    first.plan.staff.choose("Робот", Some(Staff::Nobody));
    choose(&mut first, "Думают", to("deals-4r.agree"));
    choose(&mut first, "Мусорка", Choice::LeaveOut);
    second.plan.staff.choose("Борис", Some(Staff::Nobody));
    choose(&mut second, "Ждут", to("deals-4r.quote"));
    choose(&mut second, "Мусорка", to("deals-4r.lost"));
    let told = |intake: &voronka::domain::Intake| {
        let all = [&intake.columns, &intake.stages, &intake.staff];
        all.map(|all| all.iter().map(|(name, to)| format!("{} {to}", name.trim())).collect::<Vec<_>>())
    };
    let made = remember_all(&[first.clone(), second.clone()]);
    assert_eq!(
        made.iter().map(told).collect::<Vec<_>>(),
        [[
            vec!["регион customer:city".to_owned()],
            vec!["думают deals-4r.agree".into(), "ждут deals-4r.quote".into(), "мусорка deals-4r.lost".into()],
            vec!["борис -".into(), "робот -".into()],
        ]]
    );
    // Rows of another kind have nothing to do with what was chosen before.
    second.plan = Plan::of(&second.source, Kind::Leads);
    let alone = remember_all(std::slice::from_ref(&second));
    assert_eq!(alone.len(), 1);
    assert_eq!(remember_all(&[first, second]), alone);
}

#[test]
fn what_has_gone_since_is_asked_for_again() {
    let (workspace, _) = mapped();
    let id = recall(&source(DEALS), &workspace).unwrap().recalled.unwrap();
    let mut intake = voronka::domain::Intake::clone(workspace.intake(id).unwrap());
    intake.stages.insert("\nдумают".into(), "deals-4r.gone".into());
    intake.staff.insert("анна".into(), "01KJZ5N3B0000000000000000P".into());
    intake.columns.insert("регион".into(), "a word of a later version".into());
    let mut workspace = workspace;
    let later = Context { entry: EntryId(1), ..context() };
    workspace.apply(Command::TakeIn(vec![intake.into()]), &later).unwrap();
    let plan = recall(&source(DEALS), &workspace).unwrap();
    assert_eq!((plan.staff.get("Анна"), &plan.columns[3].target), (None, &Target::Field("Регион".into())));
    let sheet = with_plan(source(DEALS), plan, &workspace);
    let waiting: Vec<_> = sheet.plan.stages.undecided(&sheet.seen.stages);
    assert_eq!(waiting.iter().map(|value| value.stage.as_str()).collect::<Vec<_>>(), ["Думают"]);
}
