//! What is said about a name where it is used.

use super::{Manner, Use};
use crate::corpus::{Corpus, Document, Place};
use crate::holder::Holder;
use crate::identity::Identities;
use crate::moment::When;
use sayso_model::Span;

/// What somebody does with a name besides using it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RemarkKind {
    /// Sets it in quotation marks of its own.
    SetApart,
    /// Says that it is only called so: *so-called*, *self-styled*.
    Doubts,
    /// Says who calls it so, or that it is a word: *dubbed*, *calls itself*, *to use the terminology*.
    Mentions,
}

impl RemarkKind {
    /// In words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::SetApart => "set in quotation marks",
            Self::Doubts => "said to be only called so",
            Self::Mentions => "spoken of as a name",
        }
    }
}

/// Something said about a name.
#[derive(Debug, Clone, PartialEq)]
pub struct Remark {
    /// What is done with it.
    pub kind: RemarkKind,
    /// The document.
    pub document: u32,
    /// The name.
    pub span: Span,
    /// The words that say it: the cue, or the name with its quotation marks.
    pub cue: Span,
    /// The naming that was read there, by the number of the document's namings.
    pub naming: Option<u32>,
    /// Who says it.
    pub holder: Holder,
    /// In whose choice of words.
    pub manner: Manner,
    /// When.
    pub when: Option<When>,
    /// From 0 to 1: how likely it is said about this name.
    pub score: f32,
}

/// Where a cue stands from the name that it is about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stands {
    /// Before it, with no more than an article between: *known as the Wardens*.
    Before,
    /// Before it, with a few words between: *self-styled governor Ann Roe*.
    Ahead,
    /// Anywhere near: *to use the terminology of those who call it the Wardens*.
    Near,
}

/// Cues that stand near a name, with where, and with how surely each is about it.
const CUES: [(&str, RemarkKind, Stands, f32); 28] = [
    ("so-called", RemarkKind::Doubts, Stands::Ahead, 0.9),
    ("so called", RemarkKind::Doubts, Stands::Ahead, 0.8),
    ("self-styled", RemarkKind::Doubts, Stands::Ahead, 0.9),
    ("self-proclaimed", RemarkKind::Doubts, Stands::Ahead, 0.8),
    ("self-declared", RemarkKind::Doubts, Stands::Ahead, 0.8),
    ("self-described", RemarkKind::Doubts, Stands::Ahead, 0.8),
    ("soi-disant", RemarkKind::Doubts, Stands::Ahead, 0.9),
    ("the term ", RemarkKind::Mentions, Stands::Before, 0.8),
    ("the word ", RemarkKind::Mentions, Stands::Before, 0.7),
    ("the name ", RemarkKind::Mentions, Stands::Before, 0.7),
    ("terminolog", RemarkKind::Mentions, Stands::Near, 0.8),
    ("euphemis", RemarkKind::Mentions, Stands::Near, 0.8),
    ("made-up term", RemarkKind::Mentions, Stands::Near, 0.8),
    ("in the words of", RemarkKind::Mentions, Stands::Near, 0.6),
    ("also called", RemarkKind::Mentions, Stands::Before, 0.8),
    ("dubbed", RemarkKind::Mentions, Stands::Before, 0.8),
    ("nicknamed", RemarkKind::Mentions, Stands::Before, 0.8),
    ("branded", RemarkKind::Mentions, Stands::Before, 0.6),
    ("labelled", RemarkKind::Mentions, Stands::Before, 0.7),
    ("labeled", RemarkKind::Mentions, Stands::Before, 0.7),
    ("referred to as", RemarkKind::Mentions, Stands::Before, 0.8),
    ("refers to as", RemarkKind::Mentions, Stands::Before, 0.8),
    ("refer to as", RemarkKind::Mentions, Stands::Before, 0.8),
    ("describes as", RemarkKind::Mentions, Stands::Before, 0.7),
    ("calls itself", RemarkKind::Mentions, Stands::Before, 0.9),
    ("call themselves", RemarkKind::Mentions, Stands::Before, 0.9),
    ("known as", RemarkKind::Mentions, Stands::Before, 0.7),
    ("termed", RemarkKind::Mentions, Stands::Before, 0.6),
];
/// A cue stands at most so many bytes before a name.
const BEFORE: usize = 60;
/// Or so many after it.
const AFTER: usize = 40;
/// No more than so many words stand between a cue and the name ahead of which it stands.
const BETWEEN: usize = 2;

/// The remarks on these uses of one page, in order of the text.
pub(super) fn of(
    corpus: &Corpus,
    identities: &Identities,
    identity: u32,
    uses: &[Use],
) -> Vec<Remark> {
    let Some(document) = uses.first().map(|one| one.document) else { return Vec::new() };
    let page = &corpus[document];
    let is = |nth: u32| identities.at(Place { document, nth }) == identity;
    let mut remarks = Vec::new();
    for (nth, called) in (0..).zip(&page.called) {
        let from = uses.partition_point(|one| one.span.start() < called.span.start());
        let inside = uses.get(from).filter(|one| called.span.contains(one.span));
        let Some(near) = inside else { continue };
        let score = match called.of {
            Some(of) if is(of) => 0.9,
            None if is_most_of(near.span, called.span) => 0.8,
            _ => continue,
        };
        let cue = with_marks(page, called.span);
        let kind = RemarkKind::SetApart;
        remarks.push(Remark { score, ..remark(kind, near, called.span, cue, Some(nth)) });
    }
    for one in uses {
        if let Some((cue, kind, score)) = cue_near(page, one.span) {
            remarks.push(Remark { score, ..remark(kind, one, one.span, cue, None) });
        }
    }
    remarks.sort_by_key(|remark| (remark.span, remark.kind));
    remarks
}

fn remark(kind: RemarkKind, near: &Use, span: Span, cue: Span, naming: Option<u32>) -> Remark {
    Remark {
        kind,
        document: near.document,
        span,
        cue,
        naming,
        holder: near.holder.clone(),
        manner: near.manner,
        when: near.when.clone(),
        score: 0.0,
    }
}

/// A name with the quotation marks right around it, where it has some.
fn with_marks(page: &Document, span: Span) -> Span {
    let is_mark = |c: &char| matches!(c, '"' | '“' | '”' | '«' | '»' | '„' | '‘' | '’' | '\'');
    let width = |c: Option<char>| c.filter(is_mark).map_or(0, char::len_utf8);
    let before = width(page.words[..span.start()].chars().next_back());
    let after = width(page.words[span.end()..].chars().next());
    Span::new(span.start() - before, span.end() + after)
}

/// The cue that stands nearest to a name within its sentence.
fn cue_near(page: &Document, name: Span) -> Option<(Span, RemarkKind, f32)> {
    let sentence = page.sentences[page.sentence_at(name.start())?];
    let from =
        page.words.ceil_char_boundary(sentence.start().max(name.start().saturating_sub(BEFORE)));
    let to = page.words.floor_char_boundary(sentence.end().min(name.end() + AFTER));
    let before = Span::new(from, name.start().max(from));
    let after = Span::new(name.end().min(to), to);
    let cues = CUES.iter().flat_map(|(cue, kind, stands, score)| {
        let nearest = rfind(page.at(before), cue).map(|at| from + at);
        let found = nearest.map(|at| Span::new(at, at + cue.len()));
        if let Some(cue) = found.filter(|cue| reaches(page, *stands, *cue, name)) {
            return Some((cue, *kind, *score));
        }
        let at = find(page.at(after), cue).filter(|_| *stands == Stands::Near)?;
        Some((Span::new(after.start() + at, after.start() + at + cue.len()), *kind, *score))
    });
    // Between a cue and its name stand no other clause's words.
    let near =
        cues.filter(|(cue, ..)| !between(page, *cue, name).contains([',', ';', ':', '(', ')']));
    near.min_by_key(|(cue, ..)| (cue.start().abs_diff(name.start()), cue.start()))
}

/// The words between a cue and a name.
fn between(page: &Document, cue: Span, name: Span) -> &str {
    match cue.end() <= name.start() {
        true => page.at(Span::new(cue.end(), name.start())),
        false => page.at(Span::new(name.end(), cue.start().max(name.end()))),
    }
}

/// Whether a cue before a name stands near enough to be about it.
fn reaches(page: &Document, stands: Stands, cue: Span, name: Span) -> bool {
    let parts = between(page, cue, name).split(|c: char| !c.is_alphanumeric());
    let mut words = parts.filter(|word| !word.is_empty());
    match stands {
        Stands::Before => words.all(|word| matches!(word, "the" | "a" | "an" | "as")),
        Stands::Ahead => words.count() <= BETWEEN,
        Stands::Near => true,
    }
}

/// Whether a name is most of what is set apart: a slogan or a title is no name.
fn is_most_of(name: Span, apart: Span) -> bool {
    name.len() * 3 >= apart.len() * 2
}

/// Where some words of plain letters begin last, and no word goes on, capitals aside.
fn rfind(words: &str, cue: &str) -> Option<usize> {
    let all = words.as_bytes();
    (0..(all.len() + 1).saturating_sub(cue.len())).rev().find(|at| begins(all, *at, cue))
}

fn find(words: &str, cue: &str) -> Option<usize> {
    let all = words.as_bytes();
    (0..(all.len() + 1).saturating_sub(cue.len())).find(|at| begins(all, *at, cue))
}

fn begins(all: &[u8], at: usize, cue: &str) -> bool {
    let here = all[at..].get(..cue.len()).is_some_and(|w| w.eq_ignore_ascii_case(cue.as_bytes()));
    here && !at.checked_sub(1).is_some_and(|before| all[before].is_ascii_alphanumeric())
}
