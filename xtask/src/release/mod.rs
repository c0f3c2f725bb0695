//! A release build: what Trunk makes, finished so that any static host can serve it, offline after the first visit.

mod base;
pub(crate) mod parts;
mod policy;
mod precache;
mod stamp;
mod styles;

use std::path::Path;

pub(crate) use base::Base;

use crate::failure::{Failure, Outcome};
use crate::project::{Project, copy_afresh, files_below, read, remove, write};
use crate::shell::Program;
use crate::tools::{TRUNK, Tools, WASM_BINDGEN, WASM_OPT, WASM_SPLIT};

/// Flags for every WebAssembly build: Leptos then erases the types of views, which otherwise grow with the page. It is
/// compiled sooner and weighs less (docs/performance.md). Cargo joins this variable with what `.cargo/config.toml` may
/// set.
pub(crate) const ERASED_VIEWS: (&str, &str) =
    ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", "--cfg erase_components");

/// Flags for a release: its module is cut where the sources say (`app::part`). `build.rs` keeps what the linker knows of it.
const RELEASE_FLAGS: &str = "--cfg erase_components --cfg split";

/// The path that Trunk builds for. It stands only in the page, where [`finish`] puts the real one: the minutes that a
/// release takes are spent once, however many paths it is wanted for.
const ANY_BASE: &str = "/VORONKA-BASE/";

/// Makes `dist` a release of the sources to be served under `base`.
pub(crate) fn build(project: &Project, base: &Base, dist: &Path) -> Outcome {
    let made = project.scratch("made")?;
    if stamp::is_current(project, &made) {
        println!("-- the release is of these very sources already");
    } else {
        make(project, &made)?;
        stamp::put(project, &made)?;
    }
    finish(&made, base, dist)
}

/// Lets Trunk make `made` out of the sources.
fn make(project: &Project, made: &Path) -> Outcome {
    let tools = Tools::ready(&[TRUNK, WASM_BINDGEN, WASM_SPLIT, WASM_OPT])?;
    println!("-- building a release (the first time takes minutes)");
    // Trunk is run without the network, so that it can't quietly fetch tools of its own; cargo's part comes before.
    Program::new("cargo")
        .args(["fetch", "--locked", "--quiet"])
        .dir(&project.root)
        .run("look above; either crates.io is out of reach or Cargo.lock does not agree with Cargo.toml")?;
    tools
        .program("trunk")
        .args(["build", "--release", "--offline", "--public-url", ANY_BASE, "--dist"])
        .arg(made)
        .env(ERASED_VIEWS.0, RELEASE_FLAGS)
        .dir(&project.root)
        .run("mend what the compiler or Trunk says above")?;
    parts::cut(project, &tools, made)
}

/// Everything that Trunk does not do: the base, one stylesheet, service worker, policy, the page for unknown addresses.
fn finish(made: &Path, base: &Base, dist: &Path) -> Outcome {
    copy_afresh(made, dist)?;
    let page = read(&dist.join("index.html"))?.replace(ANY_BASE, base.as_str());
    let styles = styles::join(&page, |name| read(&dist.join(name)))?;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::create_dir;

    /// A build as Trunk leaves it, and what becomes of it under `base`.
    fn finished(name: &str, base: &str) -> (String, Vec<String>, String) {
        let root = std::env::temp_dir().join(format!("voronka-release-{name}-{}", std::process::id()));
        let (made, dist) = (root.join("made"), root.join("dist"));
        for dir in [&made, &dist] {
            create_dir(dir).unwrap();
        }
        let page = "<head><base href=/VORONKA-BASE/><link href=/VORONKA-BASE/a-1.css rel=stylesheet>\
                    <script type=module>import init from '/VORONKA-BASE/voronka-1.js';</script></head>";
        write(&made.join("index.html"), page).unwrap();
        write(&made.join("a-1.css"), "p{}").unwrap();
        write(&made.join("sw.js"), include_str!("../../../public/sw.js")).unwrap();
        write(&dist.join("voronka-old.js"), "of the build before").unwrap();
        finish(&made, &Base::parse(base).unwrap(), &dist).unwrap();
        let result = (read(&dist.join("index.html")).unwrap(), files_below(&dist), read(&dist.join("sw.js")).unwrap());
        assert_eq!(read(&dist.join("404.html")).unwrap(), result.0);
        std::fs::remove_dir_all(root).unwrap();
        result
    }

    #[test]
    fn the_base_stands_wherever_the_page_names_a_file() {
        let (page, ..) = finished("base", "/sub/dir/");
        assert!(page.contains("<base href=/sub/dir/>") && page.contains("from '/sub/dir/voronka-1.js'"), "{page}");
        assert!(page.contains("href=\"/sub/dir/style-") && !page.contains("VORONKA-BASE"), "{page}");
    }

    #[test]
    fn nothing_of_the_build_before_stays_and_the_worker_lists_the_rest() {
        let (_, files, worker) = finished("files", "/");
        let style = files.iter().find(|file| file.ends_with(".css")).unwrap();
        assert_eq!(files, ["404.html", "index.html", style.as_str(), "sw.js"]);
        assert!(worker.contains(&format!("[\"{style}\",\"sha256-")) && worker.contains("[\"./\",\"sha256-"));
    }
}
