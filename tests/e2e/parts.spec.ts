// The application comes in parts: the first page can be used before the rest is there, and a part that can't be fetched is
// a sentence with a way on.
import type { Page, Route } from "@playwright/test";
import { board, choose, column, loadButton, opened, openExample, payload, saved } from "./support/app";
import { boardFile } from "./support/papers";
import { expect, test } from "./support/test";

// Without the worker, which keeps every part from the first visit on.
const blocked = /Service Worker registration blocked/;
test.use({ serviceWorkers: "block", forgiven: blocked });

/** Keeps back everything that a part needs; gives the way to let it through. */
async function keepBack(page: Page, part: string): Promise<() => void> {
  let open: () => void;
  const opened = new Promise<void>((done) => (open = done));
  const wait = async (route: Route) => {
    await opened;
    await route.continue();
  };
  await page.route(`**/split_${part}.wasm`, wait);
  return () => open();
}

test("what was wished on the first page before the workplace is there is done when it is", async ({ page }) => {
  const release = await keepBack(page, "workplace");
  await page.goto("./");
  await page.getByRole("button", { name: "Открыть пример" }).click();
  await expect(page.getByRole("button", { name: "Собираем пример" })).toHaveAttribute("aria-busy", "true");
  release();
  await expect(board(page)).toBeVisible();
  await saved(page);
});

test("a file that was chosen before the workplace is there is loaded when it is", async ({ page }) => {
  const release = await keepBack(page, "workplace");
  await page.goto("./");
  await choose(page, boardFile([["Альфа", "Оплата получена", { address: "Тверь", ship_date: "2027-03-01" }]]));
  await expect(page.getByRole("heading", { name: "С чего начнём?" })).toBeVisible();
  release();
  await loadButton(page).click();
  await expect(column(page, "deals-4r.paid")).toContainText("Альфа");
});

test("a file that is being chosen while the workplace comes is loaded all the same", async ({ page }) => {
  const release = await keepBack(page, "workplace");
  await page.goto("./");
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Выбрать файл" }).last().click();
  const open = await chooser;
  release();
  await opened(page);
  await open.setFiles(payload(boardFile([["Альфа", "Новая сделка"]])));
  await loadButton(page).click();
  await expect(column(page, "deals-4r.new")).toContainText("Альфа");
});

test("a workspace is not greeted by the first page, however long the workplace takes", async ({ page }) => {
  await page.goto("./");
  await openExample(page);
  const release = await keepBack(page, "workplace");
  await page.goto("./customers");
  await expect(page.locator("#skeleton")).toHaveCount(1);
  await expect(page.getByRole("heading", { name: "С чего начнём?" })).toHaveCount(0);
  release();
  await expect(page.getByRole("heading", { name: "Клиенты" })).toBeVisible();
});

test.describe("a part that can't be fetched", () => {
  test.use({ forgiven: new RegExp(`${blocked.source}|split_(pages|workplace)\\.wasm|Failed to fetch`) });

  test("says so, and comes when it is tried again", async ({ page }) => {
    await page.goto("./");
    await openExample(page);
    const refuse = (route: Route) => route.abort();
    await page.route("**/split_pages.wasm", refuse);
    const missing = page.getByRole("dialog").filter({ hasText: "Эта часть не загрузилась" });
    await page.locator("article[data-id]").first().focus();
    await page.keyboard.press("m");
    await expect(missing).toBeVisible();
    await missing.getByRole("button", { name: "Закрыть" }).last().click();
    await expect(missing).toBeHidden();

    await page.getByRole("link", { name: "Клиенты" }).first().click();
    const alert = page.getByRole("alert").filter({ hasText: "Эта часть не загрузилась" });
    await expect(alert).toBeVisible();
    await page.unroute("**/split_pages.wasm", refuse);
    await alert.getByRole("button", { name: "Повторить" }).click();
    await expect(page.getByRole("heading", { name: "Клиенты" })).toBeVisible();
  });

  test("is no blank page even when it is the workplace itself", async ({ page }) => {
    const refuse = (route: Route) => route.abort();
    await page.route("**/split_workplace.wasm", refuse);
    await page.goto("./");
    const alert = page.getByRole("alert").filter({ hasText: "Эта часть не загрузилась" });
    await expect(alert).toBeVisible();
    await page.unroute("**/split_workplace.wasm", refuse);
    await page.getByRole("button", { name: "Начать" }).last().click();
    await alert.getByRole("button", { name: "Повторить" }).click();
    await expect(board(page)).toBeVisible();
  });
});
