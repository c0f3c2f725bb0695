//! The letters that the desk of the example has written from the baskets: each working day of the past weeks those that
//! were due, by the same rules as anybody. Some were answered, one came back, one customer asked for no more; those of
//! the last week and a bit still wait to be written.
//! Deliberately not here: who is due what (`insight::warming`).

use std::collections::BTreeMap;

use chrono::{Datelike, Days};

use super::DemoProblem;
use super::chance::Chance;
use super::content::Warming;
use super::wording::Wording;
use crate::domain::insight::warming::{Next, next};
use crate::domain::{
    Command, Context, Deal, EntryId, Fate, Letter, Moment, OptOut, Person, Post, Record, RecordId, Rejection, Way,
    Workspace, fill,
};

/// The working days on which letters were written, in calendar days ago.
const WRITTEN: std::ops::RangeInclusive<i64> = 9..=56;
/// How many of a hundred letters are answered.
const ANSWERED: u32 = 8;
/// Since when one comes back, and one answer asks for no more letters, in calendar days ago.
const TROUBLE: i64 = 30;

/// The letters, and the addresses that are not written to, of a desk with its plans.
///
/// # Errors
/// What the rules have against a letter: a content without sense.
pub(super) fn letters(
    desk: &mut Workspace,
    words: &Warming,
    wording: Wording<'_>,
    offset: i32,
    seed: u64,
) -> Result<Vec<Record>, DemoProblem> {
    let mut post = PostRoom { desk, words, wording, offset, chance: Chance::new(seed, "letters"), trouble: [false; 2] };
    let working = |ago: &i64| wording.diary.day(*ago).weekday().number_from_monday() <= 5;
    for ago in WRITTEN.rev().filter(working) {
        let today = wording.diary.day(ago);
        let due = next(post.desk, today, offset).into_iter();
        for next in due.take_while(|next| next.on <= today).filter(|next| next.ended.is_none()) {
            // Somebody whom two deals name may have asked for no more letters this very morning.
            if next.to.as_deref().is_some_and(|to| post.desk.opt_out(to).is_some()) {
                continue;
            }
            post.write(&next).map_err(|why| DemoProblem { place: "letters".into(), why: format!("{why:?}") })?;
        }
    }
    let letters = post.desk.letters().cloned().map(Record::Letter);
    Ok(letters.chain(post.desk.opt_outs().cloned().map(Record::OptOut)).collect())
}

/// The desk while it writes.
struct PostRoom<'a> {
    desk: &'a mut Workspace,
    words: &'a Warming,
    wording: Wording<'a>,
    offset: i32,
    chance: Chance,
    /// Whether a letter has come back, and whether somebody has asked for no more.
    trouble: [bool; 2],
}

impl PostRoom<'_> {
    /// Writes a letter on the day on which it is due, and what comes of it.
    fn write(&mut self, next: &Next) -> Result<(), Rejection> {
        let diary = self.wording.diary;
        let days = diary.days_since(next.on);
        let ago = diary.days_ago(days, self.chance.between(0, 400));
        let answered = self.chance.percent(ANSWERED);
        let by_file = self.chance.percent(15);
        let later = diary.days_ago((days - self.chance.between(1, 3)).max(0), self.chance.between(500, 999));
        let Some((letter, entered)) = self.letter(next) else { return Ok(()) };
        let (id, to) = (letter.id, letter.to.clone());
        // What is due at once is written as soon as the deal has come.
        let at = diary.moment(ago).max(entered);
        self.apply(Command::PrepareLetters(vec![Letter { made: at, ..letter }]), at)?;
        let recent = days <= TROUBLE;
        if recent && !answered && !self.trouble[0] {
            self.trouble[0] = true;
            self.apply(Command::Post(id, Post::Queue), at)?;
            self.apply(Command::Post(id, Post::Refused(self.wording.say(&self.words.bounced))), at)?;
            return self.refuse(to, self.wording.say(&self.words.no_address), diary.moment(later).max(at));
        }
        self.apply(Command::Post(id, Post::Sent(if by_file { Way::File } else { Way::Mail })), at)?;
        if !answered {
            return Ok(());
        }
        let at = diary.moment(later).max(at);
        self.apply(Command::Post(id, Post::Answered), at)?;
        if recent && !self.trouble[1] {
            self.trouble[1] = true;
            self.refuse(to, self.wording.say(&self.words.unsubscribed), at)?;
        }
        Ok(())
    }

    fn apply(&mut self, command: Command, now: Moment) -> Result<(), Rejection> {
        let context = Context { now, by: None, robot: None, entry: EntryId(0) };
        self.desk.apply(command, &context).map(drop)
    }

    /// Notes that an address is not written to any more.
    fn refuse(&mut self, address: String, why: String, at: Moment) -> Result<(), Rejection> {
        let refusal = OptOut { id: OptOut::of(&address), address, at, why, by: None };
        self.apply(Command::TakeIn(vec![refusal.into()]), at)
    }

    /// The letter, and when its deal came into the basket.
    fn letter(&self, next: &Next) -> Option<(Letter, Moment)> {
        let (deal, to) = (self.desk.deal(next.deal)?, next.to.clone()?);
        let message = self.desk.plan(next.basket)?.messages.iter().find(|message| message.id == next.message)?;
        let texts = [&message.subject, &message.body].map(|text| text.in_tongue(self.wording.tongue()));
        let gaps = texts.iter().flat_map(|text| fill(text, &BTreeMap::new()).missing);
        let values = gaps.filter_map(|gap| Some((gap.clone(), self.value(&gap, next, deal)?))).collect();
        let [subject, body] = texts.map(|text| fill(text, &values).text);
        let letter = Letter {
            id: next.letter,
            customer: next.customer,
            deal: Some(deal.id),
            source: next.source,
            to,
            subject,
            body,
            made: Moment::default(),
            by: deal.owner,
            fate: Fate::Ready,
            answered: None,
        };
        Some((letter, deal.entered()))
    }

    /// What fills a gap of a letter.
    fn value(&self, gap: &str, next: &Next, deal: &Deal) -> Option<String> {
        let (words, wording) = (self.words, self.wording);
        if let Some(name) = gap.strip_suffix("_link") {
            return Some(wording.fill(&words.link, &[("name", name)]));
        }
        if let Some(&days) = words.dates.get(gap) {
            return Some(wording.date(next.on.checked_add_days(Days::new(days))?));
        }
        let customer = || self.desk.customer(next.customer);
        match gap {
            "company" => Some(customer()?.name.clone()),
            "city" => customer()?.fields.get("city").cloned(),
            "contact" => Some(self.contact(next)?.name.clone()),
            "me" => Some(self.desk.member(deal.owner?)?.name.clone()),
            "first_talk_date" => Some(wording.date(deal.entered().day(self.offset))),
            gap => words.gaps.get(gap).map(|phrase| wording.say(phrase)),
        }
    }

    /// Whom a letter addresses: whose address it goes to, else the first of the customer's people.
    fn contact(&self, next: &Next) -> Option<&Person> {
        let people = || {
            self.desk.of(next.customer).filter_map(|record| match record {
                RecordId::Person(id) => self.desk.person(id).map(AsRef::as_ref),
                _ => None,
            })
        };
        let theirs = |person: &&Person| person.fields.get("email") == next.to.as_ref();
        people().find(theirs).or_else(|| people().next())
    }
}
