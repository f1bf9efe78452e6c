//! JSON as pages hold it, read leniently: which strings stand under which names, and where.
//!
//! Nothing recurses; what is not JSON is passed over.

use std::ops::Range;

/// Objects and lists nested deeper are not read.
const DEEPEST: usize = 64;
/// Most values that are read of one page.
const MOST: usize = 100_000;

/// What a value is.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Value {
    Object,
    List,
    /// Where it stands, without its quotation marks, its escapes as they are.
    String(Range<usize>),
    /// A number or a word.
    Other,
}

/// A value with the name it stands under.
#[derive(Debug)]
struct Node {
    /// Where the name stands; empty in a list.
    name: Range<usize>,
    value: Value,
    /// One past the last value within it.
    end: usize,
}

/// The values of some JSON: those within a value follow it.
#[derive(Debug)]
pub(super) struct Json<'t> {
    source: &'t str,
    nodes: Vec<Node>,
}

impl<'t> Json<'t> {
    /// Reads what stands at these places.
    pub(super) fn read(source: &'t str, places: &[Range<usize>]) -> Self {
        let mut json = Self { source, nodes: Vec::new() };
        for place in places {
            Reader { json: &mut json, open: Vec::new(), name: None }.read(place);
        }
        json
    }

    /// All objects, in order.
    pub(super) fn objects(&self) -> impl Iterator<Item = usize> {
        (0..self.nodes.len()).filter(|&node| self.nodes[node].value == Value::Object)
    }

    /// The values within an object or a list.
    pub(super) fn within(&self, node: usize) -> impl Iterator<Item = usize> {
        let end = self.nodes[node].end;
        let next = move |&at: &usize| Some(self.nodes[at].end).filter(|&at| at < end);
        std::iter::successors(Some(node + 1).filter(|&at| at < end), next)
    }

    /// The value under a name of an object.
    pub(super) fn get(&self, object: usize, name: &str) -> Option<usize> {
        let own = |&at: &usize| &self.source[self.nodes[at].name.clone()] == name;
        self.within(object).find(own)
    }

    /// A value and, where it is a list, the values in it instead.
    pub(super) fn each(&self, node: usize) -> Vec<usize> {
        match self.nodes[node].value {
            Value::List => self.within(node).collect(),
            _ => vec![node],
        }
    }

    /// Where a string stands.
    pub(super) fn place(&self, node: usize) -> Option<Range<usize>> {
        match &self.nodes[node].value {
            Value::String(at) => Some(at.clone()),
            _ => None,
        }
    }

    /// A string without its escapes.
    pub(super) fn string(&self, node: usize) -> Option<String> {
        let units = units(self.source, self.place(node)?);
        Some(units.map(|(words, _)| words).collect())
    }

    /// The string under a name of an object.
    pub(super) fn string_at(&self, object: usize, name: &str) -> Option<String> {
        let words = self.string(self.get(object, name)?)?;
        Some(words.trim().to_owned()).filter(|words| !words.is_empty())
    }
}

/// A string in units: stretches without escapes, and single escapes, with what they stand for.
pub(super) fn units(
    source: &str,
    place: Range<usize>,
) -> impl Iterator<Item = (String, Range<usize>)> {
    let mut at = place.start;
    std::iter::from_fn(move || {
        let rest = source.get(at..place.end).filter(|rest| !rest.is_empty())?;
        let width = rest.find('\\').unwrap_or(rest.len());
        let (words, width) =
            if width > 0 { (rest[..width].to_owned(), width) } else { escape(rest) };
        at += width;
        Some((words, at - width..at))
    })
}

/// What the escape at the beginning stands for, and its width (RFC 8259, section 7).
fn escape(rest: &str) -> (String, usize) {
    let Some(kind) = rest[1..].chars().next() else { return (rest.to_owned(), rest.len()) };
    let plain = match kind {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        'b' => '\u{8}',
        'f' => '\u{c}',
        'u' => return unicode(rest),
        other => other,
    };
    (plain.to_string(), 1 + kind.len_utf8())
}

/// `\u00e9`, or the two of a surrogate pair.
fn unicode(rest: &str) -> (String, usize) {
    let unit = |at: usize| {
        let escape = rest.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(escape, 16).ok()
    };
    let Some(first) = unit(0) else { return ("\\".to_owned(), 1) };
    let one = |unit| String::from_utf16_lossy(&[unit]);
    match unit(6) {
        Some(second) if (0xd800..0xdc00).contains(&first) => {
            match String::from_utf16(&[first, second]) {
                Ok(pair) => (pair, 12),
                Err(_) => (one(first), 6),
            }
        }
        _ => (one(first), 6),
    }
}

struct Reader<'j, 't> {
    json: &'j mut Json<'t>,
    /// The open objects and lists.
    open: Vec<usize>,
    /// The name of the next value.
    name: Option<Range<usize>>,
}

impl Reader<'_, '_> {
    fn read(mut self, place: &Range<usize>) {
        let bytes = self.json.source.as_bytes();
        let mut at = place.start;
        while at < place.end && self.json.nodes.len() < MOST {
            at = match bytes[at] {
                b'{' | b'[' if self.open.len() >= DEEPEST => break,
                b'{' => self.begin(Value::Object, at),
                b'[' => self.begin(Value::List, at),
                b'}' | b']' => self.close(at),
                b'"' => self.string(at, place.end),
                b',' => {
                    self.name = None;
                    at + 1
                }
                b':' | b' ' | b'\n' | b'\r' | b'\t' => at + 1,
                _ => self.other(at, place.end),
            };
        }
        while !self.open.is_empty() {
            self.close(at);
        }
    }

    fn add(&mut self, value: Value) -> usize {
        let node = self.json.nodes.len();
        let name = self.name.take().unwrap_or_default();
        self.json.nodes.push(Node { name, value, end: node + 1 });
        node
    }

    fn begin(&mut self, value: Value, at: usize) -> usize {
        let node = self.add(value);
        self.open.push(node);
        at + 1
    }

    fn close(&mut self, at: usize) -> usize {
        self.name = None;
        if let Some(open) = self.open.pop() {
            self.json.nodes[open].end = self.json.nodes.len();
        }
        at + 1
    }

    /// A name, where an object waits for one; else a value.
    fn string(&mut self, at: usize, limit: usize) -> usize {
        let bytes = self.json.source.as_bytes();
        let mut end = at + 1;
        while end < limit && bytes[end] != b'"' {
            end += if bytes[end] == b'\\' { 2 } else { 1 };
        }
        let place = at + 1..end.min(limit);
        let object = self.open.last().is_some_and(|&o| self.json.nodes[o].value == Value::Object);
        if !self.json.source.is_char_boundary(place.end) {
            return place.end + 1;
        }
        if object && self.name.is_none() {
            self.name = Some(place.clone());
        } else {
            self.add(Value::String(place.clone()));
        }
        place.end + 1
    }

    fn other(&mut self, at: usize, limit: usize) -> usize {
        let bytes = &self.json.source.as_bytes()[at..limit];
        let ends = |b: &u8| b",:]}[{\" \n\r\t".contains(b);
        self.add(Value::Other);
        at + bytes.iter().position(ends).unwrap_or(bytes.len()).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Json<'_> {
        Json::read(text, std::slice::from_ref(&(0..text.len())))
    }

    #[test]
    fn finds_strings_by_name() {
        let json = read(r#"{"a": ["x", {"b": "\u00e9\ud83d\udea2 \"q\"\n"}], "n": 1.5, "c": "z"}"#);
        let root = json.objects().next().unwrap();
        assert_eq!(json.string_at(root, "c").as_deref(), Some("z"));
        let list = json.each(json.get(root, "a").unwrap());
        assert_eq!(json.string(list[0]).as_deref(), Some("x"));
        assert_eq!(json.string_at(list[1], "b").as_deref(), Some("é🚢 \"q\""));
        assert_eq!(json.string_at(root, "b"), None);
    }

    #[test]
    fn what_is_broken_is_passed_over() {
        for text in
            ["", "{", "\"", "\"\\", "{\"a\":", "]]}", "{\"a\" \"b\" 1 ;", "{\"\\u12\": \"\\u\"}"]
        {
            read(text);
        }
        assert_eq!(read(&"[".repeat(100_000)).nodes.len(), DEEPEST);
    }

    proptest! {
        #[test]
        fn never_panics(text in "(\\PC|[\\[\\]{}\",:\\\\]|\\\\u00e9|\"[a-z]*\"){0,40}") {
            let json = read(&text);
            for node in 0..json.nodes.len() {
                json.string(node);
                json.within(node).count();
            }
        }
    }
}
