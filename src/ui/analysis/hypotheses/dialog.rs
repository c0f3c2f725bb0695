//! The dialog that puts a hypothesis forward: what changes and why, at which step of the buyer, what it is to bring, how it is
//! tried, and how many deals that takes.

use std::sync::Arc;

use leptos::prelude::*;

use super::wording::{days, weeks};
use super::{Proposal, Proposals};
use crate::app::clock;
use crate::app::locale::{use_format, use_language, use_words, use_words_of};
use crate::app::words::HYPOTHESES;
use crate::domain::insight::trial::{ENOUGH, Usual};
use crate::domain::{Aim, Command, Hypothesis, HypothesisId, Slug, Trial};
use crate::ui::analysis::asking::{Answer, use_analysis};
use crate::ui::dialog::Dialog;
use crate::ui::gate::refusal;
use crate::ui::icon::Icon;
use crate::ui::moving::{Blank, Line, show_wrong};

/// The dialog, while a hypothesis is being put forward.
#[component]
pub(in crate::ui::analysis) fn ProposalDialog() -> impl IntoView {
    let Proposals(proposal) = expect_context();
    let analysis = use_analysis();
    move || {
        let proposal = proposal.get()?;
        // The answer as it is now: a newer one must not take away what is being written.
        let answer = untrack(|| analysis.answer())?;
        Some(view! { <Propose proposal answer /> })
    }
}

/// More weeks than anybody waits for an answer.
const LONG: f64 = 26.0;

/// Working days of which a week has five, from milliseconds.
fn working_days(length: i64) -> f64 {
    length as f64 / 86_400_000.0 * 5.0 / 7.0
}

/// What somebody would hope for: fifteen points more, or a quarter of the time less.
fn suggestion(aim: Aim, usual: &Usual) -> String {
    match aim {
        Aim::Step | Aim::Won if usual.side.decided.n >= ENOUGH => {
            format!("{:.0}", (usual.side.decided.share() * 100.0 + 15.0).min(100.0))
        }
        Aim::Stay if usual.side.decided.n >= ENOUGH => {
            let usual = usual.side.median.map(|median| (working_days(median) * 0.75).round().max(1.0));
            usual.map(|usual| usual.to_string()).unwrap_or_default()
        }
        _ => String::new(),
    }
}

#[component]
fn Propose(proposal: Proposal, answer: Arc<Answer>) -> impl IntoView {
    let all = use_words();
    let own = use_words_of(&HYPOTHESES);
    let language = use_language();
    let format = use_format();
    let store = use_analysis().store;
    let Proposals(open) = expect_context();
    let close = move |()| open.set(None);
    let first = proposal.stage.or_else(|| answer.funnel.stages.first().map(|stage| stage.id));
    let name = Blank::new("");
    let because = RwSignal::new(proposal.because);
    let stage = RwSignal::new(first);
    let aim = RwSignal::new(Aim::Step);
    let trial = RwSignal::new(Trial::Alternating);
    let hoped = Blank::new("");
    let refused = RwSignal::new(None::<String>);
    let funnel = answer.funnel.clone();
    // All deals are gone through when the step or the aim changes, and not for what is typed.
    let usual = Memo::new(move |_| {
        let at = answer.funnel.position(stage.get()?)?;
        Some(Usual::of(&answer.reading.journeys, at, aim.get(), clock::now().0))
    });
    Effect::new(move || {
        let suggested = usual.with(|usual| usual.as_ref().map(|usual| suggestion(aim.get_untracked(), usual)));
        hoped.error.set(None);
        hoped.value.set(suggested.unwrap_or_default());
    });
    let number = move || hoped.value.with(|text| text.trim().parse::<u16>().ok()).filter(|&number| number > 0);
    let plan = move || {
        let usual = usual.get()?;
        let (aim, side) = (aim.get(), usual.side);
        let now = match (aim, side.median) {
            _ if side.decided.n < ENOUGH => return Some(own.unknown_usual.to_owned()),
            (Aim::Stay, Some(median)) => {
                let shown = format.number((working_days(median) * 10.0).round() / 10.0);
                own.usual_stay.fill([&own.working_days.fill([&shown]), &days(own, format, median)])
            }
            (Aim::Stay, None) => own.half_there.to_owned(),
            _ => {
                let of = all.units.of.fill([&side.decided.k.to_string(), &side.decided.n.to_string()]);
                own.usual_share.fill([&format.percent_whole(side.decided.share()), &of])
            }
        };
        let needed = number().and_then(|hoped| usual.needed(aim, hoped));
        let takes = needed.map(|needed| {
            let each = own.each_side.of(needed);
            match usual.weeks(trial.get(), needed) {
                Some(left) if left > LONG => own.plan_long.fill([&each, &weeks(own, left)]),
                Some(left) => own.plan_weeks.fill([&each, &weeks(own, left)]),
                None => own.plan.fill([&each, own.no_pace]),
            }
        });
        Some([Some(now), takes].into_iter().flatten().collect::<Vec<_>>().join(" "))
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (aim, stay) = (aim.get_untracked(), aim.get_untracked() == Aim::Stay);
        let hoped_for = number().filter(|&number| stay || number <= 100);
        let mut well = name.check(name.text().is_empty().then_some(own.need_name));
        well &= hoped.check(match (hoped_for, usual.get_untracked()) {
            (None, _) => Some(if stay { own.need_days } else { own.need_share }),
            (Some(hoped), Some(usual)) if !usual.is_bettered(aim, hoped) => {
                Some(if stay { own.not_better_days } else { own.not_better_share })
            }
            _ => None,
        });
        let (Some(stage), Some(hoped), true) = (stage.get_untracked(), hoped_for, well) else { return show_wrong() };
        let idea = Hypothesis {
            id: HypothesisId(clock::new_id()),
            name: name.text(),
            because: because.get_untracked().trim().to_owned(),
            stage,
            aim,
            trial: trial.get_untracked(),
            hoped,
            began: clock::now(),
            ended: None,
            by: store.acting(),
            deals: std::collections::BTreeMap::new(),
        };
        let told = own.begun.fill([&idea.name]);
        match store.dispatch(Command::PutForward(idea), told) {
            Ok(()) => close(()),
            Err(why) => {
                let (what, why) = store.peek(|workspace| refusal(all, language, workspace, &why));
                refused.set(Some(all.a11y.refused.fill([what, &why]).trim().to_owned()));
            }
        }
    };
    let options = funnel.stages.iter().map(move |known| {
        let id = known.id;
        let text = format!("{}: {}", language.of(&known.name), language.of(&known.buyer_action));
        view! { <option value=id.to_string() selected=move || stage.get() == Some(id)>{text}</option> }
    });
    let options = options.collect_view();
    let aims = [(Aim::Step, own.aim_step), (Aim::Won, own.aim_won), (Aim::Stay, own.aim_stay)].map(|(which, text)| {
        view! {
            <label class="radio">
                <input type="radio" name="hypothesis-aim" prop:checked=move || aim.get() == which on:change=move |_| aim.set(which) />
                <span>{text}</span>
            </label>
        }
    });
    let ways = [(Trial::Alternating, own.alternating_why), (Trial::BeforeAfter, own.before_after_why)];
    let ways = ways.map(|(which, text)| {
        view! {
            <label class="radio">
                <input type="radio" name="hypothesis-trial" prop:checked=move || trial.get() == which on:change=move |_| trial.set(which) />
                <span>{text}</span>
            </label>
        }
    });
    let choose = move |event| {
        refused.set(None);
        stage.set(event_target_value(&event).parse::<Slug>().ok());
    };
    view! {
        <Dialog title=own.new on_close=close>
            <form class="body" id="hypothesis-new" novalidate=true on:submit=submit>
                {move || refused.get().map(|why| view! { <div class="callout bad" role="alert"><Icon name=Icon::BAN /><span>{why}</span></div> })}
                <Line blank=name id="hypothesis-name" label=own.name placeholder=own.name_hint first=true />
                <div class="field">
                    <label for="hypothesis-because">{own.because}</label>
                    <textarea class="input" id="hypothesis-because" rows="2" placeholder=own.because_hint prop:value=move || because.get() on:input=move |event| because.set(event_target_value(&event))></textarea>
                </div>
                <div class="field">
                    <label for="hypothesis-stage">{own.stage}</label>
                    <span class="picks"><select class="input" id="hypothesis-stage" on:change=choose>{options}</select><Icon name=Icon::CHEV_D class="i i12" /></span>
                </div>
                <fieldset class="field"><legend>{own.aim}</legend>{aims}</fieldset>
                <fieldset class="field"><legend>{own.how}</legend>{ways}</fieldset>
                {move || (trial.get() == Trial::BeforeAfter).then(|| view! {
                    <div class="callout warn"><Icon name=Icon::SCALE /><div><b>{own.not_proof}</b><p>{own.not_proof_why}</p></div></div>
                })}
                {move || {
                    let label = if aim.get() == Aim::Stay { own.hoped_days } else { own.hoped_share };
                    view! { <Line blank=hoped id="hypothesis-hoped" label=label kind="number" /> }
                }}
                <p class="c2" id="hypothesis-plan" role="status">{plan}</p>
            </form>
            <div class="df">
                <span class="grow"></span>
                <button class="btn" type="button" on:click=move |_| close(())>{all.shell.cancel}</button>
                <button class="btn primary" type="submit" form="hypothesis-new">{own.begin}</button>
            </div>
        </Dialog>
    }
}
