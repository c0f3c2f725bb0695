//! What the toast says of a move, and what the person is told of a refusal.

use crate::app::clock;
use crate::app::format::Format;
use crate::app::locale::Language;
use crate::domain::{Deal, FourR, Moment, Outcome, Slug, Workspace};
use crate::ui::gate::place;
use crate::ui::kit::called;

/// What a move comes to, for the toast: «Заречные энергосети» → Согласовать цену и сроки.
pub fn told(
    language: Language,
    format: Format,
    workspace: &Workspace,
    deal: &Deal,
    to: Slug,
    return_on: Option<Moment>,
) -> String {
    let toast = &language.words().toast;
    let whom = called(workspace, deal);
    let name = place(language, workspace, to);
    let pipeline = workspace.pipeline_of(to);
    let four_r = pipeline.and_then(|pipeline| pipeline.four_r);
    let closed = workspace.pipeline_of(deal.stage).is_some_and(|pipeline| pipeline.end(deal.stage).is_some());
    match pipeline.and_then(|pipeline| pipeline.end(to)) {
        None if closed => toast.reopened.fill([&whom, &name]),
        None if four_r == Some(FourR::Refresh) => toast.to_basket.fill([&whom, &name]),
        None => toast.moved.fill([&whom, &name]),
        Some(end) => match (end.outcome, return_on) {
            (Outcome::Won, _) => toast.won.fill([&whom]),
            (Outcome::Paused, Some(day)) => {
                let now = clock::now();
                let date = format.date(day.day(clock::offset(day)), now.day(clock::offset(now)));
                toast.paused.fill([&whom, &date])
            }
            (Outcome::Excluded, _) if four_r == Some(FourR::Leads) && end.asks_reason => toast.set_aside.fill([&whom]),
            (Outcome::Excluded, _) if four_r == Some(FourR::Leads) => toast.spam.fill([&whom]),
            _ => toast.lost.fill([&whom]),
        },
    }
}
