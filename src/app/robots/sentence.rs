//! A robot in words: when, if, then.

use std::collections::BTreeSet;

use crate::app::words::{Count, Words};
use crate::domain::insight::rfm::{Code, Grade};
use crate::domain::{Action, Condition, Field, Robot, Role, Slug, Span, Text, Tongue, When, Whom, Workspace};

/// Puts robots into words, with the names that a workspace gives to stages and data.
#[derive(Clone, Copy)]
pub struct Sentence<'a> {
    /// The words of the screen.
    pub words: &'static Words,
    /// Their language.
    pub tongue: Tongue,
    /// Where stages and data have their names.
    pub workspace: &'a Workspace,
}

impl Sentence<'_> {
    /// The whole robot: «Когда сделка пришла на „SQL“, если заполнено: бюджет: перенести на „Новая сделка“».
    pub fn of(&self, robot: &Robot) -> String {
        let words = self.words.robots;
        let when = self.when(&robot.when);
        let conditions: Vec<_> = robot.only_if.iter().map(|condition| self.condition(condition)).collect();
        let then: Vec<_> = robot.then.iter().map(|action| self.action(action)).collect();
        match conditions.as_slice() {
            [] => words.without_if.fill([&when, &then.join(", ")]),
            _ => words.with_if.fill([&when, &conditions.join(", "), &then.join(", ")]),
        }
    }

    /// What it waits for.
    pub fn when(&self, when: &When) -> String {
        let words = self.words.robots;
        match when {
            When::Entered(place) => words.entered.fill([&self.place(*place)]),
            When::Stands(place, span) => words.stands.fill([&self.place(*place), &self.lasting(*span)]),
            When::OverNorm(None) => words.over_norm_any.to_owned(),
            When::OverNorm(Some(funnel)) => words.over_norm.fill([&self.funnel(*funnel)]),
            When::FieldSet(field) => words.field_set.fill([&self.field(*field)]),
            When::Won(funnels) if funnels.is_empty() => words.won_any.to_owned(),
            When::Won(funnels) => {
                // A funnel that the company does not have is no news to it.
                let known: Vec<_> = funnels.iter().filter(|&&id| self.workspace.pipeline(id).is_some()).collect();
                let named = if known.is_empty() { funnels.iter().collect() } else { known };
                words.won.fill([&list(named.into_iter().map(|&funnel| self.funnel(funnel)))])
            }
            When::Lost(reasons) if reasons.is_empty() => words.lost_any.to_owned(),
            When::Lost(reasons) => words.lost.fill([&list(reasons.iter().map(|&reason| self.reason(reason)))]),
            When::Returns(0) => words.returns_today.to_owned(),
            When::Returns(days) => words.returns.fill([&words.for_days.of(usize::from(*days))]),
            When::DateNear(field, 0) => words.date_today.fill([&self.field(*field)]),
            When::DateNear(field, days) => {
                words.date_near.fill([&self.field(*field), &words.for_days.of(usize::from(*days))])
            }
            When::Scored(codes) if codes.len() == Code::all().count() => words.scored_any.to_owned(),
            When::Scored(codes) => words.scored.fill([&self.scores(codes)]),
            When::LeavesBest(0) => words.left_best.to_owned(),
            When::LeavesBest(days) => words.leaves_best.fill([&words.for_days.of(usize::from(*days))]),
        }
    }

    /// What must be so besides.
    pub fn condition(&self, condition: &Condition) -> String {
        let words = self.words.robots;
        match condition {
            Condition::Filled(fields) => words.filled.fill([&list(fields.iter().map(|&field| self.field(field)))]),
            Condition::Holds(field, value) => words.holds.fill([&self.field(*field), value]),
            Condition::On(place) => words.on_place.fill([&self.place(*place)]),
            Condition::Stood(place) => words.stood.fill([&self.place(*place)]),
            Condition::NoContact => words.no_contact.to_owned(),
            Condition::NoTalk => words.no_talk.to_owned(),
            Condition::NotIn(funnel) => words.not_in.fill([&self.funnel(*funnel)]),
            Condition::Tagged(tag) => words.tagged_if.fill([tag]),
            Condition::Scored(codes) => words.scored_if.fill([&self.scores(codes)]),
        }
    }

    /// What it does.
    pub fn action(&self, action: &Action) -> String {
        let words = self.words.robots;
        match action {
            Action::Move(to) => words.go.fill([&self.place(*to)]),
            Action::Basket(None, _) => words.basket_by_reason.to_owned(),
            Action::Basket(Some(field), _) => words.basket.fill([&self.field(*field)]),
            Action::Return => words.back.to_owned(),
            Action::Begin(stage) => words.begin.fill([&self.place(*stage)]),
            Action::Assign(role) => words.assign[nth(*role)].to_owned(),
            Action::Plan { kind, after, .. } => words.plan.fill([words.kinds[*kind as usize], &self.coming(*after)]),
            Action::Tag(tag) => words.add_tag.fill([tag]),
            Action::Message(_) => words.message.to_owned(),
            Action::Notify(Whom::Owner) => words.tell_owner.to_owned(),
            Action::Notify(Whom::Role(role)) => words.tell[nth(*role)].to_owned(),
        }
    }

    /// How long something lasts: «2 рабочих часа».
    fn lasting(&self, span: Span) -> String {
        let words = self.words.robots;
        spoken(span, [&words.for_minutes, &words.for_hours, &words.for_working_days, &words.for_days])
    }

    /// How far ahead something is: «через 2 рабочих часа».
    fn coming(&self, span: Span) -> String {
        let words = self.words.robots;
        spoken(span, [&words.in_minutes, &words.in_hours, &words.in_working_days, &words.in_days])
    }

    /// A stage or end as the company calls it; one that is gone says so.
    pub fn place(&self, place: Slug) -> String {
        let funnel = self.workspace.pipeline_of(place);
        let name = funnel.and_then(|funnel| {
            let stage = funnel.stage(place).map(|stage| &stage.name);
            stage.or_else(|| funnel.end(place).map(|end| &end.name))
        });
        name.map_or_else(|| self.words.robots.missing.fill([place.as_str()]), |name| self.says(name))
    }

    /// Scores by their sides, as they are chosen: «давность средняя или худшая, частота лучшая»; those that can't be told
    /// so, by their digits.
    fn scores(&self, codes: &BTreeSet<Code>) -> String {
        let words = self.words.robots;
        let sides = sides(codes);
        if codes.is_empty() || scores(&sides) != *codes {
            return list(codes.iter().map(Code::to_string));
        }
        let side = |(at, grades): (usize, &BTreeSet<Grade>)| {
            // The best is what people look for first.
            let names: Vec<_> = grades.iter().rev().map(|&grade| grade_name(self.words, at, grade)).collect();
            let names = match names.as_slice() {
                [one] => (*one).to_owned(),
                [one, other] => words.either.fill([one, other]),
                _ => return None,
            };
            Some(format!("{} {names}", words.sides_short[at]))
        };
        let told: Vec<_> = sides.iter().enumerate().filter_map(side).collect();
        if told.is_empty() { words.any_grade.to_owned() } else { told.join(", ") }
    }

    fn funnel(&self, funnel: Slug) -> String {
        let known = self.workspace.pipeline(funnel).map(|funnel| self.says(&funnel.name));
        known.unwrap_or_else(|| funnel.to_string())
    }

    /// A piece of data as the stages and questions call it.
    pub fn field(&self, field: Slug) -> String {
        let named = fields(self.workspace).find(|known| known.id == field).map(|known| self.says(&known.name));
        named.unwrap_or_else(|| match field.as_str() {
            "amount" => self.words.board.amount.to_owned(),
            // What the robot that comes with a workspace waits for; no stage asks for it.
            "not_ready_reason" => self.words.robots.not_ready.to_owned(),
            name => name.to_owned(),
        })
    }

    fn reason(&self, reason: Slug) -> String {
        let stages = self.workspace.pipelines().flat_map(|funnel| &funnel.stages);
        let mut known = stages.flat_map(|stage| &stage.loss_reasons).filter(|known| known.id == reason);
        known.next().map_or_else(|| reason.to_string(), |known| self.says(&known.text))
    }

    fn says(&self, text: &Text) -> String {
        text.in_tongue(self.tongue).to_owned()
    }
}

/// Every piece of data that some stage or question asks for.
pub fn fields(workspace: &Workspace) -> impl Iterator<Item = Field> + '_ {
    workspace.pipelines().flat_map(|funnel| {
        let stages = funnel.stages.iter().flat_map(|stage| stage.required_fields.iter().chain(&stage.exit_fields));
        let questions = funnel.questions.iter().map(|question| question.field(funnel.id));
        stages.cloned().chain(questions)
    })
}

/// The grades of each side (recency, frequency, money) that some of these scores have; of a side with all three, none:
/// it does not matter.
pub fn sides(codes: &BTreeSet<Code>) -> [BTreeSet<Grade>; 3] {
    let sides: [fn(&Code) -> Grade; 3] = [|code| code.r, |code| code.f, |code| code.m];
    sides.map(|side| {
        let grades: BTreeSet<Grade> = codes.iter().map(side).collect();
        if grades.len() == Grade::ALL.len() { BTreeSet::new() } else { grades }
    })
}

/// Every score with these grades on each side.
pub fn scores(sides: &[BTreeSet<Grade>; 3]) -> BTreeSet<Code> {
    let [r, f, m] = sides;
    let has = |grades: &BTreeSet<Grade>, grade: Grade| grades.is_empty() || grades.contains(&grade);
    Code::all().filter(|code| has(r, code.r) && has(f, code.f) && has(m, code.m)).collect()
}

/// How a grade is called on a side, counted as [`sides`] does.
pub fn grade_name(words: &Words, side: usize, grade: Grade) -> &'static str {
    words.robots.grades[side * Grade::ALL.len() + usize::from(grade.digit()) - 1]
}

/// The place of a role in the words that have one for each.
fn nth(role: Role) -> usize {
    match role {
        Role::Qualifier => 0,
        Role::Hunter => 1,
        Role::Farmer => 2,
        Role::Head => 3,
    }
}

fn spoken(span: Span, [minutes, hours, working_days, days]: [&Count; 4]) -> String {
    let number = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
    match span {
        Span::WorkingMinutes(count) if count > 0 && count % 60 == 0 => hours.of(number(count / 60)),
        Span::WorkingMinutes(count) => minutes.of(number(count)),
        Span::WorkingDays(count) => working_days.of(usize::from(count)),
        Span::Days(count) => days.of(usize::from(count)),
    }
}

fn list(names: impl Iterator<Item = String>) -> String {
    names.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::words::words_for;
    use crate::data::{robots, template};
    use crate::domain::{Command, Context, EntryId, Moment, Record};

    fn desk() -> Workspace {
        let mut desk = Workspace::default();
        let records: Vec<Record> = template::four_r().unwrap().into_iter().map(Record::from).collect();
        let context = Context { now: Moment(0), by: None, robot: None, entry: EntryId(0) };
        desk.apply(Command::TakeIn(records), &context).unwrap();
        desk
    }

    #[test]
    fn scores_are_told_by_their_sides() {
        let desk = Workspace::default();
        let sentence = Sentence { words: words_for(["ru"]), tongue: Tongue::Ru, workspace: &desk };
        let said = |codes: &[&str]| {
            let codes = codes.iter().map(|code| code.parse().unwrap()).collect();
            sentence.condition(&Condition::Scored(codes))
        };
        assert_eq!(said(&["131", "132", "133"]), "оценка клиента: давность худшая, частота лучшая");
        assert_eq!(
            said(&["133", "233", "132", "232"]).replace('\u{a0}', " "),
            "оценка клиента: давность средняя или худшая, частота лучшая, чек лучший или средний"
        );
        assert_eq!(said(&["133", "333", "212"]), "оценка клиента: 133, 212, 333", "they are no sides");
        let all: Vec<String> = Code::all().map(|code| code.to_string()).collect();
        assert_eq!(said(&all.iter().map(String::as_str).collect::<Vec<_>>()), "оценка клиента: не\u{a0}важно");
    }

    /// Chosen as they are told, and told as they are chosen.
    #[test]
    fn sides_and_scores() {
        for (r, f) in Grade::ALL.into_iter().zip(Grade::ALL) {
            let chosen = [[r].into(), [f, Grade::Best].into(), BTreeSet::new()];
            assert_eq!(sides(&scores(&chosen)), chosen);
        }
    }

    #[test]
    fn every_robot_that_comes_with_a_workspace_says_what_it_does() {
        let desk = desk();
        let robots = robots::shipped(Moment(0)).unwrap();
        let said = |tongue, code| {
            let sentence = Sentence { words: words_for([code]), tongue, workspace: &desk };
            robots.iter().map(|robot| sentence.of(robot).replace('\u{a0}', " ")).collect::<Vec<_>>()
        };
        let (ru, en) = (said(Tongue::Ru, "ru"), said(Tongue::En, "en"));
        assert_eq!(
            ru[0],
            "Сделка пришла на «SQL (готов купить)», если заполнено: Задача клиента, Срок запуска, Бюджет, Контакт: ЛПР: \
             перенести на «Новая сделка», передать самому свободному хантеру, назначить звонок через 2 рабочих часа"
        );
        assert_eq!(
            ru[2],
            "Сделка стоит на «Новый лид» 15 рабочих минут, если на этапе с клиентом не говорили: сказать ведущему, \
             сказать лидорубам"
        );
        assert_eq!(
            ru[9],
            "Клиент купил: Сделки, если клиента нет в «regular»: начать с клиентом новую сделку на «regular.running \
             (такого этапа нет)», передать самому свободному фермеру, назначить звонок через 30 дней"
        );
        assert_eq!(
            en[6],
            "A deal stands on a stage longer than its norm, if no contact is planned: plan a call in 1 working day, tell the head"
        );
        assert_eq!(
            en[8],
            "The return date of a paused deal has come: return to the stage where it stood, plan a call in 2 working hours, tell the owner"
        );
        assert_eq!(
            ru[11],
            "До ухода клиента из лучших по давности 7 дней, если оценка клиента: давность лучшая, частота лучшая, чек \
             лучший: сказать ведущему, назначить звонок через 1 рабочий день"
        );
        assert_eq!(
            en[12],
            "The customer’s score became: recency middle or worst, frequency best, order best: tell the owner, tell the \
             head, plan a call in 2 working days"
        );
        // A name that is not found would stand in the sentence as it is.
        for (sentence, robot) in en.iter().zip(&robots).filter(|(_, robot)| robot.id.as_str() != "won-to-regular") {
            assert!(!sentence.contains("-4r") && !sentence.contains('_'), "{}: {sentence}", robot.id);
            assert!(sentence.is_ascii() || !sentence.chars().any(|c| ('а'..='я').contains(&c)), "{sentence}");
        }
    }
}
