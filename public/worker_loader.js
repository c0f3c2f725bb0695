// Starts the worker: what takes long is worked out in it, away from the page (src/worker.rs).
importScripts("worker.js");
wasm_bindgen({ module_or_path: "worker_bg.wasm" });
