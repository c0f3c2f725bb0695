//! What a workspace begins with: the company and the 4R funnels, or the whole example company.
//! Deliberately not here: the screen that offers them (`ui::start`).

use leptos::prelude::window;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

use super::address;
use super::clock;
use super::locale::Language;
use crate::data::demo;
use crate::data::template;
use crate::domain::{Company, Currency, Record};

/// The seed of the example company: the same one for everybody, so that two people speak of the same deals.
const SEED: u64 = 4;

/// A new company with the four funnels and nothing in them.
pub fn blank(language: Language) -> Vec<Record> {
    let (name, currency) = match language {
        Language::Ru => ("Моя компания", Currency::RUB),
        Language::En => ("My company", Currency::USD),
    };
    let company = Company { name: name.to_owned(), currency, demo: false };
    // A test reads the template, so that it is never broken here.
    let pipelines = template::four_r().unwrap_or_default();
    std::iter::once(company.into()).chain(pipelines.into_iter().map(Record::from)).collect()
}

/// The example company; none when its content can't be had, as on a first visit without a network.
pub async fn example(language: Language) -> Option<Vec<Record>> {
    let address = format!("{}/content/demo.json", address::base());
    let response: Response = JsFuture::from(window().fetch_with_str(&address)).await.ok()?.dyn_into().ok()?;
    if !response.ok() {
        return None;
    }
    let content = JsFuture::from(response.text().ok()?).await.ok()?.as_string()?;
    let spoken = match language {
        Language::Ru => demo::Language::Ru,
        Language::En => demo::Language::En,
    };
    let now = clock::now();
    demo::records(&content, spoken, now, clock::offset(now), SEED).ok()
}
