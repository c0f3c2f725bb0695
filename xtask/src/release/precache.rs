//! What the service worker keeps: every file of this very build, by name and hash.
//!
//! The list is written into `sw.js`. Its bytes change whenever any file does, and that is how a browser notices a new
//! version; and a file that does not have the listed hash is refused, so that two builds never mix in one cache.

use std::path::Path;

use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::failure::{Failure, Outcome};
use crate::project::read_bytes;

/// The line of `public/sw.js` that a build fills in.
const EMPTY: &str = r#"const BUILD = { version: "", files: [] };"#;

/// One build: a version that its content decides, and its files as the worker asks for them.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Build {
    version: String,
    /// Address relative to the scope, and its hash as `integrity` wants it.
    files: Vec<(String, String)>,
}

/// Reads the build in `dist`. The worker counts too: a changed one must not share a cache with the one before.
pub(super) fn of(dist: &Path, files: &[String], worker: &str) -> Outcome<Build> {
    let kept = files.iter().filter(|file| is_kept(file));
    let content = kept.map(|file| Ok((file.clone(), read_bytes(&dist.join(file))?))).collect::<Outcome<Vec<_>>>()?;
    Ok(list(content, worker))
}

/// The workers themselves are the browser's business, and the page for unknown addresses is the page itself.
fn is_kept(file: &str) -> bool {
    !["sw.js", "sw-off.js", "404.html"].contains(&file)
}

/// The page comes last: it is what makes the others reachable. Its address is the scope itself, because many hosts
/// redirect from `index.html`, and a redirected answer can't be shown for a navigation.
fn list(content: Vec<(String, Vec<u8>)>, worker: &str) -> Build {
    let (page, others): (Vec<_>, Vec<_>) = content.into_iter().partition(|(file, _)| file == "index.html");
    let page = page.into_iter().map(|(_, bytes)| ("./".to_owned(), bytes));
    let files: Vec<_> = others
        .into_iter()
        .chain(page)
        .map(|(file, bytes)| (file, format!("sha256-{}", STANDARD.encode(Sha256::digest(bytes)))))
        .collect();
    let mut all = Sha256::new();
    all.update(worker);
    for (file, hash) in &files {
        all.update(format!("{file} {hash}\n"));
    }
    let version = all.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    Build { version, files }
}

/// The worker of `public/` with `build` in it.
pub(super) fn fill(worker: &str, build: &Build) -> Outcome<String> {
    if worker.matches(EMPTY).count() != 1 {
        let todo = format!("it must have the line `{EMPTY}` exactly once");
        return Err(Failure::new("public/sw.js has no place for the list of files", todo));
    }
    let filled = format!("const BUILD = {};", json!({ "version": build.version, "files": build.files }));
    Ok(worker.replace(EMPTY, &filled))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn build(files: &[(&str, &str)]) -> Build {
        with_worker(files, "worker")
    }

    fn with_worker(files: &[(&str, &str)], worker: &str) -> Build {
        list(files.iter().map(|(file, text)| ((*file).to_owned(), text.as_bytes().to_vec())).collect(), worker)
    }

    #[test]
    fn the_page_is_last_and_asked_for_by_the_scope() {
        let build = build(&[("a.js", "1"), ("index.html", "2"), ("z.wasm", "3")]);
        let names: Vec<_> = build.files.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["a.js", "z.wasm", "./"]);
    }

    #[test]
    fn the_version_changes_with_content_names_and_the_worker_and_with_nothing_else() {
        let first = build(&[("a.js", "1"), ("index.html", "2")]);
        assert_eq!(first, build(&[("a.js", "1"), ("index.html", "2")]));
        assert_ne!(first.version, build(&[("a.js", "1"), ("index.html", "3")]).version);
        assert_ne!(first.version, build(&[("b.js", "1"), ("index.html", "2")]).version);
        assert_ne!(first.version, with_worker(&[("a.js", "1"), ("index.html", "2")], "other").version);
        assert_eq!(first.version.len(), 16);
    }

    #[test]
    fn hashes_are_those_of_subresource_integrity() {
        // printf 'alert(1)' | openssl dgst -sha256 -binary | base64
        let build = build(&[("a.js", "alert(1)")]);
        assert_eq!(build.files[0].1, "sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI=");
    }

    #[test]
    fn workers_and_the_page_for_unknown_addresses_are_left_out() {
        assert!(!is_kept("sw.js") && !is_kept("sw-off.js") && !is_kept("404.html"));
        assert!(is_kept("index.html") && is_kept("icons/icon.svg"));
    }

    #[test]
    fn the_real_worker_has_its_place() {
        let worker = include_str!("../../../public/sw.js");
        let filled = fill(worker, &build(&[("a.js", "1")])).unwrap();
        assert!(filled.contains(r#""files":[["a.js","sha256-"#), "{filled}");
        assert!(fill(&filled, &build(&[])).is_err(), "a filled worker has no place left");
    }
}
