//! When the company works. English.

use super::{l, n};
use crate::app::words::Hours;

#[rustfmt::skip]
pub(in crate::app::words) static WORDS: Hours = Hours {
    lead: "Norms, deadlines and the speed of answers go by these hours", week: "Working week",
    week_why: "At night and on days off deals do not stand and leads do not wait.", day_off: "day off", work_day: "Working day",
    break_add: "Break", like_monday: "Weekdays like Monday",
    told_like_monday: "Tuesday to Friday have the hours of Monday", until: "to", hours_remove: "Remove hours",
    hours_wrong: "The end has to be after the beginning. Midnight at the end of a day is 00:00",
    last_hours: "At least one working day is needed: without it no deadline would ever come",
    monday: "Monday", tuesday: "Tuesday", wednesday: "Wednesday", thursday: "Thursday", friday: "Friday",
    saturday: "Saturday", sunday: "Sunday", zone: "Time zone",
    zone_why: "Whose clocks show the working time. Changes of clocks are taken into account.",
    zone_unknown: "This browser does not know that zone and goes by its own",
    holidays: "Holidays", holidays_why: "Nobody works on these days, whatever weekday they are.", day: "Date",
    add: "Add", need_day: "Choose a date", known_day: "That day is in the list already", none: "No holidays yet",
    none_why: "Without them a holiday counts as a working day, and norms run on.",
    ready: "Ready lists", ready_why: "They add days to those that are there.",
    unfetched: "The ready lists did not load. Check the network and open the page again. Days can be added one by one too.",
    begins: l("{0}: beginning"), ends: l("{0}: end"), remove_from: l("{0}: remove hours"), break_in: l("{0}: add a break"),
    work_on: l("{0}: make it a working day"), own_zone: l("As in this browser: {0}"), now_there: l("It is {0} there now"),
    told_week: l("Working hours changed: {0}"), told_zone: l("Time zone: {0}"), told_added: l("Holiday added: {0}"),
    told_removed: l("Holiday removed: {0}"), remove: l("Remove: {0}"), all_taken: l("{0}: in the list already"),
    days: n("{} day", "{} days"), told_taken: n("{} holiday added", "{} holidays added"),
};
