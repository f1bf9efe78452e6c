//! The fields of an address.

use std::collections::BTreeMap;

/// What an address asks: the fields after its `?`, each once.
#[derive(Debug, Default)]
pub(crate) struct Asked {
    fields: BTreeMap<String, String>,
}

impl Asked {
    pub(crate) fn new(fields: BTreeMap<String, String>) -> Self {
        Self { fields }
    }

    /// What a field says, without white space at its ends; `None` where it says nothing.
    pub(crate) fn get(&self, field: &str) -> Option<&str> {
        self.fields.get(field).map(|value| value.trim()).filter(|value| !value.is_empty())
    }

    /// A field as it was typed, to be shown again.
    pub(crate) fn typed(&self, field: &str) -> &str {
        self.fields.get(field).map_or("", String::as_str)
    }
}
