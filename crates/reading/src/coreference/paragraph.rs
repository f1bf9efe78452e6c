//! What the grammar of a paragraph says its phrases are, and what it forbids.

use super::memory::Thing;
use super::phrase::{MOST_CLIMBS, Phrase, Role, Sort, relative_to};
use super::words;
use super::{Decision, Said};
use crate::nested::Nested;
use sayso_model::Span;
use sayso_parser::Parse;

/// One paragraph with all that is known of it.
pub(super) struct Paragraph<'a> {
    pub(super) text: &'a str,
    pub(super) parse: &'a Parse,
    pub(super) said: &'a [Said],
    pub(super) voice: usize,
    pub(super) phrases: Vec<Phrase>,
    /// Of each word, the phrase that it is the head of.
    by_head: Vec<Option<usize>>,
    /// What is said, in order, with the places of who says it; and what holds what.
    contents: Vec<(Span, usize)>,
    nested: Nested,
}

impl<'a> Paragraph<'a> {
    pub(super) fn new(
        text: &'a str,
        parse: &'a Parse,
        said: &'a [Said],
        voice: usize,
        phrases: Vec<Phrase>,
    ) -> Self {
        let by_head = by_head(parse, &phrases);
        let all = said.iter().enumerate();
        let mut contents: Vec<(Span, usize)> =
            all.flat_map(|(at, s)| s.content.iter().map(move |c| (*c, at))).collect();
        contents.sort_by_key(|(c, at)| (c.start(), usize::MAX - c.end(), *at));
        let nested = Nested::new(contents.iter().map(|(c, _)| *c).collect());
        Self { text, parse, said, voice, phrases, by_head, contents, nested }
    }

    /// The words for who says what a place stands in, the innermost first.
    pub(super) fn sources(&self, place: Span) -> impl Iterator<Item = Option<Span>> + '_ {
        self.nested.around(place).take(MOST_VOICES).map(|c| self.said[self.contents[c].1].source)
    }

    /// Whether a thing says, in quotation marks, what a phrase stands in.
    fn quoted(&self, phrase: &Phrase, thing: &Thing) -> bool {
        let speaker = self.parse.span(thing.last.head);
        let mut sources = self.sources(self.parse.span(phrase.head)).flatten();
        phrase.quote.is_some() && sources.any(|s| s.contains(speaker))
    }

    /// The phrase that the words of a source are about: the one whose head stands highest in them.
    pub(super) fn head_of(&self, source: Span) -> Option<usize> {
        let first = self.parse.words().partition_point(|w| w.span.end() <= source.start());
        let words = (first..self.parse.len())
            .take(LONGEST_SOURCE)
            .take_while(|w| self.parse.span(*w).start() < source.end());
        let above = |w: usize| self.parse.span(self.parse.head(w));
        let top = |w: &usize| self.parse.head(*w) == *w || !source.contains(above(*w));
        let mut heads = words.filter(|w| self.by_head[*w].is_some());
        let first = heads.clone().find(top).or_else(|| heads.next())?;
        self.by_head[first]
    }

    /// What the grammar says a phrase is: the noun of its clause, of its apposition or its `is`.
    pub(super) fn beside(&self, at: usize, decided: &[Option<Decision>]) -> Option<usize> {
        let phrase = &self.phrases[at];
        let other = match phrase.sort {
            Sort::Relative => relative_to(self.parse, phrase.head)?,
            Sort::Pronoun(p) if p.reflexive => self.subject_of(phrase.verb?)?,
            Sort::Pronoun(_) | Sort::Pair => return None,
            _ => match self.parse.relation(phrase.head) {
                "appos" if self.parse.pos(self.parse.head(phrase.head)) != "NUM" => {
                    self.parse.head(phrase.head)
                }
                "attr"
                    if matches!(phrase.sort, Sort::Definite | Sort::Name(_) | Sort::Indefinite) =>
                {
                    let verb = self.parse.head(phrase.head);
                    let plain = self.parse.lemma(verb) == "be"
                        && !self
                            .parse
                            .children(verb)
                            .take(MOST_CHILDREN)
                            .any(|c| self.parse.relation(c) == "neg");
                    plain.then(|| self.subject_of(verb)).flatten()?
                }
                _ => return None,
            },
        };
        let found = self.by_head[other].filter(|found| *found != at)?;
        let of = &self.phrases[found];
        let agree = !phrase.traits.numbers_clash(of.traits)
            && !phrase.traits.genders_clash(of.traits)
            && !matches!((phrase.traits.being, of.traits.being), (Some(a), Some(b)) if a != b);
        let free = phrase.sort == Sort::Relative || agree;
        decided[found].as_ref().filter(|_| free).map(|d| d.thing)
    }

    fn subject_of(&self, verb: usize) -> Option<usize> {
        let subject = |c: &usize| matches!(self.parse.relation(*c), "nsubj" | "nsubjpass");
        self.parse.children(verb).take(MOST_CHILDREN).find(subject)
    }

    /// Nouns before a name that say who bears it: `Mayor Ana Ruiz`, `the singer Ana Ruiz`.
    pub(super) fn titles(&self, name: &Phrase) -> Vec<Phrase> {
        let before = |c: &usize| {
            *c < name.head && !name.name.is_some_and(|n| n.contains(self.parse.span(*c)))
        };
        self.parse
            .children(name.head)
            .take(MOST_CHILDREN)
            .filter(before)
            .filter(|c| matches!(self.parse.relation(*c), "compound" | "nmod"))
            .filter_map(|c| {
                let lemma = self.parse.lemma(c).to_lowercase();
                let noun = words::noun(&lemma)?;
                let mut title = name.clone();
                title.sort = Sort::Bare;
                title.traits.being = noun.being;
                title.traits.gender = noun.gender;
                title.lemma = lemma;
                title.modifiers.clear();
                Some(title)
            })
            .collect()
    }

    /// Whether a thing is the subject of a verb of saying in whose content the phrase stands.
    pub(super) fn says(&self, thing: &Thing, phrase: &Phrase) -> bool {
        let mut at = phrase.head;
        for _ in 0..MOST_CLIMBS {
            let head = self.parse.head(at);
            if head == at {
                return false;
            }
            if matches!(self.parse.relation(at), "ccomp")
                && self.subject_of(head) == Some(thing.last.head)
            {
                return true;
            }
            at = head;
        }
        false
    }

    /// `it` that stands for nothing: `it is clear that`, `it rains`.
    pub(super) fn is_empty(&self, phrase: &Phrase) -> bool {
        let Some(verb) = phrase.verb.filter(|_| phrase.role == Role::Subject) else {
            return false;
        };
        let has = |wanted: &[&str]| {
            self.parse
                .children(verb)
                .take(MOST_CHILDREN)
                .any(|c| c > phrase.head && wanted.contains(&self.parse.relation(c)))
        };
        let be =
            matches!(self.parse.lemma(verb), "be" | "seem" | "appear" | "become" | "take" | "make");
        be && has(&["ccomp", "xcomp", "advcl", "csubj"])
            || matches!(self.parse.lemma(verb), "rain" | "snow" | "seem" | "appear" | "happen")
    }

    /// `it` that can stand for nothing, since what it announces follows: `it is clear that`, `it
    /// was reported that`; or since its verb says nothing of anything: `it seems`.
    pub(super) fn announces(&self, phrase: &Phrase) -> bool {
        let Some(verb) = phrase.verb.filter(|_| phrase.role.is_subject()) else {
            return false;
        };
        let lemma = self.parse.lemma(verb);
        let follows = |wanted: &[&str]| {
            let mut after = self.parse.children(verb).take(MOST_CHILDREN);
            after.any(|c| c > phrase.head && wanted.contains(&self.parse.relation(c)))
        };
        match lemma {
            "seem" => true,
            "be" | "appear" | "become" => follows(&["ccomp"]) || self.predicate_announces(verb),
            "happen" | "emerge" | "transpire" | "follow" => follows(&["ccomp"]),
            _ => phrase.role == Role::PassiveSubject && follows(&["ccomp"]),
        }
    }

    /// Whether a clause with `that` hangs on what a verb says of its subject: `apparent from the
    /// log that`.
    fn predicate_announces(&self, verb: usize) -> bool {
        let says_what = |c: &usize| matches!(self.parse.relation(*c), "acomp" | "attr" | "oprd");
        let clause = |c| self.parse.relation(c) == "ccomp";
        let mut predicates = self.parse.children(verb).take(MOST_CHILDREN).filter(says_what);
        predicates.any(|predicate| {
            let mut below = self.parse.children(predicate).take(MOST_CHILDREN);
            let mut after = (predicate + 1..=self.parse.edges(verb).1).take(MOST_CHILDREN);
            let adjective = self.parse.relation(predicate) == "acomp";
            below.any(clause) || adjective && after.any(|w| self.parse.lemma(w) == "that")
        })
    }

    /// Whether grammar lets a phrase stand for what was last spoken of in the same paragraph.
    pub(super) fn lets(&self, phrase: &Phrase, thing: &Thing) -> bool {
        let last = &thing.last;
        // `Ruiz said, “The captain told me”`: not Ruiz.
        if self.quoted(phrase, thing) {
            return false;
        }
        let inside = |head: usize, core: (usize, usize)| core.0 <= head && head <= core.1;
        // `his brother` is not he, and `the mayor’s brother` not the mayor.
        if inside(phrase.head, last.core) || inside(last.head, phrase.core) {
            return false;
        }
        let Sort::Pronoun(pronoun) = phrase.sort else { return true };
        if phrase.role.is_subject() && self.shares_clause(phrase, thing) {
            return false;
        }
        let object = matches!(phrase.role, Role::Object | Role::Oblique);
        // `Ruiz saw her`: somebody else.
        !(object && last.role.is_subject() && !pronoun.reflexive && phrase.verb == last.verb)
    }

    /// Whether a thing was last spoken of in the clause that a phrase is the subject of, as
    /// something other than an owner: `to Ruiz he wrote`, `with Ruiz away, he wrote`. Only an owner
    /// can be the subject too: `in his letter he wrote`.
    fn shares_clause(&self, phrase: &Phrase, thing: &Thing) -> bool {
        let owner = matches!(thing.last.role, Role::Possessor | Role::Modifier);
        let (Some(mut verb), Some(own)) = (thing.last.verb, phrase.verb) else { return false };
        for _ in 0..MOST_CLIMBS {
            if verb == own {
                return !owner;
            }
            if owner || !self.has_no_subject_of_its_own(verb) {
                return false;
            }
            let above = self.parse.head(verb);
            if above == verb {
                return false;
            }
            verb = above;
        }
        false
    }

    /// Whether a verb is read with the subject of the clause that it hangs on (`leaving Ruiz, he`,
    /// `to help Ruiz, he`), or describes that clause with a subject beside it (`with Ruiz
    /// leaving, he`); and so is a preposition on the way up.
    fn has_no_subject_of_its_own(&self, word: usize) -> bool {
        let participle = matches!(self.parse.tag(word), "VBG" | "VBN");
        let infinitive = || {
            let mut below = self.parse.children(word).take(MOST_CHILDREN);
            below.any(|c| self.parse.tag(c) == "TO")
        };
        match self.parse.relation(word) {
            "pcomp" | "prep" => true,
            "advcl" => participle || infinitive(),
            _ => false,
        }
    }
}

/// How many of the words that hang on one are looked at.
const MOST_CHILDREN: usize = 64;
/// How many voices within one another are told apart.
const MOST_VOICES: usize = 12;
/// How many words of a source are looked at.
const LONGEST_SOURCE: usize = 64;

fn by_head(parse: &Parse, phrases: &[Phrase]) -> Vec<Option<usize>> {
    let mut by_head = vec![None; parse.len()];
    for (at, phrase) in phrases.iter().enumerate().filter(|(_, p)| p.sort != Sort::Pair) {
        by_head[phrase.head] = Some(at);
    }
    by_head
}
