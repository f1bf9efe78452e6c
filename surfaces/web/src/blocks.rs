//! How a text is laid out: its lines, each looking like the section it stands in.
//!
//! Lines are never rewritten: a title is the words that stand in the text, shown as a heading.

use crate::marks::Marker;
use sayso::model::{Section, SectionKind, Span, Text};
use std::fmt::Write as _;

/// Quotations in quotations that look different.
const MOST_DEPTH: usize = 3;

/// How lines look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Look {
    /// Their classes in the style sheet.
    pub(crate) class: String,
    /// Whether they are a heading.
    pub(crate) heading: bool,
    /// Whether a post begins with them.
    pub(crate) begins: bool,
}

/// Lines that look alike, one after the other.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Stretch {
    /// Where.
    pub(crate) span: Span,
    /// How they look.
    pub(crate) look: Look,
}

/// Stretches, and beside them the notes of the claims that begin there.
#[derive(Debug, PartialEq, Eq, Default)]
pub(crate) struct Block {
    /// Its stretches, in order, without a gap.
    pub(crate) stretches: Vec<Stretch>,
    /// The claims that begin in it: so many further ones of `starts`.
    pub(crate) claims: usize,
}

/// The blocks of a page of a text. `starts` are the places where the page's claims begin, in
/// order: a line in which claims begin begins a block, so that their notes stand beside it.
pub(crate) fn blocks(text: &Text, page: Span, starts: &[usize]) -> Vec<Block> {
    let mut looks = Looks::of(text);
    let mut starts = starts.iter().peekable();
    let mut blocks: Vec<Block> = Vec::new();
    for line in lines(text.words(), page) {
        let look = looks.of_line(text.at(line), line);
        let mut claims = 0;
        while starts.next_if(|start| **start < line.end()).is_some() {
            claims += 1;
        }
        match blocks.last_mut() {
            Some(block) if claims == 0 => block.add(line, look),
            _ => {
                blocks.push(Block { stretches: vec![Stretch { span: line, look }], claims });
            }
        }
    }
    blocks
}

/// Blocks as HTML, with what is marked in them.
pub(crate) fn written(blocks: Vec<Block>, marker: &mut Marker<'_>, html: &mut String) {
    for block in blocks {
        html.push_str(r#"<div class="block">"#);
        for Stretch { span, look } in block.stretches {
            let heading = if look.heading { r#" role="heading" aria-level="3""# } else { "" };
            let _ = write!(html, r#"<div dir="auto" class="{}"{heading}>"#, look.class);
            marker.write(html, span);
            html.push_str("</div>");
        }
        html.push_str("</div>");
    }
}

impl Block {
    fn add(&mut self, line: Span, look: Look) {
        match self.stretches.last_mut() {
            Some(last) if last.look == look && !look.begins => {
                last.span = last.span.cover(line);
            }
            _ => self.stretches.push(Stretch { span: line, look }),
        }
    }
}

/// The lines of a page, each with its end: a line feed, a carriage return, or both.
fn lines(words: &str, page: Span) -> impl Iterator<Item = Span> {
    let bytes = words.as_bytes().get(page.range()).unwrap_or_default();
    let mut from = 0;
    std::iter::from_fn(move || {
        let rest = bytes.get(from..).filter(|rest| !rest.is_empty())?;
        let length = match rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')) {
            Some(end) if rest[end..].starts_with(b"\r\n") => end + 2,
            Some(end) => end + 1,
            None => rest.len(),
        };
        let start = page.start() + from;
        from += length;
        Some(Span::new(start, start + length))
    })
}

/// How the place reached looks: how many sections of each kind are around it.
struct Looks<'t> {
    turns: Vec<(usize, bool, &'t Section)>,
    next: usize,
    around: [usize; SectionKind::ALL.len()],
    begins: bool,
    title: Option<&'t str>,
}

impl<'t> Looks<'t> {
    fn of(text: &'t Text) -> Self {
        let mut turns: Vec<_> = text
            .sections()
            .filter(|(_, section)| !section.span.is_empty())
            .flat_map(|(_, s)| [(s.span.start(), true, s), (s.span.end(), false, s)])
            .collect();
        // Ends first, where one section ends and another begins.
        turns.sort_by_key(|(at, begins, _)| (*at, *begins));
        let around = [0; SectionKind::ALL.len()];
        Self { turns, next: 0, around, begins: false, title: None }
    }

    /// How a line looks. Lines come in order.
    fn of_line(&mut self, full: &str, line: Span) -> Look {
        let words = full.trim();
        let blank = words.is_empty();
        let place = line.start() + (full.len() - full.trim_start().len()) * usize::from(!blank);
        self.reach(place);
        let title = !blank && self.title == Some(words);
        if title {
            self.title = None;
        }
        let heading = !blank && (title || self.is_in(SectionKind::Heading));
        let begins = !blank && std::mem::take(&mut self.begins);
        Look { class: self.class(heading, begins), heading, begins }
    }

    fn class(&self, heading: bool, begins: bool) -> String {
        let mut class = String::from("lines");
        for kind in [SectionKind::Caption, SectionKind::Note, SectionKind::List, SectionKind::Table]
        {
            if self.is_in(kind) {
                let _ = write!(class, " {kind}");
            }
        }
        let quoted = self.times(SectionKind::Quoted);
        if quoted > 0 {
            let _ = write!(class, " quoted q{}", quoted.min(MOST_DEPTH));
        }
        for (is_so, name) in
            [(self.is_in(SectionKind::Reply), " reply"), (begins, " begins"), (heading, " heading")]
        {
            class.push_str(if is_so { name } else { "" });
        }
        class
    }

    fn reach(&mut self, place: usize) {
        while let Some(&(at, begins, section)) = self.turns.get(self.next)
            && at <= place
        {
            self.next += 1;
            let times = &mut self.around[section.kind as usize];
            *times = if begins { *times + 1 } else { times.saturating_sub(1) };
            if begins && matches!(section.kind, SectionKind::Post | SectionKind::Reply) {
                self.begins = true;
                self.title = section.title.as_deref().map(str::trim);
            }
        }
    }

    fn times(&self, kind: SectionKind) -> usize {
        self.around[kind as usize]
    }

    fn is_in(&self, kind: SectionKind) -> bool {
        self.times(kind) > 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sayso::model::{
        Body, CaptureId, Direction, Extractor, Item, ItemId, ItemKind, RuleId, SourceMap,
    };

    fn text(words: &str, sections: &[(SectionKind, &str, Option<&str>)]) -> Text {
        let extractor = Extractor { name: "plain".to_owned(), version: 1 };
        let capture = CaptureId::of(words.as_bytes());
        let mut text =
            Text::new(capture, extractor, None, words.to_owned(), SourceMap::new()).unwrap();
        for (nth, (kind, part, title)) in sections.iter().enumerate() {
            let start = words.find(part).unwrap();
            let span = Span::new(start, start + part.len());
            text.items.push(Item {
                id: ItemId::derive(&text.id(), ItemKind::Section, &[span], nth as u32),
                rule: RuleId::new("section.post"),
                because: Vec::new(),
                body: Body::Section(Section {
                    parent: None,
                    kind: *kind,
                    span,
                    title: title.map(str::to_owned),
                    speaker: None,
                    author: None,
                    published: None,
                    language: None,
                    direction: Direction::default(),
                }),
            });
        }
        text
    }

    fn looks(text: &Text, starts: &[usize]) -> Vec<(String, String)> {
        blocks(text, Span::new(0, text.words().len()), starts)
            .into_iter()
            .flat_map(|block| block.stretches)
            .map(|stretch| (text.at(stretch.span).to_owned(), stretch.look.class))
            .collect()
    }

    #[test]
    fn a_title_is_its_own_words_and_a_quotation_is_set_off() {
        let words = "The weir\n\nIt held.\n> Did it?\n> It did.\nSo be it.\n";
        let post = (SectionKind::Post, words, Some("The weir"));
        let quoted = (SectionKind::Quoted, "> Did it?\n> It did.\n", None);
        let looks = looks(&text(words, &[post, quoted]), &[]);
        let wanted = [
            ("The weir\n", "lines begins heading"),
            ("\nIt held.\n", "lines"),
            ("> Did it?\n> It did.\n", "lines quoted q1"),
            ("So be it.\n", "lines"),
        ];
        assert_eq!(looks, wanted.map(|(words, class)| (words.to_owned(), class.to_owned())));
    }

    #[test]
    fn every_line_in_which_a_claim_begins_begins_a_block() {
        let text = text("One.\r\nTwo.\rThree.\nFour. Five.", &[]);
        let blocks = blocks(&text, Span::new(0, text.words().len()), &[6, 18, 24]);
        let words: Vec<_> =
            blocks.iter().map(|b| (text.at(b.stretches[0].span), b.claims)).collect();
        assert_eq!(words, [("One.\r\n", 0), ("Two.\rThree.\n", 1), ("Four. Five.", 2)]);
    }
}
