//! Writing down what passed with the buyer, and everything that happened to the deal, newest first.

use leptos::prelude::*;

use super::page::Page;
use crate::app::clock;
use crate::app::locale::use_words_of;
use crate::app::words::{ATTACHED, CONTACTS, Contacts};
use crate::data::recording::{Piece, pieces};
use crate::domain::insight::story::{Happened, ever, provable, story};
use crate::domain::{Activity, ActivityId, ActivityKind, Cause, Command, FourR, MemberId, Outcome, Slug, StageEntry};
use crate::ui::icon::Icon;
use crate::ui::kit::way;
use crate::ui::moving::iso_day;
use crate::ui::refresh::history::LettersOf;

/// The composer and the timeline.
#[component]
pub(super) fn Diary(page: Page) -> impl IntoView {
    view! {
        <section class="panel c-tl">
            <Composer page />
            {move || page.read(|deal| deal.customer).map(|customer| view! { <LettersOf customer deal=Some(page.id) /> })}
            <Timeline page />
        </section>
    }
}

/// The name of a way of contact.
pub(super) fn way_name(page: Page, kind: ActivityKind) -> &'static str {
    match kind {
        ActivityKind::Note => page.words.deal.note,
        ActivityKind::Call => page.words.contact.call,
        ActivityKind::Letter => page.words.contact.letter,
        ActivityKind::Meeting => page.words.contact.meeting,
        ActivityKind::Message => page.words.contact.message,
        ActivityKind::HandOver => page.words.contact.hand_over,
    }
}

#[component]
fn Composer(page: Page) -> impl IntoView {
    let words = page.words;
    let kind = RwSignal::new(ActivityKind::Note);
    let text = RwSignal::new(String::new());
    let empty = Memo::new(move |_| text.with(|text| text.trim().is_empty()));
    let own = use_words_of(&CONTACTS);
    // What the buyer said may be the proof that the stage waits for.
    let proof = RwSignal::new(None::<Slug>);
    let open = Memo::new(move |_| {
        let Some(stage) = page.stage() else { return Vec::new() };
        page.deal
            .with(|deal| {
                let deal = deal.as_ref()?;
                Some(provable(&stage, deal).map(|one| (one.id, page.language.of(&one.text))).collect::<Vec<_>>())
            })
            .unwrap_or_default()
    });
    let proofs = move || {
        let all = open.get();
        (!empty.get() && !all.is_empty() && kind.get() != ActivityKind::Note).then(|| {
            let option = |(id, name): (Slug, String)| {
                view! { <option value=id.to_string() selected=move || proof.get() == Some(id)>{name}</option> }
            };
            let pick = move |event| proof.set(Slug::new(&event_target_value(&event)).ok());
            view! {
                <label class="row g1 t12 c2">
                    <Icon name=Icon::BUYER class="i i14" />{own.proof_ask}
                    <span class="picks grow"><select class="input" on:change=pick><option value="">{words.units.none}</option>{all.into_iter().map(option).collect_view()}</select><Icon name=Icon::CHEV_D /></span>
                </label>
            }
        })
    };
    let ways = [ActivityKind::Note, ActivityKind::Call, ActivityKind::Letter, ActivityKind::Meeting];
    let ways = ways.map(move |this| {
        view! {
            <button type="button" aria-pressed=move || (kind.get() == this).to_string() on:click=move |_| kind.set(this)>
                <Icon name=way(this) />{way_name(page, this)}
            </button>
        }
    });
    let write = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if empty.get_untracked() {
            return;
        }
        let said = text.get_untracked().trim().to_owned();
        let activity = Activity {
            id: ActivityId(clock::new_id()),
            deal: page.id,
            kind: kind.get_untracked(),
            text: said.clone(),
            at: clock::now(),
            by: page.store.acting(),
        };
        let shown = proof.get_untracked().filter(|_| activity.kind != ActivityKind::Note);
        let tick = shown.map(|proof| Command::TickProof { deal: page.id, proof, words: Some(said) });
        let commands = std::iter::once(Command::AddActivity { activity, keeps_plan: true }).chain(tick).collect();
        page.dispatch_all(commands, words.toast.noted.fill([&page.name()]));
        text.set(String::new());
        proof.set(None);
    };
    view! {
        <form class="composer" on:submit=write>
            <div class="seg sm" role="group" aria-label=words.deal.write_what>{ways.into_iter().collect_view()}</div>
            <div class="row">
                <input
                    class="input"
                    type="text"
                    autocomplete="off"
                    placeholder=words.deal.write_placeholder
                    aria-label=words.deal.new_entry
                    prop:value=move || text.get()
                    on:input=move |event| text.set(event_target_value(&event))
                />
                {move || (!empty.get()).then(|| view! { <button class="btn primary" type="submit"><Icon name=Icon::SEND />{words.deal.write}</button> })}
            </div>
            {proofs}
        </form>
    }
}

#[component]
fn Timeline(page: Page) -> impl IntoView {
    let words = page.words;
    let own = use_words_of(&CONTACTS);
    let told = Memo::new(move |_| {
        // Subscribes to the deal and to what refers to it.
        page.store.of(page.id);
        page.deal
            .with(|deal| {
                let deal = deal.as_ref()?;
                let schedule = page.store.schedule();
                Some(page.store.peek(|workspace| story(workspace, deal, &schedule)))
            })
            .unwrap_or_default()
    });
    let items = move || {
        let told = told.get();
        let now = clock::now();
        let today = now.day(clock::offset(now));
        let last = told.len().saturating_sub(1);
        let mut day = None;
        let mut items: Vec<AnyView> = Vec::with_capacity(told.len() * 2);
        for (at, (moment, happened)) in told.into_iter().enumerate() {
            let this = moment.day(clock::offset(moment));
            if day != Some(this) {
                day = Some(this);
                items.push(view! { <li class="day">{page.format.day_heading(this, today)}</li> }.into_any());
            }
            let Told { icon, class, title, lines, quote, shows } = tell(page, &happened);
            items.push(
                view! {
                    <li class:last=at == last>
                        <span class=class><Icon name=icon /></span>
                        <div>
                            <h4>{title}</h4>
                            {quote.map(|quote| view! { <p class="quote">{linked(own, &quote)}</p> })}
                            {shows.into_iter().map(|proof| view! { <p><span class="chip ok"><Icon name=Icon::BUYER /><span>{own.confirms.fill([&proof])}</span></span></p> }).collect_view()}
                            {(!lines.is_empty()).then(|| view! { <p>{lines.join(". ")}</p> })}
                        </div>
                        <time>{page.format.time(moment.0)}</time>
                    </li>
                }
                .into_any(),
            );
        }
        items
    };
    view! {
        <h3 class="vh">{words.deal.history}</h3>
        <ol class="tl">{items}</ol>
    }
}

/// What was written down, with its links; one to a recording says that it is one.
fn linked(own: &'static Contacts, text: &str) -> Vec<AnyView> {
    let piece = |piece: Piece<'_>| match piece {
        Piece::Words(words) => words.to_owned().into_any(),
        Piece::Link(to, recording) => {
            let name = if recording { own.recording.to_owned() } else { to.to_owned() };
            let to = to.to_owned();
            view! { <a class="link" href=to.clone() title=to target="_blank" rel="noopener noreferrer">{name}</a> }
                .into_any()
        }
    };
    pieces(text).into_iter().map(piece).collect()
}

/// One line of the timeline.
struct Told {
    icon: Icon,
    class: &'static str,
    title: String,
    lines: Vec<String>,
    quote: Option<String>,
    /// What of the buyer's actions it confirms.
    shows: Vec<String>,
}

fn tell(page: Page, happened: &Happened) -> Told {
    let words = page.words;
    match happened {
        Happened::Entered { entry, after_days } => entered(page, entry, *after_days),
        Happened::Proved(id, proof) => Told {
            icon: Icon::BUYER,
            class: "ic ok",
            title: words.deal.ticked.fill([&proof_text(page, *id)]),
            lines: by(page, proof.by).into_iter().collect(),
            quote: Some(said(page, &proof.words)).filter(|said| !said.is_empty()),
            shows: Vec::new(),
        },
        Happened::Talked(activity, shown) => Told {
            icon: way(activity.kind),
            class: "ic",
            title: way_name(page, activity.kind).to_owned(),
            lines: by(page, activity.by).into_iter().collect(),
            quote: Some(activity.text.clone()).filter(|text| !text.is_empty()),
            shows: shown.iter().map(|proof| proof_text(page, *proof)).collect(),
        },
        Happened::Attached(file) => Told {
            icon: Icon::CLIP,
            class: "ic",
            title: use_words_of(&ATTACHED).added.fill([&file.name]),
            lines: by(page, file.by).into_iter().collect(),
            quote: file.caption.clone(),
            shows: Vec::new(),
        },
    }
}

fn by(page: Page, member: Option<MemberId>) -> Option<String> {
    page.store.peek(|workspace| Some(workspace.member(member?)?.name.clone()))
}

fn proof_text(page: Page, proof: Slug) -> String {
    let text = page.store.peek(|workspace| {
        ever(workspace, |pipeline| {
            let mut all = pipeline.stages.iter().flat_map(|stage| &stage.evidence);
            all.find(|evidence| evidence.id == proof).map(|evidence| page.language.of(&evidence.text))
        })
    });
    text.unwrap_or_else(|| proof.to_string())
}

/// What a proof says; a date as people write it.
fn said(page: Page, words: &str) -> String {
    iso_day(words).map_or_else(|| words.to_owned(), |day| page.format.date(day, clock::now().day(0)))
}

fn entered(page: Page, entry: &StageEntry, after_days: i64) -> Told {
    let words = &page.words.deal;
    let mut lines: Vec<String> = Vec::new();
    let Some(from) = entry.from else {
        let foreign = page.deal.with_untracked(|deal| deal.as_ref().is_some_and(|deal| deal.foreign.is_some()));
        let title = if foreign { words.loaded } else { words.created };
        lines.push(page.place(entry.to));
        lines.extend(by(page, entry.by));
        if let Cause::Robot(robot) = entry.cause {
            lines.push(words.robot_moved.fill([&robot_name(page, robot)]));
        }
        return Told {
            icon: Icon::INBOX,
            class: "ic ok",
            title: title.to_owned(),
            lines,
            quote: None,
            shows: Vec::new(),
        };
    };
    let (icon, class, title) = sign(page, from, entry);
    let norm = page.store.peek(|workspace| {
        workspace.funnel_that_had(from).and_then(|pipeline| pipeline.stage(from)).map(|stage| stage.norm_days)
    });
    // The first step of a lead on is that somebody takes it (0.6).
    let taken = entry.cause == Cause::Hand
        && page.store.peek(|workspace| {
            let leads = workspace.pipeline_of(from).filter(|pipeline| pipeline.four_r == Some(FourR::Leads));
            leads.is_some_and(|leads| leads.position(from) == Some(0) && leads.position(entry.to).is_some())
        });
    lines.extend(entry.why.as_ref().map(|why| words.because.fill([why])));
    lines.extend(loss_reason(page, entry).map(|reason| words.because.fill([&reason])));
    match norm {
        Some(norm) if norm > 0 => lines.push(words.took.fill([&after_days.to_string(), &norm.to_string()])),
        Some(_) => lines.push(words.took_no_norm.fill([&after_days.to_string()])),
        None => {}
    }
    match entry.cause {
        Cause::Hand => {}
        Cause::Robot(robot) => lines.push(words.robot_moved.fill([&robot_name(page, robot)])),
        Cause::Funnel => lines.push(words.funnel_changed.to_owned()),
    }
    lines.extend(by(page, entry.by).map(|who| if taken { words.taken.fill([&who]) } else { who }));
    let lines = lines.into_iter().map(|line| line.trim_end_matches('.').to_owned()).collect();
    let quote = entry.loss.as_ref().map(|loss| loss.words.clone()).filter(|words| !words.is_empty());
    Told { icon, class, title, lines, quote, shows: Vec::new() }
}

/// Why the buyer stopped, as the funnel calls it.
pub(super) fn loss_reason(page: Page, entry: &StageEntry) -> Option<String> {
    let reason = entry.loss.as_ref()?.reason?;
    page.store.peek(|workspace| workspace.reason(reason).map(|known| page.language.of(&known.text)))
}

fn robot_name(page: Page, robot: Slug) -> String {
    let name = page.store.peek(|workspace| workspace.robot(robot).map(|robot| page.language.of(&robot.name)));
    name.unwrap_or_else(|| robot.to_string())
}

/// The icon, its class and the title of a move.
fn sign(page: Page, from: Slug, entry: &StageEntry) -> (Icon, &'static str, String) {
    let words = &page.words.deal;
    let (outcome, reopened, basket, backward) = page.store.peek(|workspace| {
        let (left, entered) = (workspace.funnel_that_had(from), workspace.funnel_that_had(entry.to));
        let outcome = entered.and_then(|pipeline| pipeline.end(entry.to)).map(|end| end.outcome);
        let reopened = left.is_some_and(|pipeline| pipeline.end(from).is_some()) && outcome.is_none();
        let basket = entered.is_some_and(|pipeline| !pipeline.ordered) && outcome.is_none();
        let order = entered.map(|pipeline| (pipeline.position(entry.to), pipeline.position(from)));
        let backward = matches!(order, Some((Some(to), Some(from))) if to < from);
        (outcome, reopened, basket, backward)
    });
    let to = page.place(entry.to);
    let moved = || words.moved.fill([&page.place(from), &to]);
    match outcome {
        Some(Outcome::Won) => (Icon::CHECK, "ic ok", words.won.to_owned()),
        Some(Outcome::Paused) => match entry.loss.as_ref().and_then(|loss| loss.return_on) {
            Some(day) => (Icon::CLOCK, "ic", words.paused.fill([&page.date(day)])),
            None => (Icon::CLOCK, "ic", to),
        },
        Some(Outcome::Lost) => (Icon::FLAG, "ic bad", words.lost.to_owned()),
        Some(Outcome::Excluded | Outcome::Moved) => (Icon::BAN, "ic", to),
        None if reopened => (Icon::UNDO, "ic acc", format!("{}: {to}", words.reopened)),
        None if basket => (Icon::BASKET, "ic acc", words.to_basket.fill([&to])),
        None if backward => (Icon::ARROW_L, "ic", moved()),
        None => (Icon::ARROW_R, "ic acc", moved()),
    }
}
