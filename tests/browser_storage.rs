//! The storage in a browser: the suite that every storage passes, and what only a browser can do to one.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on stops")]

#[path = "support/conformance.rs"]
mod conformance;

use conformance::{Bench, NOW, batch, contents, edit, load, many, sum};
use js_sys::{Array, Function, Promise};
use serde_json::json;
use std::{cell::RefCell, future::Future, ops::ControlFlow, pin::pin, rc::Rc, task::Poll};
use voronka::{
    data::edit::{Batch, Durability},
    storage::{
        SLICE, Storage, StorageError,
        indexed_db::{IndexedDbStorage, Notice},
        preferences::{Density, Kept, Language, Preferences, Theme},
        tabs::{Heard, Message, Tabs},
    },
};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// Runs a piece of JavaScript past everything that is tested here, and waits for what it returns.
async fn js(body: &str, args: &[&str]) -> JsValue {
    let args: Array = args.iter().map(|text| JsValue::from_str(text)).collect();
    let returned = Function::new_with_args("...args", body).apply(&JsValue::NULL, &args).unwrap();
    JsFuture::from(Promise::resolve(&returned)).await.unwrap()
}

/// One database of the browser, gone before the test begins.
struct Browser(&'static str);

impl Browser {
    async fn new(name: &'static str) -> Self {
        let delete = "return new Promise((resolve, reject) => {
            const request = indexedDB.deleteDatabase(args[0]);
            request.onsuccess = () => resolve();
            request.onerror = () => reject(request.error);
        })";
        js(delete, &[name]).await;
        Self(name)
    }

    /// Puts what an expression makes into one of the object stores: `'rows'`, or `'meta'` with a key after the value.
    async fn leave_js(&self, store: &str, put: &str) {
        let put = format!(
            "return new Promise((resolve, reject) => {{
                const request = indexedDB.open(args[0]);
                request.onerror = () => reject(request.error);
                request.onsuccess = () => {{
                    const transaction = request.result.transaction('{store}', 'readwrite');
                    transaction.objectStore('{store}').put({put});
                    transaction.onabort = () => reject(transaction.error);
                    transaction.oncomplete = () => {{ request.result.close(); resolve(); }};
                }};
            }})"
        );
        js(&put, &[self.0]).await;
    }
}

impl Bench for Browser {
    type Store = IndexedDbStorage;

    async fn open(&self) -> Result<IndexedDbStorage, StorageError> {
        IndexedDbStorage::open(self.0, |_| ()).await
    }

    async fn leave(&self, _: &str, raw: serde_json::Value) {
        self.leave_js("rows", &raw.to_string()).await;
    }

    async fn spoil_last(&self) {
        self.leave_js("meta", "'soon', 'last'").await;
    }

    async fn take_over(&self) {
        let open = "return new Promise((resolve, reject) => {
            const request = indexedDB.open(args[0], 3);
            request.onsuccess = () => { request.result.close(); resolve(); };
            request.onerror = () => reject(request.error);
        })";
        js(open, &[self.0]).await;
    }
}

macro_rules! in_the_browser {
    ($($case:ident,)*) => {$(
        #[wasm_bindgen_test]
        async fn $case() {
            conformance::$case(&Browser::new(stringify!($case)).await).await;
        }
    )*};
}
conformance_cases!(in_the_browser);

/// Replaces something of the page while it lives.
struct Instead {
    restore: Function,
}

impl Instead {
    /// `owner.name` gives what `value`, an expression that may use the standing `descriptor`, makes of it.
    fn of(owner: &str, name: &str, value: &str) -> Self {
        let body = format!(
            "const descriptor = Object.getOwnPropertyDescriptor({owner}, '{name}');
             Object.defineProperty({owner}, '{name}', {{ configurable: true, ...{value} }});
             return () => Object.defineProperty({owner}, '{name}', descriptor);"
        );
        Self { restore: Function::new_no_args(&body).call0(&JsValue::NULL).unwrap().into() }
    }
}

impl Drop for Instead {
    fn drop(&mut self) {
        self.restore.call0(&JsValue::NULL).unwrap();
    }
}

/// Keeps every transaction that is begun in `window.begun`.
fn watch_transactions() -> Instead {
    let watched = "{ value(...args) {
        const transaction = descriptor.value.apply(this, args);
        (window.begun ??= []).push(transaction);
        return transaction;
    } }";
    Instead::of("IDBDatabase.prototype", "transaction", watched)
}

/// What the browser said about the connection.
fn notices() -> (Rc<RefCell<Vec<Notice>>>, impl Fn(Notice) + 'static) {
    let heard = Rc::new(RefCell::new(Vec::new()));
    let hears = Rc::clone(&heard);
    (heard, move |notice| hears.borrow_mut().push(notice))
}

#[wasm_bindgen_test]
async fn the_browser_is_told_how_sure_a_batch_has_to_be() {
    let store = Browser::new("durability").await.open().await.unwrap();
    let watched = watch_transactions();
    for (durability, expected) in [(Durability::Strict, "strict"), (Durability::Relaxed, "relaxed")] {
        js("window.begun = []", &[]).await;
        store.commit(Batch { durability, ..batch(NOW, vec![]) }).await.unwrap();
        let given = js("return begun.map((transaction) => transaction.durability).join()", &[]).await;
        assert_eq!(given.as_string().as_deref(), Some(expected));
    }
    drop(watched);
}

#[wasm_bindgen_test]
async fn records_can_be_read_in_the_developer_tools() {
    let bench = Browser::new("readable").await;
    edit(&bench.open().await.unwrap(), NOW, "deal:1", json!({"title": "Насос", "tag.hot": true})).await;
    let read = "return new Promise((resolve) => {
        indexedDB.open(args[0]).onsuccess = (opened) => {
            const store = opened.target.result.transaction('rows').objectStore('rows');
            store.get('deal:1').onsuccess = (found) => {
                opened.target.result.close();
                resolve(JSON.stringify(found.target.result));
            };
        };
    })";
    let stamp = "1795290000123-0000-k3f9x2qa";
    let expected = format!(
        r#"{{"id":"deal:1","kind":"deal","v":{{"tag.hot":true,"title":"Насос"}},"t":{{"tag.hot":"{stamp}","title":"{stamp}"}}}}"#
    );
    assert_eq!(js(read, &["readable"]).await.as_string(), Some(expected));
}

#[wasm_bindgen_test]
async fn what_is_not_even_json_is_set_aside() {
    let bench = Browser::new("not-json").await;
    let store = bench.open().await.unwrap();
    store.commit(batch(NOW, many(2))).await.unwrap();
    bench.leave_js("rows", "{ id: 'deal:big', kind: 'deal', v: { n: 1n }, t: {} }").await;
    bench
        .leave_js(
            "rows",
            "(() => { const ring = { id: 'deal:ring', kind: 'deal', t: {} }; ring.v = ring; return ring })()",
        )
        .await;
    bench.leave_js("rows", "{ id: 7, kind: 'deal', v: {}, t: {} }").await;
    store.set_meta("workspace", &json!("w1")).await.unwrap();
    bench.leave_js("meta", "{ n: 1n }, 'rates'").await;
    for _ in 0..2 {
        let (rows, loaded) = load(&bench.open().await.unwrap()).await;
        assert_eq!((rows.len(), &loaded.meta["workspace"]), (2, &json!("w1")));
        let mut keys: Vec<_> = loaded.quarantined.iter().map(|bad| bad.key.as_str()).collect();
        keys.sort_unstable();
        assert_eq!(keys, ["7", "deal:big", "deal:ring", "rates"]);
        assert!(loaded.quarantined.iter().all(|bad| !bad.raw.is_empty() && !bad.why.is_empty()));
    }
}

#[wasm_bindgen_test]
async fn a_caller_that_goes_away_leaves_nothing() {
    let bench = Browser::new("dropped").await;
    let store = bench.open().await.unwrap();
    let before = load(&store).await;
    let slices = Rc::new(RefCell::new(0));
    {
        let counted = Rc::clone(&slices);
        let watch = move |_, _| {
            *counted.borrow_mut() += 1;
            ControlFlow::Continue(())
        };
        let mut commit = pin!(store.commit_in_slices(batch(NOW, many(SLICE * 4)), watch));
        std::future::poll_fn(|context| {
            let polled = commit.as_mut().poll(context);
            assert!(polled.is_pending(), "the batch was done before anybody could leave");
            if *slices.borrow() == 2 { Poll::Ready(()) } else { Poll::Pending }
        })
        .await;
    }
    assert_eq!(load(&bench.open().await.unwrap()).await, before);
}

#[wasm_bindgen_test]
async fn a_broken_connection_is_opened_anew() {
    let (heard, hears) = notices();
    Browser::new("broken").await;
    let store = IndexedDbStorage::open("broken", hears).await.unwrap();
    let watched = watch_transactions();
    for (n, damage) in ["db.close()", "db.dispatchEvent(new Event('close'))"].into_iter().enumerate() {
        js("window.begun = []", &[]).await;
        edit(&store, NOW, "deal:1", json!({"n": n})).await;
        js(&format!("const db = begun[0].db; {damage}"), &[]).await;
        edit(&store, NOW, "deal:1", json!({"m": n})).await;
        let anew = js("return begun.at(-1).db !== begun[0].db", &[]).await;
        assert_eq!(anew.as_bool(), Some(true), "{damage}");
    }
    drop(watched);
    assert_eq!(*heard.borrow(), [Notice::Lost], "only the browser's own closing is news");
    assert_eq!(load(&store).await.0["deal:1"].get("m"), Some(&json!(1)));
}

#[wasm_bindgen_test]
async fn a_deleted_database_takes_no_edits() {
    let (heard, hears) = notices();
    let bench = Browser::new("deleted").await;
    let store = IndexedDbStorage::open("deleted", hears).await.unwrap();
    edit(&store, NOW, "deal:1", json!({"title": "Bearings"})).await;
    Browser::new("deleted").await;
    assert_eq!(*heard.borrow(), [Notice::Lost]);
    // An empty database must not take an edit of a record that it doesn't hold, now or later.
    for _ in 0..2 {
        let patches = vec![conformance::patch("deal:1", json!({"stage": "won"}))];
        assert_eq!(store.commit(batch(NOW, patches)).await, Err(StorageError::Lost));
    }
    let (rows, _) = load(&bench.open().await.unwrap()).await;
    assert_eq!(rows.len(), 0);
}

#[wasm_bindgen_test]
async fn a_newer_tab_is_heard() {
    let (heard, hears) = notices();
    let bench = Browser::new("superseded").await;
    let _old = IndexedDbStorage::open("superseded", hears).await.unwrap();
    // Would wait for ever if the old tab did not let go.
    bench.take_over().await;
    assert_eq!(*heard.borrow(), [Notice::Stale]);
}

#[wasm_bindgen_test]
async fn a_database_is_known_before_it_is_opened() {
    let browser = Browser::new("known").await;
    assert!(!IndexedDbStorage::exists(browser.0).await);
    drop(browser.open().await.unwrap());
    assert!(IndexedDbStorage::exists(browser.0).await);
    assert!(!IndexedDbStorage::exists("unknown").await);
}

#[wasm_bindgen_test]
async fn blocked_storage_says_so() {
    let bench = Browser::new("blocked").await;
    for refusal in [
        "{ get() { throw new DOMException('no', 'SecurityError') } }",
        "{ get() { return null } }",
        "{ get() { return { open() { throw new DOMException('no', 'SecurityError') } } } }",
        "{ get() { return { open() { throw new DOMException('no', 'InvalidStateError') } } } }",
    ] {
        let blocked = Instead::of("window", "indexedDB", refusal);
        assert_eq!(bench.open().await.err(), Some(StorageError::Blocked), "{refusal}");
        drop(blocked);
    }
    assert!(bench.open().await.is_ok());
}

#[wasm_bindgen_test]
async fn a_full_disk_says_so_and_stores_nothing() {
    let bench = Browser::new("full").await;
    let store = bench.open().await.unwrap();
    edit(&store, NOW, "deal:1", json!({"n": 1})).await;
    let before = load(&store).await;
    // The third record no longer fits.
    let full = Instead::of(
        "IDBObjectStore.prototype",
        "add",
        "(() => { let left = 2; return { value(...args) {
            if (left-- === 0) throw new DOMException('no room', 'QuotaExceededError');
            return descriptor.value.apply(this, args);
        } } })()",
    );
    assert_eq!(store.commit(batch(NOW, many(5))).await, Err(StorageError::Full));
    drop(full);
    assert_eq!(load(&store).await, before);
}

#[wasm_bindgen_test]
async fn a_full_disk_takes_no_contents_and_says_so() {
    let bench = Browser::new("full-of-files").await;
    let store = bench.open().await.unwrap();
    let refuses = "{ value() { throw new DOMException('no room', 'QuotaExceededError') } }";
    let full = Instead::of("IDBObjectStore.prototype", "put", refuses);
    let refused = store.keep_contents(&sum(1), &contents(&store, b"PDF")).await;
    drop(full);
    assert_eq!(refused, Err(StorageError::Full));
    assert_eq!(store.kept_contents().await.unwrap().len(), 0);
}

/// As version 1 laid it out and left it: rows, log, small values, what was set aside, and no place for contents.
#[wasm_bindgen_test]
async fn a_database_of_version_1_is_opened_with_all_it_has() {
    let bench = Browser::new("layout-1").await;
    let lay_out = "return new Promise((resolve, reject) => {
        const request = indexedDB.open(args[0], 1);
        request.onerror = () => reject(request.error);
        request.onupgradeneeded = () => {
            const db = request.result;
            db.createObjectStore('rows', { keyPath: 'id' });
            db.createObjectStore('log', { keyPath: 'id' }).createIndex('rec', 'rec');
            db.createObjectStore('meta');
            db.createObjectStore('quarantine', { keyPath: 'key' });
        };
        request.onsuccess = () => {
            const db = request.result;
            const write = db.transaction(['rows', 'log', 'meta', 'quarantine'], 'readwrite');
            const [first, last] = ['1795290000123-0000-k3f9x2qa', '1795290000124-0000-k3f9x2qa'];
            write.objectStore('rows').put({ id: 'deal:1', kind: 'deal', v: { title: 'Насос' }, t: { title: last } });
            write.objectStore('log').put({ id: last, kind: 'change', rec: 'deal:1', field: 'title', from: 'Pump', to: 'Насос', base: first, by: null });
            write.objectStore('meta').put(last, 'last');
            write.objectStore('meta').put('k3f9x2qa', 'device');
            write.objectStore('quarantine').put({ key: 'deal:2', raw: { id: 'deal:2' }, why: 'torn' });
            write.onabort = () => reject(write.error);
            write.oncomplete = () => { db.close(); resolve(); };
        };
    })";
    js(lay_out, &["layout-1"]).await;
    for _ in 0..2 {
        let store = bench.open().await.unwrap();
        let (rows, loaded) = load(&store).await;
        assert_eq!(rows["deal:1"].get("title"), Some(&json!("Насос")));
        assert_eq!(loaded.meta["device"], json!("k3f9x2qa"));
        assert_eq!(loaded.last.map(|last| last.to_string()).as_deref(), Some("1795290000124-0000-k3f9x2qa"));
        assert_eq!(loaded.quarantined.iter().map(|bad| bad.key.as_str()).collect::<Vec<_>>(), ["deal:2"]);
        let history = store.history("deal:1").await.unwrap();
        assert_eq!((history.entries.len(), history.unreadable), (1, 0));
        store.keep_contents(&sum(1), &contents(&store, b"PDF")).await.unwrap();
        assert_eq!(store.contents(&sum(1)).await.unwrap().unwrap().to_vec(), b"PDF");
    }
}

#[wasm_bindgen_test]
fn preferences_are_kept() {
    let here = Preferences::default();
    here.forget::<Theme>();
    assert_eq!(here.get::<Theme>(), None);
    assert_eq!(here.set(&Theme::Dark), Kept::Yes);
    assert_eq!(here.set(&Language::Ru), Kept::Yes);
    assert_eq!(here.set(&Density::Compact), Kept::Yes);
    let there = Preferences::default();
    assert_eq!(there.get(), Some(Theme::Dark));
    assert_eq!(there.get(), Some(Language::Ru));
    assert_eq!(there.get(), Some(Density::Compact));
    let raw = web_sys::window().unwrap().local_storage().unwrap().unwrap();
    assert_eq!(raw.get_item("voronka.theme").unwrap().as_deref(), Some(r#""dark""#));
    // Nonsense is no choice.
    raw.set_item("voronka.theme", "purple").unwrap();
    assert_eq!(there.get::<Theme>(), None);
    here.forget::<Theme>();
    assert_eq!(raw.get_item("voronka.theme").unwrap(), None);
}

#[wasm_bindgen_test]
fn preferences_hold_for_the_session_where_storage_throws() {
    let full = ("Storage.prototype", "setItem", "{ value() { throw new DOMException('no', 'QuotaExceededError') } }");
    let blocked = ("window", "localStorage", "{ get() { throw new DOMException('no', 'SecurityError') } }");
    let absent = ("window", "localStorage", "{ get() { return null } }");
    for (owner, name, refusal) in [full, blocked, absent] {
        let preferences = Preferences::default();
        assert_eq!(preferences.set(&Theme::Light), Kept::Yes);
        assert_eq!(preferences.set(&Language::En), Kept::Yes);
        let refusing = Instead::of(owner, name, refusal);
        assert_eq!(preferences.set(&Theme::Dark), Kept::No, "{refusal}");
        assert_eq!(preferences.get(), Some(Theme::Dark), "{refusal}");
        assert_eq!(preferences.get::<Language>().is_some(), name == "setItem", "{refusal}");
        drop(refusing);
        assert_eq!(preferences.get(), Some(Theme::Dark), "what was chosen last holds");
        assert_eq!(preferences.set(&Theme::Light), Kept::Yes);
        assert_eq!(preferences.get(), Some(Theme::Light));
    }
}

/// A tab that is listened to: what it hears first is kept.
fn tab(workspace: &str, version: &str) -> (Tabs, impl Future<Output = Heard>) {
    let heard = Rc::new(RefCell::new(None));
    let hears = Rc::clone(&heard);
    let mut resolve = None;
    let promise = Promise::new(&mut |done, _| resolve = Some(done));
    let told = move |news| {
        hears.borrow_mut().get_or_insert(news);
        resolve.as_ref().unwrap().call0(&JsValue::NULL).unwrap();
    };
    let tabs = Tabs::open(workspace, version.parse().unwrap(), told).unwrap();
    (tabs, async move {
        JsFuture::from(promise).await.unwrap();
        heard.take().unwrap()
    })
}

#[wasm_bindgen_test]
async fn tabs_of_one_workspace_hear_of_edits() {
    let (one, _) = tab("w1", "1.0.0");
    let (_two, hears) = tab("w1", "1.0.0");
    let last = Some("1795290000123-0000-k3f9x2qa".parse().unwrap());
    one.post(&Message::Changed { ids: vec!["deal:1".to_owned()], last });
    assert_eq!(hears.await, Heard::Changed { ids: vec!["deal:1".to_owned()], last });
}

#[wasm_bindgen_test]
async fn a_tab_of_an_older_version_steps_aside() {
    for versions in [["1.0.0", "1.1.0"], ["1.1.0", "1.0.0"]] {
        let (first, second) = (tab("w3", versions[0]), tab("w3", versions[1]));
        let (old, _new) = if versions[0] == "1.0.0" { (first, second) } else { (second, first) };
        assert_eq!(old.1.await, Heard::Superseded);
    }
}
