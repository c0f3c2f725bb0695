// A million purchases, the same for every engine: drawn by a small generator, so that nothing has to be downloaded.

/** Numbers from 0 to 1, always the same for a seed (mulberry32). */
export function chance(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** The first of the three years, in days of the common era as chrono counts them: 1 January 2024. */
export const FIRST = 738_886;
/** The day of the scores: 31 December 2026. */
export const AS_OF = FIRST + 1_095;

/**
 * Columns of purchases: customer, day, kind (0 a sale, 1 a refund of nothing in particular), amount in minor units. Some
 * customers buy much more often than others, and cheques differ by two orders of magnitude.
 */
export function purchases(count, customers, seed = 20_261_122) {
  const next = chance(seed);
  const columns = {
    customer: new Uint32Array(count),
    day: new Uint32Array(count),
    kind: new Uint32Array(count),
    amount: new BigInt64Array(count),
  };
  for (let at = 0; at < count; at += 1) {
    // Everybody buys once; after that the lower the number, the oftener.
    const often = Math.floor(customers * next() ** 3);
    columns.customer[at] = at < customers ? at : often;
    columns.day[at] = FIRST + Math.floor(1_096 * Math.sqrt(next()));
    const refund = at >= customers && next() < 0.02;
    columns.kind[at] = refund ? 1 : 0;
    const amount = Math.round(10_000 * 10 ** (2 * next()));
    columns.amount[at] = BigInt(refund ? -Math.floor(amount / 10) : amount);
  }
  return columns;
}
