//! The weight of a build against its budget.
//!
//! The first screen is the page and every file that it names: what a visitor downloads before anything can be done.
//! What is loaded later, when somebody asks for it, is listed but has no budget here.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use crate::failure::{Failure, Outcome};
use crate::project::{files_below, read, read_bytes};
use crate::release::parts;

/// Bytes as they are, and as a host sends them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Weight {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

/// The most bytes, in brotli, that each kind of file and all of them together may have on the first screen.
#[derive(Debug, PartialEq, Eq)]
struct Budget(BTreeMap<String, usize>);

const TOTAL: &str = "total";

/// Prints the weight of every file in `dist` and fails when the first screen is over the budget.
pub(crate) fn check(dist: &Path, budget: &Path) -> Outcome {
    let budget = Budget::parse(&read(budget)?)?;
    let page = read(&dist.join("index.html"))
        .map_err(|_| Failure::new("there is no build to weigh", "run `cargo xtask build` first"))?;
    println!("{:>9} {:>9} {:>9}", "raw", "gzip", "brotli");
    let mut spent = BTreeMap::<String, Weight>::new();
    let files = files_below(dist);
    let users = users(dist, &files)?;
    for file in &files {
        let weight = Weight::of(&read_bytes(&dist.join(file))?);
        let name = file.rsplit('/').next().unwrap_or(file);
        let accounts = if parts::WORKER.contains(&name) {
            vec!["worker".to_owned()]
        } else if is_on_first_screen(file, &page) {
            vec![kind(file).to_owned(), TOTAL.to_owned()]
        } else {
            users.get(name).into_iter().flatten().map(|part| format!("part {part}")).collect()
        };
        println!(
            "{weight}  {file}  ({})",
            if accounts.is_empty() { "no part of it".to_owned() } else { accounts.join(", ") }
        );
        for name in accounts {
            spent.entry(name).or_default().add(weight);
        }
    }
    println!("\nFirst screen by kind of file and in all, and what each part needs besides:");
    for (name, weight) in &spent {
        println!("{weight}  {name}, budget {} bytes", budget.0.get(name).copied().unwrap_or_default());
    }
    let over = budget.exceeded(&spent);
    if over.is_empty() {
        return Ok(());
    }
    let todo = "make it smaller, or raise the budget in size-budget.json and say why in the commit";
    Err(Failure::new(over.join("; "), todo))
}

/// Which parts need each file of the module; nothing where it is in one piece.
fn users(dist: &Path, files: &[String]) -> Outcome<BTreeMap<String, Vec<String>>> {
    match files.iter().find(|file| file.ends_with(parts::LOADER)) {
        Some(loader) => Ok(parts::users(&read(&dist.join(loader))?)),
        None => Ok(BTreeMap::new()),
    }
}

impl Weight {
    fn of(bytes: &[u8]) -> Self {
        Self { raw: bytes.len(), gzip: gzip(bytes), brotli: brotli(bytes) }
    }

    fn add(&mut self, other: Self) {
        self.raw += other.raw;
        self.gzip += other.gzip;
        self.brotli += other.brotli;
    }
}

impl std::fmt::Display for Weight {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:>9} {:>9} {:>9}", self.raw, self.gzip, self.brotli)
    }
}

impl Budget {
    /// Reads `{"brotli": {"total": 1000, "wasm": 800, …}}`; other keys of the file are for people.
    fn parse(text: &str) -> Outcome<Self> {
        let bad = |what: String| Failure::new(format!("size-budget.json: {what}"), "give every kind a number of bytes");
        let json: serde_json::Value = serde_json::from_str(text).map_err(|error| bad(error.to_string()))?;
        let kinds = json.get("brotli").and_then(|kinds| kinds.as_object()).ok_or_else(|| bad("no `brotli`".into()))?;
        let read = |(name, bytes): (&String, &serde_json::Value)| {
            let bytes = bytes.as_u64().and_then(|bytes| usize::try_from(bytes).ok());
            bytes.map(|bytes| (name.clone(), bytes)).ok_or_else(|| bad(format!("`{name}` is not a number of bytes")))
        };
        let budget: BTreeMap<_, _> = kinds.iter().map(read).collect::<Outcome<_>>()?;
        if budget.contains_key(TOTAL) { Ok(Self(budget)) } else { Err(bad("no `total`".into())) }
    }

    /// A sentence for each kind that spent more than it has. A kind without a budget has none to spend.
    fn exceeded(&self, spent: &BTreeMap<String, Weight>) -> Vec<String> {
        let over = |(name, weight): (&String, &Weight)| {
            let budget = self.0.get(name).copied().unwrap_or_default();
            let message = || format!("{name}: {} bytes of brotli, the budget is {budget}", weight.brotli);
            (weight.brotli > budget).then(message)
        };
        spent.iter().filter_map(over).collect()
    }
}

/// Whether the page is this file or names it; `register-sw.js` does not name `sw.js`.
fn is_on_first_screen(file: &str, page: &str) -> bool {
    let begins = |at: usize| page[..at].chars().next_back().is_some_and(|before| "/\"'= ".contains(before));
    file == "index.html" || page.match_indices(file).any(|(at, _)| begins(at))
}

fn kind(file: &str) -> &'static str {
    match file.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "wasm" => "wasm",
        "js" => "js",
        "css" => "css",
        "html" => "html",
        _ => "other",
    }
}

fn gzip(bytes: &[u8]) -> usize {
    let mut encoder = flate2::write::GzEncoder::new(Counter(0), flate2::Compression::best());
    // Counting can't fail.
    let _ = encoder.write_all(bytes);
    encoder.finish().map_or(0, |counter| counter.0)
}

fn brotli(bytes: &[u8]) -> usize {
    let mut counter = Counter(0);
    let mut encoder = brotli::CompressorWriter::new(&mut counter, 4096, 11, 22);
    let _ = encoder.write_all(bytes);
    drop(encoder);
    counter.0
}

/// Counts what is written to it.
struct Counter(usize);

impl Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spent(kinds: &[(&str, usize)]) -> BTreeMap<String, Weight> {
        kinds
            .iter()
            .map(|(name, brotli)| ((*name).to_owned(), Weight { brotli: *brotli, ..Weight::default() }))
            .collect()
    }

    #[test]
    fn a_budget_is_kept_to_the_byte() {
        let budget = Budget::parse(r#"{"why": "…", "brotli": {"total": 100, "js": 40}}"#).unwrap();
        assert!(budget.exceeded(&spent(&[("total", 100), ("js", 40)])).is_empty());
        assert_eq!(
            budget.exceeded(&spent(&[("total", 101), ("js", 40)])),
            ["total: 101 bytes of brotli, the budget is 100"]
        );
    }

    #[test]
    fn a_kind_without_a_budget_has_none() {
        let budget = Budget::parse(r#"{"brotli": {"total": 100}}"#).unwrap();
        assert_eq!(budget.exceeded(&spent(&[("other", 1)])).len(), 1);
    }

    #[test]
    fn a_broken_budget_names_the_place() {
        let what = |text| Budget::parse(text).unwrap_err().what;
        assert!(what("{").contains("line 1"));
        assert!(what("{}").contains("brotli"));
        assert!(what(r#"{"brotli": {"js": 1}}"#).contains("total"));
        assert!(what(r#"{"brotli": {"total": 1, "js": "40 KiB"}}"#).contains("`js`"));
    }

    #[test]
    fn the_first_screen_is_what_the_page_names() {
        let page = r#"<script src="/sub/theme-1a.js"></script><script src=register-sw.js><link href="icons/icon.svg">"#;
        assert!(is_on_first_screen("index.html", page));
        assert!(is_on_first_screen("theme-1a.js", page));
        assert!(is_on_first_screen("icons/icon.svg", page));
        assert!(is_on_first_screen("register-sw.js", page) && !is_on_first_screen("sw.js", page));
        assert!(!is_on_first_screen("worker_bg.wasm", page));
        assert!(!is_on_first_screen("404.html", page));
    }

    /// Figures of `gzip -9` and `brotli -q 11 -w 22` for the same bytes; gzip's own header may name the file.
    #[test]
    fn weights_are_those_of_the_usual_programs() {
        let text: String = (0..2000).map(|n| format!("{} ", n * n % 97)).collect();
        let weight = Weight::of(text.as_bytes());
        assert_eq!(weight.raw, 5691);
        assert!(weight.brotli.abs_diff(109) <= 4, "{}", weight.brotli);
        assert!(weight.gzip.abs_diff(203) <= 16, "{}", weight.gzip);
    }
}
