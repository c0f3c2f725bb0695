//! The dialog: what is wished, what would come of it, and the button that does it.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::fields::{Fields, Said};
use super::preview::{Outcome, previewed};
use crate::app::clock;
use crate::domain::bulk::Bulk;
use crate::domain::{Command, DealId};
use crate::ui::dialog::Dialog;
use crate::ui::gate::place;
use crate::ui::icon::Icon;
use crate::ui::list::orders::Deed;
use crate::ui::list::state::{List, use_list};

/// What is to be done with the chosen deals?
#[component]
pub(super) fn WishDialog(deed: Deed) -> impl IntoView {
    let list = use_list();
    let own = list.own;
    let deals = StoredValue::new(list.chosen());
    let said = Said::new(list, deed);
    let wish = Memo::new(move |_| said.wish(list));
    let preview = previewed(list.store, deals, wish);
    let doing = RwSignal::new(false);
    let wrong = RwSignal::new(None::<&'static str>);
    let close = move |()| {
        // What is being done is done to its end.
        if !doing.get_untracked() {
            list.wish.set(None);
        }
    };
    let will = Memo::new(move |_| preview.with(|preview| preview.as_ref().map_or(0, |preview| preview.will.len())));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (Some(bulk), Some(preview)) = (wish.get_untracked(), preview.get_untracked()) else { return };
        if preview.will.is_empty() || doing.get_untracked() {
            return;
        }
        doing.set(true);
        wrong.set(None);
        let told = own.did.fill([&own.deals.of(preview.will.len()), &told(list, &bulk)]);
        spawn_local(async move {
            let commands: Result<Vec<Command>, _> = list
                .store
                .peek(|workspace| preview.will.iter().map(|id: &DealId| bulk.command(workspace, *id)).collect());
            let done = match commands {
                Ok(commands) => list.store.carry_out(commands, told).await,
                Err(why) => Err(why),
            };
            doing.set(false);
            match done {
                Ok(()) => {
                    list.choice.clear();
                    list.wish.set(None);
                }
                Err(_) => wrong.set(Some(own.changed_meanwhile)),
            }
        });
    };
    let title = match deed {
        Deed::Move => own.move_title,
        Deed::Assign => own.assign_title,
        Deed::Plan => own.plan_title,
        Deed::Tag => own.tag_title,
        Deed::Lose => own.lose_title,
        Deed::Remove => own.delete_title,
    };
    let about = own.chosen.of(deals.with_value(Vec::len));
    let label = move || match (doing.get(), deed) {
        (true, _) => own.doing,
        (false, Deed::Remove) => own.delete,
        _ => own.do_it,
    };
    let counting = move || (wish.with(Option::is_some) && preview.with(Option::is_none)).then_some(own.counting);
    view! {
        <Dialog title=title about=about width="narrow" on_close=close>
            <form class="body" id="bulk" novalidate=true on:submit=submit>
                {move || wrong.get().map(|wrong| view! {
                    <p class="field"><span class="err" role="alert"><Icon name=Icon::ALERT_C class="i i14" />{wrong}</span></p>
                })}
                <Fields said deals />
                <Outcome preview deed />
            </form>
            <div class="df">
                <span class="c3 t12">{counting}</span>
                <span class="grow"></span>
                <button class="btn" type="button" disabled=move || doing.get() on:click=move |_| close(())>{list.words.shell.cancel}</button>
                <button class=if deed == Deed::Remove { "btn danger" } else { "btn primary" } type="submit" form="bulk" disabled=move || will.get() == 0 || doing.get()>{label}</button>
            </div>
        </Dialog>
    }
}

/// What the toast says was done.
fn told(list: List, bulk: &Bulk) -> String {
    let own = list.own;
    match bulk {
        Bulk::Move { to, .. } => {
            own.told_moved.fill([&list.store.peek(|workspace| place(list.language, workspace, *to))])
        }
        Bulk::Assign(None) => own.told_nobody.to_owned(),
        Bulk::Assign(Some(member)) => {
            let name = list.store.peek(|workspace| workspace.member(*member).map(|member| member.name.clone()));
            own.told_assigned.fill([&name.unwrap_or_default()])
        }
        Bulk::Plan(None) => own.told_unplanned.to_owned(),
        Bulk::Plan(Some(next)) => own.told_planned.fill([&list.format.moment(next.at.0, clock::now().0)]),
        Bulk::Tag { tag, on: true } => own.told_tagged.fill([tag]),
        Bulk::Tag { tag, on: false } => own.told_untagged.fill([tag]),
        Bulk::Lose { reason, words, .. } => {
            let reason = reason.as_ref().map(|text| list.language.of(text));
            own.told_lost.fill([&reason.unwrap_or_else(|| words.clone())])
        }
        Bulk::Remove => own.told_removed.to_owned(),
    }
}
