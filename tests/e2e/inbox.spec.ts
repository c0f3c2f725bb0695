// Leads that come by themselves: from an address that lists them, and from the site's form that posts to it. A real server;
// nothing is taken twice, and whatever the server does the screen says so.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import { board, card, column, downloaded, openExample, saved, total } from "./support/app";
import { dialog, toast } from "./support/desk";
import { expect, test } from "./support/test";

// What a browser says of an answer that is none.
test.use({ forgiven: /Failed to load resource|net::ERR_/ });

/** What the company's server does: keeps what the form posts and lists it to whoever knows the secret. */
class Collector {
  leads: unknown[] = [];
  /** Where it was asked, one after another. */
  paths: (string | undefined)[] = [];
  /** What is answered instead of the leads, and what an answer waits for, both as they were when it was asked. */
  answer: { status: number; text: string } | null = null;
  hold: Promise<void> | null = null;
  private server: Server | null = null;

  async open(): Promise<string> {
    this.server = createServer(async (request, response) => {
      response.setHeader("Access-Control-Allow-Origin", "*");
      response.setHeader("Access-Control-Allow-Headers", "authorization, content-type");
      if (request.method === "OPTIONS") return response.writeHead(204).end();
      if (request.method === "POST") {
        let body = "";
        request.on("data", (piece) => (body += piece));
        return request.on("end", () => {
          this.leads.push(JSON.parse(body));
          response.writeHead(201).end();
        });
      }
      this.paths.push(request.url);
      const { answer, hold } = this;
      await hold;
      if (answer) return response.writeHead(answer.status).end(answer.text);
      if (request.headers.authorization !== "Bearer key-7") return response.writeHead(401).end();
      response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(this.leads));
    });
    await new Promise<void>((done) => this.server?.listen(0, "127.0.0.1", done));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/leads`;
  }

  close(): void {
    this.server?.closeAllConnections();
    this.server?.close();
  }
}

let collector: Collector;
let url: string;

test.beforeEach(async ({ page }) => {
  collector = new Collector();
  url = await collector.open();
  await page.goto("./");
  await openExample(page);
});

test.afterEach(() => collector.close());

const asked = (page: Page) => dialog(page, "Входящие лиды");
const now = (page: Page) => asked(page).getByRole("button", { name: "Прочитать сейчас" });

async function look(page: Page): Promise<void> {
  await page.goto("./setup");
  await page.getByRole("button", { name: "Входящие лиды" }).click();
}

async function setUp(page: Page, secret = "key-7"): Promise<void> {
  await look(page);
  await asked(page).getByLabel("Адрес", { exact: true }).fill(url);
  await asked(page).getByLabel("Секрет").fill(secret);
  await asked(page).getByRole("button", { name: "Сохранить" }).click();
}

test("leads come by themselves, each once, and go back by one step", async ({ page }) => {
  collector.leads = [
    { id: "118", company: "ООО «Вихрь»", person: "Олег Тихонов", phone: "+7 912 000-00-01", need: "Насосы", source: "Сайт" },
    { company: "Котельная «Заря»", email: "a@zarya.example" },
    { note: "" },
  ];
  await setUp(page);
  await expect(asked(page)).toContainText(/Приняты\s2\sлида/);
  await expect(asked(page)).toContainText(/Запись\s3 пропущена/);
  await saved(page);
  // The same again, in another order, and a new one.
  collector.leads = [{ id: "119", company: "Новый завод", phone: "+7 912 000-00-02" }, ...collector.leads.reverse()];
  await now(page).click();
  await expect(asked(page)).toContainText(/Принят\s1\sлид/);
  await now(page).click();
  await expect(asked(page)).toContainText("Новых лидов нет");
  await page.keyboard.press("Escape");
  await page.keyboard.press("1");
  await expect(board(page, "Лиды")).toBeVisible();
  const fresh = column(page, "leads-4r.new");
  await expect(card(fresh, "Новый завод")).toBeVisible();
  await expect(card(fresh, "ООО «Вихрь»")).toBeVisible();
  const before = Number(await total(page, "leads-4r.new").innerText());
  // Undone, they do not come again though the address still lists them, nor after a reload; what is new beside them does.
  await page.keyboard.press("Control+z");
  await expect(card(fresh, "Новый завод")).toHaveCount(0);
  await saved(page);
  collector.leads.push({ id: "120", company: "Мельница", phone: "+7 912 000-00-04" });
  await page.reload();
  await expect(card(fresh, "Мельница")).toBeVisible();
  await expect(total(page, "leads-4r.new")).toHaveText(`${before}`);
  await expect(card(fresh, "Новый завод")).toHaveCount(0);
  await expect(card(fresh, "ООО «Вихрь»")).toBeVisible();
});

test("what the address does wrong is said, and the next reading goes on", async ({ page }) => {
  await setUp(page, "wrong");
  await expect(asked(page)).toContainText("кодом 401");
  for (const [status, text, says] of [
    [200, "<html>", "не читается как JSON"],
    [200, "5", "не список лидов"],
    [500, "", "кодом 500"],
  ] as const) {
    collector.answer = { status, text };
    await now(page).click();
    await expect(asked(page)).toContainText(says);
  }
  collector.answer = { status: 200, text: "" };
  await now(page).click();
  await expect(asked(page)).toContainText("Новых лидов нет");
  await asked(page).getByLabel("Адрес", { exact: true }).fill("http://example.org/leads");
  await asked(page).getByRole("button", { name: "Сохранить" }).click();
  await expect(asked(page).getByRole("alert")).toContainText("https");
  await asked(page).getByRole("button", { name: "Убрать" }).click();
  await expect(toast(page)).toContainText("выключены");
  await expect(now(page)).toHaveCount(0);
});

test("what an address answers after another was set is not told of the other, which is read at once", async ({ page }) => {
  let release = () => {};
  collector.hold = new Promise((done) => (release = done));
  collector.answer = { status: 500, text: "" };
  collector.leads = [{ company: "Элеватор", phone: "+7 912 000-00-03" }];
  await setUp(page);
  await expect.poll(() => collector.paths.length).toBe(1);
  collector.hold = collector.answer = null;
  await asked(page).getByLabel("Адрес", { exact: true }).fill(`${url}/new`);
  await asked(page).getByRole("button", { name: "Сохранить" }).click();
  release();
  await expect(asked(page)).toContainText(/Принят\s1\sлид/);
  expect(collector.paths.length).toBe(2);
});

test("without a network it says so, and reads when it is back", async ({ page, context }) => {
  await setUp(page);
  await expect(asked(page)).toContainText("Новых лидов нет");
  collector.leads = [{ company: "Элеватор", phone: "+7 912 000-00-03" }];
  await context.setOffline(true);
  await now(page).click();
  await expect(asked(page).getByRole("status")).toContainText("Интернета нет");
  await context.setOffline(false);
  await expect(asked(page)).toContainText(/Принят\s1\sлид/);
});

test("another tab reads what was set in this one, and nothing when it was taken away", async ({ page, context }) => {
  await setUp(page);
  await expect(asked(page)).toContainText("Новых лидов нет");
  const other = await context.newPage();
  await look(other);
  await expect(asked(other)).toContainText("Новых лидов нет");
  await asked(page).getByLabel("Адрес", { exact: true }).fill(`${url}/new`);
  await asked(page).getByRole("button", { name: "Сохранить" }).click();
  await expect.poll(() => collector.paths.at(-1)).toBe("/leads/new");
  await expect(asked(page)).toContainText("Новых лидов нет");
  const before = collector.paths.length;
  collector.leads = [{ company: "Элеватор", phone: "+7 912 000-00-03" }];
  await now(other).click();
  await expect(asked(other)).toContainText(/Принят\s1\sлид/);
  expect(new Set(collector.paths.slice(before))).toEqual(new Set(["/leads/new"]));
  await saved(other);
  await asked(page).getByRole("button", { name: "Убрать" }).click();
  await expect(now(page)).toHaveCount(0);
  const times = collector.paths.length;
  await expect(now(other)).toHaveCount(0);
  expect(collector.paths.length).toBe(times);
});

test("a tab that was open before any inbox was set reads it as soon as another tab sets one", async ({ page, context }) => {
  const other = await context.newPage();
  await look(other);
  await expect(asked(other)).toBeVisible();
  await expect(now(other)).toHaveCount(0);
  await setUp(page);
  await expect(asked(page)).toContainText("Новых лидов нет");
  await expect(asked(other)).toContainText("Новых лидов нет");
  await expect(now(other)).toBeVisible();
});

test("the form of the site sends a lead that comes in", async ({ page, context }) => {
  await setUp(page);
  await expect(asked(page)).toContainText("Новых лидов нет");
  const coming = page.waitForEvent("download");
  await asked(page).getByRole("button", { name: "Скачать страницей" }).click();
  const html = await downloaded(await coming);
  // The site, on an address of its own.
  const host = createServer((_, response) => response.writeHead(200, { "Content-Type": "text/html" }).end(html));
  await new Promise<void>((done) => host.listen(0, "127.0.0.1", done));
  const site = await context.newPage();
  await site.goto(`http://127.0.0.1:${(host.address() as AddressInfo).port}/contacts?utm_source=vystavka`);
  await site.getByLabel("Компания").fill("Элеватор");
  await site.getByLabel("Как к вам обращаться").fill("Нина Ветрова");
  await site.getByLabel("Телефон").fill("+7 912 000-00-03");
  await site.getByLabel("Что нужно").fill("Преобразователь на норию");
  await site.getByLabel(/Согласен/).check();
  await site.getByRole("button", { name: "Отправить" }).click();
  await expect(site.getByRole("status")).toContainText("Спасибо");
  await site.close();
  host.closeAllConnections();
  host.close();
  await now(page).click();
  await expect(asked(page)).toContainText(/Принят\s1\sлид/);
  await page.keyboard.press("Escape");
  await page.keyboard.press("1");
  await card(column(page, "leads-4r.new"), "Элеватор").click();
  const main = page.getByRole("main");
  await expect(main).toContainText("Преобразователь на норию");
  await expect(main).toContainText("Нина Ветрова");
  await expect(main).toContainText("vystavka");
});
