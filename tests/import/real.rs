//! Real exports, where they lie beside the repository: deals of a computer hardware seller with their accounts and
//! agents, and the orders of an online shop (UCI data set 352). The figures expected are counted from the files here.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use voronka::data::import::*;
use voronka::data::table::{Separator, TableReader};
use voronka::domain::{Record, RecordId, Workspace};

use crate::desk::*;

fn shared(name: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    Some(folder.join(name)).filter(|path| path.exists())
}

/// Rows of a file, plainly.
fn cells(path: &Path) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(path).unwrap();
    let rows = TableReader::new(text, Separator::Comma).next_rows(usize::MAX).unwrap();
    rows[1..].iter().map(|row| row.cells().map(str::to_owned).collect()).collect()
}

fn ids(records: &[Record]) -> BTreeSet<RecordId> {
    records.iter().map(Record::id).collect()
}

#[test]
fn deals_with_accounts_and_agents() {
    let Some(path) = shared("deals_export/sales_pipeline.csv") else { return };
    let rows = cells(&path);
    let workspace = workspace();
    let sheets = ["sales_pipeline.csv", "accounts.csv", "sales_teams.csv"]
        .map(|name| sheet(read(&path.with_file_name(name)).unwrap(), &workspace));
    assert_eq!(recognise(&read(&path.with_file_name("products.csv")).unwrap()), None);
    assert!(sheets.iter().all(|sheet| sheet.plan.stages.undecided(&sheet.seen.stages).is_empty()));
    let taken = build(&workspace, sheets.to_vec());

    let deals: Vec<_> = taken
        .records
        .iter()
        .filter_map(|record| match record {
            Record::Deal(deal) => Some(deal),
            _ => None,
        })
        .collect();
    assert_eq!((deals.len(), rows.len()), (8_800, 8_800));
    assert!(taken.files.iter().all(|file| file.rejected.is_empty() && file.merged == 0));
    let mut stages: BTreeMap<&str, u32> = BTreeMap::new();
    for deal in &deals {
        *stages.entry(deal.stage.as_str()).or_default() += 1;
    }
    let expected =
        [("deals-4r.lost", 2_473), ("deals-4r.terms", 1_589), ("deals-4r.won", 4_238), ("leads-4r.new", 500)];
    assert_eq!(stages.into_iter().collect::<Vec<_>>(), expected);
    let won = deals.iter().filter(|deal| deal.stage.as_str() == "deals-4r.won");
    let sum: i64 = won.filter_map(|deal| deal.amount).map(|amount| amount.minor).sum();
    let in_file =
        rows.iter().filter(|row| row[4] == "Won").map(|row| row[7].parse::<i64>().unwrap() * 100).sum::<i64>();
    assert_eq!((sum, in_file), (1_000_553_400, 1_000_553_400));
    let without = deals.iter().filter(|deal| deal.customer.is_none()).count();
    assert_eq!((without, taken.notices.without_customer), (1_425, 1_425));
    assert_eq!(taken.notices.created_assumed, 500);
    // 85 accounts are named in the deals and all of them are listed; of 35 agents and 6 heads 30 have deals.
    assert_eq!((taken.tallies.customers.new, taken.tallies.members.new), (85, 35 + 6));
    let owners: BTreeSet<_> = deals.iter().filter_map(|deal| deal.owner).collect();
    assert_eq!(owners.len(), 30);
    for (deal, row) in deals.iter().zip(&rows) {
        assert_eq!(deal.foreign.as_ref().unwrap().id, row[0]);
        let days = deal.history.iter().map(|entry| entry.at.day(180).to_string()).collect::<Vec<_>>();
        match row[4].as_str() {
            "Won" | "Lost" => assert_eq!(days, [row[5].clone(), row[6].clone()]),
            "Engaging" => assert_eq!(days, [row[5].clone()]),
            _ => assert_eq!(deal.history[0].at, now()),
        }
    }

    assert_eq!(ids(&taken.records).len(), taken.records.len());
    let mut workspace = workspace;
    take_in(&mut workspace, &taken);
    again_changes_nothing(&workspace, &sheets);
}

fn again_changes_nothing(workspace: &Workspace, sheets: &[Sheet]) {
    let again = build_from(workspace, sheets.to_vec(), 333, 1_000_000);
    assert_eq!(again.records, []);
}

#[test]
fn orders_of_a_shop() {
    let Some(path) = shared("online_retail/orders.csv") else { return };
    let rows = cells(&path);
    let mut workspace = workspace();
    let sheet = sheet(read(&path).unwrap(), &workspace);
    assert_eq!((sheet.plan.kind, sheet.plan.currency.unwrap().code()), (Kind::Purchases, "GBP"));
    let taken = build(&workspace, vec![sheet.clone()]);
    assert_eq!((taken.tallies.purchases.new, taken.tallies.customers.new), (22_190, 4_372));
    assert!(taken.files[0].rejected.is_empty());
    let sums = taken.records.iter().filter_map(|record| match record {
        Record::Purchase(purchase) => purchase.amount,
        _ => None,
    });
    let in_file = rows.iter().map(|row| row[4].replace('.', "").parse::<i64>().unwrap()).sum::<i64>();
    assert_eq!(sums.map(|money| money.minor).sum::<i64>(), in_file);
    take_in(&mut workspace, &taken);
    again_changes_nothing(&workspace, &[sheet]);
}
