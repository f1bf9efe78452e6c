//! What stands in what: parents and depths of attributions.

use super::Found;
use sayso_model::Span;

/// Sorts attributions by place and gives each the smallest content that holds its cue (of one
/// without a cue, its content) as its parent. Content is clipped to the parent's.
///
/// Two with the same content and overlapping cues are one: the first found stays.
pub(crate) fn nest(mut found: Vec<Found>) -> Vec<Found> {
    found.sort_by_key(|f| {
        let hull = whole(f);
        (hull.start(), usize::MAX - hull.end())
    });
    found.dedup_by(|b, a| a.content == b.content && (a.cue == b.cue || b.cue.is_empty()));
    for i in 0..found.len() {
        let place = found[i].cue.first().or(found[i].content.first()).copied();
        let Some(place) = place else { continue };
        let parent = nearby(&found, i)
            .filter(|&p| p != i)
            .filter_map(|p| {
                let held = found[p]
                    .content
                    .iter()
                    .find(|c| c.contains(place) && **c != found[i].content[0])?;
                Some((held.len(), p))
            })
            .min()
            .map(|(_, p)| p);
        let Some(p) = parent else { continue };
        if makes_a_circle(&found, i, p) {
            continue;
        }
        let limit = Span::hull(&found[p].content).unwrap_or(place);
        found[i].content = clip(&found[i].content, limit);
        found[i].parent = Some(p);
    }
    drop_clipped(&mut found);
    found
}

/// Attributions far apart in the list cannot hold one another: contents reach no further than a
/// paragraph, and a paragraph holds few attributions.
const WINDOW: usize = 64;

fn nearby(found: &[Found], i: usize) -> std::ops::Range<usize> {
    i.saturating_sub(WINDOW)..(i + WINDOW).min(found.len())
}

fn whole(found: &Found) -> Span {
    let mut spans = found.content.clone();
    spans.extend(&found.cue);
    spans.extend(found.source);
    Span::hull(&spans).unwrap_or(Span::new(0, 0))
}

fn makes_a_circle(found: &[Found], child: usize, parent: usize) -> bool {
    let mut at = Some(parent);
    while let Some(p) = at {
        if p == child {
            return true;
        }
        at = found[p].parent;
    }
    false
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
    for i in 0..found.len() {
        let mut parent = found[i].parent;
        while let Some(p) = parent.filter(|&p| !kept[p]) {
            parent = found[p].parent;
        }
        found[i].parent = parent.map(|p| place[p]);
    }
    let mut keep = kept.into_iter();
    found.retain(|_| keep.next().unwrap_or(true));
}
