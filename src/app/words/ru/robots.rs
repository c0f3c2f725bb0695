//! Robots: what they wait for and do, what they would do, what they did. Russian.

use crate::app::words::Robots;

#[rustfmt::skip]
pub(super) static WORDS: Robots = Robots {
    title: "Роботы",
};
