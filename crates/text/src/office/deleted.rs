//! Words that an office document keeps though they are marked as deleted. They are no part of its
//! text, since nobody says them any more; what they are, and where they stood, is told.

use sayso_model::{Diagnostic, Span};

/// Places that are told one by one; the rest are counted.
const MOST_TOLD: usize = 50;
/// The most bytes that are shown of one.
const LONGEST: usize = 2_000;
/// What stands for the end of a paragraph, as on a page that shows it.
pub(super) const PARAGRAPH: &str = "\u{b6}";

/// A stretch of deleted words.
#[derive(Debug, Default)]
pub(super) struct Deleted {
    pub(super) words: String,
    /// Who deleted it, and when.
    pub(super) author: Option<String>,
    pub(super) date: Option<String>,
    /// Where in the text it stood; `None` where that is in a note or in a margin.
    pub(super) at: Option<usize>,
    /// Whether it is marked as moved, rather than as deleted.
    pub(super) moved: bool,
}

impl Deleted {
    fn count(&self) -> usize {
        self.words.split_whitespace().filter(|word| *word != PARAGRAPH).count()
    }

    fn told(&self) -> Diagnostic {
        let words = self.words.split_whitespace().collect::<Vec<_>>().join(" ");
        let shown = &words[..words.floor_char_boundary(LONGEST)];
        let cut = if shown.len() < words.len() { " \u{2026} (cut)" } else { "" };
        let what = if self.moved { "moved away" } else { "deleted" };
        let from = if self.at.is_some() { " here" } else { " from a note or a margin" };
        let by = self.author.as_ref().map(|author| format!(" by {author}")).unwrap_or_default();
        let day = self.date.as_deref().and_then(|date| date.get(..10));
        let on = day.map(|day| format!(" on {day}")).unwrap_or_default();
        let told = format!("{what}{from}{by}{on}: \u{201c}{shown}\u{201d}{cut}");
        let told = Diagnostic::note(told);
        match self.at {
            Some(at) => told.at(Span::new(at, at)),
            None => told,
        }
    }
}

/// Tells of them: how much there is, and then each.
pub(super) fn told(all: &[Deleted]) -> Vec<Diagnostic> {
    let all: Vec<&Deleted> = all.iter().filter(|deleted| deleted.count() > 0).collect();
    if all.is_empty() {
        return Vec::new();
    }
    let (words, places): (usize, _) = (all.iter().map(|deleted| deleted.count()).sum(), all.len());
    let counted = |count: usize, what: &str| match count {
        1 => format!("1 {what}"),
        count => format!("{count} {what}s"),
    };
    let (words, in_places) = (counted(words, "word"), counted(places, "place"));
    let mut whole =
        format!("marked as deleted or moved away, and no part of the text: {words} in {in_places}");
    if places > MOST_TOLD {
        whole += &format!(", of which the first {MOST_TOLD} are told here");
    }
    let each = all.iter().take(MOST_TOLD).map(|deleted| deleted.told());
    [Diagnostic::warning(whole)].into_iter().chain(each).collect()
}
