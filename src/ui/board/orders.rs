//! What a key on a card asks for, by the physical key so that it works in the Russian layout.
//! The tables are what the list of keys shows, too (`here::KeyHelp`).
//! Deliberately not here: keys of the whole application (`keys`), doing what is asked (`desk`).

use crate::ui::keys::{Key, Press, asked};
use crate::ui::moving::LeadOrder;

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// The page of the deal.
    Open,
    /// Lift the card.
    Lift,
    /// Let the lifted card go.
    Drop,
    /// Put the lifted card back.
    PutBack,
    /// To another card, or with the lifted card to another column.
    Go(Way),
    /// On which stage?
    Choose,
    /// Why did the buyer stop?
    Lose,
    /// When is the next contact?
    Plan,
    /// To whom is it handed over?
    HandOver,
    /// Something that is done with leads.
    Lead(LeadOrder),
}

/// Where to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Up,
    Down,
    Left,
    Right,
    First,
    Last,
}

/// What keys ask for on a card.
pub const ON_CARD: [(Key, Order); 13] = [
    (Key::plain("ArrowLeft"), Order::Go(Way::Left)),
    (Key::plain("ArrowUp"), Order::Go(Way::Up)),
    (Key::plain("ArrowDown"), Order::Go(Way::Down)),
    (Key::plain("ArrowRight"), Order::Go(Way::Right)),
    (Key::plain("Home"), Order::Go(Way::First)),
    (Key::plain("End"), Order::Go(Way::Last)),
    (Key::plain("Enter"), Order::Open),
    (Key::plain("NumpadEnter"), Order::Open),
    (Key::plain("Space"), Order::Lift),
    (Key::plain("KeyM"), Order::Choose),
    (Key::plain("KeyC"), Order::Plan),
    (Key::plain("KeyL"), Order::Lose),
    (Key::plain("KeyH"), Order::HandOver),
];

/// What keys ask for on a card of a lead besides.
pub const ON_LEAD: [(Key, Order); 4] = [
    (Key::plain("KeyT"), Order::Lead(LeadOrder::Take)),
    (Key::plain("KeyS"), Order::Lead(LeadOrder::Sql)),
    (Key::plain("KeyX"), Order::Lead(LeadOrder::OffTarget)),
    (Key::plain("KeyJ"), Order::Lead(LeadOrder::Spam)),
];

/// What keys ask for while a card is in the air, and nothing else is asked for then.
pub const LIFTED: [(Key, Order); 6] = [
    (Key::plain("ArrowLeft"), Order::Go(Way::Left)),
    (Key::plain("ArrowRight"), Order::Go(Way::Right)),
    (Key::plain("Enter"), Order::Drop),
    (Key::plain("NumpadEnter"), Order::Drop),
    (Key::plain("Space"), Order::Drop),
    (Key::plain("Escape"), Order::PutBack),
];

/// What a physical key asks for. While a card is in the air (`lifted`) only what can be done with it then.
pub(super) fn order(code: &str, lifted: bool, leads: bool) -> Option<Order> {
    let press = Press { code, ..Press::default() };
    if lifted {
        return asked(&LIFTED, press);
    }
    asked(&ON_CARD, press).or_else(|| asked(&ON_LEAD, press).filter(|_| leads))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lifted_card_has_keys_of_its_own() {
        assert_eq!(order("Space", false, false), Some(Order::Lift));
        assert_eq!(order("Space", true, false), Some(Order::Drop));
        assert_eq!(order("Enter", false, false), Some(Order::Open));
        assert_eq!(order("Enter", true, false), Some(Order::Drop));
        assert_eq!(order("Escape", true, false), Some(Order::PutBack));
        assert_eq!(order("Escape", false, false), None);
        assert_eq!(order("ArrowRight", true, false), Some(Order::Go(Way::Right)));
        for code in ["ArrowUp", "Home", "KeyM", "KeyT"] {
            assert_eq!(order(code, true, true), None, "{code}");
        }
    }

    #[test]
    fn leads_have_keys_that_deals_have_not() {
        for (code, asked) in [
            ("KeyT", LeadOrder::Take),
            ("KeyS", LeadOrder::Sql),
            ("KeyX", LeadOrder::OffTarget),
            ("KeyJ", LeadOrder::Spam),
        ] {
            assert_eq!(order(code, false, true), Some(Order::Lead(asked)));
            assert_eq!(order(code, false, false), None);
        }
        assert_eq!(order("KeyM", false, false), Some(Order::Choose));
    }
}
