// A browser that is killed in the middle of writing loses nothing that the screen had called saved, and leaves nothing
// half done. What was called saved is noted outside of the browser that dies.
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { execFileSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, type Page, chromium } from "@playwright/test";
import { board, choose, copy, firstPage, loadButton, opened, saved, standing, takeIn, unproved } from "./support/app";
import { chromium as options } from "./support/chromium";
import { type Drawn, boardFile, chance, dealsExport } from "./support/papers";
import { complaints, expect, test } from "./support/test";

const ROUNDS = 10;
const FROM = "deals-4r.production";
const TO = "deals-4r.shipped";

/** A browser with its own profile on the disk, and how to kill it with everything that belongs to it. */
async function start(
  profile: string,
  baseURL: string,
): Promise<{ context: BrowserContext; page: Page; kill: () => Promise<void> }> {
  const context = await chromium.launchPersistentContext(profile, {
    ...options,
    baseURL,
    locale: "ru-RU",
    timeout: 60_000,
  });
  const page = context.pages()[0] ?? (await context.newPage());
  const kill = async () => {
    const closed = new Promise((done) => context.once("close", done));
    // Playwright starts a browser as the leader of a process group of its own.
    process.kill(-(await leader(profile)), "SIGKILL");
    await closed;
    await context.close();
  };
  return { context, page, kill };
}

/** The process of the browser that has a profile open. */
async function leader(profile: string): Promise<number> {
  const mine = (line: string) => line.includes(`--user-data-dir=${profile}`) && !line.includes("--type=");
  if (process.platform !== "linux") {
    const listed = execFileSync("ps", ["-A", "-o", "pid=,args="], { encoding: "utf8" }).split("\n").find(mine);
    return Number.parseInt(listed ?? "", 10);
  }
  for (const pid of (await readdir("/proc")).filter((name) => /^\d+$/.test(name))) {
    const line = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
    if (mine(line)) return Number(pid);
  }
  throw new Error("the browser is not among the processes");
}

/** The deals on the stage that they are moved to, as the disk has them after a new start. */
async function arrived(page: Page, deals: number): Promise<Set<string>> {
  await page.goto("./board/deals-4r");
  await expect(board(page)).toBeVisible();
  await expect(page.getByText("не прочитан")).toHaveCount(0);
  const records = await copy(page);
  const counts = standing(records);
  expect((counts[FROM] ?? 0) + (counts[TO] ?? 0), "every deal is on one of the two stages").toBe(deals);
  const found = records.filter(({ kind, v }) => kind === "deal" && v.stage === TO);
  for (const { kind, v } of records.filter(({ kind }) => kind === "deal")) {
    // A move is the stage and its line in the history: both or neither.
    const entered = Object.entries(v)
      .filter(([name]) => name.startsWith("h."))
      .map(([, entry]) => entry as { at: number; to: string });
    const last = entered.sort((one, other) => one.at - other.at).at(-1);
    expect(last?.to, `${kind} stands where its history ends`).toBe(v.stage);
  }
  return new Set(found.map(({ id }) => id.replace("deal:", "")));
}

test("moves that were called saved survive a killed browser, and none is there by half", async ({ baseURL }) => {
  test.setTimeout(240_000);
  const profile = await mkdtemp(join(tmpdir(), "voronka-crash-"));
  const next = chance(2);
  const deals: Drawn[] = Array.from({ length: 400 }, (_, at) => [
    `Клиент ${at}`,
    "Разместить заказ на производство",
    { address: "Тверь" },
  ]);

  let browser = await start(profile, baseURL!);
  await takeIn(browser.page, boardFile(deals));
  await unproved(browser.page, "deals-4r");
  await saved(browser.page);
  let before = await arrived(browser.page, deals.length);
  expect(before.size).toBe(0);

  for (let round = 0; round < ROUNDS; round += 1) {
    const { page } = browser;
    const heard = complaints(page);
    /** What the page was about to do, in order: the deal that it moves, or none where it takes the last move back. */
    const steps: (string | null)[] = [];
    /** How many of them the screen had called saved. */
    let shown = 0;
    /** So many steps are made at a stretch, without looking at the disk. */
    const stretch = Math.floor(next() * 4) + 1;
    const enough = stretch + Math.floor(next() * 12);
    let state = "";
    let mark: () => void;
    const writing = new Promise<void>((done) => (mark = done));
    const look = () => {
      if (state === "pending" && steps.length > enough) mark();
    };
    await page.exposeFunction("about", (step: string | null) => {
      steps.push(step);
      look();
    });
    await page.exposeFunction("said", (now: string, made: number) => {
      state = now;
      if (state === "saved") shown = Math.max(shown, made);
      look();
    });
    await page.goto("./board/deals-4r");
    await expect(board(page)).toBeVisible();
    // Works on until it is killed.
    const work = page.evaluate(
      async ({ from, stretch }) => {
        const { about, said } = window as unknown as {
          about(step: string | null): Promise<void>;
          said(state: string, made: number): Promise<void>;
        };
        let made = 0;
        let settled = () => {};
        const sign = document.querySelector<HTMLElement>("nav a[data-state]")!;
        new MutationObserver(() => {
          void said(sign.dataset.state!, made);
          if (sign.dataset.state === "saved") settled();
        }).observe(sign, { attributeFilter: ["data-state"] });
        const press = (on: Element, code: string, more = {}) =>
          on.dispatchEvent(new KeyboardEvent("keydown", { code, bubbles: true, cancelable: true, ...more }));
        const cards = () => [...document.querySelectorAll<HTMLElement>(`section[data-stage="${from}"] [data-id]`)];
        /** The deals that were moved and not taken back; the page draws them elsewhere a moment later. */
        const moved: string[] = [];
        for (let turn = 1; ; turn += 1) {
          const deal = turn % 4 === 0 ? null : cards().find(({ dataset }) => !moved.includes(dataset.id!))!.dataset.id!;
          await about(deal);
          const caughtUp = new Promise<void>((done) => (settled = done));
          made += 1;
          if (deal) {
            moved.push(deal);
            const card = cards().find(({ dataset }) => dataset.id === deal)!;
            for (const code of ["Space", "ArrowRight", "Enter"]) press(card, code);
          } else {
            moved.pop();
            press(document.body, "KeyZ", { ctrlKey: true });
          }
          // Steps that are made faster than the disk writes them would pile up and never be called saved.
          if (turn % stretch === 0) await caughtUp;
        }
      },
      { from: FROM, stretch },
    );
    let late: NodeJS.Timeout;
    const stuck = new Promise<never>((_, fail) => {
      const why = () => `round ${round}: «${state}» was said last, ${shown} of ${steps.length} steps called saved`;
      late = setTimeout(() => fail(new Error(why())), 60_000);
    });
    await Promise.race([writing, work, stuck]).finally(() => clearTimeout(late));
    await browser.kill();
    await work.catch(() => undefined);
    expect(heard).toEqual([]);

    browser = await start(profile, baseURL!);
    const found = await arrived(browser.page, deals.length);
    // After each step, what should be there; the disk may be ahead of what was called saved, but never beside.
    const states = [new Set(before)];
    for (const [at, step] of steps.entries()) {
      const state = new Set(states.at(-1));
      if (step) state.add(step);
      else state.delete(steps[at - 1]!);
      states.push(state);
    }
    const same = (state: Set<string>) => state.size === found.size && [...state].every((id) => found.has(id));
    const reached = states.findLastIndex(same);
    test.info().annotations.push({
      type: "round",
      description: `${steps.length} steps, ${shown} called saved, ${reached} found`,
    });
    expect(shown, "the kill came after something had been called saved").toBeGreaterThan(0);
    expect(reached, `round ${round}: of ${steps.length} steps ${shown} were called saved`).toBeGreaterThanOrEqual(
      shown,
    );
    before = found;
  }
  await browser.context.close();
  await rm(profile, { recursive: true, force: true });
});

test("an import in the middle of which the browser is killed is there whole or not at all", async ({ baseURL }) => {
  test.setTimeout(120_000);
  const { file, counts } = dealsExport(3_000);
  for (const [state, word] of [
    ["pending", "Сохраняем"],
    ["saved", "Сохранено"],
  ] as const) {
    const profile = await mkdtemp(join(tmpdir(), "voronka-crash-"));
    const first = await start(profile, baseURL!);
    await first.page.goto("./");
    await choose(first.page, file);
    await loadButton(first.page).click();
    await first.page.locator(`nav a[data-state="${state}"]`, { hasText: word }).first().waitFor({ state: "attached" });
    await first.kill();

    const second = await start(profile, baseURL!);
    await second.page.goto("./");
    await opened(second.page);
    await expect(board(second.page).or(firstPage(second.page))).toBeVisible();
    const there = await board(second.page).isVisible();
    if (state === "saved") expect(there).toBe(true);
    if (there) {
      expect(standing(await copy(second.page))).toEqual({
        "deals-4r.won": counts.Won,
        "deals-4r.lost": counts.Lost,
        "deals-4r.terms": counts.Engaging,
        "leads-4r.new": counts.Prospecting,
      });
    }
    await second.context.close();
    await rm(profile, { recursive: true, force: true });
  }
});
