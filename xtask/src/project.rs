//! Where things are: the checkout, the build directory, the tools shared between checkouts.

use std::path::{Path, PathBuf};

use crate::failure::{Failure, Outcome};
use crate::shell::Program;

/// The checkout that the command was called in.
pub(crate) struct Project {
    pub(crate) root: PathBuf,
    /// Cargo's build directory.
    pub(crate) target: PathBuf,
}

impl Project {
    pub(crate) fn find() -> Outcome<Self> {
        let json = Program::new("cargo").args(["metadata", "--no-deps", "--format-version", "1"]).ask();
        let metadata: Option<serde_json::Value> = json.and_then(|json| serde_json::from_str(&json).ok());
        let dir = |name| metadata.as_ref().and_then(|data| data.get(name)?.as_str()).map(PathBuf::from);
        match (dir("workspace_root"), dir("target_directory")) {
            (Some(root), Some(target)) => Ok(Self { root, target }),
            _ => Err(Failure::new(
                "this directory is not a checkout of Voronka that cargo can read",
                "run `cargo metadata --no-deps` in the checkout and mend what it says",
            )),
        }
    }

    pub(crate) fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    /// Where xtask keeps what it makes on the way. Created when it is not there.
    pub(crate) fn scratch(&self, name: &str) -> Outcome<PathBuf> {
        let dir = self.target.join("xtask");
        create_dir(&dir)?;
        Ok(dir.join(name))
    }
}

/// The tools of one user, shared by all checkouts: `$XDG_CACHE_HOME/voronka/tools`, by default below `~/.cache`.
pub(crate) fn tools_dir() -> Outcome<PathBuf> {
    let set = |name| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    set("XDG_CACHE_HOME")
        .or_else(|| set("HOME").map(|home| home.join(".cache")))
        .map(|cache| cache.join("voronka").join("tools"))
        .ok_or_else(|| Failure::new("there is no place for the tools", "set HOME or XDG_CACHE_HOME to a directory"))
}

/// Reads a file of the project or of a build.
pub(crate) fn read(path: &Path) -> Outcome<String> {
    let bytes = read_bytes(path)?;
    String::from_utf8(bytes)
        .map_err(|_| Failure::new(format!("{} is not UTF-8 text", path.display()), "save it as UTF-8"))
}

pub(crate) fn read_bytes(path: &Path) -> Outcome<Vec<u8>> {
    std::fs::read(path)
        .map_err(|error| Failure::new(format!("{}: {error}", path.display()), "look whether it is there"))
}

pub(crate) fn write(path: &Path, content: impl AsRef<[u8]>) -> Outcome {
    let todo = "look whether the directory is yours and the disk has room";
    std::fs::write(path, content).map_err(|error| Failure::new(format!("{}: {error}", path.display()), todo))
}

pub(crate) fn remove(path: &Path) -> Outcome {
    let todo = "look whether the directory is yours";
    std::fs::remove_file(path).map_err(|error| Failure::new(format!("{}: {error}", path.display()), todo))
}

/// Makes `to` hold what `from` holds, and nothing else.
pub(crate) fn copy_afresh(from: &Path, to: &Path) -> Outcome {
    clear(to)?;
    for file in files_below(from) {
        let target = to.join(&file);
        if let Some(dir) = target.parent() {
            create_dir(dir)?;
        }
        write(&target, read_bytes(&from.join(&file))?)?;
    }
    Ok(())
}

/// Makes `dir` an empty directory.
pub(crate) fn clear(dir: &Path) -> Outcome {
    if dir.exists() {
        let todo = "look whether the directory is yours";
        std::fs::remove_dir_all(dir).map_err(|error| Failure::new(format!("{}: {error}", dir.display()), todo))?;
    }
    create_dir(dir)
}

pub(crate) fn create_dir(path: &Path) -> Outcome {
    let todo = "look whether the directory is yours and the disk has room";
    std::fs::create_dir_all(path).map_err(|error| Failure::new(format!("{}: {error}", path.display()), todo))
}

/// Every file below `dir`, as a path relative to it with `/`, sorted. Hidden files and directories are left out.
pub(crate) fn files_below(dir: &Path) -> Vec<String> {
    fn walk(dir: &Path, prefix: &str, found: &mut Vec<String>) {
        let Ok(entries) = std::fs::read_dir(dir) else { return };
        for entry in entries.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with('.') || name == "node_modules" {
                continue;
            }
            let relative = format!("{prefix}{name}");
            if entry.path().is_dir() {
                walk(&entry.path(), &format!("{relative}/"), found);
            } else {
                found.push(relative);
            }
        }
    }
    let mut found = Vec::new();
    walk(dir, "", &mut found);
    found.sort();
    found
}
