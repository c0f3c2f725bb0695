//! What is asked once for all the chosen deals: where to, whom, when, which tag, for which reason.

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::app::locale::use_words;
use crate::app::robots::tongue;
use crate::domain::bulk::Bulk;
use crate::domain::{ActivityKind, DealId, MemberId, NextContact, Outcome, Slug, Text};
use crate::ui::icon::Icon;
use crate::ui::kit::way;
use crate::ui::list::orders::Deed;
use crate::ui::list::state::{List, use_list};
use crate::ui::many::{Menu, TagField, WhoMenu};
use crate::ui::moving::{Blank, Choice, Line, Spoken, WhenField};

/// So many deals are asked for their tags: tags are few, and all of them are met early.
const KNOWN: usize = 20_000;

/// What somebody has said so far.
#[derive(Clone, Copy)]
pub(super) struct Said {
    deed: Deed,
    place: RwSignal<Option<Slug>>,
    why: Blank,
    member: RwSignal<Option<Option<MemberId>>>,
    spoken: Spoken,
    kind: RwSignal<ActivityKind>,
    tag: Blank,
    on: RwSignal<bool>,
    reason: RwSignal<Option<Text>>,
    words: Blank,
}

impl Said {
    pub(super) fn new(list: List, deed: Deed) -> Self {
        let blank = || Blank::new("");
        Self {
            deed,
            place: RwSignal::new(None),
            why: blank(),
            member: RwSignal::new(None),
            spoken: Spoken::new(list.store),
            kind: RwSignal::new(ActivityKind::Call),
            tag: blank(),
            on: RwSignal::new(true),
            reason: RwSignal::new(None),
            words: blank(),
        }
    }

    /// The wish, subscribing to what is said; none while something is missing.
    pub(super) fn wish(self, list: List) -> Option<Bulk> {
        let text = |blank: Blank| blank.value.get().trim().to_owned();
        match self.deed {
            Deed::Move => Some(Bulk::Move { to: self.place.get()?, why: text(self.why) }),
            Deed::Assign => Some(Bulk::Assign(self.member.get()?)),
            Deed::Plan => match self.spoken.choice() {
                Choice::At(at) => {
                    let purpose = self.spoken.wish.with(|wish| wish.purpose.clone());
                    let kind = self.spoken.wish.with(|wish| wish.kind).unwrap_or(self.kind.get());
                    Some(Bulk::Plan(Some(NextContact { at, kind, purpose })))
                }
                Choice::Never => Some(Bulk::Plan(None)),
                Choice::Nothing | Choice::Unclear(_) => None,
            },
            Deed::Tag => {
                let tag = text(self.tag);
                (!tag.is_empty()).then(|| Bulk::Tag { tag, on: self.on.get() })
            }
            Deed::Lose => {
                let (reason, words) = (self.reason.get(), text(self.words));
                let said = reason.is_some() || !words.is_empty();
                said.then(|| Bulk::Lose { reason, tongue: tongue(list.language), words })
            }
            Deed::Remove => Some(Bulk::Remove),
        }
    }
}

/// The fields of a wish.
#[component]
pub(super) fn Fields(said: Said, deals: StoredValue<Vec<DealId>>) -> impl IntoView {
    let list = use_list();
    let own = list.own;
    match said.deed {
        Deed::Move => {
            let pick = Callback::new(move |value: String| said.place.set(Slug::new(&value).ok()));
            view! {
                <Menu id="bulk-to" label=own.move_where empty=own.choose_place options=places(list) on_pick=pick />
                <Line blank=said.why id="bulk-why" label=own.move_why placeholder=own.move_why_hint />
            }
            .into_any()
        }
        Deed::Assign => view! { <WhoMenu member=said.member /> }.into_any(),
        Deed::Plan => {
            let ways = [
                (ActivityKind::Call, own.calls),
                (ActivityKind::Letter, own.letters),
                (ActivityKind::Meeting, own.meetings),
                (ActivityKind::Message, own.messages),
            ];
            let kind = said.kind;
            let (words, spoken) = (use_words(), said.spoken);
            // What is no wish can't be sent, so that what is wrong with it is said while it is written.
            Effect::new(move || {
                if spoken.choice() == Choice::Unclear(true) {
                    spoken.error.set(Some(words.contact.past_day));
                }
            });
            let ways = ways.map(|(this, name)| view! {
                <button type="button" aria-pressed=move || (kind.get() == this).to_string() on:click=move |_| kind.set(this)>
                    <Icon name=way(this) />{name}
                </button>
            });
            view! {
                <div class="plan">
                    <WhenField spoken=said.spoken id="bulk-when" label=own.plan_when first=true may_be_none=true on_digit=move |()| () />
                    <div class="seg" role="group" aria-label=own.how>{ways.into_iter().collect_view()}</div>
                </div>
            }
            .into_any()
        }
        Deed::Tag => {
            let known: BTreeSet<String> = list
                .store
                .peek(|workspace| workspace.deals().take(KNOWN).flat_map(|deal| deal.tags.iter()).cloned().collect());
            view! { <TagField tag=said.tag on=said.on known /> }.into_any()
        }
        Deed::Lose => {
            let reasons = StoredValue::new(reasons(list, deals));
            let pick = Callback::new(move |value: String| {
                let chosen = value.parse().ok().and_then(|at: usize| reasons.with_value(|all| all.get(at).cloned()));
                said.reason.set(chosen);
            });
            let named = |all: &Vec<Text>| {
                let named = all.iter().enumerate().map(|(at, text)| (at.to_string(), list.language.of(text)));
                named.chain([("-".to_owned(), own.other_reason.to_owned())]).collect::<Vec<_>>()
            };
            let options = reasons.with_value(named);
            view! {
                <Menu id="bulk-reason" label=own.lose_reason empty=own.choose_reason options on_pick=pick />
                <Line blank=said.words id="bulk-words" label=own.lose_words placeholder=own.lose_words_hint />
            }
            .into_any()
        }
        Deed::Remove => view! { <p>{own.delete_why}</p> }.into_any(),
    }
}

/// Where deals can be moved: every stage and basket, and the ends of their funnels at which they are won. The funnel of the list comes first.
fn places(list: List) -> Vec<(String, String)> {
    let here = list.pipeline.with_value(|pipeline| pipeline.id);
    let everywhere = list.asked.with_untracked(|asked| asked.everywhere);
    list.store.peek(|workspace| {
        let mut funnels: Vec<_> = workspace.pipelines().filter(|funnel| !funnel.archived).collect();
        funnels.sort_by_key(|funnel| (funnel.id != here, funnel.four_r.is_none(), funnel.four_r));
        let mut all = Vec::new();
        for funnel in funnels {
            let named = |name: String| match funnel.id == here {
                true => name,
                false => format!("{}: {name}", list.language.of(&funnel.name)),
            };
            let stages = funnel.stages.iter().map(|stage| (stage.id, &stage.name));
            let of_theirs = everywhere || funnel.id == here;
            let won = funnel
                .ends
                .iter()
                .filter(|end| of_theirs && end.outcome == Outcome::Won)
                .map(|end| (end.id, &end.name));
            all.extend(stages.chain(won).map(|(id, name)| (id.to_string(), named(list.language.of(name)))));
        }
        all
    })
}

/// The reasons that the stages of these deals know, in the order of the stages, each once.
fn reasons(list: List, deals: StoredValue<Vec<DealId>>) -> Vec<Text> {
    list.store.peek(|workspace| {
        let mut stages: Vec<Slug> = Vec::new();
        deals.with_value(|deals| {
            for deal in deals.iter().filter_map(|id| workspace.deal(*id)) {
                if !stages.contains(&deal.stage) {
                    stages.push(deal.stage);
                }
            }
        });
        let mut all: Vec<Text> = Vec::new();
        let stages = stages.into_iter().filter_map(|stage| workspace.pipeline_of(stage)?.stage(stage));
        for reason in stages.flat_map(|stage| &stage.loss_reasons) {
            if !all.contains(&reason.text) {
                all.push(reason.text.clone());
            }
        }
        all
    })
}
