//! MessagePack, written: only what the pipelines here need.

#![allow(dead_code, reason = "the fuzzer uses it too, and not all of it")]

/// A value to write.
#[derive(Debug, Clone)]
pub(crate) enum Value {
    Nil,
    Bool(bool),
    Int(u64),
    Str(String),
    Bin(Vec<u8>),
    List(Vec<Value>),
    Map(Vec<(Value, Value)>),
}

impl From<&str> for Value {
    fn from(string: &str) -> Self {
        Self::Str(string.to_owned())
    }
}

impl From<usize> for Value {
    fn from(number: usize) -> Self {
        Self::Int(number as u64)
    }
}

/// A map with strings as keys.
pub(crate) fn map<const N: usize>(pairs: [(&str, Value); N]) -> Value {
    Value::Map(pairs.into_iter().map(|(key, value)| (key.into(), value)).collect())
}

/// A list.
pub(crate) fn list<T: Into<Value>>(items: impl IntoIterator<Item = T>) -> Value {
    Value::List(items.into_iter().map(Into::into).collect())
}

/// An array of floats as `msgpack-numpy` writes it, with numbers that tell it from others.
pub(crate) fn array(shape: &[usize]) -> Value {
    let length: usize = shape.iter().product();
    let numbers: Vec<f32> = (0..length).map(|i| i as f32 * 0.25 - shape.len() as f32).collect();
    array_of(shape, &numbers)
}

/// An array of these floats.
pub(crate) fn array_of(shape: &[usize], numbers: &[f32]) -> Value {
    let key = |name: &str| Value::Bin(name.as_bytes().to_vec());
    Value::Map(vec![
        (key("nd"), Value::Bool(true)),
        (key("type"), "<f4".into()),
        (key("kind"), Value::Bin(Vec::new())),
        (key("shape"), list(shape.iter().copied())),
        (key("data"), Value::Bin(numbers.iter().flat_map(|n| n.to_le_bytes()).collect())),
    ])
}

/// The bytes of a value. Lengths are always written with four bytes, numbers with eight.
pub(crate) fn pack(value: &Value) -> Vec<u8> {
    let mut bytes = Vec::new();
    write(value, &mut bytes);
    bytes
}

fn write(value: &Value, bytes: &mut Vec<u8>) {
    match value {
        Value::Nil => bytes.push(0xc0),
        Value::Bool(yes) => bytes.push(0xc2 + u8::from(*yes)),
        Value::Int(number) => {
            bytes.push(0xcf);
            bytes.extend(number.to_be_bytes());
        }
        Value::Str(string) => {
            head(0xdb, string.len(), bytes);
            bytes.extend(string.as_bytes());
        }
        Value::Bin(data) => {
            head(0xc6, data.len(), bytes);
            bytes.extend(data);
        }
        Value::List(items) => {
            head(0xdd, items.len(), bytes);
            items.iter().for_each(|item| write(item, bytes));
        }
        Value::Map(pairs) => {
            head(0xdf, pairs.len(), bytes);
            pairs.iter().for_each(|(key, value)| {
                write(key, bytes);
                write(value, bytes);
            });
        }
    }
}

fn head(mark: u8, length: usize, bytes: &mut Vec<u8>) {
    bytes.push(mark);
    bytes.extend(u32::try_from(length).unwrap().to_be_bytes());
}
