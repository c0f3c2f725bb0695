// Copies: everything goes into a file and comes back from it, encrypted or not; a broken one is said to be broken; one for a
// colleague is only looked at.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "@playwright/test";
import { board, card, downloaded, firstPage, openExample, opened, saved, saving, takeIn } from "./support/app";
import { put, rows } from "./support/database";
import { boardFile } from "./support/papers";
import { expect, test } from "./support/test";

const node = join(import.meta.dirname, "../fixtures/copies/sealed_by_node.json");
const two = boardFile([
  ["Альфа", "Оплата получена", {}],
  ["Бета", "Новая сделка", {}],
]);

const main = (page: Page) => page.getByRole("main");

async function here(page: Page): Promise<void> {
  await saving(page).click();
  await expect(page.getByRole("heading", { name: "Здесь" })).toBeVisible();
}

/** Presses a button that gives a file; its text. */
async function given(page: Page, button: Locator): Promise<string> {
  const download = page.waitForEvent("download");
  await button.click();
  return downloaded(await download);
}

/** The copy that «Здесь» gives. */
async function copied(page: Page): Promise<string> {
  await here(page);
  return given(page, main(page).getByRole("button", { name: "Скачать копию" }).first());
}

/** Brings a file to the page, first page or not. */
async function bring(page: Page, text: string): Promise<Locator> {
  await page
    .locator('input[type="file"]')
    .first()
    .setInputFiles({ name: "копия.json", mimeType: "application/json", buffer: Buffer.from(text) });
  return page.getByRole("dialog");
}

/** Erases everything that this browser has. */
async function erase(page: Page): Promise<void> {
  await here(page);
  await main(page).getByRole("button", { name: "Стереть всё" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Стереть", exact: true }).click();
  await expect(firstPage(page)).toBeVisible();
  await opened(page);
}

/** What a copy holds, without when and in which order it was written. */
function content(text: string): { id: string; v: unknown }[] {
  const { records } = JSON.parse(text) as { records: { id: string; kind: string; v: unknown }[] };
  return records.map(({ id, v }) => ({ id, v }));
}

test("everything is saved, erased and restored as it was, as one step of undo", async ({ page }) => {
  test.slow();
  await page.goto("./");
  await openExample(page);
  // A field and a record that only a later version knows.
  const [deal] = (await rows(page)).filter(({ kind }) => kind === "deal");
  const stamp = Object.values(deal!.t!)[0]!;
  await put(page, [
    { ...deal, v: { ...deal!.v, mood: { of: [1.5, "later"] } }, t: { ...deal!.t, mood: stamp } },
    { id: "ship:1", kind: "ship", v: { name: "Восток" }, t: { name: stamp } },
  ]);
  const before = await copied(page);
  expect(content(before).length).toBeGreaterThan(4_000);
  await erase(page);

  const dialog = await bring(page, before);
  await expect(dialog.getByRole("heading", { name: /^Копия «/ })).toBeVisible();
  await expect(dialog.getByRole("row", { name: /^Сделки/ })).toBeVisible();
  await dialog.getByRole("button", { name: "Открыть" }).click();
  await expect(board(page)).toBeVisible({ timeout: 30_000 });
  await saved(page);
  await expect.poll(async () => (await rows(page)).some(({ id }) => id === "ship:1")).toBe(true);
  const after = await copied(page);
  expect(content(after)).toEqual(content(before));

  await page.keyboard.press("Control+z");
  await expect(firstPage(page)).toBeVisible();
  await page.keyboard.press("Control+Shift+z");
  await expect(page.getByRole("heading", { name: "Здесь" })).toBeVisible();
  await saved(page);
  expect(content(await copied(page))).toEqual(content(before));
});

test("an encrypted copy opens with its password and with no other", async ({ page }) => {
  await takeIn(page, two);
  const before = content(await copied(page));
  const panel = page.getByRole("region", { name: "Копии" });
  await panel.getByLabel("Зашифровать паролем").check();
  await panel.getByLabel("Пароль", { exact: true }).fill("короче");
  await panel.getByRole("button", { name: "Скачать копию" }).click();
  await expect(panel.getByRole("alert")).toHaveText(/короче\s8\sзнаков/);
  await panel.getByLabel("Пароль", { exact: true }).fill("длинный пароль");
  await panel.getByLabel("Пароль ещё раз").fill("длинный парол");
  await panel.getByRole("button", { name: "Скачать копию" }).click();
  await expect(panel.getByRole("alert")).toHaveText("Пароли не совпали");
  await panel.getByLabel("Пароль ещё раз").fill("длинный пароль");
  const sealed = await given(page, panel.getByRole("button", { name: "Скачать копию" }));
  expect(sealed).not.toMatch(/Альфа|длинный|"kind"/);
  expect(JSON.parse(sealed)).toMatchObject({ kdf: { name: "PBKDF2", hash: "SHA-256", iterations: 600_000 } });
  await erase(page);

  const dialog = await bring(page, sealed);
  await dialog.getByLabel("Пароль").fill("другой пароль");
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("alert")).toContainText("Пароль не подошёл");
  await dialog.getByLabel("Пароль").fill("длинный пароль");
  await page.keyboard.press("Enter");
  await dialog.getByRole("button", { name: "Открыть" }).click();
  await expect(card(page, "Альфа")).toBeVisible();
  await saved(page);
  expect(content(await copied(page))).toEqual(before);
});

test("what another program has encrypted is opened", async ({ page }) => {
  await page.goto("./");
  const dialog = await bring(page, readFileSync(node, "utf8"));
  await dialog.getByLabel("Пароль").fill("пароль 7");
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("heading", { name: "Копия «Приборы»" })).toBeVisible();
  await expect(dialog.getByRole("row", { name: /^Сделки/ })).toBeVisible();
});

test("a broken copy says where, and what can be read is opened when the person wants it", async ({ page }) => {
  await takeIn(page, two);
  const whole = await copied(page);
  await erase(page);

  const lines = whole.split("\n");
  const at = lines.findIndex((line) => line.startsWith('{"id":"deal:'));
  const torn = lines.map((line, place) => (place === at ? line.replace('"v":{', '"v":') : line)).join("\n");
  let dialog = await bring(page, torn);
  await expect(dialog.getByRole("alert")).toContainText(new RegExp(`строке\\s${at + 1}`));
  await expect(dialog.getByText(/Не\sпрочитана\s1\sзапись/)).toBeVisible();
  await page.keyboard.press("Escape");

  dialog = await bring(page, whole.slice(0, -200));
  await expect(dialog.getByRole("alert")).toContainText("Файл обрывается");
  await page.keyboard.press("Escape");

  dialog = await bring(page, '{"format":"voronka-copy"');
  await expect(dialog.getByRole("alert")).toContainText(/Это\sне\sкопия/);
  await page.keyboard.press("Escape");

  dialog = await bring(page, torn);
  await dialog.getByRole("button", { name: "Открыть всё равно" }).click();
  await expect(board(page)).toBeVisible();
  await expect(page.getByRole("article")).toHaveCount(1);
});

test("a copy takes the place of what is here, which is given out first", async ({ page }) => {
  await takeIn(page, two);
  const before = await copied(page);
  await page.goto("./");
  await card(page, "Бета").focus();
  await page.keyboard.press("n");
  await page.getByRole("dialog").getByLabel("Компания").fill("Гамма");
  await page.getByRole("dialog").getByLabel("Предмет").fill("Привод");
  await page.keyboard.press("Enter");
  await expect(card(page, "Гамма")).toBeVisible();
  await saved(page);

  await here(page);
  const dialog = await bring(page, before);
  await expect(dialog.getByRole("row", { name: /^Сделки/ })).toBeVisible();
  await expect(dialog.getByRole("columnheader", { name: "Только здесь" })).toBeVisible();
  await dialog.getByRole("radio", { name: /^Заменить всё/ }).check();
  const copy = await given(page, dialog.getByRole("button", { name: "Заменить" }));
  expect(copy).toContain("Гамма");
  await expect(page.getByRole("status").filter({ hasText: "Восстановлено из" })).toBeVisible();
  if (await dialog.isVisible()) await dialog.getByRole("button", { name: "Закрыть", exact: true }).last().click();
  await page.goto("./");
  await expect(card(page, "Альфа")).toBeVisible();
  await expect(card(page, "Гамма")).toHaveCount(0);
});

test("a file for a colleague is looked at, changes nothing and is stored nowhere until they want it", async ({
  page,
  browser,
}) => {
  await takeIn(page, two);
  await here(page);
  const file = await given(page, main(page).getByRole("button", { name: "Скачать для просмотра" }));
  expect(JSON.parse(file)).toMatchObject({ readonly: true });

  const context = await browser.newContext({ locale: "ru-RU", timezoneId: "Europe/Moscow" });
  const colleague = await context.newPage();
  await colleague.goto("./");
  const dialog = await bring(colleague, file);
  await dialog.getByRole("button", { name: "Посмотреть" }).click();
  const banner = colleague.getByRole("status").filter({ hasText: "Только просмотр" });
  await expect(banner.first()).toBeVisible();
  await expect(card(colleague, "Альфа")).toBeVisible();
  await card(colleague, "Бета").focus();
  await colleague.keyboard.press("n");
  await colleague.getByRole("dialog").getByLabel("Компания").fill("Гамма");
  await colleague.getByRole("dialog").getByLabel("Предмет").fill("Привод");
  await colleague.keyboard.press("Enter");
  await expect(colleague.getByRole("dialog")).toContainText("Только просмотр");
  await colleague.keyboard.press("Escape");
  await expect(card(colleague, "Гамма")).toHaveCount(0);
  expect(await rows(colleague)).toEqual([]);

  await colleague.reload();
  await expect(firstPage(colleague)).toBeVisible();
  await opened(colleague);
  await (await bring(colleague, file)).getByRole("button", { name: "Посмотреть" }).click();
  await banner.first().getByRole("button", { name: "Сделать своей" }).click();
  await saved(colleague);
  await expect(banner).toHaveCount(0);
  await colleague.reload();
  await expect(card(colleague, "Альфа")).toBeVisible();
  await context.close();
});

test("a copy is reminded of after a week, once, and saved with one press", async ({ page }) => {
  const since = Date.now() - 9 * 86_400_000;
  await page.addInitScript((since) => {
    if (!localStorage.getItem("voronka.copies")) {
      localStorage.setItem("voronka.copies", JSON.stringify({ every: "week", last: { at: since, bytes: 1_000_000 }, since, quiet: null }));
    }
  }, since);
  await takeIn(page, two);
  const banner = page.getByRole("status").filter({ hasText: /Последней\sкопии\s9\sдней/ });
  await expect(banner).toBeVisible();
  await given(page, banner.getByRole("button", { name: "Скачать копию" }));
  await expect(banner).toBeHidden();
  await here(page);
  await expect(page.getByText(/Последняя копия: сегодня/)).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { name: "Здесь" })).toBeVisible();
  await expect(banner).toBeHidden();
});

test("copies go into the one file that was chosen", async ({ page }) => {
  await page.addInitScript(() => {
    const name = "workspace.voronka.json";
    const choose = async () => (await navigator.storage.getDirectory()).getFileHandle(name, { create: true });
    Object.defineProperty(window, "showSaveFilePicker", { value: choose });
    Object.defineProperty(FileSystemHandle.prototype, "requestPermission", { value: async () => "granted" });
  });
  await takeIn(page, two);
  await here(page);
  const panel = page.getByRole("region", { name: "Копии" });
  await panel.getByRole("button", { name: "Выбрать файл" }).click();
  await expect(panel.getByText(/Копии ложатся в\sфайл «workspace.voronka.json»/)).toBeVisible();
  const text = () =>
    page.evaluate(async () => {
      const handle = await (await navigator.storage.getDirectory()).getFileHandle("workspace.voronka.json");
      return (await handle.getFile()).text();
    });
  for (const _ of [1, 2]) {
    await panel.getByRole("button", { name: "Скачать копию" }).click();
    await expect(page.getByRole("status").filter({ hasText: "Копия сохранена" })).toBeVisible();
    expect(content(await text()).length).toBeGreaterThan(5);
  }
});

test("a list is saved as it is shown and comes back without changing anything", async ({ page }) => {
  await takeIn(page, two);
  await page.goto("./customers");
  await page.getByRole("button", { name: "Выгрузить" }).click();
  const text = await given(page, page.getByRole("navigation", { name: "Выгрузить" }).getByRole("button", { name: /CSV/ }));
  const lines = text.trim().split("\r\n");
  expect(lines.length).toBe(3);
  expect(lines[0]).toMatch(/^\uFEFF?Voronka ID;Название;Ответственный;/);
  expect(text).toContain("Альфа");
});
