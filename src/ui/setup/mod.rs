//! «Устройство»: how the company sells, as data of the workspace. Its funnels and the editor of one, robots, regulations,
//! people, working time, currencies.
//! Deliberately not here: what a change of a funnel does (`domain::publish`), boards.

mod adviser;
mod builder;
mod crumbs;
mod editing;
mod figures;
mod funnel;
mod funnels;
mod hours;
mod inbox;
mod library;
mod more;
mod order;
mod people;
mod publish;
mod questions;
mod rates;
mod reasons;
mod regulation;
mod robots;
mod roles;
mod stages;
mod templates;
mod wording;
mod written;

pub use builder::BuilderPage;
pub use funnel::FunnelPage;
pub use funnels::SetupPage;
pub use hours::HoursPage;
pub use people::PeoplePage;
pub use rates::RatesPage;
