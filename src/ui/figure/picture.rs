//! A figure as a picture: the browser draws the figure's own markup once more, with the page's own styles and in the theme
//! that is on, into a canvas of twice the size. Nothing is fetched: the markup goes in by a `data:` address, which the
//! policy of the page allows for pictures, and which leaves the canvas readable.

use leptos::prelude::{document, window};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, CanvasRenderingContext2d, CssStyleSheet, Element, HtmlCanvasElement, HtmlElement, HtmlImageElement,
    XmlSerializer,
};

use super::sheet::escaped;

/// How many dots of the picture a dot of the page becomes.
const SCALE: f64 = 2.0;
/// The space around the figure, in dots of the page.
const MARGIN: f64 = 16.0;
/// No side of a canvas is longer in any browser; what is longer is drawn smaller.
const LONGEST: f64 = 16_000.0;

/// The browser could not draw it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NotDrawn;

impl From<JsValue> for NotDrawn {
    fn from(_: JsValue) -> Self {
        Self
    }
}

/// The size of what is drawn, in dots of the page.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Size {
    width: f64,
    height: f64,
}

/// Draws a figure as it looks now, and all of what one would have to scroll to.
///
/// # Errors
/// See [`NotDrawn`].
pub(super) async fn picture(figure: &HtmlElement) -> Result<Blob, NotDrawn> {
    let (wider, higher) = beyond(figure)?;
    let size = Size {
        width: f64::from(figure.offset_width() + wider) + 2.0 * MARGIN,
        height: f64::from(figure.offset_height() + higher) + 2.0 * MARGIN,
    };
    let image = HtmlImageElement::new()?;
    let svg = svg(figure, size)?;
    image.set_src(&format!("data:image/svg+xml;charset=utf-8,{}", js_sys::encode_uri_component(&svg)));
    JsFuture::from(image.decode()).await?;
    let scale = SCALE.min(LONGEST / size.width.max(size.height));
    let canvas: HtmlCanvasElement = document().create_element("canvas")?.unchecked_into();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the size of a picture")]
    let dots = |length: f64| (length * scale).ceil() as u32;
    canvas.set_width(dots(size.width));
    canvas.set_height(dots(size.height));
    let context: CanvasRenderingContext2d = canvas.get_context("2d")?.ok_or(NotDrawn)?.unchecked_into();
    context.scale(scale, scale)?;
    context.draw_image_with_html_image_element(&image, 0.0, 0.0)?;
    let drawn = js_sys::Promise::new(&mut |done, _| {
        // A canvas that may not be read gives nothing, as one that is too large.
        if canvas.to_blob(&done).is_err() {
            let _ = done.call1(&JsValue::NULL, &JsValue::NULL);
        }
    });
    JsFuture::from(drawn).await?.dyn_into().map_err(|_| NotDrawn)
}

/// By how much what scrolls inside the figure is wider and higher than its window, at most.
fn beyond(figure: &HtmlElement) -> Result<(i32, i32), NotDrawn> {
    let scrolling = figure.query_selector_all(".scrollx")?;
    let all = (0..scrolling.length()).filter_map(|at| scrolling.item(at)?.dyn_into::<Element>().ok());
    let sides = all.map(|one| (one.scroll_width() - one.client_width(), one.scroll_height() - one.client_height()));
    Ok(sides.fold((0, 0), |(wide, high), (wider, higher)| (wide.max(wider), high.max(higher))))
}

/// The figure inside a picture of its own. The picture is as wide as the window, so that the styles for narrow windows mean
/// what they mean on the page; what is beyond the figure is not drawn.
fn svg(figure: &HtmlElement, size: Size) -> Result<String, NotDrawn> {
    let root = document().document_element().ok_or(NotDrawn)?;
    let computed = window().get_computed_style(&root)?.ok_or(NotDrawn)?;
    let text_size = computed.get_property_value("font-size").unwrap_or_default();
    let text = letters()?;
    let dark = window().match_media("(prefers-color-scheme: dark)")?.is_some_and(|dark| dark.matches());
    let theme = root.get_attribute("data-theme").filter(|theme| theme == "dark" || theme == "light");
    let theme = theme.unwrap_or_else(|| (if dark { "dark" } else { "light" }).to_owned());
    let page = figure.closest(".main")?.map(|page| (page.class_name(), f64::from(page.client_width())));
    let (page, page_width) = page.unwrap_or_else(|| (String::new(), size.width));
    let (before, after) = around(figure);
    let markup = XmlSerializer::new()?.serialize_to_string(figure)?;
    let window_side = |side: Result<JsValue, JsValue>, least: f64| Ok(side?.as_f64().unwrap_or(least).max(least));
    let (wide, high): (f64, f64) = (
        window_side(window().inner_width(), size.width).map_err(|_: JsValue| NotDrawn)?,
        window_side(window().inner_height(), size.height).map_err(|_: JsValue| NotDrawn)?,
    );
    let inner = size.width - 2.0 * MARGIN;
    let styles = escaped(&styles());
    let page = escaped(&page).replace('"', "");
    let picture = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{wide}\" height=\"{high}\" data-theme=\"{theme}\" \
         style=\"color-scheme:{theme};font-size:{text_size}\"><foreignObject width=\"{wide}\" height=\"{high}\">\
         <body xmlns=\"http://www.w3.org/1999/xhtml\" style=\"margin:0;min-block-size:100%;background:var(--bg);{text}\">\
         <style>{styles} .scrollx {{ overflow: visible !important; max-block-size: none !important }} [data-not-drawn] {{ display: none !important }}</style>\
         <div class=\"{page}\" style=\"display:block;overflow:visible;inline-size:{page_width}px;block-size:auto\">\
         <div style=\"inline-size:{inner}px;padding:{MARGIN}px;box-sizing:content-box\">{before}{markup}{after}</div></div>\
         </body></foreignObject></svg>",
    );
    // A name may hold a sign that no document of this kind may.
    Ok(picture.replace(|sign: char| sign.is_control() && !['\t', '\n', '\r'].contains(&sign), " "))
}

/// What letters the page is written in. Rules are read back without what they say of fonts: where one says `font` by a
/// variable and something more of it after, browsers write neither.
fn letters() -> Result<String, NotDrawn> {
    let body = document().body().ok_or(NotDrawn)?;
    let computed = window().get_computed_style(&body)?.ok_or(NotDrawn)?;
    let value = |name: &str| computed.get_property_value(name).unwrap_or_default();
    let names = ["font-family", "font-size", "font-weight", "line-height", "font-variant-numeric"];
    Ok(names.map(|name| format!("{name}:{};", escaped(&value(name)).replace('"', "'"))).concat())
}

/// What the figure stands in, up to the page, without any room of its own: styles go by it.
fn around(figure: &HtmlElement) -> (String, String) {
    let mut classes = Vec::new();
    let mut above = figure.parent_element();
    while let Some(element) = above.filter(|element| !element.class_list().contains("main")) {
        classes.push(element.class_name());
        above = element.parent_element();
    }
    let open =
        |class: &String| format!("<div class=\"{}\" style=\"display:contents\">", escaped(class).replace('"', ""));
    (classes.iter().rev().map(open).collect(), "</div>".repeat(classes.len()))
}

/// Every style of the page.
fn styles() -> String {
    let sheets = document().style_sheets();
    let mut out = String::new();
    for at in 0..sheets.length() {
        let Some(sheet) = sheets.item(at).and_then(|sheet| sheet.dyn_into::<CssStyleSheet>().ok()) else { continue };
        // Those of other hosts may not be read; there are none.
        let Ok(rules) = sheet.css_rules() else { continue };
        for rule in (0..rules.length()).filter_map(|at| rules.item(at)) {
            out.push_str(&rule.css_text());
            out.push('\n');
        }
    }
    out
}
