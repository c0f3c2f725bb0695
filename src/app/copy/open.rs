//! From a file that a person brought to a copy that has been read: in pieces, so that the page stays alive and they can stop.

use web_sys::File;

use super::cipher::{self, Locked};
use crate::app::{clock, files};
use crate::data::copy::{self, Copy, FORMAT, Problem, Reading, Sealed};

/// Bytes that are read before the page breathes.
const PIECE: usize = 64 * 1024;
/// The largest file that is read.
const LARGEST: u64 = 512 * 1024 * 1024;
/// So much of a file tells what it is.
const HEAD: f64 = 512.0;

/// What a file turned out to be.
#[derive(Clone, Debug)]
pub enum Opened {
    /// A copy.
    Plain(Box<Copy>),
    /// An encrypted copy, which asks for its password.
    Sealed(copy::Opened),
}

/// Why a file was not opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unopened {
    /// The browser can't read it.
    Unread,
    /// It is larger than what is read: so many bytes.
    TooLarge(u64),
    /// It is no copy.
    NotACopy,
    /// It was written by a later version of the application.
    Newer,
    /// The password is another one.
    WrongPassword,
    /// It was changed on the way: no password opens it.
    Damaged,
    /// The browser does not decrypt here.
    NoCipher,
    /// The person stopped it.
    Stopped,
}

impl From<Problem> for Unopened {
    fn from(problem: Problem) -> Self {
        match problem {
            Problem::NotACopy => Self::NotACopy,
            Problem::Newer(_) => Self::Newer,
        }
    }
}

/// Whether a file begins as a copy does, encrypted or not.
pub async fn begins(file: &File) -> bool {
    let Ok(head) = file.slice_with_f64_and_f64(0.0, HEAD) else { return false };
    let Ok(buffer) = wasm_bindgen_futures::JsFuture::from(head.array_buffer()).await else { return false };
    let head = js_sys::Uint8Array::new(&buffer).to_vec();
    Sealed::begins(&head) || head.windows(FORMAT.len()).any(|window| window == FORMAT.as_bytes())
}

/// Opens a file. `going` hears the share that is done and says whether to go on.
///
/// # Errors
/// See [`Unopened`].
pub async fn open(file: &File, going: impl Fn(f64) -> bool) -> Result<Opened, Unopened> {
    let size = files::size(file);
    if size > LARGEST {
        return Err(Unopened::TooLarge(size));
    }
    let stopped = std::cell::Cell::new(false);
    let watch = |share| {
        let on = going(share);
        stopped.set(!on);
        on
    };
    let bytes = files::bytes(file, |share| watch(share / 4.0)).await;
    let Some(bytes) = bytes else { return Err(if stopped.get() { Unopened::Stopped } else { Unopened::Unread }) };
    if Sealed::begins(&bytes) {
        let text = std::str::from_utf8(&bytes).map_err(|_| Unopened::Damaged)?;
        return Ok(Opened::Sealed(Sealed::open(text)?));
    }
    read(&bytes, |share| watch(0.25 + share * 0.75)).await.map(|copy| Opened::Plain(Box::new(copy)))
}

/// Opens an encrypted copy.
///
/// # Errors
/// See [`Unopened`]: a wrong password, mostly.
pub async fn unseal(sealed: &copy::Opened, password: &str, going: impl Fn(f64) -> bool) -> Result<Copy, Unopened> {
    let copy::Opened { iterations, salt, iv, body, whole } = sealed;
    let plain = cipher::decrypt(password, salt, *iterations, iv, body).await.map_err(|locked| match locked {
        Locked::NoCipher => Unopened::NoCipher,
        Locked::Wrong if *whole => Unopened::WrongPassword,
        Locked::Wrong => Unopened::Damaged,
    })?;
    read(&plain, going).await
}

async fn read(bytes: &[u8], going: impl Fn(f64) -> bool) -> Result<Copy, Unopened> {
    let mut reading = Reading::new();
    let of = bytes.len().div_ceil(PIECE).max(1);
    for (at, piece) in bytes.chunks(PIECE).enumerate() {
        reading.feed(piece)?;
        #[expect(clippy::cast_precision_loss, reason = "a share of a bar")]
        if !going(at as f64 / of as f64) {
            return Err(Unopened::Stopped);
        }
        clock::pause().await;
    }
    Ok(reading.finish()?)
}
