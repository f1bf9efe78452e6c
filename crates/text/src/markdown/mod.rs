//! Markdown: the rendered words, with sections, references and the map back.

mod front;
mod walk;
mod writer;

use crate::draft::{Draft, SectionDraft};
use crate::html::{FOOTNOTE, found, without_target};
use crate::limits::Kind;
use crate::plain::nest;
use crate::{day, speaker};
use pulldown_cmark::{Options, Parser};
use sayso_model::{Diagnostic, Published, ReferenceKind, RuleId, SectionKind, Span};
use walk::Walk;

/// Any part of a Markdown text that its marks set off.
const SECTION: RuleId = RuleId::new("section.markdown");

/// The draft of a Markdown text.
pub(crate) fn read(text: &str) -> Draft {
    if u32::try_from(text.len()).is_err() {
        // Too long for any span; the draft is refused as a whole when it gets its id.
        return Draft { words: text.to_owned(), ..Draft::default() };
    }
    if text.lines().any(is_too_deep) {
        let mut draft = crate::plain::read(text.to_owned());
        let what = "blocks are nested too deep to read as Markdown; the text was kept as it stands";
        draft.diagnostics.push(Diagnostic::warning(what));
        return draft;
    }
    let options = Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut walk = Walk::new(text);
    for (event, at) in Parser::new_ext(text, options).into_offset_iter() {
        walk.event(event, at);
    }
    walk.finish()
}

/// Whether a line opens more blocks in blocks than any writer does: the parser looks at each of
/// them again for each line that follows.
fn is_too_deep(line: &str) -> bool {
    const DEEPEST: usize = 200;
    let mut bytes = line.bytes().peekable();
    let mut depth = 0;
    while let Some(byte) = bytes.next() {
        let bullet = matches!(byte, b'-' | b'*' | b'+') && bytes.peek() == Some(&b' ');
        match byte {
            b' ' | b'\t' => {}
            b'>' => depth += 1,
            _ if bullet => depth += 1,
            _ => break,
        }
    }
    depth > DEEPEST
}

/// Gives the sections their parents and speakers, joins the notes, fills in what the first lines
/// say.
fn complete(draft: &mut Draft, marks: Vec<(String, Span)>, notes: Vec<walk::Note>) {
    nest(&mut draft.sections);
    for section in &mut draft.sections {
        if section.kind == SectionKind::Quoted && section.rule == SECTION {
            section.speaker = crate::html::speaker_from_lines(&draft.words, section.span);
        }
    }
    let notes: std::collections::BTreeMap<_, _> =
        notes.into_iter().rev().map(|note| (note.label.clone(), note)).collect();
    for (label, span) in marks {
        let mut mark = found(span, ReferenceKind::FootnoteMark, None, FOOTNOTE);
        match notes.get(&label) {
            Some(note) => {
                mark.body.target = Some(note.span);
                mark.body.url.clone_from(&note.url);
            }
            None => {
                draft.warn(Kind::MissingNote, |words| {
                    without_target(span.of(words).unwrap_or_default(), span)
                });
            }
        }
        draft.references.push(mark);
    }
    for note in notes.into_values() {
        let kind = ReferenceKind::FootnoteTarget;
        draft.references.push(found(note.span, kind, note.url, FOOTNOTE));
    }
    draft.references.sort_by_key(|r| (r.body.span.start(), usize::MAX - r.body.span.end()));
    draft.title = draft.title.take().or_else(|| first_heading(&draft.sections));
    head(draft);
}

fn first_heading(sections: &[SectionDraft]) -> Option<String> {
    let heading = sections.iter().find(|s| s.kind == SectionKind::Heading)?;
    heading.title.clone()
}

/// Fills in the author and the day from the first lines that are a byline.
fn head(draft: &mut Draft) {
    let mut lines = draft.words.lines().filter(|line| !line.is_empty()).take(5);
    let Some(line) = lines.find(|line| speaker::byline(line).is_some()) else { return };
    draft.author = draft.author.take().or_else(|| speaker::byline(line));
    draft.published =
        draft.published.take().or_else(|| day::find_day(line).map(|(_, day)| Published(day)));
}

#[cfg(test)]
mod tests;
