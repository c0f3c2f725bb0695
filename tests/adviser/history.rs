//! Rules that the deals of the past speak to.

use super::*;
use voronka::domain::insight::proportion::Proportion;
use voronka::domain::{CustomerKind, Freedom};

const NEW: &str = "deals-4r.new";
const TERMS: &str = "deals-4r.terms";
const QUOTE: &str = "deals-4r.quote";
const AGREE: &str = "deals-4r.agree";
const PAID: &str = "deals-4r.paid";
const PRODUCTION: &str = "deals-4r.production";
const SHIPPED: &str = "deals-4r.shipped";
const WON: &str = "deals-4r.won";
const LOST: &str = "deals-4r.lost";

fn deals() -> Pipeline {
    shipped("deals-4r")
}

/// A past with a stage every so many days from a day on.
fn way<'a>(from: f64, each: f64, places: &[&'a str]) -> Vec<At<'a>> {
    let lost = places.last() == Some(&LOST);
    let last = places.len() - 1;
    let at = |(number, &place): (usize, &&'a str)| {
        let loss = (lost && number == last).then_some("Не договорились о цене");
        (place, from + each * number as f64, loss)
    };
    places.iter().enumerate().map(at).collect()
}

fn whole(from: f64, each: f64) -> Vec<At<'static>> {
    way(from, each, &[NEW, TERMS, QUOTE, AGREE, PAID, PRODUCTION, SHIPPED, WON])
}

fn many<'a>(groups: &[(usize, Vec<At<'a>>)]) -> Workspace {
    let pasts: Vec<_> = groups.iter().flat_map(|(count, past)| times(*count, past)).collect();
    after(vec![deals()], &pasts)
}

#[test]
fn key_confirmed_and_contradicted() {
    // Of 90 who reach «Согласовать» 78 buy, of 120 who reach «Отправить КП» the same 78.
    let past = |at_quote: usize, at_terms: usize| {
        many(&[
            (78, whole(1.0, 2.0)),
            (12, way(1.0, 2.0, &[NEW, TERMS, QUOTE, AGREE, LOST])),
            (at_quote, way(1.0, 2.0, &[NEW, TERMS, QUOTE, LOST])),
            (at_terms, way(1.0, 2.0, &[NEW, TERMS, LOST])),
        ])
    };
    let confirmed = past(60, 10);
    let found = caught(&confirmed, &deals(), "key-confirmed", Some(AGREE));
    assert_eq!((found.fault, found.severity), (Fault::KeyConfirmed(Proportion { k: 78, n: 90 }), Severity::Good));
    assert_eq!(of(&confirmed, &deals(), "key-contradicted"), []);
    // Most stop before «Отправить КП»: that is what parts them, and the chosen one hardly does.
    let contradicted = past(4, 200);
    let found = caught(&contradicted, &deals(), "key-contradicted", Some(AGREE));
    let won = |n| Proportion { k: 78, n };
    let (chosen, better) = ([won(94), won(90)], [won(294), won(94)]);
    assert_eq!(found.fault, Fault::KeyContradicted { other: slug(QUOTE), chosen, better });
    let after = helps(&contradicted, &found, &deals());
    assert!(after.stages[2].key_stage && !after.stages[3].key_stage);
    caught(&contradicted, &after, "key-confirmed", Some(QUOTE));
    // A little better is not enough to say so.
    let unclear = past(28, 60);
    assert_eq!(of(&unclear, &deals(), "key-contradicted"), []);
    assert_eq!(of(&unclear, &deals(), "key-confirmed"), []);
}

#[test]
fn nothing_is_said_of_the_key_stage_by_few() {
    let of_each = |reached: usize| {
        let past = many(&[(reached, whole(1.0, 2.0)), (60, way(1.0, 2.0, &[NEW, TERMS, QUOTE, LOST]))]);
        of(&past, &deals(), "key-confirmed").len()
    };
    assert_eq!((of_each(30), of_each(29)), (1, 0));
}

#[test]
fn the_key_stage_to_mark_is_the_one_that_history_knows() {
    let mut funnel = deals();
    funnel.stages[3].key_stage = false;
    let past = many(&[(40, whole(1.0, 2.0)), (200, way(1.0, 2.0, &[NEW, LOST]))]);
    let found = caught(&past, &funnel, "no-key-stage", None);
    assert_eq!(found.mend, Some(Mend::Key(slug(TERMS))));
}

#[test]
fn other_swallows() {
    let ended = |words: usize, named: usize, days_ago: f64| {
        let at = NOW as f64 - days_ago;
        let told = [(QUOTE, 1.0, None), (LOST, at, Some("взяли у соседей"))];
        let chosen = [(QUOTE, 1.0, None), (LOST, at, Some("deals-4r.quote.expensive"))];
        many(&[(words, told.to_vec()), (named, chosen.to_vec())])
    };
    let expensive = |mut funnel: Pipeline| {
        funnel.stages[2].loss_reasons[0].id = slug("deals-4r.quote.expensive");
        funnel
    };
    let found = caught(&ended(4, 8, 10.0), &expensive(deals()), "other-swallows", Some(QUOTE));
    assert_eq!(found.fault, Fault::OtherSwallows(Proportion { k: 4, n: 12 }));
    // What they said more than once becomes a reason.
    let after = mended(&found, &deals());
    assert_eq!(after.stages[2].loss_reasons.last().unwrap().text.ru, "Взяли у соседей");
    // A quarter is not more than a quarter; nine are too few; what was long ago does not count.
    assert_eq!(of(&ended(3, 9, 10.0), &deals(), "other-swallows"), []);
    assert_eq!(of(&ended(4, 5, 10.0), &deals(), "other-swallows"), []);
    assert_eq!(of(&ended(4, 6, 10.0), &deals(), "other-swallows").len(), 1);
    assert_eq!(of(&ended(4, 8, 90.1), &deals(), "other-swallows"), []);
    // A reason that is called «Другое» is no reason either.
    let mut funnel = expensive(deals());
    funnel.stages[2].loss_reasons[0].text = "Другое".into();
    assert_eq!(caught(&ended(0, 10, 10.0), &funnel, "other-swallows", Some(QUOTE)).severity, Severity::Warning);
    assert_eq!(of(&ended(0, 10, 10.0), &expensive(deals()), "other-swallows"), []);
}

#[test]
fn narrowing() {
    let reasons = ["один ответ про цену", "два ответа про срок", "три ответа про склад", "deals-4r.quote.x"];
    let past = |passed_lately: usize, each: f64, reasons: &[&'static str]| {
        let (lately, before) = (NOW as f64 - 5.0, NOW as f64 - 120.0);
        let passes = |at: f64| [(QUOTE, at - each, None), (AGREE, at, None)].to_vec();
        let mut groups = vec![(45, passes(before)), (passed_lately, passes(lately))];
        groups.push((15, [(QUOTE, before - 3.0, None), (LOST, before, Some("было раньше так"))].to_vec()));
        for at in 0..60 - passed_lately {
            let reason = reasons[at % reasons.len()];
            groups.push((1, [(QUOTE, lately - 3.0, None), (LOST, lately, Some(reason))].to_vec()));
        }
        many(&groups)
    };
    let listed = ["deals-4r.quote.a", "deals-4r.quote.b", "deals-4r.quote.c", reasons[0]];
    // 33 of 60 against 45 of 60: the range of the difference ends below 0. The median of 11 working days is over the norm of 7.
    let found = caught(&past(33, 17.0, &listed), &deals(), "narrowing", Some(QUOTE));
    let (now, before) = (Proportion { k: 33, n: 60 }, Proportion { k: 45, n: 60 });
    assert_eq!(found.fault, Fault::Narrowing { now, before, days: 11, reasons: 4 });
    assert_eq!(found.mend, Some(Mend::Split(slug(QUOTE))));
    // A difference that may be chance, a stage within its norm, fewer causes: nothing is missing there.
    assert_eq!(of(&past(37, 17.0, &listed), &deals(), "narrowing"), []);
    assert_eq!(of(&past(33, 9.0, &listed), &deals(), "narrowing"), []);
    assert_eq!(of(&past(33, 17.0, &listed[..3]), &deals(), "narrowing"), []);
    // What is told in words alone is one cause, however it is worded.
    assert_eq!(of(&past(33, 17.0, &reasons), &deals(), "narrowing"), []);
}

#[test]
fn nobody_leaves() {
    let came = |count: usize, days_ago: f64| many(&[(count, vec![(QUOTE, NOW as f64 - days_ago, None)])]);
    let found = caught(&came(5, 59.0), &deals(), "nobody-leaves", Some(QUOTE));
    assert_eq!(found.fault, Fault::NobodyLeaves(5));
    assert!(matches!(found.mend, Some(Mend::Deals(deals)) if deals.len() == 5));
    assert_eq!(of(&came(4, 59.0), &deals(), "nobody-leaves"), []);
    assert_eq!(of(&came(5, 60.1), &deals(), "nobody-leaves"), []);
    // One that left, wherever to, shows that decisions are taken.
    let one = many(&[
        (5, vec![(QUOTE, NOW as f64 - 9.0, None)]),
        (1, vec![(QUOTE, 1.0, None), (LOST, NOW as f64 - 59.0, Some("Нет бюджета совсем"))]),
    ]);
    assert_eq!(of(&one, &deals(), "nobody-leaves"), []);
    // Where deals are meant to stay for a season nobody has to leave.
    let mut funnel = deals();
    funnel.stages[2].norm_days = 60;
    assert_eq!(of(&came(5, 59.0), &funnel, "nobody-leaves"), []);
}

#[test]
fn norms() {
    // 1 September 2026 is a Tuesday: from a week to the next are five working days.
    let past = |count: usize| {
        let spans = (0..count).map(|at| [(QUOTE, 0.0, None), (AGREE, 7.0 * (at % 10 + 1) as f64, None)].to_vec());
        after(vec![deals()], &spans.collect::<Vec<_>>())
    };
    let with = |norm: u16| {
        let mut funnel = deals();
        funnel.stages[2].norm_days = norm;
        funnel
    };
    // Ten spans of 5, 10, … 50 days, three times: half of them within 25, four of five within 40, 19 of 20 within 50.
    let found = caught(&past(30), &with(24), "norm-too-short", Some(QUOTE));
    assert_eq!(found.fault, Fault::NormTooShort(24, 40));
    let after = helps(&past(30), &found, &with(24));
    assert_eq!(after.stages[2].norm_days, 40);
    assert_eq!(of(&past(30), &with(25), "norm-too-short"), []);
    assert_eq!(of(&past(29), &with(24), "norm-too-short"), []);
    let found = caught(&past(30), &with(51), "norm-too-long", Some(QUOTE));
    assert_eq!((&found.fault, found.severity), (&Fault::NormTooLong(51, 40), Severity::Hint));
    helps(&past(30), &found, &with(51));
    assert_eq!(of(&past(30), &with(50), "norm-too-long"), []);
    assert_eq!(of(&past(29), &with(51), "norm-too-long"), []);
    // No norm is neither.
    assert!(says(&past(30), &with(0)).iter().all(|finding| !finding.fault.rule().starts_with("norm")));
}

#[test]
fn stages_that_part_nobody() {
    let quick = |hours: f64, lost: usize| {
        let each = hours / 24.0;
        let past = [(NEW, 0.0, None), (TERMS, each, None), (QUOTE, each * 2.0, None)];
        many(&[(10, past.to_vec()), (lost, [(NEW, 0.0, None), (LOST, 0.1, Some("Не ответил нам"))].to_vec())])
    };
    let found = caught(&quick(23.0, 0), &deals(), "too-many-stages", Some(NEW));
    assert_eq!(found.fault, Fault::Idle(slug(TERMS)));
    assert_eq!(found.mend, Some(Mend::Merge(slug(NEW), slug(TERMS))));
    helps(&quick(23.0, 0), &found, &deals());
    assert_eq!(of(&quick(24.0, 0), &deals(), "too-many-stages"), []);
    assert_eq!(of(&quick(23.0, 1), &deals(), "too-many-stages"), []);
}

#[test]
fn too_few_for_b2b() {
    let failed = |count: usize, days_ago: f64, person: bool| {
        let past = [(PAID, 1.0, None), (LOST, NOW as f64 - days_ago, Some("не прошли безопасность клиента"))];
        let mut workspace = many(&[(count, past.to_vec())]);
        if person {
            let mut customer = (**workspace.customer(FACTORY).unwrap()).clone();
            customer.kind = CustomerKind::Person;
            workspace.apply(Command::TakeIn(vec![customer.into()]), &context(1, NOW)).unwrap();
        }
        workspace
    };
    let found = caught(&failed(2, 300.0, false), &deals(), "too-few-b2b", None);
    assert_eq!((&found.fault, found.severity), (&Fault::TooFewB2b(2), Severity::Hint));
    let after = helps(&failed(2, 300.0, false), &found, &deals());
    assert_eq!(after.stages[4].name.ru, "Проверка контрагента");
    assert_eq!((after.stages.len(), after.stages[5].id), (8, slug(PAID)));
    assert_eq!(of(&failed(1, 300.0, false), &deals(), "too-few-b2b"), []);
    assert_eq!(of(&failed(2, 366.0, false), &deals(), "too-few-b2b"), []);
    assert_eq!(of(&failed(2, 300.0, true), &deals(), "too-few-b2b"), []);
    // One that checks before the money has what it needs; after the money it is late.
    let mut checks = deals();
    checks.stages[2].buyer_action = "Клиент прислал согласованный договор".into();
    assert_eq!(of(&failed(2, 300.0, false), &checks, "too-few-b2b"), []);
    let mut late = deals();
    late.stages[5].buyer_action = "Клиент прислал согласованный договор".into();
    assert_eq!(of(&failed(2, 300.0, false), &late, "too-few-b2b").len(), 1);
}

#[test]
fn skips_cost() {
    let free = |mut funnel: Pipeline| {
        funnel.policy.usual.skip = Freedom::WithReason;
        funnel
    };
    let past = |skipped: usize, skipped_won: usize| {
        many(&[
            (40, way(1.0, 2.0, &[NEW, TERMS, QUOTE, AGREE, WON])),
            (10, way(1.0, 2.0, &[NEW, TERMS, QUOTE, LOST])),
            (skipped_won, way(1.0, 2.0, &[NEW, QUOTE, AGREE, WON])),
            (skipped - skipped_won, way(1.0, 2.0, &[NEW, QUOTE, LOST])),
        ])
    };
    let found = caught(&past(10, 2), &free(deals()), "skips-cost", Some(TERMS));
    let (skipped, kept) = (Proportion { k: 2, n: 10 }, Proportion { k: 40, n: 50 });
    assert_eq!(found.fault, Fault::SkipsCost { skipped, kept });
    let after = helps(&past(10, 2), &found, &free(deals()));
    assert_eq!(after.policy.usual.skip, Freedom::Forbidden);
    // Nine skips are too few to tell; a little worse may be chance.
    assert_eq!(of(&past(9, 1), &free(deals()), "skips-cost"), []);
    assert_eq!(of(&past(10, 6), &free(deals()), "skips-cost"), []);
}

#[test]
fn many_paths() {
    let past = |fast: usize, fast_won: usize| {
        many(&[
            (40, way(1.0, 2.0, &[NEW, TERMS, QUOTE, AGREE, WON])),
            (20, way(1.0, 2.0, &[NEW, TERMS, LOST])),
            (fast_won, way(1.0, 2.0, &[NEW, PAID, WON])),
            (fast - fast_won, way(1.0, 2.0, &[NEW, PAID, LOST])),
        ])
    };
    let found = caught(&past(20, 20), &deals(), "one-funnel-many-paths", Some(NEW));
    assert_eq!((found.severity, &found.mend), (Severity::Hint, &Some(Mend::NewFunnel)));
    let won = [Proportion { k: 40, n: 60 }, Proportion { k: 20, n: 20 }];
    assert_eq!(found.fault, Fault::ManyPaths { ways: [slug(TERMS), slug(PAID)], won });
    // Too few, too small a share of all, or no difference: one segment.
    assert_eq!(of(&past(19, 19), &deals(), "one-funnel-many-paths"), []);
    assert_eq!(of(&past(21, 14), &deals(), "one-funnel-many-paths"), []);
    let crowd = many(&[(81, way(1.0, 2.0, &[NEW, TERMS, LOST])), (20, way(1.0, 2.0, &[NEW, PAID, WON]))]);
    assert_eq!(of(&crowd, &deals(), "one-funnel-many-paths"), []);
}
