//! Leads that links and inboxes carry: what is taken, what is refused, and that writing and reading are inverse.

use proptest::prelude::*;
use voronka::data::lead::{
    LARGEST_LEADS, LONGEST_FIELD, LONGEST_QUERY, Lead, LeadProblem, MOST_FIELDS, MOST_LEADS, from_json, from_query,
    to_json, to_query,
};
use voronka::domain::{Currency, Moment, Money};

fn query(text: &str) -> Result<Lead, LeadProblem> {
    from_query(text, Currency::RUB)
}

fn json(text: &str) -> Result<Vec<Result<Lead, LeadProblem>>, LeadProblem> {
    from_json(text, Currency::RUB)
}

fn one(text: &str) -> Lead {
    match json(text).map(|mut leads| leads.remove(0)) {
        Ok(Ok(lead)) => lead,
        other => unreachable!("{text}: {other:?}"),
    }
}

#[test]
fn a_link_carries_a_lead() {
    let lead = query(
        "?company=%D0%9E%D0%9E%D0%9E%20%D0%92%D0%B8%D1%85%D1%80%D1%8C&phone=%2B79005551234&phone=8+495+555-00-11\
         &email=INFO@Vihr.example&amount=150000.50&currency=eur&utm_source=yandex&need=pumps&utm_term=x",
    );
    let lead = lead.unwrap();
    assert_eq!(lead.company.as_deref(), Some("ООО Вихрь"));
    assert_eq!(lead.phones, ["+79005551234", "8 495 555-00-11"]);
    assert_eq!(lead.emails, ["info@vihr.example"]);
    assert_eq!(lead.amount, Some(Money::new(15_000_050, Currency::new("EUR").unwrap())));
    assert_eq!(lead.source.as_deref(), Some("yandex"));
    assert_eq!(lead.fields.get("utm_term").map(String::as_str), Some("x"));
}

#[test]
fn an_inbox_answers_in_several_ways() {
    let lead = r#"{"id":"17","at":"2026-11-22T10:15:00+03:00","Ваше имя":"Анна","phone":["1 23 45"],"amount":1200}"#;
    for text in [lead.to_owned(), format!("[{lead}]"), format!("{{\"leads\":[{lead}],\"next\":2}}")] {
        let lead = one(&text);
        assert_eq!(lead.key.as_deref(), Some("17"));
        assert_eq!(lead.at, Some(Moment(1_795_331_700_000)));
        assert_eq!(lead.person.as_deref(), Some("Анна"));
        assert_eq!(lead.amount, Some(Money::new(120_000, Currency::RUB)));
    }
    assert_eq!(one(r#"{"at":1795331700,"need":"x"}"#).at, Some(Moment(1_795_331_700_000)));
    assert_eq!(json("[]").unwrap(), []);
}

#[test]
fn a_lead_is_not_lost_over_a_detail() {
    let lead = one(
        r#"{"person":"Анна","email":"no","inn":"123","amount":"около 500 тыс","currency":"RUB","at":"вчера","person ":"Пётр"}"#,
    );
    assert_eq!(lead.person.as_deref(), Some("Анна"));
    let kept: Vec<_> = lead.fields.iter().map(|(name, value)| format!("{name}={value}")).collect();
    assert_eq!(kept, ["amount=около 500 тыс", "at=вчера", "currency=RUB", "email=no", "inn=123", "person=Пётр"]);
    assert_eq!((lead.amount, lead.at, lead.tax_number), (None, None, None));
}

#[test]
fn what_is_wrong_is_named() {
    assert_eq!(query("a=%ff"), Err(LeadProblem::Encoding { name: "a".to_owned() }));
    assert_eq!(query("utm_medium=x"), Err(LeadProblem::Nobody));
    assert_eq!(query(""), Err(LeadProblem::Nobody));
    let long = "x".repeat(LONGEST_QUERY + 1);
    assert_eq!(query(&long), Err(LeadProblem::TooLarge { bytes: LONGEST_QUERY + 1, limit: LONGEST_QUERY }));
    assert_eq!(json("{\n\"a\":"), Err(LeadProblem::NotJson { line: 2, column: 4 }));
    assert_eq!(json("7"), Err(LeadProblem::NotLeads));
    assert_eq!(json(r#"{"leads":{}}"#), Err(LeadProblem::NotLeads));
    assert_eq!(json("[1]").unwrap(), [Err(LeadProblem::NotALead)]);
    assert_eq!(json(r#"[{"need":[["x"]]}]"#).unwrap(), [Err(LeadProblem::NotText { name: "need".to_owned() })]);
    let many = format!("[{}1]", "1,".repeat(MOST_LEADS));
    assert_eq!(json(&many), Err(LeadProblem::TooMany { leads: MOST_LEADS + 1, limit: MOST_LEADS }));
    let large = " ".repeat(LARGEST_LEADS + 1);
    assert_eq!(json(&large), Err(LeadProblem::TooLarge { bytes: LARGEST_LEADS + 1, limit: LARGEST_LEADS }));
    let long = format!(r#"{{"need":"{}"}}"#, "ё".repeat(LONGEST_FIELD + 1));
    let problem = LeadProblem::TooLong { name: "need".to_owned(), chars: LONGEST_FIELD + 1, limit: LONGEST_FIELD };
    assert_eq!(json(&long).unwrap(), [Err(problem)]);
    let fields: Vec<_> = (0..=MOST_FIELDS).map(|n| format!(r#""f{n}":"x""#)).collect();
    let problem = LeadProblem::TooManyFields { limit: MOST_FIELDS };
    assert_eq!(json(&format!("{{{}}}", fields.join(","))).unwrap(), [Err(problem)]);
    // Deep nesting is an error of JSON, and no end of the stack.
    assert!(matches!(json(&"[".repeat(100_000)), Err(LeadProblem::NotJson { .. })));
}

fn name() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "id",
        "at",
        "company",
        "person",
        "phone",
        "email",
        "handle",
        "inn",
        "need",
        "when",
        "amount",
        "currency",
        "source",
        "place",
        "job",
        "Ваше имя",
        "message",
        "from",
    ]);
    prop_oneof![4 => known.prop_map(str::to_owned), 1 => any::<String>(), 1 => "[a-z]{1,6}"]
}

fn value() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "+7 900 555-12-34",
        "a@b.ru",
        "7707083893",
        "12.5",
        "-3",
        "1,234.567",
        "KWD",
        "JPY",
        "usd",
        "1795331700",
    ]);
    prop_oneof![1 => known.prop_map(str::to_owned), 1 => any::<String>(), 1 => "[А-я ]{0,20}"]
}

proptest! {
    #[test]
    fn writing_and_reading_are_inverse(pairs in prop::collection::vec((name(), value()), 0..12)) {
        let object: serde_json::Map<_, _> = pairs.into_iter().map(|(name, value)| (name, value.into())).collect();
        let text = serde_json::Value::Object(object).to_string();
        if let Ok(lead) = json(&text).unwrap().remove(0) {
            prop_assert_eq!(json(&to_json(std::slice::from_ref(&lead))), Ok(vec![Ok(lead.clone())]));
            let link = to_query(&lead);
            prop_assert!(link.is_ascii());
            prop_assert_eq!(query(&link), Ok(lead));
        }
    }

    #[test]
    fn nothing_panics(text in any::<String>(), bytes in "[%0-9a-f&=+;?]{0,60}") {
        let _ = query(&text);
        let _ = query(&bytes);
        let _ = json(&text);
    }
}
