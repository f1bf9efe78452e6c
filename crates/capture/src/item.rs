//! What stands between a source and its captures: things found that may be containers.

use crate::blob::{Blob, Whole};
use crate::found::{Captured, Container, Found, Listed};
use crate::limits::Limits;
use crate::meter::Meter;
use crate::names::Names;
use sayso_model::{CaptureId, Diagnostic, Digest};
use std::sync::Arc;

/// Bytes that were found and not read yet, with all that is known of them.
pub(crate) struct Item {
    pub(crate) doc: String,
    pub(crate) name: String,
    pub(crate) blob: Blob,
    pub(crate) media_type: Option<String>,
    pub(crate) address: Option<String>,
    pub(crate) fetched: Option<String>,
    pub(crate) modified: Option<String>,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) page: Option<Listed>,
    pub(crate) how: &'static str,
    pub(crate) container: Option<Container>,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl Item {
    pub(crate) fn new(doc: String, name: String, blob: Blob, how: &'static str) -> Self {
        Self {
            doc,
            name,
            blob,
            media_type: None,
            address: None,
            fetched: None,
            modified: None,
            headers: Vec::new(),
            page: None,
            how,
            container: None,
            diagnostics: Vec::new(),
        }
    }

    /// It was found in a container, at a place.
    pub(crate) fn within(mut self, container: Container) -> Self {
        self.container = Some(container);
        self
    }

    /// Reads all of it, unless it cannot be read, or is larger than a limit.
    pub(crate) fn capture(self, limits: &Limits) -> Found {
        let (limit, name) = match &self.container {
            None => (limits.file, "file"),
            Some(_) if self.how.starts_with("warc") => (u64::MAX, "record"),
            Some(_) => (limits.member, "member"),
        };
        let mut diagnostics = self.diagnostics;
        match self.blob.read(limit, name) {
            Err(why) => {
                diagnostics.push(Diagnostic::error(format!("{} {why}", self.doc)));
                Found::Failed { doc: self.doc, diagnostics }
            }
            Ok(Whole { bytes, doubt }) => {
                diagnostics.extend(doubt.map(Diagnostic::warning));
                Found::Captured(Captured {
                    doc: self.doc,
                    id: CaptureId::of(&bytes),
                    bytes,
                    name: self.name,
                    media_type: self.media_type,
                    address: self.address,
                    fetched: self.fetched,
                    modified: self.modified,
                    headers: self.headers,
                    page: self.page,
                    how: self.how,
                    container: self.container,
                    diagnostics,
                })
            }
        }
    }
}

/// What a container gives next.
#[allow(clippy::large_enum_variant, reason = "handed on one at a time, never kept in numbers")]
pub(crate) enum Step {
    Found(Found),
    /// Something that may be a container itself.
    Inner(Item),
}

/// A container that is being read.
pub(crate) trait Opened: Send {
    /// What it gives next; `None` at its end, and from then on.
    fn next(&mut self, context: &mut Context) -> Option<Step>;
}

/// What everything that is read out of one source shares.
pub(crate) struct Context {
    pub(crate) limits: Limits,
    pub(crate) names: Names,
    pub(crate) meter: Arc<Meter>,
}

impl Context {
    /// For a source of so many bytes.
    pub(crate) fn new(limits: &Limits, len: u64) -> Self {
        let meter = Arc::new(Meter::new(limits, len));
        Self { limits: *limits, names: Names::default(), meter }
    }

    /// The same limits, and names that are not given to anybody.
    pub(crate) fn aside(&self) -> Self {
        let meter = Arc::clone(&self.meter);
        Self { limits: self.limits, names: Names::default(), meter }
    }

    /// What to call a member: `inner` is its name in the container.
    pub(crate) fn name(&mut self, container: &Place, inner: &str) -> String {
        self.names.unique(format!("{}!/{inner}", container.doc))
    }
}

/// A container, for what stands in it.
pub(crate) struct Place {
    pub(crate) doc: String,
    pub(crate) blob: Blob,
    outer: Option<Box<Container>>,
    /// Of the container's bytes; computed when it is first asked for.
    sha256: Option<Option<Digest>>,
}

impl Place {
    pub(crate) fn of(item: &Item) -> Self {
        Self {
            doc: item.doc.clone(),
            blob: item.blob.clone(),
            outer: item.container.clone().map(Box::new),
            sha256: None,
        }
    }

    /// The container's digest is known already.
    pub(crate) fn with_sha256(mut self, sha256: Option<Digest>) -> Self {
        self.sha256 = Some(sha256);
        self
    }

    pub(crate) fn sha256(&mut self) -> Option<Digest> {
        *self.sha256.get_or_insert_with(|| self.blob.sha256())
    }

    /// Where in it a member stands.
    pub(crate) fn at(&mut self, member: Option<String>, offset: u64) -> Container {
        Container {
            path: self.doc.clone(),
            sha256: self.sha256(),
            member,
            offset,
            decoded: Vec::new(),
            outer: self.outer.clone(),
        }
    }

    /// Something told of the container as a whole.
    pub(crate) fn failed(&self, message: impl Into<String>) -> Found {
        Found::failed(&self.doc, message)
    }
}
