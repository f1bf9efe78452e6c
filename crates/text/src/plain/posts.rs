//! From titles to posts, or to the headings of one text.

use super::labels;
use super::lines::Line;
use super::titles::{Title, is_rule};
use crate::draft::SectionDraft;
use crate::notes::NoteList;
use sayso_model::{RuleId, SectionKind, Span};

/// A post of a page that holds several.
const POST: RuleId = RuleId::new("section.post");
/// A line that heads a part of one text.
const HEADING: RuleId = RuleId::new("section.heading");
/// Titles of posts have at least this many words on average; headings inside a text are shorter.
const POST_TITLE_WORDS: usize = 4;
/// Posts have at least this many bytes on average.
const POST_LENGTH: usize = 700;

/// What the titles of a text make of it.
pub(crate) struct Parts {
    /// Posts, or headings, in order.
    pub(crate) sections: Vec<SectionDraft>,
    /// The title of the whole text, where a line at its beginning heads it all.
    pub(crate) title: Option<String>,
    /// How many lines stand before the first post: what they say they say of the whole text.
    pub(crate) head: usize,
}

/// The posts or headings that titles make. A title with nothing under it but another title is no
/// post: as the first line of all it heads the page.
pub(crate) fn parts(text: &str, lines: &[Line], titles: &[Title], notes: &[NoteList]) -> Parts {
    let bare =
        |i: usize| titles.get(i + 1).is_some_and(|n| n.line == titles[i].line + titles[i].height);
    let full: Vec<Title> = (0..titles.len()).filter(|&i| !bare(i)).map(|i| titles[i]).collect();
    let posts = full.len() > 1 && are_posts(text, lines, &full, notes);
    let title = titles.first().filter(|t| t.line == 0 && (!posts || bare(0))).copied();
    let name = |t: Title| t.span(lines).of(text).unwrap_or_default().to_owned();
    let sections = if posts {
        (0..full.len()).map(|i| post(text, lines, &full, i)).collect()
    } else {
        titles.iter().map(|t| heading(t.span(lines), name(*t))).collect()
    };
    let head = if posts { full[0].line } else { lines.len() };
    Parts { sections, title: title.map(name), head }
}

fn heading(span: Span, title: String) -> SectionDraft {
    let mut heading = SectionDraft::new(SectionKind::Heading, span, None, HEADING, vec![span]);
    heading.title = Some(title);
    heading
}

/// Whether the titles head posts, each a text of its own, rather than parts of one text. Two of
/// these must hold: numbered notes begin anew; a byline stands under most titles; the titles are
/// as long as a sentence; the parts are as long as a text. Questions alone
/// are those of an interview.
fn are_posts(text: &str, lines: &[Line], titles: &[Title], notes: &[NoteList]) -> bool {
    let asks = |t: &&Title| t.span(lines).of(text).is_some_and(|t| t.trim_end().ends_with('?'));
    let asked = titles.iter().filter(asks).count() * 2 > titles.len();
    let restarts = notes.iter().filter(|list| list.numbers().any(|n| n == 1)).count() > 1;
    let bylines = titles
        .iter()
        .filter(|t| {
            lines.get(t.line + t.height).is_some_and(|l| labels::byline(l.of(text)).is_some())
        })
        .count();
    let words: usize = titles
        .iter()
        .map(|t| t.span(lines).of(text).unwrap_or_default().split_whitespace().count())
        .sum();
    let length = text.len() - titles[0].span(lines).start();
    let signed = bylines * 2 > titles.len();
    let evidence = [
        restarts,
        signed,
        words >= titles.len() * POST_TITLE_WORDS,
        length >= titles.len() * POST_LENGTH,
    ];
    (restarts || signed || !asked) && evidence.iter().filter(|&&holds| holds).count() >= 2
}

fn post(text: &str, lines: &[Line], titles: &[Title], i: usize) -> SectionDraft {
    let title = titles[i];
    let last = titles.get(i + 1).map_or(lines.len(), |next| next.line);
    let last = (title.line..last).rev().find(|&l| !is_rule(lines[l].of(text)));
    let heading = title.span(lines);
    let end = last.map_or(heading.end(), |l| lines[l].span.end());
    let span = Span::new(heading.start(), end.max(heading.end()));
    let mut post = SectionDraft::new(SectionKind::Post, span, None, POST, vec![heading]);
    post.title = heading.of(text).map(str::to_owned);
    let under = lines.get(title.line + title.height).filter(|l| span.contains(l.span));
    if let Some(line) = under
        && let Some(byline) = labels::byline(line.of(text))
    {
        post.author = byline.author;
        post.published = byline.published;
        post.because.push(line.span);
    }
    post
}
