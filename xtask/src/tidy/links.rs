//! Links of the written pages: what a page points to inside the project is there.
//! Not checked: addresses on the Web, and places inside of a page.

use std::path::Path;

/// Every link of a Markdown text that leads to a file: its line, and the target as it is written, without its anchor.
pub(super) fn to_files(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut in_block = false;
    for (at, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            in_block = !in_block;
        }
        if in_block {
            continue;
        }
        for (start, _) in line.match_indices("](") {
            let Some((target, _)) = line[start + 2..].split_once(')') else { continue };
            let file = target.split('#').next().unwrap_or_default();
            if !file.is_empty() && !file.contains("://") && !file.starts_with("mailto:") {
                found.push((at + 1, file));
            }
        }
    }
    found
}

/// The links of `page`, a path below `root`, that lead nowhere.
pub(super) fn broken<'a>(root: &Path, page: &str, text: &'a str) -> Vec<(usize, &'a str)> {
    let here = root.join(page).parent().map(Path::to_owned).unwrap_or_default();
    to_files(text).into_iter().filter(|(_, target)| !here.join(target).exists()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_to_files_are_found_and_others_are_not() {
        let text = "[a](docs/a.md), ![b](b.png)\n[c](https://example.org/c) [d](#here) <mailto:e@example.org>\n\
                    ```\n[in a block](f.md)\n```\n[g](g.md#part)\n[h](mailto:h@example.org) [unclosed](i.md\n";
        assert_eq!(to_files(text), [(1, "docs/a.md"), (1, "b.png"), (6, "g.md")]);
    }

    #[test]
    fn a_link_is_followed_from_where_its_page_is() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let text = "[up](../src/main.rs)\n[gone](../src/gone.rs)\n";
        assert_eq!(broken(root, "src/page.md", text), [(2, "../src/gone.rs")]);
    }
}
