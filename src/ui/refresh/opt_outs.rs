//! «Не писать»: the addresses to which nothing is sent, with why and since when; one is added, many are pasted, one goes.
//! Deliberately not here: that nothing is sent to them (`domain::post`).

use std::sync::Arc;

use leptos::prelude::*;

use super::mail::{Mail, suppress};
use crate::app::clock;
use crate::domain::contact::email;
use crate::domain::{Command, OptOut};
use crate::ui::back::today;
use crate::ui::dialog::Dialog;
use crate::ui::icon::Icon;

/// So many addresses are shown; the rest is found.
const SHOWN: usize = 100;

/// The addresses of a pasted text, and what of it is none.
fn pasted(text: &str) -> (Vec<String>, Vec<&str>) {
    let (mut addresses, mut wrong) = (Vec::new(), Vec::new());
    for part in text.split(['\n', ',', ';', '\t', ' ']).map(str::trim).filter(|part| !part.is_empty()) {
        match email(part.trim_matches(['<', '>', '"'])) {
            Some(address) => addresses.push(address),
            None => wrong.push(part),
        }
    }
    (addresses, wrong)
}

/// The list.
#[component]
pub(super) fn OptOutsDialog(mail: Mail, close: Callback<()>) -> impl IntoView {
    let words = mail.words;
    let text = RwSignal::new(String::new());
    let why = RwSignal::new(String::new());
    let wrong = RwSignal::new(String::new());
    let search = RwSignal::new(String::new());
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let given = text.get_untracked();
        let (addresses, bad) = pasted(&given);
        if addresses.is_empty() {
            return wrong.set(words.no_addresses.to_owned());
        }
        let bad_count = bad.len();
        let left = bad.into_iter().take(5).collect::<Vec<_>>().join(", ");
        wrong.set(if bad_count > 0 { words.not_addresses.fill([&left]) } else { String::new() });
        suppress(mail.store, words, addresses, &why.get_untracked());
        text.set(String::new());
    };
    let listed = Memo::new(move |_| {
        let wanted = search.get().trim().to_lowercase();
        mail.store.all("opt_out", |workspace| {
            let mut found: Vec<Arc<OptOut>> =
                workspace.opt_outs().filter(|one| one.address.to_lowercase().contains(&wanted)).cloned().collect();
            found.sort_by(|one, other| other.at.cmp(&one.at).then_with(|| one.address.cmp(&other.address)));
            let count = found.len();
            found.truncate(SHOWN);
            (count, found)
        })
    });
    let row = move |one: Arc<OptOut>| {
        let (id, address) = (one.id, one.address.clone());
        let since = mail.format.date(one.at.day(clock::offset(one.at)), today());
        let why = if one.why.is_empty() { words.no_reason.to_owned() } else { one.why.clone() };
        let label = words.write_again_to.fill([&address]);
        let remove = move |_| {
            mail.dispatch(vec![Command::WriteAgain(id)], words.written_again.fill([&address]));
        };
        view! {
            <li>
                <span class="col g0"><span class="m">{one.address.clone()}</span><span class="c3 t12">{why}", "{since}</span></span>
                <button class="btn ghost sm" type="button" aria-label=label on:click=remove><Icon name=Icon::UNDO />{words.write_again}</button>
            </li>
        }
    };
    let list = move || {
        let (count, found) = listed.get();
        if count == 0 {
            return view! { <p class="c2">{words.no_opt_outs}</p> }.into_any();
        }
        let rest = count - found.len();
        view! {
            <ul class="optouts">{found.into_iter().map(row).collect_view()}</ul>
            {(rest > 0).then(|| view! { <p class="c3 t12">{words.and_more.of(rest)}</p> })}
        }
        .into_any()
    };
    view! {
        <Dialog title=words.opt_outs about=words.opt_outs_about width="wide" on_close=close>
            <div class="body">
                <form class="col g3" on:submit=add>
                    <label class="field"><span class="label">{words.addresses}</span>
                        <textarea
                            class="input"
                            rows="3"
                            placeholder=words.addresses_hint
                            prop:value=move || text.get()
                            on:input=move |event| text.set(event_target_value(&event))
                        ></textarea>
                    </label>
                    <div class="adding">
                        <label class="field grow"><span class="label">{words.why}</span>
                            <input class="input" type="text" autocomplete="off" on:input=move |event| why.set(event_target_value(&event)) />
                        </label>
                        <button class="btn" type="submit"><Icon name=Icon::PLUS />{words.add}</button>
                    </div>
                    <p class="cbad" role="alert">{move || wrong.get()}</p>
                </form>
                <label class="field"><span class="label">{words.find_address}</span>
                    <input class="input" type="search" autocomplete="off" on:input=move |event| search.set(event_target_value(&event)) />
                </label>
                {list}
            </div>
            <div class="df">
                <span class="grow"></span>
                <button class="btn" type="button" on:click=move |_| close.run(())>{mail.all.shell.close}</button>
            </div>
        </Dialog>
    }
}

#[cfg(test)]
mod tests {
    use super::pasted;

    #[test]
    fn addresses_are_found_in_what_was_pasted() {
        let (addresses, wrong) = pasted("A@zavod.ru\n<b@zavod.ru>; c@zavod.ru, \t нет\n\n");
        assert_eq!(addresses, ["a@zavod.ru", "b@zavod.ru", "c@zavod.ru"]);
        assert_eq!(wrong, ["нет"]);
    }
}
