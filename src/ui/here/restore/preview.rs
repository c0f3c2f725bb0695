//! What is in the copy beside what is here, and what is to become of it.

use std::sync::Arc;

use leptos::prelude::*;

use super::wording;
use crate::app::clock;
use crate::app::locale::{use_format, use_words, use_words_of};
use crate::app::store::use_store;
use crate::app::words::{ATTACHED, COPIES};
use crate::data::copy::{Comparison, Copy, OfKind, Rule, Way};
use crate::ui::dialog::Dialog;
use crate::ui::icon::Icon;

/// Troubles that are listed.
const SHOWN: usize = 8;

/// What a person has chosen.
#[derive(Clone, Copy)]
pub(super) struct Choice {
    /// What becomes of what is here; none when the copy is only looked at.
    pub(super) way: Option<Way>,
    /// Whether what is here is copied before.
    pub(super) copy_first: bool,
}

/// What can be pressed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wish {
    Replace,
    Add,
    Look,
}

#[component]
pub(super) fn Preview(
    copy: Arc<Copy>,
    told: Arc<Comparison>,
    choose: Callback<(Arc<Copy>, Choice)>,
    on_close: Callback<()>,
) -> impl IntoView {
    let (words, own, files) = (use_words(), use_words_of(&COPIES), use_words_of(&ATTACHED));
    let format = use_format();
    let store = use_store();
    let header = &copy.header;
    let empty = store.peek(|workspace| workspace.company().is_none());
    let first = if header.readonly { Wish::Look } else { Wish::Replace };
    let wish = RwSignal::new(if empty || header.readonly { first } else { Wish::Add });
    let rule = RwSignal::new(Rule::default());
    let copy_first = RwSignal::new(!empty);
    let title = own.named.fill([header.company.as_deref().unwrap_or(own.nobody)]);
    let at = format.moment(header.at.0, clock::now().0);
    let about = match header.by.as_deref() {
        Some(by) => own.made_by.fill([&at, by]),
        None => own.made_at.fill([&at]),
    };
    let records = words.units.records.of(copy.len());

    let damage = copy.damage.map(|damage| {
        view! { <div class="banner bad" role="alert"><Icon name=Icon::ALERT /><p>{wording::damage(own, damage)}</p></div> }
    });
    let troubles = (copy.unread > 0).then(|| {
        let each = copy.troubles.iter().take(SHOWN).map(|one| view! { <li>{wording::trouble(own, one)}</li> });
        let more = copy.unread.saturating_sub(SHOWN);
        view! {
            <details>
                <summary>{own.unread.of(copy.unread)}</summary>
                <ul class="col">{each.collect_view()}{(more > 0).then(|| view! { <li>{own.more_troubles.of(more)}</li> })}</ul>
            </details>
        }
    });
    let besides =
        wording::besides(own, files, &copy).into_iter().map(|said| view! { <p class="c2">{said}</p> }).collect_view();
    let same = (told.is_same() && !empty).then(|| view! { <p>{own.same_all}</p> });
    let table = view! { <Table told=told.clone() /> };

    let option = move |this: Wish, name: &'static str, why: &'static str| {
        view! {
            <label class="radio">
                <input type="radio" name="way" prop:checked=move || wish.get() == this on:change=move |_| wish.set(this) />
                <span>{name}<br /><span class="c2">{why}</span></span>
            </label>
        }
    };
    let rules = move || {
        (wish.get() == Wish::Add).then(|| {
            let pick = move |event| {
                let chosen = match event_target_value(&event).as_str() {
                    "there" => Rule::There,
                    "here" => Rule::Here,
                    _ => Rule::Newer,
                };
                rule.set(chosen);
            };
            view! {
                <label class="picks">
                    <select class="input" aria-label=own.add_why on:change=pick>
                        <option value="newer">{own.rule_newer}</option>
                        <option value="there">{own.rule_there}</option>
                        <option value="here">{own.rule_here}</option>
                    </select>
                    <Icon name=Icon::CHEV_D />
                </label>
            }
        })
    };
    let before = move || {
        (!empty && wish.get() == Wish::Replace).then(|| {
            view! {
                <label class="check">
                    <input type="checkbox" prop:checked=copy_first on:change:target=move |event| copy_first.set(event.target().checked()) />
                    <span>{own.copy_first}</span>
                </label>
            }
        })
    };
    let broken = copy.damage.is_some();
    let submit = {
        let copy = copy.clone();
        move |_| {
            let way = match wish.get_untracked() {
                Wish::Replace => Some(Way::Replace),
                Wish::Add => Some(Way::Add(rule.get_untracked())),
                Wish::Look => None,
            };
            let copy_first = !empty && copy_first.get_untracked() && way == Some(Way::Replace);
            choose.run((copy.clone(), Choice { way, copy_first }));
        }
    };
    let label = move || match wish.get() {
        _ if broken => own.anyway,
        Wish::Replace if empty => own.open,
        Wish::Replace => own.replace_do,
        Wish::Add => own.add_do,
        Wish::Look => own.look_do,
    };
    view! {
        <Dialog title about width="wide" on_close=on_close>
            <div class="body col g3">
                {damage}{troubles}<p>{records}</p>{besides}{same}{table}
                <fieldset class="col g3">
                    <legend class="vh">{own.restore}</legend>
                    {option(Wish::Replace, if empty { own.look_own } else { own.replace }, if empty { "" } else { own.replace_why })}
                    {(!empty).then(|| option(Wish::Add, own.add, own.add_why))}
                    {rules}
                    {option(Wish::Look, own.look, own.look_why)}
                    {before}
                </fieldset>
            </div>
            <div class="df">
                <span class="grow"></span>
                <button class="btn" type="button" on:click=move |_| on_close.run(())>{words.shell.cancel}</button>
                <button class="btn primary" class:danger=broken type="button" on:click=submit>{label}</button>
            </div>
        </Dialog>
    }
}

/// Kind by kind, what copy and workspace have of each other; only the columns in which there is anything.
#[component]
fn Table(told: Arc<Comparison>) -> impl IntoView {
    let (words, own) = (use_words(), use_words_of(&COPIES));
    let rows = wording::rows(own, use_words_of(&ATTACHED), &told.kinds);
    type Column = (&'static str, fn(&OfKind) -> usize);
    let columns: [Column; 6] = [
        (own.new, |of| of.new),
        (own.newer_there, |of| of.newer_there),
        (own.newer_here, |of| of.newer_here),
        (own.unlike, |of| of.unlike),
        (own.only_here, |of| of.only_here),
        (own.same, |of| of.same),
    ];
    let columns: Vec<Column> = columns.into_iter().filter(|(_, count)| told.total(count) > 0).collect();
    let heads = columns.iter().map(|(name, _)| view! { <th scope="col" class="r">{*name}</th> }).collect_view();
    let lines = rows.into_iter().map(|(name, of)| {
        let cells = columns.iter().map(|(_, count)| match count(&of) {
            0 => view! { <td class="r c3">{words.units.none}</td> }.into_any(),
            some => view! { <td class="r">{words.grammar.number(some)}</td> }.into_any(),
        });
        let cells = cells.collect_view();
        let examples =
            (!of.examples.is_empty()).then(|| view! { <small class="c3 desktop">{of.examples.join(", ")}</small> });
        view! { <tr><th scope="row"><div>{name}" "{examples}</div></th>{cells}</tr> }
    });
    let lines = lines.collect_view();
    view! {
        <div class="tablebox">
            <table class="table">
                <thead><tr><th scope="col">{own.what}</th>{heads}</tr></thead>
                <tbody>{lines}</tbody>
            </table>
        </div>
    }
}
