//! Components and pages, the only place with markup. What they show comes from `app`, what people do goes back to it.

pub mod icon;
