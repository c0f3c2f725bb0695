//! Leads on their way in. Russian.

use super::l;
use crate::app::words::Requests;

#[rustfmt::skip]
pub(in crate::app::words) static WORDS: Requests = Requests {
    as_is: "Вставьте как есть", as_is_placeholder: "Письмо, подпись, сообщение или визитка",
    was_read: "Разобрали в браузере. Поправьте, если не так.", person: "Человек", job: "Должность", phone: "Телефон",
    email: "Почта", messenger: "Телеграм", need: "Что нужно", when: "Срок", amount: "Сумма", source: "Источник",
    other_source: "другой", same_one: "Это они", open_already: "С ними уже есть открытая сделка",
    create_and_take: "Создать и взять", create: "Создать", in_file: "Разобрать как таблицу", city: "Город", inn: "ИНН",
    looks_like: l("Похоже на «{0}»"), is_theirs: l("Лид для «{0}»"), taken_once: l("Этот лид уже есть: «{0}»"),
};
