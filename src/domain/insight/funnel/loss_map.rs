//! The map of losses: at which stage, for which reason, how many deals and how much money (1.9, 2.6, 2.11, U2).
//! Counted at the highest stage that a deal reached: the step that the buyer did not make. Source: analytics, section 3.
//! Deliberately not here: what reasons are called.

use std::cmp::Reverse;

use super::cut::Label;
use super::flow::Flow;

/// Lost deals and what those of known worth were worth, in the smallest units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// How many.
    pub deals: usize,
    /// See [`Sum`].
    pub amount: i64,
}

impl Sum {
    fn add(&mut self, deals: usize, amount: i64) {
        self.deals += deals;
        self.amount = self.amount.saturating_add(amount);
    }
}

/// A column of the map: a reason, under whatever codes it goes at different stages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column<K> {
    /// What the reason is known by; none for all reasons that have no column of their own.
    pub reason: Option<K>,
    /// Its codes.
    pub codes: Vec<Label>,
    /// What it cost at each stage.
    pub cells: Vec<Sum>,
    /// What it cost altogether.
    pub total: Sum,
}

/// The map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LossMap<K> {
    /// The columns, the costliest first; what has no column of its own is last.
    pub columns: Vec<Column<K>>,
    /// What each stage cost.
    pub rows: Vec<Sum>,
    /// What all of it cost.
    pub total: Sum,
}

impl<K: PartialEq + Clone> LossMap<K> {
    /// The map of a flow. `known_by` says what the reason of a code is known by: equal ones share a column. `most` is how
    /// many columns there may be.
    pub fn of(flow: &Flow, most: usize, known_by: impl Fn(Label) -> K) -> Self {
        let stages = flow.stages.len();
        let mut columns: Vec<Column<K>> = Vec::new();
        let mut map = Self { columns: Vec::new(), rows: vec![Sum::default(); stages], total: Sum::default() };
        for (at, stage) in flow.stages.iter().enumerate() {
            for lost in &stage.lost {
                let reason = known_by(lost.reason);
                let place = columns.iter().position(|column| column.reason.as_ref() == Some(&reason));
                let place = place.unwrap_or_else(|| {
                    columns.push(Column::empty(Some(reason), stages));
                    columns.len() - 1
                });
                columns[place].count(lost.reason, at, lost.deals, lost.amount);
                map.rows[at].add(lost.deals, lost.amount);
                map.total.add(lost.deals, lost.amount);
            }
        }
        columns.sort_by_key(|column| Reverse((column.total.amount, column.total.deals)));
        if columns.len() > most {
            let rest = columns.split_off(most.saturating_sub(1));
            let mut other = Column::empty(None, stages);
            for column in rest {
                other.codes.extend(column.codes);
                for (cell, sum) in other.cells.iter_mut().zip(column.cells) {
                    cell.add(sum.deals, sum.amount);
                }
                other.total.add(column.total.deals, column.total.amount);
            }
            columns.push(other);
        }
        map.columns = columns;
        map
    }

    /// The cells that cost most, as stage and column, the first first; those without a reason of their own say nothing.
    pub fn costliest(&self) -> Vec<(usize, usize)> {
        let named = self.columns.iter().enumerate().filter(|(_, column)| column.reason.is_some());
        let cells =
            named.flat_map(|(at, column)| column.cells.iter().enumerate().map(move |(stage, sum)| (sum, (stage, at))));
        let mut cells: Vec<_> = cells.filter(|(sum, _)| sum.deals > 0).collect();
        cells.sort_by_key(|&(sum, place)| (Reverse((sum.amount, sum.deals)), place));
        cells.into_iter().map(|(_, place)| place).collect()
    }
}

impl<K> Column<K> {
    fn empty(reason: Option<K>, stages: usize) -> Self {
        Self { reason, codes: Vec::new(), cells: vec![Sum::default(); stages], total: Sum::default() }
    }

    fn count(&mut self, code: Label, stage: usize, deals: usize, amount: i64) {
        if !self.codes.contains(&code) {
            self.codes.push(code);
        }
        self.cells[stage].add(deals, amount);
        self.total.add(deals, amount);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::insight::funnel::{Lost, StageFlow};

    fn flow(stages: &[&[(Label, usize, i64)]]) -> Flow {
        let lost = |&(reason, deals, amount): &(Label, usize, i64)| Lost { reason, deals, amount };
        let stage = |lost_here: &&[(Label, usize, i64)]| StageFlow {
            lost: lost_here.iter().map(lost).collect(),
            ..StageFlow::default()
        };
        Flow { stages: stages.iter().map(stage).collect(), ..Flow::default() }
    }

    #[test]
    fn one_reason_has_one_column_at_all_stages() {
        // Codes 1 and 11 are «не отвечает» at two stages.
        let flow = flow(&[&[(1, 21, 155), (2, 4, 33)], &[(11, 3, 28), (3, 14, 147)], &[]]);
        let map = LossMap::of(&flow, 8, |code| code % 10);
        let names: Vec<_> = map.columns.iter().map(|column| (column.reason, column.total.deals)).collect();
        assert_eq!(names, [(Some(1), 24), (Some(3), 14), (Some(2), 4)]);
        assert_eq!(map.columns[0].codes, [1, 11]);
        assert_eq!(map.rows.iter().map(|sum| sum.deals).collect::<Vec<_>>(), [25, 17, 0]);
        assert_eq!(map.total, Sum { deals: 42, amount: 363 });
        assert_eq!(map.costliest()[..2], [(0, 0), (1, 1)]);
    }

    #[test]
    fn what_has_no_column_is_one_of_others() {
        let flow = flow(&[&[(1, 1, 50), (2, 1, 40), (3, 5, 30), (4, 2, 20)]]);
        let map = LossMap::of(&flow, 3, |code| code);
        let names: Vec<_> = map.columns.iter().map(|column| (column.reason, column.total)).collect();
        let sum = |deals, amount| Sum { deals, amount };
        assert_eq!(names, [(Some(1), sum(1, 50)), (Some(2), sum(1, 40)), (None, sum(7, 50))]);
        assert_eq!(map.columns[2].codes, [3, 4]);
        assert_eq!(map.costliest(), [(0, 0), (0, 1)]);
        assert_eq!(LossMap::of(&Flow::default(), 3, |code| code).columns, []);
    }
}
