//! What the grammar of a sentence tells of its quantities: what is counted, when, and where.

use super::vague::FRACTION;
use super::{AGE, Found, MEASURE, PERCENT};
use crate::date;
use sayso_model::{DateKind, Span};
use sayso_parser::Parse;
use std::ops::Range;

/// How many steps from a word to its verb are taken, and how many dates and places to each side
/// of a quantity are looked at: more tells nothing, and would make a long sentence slow.
const NEAR: usize = 8;

/// How many of the words that hang on one are looked at.
const MOST: usize = 32;

/// Verbs whose subject is counted by their object: "the toll reached 40".
const COUNTED_BY: &[&str] = &[
    "exceed", "reach", "top", "surpass", "total", "number", "rise", "climb", "fall", "grow", "be",
];

/// Fills in what is counted where the words around a quantity do not say, when it held and where.
///
/// `found` and `dates` are those of the text that was parsed, in order. When and where are told by
/// the one date or place on the same verb. An age holds whenever and wherever.
pub(crate) fn refine(found: &mut [Found], dates: &[date::Found], text: &str, parse: &Parse) {
    let places = places(parse);
    let sentences: Vec<Range<usize>> = parse.sentences().collect();
    for quantity in found {
        let Some(here) = Here::of(quantity, parse, &sentences) else { continue };
        if quantity.of.is_empty()
            && let Some(words) = here.counted(quantity, parse)
        {
            words.of(text).unwrap_or_default().clone_into(&mut quantity.of);
        }
        if quantity.rule.as_str() == AGE {
            continue;
        }
        let near = |date: &&date::Found| {
            let known = matches!(date.kind, DateKind::Point | DateKind::Interval);
            known && !date.is_end && date.value.bounds() != (None, None)
        };
        let spans: Vec<(Span, &date::Found)> =
            around(dates, quantity.span, |d| d.span).filter(near).map(|d| (d.span, d)).collect();
        quantity.when = here.only(spans, parse).map(|date| date.value.clone());
        let spans: Vec<(Span, Span)> =
            around(&places, quantity.span, |p| *p).map(|p| (*p, *p)).collect();
        let place = here.only(spans, parse).and_then(|place| place.of(text));
        quantity.place = place.map(str::to_owned);
    }
}

/// The few things before and after a place, none overlapping it.
fn around<T>(all: &[T], at: Span, span: impl Fn(&T) -> Span) -> impl Iterator<Item = &T> {
    let next = all.partition_point(|one| span(one).start() < at.start());
    let (from, to) = (next.saturating_sub(NEAR), (next + NEAR).min(all.len()));
    all[from..to].iter().filter(move |one| !span(one).overlaps(at))
}

/// Names of places after `in`, `at` or `near`.
fn places(parse: &Parse) -> Vec<Span> {
    let named = |name: &sayso_parser::Name<'_>| matches!(name.label, "GPE" | "LOC" | "FAC");
    let led = |words: &Range<usize>| {
        let head = words.clone().find(|&word| !words.contains(&parse.head(word)));
        head.is_some_and(|head| {
            let prep = parse.head(head);
            parse.relation(head) == "pobj" && matches!(parse.lemma(prep), "in" | "at" | "near")
        })
    };
    let span = |words: Range<usize>| parse.span(words.start).cover(parse.span(words.end - 1));
    parse.names().filter(named).map(|name| name.words).filter(led).map(span).collect()
}

/// A quantity in its parse.
struct Here {
    /// The word of it that the others hang on.
    head: usize,
    sentence: Range<usize>,
}

impl Here {
    fn of(quantity: &Found, parse: &Parse, sentences: &[Range<usize>]) -> Option<Self> {
        let words = words_in(parse, quantity.span);
        let head = words.clone().find(|&word| !words.contains(&parse.head(word)));
        let head = head.or_else(|| words.clone().find(|&word| parse.head(word) == word))?;
        let at = sentences.partition_point(|sentence| sentence.end <= head);
        Some(Self { head, sentence: sentences.get(at)?.clone() })
    }

    /// What is counted: what `of` leads to after a share or a measure, or the subject of a verb
    /// that the number is the object of.
    fn counted(&self, quantity: &Found, parse: &Parse) -> Option<Span> {
        if [PERCENT, MEASURE, FRACTION].contains(&quantity.rule.as_str()) {
            let words = words_in(parse, quantity.span);
            let children = |word| parse.children(word).take(MOST);
            let of = words
                .rev()
                .take(NEAR)
                .flat_map(children)
                .find(|&child| parse.relation(child) == "prep" && parse.lemma(child) == "of")?;
            let noun =
                parse.children(of).take(MOST).find(|&child| parse.relation(child) == "pobj")?;
            return noun_phrase(parse, noun);
        }
        let above = parse.head(self.head);
        let verb = match parse.relation(self.head) {
            "dobj" | "attr" => above,
            "pobj" if parse.lemma(above) == "to" => parse.head(above),
            _ => return None,
        };
        let subject =
            parse.children(verb).take(MOST).find(|&child| parse.relation(child) == "nsubj")?;
        let counts = COUNTED_BY.contains(&parse.lemma(verb)) && parse.pos(subject) == "NOUN";
        counts.then(|| noun_phrase(parse, subject)).flatten()
    }

    /// The one of these on the same verb.
    fn only<T>(&self, all: Vec<(Span, T)>, parse: &Parse) -> Option<T> {
        let first = |span: Span| words_in(parse, span).start;
        let verb = verb_of(parse, self.head)?;
        let mut chosen = all.into_iter().filter(|(span, _)| {
            let first = first(*span);
            self.sentence.contains(&first) && verb_of(parse, first) == Some(verb)
        });
        match (chosen.next(), chosen.next()) {
            (Some((_, one)), None) => Some(one),
            _ => None,
        }
    }
}

/// The words that some span touches.
fn words_in(parse: &Parse, span: Span) -> Range<usize> {
    let words = parse.words();
    let first = words.partition_point(|word| word.span.end() <= span.start());
    let count = words[first..].iter().take_while(|word| word.span.start() < span.end()).count();
    first..first + count
}

/// The verb that a word hangs on; none by way of `than`, which leads to what is compared.
fn verb_of(parse: &Parse, word: usize) -> Option<usize> {
    let up = std::iter::successors(Some(word), |&word| {
        Some(parse.head(word)).filter(|&head| head != word && parse.lemma(head) != "than")
    });
    up.take(NEAR).skip(1).find(|&word| matches!(parse.pos(word), "VERB" | "AUX"))
}

/// A noun with the words before it that hang on it, without its article.
fn noun_phrase(parse: &Parse, noun: usize) -> Option<Span> {
    let first = parse
        .children(noun)
        .take(MOST)
        .take_while(|&child| child < noun)
        .find(|&child| !matches!(parse.relation(child), "det" | "poss" | "punct" | "predet"));
    let first = first.map_or(noun, |child| parse.edges(child).0.min(child));
    Some(parse.span(first).cover(parse.span(noun)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use sayso_parser::Pipeline;
    use std::sync::Arc;

    const TEXT: &str = "On Monday, 40 sailors drowned in Ostry. The toll reached 62.";

    #[test]
    fn tells_when_where_and_what() {
        let day = sayso_model::Edtf::parse("2019-10-03").ok();
        let dates = date::find(TEXT, day.as_ref());
        let places: Vec<Span> = dates.iter().map(|date| date.span).collect();
        let mut found = super::super::find(TEXT, &places);
        let parse = Arc::new(Pipeline::shipped().expect("the shipped model")).session().parse(TEXT);
        refine(&mut found, &dates, TEXT, &parse);
        let when = found[0].when.as_ref().map(ToString::to_string);
        assert_eq!(when.as_deref(), Some("2019-09-30"));
        assert_eq!(found[0].place.as_deref(), Some("Ostry"));
        assert_eq!((found[1].of.as_str(), &found[1].when), ("toll", &None));
    }

    #[test]
    fn leaves_all_as_it_is_without_grammar() {
        let mut found = super::super::find(TEXT, &[]);
        let before = found.clone();
        refine(&mut found, &[], TEXT, &Parse::default());
        assert_eq!(found, before);
    }
}
