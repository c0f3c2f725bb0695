//! Everything that is in memory as one file: also what the disk refuses to take.
//! Deliberately not here: reading such a file back, which comes with synchronisation.

use leptos::task::spawn_local;

use super::clock;
use super::download::download;
use super::store::Store;
use crate::data::codec;
use crate::domain::Record;

/// Records that are written before the page breathes.
const SLICE: usize = 500;

/// Downloads the workspace as JSON: a header, and the fields of every record under its stored identity.
pub fn export(store: Store) {
    spawn_local(async move {
        let records: Vec<Record> = store.peek(|workspace| workspace.records().collect());
        let name = store.peek(|workspace| workspace.company().map(|company| company.name.clone())).unwrap_or_default();
        let mut parts = vec![r#"{"format":"voronka","v":1,"min":1,"records":{"#.to_owned()];
        for (at, slice) in records.chunks(SLICE).enumerate() {
            let mut text = String::new();
            for (place, record) in slice.iter().enumerate() {
                if at + place > 0 {
                    text.push(',');
                }
                let id = record.id();
                let row = serde_json::json!({ "id": id.to_string(), "kind": id.kind(), "v": codec::encode(record) });
                text.push_str(&format!("\n{:?}:{row}", id.to_string()));
            }
            parts.push(text);
            clock::pause().await;
        }
        parts.push("\n}}\n".to_owned());
        let now = clock::now();
        let name: String = name.chars().filter(|c| c.is_alphanumeric() || *c == ' ').collect();
        let day = now.day(clock::offset(now));
        download(&format!("{} {day}.voronka.json", name.trim()), "application/json", &parts);
    });
}
