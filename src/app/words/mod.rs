//! Every word shown to people, in every language. Nothing here knows the browser.
//!
//! `ru.rs` and `en.rs` each fill one [`Words`]; a language more is a file more and its line in [`LANGUAGES`]. Names of
//! funnels, stages, buyer's steps and reasons are data of the workspace and not here.

mod en;
mod line;
mod ru;
mod screens;

pub use line::{Count, Grammar, Line, plural_en, plural_ru};
pub use screens::*;

/// The languages there are, the first being what is spoken when the reader's is not here.
pub static LANGUAGES: [&Words; 2] = [&en::EN, &ru::RU];

/// The words for the first of the reader's languages that is here: `["kk", "ru", "en-GB"]` gives Russian.
pub fn words_for<'a>(wanted: impl IntoIterator<Item = &'a str>) -> &'static Words {
    let primary = |tag: &'a str| tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    wanted
        .into_iter()
        .map(primary)
        .find_map(|wanted| LANGUAGES.into_iter().find(|words| words.tag.split('-').next() == Some(wanted.as_str())))
        .unwrap_or(LANGUAGES[0])
}

#[cfg(test)]
mod tests;
