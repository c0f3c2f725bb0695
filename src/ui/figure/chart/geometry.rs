//! Where the lines of charts run, as paths of SVG. Pure: numbers in, text out.

use std::fmt::Write;

/// A step curve through points that are shares of the drawing: right along, then down or up at each. `size` is the drawing's
/// in its own units; a share of 1 is at the top.
pub(super) fn steps(points: &[(f64, f64)], size: (f64, f64)) -> String {
    let mut path = String::new();
    for (at, &(x, y)) in points.iter().enumerate() {
        let (x, y) = (x.clamp(0.0, 1.0) * size.0, (1.0 - y.clamp(0.0, 1.0)) * size.1);
        // Writing into a text does not fail.
        let _ = if at == 0 { write!(path, "M{x:.1} {y:.1}") } else { write!(path, "H{x:.1}V{y:.1}") };
    }
    path
}

/// At most so many round numbers from 0 to below `most`, for an axis.
pub fn ticks(most: f64, count: usize) -> Vec<f64> {
    let rough = most / count.max(1) as f64;
    if !(rough.is_finite() && rough > 0.0) {
        return vec![0.0];
    }
    let tens = 10_f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0].map(|of| of * tens).into_iter().find(|step| *step >= rough * 0.999);
    let step = step.unwrap_or(rough);
    (0..=count).map(|at| at as f64 * step).take_while(|tick| *tick < most).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_curve_goes_along_and_then_falls() {
        assert_eq!(steps(&[(0.0, 1.0), (0.5, 0.75), (1.0, 0.0)], (200.0, 100.0)), "M0.0 0.0H100.0V25.0H200.0V100.0");
        assert_eq!(steps(&[(0.0, 1.0), (2.0, -1.0)], (200.0, 100.0)), "M0.0 0.0H200.0V100.0", "stays in the drawing");
        assert_eq!(steps(&[], (200.0, 100.0)), "");
    }

    #[test]
    fn ticks_are_round_and_few() {
        assert_eq!(ticks(37.0, 6), [0.0, 10.0, 20.0, 30.0]);
        assert_eq!(ticks(6.5, 6), [0.0, 2.0, 4.0, 6.0]);
        assert_eq!(ticks(1.0, 4), [0.0, 0.5]);
        assert_eq!(ticks(600.0, 6), [0.0, 100.0, 200.0, 300.0, 400.0, 500.0]);
        for most in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            assert_eq!(ticks(most, 6), [0.0], "{most}");
        }
        for most in (1..5_000).map(|at| f64::from(at) * 0.37) {
            let ticks = ticks(most, 6);
            assert!((2..=7).contains(&ticks.len()) && ticks.iter().all(|tick| *tick < most), "{most}: {ticks:?}");
        }
    }
}
