//! Identities that are made of what a record is about, so that two tabs or devices that do the same write the same record.
//!
//! The hash is FNV-1a of 128 bits (<http://www.isthe.com/chongo/tech/comp/fnv/>): it only has to keep things apart, nobody
//! gains by two that meet.

const BASIS: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;

/// The number that goes with these parts, in this order.
pub(super) fn named(parts: &[&[u8]]) -> u128 {
    // Each part ends in a byte that no name has, so that parts do not run together.
    let bytes = parts.iter().flat_map(|part| part.iter().chain([&0xff]));
    bytes.fold(BASIS, |hash, &byte| (hash ^ u128::from(byte)).wrapping_mul(PRIME))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_values() {
        // From the authors' test suite: the hash of nothing, and of "a" as far as it goes by hand.
        assert_eq!(named(&[]), BASIS);
        let of_a = (BASIS ^ u128::from(b'a')).wrapping_mul(PRIME);
        assert_eq!(of_a, 0xd228_cb69_6f1a_8caf_7891_2b70_4e4a_8964);
        assert_ne!(named(&[b"ab", b"c"]), named(&[b"a", b"bc"]));
    }
}
