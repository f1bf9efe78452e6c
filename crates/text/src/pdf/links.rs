//! Links drawn over words (ISO 32000-1, 12.5.6.5).

use super::geometry::{Matrix, Point, Rect};
use crate::draft::Found;
use crate::html::{HYPERLINK, found, is_readable};
use hayro_syntax::object::{Array, Dict, Name, String as Bytes};
use hayro_syntax::page::Page;
use sayso_model::{Pages, Placed, Reference, ReferenceKind, Span};

/// Most links of one page.
const MOST: usize = 2_000;

/// A link's place on its page and where it leads.
#[derive(Debug)]
pub(super) struct Link {
    pub(super) page: u32,
    place: Rect,
    url: String,
}

/// The links of a page that lead out of the document.
pub(super) fn of(page: &Page<'_>, number: u32) -> Vec<Link> {
    let to_page = Matrix(page.initial_transform(true).as_coeffs());
    let annotations = page.raw().get::<Array<'_>>("Annots");
    let all = annotations.iter().flat_map(Array::iter::<Dict<'_>>).take(MOST);
    all.filter_map(|annotation| {
        let kind: Name<'_> = annotation.get("Subtype")?;
        if &*kind != b"Link" {
            return None;
        }
        let action: Dict<'_> = annotation.get("A")?;
        let url: Bytes<'_> = action.get("URI")?;
        let url = String::from_utf8_lossy(url.as_bytes()).trim().to_owned();
        let [a, b, c, d] = annotation.get::<[f64; 4]>("Rect")?;
        let place = Rect::around(&[to_page.place(a, b), to_page.place(c, d)])?;
        (!url.is_empty() && is_readable(&url)).then_some(Link { page: number, place, url })
    })
    .collect()
}

/// The references that links make of the words under them: one for each stretch of words that
/// follow on from one another in the text. Links come page by page.
pub(super) fn references(links: &[Link], pages: &Pages) -> Vec<Found<Reference>> {
    let mut by_place: Vec<(u32, i32, usize)> = pages
        .words
        .iter()
        .enumerate()
        .map(|(i, word)| (word.page, (word.bounds.top + word.bounds.bottom) / 2, i))
        .collect();
    by_place.sort_unstable();
    let mut stretches: Vec<(usize, usize, &str)> = Vec::new();
    for link in links {
        let bounds = link.place.bounds();
        let from = by_place.partition_point(|key| (key.0, key.1) < (link.page, bounds.top));
        let near = by_place[from..].iter();
        let near = near.take_while(|key| (key.0, key.1) <= (link.page, bounds.bottom));
        let mut under: Vec<usize> = near
            .map(|(_, _, i)| *i)
            .filter(|&i| pages.words.get(i).is_some_and(|word| link.place.holds(middle(word))))
            .collect();
        under.sort_unstable();
        for i in under {
            match stretches.last_mut() {
                Some((_, end, url)) if *end == i && *url == link.url => *end = i + 1,
                _ => stretches.push((i, i + 1, &link.url)),
            }
        }
    }
    stretches.sort_unstable();
    stretches.dedup();
    let span = |from: usize, to: usize| {
        let (first, last) = (pages.words.get(from)?, pages.words.get(to.checked_sub(1)?)?);
        Some(Span::new(first.text.start(), last.text.end()))
    };
    let made = stretches.into_iter().filter_map(|(from, to, url)| {
        Some(found(span(from, to)?, ReferenceKind::Hyperlink, Some(url.to_owned()), HYPERLINK))
    });
    made.collect()
}

fn middle(word: &Placed) -> Point {
    let b = word.bounds;
    Point::new(f64::from(b.left + b.right) / 200.0, f64::from(b.top + b.bottom) / 200.0)
}
