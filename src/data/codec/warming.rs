//! The records of «Возврат» and «Обновить» as stored fields: pinned boundaries, groups of cells, content plans, letters,
//! campaigns, interviews, and addresses that are not written to.

use super::funnel::{Ordered, in_order, place};
use super::{Broken, Reader, Writer, keyed};
use crate::domain::{
    Campaign, CampaignId, Interview, InterviewId, Letter, LetterId, Message, OptOut, OptOutId, Pin, PinId, Plan,
    Segment, Slug,
};

pub(super) fn write_pin(to: &mut Writer, pin: &Pin) {
    to.set("set", &pin.set);
    to.set("at", &pin.at);
    to.set_some("by", &pin.by);
    to.set_some("currency", &pin.currency);
}

pub(super) fn read_pin(from: &Reader<'_>, id: PinId) -> Result<Pin, Broken> {
    Ok(Pin {
        id,
        set: from.get("set")?,
        at: from.get("at")?,
        by: from.get_or_default("by")?,
        currency: from.get_or_default("currency")?,
    })
}

pub(super) fn write_segment(to: &mut Writer, segment: &Segment) {
    to.set("name", &segment.name);
    to.set("cells", &segment.cells);
    to.set("meaning", &segment.meaning);
    to.set("what_to_do", &segment.what_to_do);
    to.set("offer", &segment.offer);
    to.set("risk", &segment.risk);
}

pub(super) fn read_segment(from: &Reader<'_>, id: Slug) -> Result<Segment, Broken> {
    Ok(Segment {
        id,
        name: from.get("name")?,
        cells: from.get("cells")?,
        meaning: from.get_or_default("meaning")?,
        what_to_do: from.get_or_default("what_to_do")?,
        offer: from.get_or_default("offer")?,
        risk: from.get_or_default("risk")?,
    })
}

pub(super) fn write_plan(to: &mut Writer, plan: &Plan) {
    for (at, message) in plan.messages.iter().enumerate() {
        to.set(&format!("message.{}", message.id), &Ordered { order: place(at), item: message });
    }
    to.set("entry_question", &plan.entry_question);
    to.set("audience", &plan.audience);
}

pub(super) fn read_plan(from: &Reader<'_>, id: Slug) -> Result<Plan, Broken> {
    Ok(Plan {
        id,
        messages: in_order(from, "message.", |message: &Message| message.id)?,
        entry_question: from.get_or_default("entry_question")?,
        audience: from.get_or_default("audience")?,
    })
}

pub(super) fn write_letter(to: &mut Writer, letter: &Letter) {
    to.set("customer", &letter.customer);
    to.set_some("deal", &letter.deal);
    to.set("source", &letter.source);
    to.set("to", &letter.to);
    to.set("subject", &letter.subject);
    to.set("body", &letter.body);
    to.set("made", &letter.made);
    to.set_some("by", &letter.by);
    to.set("fate", &letter.fate);
    to.set_some("answered", &letter.answered);
}

pub(super) fn read_letter(from: &Reader<'_>, id: LetterId) -> Result<Letter, Broken> {
    Ok(Letter {
        id,
        customer: from.get("customer")?,
        deal: from.get_or_default("deal")?,
        source: from.get("source")?,
        to: from.get("to")?,
        subject: from.get("subject")?,
        body: from.get("body")?,
        made: from.get("made")?,
        by: from.get_or_default("by")?,
        fate: from.get("fate")?,
        answered: from.get_or_default("answered")?,
    })
}

pub(super) fn write_campaign(to: &mut Writer, campaign: &Campaign) {
    to.set("name", &campaign.name);
    to.set("goal", &campaign.goal);
    to.set("offer", &campaign.offer);
    to.set("began", &campaign.began);
    to.set("until", &campaign.until);
    to.set_some("by", &campaign.by);
    to.each("customer.", &campaign.customers);
}

pub(super) fn read_campaign(from: &Reader<'_>, id: CampaignId) -> Result<Campaign, Broken> {
    let customers = from.each("customer.")?.map(|pair| keyed(pair, "customer."));
    Ok(Campaign {
        id,
        name: from.get("name")?,
        goal: from.get_or_default("goal")?,
        offer: from.get_or_default("offer")?,
        began: from.get("began")?,
        until: from.get("until")?,
        by: from.get_or_default("by")?,
        customers: customers.collect::<Result<_, _>>()?,
    })
}

pub(super) fn write_interview(to: &mut Writer, interview: &Interview) {
    to.set("customer", &interview.customer);
    to.set_some("deal", &interview.deal);
    to.set("cause", &interview.cause);
    to.set("words", &interview.words);
    to.set("at", &interview.at);
    to.set_some("by", &interview.by);
}

pub(super) fn read_interview(from: &Reader<'_>, id: InterviewId) -> Result<Interview, Broken> {
    Ok(Interview {
        id,
        customer: from.get("customer")?,
        deal: from.get_or_default("deal")?,
        cause: from.get("cause")?,
        words: from.get_or_default("words")?,
        at: from.get("at")?,
        by: from.get_or_default("by")?,
    })
}

pub(super) fn write_opt_out(to: &mut Writer, opt_out: &OptOut) {
    to.set("address", &opt_out.address);
    to.set("at", &opt_out.at);
    to.set("why", &opt_out.why);
    to.set_some("by", &opt_out.by);
}

pub(super) fn read_opt_out(from: &Reader<'_>, id: OptOutId) -> Result<OptOut, Broken> {
    Ok(OptOut {
        id,
        address: from.get("address")?,
        at: from.get("at")?,
        why: from.get_or_default("why")?,
        by: from.get_or_default("by")?,
    })
}
