//! One exchange with an address on the network that a person has set: with the secret it knows us by, with nothing else of
//! this page, and with an end to patience.
//! Deliberately not here: which addresses are taken (`data::endpoint`), what an answer means (`inbox`, `outbox`).

use leptos::prelude::window;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortSignal, DomException, Headers, ReferrerPolicy, Request, RequestCache, RequestCredentials, RequestInit,
    RequestRedirect, Response,
};

/// Who gives no answer for so long, in milliseconds, gives none.
const PATIENCE: u32 = 20_000;

/// An answer, whatever it says.
pub(super) struct Answer {
    /// Its HTTP status; 0 or 3xx where the address leads to another.
    pub(super) status: u16,
    /// Its text.
    pub(super) text: String,
    /// Its `Retry-After`.
    pub(super) retry: Option<String>,
}

/// Why there is no answer.
pub(super) enum Silence {
    /// None came in time.
    Timeout,
    /// Nobody there, or somebody who lets no page of another address in.
    Network,
}

/// Asks an address, or posts a body to it.
pub(super) async fn exchange(
    (url, secret): (&str, &str),
    headers: &[(&str, &str)],
    body: Option<&str>,
) -> Result<Answer, Silence> {
    raw((url, secret), headers, body).await.map_err(|why| {
        match why.dyn_ref::<DomException>().is_some_and(|why| why.name() == "TimeoutError") {
            true => Silence::Timeout,
            false => Silence::Network,
        }
    })
}

async fn raw((url, secret): (&str, &str), headers: &[(&str, &str)], body: Option<&str>) -> Result<Answer, JsValue> {
    let told = Headers::new()?;
    for (name, value) in headers {
        told.set(name, value)?;
    }
    if !secret.is_empty() {
        told.set("Authorization", &format!("Bearer {secret}"))?;
    }
    let init = RequestInit::new();
    if let Some(body) = body {
        init.set_method("POST");
        init.set_body(&body.into());
    }
    init.set_headers(&told);
    init.set_signal(Some(&AbortSignal::timeout_with_u32(PATIENCE)));
    init.set_credentials(RequestCredentials::Omit);
    init.set_referrer_policy(ReferrerPolicy::NoReferrer);
    init.set_cache(RequestCache::NoStore);
    // A redirected POST may come out as a GET; the person is to give the real address.
    init.set_redirect(RequestRedirect::Manual);
    let request = Request::new_with_str_and_init(url.trim(), &init)?;
    let response: Response = JsFuture::from(window().fetch_with_request(&request)).await?.dyn_into()?;
    let text = JsFuture::from(response.text()?).await?.as_string().unwrap_or_default();
    Ok(Answer { status: response.status(), text, retry: response.headers().get("Retry-After")? })
}
