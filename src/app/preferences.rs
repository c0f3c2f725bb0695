//! What a person chose about the screen: language, theme, density. Kept on this device where the browser lets us.

use leptos::prelude::*;

use super::locale::Language;
use crate::domain::MemberId;
use crate::storage::preferences::{Density, Me, Preferences, Reading, Recent, Theme};

/// How many pages of records are remembered.
const RECENT: usize = 8;

/// The choices of this device.
#[derive(Clone, Copy)]
pub struct Choices {
    kept: StoredValue<Preferences, LocalStorage>,
    /// The language of the screen.
    pub language: RwSignal<Language>,
    /// The theme; none follows the system.
    pub theme: RwSignal<Option<Theme>>,
    /// How close cards and rows stand.
    pub density: RwSignal<Density>,
    /// From which side the stages of a funnel are read.
    pub reading: RwSignal<Reading>,
    /// Who of the sales desk sits here, if they have said so.
    pub me: RwSignal<Option<MemberId>>,
}

impl Choices {
    /// What was kept, and what the browser says where nothing was.
    pub fn at_start() -> Self {
        let kept = Preferences::default();
        let browser = window().navigator().language().unwrap_or_default();
        let language = kept.get::<Language>().unwrap_or_else(|| Language::from_code(&browser));
        let choices = Self {
            language: RwSignal::new(language),
            theme: RwSignal::new(kept.get::<Theme>()),
            density: RwSignal::new(kept.get::<Density>().unwrap_or_default()),
            reading: RwSignal::new(kept.get::<Reading>().unwrap_or_default()),
            me: RwSignal::new(kept.get::<Me>().and_then(|Me(me)| me)),
            kept: StoredValue::new_local(kept),
        };
        choices.show();
        choices
    }

    /// Speaks another language.
    pub fn speak(&self, language: Language) {
        self.kept.with_value(|kept| kept.set(&language));
        self.language.set(language);
        self.show();
    }

    /// Whether the screen is dark now.
    pub fn is_dark(&self) -> bool {
        match self.theme.get_untracked() {
            Some(theme) => theme == Theme::Dark,
            None => {
                window().match_media("(prefers-color-scheme: dark)").ok().flatten().is_some_and(|query| query.matches())
            }
        }
    }

    /// Changes from light to dark or back, from whatever the screen shows now.
    pub fn toggle_theme(&self) {
        let theme = if self.is_dark() { Theme::Light } else { Theme::Dark };
        self.kept.with_value(|kept| kept.set(&theme));
        self.theme.set(Some(theme));
        self.show();
    }

    /// Draws cards and rows closer or wider.
    pub fn set_density(&self, density: Density) {
        self.kept.with_value(|kept| kept.set(&density));
        self.density.set(density);
    }

    /// Reads the stages of funnels from this side.
    pub fn read(&self, reading: Reading) {
        self.kept.with_value(|kept| kept.set(&reading));
        self.reading.set(reading);
    }

    /// Somebody of the sales desk sits here from now on: the rules for their role hold, and what is done is done by them.
    pub fn be(&self, me: Option<MemberId>) {
        self.kept.with_value(|kept| kept.set(&Me(me)));
        self.me.set(me);
    }

    /// The pages of the records that were open last, the latest first.
    pub fn recent(&self) -> Vec<String> {
        self.kept.with_value(|kept| kept.get::<Recent>().unwrap_or_default().0)
    }

    /// The page of a record was opened.
    pub fn visit(&self, page: String) {
        let mut recent = self.recent();
        recent.retain(|other| *other != page);
        recent.insert(0, page);
        recent.truncate(RECENT);
        self.kept.with_value(|kept| kept.set(&Recent(recent)));
    }

    /// Tells the document, whose style sheets and screen readers go by it.
    fn show(&self) {
        let Some(root) = document().document_element() else { return };
        // Setting an attribute of the root fails only for a name that is none.
        let _ = root.set_attribute("lang", self.language.get_untracked().code());
        let _ = match self.theme.get_untracked() {
            Some(Theme::Dark) => root.set_attribute("data-theme", "dark"),
            Some(Theme::Light) => root.set_attribute("data-theme", "light"),
            None => root.remove_attribute("data-theme"),
        };
    }
}

/// The choices of this device.
pub fn use_choices() -> Choices {
    expect_context()
}
