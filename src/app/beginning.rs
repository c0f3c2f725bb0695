//! What a workspace begins with: the company and the 4R funnels, or the whole example company.
//! Deliberately not here: the screen that offers them (`ui::start`).

use leptos::prelude::*;

use super::clock;
use super::content::content;
use super::locale::Language;
use super::part::part;
use super::store::Store;
use crate::data::{self, demo, template, warming};
use crate::domain::{Company, Currency, FourR, Record};

/// The seed of the example company: the same one for everybody, so that two people speak of the same deals.
const SEED: u64 = 170;

/// What a person may begin with, besides a file of theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// The example company.
    Example,
    /// The funnels and nothing in them.
    Blank,
}

/// How far the beginning is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Nothing was wished.
    Open,
    /// Wished, perhaps before there is a workplace to do it.
    Wished(Wish),
    /// Being done.
    Busy(Wish),
    /// It could not be done; the person may wish again.
    Failed(Wish),
}

/// The beginning of this page, from the first page's buttons to the first board.
#[derive(Clone, Copy)]
pub struct Beginning {
    /// Whether the first page is shown.
    pub shown: RwSignal<bool>,
    /// How far it is.
    pub stage: RwSignal<Stage>,
}

impl Beginning {
    /// Nothing was wished yet.
    pub fn new() -> Self {
        Self { shown: RwSignal::new(false), stage: RwSignal::new(Stage::Open) }
    }

    /// Wishes, unless a wish is being fulfilled.
    pub fn wish(self, wish: Wish) {
        if matches!(self.stage.get_untracked(), Stage::Open | Stage::Failed(_)) {
            self.stage.set(Stage::Wished(wish));
        }
    }

    /// Whether a wish waits or is being fulfilled.
    pub fn is_busy(self, wish: Wish) -> bool {
        matches!(self.stage.get(), Stage::Wished(this) | Stage::Busy(this) if this == wish)
    }

    /// Does what is wished, in a store that has been opened and is empty.
    pub async fn fulfil(self, store: Store, language: Language, wish: Wish) -> bool {
        self.stage.set(Stage::Busy(wish));
        let words = language.words();
        let (records, told) = match wish {
            Wish::Example => (example(language).await, words.toast.demo),
            Wish::Blank => (make_blank(language, Ready::fetch().await).await.ok(), words.toast.begun),
        };
        let done = match records {
            Some(records) => store.take_in(records, told.to_owned(), |_| true).await.is_ok(),
            None => false,
        };
        self.stage.set(if done { Stage::Open } else { Stage::Failed(wish) });
        done
    }
}

impl Default for Beginning {
    fn default() -> Self {
        Self::new()
    }
}

part! { example:
    make_blank(language: Language, ready: Ready) -> Vec<Record> = blank(language, &ready);
    make_example(content: String, regulations: Option<String>, ready: Ready, language: Language) -> Option<Vec<Record>> = company(&content, regulations.as_deref(), &ready, language);
}

/// What every new workspace has ready for «Обновить» and «Возврат», as the texts of its files. A workspace begins without
/// those that can't be had, as on a first visit without a network.
pub struct Ready {
    baskets: Option<String>,
    groups: Option<String>,
}

impl Ready {
    /// Asks for the files.
    pub async fn fetch() -> Self {
        Self { baskets: content("baskets.json").await, groups: content("groups.json").await }
    }

    /// The content plans of the baskets and the groups of the 27 cells.
    fn records(&self) -> impl Iterator<Item = Record> {
        let funnels = template::four_r().unwrap_or_default();
        let refresh = funnels.iter().find(|funnel| funnel.four_r == Some(FourR::Refresh)).map(|funnel| funnel.id);
        let baskets = self.baskets.as_deref().zip(refresh);
        let plans = baskets.and_then(|(text, refresh)| warming::plans(text, refresh).ok()).unwrap_or_default();
        let groups = self.groups.as_deref().and_then(|text| warming::segments(text).ok()).unwrap_or_default();
        plans.into_iter().map(Record::from).chain(groups.into_iter().map(Record::from))
    }
}

/// A new company with the four funnels and what comes ready, and nothing in them.
pub fn blank(language: Language, ready: &Ready) -> Vec<Record> {
    let (name, currency) = match language {
        Language::Ru => ("Моя компания", Currency::RUB),
        Language::En => ("My company", Currency::USD),
    };
    let company = Company { name: name.to_owned(), currency, demo: false };
    // A test reads the template, so that it is never broken here.
    let pipelines = template::four_r().unwrap_or_default();
    let funnels = pipelines.into_iter().map(Record::from);
    std::iter::once(company.into()).chain(funnels).chain(robots()).chain(ready.records()).collect()
}

/// The robots that come with a new workspace, at work from now on. A test reads them too.
fn robots() -> impl Iterator<Item = Record> {
    let robots = data::robots::shipped(clock::now()).unwrap_or_default();
    robots.into_iter().map(Record::from)
}

fn company(content: &str, regulations: Option<&str>, ready: &Ready, language: Language) -> Option<Vec<Record>> {
    let spoken = match language {
        Language::Ru => demo::Language::Ru,
        Language::En => demo::Language::En,
    };
    let now = clock::now();
    let offset = clock::offset(now);
    let mut records = demo::records(content, spoken, now, offset, SEED).ok()?;
    records.extend(ready.records());
    // A test tells it for every seed, so that it is never broken here.
    let told = demo::warming(content, &records, spoken, now, offset, SEED).unwrap_or_default();
    let tried = demo::hypotheses(content, &records, spoken, now, offset, SEED).unwrap_or_default();
    let lived = |json| demo::regulations(json, &records, now, offset).ok();
    let regulations = regulations.and_then(lived).unwrap_or_default();
    Some(records.into_iter().chain(told).chain(tried).chain(robots()).chain(regulations).collect())
}

/// The example company; none when its content can't be had, as on a first visit without a network. It opens without
/// regulations or plans when only they can't be had: the page of a funnel offers the regulations again.
async fn example(language: Language) -> Option<Vec<Record>> {
    let (company, regulations) = (content("demo.json").await?, content("regulations.json").await);
    make_example(company, regulations, Ready::fetch().await, language).await.ok()?
}
