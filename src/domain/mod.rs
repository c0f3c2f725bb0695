//! The words of a sales desk and their rules.
