//! The file into which copies go one after another, where the browser keeps such a place (File System Access API). It is
//! remembered until the tab is closed: the browser asks for leave again in any case.

use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, FileSystemFileHandle, FileSystemWritableFileStream};

/// A file that a person has chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct Place(FileSystemFileHandle);

impl Place {
    /// Whether this browser lets a page keep a file.
    pub fn can_be() -> bool {
        picker().is_some()
    }

    /// Lets the person choose; none when they did not.
    pub async fn choose(name: &str) -> Option<Self> {
        let accept = Object::new();
        Reflect::set(&accept, &"application/json".into(), &Array::of1(&".json".into())).ok()?;
        let kind = Object::new();
        Reflect::set(&kind, &"accept".into(), &accept).ok()?;
        let options = Object::new();
        Reflect::set(&options, &"suggestedName".into(), &name.into()).ok()?;
        Reflect::set(&options, &"types".into(), &Array::of1(&kind)).ok()?;
        let chosen: Promise = picker()?.call1(&window(), &options).ok()?.dyn_into().ok()?;
        JsFuture::from(chosen).await.ok()?.dyn_into().ok().map(Self)
    }

    /// What the file is called.
    pub fn name(&self) -> String {
        self.0.name()
    }

    /// Whether the browser lets us write, asking the person where it wants to.
    pub(super) async fn admit(&self) -> Result<(), ()> {
        let Ok(ask) = Reflect::get(&self.0, &"requestPermission".into()) else { return Ok(()) };
        // A browser that asks nothing has nothing against it.
        let Ok(ask) = ask.dyn_into::<Function>() else { return Ok(()) };
        let mode = Object::new();
        let _ = Reflect::set(&mode, &"mode".into(), &"readwrite".into());
        let asked = ask.call1(&self.0, &mode).ok().and_then(|asked| asked.dyn_into::<Promise>().ok()).ok_or(())?;
        let answer = JsFuture::from(asked).await.map_err(drop)?;
        (answer.as_string().as_deref() == Some("granted")).then_some(()).ok_or(())
    }

    /// Writes the file anew: all of it, or it stays as it was.
    pub(super) async fn write(&self, parts: &[String]) -> Result<(), ()> {
        let texts: Array = parts.iter().map(|part| JsValue::from_str(part)).collect();
        let options = BlobPropertyBag::new();
        options.set_type("application/json");
        let blob = Blob::new_with_str_sequence_and_options(&texts, &options).map_err(drop)?;
        let stream = JsFuture::from(self.0.create_writable()).await.map_err(drop)?;
        let stream: FileSystemWritableFileStream = stream.dyn_into().map_err(drop)?;
        JsFuture::from(stream.write_with_blob(&blob).map_err(drop)?).await.map_err(drop)?;
        JsFuture::from(stream.close()).await.map_err(drop)?;
        Ok(())
    }
}

fn picker() -> Option<Function> {
    Reflect::get(&window(), &"showSaveFilePicker".into()).ok()?.dyn_into().ok()
}
