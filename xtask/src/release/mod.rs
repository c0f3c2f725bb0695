//! A release build: what Trunk makes, finished so that any static host can serve it, offline after the first visit.

mod base;
mod policy;
mod precache;
mod stamp;
mod styles;

use std::path::Path;

pub(crate) use base::Base;

use crate::failure::{Failure, Outcome};
use crate::project::{Project, files_below, read, read_bytes, remove, write};
use crate::shell::Program;
use crate::tools::{TRUNK, Tools, WASM_BINDGEN, WASM_OPT};

/// Flags for every WebAssembly build: Leptos then erases the types of views, which otherwise grow with the page. It is
/// compiled sooner and weighs less (docs/performance.md). Cargo joins this variable with what `.cargo/config.toml` may
/// set.
pub(crate) const ERASED_VIEWS: (&str, &str) =
    ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", "--cfg erase_components");

/// Makes `dist` a release of the sources to be served under `base`; does nothing when it already is.
pub(crate) fn build(project: &Project, base: &Base, dist: &Path) -> Outcome {
    if stamp::is_current(project, base, dist) {
        println!("-- {} is up to date", dist.display());
        return Ok(());
    }
    let tools = Tools::ready(&[TRUNK, WASM_BINDGEN, WASM_OPT])?;
    println!("-- building the release for {base} (the first time takes minutes)");
    // Trunk is run without the network, so that it can't quietly fetch tools of its own; cargo's part comes before.
    Program::new("cargo")
        .args(["fetch", "--locked", "--quiet"])
        .dir(&project.root)
        .run("look above; either crates.io is out of reach or Cargo.lock does not agree with Cargo.toml")?;
    tools
        .program("trunk")
        .args(["build", "--release", "--offline", "--public-url", base.as_str(), "--dist"])
        .arg(dist)
        .env(ERASED_VIEWS.0, ERASED_VIEWS.1)
        .dir(&project.root)
        .run("mend what the compiler or Trunk says above")?;
    was_optimised(project, dist)?;
    finish(dist)?;
    stamp::put(project, base, dist)
}

/// Everything that Trunk does not do: one stylesheet, service worker, policy, the page for unknown addresses.
fn finish(dist: &Path) -> Outcome {
    let styles = styles::join(&read(&dist.join("index.html"))?, |name| read(&dist.join(name)))?;
    write(&dist.join(&styles.name), &styles.css)?;
    for name in &styles.replaced {
        remove(&dist.join(name))?;
    }
    let page = policy::protect(&styles.page)?;
    write(&dist.join("index.html"), &page)?;
    write(&dist.join("404.html"), &page)?;
    let files = files_below(dist);
    if let Some(map) = source_map(dist, &files)? {
        let what = format!("the release carries a source map: {map}");
        return Err(Failure::new(what, "find out which build step wrote it and switch it off there"));
    }
    let file = dist.join("sw.js");
    let worker = read(&file)?;
    let build = precache::of(dist, &files, &worker)?;
    write(&file, &precache::fill(&worker, &build)?)
}

/// The first file that is a source map or points to one.
fn source_map(dist: &Path, files: &[String]) -> Outcome<Option<String>> {
    for file in files {
        let is_text = file.ends_with(".js") || file.ends_with(".css");
        if file.ends_with(".map") || (is_text && read(&dist.join(file))?.contains("sourceMappingURL=")) {
            return Ok(Some(file.clone()));
        }
    }
    Ok(None)
}

/// Checks that wasm-opt had its turn: the module that is shipped is smaller than the one wasm-bindgen wrote.
fn was_optimised(project: &Project, dist: &Path) -> Outcome {
    let written = project.target.join("wasm-bindgen").join("release").join("voronka_bg.wasm");
    let before = read_bytes(&written)?.len();
    let shipped = files_below(dist).into_iter().find(|file| file.starts_with("voronka-") && file.ends_with(".wasm"));
    let after = match shipped {
        Some(file) => read_bytes(&dist.join(file))?.len(),
        None => return Err(Failure::new("the build has no WebAssembly module", "look at what Trunk says above")),
    };
    println!("-- wasm-opt: {before} bytes became {after}");
    if after < before {
        return Ok(());
    }
    Err(Failure::new(
        "wasm-opt was not applied",
        "look at `data-wasm-opt` in index.html and at `wasm_opt` in Trunk.toml",
    ))
}
