//! How the tabs of one workspace hear of each other's edits.
//!
//! Owns what tabs say to each other and how a tab of an older version learns that it should step aside. What was
//! changed is not sent, only which records: every tab reads them from the storage, which is the truth.

use crate::data::stamp::Stamp;
use serde::{Deserialize, Serialize};
use std::str::FromStr;

#[cfg(feature = "ui")]
pub use browser::Tabs;

/// A version of the application, the later the greater.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Version([u32; 3]);

/// A text that is not a version like `1.2.3`; holds the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAVersion(pub String);

impl FromStr for Version {
    type Err = NotAVersion;

    fn from_str(text: &str) -> Result<Self, NotAVersion> {
        let parts = text.split('.').map(str::parse).collect::<Result<Vec<u32>, _>>();
        let parts = parts.ok().and_then(|parts| parts.try_into().ok());
        parts.map(Self).ok_or_else(|| NotAVersion(text.to_owned()))
    }
}

/// What one tab tells the others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Message {
    /// These records were stored: read them again.
    Changed {
        /// The records.
        ids: Vec<String>,
        /// The last stamp given out in this workspace.
        last: Option<Stamp>,
    },
    /// So much was stored, or everything removed, that reading it all again is best.
    Everything,
    /// A tab was opened, or answers one that was.
    Hello {
        /// The version that it runs.
        version: Version,
    },
}

/// What to make of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// Read these records again.
    Changed {
        /// The records.
        ids: Vec<String>,
        /// The last stamp given out in this workspace.
        last: Option<Stamp>,
    },
    /// Read everything again.
    Everything,
    /// A newer version is open in another tab: write nothing any more and ask to be reloaded.
    Superseded,
}

/// What a tab does about a message: it tells its person, it answers, or neither.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reaction {
    /// Its person has to see it.
    Tell(Heard),
    /// The other tab has to know something.
    Answer(Message),
    /// Not its business.
    Nothing,
}

/// What a tab that runs version `own` does about what another tab posted. What it doesn't understand comes from a
/// version that will introduce itself.
#[must_use]
pub fn react(own: Version, posted: &str) -> Reaction {
    match serde_json::from_str(posted) {
        Ok(Message::Changed { ids, last }) => Reaction::Tell(Heard::Changed { ids, last }),
        Ok(Message::Everything) => Reaction::Tell(Heard::Everything),
        Ok(Message::Hello { version }) if version > own => Reaction::Tell(Heard::Superseded),
        Ok(Message::Hello { version }) if version < own => Reaction::Answer(Message::Hello { version: own }),
        Ok(Message::Hello { .. }) | Err(_) => Reaction::Nothing,
    }
}

#[cfg(feature = "ui")]
mod browser {
    use super::{Heard, Message, Reaction, Version, react};
    use wasm_bindgen::{JsCast, JsValue, closure::Closure};
    use web_sys::{BroadcastChannel, MessageEvent};

    /// The other tabs of one workspace in the same browser.
    pub struct Tabs {
        channel: BroadcastChannel,
        _listener: Closure<dyn FnMut(MessageEvent)>,
    }

    impl Tabs {
        /// Introduces this tab, of version `own`, to the other tabs of `workspace`, and listens to them. `None` where
        /// the browser lets tabs not speak to each other; then each sees the others' edits when it is reloaded.
        pub fn open(workspace: &str, own: Version, heard: impl Fn(Heard) + 'static) -> Option<Self> {
            let channel = BroadcastChannel::new(&format!("voronka.{workspace}")).ok()?;
            let answers = channel.clone();
            let listener = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
                match react(own, &event.data().as_string().unwrap_or_default()) {
                    Reaction::Tell(news) => heard(news),
                    Reaction::Answer(answer) => post(&answers, &answer),
                    Reaction::Nothing => {}
                }
            });
            channel.set_onmessage(Some(listener.as_ref().unchecked_ref()));
            post(&channel, &Message::Hello { version: own });
            Some(Self { channel, _listener: listener })
        }

        /// Tells every other tab.
        pub fn post(&self, message: &Message) {
            post(&self.channel, message);
        }
    }

    impl Drop for Tabs {
        fn drop(&mut self) {
            self.channel.set_onmessage(None);
            self.channel.close();
        }
    }

    fn post(channel: &BroadcastChannel, message: &Message) {
        if let Ok(text) = serde_json::to_string(message) {
            // Refused only by a closed channel, and nobody is left to hear it then.
            let _ = channel.post_message(&JsValue::from_str(&text));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(text: &str) -> Version {
        text.parse().unwrap()
    }

    fn hello(text: &str) -> String {
        serde_json::to_string(&Message::Hello { version: version(text) }).unwrap()
    }

    #[test]
    fn versions_are_compared_by_number() {
        assert!(version("0.10.0") > version("0.9.12"));
        assert!(version("1.0.0") > version("0.99.99"));
        for text in ["", "1", "1.2", "1.2.3.4", "1.2.x", "v1.2.3", "1.-2.3"] {
            assert_eq!(text.parse::<Version>(), Err(NotAVersion(text.to_owned())));
        }
    }

    #[test]
    fn what_tabs_say_has_a_fixed_text() {
        let message = Message::Changed {
            ids: vec!["deal:1".to_owned()],
            last: Some("1795290000123-0000-k3f9x2qa".parse().unwrap()),
        };
        let text = r#"{"kind":"changed","ids":["deal:1"],"last":"1795290000123-0000-k3f9x2qa"}"#;
        assert_eq!(serde_json::to_string(&message).unwrap(), text);
        assert_eq!(serde_json::to_string(&Message::Everything).unwrap(), r#"{"kind":"everything"}"#);
        assert_eq!(hello("1.2.3"), r#"{"kind":"hello","version":[1,2,3]}"#);
    }

    #[test]
    fn the_older_of_two_tabs_steps_aside_whichever_opened_last() {
        let (old, new) = ("0.9.0", "0.10.0");
        // The newer opens last: the older hears it.
        assert_eq!(react(version(old), &hello(new)), Reaction::Tell(Heard::Superseded));
        // The older opens last: the newer answers, and the older hears that.
        let Reaction::Answer(answer) = react(version(new), &hello(old)) else { panic!("no answer") };
        let answer = serde_json::to_string(&answer).unwrap();
        assert_eq!(react(version(old), &answer), Reaction::Tell(Heard::Superseded));
        // Equals leave each other alone, and so an answer is never answered.
        assert_eq!(react(version(new), &hello(new)), Reaction::Nothing);
    }

    #[test]
    fn edits_are_passed_on_and_nonsense_is_not() {
        let own = version("1.0.0");
        let changed = r#"{"kind":"changed","ids":["deal:1"],"last":null}"#;
        let heard = Heard::Changed { ids: vec!["deal:1".to_owned()], last: None };
        assert_eq!(react(own, changed), Reaction::Tell(heard));
        assert_eq!(react(own, r#"{"kind":"everything"}"#), Reaction::Tell(Heard::Everything));
        for posted in ["", "[]", r#"{"kind":"wave"}"#, r#"{"kind":"changed","ids":7}"#, r#"{"kind":"hello"}"#] {
            assert_eq!(react(own, posted), Reaction::Nothing, "{posted}");
        }
    }
}
