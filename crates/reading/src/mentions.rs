//! Names in the text: from the lists, from the parser, and by capitals, put together.
//!
//! Each source is wrong in its own way: the lists know no new name, the parser takes armed groups
//! for persons and leaves out half of a long name, capitals take a heading for a name. What they
//! propose is given edges ([`edges`]), then one proposal is kept for each place, then it is decided
//! what it names ([`kinds`]), and nouns that belong to it are added ([`nouns`]).

mod capitals;
mod edges;
mod kinds;
pub(crate) mod list;
mod nouns;
mod units;
pub(crate) mod words;

use edges::Settled;
use kinds::Name;
use sayso_model::{ActorKind, RuleId, Span};
use sayso_parser::Parse;
use std::collections::BTreeMap;
use std::ops::Range;
use units::{Units, slice};
use words::{Use, is};

/// Proposals that begin before some words and may still reach into them.
const MOST_BEFORE: usize = 8;
/// More words than this are no name.
const MOST_WORDS: usize = 24;

/// A name found.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Found {
    pub(crate) span: Span,
    pub(crate) kind: ActorKind,
    pub(crate) rule: RuleId,
    pub(crate) because: Vec<Span>,
    /// The name of which this is the acronym, in `Name Of Thing (NOT)`.
    pub(crate) stands_for: Option<usize>,
}

/// Whether a word is an adjective of a nation, a faith or a direction.
pub(crate) fn is_adjective(word: &str) -> bool {
    is(Use::Adjective, word)
}

/// The names of a paragraph, in order; none overlaps another. `seen` holds the kinds of names
/// found earlier in the text.
pub(crate) fn find(text: &str, parse: &Parse, seen: &BTreeMap<String, ActorKind>) -> Vec<Found> {
    let units = Units::new(text, parse);
    let loud = loud(text, parse);
    let proposed = proposals(text, parse, &units, &loud);
    let mut out: Vec<Found> = Vec::new();
    let mut here: BTreeMap<String, ActorKind> = BTreeMap::new();
    let mut proposed = proposed;
    proposed.extend(foreign(&units));
    for name in chosen(text, parse, &units, proposed) {
        let known = |words: &str| seen.get(words).or_else(|| here.get(words)).copied();
        let span = span_of(parse, &name.words);
        if name.label.is_none() && capitals::is_caseless(span.of(text).unwrap_or_default()) {
            out.extend(at_home(text, &out, span));
            continue;
        }
        let Some(decided) = kinds::decide(text, parse, &units, &name, &known) else { continue };
        let (words, (kind, rule, because)) = nouns::with(text, parse, &name, decided);
        let span = span_of(parse, &words);
        if out.last().is_some_and(|last| last.span.overlaps(span)) {
            continue;
        }
        let stands_for = acronym_of(text, &out, span);
        let kind = stands_for.map_or(kind, |full| out[full].kind);
        remember(&mut here, span.of(text).unwrap_or_default(), kind);
        out.push(Found { span, kind, rule, because: vec![span_of(parse, &because)], stands_for });
    }
    out
}

/// Remembers what a name names, and a person's surname with it.
fn remember(known: &mut BTreeMap<String, ActorKind>, name: &str, kind: ActorKind) {
    known.entry(name.to_owned()).or_insert(kind);
    if let (ActorKind::Person, Some((_, surname))) = (kind, name.rsplit_once(' ')) {
        known.entry(surname.to_owned()).or_insert(kind);
    }
}

fn span_of(parse: &Parse, words: &Range<usize>) -> Span {
    parse.span(words.start).cover(parse.span(words.end - 1))
}

/// Where a proposal comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum From<'p> {
    List,
    Parser(&'p str),
    Capitals,
}

#[derive(Debug, Clone)]
struct Proposal<'p> {
    words: Range<usize>,
    title: Option<Range<usize>>,
    from: From<'p>,
}

/// For each word, whether its sentence is all in capitals, which tell nothing there.
fn loud(text: &str, parse: &Parse) -> Vec<bool> {
    let mut out = vec![false; parse.len()];
    for sentence in parse.sentences() {
        let words = slice(text, parse, &sentence);
        let capitals = words.chars().filter(|c| c.is_uppercase()).count();
        if capitals > 6 && !words.chars().any(char::is_lowercase) {
            out[sentence].fill(true);
        }
    }
    out
}

fn proposals<'p>(
    text: &str,
    parse: &'p Parse,
    units: &Units<'_>,
    loud: &[bool],
) -> Vec<Proposal<'p>> {
    let mut out = listed(text, parse, units, loud);
    let settled = |words: Range<usize>, from: From<'p>| {
        let Settled { words, title } = edges::settle(text, parse, units, words)?;
        Some(Proposal { words, title, from })
    };
    let labels = |label: &str| {
        matches!(
            label,
            "PERSON" | "NORP" | "ORG" | "GPE" | "LOC" | "FAC" | "EVENT" | "WORK_OF_ART" | "LAW"
        )
    };
    let fits = |words: &Range<usize>| words.len() <= MOST_WORDS;
    let names = parse.names().filter(|name| labels(name.label) && fits(&name.words));
    out.extend(names.filter_map(|name| settled(name.words, From::Parser(name.label))));
    let runs = capitals::runs(units).into_iter().filter(|run| !loud[run.start] && fits(run));
    out.extend(runs.filter_map(|run| settled(run, From::Capitals)));
    out
}

/// The longest names in the lists from each word on.
fn listed<'p>(text: &str, parse: &'p Parse, units: &Units<'_>, loud: &[bool]) -> Vec<Proposal<'p>> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < parse.len() {
        let end = longest(text, parse, units, at).filter(|&end| {
            let single = slice(text, parse, &(at..end)).len() < 5;
            !(loud[at] && single)
        });
        match end {
            Some(end) => {
                out.push(Proposal { words: at..end, title: None, from: From::List });
                at = end;
            }
            None => at += 1,
        }
    }
    out
}

/// One past the last word of the longest listed name that begins here.
fn longest(text: &str, parse: &Parse, units: &Units<'_>, at: usize) -> Option<usize> {
    let word = units::word_of(text, parse, at);
    let article = matches!(word, "al" | "el" | "an" | "ash" | "as" | "ar" | "at" | "anti");
    if !(article || word.starts_with(char::is_uppercase)) || !list::begins(word) {
        return None;
    }
    let most = parse.len().min(at + list::MOST_WORDS);
    let stop = (at + 1..most).find(|&i| parse.words()[i].starts).unwrap_or(most);
    let end = (at + 1..=stop).rev().find(|&end| {
        let last = units::word_of(text, parse, end - 1);
        last.ends_with(|c: char| c.is_alphanumeric() || c == '.' || c == '!')
            && list::lookup(slice(text, parse, &(at..end))).is_some()
    })?;
    // A common word with a capital: `Vice`, `Dawn`, `Time`.
    let single = end == at + 1;
    let named =
        parse.tag(at).starts_with("NNP") || parse.words()[at].name != sayso_parser::InName::Out;
    let adjective = parse.tag(at).starts_with("JJ") && is_people(word);
    (!single || named || adjective || !units.starts(units.of(at))).then_some(end)
}

fn is_people(word: &str) -> bool {
    list::lookup(word) == Some(ActorKind::Population)
}

/// One proposal for each place, in order.
fn chosen<'p>(
    text: &str,
    parse: &'p Parse,
    units: &Units<'_>,
    proposed: Vec<Proposal<'p>>,
) -> Vec<Name<'p>> {
    let strength = |p: &Proposal<'_>| {
        let written = slice(text, parse, &p.words);
        let several = written.contains(" and ") || written.contains(['/', ',', ';', '\n']);
        let several = several && !typed(units, p);
        let rank = match p.from {
            From::List => 1,
            _ if list::lookup(written).is_some() => 1,
            From::Parser(_) if !several => 2,
            From::Capitals if !several => 3,
            From::Parser(_) => 4,
            From::Capitals => 5,
        };
        (rank, usize::MAX - p.words.len(), p.words.start)
    };
    let mut outer: Vec<Proposal<'p>> = proposed.clone();
    outer.sort_by_key(|o| o.words.start);
    // A listed name inside a longer name is part of it, where the longer one is kept: `Washington`
    // in `University of Washington`.
    let (mut proposed, inner): (Vec<_>, Vec<_>) = proposed.into_iter().partition(|p| {
        list::lookup(slice(text, parse, &p.words)).is_none()
            || !around(&outer, &p.words).iter().any(|o| {
                o.from != From::List
                    && o.words.len() > p.words.len()
                    && o.words.start <= p.words.start
                    && p.words.end <= o.words.end
                    && strength(o).0 < 4
                    && list::lookup(slice(text, parse, &o.words)).is_none()
                    && contains(text, parse, units, o, p)
            })
    });
    proposed.sort_by_cached_key(strength);
    proposed.extend(inner);
    let mut taken = vec![false; parse.len()];
    let mut kept: Vec<Proposal<'p>> = Vec::new();
    for proposal in proposed {
        let longer = widened(text, parse, &proposal, &outer);
        let proposal = longer.unwrap_or(proposal);
        if taken[proposal.words.clone()].iter().any(|t| *t) {
            continue;
        }
        taken[proposal.words.clone()].fill(true);
        kept.push(proposal);
    }
    kept.sort_by_key(|p| p.words.start);
    kept.into_iter().map(|p| name(p, &outer)).collect()
}

/// The proposals, in order, that may touch some words: each source proposes hardly any that
/// overlap, so that few of those which begin earlier can reach so far.
fn around<'a, 'p>(all: &'a [Proposal<'p>], words: &Range<usize>) -> &'a [Proposal<'p>] {
    let first = all.partition_point(|o| o.words.start < words.start).saturating_sub(MOST_BEFORE);
    let last = all.partition_point(|o| o.words.start < words.end);
    &all[first..last]
}

/// Whether a longer name keeps a listed one inside it as a part.
fn contains(
    text: &str,
    parse: &Parse,
    units: &Units<'_>,
    outer: &Proposal<'_>,
    inner: &Proposal<'_>,
) -> bool {
    let population = is_people(slice(text, parse, &inner.words));
    let first = inner.words.start == outer.words.start;
    // `Iraqi Ministry of Oil` is one name, `Syrian Kurdish YPG` is not.
    let typed = typed(units, outer);
    let names = |label: &str| !matches!(label, "NORP" | "PERSON");
    match outer.from {
        From::Parser(label) => !(population && first) || typed || names(label),
        _ if inner.from != From::List => typed,
        _ => !(population && first) || typed,
    }
}

/// Whether a word of a name tells its kind.
fn typed(units: &Units<'_>, name: &Proposal<'_>) -> bool {
    let (first, last) = (units.of(name.words.start), units.of(name.words.end - 1));
    kinds::by_words(units, first..last + 1).is_some()
}

/// The run of capitals around a name that the parser cut short.
fn widened<'p>(
    text: &str,
    parse: &Parse,
    proposal: &Proposal<'p>,
    all: &[Proposal<'p>],
) -> Option<Proposal<'p>> {
    let From::Parser(_) = proposal.from else { return None };
    let inside = |p: &Proposal<'_>, o: &Proposal<'_>| {
        o.words.start <= p.words.start && p.words.end <= o.words.end
    };
    let wider = around(all, &proposal.words)
        .iter()
        .filter(|o| o.from == From::Capitals && inside(proposal, o))
        .find(|o| o.words.len() > proposal.words.len())?;
    let alone = around(all, &wider.words)
        .iter()
        .filter(|p| p.from != From::Capitals && inside(p, wider))
        .all(|p| inside(p, proposal));
    let several = slice(text, parse, &wider.words).contains(" and ");
    // `Broadcaster Ada Lind`
    let left = wider.words.start < proposal.words.start && proposal.from == From::Parser("PERSON");
    (alone && !several && !left).then(|| Proposal {
        words: wider.words.clone(),
        title: wider.title.clone().or_else(|| proposal.title.clone()),
        from: proposal.from,
    })
}

/// A name with what the other proposals for it know.
fn name<'p>(proposal: Proposal<'p>, all: &[Proposal<'p>]) -> Name<'p> {
    let same = || around(all, &proposal.words).iter().filter(|o| o.words == proposal.words);
    let label = match proposal.from {
        From::Parser(label) => Some(label),
        _ => same().find_map(|o| match o.from {
            From::Parser(label) => Some(label),
            _ => None,
        }),
    };
    let title = proposal.title.clone().or_else(|| same().find_map(|o| o.title.clone()));
    Name { words: proposal.words, title, label }
}

/// Proposals in scripts without capitals.
fn foreign<'p>(units: &Units<'_>) -> Vec<Proposal<'p>> {
    let runs = capitals::foreign(units).into_iter().filter(|run| run.len() <= MOST_WORDS);
    runs.map(|words| Proposal { words, title: None, from: From::Capitals }).collect()
}

/// A name as it is written at home, in a bracket after the same name: `Orlow (Arabic: ...)`.
fn at_home(text: &str, out: &[Found], span: Span) -> Option<Found> {
    let full = out.len().checked_sub(1)?;
    let between = text.get(out[full].span.end()..span.start())?.trim();
    let words = between.strip_prefix(['(', '['])?.trim_end_matches(':');
    let (kind, rule) = (out[full].kind, kinds::SCRIPT);
    let because = vec![out[full].span];
    (words.split_whitespace().count() <= 2).then_some(Found {
        span,
        kind,
        rule,
        because,
        stands_for: Some(full),
    })
}

/// The name just before a bracket whose first letters an acronym in the bracket has.
fn acronym_of(text: &str, out: &[Found], span: Span) -> Option<usize> {
    let full = out.len().checked_sub(1)?;
    let between = text.get(out[full].span.end()..span.start())?.trim();
    if !matches!(between, "(" | "(the" | "[" | "(“" | "(\"") {
        return None;
    }
    let letters: String = span.of(text)?.chars().filter(|c| c.is_uppercase()).collect();
    let initials: String = out[full]
        .span
        .of(text)?
        .split([' ', '-', '\u{a0}'])
        .filter_map(|w| w.chars().next().filter(|c| c.is_uppercase()))
        .collect();
    (letters.len() >= 2 && initials.starts_with(&letters)).then_some(full)
}
