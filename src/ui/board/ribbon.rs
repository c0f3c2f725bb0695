//! The ribbon: the real conversion of the funnel, drawn across its columns; on a phone it is the pager.
//! Deliberately not here: the figures (`insight::conversion`).

use leptos::prelude::*;

use super::desk::use_desk;
use crate::domain::insight::conversion::Step;

/// The step onward from each stage, once it has been counted.
#[derive(Clone, Copy)]
pub(super) struct Steps(pub(super) RwSignal<Vec<Step>>);

/// The share that went on from a stage, if it can be told.
pub(super) fn onward(steps: &[Step], at: usize) -> Option<f64> {
    // The last stage leads out of the funnel, not onward in it.
    steps.get(at).filter(|_| at + 1 < steps.len()).and_then(|step| step.share())
}

/// The ribbon over the columns.
#[component]
pub(super) fn Ribbon() -> impl IntoView {
    let desk = use_desk();
    let steps: Steps = expect_context();
    let signs = move || {
        let steps = steps.0.get();
        let known = (0..steps.len()).filter_map(|at| Some((at, onward(&steps, at)?, steps[at])));
        known
            .map(|(at, share, Step { passed, decided })| {
                let words = desk.words;
                let share = desk.format.percent_whole(share);
                let of = words.units.of.fill([&words.grammar.number(passed), &words.grammar.number(decided)]);
                let why = words.board.onward_why.fill([&desk.stage_name(at), &words.units.comma.fill([&of, &share])]);
                view! {
                    <span class="cv" style:--n=(at + 1).to_string() title=why.clone() role="img" aria-label=why>{share}</span>
                }
            })
            .collect_view()
    };
    view! { <div class="ribbon"><Funnel />{signs}</div> }
}

/// The drawing of the ribbon, as wide as what it lies in.
#[component]
pub(super) fn Funnel() -> impl IntoView {
    let steps: Steps = expect_context();
    let count = use_desk().lanes.with_value(Vec::len);
    let drawing = move || {
        let steps = steps.0.get();
        let shares: Vec<Option<f64>> = (0..steps.len()).map(|at| onward(&steps, at)).collect();
        outline(&shares)
    };
    view! {
        <svg viewBox=format!("0 0 {} 100", 100 * count) preserveAspectRatio="none" aria-hidden="true">
            <path d=drawing></path>
        </svg>
    }
}

/// The outline of a funnel, a hundred wide for each stage and a hundred high: as high at each stage as the share that
/// comes there from the first, as far as that is known. Nothing when not even the first step is.
pub(super) fn outline(shares: &[Option<f64>]) -> String {
    let known: Vec<f64> = shares.iter().map_while(|share| *share).collect();
    if known.is_empty() {
        return String::new();
    }
    // A hair stays visible where hardly anybody comes.
    let half = |share: f64| (48.0 * share).max(1.0);
    let mut reach = 1.0;
    let mut upper = format!("M0 {:.1}", 50.0 - half(reach));
    let mut lower = Vec::new();
    for (at, share) in known.iter().enumerate() {
        let border = 100.0 * (at + 1) as f64;
        let (before, after) = (half(reach), half(reach * share));
        reach *= share;
        let (near, far) = (border - 22.0, border + 22.0);
        upper +=
            &format!("H{near}C{border} {:.1} {border} {:.1} {far} {:.1}", 50.0 - before, 50.0 - after, 50.0 - after);
        lower.push(format!(
            "H{far}C{border} {:.1} {border} {:.1} {near} {:.1}",
            50.0 + after,
            50.0 + before,
            50.0 + before
        ));
    }
    let end = 100 * (known.len() + 1);
    lower.reverse();
    format!("{upper}H{end}V{:.1}{}H0Z", 50.0 + half(reach), lower.concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_outline_narrows_with_every_step_and_ends_where_nothing_is_known() {
        assert_eq!(outline(&[None, Some(0.5)]), "");
        assert_eq!(
            outline(&[Some(0.5), None, Some(1.0)]),
            "M0 2.0H78C100 2.0 100 26.0 122 26.0H200V74.0H122C100 74.0 100 98.0 78 98.0H0Z"
        );
        assert!(outline(&[Some(0.0)]).contains("H200V51.0"), "a hair stays");
    }

    #[test]
    fn the_last_stage_has_no_step_onward() {
        let step = Step { passed: 10, decided: 20 };
        assert_eq!(onward(&[step, step], 0), Some(0.5));
        assert_eq!(onward(&[step, step], 1), None);
    }
}
