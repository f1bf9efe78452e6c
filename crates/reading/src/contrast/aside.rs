//! `Far from X, Y`; `contrary to X, Y`; `Y, contrary to X`.

use super::flow::Words;
use super::{Found, Page};
use sayso_model::{ContrastKind, RuleId};

/// What a clause sets aside before it says how things are.
const ASIDE: RuleId = RuleId::new("contrast.aside");
/// What `far from` names where it is meant as a distance.
const FAR_AWAY: &[&str] = &[
    "border",
    "capital",
    "centre",
    "center",
    "city",
    "coast",
    "country",
    "eye",
    "eyes",
    "front",
    "frontline",
    "home",
    "house",
    "land",
    "line",
    "river",
    "road",
    "school",
    "sea",
    "shore",
    "station",
    "town",
    "village",
    "where",
];

pub(super) fn find(page: &Page<'_>, at: usize, out: &mut Vec<Found>) {
    let flow = &page.flow;
    let far = flow.says(at, &["far", "from"]);
    if !far && !flow.says(at, &["contrary", "to"]) {
        return;
    }
    let cue = (at, at + 2);
    let before = at.checked_sub(1).filter(|&w| w >= flow.sentence(at).start);
    let opens = before.is_none_or(|w| {
        flow.begins(at)
            || flow.is_any(w, &["and", "but", "that", "thus", "which", "who", "so", "yet"])
    });
    if !opens || far && is_away(page, at + 2) {
        return;
    }
    let limit = flow.sentence(at).end;
    if !far
        && before.is_some_and(|w| flow.word(w) == ",")
        && flow.until(at, limit, |f, w| f.breaks(w) || f.ends(w)) + 1 >= limit
    {
        let (rejected, other) = (at + 2..limit, page.clause_before(at - 1));
        out.extend(page.contrast(ASIDE, ContrastKind::Denied, &[cue], &rejected, &other));
        return;
    }
    let (rejected, rest) = complement(page, at + 2);
    if !flow.has_verb(&rest) && rest.len() <= 2 {
        return;
    }
    let other = flow.narrowed(rest);
    out.extend(page.contrast(ASIDE, ContrastKind::Denied, &[cue], &rejected, &other));
}

/// Whether a place in the world follows: no position.
fn is_away(page: &Page<'_>, at: usize) -> bool {
    let flow = &page.flow;
    let end = flow.until(at, flow.sentence(at).end, |f, w| f.breaks(w));
    let named = |w: usize| {
        flow.node(w).is_some_and(|n| flow.parse.words()[n].name != sayso_parser::InName::Out)
    };
    let head =
        (at..end).find(|&w| flow.tag(w).starts_with("NN") && !flow.tag(w + 1).starts_with("NN"));
    let verb = flow.tag(at) == "VBG";
    !verb && head.is_none_or(|w| named(w) || flow.is_any(w, FAR_AWAY))
}

/// What follows the cue to where its clause breaks off, and the clause after it.
fn complement(page: &Page<'_>, from: usize) -> (Words, Words) {
    let flow = &page.flow;
    let limit = flow.sentence(from).end;
    let end = flow.until(from, limit, |f, w| {
        w > from
            && match f.word(w) {
                // A comma of a list has no clause after it.
                "," => {
                    let next = f.until(w + 1, limit, |f, w| f.breaks(w));
                    let list = f.find(&(w + 1..next), &["or", "and"]).is_some();
                    next == limit || f.has_verb(&(w + 1..next)) || f.word(next) == "(" && !list
                }
                _ => f.breaks(w),
            }
    });
    let inside = from.checked_sub(3).is_some_and(|w| flow.is_any(w, &["which", "that", "who"]));
    if end == limit || inside {
        // `which contrary to what was said was`, without commas.
        let verb = flow.until(from, end, |f, w| {
            w > from && matches!(f.tag(w), "VBZ" | "VBP" | "VBD" | "MD") && f.tag(w - 1) != "WDT"
        });
        if verb < end || end == limit {
            return (from..verb, verb..end);
        }
    }
    let mut rest = end;
    if flow.word(end) == "(" {
        rest = (end..limit).find(|&w| flow.word(w) == ")").unwrap_or(end);
    } else if flow.is_dash(end) {
        rest = (end + 1..limit)
            .find(|&w| flow.is_dash(w) && flow.depth(w) == flow.depth(end))
            .unwrap_or(end);
    }
    let rest = (rest + 1..limit).find(|&w| !flow.breaks(w)).unwrap_or(limit);
    (from..end, page.clause_from(rest))
}
