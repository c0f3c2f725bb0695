//! Durations, the shortest first, taken from the front: who still waits at a given age, and how many end there.

/// The durations that are still ahead.
#[derive(Clone, Copy)]
pub(super) struct Waiting<'a, T>(&'a [T]);

impl<'a, T: Copy + Ord> Waiting<'a, T> {
    /// All of them; `sorted` has the shortest first.
    pub(super) fn all(sorted: &'a [T]) -> Self {
        Self(sorted)
    }

    /// How many are ahead.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// The shortest that is ahead.
    pub(super) fn next(&self) -> Option<T> {
        self.0.first().copied()
    }

    /// Leaves behind what is shorter than this.
    pub(super) fn pass(&mut self, until: T) {
        self.skip(|length| length < until);
    }

    /// Leaves behind what is exactly this long, when it is the shortest ahead: how many that were.
    pub(super) fn take(&mut self, at: T) -> usize {
        self.skip(|length| length == at)
    }

    fn skip(&mut self, goes: impl Fn(T) -> bool) -> usize {
        let count = self.0.iter().take_while(|&&length| goes(length)).count();
        self.0 = &self.0[count..];
        count
    }
}
