// «Устройство» by address, keys and reloads: the stage that is edited, the tabs, what is written and not published, what is
// said when ready texts can't be fetched, and that a funnel is in the archive.
import { board, openExample, ready, takeIn } from "./support/app";
import { boardFile } from "./support/papers";
import { expect, test } from "./support/test";

const file = boardFile([["Альфа", "Отправить КП и расчёт"]]);

test.describe("with a deal", () => {
  test.beforeEach(async ({ page }) => takeIn(page, file));

  test("the stage on the sheet and the tab stand in the address, and the browser's tab is called by the page", async ({
    page,
  }) => {
    const name = page.locator("#sheet").getByRole("textbox", { name: "Название" });
    await page.goto("./funnel/deals-4r");
    await page.locator('[data-pick="deals-4r.quote"]').click();
    await expect(page).toHaveURL(/at=deals-4r\.quote/);
    await expect(page).toHaveTitle("Сделки · Устройство · Воронка");
    await page.getByRole("tab", { name: "Этапы" }).focus();
    await page.keyboard.press("End");
    await expect(page.getByRole("tab", { name: "Роли и передача" })).toBeFocused();
    await expect(page).toHaveURL(/tab=roles/);
    await page.keyboard.press("ArrowRight");
    await expect(page.getByRole("tab", { name: "Этапы" })).toBeFocused();
    await expect(name).toHaveValue("Отправить КП и расчёт");
    await page.reload();
    await expect(name).toHaveValue("Отправить КП и расчёт");
    await page.locator(".places").getByRole("button", { name: "Воронка целиком" }).click();
    await page.reload();
    await expect(name).toHaveValue("Сделки");
  });

  test("a filter of the board stays on the board", async ({ page }) => {
    await page.getByRole("searchbox").fill("альфа");
    await expect(page).toHaveURL(/q=/);
    await page.getByRole("link", { name: "Устройство" }).first().click();
    await page.getByRole("link", { name: /^Сделки/ }).click();
    await page.getByRole("tab", { name: "Причины отказа" }).click();
    await expect(page).toHaveURL(/deals-4r\?tab=reasons$/);
  });

  test("a wording that is not published survives a reload and another tab", async ({ page }) => {
    await page.goto("./funnel/deals-4r?tab=regulation&of=deals-4r.quote");
    await page.getByRole("button", { name: "Написать свой" }).click();
    await page.getByLabel("Новый пункт").fill("Расчёт уходит в тот же день.");
    await page.keyboard.press("Enter");
    await page.getByRole("tab", { name: "Этапы" }).click();
    await page.getByRole("tab", { name: "Регламент" }).click();
    await page.reload();
    await expect(page.getByRole("textbox", { name: "Как работаем" }).last()).toHaveValue("Расчёт уходит в тот же день.");
    await page.getByRole("button", { name: "Не сохранять" }).click();
    await page.reload();
    await expect(page.getByRole("heading", { name: "Регламента пока нет" })).toBeVisible();
  });

  test("the board of an archived funnel says so and takes no deals", async ({ page }) => {
    await page.goto("./funnel/deals-4r");
    await page.locator(".top").getByRole("button", { name: "Ещё действия" }).click();
    await page.getByRole("button", { name: "В архив" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("combobox").first().selectOption({ index: 1 });
    await dialog.getByRole("button", { name: "Убрать в архив" }).click();
    await expect(dialog).toBeHidden();
    await page.goto("./board/deals-4r");
    await expect(board(page)).toBeVisible();
    await expect(page.locator(".top").getByText("В архиве").first()).toBeVisible();
    await expect(page.locator(".top").getByRole("button", { name: "Сделка" })).toHaveCount(0);
  });
});

test.describe("without ready regulations", () => {
  // A worker would fetch them past the route.
  test.use({ serviceWorkers: "block", forgiven: /regulations\.json|registration blocked by Playwright/ });

  test("the example opens without them, and they are asked for again", async ({ page }) => {
    await page.route("**/content/regulations.json", (route) => route.fulfill({ status: 404, body: "not found" }));
    await page.goto("./");
    await ready(page);
    await openExample(page);
    await page.goto("./funnel/deals-4r?tab=regulation");
    const missing = page.getByRole("alert").filter({ hasText: "Готовые регламенты не загрузились" });
    await expect(missing).toBeVisible();
    await page.unroute("**/content/regulations.json");
    await missing.getByRole("button", { name: "Повторить" }).click();
    await expect(missing).toBeHidden();
    await expect(page.getByRole("button", { name: /^Взять 8/ })).toBeVisible();
  });
});
