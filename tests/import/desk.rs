//! A desk to import at: a workspace with the 4R funnels, a clock that stands, identities that count, and records written
//! as lines.

use std::path::Path;
use std::sync::LazyLock;

use chrono::NaiveDateTime;
use voronka::data::import::*;
use voronka::data::table::decode;
use voronka::data::template::four_r;
use voronka::domain::{
    Command, Context, Currency, CustomerId, CustomerKind, EntryId, MemberId, Moment, Money, PurchaseKind, Record, Slug,
    Workspace,
};

/// 2026-02-01 12:00 in the zone of the tests.
pub(crate) const NOW: &str = "2026-02-01 12:00";

/// The zone of the tests is three hours ahead of UTC.
pub(crate) fn local(at: NaiveDateTime) -> Moment {
    Moment::at(at, 180)
}

pub(crate) fn now() -> Moment {
    local(NaiveDateTime::parse_from_str(NOW, "%Y-%m-%d %H:%M").unwrap())
}

pub(crate) fn context() -> Context {
    Context { now: now(), by: None, robot: None, entry: EntryId(0) }
}

/// A workspace with the 4R funnels and nothing else.
pub(crate) fn workspace() -> Workspace {
    static BLANK: LazyLock<Workspace> = LazyLock::new(|| {
        let mut workspace = Workspace::default();
        let funnels = four_r().unwrap().into_iter().map(Into::into).collect();
        workspace.apply(Command::TakeIn(funnels), &context()).unwrap();
        workspace
    });
    BLANK.clone()
}

pub(crate) fn fixture(name: &str) -> Source {
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import").join(name)).unwrap()
}

/// A file; nothing when it is not there.
pub(crate) fn read(path: &Path) -> Option<Source> {
    let bytes = std::fs::read(path).ok()?;
    let name = path.file_name()?.to_string_lossy();
    Some(Source::new(name, decode(&bytes).unwrap().text).unwrap())
}

pub(crate) fn source(text: &str) -> Source {
    Source::new("test.csv", text).unwrap()
}

/// Reads the whole file under a plan.
pub(crate) fn survey(source: &Source, plan: &Plan) -> Seen {
    let mut surveying = Surveying::new(source, plan);
    while !surveying.step(100).unwrap().finished {}
    surveying.finish()
}

/// A file as it is recognised, with the stages that are suggested.
pub(crate) fn sheet(source: Source, workspace: &Workspace) -> Sheet {
    let plan = recognise(&source).expect("the kind of file is recognised");
    with_plan(source, plan, workspace)
}

pub(crate) fn with_plan(source: Source, mut plan: Plan, workspace: &Workspace) -> Sheet {
    let seen = survey(&source, &plan);
    plan.stages.suggest(&seen.stages, workspace, plan.kind);
    Sheet { source, plan, seen }
}

/// Chooses for a stage of the file.
pub(crate) fn choose(sheet: &mut Sheet, stage: &str, choice: Choice) {
    let value = sheet.seen.stages.iter().find(|value| value.stage == stage).expect("a stage of the file");
    sheet.plan.stages.choose(value, Some(choice));
}

pub(crate) fn to(place: &str) -> Choice {
    Choice::To(Slug::new(place).unwrap())
}

/// Builds everything in slices of so many rows, with identities that count from `first`.
pub(crate) fn build_from(workspace: &Workspace, sheets: Vec<Sheet>, slice: usize, first: u128) -> Taken {
    let mut next = first;
    let mut ids = || {
        next += 1;
        next
    };
    let mut build = Build::new(workspace, sheets, Currency::RUB, now());
    while !build.step(slice, &mut ids, &local).unwrap().finished {}
    build.finish()
}

pub(crate) fn build(workspace: &Workspace, sheets: Vec<Sheet>) -> Taken {
    build_from(workspace, sheets, 100, 0)
}

/// Takes the records in, as the application does.
pub(crate) fn take_in(workspace: &mut Workspace, taken: &Taken) {
    workspace.apply(Command::TakeIn(taken.records.clone()), &context()).unwrap();
}

/// A moment as local clocks show it, without a midnight.
fn clock(moment: Moment) -> String {
    let at = chrono::DateTime::from_timestamp_millis(moment.0 + 180 * 60_000).unwrap().naive_utc();
    let text = at.format("%Y-%m-%d %H:%M:%S%.f").to_string();
    if text == format!("{NOW}:00") {
        return "now".into();
    }
    text.trim_end_matches(":00").trim_end_matches(" 00:00").to_owned()
}

fn money(money: Option<Money>) -> String {
    money.map_or("-".into(), |money| format!("{} {}", money.minor, money.currency.code()))
}

/// Records as lines, identities as the names behind them.
pub(crate) fn lines(records: &[Record]) -> Vec<String> {
    let member = |id: Option<MemberId>| {
        id.map_or("-".to_owned(), |id| {
            records
                .iter()
                .find_map(|r| match r {
                    Record::Member(member) if member.id == id => Some(member.name.clone()),
                    _ => None,
                })
                .unwrap_or_else(|| id.to_string())
        })
    };
    let customer = |id: Option<CustomerId>| {
        id.map_or("-".to_owned(), |id| {
            records
                .iter()
                .find_map(|r| match r {
                    Record::Customer(customer) if customer.id == id => Some(customer.name.clone()),
                    _ => None,
                })
                .unwrap_or_else(|| id.to_string())
        })
    };
    let foreign = |foreign: &Option<voronka::domain::ForeignId>| {
        foreign.as_ref().map_or("-".into(), |foreign| format!("{}#{}", foreign.system, foreign.id))
    };
    let fields = |fields: &std::collections::BTreeMap<String, String>| {
        fields.iter().map(|(name, value)| format!(" {name}={value:?}")).collect::<String>()
    };
    let tags =
        |tags: &std::collections::BTreeSet<String>| tags.iter().map(|tag| format!(" #{tag}")).collect::<String>();
    let line = |record: &Record| match record {
        Record::Member(m) => format!("member {} | {:?}", m.name, m.role),
        Record::Customer(c) => {
            let kind = if c.kind == CustomerKind::Company { "company" } else { "person" };
            format!(
                "{kind} {} | {} | since {} | {} |{}{}",
                c.name,
                foreign(&c.foreign),
                clock(c.created),
                member(c.owner),
                fields(&c.fields),
                tags(&c.tags)
            )
        }
        Record::Person(p) => {
            let known = p.foreign.as_ref().map_or(String::new(), |known| format!(" {}#{} |", known.system, known.id));
            let also = p.also.iter().map(|also| format!(" and at {}", customer(Some(*also)))).collect::<String>();
            format!("at {} {}{also} |{known}{}", customer(Some(p.customer)), p.name, fields(&p.fields))
        }
        Record::Activity(a) => {
            let deal = records.iter().find_map(|r| match r {
                Record::Deal(deal) if deal.id == a.deal => Some(deal.title.clone()),
                _ => None,
            });
            format!("note on {} | {} | {:?}", deal.unwrap_or_else(|| a.deal.to_string()), clock(a.at), a.text)
        }
        Record::Deal(d) => {
            let history = d.history.iter().map(|entry| {
                let loss = entry.loss.as_ref().map_or(String::new(), |loss| {
                    format!(" because {} {:?}", loss.reason.map_or("-".into(), |r| r.to_string()), loss.words)
                });
                format!("{} {}{loss}", entry.to, clock(entry.at))
            });
            let next = d.next.as_ref().map_or(String::new(), |next| format!(" | next {}", clock(next.at)));
            format!(
                "deal {} | {} | {} | {} | {} | since {} | {}{next} |{}{}",
                d.title,
                foreign(&d.foreign),
                customer(d.customer),
                money(d.amount),
                member(d.owner),
                clock(d.created),
                history.collect::<Vec<_>>().join(" > "),
                fields(&d.fields),
                tags(&d.tags)
            )
        }
        Record::Purchase(p) => {
            let kind = if p.kind == PurchaseKind::Sale { "sale" } else { "refund" };
            format!(
                "{kind} {} | {} | {} | {}",
                customer(Some(p.customer)),
                clock(p.at),
                money(p.amount),
                foreign(&p.foreign)
            )
        }
        other => format!("{:?}", other.id()),
    };
    records.iter().map(line).collect()
}

/// The rejected rows of the first file as lines.
pub(crate) fn rejected(taken: &Taken) -> Vec<String> {
    taken.files[0].rejected.iter().map(|r| format!("{} {:?}", r.row.line(), r.reason)).collect()
}
