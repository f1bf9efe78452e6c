//! Lists of links in which some lost their addresses.

use super::{LOST, reference};
use crate::draft::Found;
use crate::plain::Line;
use sayso_model::{Reference, ReferenceKind, Span};

/// In a run of lines each of which is `words: address`, the lines that end at their colon have
/// lost the address.
pub(super) fn lost(
    text: &str,
    lines: &[Line],
    found: &[Found<Reference>],
) -> Vec<Found<Reference>> {
    let mut out = Vec::new();
    let mut run: Vec<(Line, Shape)> = Vec::new();
    for line in lines {
        match shape(text, line, found) {
            Some(shape) => run.push((*line, shape)),
            None => close_run(&mut run, &mut out),
        }
    }
    close_run(&mut run, &mut out);
    out
}

/// What a line of a list of links is.
enum Shape {
    /// Words, a colon, an address.
    Whole,
    /// Words and a colon.
    Lost,
}

/// A line of a list of links is no longer than this, the address left out.
const LONGEST_LINK_TEXT: usize = 160;

fn shape(text: &str, line: &Line, found: &[Found<Reference>]) -> Option<Shape> {
    let words = line.of(text);
    let near = found.partition_point(|r| r.body.span.end() < line.span.end());
    let address = found
        .get(near)
        .map(|r| r.body.span)
        .filter(|s| s.end() == line.span.end() && line.span.contains(*s));
    let head = match address {
        Some(address) => text.get(line.span.start()..address.start())?,
        None => words,
    };
    let head = head.trim_end();
    let fits = head.len() <= LONGEST_LINK_TEXT
        && head.ends_with(':')
        && head.split_whitespace().count() >= 3;
    fits.then(|| if address.is_some() { Shape::Whole } else { Shape::Lost })
}

fn close_run(run: &mut Vec<(Line, Shape)>, out: &mut Vec<Found<Reference>>) {
    let whole = run.iter().find(|(_, shape)| matches!(shape, Shape::Whole)).map(|(l, _)| l.span);
    let lead_in = usize::from(leads_in(run));
    for (line, shape) in run.drain(..).skip(lead_in) {
        if matches!(shape, Shape::Lost)
            && let Some(sibling) = whole
        {
            let span = Span::new(line.span.start(), line.span.end() - 1);
            let mut link = reference(span, ReferenceKind::LinkTextOnly, None, LOST);
            link.because = vec![Span::new(span.end(), span.end() + 1), sibling];
            link.because.sort();
            out.push(link);
        }
    }
}

/// Whether the first line of a run introduces the others: more blank lines stand after it than
/// between the others.
fn leads_in(run: &[(Line, Shape)]) -> bool {
    let blanks = |i: usize| run.get(i).map(|(line, _)| line.blanks_before);
    match (blanks(1), blanks(2)) {
        (Some(after), None) => after > 0,
        (Some(after), Some(next)) => after > next,
        (None, _) => false,
    }
}
