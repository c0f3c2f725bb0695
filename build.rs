//! A module that is to be cut into parts keeps what the linker knows of it (docs/decisions/0005-parts.md). The worker is not
//! cut, and would carry all of that for nothing.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var_os("CARGO_CFG_SPLIT").is_some() {
        println!("cargo::rustc-link-arg-bin=voronka=--emit-relocs");
    }
}
