//! Keys of lists whose rows can be chosen: those of deals, and as far as it has their columns and groups, of customers.

use crate::ui::keys::{Key, Press, asked};

/// What a key asks for in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// To another row.
    Go(Way),
    /// To another row, choosing the rows on the way.
    Extend(Way),
    /// Open the deal; fold or unfold the group.
    Open,
    /// Choose the row, or choose it no longer.
    Choose,
    /// Choose every deal that was found.
    All,
    /// Choose none.
    Clear,
    /// Fold the group of the row.
    Fold,
    /// Unfold it.
    Unfold,
    /// Sort by the next column.
    Sort,
    /// Turn the order round.
    Turn,
    /// Do something with the chosen, or with the row.
    Do(Deed),
}

/// Where to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// One row down.
    Next,
    /// One row up.
    Before,
    /// A screen down.
    PageDown,
    /// A screen up.
    PageUp,
    /// To the first.
    First,
    /// To the last.
    Last,
}

/// What is done with many deals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// To another stage.
    Move,
    /// Somebody else leads them.
    Assign,
    /// The next contact.
    Plan,
    /// A tag.
    Tag,
    /// The buyers have stopped.
    Lose,
    /// They were mistakes.
    Remove,
}

/// Every key of the list and what it asks for.
pub const KEYS: [(Key, Order); 25] = [
    (Key::plain("ArrowUp"), Order::Go(Way::Before)),
    (Key::plain("ArrowDown"), Order::Go(Way::Next)),
    (Key::plain("Home"), Order::Go(Way::First)),
    (Key::plain("End"), Order::Go(Way::Last)),
    (Key::plain("PageUp"), Order::Go(Way::PageUp)),
    (Key::plain("PageDown"), Order::Go(Way::PageDown)),
    (Key::plain("Enter"), Order::Open),
    (Key::plain("NumpadEnter"), Order::Open),
    (Key::plain("ArrowLeft"), Order::Fold),
    (Key::plain("ArrowRight"), Order::Unfold),
    (Key::plain("Space"), Order::Choose),
    (Key::plain("ArrowUp").shift(), Order::Extend(Way::Before)),
    (Key::plain("ArrowDown").shift(), Order::Extend(Way::Next)),
    (Key::plain("Home").shift(), Order::Extend(Way::First)),
    (Key::plain("End").shift(), Order::Extend(Way::Last)),
    (Key::command("KeyA"), Order::All),
    (Key::plain("Escape"), Order::Clear),
    (Key::plain("KeyO"), Order::Sort),
    (Key::plain("KeyO").shift(), Order::Turn),
    (Key::plain("KeyM"), Order::Do(Deed::Move)),
    (Key::plain("KeyH"), Order::Do(Deed::Assign)),
    (Key::plain("KeyC"), Order::Do(Deed::Plan)),
    (Key::plain("KeyT"), Order::Do(Deed::Tag)),
    (Key::plain("KeyL"), Order::Do(Deed::Lose)),
    (Key::plain("Delete"), Order::Do(Deed::Remove)),
];

/// What a pressed key asks for in the list.
pub fn order(press: Press<'_>) -> Option<Order> {
    if press.alt { None } else { asked(&KEYS, press) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_with_shift_or_ctrl_is_another_key() {
        let press = |code| Press { code, ..Press::default() };
        assert_eq!(order(press("ArrowDown")), Some(Order::Go(Way::Next)));
        assert_eq!(order(Press { shift: true, ..press("ArrowDown") }), Some(Order::Extend(Way::Next)));
        assert_eq!(order(Press { command: true, ..press("KeyA") }), Some(Order::All));
        assert_eq!(order(press("KeyA")), None);
        assert_eq!(order(Press { alt: true, ..press("ArrowDown") }), None);
        for (at, (key, _)) in KEYS.iter().enumerate() {
            assert!(KEYS[..at].iter().all(|(other, _)| other != key), "{key:?}");
        }
    }
}
