//! What stands in what: parents and depths of attributions.

use super::Found;
use sayso_model::Span;

/// Sorts attributions by place and gives each the smallest content that holds its cue (of one
/// without a cue, its content) as its parent. Content is clipped to the parent's.
///
/// Of two neighbours with the same content and the same cue, or none, the first stays.
pub(crate) fn nest(mut found: Vec<Found>) -> Vec<Found> {
    found.sort_by_key(|f| {
        let hull = whole(f);
        (hull.start(), usize::MAX - hull.end())
    });
    found.dedup_by(|b, a| a.content == b.content && (a.cue == b.cue || b.cue.is_empty()));
    for (child, parent) in parents(&found) {
        if makes_a_circle(&found, child, parent) {
            continue;
        }
        let Some(limit) = Span::hull(&found[parent].content) else { continue };
        found[child].content = clip(&found[child].content, limit);
        found[child].parent = Some(parent);
    }
    drop_clipped(&mut found);
    found
}

/// No more contents than this are held open at one place: of more, the shortest.
const MOST_OPEN: usize = 2 * DEEPEST;

/// For each attribution the one with the smallest content that holds its cue: one walk over all
/// places in order, with the contents that are open there.
fn parents(found: &[Found]) -> Vec<(usize, usize)> {
    let mut contents: Vec<(Span, usize)> = found
        .iter()
        .enumerate()
        .flat_map(|(i, f)| f.content.iter().map(move |c| (*c, i)))
        .collect();
    contents.sort();
    let place = |f: &Found| f.cue.first().or(f.content.first()).copied();
    let mut places: Vec<(Span, usize)> =
        found.iter().enumerate().filter_map(|(i, f)| Some((place(f)?, i))).collect();
    places.sort();
    let (mut next, mut open, mut out) = (0, Vec::new(), Vec::new());
    for (place, child) in places {
        while let Some(content) = contents.get(next).filter(|(c, _)| c.start() <= place.start()) {
            open.push(*content);
            next += 1;
            if open.len() > MOST_OPEN {
                let longest = (0..open.len()).max_by_key(|i| open[*i].0.len());
                longest.into_iter().for_each(|i| {
                    open.swap_remove(i);
                });
            }
        }
        open.retain(|(c, _): &(Span, usize)| c.end() > place.start());
        let own = found[child].content.first();
        let holds = |(c, i): &&(Span, usize)| *i != child && c.contains(place) && Some(c) != own;
        let parent = open.iter().filter(holds).min_by_key(|(c, i)| (c.len(), *i));
        out.extend(parent.map(|(_, parent)| (child, *parent)));
    }
    out
}

fn whole(found: &Found) -> Span {
    let mut spans = found.content.clone();
    spans.extend(&found.cue);
    spans.extend(found.source);
    Span::hull(&spans).unwrap_or(Span::new(0, 0))
}

fn makes_a_circle(found: &[Found], child: usize, parent: usize) -> bool {
    let mut at = Some(parent);
    // A longer chain is cut later on; as if it were a circle, this one is not made longer.
    for _ in 0..MOST_OPEN {
        match at {
            None => return false,
            Some(p) if p == child => return true,
            Some(p) => at = found[p].parent,
        }
    }
    true
}

fn clip(content: &[Span], limit: Span) -> Vec<Span> {
    content
        .iter()
        .filter(|c| c.overlaps(limit))
        .map(|c| Span::new(c.start().max(limit.start()), c.end().min(limit.end())))
        .collect()
}

/// Attributions nested deeper are left out: no text means so many, and each link of a chain is
/// written out with every claim that hangs on it.
const DEEPEST: usize = 32;

/// Drops attributions whose content was clipped away, and lets their children go to the parent's
/// parent; drops those nested past [`DEEPEST`], and with them all that is nested in them.
fn drop_clipped(found: &mut Vec<Found>) {
    let deep = |mut at: usize| {
        let mut depth = 1;
        while let Some(parent) = found[at].parent.filter(|_| depth <= DEEPEST) {
            at = parent;
            depth += 1;
        }
        depth > DEEPEST
    };
    let kept: Vec<bool> =
        (0..found.len()).map(|i| !found[i].content.is_empty() && !deep(i)).collect();
    let mut place = vec![0; found.len()];
    let mut next = 0;
    for (i, keep) in kept.iter().enumerate() {
        place[i] = next;
        next += usize::from(*keep);
    }
    let above: Vec<Option<usize>> = found.iter().map(|f| f.parent).collect();
    for (i, found) in found.iter_mut().enumerate() {
        let mut parent = above[i];
        while let Some(p) = parent.filter(|&p| !kept[p]) {
            parent = above[p];
        }
        found.parent = parent.map(|p| place[p]);
    }
    let mut keep = kept.into_iter();
    found.retain(|_| keep.next().unwrap_or(true));
}
