//! Loading files.
use leptos::prelude::*;
/// Files that wait to be loaded.
#[derive(Clone, Copy)]
pub struct Inbox {
    files: RwSignal<Vec<web_sys::File>, LocalStorage>,
}
impl Inbox {
    /// None yet.
    pub fn new() -> Self {
        Self { files: RwSignal::new_local(Vec::new()) }
    }
    /// Takes files in.
    pub fn take(&self, files: &web_sys::FileList) {
        self.files.set((0..files.length()).filter_map(|at| files.get(at)).collect());
    }
}
impl Default for Inbox {
    fn default() -> Self {
        Self::new()
    }
}
/// The inbox of this page.
pub fn use_inbox() -> Inbox {
    expect_context()
}
/// The dialog of loading, while files wait.
#[component]
pub fn Imports() -> impl IntoView {}
