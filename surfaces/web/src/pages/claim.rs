//! One claim: its words, its chain link by link, its origins, and why it was read so.

use crate::address::Out;
use crate::answer::{Frame, Problem, answer};
use crate::asked::Asked;
use crate::chain::named;
use crate::marks::Marker;
use crate::pages::{name_of, states_of};
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use sayso::model::{Anchor, Body, Item, ItemId, Span, Text};
use sayso::{DocumentView, Dossier, End, Link, State, Trace, Why};
use std::borrow::Borrow;
use std::collections::BTreeMap;

/// Bytes shown on each side of a claim's words, within their lines.
const CONTEXT: usize = 400;

#[derive(Template)]
#[template(path = "claim.html")]
struct ClaimPage {
    frame: Frame,
    documents: Documents,
    trace: Trace,
    why: Why,
    state: String,
    /// The words in their lines, as HTML.
    context: String,
    /// The words as they were first read, where a correction changed them.
    original: Option<String>,
    links: Vec<LinkView>,
    end: EndView,
    /// At least and at most so many independent origins.
    range: (usize, usize),
}

/// A link of the chain.
struct LinkView {
    /// Who or what it is.
    name: String,
    /// What it does.
    does: String,
    /// Its exact words, each with where they stand.
    words: Vec<(&'static str, Vec<Anchor>)>,
    /// The address it gives.
    address: Option<Out>,
    /// The document it is.
    document: Option<u64>,
}

/// How the chain ends.
struct EndView {
    words: String,
    address: Option<Out>,
    document: Option<u64>,
    broken: bool,
}

/// The documents of the dossier, by number and by text.
struct Documents {
    numbers: BTreeMap<sayso::model::TextId, u64>,
    names: BTreeMap<u64, String>,
}

impl Documents {
    fn of(documents: &[DocumentView]) -> Self {
        Self {
            numbers: documents.iter().map(|d| (d.text, d.number)).collect(),
            names: documents.iter().map(|d| (d.number, name_of(d))).collect(),
        }
    }

    /// The number of the document in which some anchors stand.
    fn number(&self, anchors: &[Anchor]) -> u64 {
        let text = anchors.first().map(|anchor| anchor.text);
        text.and_then(|text| self.numbers.get(&text)).copied().unwrap_or_default()
    }

    fn name(&self, number: impl Borrow<u64>) -> &str {
        self.names.get(number.borrow()).map_or("", String::as_str)
    }
}

pub(crate) fn page(dossier: &Dossier, asked: &Asked, id: &str) -> Result<Response, Problem> {
    let path = format!("/claim/{id}");
    let id: ItemId =
        id.parse().map_err(|_| Problem::missing(format!("{id:?} is no claim's id")))?;
    let (frame, at) = Frame::of(dossier, asked.get("at"), &path)?;
    let trace = dossier.trace(id.as_str(), at)?;
    let why = dossier.why(id.as_str(), at)?;
    let text = dossier.text(&trace.claim.text, at)?;
    let original = why.found.view.original.as_ref().map(|item| words_of(&text, item));
    let page = ClaimPage {
        frame,
        documents: Documents::of(&dossier.documents(at)?),
        state: states_of(dossier, std::slice::from_ref(&trace.claim), at)?.concat(),
        context: context(&text, &trace.claim.content),
        original: original.filter(|original| *original != trace.claim.words),
        links: trace.links.iter().map(link).collect(),
        end: end(&trace.end),
        range: trace.origins.range(),
        trace,
        why,
    };
    answer(StatusCode::OK, &page)
}

fn words_of(text: &Text, item: &Item) -> String {
    let Body::Claim(claim) = &item.body else { return String::new() };
    let words: Vec<_> = claim.content.iter().map(|span| text.at(*span)).collect();
    words.join(" … ")
}

/// Some words in the lines they stand in.
fn context(text: &Text, content: &[Span]) -> String {
    let Some(hull) = Span::hull(content) else { return String::new() };
    let words = text.words();
    let from = words.floor_char_boundary(hull.start().saturating_sub(CONTEXT));
    let to = words.ceil_char_boundary(hull.end().saturating_add(CONTEXT).min(words.len()));
    let before = words.get(from..hull.start()).unwrap_or_default();
    let after = words.get(hull.end()..to).unwrap_or_default();
    let line = before.rfind('\n').map(|end| from + end + 1);
    let end = after.find('\n').map(|end| hull.end() + end);
    let mut out = String::new();
    out.push_str(if line.is_none() && from > 0 { "… " } else { "" });
    let window = Span::new(line.unwrap_or(from), end.unwrap_or(to));
    Marker::new(words, &[], content).write(&mut out, window);
    out.push_str(if end.is_none() && to < words.len() { " …" } else { "" });
    out
}

fn link(link: &Link) -> LinkView {
    match link {
        Link::Document { number, title, voice, words } => LinkView {
            name: title.clone(),
            does: voice.as_ref().map_or("carries it".to_owned(), |voice| {
                format!("carries it, in the voice of {voice}")
            }),
            words: vec![("in these words", words.clone())],
            address: None,
            document: Some(*number),
        },
        Link::Attribution { source, speaker, cue, stance, kind, state, .. } => LinkView {
            name: named(speaker.as_ref(), source.as_ref()),
            does: match state {
                State::Corrected => format!("{stance} (corrected)"),
                _ => format!("{stance} ({kind})"),
            },
            words: vec![
                ("named as", source.iter().cloned().collect()),
                ("reported with", cue.clone()),
            ],
            address: None,
            document: None,
        },
        Link::Decided { holder, stance } => LinkView {
            name: named(holder.as_ref(), None),
            does: format!("{stance}: a person decided so"),
            words: Vec::new(),
            address: None,
            document: None,
        },
        Link::Reference { words, note, url, .. } => LinkView {
            name: "a reference".to_owned(),
            does: "is given for it".to_owned(),
            words: vec![
                ("marked", vec![words.clone()]),
                ("with the note", note.iter().cloned().collect()),
            ],
            address: url.as_deref().map(Out::of),
            document: None,
        },
    }
}

fn end(end: &End) -> EndView {
    let plain = |words: String| EndView { words, address: None, document: None, broken: false };
    match end {
        End::Page { voice: Some(voice) } => {
            plain(format!("with the page's own word, that of {voice}"))
        }
        End::Page { voice: None } => plain("with the page's own word".to_owned()),
        End::Speaker(name) => plain(format!("with {name}")),
        End::Cited(url) => EndView {
            address: Some(Out::of(url)),
            ..plain("with an address that is cited and not in the dossier:".to_owned())
        },
        End::ReadHere { number, url } => EndView {
            address: Some(Out::of(url)),
            document: Some(*number),
            ..plain(
                "with a document of this dossier, in which these words were not found:".to_owned(),
            )
        },
        End::Broken(why) => EndView { broken: true, ..plain(format!("broken: {why}")) },
    }
}
