use super::*;
use proptest::prelude::*;

fn scratch() -> Scratch {
    let mut scratch = Scratch::default();
    scratch.budget = 100_000;
    scratch
}

fn search(pattern: &str, text: &str) -> Option<String> {
    let found = Pattern::new(pattern).unwrap().search(text, &mut scratch())?;
    Some(text[found].to_owned())
}

fn each(pattern: &str, text: &str) -> Vec<String> {
    let mut all = Vec::new();
    Pattern::new(pattern).unwrap().each(text, &mut scratch(), |r| all.push(text[r].to_owned()));
    all
}

#[test]
fn the_first_branch_wins_not_the_longest() {
    assert_eq!(search("km|km²", "12km²").as_deref(), Some("km"));
    assert_eq!(search("(?:km|km²)$", "12km²").as_deref(), Some("km²"));
    assert_eq!(search("-|--(?=x)|b", "a--x").as_deref(), Some("-"));
    assert_eq!(search("x|ab", "zabx").as_deref(), Some("ab"));
}

#[test]
fn repeats_give_back_what_is_needed() {
    assert_eq!(search(r"^a*ab", "aaab").as_deref(), Some("aaab"));
    assert_eq!(search(r"a{2,3}", "aaaa").as_deref(), Some("aaa"));
    assert_eq!(search(r"a{2,3}?", "aaaa").as_deref(), Some("aa"));
    assert_eq!(search(r"a+?b", "aaab").as_deref(), Some("aaab"));
    assert_eq!(search(r"(?:ab){2}", "ababab").as_deref(), Some("abab"));
    assert_eq!(search(r"(?:ab|c)+$", "xcabc").as_deref(), Some("cabc"));
    assert_eq!(search(r"(?:ab)??c", "abc").as_deref(), Some("abc"));
    assert_eq!(search(r"^(?:é+\.)+é$", "éé.é.é").as_deref(), Some("éé.é.é"));
    assert_eq!(search("a{,2}b", "aaab").as_deref(), Some("aab"));
    assert_eq!(search("a{x}", "a{x}").as_deref(), Some("a{x}"));
}

#[test]
fn places_are_looked_at_from_both_sides() {
    assert_eq!(search(r"(?<=[0-9])(?:km|m)$", "12km").as_deref(), Some("km"));
    assert_eq!(search(r"(?<=[0-9])(?:km|m)$", "xkm"), None);
    assert_eq!(search(r"(?<=ж[A-Z])\.$", "жA.").as_deref(), Some("."));
    assert_eq!(search(r"^\+(?![0-9])", "+1"), None);
    assert_eq!(search(r"^\+(?![0-9])", "+a").as_deref(), Some("+"));
    assert_eq!(search(r"(?<!a)b", "abb").as_deref(), Some("b"));
    assert_eq!(search("a$", "a\n").as_deref(), Some("a"));
    assert_eq!(search(r"a\Z", "a\n"), None);
}

#[test]
fn classes_are_pythons() {
    assert_eq!(search(r"[]\-x]+", "a]-x").as_deref(), Some("]-x"));
    assert_eq!(search(r"[^a-c\d]", "a1b2z").as_deref(), Some("z"));
    assert_eq!(search(r"[\u00e9\U0001F600-\U0001F64F]+", "xé😀").as_deref(), Some("é😀"));
    assert_eq!(search(r"[a(?:|b-]+", "z(?-|b").as_deref(), Some("(?-|b"));
    assert_eq!(search(r"\w+", "-ñ_٣²½-").as_deref(), Some("ñ_٣²½"));
    assert_eq!(search(r"\S+\s", " \u{1C}ab\u{A0}c").as_deref(), Some("ab\u{A0}"));
    assert_eq!(search(r"\d+", "²٣4").as_deref(), Some("٣4"));
    assert_eq!(search(r"(?u)^(?P<who>.)x", "\nx"), None);
}

#[test]
fn case_can_be_left_out_of_account() {
    assert_eq!(search("(?iu)^É[a-c]", "éB").as_deref(), Some("éB"));
    assert_eq!(search("(?i)[^k]ж", "KЖ kЖ Жж").as_deref(), Some(" Ж"));
    assert_eq!(search("É", "é"), None);
}

#[test]
fn every_match_is_found_once() {
    assert_eq!(each(r"\.\.+|…|(?<=[a-z])-(?=[a-z])", "a...b-c…-d"), ["...", "-", "…"]);
    assert_eq!(each("a*", "baac"), ["", "aa", "", ""]);
    assert_eq!(each("é", "éé"), ["é", "é"]);
}

#[test]
fn the_end_is_reached_from_behind() {
    let text = format!("{}...", "(".repeat(1000));
    let mut scratch = scratch();
    let pattern = Pattern::new(r"\.\.+$|\)$|'s$").unwrap();
    assert_eq!(pattern.search(&text, &mut scratch), Some(1000..1003));
    assert!(scratch.budget > 99_900, "{}", scratch.budget);
}

#[test]
fn what_is_not_supported_is_an_error() {
    for pattern in [
        "(",
        ")",
        "[a",
        "*a",
        "a**",
        "a*+",
        "a*{2}",
        "(?<=a{1000})b",
        r"\b",
        r"\1",
        "a(?i)",
        "(?P=a)",
        "(?<=a+)b",
        "(a*)*",
        "a{3,2}",
        "(?:ab){2000}",
        "(?:(?:ab){900}){900}",
        "[b-a]",
        r"[a-\d]",
        r"\ud800",
        r"\q",
        "^*",
        "(?>a)",
        r"a\",
    ] {
        assert!(Pattern::new(pattern).is_err(), "{pattern}");
    }
    for part in ["(", r"\w", r"[\w]", "é|"] {
        assert!(Pattern::new(&part.repeat(100_000)).is_err(), "{part}");
    }
}

#[test]
fn repeats_of_nothing_take_no_time() {
    let nothing = format!("{}{}b", "(?:".repeat(40), "){1000}".repeat(40));
    assert_eq!(search(&nothing, "ab").as_deref(), Some("b"));
}

#[test]
fn steps_are_counted() {
    let pattern = Pattern::new(r"^(?:\S+(?::\S*)?@)+$").unwrap();
    let text = ":".repeat(3000);
    let mut scratch = scratch();
    assert!(!pattern.matches(&text, &mut scratch));
    assert!(scratch.spend().is_none());
    // So are characters that are passed over.
    for (pattern, text) in [("[^ ]{4000000}x", "a".repeat(3000)), ("x", "a".repeat(300_000))] {
        let pattern = Pattern::new(pattern).unwrap();
        scratch.grant("");
        assert!(pattern.search(&text, &mut scratch).is_none());
        assert!(scratch.spend().is_none());
    }
}

/// What expressions are made of.
const PIECES: &[&str] = &[
    "a", "b", ".", "é", "\\d", "\\", "[", "[^", "]", "(", ")", "(?:", "(?=", "(?!", "(?<=", "(?<!",
    "{", "}", "{2}", "{1,3}", "*", "+", "?", "|", "^", "$", "-", "a-b", "\\Z", "\\w", "\\u00e9",
];

proptest! {
    #[test]
    fn no_expression_and_no_text_is_too_much(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 0..20),
        text in "[abé.0-9\n-]{0,40}"
    ) {
        let Ok(pattern) = Pattern::new(&pieces.concat()) else { return Ok(()) };
        let mut scratch = Scratch::default();
        scratch.grant(&text);
        if let Some(found) = pattern.search(&text, &mut scratch) {
            prop_assert!(text.get(found).is_some());
        }
        let mut last = 0;
        pattern.each(&text, &mut scratch, |found| {
            assert!(found.start >= last && text.get(found.clone()).is_some());
            last = found.end;
        });
    }
}
