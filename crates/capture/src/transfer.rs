//! What the parts of mails are encoded in on their way (RFC 2045, section 6).

use sayso_model::transfer::{self, Decoded};

/// How the body of a part is encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Encoding {
    /// As it stands: `7bit`, `8bit`, `binary`, or unknown.
    #[default]
    None,
    Base64,
    QuotedPrintable,
}

impl Encoding {
    pub(crate) fn named(name: &str) -> Self {
        match name.trim().to_ascii_lowercase().as_str() {
            "base64" => Self::Base64,
            "quoted-printable" => Self::QuotedPrintable,
            _ => Self::None,
        }
    }

    pub(crate) fn name(self) -> Option<&'static str> {
        match self {
            Self::None => None,
            Self::Base64 => Some("base64"),
            Self::QuotedPrintable => Some("quoted-printable"),
        }
    }
}

/// A body out of its encoding.
pub(crate) fn decode(body: &[u8], encoding: Encoding) -> Decoded {
    match encoding {
        Encoding::None => Decoded { bytes: body.to_vec(), doubt: None },
        Encoding::Base64 => transfer::base64(body),
        Encoding::QuotedPrintable => transfer::quoted_printable(body),
    }
}
