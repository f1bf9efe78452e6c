//! Digests as WARC records state them: `sha1:` or `sha256:`, in base 32 or hexadecimal.

use sha1::Digest as _;

/// What a stated digest says of some bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Agreement {
    Same,
    Other,
    /// An algorithm that is not known here.
    Unknown,
}

/// Whether a stated digest is that of any of these byte strings.
pub(crate) fn check(stated: &str, candidates: &[&[u8]]) -> Agreement {
    let Some((algorithm, value)) = stated.split_once(':') else { return Agreement::Unknown };
    let digest: fn(&[u8]) -> Vec<u8> = match algorithm.trim().to_ascii_lowercase().as_str() {
        "sha1" | "sha-1" => |bytes| sha1::Sha1::digest(bytes).to_vec(),
        "sha256" | "sha-256" => |bytes| sha2::Sha256::digest(bytes).to_vec(),
        _ => return Agreement::Unknown,
    };
    let value = value.trim().trim_end_matches('=');
    let same = candidates.iter().any(|bytes| {
        let digest = digest(bytes);
        value.eq_ignore_ascii_case(&base32(&digest)) || value.eq_ignore_ascii_case(&hex(&digest))
    });
    if same { Agreement::Same } else { Agreement::Other }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Base 32 of RFC 4648, section 6, without padding.
fn base32(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let bit = |at: usize| bytes.get(at / 8).is_some_and(|byte| byte >> (7 - at % 8) & 1 == 1);
    let digit = |at: usize| (at..at + 5).fold(0, |value, at| value << 1 | usize::from(bit(at)));
    (0..bytes.len() * 8).step_by(5).map(|at| char::from(DIGITS[digit(at)])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_32_is_that_of_the_standard() {
        // RFC 4648, section 10.
        let given = [("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ")];
        for (bytes, digits) in given {
            assert_eq!(base32(bytes.as_bytes()), digits);
        }
    }

    #[test]
    fn any_spelling_of_a_digest_will_do() {
        let empty = [b"x".as_slice(), b""];
        for stated in [
            "sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ",
            "SHA-1: da39a3ee5e6b4b0d3255bfef95601890afd80709",
            "sha256:E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855",
            "sha256:4OYMIQUY7QOBJGX36TEJS35ZEQT24QPEMSNZGTFESWMRW6CSXBKQ====",
        ] {
            assert_eq!(check(stated, &empty), Agreement::Same, "{stated}");
            assert_eq!(check(stated, &[b"y"]), Agreement::Other, "{stated}");
        }
        assert_eq!(check("crc32:00000000", &empty), Agreement::Unknown);
    }
}
