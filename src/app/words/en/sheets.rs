//! What a file is taken for, how the last one was read, what will come of it. English.

use super::{l, n};
use crate::app::words::Sheets;

#[rustfmt::skip]
pub(in crate::app::words) static WORDS: Sheets = Sheets {
    contacts: "Contacts", leads: "Leads", looks_like_contacts: "Looks like a list of contacts", looks_like_leads: "Looks like leads",
    as_last: "As last time",
    as_last_why: "A file with these columns was loaded before: columns, stages and colleagues are mapped the same way.",
    forget: "Forget", forgotten: "How such files are read is forgotten", contact_only: "The contact only, no lead",
    filled: "Filled", colleagues: "Colleagues", colleague_in_file: "Colleague in the file", rows_of_colleague: "Rows",
    colleague_here: "Colleague in Voronka", by_name: "By name, added when new", nobody: "Nobody",
    entity: "Records", new: "New", updated: "Will change", same: "Unchanged", rejected: "Not read",
    companies: "Clients", contacts_made: "Contacts", leads_made: "Leads", deals: "Deals", purchases: "Purchases",
    staff: "Colleagues", notes: "Notes", messenger: "Telegram", site: "Site", address: "Address", country: "Country",
    rejected_in: "Rows that were not read can be saved, corrected and loaded again.",
    load_contacts: n("Load {} contact", "Load {} contacts"),
    load_leads: n("Load {} lead", "Load {} leads"),
    load_records: n("Load {} record", "Load {} records"),
    loaded_contacts: n("{} contact loaded", "{} contacts loaded"),
    loaded_leads: n("{} lead loaded", "{} leads loaded"),
    loaded_records: n("{} record loaded", "{} records loaded"),
    contact_field: l("Contact: {0}"), customer_field: l("Company: {0}"),
};
