//! Pages and commands as lines, and doing what a line does.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

use super::found::Pen;
use super::line::{Act, Deed, Does, Known, Line, Marked};
use super::use_palette;
use crate::app::clock;
use crate::app::preferences::{Choices, use_choices};
use crate::app::route::Route;
use crate::app::store::Store;
use crate::app::words::Palette as Own;
use crate::domain::contact::{email, phone};
use crate::domain::insight::agenda::nearest;
use crate::domain::{Command, DealDraft, DealId, FourR};
use crate::storage::preferences::{Density, Language};
use crate::ui::gate::refusal;
use crate::ui::icon::Icon;
use crate::ui::import::{Inbox, use_inbox};
use crate::ui::keys::{Place, Shortcut, key_of};
use crate::ui::moving::{LeadOrder, Moves, Talk, treat, use_moves};
use crate::ui::rail::funnel_icon;

/// Every page, with words by which it is found too.
pub(super) fn pages(pen: Pen) -> Vec<Known> {
    let (shell, own) = (&pen.words.shell, pen.own);
    let page = |icon, name: &str, words, route, shortcut: Option<Shortcut>| {
        let line = Line::new(icon, Marked::plain(name), Does::Go(route));
        (Line { key: shortcut.and_then(key_of), ..line }, words)
    };
    let place = |place| Some(Shortcut::Place(place));
    let mut pages = vec![page(Icon::TODAY, shell.today, own.today_words, Route::Today, place(Place::Today))];
    let funnels: Vec<_> =
        pen.store.peek(|workspace| workspace.pipelines().filter(|one| !one.archived).cloned().collect());
    let model = [FourR::Leads, FourR::Deals, FourR::Refresh, FourR::Return];
    let at = |place: Option<FourR>| model.iter().position(|one| Some(*one) == place);
    let mut sorted = funnels.clone();
    sorted.sort_by_key(|funnel| (at(funnel.four_r).unwrap_or(model.len()), pen.language.of(&funnel.name)));
    for funnel in &sorted {
        let shortcut = at(funnel.four_r).map(Shortcut::Funnel);
        let name = pen.language.of(&funnel.name);
        pages.push(page(funnel_icon(funnel.four_r), &name, shell.funnels, Route::Board(funnel.id), shortcut));
    }
    pages.push(page(Icon::CLIENTS, shell.clients, own.clients_words, Route::Customers, place(Place::Customers)));
    pages.push(page(Icon::CHART, shell.analysis, own.analysis_words, Route::Analysis, place(Place::Analysis)));
    pages.push(page(Icon::EDITOR, shell.setup, own.setup_words, Route::Setup, place(Place::Setup)));
    for funnel in &sorted {
        let name = own.funnel_setup.fill([&pen.language.of(&funnel.name)]);
        pages.push(page(Icon::EDITOR, &name, own.setup_words, Route::Funnel(funnel.id), None));
    }
    pages.push(page(Icon::PLUS, pen.words.builder.title, own.builder_words, Route::NewFunnel, None));
    pages.push(page(Icon::USERS, pen.words.people.title, own.people_words, Route::People, None));
    pages.push(page(Icon::CLOCK, pen.words.setup.hours, own.hours_words, Route::Hours, None));
    pages.push(page(Icon::RUBLE, pen.words.setup.rates, own.rates_words, Route::Rates, None));
    pages.push(page(Icon::DEVICE, shell.here, own.here_words, Route::Here, place(Place::Here)));
    pages
}

/// Every command, with words by which it is found too.
pub(super) fn commands(pen: Pen, choices: Choices) -> Vec<Known> {
    let (words, own) = (pen.words, pen.own);
    let is_dark = choices.is_dark();
    let theme = if is_dark { own.theme_light } else { own.theme_dark };
    let close = choices.density.get_untracked() == Density::Compact;
    let density = if close { words.shell.density_normal } else { words.shell.density_compact };
    let density = format!("{}: {}", words.shell.density, density.to_lowercase());
    let other = match pen.language {
        Language::Ru => "English",
        Language::En => "Русский",
    };
    let (can_undo, can_redo) = pen.store.can.get_untracked();
    let all = [
        (Icon::PLUS, words.board.new_deal, own.deal_words, Deed::NewDeal, Some(Shortcut::New), true),
        (Icon::INBOX, words.leads.new, own.lead_words, Deed::NewLead, None, true),
        (Icon::PHONE, own.next_contact, own.next_words, Deed::NextContact, None, true),
        (Icon::UPLOAD, words.shell.load, own.load_words, Deed::Load, None, true),
        (Icon::UNDO, words.shell.undo, own.undo_words, Deed::Undo, Some(Shortcut::Undo), can_undo),
        (Icon::REDO, words.keys.redo, own.undo_words, Deed::Redo, Some(Shortcut::Redo), can_redo),
        (if is_dark { Icon::SUN } else { Icon::MOON }, theme, own.theme_words, Deed::Theme, None, true),
        (Icon::LIST, &density, own.density_words, Deed::Density, None, true),
        (Icon::GLOBE, other, own.speak_words, Deed::Language, None, true),
        (Icon::HELP, words.keys.title, own.keys_words, Deed::Keys, Some(Shortcut::Help), true),
    ];
    let line = |(icon, name, also, deed, shortcut, can): (Icon, &str, &'static str, Deed, Option<Shortcut>, bool)| {
        let line = Line::new(icon, Marked::plain(name), Does::Run(deed));
        can.then(|| (Line { key: shortcut.and_then(key_of), ..line }, also))
    };
    all.into_iter().filter_map(line).collect()
}

/// Does what lines do.
#[derive(Clone, Copy)]
pub(super) struct Doing {
    store: Store,
    moves: Moves,
    inbox: Inbox,
    choices: Choices,
    help: RwSignal<bool>,
    own: &'static Own,
}

impl Doing {
    /// To be made while the palette is drawn.
    pub(super) fn new(pen: Pen) -> Self {
        let help = use_palette().help;
        Self { store: pen.store, moves: use_moves(), inbox: use_inbox(), choices: use_choices(), help, own: pen.own }
    }

    /// Does what a line does. `go` goes to a page.
    pub(super) fn carry_out(self, pen: Pen, does: &Does, go: impl Fn(Route)) {
        match does {
            Does::Go(route) => go(*route),
            Does::Follow(address) => {
                // Whether a program answers is the system's affair.
                let _ = window().location().set_href(address);
            }
            Does::Act(act, deal) => self.moves.talk.set(Some(match *act {
                Act::Plan => Talk::Plan(*deal),
                Act::Choose => Talk::Choose(*deal),
                Act::Write(person) => Talk::Write { deal: *deal, person },
                Act::HandOver => Talk::HandOver(*deal),
                Act::Lose => Talk::Lose(*deal),
            })),
            Does::Treat(asked, lead) => self.treat(pen, *asked, *lead),
            Does::MakeLead(words) => {
                if let Some(lead) = make_lead(pen, words) {
                    go(Route::Deal(lead));
                }
            }
            Does::Run(deed) => self.run(*deed, go),
        }
    }

    /// Does with a lead what its card on the board would do, or says why it can't be.
    fn treat(self, pen: Pen, asked: LeadOrder, lead: DealId) {
        let Some((to, told)) = treat(self.store, pen.words, pen.language, asked, lead) else { return };
        if let Err(why) = self.moves.request(lead, to, told) {
            let (what, why) = self.store.peek(|workspace| refusal(pen.words, pen.language, workspace, &why));
            self.store.tell(pen.words.a11y.refused.fill([what, &why]).trim());
        }
    }

    fn run(self, deed: Deed, go: impl Fn(Route)) {
        match deed {
            Deed::NewDeal => self.add(FourR::Deals),
            Deed::NewLead => self.add(FourR::Leads),
            Deed::Load => self.load(),
            Deed::NextContact => match self.store.peek(|workspace| nearest(workspace, self.store.acting())) {
                Some(deal) => go(Route::Deal(deal)),
                None => self.store.tell(self.own.no_next),
            },
            Deed::Theme => self.choices.toggle_theme(),
            Deed::Language => self.choices.speak(match self.choices.language.get_untracked() {
                Language::Ru => Language::En,
                Language::En => Language::Ru,
            }),
            Deed::Density => self.choices.set_density(match self.choices.density.get_untracked() {
                Density::Compact => Density::Regular,
                Density::Regular => Density::Compact,
            }),
            Deed::Undo => self.store.undo(),
            Deed::Redo => self.store.redo(),
            Deed::Keys => self.help.set(true),
        }
    }

    /// Asks for a new deal or lead on the first stage of a funnel of the model.
    fn add(self, place: FourR) {
        let stage = self.store.peek(|workspace| Some(workspace.four_r(place)?.stages.first()?.id));
        self.moves.talk.set(stage.map(Talk::Add));
    }

    /// Opens the browser's own choice of files, by a field that is on no page: the palette is gone when they have been chosen.
    fn load(self) {
        let field = document()
            .create_element("input")
            .ok()
            .and_then(|field| field.dyn_into::<web_sys::HtmlInputElement>().ok());
        let Some(field) = field else { return };
        field.set_type("file");
        field.set_multiple(true);
        let (inbox, chosen) = (self.inbox, field.clone());
        let heard = Closure::once_into_js(move || {
            if let Some(files) = chosen.files() {
                inbox.take(&files);
            }
        });
        field.set_onchange(Some(heard.unchecked_ref()));
        field.click();
    }
}

/// Makes a lead of what was typed: a telephone or an address is a way to reach somebody, anything else what they need. It can
/// be undone like any step.
fn make_lead(pen: Pen, words: &str) -> Option<DealId> {
    let stage = pen.store.peek(|workspace| Some(workspace.four_r(FourR::Leads)?.stages.first()?.id))?;
    let fields = [("phone", phone(words)), ("email", email(words))];
    let fields = fields.into_iter().filter(|(_, value)| value.is_some());
    let draft = DealDraft {
        id: DealId(clock::new_id()),
        title: words.to_owned(),
        customer: None,
        amount: None,
        stage,
        fields: fields.map(|(name, _)| (name.to_owned(), words.to_owned())).collect(),
    };
    let id = draft.id;
    // Refused only when the funnel has just gone; then nothing has changed.
    pen.store.dispatch(Command::AddDeal(draft), pen.words.toast.lead_created.fill([words])).ok()?;
    Some(id)
}
