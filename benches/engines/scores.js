// One worker for each engine: the columns come in, codes go out. Classic, because wasm-bindgen's script is.
let engine = null;

const ENGINES = {
  async voronka() {
    importScripts("/engines/figures.js");
    await wasm_bindgen({ module_or_path: "/engines/figures_bg.wasm" });
    return ({ customer, day, kind, amount }, asOf) => wasm_bindgen.codes(customer, day, kind, amount, asOf);
  },
  async crossfilter() {
    importScripts("/engines/crossfilter.js");
    const { codes } = await import("/engines/scores-rule.js");
    return ({ customer, day, kind, amount }, asOf) => {
      const rows = Array.from(customer, (c, at) => ({ c, day: day[at], kind: kind[at], amount: amount[at] }));
      const add = (sum, row) => {
        sum.spent += row.amount;
        if (row.kind === 0) {
          sum.count += 1;
          if (row.day > sum.last) sum.last = row.day;
        }
        return sum;
      };
      const begin = () => ({ spent: 0, count: 0, last: 0 });
      const sums = crossfilter(rows).dimension((row) => row.c).group().reduce(add, add, begin).all();
      const priced = Uint32Array.from(sums, ({ value }) => value.count);
      const recency = Uint32Array.from(sums, ({ value }) => asOf - value.last);
      return codes({ recency, frequency: priced, spent: Float64Array.from(sums, ({ value }) => value.spent), priced });
    };
  },
  // No engine at all: what can be had by knowing beforehand that customers are numbered without gaps.
  async plain() {
    const { codes } = await import("/engines/scores-rule.js");
    return ({ customer, day, kind, amount, customers }, asOf) => {
      const last = new Uint32Array(customers);
      const count = new Uint32Array(customers);
      const spent = new Float64Array(customers);
      for (let at = 0; at < customer.length; at += 1) {
        const who = customer[at];
        spent[who] += amount[at];
        if (kind[at] === 0) {
          count[who] += 1;
          if (day[at] > last[who]) last[who] = day[at];
        }
      }
      return codes({ recency: last.map((day) => asOf - day), frequency: count, spent, priced: count });
    };
  },
};

onmessage = async ({ data }) => {
  if (data.engine) {
    engine = await ENGINES[data.engine]();
    postMessage("ready");
    return;
  }
  const begun = performance.now();
  const codes = engine(data.columns, data.asOf);
  postMessage({ took: performance.now() - begun, codes });
};
