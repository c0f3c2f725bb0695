//! Carrying a card from column to column: pressed, lifted, over a column, dropped or put back. By pointer and by keys
//! alike; nothing here knows the browser.
//!
//! Deliberately not here: whether a column takes the card (`domain`), drawing it in the air (`pointer`).

use crate::domain::DealId;

/// Pixels that a pressed card may be moved by an unsteady hand before it is lifted.
const UNSTEADY: f64 = 5.0;
/// Pixels from the edge of the board within which it begins to scroll.
const EDGE: f64 = 64.0;
/// The most pixels that it scrolls in one frame.
const FASTEST: f64 = 18.0;

/// A place on the screen, in pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Point {
    pub(super) x: f64,
    pub(super) y: f64,
}

/// What carries the card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    Pointer,
    Keys,
}

/// Where the card is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Drag {
    /// In its column.
    #[default]
    Rest,
    /// Under a pressed button that has hardly moved yet: perhaps only a click.
    Pressed { deal: DealId, from: usize, at: Point },
    /// In the air, over a column or beside all of them.
    Carried { deal: DealId, from: usize, over: Option<usize>, by: By },
}

/// What follows from what the hand did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Then {
    /// Nothing.
    Nothing,
    /// The card is lifted.
    Lift { deal: DealId, from: usize, by: By },
    /// It is over this column now.
    Over(Option<usize>),
    /// It is let go over this column, which is not its own.
    Drop { deal: DealId, to: usize },
    /// It goes back to its place.
    PutBack { deal: DealId, from: usize },
}

impl Drag {
    /// Whether a card is in the air.
    pub(super) fn carries(&self) -> bool {
        matches!(self, Self::Carried { .. })
    }

    /// What carries a deal, if it is the one in the air.
    pub(super) fn carried(&self, deal: DealId) -> Option<By> {
        match *self {
            Self::Carried { deal: this, by, .. } if this == deal => Some(by),
            _ => None,
        }
    }

    /// The button goes down on a card of a column.
    pub(super) fn press(&mut self, deal: DealId, from: usize, at: Point) {
        if *self == Self::Rest {
            *self = Self::Pressed { deal, from, at };
        }
    }

    /// The pointer moves, now over this column.
    pub(super) fn moved(&mut self, to: Point, column: Option<usize>) -> Then {
        match self {
            Self::Pressed { deal, from, at } if (to.x - at.x).abs() + (to.y - at.y).abs() >= UNSTEADY => {
                let (deal, from, by) = (*deal, *from, By::Pointer);
                *self = Self::Carried { deal, from, over: Some(from), by };
                Then::Lift { deal, from, by }
            }
            Self::Carried { over, by: By::Pointer, .. } if *over != column => {
                *over = column;
                Then::Over(column)
            }
            _ => Then::Nothing,
        }
    }

    /// A key lifts a card.
    pub(super) fn lift(&mut self, deal: DealId, from: usize) -> Then {
        match self {
            Self::Rest => {
                let by = By::Keys;
                *self = Self::Carried { deal, from, over: Some(from), by };
                Then::Lift { deal, from, by }
            }
            _ => Then::Nothing,
        }
    }

    /// A key carries the lifted card to the next column, or to the one before; there are `count`.
    pub(super) fn step(&mut self, onward: bool, count: usize) -> Then {
        match self {
            Self::Carried { over: over @ Some(_), by: By::Keys, .. } => {
                let next = over.map(|at| if onward { (at + 1).min(count - 1) } else { at.saturating_sub(1) });
                if *over == next {
                    return Then::Nothing;
                }
                *over = next;
                Then::Over(next)
            }
            _ => Then::Nothing,
        }
    }

    /// The card is let go.
    pub(super) fn release(&mut self) -> Then {
        match std::mem::take(self) {
            Self::Carried { deal, from, over: Some(to), .. } if to != from => Then::Drop { deal, to },
            Self::Carried { deal, from, .. } => Then::PutBack { deal, from },
            Self::Rest | Self::Pressed { .. } => Then::Nothing,
        }
    }

    /// Esc, another window, a lost pointer.
    pub(super) fn cancel(&mut self) -> Then {
        match std::mem::take(self) {
            Self::Carried { deal, from, .. } => Then::PutBack { deal, from },
            Self::Rest | Self::Pressed { .. } => Then::Nothing,
        }
    }
}

/// Where the columns are, in pixels from the beginning of everything that the board can scroll.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Lanes {
    /// Left and right edge of each column, in order.
    pub(super) edges: Vec<(f64, f64)>,
}

impl Lanes {
    /// The column at a place; the gap after a column belongs to it.
    pub(super) fn at(&self, x: f64) -> Option<usize> {
        let next = self.edges.partition_point(|&(left, _)| left <= x);
        let at = next.checked_sub(1)?;
        (next < self.edges.len() || x <= self.edges[at].1).then_some(at)
    }
}

/// How many pixels a board between these edges scrolls in one frame while a card is held at `x`; negative is back.
pub(super) fn pull(x: f64, left: f64, right: f64) -> f64 {
    let depth = |distance: f64| ((EDGE - distance) / EDGE).clamp(0.0, 1.0) * FASTEST;
    depth(right - x) - depth(x - left)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DEAL: DealId = DealId(7);

    fn at(x: f64) -> Point {
        Point { x, y: 0.0 }
    }

    #[test]
    fn a_click_lifts_nothing() {
        let mut drag = Drag::default();
        drag.press(DEAL, 1, at(100.0));
        assert_eq!(drag.moved(at(103.0), Some(1)), Then::Nothing);
        assert_eq!(drag.release(), Then::Nothing);
        assert_eq!(drag, Drag::Rest);
    }

    #[test]
    fn a_card_is_carried_and_dropped() {
        let mut drag = Drag::default();
        drag.press(DEAL, 1, at(100.0));
        assert_eq!(drag.moved(at(105.0), Some(1)), Then::Lift { deal: DEAL, from: 1, by: By::Pointer });
        assert_eq!(drag.moved(at(150.0), Some(1)), Then::Nothing);
        assert_eq!(drag.moved(at(300.0), Some(2)), Then::Over(Some(2)));
        assert_eq!(drag.moved(at(900.0), None), Then::Over(None));
        assert_eq!(drag.moved(at(300.0), Some(2)), Then::Over(Some(2)));
        assert_eq!(drag.release(), Then::Drop { deal: DEAL, to: 2 });
        assert_eq!(drag, Drag::Rest);
    }

    #[test]
    fn home_and_nowhere_put_the_card_back() {
        for over in [Some(1), None] {
            let mut drag = Drag::Carried { deal: DEAL, from: 1, over, by: By::Pointer };
            assert_eq!(drag.release(), Then::PutBack { deal: DEAL, from: 1 });
        }
        let mut drag = Drag::Carried { deal: DEAL, from: 1, over: Some(2), by: By::Pointer };
        assert_eq!(drag.cancel(), Then::PutBack { deal: DEAL, from: 1 });
        assert_eq!(drag.cancel(), Then::Nothing);
    }

    #[test]
    fn keys_carry_column_by_column_and_stop_at_the_ends() {
        let mut drag = Drag::default();
        assert_eq!(drag.step(true, 3), Then::Nothing);
        assert_eq!(drag.lift(DEAL, 1), Then::Lift { deal: DEAL, from: 1, by: By::Keys });
        assert_eq!(drag.lift(DEAL, 1), Then::Nothing);
        assert_eq!(drag.moved(at(500.0), Some(0)), Then::Nothing, "the pointer has no say");
        assert_eq!(drag.step(true, 3), Then::Over(Some(2)));
        assert_eq!(drag.step(true, 3), Then::Nothing);
        assert_eq!(drag.step(false, 3), Then::Over(Some(1)));
        assert_eq!(drag.step(false, 3), Then::Over(Some(0)));
        assert_eq!(drag.release(), Then::Drop { deal: DEAL, to: 0 });
    }

    #[test]
    fn columns_by_place() {
        let lanes = Lanes { edges: vec![(16.0, 200.0), (208.0, 400.0)] };
        let found: Vec<_> = [10.0, 16.0, 204.0, 208.0, 400.0, 401.0].map(|x| lanes.at(x)).into();
        assert_eq!(found, [None, Some(0), Some(0), Some(1), Some(1), None]);
        assert_eq!(Lanes::default().at(0.0), None);
    }

    #[test]
    fn the_board_scrolls_faster_nearer_to_its_edge() {
        let pulls: Vec<f64> = [0.0, 32.0, 64.0, 500.0, 968.0, 1_000.0, 2_000.0].map(|x| pull(x, 0.0, 1_000.0)).into();
        assert_eq!(pulls, [-18.0, -9.0, 0.0, 0.0, 9.0, 18.0, 18.0]);
    }
}
