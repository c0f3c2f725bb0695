//! The sheet of keys, out of the tables by which they work: what is not in a table does nothing, and what is in one is here.

use leptos::prelude::*;

use crate::app::locale::{use_words, use_words_of};
use crate::app::words::{LISTS, Lists, PALETTE, Palette, Words};
use crate::ui::board::orders::{LIFTED, ON_CARD, ON_LEAD, Order, Way};
use crate::ui::deal::{self, Wish};
use crate::ui::dialog::{self, Answer, Dialog};
use crate::ui::keys::{EVERYWHERE, Key, Place, Shortcut, is_mac};
use crate::ui::list::orders as list;
use crate::ui::moving::LeadOrder;
use crate::ui::palette::{self, Step};

/// What a line says, and the keys of it: each by what stands on them.
type Line = (&'static str, Vec<Vec<&'static str>>);

/// Lines of one place.
struct Section {
    name: &'static str,
    lines: Vec<Line>,
}

/// The keys of a table as lines: what says the same stands in one line, and the same caps once.
fn lines<T>(
    table: &[(Key, T)],
    mac: bool,
    space: &'static str,
    said: impl Fn(&T) -> Option<&'static str>,
) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for (key, asked) in table {
        let (Some(said), caps) = (said(asked), key.caps(mac, space)) else { continue };
        match lines.iter_mut().find(|(other, _)| *other == said) {
            Some((_, all)) if all.contains(&caps) => {}
            Some((_, all)) => all.push(caps),
            None => lines.push((said, vec![caps])),
        }
    }
    lines
}

/// The whole sheet.
fn sections(words: &'static Words, own: &'static Palette, table: &'static Lists, mac: bool) -> [Section; 8] {
    let (keys, shell) = (&words.keys, &words.shell);
    let space = keys.space;
    let everywhere = |asked: &Shortcut| {
        Some(match asked {
            Shortcut::Palette => own.title,
            Shortcut::Undo => keys.undo,
            Shortcut::Redo => keys.redo,
            Shortcut::Funnel(_) => keys.funnels,
            Shortcut::Search => keys.find,
            Shortcut::New => keys.new,
            Shortcut::Help => keys.help,
            // Said with each place.
            Shortcut::Go => return None,
            Shortcut::Place(Place::Today) => shell.today,
            Shortcut::Place(Place::Funnels) => shell.funnels,
            Shortcut::Place(Place::Customers) => shell.clients,
            Shortcut::Place(Place::Analysis) => shell.analysis,
            Shortcut::Place(Place::Setup) => shell.setup,
            Shortcut::Place(Place::Here) => shell.here,
        })
    };
    let in_palette = |step: &Step| {
        Some(match step {
            Step::Next | Step::Before => own.choose,
            Step::Choose => own.open,
            Step::NewTab => own.new_tab,
            Step::Acts => own.acts,
            Step::Back => own.back,
            Step::Close => keys.close,
        })
    };
    let on_card = |order: &Order| {
        Some(match order {
            Order::Open => keys.open,
            Order::Lift => keys.lift,
            Order::Go(Way::First | Way::Last) => keys.ends,
            Order::Go(_) => keys.walk,
            Order::Choose => keys.to_stage,
            Order::Lose => keys.lose,
            Order::Plan => keys.contact,
            Order::HandOver => keys.hand_over,
            Order::Lead(LeadOrder::Take) => keys.take,
            Order::Lead(LeadOrder::Sql) => keys.sql,
            Order::Lead(LeadOrder::OffTarget) => keys.off_target,
            Order::Lead(LeadOrder::Spam) => keys.spam,
            Order::Drop => own.drop,
            Order::PutBack => own.put_back,
        })
    };
    let lifted = |order: &Order| if matches!(order, Order::Go(_)) { Some(own.carry) } else { on_card(order) };
    let in_dialog = |answer: &Answer| {
        Some(match answer {
            Answer::Send => keys.send,
            Answer::Leave => keys.leave,
        })
    };
    let in_deal = |wish: &Wish| {
        Some(match wish {
            Wish::After | Wish::Before => keys.neighbours,
            Wish::Tick => keys.tick,
            Wish::Choose => keys.to_stage,
            Wish::Plan => keys.contact,
            Wish::Lose => keys.lose,
            Wish::HandOver => keys.hand_over,
        })
    };
    let in_list = |order: &list::Order| {
        Some(match order {
            list::Order::Go(list::Way::First | list::Way::Last) => table.k_ends,
            list::Order::Go(list::Way::PageUp | list::Way::PageDown) => table.k_pages,
            list::Order::Go(list::Way::Next | list::Way::Before) => table.k_walk,
            list::Order::Extend(_) => table.k_extend,
            list::Order::Open => keys.open,
            list::Order::Choose => table.k_choose,
            list::Order::All => table.choose_all,
            list::Order::Clear => table.clear,
            list::Order::Fold | list::Order::Unfold => table.k_fold,
            list::Order::Sort => table.k_sort,
            list::Order::Turn => table.k_turn,
            list::Order::Do(list::Deed::Move) => keys.to_stage,
            list::Order::Do(list::Deed::Assign) => table.assign,
            list::Order::Do(list::Deed::Plan) => keys.contact,
            list::Order::Do(list::Deed::Tag) => table.tag,
            list::Order::Do(list::Deed::Lose) => keys.lose,
            list::Order::Do(list::Deed::Remove) => table.delete,
        })
    };
    [
        Section { name: keys.everywhere, lines: lines(&EVERYWHERE, mac, space, everywhere) },
        Section { name: own.in_palette, lines: lines(&palette::KEYS, mac, space, in_palette) },
        Section { name: keys.on_board, lines: lines(&ON_CARD, mac, space, on_card) },
        Section { name: own.lifted, lines: lines(&LIFTED, mac, space, lifted) },
        Section { name: keys.on_lead, lines: lines(&ON_LEAD, mac, space, on_card) },
        Section { name: table.on_list, lines: lines(&list::KEYS, mac, space, in_list) },
        Section { name: keys.in_deal, lines: lines(&deal::KEYS, mac, space, in_deal) },
        Section { name: keys.in_dialog, lines: lines(&dialog::KEYS, mac, space, in_dialog) },
    ]
}

/// Every key and what it does.
#[component]
pub fn KeyHelp(
    /// The person has seen enough.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    let words = use_words();
    let keys = &words.keys;
    let line = |(says, all): Line| {
        // Keys of several caps are parted, so that it is seen where one ends.
        let parted = all.iter().any(|caps| caps.len() > 1);
        let one = |(at, caps): (usize, Vec<&'static str>)| {
            let part = (at > 0 && parted).then(|| view! { <span class="c3">"/"</span> });
            view! { {part}{caps.into_iter().map(|cap| view! { <span class="kbd">{cap}</span> }).collect_view()} }
        };
        view! { <div><dt>{says}</dt><dd>{all.into_iter().enumerate().map(one).collect_view()}</dd></div> }
    };
    let section = move |Section { name, lines }: Section| {
        view! {
            <h3 class="m">{name}</h3>
            <dl class="keys">{lines.into_iter().map(line).collect_view()}</dl>
        }
    };
    let all = sections(words, use_words_of(&PALETTE), use_words_of(&LISTS), is_mac());
    view! {
        <Dialog title=keys.title about=keys.letters_why width="wide" on_close=on_close>
            <div class="body">{all.into_iter().map(section).collect_view()}</div>
            <div class="df">
                <span class="grow"></span>
                <button class="btn" type="button" on:click=move |_| on_close.run(())>{words.shell.close}</button>
            </div>
        </Dialog>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::words::LANGUAGES;

    #[test]
    fn every_key_of_every_table_is_on_the_sheet_and_nothing_else() {
        for ((own, table), words) in PALETTE.into_iter().zip(LISTS).zip(LANGUAGES) {
            let sheet = sections(words, own, table, false);
            let caps =
                |keys: Vec<Key>| keys.into_iter().map(|key| key.caps(false, words.keys.space)).collect::<Vec<_>>();
            let tables = [
                caps(EVERYWHERE.iter().filter(|(_, asked)| *asked != Shortcut::Go).map(|(key, _)| *key).collect()),
                caps(palette::KEYS.iter().map(|(key, _)| *key).collect()),
                caps(ON_CARD.iter().map(|(key, _)| *key).collect()),
                caps(LIFTED.iter().map(|(key, _)| *key).collect()),
                caps(ON_LEAD.iter().map(|(key, _)| *key).collect()),
                caps(list::KEYS.iter().map(|(key, _)| *key).collect()),
                caps(deal::KEYS.iter().map(|(key, _)| *key).collect()),
            ];
            for (section, mut table) in sheet.iter().zip(tables) {
                let mut shown: Vec<_> = section.lines.iter().flat_map(|(_, all)| all.clone()).collect();
                for all in [&mut shown, &mut table] {
                    all.sort_unstable();
                }
                table.dedup();
                assert_eq!(shown, table, "{}", section.name);
                assert!(section.lines.iter().all(|(says, _)| !says.is_empty()));
            }
        }
    }
}
