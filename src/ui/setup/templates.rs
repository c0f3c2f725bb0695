//! The editor of templates: letters and messages that are written again and again, with fields that the deal fills, and what
//! comes of one for a deal. What is changed is kept at once and can be undone.
//! Deliberately not here: writing by a template (`moving::write`), what fills a field (`data::message`).

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::clock;
use crate::app::locale::{use_format, use_language, use_words, use_words_of};
use crate::app::robots::tongue;
use crate::app::store::use_store;
use crate::app::words::CONTACTS;
use crate::data::message::{GAPS, fill, written};
use crate::domain::insight::reach::recipients;
use crate::domain::{ActivityKind, Command, Deal, RecordId, Slug, Template, Text};
use crate::ui::dialog::Dialog;
use crate::ui::icon::Icon;
use crate::ui::kit::called;
use crate::ui::moving::{Deck, values};

/// The button that opens the editor.
#[component]
pub(super) fn TemplatesButton() -> impl IntoView {
    let own = use_words_of(&CONTACTS);
    let open = RwSignal::new(false);
    view! {
        <button class="btn" type="button" aria-label=own.templates on:click=move |_| open.set(true)>
            <Icon name=Icon::MAIL />{own.templates}
        </button>
        {move || open.get().then(|| view! { <Editor close=Callback::new(move |()| open.set(false)) /> })}
    }
}

#[component]
fn Editor(close: Callback<()>) -> impl IntoView {
    let store = use_store();
    let (words, own, language) = (use_words(), use_words_of(&CONTACTS), use_language());
    let deck = Deck::new(store);
    let all = Memo::new(move |_| deck.own());
    let chosen = RwSignal::new(None::<Slug>);
    let shown = Memo::new(move |_| {
        let id = chosen.get();
        all.with(|all| all.iter().find(|one| Some(one.id) == id).or(all.first()).map(|one| one.id))
    });
    let take_ready = move |_| {
        let ready = untrack(|| deck.ready());
        let told = own.templates.to_owned();
        // A template refers to nothing, so that nothing is refused.
        let _ = store.dispatch(Command::TakeIn(ready.into_iter().map(Into::into).collect()), told);
    };
    let add = move |_| {
        let Ok(id) = Slug::new(&format!("own-{:x}", clock::new_id() & 0xffff_ffff_ffff)) else { return };
        let mut name = Text::default();
        language.write(&mut name, own.new_name);
        let template =
            Template { id, name, way: ActivityKind::Letter, subject: Text::default(), text: Text::default() };
        if store.dispatch(Command::TakeIn(vec![template.into()]), own.told_kept.fill([own.new_name])).is_ok() {
            chosen.set(Some(id));
        }
    };
    let options = move || {
        let option = |template: &Template| {
            let id = template.id;
            view! { <option value=id.to_string() selected=move || shown.get() == Some(id)>{language.of(&template.name)}</option> }
        };
        all.with(|all| all.iter().map(option).collect_view())
    };
    let none = move || {
        all.with(Vec::is_empty).then(|| view! {
            <div class="empty">
                <h3>{own.none}</h3><p>{own.none_why}</p>
                {move || deck.missing.get().then(|| view! { <p class="cwarn">{own.not_loaded}</p> })}
                <button class="btn primary" type="button" disabled=move || deck.ready().is_empty() on:click=take_ready>{own.take_ready}</button>
            </div>
        })
    };
    let picks = move || {
        (!all.with(Vec::is_empty)).then(|| view! {
            <label class="picks grow"><select class="input" aria-label=own.template on:change=move |event| chosen.set(Slug::new(&event_target_value(&event)).ok())>{options}</select><Icon name=Icon::CHEV_D /></label>
        })
    };
    view! {
        <Dialog title=own.templates about=own.templates_why width="wide" on_close=move |()| close.run(())>
            <div class="body col g3">
                <div class="row">{picks}<button class="btn" type="button" on:click=add><Icon name=Icon::PLUS />{own.add}</button></div>
                {none}
                {move || shown.get().map(|id| view! { <Sheet id /> })}
            </div>
            <div class="df"><span class="grow"></span><button class="btn" type="button" on:click=move |_| close.run(())>{words.shell.close}</button></div>
        </Dialog>
    }
}

/// A template to be changed, and what comes of it.
#[component]
fn Sheet(id: Slug) -> impl IntoView {
    let store = use_store();
    let (own, language) = (use_words_of(&CONTACTS), use_language());
    let tongue = tongue(language);
    let template = Memo::new(move |_| {
        store
            .all("template", |workspace| workspace.templates().find(|one| one.id == id).map(|one| Template::clone(one)))
    });
    let wrong = RwSignal::new(None::<&'static str>);
    let keep = move |change: &dyn Fn(&mut Template)| {
        let Some(mut template) = template.get_untracked() else { return };
        change(&mut template);
        let told = own.told_kept.fill([&language.of(&template.name)]);
        wrong.set(None);
        // A template refers to nothing, so that nothing is refused.
        let _ = store.dispatch(Command::TakeIn(vec![template.into()]), told);
    };
    let read = move |part: fn(&Template) -> &Text| {
        move || template.with(|one| one.as_ref().map(|one| part(one).in_tongue(tongue).to_owned()).unwrap_or_default())
    };
    let rename = move |event| match event_target_value(&event).trim() {
        "" => wrong.set(Some(own.need_name)),
        name => keep(&|one| language.write(&mut one.name, name)),
    };
    let reword = move |event| match event_target_value(&event).trim_end() {
        "" => wrong.set(Some(own.need_text)),
        text => keep(&|one| language.write(&mut one.text, text)),
    };
    let way = Memo::new(move |_| template.with(|one| one.as_ref().map(|one| one.way)));
    let ways = [(ActivityKind::Letter, own.letter), (ActivityKind::Message, own.message)].map(|(this, name)| {
        let turn = move |_| keep(&|one| one.way = this);
        view! { <button type="button" aria-pressed=move || (way.get() == Some(this)).to_string() on:click=turn>{name}</button> }
    });
    let subject = move || {
        let retitle = move |event| {
            let subject = event_target_value(&event);
            keep(&|one| language.write(&mut one.subject, subject.trim()));
        };
        (way.get() == Some(ActivityKind::Letter)).then(|| view! {
            <div class="field"><label for="template-subject">{own.subject}</label>
                <input class="input" id="template-subject" prop:value=read(|one| &one.subject) on:change=retitle /></div>
        })
    };
    let fields = GAPS.iter().zip(own.gaps).map(|((gap, _, _), name)| {
        let field = written(*gap, tongue);
        let add = move |_| {
            keep(&|one| {
                let text = format!("{} {field}", one.text.in_tongue(tongue).trim_end());
                language.write(&mut one.text, text.trim_start());
            });
        };
        view! { <button class="btn ghost sm" type="button" title=own.fields_why on:click=add>{name}</button> }
    });
    let unknown = move || {
        let whole = format!("{}\n{}", read(|one| &one.subject)(), read(|one| &one.text)());
        let unknown = fill(&whole, |_| None).unknown;
        let names: Vec<String> = unknown.iter().map(|name| format!("{{{name}}}")).collect();
        (!names.is_empty()).then(|| view! { <p class="err" role="alert"><Icon name=Icon::ALERT_C class="i i14" />{own.no_field.fill([&names.join(", ")])}</p> })
    };
    let remove = move |_| {
        let told =
            template.with_untracked(|one| one.as_ref().map(|one| own.told_removed.fill([&language.of(&one.name)])));
        // Nothing rests on a template.
        let _ = store.dispatch(Command::Remove(RecordId::Template(id)), told.unwrap_or_default());
    };
    view! {
        <div class="field"><label for="template-name">{own.name}</label>
            <input class="input" id="template-name" prop:value=read(|one| &one.name) on:change=rename /></div>
        <div class="seg" role="group" aria-label=own.way>{ways.into_iter().collect_view()}</div>
        {subject}
        <div class="field"><label for="template-text">{own.text}</label>
            <textarea class="input" id="template-text" rows="8" prop:value=read(|one| &one.text) on:change=reword></textarea></div>
        <div class="row wraps" role="group" aria-label=own.fields><span class="c3 t12">{own.fields}":"</span>{fields.collect_view()}</div>
        {move || wrong.get().map(|wrong| view! { <p class="err" role="alert"><Icon name=Icon::ALERT_C class="i i14" />{wrong}</p> })}
        {unknown}
        <Preview template />
        <div class="row"><button class="btn sm ghost" type="button" on:click=remove><Icon name=Icon::TRASH />{own.remove}</button></div>
    }
}

/// What comes of a template for the newest deal.
#[component]
fn Preview(template: Memo<Option<Template>>) -> impl IntoView {
    let store = use_store();
    let (own, format) = (use_words_of(&CONTACTS), use_format());
    let tongue = tongue(use_language());
    let newest: Option<Arc<Deal>> = store.peek(|workspace| {
        let told = workspace.deals().filter(|deal| deal.customer.is_some() && deal.amount.is_some());
        told.max_by_key(|deal| (deal.next.is_some(), deal.created, deal.id)).cloned()
    });
    let Some(deal) = newest else { return view! { <p class="c3 t12">{own.no_deal}</p> }.into_any() };
    let (name, to) = store.peek(|workspace| {
        let person = recipients(workspace, &deal).into_iter().find(|one| one.person.is_some());
        (called(workspace, &deal), person.map(|one| one.name).unwrap_or_default())
    });
    let values = values(store, format, tongue, &deal, &to);
    let filled = move || {
        let text = |text: &Text| fill(text.in_tongue(tongue), |gap| values.get(&gap).cloned()).text;
        template.with(|one| one.as_ref().map(|one| (text(&one.subject), text(&one.text))))
    };
    view! {
        <section aria-label=own.preview>
            <p class="m">{own.preview}" "<span class="c3 t12">{own.with_deal.fill([&name])}</span></p>
            {move || filled().map(|(subject, text)| view! { <blockquote class="quote">{(!subject.is_empty()).then(|| view! { <b>{subject}</b><br /> })}{text}</blockquote> })}
        </section>
    }
    .into_any()
}
