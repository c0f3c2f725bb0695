//! Search over everything, and commands. Russian.

use super::{l, n};
use crate::app::words::Palette;

#[rustfmt::skip]
pub(in crate::app::words) static WORDS: Palette = Palette {
    title: "Поиск и команды", placeholder: "Сделка, клиент, телефон, команда", deals: "Сделки и лиды",
    customers: "Клиенты", people: "Люди", notes: "Записи", pages: "Страницы", commands: "Команды",
    recent: "Недавние", this_deal: "Эта сделка", actions: "Что сделать", choose: "выбрать", open: "открыть",
    new_tab: "в новой вкладке", acts: "действия", back: "назад",
    nothing: "Ничего не найдено", nothing_why: "Искали и в другой раскладке, и с опечатками, и по цифрам телефона.",
    building: "Собираем записи для поиска, найденное уже можно открывать", call: "Позвонить", write: "Написать",
    next_contact: "Следующий контакт: к ближайшей сделке", no_next: "Ни у одной сделки нет следующего контакта",
    theme_dark: "Тема: тёмная", theme_light: "Тема: светлая", theme_words: "оформление цвет вид ночь день",
    speak_words: "язык английский русский",
    density_words: "плотность строки карточки",
    load_words: "импорт таблица CSV Excel выгрузка", deal_words: "создать добавить", lead_words: "создать добавить заявка обращение",
    next_words: "кому звонить дальше план очередь", undo_words: "назад вернуть", keys_words: "горячие справка помощь сочетания",
    today_words: "день план задачи", clients_words: "компании база", analysis_words: "отчёт конверсия потери узкое место",
    setup_words: "настройки воронки роботы регламенты", people_words: "отдел продаж сотрудники роли", hours_words: "график выходные праздники", rates_words: "курсы доллар евро тенге",
    here_words: "настройки копия данные язык тема браузер", builder_words: "создать мастер этапы",
    in_palette: "В поиске", lifted: "Когда карточка поднята", put_back: "Вернуть на место", drop: "Отпустить", carry: "Выбрать этап",
    plan_words: "назначить запланировать звонок встреча", move_words: "этап перенести двинуть", hand_words: "менеджер ответственный", lose_words: "отказ проиграть закрыть",
    write_words: "письмо сообщение шаблон", this_lead: "Этот лид", take_words: "лид мой ответить",
    sql_words: "лид квалифицирован готов покупать срок деньги", off_target_words: "лид мимо отсеять исключить", spam_words: "лид мусор реклама",
    make_lead: l("Создать лид «{0}»"), make_lead_of: l("Новый лид «{0}»"), funnel_setup: l("Устройство: {0}"),
    some_of: l("{0} из {1}"),
    found: n("{} совпадение", "{} совпадения", "{} совпадений"),
};
