//! What systems and people call their columns: the headers of docs/decisions/0004-import.md, best first.
//! Deliberately not here: how a header is compared (`table::fold_header`) and what follows from a match (`plan`).

use std::collections::BTreeMap;

use crate::data::table::fold_header;

use super::own;
use super::system::System;
use super::target::{Kind, Target};

/// A target and its names, the surest first, with `;` between them; names with `|` between them are equally sure and
/// belong together.
type Entry = (Target, &'static str);

/// The header of the column that tells why a row was not taken in, in Russian and in English. A file of rejected rows
/// that was mended comes back with it.
pub const REASON_HEADERS: [&str; 2] = ["Почему не загружено", "Why not imported"];

const PHONES: &str = "Рабочий телефон; Телефон; Phone; Phone number; Телефон рабочий; Work phone; phone_work; \
    Person - Phone - Work; Person - Phone; Мобильный телефон; Mobile; Mobile phone; Рабочий прямой телефон; Тел";
const EMAILS: &str = "Рабочий email; Рабочий e-mail; Email; E-mail; Почта; Эл. почта; Электронная почта; Work email; \
    email_work; Person - Email - Work; Person - Email; Личный email; Частный e-mail; Email address; Correo";
const COMPANIES: &str = "Название компании; Компания; Company; Company name; Organization; Organization - Name; \
    Deal - Organization; Person - Organization; Associated Company; Account; Account name; Клиент; Client; \
    Client name; Customer; Customer name; Заказчик; Покупатель; Контрагент; Организация; Компания контакта; Buyer";
const COMPANY_IDS: &str = "Associated Company IDs; Deal - Organization ID; Organization - ID; customer_id; CustomerID; \
    ID клиента; Код клиента; ID компании; ID покупателя; Код контрагента; client_id; Client ID; account_id; company_id";
const CONTACTS: &str = "Полное имя контакта; Контакт; Контактное лицо; Основной контакт; Contact; Contact person; \
    Contact name; Deal - Contact person; Associated Contact; Person - Name; ФИО; ФИО контакта; Full name";
const OWNERS: &str = "Ответственный; Deal owner; Deal - Owner; Contact owner; Company owner; Organization - Owner; \
    Person - Owner; Owner; Ведёт; Менеджер; Ответственный менеджер; sales_agent; Sales rep; Salesperson; Продавец; \
    Responsible; Responsible user; Assigned to; Account manager; Manager; Куратор";
const NOTES: &str = "Примечание | Примечание 2 | Примечание 3 | Примечание 4 | Примечание 5; Комментарий; Комментарии; \
    Примечания; Note; Notes; Comment; Comments; Associated Note; Описание; Description";
const TAGS: &str = "Теги; Теги сделки; Tags; Метки; Deal - Label; Organization - Label; Person - Label; Labels; Label";
const CURRENCIES: &str = "Валюта; Currency; Deal - Currency of Value; CURRENCY_ID; Код валюты; Deal currency; \
    Валюта сделки; Currency code";
const CITIES: &str = "Город; City; Organization - Address - City/town/village/locality of Address; Населённый пункт";

/// The names of columns of one kind of file, folded.
pub(super) struct Vocabulary(BTreeMap<String, (Target, usize)>);

impl Vocabulary {
    /// What columns are called in files of a kind that a system writes.
    pub(super) fn of(kind: Kind, system: System) -> Self {
        let mut names = BTreeMap::new();
        let mut rank = 0;
        for (target, equals) in entries(kind, system) {
            for equal in equals.split(';') {
                rank += 1;
                for name in equal.split('|') {
                    names.entry(fold_header(name)).or_insert_with(|| (target.clone(), rank));
                }
            }
        }
        Self(names)
    }

    /// What a folded header means, and how sure that is: of two columns of one meaning the lesser is surer.
    pub(super) fn find(&self, folded: &str) -> Option<(Target, usize)> {
        self.0.get(folded).cloned()
    }
}

/// The first entry that has a header decides.
fn entries(kind: Kind, system: System) -> Vec<Entry> {
    let mut entries = match system {
        // Its codes end in ID where the cell holds a name.
        System::Bitrix24 => vec![(Target::Customer, "COMPANY_ID"), (Target::Contact, "CONTACT_ID")],
        System::Own => own::COLUMNS.into_iter().filter(|(target, _)| target.fits(kind)).collect(),
        _ => Vec::new(),
    };
    entries.push((Target::Skip, "Почему не загружено; Why not imported"));
    entries.extend(match kind {
        Kind::Members => members(),
        Kind::Customers => customers(),
        Kind::Deals => deals(),
        Kind::Purchases => purchases(),
    });
    entries
}

fn contact(name: &str) -> Target {
    Target::ContactField(name.to_owned())
}

fn field(name: &str) -> Target {
    Target::Field(name.to_owned())
}

fn members() -> Vec<Entry> {
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

fn customers() -> Vec<Entry> {
    vec![
        (Target::Customer, COMPANIES),
        (Target::CustomerId, COMPANY_IDS),
        (Target::ContactId, "Person - ID; ID контакта; Contact ID"),
        (Target::CustomerId, "ID; Record ID; Код; №"),
        (Target::Contact, CONTACTS),
        (Target::FirstName, "Имя; First name; first_name; Person - First name"),
        (Target::LastName, "Фамилия; Last name; last_name; Person - Last name; Surname"),
        (Target::Customer, "Название; Наименование; Name; Title"),
        (contact("phone"), PHONES),
        (contact("email"), EMAILS),
        (contact("job_title"), "Должность; Job title; Person - Job title; Position"),
        (Target::Owner, OWNERS),
        (
            Target::Created,
            "Дата создания; Дата создания контакта; Create Date; Created; Created at; Created on; \
             Organization - Organization created; Person - Person created; first_seen; Дата регистрации",
        ),
        (Target::Tags, TAGS),
        (field("city"), CITIES),
        (field("country"), "Страна; Country; Country/Region"),
        (
            field("address"),
            "Адрес; Address; Фактический адрес; Organization - Address; Юридический адрес; Street address",
        ),
        (field("trade"), "Сфера деятельности; Отрасль; Industry; Sector; Trade"),
        (
            field("site"),
            "Сайт; Корпоративный сайт; Website; Website URL; Web; Company Domain Name; Organization - Website",
        ),
        (field("inn"), "ИНН; INN; Tax ID; VAT number"),
        (
            Target::Skip,
            "Доступен для всех; Available to everyone; Экспорт; Логотип; Фотография; Кем создан контакт; \
             Кем редактирован; Кем изменена; Дата редактирования; Дата изменения",
        ),
    ]
}

fn deals() -> Vec<Entry> {
    vec![
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
            "Сумма; Сумма сделки; Бюджет; Бюджет сделки; Amount; Deal - Value; Deal value; close_value; OPPORTUNITY; \
             Сумма/Валюта; Возможная сумма; lead_value; Value; Budget; Deal amount; Стоимость; Sale",
        ),
        (Target::Currency, CURRENCIES),
        (
            Target::Stage,
            "Стадия сделки; Этап сделки; Deal Stage; Deal - Stage; STAGE_ID; Стадия; Этап; Этап воронки; Stage; \
             Pipeline stage; Lead stage; lead_pipeline_stage_id; Opportunity stage",
        ),
        (
            Target::Status,
            "Deal - Status; Deal status; Статус; Статус сделки; Статус лида; Status; STATUS_ID; Состояние; Lead status",
        ),
        (
            Target::Pipeline,
            "Воронка; Направление; Pipeline; Deal - Pipeline; CATEGORY_ID; Воронка продаж; Funnel; \
             lead_pipeline_id",
        ),
        (Target::StageSince, "Deal - Last stage change; Дата смены этапа; Дата изменения стадии; Stage changed"),
        (Target::Customer, COMPANIES),
        (Target::CustomerId, COMPANY_IDS),
        (Target::ContactId, "Deal - Contact person ID; Associated Contact IDs; ID контакта; Contact ID"),
        (Target::Contact, CONTACTS),
        (Target::FirstName, "Имя; First name; first_name"),
        (Target::LastName, "Фамилия; Last name; last_name; Surname"),
        (contact("phone"), PHONES),
        (contact("email"), EMAILS),
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
             Lead - Source; Канал",
        ),
        (
            field("products"),
            "Товар; Товары; Продукт; Продукты; Product; Products; PRODUCT_ID; Product name; \
             Deal - Product name",
        ),
        (field("task"), "Задача клиента; Задача; Потребность; Buyer's task"),
        (
            Target::Skip,
            "Доступен для всех; OPENED; Available to everyone; Сделка закрыта; CLOSED; Is closed lost; \
             Deal - Weighted value; Deal - Currency of Weighted value; Deal - Visible to; Deal - Total activities; \
             Deal - Done activities; Deal - Activities to do; Deal - Email messages count; Deal - Archive status; \
             Deal - Sequence enrollment; Кем создана сделка; Кем создана; Кем редактирована; Кем изменена; \
             Дата редактирования; Дата изменения; Deal - Creator; Deal - Update time",
        ),
    ]
}

fn purchases() -> Vec<Entry> {
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
        (field("country"), "Страна; Country; Country/Region"),
        (field("inn"), "ИНН; INN; Tax ID"),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_header_has_two_meanings() {
        for kind in Kind::ALL {
            let mut meanings = BTreeMap::new();
            for (target, names) in entries(kind, System::Unknown) {
                for name in names.split([';', '|']) {
                    let folded = fold_header(name);
                    assert!(!folded.is_empty(), "{kind:?} {target:?}");
                    if let Some(other) = meanings.insert(folded, target.clone()) {
                        assert_eq!(other, target, "{kind:?}: {name}");
                    }
                }
            }
        }
    }

    #[test]
    fn every_meaning_has_a_place_in_its_kind() {
        for kind in Kind::ALL {
            for (target, _) in entries(kind, System::Bitrix24) {
                assert!(target.fits(kind) || target == Target::Customer || target == Target::Contact, "{target:?}");
            }
        }
    }

    #[test]
    fn the_header_of_reasons_is_known() {
        let (target, names) = entries(Kind::Deals, System::Unknown).swap_remove(0);
        assert_eq!((target, names), (Target::Skip, REASON_HEADERS.join("; ").as_str()));
    }
}
