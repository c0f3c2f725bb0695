//! What version 1 stored.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use voronka::domain::{
    Activity, ActivityId, ActivityKind, Aida, Cause, Company, Currency, Customer, CustomerId, CustomerKind, Deal,
    DealId, End, EntryId, Evidence, EvidenceKind, Field, ForeignId, FourR, Freedom, Freedoms, Loss, LossReason, Member,
    MemberId, Moment, Money, NextContact, Outcome, Person, PersonId, Pipeline, Policy, Proof, Purchase, PurchaseId,
    PurchaseKind, Question, Record, Role, Stage, StageEntry,
};

use super::stored::{id, is_read_and_written, read, strings, text};
use super::support::random;

#[test]
fn version_1_is_read_and_written_as_it_was() {
    let kinds = ["company", "pipeline", "deal", "customer", "person", "member", "activity", "purchase"];
    let expected = version_1();
    assert_eq!(expected.iter().map(|record| record.id().kind()).collect::<Vec<_>>(), kinds);
    expected.iter().for_each(|record| is_read_and_written("stored_v1", record));
}

/// The words for which the stored shape has no other place: each is written as it always was, new ones come after.
#[test]
fn version_1_has_these_words() {
    fn words<T: serde::Serialize>(all: &[T]) -> Value {
        serde_json::to_value(all).unwrap()
    }
    let written = json!({
        "activity kind": words(&random::ACTIVITIES),
        "aida": words(&random::AIDA),
        "customer kind": words(&random::CUSTOMERS),
        "evidence kind": words(&random::EVIDENCE),
        "four_r": words(&random::FOUR_R),
        "freedom": words(&random::FREEDOMS),
        "outcome": words(&random::OUTCOMES),
        "purchase kind": words(&random::PURCHASES),
        "role": words(&random::ROLES),
    });
    for (kind, words) in read("stored_v1", "words.json").as_object().unwrap() {
        let (all, known) = (written[kind].as_array().unwrap(), words.as_array().unwrap());
        assert!(all.starts_with(known), "{kind}: {all:?}, of them in version 1 {known:?}");
    }
}

/// What the fixtures of version 1 mean.
fn version_1() -> [Record; 8] {
    let anna = MemberId(7);
    let factory: CustomerId = id("01KJZ5N3B0000000000000000C");
    let company = Company { name: "Приборы и приводы".into(), currency: Currency::RUB, demo: true };
    let customer = Customer {
        id: factory,
        kind: CustomerKind::Company,
        name: "Завод «Импульс»".into(),
        owner: Some(anna),
        created: Moment(1_788_220_800_000),
        fields: strings(&[("city", "Тверь"), ("ИНН", "6900000000")]),
        tags: ["дымососы".to_owned()].into(),
        foreign: Some(ForeignId { system: "bitrix24".into(), id: "C_118".into() }),
        currency: None,
    };
    let person = Person {
        id: id::<PersonId>("01KJZ5N3B0000000000000000P"),
        customer: factory,
        also: BTreeSet::new(),
        name: "Пётр Ильич Седов".into(),
        part: None,
        stance: None,
        fields: strings(&[("job", "Главный энергетик"), ("e-mail", "sedov@impuls.example")]),
        foreign: None,
    };
    let activity = Activity {
        id: id::<ActivityId>("01KJZ5N3B0000000000000000A"),
        deal: id("01KJZ5N3B0000000000000000D"),
        kind: ActivityKind::Call,
        text: "Просил перезвонить после 15-го.\nБюджет весной.".into(),
        at: Moment(1_788_307_200_000),
        by: Some(anna),
    };
    let purchase = Purchase {
        id: id::<PurchaseId>("01KJZ5N3B0000000000000000S"),
        customer: factory,
        kind: PurchaseKind::Refund,
        at: Moment(-86_400_000),
        amount: Currency::new("GBP").map(|pounds| Money::new(-1999, pounds)),
        foreign: Some(ForeignId { system: "csv".into(), id: "C536379".into() }),
        rate: None,
        other_rates: BTreeMap::new(),
    };
    [
        company.into(),
        version_1_pipeline().into(),
        version_1_deal().into(),
        customer.into(),
        person.into(),
        Member { id: anna, name: "Анна Крылова".into(), role: Some(Role::Hunter) }.into(),
        activity.into(),
        purchase.into(),
    ]
}

fn version_1_deal() -> Deal {
    let anna = MemberId(7);
    // The last entry has the least identity: the order is by moment first.
    let history = vec![
        StageEntry {
            id: id::<EntryId>("01KJZ5N3B00000000000000001"),
            from: None,
            to: id("deals-4r.new"),
            at: Moment(1_788_220_800_000),
            by: None,
            why: None,
            loss: None,
            cause: Cause::Hand,
        },
        StageEntry {
            id: id("01KJZ5N3B00000000000000002"),
            from: Some(id("deals-4r.new")),
            to: id("deals-4r.quote"),
            at: Moment(1_788_307_200_000),
            by: Some(anna),
            why: Some("Спецификация уже была".into()),
            loss: None,
            cause: Cause::Hand,
        },
        StageEntry {
            id: id("01KJZ5N3B00000000000000000"),
            from: Some(id("deals-4r.quote")),
            to: id("deals-4r.paused"),
            at: Moment(1_788_393_600_000),
            by: Some(anna),
            why: None,
            loss: Some(Loss {
                reason: Some(id("deals-4r.terms.no_budget")),
                words: "До весны денег нет".into(),
                return_on: Some(Moment(1_796_169_600_000)),
            }),
            cause: Cause::Hand,
        },
    ];
    Deal {
        id: id::<DealId>("01KJZ5N3B0000000000000000D"),
        title: "12 преобразователей ВЧ-37 на дымососы".into(),
        customer: Some(id("01KJZ5N3B0000000000000000C")),
        amount: Some(Money::new(125_050, Currency::RUB)),
        stage: id("deals-4r.paused"),
        owner: Some(anna),
        created: Moment(1_788_220_800_000),
        next: Some(NextContact {
            at: Moment(1_796_169_600_000),
            kind: ActivityKind::Meeting,
            purpose: "Узнать бюджет".into(),
        }),
        proofs: [(id("deals-4r.new.0"), Proof { at: Moment(1_788_307_200_000), ..Proof::default() })].into(),
        fields: strings(&[("task", "Заменить привод"), ("Колонка файла", "из файла")]),
        tags: ["срочно".to_owned()].into(),
        history,
        foreign: Some(ForeignId { system: "amocrm".into(), id: "40917".into() }),
        rate: None,
        other_rates: BTreeMap::new(),
    }
}

fn version_1_pipeline() -> Pipeline {
    let asked = Stage {
        id: id("repair.asked"),
        name: text("Обращение", "Request"),
        buyer_action: text("Описал поломку", "Told the fault"),
        manager_action: text("Расспросить", "Ask"),
        help: text("", ""),
        script: vec![],
        evidence: vec![],
        aida: Aida::Attention,
        key_stage: false,
        norm_days: 1,
        contact_excuses: true,
        probability: None,
        exit_fields: vec![],
        movers: BTreeSet::new(),
        required_fields: vec![],
        loss_reasons: vec![],
    };
    let seen = Stage {
        id: id("repair.seen"),
        name: text("Осмотр", "Inspection"),
        buyer_action: text("Привёз прибор", "Brought the device"),
        manager_action: text("Осмотреть", "Inspect"),
        help: text("Назвать срок", "Name the date"),
        script: vec![text("Когда началось?", "Since when?")],
        evidence: vec![Evidence {
            id: id("repair.seen.0"),
            text: text("Акт приёмки", "Acceptance note"),
            kind: EvidenceKind::File,
            required: true,
        }],
        aida: Aida::Desire,
        key_stage: true,
        norm_days: 3,
        contact_excuses: true,
        probability: None,
        exit_fields: vec![],
        movers: BTreeSet::new(),
        required_fields: vec![Field { id: id("serial"), name: text("Серийный номер", "Serial number") }],
        loss_reasons: vec![LossReason {
            id: id("repair.seen.dear"),
            text: text("Дороже нового", "Dearer than a new one"),
        }],
    };
    let end = |name: &str, words, outcome, asks| End {
        id: id(name),
        name: words,
        outcome,
        asks_reason: asks,
        asks_return: asks,
    };
    Pipeline {
        id: id("repair"),
        name: text("Ремонт", "Repair"),
        purpose: text("Починить в срок", "Mend in time"),
        segment: text("Те, у кого сломалось", "Those with a fault"),
        four_r: Some(FourR::Deals),
        role: Role::Hunter,
        ordered: true,
        policy: Policy {
            usual: Freedoms { skip: Freedom::WithReason, back: Freedom::Forbidden, unproved: Freedom::Free },
            roles: BTreeMap::new(),
        },
        stages: vec![asked, seen],
        ends: vec![
            end("repair.done", text("Починен", "Mended"), Outcome::Won, false),
            end("repair.later", text("Позже", "Later"), Outcome::Paused, true),
        ],
        refusals: false,
        archived: false,
        questions: vec![Question {
            id: id("0000"),
            before: None,
            text: text("Прибор на гарантии?", "Under warranty?"),
            why: text("Тогда бесплатно", "Then free of charge"),
        }],
    }
}
