// The deals of the bench: the same for the application, which imports them as a table, and for the plain page.
// Drawn from a fixed seed, so that two runs measure the same work. No clock: days are counted back from `today`.

/** The stages of «Сделки», as the application's own 4R funnels name them. */
export const STAGES = [
  "Новая сделка",
  "Обсудить условия",
  "Отправить КП и расчёт",
  "Согласовать цену и сроки",
  "Оплата получена",
  "Разместить заказ на производство",
  "Заказ отгружен",
];

const MOTORS = ["дымосос", "насос", "конвейер", "вентилятор", "компрессор", "подъёмник", "мешалку", "дробилку"];
const GOODS = ["Преобразователь на", "Плавный пуск на", "Шкаф управления на", "Датчики на", "Щит учёта на"];
const TRADES = ["Завод", "Комбинат", "Водоканал", "Агрохолдинг", "Рудник", "Цех", "Порт", "Элеватор"];
const OWNERS = ["Мария Котова", "Иван Орлов", "Анна Ли", "Пётр Сомов", "Ольга Дым", "Глеб Ветров", "Нина Снегирёва"];

/** Mulberry32: numbers from 0 to 1. */
function chance(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** `count` deals over the seven stages; four to a company. */
export function deals(count, seed = 42) {
  const next = chance(seed);
  const pick = (list) => list[Math.floor(next() * list.length)];
  const companies = Array.from({ length: Math.max(1, Math.ceil(count / 4)) }, (_, at) => `${pick(TRADES)} № ${at + 1}`);
  return Array.from({ length: count }, (_, at) => ({
    id: at + 1,
    title: `${pick(GOODS)} ${pick(MOTORS)} № ${at + 1}`,
    company: pick(companies),
    amount: 10_000 + Math.floor(next() * 99_000) * 10,
    stage: Math.floor(next() * STAGES.length),
    owner: pick(OWNERS),
    /** Days ago that it came to its stage. */
    age: Math.floor(next() * 90),
    /** Days from now until the next contact; none for every fourth. */
    contact: next() < 0.25 ? null : Math.floor(next() * 20) - 5,
  }));
}

const day = (today, offset) => {
  const date = new Date(today.getTime() + offset * 86_400_000);
  const two = (n) => String(n).padStart(2, "0");
  return `${two(date.getUTCDate())}.${two(date.getUTCMonth() + 1)}.${date.getUTCFullYear()}`;
};

/**
 * The deals as a table that the application imports. The columns after the owner are what the funnel requires on the
 * later stages: with them, and with a funnel that asks for no proofs, a card moves onward without a question.
 */
export function csv(rows, today) {
  const head = [
    ...["ID", "Название сделки", "Компания", "Сумма", "Валюта", "Воронка", "Стадия сделки", "Дата создания"],
    ...["Дата следующего контакта", "Ответственный", "Товар", "decision_maker", "approvers", "payment_terms"],
    ...["contract_no", "ship_date", "address"],
  ];
  const lines = rows.map((deal) =>
    [
      ...[deal.id, deal.title, deal.company, deal.amount, "RUB", "Сделки", STAGES[deal.stage], day(today, -deal.age)],
      ...[deal.contact === null ? "" : day(today, deal.contact), deal.owner, "ВЧ-37", "директор", "главный инженер"],
      ...["50 на 50", `Д-${deal.id}`, "30.11.2027", "Пермь"],
    ].join(";"),
  );
  return `${[head.join(";"), ...lines].join("\r\n")}\r\n`;
}
