//! The picture of a migration: a bar for each grade on both days, and ribbons from one to the other, as wide as customers
//! went. Geometry alone; colours, words and presses are the screen's affair.

use super::moves::{Table, Turn};
use super::quarter::Grade;

/// How wide the picture is, in units of its own: the names stand on both sides of the bars.
const WIDTH: f64 = 430.0;
/// How far the bars are from the sides, and how wide.
const INSET: f64 = 82.0;
const BAR: f64 = 8.0;
/// How high all customers together are.
const HEIGHT: f64 = 170.0;
/// The least height of a ribbon that can be seen.
const LEAST: f64 = 1.5;
/// The least height of a bar with its name, and the gap to the next.
const NAME: f64 = 30.0;
const GAP: f64 = 12.0;

/// A bar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Node {
    /// Which grade; nothing for the new on the left and the gone on the right.
    pub grade: Option<Grade>,
    /// Whether it is of the later day.
    pub after: bool,
    /// How many customers.
    pub customers: u32,
    /// Its left.
    pub x: f64,
    /// Its top.
    pub y: f64,
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
}

/// A ribbon.
#[derive(Clone, Debug, PartialEq)]
pub struct Ribbon {
    /// From which grade; nothing for the new.
    pub was: Option<Grade>,
    /// To which grade; nothing for the gone.
    pub is: Option<Grade>,
    /// What the step means.
    pub turn: Turn,
    /// How many customers.
    pub customers: u32,
    /// How wide it is.
    pub width: f64,
    /// The middle of its left end, from the top.
    pub from: f64,
    /// The middle of its right end.
    pub to: f64,
    /// Its outline as an SVG path.
    pub path: String,
}

/// The picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Flow {
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// The bars that somebody is in.
    pub nodes: Vec<Node>,
    /// The ribbons, those who stayed first, so that who moved is drawn above them.
    pub ribbons: Vec<Ribbon>,
}

/// The bars of one day, and where in them the next ribbon begins.
struct Side {
    nodes: Vec<Node>,
    next: [f64; 4],
    height: f64,
}

fn side(table: &Table, after: bool, thick: impl Fn(u32) -> f64) -> Side {
    let mut side = Side { nodes: Vec::new(), next: [0.0; 4], height: 0.0 };
    for (at, grade) in Table::SIDES.into_iter().enumerate() {
        let counts = Table::SIDES.map(|other| match after {
            true => table.customers(other, grade),
            false => table.customers(grade, other),
        });
        let customers: u32 = counts.iter().sum();
        if customers == 0 {
            continue;
        }
        let y = if side.nodes.is_empty() { 0.0 } else { side.height + GAP };
        let height = counts.into_iter().map(&thick).sum();
        let x = if after { WIDTH - INSET - BAR } else { INSET };
        side.nodes.push(Node { grade, after, customers, x, y, width: BAR, height });
        side.next[at] = y;
        side.height = y + f64::max(height, NAME);
    }
    side
}

impl Flow {
    /// The picture of a table.
    pub fn of(table: &Table) -> Self {
        let all: u32 = table.pairs().map(|(_, _, customers)| customers).sum();
        let scale = HEIGHT / f64::from(all.max(1));
        let thick = |customers: u32| if customers == 0 { 0.0 } else { (f64::from(customers) * scale).max(LEAST) };
        let (mut left, mut right) = (side(table, false, thick), side(table, true, thick));
        let (from, to) = (INSET + BAR, WIDTH - INSET - BAR);
        let middle = WIDTH / 2.0;
        let mut ribbons = Vec::new();
        for (row, was) in Table::SIDES.into_iter().enumerate() {
            for (column, is) in Table::SIDES.into_iter().enumerate() {
                let customers = table.customers(was, is);
                if customers == 0 {
                    continue;
                }
                let height = thick(customers);
                let (a, b) = (left.next[row], right.next[column]);
                left.next[row] += height;
                right.next[column] += height;
                let turn = Turn::of(was, is);
                let (c, d) = (a + height, b + height);
                let path = format!(
                    "M{from} {a:.1}C{middle} {a:.1} {middle} {b:.1} {to} {b:.1}V{d:.1}C{middle} {d:.1} {middle} {c:.1} {from} {c:.1}Z"
                );
                ribbons.push(Ribbon {
                    was,
                    is,
                    turn,
                    customers,
                    width: height,
                    from: a + height / 2.0,
                    to: b + height / 2.0,
                    path,
                });
            }
        }
        ribbons.sort_by_key(|ribbon| ribbon.turn != Turn::Stayed);
        let height = left.height.max(right.height);
        Self { width: WIDTH, height, nodes: left.nodes.into_iter().chain(right.nodes).collect(), ribbons }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{BoundarySet, Kind, Ledger, Measure, Moves, Purchase};
    use super::*;
    use crate::domain::insight::rfm::Axis;
    use chrono::NaiveDate;

    /// Ten customers of the first ten days; on the thirtieth 1 has bought again and 11 for the first time.
    fn flow() -> (Table, Flow) {
        let day = |number: u32| NaiveDate::from_ymd_opt(2026, 1, number).unwrap();
        let sale = |(customer, number)| Purchase { customer, date: day(number), kind: Kind::Sale, amount: Some(1) };
        let ledger: Ledger<u32> = (1..=10).map(|of| (of, of)).chain([(1, 25), (11, 30)]).map(sale).collect();
        let (before, after) = (ledger.summarise(day(20)), ledger.summarise(day(30)));
        let table = Moves::frozen(&before, &after, &BoundarySet::of(&before, Measure::default())).table(Axis::R);
        (table, Flow::of(&table))
    }

    #[test]
    fn bars_are_as_high_as_their_ribbons_and_do_not_overlap() {
        let (table, flow) = flow();
        // Best were 9 and 10 days ago 10 and 9; the boundary of 11 days holds 8, 9 and 10 … nobody but 1 and 11 is best now.
        let seen = |was, is| table.customers(was, is);
        assert_eq!(flow.ribbons.iter().map(|ribbon| ribbon.customers).sum::<u32>(), 11);
        assert_eq!(table.after(Some(Grade::Best)), 2);
        assert_eq!((seen(Some(Grade::Worst), Some(Grade::Best)), seen(None, Some(Grade::Best))), (1, 1));
        for after in [false, true] {
            let bars: Vec<&Node> = flow.nodes.iter().filter(|node| node.after == after).collect();
            assert_eq!(bars.iter().map(|bar| bar.customers).sum::<u32>(), 11);
            for pair in bars.windows(2) {
                assert!(pair[0].y + pair[0].height.max(NAME) + GAP <= pair[1].y + 1e-9, "{pair:?}");
            }
            let (first, last) = (bars[0], bars[bars.len() - 1]);
            assert!(first.y.abs() < 1e-9 && last.y + last.height <= flow.height + 1e-9);
        }
        let one = HEIGHT / 11.0;
        for node in &flow.nodes {
            assert!((node.height - f64::from(node.customers) * one).abs() < 1e-9, "{node:?}");
        }
        assert_eq!(flow.ribbons[0].turn, Turn::Stayed);
    }

    #[test]
    fn a_ribbon_runs_from_the_one_bar_to_the_other() {
        let flow = flow().1;
        for ribbon in &flow.ribbons {
            assert!(ribbon.path.starts_with("M90 ") && ribbon.path.ends_with('Z'), "{}", ribbon.path);
            let inside = |after: bool, grade| flow.nodes.iter().any(|node| node.after == after && node.grade == grade);
            assert!(inside(false, ribbon.was) && inside(true, ribbon.is));
        }
    }

    #[test]
    fn one_among_a_hundred_thousand_is_seen_and_nobody_is_no_picture() {
        let empty = Flow::of(&Table::default());
        assert_eq!((empty.nodes.len(), empty.ribbons.len()), (0, 0));
        let day = |number: u32| NaiveDate::from_ymd_opt(2026, 1, number).unwrap();
        let sale = |customer: u32| Purchase {
            customer,
            date: day(if customer == 0 { 9 } else { 1 + customer % 2 }),
            kind: Kind::Sale,
            amount: Some(1),
        };
        let ledger: Ledger<u32> = (0..100_000).map(sale).collect();
        let (before, after) = (ledger.summarise(day(5)), ledger.summarise(day(9)));
        let flow = Flow::of(&Moves::reranked(&before, &after, Measure::default()).table(Axis::R));
        let new = flow.nodes.iter().find(|node| node.grade.is_none()).unwrap();
        assert!((new.height - LEAST).abs() < 1e-9 && new.customers == 1);
    }
}
