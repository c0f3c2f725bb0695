//! The top of the list: which funnel, the switch to the board, the list as a file, a new deal.

use leptos::prelude::*;

use super::sheet::sheet;
use super::state::use_list;
use crate::ui::board::switch::ViewSwitch;
use crate::ui::export::Export;
use crate::ui::icon::Icon;
use crate::ui::moving::Talk;
use crate::ui::popup::Popup;
use crate::ui::rail::{FourSwitch, FunnelLinks, InArchive, funnel_icon};

/// The top bar. `filters` is whether the filters are shown on a phone.
#[component]
pub(super) fn Top(filters: RwSignal<bool>) -> impl IntoView {
    let list = use_list();
    let words = list.words;
    let name = list.name();
    let (place, archived, first) = list
        .pipeline
        .with_value(|pipeline| (pipeline.four_r, pipeline.archived, pipeline.stages.first().map(|stage| stage.id)));
    let add = move |_| list.moves.talk.set(first.map(Talk::Add));
    let icon = funnel_icon(place);
    let face = {
        let name = name.clone();
        move || {
            view! {
                <Icon name=icon class="i i20 ca" /><span class="el">{name.clone()}</span>
                <span class="c3 reg">{move || words.grammar.number(list.listing.with(|listing| listing.count))}</span>
                <Icon name=Icon::CHEV_D class="i c3" />
            }
        }
    };
    let on = move || match list.address.filters_on() {
        0 => words.shell.filters.to_owned(),
        on => words.a11y.filters_on.fill([&on.to_string()]),
    };
    view! {
        <header class="top">
            <h1 class="vh">{list.own.table_of.fill([&name])}</h1>
            <div class="desktop"><FourSwitch /></div>
            <Popup class="pop mobile" button="pick" label=words.shell.choose_funnel face><FunnelLinks all=true /></Popup>
            {archived.then(|| view! { <span class="mobile"><InArchive /></span> })}
            <span class="grow"></span>
            <span class="desktop"><Export sheet=Callback::new(move |_| sheet(list)) /></span>
            <ViewSwitch />
            <button
                class="btn ghost icon mobile"
                type="button"
                aria-label=on
                aria-expanded=move || filters.get().to_string()
                on:click=move |_| filters.update(|shown| *shown = !*shown)
            >
                <Icon name=Icon::FILTER class="i i20" />
            </button>
            {(!archived).then(|| view! {
                <button class="btn primary desktop" type="button" on:click=add><Icon name=Icon::PLUS />{words.board.deal}</button>
                <button class="btn primary icon mobile" type="button" aria-label=words.board.new_deal on:click=add>
                    <Icon name=Icon::PLUS class="i i20" />
                </button>
            })}
        </header>
    }
}
