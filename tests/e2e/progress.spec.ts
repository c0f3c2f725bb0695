// «Прогрессы»: a real list of purchases is forecast in the worker, with the reason and with what became of the same forecast
// a month before; too few customers, and a worker that does not come, are said.
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { choose, loadButton, saved } from "./support/app";
import { dialog, enter } from "./support/desk";
import { daysAgo } from "./support/papers";
import { expect, test } from "./support/test";

const ORDERS = fileURLToPath(new URL("../fixtures/online_retail/orders.csv", import.meta.url));
const panel = (page: Page) => page.getByRole("region", { name: "Прогрессы" });
const rows = (page: Page) => panel(page).getByRole("listitem").filter({ has: page.getByRole("link") });
const share = (text: string) => Number.parseInt(/(\d+)\s%/.exec(text)?.[1] ?? "", 10);

async function bring(page: Page, file: Parameters<typeof choose>[1]): Promise<void> {
  await page.goto("./");
  await choose(page, file);
  await loadButton(page).click({ timeout: 60_000 });
  await expect(page.getByRole("table", { name: "Таблица оценок" })).toBeVisible({ timeout: 60_000 });
  await saved(page);
}

test.describe("4,000 customers of a shop", () => {
  test.beforeEach(async ({ page }) => {
    test.slow();
    await bring(page, ORDERS);
    await page.goto("./board/return-4r?asof=2011-11-02");
    await expect(rows(page)).toHaveCount(6);
  });

  test("the likeliest first, the unlikeliest last, how many are going to buy, and how it fared a month before", async ({
    page,
  }) => {
    const told = await rows(page).allInnerTexts();
    const shares = told.map(share);
    expect(shares).toEqual([...shares].sort((one, other) => other - one));
    expect(shares[0]).toBeGreaterThan(90);
    expect(shares[5]).toBeLessThan(20);
    expect(told[0]).toMatch(/раз в\s\d+\s(день|дня|дней), прошло \d+/);
    const [said, all, bought] = (/ждал ([\d\s]+) покупателей из\s([\d\s]+), купили ([\d\s]+)/u.exec(await panel(page).innerText()) ?? [])
      .slice(1)
      .map((text) => Number(text.replace(/\s/g, "")));
    expect(all).toBeGreaterThan(3_000);
    expect(Math.abs(said - bought) / bought).toBeLessThan(0.25);
    const tile = page.locator("[data-stat=expected] dd");
    const [mean, low, high] = (await tile.innerText()).replace(/[\u00a0\u202f](?=\d{3})/g, "").match(/\d+/g)?.map(Number) ?? [];
    expect(low).toBeLessThan(mean);
    expect(mean).toBeLessThan(high);

    // Another horizon is another question, and stays in the address.
    await panel(page).getByRole("button", { name: "90" }).click();
    await expect(page).toHaveURL(/forecast=90/);
    await expect.poll(async () => Number(/\d+/.exec((await tile.innerText()).replace(/[\u00a0\u202f](?=\d{3})/g, ""))?.[0])).toBeGreaterThan(mean);
  });

  test("how it is worked out is told, another model is chosen, everybody is listed; by keys alone", async ({ page }) => {
    await enter(page, panel(page).getByRole("button", { name: "Как считается и чего стоит" }));
    const how = dialog(page, "Как считается прогноз");
    await expect(how.getByRole("row")).not.toHaveCount(0);
    await expect(how.locator("[data-fit]")).toHaveAttribute("data-fit", "MBG/NBD");
    const fitted = await how.locator("[data-fit]").innerText();
    await how.getByRole("radio", { name: /Уходят только повторные/ }).focus();
    await page.keyboard.press("Space");
    await expect(how.locator("[data-fit]")).toHaveAttribute("data-fit", "BG/NBD");
    expect(await how.locator("[data-fit]").innerText()).not.toBe(fitted);
    await page.keyboard.press("Escape");
    await expect(how).toBeHidden();
    await expect(panel(page).getByRole("button", { name: "Как считается и чего стоит" })).toBeFocused();
    await enter(page, panel(page).getByRole("button", { name: "Прогноз по всем клиентам" }));
    const all = dialog(page, "Прогноз по всем клиентам");
    await all.getByRole("button", { name: "Опаздывает" }).click();
    const late = all.getByRole("row").nth(1);
    await expect(late).toBeVisible();
    const first = late.getByRole("link");
    const name = await first.innerText();
    await first.click();
    await expect(page).toHaveURL(/customers\//);
    await expect(page.getByRole("heading", { name, exact: true })).toBeVisible();
  });
});

test("with too few customers it is said, and who is late by their own rhythm is shown", async ({ page }) => {
  // Every ten days: the first is late by five, the second not yet, the third has long gone.
  const orders = [15, 4, 90].flatMap((last, who) =>
    [0, 10, 20, 30].map((before, nth) => `${who}-${nth},Завод ${who},${daysAgo(last + before)},1000`),
  );
  await bring(page, { name: "заказы.csv", text: ["Номер заказа,Клиент,Дата заказа,Сумма", ...orders].join("\n") });
  await expect(panel(page)).toContainText("нужно 200 клиентов, из них 50");
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page).first()).toContainText("Завод 0");
  await expect(rows(page).first()).toContainText("5 дн.");
});

test.describe("without its program", () => {
  test.use({ forgiven: /worker_loader|net::ERR_FAILED|Failed to load|Service Worker registration blocked/, serviceWorkers: "block" });

  test("it says so, the rest of the page works, and a second try fetches it", async ({ page }) => {
    await page.route("**/worker_loader.js", (route) => route.abort());
    await bring(page, { name: "заказы.csv", text: "Номер заказа,Клиент,Дата заказа,Сумма\n1,Завод,2026-01-10,1000" });
    await expect(panel(page).getByRole("alert")).toContainText("Прогноз не посчитан");
    await expect(page.getByRole("table", { name: "Таблица оценок" })).toContainText("Завод");
    await page.unroute("**/worker_loader.js");
    await panel(page).getByRole("button", { name: "Повторить" }).click();
    await expect(panel(page)).toContainText("нужно 200 клиентов");
  });
});
