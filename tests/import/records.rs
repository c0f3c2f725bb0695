//! One file in the dialect of every system, to exact records: what each column is taken for, what each row becomes, what
//! is rejected. The expected text stands beside each fixture and was checked by hand.

use std::fmt::Write;

use crate::desk::*;

fn told(name: &str) -> String {
    let workspace = workspace();
    let sheet = sheet(fixture(name), &workspace);
    let mut out = format!("{:?} from {:?}\n\n", sheet.plan.kind, sheet.plan.system);
    for column in &sheet.plan.columns {
        writeln!(out, "{} -> {:?}", column.title, column.target).unwrap();
    }
    if !sheet.seen.stages.is_empty() {
        out.push('\n');
        for value in &sheet.seen.stages {
            let choice = sheet.plan.stages.get(value);
            let choice = choice.map_or("?".into(), |choice| format!("{choice:?}"));
            writeln!(out, "{} / {} ({}) -> {choice}", value.pipeline, value.stage, value.deals).unwrap();
        }
    }
    let taken = build(&workspace, vec![sheet]);
    writeln!(out, "\n{}", lines(&taken.records).join("\n")).unwrap();
    writeln!(out, "\n{}", rejected(&taken).join("\n")).unwrap();
    let mut workspace = workspace;
    take_in(&mut workspace, &taken);
    out.replace("\\r", "")
}

fn is_as_expected(name: &str) {
    let path = format!("{}/tests/fixtures/import/{name}.expected.txt", env!("CARGO_MANIFEST_DIR"));
    let told = told(&format!("{name}.csv"));
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(told, expected, "{path}");
}

#[test]
fn bitrix24() {
    is_as_expected("bitrix24_deal");
}

#[test]
fn amocrm() {
    is_as_expected("amocrm_deals");
}

#[test]
fn hubspot() {
    is_as_expected("hubspot_deals");
}

#[test]
fn pipedrive() {
    is_as_expected("pipedrive_deals");
}

#[test]
fn a_plain_list_of_orders() {
    is_as_expected("purchases");
}

#[test]
fn a_plain_list_of_customers() {
    is_as_expected("customers");
}

#[test]
fn a_list_of_colleagues() {
    is_as_expected("staff");
}

#[test]
fn deals_without_a_title_column() {
    is_as_expected("sales_pipeline");
}

#[test]
fn people_that_a_system_exports() {
    is_as_expected("hubspot_contacts");
}

#[test]
fn everything_of_bitrix24() {
    ["bitrix24_company", "bitrix24_contact", "bitrix24_contact_en", "bitrix24_lead"]
        .into_iter()
        .for_each(is_as_expected);
}

/// People and companies in one list; headers that say whom they are about, an amount in another currency.
#[test]
fn everything_of_amocrm() {
    ["amocrm_contacts", "amocrm_deals_kz"].into_iter().for_each(is_as_expected);
}

#[test]
fn everything_of_hubspot() {
    ["hubspot_companies", "hubspot_contacts_leads", "hubspot_leads"].into_iter().for_each(is_as_expected);
}

#[test]
fn everything_of_pipedrive() {
    ["pipedrive_people", "pipedrive_organizations", "pipedrive_leads"].into_iter().for_each(is_as_expected);
}

#[test]
fn cells_that_were_merged_are_empty() {
    is_as_expected("merged_cells");
}
