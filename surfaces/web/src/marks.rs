//! Claims marked in a text: cut at every boundary, so that no word is written twice or left out.

use crate::escape::escape;
use sayso::model::{ItemId, Span};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// A piece tells of no more than this many of the claims around it, the innermost, so that deep
/// nesting cannot make a page grow with its square.
const MOST_TOLD: usize = 8;
/// Depths that look different.
const MOST_DEPTH: usize = 4;

/// A claim to be marked.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Marked<'a> {
    /// Its id.
    pub(crate) id: &'a ItemId,
    /// Its words, in order.
    pub(crate) content: &'a [Span],
    /// The number of its note on this page; `None` where the note is on another.
    pub(crate) note: Option<usize>,
}

/// What begins or ends at a place. Ends come first, so that claims that touch do not overlap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Turn {
    Ends(usize),
    ShownEnds,
    ShownBegins,
    Begins(usize),
    /// The first beginning of a claim's words.
    First(usize),
}

/// Writes a text as HTML, stretch by stretch, with claims marked and words shown.
pub(crate) struct Marker<'a> {
    words: &'a str,
    claims: &'a [Marked<'a>],
    turns: Vec<(usize, Turn)>,
    next: usize,
    /// The claims around the place reached, outer ones first, with how often each holds it.
    around: BTreeMap<usize, usize>,
    shown: usize,
    shown_before: bool,
    /// The id of the place where the words to be pointed out begin.
    anchor: &'static str,
}

impl<'a> Marker<'a> {
    /// `claims` in order, an outer one before those inside it; `shown` are words to be pointed
    /// out. Spans that do not fit the text are left out.
    pub(crate) fn new(words: &'a str, claims: &'a [Marked<'a>], shown: &[Span]) -> Self {
        let fits = |span: &&Span| !span.is_empty() && span.of(words).is_some();
        let mut turns = Vec::new();
        for (index, claim) in claims.iter().enumerate() {
            for (nth, span) in claim.content.iter().filter(fits).enumerate() {
                let begins = if nth == 0 { Turn::First(index) } else { Turn::Begins(index) };
                turns.extend([(span.start(), begins), (span.end(), Turn::Ends(index))]);
            }
        }
        for span in shown.iter().filter(fits) {
            turns.extend([(span.start(), Turn::ShownBegins), (span.end(), Turn::ShownEnds)]);
        }
        turns.sort_unstable();
        let around = BTreeMap::new();
        let (next, shown, shown_before, anchor) = (0, 0, false, "words");
        Self { words, claims, turns, next, around, shown, shown_before, anchor }
    }

    /// The same, with another id for the place where the words to be pointed out begin.
    pub(crate) fn anchored(self, anchor: &'static str) -> Self {
        Self { anchor, ..self }
    }

    /// Writes the words of a stretch. Stretches come in order of the text; what lies before the
    /// first one is passed over.
    pub(crate) fn write(&mut self, out: &mut String, stretch: Span) {
        while let Some(&(at, turn)) = self.turns.get(self.next)
            && at < stretch.start()
        {
            self.take(turn);
        }
        let mut from = stretch.start();
        while from < stretch.end() {
            while let Some(&(at, turn)) = self.turns.get(self.next)
                && at <= from
            {
                self.anchor(out, turn);
                self.take(turn);
            }
            let turn = self.turns.get(self.next).map_or(stretch.end(), |(at, _)| *at);
            let to = turn.min(stretch.end());
            self.piece(out, self.words.get(from..to).unwrap_or_default());
            from = to;
        }
    }

    fn take(&mut self, turn: Turn) {
        self.next += 1;
        match turn {
            Turn::First(claim) | Turn::Begins(claim) => {
                *self.around.entry(claim).or_default() += 1;
            }
            Turn::Ends(claim) => {
                if let Some(times) = self.around.get_mut(&claim) {
                    *times -= 1;
                    if *times == 0 {
                        self.around.remove(&claim);
                    }
                }
            }
            Turn::ShownBegins => self.shown += 1,
            Turn::ShownEnds => self.shown -= 1,
        }
    }

    /// Where a link scrolls to: an empty element, since several claims may begin here.
    fn anchor(&mut self, out: &mut String, turn: Turn) {
        match turn {
            Turn::First(claim) => {
                let Some(claim) = self.claims.get(claim) else { return };
                let id = claim.id;
                // Its number is shown by the style sheet, so that it is no part of the text.
                let _ = match claim.note {
                    Some(n) => write!(
                        out,
                        "<a class=\"at t{n}\" id=\"c-{id}\" href=\"#n-{id}\" data-note=\"{n}\" \
                         aria-label=\"Claim {n}\" tabindex=\"-1\"></a>"
                    ),
                    None => write!(out, "<span class=\"at\" id=\"c-{id}\"></span>"),
                };
            }
            Turn::ShownBegins if !self.shown_before => {
                self.shown_before = true;
                let _ = write!(out, r#"<span class="at" id="{}"></span>"#, self.anchor);
            }
            _ => (),
        }
    }

    fn piece(&self, out: &mut String, words: &str) {
        if self.around.is_empty() && self.shown == 0 {
            return escape(out, words);
        }
        let _ = write!(out, r#"<mark class="d{}"#, self.around.len().min(MOST_DEPTH));
        if self.shown > 0 {
            out.push_str(" shown");
        }
        let told = || self.around.keys().rev().take(MOST_TOLD).filter_map(|c| self.claims.get(*c));
        for note in told().filter_map(|claim| claim.note) {
            let _ = write!(out, " w{note}");
        }
        out.push_str(r#"" data-claims=""#);
        for (nth, claim) in told().enumerate() {
            let space = if nth == 0 { "" } else { " " };
            let _ = write!(out, "{space}{}", claim.id);
        }
        out.push_str(r#"">"#);
        escape(out, words);
        out.push_str("</mark>");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::escape::text_of;
    use proptest::prelude::*;
    use sayso::model::{Digest, ItemKind, TextId};

    fn id(nth: u32) -> ItemId {
        ItemId::derive(&TextId(Digest::of(b"a text")), ItemKind::Claim, &[], nth)
    }

    fn marked(words: &str, claims: &[Vec<Span>], shown: &[Span], stretches: &[Span]) -> String {
        let ids: Vec<_> = (0..claims.len() as u32).map(id).collect();
        let claims: Vec<_> = claims
            .iter()
            .zip(&ids)
            .enumerate()
            .map(|(n, (content, id))| Marked { id, content, note: Some(n + 1) })
            .collect();
        let mut marker = Marker::new(words, &claims, shown);
        let mut out = String::new();
        stretches.iter().for_each(|stretch| marker.write(&mut out, *stretch));
        out
    }

    #[test]
    fn a_claim_inside_another_is_a_piece_of_both() {
        let words = "Ana said the weir held.";
        let claims = [vec![Span::new(0, 23)], vec![Span::new(9, 22)]];
        let html = marked(words, &claims, &[], &[Span::new(0, 23)]);
        let (outer, inner) = (id(0), id(1));
        assert_eq!(
            html,
            format!(
                "<a class=\"at t1\" id=\"c-{outer}\" href=\"#n-{outer}\" data-note=\"1\" \
                 aria-label=\"Claim 1\" tabindex=\"-1\"></a>\
                 <mark class=\"d1 w1\" data-claims=\"{outer}\">Ana said </mark>\
                 <a class=\"at t2\" id=\"c-{inner}\" href=\"#n-{inner}\" data-note=\"2\" \
                 aria-label=\"Claim 2\" tabindex=\"-1\"></a>\
                 <mark class=\"d2 w2 w1\" data-claims=\"{inner} {outer}\">the weir held</mark>\
                 <mark class=\"d1 w1\" data-claims=\"{outer}\">.</mark>"
            )
        );
    }

    #[test]
    fn deep_nesting_does_not_make_a_page_grow_with_its_square() {
        let length = 4000;
        let words = "x".repeat(length);
        let claims: Vec<_> = (0..length / 2).map(|n| vec![Span::new(n, length - n)]).collect();
        let html = marked(&words, &claims, &[], &[Span::new(0, length)]);
        assert!(html.len() < length * 400, "{}", html.len());
    }

    /// Words with everything in them that HTML could swallow, and places in them.
    fn texts() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec![
            "word", " ", "\n", "\r\n", "\r", "<b>", "</mark>", "&amp;", "\"", "'", "é", "شاهد",
            "💛", "\t", "a", "&#13;",
        ]);
        prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
    }

    fn spans_in(words: &str, places: &[(usize, usize)]) -> Vec<Span> {
        let snap = |place: usize| words.floor_char_boundary(place % (words.len() + 1));
        let span = |&(a, b): &(usize, usize)| {
            let (a, b) = (snap(a), snap(b));
            Span::new(a.min(b), a.max(b))
        };
        places.iter().map(span).collect()
    }

    proptest! {
        #[test]
        fn the_text_of_the_marked_text_is_the_text(
            words in texts(),
            claims in prop::collection::vec(
                prop::collection::vec((0usize..400, 0usize..400), 1..4), 0..12),
            shown in prop::collection::vec((0usize..400, 0usize..400), 0..3),
            cuts in prop::collection::vec(0usize..400, 0..6),
        ) {
            let claims: Vec<_> = claims.iter().map(|places| spans_in(&words, places)).collect();
            let shown = spans_in(&words, &shown);
            let mut cuts: Vec<_> =
                cuts.iter().map(|c| words.floor_char_boundary(c % (words.len() + 1))).collect();
            cuts.extend([0, words.len()]);
            cuts.sort_unstable();
            let stretches: Vec<_> = cuts.windows(2).map(|w| Span::new(w[0], w[1])).collect();
            let html = marked(&words, &claims, &shown, &stretches);
            prop_assert_eq!(text_of(&html), words.as_str());
            for (n, claim) in claims.iter().enumerate() {
                let places = claim.iter().filter(|span| !span.is_empty()).count();
                let anchors = html.matches(&format!("id=\"c-{}\"", id(n as u32))).count();
                prop_assert_eq!(anchors, places.min(1));
            }
        }
    }
}
