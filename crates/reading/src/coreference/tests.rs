//! Over texts of our own, parsed by the model that ships.

use super::{Discourse, Entity, Learner, Named, Page, Resolved, Said};
use proptest::prelude::*;
use sayso_model::{ActorKind, Span};
use sayso_parser::{Parse, Pipeline, paragraphs};
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

fn parses(text: &str) -> Vec<Parse> {
    static SHIPPED: OnceLock<Arc<Pipeline>> = OnceLock::new();
    let pipeline = SHIPPED.get_or_init(|| Arc::new(Pipeline::shipped().unwrap()));
    let mut parses = Vec::new();
    let stretches: Vec<Span> = paragraphs(text, Span::new(0, text.len())).into_iter().collect();
    pipeline.session().parse_each(text, &stretches, |parse| parses.push(parse));
    parses
}

/// Every place of each name, numbered in the order in which the names are given.
fn named(text: &str, names: &[(&str, ActorKind)]) -> Vec<Named> {
    let places = |name: &str| -> Vec<usize> { text.match_indices(name).map(|(i, _)| i).collect() };
    let mut named: Vec<Named> = Vec::new();
    for (actor, (name, kind)) in names.iter().enumerate() {
        for start in places(name) {
            let span = Span::new(start, start + name.len());
            if !named.iter().any(|n| n.span.overlaps(span)) {
                named.push(Named { span, kind: *kind, actor });
            }
        }
    }
    named.sort_by_key(|n| n.span);
    named
}

fn read(text: &str, names: &[(&str, ActorKind)], said: &[Said]) -> Vec<Resolved> {
    let named = named(text, names);
    let mut discourse = Discourse::new();
    let mut all = Vec::new();
    for parse in parses(text) {
        let Some((first, last)) = parse.words().first().zip(parse.words().last()) else { continue };
        let stretch = first.span.cover(last.span);
        let here: Vec<Named> = named.iter().filter(|n| stretch.contains(n.span)).cloned().collect();
        let page = Page { parse: &parse, named: &here, said, voice: 0, heads: None };
        all.extend(discourse.paragraph(text, page));
    }
    all
}

/// The name that the words stand for.
fn led<'n>(text: &str, names: &[(&'n str, ActorKind)], words: &str) -> Option<&'n str> {
    let head = text.rfind(words).unwrap();
    let resolved = read(text, names, &[]);
    let found = resolved.iter().find(|r| r.span.start() == head && r.how.is_some())?;
    match found.refers_to {
        Entity::Actor(actor) => Some(names[actor].0),
        Entity::Thing(_) => None,
    }
}

const RUIZ: (&str, ActorKind) = ("Ana Ruiz", ActorKind::Person);
const MARSH: (&str, ActorKind) = ("Peter Marsh", ActorKind::Person);
const LEAGUE: (&str, ActorKind) = ("Veln Rowing League", ActorKind::Organisation);

#[test]
fn a_pronoun_is_led_to_the_person_who_agrees_with_it() {
    let text = "Ana Ruiz met Peter Marsh at the weir on Friday. She said the gates were shut.";
    assert_eq!(led(text, &[RUIZ, MARSH], "She"), Some("Ana Ruiz"));
    let text = "Ana Ruiz met Peter Marsh at the weir on Friday. He said the gates were shut.";
    assert_eq!(led(text, &[RUIZ, MARSH], "He"), Some("Peter Marsh"));
}

#[test]
fn an_object_is_not_its_own_subject() {
    let text = "Ana Ruiz met Maria Cole at the weir. Ruiz thanked her.";
    let names = [RUIZ, ("Maria Cole", ActorKind::Person), ("Ruiz", ActorKind::Person)];
    assert_ne!(led(text, &names, "her"), Some("Ruiz"));
}

#[test]
fn whoever_is_written_to_does_not_write() {
    let marsh_wrote = "Peter Marsh keeps the weir at Veln. ";
    let names = [MARSH, ("Tomas Rehn", ActorKind::Person)];
    for rest in [
        "To Tomas Rehn, a friend, he wrote that the gates were shut.",
        "With Tomas Rehn out of the office, he ordered the boats away.",
        "With Tomas Rehn leaving the office, he ordered the boats away.",
        "Against Tomas Rehn he wrote that the gates were shut.",
        "By the side of Tomas Rehn he said that the gates were shut.",
        "After meeting Tomas Rehn at the weir, he said that the gates were shut.",
    ] {
        let text = marsh_wrote.to_owned() + rest;
        assert_ne!(led(&text, &names, "he "), Some("Tomas Rehn"), "{rest}");
        assert_ne!(led(rest, &names, "he "), Some("Tomas Rehn"), "{rest}");
    }
}

#[test]
fn who_is_left_open_stays_open_in_the_sentence() {
    let text = "To Peter Marsh, a friend, he wrote that he believed the gates were shut.";
    assert_eq!(led(text, &[MARSH], "he wrote"), None);
    assert_eq!(led(text, &[MARSH], "he believed"), None);
}

#[test]
fn an_owner_in_front_can_be_the_subject() {
    let text = "Peter Marsh left on Friday. In his letter he said the gates were shut.";
    assert_eq!(led(text, &[MARSH], "he said"), Some("Peter Marsh"));
}

#[test]
fn the_person_of_the_text_does_not_speak_for_one_who_came_up_since() {
    let text = "Ana Ruiz was a singer from Veln. Ruiz sang at the weir. She was found there on \
                Friday. Ruiz was thirty. Edda Cole, a neighbour, spoke in court. Her brother had \
                been held. She believed he was innocent.";
    let edda = ("Edda Cole", ActorKind::Person);
    let named = |words| led(text, &[RUIZ, edda], words);
    assert_ne!(named("She believed"), Some("Ana Ruiz"));
    assert_eq!(named("he was"), None);
}

#[test]
fn it_that_announces_a_clause_stands_for_nothing() {
    for rest in [
        "It is apparent from the log that the gates were shut.",
        "It was said that the gates were shut.",
        "It was reported on Friday that the gates were shut.",
        "It has been claimed that the gates were shut.",
        "It seems that the gates were shut.",
        "It seems the gates were shut.",
        "It is clear that the gates were shut.",
    ] {
        let text = "The Veln Rowing League met on Friday. The Veln Rowing League voted. "
            .to_owned()
            + rest;
        assert_eq!(led(&text, &[LEAGUE], "It "), None, "{rest}");
    }
}

#[test]
fn grammar_says_who_is_the_mayor() {
    let text = "Ana Ruiz, the mayor, left on Friday. The mayor who left was not replaced.";
    let resolved = read(text, &[RUIZ], &[]);
    let mayor = resolved.iter().find(|r| r.span.of(text).unwrap().starts_with("the mayor"));
    assert_eq!(mayor.unwrap().refers_to, Entity::Actor(0));
    assert_eq!(mayor.unwrap().because, [Span::new(0, 8)]);
    let who = resolved.iter().find(|r| r.span.of(text) == Some("who")).unwrap();
    let back = resolved.iter().find(|r| r.span.of(text).unwrap().starts_with("The mayor"));
    assert_eq!(who.refers_to, back.unwrap().refers_to);
}

#[test]
fn whom_a_pronoun_stands_for_is_left_open_where_nobody_was_spoken_of() {
    let text = "It was cold. He said the gates were shut.";
    assert_eq!(led(text, &[LEAGUE], "He"), None);
    assert_eq!(led("The Veln Rowing League met. He left.", &[LEAGUE], "He"), None);
}

#[test]
fn the_first_person_is_who_speaks() {
    let text = "“I saw the weir, and we shut it,” Ana Ruiz said.";
    let place = |words: &str| {
        let start = text.find(words).unwrap();
        Span::new(start, start + words.len())
    };
    let content = vec![place("I saw the weir, and we shut it")];
    let said = [Said { source: Some(place("Ana Ruiz")), content }];
    let resolved = read(text, &[RUIZ], &said);
    for words in ["I", "we"] {
        let found = resolved.iter().find(|r| r.span.of(text) == Some(words)).unwrap();
        assert_eq!(found.refers_to, Entity::Actor(0), "{words}");
    }
    let unsaid = read(text, &[RUIZ], &[]);
    assert!(unsaid.iter().all(|r| r.span.of(text) != Some("I")));
}

#[test]
fn whoever_is_spoken_of_in_a_quotation_is_not_who_speaks() {
    let text = "Peter Marsh said, “The captain told me that he was tired.”";
    let at = text.find("The").unwrap();
    let content = vec![Span::new(at, text.len() - '”'.len_utf8())];
    let said = [Said { source: Some(Span::new(0, 11)), content }];
    let resolved = read(text, &[MARSH], &said);
    let led = |words| resolved.iter().find(|r| r.span.of(text) == Some(words)).unwrap().refers_to;
    assert_ne!(led("The captain"), Entity::Actor(0));
    assert_ne!(led("he"), Entity::Actor(0));
}

#[test]
fn another_voice_does_not_reach_over() {
    let text = "Ana Ruiz left on Friday.\n\nShe was tired.";
    let parses = parses(text);
    let named = named(text, &[RUIZ]);
    let mut discourse = Discourse::new();
    let page = |parse, named, voice| Page { parse, named, said: &[], voice, heads: None };
    discourse.paragraph(text, page(&parses[0], &named[..], 0));
    let other = discourse.paragraph(text, page(&parses[1], &[][..], 1));
    assert!(other.iter().all(|r| r.refers_to != Entity::Actor(0)));
}

#[test]
fn what_is_learnt_is_the_same_each_time() {
    let text = "Ana Ruiz left. She was tired. Peter Marsh stayed. He was not.";
    let named = named(text, &[RUIZ, MARSH]);
    let parses = parses(text);
    let heads: BTreeMap<Span, u32> = [("Ruiz", 0), ("She", 0), ("Marsh", 1), ("He ", 1)]
        .iter()
        .map(|(word, group)| {
            let start = text.find(word).unwrap();
            (Span::new(start, start + word.trim().len()), *group)
        })
        .collect();
    let learn = || {
        let mut learner = Learner::default();
        let pages: Vec<Page<'_>> = parses
            .iter()
            .map(|parse| Page { parse, named: &named, said: &[], voice: 0, heads: None })
            .collect();
        learner.read(text, &pages, &heads);
        learner.table()
    };
    assert!(learn().contains("he\tgender known\t"));
    assert_eq!(learn(), learn());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn anything_can_be_gone_through(
        words in prop::collection::vec(
            prop::sample::select(vec![
                "Ana Ruiz", "she", "he", "his", "the mayor", "who", "said", "that", "it", "and",
                "“", "”", "I", "they", ",", ".", "themselves", "\n\n", "of", "a", "is", "🚲",
            ]),
            0..60,
        ),
    ) {
        let text = words.join(" ");
        let resolved = read(&text, &[RUIZ], &[]);
        for found in &resolved {
            prop_assert!(found.span.of(&text).is_some());
            prop_assert!(found.because.iter().all(|b| b.of(&text).is_some()));
        }
        prop_assert_eq!(&resolved, &read(&text, &[RUIZ], &[]));
    }
}
