//! Leads on their way in. English.

use super::{l, n};
use crate::app::words::Requests;

#[rustfmt::skip]
pub(in crate::app::words) static WORDS: Requests = Requests {
    as_is: "Paste it as it is", as_is_placeholder: "A letter, a signature, a message or a card",
    was_read: "Read in your browser. Correct what is wrong.", person: "Person", job: "Job title", phone: "Phone",
    email: "E-mail", messenger: "Telegram", need: "What is needed", when: "When", amount: "Amount", source: "Source",
    other_source: "other", same_one: "It is them", open_already: "There is an open deal with them already",
    create_and_take: "Create and take", create: "Create", in_file: "Read as a table", city: "City", inn: "Tax number",
    pasted_table: "Pasted table", rows_are_leads: "This is a table: each row is a lead of its own.",
    nobody: "it has neither a name, nor a way to reach anybody, nor a task.",
    too_large: l("it is longer than {0} bytes."), too_many: l("it has more than {0} fields."),
    not_text: l("the field “{0}” has a list in it."), bad_letters: l("the field “{0}” is not in UTF-8."), too_long: l("the field “{0}” is longer than {1} characters."),
    all_there: "These leads are here already.", taken: n("{} lead taken in", "{} leads taken in"),
    no_leads: "Leads go into the funnel “Leads”, and there is none here.", bad_link_why: "Ask for the link again, or write the lead down yourself.",
    bad_link: l("The link with a lead can’t be read: {0}"), looks_like: l("Looks like “{0}”"), is_theirs: l("A lead of “{0}”"), taken_once: l("This lead is here already: “{0}”"),
};
