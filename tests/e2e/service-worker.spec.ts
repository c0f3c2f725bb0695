// The service worker: offline after the first visit, under a sub-path too; a new version waits for the person; the way out.
import { createHash } from "node:crypto";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { host, site, siteBelow } from "./support/host";
import { expect, test } from "./support/test";

const app = (page: Page) => page.getByRole("main");
const controlled = (page: Page) => page.waitForFunction(() => navigator.serviceWorker.controller !== null);
const cached = (page: Page) => page.evaluate(() => caches.keys());

const edition = "data-edition";
const html = (page: Page) => page.locator("html");

/** Makes the release in `dir` another version: its page says which edition it is. */
async function change(dir: string, name: string): Promise<void> {
  const before = await readFile(join(dir, "index.html"), "utf8");
  const page = before.replace(/<html(?: data-edition="[^"]*")?/, `<html ${edition}="${name}"`);
  await writeFile(join(dir, "index.html"), page);
  const hash = createHash("sha256").update(page).digest("base64");
  const worker = (await readFile(join(dir, "sw.js"), "utf8"))
    .replace(/\["\.\/","sha256-[^"]*"\]/, `["./","sha256-${hash}"]`)
    .replace(/"version":"[^"]*"/, `"version":"${name}"`);
  await writeFile(join(dir, "sw.js"), worker);
}

for (const { name, dir, base } of [
  { name: "at the root", dir: site, base: "/" },
  { name: "under a sub-path", ...siteBelow },
]) {
  test(`a second visit needs no host, ${name}`, async ({ page }) => {
    const there = await host(dir, base);
    await page.goto(there.url);
    await controlled(page);
    await there.stop();
    await page.goto(there.url);
    await expect(app(page)).toBeVisible();
    await page.goto(`${there.url}deals/17?view=list`);
    await expect(app(page)).toBeVisible();
    await page.reload();
    await expect(app(page)).toBeVisible();
    expect(await cached(page)).toEqual([expect.stringMatching(new RegExp(`^voronka ${base} [0-9a-f]{16}$`))]);
  });
}

test("a new version waits until the person accepts it, then every tab has it", async ({ page, context }) => {
  const dir = await mkdtemp(join(tmpdir(), "voronka-update-"));
  await cp(site, dir, { recursive: true });
  const there = await host(dir);
  await page.goto(there.url);
  await controlled(page);
  const other = await context.newPage();
  await other.goto(there.url);
  await expect(app(other)).toBeVisible();

  await change(dir, "Second");
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
  await expect(html(page)).toHaveAttribute("data-update", "waiting");
  await page.reload();
  await expect(app(page)).toBeVisible();
  await expect(html(page)).not.toHaveAttribute(edition);
  await expect(html(page)).toHaveAttribute("data-update", "waiting");

  await page.evaluate(() => window.dispatchEvent(new CustomEvent("voronka:update-accepted")));
  await expect(html(page)).toHaveAttribute(edition, "Second");
  await expect(html(other)).toHaveAttribute(edition, "Second");
  await expect(html(page)).not.toHaveAttribute("data-update", "waiting");
  expect(await cached(page)).toHaveLength(2);

  // The cache of the version that was replaced goes with the next change.
  await change(dir, "Third");
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
  await expect(html(page)).toHaveAttribute("data-update", "waiting");
  await page.evaluate(() => window.dispatchEvent(new CustomEvent("voronka:update-accepted")));
  await expect(html(page)).toHaveAttribute(edition, "Third");
  await expect(async () => expect(await cached(page)).toEqual(["voronka / Second", "voronka / Third"])).toPass();
  await there.stop();
  await rm(dir, { recursive: true });
});

test("a half-published version is refused and the old one stays", async ({ page }) => {
  const dir = await mkdtemp(join(tmpdir(), "voronka-torn-"));
  await cp(site, dir, { recursive: true });
  const there = await host(dir);
  await page.goto(there.url);
  await controlled(page);
  const before = await cached(page);
  const torn = (await readFile(join(site, "index.html"), "utf8")) + "<!-- not what the list says -->";
  await change(dir, "Torn");
  await writeFile(join(dir, "index.html"), torn);
  const state = await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    const gone = new Promise((done) => {
      registration.addEventListener("updatefound", () => {
        const arriving = registration.installing!;
        arriving.addEventListener("statechange", () => done(arriving.state));
      });
    });
    await registration.update();
    return gone;
  });
  expect(state).toBe("redundant");
  expect(await cached(page)).toEqual(before);
  await there.stop();
  await rm(dir, { recursive: true });
});

test("the way out removes the worker and what it kept", async ({ page }) => {
  const dir = await mkdtemp(join(tmpdir(), "voronka-off-"));
  await cp(site, dir, { recursive: true });
  const there = await host(dir);
  await page.goto(there.url);
  await controlled(page);
  await cp(join(dir, "sw-off.js"), join(dir, "sw.js"));
  await rm(join(dir, "register-sw.js"));
  await page.evaluate(async () => void (await navigator.serviceWorker.ready).update());
  await expect(async () => expect(await cached(page)).toEqual([])).toPass();
  await expect(async () => {
    expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
  }).toPass();
  await there.stop();
  await rm(dir, { recursive: true });
});

test("a chosen theme is set before the application starts", async ({ page }) => {
  await page.goto("./");
  await page.evaluate(() => localStorage.setItem("voronka.theme", JSON.stringify("dark")));
  await page.reload({ waitUntil: "commit" });
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});
