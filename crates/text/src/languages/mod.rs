//! The language of a text and of each of its sections, and which way their scripts run.
//!
//! What is told is told of a section's own words: of its lines that stand in no section inside it.
//! Lines in another language than the rest of the section they stand in become a section of their
//! own (`body`), so that a passage of Arabic on an English page has a place that says so. A few
//! foreign words inside of a line do not: a line is in the language that most of it is in.
//! Too few words to tell by are in no known language.

mod guess;
mod scripts;
mod tally;

use crate::draft::{Draft, SectionDraft};
use crate::plain::{lines, nest};
use sayso_model::{Diagnostic, Direction, RuleId, SectionKind, Span};
use tally::Tally;

/// Lines in another language than what they stand in.
const FOREIGN: RuleId = RuleId::new("section.language");

/// A line: where, in which section, and what its words tell.
struct Told {
    span: Span,
    home: Option<usize>,
    language: Option<&'static str>,
    direction: Direction,
}

/// Fills in the language of a text and of its sections, and sets lines apart that are in another.
pub(crate) fn fill(draft: &mut Draft) {
    let mut whole = Tally::default();
    let mut own: Vec<Tally> = vec![Tally::default(); draft.sections.len()];
    let mut homes = Homes::of(&draft.sections);
    let mut lines_told = Vec::new();
    for line in lines(&draft.words) {
        let tally = Tally::of(line.of(&draft.words));
        let home = homes.of_line(&draft.sections, line.span);
        whole.add(&tally);
        if let Some(own) = home.and_then(|home| own.get_mut(home)) {
            own.add(&tally);
        }
        lines_told.push((line.span, home, tally));
    }
    let main = whole.language(None);
    let told: Vec<Told> = lines_told
        .into_iter()
        .map(|(span, home, tally)| {
            let (language, direction) = (tally.language(main), tally.direction());
            Told { span, home, language, direction }
        })
        .collect();
    for (section, tally) in draft.sections.iter_mut().zip(&own) {
        section.language = section.language.take().or(tally.language(main).map(str::to_owned));
        section.direction = tally.direction();
    }
    state(draft, main);
    let apart = foreign(&draft.sections, &told, main);
    if !apart.is_empty() {
        draft.sections.extend(apart);
        nest(&mut draft.sections);
    }
}

/// The language of the text is what its source states, unless its words say otherwise.
fn state(draft: &mut Draft, main: Option<&'static str>) {
    let stated = draft.language.take().filter(|stated| !stated.trim().is_empty());
    draft.language = match (stated, main) {
        (Some(stated), Some(main)) if !is_of(&stated, main) => {
            let what =
                format!("the source says that it is in `{stated}`; its words are in `{main}`");
            draft.diagnostics.push(Diagnostic::note(what));
            Some(main.to_owned())
        }
        (stated, main) => stated.or(main.map(str::to_owned)),
    };
}

/// Most sections around a line that are looked at for the one that holds it.
const DEEPEST: usize = 64;

/// The sections that lines stand in, asked for in order of the text.
struct Homes {
    order: Vec<usize>,
    next: usize,
    open: Vec<usize>,
}

impl Homes {
    fn of(sections: &[SectionDraft]) -> Self {
        let mut order: Vec<usize> = (0..sections.len()).collect();
        order.sort_by_key(|&i| (sections[i].span.start(), usize::MAX - sections[i].span.end()));
        Self { order, next: 0, open: Vec::new() }
    }

    /// The smallest section that most of a line stands in: a quotation may begin in the middle.
    fn of_line(&mut self, sections: &[SectionDraft], line: Span) -> Option<usize> {
        let over = |open: &[usize]| {
            open.last().is_some_and(|&last| sections[last].span.end() <= line.start())
        };
        while over(&self.open) {
            self.open.pop();
        }
        while let Some(&section) = self.order.get(self.next)
            && sections[section].span.start() < line.end()
        {
            while self
                .open
                .last()
                .is_some_and(|&last| sections[last].span.end() <= sections[section].span.start())
            {
                self.open.pop();
            }
            self.open.push(section);
            self.next += 1;
        }
        let holds = |section: &usize| {
            let span = sections[*section].span;
            let inside = span.end().min(line.end()).saturating_sub(span.start().max(line.start()));
            inside * 2 > line.len()
        };
        self.open.iter().rev().take(DEEPEST).copied().find(holds)
    }
}

/// The runs of lines that are in another language than the rest of what they stand in.
fn foreign(
    sections: &[SectionDraft],
    told: &[Told],
    main: Option<&'static str>,
) -> Vec<SectionDraft> {
    let around = |line: &Told| match line.home {
        Some(home) => sections.get(home).and_then(|s| s.language.as_deref()),
        None => main,
    };
    let is_foreign = |line: &Told| {
        let language = line.language?;
        around(line).is_some_and(|around| !is_of(around, language)).then_some(language)
    };
    let mut out: Vec<SectionDraft> = Vec::new();
    let mut last = None;
    for line in told {
        let Some(language) = is_foreign(line) else {
            last = None;
            continue;
        };
        match out.last_mut() {
            Some(section) if last == Some((line.home, language)) => {
                section.span = section.span.cover(line.span);
                section.because = vec![section.span];
            }
            _ => {
                let because = vec![line.span];
                let mut section =
                    SectionDraft::new(SectionKind::Body, line.span, None, FOREIGN, because);
                section.language = Some(language.to_owned());
                section.direction = line.direction;
                out.push(section);
            }
        }
        last = Some((line.home, language));
    }
    out
}

/// Whether a tag (`en-GB`) is of a language (`en`).
fn is_of(tag: &str, language: &str) -> bool {
    tag.split(['-', '_']).next().is_some_and(|first| first.eq_ignore_ascii_case(language))
}

#[cfg(test)]
mod tests;
