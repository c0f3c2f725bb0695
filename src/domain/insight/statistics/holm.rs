//! Many questions asked at once. S. Holm, Scandinavian Journal of Statistics 1979, 6:65.

/// What each p is worth beside the others, in the order given: when all that are below 5 % are believed, the chance that
/// any of them is a chance finding stays below 5 %. The smallest is multiplied by the number of questions, the next by
/// one less, and so on; none gets smaller than the one before it, none greater than 1.
pub fn adjusted(p: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|&one, &other| p[one].total_cmp(&p[other]));
    let mut all = vec![0.0; p.len()];
    let mut before = 0.0_f64;
    for (rank, at) in order.into_iter().enumerate() {
        before = before.max(p[at] * (p.len() - rank) as f64).min(1.0);
        all[at] = before;
    }
    all
}
