//! Whether a build is still the build of these sources, so that the second `start` is quick.

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::failure::Outcome;
use crate::project::{Project, files_below, read, write};

/// Everything that Trunk makes a release of, and how it is called.
const SOURCES: &[&str] = &["src", "style", "public", "xtask/src/release", ".cargo"];
const SOURCE_FILES: &[&str] =
    &["index.html", "Trunk.toml", "Cargo.toml", "Cargo.lock", "build.rs", "rust-toolchain.toml"];

pub(super) fn is_current(project: &Project, made: &Path) -> bool {
    let stamp = file(project).and_then(|file| read(&file));
    stamp.is_ok_and(|stamp| stamp == describe(project, made))
}

pub(super) fn put(project: &Project, made: &Path) -> Outcome {
    write(&file(project)?, describe(project, made))
}

fn file(project: &Project) -> Outcome<PathBuf> {
    project.scratch("made.stamp")
}

fn describe(project: &Project, made: &Path) -> String {
    let sources = hash(|all| {
        for dir in SOURCES {
            add(all, &project.path(dir));
        }
        for file in SOURCE_FILES {
            all.update(std::fs::read(project.path(file)).unwrap_or_default());
        }
    });
    format!("{sources} {}\n", hash(|all| add(all, made)))
}

fn add(all: &mut Sha256, dir: &Path) {
    for file in files_below(dir) {
        let content = std::fs::read(dir.join(&file)).unwrap_or_default();
        all.update(format!("{file} {}\n", content.len()));
        all.update(content);
    }
}

fn hash(feed: impl FnOnce(&mut Sha256)) -> String {
    let mut all = Sha256::new();
    feed(&mut all);
    all.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn described(source: &str, built: &str) -> String {
        let root = std::env::temp_dir().join(format!("voronka-stamp-{}", std::process::id()));
        let project = Project { root: root.clone(), target: root.join("target") };
        for (file, text) in [("src/main.rs", source), ("made/index.html", built)] {
            std::fs::create_dir_all(root.join(file).parent().unwrap()).unwrap();
            std::fs::write(root.join(file), text).unwrap();
        }
        let text = describe(&project, &root.join("made"));
        std::fs::remove_dir_all(root).unwrap();
        text
    }

    #[test]
    fn sources_and_build_each_change_the_stamp() {
        let first = described("fn main() {}", "<p>");
        assert_eq!(first, described("fn main() {}", "<p>"));
        assert_ne!(first, described("fn main() { }", "<p>"));
        assert_ne!(first, described("fn main() {}", "<b>"));
    }
}
