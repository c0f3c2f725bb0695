//! Who waits in the baskets: the table of all of them, with what can be done about each.
//! Deliberately not here: the baskets themselves (`cards`), letters.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::address::{href, use_go, use_query};
use crate::app::clock;
use crate::app::locale::{use_format, use_language, use_words};
use crate::app::route::Route;
use crate::app::store::use_store;
use crate::app::words::Words;
use crate::domain::insight::baskets::{way_back, why_not_now};
use crate::domain::insight::clientele::fold;
use crate::domain::insight::in_base::InBase;
use crate::domain::{Deal, DealId, Pipeline, Slug, Workspace};
use crate::ui::back::today;
use crate::ui::gate::{place, refusal};
use crate::ui::icon::Icon;
use crate::ui::kit::{self, ContactChip, called};
use crate::ui::moving::{Talk, told, use_moves};
use crate::ui::virtual_table::{Head, Order, VirtualTable};

/// The dearest first, until somebody presses a column.
const FIRST: Order = Order { by: "amount", descending: true };

fn heads(words: &Words) -> Arc<[Head]> {
    let names = &words.refresh;
    let head = |key, name, figures| Head { key, name, figures };
    Arc::new([
        head("client", names.client, false),
        head("basket", names.which, false),
        head("why", names.why_not_now, false),
        head("next", names.next, false),
        head("amount", names.amount, true),
        head("since", names.since, true),
    ])
}

/// The deals of the baskets in an order.
fn sorted(workspace: &Workspace, pipeline: &Pipeline, order: Order) -> Vec<DealId> {
    let columns = pipeline.stages.iter().filter_map(|stage| workspace.column(stage.id));
    let mut deals: Vec<&Arc<Deal>> =
        columns.flat_map(|column| column.deals()).filter_map(|id| workspace.deal(id)).collect();
    match order.by {
        "client" => deals.sort_by_cached_key(|deal| fold(&called(workspace, deal))),
        "basket" => deals.sort_by_key(|deal| pipeline.position(deal.stage)),
        "why" => deals.sort_by_cached_key(|deal| why_not_now(workspace, deal)),
        "next" => deals.sort_by_key(|deal| deal.next.as_ref().map(|next| next.at)),
        "since" => deals.sort_by_key(|deal| deal.entered()),
        // What has no rate comes with what nobody has told.
        _ => {
            let (mut base, now) = (InBase::of(workspace), clock::now());
            deals.sort_by_cached_key(|deal| base.deal(workspace, deal, now));
        }
    }
    if order.descending {
        deals.reverse();
    }
    deals.into_iter().map(|deal| deal.id).collect()
}

/// The table.
#[component]
pub(super) fn Waiting(
    /// The funnel of the baskets.
    pipeline: Arc<Pipeline>,
) -> impl IntoView {
    let words = use_words();
    let store = use_store();
    let go = use_go();
    let heads = heads(words);
    let (sort, set_sort) = use_query("sort");
    let order = {
        let heads = heads.clone();
        Memo::new(move |_| Order::parse(&sort.get(), &heads).unwrap_or(FIRST))
    };
    let keys = {
        let pipeline = pipeline.clone();
        Memo::new(move |_| {
            let order = order.get();
            store.all("customer", |_| ());
            Arc::new(store.all("deal", |workspace| sorted(workspace, &pipeline, order)))
        })
    };
    let at = RwSignal::new(None);
    let nobody = Memo::new(move |_| keys.with(|keys| keys.is_empty()));
    let list = move || {
        if nobody.get() {
            return view! {
                <div class="empty">
                    <span class="pic"><Icon name=Icon::BASKET class="i i20" /></span>
                    <h3>{words.refresh.empty}</h3>
                    <p>{words.refresh.empty_why}</p>
                </div>
            }
            .into_any();
        }
        let pipeline = pipeline.clone();
        view! {
            <VirtualTable
                label=words.refresh.clients
                heads=heads.clone()
                order=Signal::derive(move || Some(order.get()))
                on_order=Callback::new(move |text: String| set_sort(&text))
                keys
                at
                on_at=Callback::new(move |id| at.set(Some(id)))
                on_open=Callback::new(move |id| go(Route::Deal(id)))
                row=move |id| view! { <Row id pipeline=pipeline.clone() /> }
            />
        }
        .into_any()
    };
    view! {
        <section class="panel waiting" aria-labelledby="waiting-title">
            <div class="panel-h">
                <h2 id="waiting-title">{words.refresh.clients}</h2>
                <span class="c3" role="status">{move || words.units.clients.of(keys.with(|keys| keys.len()))}</span>
            </div>
            {list}
        </section>
    }
}

/// The cells of a deal in a basket, with what can be done about it.
#[component]
fn Row(id: DealId, pipeline: Arc<Pipeline>) -> impl IntoView {
    let words = use_words();
    let language = use_language();
    let format = use_format();
    let store = use_store();
    let moves = use_moves();
    move || {
        let deal = store.deal(id)?;
        let who = store.peek(|workspace| called(workspace, &deal));
        let why = store.peek(|workspace| why_not_now(workspace, &deal)).map(|why| language.of(&why));
        let back = store.peek(|workspace| way_back(workspace, &deal));
        let amount = deal.amount.map_or_else(|| words.units.none.to_owned(), |amount| kit::money(format, amount));
        let entered = deal.entered();
        let since = format.date(entered.day(crate::app::clock::offset(entered)), today());
        let request = {
            let deal = deal.clone();
            move |to: Slug| {
                let told = store.peek(|workspace| told(language, format, workspace, &deal, to, None));
                if let Err(why) = moves.request(id, to, told) {
                    let (what, why) = store.peek(|workspace| refusal(words, language, workspace, &why));
                    store.tell(&words.a11y.refused.fill([what, &why]));
                }
            }
        };
        let stage = deal.stage;
        let options = pipeline.stages.iter().map(|basket| {
            let name = language.of(&basket.name);
            view! { <option value=basket.id.to_string() selected=basket.id == stage>{name}</option> }
        });
        let rebasket = {
            let request = request.clone();
            move |event: leptos::ev::Targeted<leptos::ev::Event, web_sys::HtmlSelectElement>| {
                if let Ok(to) = event.target().value().parse::<Slug>() {
                    request(to);
                }
            }
        };
        let to_leads = back.map(|back| {
            let name = store.peek(|workspace| place(language, workspace, back));
            let label = words.units.span.fill([words.refresh.to_leads, &name]);
            view! {
                <button class="btn ghost icon sm" type="button" title=label.clone() aria-label=label on:click=move |_| request(back)>
                    <Icon name=Icon::UNDO />
                </button>
            }
        });
        let lose = move |_| moves.talk.set(Some(Talk::Lose(id)));
        Some(view! {
            <th scope="row"><div>
                <a href=href(Route::Deal(id))>{who.clone()}</a>
                {(who != deal.title).then(|| view! { <small>{deal.title.clone()}</small> })}
            </div></th>
            <td>
                <span class="picks">
                    <select class="input" aria-label=words.refresh.other_basket on:change:target=rebasket>
                        {options.collect_view()}
                    </select>
                    <Icon name=Icon::CHEV_D class="i i12" />
                </span>
            </td>
            <td class="c2"><span class="reason" title=why.clone()>{why.clone().unwrap_or_else(|| words.units.none.to_owned())}</span></td>
            <td>
                <button type="button" aria-label=words.contact.ask on:click=move |_| moves.talk.set(Some(Talk::Plan(id)))>
                    <ContactChip next=deal.next.clone() />
                </button>
            </td>
            <td class="r nw">{amount}</td>
            <td class="r nw">
                <span class="c3">{since}</span>{to_leads}
                <button class="btn ghost icon sm" type="button" title=words.deal.lose aria-label=words.deal.lose on:click=lose>
                    <Icon name=Icon::FLAG />
                </button>
            </td>
        })
    }
}
