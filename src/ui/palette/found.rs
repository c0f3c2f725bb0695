//! Records as lines: by what they are known, why they were found, and what tells one from another.

use super::line::{Does, Group, Line, Marked};
use crate::app::clock;
use crate::app::finding::Finding;
use crate::app::format::Format;
use crate::app::locale::Language;
use crate::app::route::Route;
use crate::app::store::Store;
use crate::app::words::{Palette, Words};
use crate::domain::insight::search::{Fit, Query, Subject};
use crate::domain::{Deal, Workspace};
use crate::ui::icon::Icon;
use crate::ui::kit::{called, way};
use crate::ui::rail::funnel_icon;

/// Lines of each kind: all kinds are seen at once.
const MOST: usize = 6;
/// Letters of a note that are shown, and how many of them before what was looked for.
const SHOWN: usize = 90;
const BEFORE: usize = 30;

/// What lines are written with.
#[derive(Clone, Copy)]
pub(super) struct Pen {
    pub store: Store,
    pub words: &'static Words,
    pub own: &'static Palette,
    pub language: Language,
    pub format: Format,
}

/// What was found, kind by kind, with how good the best of each is and how much there is in all.
pub(super) fn groups(pen: Pen, finding: Finding, query: &Query) -> (Vec<(Fit, Group)>, usize) {
    let own = pen.own;
    let names = [own.deals, own.customers, own.people, own.notes];
    let found = finding.find(query, MOST);
    let count = found.iter().map(|found| found.count).sum();
    let groups = found.into_iter().zip(names).filter_map(|(found, name)| {
        let (_, fit) = *found.best.first()?;
        let lines: Vec<Line> = found.best.iter().filter_map(|(subject, _)| line(pen, *subject, query)).collect();
        let number = |count| pen.words.grammar.number(count);
        let some = own.some_of.fill([&number(lines.len()), &number(found.count)]);
        let name = if found.count > lines.len() { format!("{name}, {some}") } else { name.to_owned() };
        Some((fit, Group { name, lines }))
    });
    (groups.collect(), count)
}

/// A record as a line; none when it is gone.
pub(super) fn line(pen: Pen, subject: Subject, query: &Query) -> Option<Line> {
    let line = pen.store.peek(|workspace| match subject {
        Subject::Deal(id) => Some(of_deal(pen, workspace, workspace.deal(id)?, query)),
        Subject::Customer(id) => {
            let customer = workspace.customer(id)?;
            let mut line = Line::new(Icon::CLIENTS, Marked::new(&customer.name, query), Does::Go(Route::Customer(id)));
            let known = ["trade", "city"].into_iter().filter_map(|field| customer.fields.get(field).cloned());
            let known = known.collect::<Vec<_>>().join(", ");
            line.about = why(&line.head, customer.fields.values().chain(&customer.tags), query).or(told(known, query));
            let deals = workspace.of(id).filter_map(Subject::of).filter(|of| is_at_work(workspace, *of)).count();
            line.side = if deals > 0 { pen.words.units.deals.of(deals) } else { String::new() };
            Some(line)
        }
        Subject::Person(id) => {
            let person = workspace.person(id)?;
            let mut line =
                Line::new(Icon::USER, Marked::new(&person.name, query), Does::Go(Route::Customer(person.customer)));
            let job = ["job_title", "job"].into_iter().find_map(|field| person.fields.get(field)).cloned();
            let customers =
                person.customers().filter_map(|id| workspace.customer(id)).map(|customer| customer.name.clone());
            let known = job.into_iter().chain(customers).collect::<Vec<_>>().join(" · ");
            let known = told(known, query);
            let seen = known.as_ref().is_some_and(|known| !known.marks.is_empty());
            line.about = if seen { known } else { why(&line.head, person.fields.values(), query).or(known) };
            Some(line)
        }
        Subject::Activity(id) => {
            let activity = workspace.activity(id)?;
            let deal = workspace.deal(activity.deal)?;
            let mut line =
                Line::new(way(activity.kind), excerpt(&activity.text, query), Does::Go(Route::Deal(deal.id)));
            line.about = Some(Marked::plain(called(workspace, deal)));
            line.side = pen.format.moment(activity.at.0, clock::now().0);
            Some(line)
        }
    })?;
    Some(Line { subject: Some(subject), ..line })
}

fn of_deal(pen: Pen, workspace: &Workspace, deal: &Deal, query: &Query) -> Line {
    let funnel = workspace.pipeline_of(deal.stage);
    let icon = funnel_icon(funnel.and_then(|funnel| funnel.four_r));
    let mut line = Line::new(icon, Marked::new(called(workspace, deal), query), Does::Go(Route::Deal(deal.id)));
    let title = (deal.title != line.head.text).then(|| Marked::new(&deal.title, query));
    let money = |write: fn(Format, i64, &str, u32) -> String| {
        deal.amount.map(|sum| write(pen.format, sum.minor, sum.currency.code(), sum.currency.exponent()))
    };
    let seen = title.as_ref().is_some_and(|title| !title.marks.is_empty());
    let full = money(Format::money);
    let purpose = deal.next.as_ref().map(|next| &next.purpose);
    let rest = deal.fields.values().chain(&deal.tags).chain(&full).chain(purpose);
    line.about = if seen { title } else { why(&line.head, rest, query).or(title) };
    let stage = funnel.and_then(|funnel| {
        let stage = funnel.stage(deal.stage).map(|stage| &stage.name);
        stage.or_else(|| funnel.end(deal.stage).map(|end| &end.name)).map(|name| pen.language.of(name))
    });
    line.side = stage.into_iter().chain(money(Format::money_compact)).collect::<Vec<_>>().join(" · ");
    line
}

fn is_at_work(workspace: &Workspace, subject: Subject) -> bool {
    let Subject::Deal(id) = subject else { return false };
    let deal = workspace.deal(id);
    deal.is_some_and(|deal| workspace.pipeline_of(deal.stage).is_some_and(|of| of.position(deal.stage).is_some()))
}

/// Why something was found whose head does not say it: the first of its other texts that does.
fn why<'t>(head: &Marked, rest: impl Iterator<Item = &'t String>, query: &Query) -> Option<Marked> {
    if !head.marks.is_empty() || query.is_empty() {
        return None;
    }
    rest.map(|text| excerpt(text, query)).find(|text| !text.marks.is_empty())
}

fn told(text: String, query: &Query) -> Option<Marked> {
    (!text.is_empty()).then(|| Marked::new(text, query))
}

/// A long text as far as it is shown: from a little before what was looked for.
fn excerpt(text: &str, query: &Query) -> Marked {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let whole = Marked::new(&text, query);
    let count = text.chars().count();
    if count <= SHOWN {
        return whole;
    }
    let first = whole.marks.first().map_or(0, |mark| text[..mark.start].chars().count());
    let from = first.saturating_sub(BEFORE).min(count - SHOWN);
    let part: String = text.chars().skip(from).take(SHOWN).collect();
    let (before, after) = (if from > 0 { "…" } else { "" }, if from + SHOWN < count { "…" } else { "" });
    Marked::new(format!("{before}{part}{after}"), query)
}
