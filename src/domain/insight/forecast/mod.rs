//! «Купит / не купит»: whether a customer will buy again, and how often, told by the days on which they bought so far.
//!
//! Two models, of the kind "buy until you leave". A customer buys at a rate of their own, and after a purchase may leave
//! for good; rates and readiness to leave differ between customers. [`Model`] says when somebody may leave. The
//! parameters describe all customers of a company together, and are fitted to its past ([`fit`](fit())); with them and
//! one customer's [`Pattern`] everything else is a formula. [`Calibration`] confronts the forecast with what then
//! happened.
//!
//! The numbers in brackets are paragraphs of the analytics specification. Time is counted in weeks inside, so that the
//! parameters can be compared with published ones, and in days outside.
//!
//! Sources: Fader, Hardie and Lee, Marketing Science 2005, 24:275 (BG/NBD); Batislam, Denizel and Filiztekin,
//! International Journal of Research in Marketing 2007, 24:201, and Wagner and Hoppe 2008, 25:75 (MBG/NBD); the form
//! of the likelihood that doesn't overflow: Hardie's note 27, brucehardie.com/notes/027.
//!
//! Not here: which purchases count (`rfm`), words, and when a fit is made anew. What it sells is counts and honest
//! shares; it does not rank customers better than the day of their last purchase does.

mod calibration;
mod fit;
mod history;
mod likelihood;
mod model;

pub use calibration::{Calibration, Class};
pub use fit::{FEWEST_CUSTOMERS, FEWEST_REPEATERS, Fit, NoFit, fit};
pub use history::{History, histories, usual_interval};
pub use likelihood::Sample;
pub use model::{Forecast, Model, OutOfRange, Parameters, Pattern};
