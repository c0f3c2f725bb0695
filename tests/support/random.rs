//! Random records.
