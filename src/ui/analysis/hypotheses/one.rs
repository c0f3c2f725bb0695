//! One hypothesis: what is tried, both sides beside each other, what can be said; ending it.

use std::sync::Arc;

use leptos::prelude::*;

use super::Findings;
use super::ending::EndDialog;
use super::wording::{days, said};
use crate::app::clock;
use crate::app::format::Format;
use crate::app::locale::{use_format, use_language, use_words, use_words_of};
use crate::app::words::{HYPOTHESES, Hypotheses, Words};
use crate::domain::insight::trial::{Finding, Side};
use crate::domain::{Aim, Hypothesis, Pipeline, Trial};
use crate::ui::analysis::stats::{COUNTS_ONLY, RANGE_FIRST, range};
use crate::ui::dialog::Dialog;
use crate::ui::icon::Icon;

/// One that runs, in the panel.
#[component]
pub(super) fn One(idea: Arc<Hypothesis>, funnel: Arc<Pipeline>, findings: Findings) -> impl IntoView {
    let own = use_words_of(&HYPOTHESES);
    let ending = RwSignal::new(false);
    let day = (clock::now().0 - idea.began.0).max(0) / 86_400_000 + 1;
    let name = idea.name.clone();
    let (key, label) = (idea.id.to_string(), own.opened.fill([&name]));
    let end = idea.clone();
    view! {
        <article class="col g3" data-id=key aria-label=label>
            <div>
                <div class="row btw"><h3 class="t14">{name}</h3><span class="chip acc nw">{own.running_day.fill([&day.to_string()])}</span></div>
                <About idea=idea.clone() funnel />
            </div>
            <Sides idea findings />
            <div class="row"><button class="btn sm" type="button" aria-haspopup="dialog" on:click=move |_| ending.set(true)>{own.end}</button></div>
            {move || ending.get().then(|| view! { <EndDialog idea=end.clone() on_close=Callback::new(move |()| ending.set(false)) /> })}
        </article>
    }
}

/// Any, opened.
#[component]
pub(super) fn OneDialog(
    idea: Arc<Hypothesis>,
    funnel: Arc<Pipeline>,
    findings: Findings,
    on_close: Callback<()>,
) -> impl IntoView {
    let all = use_words();
    let own = use_words_of(&HYPOTHESES);
    let format = use_format();
    let today = clock::now().day(clock::offset(clock::now()));
    let on = |at: crate::domain::Moment| format.day_short(at.day(clock::offset(at)), today);
    let began = own.began_on.fill([&on(idea.began)]);
    let about = match &idea.ended {
        Some(ended) => {
            let kept = if ended.kept { own.kept } else { own.dropped };
            all.units.comma.fill([&began, &own.ended_on.fill([&on(ended.at), kept])])
        }
        None => began,
    };
    let learnt = idea.ended.as_ref().map(|ended| ended.words.clone()).filter(|words| !words.is_empty());
    view! {
        <Dialog title=idea.name.clone() about=about on_close=on_close>
            <div class="body hyp">
                <About idea=idea.clone() funnel />
                {(!idea.because.is_empty()).then(|| view! { <p class="c2">{idea.because.clone()}</p> })}
                <Sides idea findings />
                {learnt.map(|words| view! { <p><b class="m">{own.learnt}</b>": "{words}</p> })}
            </div>
            <div class="df">
                <span class="grow"></span>
                <button class="btn primary" type="button" on:click=move |_| on_close.run(())>{all.shell.close}</button>
            </div>
        </Dialog>
    }
}

/// What it is about: the buyer's step, and how it is tried.
#[component]
fn About(idea: Arc<Hypothesis>, funnel: Arc<Pipeline>) -> impl IntoView {
    let own = use_words_of(&HYPOTHESES);
    let language = use_language();
    let Some(stage) = funnel.stage(idea.stage) else {
        return view! { <p class="c2">{own.gone_stage}</p> }.into_any();
    };
    let how = if idea.trial == Trial::Alternating { own.alternating } else { own.before_after };
    let aim = match idea.aim {
        Aim::Step => own.aim_step,
        Aim::Won => own.aim_won,
        Aim::Stay => own.aim_stay,
    };
    let step = own.step_aim.fill([&language.of(&stage.buyer_action), aim]);
    view! { <p class="c2">{step}" "{how}</p> }.into_any()
}

/// Both sides, and what can be said.
#[component]
fn Sides(idea: Arc<Hypothesis>, findings: Findings) -> impl IntoView {
    let all = use_words();
    let own = use_words_of(&HYPOTHESES);
    let format = use_format();
    let id = idea.id;
    let finding = Memo::new(move |_| findings.with(|findings| findings.get(&id).copied()));
    move || {
        let finding = finding.get()?;
        let said = said(own, all, format, &idea, &finding);
        let moot = (idea.trial == Trial::BeforeAfter).then(|| {
            view! { <div class="callout"><Icon name=Icon::INFO /><div><b>{own.not_proof}</b><p>{own.not_proof_why}</p></div></div> }
        });
        Some(view! {
            <div class="ab">{rows(&idea, &finding, own, all, format)}</div>
            <div class=said.class role="status"><Icon name=said.icon /><div><b>{said.title}</b><p>{said.why}</p></div></div>
            {moot}
        })
    }
}

fn rows(
    idea: &Hypothesis,
    finding: &Finding,
    own: &'static Hypotheses,
    all: &'static Words,
    format: Format,
) -> impl IntoView + use<> {
    let names = match idea.trial {
        Trial::Alternating => [own.side_a, own.side_b],
        Trial::BeforeAfter => [own.before_began, own.since_began],
    };
    let sides = [finding.before, finding.changed];
    let ranges = sides.map(|side| side.decided.range());
    // The scale begins and ends a little beyond what is drawn.
    let from = (ranges[0].0.min(ranges[1].0) - 0.06).max(0.0);
    let to = (ranges[0].1.max(ranges[1].1) + 0.06).min(1.0);
    let place = move |share: f64| format!("{:.1}%", (share - from) / (to - from) * 100.0);
    let row = move |name: &'static str, side: Side, colour: &'static str| match idea.aim {
        Aim::Stay => {
            let median = side.median.filter(|_| side.decided.n >= COUNTS_ONLY);
            let text = median.map_or_else(|| all.units.none.to_owned(), |median| days(own, format, median));
            let half = (side.decided.n >= COUNTS_ONLY && side.median.is_none()).then_some(own.half_there);
            let left = own.left_of.fill([&side.decided.n.to_string(), &side.came.to_string()]);
            view! { <span>{name}<small>{left}</small></span><span class="c3 t12">{half}</span><b class="nw">{text}</b> }
                .into_any()
        }
        Aim::Step | Aim::Won => {
            let of = side.decided;
            let (low, high) = of.range();
            let whisk = (of.n >= COUNTS_ONLY).then(|| {
                let label = own.range_is.fill([&range(format, all, of)]);
                view! {
                    <span class="whisk" style=("--lo", place(low)) style=("--hi", place(high)) style=("--p", place(of.share())) style=("--c", colour) role="img" aria-label=label.clone() title=label>
                        <i></i><b></b>
                    </span>
                }
                .into_any()
            });
            let whisk = whisk.unwrap_or_else(|| view! { <span></span> }.into_any());
            let share = match of.n {
                n if n < COUNTS_ONLY => all.units.none.to_owned(),
                n if n < RANGE_FIRST => own.percent.fill([&range(format, all, of)]),
                _ => format.percent_whole(of.share()),
            };
            let few = (COUNTS_ONLY..RANGE_FIRST).contains(&of.n).then_some(own.few);
            let counts = all.units.of.fill([&of.k.to_string(), &of.n.to_string()]);
            let open = (side.came > of.n).then(|| own.open.of(side.came - of.n));
            let small = [Some(counts), open, few.map(str::to_owned)].into_iter().flatten().collect::<Vec<_>>();
            view! { <span>{name}<small>{small.join(", ")}</small></span>{whisk}<b class="nw">{share}</b> }.into_any()
        }
    };
    [row(names[0], sides[0], "var(--d-grey)"), row(names[1], sides[1], "var(--d-blue)")].collect_view()
}
