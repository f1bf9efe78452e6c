//! Named fields, as WARC records and HTTP messages write them: `Name: value`, a line each.

/// A header: its first line, and its fields in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Header {
    first: String,
    fields: Vec<(String, String)>,
}

impl Header {
    /// Reads a header out of its lines, up to the empty one. A line that begins with white space
    /// goes on from the line before (RFC 9112, section 5.2); a line without a colon is passed
    /// over, as browsers do.
    pub(crate) fn read(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes);
        let mut lines = text.split('\n').map(|line| line.trim_end_matches('\r'));
        let first = lines.next().unwrap_or_default().trim().to_owned();
        let mut fields: Vec<(String, String)> = Vec::new();
        for line in lines {
            if line.starts_with([' ', '\t']) {
                if let Some((_, value)) = fields.last_mut() {
                    value.push(' ');
                    value.push_str(line.trim());
                }
            } else if let Some((name, value)) = line.split_once(':') {
                fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
            }
        }
        Self { first, fields }
    }

    /// The first line.
    pub(crate) fn first(&self) -> &str {
        &self.first
    }

    /// The first field of this name (given in lower case) that has a value.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let mut fields = self.fields.iter();
        fields.find(|(n, value)| n == name && !value.is_empty()).map(|(_, value)| value.as_str())
    }

    /// Every field of this name (given in lower case) that has a value.
    #[cfg(feature = "fetch")]
    pub(crate) fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        let fields = self.fields.iter().filter(move |(n, value)| n == name && !value.is_empty());
        fields.map(|(_, value)| value.as_str())
    }
}

/// The length of a header in front of a body, its empty line included; `None` where there is no
/// empty line.
pub(crate) fn header_len(bytes: &[u8]) -> Option<usize> {
    let mut lines = memchr::memchr_iter(b'\n', bytes);
    let mut start = 0;
    lines.find_map(|end| {
        let line = &bytes[start..=end];
        start = end + 1;
        is_empty_line(line).then_some(start)
    })
}

/// Whether a line holds nothing but its own end, however that is written.
pub(crate) fn is_empty_line(line: &[u8]) -> bool {
    line.ends_with(b"\n") && line.iter().all(|byte| matches!(byte, b'\r' | b'\n'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_writers_really_write() {
        let bytes =
            b"HTTP/1.1 200\r\nA:1\r\nb : two\n\tmore\r\nno colon\r\na: later\r\n\r\nbody: x";
        let end = header_len(bytes).unwrap();
        assert_eq!(&bytes[end..], b"body: x");
        let header = Header::read(&bytes[..end]);
        assert_eq!(header.first(), "HTTP/1.1 200");
        assert_eq!((header.get("a"), header.get("b")), (Some("1"), Some("two more")));
        assert_eq!(header.get("body"), None);
        assert_eq!(header_len(b"A: 1\r\n"), None);
    }
}
