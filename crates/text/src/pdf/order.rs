//! The order in which a page is read.
//!
//! Most programs write a page in the order in which it is read, and know better than any rule what
//! that is. Only where that order goes up a column, or to and fro between columns, is it made anew
//! from places.

use super::lines::{PageLines, Piece};

/// The pieces of a page in the order of reading, as indices; and whether it was made from places.
pub(super) fn order(page: &PageLines) -> (Vec<usize>, bool) {
    let (main, others) = by_way(&page.pieces);
    let mut ordered = main;
    let placed = is_confused(page, &ordered);
    if placed {
        ordered = from_places(&page.pieces, ordered);
    }
    ordered.extend(others);
    (ordered, placed)
}

/// The pieces that run the way most letters do, and all others after them.
fn by_way(pieces: &[Piece]) -> (Vec<usize>, Vec<usize>) {
    let mut ways: Vec<((i32, i32), u64)> = Vec::new();
    let way = |piece: &Piece| {
        let eighth = |by: f64| (by * 8.0).round() as i32;
        (eighth(piece.along.x), eighth(piece.along.y))
    };
    for piece in pieces {
        let words = u64::from(piece.words.end - piece.words.start);
        match ways.iter_mut().find(|(known, _)| *known == way(piece)) {
            Some((_, count)) => *count += words,
            None => ways.push((way(piece), words)),
        }
    }
    let main = ways.iter().max_by_key(|(_, count)| *count).map(|(way, _)| *way);
    let mut others: Vec<usize> = (0..pieces.len()).collect();
    let mut ordered = others.clone();
    ordered.retain(|&i| Some(way(&pieces[i])) == main);
    others.retain(|&i| Some(way(&pieces[i])) != main);
    (ordered, others)
}

/// Whether an order goes up a column often, or to and fro between two columns of prose.
fn is_confused(page: &PageLines, ordered: &[usize]) -> bool {
    let pairs = ordered
        .windows(2)
        .filter_map(|two| Some((page.pieces.get(two[0])?, page.pieces.get(two[1])?)));
    let (mut up, mut across) = (0_usize, 0_usize);
    for (one, next) in pairs {
        let size = one.size.max(next.size);
        let shared = one.end.min(next.end) - one.start.max(next.start);
        up += usize::from(next.base < one.base - 0.6 * size && shared > 0.0);
        let beside = (next.base - one.base).abs() < 0.3 * size && shared < -size;
        let prose = |piece: &Piece| piece.words.end - piece.words.start >= 4;
        across += usize::from(beside && prose(one) && prose(next));
    }
    up > 3.max(ordered.len() / 12) || across > 4.max(ordered.len() / 4)
}

/// The order of places: down the page, column by column where there are columns.
fn from_places(pieces: &[Piece], mut all: Vec<usize>) -> Vec<usize> {
    all.sort_by(|&a, &b| pieces[a].base.total_cmp(&pieces[b].base));
    let mut ordered = Vec::with_capacity(all.len());
    // Parts still to be read, the next one last, with how often each was parted.
    let mut open = vec![(all, 0)];
    while let Some((part, depth)) = open.pop() {
        match gutter(pieces, &part).filter(|_| depth < MOST_PARTED) {
            Some(at) => {
                let parts = columns(pieces, &part, at);
                open.extend(parts.into_iter().rev().map(|part| (part, depth + 1)));
            }
            None => ordered.extend(rows(pieces, part)),
        }
    }
    ordered
}

/// How often columns are looked for in columns.
const MOST_PARTED: usize = 4;

/// Pieces of one row, from where its line starts.
fn rows(pieces: &[Piece], part: Vec<usize>) -> Vec<usize> {
    let mut ordered: Vec<usize> = Vec::with_capacity(part.len());
    let mut row: Vec<usize> = Vec::new();
    let flush = |row: &mut Vec<usize>, ordered: &mut Vec<usize>| {
        row.sort_by(|&a, &b| pieces[a].start.total_cmp(&pieces[b].start));
        if row.iter().filter(|&&i| pieces[i].rtl).count() * 2 > row.len() {
            row.reverse();
        }
        ordered.append(row);
    };
    for i in part {
        let apart = row.first().is_some_and(|&first| {
            pieces[i].base - pieces[first].base > 0.4 * pieces[i].size.min(pieces[first].size)
        });
        if apart {
            flush(&mut row, &mut ordered);
        }
        row.push(i);
    }
    flush(&mut row, &mut ordered);
    ordered
}

/// Where a gap between two columns lies: at least an eighth of the pieces stand on either side of
/// it, and few cross it.
fn gutter(pieces: &[Piece], part: &[usize]) -> Option<f64> {
    let least = 3.max(part.len() / 8);
    let mut starts: Vec<f64> = part.iter().map(|&i| pieces[i].start).collect();
    let mut ends: Vec<f64> = part.iter().map(|&i| pieces[i].end).collect();
    starts.sort_by(f64::total_cmp);
    ends.sort_by(f64::total_cmp);
    // A gutter lies right before a piece that starts there: all that begin further on stand to
    // the right, all that end before it to the left.
    let crossing = |at: f64| {
        let left = ends.partition_point(|&end| end <= at);
        let right = part.len() - starts.partition_point(|&start| start < at);
        (part.len().saturating_sub(left + right), left, right)
    };
    let mut best: Option<(usize, usize, f64)> = None;
    let mut last = f64::MIN;
    for &at in &starts {
        if at - last < 1.0 {
            continue;
        }
        last = at;
        let (across, left, right) = crossing(at - 0.5);
        let fits = left >= least && right >= least && across * 4 <= part.len();
        let score = left.min(right);
        if fits && best.is_none_or(|(a, s, _)| across < a || (across == a && score > s)) {
            best = Some((across, score, at - 0.5));
        }
    }
    best.map(|(_, _, at)| at)
}

/// The parts of a page with a gutter, in the order of reading: what crosses it parts what stands
/// over it from what stands under it.
fn columns(pieces: &[Piece], part: &[usize], at: f64) -> Vec<Vec<usize>> {
    let mut parts: Vec<Vec<usize>> = Vec::new();
    let (mut left, mut right) = (Vec::new(), Vec::new());
    let rtl = part.iter().filter(|&&i| pieces[i].rtl).count() * 2 > part.len();
    let flush = |left: &mut Vec<usize>, right: &mut Vec<usize>, parts: &mut Vec<Vec<usize>>| {
        let two = [std::mem::take(left), std::mem::take(right)];
        let two = if rtl { two.into_iter().rev().collect::<Vec<_>>() } else { two.into() };
        parts.extend(two.into_iter().filter(|part| !part.is_empty()));
    };
    let mut spanning: Vec<usize> = Vec::new();
    for &i in part {
        let piece = &pieces[i];
        if piece.end > at && piece.start < at {
            flush(&mut left, &mut right, &mut parts);
            spanning.push(i);
            continue;
        }
        if !spanning.is_empty() {
            parts.push(std::mem::take(&mut spanning));
        }
        if piece.end <= at { left.push(i) } else { right.push(i) }
    }
    flush(&mut left, &mut right, &mut parts);
    if !spanning.is_empty() {
        parts.push(spanning);
    }
    parts
}
