//! What the name of a stage means, whoever wrote it: a step of the buyer on the way through a sale, or how it ended.
//! The same reading of a file's stages and of the workspace's own brings the two together.
//! Deliberately not here: which stage of the workspace that is (`stages`).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::data::table::fold_header;
use crate::domain::Outcome;

/// A step that most sales desks know, under whatever name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    /// A request has come.
    Incoming,
    /// The request is on target.
    OnTarget,
    /// The buyer is ready to buy.
    Ready,
    /// A deal has been opened.
    Opened,
    /// Needs and terms are talked over.
    Talks,
    /// The buyer gets an offer and reads it.
    Quote,
    /// Price, dates, contract.
    Agreement,
    /// The buyer pays.
    Payment,
    /// What was ordered is being made.
    Production,
    /// What was ordered is on its way.
    Shipping,
}

/// What a name means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Meaning {
    /// A step on the way.
    Step(Step),
    /// An end.
    End(Outcome),
}

use Meaning::{End, Step as On};

/// Whole names: what systems come with, and what people call their stages. Of words for both, the likelier.
const NAMES: &[(Meaning, &str)] = &[
    (
        On(Step::Incoming),
        "Новый лид; New lead; Неразобранное; Incoming leads; Prospecting; Prospect; Lead; Lead in; Лид; Новый; \
         Новая заявка; Заявка; Входящий; Обращение; Не обработан; Unsorted; IN_PROCESS",
    ),
    (On(Step::OnTarget), "MQL; MQL (целевой); MQL (on target); Целевой; Marketing qualified lead; Обработан"),
    (
        On(Step::Ready),
        "SQL; SQL (готов купить); SQL (ready to buy); Готов купить; Ready to buy; Sales qualified lead; \
         Качественный лид",
    ),
    (On(Step::Opened), "Новая сделка; New deal; Новая; New; Qualified; appointmentscheduled; Appointment scheduled"),
    (
        On(Step::Talks),
        "Обсудить условия; Discuss terms; Первичный контакт; Initial contact; Переговоры; Контакт установлен; \
         Contact made; Engaging; Qualification; Qualified to buy; qualifiedtobuy; Needs analysis; Discovery; \
         Выявление потребности; Выявление потребностей; Discussions; Обсуждение; Квалификация; \
         presentationscheduled; Demo scheduled; Value proposition",
    ),
    (
        On(Step::Quote),
        "Отправить КП и расчёт; Send quote and calculation; Proposal made; Proposal sent; PREPARATION; \
         Подготовка документов; Proposal/Price Quote; Proposal/Quote; Offer; Offer sent",
    ),
    (
        On(Step::Agreement),
        "Согласовать цену и сроки; Agree price and dates; Принимают решение; Decision making; \
         decisionmakerboughtin; Decision maker bought-in; Согласование договора; Contract discussion; contractsent; \
         Contract sent; Negotiation; Negotiations; Negotiations started; Negotiation/Review",
    ),
    (
        On(Step::Payment),
        "Оплата получена; Payment received; Счёт на предоплату; PREPAYMENT_INVOICE; PREPAYMENTINVOICE; Счёт выставлен; \
         Invoice sent; Ждём оплату",
    ),
    (
        On(Step::Production),
        "Разместить заказ на производство; Place the production order; В производстве; In production; EXECUTING",
    ),
    (On(Step::Shipping), "Заказ отгружен; Order shipped; Отгружен; Отгружено; Shipped; Доставка; Delivery"),
    (
        End(Outcome::Won),
        "Успех; Won; Closed won; closedwon; Успешно реализовано; 142; Сделка успешна; Выиграна; Выиграно; Продано; \
         Сделка выиграна; Successful; Success; Оплачено и закрыто; CONVERTED",
    ),
    (
        End(Outcome::Lost),
        "Отказ; Lost; Closed lost; closedlost; Закрыто и не реализовано; 143; Closed - lost; Сделка провалена; LOSE; \
         APOLOGY; Анализ причины провала; Проиграна; Проиграно; Не реализовано; Потеряна; Провалена; Отказались",
    ),
    (
        End(Outcome::Paused),
        "Условный отказ; Paused; On hold; Отложена; Отложено; Отложен; Пауза; Заморожена; Postponed",
    ),
    (
        End(Outcome::Excluded),
        "Нецелевой; Off-target; Спам; Spam; Некачественный лид; JUNK; Unqualified; Disqualified; Мусор; Дубль; \
         Duplicate; Не клиент",
    ),
];

/// Beginnings of words that tell as much as the whole name.
const WORDS: &[(Meaning, &str)] = &[
    (On(Step::Talks), "встреч; презентац; демо; demo; meeting; presentation; discovery"),
    (On(Step::Quote), "кп; коммерческ; proposal; quote; quotation; расчет"),
    (On(Step::Agreement), "согласован; договор; contract; negotiation"),
    (On(Step::Payment), "оплат; оплач; предоплат; аванс; payment; prepayment; paid"),
    (On(Step::Production), "производств; изготовл; production; manufactur"),
    (On(Step::Shipping), "отгруз; доставк; shipping; shipment; shipped; deliver"),
    (End(Outcome::Won), "успешн; выигран; won"),
    (End(Outcome::Lost), "неуспешн; отказ; проигран; потерян; провал; lost; refus"),
    (End(Outcome::Excluded), "спам; spam; нецелев; некачествен; дубл; duplicate; junk; disqualif; unqualif"),
];

static FOLDED: LazyLock<BTreeMap<String, Meaning>> = LazyLock::new(|| {
    let all = NAMES.iter().flat_map(|&(meaning, names)| names.split(';').map(move |name| (fold_header(name), meaning)));
    all.collect()
});

/// What a name means; nothing when it is not known, or when it could mean two things.
pub(super) fn meaning(name: &str) -> Option<Meaning> {
    let name = without_funnel(name.trim());
    let folded = fold_header(name);
    if folded.is_empty() {
        return None;
    }
    FOLDED.get(&folded).copied().or_else(|| by_words(name))
}

fn by_words(name: &str) -> Option<Meaning> {
    let lower = name.to_lowercase().replace('ё', "е");
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    // «Не оплачен» is not «оплачен».
    if words.iter().any(|word| ["не", "not", "no", "без"].contains(word)) {
        return None;
    }
    let says = |beginnings: &str| {
        let mut beginnings = beginnings.split(';').map(str::trim);
        // Two letters begin too many words: `кп` is a whole one.
        beginnings.any(|start| words.iter().any(|&word| word == start || start.len() > 4 && word.starts_with(start)))
    };
    let mut found = WORDS.iter().filter(|(_, beginnings)| says(beginnings)).map(|&(meaning, _)| meaning);
    found.next().filter(|_| found.next().is_none())
}

/// Bitrix24 writes the funnel before the stage: `C2:WON`, `DT31_4:NEW`.
fn without_funnel(name: &str) -> &str {
    match name.split_once(':') {
        Some((funnel, stage)) if funnel.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') => stage,
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stages_of_other_systems() {
        for (name, expected) in [
            ("Won", Some(End(Outcome::Won))),
            ("Closed Won", Some(End(Outcome::Won))),
            ("closedwon", Some(End(Outcome::Won))),
            ("Успешно реализовано", Some(End(Outcome::Won))),
            ("142", Some(End(Outcome::Won))),
            ("C2:WON", Some(End(Outcome::Won))),
            ("Closed - Lost", Some(End(Outcome::Lost))),
            ("закрыто и не реализовано", Some(End(Outcome::Lost))),
            ("143", Some(End(Outcome::Lost))),
            ("C14:LOSE", Some(End(Outcome::Lost))),
            ("Неуспешно", Some(End(Outcome::Lost))),
            ("Отказ клиента", Some(End(Outcome::Lost))),
            ("Условный отказ", Some(End(Outcome::Paused))),
            ("Спам", Some(End(Outcome::Excluded))),
            ("Prospecting", Some(On(Step::Incoming))),
            ("Неразобранное", Some(On(Step::Incoming))),
            ("Engaging", Some(On(Step::Talks))),
            ("Первичный контакт", Some(On(Step::Talks))),
            ("КП отправлено", Some(On(Step::Quote))),
            ("КП  ОТПРАВЛЕНО", Some(On(Step::Quote))),
            ("Отправлено коммерческое предложение", Some(On(Step::Quote))),
            ("Счёт на предоплату", Some(On(Step::Payment))),
            ("Ожидаем оплаты", Some(On(Step::Payment))),
            ("Decision Maker Bought-In", Some(On(Step::Agreement))),
            ("Думают", None),
            ("Не оплачено", None),
            ("Отказ после КП", None),
            ("Вонючка", None),
            ("", None),
            (":", None),
        ] {
            assert_eq!(meaning(name), expected, "{name}");
        }
    }

    #[test]
    fn no_name_has_two_meanings() {
        let mut seen = BTreeMap::new();
        for (meaning, names) in NAMES {
            for name in names.split(';') {
                if let Some(other) = seen.insert(fold_header(name), *meaning) {
                    assert_eq!(other, *meaning, "{name}");
                }
            }
        }
    }
}
