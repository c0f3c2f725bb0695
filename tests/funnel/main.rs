//! The honest funnel: what is published and hand-checked, laws that hold of any history, the example `funnel`, and the
//! workspace read as the desk means it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops at what it did not expect")]

#[path = "../../examples/funnel/command.rs"]
mod command;
#[path = "../../examples/shared/command_line.rs"]
mod command_line;
#[path = "../../examples/funnel/history.rs"]
mod history;
mod laws;
#[path = "../../examples/funnel/request.rs"]
mod request;
mod said;
#[path = "../../examples/shared/table.rs"]
mod table;
mod vectors;
mod workspace;
