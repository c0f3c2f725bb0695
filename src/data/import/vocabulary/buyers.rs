//! What lists of colleagues, companies and people call their columns.

use super::{
    ADDRESSES, CITIES, COMPANIES, COMPANY_IDS, CONTACTS, COUNTRIES, EMAILS, Entry, JOBS, MESSENGERS, OWNERS, PHONES,
    SITES, TAGS, TAX_NUMBERS, TRADES, Target, contact, customer, field,
};

/// What says of a customer or a person who may see them and who edited them.
const SYSTEM_ONLY: &str = "Доступен для всех; Available to everyone; Экспорт; Логотип; Фотография; Кем создан контакт; \
    Кем создана компания; Кем редактирован; Кем редактирована; Кем изменена; Кем изменен; Кем создана; Кем создан; \
    Дата редактирования; Дата изменения; Photo; Logo; Export; Created by; Modified by; Modified on";
const CREATED: &str = "Дата создания; Дата создания контакта; Дата создания компании; Create Date; Created; Created at; \
    Created on; Organization - Organization created; Person - Person created; first_seen; Дата регистрации";
const FIRST_NAMES: &str = "Имя; First name; first_name; Person - First name";
const LAST_NAMES: &str = "Фамилия; Last name; last_name; Person - Last name; Surname";

pub(super) fn members() -> Vec<Entry> {
    vec![
        (
            Target::Name,
            "sales_agent; Сотрудник; Менеджер; ФИО; Агент; Продавец; Employee; Sales rep; Salesperson; Agent; \
             User; Пользователь; Full name; Имя; Name",
        ),
        (Target::Head, "Руководитель; Head; Supervisor; Team lead; Начальник; Manager"),
        (Target::Role, "Роль; Role; Должность; Position; Job title"),
    ]
}

pub(super) fn customers() -> Vec<Entry> {
    let mut entries = vec![
        (Target::Customer, COMPANIES),
        (Target::CustomerId, COMPANY_IDS),
        (Target::ContactId, "Person - ID; ID контакта; Contact ID"),
        (Target::CustomerId, "ID; Record ID; Код; №; ID de registro"),
        (Target::Contact, CONTACTS),
        (Target::FirstName, FIRST_NAMES),
        (Target::LastName, LAST_NAMES),
        (Target::Customer, "Название; Наименование; Name; Title"),
    ];
    entries.extend(both());
    entries.extend([
        (field("city"), CITIES),
        (field("country"), COUNTRIES),
        (field("address"), ADDRESSES),
        (field("trade"), TRADES),
        (field("site"), SITES),
        (field("inn"), TAX_NUMBERS),
        (Target::Skip, SYSTEM_ONLY),
    ]);
    entries
}

pub(super) fn contacts() -> Vec<Entry> {
    let mut entries = vec![
        (
            Target::ContactId,
            "Person - ID; ID контакта; Contact ID; Record ID; ID; ID de registro; Person - Pipedrive System ID; Код; №",
        ),
        (Target::CustomerId, COMPANY_IDS),
        (Target::Customer, COMPANIES),
        (Target::Contact, CONTACTS),
        (Target::FirstName, FIRST_NAMES),
        (Target::LastName, LAST_NAMES),
    ];
    entries.extend(both());
    entries.extend([
        // What HubSpot says of a person before there is a deal.
        (Target::Stage, "Lifecycle Stage; Этап жизненного цикла; Стадия жизненного цикла"),
        (Target::Status, "Lead Status; Статус лида"),
        (contact("source"), "Источник; Source; Original Source; Lead source; Источник контакта"),
        (customer("city"), CITIES),
        (customer("country"), COUNTRIES),
        (customer("address"), "Organization - Address; Адрес компании"),
        (contact("address"), "Адрес; Address; Street address"),
        (customer("trade"), TRADES),
        (customer("site"), SITES),
        (customer("inn"), TAX_NUMBERS),
        (Target::Skip, SYSTEM_ONLY),
    ]);
    entries
}

/// What lists of companies and lists of people say of somebody alike.
fn both() -> [Entry; 7] {
    [
        (contact("phone"), PHONES),
        (contact("email"), EMAILS),
        (contact("telegram"), MESSENGERS),
        (contact("job_title"), JOBS),
        (Target::Owner, OWNERS),
        (Target::Created, CREATED),
        (Target::Tags, TAGS),
    ]
}
