//! Rules that are read from the funnel alone.

use super::*;
use voronka::domain::{EvidenceKind, LossReason, Stage, Text};

fn empty(funnel: &Pipeline) -> Workspace {
    desk(vec![funnel.clone()])
}

/// A funnel, changed; nothing of the rule is found before the change.
fn with(id: &str, rule: &str, change: impl FnOnce(&mut Pipeline)) -> (Workspace, Pipeline) {
    let mut funnel = shipped(id);
    assert_eq!(of(&empty(&funnel), &funnel, rule), [], "{rule}");
    change(&mut funnel);
    (empty(&funnel), funnel)
}

#[test]
fn no_buyer_action() {
    let (desk, funnel) = with("deals-4r", "no-buyer-action", |funnel| {
        funnel.stages[2].buyer_action = Text { ru: " ".into(), en: String::new() };
        funnel.stages[2].name = "Отправить КП".into();
    });
    let found = caught(&desk, &funnel, "no-buyer-action", Some("deals-4r.quote"));
    assert_eq!(found.severity, Severity::Error);
    // What the buyer does meanwhile is read from the shipped funnels.
    let after = helps(&desk, &found, &funnel);
    assert_eq!(after.stages[2].buyer_action.en, "The buyer studied the figures and asked");
}

#[test]
fn a_stage_that_nothing_shipped_is_like_is_for_the_editor() {
    let (desk, funnel) = with("deals-4r", "no-buyer-action", |funnel| {
        let stage = &mut funnel.stages[2];
        (stage.buyer_action, stage.name, stage.manager_action) = (Text::default(), "Ждун".into(), Text::default());
    });
    let found = caught(&desk, &funnel, "no-buyer-action", Some("deals-4r.quote"));
    assert_eq!(found.mend.unwrap().apply(&funnel, &library(), &mut names()), None);
}

#[test]
fn manager_worded() {
    for step in ["Отправить КП", "Менеджер отправил КП", "Send the quote", "Наша инженерная группа посчитала"]
    {
        let (desk, funnel) = with("deals-4r", "manager-worded", |funnel| funnel.stages[2].buyer_action = step.into());
        caught(&desk, &funnel, "manager-worded", Some("deals-4r.quote"));
    }
    let (desk, funnel) = with("deals-4r", "manager-worded", |funnel| {
        funnel.stages[2].buyer_action = "Отправить КП".into();
    });
    let after = helps(&desk, &caught(&desk, &funnel, "manager-worded", Some("deals-4r.quote")), &funnel);
    assert!(after.stages[2].buyer_action.ru.starts_with("Клиент"));
}

#[test]
fn no_evidence() {
    let (desk, funnel) = with("deals-4r", "no-evidence", |funnel| funnel.stages[4].evidence.clear());
    let found = caught(&desk, &funnel, "no-evidence", Some("deals-4r.paid"));
    assert_eq!(found.severity, Severity::Error);
    let after = helps(&desk, &found, &funnel);
    let proof = &after.stages[4].evidence[0];
    assert_eq!((proof.kind, proof.required), (EvidenceKind::Payment, true));
    assert_eq!(proof.text.ru, "Перечислил аванс по\u{a0}счёту");
    // A proof that may be left out proves nothing.
    let (desk, funnel) = with("deals-4r", "no-evidence", |funnel| {
        funnel.stages[4].evidence.iter_mut().for_each(|proof| proof.required = false);
    });
    let after = helps(&desk, &caught(&desk, &funnel, "no-evidence", Some("deals-4r.paid")), &funnel);
    assert_eq!(after.stages[4].evidence.len(), funnel.stages[4].evidence.len());
    let (desk, funnel) = with("deals-4r", "no-evidence", |funnel| {
        funnel.stages[4].evidence.iter_mut().skip(1).for_each(|proof| proof.required = false);
    });
    assert_eq!(of(&desk, &funnel, "no-evidence"), []);
}

#[test]
fn tick_only() {
    let tick = |stage: &mut Stage| stage.evidence.iter_mut().for_each(|proof| proof.kind = EvidenceKind::Tick);
    let (desk, funnel) = with("deals-4r", "tick-only", |funnel| tick(&mut funnel.stages[1]));
    let found = caught(&desk, &funnel, "tick-only", Some("deals-4r.terms"));
    helps(&desk, &found, &funnel);
    // The first stage may be ticked: the request is there.
    let (desk, funnel) = with("deals-4r", "tick-only", |funnel| tick(&mut funnel.stages[0]));
    assert_eq!(of(&desk, &funnel, "tick-only"), []);
    // One trace of the buyer is enough.
    let (desk, funnel) = with("deals-4r", "tick-only", |funnel| {
        tick(&mut funnel.stages[1]);
        funnel.stages[1].evidence[0].kind = EvidenceKind::File;
    });
    assert_eq!(of(&desk, &funnel, "tick-only"), []);
}

#[test]
fn no_key_stage() {
    let (desk, funnel) = with("deals-4r", "no-key-stage", |funnel| funnel.stages[3].key_stage = false);
    let found = caught(&desk, &funnel, "no-key-stage", None);
    assert_eq!(found.fault, Fault::NoKeyStage(0));
    // Without a past it is where the buyer comes to want it.
    assert_eq!(found.mend, Some(Mend::Key(slug("deals-4r.quote"))));
    helps(&desk, &found, &funnel);
    let (desk, funnel) = with("deals-4r", "no-key-stage", |funnel| funnel.stages[5].key_stage = true);
    let found = caught(&desk, &funnel, "no-key-stage", None);
    assert_eq!(found.fault, Fault::NoKeyStage(2));
    let after = helps(&desk, &found, &funnel);
    assert_eq!(after, shipped("deals-4r"));
    // Three stages need none, nor do baskets.
    let (desk, funnel) = with("b2c-short", "no-key-stage", |funnel| {
        funnel.stages[1].key_stage = false;
        funnel.stages.truncate(3);
    });
    assert_eq!(of(&desk, &funnel, "no-key-stage"), []);
}

#[test]
fn no_loss_reasons() {
    let (desk, funnel) = with("deals-4r", "no-loss-reasons", |funnel| funnel.stages[2].loss_reasons.clear());
    let found = caught(&desk, &funnel, "no-loss-reasons", Some("deals-4r.quote"));
    let after = helps(&desk, &found, &funnel);
    let reasons: Vec<_> = after.stages[2].loss_reasons.iter().map(|reason| reason.text.ru.as_str()).collect();
    assert_eq!(reasons, ["Не\u{a0}получил расчёт", "Не\u{a0}подтвердил, что изучил его"]);
    // Nobody stops at the last stage: its end is the purchase.
    let (desk, funnel) = with("deals-4r", "no-loss-reasons", |funnel| funnel.stages[6].loss_reasons.clear());
    assert_eq!(of(&desk, &funnel, "no-loss-reasons"), []);
}

#[test]
fn generic_reason() {
    let everywhere = |funnel: &mut Pipeline, stages: usize| {
        for (at, stage) in funnel.stages.iter_mut().enumerate().take(stages) {
            let text = if at % 2 == 0 { "Дорого" } else { " дорого " };
            stage.loss_reasons.push(LossReason { id: slug(&format!("x{at}")), text: text.into() });
        }
    };
    let (desk, funnel) = with("deals-4r", "generic-reason", |funnel| everywhere(funnel, 4));
    let found = caught(&desk, &funnel, "generic-reason", None);
    assert_eq!((found.fault, found.severity), (Fault::GenericReason("Дорого".into(), 4), Severity::Hint));
    let (desk, funnel) = with("deals-4r", "generic-reason", |funnel| everywhere(funnel, 3));
    assert_eq!(of(&desk, &funnel, "generic-reason"), []);
    // Twice on one stage is one stage.
    let (desk, funnel) = with("deals-4r", "generic-reason", |funnel| {
        everywhere(funnel, 3);
        everywhere(funnel, 3);
    });
    assert_eq!(of(&desk, &funnel, "generic-reason"), []);
}

#[test]
fn too_many_stages() {
    let (desk, funnel) = with("new-customers", "too-many-stages", |funnel| {
        let mut tenth = funnel.stages[2].clone();
        tenth.id = slug("new-customers.tenth");
        funnel.stages.push(tenth);
    });
    let found = caught(&desk, &funnel, "too-many-stages", None);
    assert_eq!(found.fault, Fault::TooManyStages(10));
    let quickest = Mend::Merge(slug("new-customers.met"), slug("new-customers.survey"));
    assert_eq!(found.mend, Some(quickest));
    let after = helps(&desk, &found, &funnel);
    assert_eq!((after.stages.len(), after.stages[0].id), (9, slug("new-customers.met")));
}

#[test]
fn no_qualification() {
    let (desk, funnel) = with("leads-4r", "no-qualification", |funnel| funnel.questions.truncate(2));
    let found = caught(&desk, &funnel, "no-qualification", None);
    assert_eq!(found.fault, Fault::NoQualification(2));
    let after = helps(&desk, &found, &funnel);
    assert!(after.questions.len() > 4);
    let ids: std::collections::BTreeSet<_> = after.questions.iter().map(|question| question.id).collect();
    assert_eq!(ids.len(), after.questions.len());
    let (desk, funnel) = with("leads-4r", "no-qualification", |funnel| funnel.questions.truncate(3));
    assert_eq!(of(&desk, &funnel, "no-qualification"), []);
    // Whoever comes to «Сделки» has been asked before.
    let (desk, funnel) = with("deals-4r", "no-qualification", |funnel| funnel.questions.clear());
    assert_eq!(of(&desk, &funnel, "no-qualification"), []);
}
