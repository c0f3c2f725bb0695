//! The rules, file by file.

use super::Finding;
use super::code::code;
use super::layers::{forbidden, layer_of};

/// A source file longer than this holds more than one thought.
const MOST_LINES: usize = 500;

/// Files that rules can read; pictures are not among them.
pub(super) fn is_text(file: &str) -> bool {
    ["rs", "ts", "js", "mjs", "css", "html", "webmanifest", "svg", "md"]
        .iter()
        .any(|kind| file.ends_with(&format!(".{kind}")))
}

/// Everything that `text`, the content of `file`, breaks.
pub(super) fn check(file: &str, text: &str) -> Vec<Finding> {
    let mut found = machine_paths(file, text);
    if file.ends_with(".rs") {
        let code = code(text);
        found.extend(module_head(file, text));
        found.extend(length(file, text));
        found.extend(unfinished(file, &code));
        found.extend(layers(file, &code));
        found.extend(browser_words(file, &code));
        found.extend(markup(file, &code));
        found.extend(tests_have_tests(file, &code));
    } else if file.starts_with("tests/") {
        found.extend(skipped_tests(file, text));
    } else if file.ends_with(".css") {
        found.extend(imports(file, text));
        found.extend(lines_with(
            file,
            text,
            &[":has(*)"],
            "every element that comes or goes dresses the whole page anew",
        ));
    }
    found
}

/// Trunk copies a stylesheet without following `@import`; every one is linked by itself.
pub(super) fn stylesheets_are_linked(files: &[String], page: &str) -> Vec<Finding> {
    let sheets = files.iter().filter(|file| file.starts_with("style/") && file.ends_with(".css"));
    let missing = sheets.filter(|file| !page.contains(&format!("href=\"{file}\"")));
    missing.map(|file| finding("index.html", 1, format!("{file} is not linked, so nobody sees it"))).collect()
}

fn finding(file: &str, line: usize, what: impl Into<String>) -> Finding {
    Finding { file: file.to_owned(), line, what: what.into() }
}

/// A finding for each line of `text` that has one of `words`.
fn lines_with(file: &str, text: &str, words: &[&str], what: &str) -> Vec<Finding> {
    let has = |line: &str| words.iter().find(|word| line.contains(**word)).copied();
    let lines = text.lines().enumerate();
    lines.filter_map(|(at, line)| Some(finding(file, at + 1, format!("`{}`: {what}", has(line)?)))).collect()
}

fn module_head(file: &str, text: &str) -> Option<Finding> {
    let has_head = text.starts_with("//!");
    (!has_head).then(|| finding(file, 1, "no `//!` head: say what the module owns and what it does not"))
}

fn length(file: &str, text: &str) -> Option<Finding> {
    let lines = text.lines().count();
    let is_long = file.starts_with("src/") && lines > MOST_LINES;
    is_long.then(|| finding(file, MOST_LINES + 1, format!("{lines} lines: split it where a thought ends")))
}

fn unfinished(file: &str, code: &str) -> Vec<Finding> {
    let words = ["todo!", "unimplemented!", "#[ignore"];
    lines_with(file, code, &words, "finish it, or leave it out")
}

fn skipped_tests(file: &str, text: &str) -> Vec<Finding> {
    let words =
        ["test.skip", "test.only", "test.fixme", "describe.skip", "describe.only", "describe.fixme", "test.fail"];
    lines_with(file, text, &words, "every test runs, every time")
}

fn layers(file: &str, code: &str) -> Vec<Finding> {
    let Some(layer) = layer_of(file) else { return Vec::new() };
    let found = forbidden(layer, code).into_iter();
    found.map(|(line, to)| finding(file, line, format!("`{layer}` must not import `{to}`"))).collect()
}

fn browser_words(file: &str, code: &str) -> Vec<Finding> {
    if !matches!(layer_of(file), Some("domain" | "data")) {
        return Vec::new();
    }
    lines_with(file, code, &["leptos", "web_sys", "js_sys", "wasm_bindgen"], "this layer knows no browser")
}

/// Markup belongs to `ui`; `main.rs` may mount it. Text set as markup runs what a file or a server put into it.
fn markup(file: &str, code: &str) -> Vec<Finding> {
    if !file.starts_with("src/") {
        return Vec::new();
    }
    let mut found =
        lines_with(file, code, &["inner_html", "set_inner_html", "insert_adjacent_html"], "set text, not markup");
    if layer_of(file) != Some("ui") && file != "src/main.rs" {
        found.extend(lines_with(file, code, &["view!"], "only `ui` writes markup"));
    }
    found
}

/// A file directly in `tests/` is a test program of its own.
fn tests_have_tests(file: &str, code: &str) -> Option<Finding> {
    let is_program = file.strip_prefix("tests/").is_some_and(|name| !name.contains('/'));
    let marks = ["#[test", "#[wasm_bindgen_test", "#[tokio::test", "proptest!"];
    let has_test = marks.iter().any(|mark| code.contains(mark));
    (is_program && !has_test).then(|| finding(file, 1, "a test file without a test"))
}

fn imports(file: &str, text: &str) -> Vec<Finding> {
    lines_with(file, text, &["@import"], "Trunk does not follow it: link the file from index.html")
}

/// A path of one machine in what everybody gets.
fn machine_paths(file: &str, text: &str) -> Vec<Finding> {
    // Written in two parts, or this line would be a finding.
    let roots = [concat!("/wo", "rk/"), concat!("/tm", "p/"), concat!("/ro", "ot/"), concat!("/ho", "me/")];
    let is_absolute = |line: &str, at: usize| {
        let before = line[..at].chars().next_back();
        before.is_none_or(|c| !c.is_alphanumeric() && !"._-}~".contains(c))
    };
    let mut found = Vec::new();
    for (at, line) in text.lines().enumerate() {
        for root in roots {
            if line.match_indices(root).any(|(start, _)| is_absolute(line, start)) {
                found.push(finding(file, at + 1, format!("`{root}` is a path of one machine")));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rules that `text` breaks as the content of `file`, as `line: what`.
    fn broken(file: &str, text: &str) -> Vec<String> {
        check(file, text).into_iter().map(|found| format!("{}: {}", found.line, found.what)).collect()
    }

    fn breaks(file: &str, text: &str, words: &str) {
        let broken = broken(file, text);
        assert!(broken.len() == 1 && broken[0].contains(words), "{file} with {text:?} gave {broken:?}");
    }

    fn keeps(file: &str, text: &str) {
        assert_eq!(broken(file, text), Vec::<String>::new(), "{file} with {text:?}");
    }

    #[test]
    fn a_module_says_what_it_owns() {
        breaks("src/domain/deal.rs", "pub struct Deal;\n", "1: no `//!` head");
        keeps("src/domain/deal.rs", "//! A deal.\npub struct Deal;\n");
    }

    #[test]
    fn a_file_has_at_most_500_lines() {
        let text = |lines: usize| format!("//! Head.\n{}", "fn f() {}\n".repeat(lines - 1));
        keeps("src/app/store.rs", &text(500));
        breaks("src/app/store.rs", &text(501), "501 lines");
    }

    #[test]
    fn nothing_is_left_for_later() {
        breaks("src/app/store.rs", "//! Head.\nfn f() { todo!() }\n", "2: `todo!`");
        breaks("tests/laws.rs", "//! Head.\n#[test]\n#[ignore]\nfn f() {}\n", "3: `#[ignore`");
        keeps("src/app/store.rs", "//! Head.\n// no todo! here\n");
        breaks("tests/e2e/board.spec.ts", "test.skip('drag', () => {})", "`test.skip`");
    }

    #[test]
    fn layers_import_downwards() {
        breaks("src/domain/deal.rs", "//! Head.\n\nuse crate::ui::Board;\n", "3: `domain` must not import `ui`");
        keeps("src/ui/board.rs", "//! Head.\nuse crate::domain::Deal;\n");
    }

    #[test]
    fn the_core_knows_no_browser() {
        breaks("src/data/csv.rs", "//! Head.\nuse web_sys::File;\n", "2: `web_sys`");
        keeps("src/data/csv.rs", "//! Head.\n/// Not a web_sys::File.\nconst WORD: &str = \"leptos\";\n");
        keeps("src/app/tabs.rs", "//! Head.\nuse web_sys::BroadcastChannel;\n");
    }

    #[test]
    fn only_ui_writes_markup_and_nobody_sets_it_as_text() {
        breaks("src/app/store.rs", "//! Head.\nfn f() { view! { <p/> } }\n", "2: `view!`");
        keeps("src/ui/board.rs", "//! Head.\nfn f() { view! { <p/> } }\n");
        breaks("src/ui/board.rs", "//! Head.\nfn f() { p.inner_html(x) }\n", "2: `inner_html`");
    }

    #[test]
    fn a_test_file_has_tests() {
        breaks("tests/laws.rs", "//! Head.\nfn helper() {}\n", "without a test");
        keeps("tests/laws.rs", "//! Head.\nproptest! {}\n");
        keeps("tests/browser_storage.rs", "//! Head.\n#[wasm_bindgen_test]\nasync fn f() {}\n");
        keeps("tests/common/mod.rs", "//! Head.\nfn helper() {}\n");
    }

    #[test]
    fn stylesheets_are_linked_one_by_one() {
        breaks("style/main.css", "@import \"kit.css\";", "`@import`");
        let files = ["style/kit.css".to_owned(), "style/main.css".to_owned(), "src/main.rs".to_owned()];
        let page = r#"<link data-trunk rel="css" href="style/main.css">"#;
        let missing = stylesheets_are_linked(&files, page);
        assert_eq!(missing.len(), 1);
        assert!(missing[0].what.contains("style/kit.css"));
    }

    #[test]
    fn no_style_depends_on_everything() {
        breaks("style/list.css", ".outcome:not(:has(*)) { display: none; }", "the whole page anew");
        keeps("style/list.css", ".outcome:empty { display: none; }");
    }

    #[test]
    fn paths_of_one_machine_stay_out() {
        let line = |path: &str| format!("//! Head.\n// see {path}notes\n");
        breaks("src/app/store.rs", &line(concat!("/wo", "rk/")), "path of one machine");
        breaks("src/app/store.rs", &line(concat!("/tm", "p/")), "path of one machine");
        keeps("src/app/store.rs", &line(concat!("https://example.org/wo", "rk/")).replace("org/", "org"));
        keeps("src/app/store.rs", &line(concat!("../wo", "rk/")));
    }
}
