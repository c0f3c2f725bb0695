//! What goes on paper when the page is printed: the text, its number, and a list for signatures; of the regulation on the
//! page, or of every one of the funnel, each on a sheet of its own. Not seen on the screen.

use leptos::ev;
use leptos::prelude::*;

use super::shown::{Shown, use_shown};
use crate::domain::{Regulation, Slug};
use crate::ui::me::members;
use crate::ui::regulation::Charter;

/// So many lines to sign on where the desk has nobody yet.
const BLANK: usize = 8;

/// The sheets.
#[component]
pub(super) fn Paper() -> impl IntoView {
    let shown = use_shown();
    // Whoever prints by the browser's own means prints what is on the page.
    let after =
        window_event_listener(ev::Custom::<web_sys::Event>::new("afterprint"), move |_| shown.on_paper.set(false));
    on_cleanup(move || after.remove());
    let sheets = move || {
        let of = if shown.on_paper.get() { shown.all() } else { vec![shown.of.get()] };
        let store = shown.editing.store;
        let known = store.all("regulation", |workspace| {
            of.into_iter().filter_map(|of| workspace.regulation(of).cloned()).collect::<Vec<_>>()
        });
        known.iter().map(|regulation| sheet(shown, regulation)).collect_view()
    };
    view! { <div class="paper" aria-hidden="true">{sheets}</div> }
}

fn sheet(shown: Shown, regulation: &Regulation) -> Option<AnyView> {
    let editing = shown.editing;
    let words = editing.words.regulations;
    let of: Slug = regulation.id;
    let (number, wording) = regulation.current()?;
    let company = editing.store.company().map(|company| company.name.clone());
    let funnel = words.sheet_funnel.fill([&shown.name(editing.id)]);
    let place = (of != editing.id).then_some(funnel);
    let norm = shown.stage(of).filter(|(_, stage)| stage.norm_days > 0);
    let norm = norm.map(|(_, stage)| editing.words.setup.line_norm.fill([&stage.norm_days.to_string()]));
    let by = wording.by.and_then(|by| editing.store.member(by)).map(|member| words.by.fill([&member.name]));
    let head: Vec<String> = [Some(shown.edition(regulation)), by, place, norm].into_iter().flatten().collect();
    let rows = members(editing.store).into_iter().map(|member| {
        let signature = regulation.signed.get(&member.id).filter(|signature| signature.edition == number);
        let date = signature.map(|signature| shown.day(signature.at));
        let role = member.role.map(|role| editing.words.roles.of(role));
        view! { <tr><td>{member.name}</td><td>{role}</td><td>{date}</td><td></td></tr> }
    });
    let rows: Vec<_> = rows.collect();
    // Whoever is not on the desk here signs by hand.
    let blank = if rows.is_empty() { BLANK } else { 0 };
    let blank = (0..blank).map(|_| view! { <tr><td>"\u{a0}"</td><td></td><td></td><td></td></tr> }).collect_view();
    Some(
        view! {
            <section>
                <p>{company}</p>
                <h1>{shown.title(of)}</h1>
                <p>{head.join(" · ")}</p>
                <Charter wording=wording.clone() />
                <h2>{words.sheet}</h2>
                <table>
                    <thead><tr><th>{words.person}</th><th>{words.role}</th><th>{words.day}</th><th>{words.signature}</th></tr></thead>
                    <tbody>{rows}{blank}</tbody>
                </table>
            </section>
        }
        .into_any(),
    )
}
