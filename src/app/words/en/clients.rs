//! Customers and their people. English.

use super::{l, n};
use crate::app::words::Clients;

#[rustfmt::skip]
pub(in crate::app::words) static WORDS: Clients = Clients {
    decides: "decides", influences: "has a say", uses: "uses", pays: "pays", part_of: "Part in the decision",
    in_favour: "for", neutral: "neutral", against: "against", stance: "Stance", unknown: "not known",
    new_company: "New client", edit_company: "Client’s data", new_person: "New person", edit_person: "Person",
    company_kind: "Company", person_kind: "Person", kind: "What it is", name: "Name", inn: "Tax number",
    phone: "Phone", email: "E-mail", site: "Site", city: "City", trade: "Industry", address: "Address",
    source: "Source", currency: "Currency", messenger: "Telegram", job: "Job title", tags: "Tags",
    tags_hint: "separated by commas", several_hint: "several with commas between", owner: "Owner", nobody: "nobody",
    more_fields: "More fields", add_field: "Add a field", field_name: "Field", field_value: "Value",
    remove_field: "Remove the field", remove: "Remove", remove_person: "Remove the person", keep: "Save",
    create: "Create", cancel: "Cancel", need_name: "Write a name.",
    bad_email: "This does not look like an e-mail address: it needs “@” and a dot after it.",
    inn_control: "The control digits of the tax number do not match: check for a typo.",
    also: "Also works at", also_hint: "name of a company",
    may_be: "This client may be here already", open_it: "Open",
    doubles: "Possible duplicates", doubles_none: "No duplicates in sight",
    doubles_none_why: "Tax numbers, addresses, phones and names of all clients were compared.",
    doubles_looking: "Comparing clients…", one_company: "Is this one client?", in_common: "In common", blue_stays: "Blue marks what stays.",
    side_one: "Record 1", side_two: "Record 2", same: "the same", both_stay: "both stay",
    none_said: "not said", people: "People", deals_open: "Open deals", deals_past: "Past deals",
    purchases: "Purchases", notes: "Notes", nothing_lost: "Nothing is deleted: both histories stay",
    apart_them: "Different", later: "Later", merge_them: "Merge",
    split_any_day: "It can be split again on any day, from the client’s history.", result: "What comes of it",
    known_since: "known since", by_inn: "tax number", by_email: "e-mail", by_phone: "phone", by_name: "name",
    by_near_name: "nearly the same name", all_tags: "Tags", all_history: "History", first_known: "Became known",
    order: "Order", refund: "Refund", split_back: "Split again", wrote: "Letter", asked: "Asked why they fell silent",
    loaded_from: "from a file", late_only: "Longer than usual", no_contact: "No contact",
    all_of_them: "all", reset: "Reset filters",
    who_decides: "Who decides", nobody_decides: "Nobody known to decide",
    told_created: l("“{0}” is among the clients now"), told_changed: l("“{0}”: data changed"),
    told_removed: l("“{0}” is not among the people any more"), told_merged: l("“{0}”: two records are one"),
    told_apart: l("“{0}”: different clients"), told_split: l("“{0}”: two records again"),
    merged_with: l("Merged with “{0}”"), same_person: l("one and the same {0}"), in_favour_of: l("{0} for"),
    share_of: l("{0} of {1}"), pair_of: l("Pair {0} of {1}."), bought_sum: l("{0}, {1}"), two_counts: l("{0} + {1}"),
    people_of: l("{0} and {1}: will be {2}"),
    whole: n("All, {} entry", "All, {} entries"),
    others: n("and {} more", "and {} more"),
};
