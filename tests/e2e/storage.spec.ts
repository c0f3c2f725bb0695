// When the disk refuses: the screen says so, offers a copy of what is in memory, and saves once it can.
import type { Page } from "@playwright/test";
import { board, card, column, downloaded, openExample, saved, saving, takeIn, withoutProof } from "./support/app";
import { boardFile } from "./support/papers";
import { expect, test } from "./support/test";

const file = boardFile([["Альфа", "Оплата получена", { address: "Тверь", ship_date: "2027-03-01" }]]);

/** Moves the only deal on by the keys. */
async function move(page: Page): Promise<void> {
  await card(page, "Альфа").focus();
  for (const key of ["Space", "ArrowRight", "Enter"]) await page.keyboard.press(key);
  await withoutProof(page);
  await expect(card(column(page, "deals-4r.production"), "Альфа")).toBeVisible();
}

/** The number of deals in the copy that a banner offers. */
async function copyOf(page: Page, banner: ReturnType<Page["getByRole"]>): Promise<number> {
  const download = page.waitForEvent("download");
  await banner.getByRole("button", { name: "Скачать копию" }).click();
  const { records } = JSON.parse(await downloaded(await download)) as { records: Record<string, { kind: string }> };
  return Object.values(records).filter(({ kind }) => kind === "deal").length;
}

for (const [how, refuse] of [
  [
    "throws",
    () =>
      void (indexedDB.open = () => {
        throw new DOMException("denied", "SecurityError");
      }),
  ],
  ["is not there", () => Object.defineProperty(window, "indexedDB", { get: () => null })],
] as const) {
  test(`blocked storage that ${how}: everything works in memory, and a banner says so`, async ({ page }) => {
    await page.addInitScript(refuse);
    await page.goto("./");
    const banner = page.getByRole("alert").filter({ hasText: "Браузер не даёт хранить данные" });
    await expect(banner).toBeVisible();
    await openUnsaved(page);
    await expect(banner).toBeVisible();
    await expect(saving(page)).toHaveAttribute("data-state", "failed");
    await expect(saving(page)).toContainText("Не сохранено");
    expect(await copyOf(page, banner)).toBeGreaterThan(100);
  });
}

async function openUnsaved(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Открыть пример" }).click();
  await expect(board(page)).toBeVisible();
}

test("storage that blocks preferences too still opens", async ({ page }) => {
  await page.addInitScript(() => {
    for (const name of ["localStorage", "indexedDB"]) {
      Object.defineProperty(window, name, {
        get: () => {
          throw new DOMException("denied", "SecurityError");
        },
      });
    }
  });
  await page.goto("./");
  await expect(page.getByRole("alert")).toContainText("Браузер не даёт хранить данные");
  await page.getByRole("button", { name: "English" }).click();
  await expect(page.getByRole("heading", { name: "Where shall we start?" })).toBeVisible();
});

test("a full disk: not saved is shown, a copy offered, and a retry saves in order", async ({ page }) => {
  await page.addInitScript(() => {
    const { put, add } = IDBObjectStore.prototype;
    const refusing = (write: typeof put) =>
      function (this: IDBObjectStore, ...given: Parameters<typeof put>) {
        if (document.documentElement.dataset.disk === "full") throw new DOMException("full", "QuotaExceededError");
        return write.apply(this, given);
      };
    IDBObjectStore.prototype.put = refusing(put);
    IDBObjectStore.prototype.add = refusing(add);
  });
  await takeIn(page, file);
  const disk = (state: string) => page.evaluate((state) => void (document.documentElement.dataset.disk = state), state);
  await disk("full");
  await move(page);
  await expect(saving(page)).toHaveAttribute("data-state", "failed");
  await expect(saving(page)).toContainText("Не сохранено");
  const banner = page.getByRole("alert").filter({ hasText: "Место на диске закончилось" });
  await expect(banner).toContainText("1 изменение есть только в этой вкладке");
  expect(await copyOf(page, banner)).toBe(1);
  await page.keyboard.press("Control+z");
  await expect(banner).toContainText("2 изменения есть только в этой вкладке");
  await page.keyboard.press("Control+Shift+z");
  await expect(banner).toContainText("3 изменения");

  await banner.getByRole("button", { name: "Повторить" }).click();
  await expect(saving(page)).toHaveAttribute("data-state", "failed");
  await expect(banner).toContainText("3 изменения");

  await disk("free");
  await banner.getByRole("button", { name: "Повторить" }).click();
  await expect(banner).toBeHidden();
  await saved(page);
  await page.reload();
  await expect(card(column(page, "deals-4r.production"), "Альфа")).toBeVisible();
});

test("what is not saved says so until it is, and only then", async ({ page }) => {
  await page.goto("./");
  await openExample(page);
  await expect(saving(page)).toContainText("Сохранено");
  await page.reload();
  await expect(board(page)).toBeVisible();
  await expect(saving(page)).toContainText("Здесь");
});
