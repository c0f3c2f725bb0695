//! Why the buyer stopped, and what next: a conditional refusal, a basket of «Обновить», or the end.

use chrono::NaiveTime;
use leptos::prelude::*;

use super::ask::{Asked, Fields, Refused, blanks, currency_of, read_fields};
use super::field::{Blank, Line, day_of, iso_day, moment, show_wrong};
use super::reasons::{Chosen, Reasons};
use super::{told, use_moves};
use crate::app::clock;
use crate::app::locale::{use_format, use_language, use_words};
use crate::app::store::use_store;
use crate::domain::{Answers, Ask, Deal, DealId, End, FourR, Gate, Loss, MemberId, Outcome, Slug, Stage, Workspace};
use crate::ui::dialog::Dialog;
use crate::ui::gate::refusal;
use crate::ui::icon::Icon;
use crate::ui::kit::money;

/// What becomes of the buyer.
#[derive(Clone, Debug, PartialEq)]
enum Fate {
    End(End),
    Basket,
}

/// What can become of the buyer of a deal: a pause, a basket, an end, as far as the rules let it.
fn fates(workspace: &Workspace, deal: &Deal, baskets: &[Stage], me: Option<MemberId>) -> Vec<Fate> {
    let open = |to: Slug| matches!(workspace.gate(deal, to, me), Gate::Open(_));
    let ends = workspace.pipeline_of(deal.stage).map(|pipeline| pipeline.ends.clone()).unwrap_or_default();
    let mut found: Vec<Fate> = ends
        .into_iter()
        .filter(|end| !matches!(end.outcome, Outcome::Won | Outcome::Moved) && open(end.id))
        .map(Fate::End)
        .collect();
    let elsewhere = baskets.iter().all(|basket| basket.id != deal.stage);
    if elsewhere && baskets.iter().any(|basket| open(basket.id)) {
        found.push(Fate::Basket);
    }
    found.sort_by_key(|fate| match fate {
        Fate::End(end) if end.outcome == Outcome::Paused => 0,
        Fate::Basket => 1,
        Fate::End(end) if end.outcome == Outcome::Lost => 2,
        Fate::End(_) => 3,
    });
    found
}

/// The data that a basket asks for.
fn asked_by(workspace: &Workspace, id: DealId, basket: Slug, me: Option<MemberId>) -> Vec<Asked> {
    let Some(deal) = workspace.deal(id) else { return Vec::new() };
    let Gate::Open(asks) = workspace.gate(deal, basket, me) else { return Vec::new() };
    let fields = asks.into_iter().find_map(|ask| match ask {
        Ask::Fields(fields) => Some(fields),
        _ => None,
    });
    blanks(workspace, id, &fields.unwrap_or_default())
}

/// Why did the buyer stop?
#[component]
pub(super) fn LoseDialog(deal: DealId) -> impl IntoView {
    let store = use_store();
    let moves = use_moves();
    let words = use_words();
    let language = use_language();
    let format = use_format();
    let close = move |()| moves.talk.set(None);
    let me = store.acting();
    let found = store.peek(|workspace| {
        let found = workspace.deal(deal)?;
        let baskets = workspace.four_r(FourR::Refresh).map(|refresh| refresh.stages.clone()).unwrap_or_default();
        let stage = workspace.pipeline_of(found.stage)?.stage(found.stage)?.clone();
        Some((stage, fates(workspace, found, &baskets, me), baskets, found.amount, currency_of(workspace, deal)))
    });
    let Some((stage, fates, baskets, sum, currency)) = found else {
        return view! {
            <Dialog title=words.gate.closed width="narrow" on_close=close><div class="body"><p>{words.gate.closed_why}</p></div></Dialog>
        }
        .into_any();
    };
    let step = lower_first(&language.of(&stage.buyer_action));
    let about = words.lose.at_stage_step.fill([&language.of(&stage.name), &step]);
    let chosen = RwSignal::new(Chosen::Nothing);
    let no_choice = RwSignal::new(None);
    let buyer = Blank::new("");
    let until = Blank::new("");
    let fate = RwSignal::new(fates.first().cloned());
    let basket = RwSignal::new(None::<Slug>);
    let no_basket = RwSignal::new(None::<&'static str>);
    let asked = RwSignal::new(Vec::<Asked>::new());
    let refused = RwSignal::new(None::<(&'static str, String)>);
    let into_basket = move || fate.with(|fate| *fate == Some(Fate::Basket));
    let pauses = move || fate.with(|fate| matches!(fate, Some(Fate::End(end)) if end.asks_return));
    let needs_reason = move || fate.with(|fate| !matches!(fate, Some(Fate::End(end)) if !end.asks_reason));
    let reasons = stage.loss_reasons.clone();
    let reason_text = {
        let reasons = reasons.clone();
        move |reason: Slug| reasons.iter().find(|known| known.id == reason).map(|known| language.of(&known.text))
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(fate) = fate.get_untracked() else { return };
        let said = buyer.text();
        let choice = chosen.get_untracked();
        let nothing = needs_reason() && choice == Chosen::Nothing;
        no_choice.set(nothing.then_some(words.lose.need_reason));
        let mut well =
            !nothing & buyer.check((choice == Chosen::Words && said.is_empty()).then_some(words.lose.need_words));
        let reason = match choice {
            Chosen::Listed(reason) => Some(reason),
            Chosen::Nothing | Chosen::Words => None,
        };
        let mut answers = Answers::default();
        let mut return_at = None;
        let to = match &fate {
            Fate::End(end) => {
                if end.asks_return {
                    let day = iso_day(&until.text());
                    well &= until.check(day.is_none().then_some(words.lose.need_date));
                    return_at = day.map(|day| moment(day, NaiveTime::default()));
                }
                answers.loss = Some(Loss { reason, words: said, return_on: return_at });
                Some(end.id)
            }
            Fate::Basket => {
                let to = basket.get_untracked();
                no_basket.set(to.is_none().then_some(words.lose.need_basket));
                well &= asked.with_untracked(|asked| read_fields(words, language, currency, asked, &mut answers));
                // A basket is no end: why the buyer went there stays as the reason of the move.
                let why: Vec<String> =
                    reason.and_then(&reason_text).into_iter().chain((!said.is_empty()).then_some(said)).collect();
                answers.why = (!why.is_empty()).then(|| why.join(". "));
                to
            }
        };
        let (Some(to), true) = (to, well) else { return show_wrong() };
        let told = store.peek(|workspace| {
            let deal = workspace.deal(deal)?;
            Some(told(language, format, workspace, deal, to, return_at))
        });
        if let Err(why) = moves.answer(deal, to, answers, told.unwrap_or_default()) {
            refused.set(Some(store.peek(|workspace| refusal(words, language, workspace, &why))));
        }
    };
    let choice = move |this: Fate| {
        let (name, about) = match &this {
            Fate::Basket => (words.lose.basket.to_owned(), words.lose.basket_why),
            Fate::End(end) => match end.outcome {
                Outcome::Paused => (words.lose.paused.to_owned(), words.lose.paused_why),
                Outcome::Lost => (words.lose.lost.to_owned(), words.lose.lost_why),
                _ => (language.of(&end.name), words.lose.lost_why),
            },
        };
        let on = this.clone();
        view! {
            <label class="radio">
                <input type="radio" name="fate" prop:checked=move || fate.with(|fate| fate.as_ref() == Some(&on)) on:change=move |_| fate.set(Some(this.clone())) />
                <span><b>{name}</b><span>{about}</span></span>
            </label>
        }
    };
    let basket_names: Vec<(Slug, String)> =
        baskets.iter().map(|basket| (basket.id, language.of(&basket.name))).collect();
    let pick = move |to: Slug| {
        basket.set(Some(to));
        no_basket.set(None);
        asked.set(store.peek(|workspace| asked_by(workspace, deal, to, me)));
    };
    let consequence = move || {
        let sum = sum.map(|sum| money(format, sum))?;
        let day = pauses().then(|| iso_day(&until.value.get())).flatten();
        Some(match day {
            Some(day) => {
                let now = clock::now();
                words.lose.until.fill([&sum, &format.date(day, day_of(now))])
            }
            None => words.lose.for_good.fill([&sum]),
        })
    };
    let stage_id = stage.id;
    view! {
        <Dialog title=words.lose.title about=about width="lose" on_close=close>
            <form class="body" id="lose" novalidate=true on:submit=submit>
                <Refused refused />
                <Reasons stage=stage_id reasons chosen error=no_choice />
                <Line blank=buyer id="lose-words" label=words.lose.words placeholder=words.lose.words_placeholder />
                <fieldset class="col">
                    <legend class="m">{words.lose.next}</legend>
                    <div class="fate">{fates.into_iter().map(choice).collect_view()}</div>
                    {move || pauses().then(|| view! {
                        <div class="when-back">
                            <Line blank=until id="lose-until" label=words.lose.return_on kind="date" />
                        </div>
                    })}
                    {move || into_basket().then(|| view! {
                        <div class="col g3">
                            <div class="quick" role="group" aria-label=words.lose.which_basket>
                                {basket_names.iter().map(|(id, name)| {
                                    let id = *id;
                                    view! {
                                        <button type="button" aria-pressed=move || (basket.get() == Some(id)).to_string() on:click=move |_| pick(id)>
                                            {name.clone()}
                                        </button>
                                    }
                                }).collect_view()}
                            </div>
                            {move || no_basket.get().map(|wrong| view! {
                                <p class="field"><span class="err" role="alert"><Icon name=Icon::ALERT_C class="i i14" />{wrong}</span></p>
                            })}
                            {move || view! { <Fields asked=asked.get() first=false /> }}
                        </div>
                    })}
                </fieldset>
            </form>
            <div class="df">
                <span class="c3 t12">{consequence}</span>
                <span class="grow"></span>
                <button class="btn" type="button" on:click=move |_| close(())>{words.shell.cancel}</button>
                <button class="btn primary" type="submit" form="lose">{words.lose.save}</button>
            </div>
        </Dialog>
    }
    .into_any()
}

/// A sentence that goes on inside another.
fn lower_first(text: &str) -> String {
    let mut signs = text.chars();
    signs.next().map_or_else(String::new, |first| first.to_lowercase().chain(signs).collect())
}
