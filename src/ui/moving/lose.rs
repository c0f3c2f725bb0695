//! Why the buyer stopped, and what next: a conditional refusal, a funnel where it waits, a basket of «Обновить», or the
//! end.

use std::sync::Arc;

use chrono::NaiveTime;
use leptos::prelude::*;

use super::ask::{Asked, Fields, Refused, blanks, currency_of, read_fields};
use super::field::{Blank, Line, day_of, iso_day, moment, show_wrong};
use super::reasons::{Chosen, Reasons};
use super::{told, use_moves};
use crate::app::clock;
use crate::app::locale::{use_format, use_language, use_words};
use crate::app::store::use_store;
use crate::domain::insight::story::stands;
use crate::domain::{
    Answers, Ask, Deal, DealId, End, FourR, Gate, Loss, MemberId, Outcome, Pipeline, Rejection, Slug, Stage, Workspace,
};
use crate::ui::dialog::Dialog;
use crate::ui::gate::refusal;
use crate::ui::icon::Icon;
use crate::ui::kit::money;

/// What becomes of the buyer.
#[derive(Clone, Debug, PartialEq)]
enum Fate {
    End(End),
    /// It waits in a funnel of refusals until its day.
    Wait(Arc<Pipeline>),
    Basket,
}

/// The field of a deal that says why it waits, as a funnel of refusals asks for it (1.10).
pub const REASON: &str = "reason";
/// The field of a deal that says until when.
pub const RETURN: &str = "return_date";

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
    let here = workspace.pipeline_of(deal.stage).map(|pipeline| pipeline.id);
    let refusals =
        workspace.pipelines().filter(|funnel| funnel.refusals && !funnel.archived && Some(funnel.id) != here);
    let takes = |funnel: &&Arc<Pipeline>| funnel.stages.iter().any(|stage| open(stage.id));
    found.extend(refusals.filter(takes).map(|funnel| Fate::Wait(Arc::clone(funnel))));
    found.sort_by_key(|fate| match fate {
        Fate::End(end) if end.outcome == Outcome::Paused => 0,
        Fate::Wait(_) => 1,
        Fate::Basket => 2,
        Fate::End(end) if end.outcome == Outcome::Lost => 3,
        Fate::End(_) => 4,
    });
    found
}

/// The data that a basket or a stage asks for, apart from what the dialog asks anyway.
fn asked_by(workspace: &Workspace, id: DealId, basket: Slug, me: Option<MemberId>) -> Vec<Asked> {
    let Some(deal) = workspace.deal(id) else { return Vec::new() };
    let Gate::Open(asks) = workspace.gate(deal, basket, me) else { return Vec::new() };
    let fields = asks.into_iter().find_map(|ask| match ask {
        Ask::Fields(fields) => Some(fields),
        _ => None,
    });
    let mut fields = fields.unwrap_or_default();
    fields.retain(|field| ![REASON, RETURN].contains(&field.id.as_str()));
    blanks(workspace, id, &fields)
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
        let stage = stands(workspace, found)?;
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
    let into_basket = move || fate.with(|fate| matches!(fate, Some(Fate::Basket | Fate::Wait(_))));
    let pauses = move || {
        fate.with(|fate| match fate {
            Some(Fate::End(end)) => end.asks_return,
            Some(Fate::Wait(_)) => true,
            Some(Fate::Basket) | None => false,
        })
    };
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
            Fate::Basket | Fate::Wait(_) => {
                let to = basket.get_untracked();
                no_basket.set(to.is_none().then_some(words.lose.need_basket));
                well &= asked.with_untracked(|asked| read_fields(words, language, currency, asked, &mut answers));
                // A basket is no end: why the buyer went there stays as the reason of the move.
                let why: Vec<String> =
                    reason.and_then(&reason_text).into_iter().chain((!said.is_empty()).then_some(said)).collect();
                answers.why = (!why.is_empty()).then(|| why.join(". "));
                if matches!(fate, Fate::Wait(_)) {
                    let day = iso_day(&until.text());
                    let past = day.is_some_and(|day| day <= day_of(clock::now()));
                    let wrong = if past { words.gate.past } else { words.lose.need_date };
                    well &= until.check((past || day.is_none()).then_some(wrong));
                    let told = [(RETURN, Some(until.text())), (REASON, answers.why.clone())];
                    let told = told.into_iter().filter_map(|(name, told)| Some((name.to_owned(), told?)));
                    answers.fields.extend(told);
                }
                to
            }
        };
        let (Some(to), true) = (to, well) else { return show_wrong() };
        let told = store.peek(|workspace| {
            let deal = workspace.deal(deal)?;
            Some(told(language, format, workspace, deal, to, return_at))
        });
        match moves.answer(deal, to, answers, told.unwrap_or_default()) {
            Ok(()) => {}
            Err(Rejection::ReasonTooShort) => {
                buyer.check(Some(words.lose.need_sentence));
                show_wrong();
            }
            Err(Rejection::ReturnInPast) => {
                until.check(Some(words.gate.past));
                show_wrong();
            }
            Err(why) => refused.set(Some(store.peek(|workspace| refusal(words, language, workspace, &why)))),
        }
    };
    let choice = move |this: Fate| {
        let (name, about) = match &this {
            Fate::Basket => (words.lose.basket.to_owned(), words.lose.basket_why),
            Fate::Wait(funnel) => (words.lose.wait.fill([&language.of(&funnel.name)]), words.lose.wait_why),
            Fate::End(end) => match end.outcome {
                Outcome::Paused => (words.lose.paused.to_owned(), words.lose.paused_why),
                Outcome::Lost => (words.lose.lost.to_owned(), words.lose.lost_why),
                _ => (language.of(&end.name), words.lose.lost_why),
            },
        };
        let on = this.clone();
        let choose = move |_| {
            let waits = match &this {
                Fate::Wait(funnel) => funnel.stages.first().map(|stage| stage.id),
                Fate::Basket | Fate::End(_) => None,
            };
            basket.set(waits);
            no_basket.set(None);
            let fields = waits.map(|to| store.peek(|workspace| asked_by(workspace, deal, to, me)));
            asked.set(fields.unwrap_or_default());
            fate.set(Some(this.clone()));
        };
        view! {
            <label class="radio">
                <input type="radio" name="fate" prop:checked=move || fate.with(|fate| fate.as_ref() == Some(&on)) on:change=choose />
                <span><b>{name}</b><span>{about}</span></span>
            </label>
        }
    };
    let baskets = StoredValue::new(baskets);
    // The baskets, or the stages of the funnel in which it waits.
    let places = move || {
        let named = |stages: &[Stage]| -> Vec<(Slug, String)> {
            stages.iter().map(|stage| (stage.id, language.of(&stage.name))).collect()
        };
        fate.with(|fate| match fate {
            Some(Fate::Wait(funnel)) => (words.lose.which_stage, named(&funnel.stages)),
            _ => (words.lose.which_basket, baskets.with_value(|baskets| named(baskets))),
        })
    };
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
                    {move || into_basket().then(|| {
                        let (label, places) = places();
                        view! {
                        <div class="col g3">
                            <div class="quick" role="group" aria-label=label>
                                {places.into_iter().map(|(id, name)| view! {
                                    <button type="button" aria-pressed=move || (basket.get() == Some(id)).to_string() on:click=move |_| pick(id)>
                                        {name}
                                    </button>
                                }).collect_view()}
                            </div>
                            {move || no_basket.get().map(|wrong| view! {
                                <p class="field"><span class="err" role="alert"><Icon name=Icon::ALERT_C class="i i14" />{wrong}</span></p>
                            })}
                            {move || view! { <Fields asked=asked.get() first=false /> }}
                        </div>
                        }
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
