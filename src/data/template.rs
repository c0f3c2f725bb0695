//! Funnels ready for use: the 4R model of 000, in the wording of `content/four_r.json`, and the library of nine more
//! (001, 002), `public/content/funnels.json`, which is fetched when somebody builds a funnel.
//! Deliberately not here: the rules of moving (`domain`), editing a funnel, building one (`domain::builder`).

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::domain::{
    Aida, End, Evidence, EvidenceKind, Field, FourR, InvalidId, LossReason, Outcome, Pipeline, Policy, Question, Role,
    Slug, Stage, Text,
};

const FOUR_R: &str = include_str!("content/four_r.json");

/// The four funnels of the 4R model: Лиды, Сделки (seven stages), Обновить (four baskets), Возврат (no stages).
/// Stage names are made unique by their funnel: `quote` of `deals-4r` is `deals-4r.quote`.
///
/// # Errors
/// What is wrong with the template file; a test reads it, so a built application never meets one.
pub fn four_r() -> Result<Vec<Pipeline>, String> {
    library(FOUR_R)
}

/// The funnels of a template file, in its order. `content` is its text.
///
/// # Errors
/// What is wrong with the file, and on which line.
pub fn library(content: &str) -> Result<Vec<Pipeline>, String> {
    let templates: Vec<Template> = serde_json::from_str(content).map_err(|why| why.to_string())?;
    templates.into_iter().map(|template| pipeline(template).map_err(|why| why.to_string())).collect()
}

/// How most teams call a stage (002): by what the manager does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Usual {
    /// The stage of the template that is the same step, by what the buyer does.
    pub stage: Slug,
    /// What most teams call it: «КП».
    pub name: Text,
    /// What that name hides: «КП отправлено, но прочитано ли».
    pub hides: Text,
}

/// The stages of a template file that stand beside a manager's stage: the typical seven of 002.
///
/// # Errors
/// What is wrong with the file, and on which line.
pub fn usual(content: &str) -> Result<Vec<Usual>, String> {
    let templates: Vec<Template> = serde_json::from_str(content).map_err(|why| why.to_string())?;
    let mut found = Vec::new();
    for (id, stages) in templates.into_iter().map(|template| (template.id, template.stages)) {
        for stage in stages {
            if let Some(TemplatePair { name, hides }) = stage.manager_pair {
                let stage = id.child(&stage.id).map_err(|why| why.to_string())?;
                found.push(Usual { stage, name, hides });
            }
        }
    }
    Ok(found)
}

fn pipeline(from: Template) -> Result<Pipeline, InvalidId> {
    let id = from.id;
    Ok(Pipeline {
        id,
        name: from.name,
        purpose: from.purpose,
        segment: from.segment,
        four_r: from.four_r,
        role: from.role,
        ordered: from.ordered,
        policy: from.policy,
        stages: from.stages.into_iter().map(|stage| self::stage(id, stage)).collect::<Result<_, _>>()?,
        ends: from.terminals.into_iter().map(|end| self::end(id, end)).collect::<Result<_, _>>()?,
        questions: from.qualification_questions.into_iter().enumerate().map(question).collect::<Result<_, _>>()?,
        refusals: from.refusals,
        archived: false,
    })
}

fn stage(pipeline: Slug, from: TemplateStage) -> Result<Stage, InvalidId> {
    let id = pipeline.child(&from.id)?;
    let evidence = from.evidence.into_iter().enumerate().map(|(at, evidence)| {
        let TemplateEvidence { text, kind, required } = evidence;
        Ok(Evidence { id: id.child(&at.to_string())?, text, kind, required })
    });
    Ok(Stage {
        id,
        name: from.name,
        buyer_action: from.buyer_action,
        manager_action: from.manager_action,
        help: from.help,
        script: from.script,
        evidence: evidence.collect::<Result<_, _>>()?,
        aida: from.aida,
        key_stage: from.key_stage,
        norm_days: from.norm_days,
        contact_excuses: true,
        probability: None,
        required_fields: from.required_fields,
        exit_fields: from.exit_fields,
        movers: from.movers,
        loss_reasons: from.loss_reasons,
    })
}

/// A question is known by its number among those of its funnel, as version 1 stored it.
fn question((at, from): (usize, TemplateQuestion)) -> Result<Question, InvalidId> {
    Ok(Question { id: Slug::new(&format!("{at:04}"))?, text: from.text, why: from.why, before: None })
}

fn end(pipeline: Slug, from: TemplateEnd) -> Result<End, InvalidId> {
    let asks = |what: &str| from.requires.iter().any(|asked| asked == what);
    Ok(End {
        id: pipeline.child(&from.id)?,
        asks_reason: asks("loss_reason"),
        asks_return: asks("return_date"),
        name: from.name,
        outcome: from.kind,
    })
}

#[derive(Deserialize)]
struct Template {
    id: Slug,
    name: Text,
    purpose: Text,
    segment: Text,
    four_r: Option<FourR>,
    role: Role,
    ordered: bool,
    policy: Policy,
    stages: Vec<TemplateStage>,
    terminals: Vec<TemplateEnd>,
    qualification_questions: Vec<TemplateQuestion>,
    #[serde(default)]
    refusals: bool,
}

#[derive(Deserialize)]
struct TemplateQuestion {
    text: Text,
    why: Text,
}

#[derive(Deserialize)]
struct TemplateStage {
    id: String,
    name: Text,
    buyer_action: Text,
    manager_action: Text,
    evidence: Vec<TemplateEvidence>,
    help: Text,
    script: Vec<Text>,
    aida: Aida,
    key_stage: bool,
    norm_days: u16,
    required_fields: Vec<Field>,
    #[serde(default)]
    exit_fields: Vec<Field>,
    #[serde(default)]
    movers: BTreeSet<Role>,
    loss_reasons: Vec<LossReason>,
    manager_pair: Option<TemplatePair>,
}

#[derive(Deserialize)]
struct TemplatePair {
    name: Text,
    hides: Text,
}

#[derive(Deserialize)]
struct TemplateEvidence {
    text: Text,
    kind: EvidenceKind,
    required: bool,
}

#[derive(Deserialize)]
struct TemplateEnd {
    id: String,
    kind: Outcome,
    name: Text,
    #[serde(default)]
    requires: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIBRARY: &str = include_str!("../../public/content/funnels.json");

    fn all() -> Vec<Pipeline> {
        four_r().unwrap().into_iter().chain(library(LIBRARY).unwrap()).collect()
    }

    #[test]
    fn the_library_has_the_funnels_of_the_other_two_articles() {
        let funnels = library(LIBRARY).unwrap();
        let names: Vec<_> = funnels.iter().map(|funnel| (funnel.id.to_string(), funnel.stages.len())).collect();
        let expected = [
            ("qualification", 5),
            ("new-customers", 9),
            ("regular", 5),
            ("cold", 5),
            ("b2b-contract", 9),
            ("b2c-short", 4),
            ("typical-pairs", 7),
            ("post-sale", 5),
            ("refusals", 4),
        ];
        assert_eq!(names, expected.map(|(name, stages)| (name.to_owned(), stages)));
        assert!(funnels.iter().all(|funnel| funnel.refusals == (funnel.id.as_str() == "refusals")));
        assert!(funnels.iter().all(|funnel| funnel.policy.usual.unproved == crate::domain::Freedom::WithReason));
        assert!(funnels.iter().any(|funnel| funnel.stages.iter().any(|stage| stage.id.as_str() == "regular.running")));
        let words = |stage: &Stage| stage.script.iter().all(|line| !line.ru.is_empty() && !line.en.is_empty());
        assert!(funnels[3].stages.iter().all(|stage| stage.script.len() > 1 && words(stage)), "a script");
        let b2b = &funnels[4].stages;
        assert!(b2b.iter().any(|stage| stage.name.ru == "Проверка контрагента"));
        assert!(b2b.iter().any(|stage| stage.name.ru == "Согласование договора"));
    }

    #[test]
    fn the_typical_seven_of_the_article_stand_beside_the_buyers_steps() {
        let usual = usual(LIBRARY).unwrap();
        let names: Vec<_> = usual.iter().map(|pair| pair.name.ru.as_str()).collect();
        let expected = ["Заявка", "Звонок", "Первичные переговоры", "Классификация", "КП", "Возражения", "Счёт"];
        assert_eq!(names, expected);
        let funnels = library(LIBRARY).unwrap();
        assert!(usual.iter().all(|pair| funnels[6].stage(pair.stage).is_some()));
    }

    #[test]
    fn a_broken_file_says_where() {
        assert!(library("[{\"id\": 7}]").unwrap_err().contains("line 1"));
        assert!(usual("").is_err());
    }

    #[test]
    fn the_four_funnels_are_as_the_article_has_them() {
        let pipelines = four_r().unwrap();
        let names: Vec<_> = pipelines.iter().map(|p| (p.four_r.unwrap(), p.stages.len(), p.ordered)).collect();
        let expected =
            [(FourR::Leads, 3, true), (FourR::Deals, 7, true), (FourR::Refresh, 4, false), (FourR::Return, 0, false)];
        assert_eq!(names, expected);
        let deals: Vec<_> = pipelines[1].stages.iter().map(|stage| stage.name.ru.as_str()).collect();
        let expected = [
            "Новая сделка",
            "Обсудить условия",
            "Отправить КП и расчёт",
            "Согласовать цену и сроки",
            "Оплата получена",
            "Разместить заказ на производство",
            "Заказ отгружен",
        ];
        assert_eq!(deals, expected);
        let baskets: Vec<_> = pipelines[2].stages.iter().map(|stage| stage.name.ru.as_str()).collect();
        assert_eq!(baskets, ["Нет денег", "Аккаунт", "Потребности", "Время"]);
    }

    #[test]
    fn the_way_to_a_first_purchase_goes_through_the_phases_in_order() {
        for pipeline in all() {
            // Whoever has bought begins anew with what they know already; refusals have no order.
            let anew = ["regular", "post-sale", "refusals"].contains(&pipeline.id.as_str());
            let phases: Vec<Aida> = pipeline.stages.iter().map(|stage| stage.aida).collect();
            assert!(anew || phases.is_sorted_by_key(|phase| *phase as u8), "{}: {phases:?}", pipeline.id);
        }
    }

    #[test]
    fn every_name_is_there_once() {
        let pipelines = all();
        let stages = pipelines.iter().flat_map(|p| p.stages.iter().map(|s| s.id));
        let ends = pipelines.iter().flat_map(|p| p.ends.iter().map(|e| e.id));
        let proofs = pipelines.iter().flat_map(|p| p.stages.iter().flat_map(|s| s.evidence.iter().map(|e| e.id)));
        let reasons = pipelines.iter().flat_map(|p| p.stages.iter().flat_map(|s| s.loss_reasons.iter().map(|r| r.id)));
        let mut all: Vec<_> = stages.chain(ends).chain(proofs).chain(reasons).collect();
        let count = all.len();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), count);
    }

    #[test]
    fn one_key_stage_and_every_word_in_both_languages() {
        for pipeline in all() {
            assert!(pipeline.stages.iter().filter(|stage| stage.key_stage).count() <= 1, "{}", pipeline.id);
            for stage in &pipeline.stages {
                for text in [&stage.name, &stage.buyer_action, &stage.manager_action, &stage.help] {
                    assert!(!text.ru.is_empty() && !text.en.is_empty(), "{}", stage.id);
                }
            }
        }
    }
}
