//! Identities of what robots make. They are made of what the act is about, so that two tabs or devices that do the same
//! write the same records.

use crate::domain::identity::named;
use crate::domain::{DealId, EntryId, Moment, RunId, Slug};

/// The act of a robot with a deal on an occasion; `kind` and `mark` tell occasions of one deal apart.
pub(super) fn run(robot: Slug, deal: DealId, kind: u8, mark: u128) -> RunId {
    RunId(named(&[robot.as_str().as_bytes(), &deal.0.to_be_bytes(), &[kind], &mark.to_be_bytes()]))
}

/// The stage entry that an act makes with its command of this number.
pub(super) fn entry(run: RunId, number: u8) -> EntryId {
    EntryId(named(&[&run.0.to_be_bytes(), &[number]]))
}

/// The deal that an act begins with its command of this number, as old as the occasion.
pub(super) fn deal(run: RunId, number: u8, since: Moment) -> DealId {
    const AGE: u32 = 80;
    let age = u128::from(since.0.unsigned_abs()) << AGE;
    DealId(age | (entry(run, number).0 & ((1 << AGE) - 1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_differs_makes_another() {
        let (robot, other) = (Slug::new("sql-to-deal").unwrap(), Slug::new("sql-to-dea").unwrap());
        let one = run(robot, DealId(1), 0, 7);
        assert_eq!(one, run(robot, DealId(1), 0, 7));
        let others = [
            run(other, DealId(1), 0, 7),
            run(robot, DealId(2), 0, 7),
            run(robot, DealId(1), 1, 7),
            run(robot, DealId(1), 0, 8),
        ];
        assert!(others.iter().all(|other| *other != one));
        assert_ne!(entry(one, 0), entry(one, 1));
        let begun = deal(one, 0, Moment(1_788_220_800_000));
        assert_eq!(begun.0 >> 80, 1_788_220_800_000);
        assert_ne!(begun, deal(one, 1, Moment(1_788_220_800_000)));
    }
}
