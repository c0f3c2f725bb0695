//! What a gate says: to a card in the air, in the list of «На этап», and where a move is refused.
//! Deliberately not here: the rules (`domain`), asking for what a move needs (`moving`).

use super::icon::Icon;
use crate::app::format::Format;
use crate::app::locale::Language;
use crate::app::words::{ATTACHED, CLIENTS, COPIES, Words};
use crate::domain::{Ask, Gate, Pipeline, Rejection, Slug, Workspace};

/// A gate in two words: `class` is one of the style sheet (`gate yes`, `gate ask`, `gate`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sign {
    /// Class of the style sheet.
    pub class: &'static str,
    /// Its icon.
    pub icon: Icon,
    /// Its words.
    pub text: &'static str,
}

/// What a gate says. `backward` tells whether it stands on an earlier stage.
pub fn sign(words: &'static Words, gate: &Gate, backward: bool) -> Sign {
    let says = |class, icon, text| Sign { class, icon, text };
    match gate {
        Gate::Here => says("gate", Icon::GRIP, words.gate.here),
        Gate::Closed(_) => says("gate", Icon::BAN, words.gate.no),
        Gate::Open(asks) if asks.contains(&Ask::WhyBack) => says("gate ask", Icon::UNDO, words.gate.back),
        Gate::Open(asks) if asks.iter().any(|ask| matches!(ask, Ask::WhySkip(_))) => {
            says("gate ask", Icon::SKIP, words.gate.skip)
        }
        Gate::Open(_) if backward => says("gate yes", Icon::UNDO, words.gate.back_free),
        Gate::Open(_) => says("gate yes", Icon::CHECK, words.gate.yes),
    }
}

/// What a move will ask for, in one line; empty when it asks for nothing.
pub fn will_ask(words: &'static Words, language: Language, asks: &[Ask]) -> String {
    let mut things: Vec<String> = Vec::new();
    let mut reason = false;
    for ask in asks {
        match ask {
            Ask::Proofs { .. } => things.insert(0, words.board.proofs.to_owned()),
            Ask::Fields(fields) => {
                things.extend(fields.iter().map(|field| lower_first(&language.of(&field.name))));
            }
            Ask::WhySkip(_) | Ask::WhyBack | Ask::WhyReopen | Ask::WhyLost(_) | Ask::ReturnOn => reason = true,
        }
    }
    match (things.is_empty(), reason) {
        (true, false) => String::new(),
        (true, true) => words.board.will_ask_reason.to_owned(),
        (false, false) => words.board.will_ask.fill([&things.join(", ")]),
        (false, true) => words.board.will_ask_reason_and.fill([&things.join(", ")]),
    }
}

/// Why a move can't be: what is wrong, and what to do about it.
pub fn refusal(
    words: &'static Words,
    language: Language,
    workspace: &Workspace,
    why: &Rejection,
) -> (&'static str, String) {
    let gate = &words.gate;
    match why {
        Rejection::AlreadyThere => (gate.same, String::new()),
        Rejection::StageSkipped(stages) => match stages.as_slice() {
            [one] => (gate.skipped, gate.skipped_why.fill([&place(language, workspace, *one)])),
            many => {
                let names: Vec<String> = many.iter().map(|&stage| place(language, workspace, stage)).collect();
                (gate.skipped, gate.skipped_many_why.fill([&names.join(", ")]))
            }
        },
        Rejection::BackForbidden => (gate.backward, gate.backward_why.to_owned()),
        Rejection::DealClosed => (gate.closed, gate.closed_why.to_owned()),
        Rejection::NotAnEnd(_) => (gate.not_an_end, gate.not_an_end_why.to_owned()),
        Rejection::UnknownStage(_) => (gate.no_stage, gate.no_stage_why.to_owned()),
        Rejection::NotFound(_) => (gate.no_record, gate.no_record_why.to_owned()),
        Rejection::ReturnInPast => (gate.past, String::new()),
        Rejection::Needs(asks) => (gate.missing, will_ask(words, language, asks)),
        Rejection::UnknownReason(_) => (gate.no_reason, String::new()),
        Rejection::UnknownProof(_) => (gate.no_proof, String::new()),
        Rejection::TitleMissing => (gate.no_title, String::new()),
        Rejection::NameMissing => (gate.no_name, String::new()),
        Rejection::AlreadyExists(_) => (gate.exists, String::new()),
        Rejection::BrokenReference { .. } => (gate.points_nowhere, String::new()),
        Rejection::NameTaken(_) => (gate.name_taken, String::new()),
        Rejection::BrokenHistory(_) => (gate.broken_history, String::new()),
        Rejection::ProofWithoutWords(_) => (gate.no_words, String::new()),
        Rejection::ReasonTooShort => (gate.short_reason, gate.short_reason_why.to_owned()),
        Rejection::NotTheirs(_, roles) => {
            let roles: Vec<&str> = roles.iter().map(|&role| words.roles.of(role)).collect();
            (gate.not_yours, gate.not_yours_why.fill([&roles.join(", ")]))
        }
        Rejection::FunnelArchived(_) => (gate.archived, gate.archived_why.to_owned()),
        Rejection::DealsLeft(_, count) => (gate.deals_left, gate.deals_left_why.of(*count)),
        Rejection::HasDealings { deals, purchases } => {
            let (own, units) = (language.words_of(&CLIENTS), &words.units);
            let has = [(*deals, &units.deals), (*purchases, &units.purchases)];
            let has = has.into_iter().filter(|(count, _)| *count > 0).map(|(count, name)| name.of(count));
            let has = has.collect::<Vec<_>>().join(", ");
            let why = if *purchases > 0 { &own.has_purchases_why } else { &own.has_deals_why };
            (own.has_dealings, why.fill([&has]))
        }
        Rejection::StageNameless(_) => (gate.nameless, String::new()),
        Rejection::SecondKeyStage(stage) => {
            (gate.second_key, gate.second_key_why.fill([&place(language, workspace, *stage)]))
        }
        Rejection::NothingSaid => (gate.nothing_said, String::new()),
        Rejection::FileEmpty => {
            let own = language.words_of(&ATTACHED);
            (own.empty, own.empty_why.to_owned())
        }
        Rejection::FileTooLarge(size) => {
            let own = language.words_of(&ATTACHED);
            (own.too_large, own.too_large_why.fill([&Format::new(words).megabytes(*size)]))
        }
        Rejection::LetterClosed(_) => (gate.letter_closed, String::new()),
        Rejection::OptedOut(_) => (gate.opted_out, gate.opted_out_why.to_owned()),
        Rejection::TrialRuns(_) => (gate.trial_runs, gate.trial_runs_why.to_owned()),
        Rejection::TrialEnded(_) => (gate.trial_ended, String::new()),
        Rejection::LookOnly => {
            (language.words_of(&COPIES).look_only, language.words_of(&COPIES).look_refused.to_owned())
        }
        Rejection::ChangedSince(_) => (gate.changed, gate.changed_why.to_owned()),
    }
}

/// The name of a stage, basket or end, also of one that is gone.
pub fn place(language: Language, workspace: &Workspace, place: Slug) -> String {
    let name = |pipeline: &Pipeline| {
        let stage = pipeline.stage(place).map(|stage| &stage.name);
        stage.or_else(|| pipeline.end(place).map(|end| &end.name)).map(|name| language.of(name))
    };
    workspace.funnel_that_had(place).and_then(|pipeline| name(pipeline)).unwrap_or_else(|| place.to_string())
}

/// A name inside a sentence: «Сумма» is «сумма», «ЛПР» stays.
fn lower_first(name: &str) -> String {
    let mut signs = name.chars();
    match (signs.next(), signs.clone().next()) {
        (Some(first), Some(second)) if first.is_uppercase() && second.is_lowercase() => {
            first.to_lowercase().chain(signs).collect()
        }
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Field, Text};

    fn field(name: &str) -> Field {
        Field { id: Slug::new("f").unwrap(), name: Text::from(name) }
    }

    #[test]
    fn a_slot_names_what_will_be_asked() {
        let words = Language::Ru.words();
        let fields = Ask::Fields(vec![field("Сумма"), field("ЛПР")]);
        let says = |asks: &[Ask]| will_ask(words, Language::Ru, asks);
        assert_eq!(says(&[]), "");
        assert_eq!(says(&[Ask::WhyBack]), "Спросим причину");
        assert_eq!(says(std::slice::from_ref(&fields)), "Спросим: сумма, ЛПР");
        assert_eq!(says(&[Ask::WhyBack, fields.clone()]), "Спросим причину и:\u{a0}сумма, ЛПР");
        let proofs = Ask::Proofs { missing: Vec::new(), or_why: true };
        assert_eq!(says(std::slice::from_ref(&proofs)), "Спросим: доказательства");
        assert_eq!(says(&[proofs, fields]), "Спросим: доказательства, сумма, ЛПР");
    }

    #[test]
    fn a_refusal_names_the_stages_that_come_first() {
        let words = Language::Ru.words();
        let mut workspace = Workspace::default();
        let context = crate::domain::Context {
            now: crate::domain::Moment(0),
            by: None,
            robot: None,
            entry: crate::domain::EntryId(1),
        };
        let records = crate::data::template::four_r().unwrap().into_iter().map(crate::domain::Record::from).collect();
        workspace.apply(crate::domain::Command::TakeIn(records), &context).unwrap();
        let slug = |name| Slug::new(name).unwrap();
        let one = Rejection::StageSkipped(vec![slug("deals-4r.agree")]);
        let (what, why) = refusal(words, Language::Ru, &workspace, &one);
        assert_eq!(what, "Этап пропускать нельзя");
        assert_eq!(why, "Сначала «Согласовать цену и сроки»: клиент ещё не\u{a0}сделал этот шаг.");
        let two = Rejection::StageSkipped(vec![slug("deals-4r.agree"), slug("deals-4r.paid")]);
        assert!(refusal(words, Language::Ru, &workspace, &two).1.contains("Согласовать цену и сроки, Оплата получена"));
    }
}
