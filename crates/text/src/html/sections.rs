//! The sections of a page, from its elements.

use super::names;
use super::notes::Marks;
use super::posts::Posts;
use super::render::Rendered;
use super::tree::{Element, Tree};
use crate::draft::SectionDraft;
use crate::speaker;
use sayso_model::{RuleId, SectionKind, Span};
use std::collections::{BTreeMap, BTreeSet};

const HEADING: RuleId = RuleId::new("section.html-heading");
const LIST: RuleId = RuleId::new("section.html-list");
const TABLE: RuleId = RuleId::new("section.html-table");
const CAPTION: RuleId = RuleId::new("section.html-caption");
const QUOTED: RuleId = RuleId::new("section.html-quoted");
const NOTE: RuleId = RuleId::new("section.html-note");
const PICTURE: RuleId = RuleId::new("section.html-picture");
const POST: RuleId = RuleId::new("section.html-post");

/// The sections, parents before children.
pub(super) fn find(
    tree: &Tree<'_>,
    page: &Rendered,
    posts: &Posts,
    marks: &Marks,
) -> Vec<SectionDraft> {
    let shape = Shape::of(tree);
    let notes = note_blocks(tree, &marks.targets());
    let signers = Signers::of(tree, page);
    let mut sections: Vec<SectionDraft> = Vec::new();
    // The section of each element, its own or the one around it.
    let mut around: Vec<Option<usize>> = vec![None; tree.elements.len()];
    for (e, element) in tree.elements.iter().enumerate().skip(1) {
        around[e] = around[element.parent];
        let Some(span) = page.span(e) else { continue };
        let Some((kind, rule)) = kind(element, e, posts, &notes, &shape) else { continue };
        // What a picture shows stands behind the paragraph that the picture stands in.
        while let Some(outer) = around[e].and_then(|outer| sections.get(outer))
            && !outer.span.contains(span)
        {
            around[e] = outer.parent;
        }
        let mut section = SectionDraft::new(kind, span, around[e], rule, vec![span]);
        if let Some(post) = posts.get(e).cloned() {
            (section.author, section.published) = (post.author, post.published);
            section.because.extend(posts.answered(e).and_then(|answered| page.span(answered)));
        }
        match kind {
            SectionKind::Heading => section.title = Some(one_line(page.at(e))),
            SectionKind::Quoted => {
                let from = posts.forwarded(e).cloned();
                section.speaker = from.or_else(|| signers.speaker(tree, page, e));
            }
            SectionKind::Table => {
                section.title = shape.captions.get(&e).map(|&c| one_line(page.at(c)));
            }
            _ => {}
        }
        if kind == SectionKind::Heading
            && let Some(outer) = around[e].and_then(|outer| sections.get_mut(outer))
        {
            give_title(outer, section.title.as_ref());
        }
        around[e] = Some(sections.len());
        sections.push(section);
    }
    sections
}

/// A post's title is the first heading that stands in it.
fn give_title(outer: &mut SectionDraft, title: Option<&String>) {
    if matches!(outer.kind, SectionKind::Post | SectionKind::Reply) && outer.title.is_none() {
        outer.title = title.cloned();
    }
}

fn kind(
    element: &Element,
    e: usize,
    posts: &Posts,
    notes: &BTreeSet<usize>,
    shape: &Shape,
) -> Option<(SectionKind, RuleId)> {
    if let Some(post) = posts.get(e) {
        return Some((if post.reply { SectionKind::Reply } else { SectionKind::Post }, POST));
    }
    if posts.forwarded(e).is_some() {
        return Some((SectionKind::Quoted, QUOTED));
    }
    if notes.contains(&e) {
        return Some((SectionKind::Note, NOTE));
    }
    let captioned = |class: &str| {
        matches!(class, "caption" | "wp-caption-text" | "image-caption" | "photo-caption")
    };
    if posts.lays_out(e) {
        return None;
    }
    match &*element.name {
        "blockquote" => Some((SectionKind::Quoted, QUOTED)),
        "img" => Some((SectionKind::Caption, PICTURE)),
        "figcaption" | "caption" => Some((SectionKind::Caption, CAPTION)),
        "ul" | "ol" | "dl" => Some((SectionKind::List, LIST)),
        "table" if shape.tables.contains(&e) => Some((SectionKind::Table, TABLE)),
        name if names::heading(name).is_some() => Some((SectionKind::Heading, HEADING)),
        _ if element.classes().any(captioned) => Some((SectionKind::Caption, CAPTION)),
        _ => None,
    }
}

/// The beginning of some words on one line: nested headings must not copy a page many times.
fn one_line(words: &str) -> String {
    let words = &words[..words.floor_char_boundary(1000)];
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The lists of notes, and the notes that stand in none.
fn note_blocks(tree: &Tree<'_>, targets: &BTreeSet<usize>) -> BTreeSet<usize> {
    let list = |&e: &usize| matches!(&*tree.elements[e].name, "ol" | "ul" | "dl");
    let of = |&target: &usize| tree.around(target).take(2).find(list).unwrap_or(target);
    targets.iter().map(of).collect()
}

/// Which tables hold data, and where their captions are.
struct Shape {
    tables: BTreeSet<usize>,
    captions: BTreeMap<usize, usize>,
}

impl Shape {
    /// A table of data has two rows or more, two cells or more in one of them, and no table in it.
    fn of(tree: &Tree<'_>) -> Self {
        let mut counts: BTreeMap<usize, (usize, usize, bool)> = BTreeMap::new();
        let mut cells: BTreeMap<usize, usize> = BTreeMap::new();
        let mut captions = BTreeMap::new();
        let mut table = vec![0; tree.elements.len()];
        for (e, element) in tree.elements.iter().enumerate().skip(1) {
            let outer = table[element.parent];
            table[e] = outer;
            match &*element.name {
                "table" => {
                    counts.entry(outer).or_default().2 = true;
                    table[e] = e;
                }
                "tr" => counts.entry(outer).or_default().0 += 1,
                "td" | "th" => {
                    let row = cells.entry(element.parent).or_default();
                    *row += 1;
                    let count = counts.entry(outer).or_default();
                    count.1 = count.1.max(*row);
                }
                "caption" => {
                    captions.entry(outer).or_insert(e);
                }
                _ => {}
            }
        }
        let data = |(_, (rows, cells, nested)): &(&usize, &(usize, usize, bool))| {
            *rows >= 2 && *cells >= 2 && !nested
        };
        let tables = counts.iter().filter(data).map(|(&e, _)| e).filter(|&e| e != 0).collect();
        Self { tables, captions }
    }
}

/// The elements that may name the speaker of a block quote.
struct Signers {
    /// Of each block quote, its `<cite>` elements and its `<footer>`.
    within: BTreeMap<usize, Vec<usize>>,
}

impl Signers {
    fn of(tree: &Tree<'_>, page: &Rendered) -> Self {
        let mut within: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let mut quote = vec![0; tree.elements.len()];
        for (e, element) in tree.elements.iter().enumerate().skip(1) {
            let name = &*element.name;
            quote[e] = if name == "blockquote" { e } else { quote[element.parent] };
            if matches!(name, "cite" | "footer") && quote[e] != 0 && page.span(e).is_some() {
                within.entry(quote[e]).or_default().push(e);
            }
        }
        Self { within }
    }

    /// Who speaks in a block quote: as its attributes say; as its footer or the `<cite>` at one of
    /// its ends says; as its first line, its last line or the line before it says.
    fn speaker(&self, tree: &Tree<'_>, page: &Rendered, quote: usize) -> Option<String> {
        let element = &tree.elements[quote];
        let stated = ["data-author", "data-username", "data-user"];
        if let Some(who) = stated.iter().find_map(|name| speaker::name(element.attribute(name)?)) {
            return Some(who);
        }
        let span = page.span(quote)?;
        let signed = self.within.get(&quote).into_iter().flatten().find_map(|&signer| {
            let at = page.span(signer)?;
            let words = page.at(signer);
            let words = &words[..words.floor_char_boundary(LONGEST_LINE)];
            let end = at.end() == span.end() || at.start() == span.start();
            let who = speaker::introduced(words).or_else(|| speaker::signed(words));
            who.or_else(|| speaker::name(words.split([',', '(']).next()?)).filter(|_| end)
        });
        signed.or_else(|| from_lines(&page.words, span))
    }
}

/// No line of more bytes names a speaker. Quotations in quotations must not read the words of a
/// page over and over.
const LONGEST_LINE: usize = 1_000;

/// Who speaks in a quoted block by its first line, its last line, or the line before it.
pub(crate) fn from_lines(words: &str, span: Span) -> Option<String> {
    let quote = span.of(words)?.trim();
    let before = words[..span.start()].trim_end();
    let signed = || last_line(quote).filter(|last| last.len() < quote.len());
    first_line(quote)
        .and_then(speaker::introduced)
        .or_else(|| signed().and_then(speaker::signed))
        .or_else(|| last_line(before).and_then(speaker::introduced))
}

fn first_line(words: &str) -> Option<&str> {
    let near = words.floor_char_boundary(LONGEST_LINE);
    let end = words[..near].find('\n').or_else(|| (near == words.len()).then_some(near))?;
    Some(&words[..end])
}

fn last_line(words: &str) -> Option<&str> {
    let near = words.ceil_char_boundary(words.len().saturating_sub(LONGEST_LINE));
    let start = words[near..].rfind('\n').map(|at| near + at + 1);
    Some(&words[start.or_else(|| (near == 0).then_some(0))?..])
}
