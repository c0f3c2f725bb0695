//! «Кампании»: what each offer brought beside those who were left without it.

use std::cmp::Reverse;
use std::sync::Arc;

use leptos::prelude::*;

use super::one::OneDialog;
use super::{day, wording};
use crate::app::address::use_query;
use crate::app::locale::{use_format, use_words, use_words_of};
use crate::app::store::use_store;
use crate::app::words::CAMPAIGNS;
use crate::domain::insight::effect::Effect;
use crate::domain::{Arm, Campaign, CampaignId};
use crate::ui::back::{today, use_bought, use_till};

/// How many are shown at first, and how many a press adds.
const SHOWN: (usize, usize) = (4, 20);

/// The panel.
#[component]
pub(in crate::ui::back) fn Campaigns() -> impl IntoView {
    let all = use_words();
    let words = use_words_of(&CAMPAIGNS);
    let store = use_store();
    let shown = RwSignal::new(SHOWN.0);
    let (open, set_open) = use_query("campaign");
    // Those that run first, of them those that end soonest; then the others, the latest first.
    let campaigns = Memo::new(move |_| {
        store.all("merger", |_| ());
        let mut campaigns: Vec<Arc<Campaign>> = store
            .all("campaign", |workspace| workspace.campaigns().map(|campaign| workspace.as_merged(campaign)).collect());
        let today = today();
        campaigns.sort_by_key(|campaign| match campaign.runs_on(today) {
            true => (0, Some(campaign.until), Reverse(campaign.began)),
            false => (1, None, Reverse(campaign.began)),
        });
        Arc::new(campaigns)
    });
    let opened = Memo::new(move |_| {
        let id: CampaignId = open.with(|open| open.parse().ok())?;
        campaigns.with(|campaigns| campaigns.iter().find(|campaign| campaign.id == id).cloned())
    });
    let list = move || {
        let campaigns = campaigns.get();
        if campaigns.is_empty() {
            return view! { <div class="empty"><h3>{words.none}</h3><p>{words.none_why}</p></div> }.into_any();
        }
        let rest = campaigns.len().saturating_sub(shown.get());
        let open = Callback::new(move |id: CampaignId| set_open(&id.to_string()));
        let rows =
            campaigns.iter().take(shown.get()).cloned().map(|campaign| view! { <Row campaign open /> }).collect_view();
        view! {
            <ul class="camps">{rows}</ul>
            {(rest > 0).then(|| view! {
                <div class="act">
                    <button class="btn sm" type="button" on:click=move |_| shown.update(|shown| *shown += SHOWN.1)>
                        {all.ret.more.fill([&all.grammar.number(rest)])}
                    </button>
                </div>
            })}
        }
        .into_any()
    };
    view! {
        <section class="panel" aria-labelledby="campaigns-title">
            <div class="panel-h">
                <h2 id="campaigns-title">{words.title}</h2>
                <span class="c3">{move || campaigns.with(|campaigns| (!campaigns.is_empty()).then(|| all.grammar.number(campaigns.len())))}</span>
            </div>
            {list}
        </section>
        {move || opened.get().map(|campaign| view! { <OneDialog campaign on_close=Callback::new(move |()| set_open("")) /> })}
    }
}

/// A campaign: its days, both sides, and what can be said.
#[component]
fn Row(campaign: Arc<Campaign>, open: Callback<CampaignId>) -> impl IntoView {
    let words = use_words_of(&CAMPAIGNS);
    let id = campaign.id;
    let name = campaign.name.clone();
    let label = words.opened.fill([&name]);
    view! {
        <li data-id=id.to_string()>
            <div class="row">
                <h3 class="t14 grow"><button class="link" type="button" aria-label=label aria-haspopup="dialog" on:click=move |_| open.run(id)>{name}</button></h3>
                <Days campaign=campaign.clone() />
            </div>
            {(!campaign.goal.is_empty()).then(|| view! { <p class="c2">{campaign.goal.clone()}</p> })}
            <Result campaign />
        </li>
    }
}

/// How long it goes on, or when it ended.
#[component]
pub(super) fn Days(campaign: Arc<Campaign>) -> impl IntoView {
    let all = use_words();
    let words = use_words_of(&CAMPAIGNS);
    let format = use_format();
    let left = usize::try_from((campaign.until - today()).num_days()).ok();
    let until = format.day_short(campaign.until, today());
    match left {
        None => view! { <span class="chip" title=words.ended_mark>{words.ended.fill([&until])}</span> }.into_any(),
        Some(0) => view! { <span class="chip warn">{words.days_left_last.fill([all.units.today])}</span> }.into_any(),
        Some(days) => {
            view! { <span class="chip acc" title=words.ended.fill([&until])>{words.days_left.of(days)}</span> }
                .into_any()
        }
    }
}

/// Both sides beside each other, and the difference in a sentence.
#[component]
pub(super) fn Result(campaign: Arc<Campaign>) -> impl IntoView {
    let all = use_words();
    let words = use_words_of(&CAMPAIGNS);
    let format = use_format();
    let till = use_till();
    let purchases = use_bought().purchases();
    let runs = campaign.runs_on(today());
    let effect = {
        let campaign = campaign.clone();
        Memo::new(move |_| {
            let today = today();
            purchases.with(|purchases| Effect::of(&campaign, &purchases.lines, day(campaign.began), today))
        })
    };
    let row = move |name: &'static str, arm: Arm| {
        let side = move || {
            let effect = effect.get();
            if arm == Arm::Offered { effect.offered } else { effect.control }
        };
        view! {
            <tr data-arm=if arm == Arm::Offered { "offered" } else { "control" }>
                <th scope="row">{name}</th>
                <td class="r nw">{move || wording::bought(words, all, format, side())}</td>
                <td class="r nw">{move || wording::spent(all, till, side())}</td>
            </tr>
        }
    };
    view! {
        <table class="table sides">
            <thead><tr><th scope="col"><span class="vh">{words.who_side}</span></th><th scope="col" class="r">{words.bought}</th><th scope="col" class="r">{words.spent_each}</th></tr></thead>
            <tbody>{row(words.with_offer, Arm::Offered)}{row(words.without_offer, Arm::Control)}</tbody>
        </table>
        <p class="said">
            {move || wording::verdict(words, all, effect.get().verdict(runs))}
            {runs.then(|| view! { " "<span class="c3">{words.running_note}</span> })}
        </p>
    }
}
