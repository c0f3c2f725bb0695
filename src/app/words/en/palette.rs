//! Search over everything, and commands. English.

use super::{l, n};
use crate::app::words::Palette;

#[rustfmt::skip]
pub(in crate::app::words) static WORDS: Palette = Palette {
    title: "Search and commands", placeholder: "Deal, client, phone, command", deals: "Deals and leads",
    customers: "Clients", people: "People", notes: "Notes", pages: "Pages", commands: "Commands",
    recent: "Recent", this_deal: "This deal", actions: "What to do", choose: "choose", open: "open",
    new_tab: "in a new tab", acts: "actions", back: "back",
    nothing: "Nothing found", nothing_why: "The other keyboard layout, slips of the hand and the digits of phones were tried too.",
    building: "Gathering records for the search, what is found can be opened already", call: "Call", write: "Write",
    next_contact: "Next step: to the nearest deal", no_next: "No deal has a next step",
    theme_dark: "Theme: dark", theme_light: "Theme: light", theme_words: "looks colour night day",
    speak_words: "language russian english",
    density_words: "density rows cards",
    load_words: "import table csv excel xlsx export", deal_words: "create add", lead_words: "create add request enquiry",
    next_words: "whom to call then plan queue", undo_words: "back revert", keys_words: "hotkeys shortcuts help",
    today_words: "day plan tasks", clients_words: "customers companies", analysis_words: "report conversion losses bottleneck",
    setup_words: "settings funnels robots regulations", people_words: "sales desk staff roles", hours_words: "schedule holidays", rates_words: "exchange rates dollar euro",
    here_words: "settings local backup data language theme browser", builder_words: "create wizard stages",
    in_palette: "In the search", lifted: "When a card is lifted", put_back: "Put it back", drop: "Let it go", carry: "Choose a stage",
    plan_words: "plan schedule call meeting", move_words: "stage move", hand_words: "manager owner", lose_words: "lost refuse close",
    write_words: "letter message template", this_lead: "This lead", take_words: "lead mine answer",
    sql_words: "lead qualified ready to buy date money", off_target_words: "lead not ours disqualify exclude", spam_words: "lead junk advertising",
    make_lead: l("Create the lead “{0}”"), make_lead_of: l("New lead “{0}”"), funnel_setup: l("Setup: {0}"),
    some_of: l("{0} of {1}"),
    found: n("{} match", "{} matches"),
};
