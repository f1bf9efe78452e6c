//! The whole way, on small texts.

use super::*;
use proptest::prelude::*;

fn sentences(words: &str) -> Vec<Span> {
    let mut start = 0;
    let ends = words.match_indices(". ").map(|(at, _)| at + 1).chain([words.len()]);
    ends.map(|end| Span::new(std::mem::replace(&mut start, end), end)).collect()
}

fn changes(before: &str, after: &str) -> Vec<Change> {
    let (one, other) = (sentences(before), sentences(after));
    let side = |words, sentences| Side { words, sentences, claims: &[] };
    let changes = between(&side(before, &one), &side(after, &other)).words;
    tiles(before, after, &changes);
    changes
}

/// What must hold of any two texts.
fn tiles(before: &str, after: &str, changes: &[Change]) {
    let bare = |words: &str| words.split_whitespace().collect::<String>();
    let mut done = (0, 0);
    for change in changes {
        assert_eq!((change.before.start(), change.after.start()), done, "{changes:?}");
        let mut inner = done;
        for piece in &change.pieces {
            assert_eq!((piece.before.start(), piece.after.start()), inner, "{changes:?}");
            inner = (piece.before.end(), piece.after.end());
        }
        done = (change.before.end(), change.after.end());
        assert!(change.pieces.is_empty() || inner == done);
        assert_eq!(change.pieces.is_empty(), change.kind != Kind::Reworded);
        let kept = change.pieces.iter().filter(|piece| piece.kind == Kind::Kept);
        let kept = kept.map(|piece| (piece.before, piece.after));
        let whole = (change.kind == Kind::Kept).then_some((change.before, change.after));
        for (one, other) in kept.chain(whole) {
            assert_eq!(bare(one.of(before).unwrap()), bare(other.of(after).unwrap()));
        }
        assert_eq!(change.before.is_empty(), change.kind == Kind::Added);
        assert_eq!(change.after.is_empty(), change.kind == Kind::Removed);
    }
    assert_eq!(done, (before.len(), after.len()));
}

fn kinds(changes: &[Change]) -> Vec<Kind> {
    changes.iter().map(|change| change.kind).collect()
}

#[test]
fn a_correction_is_told_word_by_word() {
    let before = "Rain fell. The weir at Lorne was shut on Tuesday by two men. Nobody was hurt.";
    let after = "Rain fell.  The weir at Lorne was shut on Monday by two men. It is open again.";
    let found = changes(before, after);
    assert_eq!(kinds(&found), [Kind::Kept, Kind::Reworded, Kind::Removed, Kind::Added]);
    let pieces: Vec<_> = found[1].pieces.iter().map(|piece| piece.kind).collect();
    assert_eq!(pieces, [Kind::Kept, Kind::Removed, Kind::Added, Kind::Kept]);
    assert_eq!(found[1].pieces[1].before.of(before), Some("Tuesday "));
    assert_eq!(found[1].pieces[2].after.of(after), Some("Monday "));
}

#[test]
fn a_sentence_can_become_two() {
    let found = changes(
        "The weir was shut on Tuesday, and two men watched the gate.",
        "The weir was shut on Tuesday. Two men watched the gate.",
    );
    assert_eq!(kinds(&found), [Kind::Reworded]);
}

#[test]
fn what_only_stands_elsewhere_is_said_to() {
    let (one, two) = ("The weir at Lorne was shut. ", "Nobody in Hale was hurt at all. ");
    let found = changes(&format!("{one}{two}End. "), &format!("{two}{one}End. "));
    let moved: Vec<_> = found.iter().filter(|change| change.elsewhere.is_some()).collect();
    assert_eq!(moved.len(), 2, "{found:?}");
    assert_eq!(kinds(&found).iter().filter(|kind| **kind == Kind::Kept).count(), 2);
}

#[test]
fn nothing_and_everything() {
    assert_eq!(changes("", ""), []);
    assert_eq!(kinds(&changes("", "All is new. ")), [Kind::Added]);
    assert_eq!(kinds(&changes(" \n", "")), [Kind::Removed]);
    assert_eq!(kinds(&changes("One. *** Two", "One. *** Two!")), [Kind::Kept, Kind::Reworded]);
}

fn held<'c>(spans: &'c [Vec<Span>], claims: &[(&str, &'c str)]) -> Vec<ClaimWords<'c>> {
    let both = spans.iter().zip(claims);
    both.map(|(content, (_, holder))| ClaimWords { content, holder: Some(holder) }).collect()
}

/// The changes of claims, each given by its words and its holder.
fn claim_changes(
    (before, claims): (&str, &[(&str, &str)]),
    (after, claims_after): (&str, &[(&str, &str)]),
) -> Vec<ClaimChange> {
    let spans = |words: &str, claims: &[(&str, &str)]| -> Vec<Vec<Span>> {
        let span = |claim: &str| words.find(claim).map(|at| Span::new(at, at + claim.len()));
        claims.iter().map(|(claim, _)| span(claim).into_iter().collect()).collect()
    };
    let (words, words_after) = (spans(before, claims), spans(after, claims_after));
    let (one, other) = (held(&words, claims), held(&words_after, claims_after));
    let (s, t) = (sentences(before), sentences(after));
    let before = Side { words: before, sentences: &s, claims: &one };
    between(&before, &Side { words: after, sentences: &t, claims: &other }).claims
}

#[test]
fn claims_come_go_and_are_reworded() {
    let before = "The mayor said that the weir was shut on Tuesday. Ann Lund said that two men saw \
                  it. The bridge stands. Hale is far.";
    let after = "Hale is far. The mayor said that the weir was shut on Monday. Bo Rask said that two \
                 men saw it. The bridge stands. The dam broke at noon.";
    let found = claim_changes(
        (
            before,
            &[
                ("the weir was shut on Tuesday", "mayor"),
                ("two men saw it", "Ann Lund"),
                ("The bridge stands", "page"),
                ("Hale is far", "page"),
            ],
        ),
        (
            after,
            &[
                ("Hale is far", "page"),
                ("the weir was shut on Monday", "mayor"),
                ("two men saw it", "Bo Rask"),
                ("The dam broke at noon", "page"),
            ],
        ),
    );
    let told: Vec<_> =
        found.iter().map(|c| (c.kind, c.before, c.after, c.is_one_holder, c.words_stand)).collect();
    assert_eq!(
        told,
        [
            (ClaimKind::Reworded, Some(0), Some(1), true, false),
            (ClaimKind::Kept, Some(1), Some(2), false, true),
            (ClaimKind::Went, Some(2), None, false, true),
            (ClaimKind::Kept, Some(3), Some(0), true, true),
            (ClaimKind::Came, None, Some(3), false, false),
        ]
    );
}

#[test]
fn hostile_texts_take_no_longer_than_others() {
    let mut random = 9_u32;
    let mut text = |words: u32| -> String {
        let word = |_| {
            random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            format!("w{}. ", (random >> 16) % words)
        };
        (0..20_000).map(word).collect()
    };
    let (one, other) = (text(2), text(2));
    assert!(!changes(&one, &other).is_empty());
    let (one, other) = (text(60), text(60).replace(". ", " "));
    assert!(!changes(&one, &other).is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]
    #[test]
    fn any_two_texts_are_tiled(
        before in "([a-c]{1,2}[ .*’é\u{301}م水]{1,2}){0,40}",
        after in "([a-c]{1,2}[ .*’é\u{301}م水]{1,2}){0,40}",
        edges in prop::collection::vec((0..300_usize, 0..40_usize), 0..9),
    ) {
        let spans: Vec<Span> = edges.iter().map(|&(s, len)| Span::new(s, s + len)).collect();
        let claims: Vec<_> =
            spans.iter().map(|s| ClaimWords { content: std::slice::from_ref(s), holder: None }).collect();
        let all = Side { words: &before, sentences: &spans, claims: &claims };
        let found = between(&all, &Side { words: &after, ..all });
        tiles(&before, &after, &found.words);
        let known = |list: Vec<Option<usize>>| {
            let mut all: Vec<usize> = list.into_iter().flatten().collect();
            all.sort_unstable();
            all == (0..claims.len()).collect::<Vec<_>>()
        };
        prop_assert!(known(found.claims.iter().map(|c| c.before).collect()));
        prop_assert!(known(found.claims.iter().map(|c| c.after).collect()));
        let itself = between(&all, &all);
        prop_assert!(itself.words.iter().all(|change| change.kind == Kind::Kept));
    }
}
