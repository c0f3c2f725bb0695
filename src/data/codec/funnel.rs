//! Funnels as stored fields: a stage, an end and a question are a field each, with their place in the order.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::{Broken, Reader, Writer};
use crate::domain::{End, Pipeline, Question, Slug, Stage, Text};

/// A member of a funnel with its place in the order, which is compared as text.
#[derive(Serialize, Deserialize)]
pub(super) struct Ordered<T> {
    pub(super) order: String,
    #[serde(flatten)]
    pub(super) item: T,
}

/// A question; version 1 gave it neither a name nor a place, but numbered the fields.
#[derive(Deserialize)]
struct StoredQuestion {
    order: Option<String>,
    id: Option<Slug>,
    text: Text,
    why: Text,
    before: Option<Slug>,
}

/// The place of a member in the order.
pub(super) fn place(at: usize) -> String {
    format!("{at:04}")
}

pub(super) fn write(to: &mut Writer, pipeline: &Pipeline) {
    to.set("name", &pipeline.name);
    to.set("purpose", &pipeline.purpose);
    if pipeline.segment != Text::default() {
        to.set("segment", &pipeline.segment);
    }
    to.set_some("four_r", &pipeline.four_r);
    to.set("role", &pipeline.role);
    to.set("ordered", &pipeline.ordered);
    to.set("policy", &pipeline.policy);
    for (name, is_so) in [("refusals", pipeline.refusals), ("archived", pipeline.archived)] {
        to.set_some(name, &is_so.then_some(true));
    }
    for (at, stage) in pipeline.stages.iter().enumerate() {
        to.set(&format!("stage.{}", stage.id), &Ordered { order: place(at), item: stage });
    }
    for (at, end) in pipeline.ends.iter().enumerate() {
        to.set(&format!("end.{}", end.id), &Ordered { order: place(at), item: end });
    }
    for (at, question) in pipeline.questions.iter().enumerate() {
        let name = format!("question.{}", question.id);
        // As version 1 wrote it, where it says all there is.
        match question {
            Question { id, text, why, before: None } if id.as_str() == place(at) => {
                to.set(&name, &serde_json::json!({ "text": text, "why": why }));
            }
            question => to.set(&name, &Ordered { order: place(at), item: question }),
        }
    }
}

pub(super) fn read(from: &Reader<'_>, id: Slug) -> Result<Pipeline, Broken> {
    Ok(Pipeline {
        id,
        name: from.get("name")?,
        purpose: from.get("purpose")?,
        segment: from.get_or_default("segment")?,
        four_r: from.get_or_default("four_r")?,
        role: from.get("role")?,
        ordered: from.get("ordered")?,
        policy: from.get("policy")?,
        stages: in_order(from, "stage.", |stage: &Stage| stage.id)?,
        ends: in_order(from, "end.", |end: &End| end.id)?,
        questions: questions(from)?,
        refusals: from.get_or_default("refusals")?,
        archived: from.get_or_default("archived")?,
    })
}

pub(super) fn in_order<T: DeserializeOwned>(
    from: &Reader<'_>,
    prefix: &str,
    own: impl Fn(&T) -> Slug,
) -> Result<Vec<T>, Broken> {
    let mut items = from.named(prefix, |ordered: &Ordered<T>| own(&ordered.item).to_string())?;
    items.sort_by(|a, b| a.order.cmp(&b.order));
    Ok(items.into_iter().map(|ordered| ordered.item).collect())
}

fn questions(from: &Reader<'_>) -> Result<Vec<Question>, Broken> {
    let read = from.each::<StoredQuestion>("question.")?.map(|(name, stored)| {
        let broken = |_| Broken { field: format!("question.{name}"), why: "not a valid id".into() };
        let StoredQuestion { order, id, text, why, before } = stored;
        let id = id.map_or_else(|| name.parse().map_err(broken), Ok)?;
        Ok((order.unwrap_or_else(|| name.to_owned()), Question { id, text, why, before }))
    });
    let mut questions = read.collect::<Result<Vec<_>, Broken>>()?;
    questions.sort_by(|(a, one), (b, other)| (a, one.id).cmp(&(b, other.id)));
    Ok(questions.into_iter().map(|(_, question)| question).collect())
}
