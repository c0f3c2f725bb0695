// Engines beside each other: the same columns into each, the same numbers out of each, or the bench is worth nothing.
import { heaviest, open, visit } from "./browser.mjs";
import { load, median } from "./figures.mjs";

const ROUNDS = Number(process.env.BENCH_ROUNDS || 3);
const ENGINES = ["voronka", "crossfilter", "plain"];

/** One engine in a worker of a page: how long it took, and its numbers. */
async function once(context, name, { worker, ask, count }) {
  const page = await visit(context, new URL("engines/index.html", process.env.PLAIN_URL).href);
  return page.evaluate(
    async ([name, address, ask, count]) => {
      const given = await new Function(`return (async function ${ask})`)()(count);
      const worker = new Worker(address);
      const heard = () => new Promise((resolve, reject) => Object.assign(worker, { onmessage: ({ data }) => resolve(data), onerror: reject }));
      let answer = heard();
      worker.postMessage({ engine: name });
      await answer;
      answer = heard();
      const buffers = Object.values(given.columns).map((column) => column.buffer).filter(Boolean);
      worker.postMessage(given, buffers);
      const { took, codes, figures } = await answer;
      return { took, answer: Array.from(codes ?? figures) };
    },
    [name, worker, ask.toString().replace(/^async ask/, ""), count],
  );
}

/** Runs all engines `ROUNDS` times and prints what they took. */
export async function beside(bench) {
  const seen = Object.fromEntries(ENGINES.map((name) => [name, []]));
  let first = null;
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const name of ENGINES) {
      // A browser for each, so that what one has taken is not counted for the next.
      const { context, close } = await open();
      const { took, answer } = await once(context, name, bench);
      seen[name].push({ took, memory: await heaviest() });
      await close();
      first ??= answer;
      const at = answer.findIndex((number, at) => number !== first[at]);
      if (answer.length !== first.length || at >= 0) {
        throw new Error(`${name} does not agree: ${answer.length} numbers, at ${at} ${answer[at]} and not ${first[at]}`);
      }
    }
  }
  console.log(`\n${bench.title(first)}, the same answer from all; load ${load()}`);
  const middle = (name, what) => median(seen[name].map((one) => one[what]));
  for (const name of ENGINES) {
    const ratio = (what) => (middle("voronka", what) / middle(name, what)).toFixed(2);
    const memory = middle(name, "memory");
    console.log(
      `${name.padEnd(12)} ${middle(name, "took").toFixed(0).padStart(6)} ms (ours/this ${ratio("took")}), ` +
        (memory ? `peak of the process ${memory.toFixed(0)} MB (ours/this ${ratio("memory")})` : "memory not seen"),
    );
  }
}
