//! Encrypted copies in a real browser: what Node has encrypted is opened, what we encrypt is opened, and nothing else is.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use voronka::app::copy::cipher::{Locked, chance, decrypt, encrypt};
use voronka::data::copy::{ITERATIONS, Sealed, to_base64};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
async fn what_node_has_encrypted_is_opened() {
    let sealed = Sealed::open(include_str!("fixtures/copies/sealed_by_node.json")).unwrap();
    let plain = decrypt("пароль 7", &sealed.salt, sealed.iterations, &sealed.iv, &sealed.body).await;
    assert_eq!(plain.unwrap(), include_bytes!("fixtures/copies/version_1.json"));
    let wrong = decrypt("пароль 8", &sealed.salt, sealed.iterations, &sealed.iv, &sealed.body).await;
    assert_eq!(wrong, Err(Locked::Wrong));
}

#[wasm_bindgen_test]
async fn what_we_encrypt_is_opened_and_never_twice_the_same() {
    let (salt, iv) = (chance::<16>().unwrap(), chance::<12>().unwrap());
    assert_ne!(salt, chance::<16>().unwrap());
    let body = encrypt("длинный пароль", &salt, &iv, "Альфа".as_bytes()).await.unwrap();
    let letters = to_base64(&body);
    let text = Sealed::new("0.1.0", "2026-11-22", &salt, &iv, &body, &letters).text();
    let sealed = Sealed::open(&text).unwrap();
    assert_eq!(sealed.iterations, ITERATIONS);
    let plain = decrypt("длинный пароль", &sealed.salt, sealed.iterations, &sealed.iv, &sealed.body).await;
    assert_eq!(plain.unwrap(), "Альфа".as_bytes());
    let mut flipped = sealed.body.clone();
    flipped[0] ^= 1;
    assert_eq!(
        decrypt("длинный пароль", &sealed.salt, sealed.iterations, &sealed.iv, &flipped).await,
        Err(Locked::Wrong)
    );
}
