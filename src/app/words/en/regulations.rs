//! How people work with a funnel and its stages, in writing. English.

use super::{l, n};
use crate::app::words::Regulations;

#[rustfmt::skip]
pub(super) static WORDS: Regulations = Regulations {
    title: "Regulation", list: "Regulations of the funnel", whole: "The whole funnel", none: "no regulation",
    of_funnel: l("Regulation of the funnel “{0}”"), of_basket: l("Regulation of the basket “{0}”"),
    of_stage: l("Regulation of stage {0}: “{1}”"), edition: l("ed. {0}, {1}"), draft: l("draft of edition {0}"),
    by: l("published by {0}"), points: "How we work", forbidden: "What we do not do", done: "Done when",
    script: "Script of the talk", empty: "No regulation yet",
    empty_why: "A short text on how people work here. Everybody reads and signs it, and the sheet can be printed.",
    no_funnel: "Publish the funnel first", no_funnel_why: "A regulation is written for a funnel that people work by.",
    take: "Take the ready regulation", take_all: n("Take {} ready regulation", "Take {} ready regulations"),
    unfetched: "The ready regulations did not load. Check the connection and try again. You can write your own without them.",
    take_why: "There is a ready text for this funnel. It can be edited, and taking it can be undone.",
    write: "Write our own", edit: "Edit", print: "Print", print_all: "Print all", publish: l("Publish edition {0}"),
    publish_why: "Once it is published everybody reads and signs anew. The edition before it stays.",
    unchanged: "The text is the same, so there is no new edition", nothing: "At least one point is needed",
    drop: "Discard", add_point: "New point", point_placeholder: "What is done, and Enter",
    add_forbidden: "New prohibition", forbidden_placeholder: "What is not done, and Enter",
    done_placeholder: "How to tell that it is done", past: "Editions and what they changed",
    first: "the first edition", reuse: "Begin from it", same: n("{} line unchanged", "{} lines unchanged"),
    lines: n("{} line", "{} lines"), signed: l("Signed off: {0} of {1}"), people: "Who has signed off",
    waits: l("waiting {0}"), waits_today: "asked today",
    nobody: "Nobody is on the desk yet, so there is nobody to sign.", sign: "I have read it",
    you_signed: l("You signed off, {0}"), you_not: "you have not signed off yet",
    who_signs: "People sign in their own name.", say_who: "Say who you are", kept: "How it is kept",
    kept_since: l("Since {0}, from the history of deals"), went_on: n("{} deal went on", "{} deals went on"),
    nobody_yet: "Nobody has gone on since this edition.", proved: "With every proof", in_time: "Within the norm",
    both: "Both", range: l("likely {0}"), few: "too few for a percent", on_deal: "Regulation of the stage",
    on_deal_all: "The whole regulation and signatures", sheet: "Sheet of signatures", sheet_funnel: l("Funnel “{0}”"),
    person: "Name", role: "Role", day: "Date", signature: "Signature",
    told_worded: l("A new edition of the regulation “{0}”"), told_signed: l("You have read the regulation “{0}”"),
    told_taken: l("Took the ready regulation “{0}”"),
    told_taken_all: n("Took {} ready regulation", "Took {} ready regulations"),
};
