// The bench of the working day: a hundred thousand deals and as many people, listed, sorted, grouped, chosen and changed all
// at once, their customers sorted and looked through, a copy of everything made and restored. From the hand to the last
// frame that answers, and every task that kept the page from answering meanwhile. Started by `cargo xtask bench`; see
// docs/performance.md.
import { heaviest, open, takeIn, visit } from "./browser.mjs";
import { load, most } from "./figures.mjs";
import { table } from "./people.mjs";

const APP = process.env.VORONKA_URL;
const DEALS = Number(process.env.BENCH_DEALS) || 100_000;
/** Nothing has moved for so long: what was asked for is there. */
const QUIET = 1_000;

const { context, close } = await open();
const page = await visit(context, APP);
await takeIn(page, table(DEALS));
await page.evaluate(() => {
  const drawn = () => window.bench.afterPaint((now) => (window.bench.drawn = now));
  const all = { subtree: true, childList: true, characterData: true, attributes: true };
  new MutationObserver(drawn).observe(document.body, all);
});

/** Does something, waits until `shown` is there and the page is still; how long that took, and its longest task. */
async function measured(what, act, shown) {
  await page.waitForTimeout(1_500);
  const from = await page.evaluate(() => (window.bench.drawn = performance.now()));
  await act();
  await shown?.();
  await page.waitForFunction((quiet) => performance.now() - window.bench.drawn > quiet, QUIET, { polling: 100 });
  const [drawn, long] = await page.evaluate(
    (from) => [window.bench.drawn, window.bench.long.filter(([start]) => start >= from)],
    from,
  );
  const longest = most(long.map(([, duration]) => duration)) ?? 0;
  // What is still on its way to the disk is no part of the next.
  await page.waitForFunction(() => document.querySelector(".save[data-state]")?.dataset.state === "saved");
  console.log(
    `${what.padEnd(42)} ${(drawn - from).toFixed(0).padStart(6)} ms; ${String(long.length).padStart(3)} tasks over 50 ms, ` +
      `the longest ${longest.toFixed(0)} ms`,
  );
}

const list = page.getByRole("table", { name: "Сделки таблицей" });
const head = (name) => list.getByRole("columnheader", { name }).getByRole("button");
const dialog = page.getByRole("dialog");
const toast = page.locator(".toast");
const owner = async (at) => {
  await page.keyboard.press("h");
  await dialog.getByLabel("Ведёт").selectOption({ index: at });
};
const changed = () => dialog.waitFor({ state: "detached" });
const carryOut = () => page.keyboard.press("Control+Enter");

console.log(`\nThe working day with ${DEALS} deals and as many people; load ${load()}`);
await measured("the deals as a table", () => page.getByRole("button", { name: "Таблица" }).click(), () =>
  list.locator("tbody tr[data-id]").first().waitFor(),
);
await measured("no groups", () => page.getByLabel("Группы:").selectOption({ label: "без групп" }));
await measured("sorted by sum", () => head("Сумма").click());
await measured("the other way round", () => head("Сумма").click());
await measured("grouped by manager", () => page.getByLabel("Группы:").selectOption({ label: "менеджеры" }));
await measured("all chosen", async () => {
  await page.getByRole("group", { name: "Сделки таблицей" }).focus();
  await page.keyboard.press("Control+a");
});
await measured("given to somebody: preview", () => owner(2));
await measured("given to somebody", carryOut, changed);
await measured("taken back", () => page.keyboard.press("Control+z"), () => toast.first().waitFor());

await measured("the customers", () => page.locator('a[href$="customers"]').first().click(), () =>
  page.locator(".page-customers tbody tr[data-id]").first().waitFor(),
);
await measured("sorted by what is at work", () =>
  page.getByRole("columnheader", { name: "В работе" }).getByRole("button").click(),
);
const field = page.getByLabel("Найти клиента");
for (const words of ["з", "за", "завод"]) await measured(`found by «${words}»`, () => field.fill(words));
await measured("all again", () => field.fill(""));

await page.locator(".save[data-state]").first().click();
const copies = page.getByRole("region", { name: "Копии" });
const given = page.waitForEvent("download");
await measured("a copy of everything", () => copies.getByRole("button", { name: "Скачать копию" }).click(), () => given);
const file = await (await given).path();
await measured("the copy read and compared", () => page.locator('input[type="file"]').first().setInputFiles(file), () =>
  dialog.getByRole("row", { name: /^Сделки/ }).waitFor(),
);
await dialog.getByRole("radio", { name: /^Заменить всё/ }).check();
await measured("the copy restored", () => dialog.getByRole("button", { name: "Заменить" }).click(), () =>
  page.getByRole("status").filter({ hasText: "Восстановлено из" }).waitFor(),
);

const memory = await heaviest();
if (memory) console.log(`peak of the page's process ${memory.toFixed(0)} MB`);
await close();
