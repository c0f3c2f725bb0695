// One worker for each engine: the columns come in, the figures of the page go out. Classic, because wasm-bindgen's script is.
let engine = null;

const ENGINES = {
  async voronka() {
    importScripts("/engines/figures.js");
    await wasm_bindgen({ module_or_path: "/engines/figures_bg.wasm" });
    return ({ deal, place, at, about, amount }, stages, asOf) => wasm_bindgen.report(stages, deal, place, at, about, amount, asOf);
  },
  // The engine puts the steps of each deal together; what they mean no engine knows.
  async crossfilter() {
    importScripts("/engines/crossfilter.js");
    const { report } = await import("/engines/funnel-rule.js");
    return ({ deal, place, at, about }, stages, asOf) => {
      const rows = Array.from(deal, (deal, nth) => ({ deal, place: place[nth], at: at[nth], about: about[nth] }));
      const add = (own, row) => {
        own.places.push(row.place);
        own.moments.push(row.at);
        own.abouts.push(row.about);
        return own;
      };
      const begin = () => ({ places: [], moments: [], abouts: [] });
      const deals = crossfilter(rows).dimension((row) => row.deal).group().reduce(add, add, begin).all();
      const walk = (take) => deals.forEach(({ value }) => take(value.places, value.moments, value.abouts, 0, value.places.length));
      return report(stages, walk, asOf);
    };
  },
  // No engine at all: what can be had by knowing beforehand that the steps come deal by deal.
  async plain() {
    const { report } = await import("/engines/funnel-rule.js");
    return ({ deal, place, at, about }, stages, asOf) => {
      const walk = (take) => {
        for (let from = 0; from < deal.length; ) {
          let to = from;
          while (to < deal.length && deal[to] === deal[from]) to += 1;
          take(place, at, about, from, to);
          from = to;
        }
      };
      return report(stages, walk, asOf);
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
  const figures = engine(data.columns, data.stages, data.asOf);
  postMessage({ took: performance.now() - begun, figures });
};
