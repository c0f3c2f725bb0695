// The bench of the filters: the application with a hundred thousand deals, open, won and lost, whose analysis is opened
// and narrowed while the page notes every task that keeps it from answering. Started by `cargo xtask bench`; see
// docs/performance.md.
import { STAGES, csv, deals } from "./deals.mjs";
import { heaviest, open, takeIn, visit } from "./browser.mjs";
import { load, most } from "./figures.mjs";

const APP = process.env.VORONKA_URL;
const DEALS = 100_000;

/** The deals of the board over three years, half of them over: a third of those won. */
function history() {
  const [head, ...lines] = csv(
    deals(DEALS).map((deal, at) => ({ ...deal, age: 30 + ((at * 7919) % 1000) })),
    new Date(),
  ).split("\r\n");
  const stage = head.split(";").indexOf("Стадия сделки");
  const created = head.split(";").indexOf("Дата создания");
  const told = lines.filter(Boolean).map((line, at) => {
    const cells = line.split(";");
    if (at % 2) cells[stage] = at % 3 ? "Сделка провалена" : "Сделка успешна";
    const [day, month, year] = cells[created].split(".");
    const closed = new Date(Date.UTC(year, month - 1, Number(day) + 3 + (at % 25))).toISOString().slice(0, 10);
    return [...cells, at % 2 ? closed : ""].join(";");
  });
  return [`${head};Дата закрытия`, ...told].join("\r\n");
}

const { context, close } = await open();
const page = await visit(context, APP);
await takeIn(page, history());

const came = page.locator('.stat[data-stat="came"] dd').first();

/** From what is done to other figures: how long, and the tasks of the page that took more than 50 ms. */
async function measured(what, act) {
  await page.waitForTimeout(1_500);
  const before = (await came.count()) ? await came.innerText() : "";
  const from = await page.evaluate(() => performance.now());
  await act();
  await page.waitForFunction(
    (before) => {
      const still = document.querySelector('.page-analysis .scroll[aria-busy="false"]');
      const shown = still?.querySelector('.stat[data-stat="came"] dd');
      return shown && shown.innerText !== before;
    },
    before,
    { polling: "raf" },
  );
  const to = await page.evaluate(() => performance.now());
  // What is drawn last is noted too.
  await page.waitForTimeout(1_000);
  const long = await page.evaluate((from) => window.bench.long.filter(([start]) => start >= from), from);
  const longest = most(long.map(([, duration]) => duration)) ?? 0;
  console.log(`${what}: ${(to - from).toFixed(0)} ms, ${await came.innerText()} deals, ${long.length} tasks over 50 ms, the longest ${longest.toFixed(0)} ms`);
}

console.log(`\nThe analysis of ${DEALS} deals over ${STAGES.length} stages; load ${load()}`);
await measured("opened", () => page.locator('a[href$="analysis"]').first().click());
await measured("all that ever came", () => page.getByLabel("Вошли:").selectOption("ever"));
const owner = page.getByLabel("Менеджер:");
for (const at of [1, 2, 3]) await measured(`owner ${at}`, () => owner.selectOption({ index: at }));
await measured("all owners", () => owner.selectOption({ index: 0 }));
await measured("a quarter", () => page.getByLabel("Вошли:").selectOption("quarter"));
const memory = await heaviest();
if (memory) console.log(`peak of the page's process ${memory.toFixed(0)} MB`);
await close();
