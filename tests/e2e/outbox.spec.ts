// Letters that go out by a webhook: whatever the receiver does, each of them is taken by it, none of them twice, and what
// became of each stands on the screen after a reload.
import type { Page } from "@playwright/test";
import { openExample, ready, saved } from "./support/app";
import { dialog } from "./support/desk";
import { Receiver } from "./support/receiver";
import { expect, test } from "./support/test";

// What a browser says of every answer that is none, and of every server that is not there.
test.use({ forgiven: /Failed to load resource|net::ERR_/ });

const letters = (page: Page) => page.getByRole("region", { name: "Письма", exact: true });
const lot = (page: Page, name: string) => letters(page).getByRole("button", { name: new RegExp(`^${name}`) });
const count = async (page: Page, name: string) => Number((await lot(page, name).innerText()).replace(/\D/g, ""));

let receiver: Receiver;
let url: string;

test.beforeEach(async () => {
  test.slow();
  receiver = new Receiver();
  url = await receiver.open();
});

test.afterEach(() => receiver.close());

/** Letters of a campaign to everybody who leaves the best in four weeks; the page stays at the baskets. */
async function prepare(page: Page): Promise<number> {
  await page.goto("./");
  await ready(page);
  await openExample(page);
  await page.goto("./board/return-4r?ahead=28");
  const leaving = page.getByRole("region", { name: "Уходят из лучших" });
  await leaving.getByRole("button", { name: /^Отправить \d/ }).click();
  const asked = dialog(page, "Новая кампания");
  await asked.getByRole("button", { name: /^Начать/ }).click();
  await expect(asked).toBeHidden();
  await page.keyboard.press("3");
  await expect(lot(page, "Готовы")).toBeVisible();
  const prepared = await count(page, "Готовы");
  expect(prepared).toBeGreaterThan(3);
  return prepared;
}

async function setAddress(page: Page): Promise<void> {
  await letters(page).getByRole("button", { name: "Вебхук" }).click();
  await dialog(page).getByLabel("Адрес").fill(url);
  await dialog(page).getByLabel("Секрет").fill("key-7");
  await dialog(page).getByRole("button", { name: "Сохранить" }).click();
  await expect(dialog(page)).toBeHidden();
}

/** Gives all prepared letters to the network. */
async function send(page: Page): Promise<void> {
  await letters(page).getByLabel("Все", { exact: true }).check();
  await letters(page).getByRole("button", { name: "Отправить вебхуком" }).click();
}

/**
 * Lets the time of the page go on until the receiver has had so many tries. It stands while a letter is on its way, or the
 * page would lose patience with an answer that is coming; only one that never comes is waited for.
 */
async function until(page: Page, tries: number): Promise<void> {
  await expect
    .poll(
      async () => {
        const onItsWay = await letters(page).getByText("отправляем", { exact: true }).isVisible();
        if (!onItsWay || receiver.tries.at(-1)?.mood === "silent") await page.clock.fastForward("01:00");
        return receiver.tries.length;
      },
      { timeout: 60_000 },
    )
    .toBeGreaterThanOrEqual(tries);
}

/** Each letter is there once, all its tries were of one key and one text, and no key was used for two letters. */
function eachOnce(expected: number): void {
  expect(receiver.has.size).toBe(expected);
  expect([...receiver.has.values()].every((times) => times === 1)).toBe(true);
  const texts = new Map<string, string>();
  for (const { key, body, secret } of receiver.tries) {
    expect(secret).toBe("Bearer key-7");
    expect(key).toBe(body.id);
    expect(texts.get(key) ?? JSON.stringify(body)).toBe(JSON.stringify(body));
    texts.set(key, JSON.stringify(body));
  }
  expect(new Set(receiver.tries.map(({ body }) => body.to)).size).toBeLessThanOrEqual(expected);
}

test("a receiver that refuses, is out of order, is busy, hangs and dies has every letter in the end, and none twice", async ({
  page,
}) => {
  await page.clock.install();
  const prepared = await prepare(page);
  await setAddress(page);
  await receiver.close();
  const before = await count(page, "Отправлены");
  await send(page);
  await lot(page, "В очереди").click();
  await expect(letters(page)).toContainText("не отвечает", { timeout: 30_000 });
  expect(receiver.tries).toHaveLength(0);
  receiver.moods.push("broken", "busy", "silent", "die", "die-after-taking");
  await receiver.open();
  await until(page, 5 + prepared);
  await expect(lot(page, "Отправлены")).toHaveText(new RegExp(`${before + prepared}$`));
  expect(await count(page, "В очереди")).toBe(0);
  eachOnce(prepared);
  // Each was taken and told so once; the one that it had taken before it died came once more, with the same key.
  const told = receiver.tries.filter(({ mood }) => mood === "take").map(({ key }) => key);
  expect(told.filter((key, at) => told.indexOf(key) !== at), "answered with 200 and asked again").toEqual([]);
  const tries = receiver.tries.length;
  await saved(page);
  await page.reload();
  await expect(lot(page, "Отправлены")).toHaveText(new RegExp(`${before + prepared}$`));
  await page.clock.fastForward("02:00:00");
  await expect(lot(page, "В очереди")).toHaveText(/0$/);
  expect(receiver.tries.length).toBe(tries);
});

test("a letter that is refused is told with the receiver's own words, and tried again only when somebody asks", async ({
  page,
}) => {
  const prepared = await prepare(page);
  await setAddress(page);
  const failed = await count(page, "Не ушли");
  receiver.moods.push("refuse");
  await send(page);
  await expect(lot(page, "Не ушли")).toHaveText(new RegExp(`${failed + 1}$`));
  await lot(page, "Не ушли").click();
  const row = letters(page).getByRole("row").filter({ hasText: "no such list" });
  await expect(row).toHaveCount(1);
  await expect.poll(() => receiver.has.size).toBe(prepared - 1);
  await row.getByRole("checkbox").check();
  await letters(page).getByRole("button", { name: "Попробовать ещё раз" }).click();
  await expect.poll(() => receiver.has.size).toBe(prepared);
  eachOnce(prepared);
});

test("a page that is closed while a letter is on its way goes on where it was", async ({ page, context }) => {
  await page.clock.install();
  const prepared = await prepare(page);
  await setAddress(page);
  receiver.moods.push("take", "silent");
  await send(page);
  await expect.poll(() => receiver.tries.length).toBe(2);
  await page.close();
  const again = await context.newPage();
  await again.goto("./board/refresh-4r");
  await expect.poll(() => receiver.has.size, { timeout: 30_000 }).toBe(prepared);
  await expect(lot(again, "В очереди")).toHaveText(/0$/);
  eachOnce(prepared);
  expect(receiver.tries.length).toBe(prepared + 1);
});

test("two tabs send each letter once", async ({ page, context }) => {
  const prepared = await prepare(page);
  await setAddress(page);
  const other = await context.newPage();
  await other.goto("./board/refresh-4r");
  await expect(lot(other, "Готовы")).toHaveText(new RegExp(`${prepared}$`));
  await send(page);
  await expect(lot(page, "В очереди")).toHaveText(/0$/);
  await expect.poll(() => receiver.has.size).toBe(prepared);
  await expect(lot(other, "Готовы")).toHaveText(/0$/);
  await expect(lot(other, "В очереди")).toHaveText(/0$/);
  expect(receiver.tries.length).toBe(prepared);
  eachOnce(prepared);
});
