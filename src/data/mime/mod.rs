//! How letters and cards write text beyond ASCII: character sets, quoted-printable, base64, words in headers, parameters.
//! Tolerant in reading: what is damaged comes out as far as it can be read.
//! Deliberately not here: writing (`mail`), what a letter or a card is (`letter`, `card`).

mod charset;
mod header;
mod transfer;

pub(in crate::data) use charset::{text_in, text_of};
pub(in crate::data) use header::{Field, fields, parameter, words};
pub(in crate::data) use transfer::{base64, quoted_printable};
