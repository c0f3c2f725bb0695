//! Gaps of a text as people read them: what each is called, and which are not filled.
//! Deliberately not here: filling them (`domain`).

use leptos::prelude::*;

use super::mail::Mail;
use crate::domain::insight::writing::{GAPS, pieces};
use crate::domain::{Field, Workspace};

/// What a gap is called: by the screen, by the funnel that asks for it, or as it is written.
pub(super) fn name(mail: Mail, gap: &str) -> String {
    let known = GAPS.iter().position(|known| *known == gap).and_then(|at| mail.words.gaps.get(at));
    let asked = || mail.store.peek(|workspace| fields(workspace).find(|field| field.id.as_str() == gap).cloned());
    let asked = || asked().map(|field| mail.language.of(&field.name).to_lowercase());
    known.map(|&name| name.to_owned()).or_else(asked).unwrap_or_else(|| gap.to_owned())
}

/// The data that funnels ask for.
fn fields(workspace: &Workspace) -> impl Iterator<Item = &Field> {
    let stages = workspace.pipelines().flat_map(|funnel| &funnel.stages);
    stages.flat_map(|stage| stage.required_fields.iter().chain(&stage.exit_fields))
}

/// A letter with the gaps that nothing fills marked.
#[component]
pub(super) fn Marked(text: String) -> impl IntoView {
    let piece = |(is_gap, piece): (bool, &str)| {
        if is_gap { view! { <mark>{piece.to_owned()}</mark> }.into_any() } else { piece.to_owned().into_any() }
    };
    pieces(&text).into_iter().map(piece).collect_view()
}
