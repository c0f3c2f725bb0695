//! An address to which nothing is sent: its owner does not want letters, or it does not exist.

use super::{MemberId, Moment, OptOutId, identity};

/// An address that is not written to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OptOut {
    /// Identity: [`OptOut::of`] its address.
    pub id: OptOutId,
    /// The address.
    pub address: String,
    /// Since when.
    pub at: Moment,
    /// Why: what the owner wrote, or what the mail server said.
    pub why: String,
    /// Who wrote it down.
    pub by: Option<MemberId>,
}

impl OptOut {
    /// The identity that goes with an address, however it is written.
    pub fn of(address: &str) -> OptOutId {
        OptOutId(identity::named(&[address.trim().to_lowercase().as_bytes()]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_one_however_it_is_written() {
        assert_eq!(OptOut::of(" Glavbuh@Zavod.ru "), OptOut::of("glavbuh@zavod.ru"));
        assert_ne!(OptOut::of("glavbuh@zavod.ru"), OptOut::of("sbyt@zavod.ru"));
    }
}
