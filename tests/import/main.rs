//! From files to records: exports of every system it knows to exact records, real exports where they are at hand, and
//! laws over any table.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops at what it did not expect")]

mod again;
mod desk;
mod laws;
mod merged;
mod real;
mod recognised;
mod records;
