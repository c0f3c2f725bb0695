//! What a key on a card asks for, by the physical key so that it works in the Russian layout.
//! Deliberately not here: keys of the whole application (`keys`), doing what is asked (`desk`).

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
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
pub(super) enum Way {
    Up,
    Down,
    Left,
    Right,
    First,
    Last,
}

/// What is done with a lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LeadOrder {
    /// Take it to work.
    Take,
    /// It is ready to buy.
    Sql,
    /// It is not for us.
    OffTarget,
    /// It never was a request.
    Spam,
}

/// What a physical key asks for. While a card is in the air (`lifted`) only what can be done with it then.
pub(super) fn order(code: &str, lifted: bool, leads: bool) -> Option<Order> {
    Some(match (code, lifted) {
        ("ArrowLeft", _) => Order::Go(Way::Left),
        ("ArrowRight", _) => Order::Go(Way::Right),
        ("Enter" | "NumpadEnter" | "Space", true) => Order::Drop,
        ("Escape", true) => Order::PutBack,
        (_, true) => return None,
        ("Enter" | "NumpadEnter", false) => Order::Open,
        ("Space", false) => Order::Lift,
        ("ArrowUp", false) => Order::Go(Way::Up),
        ("ArrowDown", false) => Order::Go(Way::Down),
        ("Home", false) => Order::Go(Way::First),
        ("End", false) => Order::Go(Way::Last),
        ("KeyM", false) => Order::Choose,
        ("KeyL", false) => Order::Lose,
        ("KeyC", false) => Order::Plan,
        ("KeyH", false) => Order::HandOver,
        ("KeyT", false) if leads => Order::Lead(LeadOrder::Take),
        ("KeyS", false) if leads => Order::Lead(LeadOrder::Sql),
        ("KeyX", false) if leads => Order::Lead(LeadOrder::OffTarget),
        ("KeyJ", false) if leads => Order::Lead(LeadOrder::Spam),
        _ => return None,
    })
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
