//! What the parser found in one stretch of text: words, their grammar, sentences and names.

use sayso_model::Span;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// A label of the model: a tag, a part of speech, a relation or a kind of name. `0` is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Label(pub(crate) u16);

/// The labels that a parse speaks of, each once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labels {
    names: Vec<Box<str>>,
    places: BTreeMap<Box<str>, Label>,
}

impl Default for Labels {
    fn default() -> Self {
        Self { names: vec!["".into()], places: BTreeMap::from([("".into(), Label(0))]) }
    }
}

impl Labels {
    /// The label with this name, made where it is not yet known. More than 65,535 labels share
    /// the last one.
    pub fn add(&mut self, name: &str) -> Label {
        if let Some(known) = self.places.get(name) {
            return *known;
        }
        let Ok(place) = u16::try_from(self.names.len()) else { return Label(u16::MAX) };
        self.names.push(name.into());
        self.places.insert(name.into(), Label(place));
        Label(place)
    }

    /// A label's name; empty for none.
    #[must_use]
    pub fn name(&self, label: Label) -> &str {
        self.names.get(usize::from(label.0)).map_or("", |l| l)
    }
}

/// One word, mark or run of white space.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// Where it stands, in bytes of the whole text.
    pub span: Span,
    /// Its fine tag (Penn Treebank, for English).
    pub tag: Label,
    /// Its part of speech (Universal Dependencies).
    pub pos: Label,
    /// Its relation to its head (ClearNLP labels, for spaCy's English models).
    pub relation: Label,
    /// The word it hangs on, by its place in the parse; itself for the root of a sentence.
    pub head: u32,
    /// Whether a sentence begins here.
    pub starts: bool,
    /// What kind of name it is part of, and where in it it stands.
    pub name: InName,
}

/// Where in a name a word stands (the BILUO scheme).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum InName {
    /// In none.
    #[default]
    Out,
    /// The first of several words.
    Begin(Label),
    /// Neither first nor last.
    In(Label),
    /// The last of several words.
    Last(Label),
    /// The only word.
    Unit(Label),
}

/// Words that name something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name<'p> {
    /// Places of its words in the parse.
    pub words: Range<usize>,
    /// Its kind, as the model calls it (`PERSON`, `GPE`, `ORG`...).
    pub label: &'p str,
}

/// The words of a text with their grammar.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Parse {
    words: Vec<Word>,
    /// End of each word's lemma in `lemmas`; it begins where the one before ends.
    lemma_ends: Vec<u32>,
    lemmas: String,
    labels: Arc<Labels>,
    /// First and last word of all that hangs on a word, itself included.
    edges: Vec<(u32, u32)>,
    /// Words that hang on each word, in order; `child_starts[i]..child_starts[i + 1]` are those
    /// of word `i`.
    children: Vec<u32>,
    child_starts: Vec<u32>,
}

impl Parse {
    /// Puts a parse together. Each word has one lemma; a head outside its sentence is taken as
    /// the word itself, and so is one that would close a circle.
    #[must_use]
    pub fn new(
        mut words: Vec<Word>,
        lemmas: impl IntoIterator<Item = impl AsRef<str>>,
        labels: Arc<Labels>,
    ) -> Self {
        let mut parse = Self { labels, ..Self::default() };
        parse.lemma_ends.reserve(words.len());
        let mut lemmas = lemmas.into_iter();
        for _ in 0..words.len() {
            if let Some(lemma) = lemmas.next() {
                parse.lemmas.push_str(lemma.as_ref());
            }
            parse.lemma_ends.push(u32::try_from(parse.lemmas.len()).unwrap_or(u32::MAX));
        }
        mend_heads(&mut words);
        parse.words = words;
        parse.hang();
        parse
    }

    /// Works out what hangs on what.
    fn hang(&mut self) {
        let count = self.words.len();
        let place = |i: usize| u32::try_from(i).unwrap_or(u32::MAX);
        self.child_starts = vec![0; count + 1];
        for (i, word) in self.words.iter().enumerate() {
            if word.head as usize != i {
                self.child_starts[word.head as usize + 1] += 1;
            }
        }
        for i in 0..count {
            self.child_starts[i + 1] += self.child_starts[i];
        }
        let mut next = self.child_starts.clone();
        self.children = vec![0; self.child_starts[count] as usize];
        for (i, word) in self.words.iter().enumerate() {
            let head = word.head as usize;
            if head != i {
                self.children[next[head] as usize] = place(i);
                next[head] += 1;
            }
        }
        self.edges = (0..count).map(|i| (place(i), place(i))).collect();
        for i in self.leaves_first() {
            let head = self.words[i].head as usize;
            let (first, last) = self.edges[i];
            let edge = &mut self.edges[head];
            *edge = (edge.0.min(first), edge.1.max(last));
        }
    }

    /// Every word after all that hangs on it.
    fn leaves_first(&self) -> Vec<usize> {
        let roots = (0..self.words.len()).filter(|i| self.words[*i].head as usize == *i);
        let mut order: Vec<usize> = roots.collect();
        let mut at = 0;
        while at < order.len() {
            let word = order[at];
            order.extend(self.children(word));
            at += 1;
        }
        order.reverse();
        order
    }

    /// How many words there are, white space counted.
    #[must_use]
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether there is no word.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// All words, in order.
    #[must_use]
    pub fn words(&self) -> &[Word] {
        &self.words
    }

    /// Where a word stands.
    #[must_use]
    pub fn span(&self, word: usize) -> Span {
        self.words[word].span
    }

    /// A word's fine tag.
    #[must_use]
    pub fn tag(&self, word: usize) -> &str {
        self.labels.name(self.words[word].tag)
    }

    /// A word's part of speech.
    #[must_use]
    pub fn pos(&self, word: usize) -> &str {
        self.labels.name(self.words[word].pos)
    }

    /// A word's relation to its head.
    #[must_use]
    pub fn relation(&self, word: usize) -> &str {
        self.labels.name(self.words[word].relation)
    }

    /// A word's lemma.
    #[must_use]
    pub fn lemma(&self, word: usize) -> &str {
        let end = self.lemma_ends[word] as usize;
        let start = word.checked_sub(1).map_or(0, |w| self.lemma_ends[w] as usize);
        &self.lemmas[start..end]
    }

    /// The word that a word hangs on; itself at the root of a sentence.
    #[must_use]
    pub fn head(&self, word: usize) -> usize {
        self.words[word].head as usize
    }

    /// The words that hang on a word, in order.
    pub fn children(&self, word: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        let range = self.child_starts[word] as usize..self.child_starts[word + 1] as usize;
        self.children[range].iter().map(|c| *c as usize)
    }

    /// The first and the last of all words that hang on a word, near or far, itself included.
    /// Where branches cross, words between them may hang elsewhere.
    #[must_use]
    pub fn edges(&self, word: usize) -> (usize, usize) {
        let (first, last) = self.edges[word];
        (first as usize, last as usize)
    }

    /// Whether `word` is `above` or hangs on it, near or far.
    #[must_use]
    pub fn is_under(&self, mut word: usize, above: usize) -> bool {
        loop {
            if word == above {
                return true;
            }
            let head = self.head(word);
            if head == word {
                return false;
            }
            word = head;
        }
    }

    /// The words of each sentence.
    pub fn sentences(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        let starts = (0..self.len()).filter(|i| *i == 0 || self.words[*i].starts);
        let ends = (1..=self.len()).filter(|i| *i == self.len() || self.words[*i].starts);
        starts.zip(ends).map(|(start, end)| start..end)
    }

    /// The names, in order.
    pub fn names(&self) -> impl Iterator<Item = Name<'_>> + '_ {
        (0..self.len()).filter_map(|i| match self.words[i].name {
            InName::Unit(label) => Some(Name { words: i..i + 1, label: self.labels.name(label) }),
            InName::Begin(label) => {
                let more = self.words[i + 1..].iter().take_while(
                    |w| matches!(w.name, InName::In(l) | InName::Last(l) if l == label),
                );
                Some(Name { words: i..i + 1 + more.count(), label: self.labels.name(label) })
            }
            _ => None,
        })
    }

    /// The labels that its words speak of.
    #[must_use]
    pub fn labels(&self) -> &Labels {
        &self.labels
    }
}

/// Cuts heads that lead out of a sentence or in a circle.
fn mend_heads(words: &mut [Word]) {
    let place = |i: usize| u32::try_from(i).unwrap_or(u32::MAX);
    let mut start = 0;
    while start < words.len() {
        let rest = words[start + 1..].iter().position(|w| w.starts);
        let end = rest.map_or(words.len(), |r| start + 1 + r);
        for (i, word) in words.iter_mut().enumerate().take(end).skip(start) {
            if !(start..end).contains(&(word.head as usize)) {
                word.head = place(i);
            }
        }
        // 0: not looked at; 1: on the way up from here; 2: known to lead to a root.
        let mut seen = vec![0u8; end - start];
        let mut way = Vec::new();
        for i in start..end {
            let mut at = i;
            while seen[at - start] == 0 {
                seen[at - start] = 1;
                way.push(at);
                at = words[at].head as usize;
            }
            if seen[at - start] == 1 {
                words[at].head = place(at);
            }
            way.drain(..).for_each(|w| seen[w - start] = 2);
        }
        start = end;
    }
}
