//! What a WACZ says of itself: its files with their digests, and who signed that list (WACZ 1.1.1,
//! section 5.1; WACZ Signing and Verification 0.1.0).

use crate::names::shown;
use sayso_model::{Diagnostic, Digest};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The list of a WACZ's files.
#[derive(Default)]
pub(crate) struct Package {
    /// The digests, `ALGORITHM:VALUE`, by path.
    pub(crate) resources: BTreeMap<String, String>,
    /// The paths, for as long as the archive is read.
    pub(crate) listed: BTreeSet<String>,
    about: Vec<(&'static str, String)>,
}

impl Package {
    /// Reads the list.
    ///
    /// # Errors
    ///
    /// Where it is not JSON.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, String> {
        let package: Value =
            serde_json::from_slice(bytes).map_err(|error| format!("is not JSON: {error}"))?;
        let mut read = Self::default();
        for resource in package.get("resources").and_then(Value::as_array).into_iter().flatten() {
            if let Some(path) = text(resource, "path") {
                read.listed.insert(path.clone());
                read.resources.insert(path, digest(resource));
            }
        }
        for name in ["title", "software", "created", "wacz_version"] {
            read.about.extend(text(&package, name).map(|value| (name, value)));
        }
        Ok(read)
    }

    /// What it says of the archive as a whole.
    pub(crate) fn told(&self) -> Option<Diagnostic> {
        let about: Vec<_> =
            self.about.iter().map(|(name, value)| format!("{name} {}", brief(value))).collect();
        (!about.is_empty()).then(|| {
            Diagnostic::note(format!("the web archive says of itself: {}", about.join(", ")))
        })
    }
}

/// The digest of a file, as version 1.1.1 writes it or as 1.0.0 did.
fn digest(resource: &Value) -> String {
    if let Some(hash) = text(resource, "hash") {
        return hash;
    }
    let hash = resource.get("stats").and_then(|stats| text(stats, "hash"));
    let algorithm = text(resource, "hashing").unwrap_or_else(|| "unknown".to_owned());
    format!("{algorithm}:{}", hash.unwrap_or_default())
}

fn text(value: &Value, name: &str) -> Option<String> {
    value.get(name).and_then(Value::as_str).map(str::to_owned)
}

/// Words of the archive, for a message.
fn brief(words: &str) -> String {
    const MOST: usize = 200;
    let mut brief: String = words.chars().take(MOST).collect();
    if brief.len() < words.len() {
        brief.push('…');
    }
    format!("{:?}", shown(&brief).name)
}

/// What there is to tell of the digest of the list, and of its signature: notes, and errors.
///
/// The signature itself is not verified: that takes a chain of certificates to a root that was
/// trusted at the time, and a time stamp's own.
pub(crate) fn signature(bytes: &[u8], package: &[u8]) -> (Vec<Diagnostic>, Vec<String>) {
    let digest: Value = match serde_json::from_slice(bytes) {
        Ok(digest) => digest,
        Err(error) => {
            return (Vec::new(), vec![format!("datapackage-digest.json is not JSON: {error}")]);
        }
    };
    let computed = format!("sha256:{}", Digest::of(package));
    let (mut notes, mut errors) = (Vec::new(), Vec::new());
    let mut compare = |stated: Option<String>, whose: &str| match stated {
        Some(stated) if stated.eq_ignore_ascii_case(&computed) => true,
        Some(stated) => {
            errors.push(format!(
                "{whose} is of another list of files than the one in the archive: it states {}, \
                 and that of datapackage.json is {computed}. Somebody changed the list afterwards",
                brief(&stated)
            ));
            false
        }
        None => {
            errors.push(format!("{whose} states no digest of the list of files"));
            false
        }
    };
    compare(text(&digest, "hash"), "datapackage-digest.json");
    let Some(signed) = digest.get("signedData") else {
        notes.push(Diagnostic::note("nobody signed the web archive"));
        return (notes, errors);
    };
    let fits = compare(text(signed, "hash"), "the signature of the web archive");
    let by = match (text(signed, "domain"), text(signed, "publicKey")) {
        (Some(domain), _) => format!("the holder of the domain {}", brief(&domain)),
        (None, Some(key)) => format!("the holder of the public key {}", brief(&key)),
        (None, None) => "somebody it does not name".to_owned(),
    };
    let of = |name: &str| text(signed, name).map_or("not said".to_owned(), |value| brief(&value));
    let what = match (text(signed, "signature").is_some(), fits) {
        (false, _) => "but the signature itself is missing",
        (true, true) => {
            "what it signs is the digest of this list of files; the signature itself was not \
             verified here"
        }
        (true, false) => "but what it signs is another list of files",
    };
    notes.push(Diagnostic::note(format!(
        "the web archive says that it was signed by {by}, on {}, with {}: {what}",
        of("created"),
        of("software")
    )));
    (notes, errors)
}
