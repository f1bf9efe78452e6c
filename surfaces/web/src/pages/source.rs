//! The page itself that a text was made from, with some words marked where they stand in it; or the
//! text, where the page cannot be shown.

use crate::address::stretches;
use crate::answer::{Frame, Problem, answer};
use crate::asked::Asked;
use crate::blocks::{blocks, written};
use crate::escape::escape;
use crate::marks::Marker;
use crate::pages::{document_of, name_of};
use crate::paging;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use sayso::model::{Bounds, Pages, Span, Text};
use sayso::{DocumentView, Dossier};
use std::fmt::Write as _;

#[derive(Template)]
#[template(path = "source.html")]
struct SourcePage {
    frame: Frame,
    name: String,
    document: DocumentView,
    /// The page, made safe, or the words of the text.
    shown: String,
    /// Which of them.
    how: How,
    /// The number of the page shown, from 1.
    page: usize,
    /// How many pages there are.
    pages: usize,
    /// Whether none of the words asked for could be marked.
    unmarked: bool,
    /// The words that are marked, to go from page to page with.
    spans: Vec<Span>,
}

/// How a document is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    /// As the page that it is.
    Page,
    /// Drawn from its words, each where it stands on a page.
    Drawn,
    /// By the words of its text, since documents of its kind are not shown themselves.
    Text,
}

/// What is shown of a document.
struct Shown {
    html: String,
    how: How,
    /// Which page, from 0, and how many there are.
    page: usize,
    pages: usize,
}

pub(crate) fn page(dossier: &Dossier, asked: &Asked, number: &str) -> Result<Response, Problem> {
    let (frame, at) = Frame::of(dossier, asked.get("at"), &format!("/source/{number}"))?;
    let document = document_of(dossier, number, at)?;
    let text = dossier.text(&document.text, at)?;
    let spans = asked_for(asked, &text)?;
    let Shown { html, how, page, pages } = match &text.pages {
        Some(pages) if !pages.sizes.is_empty() => sheet(&text, pages, &spans, asked.get("page")),
        _ => match dossier.shown_page(&document, &spans, at)? {
            Some(html) => Shown { html, how: How::Page, page: 0, pages: 1 },
            None => words(&text, &spans, asked.get("page")),
        },
    };
    let unmarked = !spans.is_empty() && !html.contains("id=\"shown\"");
    let (name, page) = (name_of(&document), page + 1);
    let page = SourcePage { frame, name, document, shown: html, how, page, pages, unmarked, spans };
    answer(StatusCode::OK, &page)
}

/// The words that the address asks for.
fn asked_for(asked: &Asked, text: &Text) -> Result<Vec<Span>, Problem> {
    let Some(show) = asked.get("show") else { return Ok(Vec::new()) };
    let fits = |spans: &Vec<Span>| spans.iter().all(|span| span.of(text.words()).is_some());
    stretches(show).filter(fits).ok_or_else(|| {
        let bytes = text.words().len();
        Problem::bad(format!(
            "show={show} is no place in this text of {bytes} bytes; write where words begin and \
             end, in bytes of the text, as show=0-80 or show=0-80,120-140"
        ))
    })
}

fn sheet(text: &Text, pages: &Pages, spans: &[Span], asked: Option<&str>) -> Shown {
    let page = wanted(pages, spans, asked);
    let html = drawn(text, pages, page, spans).unwrap_or_default();
    Shown { html, how: How::Drawn, page, pages: pages.sizes.len() }
}

/// The words of a text, page by page where they are many.
fn words(text: &Text, spans: &[Span], asked: Option<&str>) -> Shown {
    let pages = paging::pages(text.words(), &[]);
    let asked = asked.and_then(|page| page.parse::<usize>().ok()).map(|page| page.max(1) - 1);
    let of_words = || spans.first().map(|span| paging::page_of(&pages, span.start()));
    let page = asked.or_else(of_words).unwrap_or(0).min(pages.len() - 1);
    let mut html = String::new();
    let mut marker = Marker::new(text.words(), &[], spans).anchored("shown");
    written(blocks(text, pages[page], &[]), &mut marker, &mut html);
    Shown { html, how: How::Text, page, pages: pages.len() }
}

/// The page asked for, or else the first that has one of the words.
fn wanted(pages: &Pages, spans: &[Span], asked: Option<&str>) -> usize {
    let asked = asked.and_then(|page| page.parse::<usize>().ok()).map(|page| page.max(1) - 1);
    let of_words = || Some(pages.of(*spans.first()?).first()?.page as usize);
    asked.or_else(of_words).unwrap_or(0).min(pages.sizes.len().saturating_sub(1))
}

/// A page drawn from its words, each where it stands; `None` where there is no such page.
fn drawn(text: &Text, pages: &Pages, index: usize, spans: &[Span]) -> Option<String> {
    let size = pages.sizes.get(index)?;
    let mut svg = String::new();
    let _ = write!(
        svg,
        "<svg class=\"sheet\" viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"page {}\">",
        size.width,
        size.height,
        index + 1
    );
    let on_page = pages.words.iter().filter(|word| word.page as usize == index);
    let mut anchored = false;
    for word in on_page {
        let Bounds { left, top, right, bottom } = word.bounds;
        let (width, height) =
            (right.saturating_sub(left).max(1), bottom.saturating_sub(top).max(1));
        let marked = spans
            .iter()
            .any(|span| span.start() < word.text.end() && word.text.start() < span.end());
        if marked {
            let id = if anchored { "" } else { " id=\"shown\"" };
            anchored = true;
            let _ = write!(
                svg,
                "<rect{id} class=\"lit\" x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\"/>"
            );
        }
        // The letters stand a fifth of their height above the lower edge.
        let base = bottom.saturating_sub(height / 5);
        let _ = write!(
            svg,
            "<text x=\"{left}\" y=\"{base}\" font-size=\"{}\" textLength=\"{width}\" \
             lengthAdjust=\"spacingAndGlyphs\">",
            height / 5 * 4
        );
        escape(&mut svg, text.at(word.text));
        svg.push_str("</text>");
    }
    svg.push_str("</svg>");
    Some(svg)
}
