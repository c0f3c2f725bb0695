//! Templates of letters and messages: their fields in braces in two languages, what fills them, and those that come ready,
//! `public/content/templates.json`, which is fetched when it is asked for.
//! Deliberately not here: where a message goes (`reach`), letters of content plans (`domain::Plan`).

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::domain::{ActivityKind, Deal, MemberId, Slug, Template, Text, Tongue, Workspace};

/// What a field in braces stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// How the person is addressed: name and patronymic, or the first name.
    Name,
    /// The company that buys.
    Company,
    /// What the deal is about.
    Deal,
    /// What it is worth.
    Amount,
    /// The stage on which it stands.
    Stage,
    /// When the next contact is.
    Contact,
    /// Who writes.
    Manager,
    /// The company of who writes.
    Ours,
    /// Today's date.
    Today,
}

/// Every field, as it is written in Russian and in English.
pub const GAPS: [(Gap, &str, &str); 9] = [
    (Gap::Name, "имя", "name"),
    (Gap::Company, "компания", "company"),
    (Gap::Deal, "сделка", "deal"),
    (Gap::Amount, "сумма", "amount"),
    (Gap::Stage, "этап", "stage"),
    (Gap::Contact, "контакт", "contact"),
    (Gap::Manager, "менеджер", "manager"),
    (Gap::Ours, "наша компания", "our company"),
    (Gap::Today, "сегодня", "today"),
];

/// The field of this name, in either language.
fn gap(name: &str) -> Option<Gap> {
    let name = name.trim().to_lowercase();
    GAPS.iter().find(|(_, ru, en)| *ru == name || *en == name).map(|&(gap, _, _)| gap)
}

/// How a field is written in a language, with its braces.
pub fn written(gap: Gap, tongue: Tongue) -> String {
    let names = GAPS.iter().find(|(known, _, _)| *known == gap);
    let name = names.map_or("", |&(_, ru, en)| if tongue == Tongue::Ru { ru } else { en });
    format!("{{{name}}}")
}

/// A text with its fields filled, as far as there is something to fill them with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filled {
    /// The text. A field that nothing fills stays as it was written.
    pub text: String,
    /// Fields of which nothing is known here, each once.
    pub missing: Vec<Gap>,
    /// Names in braces that are no fields, each once.
    pub unknown: Vec<String>,
}

/// Fills the fields of a text. Blank values fill nothing.
pub fn fill(text: &str, value: impl Fn(Gap) -> Option<String>) -> Filled {
    let mut filled = Filled::default();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.text.push_str(before);
        let Some((name, beyond)) = after.split_once('}').filter(|(name, _)| !name.contains('{')) else {
            filled.text.push('{');
            rest = after;
            continue;
        };
        let known = gap(name);
        match known.and_then(&value).filter(|value| !value.trim().is_empty()) {
            Some(value) => filled.text.push_str(value.trim()),
            None => {
                filled.text.push_str(&rest[before.len()..rest.len() - beyond.len()]);
                match known {
                    Some(gap) if !filled.missing.contains(&gap) => filled.missing.push(gap),
                    None if !filled.unknown.iter().any(|other| other == name) => filled.unknown.push(name.to_owned()),
                    _ => {}
                }
            }
        }
        rest = beyond;
    }
    filled.text.push_str(rest);
    filled
}

/// What the records say for the fields of a message: to whom, about which deal, by whom. Sums and dates are written by
/// whoever knows how the reader writes them.
pub fn known(
    workspace: &Workspace,
    deal: &Deal,
    to: &str,
    by: Option<MemberId>,
    tongue: Tongue,
) -> BTreeMap<Gap, String> {
    let stage = workspace.pipeline_of(deal.stage).and_then(|funnel| funnel.stage(deal.stage));
    let customer = deal.customer.and_then(|id| workspace.customer(id));
    let manager = by.or(deal.owner).and_then(|id| workspace.member(id));
    let values = [
        (Gap::Name, Some(addressed(to).to_owned())),
        (Gap::Company, customer.map(|customer| customer.name.clone())),
        (Gap::Deal, Some(deal.title.clone())),
        (Gap::Stage, stage.map(|stage| stage.name.in_tongue(tongue).to_owned())),
        (Gap::Manager, manager.map(|member| member.name.clone())),
        (Gap::Ours, workspace.company().map(|company| company.name.clone())),
    ];
    values
        .into_iter()
        .filter_map(|(gap, value)| Some((gap, value?)))
        .filter(|(_, value)| !value.trim().is_empty())
        .collect()
}

/// How somebody is addressed by their full name: «Павел Сергеевич» of «Рыжов Павел Сергеевич», «Павел» of «Павел Рыжов».
pub fn addressed(full: &str) -> &str {
    let is_patronymic = |word: &str| ["вич", "вна", "ична"].iter().any(|end| word.to_lowercase().ends_with(end));
    let mut words = full.split_whitespace();
    let (first, second, third) = (words.next().unwrap_or_default(), words.next(), words.next());
    let both = |from: &str, to: &str| {
        let begins = from.as_ptr() as usize - full.as_ptr() as usize;
        let ends = to.as_ptr() as usize - full.as_ptr() as usize + to.len();
        full.get(begins..ends)
    };
    match (second, third) {
        (Some(second), Some(third)) if is_patronymic(third) => both(second, third).unwrap_or(first),
        (Some(second), _) if is_patronymic(second) => both(first, second).unwrap_or(first),
        _ => first,
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Shipped {
    id: Slug,
    name: Text,
    way: ActivityKind,
    #[serde(default)]
    subject: Text,
    text: Text,
}

/// The templates of a file, in its order. `content` is its text.
///
/// # Errors
/// What is wrong with the file, and on which line.
pub fn shipped(content: &str) -> Result<Vec<Template>, String> {
    let shipped: Vec<Shipped> = serde_json::from_str(content).map_err(|why| why.to_string())?;
    let template = |Shipped { id, name, way, subject, text }| Template { id, name, way, subject, text };
    Ok(shipped.into_iter().map(template).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn value(gap: Gap) -> Option<String> {
        match gap {
            Gap::Name => Some("Павел Сергеевич".into()),
            Gap::Company => Some("Завод № 7".into()),
            Gap::Amount => Some(" ".into()),
            _ => None,
        }
    }

    #[test]
    fn fields_are_filled_and_what_is_left_is_named() {
        for (text, expected, missing, unknown) in [
            ("Здравствуйте, {имя}!", "Здравствуйте, Павел Сергеевич!", vec![], vec![]),
            ("{Name}, {company}: {amount}", "Павел Сергеевич, Завод № 7: {amount}", vec![Gap::Amount], vec![]),
            ("{сделка} {Deal} {имя}", "{сделка} {Deal} Павел Сергеевич", vec![Gap::Deal], vec![]),
            ("{скидка} и {скидка}", "{скидка} и {скидка}", vec![], vec!["скидка"]),
            ("{ {имя} } {", "{ Павел Сергеевич } {", vec![], vec![]),
            ("", "", vec![], vec![]),
        ] {
            let filled = fill(text, value);
            let unknown: Vec<String> = unknown.into_iter().map(str::to_owned).collect();
            assert_eq!(filled, Filled { text: expected.into(), missing, unknown }, "{text}");
        }
    }

    #[test]
    fn people_are_addressed() {
        for (full, expected) in [
            ("Рыжов Павел Сергеевич", "Павел Сергеевич"),
            ("Павел Сергеевич Рыжов", "Павел Сергеевич"),
            ("Анна  Кузьминична", "Анна  Кузьминична"),
            ("Павел Рыжов", "Павел"),
            ("Anna Lee", "Anna"),
            ("", ""),
        ] {
            assert_eq!(addressed(full), expected, "{full}");
        }
    }

    #[test]
    fn those_that_come_ready_have_both_languages_and_only_known_fields() {
        let ready = shipped(include_str!("../../public/content/templates.json")).unwrap();
        assert!(ready.len() >= 6);
        for template in &ready {
            for tongue in [Tongue::Ru, Tongue::En] {
                let texts = [&template.subject, &template.text].map(|text| text.in_tongue(tongue));
                assert!(!texts[1].is_empty() && !template.name.in_tongue(tongue).is_empty(), "{:?}", template.id);
                assert_eq!(texts[0].is_empty(), template.way != ActivityKind::Letter, "{:?}", template.id);
                assert!(texts.iter().all(|text| fill(text, |_| None).unknown.is_empty()), "{:?}", template.id);
                assert!(texts.iter().all(|text| !text.contains('!')), "{:?}", template.id);
            }
        }
    }

    proptest! {
        #[test]
        fn any_text_is_kept_but_for_its_fields(text in r"[a-zа-я{} ]{0,60}") {
            prop_assert_eq!(fill(&text, |_| None).text, text);
        }
    }
}
