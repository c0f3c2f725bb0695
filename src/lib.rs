//! Voronka: a sales-funnel CRM in a browser tab.
//!
//! Layers, lowest first; each imports only from those before it (see ARCHITECTURE.md): [`domain`] knows the sales desk
//! and its rules, [`data`] what is read and written outside memory, [`storage`] keeps it in the browser, [`app`] holds
//! the reactive state, `ui` draws it.

pub mod app;
pub mod data;
pub mod domain;
pub mod storage;
#[cfg(feature = "ui")]
pub mod ui;
