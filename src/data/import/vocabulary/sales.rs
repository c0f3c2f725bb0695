//! What lists of deals, leads and orders call their columns.

use super::{
    ADDRESSES, CITIES, COMPANIES, COMPANY_IDS, CONTACTS, COUNTRIES, CURRENCIES, EMAILS, Entry, JOBS, Kind, MESSENGERS,
    NOTES, OWNERS, PHONES, SITES, TAGS, TAX_NUMBERS, TRADES, Target, contact, customer, field,
};

/// Deals and leads; a lead tells of the company and the person what a deal leaves to lists of their own.
pub(super) fn deals(kind: Kind) -> Vec<Entry> {
    let mut entries = vec![
        (
            Target::Id,
            "ID; Record ID; Deal - ID; Deal - Pipedrive System ID; deal_id; ID сделки; opportunity_id; Номер сделки; \
             ID лида; lead_id; Lead - ID; Код; №; Номер; ID de registro",
        ),
        (
            Target::Title,
            "Название сделки; Deal Name; Deal - Title; Название лида; Lead - Title; Deal title; Lead name; \
             Opportunity name; Сделка; Предмет сделки; Заявка; Название заявки; Название; Наименование; Title; Тема; \
             Deal; Name",
        ),
        (
            Target::Amount,
            "Сумма; Сумма сделки; Бюджет; Бюджет сделки; Amount; Deal - Value; Lead - Value; Deal value; close_value; OPPORTUNITY; \
             Сумма/Валюта; Возможная сумма; lead_value; Value; Budget; Deal amount; Стоимость; Sale",
        ),
        (Target::Currency, CURRENCIES),
        (
            Target::Stage,
            "Стадия сделки; Этап сделки; Deal Stage; Deal - Stage; STAGE_ID; Стадия; Этап; Этап воронки; Stage; \
             Pipeline stage; Lead stage; Lead pipeline stage; lead_pipeline_stage_id; Opportunity stage",
        ),
        (
            Target::Status,
            "Deal - Status; Deal status; Статус; Статус сделки; Статус лида; Status; STATUS_ID; Состояние; Lead status",
        ),
        (
            Target::Pipeline,
            "Воронка; Направление; Pipeline; Deal - Pipeline; CATEGORY_ID; Воронка продаж; Funnel; \
             lead_pipeline_id; Lead pipeline",
        ),
        (Target::StageSince, "Deal - Last stage change; Дата смены этапа; Дата изменения стадии; Stage changed"),
        (Target::Customer, COMPANIES),
        (Target::CustomerId, COMPANY_IDS),
        (
            Target::ContactId,
            "Deal - Contact person ID; Associated Contact IDs; Lead - Contact person ID; Lead - Person ID; ID контакта; Contact ID",
        ),
        (Target::Contact, CONTACTS),
        (Target::FirstName, "Имя; First name; first_name"),
        (Target::LastName, "Фамилия; Last name; last_name; Surname"),
        (contact("phone"), PHONES),
        (contact("email"), EMAILS),
        (contact("telegram"), MESSENGERS),
        (contact("job_title"), JOBS),
        (customer("inn"), TAX_NUMBERS),
        (customer("site"), SITES),
        (Target::Owner, OWNERS),
        (
            Target::Created,
            "Дата создания; Дата создания сделки; Create Date; Deal - Deal created; Deal - Creation date; Created; \
             Created at; Created on; Created date; Date created; Дата начала; BEGINDATE; Start Date; engage_date; \
             Дата открытия; Open date; Создана; Дата заявки; Lead - Lead created; Дата; Date",
        ),
        (
            Target::Closed,
            "Дата закрытия; Deal - Deal closed on; Deal - Closed on; Close Date; Closed on; closed_at; Closed date; \
             Date closed; Deal - Won time | Deal - Lost time; Предполагаемая дата закрытия; CLOSEDATE; Закрыта",
        ),
        (
            Target::NextContact,
            "Дата следующего контакта; Следующий контакт; Deal - Next activity date; Next activity date; Next contact",
        ),
        (
            Target::LossReason,
            "Причина отказа; Deal - Lost reason; Closed Lost Reason; lost_reason; Loss reason; Причина провала; \
             Причина потери; Причина закрытия",
        ),
        (Target::Note, NOTES),
        (Target::Tags, TAGS),
        (
            field("source"),
            "Источник; Источник сделки; SOURCE_ID; Source; Lead source; Original Source; Deal - Source channel; \
             Lead - Source; Lead - Source origin; Канал",
        ),
        (
            field("products"),
            "Товар; Товары; Продукт; Продукты; Product; Products; PRODUCT_ID; Product name; \
             Deal - Product name",
        ),
        (field("task"), "Задача клиента; Задача; Потребность; Buyer's task"),
        (
            Target::Skip,
            "Доступен для всех; OPENED; Экспорт; Lead - Visible to; Lead - Archive status; Lead - Update time; \
             Lead - Creator; Available to everyone; Сделка закрыта; CLOSED; Is closed lost; \
             Deal - Weighted value; Deal - Currency of Weighted value; Deal - Visible to; Deal - Total activities; \
             Deal - Done activities; Deal - Activities to do; Deal - Email messages count; Deal - Archive status; \
             Deal - Sequence enrollment; Кем создана сделка; Кем создана; Кем редактирована; Кем изменена; \
             Дата редактирования; Дата изменения; Deal - Creator; Deal - Update time",
        ),
    ];
    if kind == Kind::Leads {
        entries.extend([(customer("address"), ADDRESSES), (customer("city"), CITIES), (customer("trade"), TRADES)]);
    }
    entries
}

pub(super) fn purchases() -> Vec<Entry> {
    vec![
        (
            Target::Id,
            "order_id; Номер заказа; № заказа; ID заказа; Заказ; Order number; Order; Invoice number; InvoiceNo; \
             Invoice; Номер счёта; Номер чека; Чек; Receipt; Номер документа; ID; Номер; №",
        ),
        (Target::CustomerId, COMPANY_IDS),
        (Target::Customer, COMPANIES),
        (Target::Contact, CONTACTS),
        (
            Target::Created,
            "ordered_at; Дата заказа; Дата покупки; Order date; Purchase date; InvoiceDate; Дата продажи; \
             Дата оплаты; Paid at; Created at; Дата создания; Дата документа; Дата; Date",
        ),
        (
            Target::Amount,
            "Сумма заказа; Сумма; Amount; Total; Order total; Итого; Выручка; Revenue; Сумма покупки; Стоимость; \
             Total price; Amount paid; Value; Сумма документа; К оплате; Price",
        ),
        (Target::Currency, CURRENCIES),
        (
            Target::PurchaseKind,
            "kind; Вид операции; Тип операции; Операция; Operation; Transaction type; Вид; Тип; Type; \
             Продажа или возврат",
        ),
        (contact("phone"), PHONES),
        (contact("email"), EMAILS),
        (field("city"), CITIES),
        (field("country"), COUNTRIES),
        (field("inn"), TAX_NUMBERS),
    ]
}
