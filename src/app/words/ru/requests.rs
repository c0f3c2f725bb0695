//! Leads on their way in. Russian.

use super::{l, n};
use crate::app::words::Requests;

#[rustfmt::skip]
pub(in crate::app::words) static WORDS: Requests = Requests {
    as_is: "Вставьте как есть", as_is_placeholder: "Письмо, подпись, сообщение или визитка",
    was_read: "Разобрали в браузере. Поправьте, если не так.", person: "Человек", job: "Должность", phone: "Телефон",
    email: "Почта", messenger: "Телеграм", need: "Что нужно", when: "Срок", amount: "Сумма", source: "Источник",
    other_source: "другой", same_one: "Это они", open_already: "С ними уже есть открытая сделка",
    create_and_take: "Создать и взять", create: "Создать", in_file: "Разобрать как таблицу", city: "Город", inn: "ИНН",
    pasted_table: "Вставленная таблица", rows_are_leads: "Это таблица: в каждой строке свой лид.",
    nobody: "в ней нет ни имени, ни телефона, ни задачи.",
    too_large: l("она длиннее {0} байт."), too_many: l("в ней больше {0} полей."),
    not_text: l("в поле «{0}» вложен список."), bad_letters: l("поле «{0}» записано не в UTF-8."), too_long: l("поле «{0}» длиннее {1} знаков."),
    all_there: "Эти лиды уже есть.", taken: n("{} лид принят", "{} лида приняты", "{} лидов приняты"),
    no_leads: "Лиды принимает воронка «Лиды», а её здесь нет.", bad_link_why: "Попросите ссылку ещё раз или запишите лид сами.",
    bad_link: l("Ссылка с лидом не читается: {0}"), looks_like: l("Похоже на «{0}»"), is_theirs: l("Лид для «{0}»"), taken_once: l("Этот лид уже есть: «{0}»"),
};
