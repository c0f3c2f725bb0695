//! What is read and written outside memory: stored rows, tables, the demo company.

pub mod table;
