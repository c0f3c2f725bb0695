//! How many deals end how. The facts that the example has to show (the bottleneck, what decides, who skips) are counts,
//! not probabilities, so they come out under every seed; the seed says only which deal is which.
//!
//! 214 deals have stood in «Сделки»: 58 are open, as on the board of the design, 41 won, 109 lost, 6 paused. Most of
//! them are of the last half-year, because 200 deals spread evenly over two years could prove nothing about a quarter.
//!
//! | | new | terms | quote | agree | paid | production | shipped | won |
//! |---|---|---|---|---|---|---|---|---|
//! | reached | 214 | 175 | 134 | 76 | 57 | 51 | 45 | 41 |
//! | open there | 7 | 12 | 17 | 7 | 5 | 6 | 4 | |
//! | lost there | 32 | 27 | 39 | 10 | 1 | | | |
//! | paused there | | 2 | 2 | 2 | | | | |
//!
//! From the quote on: since September 34 of 60 decided went further (57 %), before it 42 of 55 (76 %).
//! Deliberately not here: dates, words and sums.

use std::collections::BTreeMap;

use super::chance::Chance;

/// When a deal entered the funnel, counted from a story that ends on 26 November.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Period {
    /// Since 1 September: the new template of quotes is in use.
    Since,
    /// June to August.
    Summer,
    /// Before.
    Earlier,
}

/// How a closed deal ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fate {
    /// The buyer stopped at this stage, counted from 0.
    Stopped(usize),
    /// The buyer stopped there until a date.
    Paused(usize),
    /// The buyer bought.
    Won,
}

/// How a deal came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Road {
    /// A customer asked for it directly.
    Direct,
    /// Through «Лиды».
    Lead,
    /// Through «Лиды», from the exhibition: half a year in a basket.
    Exhibition,
    /// Through «Лиды» and a basket, after a letter.
    Warmed,
    /// Through «Лиды» in the August when nobody answered for days.
    Slow,
}

/// A closed deal.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) period: Period,
    pub(super) fate: Fate,
    /// Whether the quote went with the payback calculation.
    pub(super) payback: bool,
    /// Which hunter.
    pub(super) hunter: usize,
    /// Whether «Обсудить условия» was passed for form's sake, in minutes and without proofs: the funnel forbids to skip
    /// it, so this is how it is skipped.
    pub(super) formal: bool,
    pub(super) urgent: bool,
    pub(super) road: Road,
    /// Was stopped and opened again.
    pub(super) reopened: bool,
    /// Went back from the quote once.
    pub(super) sent_back: bool,
    /// The last order of the best customer that went silent.
    pub(super) silent: bool,
}

/// What is to be sold in the month of the story, in whole units of the currency.
pub(super) const TARGET: i64 = 22_000_000;

/// The hunter who skips.
pub(super) const SKIPPER: usize = 2;

/// When, how it ended, whether with the calculation, how many.
const CLOSED: [(Period, Fate, bool, usize); 28] = {
    use Fate::{Paused, Stopped, Won};
    use Period::{Earlier, Since, Summer};
    [
        (Since, Stopped(0), false, 15),
        (Summer, Stopped(0), false, 10),
        (Earlier, Stopped(0), false, 7),
        (Since, Stopped(1), false, 13),
        (Since, Paused(1), false, 2),
        (Summer, Stopped(1), false, 8),
        (Earlier, Stopped(1), false, 6),
        // At the quote.
        (Since, Stopped(2), true, 4),
        (Since, Stopped(2), false, 22),
        (Since, Paused(2), false, 2),
        (Summer, Stopped(2), true, 3),
        (Summer, Stopped(2), false, 4),
        (Earlier, Stopped(2), true, 2),
        (Earlier, Stopped(2), false, 4),
        // Later.
        (Since, Stopped(3), true, 1),
        (Since, Stopped(4), false, 1),
        (Summer, Stopped(3), true, 2),
        (Summer, Stopped(3), false, 2),
        (Summer, Paused(3), true, 1),
        (Summer, Paused(3), false, 1),
        (Earlier, Stopped(3), true, 3),
        (Earlier, Stopped(3), false, 2),
        (Since, Won, true, 5),
        (Since, Won, false, 5),
        (Summer, Won, true, 14),
        (Summer, Won, false, 8),
        (Earlier, Won, true, 6),
        (Earlier, Won, false, 3),
    ]
};

/// The closed deals.
pub(super) fn closed(chance: &mut Chance) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for (period, fate, payback, count) in CLOSED {
        let row = Row {
            period,
            fate,
            payback,
            hunter: 0,
            formal: false,
            urgent: false,
            road: Road::Direct,
            reopened: false,
            sent_back: false,
            silent: false,
        };
        rows.extend(vec![row; count]);
    }
    chance.shuffle(&mut rows);
    // Each hunter has a third of every ending.
    let mut turns: BTreeMap<Fate, usize> = BTreeMap::new();
    for row in &mut rows {
        let turn = turns.entry(row.fate).or_default();
        row.hunter = *turn % 3;
        *turn += 1;
    }
    let won = |row: &Row| row.fate == Fate::Won;
    let at = |row: &Row, stage: usize| row.fate == Fate::Stopped(stage);
    mark(&mut rows, 1, |row| won(row) && row.period == Period::Summer && row.hunter == 0, |row| row.silent = true);

    // 8 of the skipper's 29 decided quotes, 2 of them won; 3 of his 11 on the board.
    let skipped = |row: &Row| row.hunter == SKIPPER;
    mark(&mut rows, 2, |row| skipped(row) && won(row), |row| row.formal = true);
    mark(&mut rows, 5, |row| skipped(row) && at(row, 2), |row| row.formal = true);
    mark(&mut rows, 1, |row| skipped(row) && at(row, 3), |row| row.formal = true);

    let paused = |row: &Row| matches!(row.fate, Fate::Paused(_));
    let calm = |row: &Row| !row.formal && !row.silent && !row.reopened && !row.urgent && !paused(row);
    let since = |row: &Row| row.period == Period::Since;
    mark(&mut rows, 4, |row| calm(row) && won(row) && row.period == Period::Summer, |row| row.reopened = true);

    // 94 of them came through «Лиды»; 34 more stand on the board.
    let free = |row: &Row| row.road == Road::Direct && !row.silent;
    let early = |row: &Row| row.period == Period::Earlier;
    mark(&mut rows, 12, |row| free(row) && early(row), |row| row.road = Road::Exhibition);
    mark(&mut rows, 4, |row| free(row) && early(row), |row| row.road = Road::Slow);
    let soon = |row: &Row| since(row) && (at(row, 0) || at(row, 1));
    mark(&mut rows, 7, |row| free(row) && soon(row), |row| row.road = Road::Warmed);
    let quick = |row: &Row| free(row) && !paused(row) && !row.reopened;
    let urgent = |row: &mut Row| (row.urgent, row.road) = (true, Road::Lead);
    mark(&mut rows, 14, |row| quick(row) && won(row), urgent);
    mark(&mut rows, 20, |row| quick(row) && !won(row), urgent);
    mark(&mut rows, 37, free, |row| row.road = Road::Lead);

    let further = |row: &Row| won(row) || at(row, 3) || at(row, 4);
    mark(&mut rows, 8, |row| calm(row) && further(row), |row| row.sent_back = true);
    rows
}

/// Marks the first so many rows of a kind.
fn mark(rows: &mut [Row], count: usize, which: impl Fn(&Row) -> bool, how: impl Fn(&mut Row)) {
    for row in rows.iter_mut().filter(|row| which(row)).take(count) {
        how(row);
    }
}

/// What is not said of an open deal by the content.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Draw {
    pub(super) payback: bool,
    pub(super) formal: bool,
    pub(super) lead: bool,
}

/// Draws for the open deals, of which is known: the stage from 0, whether the skipper leads it, whether it is urgent.
pub(super) fn open(deals: &[(usize, bool, bool)], chance: &mut Chance) -> Vec<Draw> {
    let mut draws = vec![Draw::default(); deals.len()];
    let mut turns: Vec<usize> = (0..deals.len()).collect();
    chance.shuffle(&mut turns);
    let mut some = |count: usize, which: &dyn Fn(usize, Draw) -> bool, how: fn(&mut Draw)| {
        let mut left = count;
        for &at in &turns {
            if left > 0 && which(at, draws[at]) {
                how(&mut draws[at]);
                left -= 1;
            }
        }
    };
    some(3, &|at, _| deals[at].0 >= 2 && deals[at].1, |draw| draw.formal = true);
    some(5, &|at, draw| deals[at].0 == 2 && !draw.formal, |draw| draw.payback = true);
    some(9, &|at, draw| deals[at].0 > 2 && !draw.formal, |draw| draw.payback = true);
    let urgent = deals.iter().filter(|deal| deal.2).count();
    some(urgent, &|at, _| deals[at].2, |draw| draw.lead = true);
    some(34_usize.saturating_sub(urgent), &|_, draw| !draw.lead, |draw| draw.lead = true);
    draws
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_in_the_heading() {
        for seed in 0..20 {
            let rows = closed(&mut Chance::new(seed, "plan"));
            let count = |which: &dyn Fn(&Row) -> bool| rows.iter().filter(|row| which(row)).count();
            let stopped: Vec<_> = (0..5).map(|stage| count(&|row| row.fate == Fate::Stopped(stage))).collect();
            let paused: Vec<_> = (0..5).map(|stage| count(&|row| row.fate == Fate::Paused(stage))).collect();
            assert_eq!((stopped, paused), (vec![32, 27, 39, 10, 1], vec![0, 2, 2, 2, 0]));
            assert_eq!((count(&|row| row.fate == Fate::Won), rows.len() + 58), (41, 214));
            assert_eq!(count(&|row| row.road != Road::Direct), 94);
            assert_eq!((count(&|row| row.formal), count(&|row| row.urgent)), (8, 34));
            let once = (count(&|row| row.reopened), count(&|row| row.sent_back), count(&|row| row.silent));
            assert_eq!(once, (4, 8, 1));
        }
    }
}
