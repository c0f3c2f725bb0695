//! What came of the acts of robots, in words.

use super::Sentence;
use crate::app::clock;
use crate::app::format::Format;
use crate::app::locale::Language;
use crate::domain::{Deed, Evidence, MemberId, Moment, Run, Slug, Tongue, Workspace};

/// Puts acts into words.
#[derive(Clone, Copy)]
pub struct Report<'a> {
    sentence: Sentence<'a>,
    format: Format,
    now: Moment,
}

impl<'a> Report<'a> {
    /// In the words of the screen.
    pub fn new(workspace: &'a Workspace, language: Language, format: Format) -> Self {
        let sentence = Sentence { words: language.words(), tongue: tongue(language), workspace };
        Self { sentence, format, now: clock::now() }
    }

    /// What the toast says of an act: which robot, with whom, what.
    pub fn told(&self, run: &Run) -> String {
        let Sentence { words, workspace, .. } = self.sentence;
        let whom = workspace.deal(run.deal).map(|deal| deal.called(workspace).to_owned()).unwrap_or_default();
        words.robots.said.fill([&self.name(run.robot), &words.contact.result.fill([&whom, &self.did(run)])])
    }

    /// What the robot is called; one that is gone goes by its name in the records.
    pub fn name(&self, robot: Slug) -> String {
        let Sentence { workspace, tongue, .. } = self.sentence;
        workspace.robot(robot).map_or_else(|| robot.to_string(), |robot| robot.name.in_tongue(tongue).to_owned())
    }

    /// Why it acted: what it waits for, and since when that has been so.
    pub fn why(&self, run: &Run) -> Option<String> {
        let Sentence { words, workspace, .. } = self.sentence;
        let robot = workspace.robot(run.robot)?;
        let since = self.format.moment(run.since.0, self.now.0);
        Some(words.robots.because.fill([&self.sentence.when(&robot.when), &since]))
    }

    /// What came of it.
    pub fn did(&self, run: &Run) -> String {
        let deeds: Vec<_> = run.did.iter().map(|deed| self.deed(deed)).collect();
        if deeds.is_empty() { self.sentence.words.robots.nothing_to_do.to_owned() } else { deeds.join(", ") }
    }

    fn deed(&self, deed: &Deed) -> String {
        let words = self.sentence.words.robots;
        let moment = |at: &Moment| self.format.moment(at.0, self.now.0);
        match deed {
            Deed::Moved(to) => words.moved.fill([&self.sentence.place(*to)]),
            Deed::Began(_, stage) => words.began.fill([&self.sentence.place(*stage)]),
            Deed::Assigned(member) => words.assigned.fill([&self.member(*member)]),
            Deed::Planned(at) => words.planned.fill([&moment(at)]),
            Deed::Kept(at) => words.kept.fill([&moment(at)]),
            Deed::Tagged(tag) => words.tagged.fill([tag]),
            Deed::Message(..) => words.messaged.to_owned(),
            Deed::Told(members) if members.is_empty() => words.told_nobody.to_owned(),
            Deed::Told(members) => {
                let names: Vec<_> = members.keys().map(|&member| self.member(member)).collect();
                words.told.fill([&names.join(", ")])
            }
            Deed::Refused(to, lacks, rule) => {
                // A place that is gone says so itself.
                if *rule == Some(6) {
                    return words.refused.fill([to.as_str(), words.no_place]);
                }
                let why = if lacks.is_empty() { self.rule(*rule).to_owned() } else { self.lacks(lacks) };
                words.refused.fill([&self.sentence.place(*to), &why])
            }
            Deed::NotPlanned => words.not_planned.to_owned(),
            Deed::NobodyToAssign(role) => words.nobody.fill([self.sentence.words.roles.of(*role)]),
        }
    }

    fn member(&self, member: MemberId) -> String {
        self.sentence.workspace.member(member).map(|member| member.name.clone()).unwrap_or_default()
    }

    /// What a robot lacks: data and proofs, as the funnel calls them.
    fn lacks(&self, lacks: &[Slug]) -> String {
        let stages = || self.sentence.workspace.pipelines().flat_map(|funnel| &funnel.stages);
        let proof =
            |id: Slug| -> Option<&Evidence> { stages().flat_map(|stage| &stage.evidence).find(|proof| proof.id == id) };
        let name = |&id: &Slug| match proof(id) {
            Some(proof) => proof.text.in_tongue(self.sentence.tongue).to_owned(),
            None => self.sentence.field(id),
        };
        let names: Vec<_> = lacks.iter().map(name).collect();
        self.sentence.words.robots.lacks.fill([&names.join(", ")])
    }

    /// The rules by their numbers in docs/rules.md.
    fn rule(&self, rule: Option<u8>) -> &'static str {
        let words = self.sentence.words.robots;
        match rule {
            Some(2) => words.no_skipping,
            Some(4) => words.no_back,
            Some(14) => words.needs_reason,
            Some(15) => words.needs_date,
            Some(19 | 58) => words.is_closed,
            Some(50) => words.is_archived,
            _ => words.not_allowed,
        }
    }
}

/// The language of the screen, as the workspace knows it.
pub fn tongue(language: Language) -> Tongue {
    match language {
        Language::Ru => Tongue::Ru,
        Language::En => Tongue::En,
    }
}
