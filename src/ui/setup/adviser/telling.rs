//! The sentences of a finding.

use crate::domain::Slug;
use crate::domain::insight::adviser::{Fault, Finding};
use crate::domain::insight::proportion::Proportion;
use crate::ui::setup::editing::Editing;

/// A finding in words.
pub(super) struct Telling {
    pub(super) title: String,
    pub(super) facts: Option<String>,
    pub(super) why: &'static str,
    pub(super) article: String,
}

/// Which of the three articles says why.
const MAKERS: usize = 0;
const STAGES: usize = 1;
const BUYERS: usize = 2;

impl Telling {
    #[expect(clippy::too_many_lines, reason = "one row for each fault")]
    pub(super) fn of(editing: Editing, finding: &Finding) -> Self {
        let words = editing.words;
        let said = words.adviser;
        let name = |stage: Slug| stage_name(editing, stage);
        let here = finding.place.map(name).unwrap_or_default();
        let here = here.as_str();
        let number = |n: usize| words.grammar.number(n);
        let days = |days: u16| words.units.days_short.of(usize::from(days));
        let rate = |share: Proportion| rate(editing, share);
        let percent = |share: Proportion| editing.format.percent_whole(share.share());
        let plain = |text: &str| Some(text.to_owned());
        let (title, facts, why, article) = match &finding.fault {
            Fault::NoBuyerAction => (said.no_buyer_action.fill([here]), None, said.no_buyer_action_why, BUYERS),
            Fault::ManagerWorded => {
                let facts = plain(said.manager_worded_facts);
                (said.manager_worded.fill([here]), facts, said.manager_worded_why, BUYERS)
            }
            Fault::NoEvidence => {
                (said.no_evidence.fill([here]), plain(said.no_evidence_facts), said.no_evidence_why, BUYERS)
            }
            Fault::TickOnly => (said.tick_only.fill([here]), plain(said.tick_only_facts), said.tick_only_why, BUYERS),
            Fault::NoKeyStage(count) => {
                let facts = match count {
                    0 => said.no_key_stage_none.to_owned(),
                    many => said.no_key_stage_many.fill([&number(*many)]),
                };
                (said.no_key_stage.to_owned(), Some(facts), said.no_key_stage_why, STAGES)
            }
            Fault::KeyContradicted { other, chosen, better } => {
                let gain = |stage: &str, [before, after]: &[Proportion; 2]| {
                    said.key_gain.fill([stage, &rate(*before), &rate(*after)])
                };
                let other = name(*other);
                let facts = format!("{} {}", gain(&other, better), gain(here, chosen));
                (said.key_contradicted.fill([&other]), Some(facts), said.key_contradicted_why, STAGES)
            }
            Fault::NoLossReasons => {
                let facts = plain(said.no_loss_reasons_facts);
                (said.no_loss_reasons.fill([here]), facts, said.no_loss_reasons_why, BUYERS)
            }
            Fault::OtherSwallows(share) => {
                let facts = said.other_swallows_facts.fill([here, &rate(*share)]);
                (said.other_swallows.fill([&percent(*share)]), Some(facts), said.other_swallows_why, STAGES)
            }
            Fault::GenericReason(reason, stages) => {
                let facts = said.generic_reason_facts.fill([&number(*stages)]);
                let reason = editing.language.of(reason);
                (said.generic_reason.fill([&reason]), Some(facts), said.generic_reason_why, BUYERS)
            }
            Fault::Narrowing { now, before, days: median, reasons } => {
                let steps = said.narrowing_facts.fill([here, &rate(*now), &rate(*before)]);
                let facts = format!("{steps} {}", said.narrowing_more.fill([&days(*median), &number(*reasons)]));
                (said.narrowing.to_owned(), Some(facts), said.narrowing_why, STAGES)
            }
            Fault::NobodyLeaves(came) => {
                let facts = said.nobody_leaves_facts.fill([&words.units.deals.of(*came)]);
                (said.nobody_leaves.fill([here]), Some(facts), said.nobody_leaves_why, STAGES)
            }
            Fault::NothingEnters => {
                (said.nothing_enters.to_owned(), plain(said.nothing_enters_facts), said.nothing_enters_why, STAGES)
            }
            Fault::RobotLoop(robots) => {
                let named = |robot: &Slug| {
                    let robot = editing.store.peek(|workspace| workspace.robot(*robot).cloned());
                    robot.map(|robot| editing.language.of(&robot.name)).unwrap_or_default()
                };
                let circle: Vec<String> = robots.iter().map(named).collect();
                let facts = said.robot_loop_facts.fill([&circle.join(" → ")]);
                (said.robot_loop.to_owned(), Some(facts), said.robot_loop_why, MAKERS)
            }
            Fault::NormTooShort(norm, most) => {
                let facts = said.norm_facts.fill([here, &days(*norm), &days(*most)]);
                (said.norm_short.to_owned(), Some(facts), said.norm_short_why, MAKERS)
            }
            Fault::NormTooLong(norm, most) => {
                let facts = said.norm_facts.fill([here, &days(*norm), &days(*most)]);
                (said.norm_long.to_owned(), Some(facts), said.norm_long_why, MAKERS)
            }
            Fault::TooManyStages(count) => {
                let facts = said.too_many_facts.fill([&number(*count)]);
                (said.too_many.to_owned(), Some(facts), said.too_many_why, BUYERS)
            }
            Fault::Idle(next) => {
                let facts = said.idle_facts.fill([here, &name(*next)]);
                (said.too_many.to_owned(), Some(facts), said.too_many_why, BUYERS)
            }
            Fault::TooFewB2b(losses) => {
                let facts = said.too_few_facts.fill([&words.units.deals.of(*losses)]);
                (said.too_few.to_owned(), Some(facts), said.too_few_why, STAGES)
            }
            Fault::SkipsCost { skipped, kept } => {
                let facts = said.skips_facts.fill([&rate(*skipped), &rate(*kept)]);
                (said.skips.fill([here]), Some(facts), said.skips_why, STAGES)
            }
            Fault::NoQualification(count) => {
                let facts = said.no_qualification_facts.fill([&number(*count)]);
                (said.no_qualification.to_owned(), Some(facts), said.no_qualification_why, STAGES)
            }
            Fault::ManyPaths { ways, won } => {
                let path = |at: usize| said.path.fill([&name(ways[at]), &rate(won[at])]);
                let facts = format!("{} {} {}", said.paths_facts.fill([here]), path(0), path(1));
                (said.paths.to_owned(), Some(facts), said.paths_why, BUYERS)
            }
            Fault::NoNextHome => {
                (said.no_next_home.to_owned(), plain(said.no_next_home_facts), said.no_next_home_why, STAGES)
            }
            Fault::PausedNoDate(deals) => {
                (said.paused.of(deals.len()), plain(said.paused_facts), said.paused_why, STAGES)
            }
            Fault::RegulationUnread(unread) => {
                let place =
                    finding.place.map_or_else(|| editing.read(|funnel| editing.language.of(&funnel.name)), name);
                let names =
                    unread.iter().filter_map(|id| editing.store.peek(|workspace| workspace.member(*id).cloned()));
                let names: Vec<String> = names.map(|member| member.name.clone()).collect();
                let title = said.regulation.fill([&place, &said.people_unread.of(unread.len())]);
                (title, Some(names.join(", ")), said.regulation_why, STAGES)
            }
            Fault::KeyConfirmed(reached) => {
                let facts = said.key_confirmed_facts.fill([here, &rate(*reached)]);
                (said.key_confirmed.to_owned(), Some(facts), said.key_confirmed_why, STAGES)
            }
        };
        Self { title, facts, why, article: said.article.fill([said.articles[article]]) }
    }
}

/// A stage of the funnel on the page, or of any other.
fn stage_name(editing: Editing, id: Slug) -> String {
    let known = editing.read(|funnel| funnel.stage(id).map(|stage| editing.language.of(&stage.name)));
    known.unwrap_or_else(|| id.to_string())
}

/// A share with its range and its base: 55 % (42–67; 33 из 60).
fn rate(editing: Editing, share: Proportion) -> String {
    let words = editing.words;
    let (low, high) = share.range();
    let whole = |share: f64| editing.format.number((share * 100.0).round());
    let range = words.units.range.fill([&whole(low), &whole(high)]);
    let base = words.units.of.fill([&words.grammar.number(share.k), &words.grammar.number(share.n)]);
    words.adviser.rate.fill([&editing.format.percent_whole(share.share()), &range, &base])
}
