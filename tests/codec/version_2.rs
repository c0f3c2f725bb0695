//! What version 2 stores beside what version 1 stored: drafts, editions, robots and regulations, and what funnels, deals
//! and activities say besides.

use serde_json::{Value, json};
use voronka::data::codec::{decode, encode};
use voronka::domain::insight::rfm::Code;
use voronka::domain::{
    Action, Activity, ActivityId, ActivityKind, Adoption, Aida, Cause, Condition, Deal, DealId, Deed, Draft, Edition,
    EditionId, End, EntryId, Evidence, EvidenceKind, Field, Freedom, Freedoms, Loss, LossReason, Member, MemberId,
    Moment, NextContact, Outcome, Pipeline, Policy, Proof, Question, Record, Regulation, Robot, Role, Run, RunId,
    Signature, Span, Stage, StageEntry, When, Whom, Wording,
};

use super::stored::{id, is_read_and_written, read, stored, strings, text};
use super::support::random;

#[test]
fn version_2_is_read_and_written_as_it_was() {
    let kinds = ["pipeline", "deal", "member", "activity", "draft", "edition", "robot", "run", "regulation"];
    let expected = version_2();
    assert_eq!(expected.iter().map(|record| record.id().kind()).collect::<Vec<_>>(), kinds);
    expected.iter().for_each(|record| is_read_and_written("stored_v2", record));
}

/// The words for which the stored shape has no other place, and one of each kind of what a robot waits for, heeds and does:
/// each is written as it always was, new ones come after.
#[test]
fn version_2_has_these_words() {
    fn words<T: serde::Serialize>(all: &[T]) -> Value {
        serde_json::to_value(all).unwrap()
    }
    let spans = [Span::WorkingMinutes(15), Span::WorkingDays(3), Span::Days(30)];
    let scores = ["133", "233"].map(|code| code.parse::<Code>().unwrap());
    let whens = [
        When::Entered(id("repair.seen")),
        When::Stands(id("repair.seen"), spans[1]),
        When::OverNorm(None),
        When::OverNorm(Some(id("repair"))),
        When::FieldSet(id("serial")),
        When::Won(vec![id("repair")]),
        When::Lost(vec![]),
        When::Returns(3),
        When::DateNear(id("warranty_until"), 14),
        When::Scored(scores.into()),
        When::LeavesBest(7),
    ];
    let conditions = [
        Condition::Filled(vec![id("serial")]),
        Condition::Holds(id("serial"), "ВЧ-37".into()),
        Condition::On(id("repair.seen")),
        Condition::Stood(id("repair.seen")),
        Condition::NoContact,
        Condition::NoTalk,
        Condition::NotIn(id("repair")),
        Condition::Tagged("срочно".into()),
        Condition::Scored(scores.into()),
    ];
    let whom = [Whom::Owner, Whom::Role(Role::Head)];
    let actions = [
        Action::Move(id("repair.seen")),
        Action::Basket(Some(id("when")), [("позже".to_owned(), id("refresh-4r.timing"))].into()),
        Action::Basket(None, [("deals-4r.terms.no_budget".to_owned(), id("refresh-4r.no-money"))].into()),
        Action::Return,
        Action::Begin(id("repair.asked")),
        Action::Assign(Role::Farmer),
        Action::Plan { kind: ActivityKind::Call, after: spans[0], purpose: text("Узнать", "Ask") },
        Action::Tag("срочно".into()),
        Action::Message(text("Здравствуйте", "Hello")),
        Action::Notify(whom[0]),
    ];
    let deeds = [
        Deed::Moved(id("repair.seen")),
        Deed::Began(id("01KJZ5N3B0000000000000000D"), id("repair.asked")),
        Deed::Assigned(MemberId(7)),
        Deed::Planned(Moment(1_788_307_200_000)),
        Deed::Kept(Moment(1_788_307_200_000)),
        Deed::Tagged("срочно".into()),
        Deed::Message(text("Здравствуйте", "Hello"), None),
        Deed::Told([(MemberId(7), None), (MemberId(8), Some(Moment(1_788_307_200_000)))].into()),
        Deed::Refused(id("repair.seen"), vec![id("serial")], Some(5)),
        Deed::NobodyToAssign(Role::Farmer),
        Deed::NotPlanned,
    ];
    let written = json!({
        "activity kind": words(&random::ACTIVITIES),
        "adoption": words(&[Adoption::AtOnce, Adoption::NextStage, Adoption::NewDeals]),
        "cause": words(&[Cause::Hand, Cause::Robot(id("repair-late")), Cause::Funnel]),
        "span": words(&spans),
        "when": words(&whens),
        "condition": words(&conditions),
        "whom": words(&whom),
        "action": words(&actions),
        "deed": words(&deeds),
    });
    for (kind, words) in read("stored_v2", "words.json").as_object().unwrap() {
        let (all, known) = (written[kind].as_array().unwrap(), words.as_array().unwrap());
        assert!(all.starts_with(known), "{kind}: {all:?}, of them in version 2 {known:?}");
    }
}

/// A desk that version 1 wrote is written as it was until something of version 2 is said of it: then the record says that
/// much more, and nothing that was there is written otherwise.
#[test]
fn what_version_1_stored_stays_when_version_2_says_more() {
    let before = stored("stored_v1", "pipeline");
    let Ok(Record::Pipeline(funnel)) = decode(before.id, &before.fields) else { panic!("the fixture is sound") };
    let mut more = Pipeline::clone(&funnel);
    more.policy.usual.unproved = Freedom::WithReason;
    more.refusals = true;
    let (old, new) = (encode(&Record::Pipeline(funnel)), encode(&more.into()));
    assert!(old.keys().all(|name| new.contains_key(name)));
    let changed: Vec<_> =
        new.iter().filter(|(name, value)| old.get(*name) != Some(value)).map(|(name, _)| name).collect();
    assert_eq!(changed, ["policy", "refusals"]);
}

fn anna() -> MemberId {
    MemberId(7)
}

/// What the fixtures of version 2 mean.
fn version_2() -> Vec<Record> {
    let funnel = funnel();
    let note = Activity {
        id: id::<ActivityId>("01KJZ5N3B0000000000000000B"),
        deal: id("01KJZ5N3B0000000000000000D"),
        kind: ActivityKind::HandOver,
        text: "Ждёт расчёт, решает директор".into(),
        at: Moment(1_788_307_200_000),
        by: Some(anna()),
    };
    let draft = Draft {
        id: funnel.id,
        funnel: Pipeline { archived: true, questions: vec![], ..funnel.clone() }.into(),
        at: Moment(1_788_393_600_000),
        by: Some(anna()),
    };
    let edition = Edition {
        id: id::<EditionId>("01KJZ5N3B0000000000000000E"),
        funnel: Pipeline { refusals: false, ends: vec![], ..funnel.clone() }.into(),
        until: Moment(1_788_393_600_000),
        by: Some(anna()),
        adoption: Adoption::NewDeals,
    };
    let robot = Robot {
        id: id("repair-late"),
        name: text("Прибор залежался", "The device lies too long"),
        why: text("Ждут", "They wait"),
        funnel: Some(id("repair")),
        when: When::Stands(id("repair.seen"), Span::WorkingDays(3)),
        only_if: vec![Condition::NoContact, Condition::Filled(vec![id("serial")])],
        then: vec![Action::Tag("срочно".into()), Action::Notify(Whom::Owner)],
        on: Some(Moment(1_788_220_800_000)),
    };
    let run = Run {
        id: id::<RunId>("01KJZ5N3B0000000000000000R"),
        robot: id("repair-late"),
        deal: id("01KJZ5N3B0000000000000000D"),
        at: Moment(1_788_393_600_000),
        since: Moment(1_788_220_800_000),
        did: vec![Deed::Tagged("срочно".into()), Deed::Told([(anna(), None)].into())],
        owner: Some(anna()),
        next: Some(NextContact { at: Moment(1_796_169_600_000), kind: ActivityKind::Call, purpose: String::new() }),
        rate: None,
        other_rates: Default::default(),
        undone: Some(Moment(1_788_393_700_000)),
    };
    let wording = |since, points: &[(&str, &str)]| Wording {
        since: Moment(since),
        by: None,
        points: points.iter().map(|(ru, en)| text(ru, en)).collect(),
        forbidden: vec![],
        done: text("", ""),
    };
    let regulation = Regulation {
        id: id("repair.seen"),
        editions: vec![
            wording(1_788_220_800_000, &[("Осмотреть", "Inspect")]),
            Wording {
                by: Some(anna()),
                forbidden: vec![text("Называть срок наугад", "Guessing the date")],
                done: text("Акт подписан", "The note is signed"),
                ..wording(1_788_393_600_000, &[("Осмотреть", "Inspect"), ("Записать", "Write down")])
            },
        ],
        signed: [(anna(), Signature { edition: 1, at: Moment(1_788_307_200_000) })].into(),
    };
    vec![
        funnel.into(),
        deal().into(),
        Member { id: MemberId(8), name: "Борис Лугин".into(), role: None }.into(),
        note.into(),
        draft.into(),
        edition.into(),
        robot.into(),
        run.into(),
        regulation.into(),
    ]
}

fn deal() -> Deal {
    let entry = |entry: &str, from: Option<&str>, to: &str, at, cause| StageEntry {
        id: id::<EntryId>(entry),
        from: from.map(id),
        to: id(to),
        at: Moment(at),
        by: None,
        why: None,
        loss: None,
        cause,
    };
    let proof = |by, words: &str| Proof { at: Moment(1_788_307_200_000), by, words: words.into() };
    Deal {
        id: id::<DealId>("01KJZ5N3B0000000000000000D"),
        title: "Ремонт ВЧ-37".into(),
        customer: None,
        amount: None,
        stage: id("repair.seen"),
        owner: Some(anna()),
        created: Moment(1_788_220_800_000),
        next: None,
        proofs: [
            (id("repair.asked.0"), proof(None, "")),
            (id("repair.asked.1"), proof(Some(anna()), "")),
            (id("repair.seen.0"), proof(Some(anna()), "акт-17.pdf")),
        ]
        .into(),
        fields: strings(&[("repair.qwarranty", "Да, до мая")]),
        tags: ["срочно".to_owned()].into(),
        history: vec![
            entry("01KJZ5N3B00000000000000001", None, "repair.asked", 1_788_220_800_000, Cause::Hand),
            entry(
                "01KJZ5N3B00000000000000002",
                Some("repair.asked"),
                "repair.looked",
                1_788_307_200_000,
                Cause::Robot(id("repair-late")),
            ),
            StageEntry {
                loss: Some(Loss { reason: None, words: "Решили подождать".into(), return_on: None }),
                ..entry(
                    "01KJZ5N3B00000000000000003",
                    Some("repair.looked"),
                    "repair.seen",
                    1_788_393_600_000,
                    Cause::Funnel,
                )
            },
        ],
        foreign: None,
        rate: None,
        other_rates: Default::default(),
    }
}

fn funnel() -> Pipeline {
    let seen = Stage {
        id: id("repair.seen"),
        name: text("Осмотр", "Inspection"),
        buyer_action: text("Привёз прибор", "Brought the device"),
        manager_action: text("Осмотреть", "Inspect"),
        help: text("Назвать срок", "Name the date"),
        script: vec![],
        evidence: vec![Evidence {
            id: id("repair.seen.0"),
            text: text("Акт приёмки", "Acceptance note"),
            kind: EvidenceKind::File,
            required: true,
        }],
        aida: Aida::Desire,
        key_stage: true,
        norm_days: 3,
        contact_excuses: false,
        probability: Some(65),
        required_fields: vec![],
        exit_fields: vec![Field { id: id("serial"), name: text("Серийный номер", "Serial number") }],
        movers: [Role::Head, Role::Farmer].into(),
        loss_reasons: vec![LossReason { id: id("repair.seen.dear"), text: text("Дорого", "Dear") }],
    };
    let question = |name: &str, ru: &str, before: Option<&str>| Question {
        id: id(name),
        text: text(ru, ru),
        why: text("", ""),
        before: before.map(id),
    };
    let strict = Freedoms { skip: Freedom::Forbidden, back: Freedom::WithReason, unproved: Freedom::WithReason };
    Pipeline {
        id: id("repair"),
        name: text("Ремонт", "Repair"),
        purpose: text("Починить в срок", "Mend in time"),
        segment: text("Те, у кого сломалось", "Those with a fault"),
        four_r: None,
        role: Role::Farmer,
        ordered: true,
        policy: Policy { usual: strict, roles: [(Role::Head, Freedoms { unproved: Freedom::Free, ..strict })].into() },
        stages: vec![seen],
        ends: vec![End {
            id: id("repair.done"),
            name: text("Починен", "Mended"),
            outcome: Outcome::Won,
            asks_reason: false,
            asks_return: false,
        }],
        // A name of its own before one that is a number, as version 1 named them, and that one stands out of its place.
        questions: vec![
            question("warranty", "На гарантии?", Some("repair.seen")),
            question("0000", "Сколько их?", None),
            question("0002", "Откуда?", None),
        ],
        refusals: true,
        archived: false,
    }
}
