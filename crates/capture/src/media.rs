//! What is no text to read, by its media type or its name.

use crate::endings;

/// What is called by no media type that tells anything, and by a name that is not read.
pub(crate) const UNKNOWN: &str = "files of unknown type";

/// What something is, if it is no text to read and no container of one: by its media type, or by
/// its name where that tells nothing.
pub(crate) fn not_read(media_type: Option<&str>, name: &str) -> Option<&'static str> {
    let kind = media_type.unwrap_or_default().split(';').next().unwrap_or_default();
    let kind = kind.trim().to_ascii_lowercase();
    match kind.split_once('/') {
        None | Some(("application" | "binary", "octet-stream")) => {
            endings::not_read(name).map(|_| UNKNOWN)
        }
        Some(("image", _)) => Some("images"),
        Some(("audio", _)) => Some("sound files"),
        Some(("video", _)) => Some("video files"),
        Some(("font", _)) => Some("fonts"),
        Some(("text", "css")) => Some("style sheets"),
        Some((_, "javascript" | "x-javascript" | "ecmascript" | "wasm")) => Some("programs"),
        Some(("application", "json" | "ld+json" | "manifest+json")) => Some("data files"),
        Some(("application", "pgp-signature" | "pkcs7-signature" | "x-pkcs7-signature")) => {
            Some("signatures")
        }
        Some(("application", kind)) if kind.contains("font") => Some("fonts"),
        Some(_) => None,
    }
}
