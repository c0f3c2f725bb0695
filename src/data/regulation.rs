//! Regulations ready for use: how people work with the 4R funnels and their stages, in the wording of
//! `public/content/regulations.json`, which is fetched when somebody takes them.
//! Deliberately not here: who signs them (`domain::publish`), how they are shown.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::domain::{Moment, Regulation, Slug, Text, Wording};

/// The regulations in the text of the file, each with one wording that holds since `now` and nobody's signature.
///
/// # Errors
/// What is wrong with the text: a release whose file came broken says so instead of taking it.
pub fn shipped(json: &str, now: Moment) -> Result<Vec<Regulation>, String> {
    let shipped: Vec<Shipped> = serde_json::from_str(json).map_err(|why| why.to_string())?;
    Ok(shipped.into_iter().map(|regulation| regulation.since(now)).collect())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Shipped {
    of: Slug,
    points: Vec<Text>,
    forbidden: Vec<Text>,
    done: Text,
}

impl Shipped {
    fn since(self, now: Moment) -> Regulation {
        let Self { of, points, forbidden, done } = self;
        let wording = Wording { since: now, by: None, points, forbidden, done };
        Regulation { id: of, editions: vec![wording], signed: BTreeMap::new() }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::data::template;

    const JSON: &str = include_str!("../../public/content/regulations.json");

    #[test]
    fn each_funnel_and_stage_of_the_four_has_one() {
        let of: Vec<Slug> = shipped(JSON, Moment(0)).unwrap().iter().map(|regulation| regulation.id).collect();
        let funnels = template::four_r().unwrap();
        let stages = |funnel: &crate::domain::Pipeline| funnel.stages.iter().map(|stage| stage.id).collect::<Vec<_>>();
        let known: Vec<Slug> = funnels.iter().flat_map(|f| std::iter::once(f.id).chain(stages(f))).collect();
        assert_eq!(of, known, "in the order of the funnels, none twice, none of a stage that is not there");
    }

    #[test]
    fn whole_in_both_languages() {
        for regulation in shipped(JSON, Moment(7)).unwrap() {
            let (number, wording) = regulation.current().unwrap();
            assert_eq!((number, wording.since, wording.by), (1, Moment(7), None), "{}", regulation.id);
            assert!((3..=10).contains(&wording.points.len()) && !wording.forbidden.is_empty(), "{}", regulation.id);
            let texts = wording.points.iter().chain(&wording.forbidden).chain([&wording.done]);
            let texts: Vec<&Text> = texts.collect();
            let once: BTreeSet<_> = texts.iter().collect();
            assert_eq!(once.len(), texts.len(), "{}: a line stands twice", regulation.id);
            for text in texts {
                let cyrillic = |c: char| ('\u{400}'..='\u{4ff}').contains(&c);
                assert!(text.ru.chars().any(cyrillic) && !text.en.is_empty(), "{text:?}");
                assert!(!text.en.chars().any(cyrillic) && !text.ru.contains(['!', '—']), "{text:?}");
            }
            let sentences = wording.points.iter().all(|point| point.ru.ends_with('.') && point.en.ends_with('.'));
            assert!(sentences, "{}: a point is a sentence", regulation.id);
        }
    }

    #[test]
    fn what_is_broken_is_named() {
        assert!(shipped("[{\"of\": \"a b\"}]", Moment(0)).unwrap_err().contains("line 1"));
        assert!(shipped("[{\"of\": \"a\", \"norm\": 1}]", Moment(0)).unwrap_err().contains("norm"));
    }
}
