//! A robot being made or changed, as a sentence with choices: when, if, then.

use leptos::html;
use leptos::prelude::*;

use super::name;
use super::parts::{ActionPart, ConditionPart, WhenPart, kind_of, new_action, new_condition, new_when};
use super::pick::{Groups, Pick, numbered};
use crate::app::clock;
use crate::app::robots::{Sentence, tongue};
use crate::domain::{Command, Robot};
use crate::ui::dialog::Dialog;
use crate::ui::icon::Icon;
use crate::ui::setup::editing::use_editing;

/// The dialog of a robot.
#[component]
pub(super) fn RobotForm(robot: Robot, close: Callback<()>) -> impl IntoView {
    let editing = use_editing();
    let (store, words, language) = (editing.store, editing.words.robots, editing.language);
    let known = store.peek(|workspace| workspace.robot(robot.id).map(|robot| Robot::clone(robot)));
    let title = if known.is_some() { name(&robot, language) } else { words.new_robot.to_owned() };
    let draft = RwSignal::new(robot.clone());
    let wrong = RwSignal::new(None::<&'static str>);
    let write = move |how: fn(&mut Robot) -> &mut crate::domain::Text| {
        move |event| draft.update(|robot| how(robot).write(tongue(language), event_target_value(&event).trim()))
    };
    let shown = move |text: &crate::domain::Text| text.in_tongue(tongue(language)).to_owned();
    let sentence = move || {
        store.peek(|workspace| {
            let sentence = Sentence { words: editing.words, tongue: tongue(language), workspace };
            draft.with(|robot| sentence.of(robot))
        })
    };
    let save = {
        move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            let mut robot = draft.get_untracked();
            if name(&robot, language).is_empty() {
                return wrong.set(Some(words.needs_name));
            }
            if robot.then.is_empty() {
                return wrong.set(Some(words.needs_action));
            }
            let told = if known.is_some() { &words.changed } else { &words.added };
            let told = told.fill([&name(&robot, language)]);
            // What it waits for now has not been waited for before: what is so already it leaves alone.
            let same = known.as_ref().is_some_and(|known| known.when == robot.when && known.only_if == robot.only_if);
            if !same {
                robot.on = robot.on.map(|_| clock::now());
            }
            // Robots name no record that could be missing.
            let _ = store.dispatch(Command::TakeIn(vec![robot.into()]), told);
            close.run(());
        }
    };
    let everywhere = move |event| {
        let everywhere = event_target_checked(&event);
        draft.update(|robot| robot.funnel = (!everywhere).then_some(editing.id));
    };
    let (called, reason, is_everywhere) = (shown(&robot.name), shown(&robot.why), robot.funnel.is_none());
    view! {
        <Dialog title width="wide" on_close=close>
            <form class="body robot" id="robot-form" on:submit=save>
                <div class="two">
                    <label class="field"><span class="label">{words.name}</span>
                        <input class="input" type="text" autocomplete="off" value=called on:input=write(|robot| &mut robot.name) />
                    </label>
                    <label class="field"><span class="label">{words.why}</span>
                        <input class="input" type="text" autocomplete="off" value=reason on:input=write(|robot| &mut robot.why) />
                    </label>
                </div>
                <WhenSection draft />
                <Conditions draft />
                <Actions draft />
                <label class="check">
                    <input type="checkbox" checked=is_everywhere on:change=everywhere /><span>{words.every_funnel}</span>
                </label>
                <p class="callout" aria-live="polite"><Icon name=Icon::ROBOT /><span>{sentence}</span></p>
            </form>
            <div class="df">
                <span class="grow cbad" role="alert">{move || wrong.get()}</span>
                <button class="btn" type="button" on:click=move |_| close.run(())>{editing.words.shell.cancel}</button>
                <button class="btn primary" type="submit" form="robot-form">{words.save}</button>
            </div>
        </Dialog>
    }
}

#[component]
fn WhenSection(draft: RwSignal<Robot>) -> impl IntoView {
    let editing = use_editing();
    let words = editing.words.robots;
    // What belongs to a kind is drawn anew for another kind only, so that the field in hand keeps the focus.
    let kind = Memo::new(move |_| draft.with(|robot| kind_of(&robot.when)));
    let other = move |text: String| {
        if let Some(when) = text.parse().ok().and_then(|kind| new_when(editing, kind)) {
            draft.update(|robot| robot.when = when);
        }
    };
    let part = move || {
        kind.get();
        let value = draft.with_untracked(|robot| robot.when.clone());
        view! { <WhenPart value on=move |when| draft.update(|robot| robot.when = when) /> }
    };
    view! {
        <section class="part">
            <h3>{words.when}</h3>
            <div class="line">
                <span class="what">
                    <Pick label=words.waits_for groups=numbered(&words.whens) value=kind.get_untracked().to_string() on=other />
                    {part}
                </span>
            </div>
        </section>
    }
}

#[component]
fn Conditions(draft: RwSignal<Robot>) -> impl IntoView {
    let editing = use_editing();
    let words = editing.words.robots;
    let count = Memo::new(move |_| draft.with(|robot| robot.only_if.len()));
    let rows = move || {
        count.get();
        let all = draft.with_untracked(|robot| robot.only_if.clone());
        let rows = all.into_iter().enumerate().map(|(at, value)| {
            let on = move |condition| draft.update(|robot| robot.only_if[at] = condition);
            let away = move || draft.update(|robot| drop(robot.only_if.remove(at)));
            view! { <Line away=Callback::new(move |()| away())><ConditionPart value on /></Line> }
        });
        rows.collect_view()
    };
    let add = move |kind: usize| {
        if let Some(condition) = new_condition(editing, kind) {
            draft.update(|robot| robot.only_if.push(condition));
        }
    };
    view! {
        <section class="part">
            <h3>{words.only_if}</h3>
            {rows}
            <Add label=words.add_condition kinds=words.conditions.to_vec() on=add />
        </section>
    }
}

#[component]
fn Actions(draft: RwSignal<Robot>) -> impl IntoView {
    let editing = use_editing();
    let words = editing.words.robots;
    let count = Memo::new(move |_| draft.with(|robot| robot.then.len()));
    let rows = move || {
        count.get();
        let all = draft.with_untracked(|robot| robot.then.clone());
        let rows = all.into_iter().enumerate().map(|(at, value)| {
            let on = move |action| draft.update(|robot| robot.then[at] = action);
            let away = move || draft.update(|robot| drop(robot.then.remove(at)));
            view! { <Line away=Callback::new(move |()| away())><ActionPart value on /></Line> }
        });
        rows.collect_view()
    };
    let add = move |kind: usize| {
        if let Some(action) = new_action(editing, kind) {
            draft.update(|robot| robot.then.push(action));
        }
    };
    view! {
        <section class="part">
            <h3>{words.then}<span class="c3">{words.then_in_order}</span></h3>
            {rows}
            <Add label=words.add_action kinds=words.actions.to_vec() on=add />
        </section>
    }
}

#[component]
fn Line(away: Callback<()>, children: Children) -> impl IntoView {
    let words = use_editing().words.robots;
    view! {
        <div class="line">
            <span class="what">{children()}</span>
            <button class="btn ghost icon sm" type="button" title=words.take_away aria-label=words.take_away on:click=move |_| away.run(())>
                <Icon name=Icon::X />
            </button>
        </div>
    }
}

/// One more condition or action: choosing a kind adds it.
#[component]
fn Add(label: &'static str, kinds: Vec<&'static str>, #[prop(into)] on: Callback<usize>) -> impl IntoView {
    let select = NodeRef::<html::Select>::new();
    let added = move |event| {
        if let Ok(kind) = event_target_value(&event).parse() {
            on.run(kind);
        }
        if let Some(select) = select.get_untracked() {
            select.set_value("");
        }
    };
    let groups: Groups = numbered(&kinds);
    let options = groups.into_iter().flat_map(|(_, options)| options);
    let options = options.map(|(value, name)| view! { <option value=value>{name}</option> }).collect_view();
    view! {
        <span class="picks more">
            <select class="input" aria-label=label node_ref=select on:change=added>
                <option value="">"+ "{label}</option>
                {options}
            </select>
            <Icon name=Icon::CHEV_D />
        </span>
    }
}
