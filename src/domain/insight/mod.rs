//! Every number shown on a report or over many deals, computed from records and their history by pure functions (I4).

pub mod adviser;
pub mod baskets;
pub mod board;
pub mod bought;
pub mod clientele;
pub mod conversion;
pub mod edition;
pub mod effect;
pub mod first_answer;
pub mod forecast;
pub mod lived;
pub mod load;
pub mod losses;
pub mod outlook;
pub mod path;
pub mod probability;
pub mod proportion;
pub mod purchases;
pub mod regulation;
pub mod rfm;
pub mod saved;
pub mod scores;
pub mod story;
pub mod warming;
pub mod writing;
