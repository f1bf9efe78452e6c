//! Digests as web archives state them: `sha1:` or `sha256:`, in base 32 or hexadecimal.

use sha1::Digest as _;
use std::io::{self, Read};

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
    let Some(algorithm) = Algorithm::named(algorithm) else { return Agreement::Unknown };
    let same = candidates.iter().any(|bytes| is_written(value, &algorithm.digest(bytes)));
    if same { Agreement::Same } else { Agreement::Other }
}

/// Whether a stated digest is that of all that a reader gives.
///
/// # Errors
///
/// Where not all of it can be read.
pub(crate) fn check_all(stated: &str, reader: &mut dyn Read) -> io::Result<Agreement> {
    let Some((algorithm, value)) = stated.split_once(':') else { return Ok(Agreement::Unknown) };
    let Some(algorithm) = Algorithm::named(algorithm) else { return Ok(Agreement::Unknown) };
    let same = is_written(value, &algorithm.digest_all(reader)?);
    Ok(if same { Agreement::Same } else { Agreement::Other })
}

/// A stated digest as it is compared with others: without what differs between writers.
pub(crate) fn plain(stated: &str) -> String {
    let (algorithm, value) = stated.split_once(':').unwrap_or(("", stated));
    let algorithm = algorithm.trim().replace('-', "");
    format!("{algorithm}:{}", value.trim().trim_end_matches('=')).to_ascii_lowercase()
}

/// The algorithms that are known here.
#[derive(Clone, Copy)]
enum Algorithm {
    Sha1,
    Sha256,
    Sha512,
}

impl Algorithm {
    fn named(name: &str) -> Option<Self> {
        match name.trim().to_ascii_lowercase().as_str() {
            "sha1" | "sha-1" => Some(Self::Sha1),
            "sha256" | "sha-256" => Some(Self::Sha256),
            "sha512" | "sha-512" => Some(Self::Sha512),
            _ => None,
        }
    }

    fn digest(self, bytes: &[u8]) -> Vec<u8> {
        match self {
            Self::Sha1 => sha1::Sha1::digest(bytes).to_vec(),
            Self::Sha256 => sha2::Sha256::digest(bytes).to_vec(),
            Self::Sha512 => sha2::Sha512::digest(bytes).to_vec(),
        }
    }

    fn digest_all(self, reader: &mut dyn Read) -> io::Result<Vec<u8>> {
        match self {
            Self::Sha1 => all::<sha1::Sha1>(reader),
            Self::Sha256 => all::<sha2::Sha256>(reader),
            Self::Sha512 => all::<sha2::Sha512>(reader),
        }
    }
}

fn all<D: sha1::Digest>(reader: &mut dyn Read) -> io::Result<Vec<u8>> {
    let mut hasher = D::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        match reader.read(&mut buffer) {
            Ok(0) => return Ok(hasher.finalize().to_vec()),
            Ok(read) => hasher.update(&buffer[..read]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// Whether a digest is written so, in hexadecimal or base 32.
fn is_written(value: &str, digest: &[u8]) -> bool {
    let value = value.trim().trim_end_matches('=');
    value.eq_ignore_ascii_case(&base32(digest)) || value.eq_ignore_ascii_case(&hex(digest))
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
        let stated = "sha1:da39a3ee5e6b4b0d3255bfef95601890afd80709";
        assert_eq!(check_all(stated, &mut io::empty()).unwrap(), Agreement::Same);
        assert_eq!(check_all(stated, &mut &b"y"[..]).unwrap(), Agreement::Other);
    }
}
