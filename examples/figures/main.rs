//! The figures of the screens as a module for the browser, for `cargo xtask bench` to time beside engines in JavaScript: the
//! same pure functions as everywhere, from columns of numbers to columns of numbers.

#[cfg(target_arch = "wasm32")]
mod funnel;
#[cfg(target_arch = "wasm32")]
mod scores;

fn main() {}
