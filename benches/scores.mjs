// The bench of the scores: a million purchases of a hundred thousand customers, scored by Voronka's own functions in
// WebAssembly and by JavaScript, each in a worker of a page of its own, on the same data to the same answer. Started by
// `cargo xtask bench`; see docs/performance.md.
import { heaviest, open, visit } from "./browser.mjs";
import { load, median } from "./figures.mjs";

const PURCHASES = 1_000_000;
const CUSTOMERS = 100_000;
const ROUNDS = Number(process.env.BENCH_ROUNDS || 3);
const ENGINES = ["voronka", "crossfilter", "plain"];

async function once(context, name) {
  const page = await visit(context, new URL("scores/index.html", process.env.PLAIN_URL).href);
  const seen = await page.evaluate(
    async ([name, count, customers]) => {
      const { AS_OF, purchases } = await import("/scores/purchases.js");
      const { amount, ...rest } = purchases(count, customers);
      const columns = { ...rest, amount: Float64Array.from(amount, Number), customers };
      const worker = new Worker("/scores/engines.js");
      const heard = () => new Promise((resolve, reject) => Object.assign(worker, { onmessage: ({ data }) => resolve(data), onerror: reject }));
      let answer = heard();
      worker.postMessage({ engine: name });
      await answer;
      answer = heard();
      const begun = performance.now();
      const buffers = Object.values(columns).map((column) => column.buffer).filter(Boolean);
      worker.postMessage({ columns, asOf: AS_OF }, buffers);
      const { took, codes } = await answer;
      const all = performance.now() - begun;
      let sum = 0;
      for (const code of codes) sum = (Math.imul(sum, 31) + code) >>> 0;
      return { took, all, sum, scored: codes.length };
    },
    [name, PURCHASES, CUSTOMERS],
  );
  return seen;
}

const seen = Object.fromEntries(ENGINES.map((name) => [name, []]));
for (let round = 0; round < ROUNDS; round += 1) {
  for (const name of ENGINES) {
    // A browser for each, so that what one has taken is not counted for the next.
    const { context, close } = await open();
    const one = await once(context, name);
    seen[name].push({ ...one, memory: await heaviest() });
    await close();
  }
}
const answers = new Set(ENGINES.flatMap((name) => seen[name].map(({ sum, scored }) => `${scored}:${sum}`)));
if (answers.size !== 1) throw new Error(`the engines do not agree: ${[...answers].join(", ")}`);

console.log(`\nScores of ${PURCHASES} purchases of ${CUSTOMERS} customers, the same answer from all; load ${load()}`);
const middle = (name, what) => median(seen[name].map((one) => one[what]));
for (const name of ENGINES) {
  const ratio = (what) => (middle("voronka", what) / middle(name, what)).toFixed(2);
  const memory = middle(name, "memory");
  console.log(
    `${name.padEnd(12)} ${middle(name, "took").toFixed(0).padStart(6)} ms (ours/this ${ratio("took")}), ` +
      (memory ? `peak of the process ${memory.toFixed(0)} MB (ours/this ${ratio("memory")})` : "memory not seen"),
  );
}
