// A virtual board in plain JavaScript, as quick as one can be: what the application is measured beside.
//
// It does less on purpose: no rules, no filters, no saving, no undo; cards of one height, reused by hand. It stands for
// the lower bound, not for a rival.
//
// ?n=10000          how many deals
// &from=memory      made on the page from the seed
// &from=database    read with one getAll from a database with the very rows that the application has stored
// &card=138&top=200 the height of a card with its space, and of what stands over the lists, in pixels
import { STAGES, deals } from "../deals.mjs";

const query = new URLSearchParams(location.search);
const PITCH = Number(query.get("card") ?? 138);
document.documentElement.style.setProperty("--card", `${PITCH}px`);
document.documentElement.style.setProperty("--top", `${query.get("top") ?? 200}px`);
const SPARE = 3;

const money = new Intl.NumberFormat("ru", { style: "currency", currency: "RUB", maximumFractionDigits: 0 });
const count = new Intl.NumberFormat("ru");

/** The deals by stage, newest first. */
async function load() {
  const all = query.get("from") === "database" ? await stored() : deals(Number(query.get("n") ?? 10_000));
  const lanes = STAGES.map(() => []);
  for (const deal of all) lanes[deal.stage]?.push(deal);
  for (const lane of lanes) lane.sort((a, b) => a.age - b.age);
  return lanes;
}

/** The same records that the application reads, in the shape in which it stores them. */
async function stored() {
  const database = await new Promise((resolve, reject) => {
    const request = indexedDB.open("plain", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("rows", { keyPath: "id" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const rows = await new Promise((resolve, reject) => {
    const request = database.transaction("rows").objectStore("rows").getAll();
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  database.close();
  const names = new Map();
  let places = [];
  for (const { id, kind, v } of rows) {
    if (kind === "customer" || kind === "member") names.set(id.slice(id.indexOf(":") + 1), v.name);
    if (kind === "pipeline" && id.endsWith("deals-4r")) {
      const stages = Object.entries(v).filter(([name]) => name.startsWith("stage."));
      places = stages.sort(([, a], [, b]) => (a.order < b.order ? -1 : 1)).map(([name]) => name.slice(6));
    }
  }
  const at = new Map(places.map((place, index) => [place, index]));
  const now = Date.now();
  const days = (moment) => Math.floor((now - moment) / 86_400_000);
  return rows
    .filter((row) => row.kind === "deal" && !row.v.deleted)
    .map(({ id, v }) => {
      let entered = v.created;
      for (const name in v) if (name.startsWith("h.") && v[name].at > entered) entered = v[name].at;
      return {
        id,
        title: v.title,
        company: names.get(v.customer) ?? v.title,
        amount: (v.amount?.minor ?? 0) / 100,
        stage: at.get(v.stage),
        owner: names.get(v.owner) ?? "",
        age: days(entered),
        contact: v.next ? -days(v.next.at) : null,
      };
    });
}

const template = document.createElement("template");
template.innerHTML =
  '<article class="deal" tabindex="0"><p class="co"> </p><p class="ti"> </p>' +
  '<p class="mo"><span> </span><span> </span></p><p class="fo"><span> </span><span> </span></p></article>';

function fill(card, deal) {
  card.dataset.id = deal.id;
  const [company, title, worth, foot] = card.children;
  company.firstChild.nodeValue = deal.company;
  title.firstChild.nodeValue = deal.title;
  worth.children[0].firstChild.nodeValue = money.format(deal.amount);
  worth.children[1].firstChild.nodeValue = `${deal.age} дн.`;
  foot.children[0].firstChild.nodeValue = deal.contact === null ? "нет контакта" : `через ${deal.contact} дн.`;
  foot.children[1].firstChild.nodeValue = deal.owner;
}

class Column {
  constructor(board, name, deals) {
    this.deals = deals;
    this.cards = [];
    this.height = -1;
    this.stage = document.createElement("section");
    this.stage.className = "stage";
    this.stage.innerHTML = '<h2></h2><p class="tot"><b></b><span></span></p><div class="list"><div class="space"></div></div>';
    this.stage.querySelector("h2").textContent = name;
    [this.total, this.worth] = this.stage.querySelector(".tot").children;
    this.list = this.stage.querySelector(".list");
    this.space = this.list.firstChild;
    board.append(this.stage);
    this.list.addEventListener("scroll", () => this.place(), { passive: true });
  }

  draw() {
    this.total.textContent = count.format(this.deals.length);
    let worth = 0;
    for (const deal of this.deals) worth += deal.amount;
    this.worth.textContent = money.format(worth);
    this.place();
  }

  place() {
    const { deals, cards, list } = this;
    if (this.height !== deals.length) {
      this.height = deals.length;
      this.space.style.height = `${deals.length * PITCH}px`;
    }
    this.window ??= list.clientHeight;
    const first = Math.max(0, Math.floor(list.scrollTop / PITCH) - SPARE);
    const last = Math.min(deals.length, Math.ceil((list.scrollTop + this.window) / PITCH) + SPARE);
    while (cards.length < last - first) {
      const card = template.content.firstChild.cloneNode(true);
      this.space.append(card);
      cards.push({ card, deal: null, at: -1 });
    }
    for (let k = 0; k < cards.length; k++) {
      const slot = cards[k];
      const at = first + ((((k - first) % cards.length) + cards.length) % cards.length);
      const deal = at < last ? deals[at] : null;
      if (slot.card.hidden !== !deal) slot.card.hidden = !deal;
      if (deal && slot.deal !== deal) fill(slot.card, deal);
      if (deal && slot.at !== at) slot.card.style.transform = `translateY(${at * PITCH}px)`;
      if (!deal) delete slot.card.dataset.id;
      slot.deal = deal;
      slot.at = deal ? at : -1;
    }
  }
}

const board = document.querySelector(".board");
const lanes = await load();
const columns = lanes.map((deals, at) => new Column(board, STAGES[at], deals));
for (const column of columns) column.draw();

const columnOf = (card) => columns.findIndex((column) => column.stage.contains(card));

/** Puts a deal on top of another column. */
function move(id, from, to) {
  const at = columns[from].deals.findIndex((deal) => String(deal.id) === id);
  const [deal] = columns[from].deals.splice(at, 1);
  columns[to].deals.unshift(deal);
  columns[to].list.scrollTop = 0;
  columns[from].draw();
  columns[to].draw();
}

document.addEventListener("keydown", (event) => {
  const card = event.target.closest?.(".deal");
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!card || !event.altKey || !step) return;
  event.preventDefault();
  const from = columnOf(card);
  const to = from + step;
  if (!columns[to]) return;
  const { id } = card.dataset;
  move(id, from, to);
  columns[to].list.querySelector(`[data-id="${id}"]`)?.focus({ preventScroll: true });
});

let held = null;
document.addEventListener("pointerdown", (event) => {
  const card = event.target.closest(".deal");
  if (!card || event.button) return;
  const rect = card.getBoundingClientRect();
  const grip = { x: event.clientX - rect.left, y: event.clientY - rect.top };
  held = { card, id: card.dataset.id, grip, width: rect.width, x: event.clientX, y: event.clientY, ghost: null, over: -1 };
});
document.addEventListener("pointermove", (event) => {
  if (!held) return;
  if (!held.ghost) {
    if (Math.abs(event.clientX - held.x) + Math.abs(event.clientY - held.y) < 5) return;
    held.ghost = held.card.cloneNode(true);
    held.ghost.classList.add("ghost");
    held.ghost.style.width = `${held.width}px`;
    delete held.ghost.dataset.id;
    document.body.append(held.ghost);
    held.card.classList.add("carried");
    held.edges = columns.map((column) => column.stage.getBoundingClientRect());
  }
  held.ghost.style.transform = `translate(${event.clientX - held.grip.x}px,${event.clientY - held.grip.y}px)`;
  const over = held.edges.findIndex((edge) => event.clientX >= edge.left && event.clientX <= edge.right);
  if (over !== held.over) {
    columns[held.over]?.stage.classList.remove("over");
    columns[over]?.stage.classList.add("over");
    held.over = over;
  }
});
document.addEventListener("pointerup", () => {
  const drag = held;
  held = null;
  if (!drag?.ghost) return;
  drag.ghost.remove();
  const from = columnOf(drag.card);
  drag.card.classList.remove("carried");
  columns[drag.over]?.stage.classList.remove("over");
  if (columns[drag.over] && drag.over !== from) move(drag.id, from, drag.over);
});
