//! What mails are encoded in on their way (RFC 2045, section 6).

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
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Decoded {
    pub(crate) bytes: Vec<u8>,
    /// Why it may not be what was sent.
    pub(crate) doubt: Option<String>,
}

pub(crate) fn decode(body: &[u8], encoding: Encoding) -> Decoded {
    match encoding {
        Encoding::None => Decoded { bytes: body.to_vec(), doubt: None },
        Encoding::Base64 => base64(body),
        Encoding::QuotedPrintable => quoted_printable(body),
    }
}

/// The value of a digit, `None` for any other character.
fn digit(byte: u8) -> Option<u32> {
    Some(u32::from(match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    }))
}

/// Other characters are passed over, as the standard asks (section 6.8), and counted.
fn base64(body: &[u8]) -> Decoded {
    let mut bytes = Vec::with_capacity(body.len() / 4 * 3);
    let (mut held, mut digits, mut foreign) = (0_u32, 0_usize, 0_u64);
    let mut rest = 0;
    for (at, &byte) in body.iter().enumerate() {
        match digit(byte) {
            Some(value) => {
                held = held << 6 | value;
                digits += 1;
                if digits == 4 {
                    bytes.extend_from_slice(&held.to_be_bytes()[1..]);
                    (held, digits) = (0, 0);
                }
            }
            None if byte == b'=' => {
                // Padding: what is encoded ends here.
                rest = at;
                break;
            }
            None => foreign += u64::from(!byte.is_ascii_whitespace()),
        }
    }
    match digits {
        2 => bytes.push((held >> 4) as u8),
        3 => bytes.extend_from_slice(&[(held >> 10) as u8, (held >> 2) as u8]),
        _ => {}
    }
    let after =
        if rest == 0 { 0 } else { body[rest..].iter().filter(|b| digit(**b).is_some()).count() };
    let doubt = if foreign > 0 {
        Some(format!("{foreign} characters in it are not base64 and were passed over"))
    } else if after > 0 {
        Some(format!("{after} characters after the end of its base64 were passed over"))
    } else {
        (digits == 1 || digits > 1 && rest == 0)
            .then(|| "its base64 breaks off: it may be cut off".to_owned())
    };
    Decoded { bytes, doubt }
}

fn quoted_printable(body: &[u8]) -> Decoded {
    let hex = |byte: u8| char::from(byte).to_digit(16).and_then(|value| u8::try_from(value).ok());
    let mut bytes = Vec::with_capacity(body.len());
    let (mut at, mut foreign) = (0, 0_u64);
    while let Some(&byte) = body.get(at) {
        let next = |nth: usize| body.get(at + nth).copied();
        let (plain, step) = match (byte, next(1), next(2)) {
            (b'=', Some(b'\n'), _) => (None, 2),
            (b'=', Some(b'\r'), Some(b'\n')) => (None, 3),
            (b'=', None, _) => (None, 1),
            (b'=', Some(high), Some(low)) if hex(high).is_some() && hex(low).is_some() => {
                (hex(high).zip(hex(low)).map(|(high, low)| high << 4 | low), 3)
            }
            (b'=', ..) => {
                foreign += 1;
                (Some(b'='), 1)
            }
            (byte, ..) => (Some(byte), 1),
        };
        bytes.extend(plain);
        at += step;
    }
    let doubt = (foreign > 0)
        .then(|| format!("{foreign} of its = do not begin a quoted-printable character"));
    Decoded { bytes, doubt }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_what_is_whole_and_says_what_is_not() {
        let base64 = |body: &str| decode(body.as_bytes(), Encoding::Base64);
        let told = |body: &str| base64(body).doubt.is_some();
        assert_eq!(base64("d29y\r\nZHM=\r\n"), Decoded { bytes: b"words".into(), doubt: None });
        assert_eq!(base64("d29yZA=="), Decoded { bytes: b"word".into(), doubt: None });
        assert_eq!(base64(""), Decoded { bytes: Vec::new(), doubt: None });
        assert_eq!((base64("d2*9yZHM=").bytes, told("d2*9yZHM=")), (b"words".to_vec(), true));
        assert!(told("d29yZHM") && told("d29yZ") && told("d29yZHM=d29y"));
        let printable = |body: &str| decode(body.as_bytes(), Encoding::QuotedPrintable);
        assert_eq!(printable("caf=C3=A9=\r\n!=\nx").bytes, "café!x".as_bytes());
        assert!(printable("a=zz").doubt.is_some() && printable("a=").doubt.is_none());
        assert_eq!(printable("a=zz=").bytes, b"a=zz");
    }
}
