//! Who may import whom. An arrow of ARCHITECTURE.md is a line here.

/// A layer of `src/` and the layers that it may import, itself always included.
const LAYERS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("data", &["domain"]),
    ("storage", &["domain", "data"]),
    ("sync", &["domain", "data"]),
    ("worker", &["domain", "data"]),
    ("app", &["domain", "data", "storage", "sync", "worker"]),
    ("ui", &["domain", "data", "storage", "sync", "worker", "app"]),
];

/// The layer that a file of `src/` belongs to; none for `lib.rs` and `main.rs`, which join the layers, and for tests that have
/// a file of their own, which may look anywhere.
pub(super) fn layer_of(file: &str) -> Option<&'static str> {
    if file.ends_with("/tests.rs") {
        return None;
    }
    let name = file.strip_prefix("src/")?.split(['/', '.']).next()?;
    LAYERS.iter().map(|(layer, _)| *layer).find(|layer| *layer == name)
}

/// Every import in `code` that its layer forbids: its line, and the layer that it reaches for. A test module at the end
/// of a file may look anywhere: it is not part of what the layer is made of.
pub(super) fn forbidden(layer: &str, code: &str) -> Vec<(usize, &'static str)> {
    let code = code.split("#[cfg(test)]\nmod ").next().unwrap_or(code);
    let allowed = LAYERS.iter().find(|(name, _)| *name == layer).map_or(&[][..], |(_, allowed)| allowed);
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let line = code[..at].matches('\n').count() + 1;
        for name in heads(&code[at + "crate::".len()..]) {
            let reached = LAYERS.iter().map(|(layer, _)| *layer).find(|layer| *layer == name);
            found.extend(reached.filter(|to| *to != layer && !allowed.contains(to)).map(|to| (line, to)));
        }
    }
    found
}

/// The first words of a path: `domain::Deal` has one, `{domain::{Deal, Stage}, data}` has two.
fn heads(path: &str) -> Vec<&str> {
    let Some(group) = path.strip_prefix('{') else { return word(path).into_iter().collect() };
    let mut found = Vec::new();
    let mut depth = 0;
    let mut is_head = true;
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => is_head = true,
            c if is_head && !c.is_whitespace() => {
                found.extend(word(&group[at..]));
                is_head = false;
            }
            _ => {}
        }
    }
    found
}

fn word(text: &str) -> Option<&str> {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    (end > 0).then(|| &text[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(layer: &str, code: &str) -> Vec<&'static str> {
        forbidden(layer, code).into_iter().map(|(_, to)| to).collect()
    }

    #[test]
    fn a_file_knows_its_layer() {
        assert_eq!(layer_of("src/domain/deal.rs"), Some("domain"));
        assert_eq!(layer_of("src/ui.rs"), Some("ui"));
        assert_eq!(layer_of("src/main.rs"), None);
        assert_eq!(layer_of("src/domains.rs"), None);
        assert_eq!(layer_of("tests/laws.rs"), None);
    }

    #[test]
    fn a_test_module_may_look_anywhere() {
        assert!(
            names("domain", "use super::*;\n#[cfg(test)]\nmod tests {\n    use crate::data::template;\n}\n").is_empty()
        );
        assert_eq!(names("domain", "use crate::data;\n#[cfg(test)]\nmod tests {}\n"), ["data"]);
    }

    #[test]
    fn downwards_and_inwards_is_allowed() {
        assert!(names("ui", "use crate::{app::Store, domain::Deal, ui::kit};").is_empty());
        assert!(names("storage", "use crate::data::Row;\nuse crate::storage::Storage;").is_empty());
        assert!(names("domain", "use crate::domain::Deal;").is_empty());
    }

    #[test]
    fn upwards_and_sideways_is_not() {
        assert_eq!(names("domain", "use crate::data::Row;"), ["data"]);
        assert_eq!(names("data", "fn f() { crate::storage::open() }"), ["storage"]);
        assert_eq!(names("storage", "use crate::sync;"), ["sync"]);
        assert_eq!(names("sync", "use crate::storage::{Storage};"), ["storage"]);
        assert_eq!(names("app", "pub(in crate::app) fn f() {}\nuse crate::ui::Page;"), ["ui"]);
    }

    #[test]
    fn groups_are_read_to_their_heads() {
        let code = "use crate::{\n    domain::{data, Deal},\n    app::{self, Store},\n    ui,\n};";
        assert_eq!(names("data", code), ["app", "ui"]);
        assert_eq!(forbidden("data", code)[0].0, 1);
    }

    #[test]
    fn other_words_of_the_crate_are_nobodys_layer() {
        assert!(names("domain", "use crate::database::X; use crate::{uint, appendix};").is_empty());
    }
}
