//! What is read and written outside memory: stored fields, rows and the log, tables, templates, the example company.
//! Deliberately not here: the browser.

pub mod audience;
pub mod card;
pub mod codec;
pub mod copy;
pub mod demo;
pub mod edit;
pub mod endpoint;
pub mod errand;
pub mod holidays;
pub mod ics;
pub mod import;
pub mod inbox;
pub mod lead;
pub mod letter;
pub mod mail;
pub mod media;
pub mod message;
mod mime;
pub mod rates;
pub mod reach;
pub mod recording;
pub mod regulation;
pub mod robots;
pub mod row;
pub mod stamp;
pub mod table;
pub mod template;
pub mod warming;
pub mod webhook;
pub mod when;
