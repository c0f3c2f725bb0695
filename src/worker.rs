//! Starts the worker: what takes long is worked out here, away from the page (`app::away`).

fn main() {
    console_error_panic_hook::set_once();
    voronka::app::away::serve();
}
