//! Ids that say what they survive: each is a SHA-256 of what it names.

use crate::{Body, ItemKind, Span};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

/// Why a string is not an id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not {what}: {given:?}")]
pub struct IdError {
    what: &'static str,
    given: String,
}

/// A SHA-256 digest; written as 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Digest([u8; 32]);

impl Digest {
    /// The digest of some bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The digest of several parts, each preceded by its length, so that no two lists of parts
    /// run together into the same bytes.
    #[must_use]
    pub fn of_parts(parts: &[&[u8]]) -> Self {
        let mut hash = Sha256::new();
        for part in parts {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
        Self(hash.finalize().into())
    }

    /// A digest made elsewhere, from its bytes.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The 32 bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Digest {
    type Err = IdError;

    fn from_str(given: &str) -> Result<Self, IdError> {
        let wrong = || IdError { what: "a SHA-256 in hexadecimal", given: given.to_owned() };
        let digits = given.as_bytes();
        if digits.len() != 64 || !digits.iter().all(u8::is_ascii_hexdigit) {
            return Err(wrong());
        }
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(given.as_bytes().chunks_exact(2)) {
            let pair = std::str::from_utf8(pair).map_err(|_| wrong())?;
            *byte = u8::from_str_radix(pair, 16).map_err(|_| wrong())?;
        }
        Ok(Self(bytes))
    }
}

impl From<Digest> for String {
    fn from(digest: Digest) -> Self {
        digest.to_string()
    }
}

impl TryFrom<String> for Digest {
    type Error = IdError;

    fn try_from(given: String) -> Result<Self, IdError> {
        given.parse()
    }
}

macro_rules! digest_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Digest);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(given: &str) -> Result<Self, IdError> {
                given.parse().map(Self)
            }
        }
    };
}

digest_id!(
    /// Names bytes as they were obtained: their SHA-256. Survives everything.
    CaptureId
);
digest_id!(
    /// Names a canonical text: capture, extractor and words, and the address it was made for where
    /// that matters. Survives a new reading; a new version of the extractor makes a new text.
    TextId
);
digest_id!(
    /// Names what one reader found in one text: text, reader's name, version and model.
    ReadingId
);

impl CaptureId {
    /// The id of these bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(Digest::of(bytes))
    }
}

/// Names one item of a text or a reading: a letter for its kind, then sixty bits of SHA-256 over
/// the text and the item's place, as twelve digits of Crockford's base 32.
///
/// It is made of the text, the kind and the place ([`Body::place`]), not of the reader: an item that
/// a new reader finds at the same place keeps its id, and so keeps what people decided about it.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct ItemId(String);

/// Digits of base 32 without the letters that look like others (Crockford).
const BASE32: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Characters of an item's id after the letter of its kind.
const ID_DIGITS: usize = 12;

impl ItemId {
    /// The id of the `nth` (from 0) item of this kind with exactly these spans in this text.
    #[must_use]
    pub fn derive(text: &TextId, kind: ItemKind, spans: &[Span], nth: u32) -> Self {
        let mut place = Vec::with_capacity(spans.len() * 8 + 4);
        for &span in spans {
            let (start, end): (u32, u32) = span.into();
            place.extend(start.to_le_bytes());
            place.extend(end.to_le_bytes());
        }
        let nth = nth.to_le_bytes();
        let letter = kind.letter();
        let digest = Digest::of_parts(&[text.0.as_bytes(), &[letter as u8], &place, &nth]);
        let mut bits = u64::from_le_bytes(std::array::from_fn(|i| digest.as_bytes()[i]));
        let mut id = String::with_capacity(ID_DIGITS + 1);
        id.push(letter);
        for _ in 0..ID_DIGITS {
            id.push(BASE32[(bits & 31) as usize] as char);
            bits >>= 5;
        }
        Self(id)
    }

    /// As written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What kind of item it names.
    #[must_use]
    pub fn kind(&self) -> Option<ItemKind> {
        ItemKind::from_letter(self.0.chars().next()?)
    }
}

impl fmt::Display for ItemId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for ItemId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for ItemId {
    type Err = IdError;

    fn from_str(given: &str) -> Result<Self, IdError> {
        let fits = given.len() == ID_DIGITS + 1
            && given.chars().next().and_then(ItemKind::from_letter).is_some()
            && given.bytes().skip(1).all(|b| BASE32.contains(&b));
        if fits {
            Ok(Self(given.to_owned()))
        } else {
            Err(IdError { what: "an item's id", given: given.to_owned() })
        }
    }
}

impl From<ItemId> for String {
    fn from(id: ItemId) -> Self {
        id.0
    }
}

impl TryFrom<String> for ItemId {
    type Error = IdError;

    fn try_from(given: String) -> Result<Self, IdError> {
        given.parse()
    }
}

/// Gives out the ids of one text's items, counting those that share a place.
#[derive(Debug)]
pub struct ItemIds {
    text: TextId,
    seen: BTreeMap<(char, Vec<Span>), u32>,
}

impl ItemIds {
    /// For the items of this text.
    #[must_use]
    pub fn new(text: TextId) -> Self {
        Self { text, seen: BTreeMap::new() }
    }

    /// The next id for an item of this body, set off by these words.
    pub fn of(&mut self, body: &Body, because: &[Span]) -> ItemId {
        self.next(body.kind(), &body.place(because))
    }

    /// The next id for this kind of item at these spans; [`Body::place`] says which they are.
    pub fn next(&mut self, kind: ItemKind, spans: &[Span]) -> ItemId {
        let nth = self.seen.entry((kind.letter(), spans.to_vec())).or_default();
        let id = ItemId::derive(&self.text, kind, spans, *nth);
        *nth += 1;
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back() {
        let text = TextId(Digest::of(b"a text"));
        let id = ItemId::derive(&text, ItemKind::Claim, &[Span::new(3, 9)], 0);
        assert_eq!(id.as_str().parse::<ItemId>().as_ref(), Ok(&id));
        assert_eq!(id.kind(), Some(ItemKind::Claim));
        assert!("c0".parse::<ItemId>().is_err());
        assert!("cu0000000000u".parse::<ItemId>().is_err(), "u is not a digit");
    }

    #[test]
    fn two_items_at_one_place_differ() {
        let mut ids = ItemIds::new(TextId(Digest::of(b"a text")));
        let place = [Span::new(0, 4)];
        assert_ne!(ids.next(ItemKind::Claim, &place), ids.next(ItemKind::Claim, &place));
    }

    #[test]
    fn a_digest_reads_back_and_nothing_else_does() {
        let digest = Digest::of(b"");
        assert_eq!(
            digest.to_string(),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
        assert_eq!(digest.to_string().parse(), Ok(digest));
        assert!("é".repeat(32).parse::<Digest>().is_err());
    }
}
