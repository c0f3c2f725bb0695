//! What a press on a row and a key in a list mean, where rows can be chosen.
//! Deliberately not here: which key asks for what (`list::orders`).

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::Choice;
use crate::ui::keys::Press;
use crate::ui::list::orders::{Deed, Order, Way, order};

/// How the rows of a list are chosen, and what is done then.
pub struct Choosing<K: 'static> {
    /// Which are chosen.
    pub choice: Choice<K>,
    /// What a row is called, for the label of its box.
    pub name: Callback<K, String>,
    /// Something is to be done with the chosen; whether this list does it.
    pub on_deed: Callback<Deed, bool>,
}

impl<K> Clone for Choosing<K> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<K> Copy for Choosing<K> {}

/// What each key pressed in a list asks for: to be made once, and shown every `keydown`. After `G` a letter names a place of
/// the application; links, buttons and boxes inside keep their Enter and their space.
pub fn listening() -> impl Fn(&web_sys::KeyboardEvent) -> Option<Order> + Copy {
    let after_go = StoredValue::new(false);
    move |event| {
        let own = event.target() == event.current_target();
        let in_box = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok()).is_some();
        let code = event.code();
        let press = Press {
            code: &code,
            command: event.ctrl_key() || event.meta_key(),
            shift: event.shift_key(),
            alt: event.alt_key(),
            ..Press::default()
        };
        let to_place = after_go.get_value();
        after_go.set_value(code == "KeyG");
        order(press).filter(|asked| match asked {
            _ if to_place => false,
            Order::Open => own,
            Order::Choose => own || in_box,
            _ => true,
        })
    }
}

/// To which row a key leads from this one, of so many; `screen` is how many rows a screen has. None where there are no rows.
pub fn step(way: Way, now: Option<usize>, count: usize, screen: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    let to = match (way, now) {
        (Way::First, _) | (_, None) => 0,
        (Way::Last, _) => last,
        (Way::Next, Some(now)) => now + 1,
        (Way::Before, Some(now)) => now.saturating_sub(1),
        (Way::PageDown, Some(now)) => now + screen,
        (Way::PageUp, Some(now)) => now.saturating_sub(screen),
    };
    Some(to.min(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_stays_among_the_rows() {
        let ways = [Way::Next, Way::Before, Way::PageDown, Way::PageUp, Way::First, Way::Last];
        assert_eq!(ways.map(|way| step(way, Some(5), 100, 20)), [6, 4, 25, 0, 0, 99].map(Some));
        assert_eq!(ways.map(|way| step(way, Some(99), 100, 20)), [99, 98, 99, 79, 0, 99].map(Some));
        assert_eq!(ways.map(|way| step(way, None, 100, 20)), [0, 0, 0, 0, 0, 0].map(Some));
        assert_eq!(ways.map(|way| step(way, Some(0), 0, 20)), [None; 6]);
    }
}
