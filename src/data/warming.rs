//! What comes ready for «Возврат» and «Обновить»: the content plans of the four baskets (000) and the named groups of the 27
//! cells, in the wording of `public/content/baskets.json` and `groups.json`, which are fetched when they are asked for.
//! Deliberately not here: who is due what (`domain::insight::warming`).

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::domain::insight::rfm::Code;
use crate::domain::{Message, Plan, Segment, Slug, Text};

/// The content plans of a file for the baskets of a funnel. `content` is its text.
///
/// # Errors
/// What is wrong with the file, and on which line.
pub fn plans(content: &str, funnel: Slug) -> Result<Vec<Plan>, String> {
    let baskets: Vec<Basket> = serde_json::from_str(content).map_err(|why| why.to_string())?;
    let plan = |basket: Basket| {
        let id = funnel.child(basket.id.as_str()).map_err(|why| why.to_string())?;
        let Basket { messages, entry_question, ad_audience: audience, .. } = basket;
        Ok(Plan { id, messages, entry_question, audience })
    };
    baskets.into_iter().map(plan).collect()
}

/// The groups of a file, in its order. `content` is its text.
///
/// # Errors
/// What is wrong with the file, and on which line.
pub fn segments(content: &str) -> Result<Vec<Segment>, String> {
    let groups: Vec<Group> = serde_json::from_str(content).map_err(|why| why.to_string())?;
    let segment = |group: Group| {
        let Group { id, name, cells, meaning, what_to_do, offer_idea: offer, risk } = group;
        Segment { id, name, cells, meaning, what_to_do, offer, risk }
    };
    Ok(groups.into_iter().map(segment).collect())
}

#[derive(Deserialize)]
struct Basket {
    id: Slug,
    messages: Vec<Message>,
    entry_question: Text,
    ad_audience: Text,
}

#[derive(Deserialize)]
struct Group {
    id: Slug,
    name: Text,
    cells: BTreeSet<Code>,
    meaning: Text,
    what_to_do: Text,
    offer_idea: Text,
    risk: Text,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::template;
    use crate::domain::{Anchor, FourR, Stop};

    const BASKETS: &str = include_str!("../../public/content/baskets.json");
    const GROUPS: &str = include_str!("../../public/content/groups.json");

    #[test]
    fn each_basket_has_a_plan_in_both_languages_that_stops_for_an_answer() {
        let funnels = template::four_r().unwrap();
        let refresh = funnels.iter().find(|funnel| funnel.four_r == Some(FourR::Refresh)).unwrap();
        let plans = plans(BASKETS, refresh.id).unwrap();
        let baskets: Vec<Slug> = refresh.stages.iter().map(|stage| stage.id).collect();
        assert_eq!(plans.iter().map(|plan| plan.id).collect::<Vec<_>>(), baskets);
        let mut names = BTreeSet::new();
        for message in plans.iter().flat_map(|plan| &plan.messages) {
            assert!(names.insert(message.id), "{} is there twice", message.id);
            for text in [&message.subject, &message.purpose, &message.body] {
                assert!(!text.ru.is_empty() && !text.en.is_empty(), "{}", message.id);
            }
            for stop in [Stop::Reply, Stop::Purchase, Stop::Unsubscribed] {
                assert!(message.stop_when.contains(&stop), "{}", message.id);
            }
            // Only a date that lies ahead can be counted back from.
            assert!(message.day >= 0 || message.anchor == Anchor::PurchaseDate, "{}", message.id);
        }
        assert_eq!(names.len(), 24);
    }

    #[test]
    fn each_of_the_27_cells_is_in_one_group() {
        let segments = segments(GROUPS).unwrap();
        let mut cells: Vec<Code> = segments.iter().flat_map(|segment| segment.cells.iter().copied()).collect();
        cells.sort();
        assert_eq!(cells, Code::all().collect::<Vec<_>>());
        let told = |text: &Text| !text.ru.is_empty() && !text.en.is_empty();
        assert!(
            segments
                .iter()
                .all(|of| [&of.name, &of.meaning, &of.what_to_do, &of.offer, &of.risk].map(told) == [true; 5])
        );
    }

    #[test]
    fn a_file_that_is_none_says_where() {
        assert!(plans("[{\"id\": \"x\"}]", Slug::new("refresh-4r").unwrap()).unwrap_err().contains("line 1"));
        assert!(segments("[").is_err());
    }
}
