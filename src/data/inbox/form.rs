//! A form for the company's site: a page of its own or a piece to put into one, without anybody's scripts, that posts a lead
//! as JSON to the address that collects them. It names each lead, so that one that is sent twice is taken once; where the
//! visitor came from goes along; a field that no person sees keeps robots out.
//! Deliberately not here: the address that collects (docs/inbox.md).

/// What the form says and where it posts to; every text is escaped here.
#[derive(Clone, Copy, Debug)]
pub struct Form<'a> {
    /// Where it posts.
    pub url: &'a str,
    /// The language of the page, `ru`.
    pub language: &'a str,
    /// The heading.
    pub title: &'a str,
    /// What the lines ask for: company, name, telephone, electronic address, what is needed.
    pub lines: [&'a str; 5],
    /// The consent that has to be given.
    pub consent: &'a str,
    /// The button.
    pub send: &'a str,
    /// What is said when it has been taken, and when it has not.
    pub said: [&'a str; 2],
}

/// Names of the lines in what is posted, how a browser fills them in, and whether they have to be answered.
const LINES: [(&str, &str, &str, &str); 5] = [
    ("company", "text", "organization", ""),
    ("person", "text", "name", " required"),
    ("phone", "tel", "tel", " required"),
    ("email", "email", "email", ""),
    ("need", "", "", " required"),
];

/// The form as HTML, to be saved as a page or put into one.
pub fn page(form: &Form<'_>) -> String {
    let lines: String = LINES
        .iter()
        .zip(form.lines)
        .map(|((name, kind, fill, must), label)| {
            let label = escaped(label);
            match *kind {
                "" => format!("  <label>{label}<textarea name=\"{name}\" rows=\"4\" maxlength=\"5000\"{must}></textarea></label>\n"),
                kind => format!(
                    "  <label>{label}<input name=\"{name}\" type=\"{kind}\" autocomplete=\"{fill}\" maxlength=\"200\"{must}></label>\n"
                ),
            }
        })
        .collect();
    let [done, failed] = form.said.map(escaped);
    let (language, title, consent, send) =
        (escaped(form.language), escaped(form.title), escaped(form.consent), escaped(form.send));
    let url = escaped(form.url);
    format!(
        r#"<form class="lead-form" lang="{language}" action="{url}" data-done="{done}" data-failed="{failed}">
  <h2>{title}</h2>
{lines}  <label hidden>Site<input name="site" tabindex="-1" autocomplete="off"></label>
  <label class="agree"><input name="agree" type="checkbox" required> {consent}</label>
  <button>{send}</button>
  <p role="status"></p>
</form>
<style>{STYLE}</style>
<script>{SCRIPT}</script>
"#
    )
}

const STYLE: &str = "
.lead-form { display: grid; gap: 12px; max-width: 420px; font: 16px/1.4 system-ui, sans-serif; }
.lead-form label { display: grid; gap: 4px; }
.lead-form label[hidden] { display: none; }
.lead-form .agree { display: block; font-size: 14px; }
.lead-form input, .lead-form textarea { font: inherit; padding: 8px; width: 100%; box-sizing: border-box; }
.lead-form .agree input { width: auto; }
.lead-form button { font: inherit; padding: 10px 16px; }
";

// The name is made once for what is written, so that a second press after a lost answer sends the same lead.
const SCRIPT: &str = r#"
for (const form of document.querySelectorAll(".lead-form:not([data-ready])")) {
  form.dataset.ready = "";
  let id = "";
  form.addEventListener("input", () => (id = ""));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const said = form.querySelector("[role=status]");
    const button = form.querySelector("button");
    const { site, agree, ...lead } = Object.fromEntries(new FormData(form));
    if (site) return;
    id ||= Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
    for (const [name, value] of new URLSearchParams(location.search)) if (name.startsWith("utm_")) lead[name] = value;
    lead.source ??= lead.utm_source || location.hostname;
    button.disabled = true;
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ id, at: new Date().toISOString(), ...lead, page: location.origin + location.pathname }),
      });
      if (!answer.ok) throw new Error(answer.status);
      form.reset();
      id = "";
      said.textContent = form.dataset.done;
    } catch {
      said.textContent = form.dataset.failed;
    }
    button.disabled = false;
  });
}
"#;

/// A text that markup can't be made of, inside of quotes too.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            letter => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::lead::from_json;
    use crate::domain::Currency;

    const FORM: Form<'_> = Form {
        url: "https://in.example/leads?a=1&b=\"><script>x</script>",
        language: "ru",
        title: "Спросите <нас>",
        lines: ["Компания", "Имя", "Телефон", "Почта", "Что нужно"],
        consent: "Согласен",
        send: "Отправить",
        said: ["Спасибо", "Не ушло"],
    };

    #[test]
    fn no_text_becomes_markup() {
        let page = page(&FORM);
        assert!(
            page.contains(r#"action="https://in.example/leads?a=1&amp;b=&quot;&gt;&lt;script&gt;x&lt;/script&gt;""#)
        );
        assert!(page.contains("<h2>Спросите &lt;нас&gt;</h2>"));
        assert_eq!(page.matches("<script>").count(), 1);
    }

    #[test]
    fn every_line_is_one_that_a_lead_has_a_place_for() {
        let page = page(&FORM);
        for (name, ..) in LINES {
            assert!(page.contains(&format!("name=\"{name}\"")), "{name}");
            let value = if name == "email" { "a@b.example" } else { "+7 912 000-00-01" };
            let text = serde_json::json!({ name: value, "person": "Иван" }).to_string();
            let lead = from_json(&text, Currency::RUB).unwrap().remove(0).unwrap();
            assert!(lead.fields.is_empty(), "{name} has no place of its own");
        }
    }
}
