//! The noun phrases and pronouns of a paragraph: all that can stand for somebody or something.

use super::Named;
use super::traits::{Being, Gender, Number, Traits};
use super::words::{self, Person, Pronoun};
use crate::attribution::tells;
use crate::quotes::quotes;
use sayso_model::{ActorKind, Span};
use sayso_parser::Parse;

/// How a phrase refers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sort {
    /// By name, which the mentions found already lead to an actor.
    Name(usize),
    /// By a name that is nobody's among the mentions.
    Proper,
    Pronoun(Pronoun),
    /// `who`, `which`: what its clause hangs on.
    Relative,
    /// `the minister`.
    Definite,
    /// `this minister`.
    Pointing,
    /// `his minister`, `the council’s minister`.
    Owned,
    /// `a minister`, `two ministers`.
    Indefinite,
    /// `ministers`.
    Bare,
    /// `Ana Ruiz and the mayor`.
    Pair,
}

/// What a phrase does in its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Subject,
    PassiveSubject,
    Object,
    Oblique,
    Possessor,
    Modifier,
    Apposition,
    Attribute,
    Other,
}

impl Role {
    pub(crate) fn is_subject(self) -> bool {
        matches!(self, Self::Subject | Self::PassiveSubject)
    }
}

/// Words that stand for somebody or something.
#[derive(Debug, Clone)]
pub(crate) struct Phrase {
    /// The word that the others hang on.
    pub(crate) head: usize,
    /// Its first word, and its last before a clause that hangs on it.
    pub(crate) core: (usize, usize),
    /// All its words.
    pub(crate) span: Span,
    /// The name in it.
    pub(crate) name: Option<Span>,
    /// Its words before a clause that hangs on it.
    pub(crate) words: Span,
    /// What tells it from every other phrase: its head, or where another has the same, all of it.
    pub(crate) key: Span,
    pub(crate) sort: Sort,
    pub(crate) kind: Option<ActorKind>,
    pub(crate) traits: Traits,
    pub(crate) role: Role,
    /// The verb that it hangs on.
    pub(crate) verb: Option<usize>,
    /// Whether it is the subject of a verb of saying.
    pub(crate) speaks: bool,
    /// The head's lemma, in small letters.
    pub(crate) lemma: String,
    /// What else describes it: adjectives, what it is of, whose it is.
    pub(crate) modifiers: Vec<String>,
    /// Whether more follows its head: `the mayor of Orlow`.
    pub(crate) goes_on: bool,
    /// The quotation it stands in.
    pub(crate) quote: Option<usize>,
    /// The sentence of the paragraph that it stands in.
    pub(crate) sentence: usize,
}

/// The phrases of a paragraph in order: an outer one before those inside it.
pub(crate) fn phrases(text: &str, parse: &Parse, named: &[Named]) -> Vec<Phrase> {
    let owners = Owners::new(parse, named);
    let voices = quotations(text, parse);
    let mut sentence = 0;
    let mut found = Vec::new();
    for word in 0..parse.len() {
        sentence += usize::from(word > 0 && parse.words()[word].starts);
        let context = Context { text, parse, named, sentence };
        let mut here = Vec::new();
        match owners.of(word) {
            Some((name, true)) => here.push(context.name(word, name)),
            Some((_, false)) => {}
            None => here.extend(context.plain(word)),
        }
        if let Some(pair) = here.first().and_then(|first| context.pair(word, first)) {
            here.push(pair);
        }
        found.extend(here);
    }
    for phrase in &mut found {
        let start = parse.span(phrase.head).start();
        phrase.quote = voices.iter().position(|v| v.start() <= start && start < v.end());
    }
    found.sort_by_key(|p| (p.core.0, usize::MAX - p.core.1, p.head));
    found
}

/// At most so many quotations of a paragraph are told apart.
const MOST_QUOTES: usize = 64;

/// The paragraph's quotations, in order.
fn quotations(text: &str, parse: &Parse) -> Vec<Span> {
    let (Some(first), Some(last)) = (parse.words().first(), parse.words().last()) else {
        return Vec::new();
    };
    let quotes = quotes(text, first.span.cover(last.span));
    quotes.iter().map(|q| q.inner).take(MOST_QUOTES).collect()
}

/// Which name each word stands in, and whether it is the name's head.
struct Owners(Vec<Option<(usize, bool)>>);

impl Owners {
    fn new(parse: &Parse, named: &[Named]) -> Self {
        let mut owners = vec![None; parse.len()];
        for (n, name) in named.iter().enumerate() {
            let first = parse.words().partition_point(|w| w.span.end() <= name.span.start());
            let last = parse.words().partition_point(|w| w.span.start() < name.span.end());
            let inside = first..last;
            let Some(head) =
                inside.clone().find(|w| !inside.contains(&parse.head(*w)) || parse.head(*w) == *w)
            else {
                continue;
            };
            for word in inside {
                owners[word] = Some((n, word == head));
            }
        }
        Self(owners)
    }

    fn of(&self, word: usize) -> Option<(usize, bool)> {
        self.0.get(word).copied().flatten()
    }
}

struct Context<'a> {
    text: &'a str,
    parse: &'a Parse,
    named: &'a [Named],
    sentence: usize,
}

impl Context<'_> {
    fn word(&self, word: usize) -> &str {
        self.parse.span(word).of(self.text).unwrap_or_default()
    }

    fn name(&self, head: usize, name: usize) -> Phrase {
        let named = &self.named[name];
        let mut phrase = self.phrase(head, Sort::Name(named.actor));
        phrase.kind = Some(named.kind);
        phrase.lemma = self.word(head).to_lowercase();
        phrase.traits = Traits {
            gender: self.gender_of_name(&phrase, named),
            number: match named.kind {
                ActorKind::Population => Some(Number::Many),
                _ => Some(Number::One),
            },
            being: Some(Being::of_kind(named.kind)),
        };
        phrase.name = Some(named.span);
        phrase
    }

    /// The gender that a name, a title before it or a noun beside it tells. What is found to be no
    /// person may be one after all where it begins with a first name.
    fn gender_of_name(&self, phrase: &Phrase, named: &Named) -> Option<Gender> {
        let words = named.span.of(self.text).unwrap_or_default();
        let mut parts = words.split_whitespace();
        if named.kind != ActorKind::Person {
            let first = parts.next().and_then(words::first_name);
            return first.filter(|_| parts.next().is_some());
        }
        let titled = self
            .parse
            .children(phrase.head)
            .filter(|c| *c < phrase.head)
            .find_map(|c| words::title(self.word(c)).or(words::noun(&self.lemma(c))?.gender));
        titled.or_else(|| parts.find_map(|w| words::title(w).or_else(|| words::first_name(w))))
    }

    fn lemma(&self, word: usize) -> String {
        match self.parse.lemma(word) {
            "" => self.word(word).to_lowercase(),
            lemma => lemma.to_lowercase(),
        }
    }

    /// A phrase without a name at its head.
    fn plain(&self, word: usize) -> Option<Phrase> {
        let (tag, relation) = (self.parse.tag(word), self.parse.relation(word));
        if let Some(pronoun) = words::pronoun(self.word(word)).filter(|_| tag.starts_with("PRP")) {
            return Some(self.pronoun(word, pronoun));
        }
        if matches!(tag, "WP" | "WDT" | "WP$") && self.relative_to(word).is_some() {
            return Some(self.phrase(word, Sort::Relative));
        }
        let aged = self.word(word) == "old" && self.parse.children(word).count() > 1;
        let noun = tag.starts_with("NN") || aged && relation != "amod" && relation != "acomp";
        let part = matches!(
            relation,
            "compound" | "nmod" | "amod" | "npadvmod" | "quantmod" | "nummod" | "dep" | "punct"
        );
        if !noun || part || self.is_time(word) {
            return None;
        }
        let mut phrase = self.phrase(word, self.sort(word));
        let known = words::noun(&phrase.lemma);
        phrase.traits = Traits {
            gender: known.and_then(|n| n.gender),
            number: Some(if tag.ends_with('S') { Number::Many } else { Number::One }),
            being: if aged { Some(Being::Person) } else { known.and_then(|n| n.being) },
        };
        if phrase.sort == Sort::Proper {
            phrase.traits = phrase.traits.with(self.proper(phrase.core.0, word));
        }
        Some(phrase)
    }

    /// What a name that is nobody's tells of itself.
    fn proper(&self, first: usize, head: usize) -> Traits {
        let gender = words::first_name(self.word(first));
        let being = match self.name_label(head) {
            _ if gender.is_some() => Some(Being::Person),
            Some("PERSON") => Some(Being::Person),
            Some("ORG" | "GPE" | "NORP") => Some(Being::Body),
            _ => None,
        };
        Traits { gender, number: None, being }
    }

    fn pronoun(&self, word: usize, pronoun: Pronoun) -> Phrase {
        let mut phrase = self.phrase(word, Sort::Pronoun(pronoun));
        phrase.traits = Traits {
            gender: pronoun.gender,
            number: Some(pronoun.number),
            being: pronoun.gender.map(|_| Being::Person),
        };
        if pronoun.person == Person::First {
            phrase.traits.being = Some(Being::Person);
        }
        phrase
    }

    /// A day, a year, a sum: nothing that a pronoun stands for.
    fn is_time(&self, word: usize) -> bool {
        let label = self.name_label(word);
        label.is_some_and(|label| TIMES.contains(&label))
    }

    /// What kind of name the parser takes a word to be in.
    fn name_label(&self, word: usize) -> Option<&str> {
        use sayso_parser::InName::{Begin, In, Last, Out, Unit};
        match self.parse.words()[word].name {
            Out => None,
            Begin(label) | In(label) | Last(label) | Unit(label) => {
                Some(self.parse.labels().name(label))
            }
        }
    }

    fn sort(&self, word: usize) -> Sort {
        for child in self.parse.children(word).filter(|c| *c < word) {
            let lemma = self.lemma(child);
            match self.parse.relation(child) {
                "poss" => return Sort::Owned,
                "det" | "predet" => match lemma.as_str() {
                    "the" => return Sort::Definite,
                    "this" | "that" | "these" | "those" => return Sort::Pointing,
                    "both" => return Sort::Definite,
                    _ => return Sort::Indefinite,
                },
                "nummod" => return Sort::Indefinite,
                _ => {}
            }
        }
        if self.parse.tag(word).starts_with("NNP") { Sort::Proper } else { Sort::Bare }
    }

    fn phrase(&self, head: usize, sort: Sort) -> Phrase {
        let (first, core, last) = self.extent(head);
        let span = self.parse.span(first).cover(self.parse.span(last));
        Phrase {
            head,
            core: (first, core),
            span,
            name: None,
            words: self.parse.span(first).cover(self.parse.span(core)),
            key: self.parse.span(head),
            sort,
            kind: None,
            traits: Traits::default(),
            role: self.role(head),
            verb: self.verb(head),
            speaks: self.speaks(head),
            lemma: self.lemma(head),
            modifiers: self.modifiers(head),
            goes_on: last > head + 1,
            quote: None,
            sentence: self.sentence,
        }
    }

    /// First word, last word before a clause, last word.
    fn extent(&self, head: usize) -> (usize, usize, usize) {
        let (mut first, mut core, mut last) = (head, head, head);
        for child in self.parse.children(head) {
            let (from, to) = self.parse.edges(child);
            match self.parse.relation(child) {
                "det" | "poss" | "amod" | "compound" | "nummod" | "nmod" | "predet"
                | "quantmod"
                    if child < head =>
                {
                    first = first.min(from);
                }
                "relcl" | "acl" if child > head => last = last.max(to),
                "prep" | "appos" | "nummod" | "amod" | "npadvmod" if child > head => {
                    core = core.max(to);
                    last = last.max(to);
                }
                _ => {}
            }
        }
        while last > head && self.parse.pos(last) == "PUNCT" {
            last -= 1;
        }
        (first, core.min(last), last)
    }

    fn role(&self, word: usize) -> Role {
        let mut word = word;
        for _ in 0..MOST_CLIMBS {
            return match self.parse.relation(word) {
                "nsubj" | "csubj" => Role::Subject,
                "nsubjpass" => Role::PassiveSubject,
                "dobj" | "dative" | "obj" => Role::Object,
                "pobj" => Role::Oblique,
                "poss" => Role::Possessor,
                "compound" | "nmod" | "amod" => Role::Modifier,
                "appos" => Role::Apposition,
                "attr" | "oprd" => Role::Attribute,
                "conj" if self.parse.head(word) != word => {
                    word = self.parse.head(word);
                    continue;
                }
                _ => Role::Other,
            };
        }
        Role::Other
    }

    /// The nearest verb above.
    fn verb(&self, word: usize) -> Option<usize> {
        let mut word = word;
        for _ in 0..MOST_CLIMBS {
            let head = self.parse.head(word);
            if head == word {
                return None;
            }
            if matches!(self.parse.pos(head), "VERB" | "AUX") {
                return Some(head);
            }
            word = head;
        }
        None
    }

    fn speaks(&self, head: usize) -> bool {
        let verb = self.parse.head(head);
        self.parse.relation(head) == "nsubj" && tells(self.parse.lemma(verb))
    }

    fn modifiers(&self, head: usize) -> Vec<String> {
        let mut modifiers = Vec::new();
        for child in self.parse.children(head).take(MOST_MODIFIERS) {
            match self.parse.relation(child) {
                "amod" | "compound" | "nummod" | "nmod" | "poss" => {
                    modifiers.push(self.lemma(child));
                }
                "prep" => {
                    let of = self.parse.children(child).find(|c| self.parse.relation(*c) == "pobj");
                    modifiers.extend(of.map(|of| self.lemma(of)));
                }
                _ => {}
            }
        }
        modifiers
    }

    /// The noun that a relative pronoun's clause hangs on.
    fn relative_to(&self, word: usize) -> Option<usize> {
        relative_to(self.parse, word)
    }

    /// A phrase and what is joined to it by `and`.
    fn pair(&self, word: usize, first: &Phrase) -> Option<Phrase> {
        let joined = |c: &usize| self.parse.relation(*c) == "conj" && *c > word;
        let by_and = self
            .parse
            .children(word)
            .any(|c| self.parse.relation(c) == "cc" && self.word(c).eq_ignore_ascii_case("and"));
        let starts = self.parse.relation(word) != "conj";
        if !by_and || !starts || matches!(first.sort, Sort::Pronoun(_) | Sort::Relative) {
            return None;
        }
        let other = self.parse.children(word).find(joined)?;
        let (_, _, last) = self.extent(other);
        let mut pair = first.clone();
        pair.sort = Sort::Pair;
        pair.kind = None;
        pair.name = None;
        pair.core.1 = pair.core.1.max(last);
        pair.span = self.parse.span(pair.core.0).cover(self.parse.span(last));
        pair.key = pair.span;
        pair.traits =
            Traits { gender: None, number: Some(Number::Many), being: first.traits.being };
        pair.lemma = String::new();
        pair.modifiers.clear();
        Some(pair)
    }
}

/// Kinds of names, as the parser has them, that name neither actors nor things.
const TIMES: &[&str] = &["DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"];
/// How far up a parse is looked.
pub(crate) const MOST_CLIMBS: usize = 12;
/// How many of the words that hang on a noun are taken as describing it.
const MOST_MODIFIERS: usize = 12;

/// The noun that a relative pronoun's clause hangs on.
pub(crate) fn relative_to(parse: &Parse, word: usize) -> Option<usize> {
    let mut at = word;
    for _ in 0..MOST_CLIMBS {
        let head = parse.head(at);
        if head == at {
            return None;
        }
        match parse.relation(at) {
            "relcl" => return Some(head),
            "ccomp" | "advcl" => return None,
            _ => at = head,
        }
    }
    None
}
