//! What systems and people call their columns: the headers of docs/decisions/0004-import.md, best first.
//! Deliberately not here: how a header is compared (`table::fold_header`) and what follows from a match (`plan`).

use std::collections::BTreeMap;

use crate::data::table::fold_header;

mod buyers;
mod sales;

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
    Person - Phone - Work; Person - Phone; Мобильный телефон; Mobile; Mobile phone; Рабочий прямой телефон; Тел; \
    Домашний телефон; Другой телефон; Телефон для рассылок; Mobile phone number; Person - Phone - Mobile; \
    Person - Phone - Home; Person - Phone - Other; phone_home; phone_other; Home phone; Other phone; Work direct; Телефоны";
const EMAILS: &str = "Рабочий email; Рабочий e-mail; Email; E-mail; Почта; Эл. почта; Электронная почта; Work email; \
    email_work; Person - Email - Work; Person - Email; Личный email; Частный e-mail; Email address; Correo; \
    Другой email; E-mail для рассылок; Person - Email - Home; Person - Email - Other; email_home; email_other; \
    Private email; Home email; Other email; Work e-mail";
const COMPANIES: &str = "Название компании; Компания; Company; Company name; Organization; Organization - Name; \
    Deal - Organization; Person - Organization; Associated Company; Account; Account name; Клиент; Client; \
    Client name; Customer; Customer name; Заказчик; Покупатель; Контрагент; Организация; Компания контакта; Buyer; \
    Lead - Organization; Primary company";
const COMPANY_IDS: &str = "Associated Company IDs; Deal - Organization ID; Organization - ID; Person - Organization ID; \
    Lead - Organization ID; Primary Associated Company ID; customer_id; CustomerID; \
    ID клиента; Код клиента; ID компании; ID покупателя; Код контрагента; client_id; Client ID; account_id; company_id";
const CONTACTS: &str = "Полное имя контакта; Контакт; Контактное лицо; Основной контакт; Contact; Contact person; \
    Contact name; Deal - Contact person; Associated Contact; Person - Name; ФИО; ФИО контакта; Full name; Имя, Фамилия; \
    Lead - Contact person; Lead - Person";
const OWNERS: &str = "Ответственный; Deal owner; Deal - Owner; Contact owner; Company owner; Organization - Owner; \
    Person - Owner; Owner; Ведёт; Менеджер; Ответственный менеджер; sales_agent; Sales rep; Salesperson; Продавец; \
    Lead - Owner; Lead owner; Responsible person; Responsible; Responsible user; Assigned to; Account manager; Manager; Куратор";
const NOTES: &str = "Примечание | Примечание 2 | Примечание 3 | Примечание 4 | Примечание 5; Комментарий; Комментарии; \
    Примечания; Note; Notes; Comment; Comments; Associated Note; Описание; Description";
const TAGS: &str = "Теги; Теги сделки; Tags; Метки; Deal - Label; Organization - Label; Person - Label; Labels; Label; Lead - Label; Lead - Labels";
const CURRENCIES: &str = "Валюта; Currency; Deal - Currency of Value; Lead - Currency of Value; CURRENCY_ID; Код валюты; Deal currency; \
    Валюта сделки; Currency code";
const CITIES: &str = "Город; City; Organization - Address - City/town/village/locality of Address; Населённый пункт";

const COUNTRIES: &str = "Страна; Country; Country/Region";
const JOBS: &str = "Должность; Job title; Person - Job title; Position";
const MESSENGERS: &str = "Контакт Telegram; Telegram; Телеграм; Telegram username; Ник в Telegram";
const SITES: &str =
    "Сайт; Корпоративный сайт; Website; Website URL; Web; Company Domain Name; Organization - Website; Site";
const TAX_NUMBERS: &str = "ИНН; INN; Tax ID; VAT number";
const TRADES: &str = "Сфера деятельности; Отрасль; Industry; Sector; Trade";
const ADDRESSES: &str = "Адрес; Address; Фактический адрес; Organization - Address; Юридический адрес; Street address";

/// Columns that lists of people have, and lists of companies that name somebody beside each do not.
pub(super) const OF_PEOPLE: &str = "Имя; First name; Фамилия; Last name; Имя, Фамилия; Полное имя контакта; Person - Name; \
    Person - First name; Person - Last name; ФИО; Full name; Surname";
/// Columns that only lists of leads have.
pub(super) const OF_LEADS: &str = "Название лида; Lead - Title; Lead name; ID лида; Lead - ID";

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
        // The company of the deal, else that of the person who asks for it.
        System::Amocrm if kind.is_deal() => vec![(Target::Customer, "Компания контакта | Компания")],
        // People and companies stand in one list; which is which is told by the names.
        System::Amocrm if kind == Kind::Contacts => vec![(Target::Skip, "Тип")],
        System::Own => own::COLUMNS.into_iter().filter(|(target, _)| target.fits(kind)).collect(),
        _ => Vec::new(),
    };
    entries.push((Target::Skip, "Почему не загружено; Why not imported"));
    entries.extend(match kind {
        Kind::Members => buyers::members(),
        Kind::Customers => buyers::customers(),
        Kind::Contacts => buyers::contacts(),
        Kind::Leads | Kind::Deals => sales::deals(kind),
        Kind::Purchases => sales::purchases(),
    });
    entries
}

/// How many columns are called as systems or people call them, whatever the rows are.
pub fn known_columns(titles: &[&str]) -> usize {
    let known = Kind::ALL.map(|kind| Vocabulary::of(kind, System::Unknown));
    let folded = titles.iter().map(|title| fold_header(title));
    folded.filter(|title| known.iter().any(|names| names.find(title).is_some())).count()
}

fn contact(name: &str) -> Target {
    Target::ContactField(name.to_owned())
}

fn customer(name: &str) -> Target {
    Target::CustomerField(name.to_owned())
}

fn field(name: &str) -> Target {
    Target::Field(name.to_owned())
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
