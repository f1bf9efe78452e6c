//! The page itself that a text was made from, with some words marked where they stand in it.

use crate::address::stretches;
use crate::answer::{Frame, Problem, answer};
use crate::asked::Asked;
use crate::escape::escape;
use crate::pages::name_of;
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
    /// The page, made safe; `None` where its format is not shown.
    shown: Option<String>,
    /// The number of the page shown, from 1.
    page: usize,
    /// How many pages there are; none where it is not laid out in pages.
    pages: usize,
    /// Whether none of the words asked for could be marked.
    unmarked: bool,
    /// The words that are marked, to go from page to page with.
    spans: Vec<Span>,
}

pub(crate) fn page(dossier: &Dossier, asked: &Asked, number: &str) -> Result<Response, Problem> {
    let missing = || Problem::missing(format!("there is no document {number} in this dossier"));
    let number: u64 = number.parse().map_err(|_| missing())?;
    let (frame, at) = Frame::of(dossier, asked.get("at"), &format!("/source/{number}"))?;
    let mut documents = dossier.documents(at)?.into_iter();
    let document = documents.find(|d| d.number == number).ok_or_else(missing)?;
    let text = dossier.text(&document.text, at)?;
    let fits = |spans: &Vec<Span>| spans.iter().all(|span| span.of(text.words()).is_some());
    let spans = asked.get("show").and_then(stretches).filter(fits).unwrap_or_default();
    let (shown, page, pages) = match &text.pages {
        Some(pages) => {
            let index = wanted(pages, &spans, asked.get("page"));
            (drawn(&text, pages, index, &spans), index + 1, pages.sizes.len())
        }
        None => (dossier.shown_page(&document, &spans, at)?, 0, 0),
    };
    let has_mark = |html: &String| html.contains("id=\"shown\"");
    let unmarked = !spans.is_empty() && !shown.as_ref().is_some_and(has_mark);
    let name = name_of(&document);
    let page = SourcePage { frame, name, document, shown, page, pages, unmarked, spans };
    answer(StatusCode::OK, &page)
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
