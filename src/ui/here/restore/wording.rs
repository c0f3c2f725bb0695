//! What a copy and its restoring say in words.

use std::collections::BTreeSet;

use crate::app::copy::Unopened;
use crate::app::format::Format;
use crate::app::words::{Attached, Copies};
use crate::data::copy::{Copy, Damage, Kept, OfKind, Restoration, Trouble, What};

/// Why a file was not opened, and what to do.
pub(super) fn unopened(own: &Copies, format: Format, why: Unopened) -> String {
    match why {
        Unopened::Unread => own.unread_file.to_owned(),
        Unopened::TooLarge(bytes) => own.too_large.fill([&format.megabytes(bytes)]),
        Unopened::NotACopy | Unopened::Stopped => own.not_a_copy.to_owned(),
        Unopened::Newer => own.newer.to_owned(),
        Unopened::WrongPassword => own.wrong_password.to_owned(),
        Unopened::Damaged => own.damaged_sealed.to_owned(),
        Unopened::NoCipher => own.no_cipher.to_owned(),
    }
}

/// What is wrong with a file as a whole, and what to do.
pub(super) fn damage(own: &Copies, damage: Damage) -> String {
    match damage {
        Damage::Cut(line) => own.cut.fill([&line.to_string()]),
        Damage::Strewn(line) => own.strewn.fill([&line.to_string()]),
        Damage::Changed => own.changed.to_owned(),
        Damage::Unsigned => own.unsigned.to_owned(),
    }
}

/// What is wrong with a record.
pub(super) fn trouble(own: &Copies, trouble: &Trouble) -> String {
    let what = match &trouble.what {
        What::Torn => own.torn.to_owned(),
        What::Nameless => own.nameless.to_owned(),
        What::Twice => own.twice.to_owned(),
        What::Field(why) => own.field.fill([why]),
    };
    own.trouble.fill([&trouble.line.to_string(), &what])
}

/// What a copy has besides its records.
pub(super) fn besides(own: &Copies, files: &Attached, copy: &Copy) -> Vec<String> {
    let later = (copy.header.shape > crate::data::copy::SHAPE).then(|| own.newer_shape.to_owned());
    let beyond = (!copy.beyond.is_empty() && later.is_some()).then(|| own.beyond.of(copy.beyond.len()));
    let removed = (copy.removed > 0).then(|| own.removed_there.of(copy.removed));
    let named: BTreeSet<_> = copy.workspace.attachments().map(|file| file.sha256).collect();
    let without = (named.len() > copy.contents.len()).then(|| files.no_files_there.to_owned());
    later.into_iter().chain(beyond).chain(removed).chain(without).collect()
}

/// What was not taken, and why.
pub(super) fn left(own: &Copies, plan: &Restoration) -> Vec<String> {
    let reasons = [
        (Kept::History, own.kept_history),
        (Kept::Settled, own.kept_settled),
        (Kept::Funnel, own.kept_funnel),
        (Kept::Unsound, own.kept_unsound),
    ];
    let kept = reasons.into_iter().map(|(why, words)| (plan.kept_for(why), words));
    let all = kept.chain([(plan.mended, own.mended)]);
    all.filter(|(count, _)| *count > 0).map(|(count, words)| words.of(count)).collect()
}

/// The kinds as people count them: what has no name of its own is settings.
pub(super) fn rows(own: &Copies, files: &Attached, kinds: &[OfKind]) -> Vec<(&'static str, OfKind)> {
    let mut rows: Vec<(&'static str, OfKind)> = Vec::new();
    for of in kinds {
        let name = match of.kind {
            "deal" => own.deals,
            "customer" => own.customers,
            "person" => own.people,
            "member" => own.members,
            "activity" | "note" => own.activities,
            "attachment" => files.files,
            "purchase" => own.purchases,
            "pipeline" | "draft" | "edition" => own.funnels,
            "letter" => own.letters,
            "campaign" => own.campaigns,
            _ => own.settings,
        };
        match rows.iter_mut().find(|(known, _)| *known == name) {
            Some((_, row)) => row.add(of),
            None => rows.push((name, of.clone())),
        }
    }
    let place = |name: &str| {
        let order = [own.deals, own.customers, own.people, own.activities, files.files, own.purchases, own.letters];
        let order = order.into_iter().chain([own.campaigns, own.funnels, own.members, own.settings]);
        order.into_iter().position(|known| known == name)
    };
    rows.sort_by_key(|(name, _)| place(name));
    rows
}
