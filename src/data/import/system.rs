//! Which system a file was exported from, by headers that only that system writes.

use super::own;
use crate::data::table::{Header, fold_header};

/// The system that a file was exported from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum System {
    /// Bitrix24.
    Bitrix24,
    /// amoCRM, Kommo abroad.
    Amocrm,
    /// HubSpot.
    Hubspot,
    /// Pipedrive.
    Pipedrive,
    /// A list that was saved here.
    Own,
    /// A plain table, or a system that is not known here.
    Unknown,
}

/// Headers that only one system writes, and headers that it shares with others.
type Signature = (System, &'static str, &'static str);

const SIGNATURES: &[Signature] = &[
    (
        System::Bitrix24,
        "Стадия сделки; Сделка закрыта; Доступен для всех; Дополнительно об источнике; Название лида; \
         Повторная сделка; Available to everyone; STAGE_ID; ASSIGNED_BY_ID; CATEGORY_ID; OPPORTUNITY; Сумма/Валюта; \
         Возможная сумма; Тип компании; Кол-во сотрудников; Годовой оборот; Рабочий e-mail; Частный e-mail",
        "Название сделки; Направление; Ответственный; TITLE; CURRENCY_ID; Название компании; Deal Name; Имя; Фамилия; \
         First name; Last name; Lead name; Contact type; Company type; Responsible person",
    ),
    (
        System::Amocrm,
        "Этап сделки; Дата создания сделки; Кем создана сделка; Кем редактирована; Полное имя контакта; \
         Компания контакта; Ответственный за контакт; Рабочий прямой телефон; Теги сделки; Дата создания контакта",
        "Название сделки; Воронка; Бюджет; Ответственный; Примечание; Название компании",
    ),
    (
        System::Hubspot,
        "Record ID; Deal owner; Associated Company; Associated Company IDs; Associated Contact; Is closed lost; \
         Contact owner; Company owner; Lifecycle Stage; Company Domain Name; Closed Lost Reason; ID de registro",
        "Deal Name; Deal Stage; Pipeline; Create Date; Close Date; Company name; First Name; Industry",
    ),
    (System::Own, own::SIGNATURE, own::SHARED),
    // Known by the shape of its headers, which fold to what plain tables write too: see `entity`.
    (System::Pipedrive, "", ""),
];

impl System {
    /// How the system is called in [`ForeignId`](crate::domain::ForeignId).
    pub fn id(self) -> &'static str {
        match self {
            Self::Bitrix24 => "bitrix24",
            Self::Amocrm => "amocrm",
            Self::Hubspot => "hubspot",
            Self::Pipedrive => "pipedrive",
            Self::Own => own::SYSTEM,
            Self::Unknown => "csv",
        }
    }

    /// The system whose headers these are. One of its own headers and one more tell it; two systems that are told
    /// equally well tell nothing.
    pub(super) fn of(header: &Header) -> Self {
        let has = |name: &str| header.columns.iter().any(|column| column.folded == fold_header(name));
        let found = |names: &str| names.split(';').filter(|name| !name.is_empty() && has(name)).count();
        let mut best = (Self::Unknown, 0);
        for &(system, own, shared) in SIGNATURES {
            let own = if system == Self::Pipedrive { with_entity(header) } else { found(own) };
            let score = 2 * own + found(shared);
            if own > 0 && score > 2 && score > best.1 {
                best = (system, score);
            } else if own > 0 && score == best.1 {
                best.0 = Self::Unknown;
            }
        }
        best.0
    }
}

/// How many headers are written as Pipedrive writes them.
fn with_entity(header: &Header) -> usize {
    header.columns.iter().filter(|column| entity(&column.title).is_some()).count()
}

/// What a header says behind what it is about, when it is written as Pipedrive does: `Title` of `Deal - Title`.
fn entity(title: &str) -> Option<&str> {
    let (what, rest) = title.split_once(" - ")?;
    ["Deal", "Lead", "Person", "Organization"].contains(&what.trim()).then_some(rest.trim())
}

/// The name under which a column is kept: `Probability` of `Deal - Probability`.
pub(super) fn own_name(title: &str) -> &str {
    entity(title).unwrap_or(title)
}
