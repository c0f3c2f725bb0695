//! The regulations of the example company: each as it comes, the one of the quote after three earlier wordings. All of the
//! desk have read all but the two that were published ten days ago, which two people still have to.
//! Deliberately not here: the wordings themselves (`data::regulation`).

use super::DemoProblem;
use super::diary::{DAY, Diary};
use crate::data::regulation::shipped;
use crate::domain::{Member, MemberId, Moment, Record, Regulation, Role, Signature, Wording};

/// The stage that holds deals up, of which the desk has thought most.
const REWORDED: &str = "deals-4r.quote";
/// The funnel whose own regulation was published with it.
const WITH_IT: &str = "deals-4r";
/// Calendar days since each wording of it, the one in force last.
const WORDED: [i64; 4] = [320, 190, 75, 10];
/// Calendar days since all others.
const BEGAN: i64 = 320;

/// The regulations as records to take in after those of the company, whose people sign them. `json` is the text of
/// `content/regulations.json`; the same records and now give the same regulations.
///
/// # Errors
/// What is wrong with the text.
pub fn regulations(
    json: &str,
    company: &[Record],
    now: Moment,
    offset_minutes: i32,
) -> Result<Vec<Record>, DemoProblem> {
    let diary = Diary::new(now, offset_minutes);
    let shipped = shipped(json, now).map_err(|why| DemoProblem { place: "regulations".into(), why })?;
    let desk: Vec<&Member> = company
        .iter()
        .filter_map(|record| match record {
            Record::Member(member) => Some(&**member),
            _ => None,
        })
        .collect();
    Ok(shipped.into_iter().map(|regulation| lived(regulation, &desk, &diary).into()).collect())
}

/// A regulation with its past and signatures.
fn lived(mut regulation: Regulation, desk: &[&Member], diary: &Diary) -> Regulation {
    let head = desk.iter().find(|member| member.role == Some(Role::Head)).map(|head| head.id);
    let worded: &[i64] = match regulation.id.as_str() {
        REWORDED => &WORDED,
        WITH_IT => &[BEGAN, WORDED[3]],
        _ => &[BEGAN],
    };
    if let Some(last) = regulation.editions.pop() {
        let before = worded.len() - 1;
        regulation.editions = worded
            .iter()
            .enumerate()
            .map(|(at, &days)| Wording {
                since: diary.moment(diary.days_ago(days, 0)),
                by: head,
                ..grown(&last, before - at)
            })
            .collect();
    }
    let late = if worded.last() == WORDED.last() { unhurried(desk) } else { [None; 2] };
    for (at, member) in desk.iter().enumerate() {
        let waits = late.contains(&Some(member.id));
        let signs = if waits { worded.len() - 1 } else { worded.len() };
        let Some(days) = signs.checked_sub(1).and_then(|last| worded.get(last)) else { continue };
        // One or two working days after it came, one after another in the morning.
        let after = DAY * (1 + i64::from(at % 3 == 2)) + 20 + 30 * (at % 16) as i64;
        let ago = diary.days_ago(*days, 0) - after;
        let edition = u32::try_from(signs).unwrap_or(u32::MAX);
        regulation.signed.insert(member.id, Signature { edition, at: diary.moment(ago) });
    }
    regulation
}

/// A wording so many editions before the last: the desk has added a point each time, and what is not done with the last
/// but one.
fn grown(last: &Wording, before: usize) -> Wording {
    let keep = last.points.len().saturating_sub(before).max(1);
    let points = last.points.iter().take(keep).cloned().collect();
    let forbidden = last.forbidden.iter().take(if before > 1 { 0 } else { last.forbidden.len() }).cloned().collect();
    Wording { points, forbidden, ..last.clone() }
}

/// The two who take their time: the last of the hunters and the first of the farmers.
fn unhurried(desk: &[&Member]) -> [Option<MemberId>; 2] {
    let with = |role| desk.iter().filter(move |member| member.role == Some(role)).map(|member| member.id);
    [with(Role::Hunter).next_back(), with(Role::Farmer).next()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wording_grows() {
        let points = ["а", "б", "в", "г", "д"].map(crate::domain::Text::from).to_vec();
        let last =
            Wording {
                since: Moment(0), by: None, forbidden: points[..2].to_vec(), points, done: "готово".into()
            };
        let sizes = |before| (grown(&last, before).points.len(), grown(&last, before).forbidden.len());
        assert_eq!([3, 2, 1, 0].map(sizes), [(2, 0), (3, 0), (4, 2), (5, 2)]);
        assert_eq!(sizes(9), (1, 0), "it has a point at least");
    }
}
