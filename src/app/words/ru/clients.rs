//! Customers and their people. Russian.

use super::{l, n};
use crate::app::words::Clients;

#[rustfmt::skip]
pub(in crate::app::words) static WORDS: Clients = Clients {
    decides: "решает", influences: "согласует", uses: "пользуется", pays: "платит", part_of: "В решении",
    in_favour: "за", neutral: "нейтрально", against: "против", stance: "Отношение", unknown: "не знаем",
    new_company: "Новый клиент", edit_company: "Данные клиента", new_person: "Новый человек", edit_person: "Человек",
    company_kind: "Компания", person_kind: "Человек", kind: "Кто это", name: "Название или имя", inn: "ИНН",
    phone: "Телефон", email: "Почта", site: "Сайт", city: "Город", trade: "Отрасль", address: "Адрес",
    source: "Источник", currency: "Валюта", messenger: "Телеграм", job: "Должность", tags: "Метки",
    tags_hint: "через запятую", several_hint: "несколько через запятую", owner: "Ведёт", nobody: "никто",
    more_fields: "Ещё поля", add_field: "Добавить поле", field_name: "Поле", field_value: "Значение",
    remove_field: "Убрать поле", remove: "Удалить", remove_person: "Удалить человека", keep: "Сохранить",
    create: "Создать", cancel: "Отмена", need_name: "Напишите название или имя.",
    bad_email: "Это не похоже на адрес почты: нужны «@» и точка после неё.",
    inn_control: "Контрольные цифры ИНН не сходятся: проверьте, нет ли опечатки.",
    also: "Работает ещё в", also_hint: "название компании",
    may_be: "Похоже, такой клиент уже есть", open_it: "Открыть",
    doubles: "Возможные дубли", doubles_none: "Дублей не видно",
    doubles_none_why: "Сравнили ИНН, почты, телефоны и названия всех клиентов.",
    doubles_looking: "Сравниваем клиентов…", one_company: "Это один клиент?", in_common: "Общее", blue_stays: "Синим отмечено, что останется.",
    side_one: "Запись 1", side_two: "Запись 2", same: "совпадает", both_stay: "останутся оба",
    none_said: "не указано", people: "Люди", deals_open: "Сделки в работе", deals_past: "Прошлые сделки",
    purchases: "Покупки", notes: "Записи ленты", nothing_lost: "Ничего не удаляем: обе истории останутся",
    apart_them: "Разные", later: "Позже", merge_them: "Объединить",
    split_any_day: "Разделить обратно можно в любой день, из ленты клиента.", result: "Что получится",
    known_since: "ведём с", by_inn: "ИНН", by_email: "почта", by_phone: "телефон", by_name: "название",
    by_near_name: "название почти то же", all_tags: "Метки", all_history: "Лента", first_known: "Стал известен",
    order: "Заказ", refund: "Возврат денег", split_back: "Разделить обратно", wrote: "Письмо", asked: "Спросили, почему замолчал",
    loaded_from: "из файла", late_only: "Дольше обычного", no_contact: "Нет контакта",
    all_of_them: "все", reset: "Сбросить отбор",
    who_decides: "Кто решает", nobody_decides: "Кто решает, не знаем",
    told_created: l("«{0}» теперь среди клиентов"), told_changed: l("«{0}»: данные изменены"),
    told_removed: l("«{0}» больше нет среди людей"), told_merged: l("«{0}»: две записи стали одной"),
    told_apart: l("«{0}»: это разные клиенты"), told_split: l("«{0}»: снова две записи"),
    merged_with: l("Объединили с «{0}»"), same_person: l("один и тот же {0}"), in_favour_of: l("{0} за"),
    share_of: l("{0} из {1}"), pair_of: l("Пара {0} из {1}."), bought_sum: l("{0}, {1}"), two_counts: l("{0} + {1}"),
    people_of: l("{0} и {1}: станет {2}"),
    whole: n("Вся, {} запись", "Вся, {} записи", "Вся, {} записей"),
    others: n("и ещё {}", "и ещё {}", "и ещё {}"),
};
