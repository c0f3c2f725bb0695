//! The numbers of a figure as a table; a number that counts deals opens them.

use leptos::prelude::*;

use super::sheet::{Cell, Sheet};

/// The table.
#[component]
pub(super) fn Table(sheet: Sheet) -> impl IntoView {
    let figures: Vec<bool> = (0..sheet.heads.len()).map(|at| sheet.is_of_figures(at)).collect();
    let is_figure = |at: usize| figures.get(at).copied().unwrap_or_default();
    let heads = sheet.heads.into_iter().enumerate();
    let heads = heads.map(|(at, head)| view! { <th scope="col" class:r=is_figure(at)>{head}</th> }).collect_view();
    let row = |row: Vec<Cell>| {
        let mut cells = row.into_iter();
        let first = cells.next().map(shown);
        let rest = (1..).zip(cells).map(|(at, cell)| view! { <td class:r=is_figure(at)>{shown(cell)}</td> });
        view! { <tr><th scope="row">{first}</th>{rest.collect_view()}</tr> }
    };
    view! {
        <div class="scrollx numbers" tabindex="0" role="region" aria-label=sheet.title.clone()>
            <table class="table">
                <caption class="vh">{sheet.title.clone()}</caption>
                <thead><tr>{heads}</tr></thead>
                <tbody>{sheet.rows.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}

fn shown(cell: Cell) -> AnyView {
    match cell.opens {
        Some(open) => {
            view! { <button class="opens" type="button" on:click=move |_| open.run(())>{cell.text}</button> }.into_any()
        }
        None => cell.text.into_any(),
    }
}
