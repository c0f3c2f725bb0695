//! What fuzzing once found, read again: every input lies in `tests/fixtures/fuzzed/<reader>`.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops at what it did not expect")]

#[allow(unreachable_pub, reason = "the fuzzer has them as well")]
#[path = "../fuzz/readers.rs"]
mod readers;

/// What reads a file.
type Reader = fn(&[u8]);

#[test]
fn what_was_found_once_is_read() {
    let readers: [(&str, Reader); 10] = [
        ("csv", readers::csv),
        ("xlsx", readers::xlsx),
        ("eml", readers::eml),
        ("vcf", readers::vcf),
        ("lead_json", readers::lead_json),
        ("lead_link", readers::lead_link),
        ("lead_text", readers::lead_text),
        ("copy", readers::copy),
        ("rates", readers::rates),
        ("stored", readers::stored),
    ];
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/fuzzed");
    let mut read = 0;
    for (name, reader) in readers {
        let Ok(files) = folder.join(name).read_dir() else { continue };
        for file in files {
            reader(&std::fs::read(file.unwrap().path()).unwrap());
            read += 1;
        }
    }
    assert!(read > 0, "the inputs are gone");
}
