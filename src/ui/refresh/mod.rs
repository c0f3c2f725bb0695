//! «Обновить»: four baskets without an order, the letters by which those who wait in them are warmed, and audiences.
//! Deliberately not here: who is due what (`domain::insight::warming`), the network (`app`).

#![expect(unreachable_pub, reason = "`#[component]` makes the properties of a component of one module public")]

pub mod audience;
mod cards;
mod due;
mod fate;
mod gaps;
pub mod history;
mod letter;
mod letters;
mod mail;
mod message;
mod opt_outs;
mod plan;
mod plan_message;
mod today;
mod waiting;
mod webhook;

use std::sync::Arc;

use leptos::prelude::*;

use self::audience::AudiencePanel;
use self::cards::Cards;
use self::letters::Prepared;
use self::mail::{Mail, Talks};
use self::today::Today;
use self::waiting::Waiting;
use super::rail::FourSwitch;
use crate::app::locale::{use_language, use_words};
use crate::domain::Pipeline;

/// The baskets and their letters.
#[component]
pub fn RefreshPage(
    /// The funnel of the baskets.
    pipeline: Arc<Pipeline>,
) -> impl IntoView {
    let words = use_words();
    let title = words.shell.funnel.fill([&use_language().of(&pipeline.name)]);
    let mail = Mail::new();
    provide_context(mail);
    view! {
        <main class="main page-refresh" id="main">
            <header class="top">
                <h1 class="vh">{title}</h1>
                <FourSwitch />
                <span class="grow"></span>
                <p class="c2 nw lo2">{words.refresh.lead}</p>
            </header>
            <div class="scroll">
                <div class="page warm">
                    <Cards pipeline=pipeline.clone() />
                    <div class="col g4 beside">
                        <Today />
                        <AudiencePanel pipeline=pipeline.clone() />
                    </div>
                    <div class="col g4 below">
                        <Prepared />
                        <Waiting pipeline />
                    </div>
                </div>
            </div>
            <Talks mail />
        </main>
    }
}
