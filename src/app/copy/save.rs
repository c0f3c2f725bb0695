//! Making a copy and giving it to the person: as a download, or into the file that was chosen once.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::Copies;
use super::cipher::{self, NoCipher};
use super::gather::{Sieve, lines};
use crate::app::clock;
use crate::app::download::download;
use crate::data::copy::{Header, SHAPE, Sealed, Writer, contents_lines, to_base64};
use crate::domain::{Checksum, Moment};
use crate::storage::indexed_db::IndexedDbStorage;
use crate::storage::{Storage, StorageError};

/// Lines that are put together before the page breathes.
const SLICE: usize = 2_000;
/// Bytes that are written as letters before the page breathes: a multiple of three.
const PIECE: usize = 3 * 400_000;

/// What a person wants to have copied.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Order {
    /// With what was removed.
    pub removed: bool,
    /// For looking: it opens without taking the place of anything.
    pub readonly: bool,
    /// Without names, telephones and addresses of people.
    pub invented: bool,
    /// Encrypted with this password; kept nowhere.
    pub password: Option<String>,
    /// With the contents of files.
    pub files: bool,
    /// Into the file that was chosen, where there is one.
    pub to_place: bool,
}

/// Why there is no copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unsaved {
    /// The disk could not be read.
    Unread(StorageError),
    /// This browser does not encrypt here.
    NoCipher,
    /// The file that was chosen takes nothing: it has gone, or the browser may not write it.
    NoPlace,
}

/// Makes a copy and gives it to the person; says its size in bytes.
///
/// # Errors
/// See [`Unsaved`]; then there is no copy.
pub async fn save(copies: Copies, order: Order) -> Result<u64, Unsaved> {
    // The place asks for leave while the press that began it still counts.
    let place = copies.place.get_untracked().filter(|_| order.to_place);
    if let Some(place) = &place {
        place.admit().await.map_err(|()| Unsaved::NoPlace)?;
    }
    copies.busy.set(Some(0.0));
    let made = make(copies, &order).await;
    copies.busy.set(None);
    let (name, parts) = made?;
    let bytes = parts.iter().map(|part| part.len() as u64).sum();
    match place {
        Some(place) => place.write(&parts).await.map_err(|()| Unsaved::NoPlace)?,
        None => download(&name, "application/json", &parts),
    }
    if !order.readonly {
        copies.made(bytes);
    }
    Ok(bytes)
}

async fn make(copies: Copies, order: &Order) -> Result<(String, Vec<String>), Unsaved> {
    let store = copies.store;
    let sieve = Sieve { removed: order.removed && !order.readonly, invented: order.readonly && order.invented };
    let lines = lines(store, sieve).await.map_err(Unsaved::Unread)?;
    let now = clock::now();
    let company = store.peek(|workspace| workspace.company().map(|company| company.name.clone()));
    let by = store.acting().filter(|_| !sieve.invented);
    let mut header = Header {
        application: env!("CARGO_PKG_VERSION").to_owned(),
        at: now,
        made: local(now),
        by: by.and_then(|me| store.peek(|workspace| workspace.member(me).map(|member| member.name.clone()))),
        company: company.clone(),
        shape: SHAPE,
        readonly: order.readonly,
        ..Header::default()
    };
    for line in &lines {
        *header.counts.entry(line.kind.clone()).or_default() += 1;
    }
    let (mut writer, head) = Writer::begin(&header);
    let mut parts = vec![head];
    let of = lines.len().max(1);
    for (at, slice) in lines.chunks(SLICE).enumerate() {
        let mut text = String::new();
        for line in slice {
            writer.record(&mut text, &line.text);
        }
        parts.push(text);
        #[expect(clippy::cast_precision_loss, reason = "a share of a bar")]
        copies.busy.set(Some((at * SLICE) as f64 / of as f64));
        clock::pause().await;
    }
    if order.files && !order.readonly {
        put_contents(copies, &mut writer, &mut parts).await?;
    }
    parts.push(writer.end());
    if let Some(password) = &order.password {
        parts = vec![seal(&parts, password, &header).await.map_err(|NoCipher| Unsaved::NoCipher)?];
    }
    Ok((name(&company.unwrap_or_default(), now, order), parts))
}

/// Writes the contents of every file that is named; those that this browser does not have stay out, as they are here.
async fn put_contents(copies: Copies, writer: &mut Writer, parts: &mut Vec<String>) -> Result<(), Unsaved> {
    let Some(link) = copies.store.saving.link() else { return Ok(()) };
    let named: BTreeSet<Checksum> =
        copies.store.peek(|workspace| workspace.attachments().map(|file| file.sha256).collect());
    let of = named.len();
    for (at, checksum) in named.into_iter().enumerate() {
        #[expect(clippy::cast_precision_loss, reason = "a share of a bar")]
        copies.busy.set(Some(at as f64 / of as f64));
        let found = link.storage.contents(&checksum.to_string()).await.map_err(Unsaved::Unread)?;
        let Some(bytes) = found.map(|found| IndexedDbStorage::bytes(&found)) else { continue };
        for line in contents_lines(checksum, &bytes) {
            let mut text = String::new();
            writer.record(&mut text, &line);
            parts.push(text);
            clock::pause().await;
        }
    }
    Ok(())
}

async fn seal(parts: &[String], password: &str, header: &Header) -> Result<String, NoCipher> {
    let (salt, iv) = (cipher::chance::<16>()?, cipher::chance::<12>()?);
    let plain = parts.concat().into_bytes();
    let body = cipher::encrypt(password, &salt, &iv, &plain).await?;
    drop(plain);
    let mut letters = String::with_capacity(body.len() / 3 * 4 + 4);
    for piece in body.chunks(PIECE) {
        letters.push_str(&to_base64(piece));
        clock::pause().await;
    }
    Ok(Sealed::new(&header.application, &header.made, &salt, &iv, &body, &letters).text())
}

/// A moment as the clock of this browser shows it, with its zone.
fn local(at: Moment) -> String {
    let zone = chrono::FixedOffset::east_opt(clock::offset(at) * 60);
    let time = zone.and_then(|zone| Some(chrono::DateTime::from_timestamp_millis(at.0)?.with_timezone(&zone)));
    time.map(|time| time.to_rfc3339_opts(chrono::SecondsFormat::Secs, false)).unwrap_or_default()
}

fn name(company: &str, now: Moment, order: &Order) -> String {
    let company: String = company.chars().filter(|sign| sign.is_alphanumeric() || *sign == ' ').collect();
    let day = now.day(clock::offset(now));
    let kind = match (&order.password, order.readonly) {
        (Some(_), _) => "sealed.json",
        (None, true) => "look.json",
        (None, false) => "json",
    };
    format!("{} {day}.voronka.{kind}", company.trim()).trim().to_owned()
}
