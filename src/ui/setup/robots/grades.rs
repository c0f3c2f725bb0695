//! Scores of customers inside the sentence of a robot: which grades by recency, frequency and money.

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::app::robots::{grade_name, scores, sides};
use crate::domain::insight::rfm::{Code, Grade};
use crate::ui::setup::editing::use_editing;

/// Any number of grades on each side; a side without a choice does not matter.
#[component]
pub(super) fn Grades(value: BTreeSet<Code>, #[prop(into)] on: Callback<BTreeSet<Code>>) -> impl IntoView {
    let words = use_editing().words;
    let chosen = RwSignal::new(sides(&value));
    let press = move |side: usize, grade: Grade| {
        chosen.update(|sides| {
            if !sides[side].remove(&grade) {
                sides[side].insert(grade);
            }
        });
        on.run(chosen.with_untracked(scores));
    };
    let row = move |(side, name): (usize, &'static str)| {
        let pressed = move |grade| chosen.with(|sides| sides[side].contains(&grade)).to_string();
        // The best first, as on the page of scores.
        let grades = Grade::ALL.into_iter().rev().map(|grade| {
            view! {
                <button type="button" aria-pressed=move || pressed(grade) on:click=move |_| press(side, grade)>
                    {grade_name(words, side, grade)}
                </button>
            }
        });
        let any = move || chosen.with(|sides| sides[side].is_empty()).then_some(words.robots.any_grade);
        view! {
            <span class="c2">{name}</span>
            <span class="seg sm" role="group" aria-label=name>{grades.collect_view()}</span>
            <span class="c3 t12">{any}</span>
        }
    };
    view! {
        <span class="grades">{words.robots.sides.into_iter().enumerate().map(row).collect_view()}</span>
    }
}
