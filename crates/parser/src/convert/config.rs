//! `config.cfg`: sections with keys whose values are JSON.

use super::error::{ConvertError, Result};
use serde_json::{Map, Value};

/// Deepest nesting of sections; pipelines have six levels.
const DEEPEST: usize = 16;

/// A pipeline's configuration as one tree.
///
/// References (`${section.key}`) stay as they are: nothing that is read here uses them.
pub(super) struct Config(Value);

impl Config {
    pub(super) fn read(bytes: &[u8]) -> Result<Self> {
        let text = str::from_utf8(bytes).map_err(|_| damaged("it is not UTF-8"))?;
        let mut root = Map::new();
        let mut section = Vec::new();
        for line in joined(text) {
            if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                section = name.split('.').map(str::to_owned).collect();
                enter(&mut root, &section)?;
            } else {
                let (key, value) =
                    line.split_once('=').ok_or_else(|| damaged("a line has no `=`"))?;
                enter(&mut root, &section)?.insert(key.trim().to_owned(), json(value.trim()));
            }
        }
        Ok(Self(Value::Object(root)))
    }

    /// What stands at a path, as `["components", "ner", "factory"]`.
    pub(super) fn at(&self, path: &[&str]) -> Option<&Value> {
        path.iter().try_fold(&self.0, |value, key| value.get(key))
    }

    pub(super) fn string(&self, path: &[&str]) -> Option<&str> {
        self.at(path)?.as_str()
    }

    /// A list of strings; empty where there is none.
    pub(super) fn strings(&self, path: &[&str]) -> Vec<&str> {
        let list = self.at(path).and_then(Value::as_array);
        list.into_iter().flatten().filter_map(Value::as_str).collect()
    }
}

fn damaged(what: &str) -> ConvertError {
    ConvertError::damaged("config.cfg", what)
}

/// Lines without comments, each with the indented lines that go on with it.
fn joined(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with(['#', ';']))
    {
        match lines.last_mut() {
            Some(last) if line.starts_with(char::is_whitespace) => last.push_str(line),
            _ => lines.push(line.trim_end().to_owned()),
        }
    }
    lines
}

/// The section of this name, made where it is not there yet.
fn enter<'a>(
    root: &'a mut Map<String, Value>,
    path: &[String],
) -> Result<&'a mut Map<String, Value>> {
    if path.len() > DEEPEST {
        return Err(damaged("its sections are nested too deeply"));
    }
    path.iter().try_fold(root, |section, name| {
        let inner = section.entry(name.clone()).or_insert_with(|| Value::Object(Map::new()));
        inner.as_object_mut().ok_or_else(|| damaged("a section and a value have the same name"))
    })
}

/// JSON, or the characters themselves where they are none.
fn json(value: &str) -> Value {
    serde_json::from_str(value).unwrap_or_else(|_| Value::String(value.to_owned()))
}
