//! The dialog: a field, what is found by it, and keys all through. The focus stays in the field; the chosen line is told to
//! whoever listens by `aria-activedescendant`.

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::actions::{actions, of_deal};
use super::commands::{Doing, commands, pages};
use super::found::{self, Pen};
use super::line::{Does, Group, Line, Marked};
use super::row::{Caps, Row, id_of};
use super::shelf::Shelf;
use crate::app::address::{href, use_go, use_route};
use crate::app::finding::use_finding;
use crate::app::locale::{use_format, use_language, use_words, use_words_of};
use crate::app::preferences::use_choices;
use crate::app::route::Route;
use crate::app::store::{Store, use_store};
use crate::app::words::PALETTE;
use crate::domain::insight::search::{Fit, Query, Subject};
use crate::domain::{DealId, FourR, Workspace};
use crate::ui::dialog::give_back_focus;
use crate::ui::icon::Icon;
use crate::ui::keys::{Key, Press, asked};

/// What a key does in the palette.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// To the next line.
    Next,
    /// To the line before.
    Before,
    /// Does what the line does.
    Choose,
    /// Opens its page in a new tab.
    NewTab,
    /// To what can be done with the record.
    Acts,
    /// From there back to what was found.
    Back,
    /// Closes.
    Close,
}

/// What keys do in the palette; the list of keys shows the same (`here::KeyHelp`).
pub const KEYS: [(Key, Step); 10] = [
    (Key::plain("ArrowDown"), Step::Next),
    (Key::plain("ArrowUp"), Step::Before),
    (Key::plain("Enter"), Step::Choose),
    (Key::plain("NumpadEnter"), Step::Choose),
    (Key::command("Enter"), Step::NewTab),
    (Key::command("NumpadEnter"), Step::NewTab),
    (Key::plain("Tab"), Step::Acts),
    (Key::plain("Tab").shift(), Step::Back),
    (Key::plain("Escape"), Step::Close),
    (Key::command("KeyK"), Step::Close),
];

/// Everything that is shown for what was typed.
#[derive(Clone, Debug, Default, PartialEq)]
struct Shown {
    groups: Vec<Group>,
    /// How much fits in all; none while nothing was typed.
    count: Option<usize>,
}

impl Shown {
    fn lines(&self) -> impl Iterator<Item = &Line> {
        self.groups.iter().flat_map(|group| &group.lines)
    }
}

/// The last of what [`bucket`] tells.
const SLIP: u8 = 3;

/// How near to the top a kind stands: as typed, as a form or by its sound, in the other layout, with a slip of the hand.
fn bucket(fit: Fit) -> u8 {
    match fit {
        Fit::Exact | Fit::Beginning => 0,
        Fit::Form | Fit::Sound => 1,
        Fit::Switched | Fit::SwitchedBeginning | Fit::SwitchedForm => 2,
        Fit::Slip | Fit::SlipBeginning | Fit::SwitchedSlip => SLIP,
    }
}

/// The palette.
#[component]
pub fn PaletteDialog(
    /// The person has found it, or leaves.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    let (store, words, own) = (use_store(), use_words(), use_words_of(&PALETTE));
    let pen = Pen { store, words, own, language: use_language(), format: use_format() };
    let (finding, choices, go, route) = (use_finding(), use_choices(), use_go(), use_route());
    let doing = Doing::new(pen);
    let (dialog, field, list) =
        (NodeRef::<html::Dialog>::new(), NodeRef::<html::Input>::new(), NodeRef::<html::Div>::new());
    let (typed, at, acting) =
        (RwSignal::new(String::new()), RwSignal::new(0), RwSignal::new(None::<(Subject, String)>));
    give_back_focus();
    let this = match route.get_untracked() {
        Some(Route::Deal(id)) => Some(id),
        _ => focused(store),
    };
    // While the palette is open nothing of these changes but by what is chosen in it, and that closes it.
    let kinds = [this.map(|id| of_deal(pen, id)).unwrap_or_default(), pages(pen), commands(pen, choices)];
    let shelves = StoredValue::new_local(kinds.map(Shelf::of));
    let is_lead = this.is_some_and(|id| {
        let place = |workspace: &Workspace| Some(workspace.pipeline_of(workspace.deal(id)?.stage)?.four_r);
        store.peek(place) == Some(Some(FourR::Leads))
    });
    let this_one = if is_lead { own.this_lead } else { own.this_deal };
    finding.begin();
    Effect::new(move || {
        if let Some(dialog) = dialog.get()
            && !dialog.open()
        {
            // Fails only when it is not in the page, and then it is not seen.
            let _ = dialog.show_modal();
        }
    });

    let group = |name: &str, lines: Vec<Line>| (!lines.is_empty()).then(|| Group { name: name.to_owned(), lines });
    let beginning = move || {
        let recent = choices.recent();
        let here = route.get_untracked();
        let records = recent.iter().filter_map(|page| Route::parse(page)).filter(|page| Some(*page) != here);
        let records = records.filter_map(|page| match page {
            Route::Deal(id) => found::line(pen, Subject::Deal(id), &Query::default()),
            Route::Customer(id) => found::line(pen, Subject::Customer(id), &Query::default()),
            _ => None,
        });
        let [of_this, pages, commands] = shelves.with_value(|shelves| shelves.each_ref().map(Shelf::all));
        let groups = [
            group(this_one, of_this),
            group(own.recent, records.collect()),
            group(own.commands, commands),
            group(own.pages, pages),
        ];
        Shown { groups: groups.into_iter().flatten().collect(), count: None }
    };
    let looked_for = move |words: &str, query: &Query| {
        let (mut groups, mut count) = found::groups(pen, finding, query);
        let fitting = shelves.with_value(|shelves| shelves.each_ref().map(|shelf| shelf.fitting(query)));
        for (name, fitting) in [this_one, own.pages, own.commands].into_iter().zip(fitting) {
            if let Some((fit, lines)) = fitting {
                count += lines.len();
                groups.push((fit, Group { name: name.to_owned(), lines }));
            }
        }
        // Pages and commands that are only like what was typed are noise beside what was meant.
        let meant = groups.iter().any(|(fit, _)| bucket(*fit) < SLIP);
        groups.retain(|(fit, group)| {
            !meant || bucket(*fit) < SLIP || group.lines.iter().any(|line| line.subject.is_some())
        });
        groups.sort_by_key(|(fit, _)| bucket(*fit));
        let mut groups: Vec<Group> = groups.into_iter().map(|(_, group)| group).collect();
        let make = if count == 0 { own.make_lead } else { own.make_lead_of };
        let leads = store.peek(|workspace| workspace.four_r(FourR::Leads).is_some_and(|funnel| !funnel.archived));
        if leads {
            let line = Line::new(Icon::PLUS, Marked::plain(make.fill([words])), Does::MakeLead(words.to_owned()));
            match groups.iter_mut().find(|group| group.name == own.commands) {
                Some(commands) => commands.lines.push(line),
                None => groups.push(Group { name: own.commands.to_owned(), lines: vec![line] }),
            }
        }
        Shown { groups, count: Some(count) }
    };
    let shown = Memo::new(move |_| {
        finding.progress.track();
        typed.with(|typed| {
            let words = typed.trim();
            let query = Query::read(words);
            match acting.get() {
                Some((subject, _)) => {
                    let shelf = Shelf::of(actions(pen, subject));
                    let (lines, count) = if query.is_empty() {
                        (shelf.all(), None)
                    } else {
                        let lines = shelf.fitting(&query).map(|(_, lines)| lines).unwrap_or_default();
                        let count = lines.len();
                        (lines, Some(count))
                    };
                    Shown { groups: group(own.actions, lines).into_iter().collect(), count }
                }
                None if query.is_empty() => beginning(),
                None => looked_for(words, &query),
            }
        })
    });
    let line_at = move |number: usize| shown.with_untracked(|shown| shown.lines().nth(number).cloned());

    let choose = move |number: usize, new_tab: bool| {
        let Some(line) = line_at(number) else { return };
        if let Some(page) = line.page().filter(|_| new_tab) {
            // Where the browser forbids it, nothing happens and the palette stays.
            let _ = window().open_with_url_and_target(&href(page), "_blank");
            return;
        }
        on_close.run(());
        doing.carry_out(pen, &line.does, go);
    };
    let write = move |text: String| {
        if let Some(field) = field.get_untracked() {
            field.set_value(&text);
        }
        typed.set(text);
        at.set(0);
    };
    let back = move || {
        let before = acting.get_untracked();
        acting.set(None);
        before.map(|(_, words)| write(words)).is_some()
    };
    let step = move |step: Step| {
        let count = shown.with_untracked(|shown| shown.lines().count());
        let walk = |to: usize| {
            at.set(to);
            reveal(list, to);
        };
        let now = at.get_untracked();
        match step {
            Step::Next => walk(if now + 1 < count { now + 1 } else { 0 }),
            Step::Before => walk(now.checked_sub(1).unwrap_or(count.saturating_sub(1))),
            Step::Choose => choose(now, false),
            Step::NewTab => choose(now, true),
            Step::Acts => {
                let subject = line_at(now).and_then(|line| line.subject);
                if let Some(subject) = subject.filter(|_| acting.with_untracked(Option::is_none)) {
                    acting.set(Some((subject, typed.get_untracked())));
                    write(String::new());
                }
            }
            Step::Back => {
                back();
            }
            Step::Close => {
                if !back() {
                    on_close.run(());
                }
            }
        }
    };
    let on_key = move |event: KeyboardEvent| {
        // A key that ends a word of Chinese is not ours.
        if event.is_composing() || event.alt_key() {
            return;
        }
        let code = event.code();
        let command = event.ctrl_key() || event.meta_key();
        let press = Press { code: &code, command, shift: event.shift_key(), ..Press::default() };
        if let Some(asked) = asked(&KEYS, press) {
            event.prevent_default();
            event.stop_propagation();
            step(asked);
        }
    };
    let on_cancel = move |event: leptos::ev::Event| {
        event.prevent_default();
        step(Step::Close);
    };
    let on_press = move |event: leptos::ev::MouseEvent| {
        let hit = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlElement>().ok());
        if hit.is_some_and(|hit| dialog.get_untracked().is_some_and(|dialog| *dialog == hit)) {
            on_close.run(());
        }
    };
    let on_input = move |event| {
        typed.set(event_target_value(&event));
        at.set(0);
        if let Some(list) = list.get_untracked() {
            list.set_scroll_top(0);
        }
    };

    let drawn = move || {
        let mut number = 0;
        shown.with(|shown| {
            let group = |group: &Group| {
                let lines = group.lines.iter().map(|line| {
                    let mine = number;
                    number += 1;
                    let choose = Callback::new(move |new_tab| choose(mine, new_tab));
                    view! { <Row line=line.clone() number=mine at choose /> }
                });
                let lines = lines.collect_view();
                view! {
                    <div role="group" aria-label=group.name.clone()>
                        <span class="cap" aria-hidden="true">{group.name.clone()}</span>
                        {lines}
                    </div>
                }
            };
            shown.groups.iter().map(group).collect_view()
        })
    };
    let nothing = Memo::new(move |_| shown.with(|shown| shown.count == Some(0)));
    let told = move || match shown.with(|shown| shown.count) {
        Some(0) => own.nothing.to_owned(),
        Some(count) => own.found.of(count),
        None => String::new(),
    };
    let active = move || shown.with(|shown| shown.lines().nth(at.get()).map(|_| id_of(at.get())));
    let named = move || {
        let (subject, _) = acting.get()?;
        let line = found::line(pen, subject, &Query::default())?;
        Some(view! { <span class="chip acc"><span>{line.head.text}</span></span> })
    };
    let building = move || {
        let (done, whole) = finding.progress.get()?;
        Some(
            view! { <progress max=whole.to_string() value=done.to_string() aria-label=own.building title=own.building></progress> },
        )
    };
    let hint = |key: Key, says: &'static str| view! { <span><Caps key />{says}</span> };
    view! {
        <dialog class="scrim" node_ref=dialog aria-label=own.title on:cancel=on_cancel on:close=move |_| on_close.run(()) on:mousedown=on_press on:keydown=on_key>
            <section class="palette">
                <label>
                    <Icon name=Icon::SEARCH class="i i20" />
                    {named}
                    <input
                        type="text"
                        inputmode="search"
                        enterkeyhint="go"
                        autocomplete="off"
                        autocapitalize="off"
                        spellcheck="false"
                        role="combobox"
                        aria-expanded="true"
                        aria-autocomplete="list"
                        aria-controls="found"
                        aria-describedby="found-keys"
                        aria-activedescendant=active
                        aria-label=own.title
                        placeholder=move || if acting.with(Option::is_some) { own.actions } else { own.placeholder }
                        node_ref=field
                        on:input=on_input
                    />
                    <button class="btn ghost icon mobile" type="button" aria-label=words.shell.close on:click=move |_| on_close.run(())>
                        <Icon name=Icon::X />
                    </button>
                    <span class="kbd desktop" aria-hidden="true">"Esc"</span>
                </label>
                {building}
                <p class="vh" role="status">{told}</p>
                <div class="menu" id="found" role="listbox" aria-label=own.title node_ref=list>
                    {move || nothing.get().then(|| view! { <p class="cap"><b>{own.nothing}</b>" "{own.nothing_why}</p> })}
                    {drawn}
                </div>
                <footer class="desktop" id="found-keys">
                    <span><Caps key=Key::plain("ArrowUp") /><Caps key=Key::plain("ArrowDown") />{own.choose}</span>
                    {hint(Key::plain("Enter"), own.open)}
                    {hint(Key::command("Enter"), own.new_tab)}
                    {move || match acting.with(Option::is_some) {
                        true => hint(Key::plain("Escape"), own.back),
                        false => hint(Key::plain("Tab"), own.acts),
                    }}
                </footer>
            </section>
        </dialog>
    }
}

/// The deal whose card or row has the focus.
fn focused(store: Store) -> Option<DealId> {
    let card = document().active_element()?.closest("[data-id]").ok()??;
    let id = card.get_attribute("data-id")?.parse().ok()?;
    store.peek(|workspace| workspace.deal(id).map(|deal| deal.id))
}

/// Brings the chosen line into sight.
fn reveal(list: NodeRef<html::Div>, number: usize) {
    request_animation_frame(move || {
        // It may have been closed meanwhile.
        let (Some(Some(list)), Some(line)) = (list.try_get_untracked(), document().get_element_by_id(&id_of(number)))
        else {
            return;
        };
        let (seen, line) = (list.get_bounding_client_rect(), line.get_bounding_client_rect());
        // The heading of the first line comes with it.
        let above = if number == 0 { f64::from(list.scroll_top()) } else { seen.top() - line.top() };
        let below = line.bottom() - seen.bottom();
        #[expect(clippy::cast_possible_truncation, reason = "pixels of a list")]
        if above > 0.0 {
            list.set_scroll_top(list.scroll_top() - above.ceil() as i32);
        } else if below > 0.0 {
            list.set_scroll_top(list.scroll_top() + below.ceil() as i32);
        }
    });
}
