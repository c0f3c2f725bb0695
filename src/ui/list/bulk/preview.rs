//! What a wish about many deals would do, worked out slice by slice while it is being made.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::clock;
use crate::app::store::Store;
use crate::domain::bulk::{Bulk, Preview};
use crate::domain::{DealId, Rejection};
use crate::ui::gate::refusal;
use crate::ui::icon::Icon;
use crate::ui::kit::called;
use crate::ui::list::orders::Deed;
use crate::ui::list::state::use_list;

/// So many deals are looked at before the page breathes.
const SLICE: usize = 500;
/// So many of the refused are named.
const NAMED: usize = 20;

/// What would come of a wish: none while it is not whole, or is being worked out.
pub(super) fn previewed(
    store: Store,
    deals: StoredValue<Vec<DealId>>,
    wish: Memo<Option<Bulk>>,
) -> RwSignal<Option<Preview>> {
    let found = RwSignal::new(None);
    let turn = StoredValue::new(0_u32);
    Effect::new(move || {
        store.all("deal", |_| ());
        let wish = wish.get();
        turn.update_value(|turn| *turn = turn.wrapping_add(1));
        let mine = turn.get_value();
        let Some(wish) = wish else { return found.set(None) };
        spawn_local(async move {
            let all = deals.try_get_value().unwrap_or_default();
            let context = clock::context(store.acting());
            let mut preview = Preview::default();
            for (at, slice) in all.chunks(SLICE).enumerate() {
                if at > 0 {
                    clock::pause().await;
                }
                // Another wish has been made meanwhile, or none is wanted any more.
                if turn.try_get_value() != Some(mine) {
                    return;
                }
                store.peek(|workspace| preview.look(workspace, &wish, slice.iter().copied(), &context));
            }
            found.set(Some(preview));
        });
    });
    found
}

/// How many would change, and which would not and why.
#[component]
pub(super) fn Outcome(preview: RwSignal<Option<Preview>>, deed: Deed) -> impl IntoView {
    let list = use_list();
    let own = list.own;
    let count = if deed == Deed::Remove { own.will_go } else { own.will };
    let told = move || {
        let preview = preview.get()?;
        let will = preview.will.len();
        let head = if will == 0 { own.done_none.to_owned() } else { count.of(will) };
        let same = (!preview.same.is_empty()).then(|| view! { <p class="c2">{own.same.of(preview.same.len())}</p> });
        let refused = (preview.refused() > 0).then(|| {
            view! {
                <p class="m cwarn"><Icon name=Icon::ALERT class="i i14 inline" />" "{own.refused.of(preview.refused())}</p>
                {preview.wont.iter().map(|(why, deals)| view! { <Refused why=why.clone() deals=deals.clone() /> }).collect_view()}
            }
        });
        Some(view! { <p class="m">{head}</p>{same}{refused} })
    };
    view! { <section class="outcome col g1" role="status">{told}</section> }
}

/// Deals that one reason keeps from changing.
#[component]
fn Refused(why: Rejection, deals: Vec<DealId>) -> impl IntoView {
    let list = use_list();
    let (what, more, names) = list.store.peek(|workspace| {
        let (what, more) = refusal(list.words, list.language, workspace, &why);
        let names: Vec<String> =
            deals.iter().take(NAMED).filter_map(|id| workspace.deal(*id)).map(|deal| called(workspace, deal)).collect();
        (what, more, names)
    });
    let rest = deals.len().saturating_sub(names.len());
    let rest = (rest > 0).then(|| {
        view! { <li class="c3">{list.own.and_more.fill([&list.words.grammar.number(rest)])}</li> }
    });
    view! {
        <details>
            <summary>
                {what}" "<span class="c3">{list.words.grammar.number(deals.len())}</span>
                {(!more.is_empty()).then(|| view! { <small class="c2 t12">{more}</small> })}
            </summary>
            <ul class="t12">{names.into_iter().map(|name| view! { <li>{name}</li> }).collect_view()}{rest}</ul>
        </details>
    }
}
