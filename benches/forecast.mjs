// The bench of the forecast: the application with the purchases of tens of thousands of customers, whose parameters are
// fitted in the worker while somebody is on the page. Started by `cargo xtask bench`; see docs/performance.md.
import { heaviest, open, takeIn, visit } from "./browser.mjs";
import { load, most } from "./figures.mjs";
import { chance } from "./engines/purchases.js";

const APP = process.env.VORONKA_URL;
const CUSTOMERS = 94_280;
const DAY = 86_400_000;

/** Orders as the models take customers to be: rates and readiness to leave differ from one to the next (BG/NBD). */
function orders(customers) {
  const next = chance(94_280);
  const rows = ["order_id,customer,date,amount"];
  const end = Date.now() - DAY;
  for (let who = 0; who < customers; who += 1) {
    // Gamma with the shape 1/4 by its own inverse at small values is beyond a bench: a power of chance has its long tail.
    const perDay = 0.012 * next() ** 3 + 0.0003;
    const leaves = 0.05 + 0.5 * next();
    let at = end - (30 + Math.floor(700 * next())) * DAY;
    for (let count = 0; at <= end && count < 60; count += 1) {
      rows.push(`${rows.length},C${who},${new Date(at).toISOString().slice(0, 10)},${(50 + 900 * next()).toFixed(2)}`);
      if (next() < leaves) break;
      at -= (Math.log(1 - next()) / perDay) * DAY;
    }
  }
  return rows;
}

/** Runs on the page before anything of it: when the worker was asked, and when it answered. */
function watch() {
  const asked = [];
  window.asked = asked;
  const post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message, ...rest) {
    const one = { from: performance.now(), to: null };
    asked.push(one);
    this.addEventListener("message", () => (one.to = performance.now()), { once: true });
    return post.call(this, message, ...rest);
  };
}

const { context, close } = await open();
await context.addInitScript(watch);
const rows = orders(CUSTOMERS);
const page = await visit(context, APP);
await takeIn(page, `${rows.join("\n")}\n`);

await page.locator('.four a[href*="return-4r"]').click();
await page.locator(".prg li").first().waitFor();
await page.waitForTimeout(1_000);
const { asked, long } = await page.evaluate(() => ({ asked: window.asked, long: window.bench.long }));
const fit = asked.findLast(({ to }) => to !== null);
const meanwhile = long.filter(([start, duration]) => start + duration > fit.from && start < fit.to);
const opening = long.filter(([start]) => start < fit.from).map(([, duration]) => duration);
const report = await page.locator(".progress .past").innerText();
console.log(`\nForecast for ${CUSTOMERS} customers, ${rows.length - 1} purchases; load ${load()}`);
console.log(`from the question to the answer of the worker ${(fit.to - fit.from).toFixed(0)} ms: two fits, one of them of a month ago`);
console.log(`longest task of the page meanwhile ${(most(meanwhile.map(([, duration]) => duration)) ?? 0).toFixed(0)} ms (0: none over 50 ms)`);
console.log(`longest task before, taking the purchases in and scoring them ${(most(opening) ?? 0).toFixed(0)} ms`);
const memory = await heaviest();
if (memory) console.log(`peak of the page's process ${memory.toFixed(0)} MB`);
console.log(report);
await close();
