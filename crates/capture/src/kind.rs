//! What bytes are, as far as it matters for getting at what is inside them.

use crate::endings;
use crate::gzip::MAGIC;
use crate::item::Item;
use crate::mbox;
use crate::tar;
use flate2::read::GzDecoder;
use std::io::{self, Read};

/// What an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Kept as it is.
    File,
    /// A mail: kept as it is, and what is attached to it after it.
    Mail,
    Warc {
        gzipped: bool,
    },
    /// A zip archive, or an office document, which is one.
    Zip,
    Mbox,
    Tar,
    Gzip,
    /// It cannot be read: why.
    NotRead(&'static str),
}

/// Bytes looked at.
const HEAD: u64 = 4096;

pub(crate) fn kind_of(item: &Item) -> io::Result<Kind> {
    let head = item.blob.head(HEAD)?;
    Ok(of_head(&head, &item.name, item.media_type.as_deref(), item.how))
}

fn of_head(head: &[u8], name: &str, media_type: Option<&str>, how: &str) -> Kind {
    let media_type = media_type.unwrap_or_default().split(';').next().unwrap_or_default();
    if begins_warc(head) {
        return Kind::Warc { gzipped: false };
    }
    if head.starts_with(&MAGIC) {
        return match gunzipped(head) {
            first if begins_warc(&first) => Kind::Warc { gzipped: true },
            first if first.starts_with(b"filedesc:") => Kind::NotRead(ARC),
            _ => Kind::Gzip,
        };
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return Kind::Zip;
    }
    if head.starts_with(b"filedesc:") {
        return Kind::NotRead(ARC);
    }
    if let Some((_, why)) = PACKED.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Kind::NotRead(why);
    }
    if tar::begins(head) {
        return Kind::Tar;
    }
    if how == "mbox mail" || media_type.trim().eq_ignore_ascii_case("message/rfc822") {
        return Kind::Mail;
    }
    if endings::of(name) == "mbox" && mbox::begins_loosely(head) || mbox::begins(head) {
        return Kind::Mbox;
    }
    if endings::of(name) == "eml" || begins_mail(head) && !endings::is_page_of_mail(name) {
        return Kind::Mail;
    }
    Kind::File
}

const ARC: &str = "web archives in the ARC format, which came before WARC, are not read; convert \
                   it to WARC (warcio recompress does)";

/// Other ways to pack, by their first bytes.
const PACKED: &[(&[u8], &str)] = &[
    (
        b"\x28\xb5\x2f\xfd",
        "what is packed with zstd (as in .warc.zst) is not read; unpack it first (zstd -d)",
    ),
    (
        b"\x5d\x2a\x4d\x18",
        "what is packed with zstd and a dictionary (as in .warc.zst) is not read; unpack it first \
         (zstd -d)",
    ),
    (b"BZh", "what is packed with bzip2 is not read; unpack it first (bunzip2)"),
    (b"\xfd7zXZ\x00", "what is packed with xz is not read; unpack it first (unxz)"),
    (b"7z\xbc\xaf\x27\x1c", "7z archives are not read; unpack it first"),
    (b"Rar!\x1a\x07", "RAR archives are not read; unpack it first"),
];

fn begins_warc(head: &[u8]) -> bool {
    matches!(head, [b'W', b'A', b'R', b'C', b'/', b'0'..=b'9', ..])
}

/// The first bytes of what is gzipped.
fn gunzipped(head: &[u8]) -> Vec<u8> {
    let mut first = Vec::new();
    // An error is no matter: what came before it is there.
    let _ = GzDecoder::new(head).take(16).read_to_end(&mut first);
    first
}

/// Whether the first line is a field that only a mail that went its way begins with.
fn begins_mail(head: &[u8]) -> bool {
    const FIRST: [&str; 4] = ["return-path:", "received:", "delivered-to:", "x-original-to:"];
    let starts = |field: &&str| {
        head.get(..field.len()).is_some_and(|start| start.eq_ignore_ascii_case(field.as_bytes()))
    };
    FIRST.iter().any(starts) && !head.contains(&0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_containers_by_their_bytes() {
        let kind = |head: &[u8], name| of_head(head, name, None, "file");
        assert_eq!(kind(b"WARC/1.0\r\n", "x"), Kind::Warc { gzipped: false });
        assert_eq!(kind(b"PK\x03\x04", "x.docx"), Kind::Zip);
        assert_eq!(kind(b"From a@example.org Mon Mar  3 10:00:00 2025\nA: b\n", "x"), Kind::Mbox);
        assert_eq!(kind(b"From the mayor's office.\n\nWords.", "x.txt"), Kind::File);
        assert_eq!(kind(b"Subject: a\n\nWords.", "x.eml"), Kind::Mail);
        assert_eq!(kind(b"Received: from a\n\nWords.", "x"), Kind::Mail);
        assert_eq!(kind(b"Received: from a\n\nWords.", "x.mhtml"), Kind::File);
        assert_eq!(kind(b"words", "x.zip"), Kind::File);
        assert!(matches!(kind(b"\x28\xb5\x2f\xfd", "x.warc.zst"), Kind::NotRead(_)));
        assert_eq!(of_head(b"A: b\n", "x", Some("Message/RFC822; x=y"), "file"), Kind::Mail);
    }
}
