//! What a host asks of programs: its `robots.txt` (RFC 9309).

use memchr::memmem;

/// Bytes of a `robots.txt` that are read (section 2.5 asks for at least 500 KiB).
pub(super) const READ: usize = 512 << 10;

/// The rules of one host for one program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Robots {
    rules: Vec<Rule>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Rule {
    allow: bool,
    /// The pattern between its asterisks, in the one way that paths are written.
    pieces: Vec<Vec<u8>>,
    /// Whether the path has to end where the pattern does.
    whole: bool,
    /// Bytes of the pattern: the longest one that fits decides.
    length: usize,
}

/// Whose rules are being read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Group {
    Ours,
    Everybodys,
    Others,
}

impl Robots {
    /// Nothing is forbidden.
    #[must_use]
    pub fn open() -> Self {
        Self { rules: Vec::new() }
    }

    /// Reads the rules for the program of this name, such as `sayso`. What is no rule is passed
    /// over; past 512 KiB nothing is read.
    #[must_use]
    pub fn read(bytes: &[u8], agent: &str) -> Self {
        let bytes = &bytes[..bytes.len().min(READ)];
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let (mut ours, mut everybodys) = (Vec::new(), Vec::new());
        let (mut named, mut naming, mut group) = (false, false, Group::Others);
        for line in bytes.split(|byte| matches!(byte, b'\n' | b'\r')) {
            let Some((key, value)) = field(line) else { continue };
            if key.eq_ignore_ascii_case(b"user-agent") {
                let this = group_of(value, agent);
                named |= this == Group::Ours;
                // Lines that follow one another begin one group for all whom they name.
                group = if naming { nearer(group, this) } else { this };
                naming = true;
            } else if let Some(allow) = verb(key) {
                naming = false;
                match group {
                    Group::Ours => ours.extend(Rule::read(value, allow)),
                    Group::Everybodys => everybodys.extend(Rule::read(value, allow)),
                    Group::Others => {}
                }
            }
        }
        Self { rules: if named { ours } else { everybodys } }
    }

    /// Whether a path with its query, beginning with `/`, may be asked for.
    #[must_use]
    pub fn allows(&self, target: &str) -> bool {
        let target = written(target.as_bytes());
        if target == b"/robots.txt" {
            return true;
        }
        // The longest pattern that fits; of two as long, the one that allows.
        let mut decided = (0, true);
        for rule in &self.rules {
            if (rule.length, rule.allow) > decided && rule.fits(&target) {
                decided = (rule.length, rule.allow);
            }
        }
        decided.1
    }
}

impl Rule {
    /// A rule of a path; an empty one says nothing.
    fn read(path: &[u8], allow: bool) -> Option<Self> {
        let (path, whole) = match path.strip_suffix(b"$") {
            Some(path) => (path, true),
            None => (path, false),
        };
        if path.is_empty() {
            return None;
        }
        let mut pieces: Vec<Vec<u8>> = path.split(|&byte| byte == b'*').map(written).collect();
        let length =
            pieces.iter().map(|piece| piece.len() + 1).sum::<usize>() - 1 + usize::from(whole);
        // Asterisks side by side are one; but the first and the last piece hold the ends.
        let last = pieces.len() - 1;
        let mut nth = 0;
        pieces.retain(|piece| {
            nth += 1;
            nth == 1 || nth == last + 1 || !piece.is_empty()
        });
        Some(Self { allow, pieces, whole, length })
    }

    /// Whether the pattern fits a path: each piece is taken where it comes first, so that every
    /// byte of both is looked at a bounded number of times.
    fn fits(&self, path: &[u8]) -> bool {
        let Some((first, rest)) = self.pieces.split_first() else { return false };
        let Some(mut path) = path.strip_prefix(first.as_slice()) else { return false };
        let Some((last, middle)) = rest.split_last() else {
            return !self.whole || path.is_empty();
        };
        for piece in middle {
            let Some(at) = memmem::find(path, piece) else { return false };
            path = &path[at + piece.len()..];
        }
        if self.whole { path.ends_with(last) } else { memmem::find(path, last).is_some() }
    }
}

/// A line's name and value, without the remark after them.
fn field(line: &[u8]) -> Option<(&[u8], &[u8])> {
    let line = line.split(|&byte| byte == b'#').next().unwrap_or_default();
    let colon = memchr::memchr(b':', line)?;
    Some((line[..colon].trim_ascii(), line[colon + 1..].trim_ascii()))
}

fn group_of(value: &[u8], agent: &str) -> Group {
    let product = value.split(|byte| !(byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'-')));
    let product = product.into_iter().next().unwrap_or_default();
    match value {
        b"*" => Group::Everybodys,
        _ if product.eq_ignore_ascii_case(agent.as_bytes()) => Group::Ours,
        _ => Group::Others,
    }
}

fn nearer(one: Group, other: Group) -> Group {
    match (one, other) {
        (Group::Ours, _) | (_, Group::Ours) => Group::Ours,
        (Group::Everybodys, _) | (_, Group::Everybodys) => Group::Everybodys,
        _ => Group::Others,
    }
}

fn verb(key: &[u8]) -> Option<bool> {
    match key.to_ascii_lowercase().as_slice() {
        b"allow" => Some(true),
        b"disallow" => Some(false),
        _ => None,
    }
}

/// A path in the one way that two of them can be compared (section 2.2.2): what needs no escape
/// has none, all else has one, in capitals. Asterisk and dollar have one, for a rule means
/// something else by them.
fn written(path: &[u8]) -> Vec<u8> {
    let digit = |at: usize| path.get(at).and_then(|&byte| char::from(byte).to_digit(16));
    let mut out = Vec::with_capacity(path.len());
    let mut at = 0;
    while let Some(&byte) = path.get(at) {
        let escaped = (byte == b'%').then(|| Some(digit(at + 1)? << 4 | digit(at + 2)?)).flatten();
        at += if escaped.is_some() { 3 } else { 1 };
        match escaped.and_then(|value| u8::try_from(value).ok()) {
            Some(byte) if is_unreserved(byte) => out.push(byte),
            Some(byte) => escape(byte, &mut out),
            None if byte.is_ascii_graphic() && !matches!(byte, b'*' | b'$') => out.push(byte),
            None => escape(byte, &mut out),
        }
    }
    out
}

/// RFC 3986, section 2.3.
fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

fn escape(byte: u8, out: &mut Vec<u8>) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    out.extend([b'%', DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allows(rules: &str, target: &str) -> bool {
        Robots::read(rules.as_bytes(), "sayso").allows(target)
    }

    #[test]
    fn the_group_that_names_the_program_holds_alone() {
        let rules = "User-agent: *\nDisallow: /\n\nUser-agent: other\nUSER-AGENT: SaySo/2.0 (x)\n\
                     Crawl-delay: 3\nDisallow: /inner # but this\n\nUser-agent: sayso\nDisallow: /more\n";
        assert!(allows(rules, "/page") && !allows(rules, "/inner/a") && !allows(rules, "/more"));
        assert!(!Robots::read(rules.as_bytes(), "another").allows("/page"));
        assert!(Robots::read(rules.as_bytes(), "other").allows("/more"));
        assert!(Robots::read(rules.as_bytes(), "another").allows("/robots.txt"));
    }

    #[test]
    fn the_longest_pattern_decides_and_allows_where_two_are_as_long() {
        let rules =
            "user-agent: *\rdisallow: /a\rallow: /a/b\rdisallow: /a/b/c\rallow: /x\rdisallow: /x";
        for (target, allowed) in [
            ("/", true),
            ("/a", false),
            ("/a/b", true),
            ("/a/b/d", true),
            ("/a/b/c", false),
            ("/x", true),
        ] {
            assert_eq!(allows(rules, target), allowed, "{target}");
        }
        let other_way = "user-agent: *\nallow: /a/b\ndisallow: /a";
        assert!(allows(other_way, "/a/b") && !allows(other_way, "/a/c"));
    }

    #[test]
    fn patterns_have_asterisks_and_an_end() {
        let only = |pattern: &str, target: &str| {
            !allows(&format!("user-agent: *\ndisallow: {pattern}"), target)
        };
        for (pattern, fitting, other) in [
            ("/*.pdf$", "/a/b.pdf", "/a/b.pdf?x"),
            ("/a*/c", "/ab/c/d", "/b/a/c"),
            ("/a$", "/a", "/ab"),
            ("*/d", "/c/d", "/cd"),
            ("/a*b*b$", "/axbxb", "/axb"),
            ("/p**q", "/pq", "/p"),
            ("/x*", "/x", "/y"),
            ("/ab*b$", "/abb", "/ab"),
            ("/%7Eme", "/~me/x", "/me"),
            ("/\u{e4}", "/%c3%a4", "/a"),
            ("/50%25", "/50%25off", "/50"),
            ("/a%2Ab", "/a*b", "/aab"),
            ("/q?a=%2f", "/q?a=%2F", "/q?a=/"),
        ] {
            assert!(only(pattern, fitting), "{pattern} {fitting}");
            assert!(!only(pattern, other), "{pattern} {other}");
        }
    }

    #[test]
    fn what_says_nothing_forbids_nothing() {
        for rules in [
            "",
            "Disallow: /",
            "user-agent: *\ndisallow:",
            "<html>no: page</html>",
            "user-agent\n: /",
        ] {
            assert!(allows(rules, "/a"), "{rules:?}");
        }
        assert!(!allows("\u{feff}User-agent: *\nDisallow: /", "/a"));
        assert!(Robots::open().allows("/a"));
    }

    #[test]
    fn a_pattern_made_to_be_slow_is_not() {
        let rules = format!(
            "user-agent: *\n{}",
            format!("disallow: /{}b$\n", "*a".repeat(200)).repeat(1000)
        );
        assert!(allows(&rules, &format!("/{}", "a".repeat(8000))));
    }
}
