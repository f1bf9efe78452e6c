//! Plain text: kept character for character, its structure found by scored rules.
//!
//! Nothing here knows any page's words. What counts is layout: blank lines, the length and ending
//! of a line, where a quotation opens and closes, which lists of notes follow.

mod blocks;
mod chat;
mod head;
mod labels;
mod lines;
mod posts;
mod speakers;
mod tables;
mod titles;

pub(crate) use labels::heads_notes;
pub(crate) use lines::{Line, lines};

use crate::draft::{Draft, SectionDraft};
use crate::limits::Kind;
use crate::notes;
use sayso_model::{Diagnostic, RuleId, SectionKind, SourceMap, Span};

/// A list of lines that begin with a bullet or a running number.
const LIST: RuleId = RuleId::new("section.list");
/// A line that belongs to a picture.
const CAPTION: RuleId = RuleId::new("section.caption");
/// A reply on a line of its own.
const REPLY: RuleId = RuleId::new("section.reply");

/// Reads decoded plain text.
pub(crate) fn read(text: String) -> Draft {
    if let Some(chat) = chat::read(&text) {
        return Draft { map: SourceMap::verbatim(0, text.len()), words: text, ..chat };
    }
    let lines = lines(&text);
    let (quoted, unclosed) = blocks::quoted(&text, &lines);
    let notes = notes::lists(&text, &lines);
    let titles = titles::find(&text, &lines, &quoted, &notes);
    let posts::Parts { mut sections, title, head: before_posts } =
        posts::parts(&text, &lines, &titles, &notes);
    sections.extend(quoted.iter().map(blocks::Quoted::section));
    sections.extend(quoted.iter().flat_map(|block| block.inner(&text, &lines)));
    let tables = tables::find(&text, &lines);
    sections.extend(lists(&text, &lines, &notes, &tables));
    sections.extend(tables);
    sections.extend(captions(&text, &lines));
    sections.extend(replies(&text, &lines));
    let head = head::read(&text, &lines[..before_posts], before_posts < lines.len());
    // A title that stands in the head is part of it.
    sections.retain(|s| head.section.as_ref().is_none_or(|h| !h.span.contains(s.span)));
    sections.extend(head.section);
    nest(&mut sections);
    let mut draft = Draft {
        map: SourceMap::verbatim(0, text.len()),
        title: title.or(head.title),
        author: head.author,
        outlet: head.outlet,
        published: head.published,
        sections,
        words: text,
        ..Draft::default()
    };
    for span in unclosed {
        draft.warn(Kind::UnclosedQuotation, |_| never_closed(span));
    }
    draft
}

fn never_closed(span: Span) -> Diagnostic {
    Diagnostic::warning(
        "a quotation opens here and is never closed; it is taken to end with its paragraph",
    )
    .at(span)
}

/// Sorts sections by place and gives each the smallest earlier one that holds it as its parent.
///
/// Sections that cross without one holding the other stay siblings.
pub(crate) fn nest(sections: &mut [SectionDraft]) {
    sections.sort_by_key(|s| (s.span.start(), usize::MAX - s.span.end()));
    let mut open: Vec<usize> = Vec::new();
    for i in 0..sections.len() {
        let span = sections[i].span;
        while open.last().is_some_and(|&o| sections[o].span.end() <= span.start()) {
            open.pop();
        }
        sections[i].parent = open.iter().rev().copied().find(|&o| sections[o].span.contains(span));
        open.push(i);
    }
}

fn lists(
    text: &str,
    lines: &[Line],
    notes: &[notes::NoteList],
    tables: &[SectionDraft],
) -> Vec<SectionDraft> {
    let mut out = Vec::new();
    let mut run: Vec<usize> = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        let near = tables.partition_point(|table| table.span.end() < line.span.end());
        let in_table = tables.get(near).is_some_and(|table| table.span.contains(line.span));
        let taken = in_table || notes::in_list(notes, line.span);
        if !taken && line.blanks_before <= 1 && labels::bullet(line.of(text)).is_some() {
            run.push(i);
        } else {
            out.extend(list_of(text, lines, &run));
            run.clear();
            if !taken && labels::bullet(line.of(text)).is_some() {
                run.push(i);
            }
        }
    }
    out.extend(list_of(text, lines, &run));
    out
}

fn list_of(text: &str, lines: &[Line], run: &[usize]) -> Option<SectionDraft> {
    let (first, last) = (lines.get(*run.first()?)?, lines.get(*run.last()?)?);
    if run.len() < 2 {
        return None;
    }
    let marks = run
        .iter()
        .filter_map(|&i| {
            let line = lines[i];
            let mark = labels::bullet(line.of(text))?;
            Some(Span::new(line.span.start() + mark.start, line.span.start() + mark.end))
        })
        .collect();
    let span = first.span.cover(last.span);
    Some(SectionDraft::new(SectionKind::List, span, None, LIST, marks))
}

/// Replies set on lines of their own; each ends with its paragraph.
fn replies(text: &str, lines: &[Line]) -> Vec<SectionDraft> {
    let mut out = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        let words = line.of(text);
        let Some((name, _)) = labels::reply(words) else { continue };
        let more = lines[i + 1..]
            .iter()
            .take_while(|l| l.blanks_before == 0 && labels::reply(l.of(text)).is_none())
            .last();
        let span = more.map_or(line.span, |last| line.span.cover(last.span));
        let at = line.span.start();
        let because = vec![Span::new(at, at + name.end)];
        let mut reply = SectionDraft::new(SectionKind::Reply, span, None, REPLY, because);
        reply.author = words.get(name).map(str::to_owned);
        out.push(reply);
    }
    out
}

fn captions(text: &str, lines: &[Line]) -> Vec<SectionDraft> {
    lines
        .iter()
        .filter_map(|line| {
            let mark = labels::caption(line.of(text))?;
            let because = Span::new(line.span.start(), line.span.start() + mark);
            Some(SectionDraft::new(SectionKind::Caption, line.span, None, CAPTION, vec![because]))
        })
        .collect()
}
