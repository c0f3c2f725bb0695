//! Zones as this browser knows them: their names, when their clocks change, and the company's working time made of them.
//!
//! The browser is asked about the years that a desk's records are of and some to come, and what it has told is kept.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;
use js_sys::{Array, Function, Intl, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::clock;
use crate::domain::{Moment, Schedule, Timetable, Zone};

/// 2000-01-01, UTC: records of a desk are hardly older.
const FIRST: Moment = Moment(946_684_800_000);
/// So many days from now clocks are asked about.
const AHEAD: i64 = 5 * 366;

/// Working time that has been made ready, and for what.
type Made = (Option<Arc<Timetable>>, Arc<Schedule>);

thread_local! {
    static ZONES: RefCell<BTreeMap<Option<String>, Zone>> = const { RefCell::new(BTreeMap::new()) };
    static MADE: RefCell<Option<Made>> = const { RefCell::new(None) };
}

/// The working time of a company with this timetable; with none, the usual week by this browser's clock. A zone that this
/// browser does not know is taken for its own.
pub fn schedule(timetable: Option<&Arc<Timetable>>) -> Arc<Schedule> {
    MADE.with_borrow_mut(|made| match made {
        Some((of, schedule)) if of.as_ref().map(Arc::as_ptr) == timetable.map(Arc::as_ptr) => schedule.clone(),
        _ => {
            let zone = zone(timetable.and_then(|timetable| timetable.zone.as_deref()));
            let schedule = Arc::new(match timetable {
                Some(timetable) => Schedule::new(&timetable.week, &timetable.holidays, zone),
                None => Schedule::usual(zone),
            });
            *made = Some((timetable.cloned(), schedule.clone()));
            schedule
        }
    })
}

/// The names of all zones that this browser knows, its own among them, in order.
pub fn names() -> BTreeSet<String> {
    let all = || {
        let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
        let ask: Function = Reflect::get(&intl, &"supportedValuesOf".into()).ok()?.dyn_into().ok()?;
        ask.call1(&intl, &"timeZone".into()).ok()?.dyn_into::<Array>().ok()
    };
    let all = all().unwrap_or_default();
    all.iter().filter_map(|name| name.as_string()).chain(own_name()).chain(["UTC".to_owned()]).collect()
}

/// What the zone of this browser is called.
pub fn own_name() -> Option<String> {
    let options = Intl::DateTimeFormat::new(&Array::new(), &Object::new()).resolved_options();
    Reflect::get(&options, &"timeZone".into()).ok()?.as_string()
}

/// Minutes that the clocks of a zone are ahead of UTC at a moment; of this browser's where it has no name.
pub fn ahead(name: Option<&str>, at: Moment) -> i32 {
    zone(name).offset(at)
}

/// A zone by its name.
fn zone(name: Option<&str>) -> Zone {
    ZONES.with_borrow_mut(|zones| {
        let name = name.filter(|&name| own_name().as_deref() != Some(name));
        zones.entry(name.map(str::to_owned)).or_insert_with(|| found(name)).clone()
    })
}

fn found(name: Option<&str>) -> Zone {
    let last = clock::now().plus_days(AHEAD);
    match name.and_then(Shown::of) {
        Some(shown) => Zone::asked(|at| shown.ahead(at).unwrap_or_default(), FIRST, last),
        None => Zone::asked(clock::offset, FIRST, last),
    }
}

/// What clocks of a zone show, as this browser writes it.
struct Shown(Function);

impl Shown {
    /// None when this browser does not know the zone.
    fn of(name: &str) -> Option<Self> {
        let options = Object::new();
        let parts = ["year", "month", "day", "hour", "minute"].map(|part| (part, "numeric"));
        for (key, value) in parts.into_iter().chain([("hourCycle", "h23"), ("calendar", "gregory"), ("timeZone", name)])
        {
            Reflect::set(&options, &key.into(), &value.into()).ok()?;
        }
        // The constructor of `js_sys` can't be asked whether it threw, as for a name that it does not know.
        let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
        let make: Function = Reflect::get(&intl, &"DateTimeFormat".into()).ok()?.dyn_into().ok()?;
        let made = Reflect::construct(&make, &Array::of2(&"en-US".into(), &options)).ok()?;
        Some(Self(made.unchecked_into::<Intl::DateTimeFormat>().format()))
    }

    /// Minutes ahead of UTC: what is shown, as if it were UTC, less the moment.
    #[expect(clippy::cast_precision_loss, reason = "a date of the calendar fits")]
    fn ahead(&self, at: Moment) -> Option<i32> {
        let written = self.0.call1(&JsValue::NULL, &JsValue::from_f64(at.0 as f64)).ok()?.as_string()?;
        let mut numbers =
            written.split(|sign: char| !sign.is_ascii_digit()).filter_map(|part| part.parse::<u32>().ok());
        let mut next = || numbers.next();
        let (month, day, year, hour, minute) = (next()?, next()?, next()?.try_into().ok()?, next()?, next()?);
        let local = NaiveDate::from_ymd_opt(year, month, day)?.and_hms_opt(hour, minute, 0)?;
        i32::try_from((Moment::at(local, 0).0 - at.0) / 60_000).ok()
    }
}
