//! Saved views as chips: each is a link, so that it opens in a tab of its own and can be sent to somebody here.

use leptos::prelude::*;

use super::address::link;
use super::filters::Looks;
use super::state::{List, use_list};
use crate::app::address::base;
use crate::app::clock;
use crate::app::route::Route;
use crate::domain::{Command, RecordId, View, ViewId};
use crate::ui::board::switch::LIST;
use crate::ui::dialog::Dialog;
use crate::ui::icon::Icon;
use crate::ui::moving::{Blank, Line, show_wrong};
use crate::ui::popup::Popup;

/// What is asked of a view.
#[derive(Clone, Copy, PartialEq)]
enum Naming {
    /// A name for what is seen.
    New,
    /// Another name.
    Other(ViewId),
}

fn page(list: List) -> String {
    Route::Board(list.pipeline.with_value(|pipeline| pipeline.id)).to_string()
}

/// Keeps a view; what refers to nothing is not refused.
fn keep(list: List, view: View, told: String) {
    let _ = list.store.dispatch(Command::TakeIn(vec![view.into()]), told);
}

/// The views of this list, and the button that saves one more.
#[component]
pub(super) fn Views() -> impl IntoView {
    let list = use_list();
    let own = list.own;
    let here = page(list);
    let views = Memo::new(move |_| {
        list.store.all("view", |workspace| {
            workspace.views().filter(|view| view.page == here).map(|view| View::clone(view)).collect::<Vec<_>>()
        })
    });
    let naming = RwSignal::new(None::<Naming>);
    let now = Memo::new(move |_| list.address.saved());
    let current = Memo::new(move |_| views.with(|views| views.iter().find(|view| Some(view.id) == now.get()).cloned()));
    let changed = Memo::new(move |_| {
        let kept = list.address.kept();
        current.with(|view| view.as_ref().map_or(kept != format!("?view={LIST}"), |view| view.query != kept))
    });
    let whole = format!("{}{}?view={LIST}", base(), page(list));
    let chip = move |view: View| {
        let address = format!("{}{}{}", base(), view.page, link(&view.query, view.id));
        let on = move || (now.get() == Some(view.id)).then_some("page");
        view! { <a class="filter" href=address aria-current=on>{view.name}</a> }
    };
    let save = move |_| match current.get_untracked() {
        Some(view) => {
            let view = View { query: list.address.kept(), ..view };
            let told = own.told_view.fill([&view.name]);
            keep(list, view, told);
        }
        None => naming.set(Some(Naming::New)),
    };
    let remove = move |view: &View| {
        let told = own.told_view_gone.fill([&view.name]);
        list.address.set_saved(None);
        // Nothing rests on a view.
        let _ = list.store.dispatch(Command::Remove(RecordId::View(view.id)), told);
    };
    let menu = move || {
        current.get().map(|view| {
            let id = view.id;
            let view = StoredValue::new(view);
            let name = Signal::derive(move || own.view_menu.to_owned());
            view! {
                <Popup class="pop" button="btn ghost icon sm" label=own.view_menu name face=move || view! { <Icon name=Icon::MORE /> }>
                    <button type="button" on:click=move |_| naming.set(Some(Naming::Other(id)))><Icon name=Icon::PEN />{own.rename}</button>
                    <button type="button" on:click=move |_| naming.set(Some(Naming::New))><Icon name=Icon::COPY />{own.save_view}</button>
                    <button type="button" on:click=move |_| view.with_value(remove)><Icon name=Icon::TRASH />{own.remove}</button>
                </Popup>
            }
        })
    };
    let whole_on = move || (now.get().is_none() || current.with(Option::is_none)).then_some("page");
    view! {
        <nav class="views" aria-label=own.views>
            <div class="chips">
                <a class="filter" href=whole aria-current=whole_on>{own.whole}</a>
                <For each=move || views.get() key=|view| (view.id, view.name.clone(), view.query.clone()) children=chip />
            </div>
            {menu}
            {move || changed.get().then(|| {
                let says = if current.with(Option::is_some) { own.save_changes } else { own.save_view };
                view! { <button class="btn ghost sm" type="button" aria-label=says title=says on:click=save><Icon name=Icon::PIN /><span class="desktop">{says}</span></button> }
            })}
            <span class="grow"></span>
            <Looks />
        </nav>
        {move || naming.get().map(|naming_now| view! { <NameDialog naming=naming_now close=Callback::new(move |()| naming.set(None)) /> })}
    }
}

/// What is the view called?
#[component]
fn NameDialog(naming: Naming, close: Callback<()>) -> impl IntoView {
    let list = use_list();
    let own = list.own;
    let known = match naming {
        Naming::New => None,
        Naming::Other(id) => {
            list.store.peek(|workspace| workspace.views().find(|view| view.id == id).map(|view| View::clone(view)))
        }
    };
    let name = Blank::new(known.as_ref().map(|view| view.name.clone()).unwrap_or_default());
    let title = if known.is_some() { own.rename } else { own.save_view };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let said = name.text();
        if !name.check(said.is_empty().then_some(own.need_name)) {
            return show_wrong();
        }
        match &known {
            Some(view) => {
                let told = own.renamed.fill([&view.name, &said]);
                keep(list, View { name: said, ..view.clone() }, told);
            }
            None => {
                let id = ViewId(clock::new_id());
                let told = own.told_view.fill([&said]);
                keep(list, View { id, page: page(list), name: said, query: untrack(|| list.address.kept()) }, told);
                list.address.set_saved(Some(id));
            }
        }
        close.run(());
    };
    view! {
        <Dialog title=title width="narrow" on_close=move |()| close.run(())>
            <form class="body" id="view" novalidate=true on:submit=submit>
                <Line blank=name id="view-name" label=own.view_name first=true />
            </form>
            <div class="df">
                <span class="grow"></span>
                <button class="btn" type="button" on:click=move |_| close.run(())>{list.words.shell.cancel}</button>
                <button class="btn primary" type="submit" form="view">{own.save}</button>
            </div>
        </Dialog>
    }
}
