//! The whole way, on small texts.

use super::*;
use proptest::prelude::*;

/// A document of sentences, each ended by a full stop.
fn units(words: &str) -> Vec<Span> {
    let mut start = 0;
    let mut units = Vec::new();
    for (at, _) in words.match_indices(". ").chain([(words.len(), "")]) {
        units.push(Span::new(start.min(at), at).trim(words));
        start = at + 2;
    }
    units
}

fn copies(texts: &[(&str, Option<&str>, Option<&str>)]) -> Copies {
    let mut copies = Copies::new();
    for (number, (words, published, host)) in texts.iter().enumerate() {
        let published = published.map(|date| Edtf::parse(date).unwrap());
        let (units, number) = (units(words), number as u64);
        let published = published.as_ref();
        copies.add(&Document { number, words, units: &units, published, host: *host }).unwrap();
    }
    copies
}

const WEIR: &str = "The three gates of the weir at Lorne were shut at seven on Tuesday morning.";

fn only(copies: &Copies) -> Shared {
    let found = copies.all();
    assert_eq!(found.shared.len(), 1, "{:?}", found.shared);
    found.shared[0]
}

#[test]
fn a_sentence_is_found_whatever_was_done_to_it() {
    let edits = [
        WEIR,
        "the THREE gates of the weir at “Lorne” -- were shut, at seven on Tuesday morning",
        "The three gates of the weir at Lorne were closed at seven on Tuesday morning.",
        "The three big gates of the weir at Lorne were shut again at seven on Tuesday morning.",
        "The gates of the weir at Lorne were shut at seven on Tuesday.",
        "Boats waited when the three gates of the weir at Lorne were shut. At seven on Tuesday \
         morning nobody came.",
        "An engineer told the paper that all three gates of the weir at Lorne were shut at seven \
         on Tuesday.",
    ];
    for edited in edits {
        let text = format!("Rain fell in Hale. {edited} Nobody was hurt.");
        let copies = copies(&[(WEIR, None, None), (&text, None, None)]);
        let shared = only(&copies);
        assert!(shared.common >= 8 && shared.alike() >= 0.6, "{edited}: {shared:?}");
        let [one, other] = shared.passages.map(|p| p.span);
        assert!(one.of(WEIR).unwrap().contains("gates of the weir"));
        assert!(other.of(&text).unwrap().to_lowercase().contains("gates of the weir"));
    }
}

#[test]
fn other_sentences_of_the_same_words_are_not() {
    let others = [
        "The gates of the town hall were painted at the weekend by seven people from Lorne.",
        "On Tuesday morning the mayor of Lorne said that seven roads were closed.",
        "He said on Tuesday morning that it was the first of the year, at the end of the day.",
    ];
    for other in others {
        let copies = copies(&[(WEIR, None, None), (other, None, None)]);
        assert_eq!(copies.all().shared, [], "{other}");
    }
}

#[test]
fn a_passage_goes_over_sentences_and_ends_with_them() {
    let two = "The weir was shut at seven in the morning by two engineers. The mayor of Hale \
               thanked both of them for it. ";
    let (one, other) = (format!("{two}The rain went on."), format!("It is so. {two}The end."));
    let shared = only(&copies(&[(&one, None, None), (&other, None, None)]));
    for (passage, text) in shared.passages.iter().zip([&one, &other]) {
        assert_eq!(passage.span.of(text), Some(two.trim_end().trim_end_matches('.')));
    }
    assert_eq!((shared.common, shared.alike()), (22, 1.0));
}

#[test]
fn arabic_is_found_with_and_without_its_points() {
    let one = "أعلنت بلدية المدينة يوم الثلاثاء إغلاق بوابات السد الثلاث عند الساعة السابعة صباحا";
    let other = "اعلنت بلدية المدينه يومَ الثلاثاء اغلاق بوّابات السدّ الثلاث عند الساعة السابعة";
    assert_eq!(only(&copies(&[(one, None, None), (other, None, None)])).common, 12);
}

#[test]
fn the_first_is_known_by_its_date_and_not_by_its_place() {
    let first = |one, other| only(&copies(&[(WEIR, one, None), (WEIR, other, None)])).first;
    assert_eq!(first(Some("2016-11-09"), Some("2016-11-08")), First::Document(1));
    assert_eq!(first(Some("2016-11-09"), None), First::Unknown(Unknown::Undated));
}

#[test]
fn copies_of_one_wording_are_one_group() {
    let text = |n: usize| format!("Page {n} of many. {WEIR} It was the day number {n} there.");
    let texts: Vec<String> = (0..60).map(text).collect();
    let dates: Vec<String> = (0..60).map(|n| format!("2016-{:02}-03", 12 - n / 5)).collect();
    let hosts: Vec<String> = (0..60).map(|n| format!("site{}.example", n % 20)).collect();
    let list: Vec<_> = (0..60)
        .map(|n| (texts[n].as_str(), Some(dates[n].as_str()), Some(hosts[n].as_str())))
        .collect();
    let copies = copies(&list);
    let found = copies.all();
    assert!(found.shared.len() <= 60 * 16, "each is paired with some of the first alone");
    let groups = copies.groups(&found.shared);
    assert_eq!(groups.len(), 1, "{groups:?}");
    assert_eq!((groups[0].passages.len(), groups[0].hosts), (60, 20));
    assert_eq!(groups[0].first, First::Unknown(Unknown::SameTime), "five were on one day");
}

#[test]
fn what_a_site_prints_on_its_pages_is_no_copy() {
    let footer = "Readers of the Lorne Courier may write to the desk at any hour of the day. ";
    let pages: Vec<String> = (0..6).map(|n| format!("Only page {n} says this. {footer}")).collect();
    let mut list: Vec<_> =
        pages.iter().map(|page| (page.as_str(), None, Some("courier.example"))).collect();
    list.push((footer, None, Some("other.example")));
    let two = copies(&list[..2]);
    assert_eq!(two.boilerplate(), []);
    assert!(only(&two).is_one_host);
    let all = copies(&list);
    let [printed] = &all.boilerplate()[..] else { panic!("{:?}", all.boilerplate()) };
    assert_eq!((printed.host.as_str(), printed.pages, printed.of), ("courier.example", 6, 6));
    assert_eq!(printed.passage.span.of(&pages[0]), Some(footer.trim_end().trim_end_matches('.')));
    assert_eq!(all.all().shared, []);
    assert_eq!(all.boilerplate_in(3).len(), 1);
    assert_eq!(all.boilerplate_in(6), []);
}

#[test]
fn numbers_rise() {
    let mut copies = Copies::new();
    let document =
        |number| Document { number, words: WEIR, units: &[], published: None, host: None };
    copies.add(&document(4)).unwrap();
    let error = copies.add(&document(4)).unwrap_err();
    assert_eq!(error, CopiesError::Order { number: 4, last: 4 });
    assert_eq!(copies.with_earlier(4), Some(Found::default()));
    assert_eq!(copies.with_earlier(5), None);
}

#[test]
fn hostile_texts_take_no_longer_than_others() {
    let alphabet = ["a", "b", "c", "d"];
    let mut random = 7_u32;
    let mut texts: Vec<String> = vec!["a ".repeat(20_000), "a b ".repeat(10_000)];
    for _ in 0..4 {
        let words = (0..10_000).map(|_| {
            random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            alphabet[(random >> 30) as usize]
        });
        texts.push(words.collect::<Vec<_>>().join(" "));
    }
    let mut copies = Copies::new();
    for (number, words) in texts.iter().chain(&texts).enumerate() {
        let units = [Span::new(0, words.len()), Span::new(0, 1), Span::new(9, 1 << 30)];
        let (number, host) = (number as u64, Some("one.example"));
        copies.add(&Document { number, words, units: &units, published: None, host }).unwrap();
    }
    assert!(copies.all().shared.len() < 100_000);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn spans_fit_and_adding_changes_nothing_before(
        texts in prop::collection::vec("([a-c]{1,2}[ .’\u{301}م水]{1,2}){0,60}", 1..6),
    ) {
        let mut copies = Copies::new();
        let mut before: Vec<Found> = Vec::new();
        for (number, words) in texts.iter().enumerate() {
            let (units, number) = (units(words), number as u64);
            let document = Document { number, words, units: &units, published: None, host: None };
            copies.add(&document).unwrap();
            before.push(copies.with_earlier(number).unwrap());
        }
        for (number, found) in before.iter().enumerate() {
            let again = copies.with_earlier(number as u64).unwrap();
            prop_assert_eq!(&again, found);
            for shared in &found.shared {
                prop_assert!(shared.alike() >= 0.5 && shared.alike() <= 1.0);
                for passage in shared.passages {
                    let words = passage.span.of(&texts[passage.document as usize]);
                    prop_assert!(words.is_some_and(|w| !w.is_empty()));
                }
            }
        }
        let all: Vec<Shared> = before.into_iter().flat_map(|found| found.shared).collect();
        prop_assert_eq!(&copies.all().shared, &all);
        copies.settle();
        prop_assert_eq!(copies.all().shared, all);
    }
}
