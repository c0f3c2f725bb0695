//! What is read and written outside memory: stored fields, tables, templates, the example company.
//! Deliberately not here: the browser.

pub mod codec;
pub mod demo;
pub mod template;
