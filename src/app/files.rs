//! Files into the page: the bytes of what a person dropped, piece by piece.

use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File};

/// How much is read at a stretch, so that a person can stop in between.
const PIECE: f64 = 4_000_000.0;

/// The size of a file in bytes.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a size is whole and not negative")]
pub fn size(file: &File) -> u64 {
    file.size() as u64
}

/// The bytes of a file; none when the browser can't read it or `going` says no. `going` hears the share that is read.
pub async fn bytes(file: &File, going: impl Fn(f64) -> bool) -> Option<Vec<u8>> {
    let size = file.size();
    let mut bytes = Vec::new();
    let mut from = 0.0;
    while from < size {
        let to = (from + PIECE).min(size);
        let piece: Blob = file.slice_with_f64_and_f64(from, to).ok()?;
        let buffer: ArrayBuffer = JsFuture::from(piece.array_buffer()).await.ok()?.dyn_into().ok()?;
        bytes.extend(Uint8Array::new(&buffer).to_vec());
        from = to;
        if !going(from / size) {
            return None;
        }
    }
    Some(bytes)
}
