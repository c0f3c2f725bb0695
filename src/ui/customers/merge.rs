//! Two customers that may be one, side by side: what of both stays, and what would come of it. Pair after pair.
//! Deliberately not here: which customers look alike, and what is proposed of each pair (`domain::insight::duplicates`).

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::label::{label, sign};
use crate::app::clock;
use crate::app::locale::{use_format, use_language, use_words, use_words_of};
use crate::app::store::{Store, use_store};
use crate::app::words::{ATTACHED, CLIENTS, Clients};
use crate::domain::insight::duplicates::{Proposal, Row, What, propose};
use crate::domain::{Apart, Command, Customer, CustomerId, CustomerKind, MergerId};
use crate::ui::back::today;
use crate::ui::dialog::Dialog;
use crate::ui::doubles::Doubles;
use crate::ui::gate::refusal;
use crate::ui::icon::Icon;
use crate::ui::moving::Refused;

/// The review of all pairs.
#[component]
pub(super) fn MergeDialog(doubles: Doubles, close: Callback<()>) -> impl IntoView {
    let words = use_words_of(&CLIENTS);
    let (store, all, language) = (use_store(), use_words(), use_language());
    let pairs = doubles.pairs();
    // Those put off stay at the end of the row for this time.
    let later = RwSignal::new(Vec::<[CustomerId; 2]>::new());
    let pair = Memo::new(move |_| {
        let later = later.get();
        pairs.with(|pairs| pairs.iter().find(|pair| !later.contains(&pair.of)).cloned())
    });
    let proposal = RwSignal::new(None::<Proposal>);
    let refused = RwSignal::new(None);
    Effect::new(move || {
        let of = pair.with(|pair| pair.as_ref().map(|pair| pair.of));
        refused.set(None);
        proposal.set(of.and_then(|of| store.peek(|workspace| propose(workspace, of))));
    });
    let name = move |id: CustomerId| {
        store.peek(|workspace| workspace.customer(id).map(|customer| customer.name.clone())).unwrap_or_default()
    };
    let put_off = move || {
        if let Some(pair) = pair.get_untracked() {
            later.update(|later| later.push(pair.of));
        }
    };
    let do_it = move |command: Command, told: String| {
        if let Err(why) = store.dispatch(command, told) {
            refused.set(Some(store.peek(|workspace| refusal(all, language, workspace, &why))));
        }
    };
    let apart = move |_| {
        if let Some(pair) = pair.get_untracked() {
            let [one, other] = pair.of;
            let said = Apart::new(one, other, clock::now(), store.acting());
            do_it(Command::TakeIn(vec![said.into()]), words.told_apart.fill([&name(one)]));
        }
    };
    let merge = move |_| {
        let wish = proposal.with_untracked(|proposal| {
            let proposal = proposal.as_ref()?;
            store.peek(|workspace| proposal.merging(workspace, MergerId(clock::new_id())))
        });
        if let Some(wish) = wish {
            let told = words.told_merged.fill([&wish.into.name]);
            do_it(Command::Merge(Box::new(wish)), told);
        }
    };
    let about = move || {
        let pair = pair.get()?;
        let count = pairs.with(|pairs| pairs.len());
        let at = later.with(Vec::len) + 1;
        let grammar = &all.grammar;
        let signs = pair.signs.iter().map(|&one| sign(words, one)).collect::<Vec<_>>().join(", ");
        let which = words.pair_of.fill([&grammar.number(at.min(count)), &grammar.number(count)]);
        Some(format!("{which} {}: {signs}. {}", words.in_common, words.blue_stays))
    };
    let body = move || {
        match pair.with(Option::is_some) {
        false => {
            let looking = !doubles.ready.get();
            let (title, why) = match looking {
                true => (words.doubles_looking, ""),
                false => (words.doubles_none, words.doubles_none_why),
            };
            view! {
                <div class="body">
                    <div class="empty" role="status">
                        <span class="pic"><Icon name=Icon::MERGE class="i i20" /></span>
                        <h3>{title}</h3>
                        <p>{why}</p>
                    </div>
                </div>
                <div class="df"><span class="grow"></span><button class="btn primary" type="button" on:click=move |_| close.run(())>{all.shell.close}</button></div>
            }
            .into_any()
        }
        true => view! {
            <div class="body mg">
                <p class="c2">{about}</p>
                <Refused refused />
                <Sides proposal />
                <Outcome proposal />
            </div>
            <div class="df">
                <span class="c3 t12 lo2">{words.nothing_lost}</span>
                <span class="grow"></span>
                <button class="btn ghost" type="button" on:click=apart>{words.apart_them}</button>
                <button class="btn" type="button" on:click=move |_| put_off()>{words.later}</button>
                <button class="btn primary" type="button" autofocus=true on:click=merge><Icon name=Icon::MERGE />{words.merge_them}</button>
            </div>
        }
        .into_any(),
    }
    };
    view! { <Dialog title=words.one_company width="wide" on_close=close>{body}</Dialog> }
}

/// Both sides, row by row.
#[component]
fn Sides(proposal: RwSignal<Option<Proposal>>) -> impl IntoView {
    let words = use_words_of(&CLIENTS);
    let (store, format) = (use_store(), use_format());
    // Which pair, and not what is chosen in it: a choice draws nothing anew.
    let of = Memo::new(move |_| proposal.with(|proposal| proposal.as_ref().map(|proposal| proposal.of)));
    let table = move || {
        let of = of.get()?;
        let rows = proposal.with_untracked(|proposal| proposal.as_ref().map(|one| one.rows.clone()))?;
        let [kept, gone] = of.map(|id| store.peek(|workspace| workspace.customer(id).cloned()));
        let (kept, gone) = (kept?, gone?);
        let since = |of: &Customer| {
            let day = of.created.day(clock::offset(of.created));
            let known = format!("{} {}", words.known_since, format.date(day, today()));
            match &of.foreign {
                Some(foreign) => format!("{known}, {} {}", words.loaded_from, foreign.system),
                None => known,
            }
        };
        let sides = [kept.as_ref(), gone.as_ref()];
        let rows = rows.into_iter().enumerate().map(|(at, row)| side_row(words, store, proposal, at, &row, sides));
        Some(view! {
            <table class="table mgt">
                <thead><tr>
                    <th scope="col"><span class="vh">{words.field_name}</span></th>
                    <th scope="col"><b>{words.side_one}</b>{since(&kept)}</th>
                    <th scope="col"><b>{words.side_two}</b>{since(&gone)}</th>
                </tr></thead>
                <tbody>{rows.collect_view()}<Joined proposal sides=[of[0], of[1]] /></tbody>
            </table>
        })
    };
    table.into_any()
}

/// What a side says, in words.
fn said(words: &Clients, store: Store, row: &Row, side: usize, of: &Customer) -> Option<String> {
    match &row.what {
        What::Kind => Some(
            match of.kind {
                CustomerKind::Company => words.company_kind,
                CustomerKind::Person => words.person_kind,
            }
            .to_owned(),
        ),
        What::Owner => store.peek(|workspace| Some(workspace.member(of.owner?)?.name.clone())),
        What::Name | What::Currency | What::Field(_) => row.sides[side].clone(),
    }
}

fn side_row(
    words: &'static Clients,
    store: Store,
    proposal: RwSignal<Option<Proposal>>,
    at: usize,
    row: &Row,
    of: [&Customer; 2],
) -> AnyView {
    let title = match &row.what {
        What::Name => words.name.to_owned(),
        What::Kind => words.kind.to_owned(),
        What::Owner => words.owner.to_owned(),
        What::Currency => words.currency.to_owned(),
        What::Field(field) => label(words, field).to_owned(),
    };
    let values = [said(words, store, row, 0, of[0]), said(words, store, row, 1, of[1])];
    if row.same || row.both {
        let (icon, note) = if row.same { (Icon::CHECK, words.same) } else { (Icon::PLUS, words.both_stay) };
        let shown = if row.same {
            values[0].clone()
        } else {
            Some(values.iter().flatten().cloned().collect::<Vec<_>>().join(", "))
        };
        return view! {
            <tr><th scope="row">{title}</th><td colspan="2"><span class="both"><Icon name=icon />{shown}" "<span class="c3">{note}</span></span></td></tr>
        }
        .into_any();
    }
    let choose = move |side: usize| {
        proposal.update(|proposal| {
            if let Some(row) = proposal.as_mut().and_then(|proposal| proposal.rows.get_mut(at)) {
                row.chosen = side;
            }
        });
    };
    let chosen = move || proposal.with(|one| one.as_ref().and_then(|one| one.rows.get(at).map(|row| row.chosen)));
    let cells = values.into_iter().enumerate().map(|(side, value)| {
        let quiet = value.is_none();
        let text = value.unwrap_or_else(|| words.none_said.to_owned());
        view! {
            <td>
                <label class="radio">
                    <input type="radio" name=format!("side-{at}") prop:checked=move || chosen() == Some(side) on:change=move |_| choose(side) />
                    <span class:c3=quiet>{text}<small class="mobile">{if side == 0 { words.side_one } else { words.side_two }}</small></span>
                </label>
            </td>
        }
    });
    view! { <tr><th scope="row">{title}</th>{cells.collect_view()}</tr> }.into_any()
}

/// What of both stays without a question: people, of whom some are one, and tags.
#[component]
fn Joined(proposal: RwSignal<Option<Proposal>>, sides: [CustomerId; 2]) -> impl IntoView {
    let words = use_words_of(&CLIENTS);
    let all = use_words();
    let store = use_store();
    let people = move || {
        proposal.with(|proposal| {
            let proposal = proposal.as_ref()?;
            let [one, other] = proposal.tallies.map(|tally| tally.people);
            let number = |count: usize| all.grammar.number(count);
            let whole = words.people_of.fill([&number(one), &number(other), &number(one + other - proposal.people.len())]);
            let same = proposal.people.values().filter_map(|&id| {
                store.peek(|workspace| workspace.person(id).map(|person| words.same_person.fill([&person.name])))
            });
            let text = [whole].into_iter().chain(same).collect::<Vec<_>>().join(", ");
            (one + other > 0).then(|| view! { <tr><th scope="row">{words.people}</th><td colspan="2"><span class="both"><Icon name=Icon::PLUS />{text}</span></td></tr> })
        })
    };
    let tags: BTreeSet<String> = store.peek(|workspace| {
        let known = sides.into_iter().filter_map(|id| workspace.customer(id));
        known.flat_map(|customer| customer.tags.iter().cloned()).collect()
    });
    let tags = (!tags.is_empty()).then(|| {
        let text = tags.into_iter().collect::<Vec<_>>().join(", ");
        view! { <tr><th scope="row">{words.all_tags}</th><td colspan="2"><span class="both"><Icon name=Icon::PLUS />{text}</span></td></tr> }
    });
    view! { {people}{tags} }
}

/// What would come of it.
#[component]
fn Outcome(proposal: RwSignal<Option<Proposal>>) -> impl IntoView {
    let words = use_words_of(&CLIENTS);
    let files = use_words_of(&ATTACHED);
    let all = use_words();
    let store = use_store();
    let shown = move || {
        let proposal = proposal.get()?;
        let wish = store.peek(|workspace| proposal.merging(workspace, MergerId(0)))?;
        let [one, other] = proposal.tallies;
        let number = |count: usize| all.grammar.number(count);
        let sum = |one: usize, other: usize| match (one, other) {
            (one, 0) => number(one),
            (one, other) => words.two_counts.fill([&number(one), &number(other)]),
        };
        let lines = [
            (words.people, number(one.people + other.people - proposal.people.len())),
            (words.purchases, sum(one.bought, other.bought)),
            (words.deals_open, sum(one.open, other.open)),
            (words.deals_past, sum(one.ended, other.ended)),
            (words.notes, sum(one.said, other.said)),
            (files.files, sum(one.files, other.files)),
        ];
        let lines = lines.map(|(name, count)| view! { <dt>{name}</dt><dd>{count}</dd> });
        Some(view! {
            <aside class="keep" aria-label=words.result>
                <h3>{wish.into.name.clone()}</h3>
                {wish.into.fields.get("address").or(wish.into.fields.get("city")).cloned().map(|at| view! { <p class="c2 t12">{at}</p> })}
                <dl>{lines.into_iter().collect_view()}</dl>
                <p class="t12 c2"><Icon name=Icon::UNDO class="i i14 inline" />" "{words.split_any_day}</p>
            </aside>
        })
    };
    shown.into_any()
}
