// Files that people drop, invented anew for every run from a fixed seed.
import type { Paper } from "./app";

/** Numbers from 0 up to 1 that are the same in every run. */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The day so many days ago where the browser is (the zone of the configuration): there tomorrow comes earlier than in
 * Greenwich. */
export const daysAgo = (days: number) =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Moscow" }).format(Date.now() - days * 86_400_000);

/** A table as text. */
export const csv = (rows: (string | number)[][]) =>
  rows
    .map((row) =>
      row.map((cell) => (/[",\n]/.test(`${cell}`) ? `"${`${cell}`.replaceAll('"', '""')}"` : cell)).join(","),
    )
    .join("\n") + "\n";

/** The stages of a CRM export, as it calls them. */
export const EXPORT_STAGES = ["Won", "Lost", "Engaging", "Prospecting"] as const;
export type ExportStage = (typeof EXPORT_STAGES)[number];

/** An export of deals in the shape of a CRM, with the dirt that real ones have: deals without a customer, a product
 * written in two ways, empty dates and amounts. */
export function dealsExport(rows: number, seed = 7): { file: Paper; counts: Record<ExportStage, number> } {
  const next = chance(seed);
  const pick = <T>(list: readonly T[]) => list[Math.floor(next() * list.length)]!;
  const counts = { Won: 0, Lost: 0, Engaging: 0, Prospecting: 0 };
  const agents = ["Anna Lee", "Bob Ray", "Cora Venn", "Dan Otis"];
  const products = ["GTX Pro", "GTXPro", "GTX Basic", "MG Special", "MG Advanced"];
  const accounts = Array.from({ length: 60 }, (_, at) => `Company ${at + 1}`);
  const day = (from: string, days: number) =>
    new Date(Date.parse(from) + Math.floor(next() * days) * 86_400_000).toISOString().slice(0, 10);
  const lines = Array.from({ length: rows }, (_, at) => {
    const stage = pick([...EXPORT_STAGES, "Won", "Lost", "Won"] as const);
    counts[stage] += 1;
    const closed = stage === "Won" || stage === "Lost";
    const engaged = stage === "Prospecting" ? "" : day("2016-10-20", 300);
    const account = !closed && next() < 0.6 ? "" : pick(accounts);
    const value = stage === "Won" ? Math.round(next() * 6_000) + 38 : stage === "Lost" ? 0 : "";
    const id = `X${at.toString(36).toUpperCase().padStart(7, "0")}`;
    return [id, pick(agents), pick(products), account, stage, engaged, closed ? day(engaged, 120) : "", value];
  });
  const header = "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value".split(",");
  return { file: { name: "deals.csv", text: csv([header, ...lines]) }, counts };
}

/** A deal of a small board: whose it is, the name of its stage, and data that the stages ask for. */
export type Drawn = [customer: string, stage: string, data?: Partial<Record<string, string>>];

/** A file of deals that our own stages stand in. */
export function boardFile(deals: Drawn[]): Paper {
  const asked = ["address", "ship_date", "approvers", "task"];
  const header = ["opportunity_id", "title", "account", "deal_stage", "close_value", "engage_date", ...asked];
  const line = ([customer, stage, data = {}]: Drawn, at: number) => [
    `B${at}`,
    `Поставка ${at + 1}`,
    customer,
    stage,
    1000 + at,
    "2026-10-01",
    ...asked.map((name) => data[name] ?? ""),
  ];
  return { name: "board.csv", text: csv([header, ...deals.map(line)]) };
}
