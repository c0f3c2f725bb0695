//! The browser's own ciphers: a password becomes a key by PBKDF2-SHA-256, and AES-256-GCM encrypts. Neither password nor
//! key is kept anywhere.

use js_sys::{Array, Object, Promise, Reflect, Uint8Array};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CryptoKey, SubtleCrypto};

use crate::data::copy::ITERATIONS;

/// The browser has no ciphers for this page: it came by an address without encryption.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoCipher;

/// Why nothing was decrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Locked {
    /// See [`NoCipher`].
    NoCipher,
    /// The password is another one, or the bytes are.
    Wrong,
}

/// Bytes of chance.
///
/// # Errors
/// The browser has none.
pub fn chance<const N: usize>() -> Result<[u8; N], NoCipher> {
    let mut bytes = [0; N];
    let crypto = window().crypto().map_err(|_| NoCipher)?;
    crypto.get_random_values_with_u8_array(&mut bytes).map_err(|_| NoCipher)?;
    Ok(bytes)
}

/// Encrypts, with the mark of the cipher at the end.
///
/// # Errors
/// See [`NoCipher`].
pub async fn encrypt(password: &str, salt: &[u8], iv: &[u8], plain: &[u8]) -> Result<Vec<u8>, NoCipher> {
    let key = key(password, salt, ITERATIONS).await?;
    let done = subtle()?.encrypt_with_object_and_u8_array(&gcm(iv), &key, plain).map_err(|_| NoCipher)?;
    bytes(done).await.ok_or(NoCipher)
}

/// Decrypts what [`encrypt`] or any other program has encrypted by the same rules.
///
/// # Errors
/// See [`Locked`].
pub async fn decrypt(password: &str, salt: &[u8], rounds: u32, iv: &[u8], body: &[u8]) -> Result<Vec<u8>, Locked> {
    let key = key(password, salt, rounds).await.map_err(|NoCipher| Locked::NoCipher)?;
    let subtle = subtle().map_err(|NoCipher| Locked::NoCipher)?;
    let done = subtle.decrypt_with_object_and_u8_array(&gcm(iv), &key, body).map_err(|_| Locked::Wrong)?;
    bytes(done).await.ok_or(Locked::Wrong)
}

/// The browser's ciphers and digests.
///
/// # Errors
/// See [`NoCipher`].
pub fn subtle() -> Result<SubtleCrypto, NoCipher> {
    // Where there is none web-sys would hand out a wrapped `undefined`.
    let crypto = window().crypto().map_err(|_| NoCipher)?;
    let subtle = Reflect::get(&crypto, &"subtle".into()).map_err(|_| NoCipher)?;
    subtle.dyn_into().map_err(|_| NoCipher)
}

async fn key(password: &str, salt: &[u8], rounds: u32) -> Result<CryptoKey, NoCipher> {
    let subtle = subtle()?;
    let raw = Uint8Array::from(password.as_bytes());
    let usages = Array::of1(&"deriveKey".into());
    let base = subtle.import_key_with_str("raw", &raw, "PBKDF2", false, &usages).map_err(|_| NoCipher)?;
    let base: CryptoKey = settled(base).await.and_then(|key| key.dyn_into().ok()).ok_or(NoCipher)?;
    let rules = object([
        ("name", "PBKDF2".into()),
        ("hash", "SHA-256".into()),
        ("salt", Uint8Array::from(salt).into()),
        ("iterations", rounds.into()),
    ]);
    let kind = object([("name", "AES-GCM".into()), ("length", 256.into())]);
    let usages = Array::of2(&"encrypt".into(), &"decrypt".into());
    let key = subtle.derive_key_with_object_and_object(&rules, &base, &kind, false, &usages).map_err(|_| NoCipher)?;
    settled(key).await.and_then(|key| key.dyn_into().ok()).ok_or(NoCipher)
}

fn gcm(iv: &[u8]) -> Object {
    object([("name", "AES-GCM".into()), ("iv", Uint8Array::from(iv).into())])
}

fn object<const N: usize>(members: [(&str, JsValue); N]) -> Object {
    let object = Object::new();
    for (name, value) in members {
        // Setting a member of a plain object can't fail.
        let _ = Reflect::set(&object, &name.into(), &value);
    }
    object
}

async fn settled(promise: Promise) -> Option<JsValue> {
    JsFuture::from(promise).await.ok()
}

async fn bytes(promise: Promise) -> Option<Vec<u8>> {
    settled(promise).await.map(|buffer| Uint8Array::new(&buffer).to_vec())
}
