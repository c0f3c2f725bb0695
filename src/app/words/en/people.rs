//! The sales desk, who sits here, handing over. English.

use super::l;
use crate::app::words::People;

#[rustfmt::skip]
pub(super) static WORDS: People = People {
    title: "People", lead: "The sales desk: who leads what", add: "Add", name: "Name", role: "Role", open: "Open",
    worth: "Worth", overdue: "Overdue", waiting: "In baskets", load: "Load", me: "Me", here: "here", it_is_me: "This is me",
    not_me: "Not me", here_now: "At this device", nobody: "nobody chosen",
    nobody_why: "Nobody has said who is here: what is done is noted without a name, and the usual rules hold.",
    who_here: "Who is at this device?", choose_me: "Say who you are", remove: "Remove", need_name: "Write the name",
    empty: "Nobody on the desk yet", empty_why: "Add people, so that deals have owners and roles have rules of their own.",
    all_people: "All people", whom: "To whom", tell: "What they need to know", tell_why: "Stays in the history of the deal",
    hand_do: "Hand over", nobody_leads: "Nobody", no_next: "No next step is planned", rules: "Rules of moving",
    rules_why: "The usual rules hold for everybody without rules of their own, for robots, and while nobody has said who is here.",
    usual: "Usual rules", own: "Own rules", like_all: "as everybody", skip: "Passing over a stage", back: "Back",
    unproved: "Without evidence", free: "Free", with_reason: "With a reason", forbidden: "Forbidden",
    movers: "Who moves deals on", movers_why: "Nobody marked: everybody does.", everybody: "everybody",
    who_works: "Who works the funnel", who_works_why: "Deals are handed to them first, and robots assign by this role.",
    no_stages: "No stages yet: add them on the first tab.",
    hand_over: l("Hand “{0}” over to whom?"), hand_result: l("{0} will lead it"), added: l("Now on the desk: {0}"),
    removed: l("No longer on the desk: {0}"),
    cannot_remove: l("{0} stays: deals or their history have this name. Hand the deals over; the history will still be read by the name."),
    task: l("Task: {0}"), done: l("The buyer has done: {0}"), missing: l("Missing: {0}"), next: l("Next step: {0}"),
    remove_whom: l("Remove: {0}"), it_is_me_whom: l("This is me: {0}"), role_of: l("Role: {0}"), name_of: l("Name: {0}"),
    leads_now: l("Led by {0} now"), told_who_works: l("The funnel is worked by: {0}"), told_rules: l("Rules of moving: {0}"),
    note: l("To: {0}. {1}"), role_changed: l("{0}: {1}"), renamed: l("{0} is now {1}"), movers_of: l("{0}: moved by {1}"),
    rule_of: l("{0}: {1}"), told_movers: l("From “{0}” moved by: {1}"),
};
