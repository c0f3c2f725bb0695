//! One stylesheet instead of one for each screen: fewer requests before the first paint, and fewer bytes, because what
//! the files have in common is compressed once.

use sha2::{Digest, Sha256};

use crate::failure::{Failure, Outcome};

/// A page with one stylesheet in the place of all.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Joined {
    pub(super) page: String,
    /// The name of the one, with the hash of its content, and that content.
    pub(super) name: String,
    pub(super) css: String,
    /// The names of those that it replaces.
    pub(super) replaced: Vec<String>,
}

/// Joins the stylesheets that `page` links, in their order. `read` gives the content of one by its name.
pub(super) fn join(page: &str, read: impl Fn(&str) -> Outcome<String>) -> Outcome<Joined> {
    let links = links(page);
    let Some(first) = links.first() else {
        return Err(Failure::new("the page links no stylesheet", "look at the links in index.html"));
    };
    let replaced: Vec<_> = links.iter().map(|link| file_name(link.href).to_owned()).collect();
    let css = replaced.iter().map(|name| read(name)).collect::<Outcome<Vec<_>>>()?.join("\n");
    let hash: String = Sha256::digest(&css).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let name = format!("style-{hash}.css");
    let directory = first.href.strip_suffix(file_name(first.href)).unwrap_or_default();
    let mut joined = page.to_owned();
    for link in links.iter().skip(1) {
        joined = joined.replacen(link.tag, "", 1);
    }
    joined = joined.replacen(first.tag, &format!("<link rel=\"stylesheet\" href=\"{directory}{name}\">"), 1);
    Ok(Joined { page: joined, name, css, replaced })
}

struct Link<'a> {
    tag: &'a str,
    href: &'a str,
}

fn links(page: &str) -> Vec<Link<'_>> {
    let tags = page.match_indices("<link ").filter_map(|(at, _)| Some(&page[at..=at + page[at..].find('>')?]));
    tags.filter(|tag| attribute(tag, "rel") == Some("stylesheet"))
        .filter_map(|tag| Some(Link { tag, href: attribute(tag, "href")? }))
        .collect()
}

/// The value of an attribute, quoted or not.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let inside = tag.trim_end_matches('>');
    let words = inside.split_ascii_whitespace();
    let value = words.filter_map(|word| word.strip_prefix(name)?.strip_prefix('=')).next()?;
    match value.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next(),
        None => Some(value),
    }
}

fn file_name(href: &str) -> &str {
    href.rsplit('/').next().unwrap_or(href)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<base href=/sub/><link href=/sub/tokens-1a.css rel=stylesheet><link href=icons/icon.svg rel=icon><link rel="stylesheet" href="/sub/kit-2b.css"/><p>"#;

    fn joined(page: &str) -> Outcome<Joined> {
        join(page, |name| Ok(format!("/* {name} */")))
    }

    #[test]
    fn the_one_stands_where_the_first_stood_and_nothing_else_changes() {
        let joined = joined(PAGE).unwrap();
        let link = format!(r#"<link rel="stylesheet" href="/sub/{}">"#, joined.name);
        assert_eq!(joined.page, format!("<base href=/sub/>{link}<link href=icons/icon.svg rel=icon><p>"));
    }

    #[test]
    fn the_order_stays_because_it_decides() {
        let joined = joined(PAGE).unwrap();
        assert_eq!(joined.replaced, ["tokens-1a.css", "kit-2b.css"]);
        assert_eq!(joined.css, "/* tokens-1a.css */\n/* kit-2b.css */");
    }

    #[test]
    fn the_name_follows_the_content() {
        let one = joined(PAGE).unwrap();
        let other = join(PAGE, |_| Ok("other".to_owned())).unwrap();
        assert_ne!(one.name, other.name);
        assert_eq!(one, joined(PAGE).unwrap());
    }

    #[test]
    fn a_page_without_styles_is_a_mistake() {
        assert!(joined("<link href=icons/icon.svg rel=icon>").is_err());
    }
}
