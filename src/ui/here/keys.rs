//! The sheet of keys.

use leptos::prelude::*;

use crate::app::locale::use_words;
use crate::ui::dialog::Dialog;

/// Every key and what it does.
#[component]
pub fn KeyHelp(
    /// The person has seen enough.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    let words = use_words();
    let keys = &words.keys;
    let line = |what: &'static str, press: &[&'static str]| {
        let press = press.iter().map(|key| view! { <span class="kbd">{*key}</span> }).collect_view();
        view! { <div><dt>{what}</dt><dd>{press}</dd></div> }
    };
    view! {
        <Dialog title=keys.title about=keys.letters_why width="wide" on_close=on_close>
            <div class="body">
                <h3 class="m">{keys.everywhere}</h3>
                <dl class="keys">
                    {line(keys.undo, &["Ctrl", "Z"])} {line(keys.redo, &["Ctrl", "Shift", "Z"])}
                    {line(keys.funnels, &["1", "2", "3", "4"])} {line(keys.find, &["/"])}
                    {line(words.shell.today, &["G", "T"])} {line(words.shell.funnels, &["G", "F"])} {line(words.shell.clients, &["G", "C"])}
                    {line(words.shell.setup, &["G", "P"])} {line(words.shell.here, &["G", "H"])} {line(keys.new, &["N"])}
                    {line(keys.close, &["Esc"])} {line(keys.help, &["?"])}
                </dl>
                <h3 class="m">{keys.on_board}</h3>
                <dl class="keys">
                    {line(keys.walk, &["←", "↑", "↓", "→"])} {line(keys.ends, &["Home", "End"])}
                    {line(keys.open, &["Enter"])} {line(keys.lift, &[keys.space])}
                    {line(keys.to_stage, &["M"])} {line(keys.contact, &["C"])} {line(keys.lose, &["L"])}
                    {line(keys.hand_over, &["H"])}
                </dl>
                <h3 class="m">{keys.on_lead}</h3>
                <dl class="keys">
                    {line(keys.take, &["T"])} {line(keys.sql, &["S"])} {line(keys.off_target, &["X"])} {line(keys.spam, &["J"])}
                </dl>
                <h3 class="m">{keys.in_deal}</h3>
                <dl class="keys">{line(keys.neighbours, &["J", "K"])} {line(keys.tick, &["E"])}</dl>
            </div>
            <div class="df">
                <span class="grow"></span>
                <button class="btn" type="button" on:click=move |_| on_close.run(())>{words.shell.close}</button>
            </div>
        </Dialog>
    }
}
