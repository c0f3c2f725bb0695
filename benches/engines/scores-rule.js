// The grades as the specification has them ("nearest quarter, ties whole"), over columns of summarised customers: what
// every engine in JavaScript shares, since none of them knows this rule.

/** How many of the sorted values make the group nearest to a quarter, ties whole, not nobody and not everybody. */
function quarter(sorted, same) {
  const all = sorted.length;
  let best = 0;
  for (let size = 1; size < all; size += 1) {
    if (same(sorted[size - 1], sorted[size])) continue;
    if (best === 0 || Math.abs(4 * size - all) < Math.abs(4 * best - all)) best = size;
    if (4 * size >= all) break;
  }
  return best;
}

/** The best and the worst boundary of values, of which `better` comes first; none when all are equal. */
function edges(values, better) {
  const sorted = values.slice().sort(better);
  const same = (one, other) => better(one, other) === 0;
  const size = quarter(sorted, same);
  if (size === 0) return null;
  const backwards = sorted.slice().reverse();
  return { best: sorted[size - 1], worst: backwards[quarter(backwards, same) - 1] };
}

const grade = (edges, value, better) => {
  if (!edges) return 2;
  if (better(value, edges.best) <= 0) return 3;
  return better(value, edges.worst) >= 0 ? 1 : 2;
};

/** Codes like 333, one for each customer of `{ recency, frequency, spent, priced }`; amounts are below 2^53. */
export function codes({ recency, frequency, spent, priced }) {
  const count = recency.length;
  const fewer = (one, other) => one - other;
  const more = (one, other) => other - one;
  // Averages are compared as fractions: sum times count stays exact.
  const dearer = (one, other) => spent[other] * priced[one] - spent[one] * priced[other];
  const r = edges(recency, fewer);
  const f = edges(frequency, more);
  const m = edges(Uint32Array.from({ length: count }, (_, at) => at), dearer);
  const made = new Uint16Array(count);
  for (let at = 0; at < count; at += 1) {
    made[at] = 100 * grade(r, recency[at], fewer) + 10 * grade(f, frequency[at], more) + grade(m, at, dearer);
  }
  return made;
}
