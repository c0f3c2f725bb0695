//! What the words of a funnel say: whether a step speaks of the buyer, what trace it leaves, how it reads when it is not
//! made. Recognised by beginnings and endings of words, in Russian and English; what is not recognised gives nothing.
//! Deliberately not here: words shown by the application itself (`app::words`).

use super::{EvidenceKind, Pipeline, Stage, Text};

/// Our own people: a step that begins with one of them is ours.
const OURS: &[&str] = &[
    "менеджер",
    "мы",
    "наш",
    "наша",
    "инженер",
    "хантер",
    "фермер",
    "лидоруб",
    "manager",
    "we",
    "our",
    "engineer",
    "hunter",
    "farmer",
    "qualifier",
];

/// What a seller does, as a step may begin with it.
const DEEDS: &[&str] = &["отправили", "позвонили", "выставили", "send", "call", "invoice", "handle", "hold"];

/// How Russian infinitives end.
const INFINITIVE: &[&str] = &["ать", "ять", "еть", "ить", "оть", "уть", "ыть", "ться", "ести", "йти"];

/// How the buyer is called at the beginning of a step.
const BUYER: &[&str] =
    &["клиент", "покупатель", "заказчик", "the buyer", "the client", "the customer", "buyer", "client"];

/// By what a trace is known: the first row that has the beginning of a word of the step.
const TRACES: &[(EvidenceKind, &[&str])] = &[
    (EvidenceKind::Payment, &["оплат", "оплач", "перечисл", "аванс", "paid", "pay", "advance"]),
    (EvidenceKind::Letter, &["письм", "почт", "letter", "mail", "writing"]),
    (
        EvidenceKind::File,
        &[
            "подпис",
            "прислал",
            "черт",
            "файл",
            "лист",
            "фото",
            "акт",
            "договор",
            "специфик",
            "схем",
            "signed",
            "sent",
            "file",
            "draw",
            "photo",
            "contract",
            "specific",
        ],
    ),
    (EvidenceKind::Call, &["звон", "дозвон", "позвон", "разговор", "поговор", "call", "talk", "spoke", "phone"]),
    (EvidenceKind::Answer, &["назвал", "рассказ", "сказал", "подтверд", "named", "told", "said", "confirm"]),
    (EvidenceKind::Date, &["дат", "срок", "назнач", "встреч", "врем", "date", "meeting", "time", "schedul"]),
];

/// Words that tell nothing apart.
const SMALL: &[&str] = &[
    "и",
    "в",
    "на",
    "по",
    "с",
    "о",
    "об",
    "от",
    "до",
    "не",
    "за",
    "к",
    "из",
    "the",
    "a",
    "to",
    "and",
    "of",
    "in",
    "on",
    "by",
    "клиент",
    "buyer",
];

/// By what a check of the counterparty, or the lawyers, is known in a stage or a reason.
const CHECKS: &[&str] =
    &["контрагент", "безопасност", "договор", "юрист", "counterpart", "security", "contract", "lawyer"];

/// A text in both of its languages, once when they are the same.
fn both(text: &Text) -> impl Iterator<Item = &str> {
    let english = (text.en != text.ru).then_some(text.en.as_str());
    std::iter::once(text.ru.as_str()).chain(english)
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// Whether a step speaks of us instead of the buyer: it begins with one of our people, with a verb in the infinitive or
/// with what a seller does.
pub(super) fn speaks_of_us(step: &Text) -> bool {
    both(step).any(|step| {
        words(step).next().is_some_and(|first| {
            let listed = OURS.contains(&first.as_str()) || DEEDS.contains(&first.as_str());
            listed || INFINITIVE.iter().any(|ending| first.ends_with(ending))
        })
    })
}

/// What kind of trace a step leaves: an answer, when nothing says another.
pub(super) fn trace(step: &Text) -> EvidenceKind {
    let begins =
        |stems: &[&str]| both(step).flat_map(words).any(|word| stems.iter().any(|stem| word.starts_with(stem)));
    TRACES.iter().find(|(_, stems)| begins(stems)).map_or(EvidenceKind::Answer, |&(kind, _)| kind)
}

/// Whether a text is about checking the counterparty or agreeing a contract.
pub(super) fn about_checks(text: &Text) -> bool {
    both(text).flat_map(words).any(|word| CHECKS.iter().any(|stem| word.starts_with(stem)))
}

/// A step without its buyer: «Клиент изучил расчёт» is «Изучил расчёт».
pub(super) fn deed(step: &Text) -> Text {
    let one = |step: &str| capitalised(without_buyer(step));
    Text { ru: one(&step.ru), en: one(&step.en) }
}

fn without_buyer(step: &str) -> &str {
    let step = step.trim();
    let lower = step.to_lowercase();
    let buyer =
        BUYER.iter().find(|buyer| lower.strip_prefix(**buyer).is_some_and(|rest| rest.starts_with([' ', '\u{a0}'])));
    // Lower case of these words is as long as they are.
    buyer.and_then(|buyer| step.get(buyer.len()..)).map_or(step, str::trim_start)
}

fn capitalised(text: &str) -> String {
    with_first(text, |first| first.to_uppercase().collect())
}

/// A text with another first sign.
fn with_first(text: &str, other: impl Fn(char) -> String) -> String {
    let mut signs = text.chars();
    signs.next().map_or_else(String::new, |first| other(first) + signs.as_str())
}

/// The causes of a loss that a step tells when it is not made (002): «Клиент изучил расчёт и задал вопросы» gives «Не
/// изучил расчёт» and «Не задал вопросы». Empty when no verb in the past tense is recognised.
pub(super) fn undone(step: &Text) -> Vec<Text> {
    let (ru, en) = (causes(&step.ru), causes(&step.en));
    if step.ru == step.en {
        return ru.into_iter().map(|cause| Text { en: cause.clone(), ru: cause }).collect();
    }
    ru.into_iter().zip(en).map(|(ru, en)| Text { ru, en }).collect()
}

/// Words that end as a verb in the past tense does, and are none.
const NO_VERBS: &[&str] = &[
    "или",
    "если",
    "ли",
    "отдел",
    "материал",
    "стол",
    "сигнал",
    "персонал",
    "протокол",
    "журнал",
    "канал",
    "раздел",
    "предел",
];

fn causes(step: &str) -> Vec<String> {
    let russian = step.chars().any(|c| ('\u{400}'..='\u{4ff}').contains(&c));
    let (not, and) = if russian { ("Не\u{a0}", "и") } else { ("Never ", "and") };
    // Each cause with the spaces that stand in it: some of them bind.
    let mut causes: Vec<String> = Vec::new();
    // A proof begins with the capital of a step whose buyer is left out.
    let step = with_first(without_buyer(step), |first| first.to_lowercase().collect());
    let mut words = step.split_inclusive([' ', '\u{a0}']).peekable();
    while let Some(word) = words.next() {
        let last = causes.last_mut();
        if word.trim() == and && last.is_some() && words.peek().is_some_and(|next| is_past(next, russian)) {
            causes.push(String::new());
        } else if let Some(cause) = last {
            cause.push_str(word);
        } else if is_past(word, russian) {
            causes.push(word.to_owned());
        }
    }
    causes.iter().map(|cause| format!("{not}{}", cause.trim_end().trim_end_matches([',', '.']))).collect()
}

fn is_past(word: &str, russian: bool) -> bool {
    let word = word.trim_end().trim_end_matches([',', '.']);
    if russian {
        !NO_VERBS.contains(&word)
            && ["л", "ла", "ло", "ли", "лся", "лась", "лись", "шёл"].iter().any(|ending| word.ends_with(ending))
    } else {
        let strong =
            ["paid", "gave", "told", "said", "sent", "set", "chose", "put", "got", "wrote", "saw", "made", "left"];
        word.ends_with("ed") || strong.contains(&word)
    }
}

/// The stage of other funnels whose work of the seller is most like this text: what the buyer does meanwhile can be read
/// from it. None when less than half of the words are the same.
pub(super) fn alike<'a>(library: &'a [Pipeline], text: &Text) -> Option<&'a Stage> {
    let stems = |text: &Text| {
        let mut stems: Vec<String> = both(text)
            .flat_map(words)
            .filter(|word| !SMALL.contains(&word.as_str()))
            .map(|word| word.chars().take(5).collect())
            .collect();
        stems.sort();
        stems.dedup();
        stems
    };
    let wanted = stems(text);
    let mut best: Option<(usize, usize, &Stage)> = None;
    for stage in library.iter().flat_map(|funnel| &funnel.stages) {
        for known in [&stage.manager_action, &stage.name] {
            let known = stems(known);
            let shared = known.iter().filter(|stem| wanted.contains(stem)).count();
            let extra = known.len() - shared;
            let better = best.is_none_or(|(most, least, _)| (shared, least) > (most, extra));
            if shared * 2 > wanted.len().min(known.len()) && better {
                best = Some((shared, extra, stage));
            }
        }
    }
    best.map(|(_, _, stage)| stage)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::template;

    fn text(ru: &str, en: &str) -> Text {
        Text { ru: ru.into(), en: en.into() }
    }

    #[test]
    fn a_step_of_ours_is_told_from_one_of_the_buyer() {
        for ours in [
            "Отправить КП",
            "отправили КП",
            "Менеджер перезвонил",
            "Мы выставили счёт",
            "Провести переговоры",
            "Send the quote",
            "Hold talks",
            "Our engineer checked it",
            "Перезвонить",
            "Согласоваться с\u{a0}закупкой",
        ] {
            assert!(speaks_of_us(&ours.into()), "{ours}");
        }
        for buyers in [
            "Клиент получил КП",
            "Смена клиента работает с изделием сама",
            "The buyer paid",
            "Закупка приняла цену",
            "Технический специалист клиента подтвердил расчёт",
            "",
            "Секретарь назвал имя и соединил",
        ] {
            assert!(!speaks_of_us(&buyers.into()), "{buyers}");
        }
    }

    #[test]
    fn the_trace_of_a_step() {
        for (step, kind) in [
            ("Клиент перечислил аванс по\u{a0}счёту", EvidenceKind::Payment),
            ("The buyer paid", EvidenceKind::Payment),
            ("Клиент письменно согласовал спецификацию", EvidenceKind::Letter),
            ("Клиент подписал УПД", EvidenceKind::File),
            ("Клиент ответил на звонок", EvidenceKind::Call),
            ("Клиент рассказал о задаче и сроке", EvidenceKind::Answer),
            ("Клиент согласился на встречу", EvidenceKind::Date),
            ("Клиент выбрал изделие", EvidenceKind::Answer),
        ] {
            assert_eq!(trace(&step.into()), kind, "{step}");
        }
    }

    #[test]
    fn a_step_not_made_is_a_cause() {
        let step = text("Клиент изучил расчёт и задал вопросы", "The buyer studied the figures and asked");
        let expected =
            [text("Не\u{a0}изучил расчёт", "Never studied the figures"), text("Не\u{a0}задал вопросы", "Never asked")];
        assert_eq!(undone(&step), expected);
        assert_eq!(undone(&deed(&step)), expected, "the proof of a step tells the same causes");
        let step = Text::from("Клиент назвал срок и бюджет");
        assert_eq!(undone(&step), [Text::from("Не\u{a0}назвал срок и бюджет")]);
        let step = Text::from("Технический специалист клиента подтвердил расчёт.");
        assert_eq!(undone(&step), [Text::from("Не\u{a0}подтвердил расчёт")]);
        assert_eq!(
            undone(&"Подтвердил, что замена подходит".into()),
            [Text::from("Не\u{a0}подтвердил, что замена подходит")]
        );
        assert_eq!(undone(&"Отправить КП".into()), []);
        assert_eq!(undone(&"Назван бюджет или строка плана".into()), []);
        assert_eq!(deed(&step), step);
        assert_eq!(deed(&"Клиент оплатил".into()), Text::from("Оплатил"));
    }

    #[test]
    fn every_step_of_the_templates_reads_as_a_cause() {
        let library = template::library(include_str!("../../public/content/funnels.json")).unwrap();
        for stage in template::four_r().unwrap().iter().chain(&library).flat_map(|funnel| &funnel.stages) {
            let present = ["открывает", "работает"].iter().any(|verb| stage.buyer_action.ru.contains(verb));
            let passive = stage.buyer_action.ru.contains("проверен:");
            assert!(present || passive || !undone(&stage.buyer_action).is_empty(), "{:?}", stage.buyer_action);
            assert!(!speaks_of_us(&stage.buyer_action), "{:?}", stage.buyer_action);
        }
    }

    #[test]
    fn a_managers_stage_finds_the_buyers() {
        let library = template::library(include_str!("../../public/content/funnels.json")).unwrap();
        let found = |text: &str| alike(&library, &text.into()).map(|stage| stage.buyer_action.ru.as_str());
        assert_eq!(found("Отправить КП"), Some("Клиент изучил расчёт и\u{a0}задал вопросы"));
        assert!(found("Снять возражения").is_some());
        assert_eq!(found("Медитация"), None);
        assert_eq!(found(""), None);
    }
}
