// The bench of the search: a hundred thousand deals and as many people, looked through key by key in the palette, beside
// MiniSearch over the same texts on a page of its own. From a key to the end of the frame that shows its answer. Started by
// `cargo xtask bench`; see docs/performance.md.
import { heaviest, open, takeIn, visit } from "./browser.mjs";
import { load, median, most, quantile } from "./figures.mjs";
import { table } from "./people.mjs";

const APP = process.env.VORONKA_URL;
const PLAIN = new URL("vanilla/search.html", process.env.PLAIN_URL).href;
const DEALS = 100_000;

/** What is typed, and why it is here. */
const TYPED = [
  ["дымосос 47113", "a word and a number"],
  ["рудник", "a word that thousands have"],
  ["ершов захар", "a person by two names"],
  ["lsvjcjc", "a word in the other layout"],
  ["конвеер", "a slip of the hand"],
  ["мешалками", "another form of the word"],
  ["p31415@buyer", "an address"],
];

/** Notes when what stands in the list has been painted after a key. Runs on the page. */
function watch(list) {
  const seen = { typed: 0, painted: 0 };
  window.bench.search = seen;
  window.addEventListener(
    "input",
    (event) => {
      seen.typed = event.timeStamp;
      window.bench.afterPaint((now) => (seen.painted = now));
    },
    { capture: true },
  );
  const drawn = () => window.bench.afterPaint((now) => (seen.painted = now));
  new MutationObserver(drawn).observe(document.querySelector(list), { subtree: true, childList: true, characterData: true });
}

/** Types everything, a key at a time; how long each took, by what was typed. */
async function type(page, field, list, count) {
  await page.evaluate(watch, list);
  const took = [];
  for (const [words] of TYPED) {
    await page.locator(field).fill("");
    await page.waitForTimeout(400);
    const keys = [];
    for (const key of words) {
      await page.keyboard.type(key);
      // What is drawn later than the frame of the key is noted too, until nothing has moved for a while.
      await page.waitForTimeout(250);
      keys.push(await page.evaluate(() => window.bench.search.painted - window.bench.search.typed));
    }
    took.push({ keys, found: await page.locator(count).count() });
  }
  return took;
}

async function ours() {
  const { context, close } = await open();
  const page = await visit(context, APP);
  await takeIn(page, table(DEALS));
  await page.waitForTimeout(1_500);
  await page.evaluate(() => (window.bench.long.length = 0));
  const begun = performance.now();
  await page.keyboard.press("Control+k");
  const field = page.locator(".palette input");
  await field.waitFor();
  await page.locator(".palette progress").waitFor({ state: "attached", timeout: 2_000 }).catch(() => null);
  await page.locator(".palette progress").waitFor({ state: "detached" });
  const indexed = performance.now() - begun;
  const building = await page.evaluate(() => window.bench.long.splice(0).map(([, duration]) => duration));
  const took = await type(page, ".palette input", "#found", "#found [role=option]");
  const long = await page.evaluate(() => window.bench.long.map(([, duration]) => duration));
  const memory = await heaviest();
  await close();
  return { took, indexed, building, long, memory };
}

async function plain() {
  const { context, close } = await open();
  const page = await visit(context, PLAIN);
  await page.waitForFunction(() => window.build);
  const indexed = await page.evaluate((count) => window.build(count), DEALS);
  const took = await type(page, "input", "#found", "#found li");
  const memory = await heaviest();
  await close();
  return { took, indexed, memory };
}

const mine = await ours();
const theirs = await plain();
const all = (side) => side.took.flatMap(({ keys }) => keys);
const ms = (value) => `${value.toFixed(value < 100 ? 1 : 0)} ms`;
console.log(`\nSearch over ${DEALS} deals and ${DEALS} people, key to answer painted; load ${load()}`);
TYPED.forEach(([words, why], at) => {
  const [us, them] = [mine.took[at], theirs.took[at]];
  console.log(
    `${words.padEnd(14)} ${why.padEnd(28)} longest ${ms(most(us.keys)).padStart(8)}, shown ${String(us.found).padStart(3)}; ` +
      `MiniSearch ${ms(most(them.keys)).padStart(8)}, shown ${String(them.found).padStart(3)}`,
  );
});
for (const [name, of] of [
  ["median", median],
  ["95 of 100", (list) => quantile(list, 0.95)],
  ["longest", most],
]) {
  const [us, them] = [of(all(mine)), of(all(theirs))];
  console.log(`${name.padEnd(12)} ${ms(us)}; MiniSearch ${ms(them)} (ours/this ${(us / them).toFixed(2)})`);
}
console.log(
  `index ready after ${ms(mine.indexed)}, in slices, longest task ${ms(most(mine.building) ?? 0)}; ` +
    `MiniSearch ${ms(theirs.indexed)} in one task; ` +
    `tasks over 50 ms while typing: ${mine.long.length}, the longest ${ms(most(mine.long) ?? 0)}`,
);
if (mine.memory && theirs.memory) {
  console.log(`peak of the page's process ${mine.memory.toFixed(0)} MB, the whole application with its data; MiniSearch ${theirs.memory.toFixed(0)} MB`);
}
