//! The application in parts: what the first screen needs, and what is fetched when it is asked for (`app::part`).
//!
//! Trunk makes one module of everything. Here the compiler's own is cut, each part made small, and all of them put into
//! one directory that bears the hash of what is in it: parts of two builds never mix, and each may be kept for ever.

use std::collections::BTreeMap;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::failure::{Failure, Outcome};
use crate::project::{Project, clear, create_dir, files_below, read, read_bytes, remove, write};
use crate::tools::Tools;

/// What the compiler emits by default and no longer says once the module is cut.
const FEATURES: &[&str] = &[
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Loads the parts. The tool that cuts gives it a name that begins with a line, and some hosts leave such files out.
pub(crate) const LOADER: &str = "parts.js";
const LOADER_WAS: &str = "__wasm_split.js";

/// The program of the worker (`src/worker.rs`) as Trunk leaves it: what starts it, its script, its module.
pub(crate) const WORKER: [&str; 3] = ["worker_loader.js", "worker.js", "worker_bg.wasm"];

/// Puts the module in parts in the place of the one that Trunk left in `made`.
pub(super) fn cut(project: &Project, tools: &Tools, made: &Path) -> Outcome {
    let module = project.target.join("wasm32-unknown-unknown").join("release").join("voronka.wasm");
    let (cut, bound) = (project.scratch("cut")?, project.scratch("bound")?);
    for dir in [&cut, &bound] {
        clear(dir)?;
    }
    println!("-- cutting the module into parts, and making each small");
    let todo = "look above; the cutting tool, the compiler and wasm-bindgen may have fallen out of step";
    tools.program("wasm-split-cli").arg(&module).arg(&cut).args(["--out-name", "voronka"]).run(todo)?;
    tools
        .program("wasm-bindgen")
        .args(["--target", "web", "--no-typescript", "--keep-lld-exports", "--remove-producers-section"])
        .args(["--out-name", "voronka", "--out-dir"])
        .arg(&bound)
        .arg(cut.join("voronka.wasm"))
        .run(todo)?;
    // What is left in `cut` are the parts that main does not have, and the loader.
    remove(&cut.join("voronka.wasm"))?;
    let mut files = Vec::new();
    for dir in [&cut, &bound] {
        for file in files_below(dir) {
            let path = dir.join(&file);
            if file.ends_with(".wasm") {
                println!("   wasm-opt {file}");
                shrink(tools, &path)?;
            }
            files.push((file, read_bytes(&path)?));
        }
    }
    for file in WORKER {
        let path = made.join(file);
        if file.ends_with(".wasm") {
            println!("   wasm-opt {file}");
            shrink(tools, &path)?;
        }
        files.push((file.to_owned(), read_bytes(&path)?));
        remove(&path)?;
    }
    name_loader(&mut files)?;
    let directory = format!("voronka-{}", hash(&files));
    place(made, &directory, &files)
}

/// Runs wasm-opt once. More rounds take minutes and save nothing of what a host sends compressed.
pub(crate) fn shrink(tools: &Tools, module: &Path) -> Outcome {
    tools
        .program("wasm-opt")
        .args(["-Oz", "--strip-debug", "--strip-producers"])
        .args(FEATURES)
        .arg(module)
        .arg("-o")
        .arg(module)
        .run_quietly("look above; wasm-opt could not read what was cut")
}

/// Gives the loader its name, also where the glue imports it.
fn name_loader(files: &mut [(String, Vec<u8>)]) -> Outcome {
    let (old, new) = (format!("from \"./{LOADER_WAS}\""), format!("from \"./{LOADER}\""));
    let mut imports = 0;
    for (file, bytes) in files {
        if file == LOADER_WAS {
            LOADER.clone_into(file);
        } else if file == "voronka.js" {
            let glue = String::from_utf8_lossy(bytes);
            imports = glue.matches(&old).count();
            *bytes = glue.replace(&old, &new).into_bytes();
        }
    }
    if imports == 0 {
        return Err(Failure::new("the script does not import its parts", "look at what wasm-bindgen wrote above"));
    }
    Ok(())
}

/// Writes the parts into `directory` of `made`, and makes the page ask for them.
fn place(made: &Path, directory: &str, files: &[(String, Vec<u8>)]) -> Outcome {
    let to = made.join(directory);
    create_dir(&to)?;
    for (file, bytes) in files {
        write(&to.join(file), bytes)?;
    }
    let page = made.join("index.html");
    let (renamed, replaced) = rename(&read(&page)?, &files_below(made), directory)?;
    write(&page, &renamed)?;
    replaced.iter().try_for_each(|file| remove(&made.join(file)))
}

/// The page with the names of the parts where Trunk's names stood, and those.
fn rename(page: &str, files: &[String], directory: &str) -> Outcome<(String, Vec<String>)> {
    let of_trunk = |ending: &str| {
        let found = files.iter().find(|file| {
            file.strip_prefix("voronka-").is_some_and(|rest| !rest.contains('/') && rest.ends_with(ending))
        });
        let what = || Failure::new(format!("Trunk left no voronka-*{ending}"), "look at what Trunk says above");
        found.cloned().ok_or_else(what)
    };
    let (module, glue) = (of_trunk("_bg.wasm")?, of_trunk(".js")?);
    let (to_module, to_glue) = (format!("{directory}/voronka_bg.wasm"), format!("{directory}/voronka.js"));
    let [start, ..] = WORKER;
    let page = page.replace(start, &format!("{directory}/{start}"));
    let page = page.replace(&module, &to_module).replace(&glue, &to_glue);
    // The loader is asked for by the glue; naming it in the page saves waiting for that.
    let base = page.find(&to_glue).map(|at| &page[..at]).and_then(|before| before.rsplit(['"', '\'', '=']).next());
    let Some(base) = base else {
        return Err(Failure::new("the page does not name its script", "look at index.html and at Trunk.toml"));
    };
    let hint = format!("<link rel=\"modulepreload\" href=\"{base}{directory}/{LOADER}\"></head>");
    Ok((page.replacen("</head>", &hint, 1), vec![module, glue]))
}

/// Which parts need each file, besides those that the page names, as the loader in a build tells.
pub(crate) fn users(loader: &str) -> BTreeMap<String, Vec<String>> {
    // Each file has a line of its own: after a comment with the names of those that share it, or in the export that loads
    // the one that has it alone.
    let mut names = String::new();
    let mut users = BTreeMap::new();
    for line in loader.lines() {
        if let Some(shared) = line.strip_prefix("/* ").and_then(|line| line.strip_suffix(" */")) {
            shared.clone_into(&mut names);
        } else if let Some(rest) = line.strip_prefix("export const __wasm_split_load_") {
            names = rest.split_once(" =").map_or(rest, |(name, _)| name).to_owned();
        }
        let file = line.split_once("new URL(\"./").and_then(|(_, rest)| rest.split_once('"')).map(|(file, _)| file);
        if let Some(file) = file {
            users.insert(file.to_owned(), names.split(", ").map(str::to_owned).collect());
        }
    }
    users
}

fn hash(files: &[(String, Vec<u8>)]) -> String {
    let mut all = Sha256::new();
    for (file, bytes) in files {
        all.update(format!("{file} {}\n", bytes.len()));
        all.update(bytes);
    }
    all.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_asks_for_the_parts_and_for_nothing_of_trunk() {
        let page = "<head><link rel=modulepreload href=/b/voronka-1.js><link rel=preload href=/b/voronka-1_bg.wasm>\
                    <meta name=worker content=worker_loader.js></head>\
                    <script>import init from '/b/voronka-1.js';</script>";
        let files = ["voronka-1.js", "voronka-1_bg.wasm", "voronka-2/voronka.js"].map(str::to_owned);
        let (page, replaced) = rename(page, &files, "voronka-2").unwrap();
        assert_eq!(replaced, ["voronka-1_bg.wasm", "voronka-1.js"]);
        assert_eq!(
            page,
            "<head><link rel=modulepreload href=/b/voronka-2/voronka.js>\
             <link rel=preload href=/b/voronka-2/voronka_bg.wasm>\
             <meta name=worker content=voronka-2/worker_loader.js>\
             <link rel=\"modulepreload\" href=\"/b/voronka-2/parts.js\"></head>\
             <script>import init from '/b/voronka-2/voronka.js';</script>"
        );
    }

    #[test]
    fn the_loader_is_called_what_the_glue_imports() {
        let glue = "import * as import1 from \"./__wasm_split.js\"\nconst imports = {\"./__wasm_split.js\": import1};";
        let mut files = vec![("__wasm_split.js".to_owned(), vec![]), ("voronka.js".to_owned(), glue.into())];
        name_loader(&mut files).unwrap();
        assert_eq!(files[0].0, "parts.js");
        // The module knows it by the old name, and the glue has to answer to that.
        let glue = String::from_utf8(files[1].1.clone()).unwrap();
        assert_eq!(glue, "import * as import1 from \"./parts.js\"\nconst imports = {\"./__wasm_split.js\": import1};");
        files[1].1.clear();
        assert!(name_loader(&mut files).is_err());
    }

    #[test]
    fn the_loader_tells_which_parts_need_a_file() {
        let loader = r#"/* import, pages */
const __chunk_5 = makeLoad(() => {
    const src = fetch(new URL("./chunk_5.wasm", import.meta.url));
}, []);
/* example, import */
const __chunk_6 = makeLoad(() => async (_imp) => ({}), []);
export const __wasm_split_load_import = wrapAsyncCb(makeLoad(() => {
    const src = fetch(new URL("./split_import.wasm", import.meta.url));
}, [__chunk_5, __chunk_6]));
export const __wasm_split_load_pages = wrapAsyncCb(makeLoad(() => {
    const src = fetch(new URL("./split_pages.wasm", import.meta.url));
}, [__chunk_5]));"#;
        let found = users(loader);
        let of = |file: &str| found[file].join("+");
        assert_eq!(found.len(), 3);
        assert_eq!(of("chunk_5.wasm"), "import+pages");
        assert_eq!(of("split_import.wasm"), "import");
        assert_eq!(of("split_pages.wasm"), "pages");
    }
}
