//! Building a funnel from what the buyers of a segment do, or from one that is ready for use: stages of their steps, with
//! proofs and loss reasons that the words of a step suggest. Everything it makes is a funnel to be changed as one likes.
//! Deliberately not here: changing a funnel in force (`publish`), what is unwise in it (`insight::adviser`).

use std::collections::BTreeSet;

use super::reshape::Names;
use super::{
    Aida, End, Evidence, Freedom, Freedoms, LossReason, Pipeline, Policy, Question, Role, Slug, Stage, Text, phrase,
};

/// The proof that a step suggests: what the buyer did, by the trace that it leaves.
pub fn proof(stage: Slug, step: &Text, names: &mut Names) -> Evidence {
    Evidence { id: names.proof(stage), text: phrase::deed(step), kind: phrase::trace(step), required: true }
}

/// A loss reason of a stage.
pub fn reason(stage: Slug, text: &Text, names: &mut Names) -> LossReason {
    LossReason { id: names.reason(stage), text: text.clone() }
}

/// Why buyers stop at a stage, as its step and its proofs suggest it (002): what was not done. What it has already is left
/// out.
pub fn suggested_reasons(stage: &Stage) -> Vec<Text> {
    let mut known: BTreeSet<String> = stage.loss_reasons.iter().map(|reason| reason.text.ru.clone()).collect();
    let proofs = stage.evidence.iter().filter(|proof| proof.required).map(|proof| &proof.text);
    let undone = std::iter::once(&stage.buyer_action).chain(proofs).flat_map(phrase::undone);
    undone.filter(|text| known.insert(text.ru.clone())).collect()
}

/// Whether a step speaks of us instead of the buyer.
pub fn speaks_of_us(step: &Text) -> bool {
    phrase::speaks_of_us(step)
}

/// A stage of a buyer's step: its name, proof and loss reasons are read from the step.
pub fn stage(funnel: Slug, step: &Text, names: &mut Names) -> Stage {
    let id = names.place(funnel);
    let reasons = phrase::undone(step);
    Stage {
        id,
        name: phrase::deed(step),
        buyer_action: step.clone(),
        manager_action: Text::default(),
        help: Text::default(),
        script: Vec::new(),
        evidence: vec![proof(id, step, names)],
        aida: Aida::Interest,
        key_stage: false,
        norm_days: 5,
        contact_excuses: true,
        probability: None,
        required_fields: Vec::new(),
        exit_fields: Vec::new(),
        movers: [].into(),
        loss_reasons: reasons.iter().map(|text| reason(id, text, names)).collect(),
    }
}

/// Says a stage's step anew: what was read from the old one, and nobody has changed since, is read from the new one.
pub fn reword(stage: &mut Stage, step: Text, names: &mut Names) {
    let old = std::mem::replace(&mut stage.buyer_action, step.clone());
    let (was, is) = (phrase::deed(&old), phrase::deed(&step));
    if stage.name == was {
        stage.name = is.clone();
    }
    if let Some(proof) = stage.evidence.iter_mut().find(|proof| proof.text == was) {
        (proof.text, proof.kind) = (is, phrase::trace(&step));
    }
    let told = phrase::undone(&old);
    let known = stage.loss_reasons.len();
    stage.loss_reasons.retain(|reason| !told.contains(&reason.text));
    // The old step told no causes: there was nothing that somebody could have changed.
    let untold = known == 0 && told.is_empty();
    if untold || stage.loss_reasons.len() < known {
        let causes = phrase::undone(&step);
        stage.loss_reasons.extend(causes.iter().map(|text| reason(stage.id, text, names)));
    }
}

/// A stage of a ready funnel for another funnel.
pub fn copied_stage(shipped: &Stage, funnel: Slug, names: &mut Names) -> Stage {
    Stage { key_stage: false, ..shipped.renamed(names.place(funnel), names) }
}

/// A question of a ready funnel for another funnel.
pub fn copied_question(shipped: &Question, funnel: Slug, names: &mut Names) -> Question {
    Question { id: names.question(funnel), before: None, ..shipped.clone() }
}

/// A new question.
pub fn question(text: &Text, funnel: Slug, names: &mut Names) -> Question {
    Question { id: names.question(funnel), text: text.clone(), why: Text::default(), before: None }
}

/// A funnel of a segment: one stage for each step that its buyers take, in order. Its ends are those of a ready funnel.
pub fn of_steps(name: Text, segment: Text, steps: &[Text], ends_of: &Pipeline, names: &mut Names) -> Pipeline {
    let id = names.funnel();
    let ends = ends_of.ends.iter().map(|end| End { id: names.place(id), ..end.clone() }).collect();
    let mut funnel = Pipeline {
        id,
        name,
        purpose: segment.clone(),
        segment,
        four_r: None,
        role: Role::Hunter,
        ordered: true,
        policy: Policy {
            usual: Freedoms { skip: Freedom::WithReason, back: Freedom::WithReason, unproved: Freedom::WithReason },
            roles: [].into(),
        },
        stages: steps.iter().map(|step| stage(id, step, names)).collect(),
        ends,
        questions: Vec::new(),
        refusals: false,
        archived: false,
    };
    phase(&mut funnel);
    funnel
}

/// Spreads the phases of AIDA over the stages in order.
pub fn phase(funnel: &mut Pipeline) {
    let count = funnel.stages.len();
    for (at, stage) in funnel.stages.iter_mut().enumerate() {
        stage.aida = match at * 4 / count {
            0 => Aida::Attention,
            1 => Aida::Interest,
            2 => Aida::Desire,
            _ => Aida::Action,
        };
    }
}

/// The steps that a person wrote, one on a line; numbers and dashes before them are left out.
pub fn lines(written: &str) -> Vec<&str> {
    let lines =
        written.lines().map(|line| line.trim_start_matches(|c: char| c.is_ascii_digit() || " .)-–—•*\t".contains(c)));
    lines.map(str::trim).filter(|line| !line.is_empty()).collect()
}

/// The stage that is likely to be the key one: the one that is marked, else where the buyer comes to want it, else the
/// middle.
pub fn likely_key(funnel: &Pipeline) -> Option<Slug> {
    let marked = funnel.stages.iter().find(|stage| stage.key_stage);
    let wanted = || funnel.stages.iter().find(|stage| stage.aida == Aida::Desire);
    marked.or_else(wanted).or_else(|| funnel.stages.get(funnel.stages.len() / 2)).map(|stage| stage.id)
}

/// The steps of the guided way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Whose way it is, or which ready funnel to begin with.
    Segment,
    /// The buyer's steps: stages.
    Stages,
    /// The key stage.
    Key,
    /// Questions of qualification.
    Questions,
    /// Loss reasons.
    Reasons,
    /// The whole, and what the adviser says.
    Review,
}

impl Step {
    /// All of them, in order.
    pub const ALL: [Self; 6] = [Self::Segment, Self::Stages, Self::Key, Self::Questions, Self::Reasons, Self::Review];

    /// What is missing before one may go on from here; the funnel may be changed at any later step all the same.
    pub fn lacks(self, funnel: &Pipeline) -> bool {
        match self {
            Self::Segment => funnel.name.ru.trim().is_empty(),
            Self::Stages => {
                funnel.stages.is_empty() || funnel.stages.iter().any(|stage| stage.name.ru.trim().is_empty())
            }
            Self::Key | Self::Questions | Self::Reasons | Self::Review => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::template;
    use crate::domain::{EvidenceKind, Workspace};
    use std::collections::BTreeSet;

    fn library() -> Vec<Pipeline> {
        template::library(include_str!("../../public/content/funnels.json")).unwrap()
    }

    fn names() -> Names {
        Names::new(&Workspace::default(), 1)
    }

    fn named(funnel: &Pipeline) -> Vec<Slug> {
        let stages = funnel.stages.iter();
        let inside = stages.flat_map(|stage| {
            let proofs = stage.evidence.iter().map(|proof| proof.id);
            proofs.chain(stage.loss_reasons.iter().map(|reason| reason.id)).chain([stage.id])
        });
        inside.chain(funnel.ends.iter().map(|end| end.id)).chain([funnel.id]).collect()
    }

    #[test]
    fn a_funnel_of_the_steps_of_a_segment() {
        let library = library();
        let mut names = names();
        let written =
            "1. Клиент прислал фото шильдика\n\n2) Клиент подтвердил замену\n- Клиент оплатил счёт\nКлиент принял груз";
        let steps: Vec<Text> = lines(written).into_iter().map(Text::from).collect();
        let funnel = of_steps("Авария".into(), "Узел встал".into(), &steps, &library[1], &mut names);
        let stages: Vec<_> =
            funnel.stages.iter().map(|stage| (stage.name.ru.as_str(), stage.evidence[0].kind)).collect();
        let expected = [
            ("Прислал фото шильдика", EvidenceKind::File),
            ("Подтвердил замену", EvidenceKind::Answer),
            ("Оплатил счёт", EvidenceKind::Payment),
            ("Принял груз", EvidenceKind::Answer),
        ];
        assert_eq!(stages, expected);
        assert_eq!(funnel.stages[2].loss_reasons[0].text.ru, "Не\u{a0}оплатил счёт");
        assert_eq!(
            funnel.stages.iter().map(|stage| stage.aida).collect::<Vec<_>>(),
            [Aida::Attention, Aida::Interest, Aida::Desire, Aida::Action]
        );
        assert_eq!(funnel.ends.len(), 3);
        assert_eq!(likely_key(&funnel), Some(funnel.stages[2].id));
        let all = named(&funnel);
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
    }

    #[test]
    fn a_step_said_anew_takes_what_was_read_from_it_along() {
        let mut names = names();
        let mut stage = stage(Slug::new("f1").unwrap(), &"Клиент оплатил счёт".into(), &mut names);
        reword(&mut stage, "Клиент подписал договор".into(), &mut names);
        assert_eq!((stage.name.ru.as_str(), stage.evidence.len()), ("Подписал договор", 1));
        assert_eq!(stage.evidence[0].kind, EvidenceKind::File);
        let reasons =
            |stage: &Stage| stage.loss_reasons.iter().map(|reason| reason.text.ru.clone()).collect::<Vec<_>>();
        assert_eq!(reasons(&stage), ["Не\u{a0}подписал договор"]);
        // What somebody has written stays.
        stage.name = "Договор".into();
        stage.evidence[0].text = "Скан с\u{a0}печатью".into();
        stage.loss_reasons[0].text = "Юристы против".into();
        reword(&mut stage, "Клиент оплатил счёт".into(), &mut names);
        assert_eq!((stage.name.ru.as_str(), stage.evidence[0].text.ru.as_str()), ("Договор", "Скан с\u{a0}печатью"));
        assert_eq!(reasons(&stage), ["Юристы против"]);
        let mut ours = super::stage(Slug::new("f1").unwrap(), &"Отправить счёт".into(), &mut names);
        assert_eq!(reasons(&ours), Vec::<String>::new());
        reword(&mut ours, "Клиент оплатил счёт".into(), &mut names);
        assert_eq!(reasons(&ours), ["Не\u{a0}оплатил счёт"]);
    }

    #[test]
    fn what_a_person_writes_is_read_line_by_line() {
        assert_eq!(lines(""), Vec::<&str>::new());
        assert_eq!(lines(" \n 3. Клиент  \n\t— Покупатель ушёл.\r\n"), ["Клиент", "Покупатель ушёл."]);
    }
}
