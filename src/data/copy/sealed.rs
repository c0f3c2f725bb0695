//! The envelope of an encrypted copy: JSON too, that says what it is, by which rules the password becomes the key, and holds
//! the encrypted file. Nothing in it tells of the company.
//!
//! Deliberately not here: keys and ciphers, which are the browser's (`app::copy`).

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::write::hex;
use super::{base64, read::Problem};

/// What an encrypted copy calls itself.
const FORMAT: &str = "voronka-sealed";
const VERSION: u32 = 1;
/// So many rounds of PBKDF2-SHA-256 make the key: what OWASP asks for since 2023.
pub const ITERATIONS: u32 = 600_000;
/// A file that asks for more rounds wants to keep the browser busy.
const MOST_ITERATIONS: u32 = 20_000_000;

/// How a password becomes a key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kdf {
    name: String,
    hash: String,
    /// How many rounds.
    pub iterations: u32,
    salt: String,
}

/// How the file is encrypted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Cipher {
    name: String,
    bits: u32,
    iv: String,
}

/// An encrypted copy as it stands in its file.
#[derive(Clone, Debug, Deserialize)]
pub struct Sealed<'a> {
    format: Cow<'a, str>,
    version: u32,
    application: String,
    made: String,
    /// How the password becomes the key.
    pub kdf: Kdf,
    cipher: Cipher,
    sha256: String,
    #[serde(borrow)]
    body: Cow<'a, str>,
}

/// What the cipher needs, taken out of an envelope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// Rounds of PBKDF2.
    pub iterations: u32,
    /// What the password is mixed with.
    pub salt: Vec<u8>,
    /// What the cipher begins with.
    pub iv: Vec<u8>,
    /// The encrypted file, with the mark by which the cipher knows it at its end.
    pub body: Vec<u8>,
    /// Whether the body is as it was written: a password that fails on it is a wrong one.
    pub whole: bool,
}

impl<'a> Sealed<'a> {
    /// Whether a file that begins so is an encrypted copy.
    pub fn begins(bytes: &[u8]) -> bool {
        let head = &bytes[..bytes.len().min(200)];
        head.windows(FORMAT.len()).any(|window| window == FORMAT.as_bytes())
    }

    /// Puts what the cipher gave into an envelope.
    pub fn new(application: &str, made: &str, salt: &[u8], iv: &[u8], body: &[u8], letters: &'a str) -> Self {
        Self {
            format: FORMAT.into(),
            version: VERSION,
            application: application.to_owned(),
            made: made.to_owned(),
            kdf: Kdf {
                name: "PBKDF2".to_owned(),
                hash: "SHA-256".to_owned(),
                iterations: ITERATIONS,
                salt: base64::encode(salt),
            },
            cipher: Cipher { name: "AES-GCM".to_owned(), bits: 256, iv: base64::encode(iv) },
            sha256: hex(&Sha256::digest(body)),
            body: letters.into(),
        }
    }

    /// The file: a member on a line, so that a person who opens it sees what it is.
    pub fn text(&self) -> String {
        let Self { format, version, application, made, kdf, cipher, sha256, body } = self;
        // Texts and numbers: there is nothing in them that JSON can't say.
        let [kdf, cipher] = [serde_json::to_string(kdf), serde_json::to_string(cipher)].map(Result::unwrap_or_default);
        format!(
            "{{\n\"format\":\"{format}\",\n\"version\":{version},\n\"application\":{application:?},\n\"made\":{made:?},\n\
             \"kdf\":{kdf},\n\"cipher\":{cipher},\n\"sha256\":\"{sha256}\",\n\"body\":\"{body}\"\n}}\n"
        )
    }

    /// What the cipher needs.
    ///
    /// # Errors
    /// The file is no envelope, is cut, or is one of a later version or by other rules.
    pub fn open(text: &'a str) -> Result<Opened, Problem> {
        let sealed: Self = serde_json::from_str(text).map_err(|_| Problem::NotACopy)?;
        let Self { format, version, kdf, cipher, sha256, body, .. } = sealed;
        if format != FORMAT || version == 0 {
            return Err(Problem::NotACopy);
        }
        let known = (kdf.name.as_str(), kdf.hash.as_str(), cipher.name.as_str(), cipher.bits);
        if version > VERSION || known != ("PBKDF2", "SHA-256", "AES-GCM", 256) {
            return Err(Problem::Newer(version));
        }
        let iterations = Some(kdf.iterations).filter(|rounds| (1..=MOST_ITERATIONS).contains(rounds));
        let read = |text: &str| base64::decode(text).filter(|bytes| !bytes.is_empty());
        let parts = (iterations, read(&kdf.salt), read(&cipher.iv), read(&body));
        let (Some(iterations), Some(salt), Some(iv), Some(body)) = parts else { return Err(Problem::NotACopy) };
        let whole = hex(&Sha256::digest(&body)) == sha256;
        Ok(Opened { iterations, salt, iv, body, whole })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_envelope_says_what_it_is_and_holds_its_body() {
        let body = [7_u8; 40];
        let letters = base64::encode(&body);
        let text = Sealed::new("0.1.0", "2026-11-22T10:00+03:00", &[1; 16], &[2; 12], &body, &letters).text();
        assert!(Sealed::begins(text.as_bytes()));
        assert!(text.lines().any(|line| line.contains("\"iterations\":600000")), "{text}");
        let opened = Sealed::open(&text).unwrap();
        assert_eq!((opened.iterations, opened.salt, opened.iv), (ITERATIONS, vec![1; 16], vec![2; 12]));
        assert_eq!((opened.body, opened.whole), (body.to_vec(), true));
        assert_eq!(Sealed::open(&text[..text.len() - 9]), Err(Problem::NotACopy));
        let changed = text.replacen("BwcH", "BwcI", 1);
        assert!(!Sealed::open(&changed).unwrap().whole);
        assert_eq!(Sealed::open(&text.replace("\"version\":1", "\"version\":2")), Err(Problem::Newer(2)));
        assert_eq!(Sealed::open(&text.replace("600000", "0")), Err(Problem::NotACopy));
        assert_eq!(Sealed::open(&text.replace("600000", "4000000000")), Err(Problem::NotACopy));
    }

    proptest! {
        #[test]
        fn nothing_makes_it_panic(text in ".{0,80}") {
            prop_assert!(Sealed::open(&text).is_err());
        }
    }
}
