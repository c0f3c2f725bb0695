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

/// Words that only some pages say, in each language of [`LANGUAGES`]. They are not in [`Words`], so that they come with the
/// part of those pages and not with the first screen (docs/decisions/0005-parts.md).
pub type Apart<T> = [&'static T; 2];

/// Groups of cells, pinned boundaries, migration.
pub static SEGMENTS: Apart<Segments> = [&en::segments::WORDS, &ru::segments::WORDS];
/// Files of customers and deals, recordings, notes on customers.
pub static ATTACHED: Apart<Attached> = [&en::attached::WORDS, &ru::attached::WORDS];
/// Workbooks of Excel: which sheets, and why one can't be read.
pub static BOOKS: Apart<Books> = [&en::books::WORDS, &ru::books::WORDS];
/// What a file is taken for, how the last one was read, what will come of it.
pub static SHEETS: Apart<Sheets> = [&en::sheets::WORDS, &ru::sheets::WORDS];
/// Who leaves the best, campaigns, who has fallen silent.
pub static CAMPAIGNS: Apart<Campaigns> = [&en::campaigns::WORDS, &ru::campaigns::WORDS];
/// Leads on their way in.
pub static REQUESTS: Apart<Requests> = [&en::requests::WORDS, &ru::requests::WORDS];
/// Leads that come by themselves, and the form that sends them.
pub static INBOX: Apart<InboxWords> = [&en::inbox::WORDS, &ru::inbox::WORDS];
/// Customers and their people.
pub static CLIENTS: Apart<Clients> = [&en::clients::WORDS, &ru::clients::WORDS];
/// The next contact in words, ways to reach a buyer, templates, reminders, what the head hears of.
pub static CONTACTS: Apart<Contacts> = [&en::contacts::WORDS, &ru::contacts::WORDS];
/// Copies of the workspace, looking at somebody's, lists as files.
pub static COPIES: Apart<Copies> = [&en::copies::WORDS, &ru::copies::WORDS];
/// Search over everything, and commands.
pub static PALETTE: Apart<Palette> = [&en::palette::WORDS, &ru::palette::WORDS];
/// What can be done with a chart.
pub static FIGURES: Apart<Figures> = [&en::figures::WORDS, &ru::figures::WORDS];
/// When the company works.
pub static HOURS: Apart<Hours> = [&en::hours::WORDS, &ru::hours::WORDS];
/// Content plans and letters.
pub static LETTERS: Apart<Letters> = [&en::letters::WORDS, &ru::letters::WORDS];
/// Deals as a table, its views, and changes of many deals at once.
pub static LISTS: Apart<Lists> = [&en::lists::WORDS, &ru::lists::WORDS];
/// What the months bring, where effort and money part.
pub static AHEAD: Apart<Ahead> = [&en::ahead::WORDS, &ru::ahead::WORDS];
/// Where buyers are lost, for which reasons, how sure that is.
pub static ANALYSIS: Apart<Analysis> = [&en::analysis::WORDS, &ru::analysis::WORDS];
/// The day of somebody, and the desk as its head sees it.
pub static TODAY: Apart<Today> = [&en::today::WORDS, &ru::today::WORDS];
/// What is tried, and what came of it.
pub static HYPOTHESES: Apart<Hypotheses> = [&en::hypotheses::WORDS, &ru::hypotheses::WORDS];
/// Who will buy.
pub static PROGRESS: Apart<Progress> = [&en::progress::WORDS, &ru::progress::WORDS];
/// Currencies and their rates.
pub static RATES: Apart<Rates> = [&en::rates::WORDS, &ru::rates::WORDS];
/// How deals leave a stage, the speed of the funnel, conditional refusals.
pub static STAY: Apart<Stay> = [&en::stay::WORDS, &ru::stay::WORDS];

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
