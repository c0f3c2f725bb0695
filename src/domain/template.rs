//! What is written to buyers again and again, with places for their names.
//! Deliberately not here: what the places are filled with, and letters of content plans ([`Plan`](super::Plan)), which
//! go out by the calendar.

use super::{ActivityKind, Slug, Text};

/// A letter or message with places in braces: «Здравствуйте, {имя}!».
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// Its name among templates.
    pub id: Slug,
    /// What people call it.
    pub name: Text,
    /// Which way it goes: a letter has a subject, a message has none.
    pub way: ActivityKind,
    /// The subject of a letter.
    pub subject: Text,
    /// The text.
    pub text: Text,
}
