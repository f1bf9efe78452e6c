//! The two encodings of a mail's bodies, taken off as mail programs do: what is wrong is passed
//! over, and what is there is kept.

/// Takes off base64 (RFC 2045, section 6.8).
///
/// Other characters are skipped. After the padding at the end, further lines count only while they
/// are base64 through and through: what some programs put behind it is not.
pub(crate) fn base64(bytes: &[u8]) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(bytes.len() / 4 * 3);
    let mut group = Group::default();
    let mut ended = false;
    for line in bytes.split_inclusive(|&b| b == b'\n') {
        let line = line.trim_ascii();
        if ended && !line.iter().all(|&b| b == b'=' || sextet(b).is_some()) {
            break;
        }
        for &byte in line {
            match sextet(byte) {
                Some(six) => group.push(six, &mut decoded),
                None if byte == b'=' => {
                    group.finish(&mut decoded);
                    ended = true;
                }
                None => {}
            }
        }
    }
    group.finish(&mut decoded);
    decoded
}

/// Up to four characters of base64, which make up to three bytes.
#[derive(Default)]
struct Group {
    bits: u32,
    count: u32,
}

impl Group {
    fn push(&mut self, six: u8, decoded: &mut Vec<u8>) {
        self.bits = self.bits << 6 | u32::from(six);
        self.count += 1;
        if self.count == 4 {
            decoded.extend_from_slice(&self.bits.to_be_bytes()[1..]);
            *self = Self::default();
        }
    }

    /// The whole bytes of a group that was not filled.
    fn finish(&mut self, decoded: &mut Vec<u8>) {
        let whole = (self.count * 6 / 8) as usize;
        let bytes = (self.bits << (24 - 6 * self.count.min(4))).to_be_bytes();
        decoded.extend_from_slice(&bytes[1..=whole]);
        *self = Self::default();
    }
}

fn sextet(byte: u8) -> Option<u8> {
    match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    }
}

/// Takes off quoted-printable (RFC 2045, section 6.7).
///
/// White space at the end of a line goes, as the standard has it; an equals sign that begins
/// nothing stays.
pub(crate) fn quoted_printable(bytes: &[u8]) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(bytes.len());
    for line in bytes.split_inclusive(|&b| b == b'\n') {
        let ending = match line {
            [.., b'\r', b'\n'] => 2,
            [.., b'\n'] => 1,
            _ => 0,
        };
        let (words, ending) = line.split_at(line.len() - ending);
        let words = words.trim_ascii_end();
        match words.strip_suffix(b"=") {
            Some(words) => unescape(words, b'=', &mut decoded),
            None => {
                unescape(words, b'=', &mut decoded);
                decoded.extend_from_slice(ending);
            }
        }
    }
    decoded
}

/// Puts bytes in the place of `=E9` and its like, in this line or this encoded word.
pub(super) fn unescape(words: &[u8], mark: u8, decoded: &mut Vec<u8>) {
    let hex = |byte: Option<&u8>| byte.and_then(|&b| char::from(b).to_digit(16));
    let mut rest = words;
    while let Some(at) = memchr::memchr(mark, rest) {
        decoded.extend_from_slice(&rest[..at]);
        match (hex(rest.get(at + 1)), hex(rest.get(at + 2))) {
            (Some(high), Some(low)) => {
                decoded.push((high << 4 | low) as u8);
                rest = &rest[at + 3..];
            }
            _ => {
                decoded.push(mark);
                rest = &rest[at + 1..];
            }
        }
    }
    decoded.extend_from_slice(rest);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn base64_keeps_what_is_there() {
        let of = |bytes: &[u8]| String::from_utf8(base64(bytes)).unwrap();
        assert_eq!(of(b"cGllciBzaHV0"), "pier shut");
        assert_eq!(of(b"cGll\r\n!ci*Bz aHV0Lg=="), "pier shut.");
        assert_eq!(of(b"cGllciBzaHV0L"), "pier shut");
        assert_eq!(of(b"cGllci"), "pier");
        assert_eq!(of(b"cGllcg==\r\nc2h1dA==\r\n"), "piershut");
        assert_eq!(of(b"cGllcg==\r\n\r\n-- \r\nThe harbour list: join it\r\nabcd"), "pier");
        assert_eq!(of(b"="), "");
    }

    #[test]
    fn quoted_printable_keeps_what_is_there() {
        let of = |bytes: &[u8]| String::from_utf8(quoted_printable(bytes)).unwrap();
        assert_eq!(of(b"la travers=C3=A9e co=c3=bbte"), "la traversée coûte");
        assert_eq!(of(b"the old =\r\npier  \r\nis =  \nshut="), "the old pier\r\nis shut");
        assert_eq!(of(b"1+1=2 =zz ==3D"), "1+1=2 =zz ==");
    }

    fn encoded(bytes: &[u8]) -> String {
        const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let group = |three: &[u8]| {
            let bits = (0..3).fold(0, |bits, i| bits << 8 | u32::from(*three.get(i).unwrap_or(&0)));
            (0..4).map(move |i| (bits >> (18 - 6 * i) & 63) as usize).collect::<Vec<_>>()
        };
        let chars = |three: &[u8]| {
            let kept = three.len() + 1;
            let six = group(three);
            (0..4)
                .map(move |i| if i < kept { char::from(ALPHABET[six[i]]) } else { '=' })
                .collect::<String>()
        };
        bytes.chunks(3).map(chars).collect()
    }

    proptest! {
        #[test]
        fn what_is_packed_comes_back(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            prop_assert_eq!(base64(encoded(&bytes).as_bytes()), &*bytes);
            let packed: String = bytes.iter().map(|b| format!("={b:02X}=\r\n")).collect();
            prop_assert_eq!(quoted_printable(packed.as_bytes()), bytes);
        }

        #[test]
        fn no_bytes_grow(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            prop_assert!(base64(&bytes).len() <= bytes.len());
            prop_assert!(quoted_printable(&bytes).len() <= bytes.len());
        }
    }
}
