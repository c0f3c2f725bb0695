//! Chance that is the same on every machine: a generator of whole numbers (SplitMix64) and the draws made with it.
//! Deliberately not here: what is drawn.

use super::phrase::Several;

/// A stream of draws.
pub(super) struct Chance(u64);

impl Chance {
    /// The stream of this name under a seed. Streams of different names do not disturb one another, so a change in one
    /// part of the company leaves the others as they were.
    pub(super) fn new(seed: u64, name: &str) -> Self {
        // FNV-1a, so that a name becomes a number without a hasher that differs between versions of the library.
        let name = name
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        let mut chance = Self(seed ^ name);
        chance.next();
        chance
    }

    /// The next number of the stream.
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }

    /// A number from 0, smaller than `end`; 0 when `end` is 0.
    pub(super) fn below(&mut self, end: usize) -> usize {
        let wide = u128::from(self.next()) * end as u128;
        (wide >> 64) as usize
    }

    /// A number from `low` to `high`, both possible; `low` when they are the wrong way round.
    pub(super) fn between(&mut self, low: i64, high: i64) -> i64 {
        let width = high.saturating_sub(low).saturating_add(1).max(0);
        low + self.below(usize::try_from(width).unwrap_or(usize::MAX)) as i64
    }

    /// True in so many cases of a hundred.
    pub(super) fn percent(&mut self, percent: u32) -> bool {
        self.below(100) < percent as usize
    }

    /// About `usual`, from a half to nearly twice as much, a little more than usual on the average: the way in which
    /// things take time.
    pub(super) fn about(&mut self, usual: i64) -> i64 {
        usual * (50 + self.below(60) as i64 + self.below(70) as i64) / 100
    }

    /// One of several.
    pub(super) fn pick<'a, T>(&mut self, from: &'a Several<T>) -> &'a T {
        from.at(self.below(from.len()))
    }

    /// One of several by their weights; none when all weights are 0.
    pub(super) fn weighted<'a, T>(&mut self, from: &'a [T], weight: impl Fn(&T) -> u32) -> Option<&'a T> {
        let mut left = self.below(from.iter().map(|item| weight(item) as usize).sum());
        from.iter().find(|item| {
            let weight = weight(item) as usize;
            let here = left < weight;
            left = left.saturating_sub(weight);
            here
        })
    }

    /// Puts items in a random order.
    pub(super) fn shuffle<T>(&mut self, items: &mut [T]) {
        for end in (1..items.len()).rev() {
            items.swap(end, self.below(end + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_numbers_of_splitmix64() {
        // Vigna's splitmix64.c started at 1234567.
        let mut chance = Chance(1_234_567);
        let first: Vec<_> = (0..3).map(|_| chance.next()).collect();
        assert_eq!(first, [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]);
    }

    #[test]
    fn draws_keep_their_bounds() {
        let mut chance = Chance::new(7, "bounds");
        for _ in 0..1000 {
            assert!((-3..=4).contains(&chance.between(-3, 4)));
            assert!((50..=178).contains(&chance.about(100)));
        }
        assert_eq!((chance.below(0), chance.between(5, 5), chance.between(5, -5)), (0, 5, 5));
        assert_eq!(chance.weighted(&[0, 3, 0], |&weight| weight), Some(&3));
        assert_eq!(chance.weighted(&[0, 0], |&weight| weight), None);
        let mut items: Vec<_> = (0..50).collect();
        chance.shuffle(&mut items);
        assert_ne!(items, (0..50).collect::<Vec<_>>());
        items.sort_unstable();
        assert_eq!(items, (0..50).collect::<Vec<_>>());
    }
}
