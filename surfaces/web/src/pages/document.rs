//! A document: its exact words, the claims marked in them, and each one's chain in the margin.

use crate::address::{Out, stretches};
use crate::answer::{Frame, Problem, answer};
use crate::asked::Asked;
use crate::blocks::{Block, blocks, written};
use crate::chain::{Step, steps};
use crate::marks::{Marked, Marker};
use crate::pages::{beginning, name_of, start_of, states_of};
use crate::paging::{page_of, pages};
use crate::style::MOST_PAIRED;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use sayso::model::{Diagnostic, Span, Text};
use sayso::{ClaimQuery, ClaimView, DocumentView, Dossier, PageChains, State};

/// Characters of a claim's words shown in its note, where the note does not stand beside them.
const WORDS: usize = 90;

#[derive(Template)]
#[template(path = "document.html")]
struct DocumentPage {
    frame: Frame,
    name: String,
    document: DocumentView,
    address: Option<Out>,
    diagnostics: Vec<Diagnostic>,
    /// How many rejected claims are left out.
    left_out: usize,
    /// What could not be shown of what was asked for.
    missing: Option<String>,
    /// The text of this page as HTML.
    text: String,
    /// The notes beside each block of the text.
    notes: Vec<Beside>,
    /// Whether there are so few notes that they and their words light up together.
    few: bool,
    /// This page, from 1, and how many there are.
    page: usize,
    pages: usize,
    /// With the rejected claims.
    rejected: bool,
}

struct Beside {
    /// Whether the block begins with a line of space.
    begins: bool,
    notes: Vec<Note>,
}

struct Note {
    number: usize,
    claim: ClaimView,
    words: String,
    steps: Vec<Step>,
    state: String,
    /// Whether the address asks for this claim.
    shown: bool,
}

pub(crate) fn page(dossier: &Dossier, asked: &Asked, number: &str) -> Result<Response, Problem> {
    let missing = || Problem::missing(format!("there is no document {number} in this dossier"));
    let number: u64 = number.parse().map_err(|_| missing())?;
    let (frame, at) = Frame::of(dossier, asked.get("at"), &format!("/document/{number}"))?;
    let mut documents = dossier.documents(at)?.into_iter();
    let document = documents.find(|d| d.number == number).ok_or_else(missing)?;
    let text = dossier.text(&document.text, at)?;
    let (claims, left_out) = claims(dossier, asked, &document, at)?;
    let wanted = Wanted::of(asked, &claims, &text);
    let starts: Vec<_> = claims.iter().filter_map(start_of).collect();
    let pages = pages(text.words(), &starts);
    let index = match wanted.spans.first() {
        Some(span) => page_of(&pages, span.start()),
        None => wanted.page.saturating_sub(1).min(pages.len() - 1),
    };
    let on_page = Page::of(&pages, index, &starts);
    let name = name_of(&document);
    let states = states_of(dossier, &claims, at)?;
    let html = on_page.html(&text, &claims, &wanted.spans);
    let items = dossier.items(&document.text, at)?;
    let chains = PageChains::new(name.clone(), text, items);
    let page = DocumentPage {
        name,
        address: document.address.as_deref().map(Out::of),
        left_out,
        missing: wanted.missing.clone(),
        text: html,
        notes: on_page.notes(claims.into_iter().zip(states), &chains, asked.get("claim")),
        few: on_page.starts.len() <= MOST_PAIRED,
        page: index + 1,
        pages: pages.len(),
        rejected: asked.get("rejected").is_some(),
        diagnostics: dossier.diagnostics(&document.text, at)?,
        document,
        frame,
    };
    answer(StatusCode::OK, &page)
}

/// The claims to be marked, in order, and how many rejected ones are left out.
fn claims(
    dossier: &Dossier,
    asked: &Asked,
    document: &DocumentView,
    at: u64,
) -> Result<(Vec<ClaimView>, usize), Problem> {
    let query = ClaimQuery {
        document: Some(document.text),
        include_rejected: true,
        ..ClaimQuery::default()
    };
    let mut claims = dossier.claims(&query, at)?;
    let all = claims.len();
    let rejected = asked.get("rejected").is_some();
    let wanted = asked.get("claim");
    claims.retain(|claim| {
        let is_wanted = || wanted == Some(claim.id.as_str());
        !claim.content.is_empty() && (claim.state != State::Rejected || rejected || is_wanted())
    });
    let left_out = all - claims.len();
    Ok((claims, left_out))
}

/// What the address asks to be shown.
struct Wanted {
    spans: Vec<Span>,
    page: usize,
    missing: Option<String>,
}

impl Wanted {
    fn of(asked: &Asked, claims: &[ClaimView], text: &Text) -> Self {
        let page = asked.get("page").and_then(|page| page.parse().ok()).unwrap_or(1);
        let (spans, missing) = match (asked.get("claim"), asked.get("show")) {
            (Some(id), _) => match claims.iter().find(|claim| claim.id.as_str() == id) {
                Some(claim) => (claim.content.clone(), None),
                None => (Vec::new(), Some(format!("There is no claim {id} in this document."))),
            },
            (None, Some(show)) => {
                let fits = |spans: &Vec<Span>| spans.iter().all(|s| s.of(text.words()).is_some());
                match stretches(show).filter(fits) {
                    Some(spans) => (spans, None),
                    None => (Vec::new(), Some(format!("{show} is no place in this text."))),
                }
            }
            (None, None) => (Vec::new(), None),
        };
        Self { spans, page, missing }
    }
}

/// One page of a text, with the claims that begin on it.
struct Page {
    span: Span,
    /// The first of them, of all the document's.
    first: usize,
    starts: Vec<usize>,
}

impl Page {
    fn of(pages: &[Span], index: usize, starts: &[usize]) -> Self {
        let span = pages.get(index).copied().unwrap_or(Span::new(0, 0));
        let first = starts.partition_point(|start| *start < span.start());
        let end = starts.partition_point(|start| *start < span.end());
        Self { span, first, starts: starts.get(first..end).unwrap_or_default().to_vec() }
    }

    fn blocks(&self, text: &Text) -> Vec<Block> {
        blocks(text, self.span, &self.starts)
    }

    /// The number of a claim's note on this page.
    fn number(&self, claim: usize) -> Option<usize> {
        let number = claim.checked_sub(self.first)? + 1;
        (number <= self.starts.len()).then_some(number)
    }

    fn html(&self, text: &Text, claims: &[ClaimView], shown: &[Span]) -> String {
        let marked: Vec<_> = claims
            .iter()
            .enumerate()
            .map(|(n, c)| Marked { id: &c.id, content: &c.content, note: self.number(n) })
            .collect();
        let mut marker = Marker::new(text.words(), &marked, shown);
        let mut html = String::with_capacity(self.span.len() * 3);
        written(self.blocks(text), &mut marker, &mut html);
        html
    }

    fn notes(
        &self,
        claims: impl Iterator<Item = (ClaimView, String)>,
        chains: &PageChains,
        shown: Option<&str>,
    ) -> Vec<Beside> {
        let mut notes = claims.skip(self.first).zip(1..).map(|((claim, state), number)| Note {
            number,
            words: beginning(&claim.words, WORDS),
            steps: steps(chains.of(&claim)),
            state,
            shown: shown == Some(claim.id.as_str()),
            claim,
        });
        let beside = |block: Block| Beside {
            begins: block.stretches.first().is_some_and(|stretch| stretch.look.begins),
            notes: notes.by_ref().take(block.claims).collect(),
        };
        self.blocks(chains.text()).into_iter().map(beside).collect()
    }
}
