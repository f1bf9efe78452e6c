//! Sentences with their marks in them.

use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The marks of one attribution: spans in code points.
#[derive(Default)]
struct Marks {
    source: Option<[usize; 2]>,
    cue: Vec<[usize; 2]>,
    content: Vec<[usize; 2]>,
    stance: String,
}

/// A line as the sentence without its marks, and the marks as records.
///
/// `[1:...]` is a source, `{1=asserts:...}` a cue with its stance, `<1:...>` content; marks may
/// stand in each other.
pub(super) fn read(line: &str) -> (String, Vec<Value>) {
    let mut text = String::new();
    let mut length = 0;
    let mut open: Vec<(char, String, usize)> = Vec::new();
    let mut marks: BTreeMap<String, Marks> = BTreeMap::new();
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '[' | '{' | '<' => {
                let (name, after) = rest.split_once(':').unwrap_or_default();
                open.push((c, name.to_owned(), length));
                rest = after;
            }
            ']' | '}' | '>' => {
                let Some((kind, name, start)) = open.pop() else { continue };
                let (number, stance) = name.split_once('=').unwrap_or((&name, ""));
                let marks = marks.entry(number.to_owned()).or_default();
                match kind {
                    '[' => marks.source = Some([start, length]),
                    '{' => marks.cue.push([start, length]),
                    _ => marks.content.push([start, length]),
                }
                if !stance.is_empty() {
                    stance.clone_into(&mut marks.stance);
                }
            }
            c => {
                text.push(c);
                length += 1;
            }
        }
    }
    let record = |m: Marks| json!({"source": m.source, "cue": m.cue, "content": m.content, "stance": m.stance});
    (text, marks.into_values().map(record).collect())
}
