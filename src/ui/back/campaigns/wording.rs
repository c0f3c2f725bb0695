//! What is said of a campaign, of a customer in it, of a letter's fate.

use crate::app::format::Format;
use crate::app::words::{Campaigns, Words};
use crate::domain::insight::effect::{Side, Verdict};
use crate::domain::{Fate, Letter};
use crate::ui::back::{Till, today};
use crate::ui::icon::Icon;

use super::day;

/// A letter's fate as a chip: its class, the icon, the words, and more about it.
#[derive(Clone, Copy, Debug)]
pub struct Fated {
    /// The class of the chip.
    pub class: &'static str,
    /// Its icon, if it has one.
    pub icon: Option<Icon>,
    /// Its words.
    pub text: &'static str,
}

/// What has become of the offer to a customer.
pub fn fate(words: &'static Campaigns, letter: Option<&Letter>) -> Fated {
    let says = |class, icon, text| Fated { class, icon, text };
    let Some(letter) = letter else { return says("chip", None, words.offered_mark) };
    match letter.fate {
        _ if letter.answered.is_some() => says("chip ok", Some(Icon::CHECK), words.answered_mark),
        Fate::Sent { .. } => says("chip ok", Some(Icon::CHECK), words.sent_mark),
        Fate::Ready => says("chip acc", Some(Icon::MAIL), words.ready_mark),
        Fate::Queued { .. } => says("chip acc", Some(Icon::CLOCK), words.queued_mark),
        Fate::Failed { .. } => says("chip bad", Some(Icon::ALERT_C), words.failed_mark),
        Fate::Dropped(_) => says("chip", None, words.dropped_mark),
    }
}

/// The same in one line, with its day and reason.
pub(super) fn fate_in_full(words: &'static Campaigns, all: &Words, format: Format, letter: &Letter) -> String {
    let on = |at| format.day_short(day(at), today());
    match &letter.fate {
        Fate::Sent { at, .. } => letter
            .answered
            .map_or_else(|| words.sent_on.fill([&on(*at)]), |answered| words.answered_on.fill([&on(answered)])),
        Fate::Failed { why, .. } if !why.is_empty() => all.units.comma.fill([words.failed_mark, why]),
        Fate::Queued { why, .. } if !why.is_empty() => all.units.comma.fill([words.queued_mark, why]),
        _ => fate(words, Some(letter)).text.to_owned(),
    }
}

/// A share of one in whole percentage points with its sign: +19 п.
fn points(words: &Words, share: f64, signed: bool) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "at most a hundred")]
    let whole = (share * 100.0).round() as i64;
    let sign = match whole.cmp(&0) {
        std::cmp::Ordering::Less if signed => "−",
        std::cmp::Ordering::Greater if signed => "+",
        _ => "",
    };
    words.units.points.fill([&format!("{sign}{}", whole.abs())])
}

/// A bare number of percentage points.
fn bare(share: f64) -> String {
    format!("{:.0}", (share * 100.0).abs())
}

/// What came of a campaign, in a sentence.
pub(super) fn verdict(words: &'static Campaigns, all: &Words, verdict: Verdict) -> String {
    match verdict {
        Verdict::NobodyToCompare => words.no_control.to_owned(),
        Verdict::TooFew => words.too_few_sides.to_owned(),
        Verdict::TooEarly => words.too_early.to_owned(),
        Verdict::Chance(low, high) => words.chance.fill([&points(all, low, true), &points(all, high, true)]),
        Verdict::Gain(low, high) => words.gain.fill([&bare(low), &points(all, high, false)]),
        Verdict::Loss(low, high) => words.loss.fill([&bare(high), &points(all, low, false)]),
    }
}

/// Who bought of a side: 3 из 8, 38 %.
pub(super) fn bought(words: &'static Campaigns, all: &Words, format: Format, side: Side) -> String {
    let [k, n] = [side.bought.k, side.bought.n].map(|count| all.grammar.number(count));
    match side.bought.n {
        0 => all.units.none.to_owned(),
        _ => {
            let of = words.of_bought.fill([&k, &n]);
            all.units.comma.fill([&of, &format.percent_whole(side.bought.share())])
        }
    }
}

/// What was spent for each customer of a side.
pub(super) fn spent(all: &Words, till: Till, side: Side) -> String {
    side.per_customer().map_or_else(|| all.units.none.to_owned(), |each| till.compact(each))
}
