//! What in a mail was written by others, or is said at the end of every mail.

mod earlier;
mod introduction;

use crate::draft::{Draft, SectionDraft};
use crate::plain::{Line, lines, nest};
use introduction::Introduction;
use sayso_model::{RuleId, SectionKind, Span};

/// Lines that begin with `>`.
const ANGLES: RuleId = RuleId::new("section.mail-quoted");
/// An earlier mail below the lines of its header, or below a line that introduces it.
const EARLIER: RuleId = RuleId::new("section.mail-earlier");
/// The lines below two hyphens at the end.
const SIGNATURE: RuleId = RuleId::new("section.mail-signature");
/// The rule of plain text that knows lines with `>` of any text, of one level.
const PLAIN_ANGLES: &str = "section.quoted-angles";
/// Quotations in quotations are told apart to this depth.
const DEEPEST: usize = 32;

/// A line of a mail, with how often it was quoted.
struct Quoting<'t> {
    text: &'t str,
    lines: Vec<Line>,
    depths: Vec<usize>,
}

/// Adds the sections of what others wrote to the draft of a mail's body.
pub(super) fn mark(draft: &mut Draft) {
    let mail = Quoting::of(&draft.words);
    let mut found = earlier::find(&mail, &draft.sections);
    let own = found.first().map_or(draft.words.len(), |first| first.span.start());
    let angles = mail.angles();
    found.extend(mail.signature(own, &angles));
    found.extend(angles.into_iter().map(|quoted| quoted.section));
    draft.sections.retain(|section| section.rule.as_str() != PLAIN_ANGLES);
    for section in &mut draft.sections {
        if section.kind == SectionKind::Quoted {
            mail.introduce(section);
        }
    }
    draft.sections.extend(found);
    nest(&mut draft.sections);
}

/// A quotation, and where what introduces it begins.
struct Quoted {
    section: SectionDraft,
    start: usize,
}

impl<'t> Quoting<'t> {
    fn of(text: &'t str) -> Self {
        let lines = lines(text);
        let depths = lines.iter().map(|line| depth(line.of(text)).0).collect();
        Self { text, lines, depths }
    }

    /// What a line says, without its marks of quotation.
    fn words(&self, line: usize) -> &'t str {
        let words = self.lines[line].of(self.text);
        words[depth(words).1..].trim()
    }

    /// The quotations by lines that begin with `>`, those in others after them.
    fn angles(&self) -> Vec<Quoted> {
        let mut found: Vec<Quoted> = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        for i in 0..self.lines.len() {
            let depth = self.depths[i].min(DEEPEST);
            open.truncate(depth);
            let span = self.lines[i].span;
            for &quoted in &open {
                let section = &mut found[quoted].section;
                section.span = section.span.cover(span);
            }
            while open.len() < depth {
                open.push(found.len());
                found.push(self.quoted(i, open.len()));
            }
        }
        found
    }

    /// A quotation that begins with line `i`.
    fn quoted(&self, i: usize, level: usize) -> Quoted {
        let span = self.lines[i].span;
        let mark = Span::new(span.start(), span.start() + 1);
        let mut section = SectionDraft::new(SectionKind::Quoted, span, None, ANGLES, vec![mark]);
        let introduction = Introduction::before(self, i, level);
        let start = introduction.as_ref().map_or(span.start(), |found| found.span.start());
        if let Some(found) = introduction {
            section.speaker = found.speaker;
            section.published = found.published;
            section.because.insert(0, found.span);
        }
        Quoted { section, start }
    }

    /// Fills in who speaks, and when, in a quotation that another reader has found.
    fn introduce(&self, section: &mut SectionDraft) {
        let first = self.lines.partition_point(|line| line.span.start() < section.span.start());
        let level = self.depths.get(first).map_or(1, |depth| depth + 1);
        if section.published.is_none()
            && let Some(found) = Introduction::before(self, first, level)
        {
            section.published = found.published;
            section.speaker = found.speaker.or(section.speaker.take());
        }
    }

    /// The signature of what stands before byte `own`: below two hyphens and a blank (RFC 3676,
    /// section 4.3), or below two hyphens where it is short.
    fn signature(&self, own: usize, angles: &[Quoted]) -> Option<SectionDraft> {
        const SHORT: usize = 8;
        let end = self.lines.partition_point(|line| line.span.start() < own);
        let mark = (0..end).rev().find(|&i| self.lines[i].of(self.text) == "--")?;
        let at = self.lines[mark].span;
        let quoted = angles.iter().map(|quoted| quoted.start).find(|&start| start > at.start());
        let ends = |line: &&Line| quoted.is_none_or(|start| line.span.start() < start);
        let below = self.lines[mark + 1..end].iter().take_while(ends).count();
        let exact = self.text[at.end()..].starts_with([' ', '\u{a0}']);
        if below == 0 || !(exact || below <= SHORT) {
            return None;
        }
        let span = at.cover(self.lines[mark + below].span);
        Some(SectionDraft::new(SectionKind::Body, span, None, SIGNATURE, vec![at]))
    }
}

/// How often a line was quoted, and how long the marks of it are: `> > `, `>>`.
fn depth(line: &str) -> (usize, usize) {
    let (mut depth, mut len) = (0, 0);
    for (at, byte) in line.bytes().enumerate() {
        match byte {
            b'>' => (depth, len) = (depth + 1, at + 1),
            b' ' if at == len => {}
            _ => break,
        }
    }
    (depth, len)
}
