//! Keys of the whole application, by the physical key so that they work in any layout. Letters act only outside fields.
//! Deliberately not here: keys of one screen (arrows on a board), which that screen handles itself.

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shortcut {
    /// Take the last step back.
    Undo,
    /// Do it again.
    Redo,
    /// Go to a funnel of the 4R model: 0 to 3.
    Funnel(usize),
    /// Into the search field of the screen.
    Search,
    /// A new deal or lead.
    New,
    /// The list of keys.
    Help,
    /// The first of two keys that go to a place.
    Go,
    /// The second: to the day, the funnels, the customers, the analysis, the setup, this device.
    Place(Place),
}

/// A place of the rail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The day.
    Today,
    /// The funnels.
    Funnels,
    /// The customers.
    Customers,
    /// Where buyers are lost.
    Analysis,
    /// How the company sells.
    Setup,
    /// What this browser keeps.
    Here,
}

/// A pressed key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Press<'a> {
    /// The physical key, `KeyZ`.
    pub code: &'a str,
    /// Ctrl, or ⌘ on a Mac.
    pub command: bool,
    /// Shift.
    pub shift: bool,
    /// Alt.
    pub alt: bool,
    /// Whether the focus is in a field that takes text.
    pub in_field: bool,
    /// Whether the key before was `G`.
    pub after_go: bool,
}

/// What a key asks for, if it is one of ours. In a field the browser's own undo of typing comes first.
pub fn shortcut(press: Press<'_>) -> Option<Shortcut> {
    let Press { code, command, shift, alt, in_field, after_go } = press;
    if alt || in_field {
        return None;
    }
    if command {
        return match (code, shift) {
            ("KeyZ", false) => Some(Shortcut::Undo),
            ("KeyZ", true) | ("KeyY", false) => Some(Shortcut::Redo),
            _ => None,
        };
    }
    if after_go {
        return match code {
            "KeyT" => Some(Shortcut::Place(Place::Today)),
            "KeyF" => Some(Shortcut::Place(Place::Funnels)),
            "KeyC" => Some(Shortcut::Place(Place::Customers)),
            "KeyA" => Some(Shortcut::Place(Place::Analysis)),
            "KeyP" => Some(Shortcut::Place(Place::Setup)),
            "KeyH" => Some(Shortcut::Place(Place::Here)),
            _ => None,
        };
    }
    match (code, shift) {
        ("Digit1" | "Digit2" | "Digit3" | "Digit4", false) => {
            Some(Shortcut::Funnel(usize::from(code.as_bytes()[5] - b'1')))
        }
        ("Slash", true) => Some(Shortcut::Help),
        ("Slash", false) => Some(Shortcut::Search),
        ("KeyN", false) => Some(Shortcut::New),
        ("KeyG", false) => Some(Shortcut::Go),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(code: &str) -> Press<'_> {
        Press { code, ..Press::default() }
    }

    #[test]
    fn keys() {
        assert_eq!(shortcut(Press { command: true, ..press("KeyZ") }), Some(Shortcut::Undo));
        assert_eq!(shortcut(Press { command: true, shift: true, ..press("KeyZ") }), Some(Shortcut::Redo));
        assert_eq!(shortcut(press("Digit4")), Some(Shortcut::Funnel(3)));
        assert_eq!(shortcut(press("Slash")), Some(Shortcut::Search));
        assert_eq!(shortcut(Press { shift: true, ..press("Slash") }), Some(Shortcut::Help));
        assert_eq!(shortcut(Press { after_go: true, ..press("KeyC") }), Some(Shortcut::Place(Place::Customers)));
        assert_eq!(shortcut(Press { after_go: true, ..press("KeyT") }), Some(Shortcut::Place(Place::Today)));
        assert_eq!(shortcut(press("KeyC")), None);
    }

    #[test]
    fn a_field_keeps_its_keys() {
        for code in ["KeyZ", "KeyN", "Slash", "Digit1"] {
            for command in [false, true] {
                assert_eq!(shortcut(Press { command, in_field: true, ..press(code) }), None, "{code}");
            }
        }
    }
}
