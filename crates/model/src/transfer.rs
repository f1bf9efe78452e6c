//! The two encodings that bodies of mails travel in (RFC 2045, sections 6.7 and 6.8), taken off as
//! mail programs do: what is wrong is passed over, what is there is kept, and a doubt says so.

/// A body out of its encoding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// Its bytes: never more than the encoded ones.
    pub bytes: Vec<u8>,
    /// Why they may not be what was sent: words that follow on "it:".
    pub doubt: Option<String>,
}

/// Takes off base64 (RFC 2045, section 6.8).
///
/// Other characters are passed over, as the standard asks, and counted. After the padding at the
/// end, further lines count only while they are base64 through and through: what some programs put
/// behind it is not.
#[must_use]
pub fn base64(encoded: &[u8]) -> Decoded {
    let mut bytes = Vec::with_capacity(encoded.len() / 4 * 3);
    let mut group = Group::default();
    let (mut ended, mut foreign, mut behind) = (false, 0_u64, 0_u64);
    let mut lines = encoded.split_inclusive(|&byte| byte == b'\n').map(<[u8]>::trim_ascii);
    for line in lines.by_ref() {
        if ended && !line.iter().all(|&byte| byte == b'=' || sextet(byte).is_some()) {
            behind = count(line);
            break;
        }
        for &byte in line {
            match sextet(byte) {
                Some(six) => group.push(six, &mut bytes),
                None if byte == b'=' => {
                    group.finish(&mut bytes);
                    ended = true;
                }
                None => foreign += u64::from(!byte.is_ascii_whitespace()),
            }
        }
    }
    behind += lines.map(count).sum::<u64>();
    let broken = group.count > 0;
    group.finish(&mut bytes);
    let doubt = if foreign > 0 {
        Some(format!("{foreign} characters in it are not base64 and were passed over"))
    } else if behind > 0 {
        Some(format!("{behind} characters after the end of its base64 were passed over"))
    } else {
        broken.then(|| "its base64 breaks off: it may be cut off".to_owned())
    };
    Decoded { bytes, doubt }
}

fn count(line: &[u8]) -> u64 {
    line.iter().filter(|byte| !byte.is_ascii_whitespace()).count() as u64
}

/// Up to four characters of base64, which make up to three bytes.
#[derive(Default)]
struct Group {
    bits: u32,
    count: u32,
}

impl Group {
    fn push(&mut self, six: u8, bytes: &mut Vec<u8>) {
        self.bits = self.bits << 6 | u32::from(six);
        self.count += 1;
        if self.count == 4 {
            bytes.extend_from_slice(&self.bits.to_be_bytes()[1..]);
            *self = Self::default();
        }
    }

    /// The whole bytes of a group that was not filled.
    fn finish(&mut self, bytes: &mut Vec<u8>) {
        let whole = (self.count * 6 / 8) as usize;
        let held = (self.bits << (24 - 6 * self.count.min(4))).to_be_bytes();
        bytes.extend_from_slice(&held[1..=whole]);
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
/// Blanks and tabs at the end of a line go, as the standard has it; an equals sign that begins
/// nothing stays.
#[must_use]
pub fn quoted_printable(encoded: &[u8]) -> Decoded {
    let mut bytes = Vec::with_capacity(encoded.len());
    let mut foreign = 0;
    for line in encoded.split_inclusive(|&byte| byte == b'\n') {
        let ending = match line {
            [.., b'\r', b'\n'] => 2,
            [.., b'\n'] => 1,
            _ => 0,
        };
        let (words, ending) = line.split_at(line.len() - ending);
        let blanks = words.iter().rev().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        let words = &words[..words.len() - blanks];
        match words.strip_suffix(b"=") {
            Some(words) => foreign += unescape(words, b'=', &mut bytes),
            None => {
                foreign += unescape(words, b'=', &mut bytes);
                bytes.extend_from_slice(ending);
            }
        }
    }
    let doubt = (foreign > 0)
        .then(|| format!("{foreign} of its = do not begin a quoted-printable character"));
    Decoded { bytes, doubt }
}

/// Puts bytes in the place of `=E9` and its like, whatever the mark before the two hexadecimal
/// digits; gives how many marks begin nothing, which stay as they are.
pub fn unescape(words: &[u8], mark: u8, bytes: &mut Vec<u8>) -> u64 {
    let hex = |byte: Option<&u8>| byte.and_then(|&byte| char::from(byte).to_digit(16));
    let (mut rest, mut foreign) = (words, 0);
    while let Some(at) = rest.iter().position(|&byte| byte == mark) {
        bytes.extend_from_slice(&rest[..at]);
        let (byte, width) = match (hex(rest.get(at + 1)), hex(rest.get(at + 2))) {
            (Some(high), Some(low)) => ((high << 4 | low) as u8, 3),
            _ => {
                foreign += 1;
                (mark, 1)
            }
        };
        bytes.push(byte);
        rest = &rest[at + width..];
    }
    bytes.extend_from_slice(rest);
    foreign
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The bytes as words, and the doubt.
    fn of(decoded: Decoded) -> (String, Option<String>) {
        (String::from_utf8(decoded.bytes).unwrap(), decoded.doubt)
    }

    #[test]
    fn base64_that_is_whole_leaves_no_doubt() {
        for (encoded, words) in [
            ("cGllciBzaHV0", "pier shut"),
            ("cGll\r\nciBzaHV0Lg==\r\n", "pier shut."),
            ("cGllcg==\r\nIHNodXQ=\r\n", "pier shut"),
            ("", ""),
            ("=", ""),
        ] {
            assert_eq!(of(base64(encoded.as_bytes())), (words.to_owned(), None), "{encoded:?}");
        }
    }

    #[test]
    fn bad_base64_keeps_what_is_there_and_says_what_is_not() {
        for (encoded, words, doubt) in [
            ("cGll\r\n!ci*Bz aHV0Lg==", "pier shut.", "2 characters in it are not"),
            ("cGllciBzaHV0L", "pier shut", "breaks off"),
            ("cGllci", "pier", "breaks off"),
            ("cGllcg==\r\nIHNodXQ", "pier shut", "breaks off"),
            ("cGllcg==\r\nIHNodXQu\r\nthe list", "pier shut.", "7 characters after"),
            ("cGllcg==\r\n\r\n-- \r\nThe list: join it\r\nabcd", "pier", "20 characters after"),
        ] {
            let (found, told) = of(base64(encoded.as_bytes()));
            assert_eq!(found, words, "{encoded:?}");
            assert!(told.as_deref().is_some_and(|told| told.contains(doubt)), "{told:?}");
        }
    }

    #[test]
    fn quoted_printable_keeps_what_is_there() {
        for (encoded, words, doubtful) in [
            ("la travers=C3=A9e co=c3=bbte", "la traversée coûte", false),
            ("the old =\r\npier  \r\nis =  \nshut=", "the old pier\r\nis shut", false),
            ("page\u{c}\r\nnext\t\r\n", "page\u{c}\r\nnext\r\n", false),
            ("1+1=2 =zz ==3D", "1+1=2 =zz ==", true),
            ("a=4", "a=4", true),
        ] {
            let (found, told) = of(quoted_printable(encoded.as_bytes()));
            assert_eq!((&*found, told.is_some()), (words, doubtful), "{encoded:?}");
        }
        assert!(of(quoted_printable(b"1=2 =z")).1.unwrap().starts_with("2 of its ="));
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
            let whole = Decoded { bytes: bytes.clone(), doubt: None };
            prop_assert_eq!(base64(encoded(&bytes).as_bytes()), whole.clone());
            let packed: String = bytes.iter().map(|b| format!("={b:02X}=\r\n")).collect();
            prop_assert_eq!(quoted_printable(packed.as_bytes()), whole);
        }

        #[test]
        fn no_bytes_grow(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            prop_assert!(base64(&bytes).bytes.len() <= bytes.len());
            prop_assert!(quoted_printable(&bytes).bytes.len() <= bytes.len());
        }
    }
}
