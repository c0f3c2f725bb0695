//! Charts that several pages draw, on the classes of the style sheets. Each is given its conclusion in words, for whoever
//! does not see it, and its places as shares of its own length.
//! Deliberately not here: what is drawn, and how it is scaled (the panels), where a line runs ([`geometry`]).

mod curve;
mod geometry;
mod whisk;

pub use curve::{Curve, Line};
pub use geometry::ticks;
pub use whisk::Whisk;

/// How strongly the greatest cell of a map is coloured, in percent: text keeps its contrast (DESIGN.md, 2).
const STRONGEST: f64 = 66.0;
/// How strongly the least is.
const WEAKEST: f64 = 10.0;

/// The colour of a cell of a map, as `--k` of `.heat` has it: what it holds against the greatest.
pub fn heat(held: f64, greatest: f64) -> String {
    let share = if greatest > 0.0 { (held / greatest).clamp(0.0, 1.0) } else { 0.0 };
    format!("{:.0}%", WEAKEST + (STRONGEST - WEAKEST) * share)
}

/// A share of a length, as styles write it.
fn percent(share: f64) -> String {
    format!("{:.2}%", share * 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_on_the_hottest_cell_keeps_its_contrast() {
        assert_eq!(heat(0.0, 10.0), "10%");
        assert_eq!(heat(5.0, 10.0), "38%");
        assert_eq!(heat(10.0, 10.0), "66%");
        assert_eq!(heat(20.0, 10.0), "66%");
        assert_eq!(heat(0.0, 0.0), "10%", "a map of nothing");
    }
}
