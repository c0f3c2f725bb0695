//! The content security policy of a release, as a meta tag.
//!
//! Trunk starts the application from an inline script; the policy names that script by its hash and allows no other.
//! Only a release has a policy: Trunk's reload script while developing would need a hole in it.

use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

use crate::failure::{Failure, Outcome};

/// What a release adds right after `<base>`. The order matters: `base-uri 'none'` forbids every later `<base>`, and
/// the registration script must know the base.
pub(super) fn protect(page: &str) -> Outcome<String> {
    if page.contains("Content-Security-Policy") {
        return Err(Failure::new("index.html already has a policy", "remove it: a release gets its own"));
    }
    let base = page.find("<base ").and_then(|start| Some(start + page[start..].find('>')? + 1));
    let Some(at) = base else {
        return Err(Failure::new(
            "index.html has no <base>",
            "put `<base data-trunk-public-url>` right after its charset",
        ));
    };
    let policy = policy(&inline_scripts(page));
    let (before, after) = page.split_at(at);
    Ok(format!(
        "{before}<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\
         <script src=\"register-sw.js\" defer></script>{after}"
    ))
}

/// The policy. `connect-src` is as wide as "sync with any endpoint" asks; a host can narrow it with a header, and
/// should add `frame-ancestors 'none'` there, which a meta tag can't carry.
fn policy(inline: &[&str]) -> String {
    let hashes: String =
        inline.iter().map(|script| format!(" 'sha256-{}'", STANDARD.encode(Sha256::digest(script)))).collect();
    format!(
        "default-src 'none'; script-src 'self'{hashes} 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; media-src blob:; \
         font-src 'self'; manifest-src 'self'; worker-src 'self'; \
         connect-src 'self' https: http://127.0.0.1:* http://localhost:*; \
         base-uri 'none'; form-action 'none'; object-src 'none'"
    )
}

/// The text of every script that has no `src`.
fn inline_scripts(page: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = page;
    while let Some(start) = rest.find("<script") {
        rest = &rest[start + "<script".len()..];
        let Some((tag, after)) = rest.split_once('>') else { break };
        let Some((text, after)) = after.split_once("</script>") else { break };
        let has_src = tag.split_ascii_whitespace().any(|word| word.starts_with("src="));
        if !has_src {
            found.push(text);
        }
        rest = after;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<head><meta charset=utf-8><base href="/sub/"><script src="theme.js"></script><script type="module">alert('Hello, world.');</script></head>"#;

    #[test]
    fn only_inline_scripts_are_named_and_by_the_hash_a_browser_computes() {
        assert_eq!(inline_scripts(PAGE), ["alert('Hello, world.');"]);
        // The example of the Content Security Policy specification, section "Hash usage".
        let policy = policy(&inline_scripts(PAGE));
        assert!(policy.contains("'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"), "{policy}");
    }

    #[test]
    fn the_policy_follows_the_base() {
        let page = protect(PAGE).unwrap();
        let position = |text| page.find(text).unwrap();
        assert!(position("<base") < position("Content-Security-Policy"));
        assert!(position("Content-Security-Policy") < position("register-sw.js"));
        assert!(position("register-sw.js") < position("theme.js"));
    }

    #[test]
    fn a_page_without_a_base_or_with_a_policy_is_refused() {
        assert!(protect("<head></head>").unwrap_err().what.contains("<base>"));
        assert!(protect(&protect(PAGE).unwrap()).is_err());
    }
}
