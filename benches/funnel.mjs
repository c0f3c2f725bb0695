// The bench of the funnel: all figures of the page «Анализ» over a million steps of deals, by Voronka's own functions in
// WebAssembly and by JavaScript, each in a worker of a page of its own, on the same data to the same answer. Started by
// `cargo xtask bench`; see docs/performance.md.
import { beside } from "./beside.mjs";

const STEPS = 1_000_000;

await beside({
  title: (figures) => `Figures of a funnel of ${STEPS} steps (${figures[0]} deals)`,
  worker: "/engines/funnel.js",
  async ask(count) {
    const { AS_OF, STAGES, deals } = await import("/engines/deals.js");
    return { columns: deals(count), stages: STAGES, asOf: AS_OF };
  },
  count: STEPS,
});
