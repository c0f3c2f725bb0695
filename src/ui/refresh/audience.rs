//! Audience files: the customers of the baskets that are ticked, or of any list, as a file for advertising and mailings.
//! Nothing leaves the browser. Deliberately not here: what is in the file (`data::audience`).

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::prelude::*;

use super::mail::{Mail, use_mail};
use crate::app::download::download;
use crate::app::store::Store;
use crate::app::words::Letters;
use crate::data::audience::{Audience, Shape};
use crate::domain::{CustomerId, Pipeline, Slug, Workspace};
use crate::ui::back::today;
use crate::ui::icon::Icon;

/// The shapes, as the choice lists them.
const SHAPES: [Shape; 3] = [Shape::Plain, Shape::Hashed, Shape::HashedPlus];

/// Offers the audience of any list of customers as a file, and says how many are in it.
pub fn export(store: Store, words: &'static Letters, customers: impl IntoIterator<Item = CustomerId>, shape: Shape) {
    let audience = store.peek(|workspace| Audience::of(workspace, customers));
    save(store, words, &audience, shape);
}

fn save(store: Store, words: &'static Letters, audience: &Audience, shape: Shape) {
    download(&format!("{} {}.csv", words.audience_name, today()), "text/csv", &[audience.csv(shape)]);
    store.tell(&words.audience_saved.of(audience.contacts.len()));
}

/// The customers who wait in these baskets.
fn waiting<'a>(workspace: &'a Workspace, baskets: &'a BTreeSet<Slug>) -> impl Iterator<Item = CustomerId> + 'a {
    let columns = baskets.iter().filter_map(|&basket| workspace.column(basket));
    columns.flat_map(|column| column.deals()).filter_map(|id| workspace.deal(id)?.customer)
}

/// The panel.
#[component]
pub(super) fn AudiencePanel(pipeline: Arc<Pipeline>) -> impl IntoView {
    let mail = use_mail();
    let words = mail.words;
    let all: BTreeSet<Slug> = pipeline.stages.iter().map(|stage| stage.id).collect();
    let ticked = RwSignal::new(all);
    let shape = RwSignal::new(Shape::Hashed);
    let audience = Memo::new(move |_| {
        ["deal", "customer", "person", "opt_out"].iter().for_each(|kind| mail.store.all(kind, |_| ()));
        ticked.with(|ticked| mail.store.peek(|workspace| Arc::new(Audience::of(workspace, waiting(workspace, ticked)))))
    });
    let tick = move |basket: Slug| {
        move |event| {
            let on = event_target_checked(&event);
            ticked.update(|ticked| {
                if on {
                    ticked.insert(basket);
                } else {
                    ticked.remove(&basket);
                }
            });
        }
    };
    let basket = |stage: &crate::domain::Stage| {
        let name = mail.language.of(&stage.name);
        view! { <label class="check"><input type="checkbox" checked on:change=tick(stage.id) /><span>{name}</span></label> }
    };
    let baskets = pipeline.stages.iter().map(basket).collect_view();
    let choose = move |event| {
        let at: usize = event_target_value(&event).parse().unwrap_or_default();
        shape.set(SHAPES.get(at).copied().unwrap_or_default());
    };
    let options = words.shapes.iter().enumerate().map(|(at, name)| {
        view! { <option value=at.to_string() selected=SHAPES[at] == Shape::Hashed>{*name}</option> }
    });
    let file = move |_| audience.with_untracked(|audience| save(mail.store, words, audience, shape.get_untracked()));
    let rows = move || audience.with(|audience| audience.contacts.len());
    view! {
        <section class="panel" aria-labelledby="audience-title">
            <div class="panel-h"><h2 id="audience-title">{words.audience}</h2></div>
            <div class="panel-b aud">
                <div class="row wrap">{baskets}</div>
                <Counts mail audience />
                <label class="field"><span class="label">{words.shape}</span>
                    <span class="picks"><select class="input" on:change=choose>{options.collect_view()}</select><Icon name=Icon::CHEV_D class="i i12" /></span>
                </label>
                <button class="btn wide" type="button" disabled=move || rows() == 0 on:click=file>
                    <Icon name=Icon::DOWNLOAD />{move || words.download_rows.of(rows())}
                </button>
                <p class="c3 t12">{words.stays_here}</p>
            </div>
        </section>
    }
}

/// How many are in the file, and how many are not and why.
#[component]
fn Counts(mail: Mail, audience: Memo<Arc<Audience>>) -> impl IntoView {
    let words = mail.words;
    let number = move |count: usize| mail.all.grammar.number(count);
    let out = move |name: &'static str, count: usize| {
        (count > 0).then(|| view! { <dt class="c3">{name}</dt><dd class="c3">"−"{number(count)}</dd> })
    };
    let counts = move || {
        let audience = audience.get();
        view! {
            <dt>{words.in_baskets}</dt><dd>{number(audience.customers)}</dd>
            {out(words.without_consent, audience.suppressed)}
            {out(words.unreachable, audience.unreachable)}
            <dt>{words.with_email}</dt><dd>{number(audience.with_email())}</dd>
            <dt>{words.with_phone}</dt><dd>{number(audience.with_phone())}</dd>
        }
    };
    view! { <dl role="status">{counts}</dl> }
}
