//! What every reader of foreign bytes must do with any bytes at all: end, without a panic, within bounds, and where there is a
//! way back, come back to the same. Run by the fuzzer (`cargo xtask fuzz`) on what it thinks up, and by `tests/fuzzed.rs`
//! on what it once found.

use voronka::data::import::Source;
use voronka::data::{card, codec, copy, lead, letter, rates, table};
use voronka::domain::{Currency, RecordId};

/// A table: decoded, its columns found, every row read.
pub fn csv(bytes: &[u8]) {
    let Ok(decoded) = table::decode(bytes) else { return };
    let Ok(source) = Source::new("fuzzed.csv", decoded.text.clone()) else { return };
    let mut reader = table::TableReader::new(decoded.text.as_str(), source.separator);
    let mut rows = 0;
    while let Ok(slice) = reader.next_rows(100) {
        if slice.is_empty() {
            break;
        }
        rows += slice.len();
        for cell in slice.iter().flat_map(table::Row::cells) {
            let _ = table::parse_amount(cell, 2, table::NumberStyle::Whole);
            let _ = table::parse_date(cell, table::DateStyle::Unclear);
        }
    }
    assert!(rows <= bytes.len() + 1, "more rows than bytes");
}

/// A workbook: read, and every sheet is a table.
pub fn xlsx(bytes: &[u8]) {
    let Ok(sheets) = table::xlsx::read(bytes) else { return };
    for sheet in sheets {
        assert!(sheet.text.len() <= table::xlsx::LARGEST_TEXT && sheet.rows >= 2);
        // A sheet of one column is none.
        let Ok(source) = Source::with(sheet.name, sheet.text.clone(), table::Separator::Tab) else { continue };
        let mut reader = table::TableReader::new(sheet.text.as_str(), source.separator);
        while reader.next_rows(1_000).expect("our own tables have no open quotation").len() == 1_000 {}
    }
}

/// A letter, and the lead that it is.
pub fn eml(bytes: &[u8]) {
    let Ok(letter) = letter::read(bytes) else { return };
    assert!(letter.text.len() <= letter::LONGEST_TEXT);
    let _ = lead::of_letter(&letter, Currency::RUB);
}

/// Visiting cards, and the leads that they are.
pub fn vcf(bytes: &[u8]) {
    let Ok(cards) = card::read(bytes) else { return };
    assert!(cards.len() <= card::MOST_CARDS);
    for card in cards {
        let _ = lead::of_card(&card);
    }
}

/// Leads as JSON: what is read is written and read again as the same.
pub fn lead_json(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Ok(leads) = lead::from_json(text, Currency::RUB) else { return };
    let leads: Vec<_> = leads.into_iter().flatten().collect();
    let again = lead::from_json(&lead::to_json(&leads), Currency::RUB);
    assert_eq!(again, Ok(leads.into_iter().map(Ok).collect()));
}

/// A link that carries a lead.
pub fn lead_link(bytes: &[u8]) {
    let Ok(query) = std::str::from_utf8(bytes) else { return };
    let Ok(lead) = lead::from_query(query, Currency::RUB) else { return };
    let link = lead::to_query(&lead);
    // What is written may be longer than what was read: `+` was a space.
    if link.len() <= lead::LONGEST_QUERY {
        assert_eq!(lead::from_query(&link, Currency::RUB), Ok(lead));
    }
}

/// A text that somebody pasted: whatever is found in it stands there.
pub fn lead_text(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let _ = lead::is_table(text);
    let _ = lead::headed(text);
    let draft = lead::read(text, Currency::RUB);
    let single = [&draft.company, &draft.person, &draft.job, &draft.place, &draft.need, &draft.when, &draft.source];
    let many = [&draft.phones, &draft.emails, &draft.handles];
    for found in single.into_iter().flatten().chain(many.into_iter().flatten()) {
        let said = text.get(found.span.clone()).expect("a part of the text");
        let said = said.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        assert_eq!(said, found.value.to_lowercase());
    }
    for span in draft.amount.iter().map(|found| &found.span).chain(draft.tax_number.iter().map(|found| &found.span)) {
        assert!(text.get(span.clone()).is_some_and(|said| said.contains(|c: char| c.is_ascii_digit())));
    }
}

/// A stored record: what can be read is written and read again as the same.
pub fn stored(bytes: &[u8]) {
    let Ok(value) = serde_json::from_slice::<serde_json::Value>(bytes) else { return };
    let Some(id) = value.get("id").and_then(|id| id.as_str()?.parse::<RecordId>().ok()) else { return };
    let Some(fields) = value.get("fields").and_then(serde_json::Value::as_object) else { return };
    let fields: codec::Fields = fields.iter().map(|(name, value)| (name.clone(), value.clone())).collect();
    if let Ok(record) = codec::decode(id, &fields) {
        assert_eq!(codec::decode(id, &codec::encode(&record)), Ok(record));
    }
}

/// A copy of a workspace: in whatever pieces it comes, the same is read; and the envelope of an encrypted one.
pub fn copy(bytes: &[u8]) {
    let read = |piece: usize| {
        let mut reading = copy::Reading::new();
        for piece in bytes.chunks(piece) {
            reading.feed(piece)?;
        }
        let copy::Copy { header, workspace, unread, troubles, damage, .. } = reading.finish()?;
        let records: Vec<_> = workspace.records().collect();
        Ok::<_, copy::Problem>((header, records, unread, troubles, damage))
    };
    assert_eq!(read(7), read(bytes.len().max(1)));
    if let Ok(text) = std::str::from_utf8(bytes) {
        let _ = copy::Sealed::open(text);
    }
}

/// A pasted table of rates, or the file of a bank: every rate is one that can be kept.
pub fn rates(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 23);
    let reading = rates::read(text, Currency::RUB, today);
    for found in &reading.found {
        assert!(found.quote.to == Currency::RUB && found.quote.of != Currency::RUB);
    }
    assert!(reading.found.len() + reading.wrong.len() <= text.lines().count() + text.matches('<').count());
}
