//! Parts put together to a ZIP archive, each deflated.
//! Deliberately not here: what the parts say (`write`).

use miniz_oxide::deflate::compress_to_vec;

/// 1 January 1980, the first day of the calendar of archives: the same parts give the same file.
const DAY: u16 = 0x21;

/// An archive while it grows.
#[derive(Default)]
pub(super) struct Packing {
    bytes: Vec<u8>,
    directory: Vec<u8>,
    count: u16,
}

impl Packing {
    /// Adds a part.
    pub(super) fn add(&mut self, name: &str, content: &[u8]) {
        let packed = compress_to_vec(content, 6);
        let at = self.bytes.len();
        // What both heads say, from the version that is needed to the length of the notes.
        let mut head = Vec::with_capacity(26);
        for field in [20, 0x0800, 8, 0, DAY] {
            head.extend(field.to_le_bytes());
        }
        for field in [crc(content), length(packed.len()), length(content.len())] {
            head.extend(field.to_le_bytes());
        }
        #[expect(clippy::cast_possible_truncation, reason = "names of ours")]
        head.extend([(name.len() as u16).to_le_bytes(), [0, 0]].concat());
        self.bytes.extend(0x0403_4b50_u32.to_le_bytes());
        self.bytes.extend(&head);
        self.bytes.extend(name.as_bytes());
        self.bytes.extend(&packed);
        self.directory.extend(0x0201_4b50_u32.to_le_bytes());
        self.directory.extend(20_u16.to_le_bytes());
        self.directory.extend(&head);
        self.directory.extend([0; 10]);
        self.directory.extend(length(at).to_le_bytes());
        self.directory.extend(name.as_bytes());
        self.count += 1;
    }

    /// The archive.
    pub(super) fn done(mut self) -> Vec<u8> {
        let at = self.bytes.len();
        self.bytes.extend(&self.directory);
        self.bytes.extend(0x0605_4b50_u32.to_le_bytes());
        self.bytes.extend([0; 4]);
        self.bytes.extend([self.count.to_le_bytes(), self.count.to_le_bytes()].concat());
        self.bytes.extend(length(self.directory.len()).to_le_bytes());
        self.bytes.extend(length(at).to_le_bytes());
        self.bytes.extend([0; 2]);
        self.bytes
    }
}

/// Four bytes hold every length that a browser has room for.
#[expect(clippy::cast_possible_truncation, reason = "memory of the browser ends at 4 GiB")]
fn length(length: usize) -> u32 {
    length as u32
}

/// The check sum of ISO 3309 that archives have.
fn crc(bytes: &[u8]) -> u32 {
    const TABLE: [u32; 256] = table();
    !bytes.iter().fold(u32::MAX, |sum, &byte| sum >> 8 ^ TABLE[(sum as u8 ^ byte) as usize])
}

const fn table() -> [u32; 256] {
    let mut table = [0; 256];
    let mut at = 0;
    while at < 256 {
        let mut sum = at as u32;
        let mut bit = 0;
        while bit < 8 {
            sum = if sum & 1 == 1 { sum >> 1 ^ 0xedb8_8320 } else { sum >> 1 };
            bit += 1;
        }
        table[at] = sum;
        at += 1;
    }
    table
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_published_check_sum() {
        assert_eq!(super::crc(b"123456789"), 0xcbf4_3926);
    }
}
