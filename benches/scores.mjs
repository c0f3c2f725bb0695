// The bench of the scores: a million purchases of a hundred thousand customers, scored by Voronka's own functions in
// WebAssembly and by JavaScript, each in a worker of a page of its own, on the same data to the same answer. Started by
// `cargo xtask bench`; see docs/performance.md.
import { beside } from "./beside.mjs";

const PURCHASES = 1_000_000;

await beside({
  title: (codes) => `Scores of ${PURCHASES} purchases of ${codes.length} customers`,
  worker: "/engines/scores.js",
  async ask(count) {
    const { AS_OF, purchases } = await import("/engines/purchases.js");
    const customers = count / 10;
    const { amount, ...rest } = purchases(count, customers);
    return { columns: { ...rest, amount: Float64Array.from(amount, Number), customers }, asOf: AS_OF };
  },
  count: PURCHASES,
});
