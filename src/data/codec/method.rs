//! The records of the method as stored fields: drafts and past editions of funnels, robots and what they did, regulations.

use std::sync::Arc;

use super::funnel::{self, place};
use super::{Broken, Reader, Writer, keyed};
use crate::domain::{Deed, Draft, Edition, EditionId, Regulation, Robot, Run, RunId, Signature, Slug, Wording};

pub(super) fn write_draft(to: &mut Writer, draft: &Draft) {
    funnel::write(to, &draft.funnel);
    to.set("at", &draft.at);
    to.set_some("by", &draft.by);
}

pub(super) fn read_draft(from: &Reader<'_>, id: Slug) -> Result<Draft, Broken> {
    let funnel = Arc::new(funnel::read(from, id)?);
    Ok(Draft { id, funnel, at: from.get("at")?, by: from.get_or_default("by")? })
}

pub(super) fn write_edition(to: &mut Writer, edition: &Edition) {
    funnel::write(to, &edition.funnel);
    to.set("funnel", &edition.funnel.id);
    to.set("until", &edition.until);
    to.set_some("by", &edition.by);
    to.set("adoption", &edition.adoption);
}

pub(super) fn read_edition(from: &Reader<'_>, id: EditionId) -> Result<Edition, Broken> {
    Ok(Edition {
        id,
        funnel: Arc::new(funnel::read(from, from.get("funnel")?)?),
        until: from.get("until")?,
        by: from.get_or_default("by")?,
        adoption: from.get("adoption")?,
    })
}

pub(super) fn write_robot(to: &mut Writer, robot: &Robot) {
    to.set("name", &robot.name);
    to.set("why", &robot.why);
    to.set_some("funnel", &robot.funnel);
    to.set("when", &robot.when);
    to.set("only_if", &robot.only_if);
    to.set("then", &robot.then);
    to.set_some("on", &robot.on);
}

pub(super) fn read_robot(from: &Reader<'_>, id: Slug) -> Result<Robot, Broken> {
    Ok(Robot {
        id,
        name: from.get("name")?,
        why: from.get("why")?,
        funnel: from.get_or_default("funnel")?,
        when: from.get("when")?,
        only_if: from.get("only_if")?,
        then: from.get("then")?,
        on: from.get_or_default("on")?,
    })
}

pub(super) fn write_run(to: &mut Writer, run: &Run) {
    to.set("robot", &run.robot);
    to.set("deal", &run.deal);
    to.set("at", &run.at);
    to.set("since", &run.since);
    for (at, deed) in run.did.iter().enumerate() {
        to.set(&format!("did.{}", place(at)), deed);
    }
    to.set_some("owner", &run.owner);
    to.set_some("next", &run.next);
    to.set_some("rate", &run.rate);
    to.other_rates(&run.other_rates);
    to.set_some("undone", &run.undone);
}

pub(super) fn read_run(from: &Reader<'_>, id: RunId) -> Result<Run, Broken> {
    Ok(Run {
        id,
        robot: from.get("robot")?,
        deal: from.get("deal")?,
        at: from.get("at")?,
        since: from.get("since")?,
        did: from.each::<Deed>("did.")?.map(|(_, deed)| deed).collect(),
        owner: from.get_or_default("owner")?,
        next: from.get_or_default("next")?,
        rate: from.get_or_default("rate")?,
        other_rates: from.other_rates()?,
        undone: from.get_or_default("undone")?,
    })
}

pub(super) fn write_regulation(to: &mut Writer, regulation: &Regulation) {
    for (at, wording) in regulation.editions.iter().enumerate() {
        to.set(&format!("edition.{}", place(at)), wording);
    }
    to.each("signed.", &regulation.signed);
}

pub(super) fn read_regulation(from: &Reader<'_>, id: Slug) -> Result<Regulation, Broken> {
    let editions: Vec<Wording> = from.each("edition.")?.map(|(_, wording)| wording).collect();
    if editions.is_empty() {
        return Err(Broken { field: "edition.*".into(), why: "no wording".into() });
    }
    let signed = from.each::<Signature>("signed.")?.map(|item| keyed(item, "signed."));
    Ok(Regulation { id, editions, signed: signed.collect::<Result<_, _>>()? })
}
