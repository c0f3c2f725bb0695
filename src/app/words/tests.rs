//! What holds for the words of every language: the voice of the design reference, and numbers said right.

use super::*;

const RUSSIAN_SOURCE: &str = concat!(
    include_str!("ru.rs"),
    include_str!("ru/adviser.rs"),
    include_str!("ru/ahead.rs"),
    include_str!("ru/analysis.rs"),
    include_str!("ru/attached.rs"),
    include_str!("ru/books.rs"),
    include_str!("ru/builder.rs"),
    include_str!("ru/campaigns.rs"),
    include_str!("ru/clients.rs"),
    include_str!("ru/contacts.rs"),
    include_str!("ru/copies.rs"),
    include_str!("ru/figures.rs"),
    include_str!("ru/hypotheses.rs"),
    include_str!("ru/inbox.rs"),
    include_str!("ru/hours.rs"),
    include_str!("ru/letters.rs"),
    include_str!("ru/lists.rs"),
    include_str!("ru/palette.rs"),
    include_str!("ru/people.rs"),
    include_str!("ru/progress.rs"),
    include_str!("ru/rates.rs"),
    include_str!("ru/regulations.rs"),
    include_str!("ru/requests.rs"),
    include_str!("ru/robots.rs"),
    include_str!("ru/segments.rs"),
    include_str!("ru/setup.rs"),
    include_str!("ru/sheets.rs"),
    include_str!("ru/stay.rs"),
    include_str!("ru/today.rs"),
);
const ENGLISH_SOURCE: &str = concat!(
    include_str!("en.rs"),
    include_str!("en/adviser.rs"),
    include_str!("en/ahead.rs"),
    include_str!("en/analysis.rs"),
    include_str!("en/attached.rs"),
    include_str!("en/books.rs"),
    include_str!("en/builder.rs"),
    include_str!("en/campaigns.rs"),
    include_str!("en/clients.rs"),
    include_str!("en/contacts.rs"),
    include_str!("en/copies.rs"),
    include_str!("en/figures.rs"),
    include_str!("en/hypotheses.rs"),
    include_str!("en/inbox.rs"),
    include_str!("en/hours.rs"),
    include_str!("en/letters.rs"),
    include_str!("en/lists.rs"),
    include_str!("en/palette.rs"),
    include_str!("en/people.rs"),
    include_str!("en/progress.rs"),
    include_str!("en/rates.rs"),
    include_str!("en/regulations.rs"),
    include_str!("en/requests.rs"),
    include_str!("en/robots.rs"),
    include_str!("en/segments.rs"),
    include_str!("en/setup.rs"),
    include_str!("en/sheets.rs"),
    include_str!("en/stay.rs"),
    include_str!("en/today.rs"),
);

/// Every literal of a catalogue that is words, with the line it stands on.
fn literals(source: &'static str) -> impl Iterator<Item = (usize, &'static str)> {
    let lines = source.lines().enumerate().skip_while(|(_, line)| !line.contains(" static "));
    lines.flat_map(|(at, line)| line.split('"').skip(1).step_by(2).map(move |text| (at + 1, text)))
}

fn offenders(source: &'static str, is_wrong: impl Fn(&str) -> bool) -> Vec<(usize, &'static str)> {
    literals(source).filter(|(_, text)| is_wrong(text)).collect()
}

#[test]
fn there_is_something_to_read() {
    assert!(literals(RUSSIAN_SOURCE).count() > 700);
    assert!(literals(ENGLISH_SOURCE).count() > 700);
}

#[test]
fn no_shouting_no_long_dash_no_typewriter_signs() {
    for source in [RUSSIAN_SOURCE, ENGLISH_SOURCE] {
        let wrong = offenders(source, |text| {
            ["!", "—", "...", "'", "  ", " ,", " ."].iter().any(|sign| text.contains(sign)) || text.trim() != text
        });
        assert_eq!(wrong, []);
    }
}

#[test]
fn russian_binds_short_words_and_numbers_to_the_next() {
    let short = "в во на с со и к ко о об у за из по от до не ни но а без для при под про №";
    let wrong = offenders(RUSSIAN_SOURCE, |text| {
        let mut words = text.split(' ').collect::<Vec<_>>();
        words.pop();
        words.iter().any(|word| {
            // What is bound before it, as in «{0} из», counts as one with it.
            let word = word.rsplit('\u{a0}').next().unwrap_or(word).to_lowercase();
            short.split(' ').any(|bound| bound == word.trim_start_matches(['«', '(', '„']))
        }) || text.contains("} дн.")
    });
    assert_eq!(wrong, []);
}

#[test]
fn russian_writes_yo_and_addresses_in_lower_case() {
    let wrong = offenders(RUSSIAN_SOURCE, |text| {
        let lower = text.to_lowercase();
        ["еще", "идет ", "отчет", "расчет", "учет", "вернется", "счет", "ее ", "шел ", "свое ", "мое "]
            .iter()
            .any(|word| lower.split_whitespace().any(|written| written.trim_matches([',', '.', ':']) == word.trim()))
            || text.split_whitespace().skip(1).any(|word| ["Вы", "Вас", "Вам", "Ваш"].contains(&word))
            || lower.contains("ошибка:")
            || lower.contains("упс")
    });
    assert_eq!(wrong, []);
}

#[test]
fn russian_is_written_in_russian_letters_and_english_in_latin() {
    let foreign = offenders(ENGLISH_SOURCE, |text| text.chars().any(|c| ('\u{400}'..='\u{4ff}').contains(&c)));
    assert_eq!(foreign, []);
    let known = [
        "RFM", "CRM", "CSV", "PNG", "UTF-8", "Excel", "HTML", "PDF", "MQL", "SQL", "Enter", "Esc", "K", "J", "R", "F",
        "p",
    ];
    let foreign = offenders(RUSSIAN_SOURCE, |text| {
        text.split(|c: char| !(c.is_alphanumeric() || c == '-')).any(|word| {
            word.chars().any(|c| c.is_ascii_alphabetic())
                && ![
                    &known[..],
                    &[
                        "M", "4R", "ru-RU", "AIDA", "Alt", "MBG", "BG", "NBD", "SHA-256", "JSON", "https", "Outlook",
                        "MSG", "EML", "VCF",
                    ],
                ]
                .concat()
                .contains(&word)
        })
    });
    assert_eq!(foreign, []);
}

#[test]
fn whatever_is_counted_names_its_number() {
    for source in [RUSSIAN_SOURCE, ENGLISH_SOURCE] {
        let counts = source.split(": n(").skip(1).filter_map(|rest| rest.split_once(')'));
        for (forms, _) in counts {
            let forms = forms.split('"').skip(1).step_by(2);
            assert!(
                forms.clone().count() >= 2 && forms.clone().all(|form| form.matches("{}").count() == 1),
                "{forms:?}"
            );
        }
    }
}

#[test]
fn things_are_counted_in_both_languages() {
    let [en, ru] = LANGUAGES;
    for (n, russian, english) in [
        (0, "0\u{a0}сделок", "0 deals"),
        (1, "1\u{a0}сделка", "1 deal"),
        (22, "22\u{a0}сделки", "22 deals"),
        (412, "412\u{a0}сделок", "412 deals"),
        (8_800, "8\u{a0}800\u{a0}сделок", "8,800 deals"),
    ] {
        assert_eq!(ru.units.deals.of(n), russian);
        assert_eq!(en.units.deals.of(n), english);
    }
    assert_eq!(ru.import.load_deals.of(1), "Загрузить 1\u{a0}сделку");
    assert_eq!(ru.import.rejected_rows.of(3), "Не\u{a0}прочитаны 3\u{a0}строки");
    assert_eq!(ru.toast.loaded_deals.of(21), "Загружена 21\u{a0}сделка");
    assert_eq!(en.units.people.of(1), "1 person");
}

#[test]
fn the_toast_of_the_design_reference() {
    let [en, ru] = LANGUAGES;
    let moved = ["Заречные энергосети", "Согласовать цену и сроки"];
    assert_eq!(ru.toast.moved.fill(moved), "«Заречные энергосети» → Согласовать цену и сроки");
    assert_eq!(ru.toast.moved.fill(["Элеватор «Степной»", "Успех"]), "«Элеватор „Степной“» → Успех");
    assert_eq!(
        en.toast.moved.fill(["Zarechny Grid", "Agree price and dates"]),
        "“Zarechny Grid” → Agree price and dates"
    );
}

#[test]
fn the_readers_first_language_that_is_here() {
    for (wanted, tag) in [
        (&["ru-RU", "en-US"][..], "ru-RU"),
        (&["en-GB", "ru"], "en-US"),
        (&["kk", "ru"], "ru-RU"),
        (&["RU"], "ru-RU"),
        (&["de", "fr"], "en-US"),
        (&["", "rue"], "en-US"),
        (&[], "en-US"),
    ] {
        assert_eq!(words_for(wanted.iter().copied()).tag, tag, "{wanted:?}");
    }
}
