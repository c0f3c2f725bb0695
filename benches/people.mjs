// The people of the benches of the search and of the desk: one at each deal, each by a name and a number of their own. The
// same for the application, which imports them, and for the plain page. A person follows from the number.
import { csv, deals } from "./deals.mjs";

const SURNAMES =
  "Авдеев Белов Волков Гусев Дроздов Ершов Жуков Зимин Исаев Карпов Лапин Махов Носов Осипов Панов Рыков Сизов Тихонов Уваров Фомин Хохлов Цветков Чижов Шилов Юдин Ямщиков Борисов Власов Громов Денисов Егоров Зуев Климов Лыткин Миронов Назаров Орехов Поляков Родин Савин".split(
    " ",
  );
const FIRST = "Алексей Борис Виктор Глеб Денис Егор Захар Игорь Кирилл Лев Максим Никита Олег Павел Роман Семён Тимур Фёдор Юрий Яков".split(" ");
const MIDDLE = "Андреевич Борисович Викторович Глебович Денисович Егорович Ильич Кириллович Львович Максимович".split(" ");
const SECOND = "Северный Южный Старший Младший Первый Второй Третий Дальний Ближний Верхний Нижний Средний Озёрный".split(" ");

/** The person of a deal; up to 104,000 of them have each a name of their own. */
export function person(at) {
  const pick = (list, by) => list[Math.floor(at / by) % list.length];
  const name = [
    pick(SURNAMES, 1),
    pick(FIRST, SURNAMES.length),
    pick(MIDDLE, SURNAMES.length * FIRST.length),
    pick(SECOND, SURNAMES.length * FIRST.length * MIDDLE.length),
  ].join(" ");
  const phone = `+7 9${String(10_000_000 + ((at * 7_919_193) % 89_999_999)).padStart(9, "0")}`;
  return { name, phone, email: `p${at}@buyer${at % 997}.example` };
}

/** So many deals of the board as a table, each with a person. */
export function table(count) {
  const [head, ...lines] = csv(deals(count), new Date()).split("\r\n").filter(Boolean);
  const told = lines.map((line, at) => {
    const { name, phone, email } = person(at);
    return [line, name, phone, email].join(";");
  });
  return [`${head};Контакт;Рабочий телефон;Email`, ...told].join("\r\n");
}
