//! What will be there after loading, kind by kind, and the rows that did not fit as a file.

use leptos::prelude::*;

use super::draft::Draft;
use super::wording;
use crate::app::download::download;
use crate::app::locale::{Language, use_language, use_words, use_words_of};
use crate::app::words::SHEETS;
use crate::data::import::{Kind, REASON_HEADERS, Taken, Tally};
use crate::ui::icon::Icon;

/// What would come of the files now.
#[component]
pub(super) fn Counts(draft: Draft) -> impl IntoView {
    let (words, own) = (use_words(), use_words_of(&SHEETS));
    let number = |count: u32| words.grammar.number(count as usize);
    let shown = move |count: u32| if count == 0 { "–".to_owned() } else { number(count) };
    let line = move |name: &'static str, tally: Tally, rejected: u32| {
        let Tally { new, updated, unchanged } = tally;
        (tally.total() + rejected > 0).then(|| {
            let bad = (rejected > 0).then_some("bad");
            view! {
                <tr>
                    <th scope="row">{name}</th><td class="r">{shown(new)}</td><td class="r">{shown(updated)}</td>
                    <td class="r">{shown(unchanged)}</td><td class=format!("r {}", bad.unwrap_or_default())>{shown(rejected)}</td>
                </tr>
            }
        })
    };
    let counts = move || {
        let taken = draft.taken.get()?;
        let tallies = taken.tallies;
        let lost = |kind: Kind| rejected(&taken, kind);
        let less = |all: u32, part: u32| all.saturating_sub(part);
        let deals = Tally {
            new: less(tallies.deals.new, tallies.leads.new),
            updated: less(tallies.deals.updated, tallies.leads.updated),
            unchanged: less(tallies.deals.unchanged, tallies.leads.unchanged),
        };
        let any = Kind::ALL.into_iter().any(|kind| lost(kind) > 0);
        Some(view! {
            <table class="table tally">
                <thead><tr>
                    <th scope="col">{own.entity}</th><th scope="col" class="r">{own.new}</th><th scope="col" class="r">{own.updated}</th>
                    <th scope="col" class="r">{own.same}</th><th scope="col" class="r">{own.rejected}</th>
                </tr></thead>
                <tbody>
                    {line(own.companies, tallies.customers, lost(Kind::Customers))}
                    {line(own.contacts_made, tallies.people, lost(Kind::Contacts))}
                    {line(own.leads_made, tallies.leads, lost(Kind::Leads))}
                    {line(own.deals, deals, lost(Kind::Deals))}
                    {line(own.notes, tallies.notes, 0)}
                    {line(own.purchases, tallies.purchases, lost(Kind::Purchases))}
                    {line(own.staff, tallies.members, lost(Kind::Members))}
                </tbody>
            </table>
            {any.then(|| view! { <p class="row what"><span class="c3 grow">{own.rejected_in}</span><Rejected draft /></p> })}
        })
    };
    view! {
        <section class="well col" aria-live="polite">
            <h3 class="m">{words.import.plan}</h3>
            {move || counts().map(IntoAny::into_any).unwrap_or_else(|| view! { <p class="c3">{words.import.counting}</p> }.into_any())}
        </section>
    }
}

/// How many rows of files of a kind did not fit.
fn rejected(taken: &Taken, kind: Kind) -> u32 {
    let files = taken.files.iter().filter(|file| file.kind == kind);
    u32::try_from(files.map(|file| file.rejected.len()).sum::<usize>()).unwrap_or(u32::MAX)
}

/// The rows that did not fit, as files with the reason in each row.
#[component]
fn Rejected(draft: Draft) -> impl IntoView {
    let words = use_words();
    let language = use_language();
    let save = move |_| {
        let Some(taken) = draft.taken.get_untracked() else { return };
        let header = REASON_HEADERS[usize::from(language == Language::En)];
        for file in taken.files.iter().filter(|file| !file.rejected.is_empty()) {
            let text = file.rejected_csv(header, |rejected| wording::reason(words, rejected));
            let stem = file.file.rsplit_once('.').map_or(file.file.as_str(), |(stem, _)| stem);
            download(&format!("{stem}, {}.csv", words.import.rejected_file), "text/csv", &[text]);
        }
    };
    view! {
        <button class="btn sm" type="button" on:click=save><Icon name=Icon::DOWNLOAD />{words.import.download_rejected}</button>
    }
}
