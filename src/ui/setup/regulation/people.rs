//! Who has read the wording in force, who is still asked to and for how long, and that I have.

use leptos::prelude::*;

use super::shown::use_shown;
use crate::app::clock;
use crate::domain::MemberId;
use crate::domain::insight::regulation::{Signing, signing};
use crate::ui::icon::Icon;
use crate::ui::kit::Avatar;
use crate::ui::regulation::Sign;

/// The panel.
#[component]
pub(super) fn Signatures() -> impl IntoView {
    let shown = use_shown();
    let editing = shown.editing;
    let words = editing.words.regulations;
    let found: Memo<Signing> = Memo::new(move |_| {
        let (now, schedule) = (clock::now(), editing.store.schedule());
        shown.regulation.with(|known| {
            let known = known.as_deref();
            let read = |known| editing.store.all("member", |workspace| signing(workspace, known, now, &schedule));
            known.map(read).unwrap_or_default()
        })
    });
    let title = move || {
        let share = found.with(Signing::share);
        words.signed.fill([&share.k.to_string(), &share.n.to_string()])
    };
    let bar = move || {
        let share = found.with(Signing::share);
        (share.n > 0).then(|| view! { <progress class="prog" aria-hidden="true" max=share.n.to_string() value=share.k.to_string()></progress> })
    };
    let name = move |id: MemberId| editing.store.member(id).map(|member| member.name.clone()).unwrap_or_default();
    let rows = move || {
        let Signing { signed, waits } = found.get();
        let now = clock::now();
        let day = |at: crate::domain::Moment| at.day(clock::offset(at));
        let signed = signed.into_iter().map(move |(id, at)| {
            let date = editing.format.date(day(at), day(now));
            view! { <li><Avatar member=id /><span>{name(id)}</span><span class="c3">{date}</span></li> }.into_any()
        });
        let waits = waits.into_iter().map(move |(id, days)| {
            let text = match usize::try_from(days).unwrap_or_default() {
                0 => words.waits_today.to_owned(),
                days => words.waits.fill([&editing.words.units.days_short.of(days)]),
            };
            view! { <li><Avatar member=id /><span>{name(id)}</span><span class="chip warn"><Icon name=Icon::CLOCK /><span>{text}</span></span></li> }.into_any()
        });
        signed.chain(waits).collect_view()
    };
    let empty = move || found.with(|found| found.share().n == 0);
    let place = Signal::derive(move || shown.name(shown.of.get()));
    view! {
        <section class="panel" aria-label=words.people>
            <div class="panel-h"><h2>{title}</h2><span class="grow">{bar}</span></div>
            {move || if empty() { view! { <p class="none">{words.nobody}</p> }.into_any() } else { view! { <ul class="signs">{rows}</ul> }.into_any() }}
            <div class="panel-b"><Sign of=shown.of name=place /></div>
        </section>
    }
}
