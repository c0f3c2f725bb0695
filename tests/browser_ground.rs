//! The ground that the application stands on in a browser: what has to be there before any of its own code runs.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn the_page_has_a_window_with_a_body_to_mount_into() {
    let body = web_sys::window().unwrap().document().unwrap().body();
    assert!(body.is_some());
}

#[wasm_bindgen_test]
fn what_data_lives_in_and_tabs_talk_through_is_there() {
    let window = js_sys::global();
    for name in ["indexedDB", "BroadcastChannel", "Intl", "crypto", "localStorage"] {
        let value = js_sys::Reflect::get(&window, &name.into()).unwrap();
        assert!(!value.is_undefined() && !value.is_null(), "{name}");
    }
}

#[wasm_bindgen_test]
fn money_is_written_in_russian_as_the_screens_show_it() {
    let locale = js_sys::Array::of1(&"ru".into());
    let options = js_sys::Object::new();
    let format = js_sys::Intl::NumberFormat::new(&locale, &options);
    let text = format.format().call1(&format, &1_250_000.into()).unwrap();
    assert_eq!(text.unchecked_into::<js_sys::JsString>(), "1\u{a0}250\u{a0}000");
}
