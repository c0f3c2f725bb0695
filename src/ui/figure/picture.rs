//! A figure as a picture: the browser draws the figure's own markup with the page's own styles once more, into a canvas of
//! twice the size. Nothing is fetched.

use std::fmt::Write;

use leptos::prelude::{document, window};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, CanvasRenderingContext2d, CssStyleSheet, HtmlCanvasElement, HtmlElement, HtmlImageElement, XmlSerializer,
};

/// How many dots of the picture a dot of the page becomes.
const SCALE: f64 = 2.0;
/// The space around the figure.
const MARGIN: f64 = 16.0;

/// The browser could not draw it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotDrawn;

impl From<JsValue> for NotDrawn {
    fn from(_: JsValue) -> Self {
        Self
    }
}

/// Draws an element as it looks now.
///
/// # Errors
/// See [`NotDrawn`].
pub async fn picture(element: &HtmlElement) -> Result<Blob, NotDrawn> {
    let (width, height) =
        (f64::from(element.offset_width()) + 2.0 * MARGIN, f64::from(element.offset_height()) + 2.0 * MARGIN);
    let image = HtmlImageElement::new()?;
    image.set_src(&format!(
        "data:image/svg+xml;charset=utf-8,{}",
        js_sys::encode_uri_component(&svg(element, width, height)?)
    ));
    JsFuture::from(image.decode()).await?;
    let canvas: HtmlCanvasElement = document().create_element("canvas")?.unchecked_into();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the size of a picture")]
    let size = |length: f64| (length * SCALE).ceil() as u32;
    canvas.set_width(size(width));
    canvas.set_height(size(height));
    let context: CanvasRenderingContext2d = canvas.get_context("2d")?.ok_or(NotDrawn)?.unchecked_into();
    context.scale(SCALE, SCALE)?;
    context.draw_image_with_html_image_element(&image, 0.0, 0.0)?;
    let drawn = js_sys::Promise::new(&mut |done, _| {
        // A canvas that may not be read gives nothing, as one that is too large.
        if canvas.to_blob(&done).is_err() {
            let _ = done.call1(&JsValue::NULL, &JsValue::NULL);
        }
    });
    JsFuture::from(drawn).await?.dyn_into().map_err(|_| NotDrawn)
}

/// The element inside a picture of its own: with every style of the page, in the theme that is on, at the width that it has.
fn svg(element: &HtmlElement, width: f64, height: f64) -> Result<String, NotDrawn> {
    let root = document().document_element().ok_or(NotDrawn)?;
    let computed = window().get_computed_style(&root)?.ok_or(NotDrawn)?;
    let look = |name: &str| computed.get_property_value(name).unwrap_or_default();
    let theme = root.get_attribute("data-theme").unwrap_or_default();
    let scheme = match theme.as_str() {
        "dark" | "light" => theme.clone(),
        _ if window().match_media("(prefers-color-scheme: dark)")?.is_some_and(|dark| dark.matches()) => {
            "dark".to_owned()
        }
        _ => "light".to_owned(),
    };
    let copy: HtmlElement = element.clone_node_with_deep(true)?.unchecked_into();
    // What one presses is of no use on paper.
    let tools = copy.query_selector_all("[data-not-drawn]")?;
    for at in 0..tools.length() {
        if let Some(tool) = tools.item(at).and_then(|tool| tool.dyn_into::<HtmlElement>().ok()) {
            tool.remove();
        }
    }
    let markup = XmlSerializer::new()?.serialize_to_string(&copy)?;
    let inner = width - 2.0 * MARGIN;
    let mut out = String::new();
    // Writing into a text does not fail.
    let _ = write!(
        out,
        "<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}' data-theme='{scheme}' \
         style='color-scheme:{scheme};font-size:{}'><foreignObject width='100%' height='100%'>\
         <style xmlns='http://www.w3.org/1999/xhtml'>{}</style>\
         <body xmlns='http://www.w3.org/1999/xhtml' style='margin:0;padding:{MARGIN}px;background:var(--bg);overflow:hidden;min-block-size:0'>\
         <main class='main {}' style='display:block;overflow:visible;inline-size:{inner}px;min-block-size:0'>{markup}</main></body></foreignObject></svg>",
        look("font-size"),
        escape(&styles()),
        page_class(element),
    );
    Ok(out)
}

/// The class that the page's own styles go by.
fn page_class(element: &HtmlElement) -> String {
    let main = element.closest(".main").ok().flatten();
    main.map(|main| main.class_name().replace("main", "").trim().to_owned()).unwrap_or_default()
}

/// Every style of the page.
fn styles() -> String {
    let sheets = document().style_sheets();
    let mut out = String::new();
    for at in 0..sheets.length() {
        let Some(sheet) = sheets.item(at).and_then(|sheet| sheet.dyn_into::<CssStyleSheet>().ok()) else { continue };
        // Those of other hosts may not be read; there are none.
        let Ok(rules) = sheet.css_rules() else { continue };
        for at in 0..rules.length() {
            if let Some(rule) = rules.item(at) {
                out.push_str(&rule.css_text());
                out.push('\n');
            }
        }
    }
    out
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}
