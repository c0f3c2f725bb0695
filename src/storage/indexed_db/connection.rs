//! The connection to the browser's database: opening, letting go for a newer version, opening anew when it broke.

use super::{
    super::{StorageError, VERSION},
    CONTENTS, LOG, META, Notice, QUARANTINE, REC, ROWS,
    transaction::{Access, Transaction, fault, settled},
};
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    IdbDatabase, IdbFactory, IdbObjectStoreParameters, IdbOpenDbRequest, IdbTransaction, IdbVersionChangeEvent,
};

/// A connection that outlives the browser's: a broken one is opened anew once before anybody hears of it.
pub(super) struct Connection {
    name: String,
    link: Rc<RefCell<Link>>,
    told: Rc<dyn Fn(Notice)>,
}

enum Link {
    Open(Open),
    Closed,
    Stale,
}

/// The browser's connection; closed when dropped.
struct Open {
    db: IdbDatabase,
    /// Called by the browser for as long as the connection lives.
    _listeners: [Closure<dyn FnMut(IdbVersionChangeEvent)>; 2],
}

impl Drop for Open {
    fn drop(&mut self) {
        self.db.set_onversionchange(None);
        self.db.set_onclose(None);
        self.db.close();
    }
}

impl Connection {
    pub(super) async fn open(name: &str, told: impl Fn(Notice) + 'static) -> Result<Self, StorageError> {
        let db = open(name, Absent::Create).await?;
        let connection = Self { name: name.to_owned(), link: Rc::new(RefCell::new(Link::Closed)), told: Rc::new(told) };
        connection.adopt(db);
        Ok(connection)
    }

    /// Begins a transaction, on a new connection when the old one broke.
    pub(super) async fn begin(&self, stores: &[&str], access: Access) -> Result<Transaction, StorageError> {
        let standing = match &*self.link.borrow() {
            Link::Open(open) => Some(Transaction::begin(&open.db, stores, access)),
            Link::Closed => None,
            Link::Stale => return Err(StorageError::Stale),
        };
        match standing {
            None | Some(Err(StorageError::Lost)) => {}
            Some(begun) => return begun,
        }
        *self.link.borrow_mut() = Link::Closed;
        let db = open(&self.name, Absent::Refuse).await?;
        self.adopt(db.clone());
        Transaction::begin(&db, stores, access)
    }

    fn adopt(&self, db: IdbDatabase) {
        let lets_go = |why: fn(&IdbVersionChangeEvent) -> Notice| {
            let (place, told) = (Rc::downgrade(&self.link), Rc::clone(&self.told));
            Closure::<dyn FnMut(IdbVersionChangeEvent)>::new(move |event| {
                let Some(place) = place.upgrade() else { return };
                let notice = why(&event);
                // What stood there is closed by being dropped.
                place.replace(match notice {
                    Notice::Stale => Link::Stale,
                    Notice::Lost => Link::Closed,
                });
                told(notice);
            })
        };
        // Without a new version the database is being deleted.
        let on_versionchange = lets_go(|event| event.new_version().map_or(Notice::Lost, |_| Notice::Stale));
        let on_close = lets_go(|_| Notice::Lost);
        db.set_onversionchange(Some(on_versionchange.as_ref().unchecked_ref()));
        db.set_onclose(Some(on_close.as_ref().unchecked_ref()));
        *self.link.borrow_mut() = Link::Open(Open { db, _listeners: [on_versionchange, on_close] });
    }
}

/// What to do when there is no such database.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Absent {
    /// First start.
    Create,
    /// It was there a moment ago. An empty one in its place would take edits of records that it doesn't hold.
    Refuse,
}

async fn open(name: &str, absent: Absent) -> Result<IdbDatabase, StorageError> {
    let factory = factory()?;
    let request = factory.open_with_u32(name, VERSION).map_err(opening)?;
    let upgrade = {
        let request = request.clone();
        Closure::<dyn FnMut(IdbVersionChangeEvent)>::new(move |event: IdbVersionChangeEvent| {
            // Versions are whole numbers.
            let before = event.old_version() as u32;
            let laid_out = match before > 0 || absent == Absent::Create {
                true => request.result().and_then(|db| lay_out(&db.unchecked_into(), before)),
                false => Err(JsValue::UNDEFINED),
            };
            if let (Err(_), Some(transaction)) = (laid_out, request.transaction()) {
                let _ = IdbTransaction::abort(&transaction);
            }
        })
    };
    request.set_onupgradeneeded(Some(upgrade.as_ref().unchecked_ref()));
    let opened = outcome(&request).await;
    request.set_onupgradeneeded(None);
    match opened {
        Err(error) if is_version_error(&error) => Err(newer(&factory, name).await?),
        other => other.map_err(opening),
    }
}

/// The object stores of [`VERSION`] that a database of the version `before` has not yet; 0 has none. What is in the others
/// stays as it is.
fn lay_out(db: &IdbDatabase, before: u32) -> Result<(), JsValue> {
    if before < 1 {
        lay_out_rows(db)?;
    }
    if before < 2 {
        db.create_object_store(CONTENTS)?;
    }
    Ok(())
}

fn lay_out_rows(db: &IdbDatabase) -> Result<(), JsValue> {
    let keyed_by = |path: &str| {
        let parameters = IdbObjectStoreParameters::new();
        parameters.set_key_path(&path.into());
        parameters
    };
    db.create_object_store_with_optional_parameters(ROWS, &keyed_by("id"))?;
    let log = db.create_object_store_with_optional_parameters(LOG, &keyed_by("id"))?;
    log.create_index_with_str(REC, REC)?;
    db.create_object_store(META)?;
    db.create_object_store_with_optional_parameters(QUARANTINE, &keyed_by("key"))?;
    Ok(())
}

async fn newer(factory: &IdbFactory, name: &str) -> Result<StorageError, StorageError> {
    let db = outcome(&factory.open(name).map_err(opening)?).await.map_err(opening)?;
    db.close();
    // Versions are whole numbers.
    Ok(StorageError::Newer { found: db.version() as u32, known: VERSION })
}

async fn outcome(request: &IdbOpenDbRequest) -> Result<IdbDatabase, JsValue> {
    JsFuture::from(settled(request)).await?;
    match request.error()? {
        None => request.result().map(JsCast::unchecked_into),
        Some(error) => Err(error.into()),
    }
}

/// Whether the browser has a database of this name; not, when it does not say.
pub(in crate::storage) async fn exists(name: &str) -> bool {
    async fn names() -> Option<Vec<JsValue>> {
        let factory = factory().ok()?;
        // Not in web-sys yet, and not in every browser.
        let ask: js_sys::Function = js_sys::Reflect::get(&factory, &"databases".into()).ok()?.dyn_into().ok()?;
        let promise: js_sys::Promise = ask.call0(&factory).ok()?.dyn_into().ok()?;
        let found: js_sys::Array = JsFuture::from(promise).await.ok()?.dyn_into().ok()?;
        found.iter().map(|database| js_sys::Reflect::get(&database, &"name".into()).ok()).collect()
    }
    names().await.is_some_and(|names| names.iter().any(|found| *found == name))
}

fn factory() -> Result<IdbFactory, StorageError> {
    // The mere question throws where site data is blocked.
    web_sys::window().and_then(|window| window.indexed_db().ok().flatten()).ok_or(StorageError::Blocked)
}

fn is_version_error(error: &JsValue) -> bool {
    error.dyn_ref::<web_sys::DomException>().is_some_and(|error| error.name() == "VersionError")
}

/// While opening, "invalid state" is how a private window refuses.
fn opening(error: JsValue) -> StorageError {
    match error.dyn_ref::<web_sys::DomException>().map(web_sys::DomException::name).as_deref() {
        Some("InvalidStateError") => StorageError::Blocked,
        _ => fault(error),
    }
}
