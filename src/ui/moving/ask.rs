//! What a move needs, asked at once: proofs, a reason, data of the stage, why the buyer stopped, a day of return.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveTime;
use leptos::prelude::*;

use super::field::{Blank, Line, amount, input_kind, iso_day, moment, show_wrong};
use super::proofs::{Missing, Proofs};
use super::reasons::{Chosen, Reasons};
use super::{told, use_moves};
use crate::app::locale::{Language, use_format, use_language, use_words};
use crate::app::store::{Store, use_store};
use crate::app::words::Words;
use crate::domain::{
    Answers, Ask, Currency, DealId, Evidence, Field, Loss, LossReason, Outcome, Rejection, Slug, Workspace,
};
use crate::ui::dialog::Dialog;
use crate::ui::gate::{place, refusal};
use crate::ui::icon::Icon;
use crate::ui::kit::called;

/// Data that a stage asks for, as it is typed.
#[derive(Clone)]
pub(super) struct Asked {
    pub(super) field: Field,
    pub(super) blank: Blank,
}

/// Blanks for fields, filled with what is known of the customer.
pub(super) fn blanks(workspace: &Workspace, deal: DealId, fields: &[Field]) -> Vec<Asked> {
    let customer = workspace.deal(deal).and_then(|deal| deal.customer).and_then(|id| workspace.customer(id));
    let known = |field: &Field| {
        let name = field.id.to_string();
        customer.and_then(|customer| customer.fields.get(&name)).cloned().unwrap_or_default()
    };
    fields.iter().map(|field| Asked { field: field.clone(), blank: Blank::new(known(field)) }).collect()
}

/// The currency of a deal's amount: the deal's own, else that in which deals of its customer begin.
pub fn currency_of(workspace: &Workspace, deal: DealId) -> Currency {
    let deal = workspace.deal(deal);
    let own = deal.and_then(|deal| deal.amount).map(|amount| amount.currency);
    own.unwrap_or_else(|| workspace.currency_for(deal.and_then(|deal| deal.customer)))
}

/// Reads fields into answers; whether all of them are there and can be read.
pub(super) fn read_fields(
    words: &'static Words,
    language: Language,
    currency: Currency,
    asked: &[Asked],
    answers: &mut Answers,
) -> bool {
    let mut well = true;
    for Asked { field, blank } in asked {
        let text = blank.text();
        let wrong = if text.is_empty() {
            Some(words.ask.empty_field)
        } else if field.id.as_str() == "amount" {
            answers.amount = amount(&text, currency, language);
            answers.amount.is_none().then_some(words.ask.bad_amount)
        } else {
            answers.fields.insert(field.id.to_string(), text);
            None
        };
        well &= blank.check(wrong);
    }
    well
}

/// Fields of a stage, each on a line.
#[component]
pub(super) fn Fields(asked: Vec<Asked>, first: bool) -> impl IntoView {
    let language = use_language();
    asked
        .into_iter()
        .enumerate()
        .map(|(at, Asked { field, blank })| {
            let label = language.of(&field.name);
            let id = format!("ask-{}", field.id);
            view! { <Line blank id label kind=input_kind(field.id.as_str()) first=first && at == 0 /> }
        })
        .collect_view()
}

/// Everything that the move asks for, apart.
struct Questions {
    /// Title, label and placeholder of the reason, when one is asked.
    reason: Option<(String, &'static str)>,
    fields: Vec<Field>,
    losses: Option<Vec<LossReason>>,
    return_on: bool,
    /// The missing proofs, and whether a reason will do instead.
    proofs: Option<(Vec<Evidence>, bool)>,
}

fn questions(words: &'static Words, language: Language, store: Store, to: Slug, asks: &[Ask]) -> Questions {
    let name = |stage| store.peek(|workspace| place(language, workspace, stage));
    let mut found = Questions { reason: None, fields: Vec::new(), losses: None, return_on: false, proofs: None };
    for ask in asks {
        match ask {
            Ask::WhyReopen => found.reason = Some((words.ask.reopen.to_owned(), words.ask.back_reason)),
            Ask::WhyBack => found.reason = Some((words.ask.back.fill([&name(to)]), words.ask.back_reason)),
            Ask::WhySkip(stages) => {
                let names: Vec<String> = stages.iter().map(|&stage| name(stage)).collect();
                let skip = words.ask.skip.fill([&names.join(", ")]);
                found.reason.get_or_insert((skip, words.ask.skip_reason));
            }
            Ask::Proofs { missing, or_why } => found.proofs = Some((missing.clone(), *or_why)),
            Ask::Fields(fields) => found.fields.clone_from(fields),
            Ask::WhyLost(reasons) => found.losses = Some(reasons.clone()),
            Ask::ReturnOn => found.return_on = true,
        }
    }
    found
}

/// Asks for what a move needs and makes it.
#[component]
pub(super) fn AskDialog(deal: DealId, to: Slug, asks: Arc<Vec<Ask>>) -> impl IntoView {
    let store = use_store();
    let moves = use_moves();
    let words = use_words();
    let language = use_language();
    let format = use_format();
    let Questions { reason, fields, losses, return_on, proofs } = questions(words, language, store, to, &asks);
    let (name, stage, currency, asked, reopens, outcome, from) = store.peek(|workspace| {
        let found = workspace.deal(deal);
        let end = workspace.pipeline_of(to).and_then(|pipeline| pipeline.end(to));
        (
            found.map(|deal| called(workspace, deal)).unwrap_or_default(),
            place(language, workspace, to),
            currency_of(workspace, deal),
            blanks(workspace, deal, &fields),
            asks.contains(&Ask::WhyReopen),
            end.map(|end| end.outcome),
            found.map_or(to, |deal| deal.stage),
        )
    });
    let about = match (&proofs, fields.is_empty()) {
        (Some(_), _) => words.ask.proofs_why,
        (None, false) => words.ask.fields_why,
        (None, true) => "",
    };
    let title = match (&reason, &losses) {
        (Some((title, _)), _) => title.clone(),
        (None, Some(_)) => words.lose.title.to_owned(),
        (None, None) if return_on => words.lose.return_on.to_owned(),
        (None, None) if proofs.is_some() => {
            words.ask.proofs.fill([&store.peek(|workspace| place(language, workspace, from))])
        }
        (None, None) => words.ask.fields.fill([&stage]),
    };
    // Under the proofs the data need a heading of their own.
    let heading = (proofs.is_some() && !fields.is_empty()).then(|| words.ask.fields.fill([&stage]));
    let do_it = match outcome {
        Some(Outcome::Won) => words.ask.won_do,
        Some(_) => words.lose.save,
        None if reopens => words.ask.reopen_do,
        None => words.ask.do_move,
    };
    let why = Blank::new("");
    let buyer = Blank::new("");
    let until = Blank::new("");
    let chosen = RwSignal::new(Chosen::Nothing);
    let no_choice = RwSignal::new(None);
    let refused = RwSignal::new(None::<(&'static str, String)>);
    let asks_why = reason.is_some();
    let asks_loss = losses.is_some();
    let typed = StoredValue::new(asked.clone());
    let missing = proofs.as_ref().map(|(missing, or_why)| Missing::new(missing, *or_why, why));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let mut answers = Answers { fields: BTreeMap::new(), ..Answers::default() };
        let mut well = typed.with_value(|asked| read_fields(words, language, currency, asked, &mut answers));
        if asks_why {
            well &= why.check(why.text().is_empty().then_some(words.ask.empty_reason));
            answers.why = Some(why.text());
        }
        if let Some(missing) = missing {
            let (given, enough) = missing.read(words);
            well &= enough;
            answers.proofs = given;
            answers.why = answers.why.or_else(|| missing.reason());
        }
        let day = iso_day(&until.text());
        if return_on {
            well &= until.check(day.is_none().then_some(words.lose.need_date));
        }
        if asks_loss {
            let reason = match chosen.get_untracked() {
                Chosen::Listed(reason) => Some(reason),
                Chosen::Nothing | Chosen::Words => None,
            };
            no_choice.set((chosen.get_untracked() == Chosen::Nothing).then_some(words.lose.need_reason));
            let silent = chosen.get_untracked() == Chosen::Words && buyer.text().is_empty();
            well &= buyer.check(silent.then_some(words.lose.need_words)) && no_choice.get_untracked().is_none();
            answers.loss = Some(Loss { reason, words: buyer.text(), return_on: None });
        }
        let return_at = day.map(|day| moment(day, NaiveTime::default()));
        if let (Some(loss), true) = (&mut answers.loss, return_on) {
            loss.return_on = return_at;
        }
        if !well {
            return show_wrong();
        }
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
            Err(why) => refused.set(Some(store.peek(|workspace| refusal(words, language, workspace, &why)))),
        }
    };
    let close = move |()| moves.talk.set(None);
    let consequence =
        if asks_why { words.ask.stays_in_history.to_owned() } else { words.ask.result.fill([&name, &stage]) };
    view! {
        <Dialog title=title about=about width=if asks_loss { "lose" } else { "narrow" } on_close=close>
            <form class="body" id="ask" novalidate=true on:submit=submit>
                <Refused refused />
                {reason.map(|(_, label)| view! {
                    <Line blank=why id="ask-why" label=label placeholder=words.ask.reason_placeholder first=true />
                })}
                {losses.map(|reasons| view! {
                    <Reasons stage=from reasons chosen error=no_choice />
                    <Line blank=buyer id="ask-words" label=words.lose.words placeholder=words.lose.words_placeholder />
                })}
                {return_on.then(|| view! { <Line blank=until id="ask-until" label=words.lose.return_on kind="date" /> })}
                {missing.map(|missing| view! { <Proofs missing asks_why=!asks_why first=!asks_why && !asks_loss /> })}
                {heading.map(|heading| view! { <h3 class="m">{heading}</h3> })}
                <Fields asked first=!asks_why && !asks_loss && missing.is_none() />
            </form>
            <div class="df">
                <span class="c3 t12">{consequence}</span>
                <span class="grow"></span>
                <button class="btn" type="button" on:click=move |_| close(())>{words.shell.cancel}</button>
                <button class="btn primary" type="submit" form="ask">{do_it}</button>
            </div>
        </Dialog>
    }
}

/// Why the move can't be after all.
#[component]
pub fn Refused(
    /// What can't be, and why.
    refused: RwSignal<Option<(&'static str, String)>>,
) -> impl IntoView {
    move || {
        refused.get().map(|(what, why)| {
            view! { <div class="callout bad" role="alert"><Icon name=Icon::BAN /><span><b>{what}</b>" "{why}</span></div> }
        })
    }
}
