//! What a file is taken for, how the last one was read, what will come of it. Russian.

use super::{l, n};
use crate::app::words::Sheets;

#[rustfmt::skip]
pub(in crate::app::words) static WORDS: Sheets = Sheets {
    contacts: "Контакты", leads: "Лиды", looks_like_contacts: "Похоже на список контактов", looks_like_leads: "Похоже на лиды",
    as_last: "Как в прошлый раз",
    as_last_why: "Файл с такими столбцами уже загружали: столбцы, этапы и сотрудники разложены так же.",
    forget: "Забыть", forgotten: "Больше не помним, как читать такие файлы", contact_only: "Только контакт, без лида",
    filled: "Заполнено", colleagues: "Сотрудники", colleague_in_file: "Сотрудник в файле", rows_of_colleague: "Строк",
    colleague_here: "Сотрудник в Воронке", by_name: "По имени, новый добавим", nobody: "Никого не указывать",
    entity: "Записи", new: "Новые", updated: "Изменятся", same: "Те же", rejected: "Не прочитаны",
    companies: "Клиенты", contacts_made: "Контакты", leads_made: "Лиды", deals: "Сделки", purchases: "Покупки",
    staff: "Сотрудники", notes: "Заметки", messenger: "Телеграм", site: "Сайт", address: "Адрес", country: "Страна",
    rejected_in: "Строки, которые не прочитаны, можно скачать, поправить и загрузить ещё раз.",
    load_contacts: n("Загрузить {} контакт", "Загрузить {} контакта", "Загрузить {} контактов"),
    load_leads: n("Загрузить {} лид", "Загрузить {} лида", "Загрузить {} лидов"),
    load_records: n("Загрузить {} запись", "Загрузить {} записи", "Загрузить {} записей"),
    loaded_contacts: n("Загружен {} контакт", "Загружены {} контакта", "Загружено {} контактов"),
    loaded_leads: n("Загружен {} лид", "Загружены {} лида", "Загружено {} лидов"),
    loaded_records: n("Загружена {} запись", "Загружены {} записи", "Загружено {} записей"),
    contact_field: l("Контакт: {0}"), customer_field: l("Компания: {0}"),
};
