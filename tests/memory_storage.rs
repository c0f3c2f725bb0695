//! The storage in memory: the suite that every storage passes, and the failures that it can be asked for.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on stops")]

#[path = "support/conformance.rs"]
mod conformance;

use conformance::Bench;
use std::{
    future::Future,
    pin::pin,
    task::{Context, Poll, Waker},
};
use voronka::storage::{
    Storage, StorageError, VERSION,
    memory::{MemoryDisk, MemoryStorage},
};

impl Bench for MemoryDisk {
    type Store = MemoryStorage;

    async fn open(&self) -> Result<MemoryStorage, StorageError> {
        MemoryDisk::open(self)
    }

    async fn leave(&self, key: &str, raw: serde_json::Value) {
        self.damage(key, &raw);
    }

    async fn spoil_last(&self) {
        MemoryDisk::spoil_last(self);
    }

    async fn take_over(&self) {
        MemoryDisk::take_over(self, VERSION + 1);
    }
}

/// Memory never lets anybody wait.
fn at_once<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("memory waited"),
    }
}

macro_rules! natively {
    ($($case:ident,)*) => {$(
        #[test]
        fn $case() {
            at_once(conformance::$case(&MemoryDisk::default()));
        }
    )*};
}
conformance_cases!(natively);

#[test]
fn a_failure_on_request_comes_once_and_changes_nothing() {
    let disk = MemoryDisk::default();
    let store = disk.open().unwrap();
    for error in [StorageError::Full, StorageError::Lost, StorageError::Blocked] {
        disk.fail_next(error.clone());
        assert_eq!(at_once(store.set_meta("workspace", &"w1".into())), Err(error));
        assert_eq!(at_once(store.meta("workspace")), Ok(None));
    }
}

#[test]
fn a_full_disk_takes_no_contents_and_says_so() {
    let disk = MemoryDisk::default();
    let store = disk.open().unwrap();
    disk.fail_next(StorageError::Full);
    assert_eq!(at_once(store.keep_contents(&conformance::sum(1), &vec![1])), Err(StorageError::Full));
    assert_eq!(at_once(store.contents(&conformance::sum(1))), Ok(None));
}
