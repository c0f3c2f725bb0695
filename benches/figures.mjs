// Figures and the table they are printed in.
import { loadavg } from "node:os";

const sorted = (list) => list.filter((value) => value !== null && Number.isFinite(value)).sort((a, b) => a - b);

/** The value below which a share of all lies; none of nothing. */
export function quantile(list, share) {
  const all = sorted(list);
  return all.length ? all[Math.max(0, Math.ceil(share * all.length) - 1)] : null;
}

/** The middle. */
export function median(list) {
  const all = sorted(list);
  if (!all.length) return null;
  const middle = all.length >> 1;
  return all.length % 2 ? all[middle] : (all[middle - 1] + all[middle]) / 2;
}

export const most = (list) => quantile(list, 1);

const figure = (value, unit) => {
  if (value === null || value === undefined) return "–";
  return unit === "ms" ? `${value < 100 ? value.toFixed(1) : value.toFixed(0)} ms` : String(value);
};

/** Prints rows of { what, cpu, unit, ours, plain, budget, met } as a table; `met` is true, false or a remark. */
export function print(rows) {
  const head = ["what", "CPU", "ours", "plain JS", "ratio", "budget", ""];
  const cells = rows.map(({ what, cpu, unit = "ms", ours, plain = null, budget = "", met = "" }) => [
    what,
    `${cpu}×`,
    figure(ours, unit),
    figure(plain, unit),
    plain && ours !== null ? (ours / plain).toFixed(2) : "–",
    budget,
    met === true ? "met" : met === false ? "NOT MET" : met,
  ]);
  const widths = head.map((name, at) => Math.max(...[name, ...cells.map((row) => row[at])].map((text) => text.length)));
  const line = (row) => row.map((text, at) => (at === 0 || at > 4 ? text.padEnd(widths[at]) : text.padStart(widths[at])));
  for (const row of [head, ...cells]) console.log(line(row).join("  ").trimEnd());
}

/** How busy the machine is: the figures of a busy one say little, their ratios more. */
export const load = () => loadavg().map((value) => value.toFixed(1)).join(" ");
