// Two tabs of one workspace stay equal without a reload.
import { card, column, saved, takeIn, total, withoutProof } from "./support/app";
import { boardFile } from "./support/papers";
import { complaints, expect, test } from "./support/test";

const PAID = "deals-4r.paid";
const PRODUCTION = "deals-4r.production";
const ready = { address: "Тверь", ship_date: "2027-03-01" };

test("what one tab does, undoes and loads appears in the other", async ({ page, context }) => {
  const other = await context.newPage();
  const heard = complaints(other);
  await other.goto("./");
  await expect(other.getByRole("heading", { name: "С чего начнём?" })).toBeVisible();
  await takeIn(
    page,
    boardFile([
      ["Альфа", "Оплата получена", ready],
      ["Бета", "Оплата получена", ready],
    ]),
  );
  await other.getByRole("link", { name: "Сделки" }).first().click();
  await expect(total(other, PAID)).toHaveText("2");

  const move = async (tab: typeof page, customer: string) => {
    await card(tab, customer).focus();
    for (const key of ["Space", "ArrowRight", "Enter"]) await tab.keyboard.press(key);
    await withoutProof(tab);
    await expect(card(column(tab, PRODUCTION), customer)).toBeVisible();
  };
  await move(page, "Альфа");
  await expect(card(column(other, PRODUCTION), "Альфа")).toBeVisible();
  await expect(total(other, PAID)).toHaveText("1");
  await page.keyboard.press("Control+z");
  await expect(card(column(other, PAID), "Альфа")).toBeVisible();
  await expect(total(other, PRODUCTION)).toHaveText("0");

  await move(other, "Бета");
  await expect(card(column(page, PRODUCTION), "Бета")).toBeVisible();
  await other.keyboard.press("Control+z");
  await expect(card(column(page, PAID), "Бета")).toBeVisible();
  await other.keyboard.press("Control+Shift+z");
  await expect(card(column(page, PRODUCTION), "Бета")).toBeVisible();

  await Promise.all([saved(page), saved(other)]);
  for (const tab of [page, other]) {
    await tab.reload();
    await expect(card(column(tab, PAID), "Альфа")).toBeVisible();
    await expect(card(column(tab, PRODUCTION), "Бета")).toBeVisible();
  }
  expect(heard).toEqual([]);
});

test("an undo that the other tab has overtaken says so and changes nothing", async ({ page, context }) => {
  await takeIn(page, boardFile([["Альфа", "Оплата получена", ready]]));
  const other = await context.newPage();
  const heard = complaints(other);
  await other.goto("./board/deals-4r");
  const carry = async (tab: typeof page, arrow: string) => {
    await card(tab, "Альфа").focus();
    for (const key of ["Space", arrow, "Enter"]) await tab.keyboard.press(key);
  };
  await carry(page, "ArrowRight");
  await withoutProof(page);
  await expect(card(column(other, PRODUCTION), "Альфа")).toBeVisible();
  await carry(other, "ArrowLeft");
  await expect(other.getByRole("dialog")).toBeVisible();
  for (const asked of await other.getByRole("dialog").getByRole("textbox").all()) await asked.fill("Рано");
  await other.keyboard.press("Enter");
  await expect(other.getByRole("dialog")).toBeHidden();
  await expect(card(column(page, PAID), "Альфа")).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(page.getByText("Это сделала другая вкладка. Показываем, что есть сейчас.")).toBeVisible();
  await expect(card(column(page, PAID), "Альфа")).toBeVisible();
  expect(heard).toEqual([]);
});
