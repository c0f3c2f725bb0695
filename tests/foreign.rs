//! Letters and cards as files: those of many programs with what is in them, and laws over any bytes.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops at what it did not expect")]

use proptest::prelude::*;
use voronka::data::card::{self, Card, CardProblem};
use voronka::data::lead;
use voronka::data::letter::{self, Address, LARGEST_LETTER, Letter, LetterProblem};
use voronka::domain::{Currency, Moment, Money};

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn letter(name: &str) -> Letter {
    letter::read(&fixture(&format!("letter/{name}"))).unwrap()
}

fn cards(name: &str) -> Vec<Card> {
    card::read(&fixture(&format!("card/{name}"))).unwrap()
}

fn address(name: &str, address: &str) -> Address {
    Address { name: name.to_owned(), address: address.to_owned() }
}

#[test]
fn a_letter_in_koi8() {
    let letter = letter("koi8_plain.eml");
    assert_eq!(letter.from, [address("Пётр Лукин", "lukin@agrosoyuz.example")]);
    assert_eq!(letter.subject, "Сеялки");
    assert_eq!(letter.id.as_deref(), Some("a1@agrosoyuz.example"));
    assert_eq!(letter.at, Some(Moment(1_768_370_700_000)));
    assert_eq!(letter.text, "Добрый день!\nПросим выставить счёт на две сеялки для ООО \"Агросоюз\".");
}

#[test]
fn a_letter_of_several_parts_with_what_is_attached() {
    let letter = letter("mixed_1251.eml");
    assert_eq!(letter.from, [address("Анна Ким", "anna@vihr.example"), address("", "zakaz@vihr.example")]);
    let to: Vec<_> = letter.to.iter().map(|to| (to.name.as_str(), to.address.as_str())).collect();
    assert_eq!(
        to,
        [("Sales, team", "sales@nasha.example"), ("", "boss@nasha.example"), ("Info", "info@nasha.example")]
    );
    assert_eq!(letter.subject, "Насос для котельной");
    assert!(letter.text.starts_with("Здравствуйте!\nНужен насос, бюджет 300 тыс. руб."), "{}", letter.text);
    assert!(letter.text.ends_with("+7 900 555-12-34"));
    let attached: Vec<_> =
        letter.attached.iter().map(|one| (one.name.as_str(), one.kind.as_str(), one.bytes)).collect();
    assert_eq!(attached, [("Заявка.pdf", "application/pdf", 309), ("ЛоготИп", "image/png", 8)]);
}

#[test]
fn a_letter_is_a_lead() {
    let lead = lead::of_letter(&letter("mixed_1251.eml"), Currency::RUB);
    assert_eq!(lead.person.as_deref(), Some("Анна Ким"));
    assert_eq!(lead.company.as_deref(), Some("ООО \"Вихрь\""));
    assert_eq!(lead.need.as_deref(), Some("Нужен насос, бюджет 300 тыс. руб."));
    assert_eq!(lead.amount, Some(Money::new(30_000_000, Currency::RUB)));
    assert_eq!((lead.emails, lead.phones), (vec!["anna@vihr.example".to_owned()], vec!["+7 900 555-12-34".to_owned()]));
    let lead = lead::of_letter(&letter("koi8_plain.eml"), Currency::RUB);
    assert_eq!((lead.key.as_deref(), lead.at), (Some("a1@agrosoyuz.example"), Some(Moment(1_768_370_700_000))));
}

#[test]
fn letters_as_pages_and_damaged_ones() {
    let page = letter("html_only.eml");
    assert_eq!(page.text, "Hello,\nwe need 20 valves & pipes.\n\nRegards,\nLaura");
    let cut = letter("raw_1251_cut.eml");
    assert_eq!(cut.from, [address("Иван", "ivan@old.example")]);
    assert_eq!((cut.subject.as_str(), cut.text.as_str()), ("Заявка", "We need a quote for forty bolts.\n--\nIvan"));
    assert_eq!((cut.attached[0].name.as_str(), cut.attached[0].bytes), ("a.bin", 3));
}

#[test]
fn what_is_no_letter_is_told() {
    assert_eq!(letter::read(b""), Err(LetterProblem::NotALetter));
    assert_eq!(letter::read(b"id;name\n1;Anna\n"), Err(LetterProblem::NotALetter));
    assert_eq!(letter::read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), Err(LetterProblem::Outlook));
    let large = vec![b'a'; LARGEST_LETTER + 1];
    assert_eq!(letter::read(&large), Err(LetterProblem::TooLarge { bytes: large.len(), limit: LARGEST_LETTER }));
}

#[test]
fn cards_of_every_version() {
    let two = cards("nokia_2_1.vcf");
    assert_eq!(two.len(), 2);
    assert_eq!((two[0].name.as_str(), two[0].company.as_deref()), ("Пётр Лукин", Some("ООО Вихрь")));
    assert_eq!(two[0].phones, ["+79005551234", "8 (495) 555-00-11"]);
    assert_eq!((two[1].name.as_str(), two[1].emails.as_slice()), ("Анна Ким", &["anna@vihr.example".to_owned()][..]));

    let card = &cards("phone_3_0.vcf")[0];
    assert_eq!((card.name.as_str(), card.id.as_deref()), ("Мария Лебедева", Some("42")));
    assert_eq!((card.company.as_deref(), card.job.as_deref()), (Some("АО «Снабсервис»"), Some("Менеджер по закупкам")));
    assert_eq!(
        (card.phones.as_slice(), card.pages.as_slice()),
        (&["+7 812 555-70-07".to_owned()][..], &["https://snab.example".to_owned()][..])
    );
    assert_eq!(card.places, ["ул. Лесная, 14, Волгоград, 400000, Россия"]);
    assert_eq!(card.note.as_deref(), Some("Просила перезвонить\nв среду; до обеда, лучше утром"));

    let four = cards("rfc_4_0.vcf");
    assert_eq!(four.len(), 1);
    assert_eq!((four[0].name.as_str(), four[0].job.as_deref()), ("Jürgen Weiß", Some("Einkauf")));
    assert_eq!(four[0].phones, ["+49-89-5550-1234"]);
    assert_eq!(four[0].fields.get("inn").map(String::as_str), Some("7707083893"));
    assert_eq!(lead::of_card(&four[0]).handles, ["https://t.me/jweiss"]);
}

#[test]
fn what_is_no_card_is_told() {
    assert_eq!(card::read(b"hello"), Err(CardProblem::NotACard));
    assert_eq!(card::read(b"BEGIN:VCARD\nVERSION:3.0\nEND:VCARD\n"), Err(CardProblem::Nobody));
    let many = "BEGIN:VCARD\nFN:A\nEND:VCARD\n".repeat(card::MOST_CARDS + 1);
    assert_eq!(card::read(many.as_bytes()), Err(CardProblem::TooMany { limit: card::MOST_CARDS }));
}

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let known = prop::sample::select(vec![
        "From: a@b.ru\n",
        "Subject: ",
        "=?utf-8?B?",
        "=?koi8-r?Q?",
        "?=",
        "Content-Type: multipart/mixed; boundary=x\n",
        "\n--x\n",
        "--x--\n",
        "Content-Type: text/html\n",
        "\n\n",
        "Content-Transfer-Encoding: base64\n",
        "Content-Transfer-Encoding: quoted-printable\n",
        "=D0",
        "=\n",
        "<p>",
        "&amp;",
        "&#x",
        ";",
        "filename*0*=",
        "'",
        "%D0",
        "\"",
        "BEGIN:VCARD\n",
        "END:VCARD\n",
        "FN:",
        "N;CHARSET=koi8-r;ENCODING=QUOTED-PRINTABLE:",
        "TEL:",
        "\\",
        "\\n",
        "\n ",
        ":",
        "ORG:",
        "X-A:",
        "<!--",
        "<script>",
        "format=flowed",
    ]);
    let piece = prop_oneof![3 => known.prop_map(|text| text.as_bytes().to_vec()), 1 => prop::collection::vec(any::<u8>(), 0..12)];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3_000))]

    #[test]
    fn nothing_panics(bytes in bytes()) {
        let letter = [b"From: a@b.ru\n", &bytes[..]].concat();
        let _ = letter::read(&bytes);
        prop_assert!(letter::read(&letter).is_ok_and(|letter| letter.text.len() <= letter::LONGEST_TEXT));
        let _ = card::read(&bytes);
        let card = [b"BEGIN:VCARD\nFN:A\n", &bytes[..], b"\nEND:VCARD"].concat();
        prop_assert!(card::read(&card).is_ok());
    }
}
