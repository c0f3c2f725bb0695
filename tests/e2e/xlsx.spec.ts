// A workbook of Excel: read away from the page, its sheets chosen, loaded as a CSV would be; what can't be read is said.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { board, choose, column, loadButton, ready, saved, total } from "./support/app";
import { expect, test } from "./support/test";

const fixtures = join(import.meta.dirname, "../fixtures/xlsx");
const file = (name: string) => ({ name, text: readFileSync(join(fixtures, name)) });

/** Drops a file of bytes on the page. */
async function dropBytes(page: Page, name: string, bytes: Buffer): Promise<void> {
  await ready(page);
  const dataTransfer = await page.evaluateHandle(
    ([name, letters]) => {
      const bytes = Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));
      const transfer = new DataTransfer();
      transfer.items.add(new File([bytes], name));
      return transfer;
    },
    [name, bytes.toString("base64")] as const,
  );
  await page.dispatchEvent("body", "dragover", { dataTransfer });
  await page.dispatchEvent("body", "drop", { dataTransfer });
}

test("of a workbook with several sheets those are loaded that the person ticks", async ({ page }) => {
  await page.goto("./");
  await dropBytes(page, "книга.xlsx", file("deals_and_customers.xlsx").text);
  const dialog = page.getByRole("dialog", { name: "Какие листы загрузить?" });
  const deals = dialog.getByRole("checkbox", { name: /^Сделки, 6\s/ });
  const customers = dialog.getByRole("checkbox", { name: /^Клиенты, 2\s/ });
  await expect(deals).toBeChecked();
  await expect(dialog.getByRole("checkbox")).toHaveCount(2);
  await customers.setChecked(false);
  await dialog.getByRole("button", { name: "Дальше" }).click();

  await expect(page.getByRole("dialog", { name: "Похоже на сделки" })).toBeVisible();
  await loadButton(page).click();
  await expect(board(page)).toBeVisible();
  await expect(total(page, "deals-4r.terms")).toHaveText("2");
  await saved(page);
  await page.keyboard.press("1");
  await expect(total(page, "leads-4r.new")).toHaveText("1");
});

test("a workbook of one sheet is asked nothing, and its days are days", async ({ page }) => {
  await page.goto("./");
  await choose(page, join(fixtures, "openpyxl.xlsx"));
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("openpyxl.xlsx")).toBeVisible();
  await dialog.getByRole("tab", { name: "Столбцы" }).click();
  await expect(dialog.getByText("2026-01-01 09:30:00").first()).toBeVisible();
  await expect(dialog.getByText("100.1", { exact: false }).first()).toBeVisible();
});

test("what is no workbook, or would burst, is a sentence", async ({ page }) => {
  await page.goto("./");
  for (const [name, says] of [
    ["bomb_that_lies.xlsx", "Внутри книги больше"],
    ["excel.xlsx", "Это не книга Excel, или она повреждена"],
  ] as const) {
    const whole = file(name).text;
    await dropBytes(page, name, name === "excel.xlsx" ? whole.subarray(0, 900) : whole);
    const dialog = page.getByRole("dialog", { name: "Файл не загружен, ничего не изменилось" });
    await expect(dialog.getByRole("alert")).toContainText(says);
    await dialog.getByRole("button", { name: "Закрыть", exact: true }).click();
  }
  await expect(column(page, "deals-4r.terms")).toHaveCount(0);
});
