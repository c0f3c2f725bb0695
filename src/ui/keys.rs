//! Keys of the whole application, by the physical key so that they work in any layout. Letters act only outside fields.
//!
//! A [`Key`] and what it asks for stand in one table, which is looked up when it is pressed and drawn when somebody asks for
//! the list (`here::KeyHelp`), so that the list says what is so.
//! Deliberately not here: keys of one screen (arrows on a board), which that screen handles itself, by tables of its own.

use leptos::prelude::window;

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shortcut {
    /// Search over everything, and commands.
    Palette,
    /// Take the last step back.
    Undo,
    /// Do it again.
    Redo,
    /// Go to a funnel of the 4R model: 0 to 3.
    Funnel(usize),
    /// Into the search field of the screen; where it has none, search over everything.
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

/// A key as a table names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// The physical key, `KeyZ`.
    pub code: &'static str,
    /// With Ctrl, or ⌘ on a Mac.
    pub command: bool,
    /// With Shift.
    pub shift: bool,
    /// After `G`.
    pub after_go: bool,
}

impl Key {
    /// The key by itself.
    pub const fn plain(code: &'static str) -> Self {
        Self { code, command: false, shift: false, after_go: false }
    }

    /// The key with Ctrl or ⌘.
    pub const fn command(code: &'static str) -> Self {
        Self { command: true, ..Self::plain(code) }
    }

    /// The same with Shift.
    pub const fn shift(self) -> Self {
        Self { shift: true, ..self }
    }

    const fn after_go(code: &'static str) -> Self {
        Self { after_go: true, ..Self::plain(code) }
    }

    /// What stands on the keys that are pressed: `Ctrl`, `Z`. `space` is what the language calls the space bar.
    pub fn caps(self, mac: bool, space: &'static str) -> Vec<&'static str> {
        let cap = match self.code {
            "ArrowLeft" => "←",
            "ArrowRight" => "→",
            "ArrowUp" => "↑",
            "ArrowDown" => "↓",
            "Escape" => "Esc",
            "Space" => space,
            "NumpadEnter" => "Enter",
            "Slash" if self.shift => return vec!["?"],
            "Slash" => "/",
            code => code.strip_prefix("Key").or(code.strip_prefix("Digit")).unwrap_or(code),
        };
        let shown = [
            (self.after_go, "G"),
            (self.command, if mac { "⌘" } else { "Ctrl" }),
            (self.shift, if mac { "⇧" } else { "Shift" }),
            (true, cap),
        ];
        shown.into_iter().filter_map(|(is_so, cap)| is_so.then_some(cap)).collect()
    }
}

/// Every key of the whole application and what it asks for.
pub const EVERYWHERE: [(Key, Shortcut); 18] = [
    (Key::command("KeyK"), Shortcut::Palette),
    (Key::plain("Slash"), Shortcut::Search),
    (Key::plain("KeyN"), Shortcut::New),
    (Key::command("KeyZ"), Shortcut::Undo),
    (Key::command("KeyZ").shift(), Shortcut::Redo),
    (Key::command("KeyY"), Shortcut::Redo),
    (Key::plain("Digit1"), Shortcut::Funnel(0)),
    (Key::plain("Digit2"), Shortcut::Funnel(1)),
    (Key::plain("Digit3"), Shortcut::Funnel(2)),
    (Key::plain("Digit4"), Shortcut::Funnel(3)),
    (Key::plain("KeyG"), Shortcut::Go),
    (Key::after_go("KeyT"), Shortcut::Place(Place::Today)),
    (Key::after_go("KeyF"), Shortcut::Place(Place::Funnels)),
    (Key::after_go("KeyC"), Shortcut::Place(Place::Customers)),
    (Key::after_go("KeyA"), Shortcut::Place(Place::Analysis)),
    (Key::after_go("KeyP"), Shortcut::Place(Place::Setup)),
    (Key::after_go("KeyH"), Shortcut::Place(Place::Here)),
    (Key::plain("Slash").shift(), Shortcut::Help),
];

/// The first of the keys that ask for something.
pub fn key_of(shortcut: Shortcut) -> Option<Key> {
    EVERYWHERE.iter().find(|(_, asked)| *asked == shortcut).map(|(key, _)| *key)
}

/// Whether this keyboard has ⌘ where others have Ctrl.
pub fn is_mac() -> bool {
    window().navigator().platform().is_ok_and(|platform| platform.starts_with("Mac") || platform.starts_with("iP"))
}

/// What a table says of a pressed key.
pub fn asked<T: Copy>(table: &[(Key, T)], press: Press<'_>) -> Option<T> {
    let Press { code, command, shift, after_go, .. } = press;
    let pressed = (code, command, shift, after_go && !command && !shift);
    let is = |key: &Key| (key.code, key.command, key.shift, key.after_go) == pressed;
    table.iter().find(|(key, _)| is(key)).map(|(_, asked)| *asked)
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

/// What a key asks for, if it is one of ours. In a field the browser's own keys come first, such as undo of typing; only the
/// palette is reached from there.
pub fn shortcut(press: Press<'_>) -> Option<Shortcut> {
    let asked = asked(&EVERYWHERE, press)?;
    (!press.alt && (!press.in_field || asked == Shortcut::Palette)).then_some(asked)
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
        assert_eq!(shortcut(Press { command: true, after_go: true, ..press("KeyZ") }), Some(Shortcut::Undo));
        assert_eq!(shortcut(press("KeyC")), None);
        assert_eq!(shortcut(Press { command: true, ..press("KeyC") }), None);
    }

    #[test]
    fn a_field_keeps_its_keys() {
        for code in ["KeyZ", "KeyN", "Slash", "Digit1"] {
            for command in [false, true] {
                assert_eq!(shortcut(Press { command, in_field: true, ..press(code) }), None, "{code}");
            }
        }
        assert_eq!(shortcut(Press { command: true, in_field: true, ..press("KeyK") }), Some(Shortcut::Palette));
    }

    #[test]
    fn no_key_asks_for_two_things_and_each_can_be_shown() {
        for (at, (key, asked)) in EVERYWHERE.iter().enumerate() {
            assert!(EVERYWHERE[..at].iter().all(|(other, _)| other != key), "{key:?}");
            let Key { code, command, shift, after_go } = *key;
            assert_eq!(shortcut(Press { code, command, shift, after_go, ..Press::default() }), Some(*asked), "{key:?}");
            assert!(key.caps(false, "").iter().all(|cap| !cap.starts_with("Key")), "{key:?}");
        }
        let undo = key_of(Shortcut::Undo).unwrap();
        assert_eq!((undo.caps(false, ""), undo.caps(true, "")), (vec!["Ctrl", "Z"], vec!["⌘", "Z"]));
        assert_eq!(key_of(Shortcut::Place(Place::Today)).unwrap().caps(false, ""), ["G", "T"]);
        assert_eq!(key_of(Shortcut::Help).unwrap().caps(false, ""), ["?"]);
    }
}
