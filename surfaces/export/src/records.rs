//! One document as records of the contract.

use crate::disputes;
use sayso::model::{Anchor, Body, Diagnostic, Item, Offsets, Position, Span, Text};
use sayso::{ItemView, State};
use serde_json::{Map, Value, json};

/// The version of the contract that these records keep to.
pub const CONTRACT: u32 = 1;

/// What the `document` record tells besides what the text itself knows.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    /// The path as given.
    pub doc: &'a str,
    /// What to tell about the document.
    pub diagnostics: &'a [Diagnostic],
    /// The name of the file that holds the canonical text, where one was written.
    pub text_file: Option<&'a str>,
    /// SHA-256 of the canonical text in UTF-8, in hexadecimal.
    pub text_sha256: &'a str,
}

/// The records of one document, in the contract's order, made one at a time.
pub fn records<'a>(
    text: &'a Text,
    items: &'a [ItemView],
    about: &About<'a>,
) -> impl Iterator<Item = Value> + use<'a> {
    let writer = Writer { offsets: Offsets::new(text.words()), doc: about.doc };
    let views = items.iter().map(|view| {
        (
            place(&view.item),
            view.item.body.kind().name(),
            view.item.id.to_string(),
            Made::Item(view),
        )
    });
    let disputes = disputes::of(text, items, &writer).into_iter().map(|(span, record)| {
        let id = record["id"].as_str().unwrap_or_default().to_owned();
        (span, "dispute", id, Made::Record(record))
    });
    let mut placed: Vec<_> = views.chain(disputes).collect();
    let key = |span: &Span| (span.start(), usize::MAX - span.end());
    placed.sort_by(|a, b| (key(&a.0), a.1, &a.2).cmp(&(key(&b.0), b.1, &b.2)));
    let document = writer.document(text, about);
    let rest = placed.into_iter().map(move |(.., made)| match made {
        Made::Item(view) => writer.item(view),
        Made::Record(record) => record,
    });
    std::iter::once(document).chain(rest)
}

/// What a record is made of.
enum Made<'a> {
    Item(&'a ItemView),
    Record(Value),
}

/// The record of one item, as [`records`] has it.
#[must_use]
pub fn item(text: &Text, view: &ItemView, doc: &str) -> Value {
    Writer { offsets: Offsets::new(text.words()), doc }.item(view)
}

/// Anchors as `{"exact", "span", "text"}`, the spans in code points of this text.
#[must_use]
pub fn anchors(text: &Text, anchors: &[Anchor]) -> Value {
    let writer = Writer { offsets: Offsets::new(text.words()), doc: "" };
    anchors
        .iter()
        .map(|a| json!({"exact": a.exact, "span": writer.span(a.span), "text": a.text}))
        .collect()
}

/// What there is to tell of a document, the spans in code points of its text. What could not be
/// read has no text, and no place in one.
pub fn diagnostics<'d>(
    text: Option<&Text>,
    list: impl IntoIterator<Item = &'d Diagnostic>,
) -> Value {
    let words = text.map(Text::words).unwrap_or_default();
    let writer = Writer { offsets: Offsets::new(words), doc: "" };
    list.into_iter().map(|d| writer.diagnostic(d, text.is_some())).collect()
}

/// Where an item stands in the order: an actor at its first mention.
fn place(item: &Item) -> Span {
    item.body.hull().or(item.because.first().copied()).unwrap_or(Span::new(0, 0))
}

pub(crate) struct Writer<'t> {
    offsets: Offsets<'t>,
    pub(crate) doc: &'t str,
}

impl Writer<'_> {
    pub(crate) fn span(&self, span: Span) -> Value {
        json!([self.offsets.code_points(span.start()), self.offsets.code_points(span.end())])
    }

    fn maybe(&self, span: Option<Span>) -> Value {
        span.map_or(Value::Null, |span| self.span(span))
    }

    pub(crate) fn spans(&self, spans: &[Span]) -> Value {
        spans.iter().map(|span| self.span(*span)).collect()
    }

    fn diagnostic(&self, d: &Diagnostic, placed: bool) -> Value {
        let span = self.maybe(d.span.filter(|_| placed));
        json!({"severity": d.severity, "message": d.message, "span": span})
    }

    fn document(&self, text: &Text, about: &About<'_>) -> Value {
        let diagnostics: Vec<Value> =
            about.diagnostics.iter().map(|d| self.diagnostic(d, true)).collect();
        json!({
            "type": "document",
            "doc": self.doc,
            "id": text.id(),
            "title": text.title,
            "author": text.author,
            "outlet": text.outlet,
            "address": text.address,
            "published": text.published,
            "language": sayso::language(text),
            "ocr": text.ocr,
            "chars": self.offsets.code_points(text.words().len()),
            "sha256": text.capture(),
            "text_sha256": about.text_sha256,
            "text_file": about.text_file,
            "extractor": text.extractor().to_string(),
            "diagnostics": diagnostics,
        })
    }

    fn item(&self, view: &ItemView) -> Value {
        let item = &view.item;
        let mut record = Map::new();
        record.insert("type".to_owned(), item.body.kind().name().into());
        record.insert("doc".to_owned(), self.doc.into());
        record.insert("id".to_owned(), json!(item.id));
        if let Value::Object(body) = self.body(&item.body) {
            record.extend(body);
        }
        record.insert("rule".to_owned(), json!(item.rule));
        record.insert("because".to_owned(), self.spans(&item.because));
        if view.state != State::Unjudged {
            record.insert("state".to_owned(), view.state.word().into());
        }
        if view.by_hand {
            record.insert("by_hand".to_owned(), true.into());
        }
        Value::Object(record)
    }

    fn position(&self, position: &Position) -> Value {
        json!({
            "span": self.span(position.span), "holder": self.maybe(position.holder),
            "attribution": position.attribution,
        })
    }

    fn body(&self, body: &Body) -> Value {
        match body {
            Body::Section(s) => json!({
                "parent": s.parent, "kind": s.kind, "span": self.span(s.span), "title": s.title,
                "speaker": s.speaker, "author": s.author, "published": s.published,
                "language": s.language, "direction": s.direction,
            }),
            Body::Reference(r) => json!({
                "span": self.span(r.span), "kind": r.kind, "url": r.url,
                "target": self.maybe(r.target), "supports": self.maybe(r.supports),
            }),
            Body::Damage(d) => json!({
                "span": self.span(d.span), "kind": d.kind, "repair": d.repair,
            }),
            Body::Mention(m) => json!({
                "span": self.span(m.span), "kind": m.kind, "actor": m.actor,
            }),
            Body::Actor(a) => json!({
                "name": a.name, "kind": a.kind, "names": a.names, "member_of": a.member_of,
            }),
            Body::Naming(n) => json!({
                "span": self.span(n.span), "speaker": n.speaker, "term": n.term, "for": n.of,
            }),
            Body::Attribution(a) => json!({
                "parent": a.parent, "source": self.maybe(a.source),
                "cue": if a.cue.is_empty() { Value::Null } else { self.spans(&a.cue) },
                "content": self.spans(&a.content), "kind": a.kind, "stance": a.stance,
                "speaker": a.speaker, "said": a.said, "depth": a.depth,
            }),
            Body::Claim(c) => json!({
                "content": self.spans(&c.content), "voice": c.voice, "chain": c.chain,
                "holder": c.holder, "stance": c.stance, "said": c.said, "happened": c.happened,
                "gist": c.gist,
            }),
            Body::Quantity(q) => json!({
                "span": self.span(q.span), "of": q.of, "low": number(q.low),
                "best": number(q.best), "high": number(q.high), "unit": q.unit.as_deref().unwrap_or_default(), "when": q.when,
                "place": q.place, "attribution": q.attribution,
            }),
            Body::Date(d) => json!({
                "span": self.span(d.span), "value": d.value, "kind": d.kind,
            }),
            Body::Relation(r) => json!({
                "span": self.span(r.span), "kind": r.kind, "subject": r.subject.as_deref().unwrap_or_default(),
                "relation": r.relation, "object": r.object,
                "subject_span": self.maybe(r.subject_span),
                "object_span": self.maybe(r.object_span), "subject_actor": r.subject_actor,
                "object_actor": r.object_actor, "place": r.place, "when": r.when,
                "polarity": r.polarity, "attribution": r.attribution,
            }),
            Body::Status(s) => json!({
                "span": self.span(s.span), "actor": s.actor, "actor_id": s.actor_id, "was": s.was,
                "became": s.became, "when": s.when, "polarity": s.polarity, "attribution": s.attribution,
            }),
            Body::Place(p) => json!({
                "span": self.span(p.span), "name": p.name, "country": p.country,
                "lat": number(p.lat), "lon": number(p.lon),
            }),
            Body::Contrast(c) => json!({
                "span": self.span(c.span), "kind": c.kind, "cue": self.spans(&c.cue),
                "rejected": self.position(&c.rejected), "other": self.position(&c.other),
            }),
            Body::Argument(a) => json!({
                "conclusion": self.span(a.conclusion), "premises": self.spans(&a.premises),
                "attribution": a.attribution,
            }),
        }
    }
}

/// Whole numbers are written without a fraction.
fn number(value: Option<f64>) -> Value {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    match value {
        None => Value::Null,
        Some(n) if n.fract() == 0.0 && n.abs() < EXACT => json!(n as i64),
        Some(n) => json!(n),
    }
}
