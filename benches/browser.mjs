// Chromium for the bench: how it is started, slowed down, and what every measured page notes about itself.
import { createRequire } from "node:module";
import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

// The end-to-end tests pin Playwright and know how to start Chromium; the bench does as they do.
const require = createRequire(new URL("../tests/e2e/package.json", import.meta.url));
const { chromium } = require("@playwright/test");
const FLAGS = require("./support/chromium-flags.json");

/** A browser with a fresh profile on the disk, so that its caches, databases and service workers are real. */
export async function open() {
  const profile = await mkdtemp(join(tmpdir(), "voronka-bench-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROME || undefined,
    chromiumSandbox: false,
    headless: true,
    locale: "ru-RU",
    viewport: { width: 1440, height: 900 },
    args: FLAGS,
  });
  context.setDefaultTimeout(300_000);
  const close = async () => {
    await context.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  return { context, close };
}

/** The most memory that any page of the browsers started from here has had, in MB; nothing where the system does not say. */
export async function heaviest() {
  const pids = (await readdir("/proc").catch(() => [])).filter((name) => /^\d+$/.test(name));
  const told = await Promise.all(
    pids.map(async (pid) => {
      const text = (file) => readFile(`/proc/${pid}/${file}`, "utf8").catch(() => "");
      const status = await text("status");
      const number = (name) => Number(new RegExp(`^${name}:\\s*(\\d+)`, "m").exec(status)?.[1]);
      return { pid: Number(pid), parent: number("PPid"), peak: number("VmHWM"), kind: await text("cmdline") };
    }),
  );
  const parents = new Map(told.map(({ pid, parent }) => [pid, parent]));
  const isOurs = (pid) => {
    for (let at = pid; at > 1; at = parents.get(at) ?? 0) if (at === process.pid) return true;
    return false;
  };
  const pages = told.filter(({ pid, kind }) => kind.includes("--type=renderer") && isOurs(pid));
  return pages.length ? Math.max(...pages.map(({ peak }) => peak)) / 1024 : null;
}

/** A page whose processor is `cpu` times slower, and which notes what happens on it (`window.bench`). */
export async function visit(context, url, { cpu = 1, deals = 0 } = {}) {
  const page = await context.newPage();
  page.on("pageerror", (error) => console.error(`the page complains: ${error.message}`));
  const session = await context.newCDPSession(page);
  if (cpu > 1) await session.send("Emulation.setCPUThrottlingRate", { rate: cpu });
  await page.addInitScript(notes, deals);
  await page.goto(url, { waitUntil: "commit" });
  return page;
}

/** Takes a table in through the first-run screen, until what came stands on the disk. */
export async function takeIn(page, table) {
  const input = page.locator(".choice.drop input[type=file]");
  await input.waitFor({ state: "attached" });
  // From the disk: what is handed over by the driver is made into a file by the page itself, and counts as a task of it.
  const directory = await mkdtemp(join(tmpdir(), "voronka-bench-"));
  const file = join(directory, "table.csv");
  await writeFile(file, table);
  await input.setInputFiles(file);
  await page.locator("dialog .df .btn.primary[aria-disabled=false]").click();
  // «Сохранено» stands there before the first change too: what counts is the way from unsaved to saved.
  await page.waitForFunction(() => window.bench.saved, null, { polling: 500 });
  await rm(directory, { recursive: true });
}

// Runs on the page before anything of it.
function notes(deals) {
  const bench = { on: false, events: [], frames: [], long: [], saved: null, painted: null };
  window.bench = bench;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) bench.long.push([entry.startTime, entry.duration]);
  }).observe({ type: "longtask", buffered: true });

  /** Calls back at the end of the frame that is being drawn. */
  const afterFrame = (then) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => then(performance.now());
    channel.port2.postMessage(null);
  };
  /** Calls back after what stands in the document now has been painted. */
  bench.afterPaint = (then) => requestAnimationFrame(() => afterFrame(then));

  // From what the hand did to the end of the frame that answers.
  for (const type of ["pointerup", "pointermove", "keydown"]) {
    const note = (event) => {
      if (!bench.on || !event.isTrusted) return;
      const seen = { type, key: event.key, at: event.timeStamp, painted: null };
      bench.events.push(seen);
      bench.afterPaint((now) => (seen.painted = now));
    };
    window.addEventListener(type, note, { capture: true, passive: true });
  }

  let before = 0;
  const frame = (now) => {
    if (bench.on && before) bench.frames.push(now - before);
    before = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);

  // Painted: every deal is counted in the heads of the columns, and a card stands in sight.
  const counted = () => {
    let sum = 0;
    for (const total of document.querySelectorAll(".board .stage > .tot > b")) {
      sum += Number(total.textContent.replace(/\D/g, ""));
    }
    return sum;
  };
  const inSight = () => {
    const rect = document.querySelector(".board .stage [data-id]")?.getBoundingClientRect();
    return rect && rect.height > 0 && rect.top < innerHeight && rect.left < innerWidth;
  };
  const look = () => {
    if (deals > 0 && counted() === deals && inSight()) {
      afterFrame((now) => (bench.painted = now));
    } else {
      requestAnimationFrame(look);
    }
  };
  requestAnimationFrame(look);

  /** When the card of a deal stands in a column and has been painted there. To be asked before it is on its way. */
  bench.stands = (id, column) =>
    new Promise((resolve) => {
      const begun = performance.now();
      const look = () => {
        const card = document.querySelector(`.board [data-id="${id}"]`);
        const stage = card?.closest(".stage");
        if (stage && [...document.querySelectorAll(".board .stage")].indexOf(stage) === column) {
          afterFrame(resolve);
        } else if (performance.now() - begun > 20_000) {
          resolve(null);
        } else {
          requestAnimationFrame(look);
        }
      };
      requestAnimationFrame(look);
    });

  // The sign of what the disk has: from unsaved back to saved.
  document.addEventListener("DOMContentLoaded", () => {
    let state = "";
    const look = () => {
      const now = document.querySelector(".save[data-state]")?.dataset.state ?? "";
      if (now === state) return;
      if (state === "pending" && now === "saved") bench.saved = performance.now();
      state = now;
    };
    const sign = { subtree: true, childList: true, attributes: true, attributeFilter: ["data-state"] };
    new MutationObserver(look).observe(document.documentElement, sign);
  });
}
