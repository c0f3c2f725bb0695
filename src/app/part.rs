//! Parts of the application that a release fetches when they are first asked for, so that the first screen does not wait
//! for what it does not show. A development build has them all in one module.
//!
//! Deliberately not here: how the module is cut (`xtask`), what is in a part.

pub use leptos::wasm_split::SplitLoaderError as NotFetched;

/// Declares functions of a part: each becomes asynchronous, fetches the part once, and then does its work.
///
/// `part!(desk: draw() -> AnyView = view)` is a function `async fn draw() -> Result<AnyView, NotFetched>`.
macro_rules! part {
    ($part:ident: $($(#[$doc:meta])* $sight:vis $name:ident($($given:ident: $kind:ty),*) -> $made:ty = $make:expr;)*) => {
        $(
            $(#[$doc])*
            #[cfg(split)]
            #[leptos::wasm_split::wasm_split($part, wasm_split_path = ::leptos::wasm_split, fallible)]
            $sight fn $name($($given: $kind),*) -> Result<$made, $crate::app::part::NotFetched> {
                Ok($make)
            }

            $(#[$doc])*
            #[cfg(not(split))]
            $sight async fn $name($($given: $kind),*) -> Result<$made, $crate::app::part::NotFetched> {
                Ok($make)
            }
        )*
    };
}

pub(crate) use part;
