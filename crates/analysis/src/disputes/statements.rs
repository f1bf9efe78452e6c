//! What the people of one text say, made ready to be set against each other.

use super::Page;
use super::lists::{fits, lines};
use crate::behind::{Behind, Word, speaker};
use crate::corpus::{Document, Told};
use crate::estimates::words::{stem, words};
use sayso_model::{Span, Stance, Voice};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// Words for what is wished: who turns it down contradicts nobody.
static WISHES: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| lines(include_str!("../../data/disputes/wishes.tsv")).collect());

/// What somebody says at one place of a text.
#[derive(Debug)]
pub(super) struct Statement {
    /// The attribution; `None` of what the page says itself.
    pub(super) told: Option<u32>,
    pub(super) content: Box<[Span]>,
    pub(super) hull: Span,
    pub(super) behind: Behind,
    pub(super) sentence: usize,
    pub(super) paragraph: usize,
    /// Stems of what it says, in order; of a denial without the word by which it takes up what was said.
    pub(super) stems: BTreeSet<String>,
    /// Its words, small.
    pub(super) words: Vec<String>,
    /// Identities it names.
    pub(super) names: BTreeSet<u32>,
    /// Whether it says that something is not so.
    pub(super) negated: bool,
    /// Whether the holder denies it, by the words of the report.
    pub(super) denied: bool,
}

/// All statements of a page, in order, and how rare each stem is in it.
pub(super) struct Statements {
    pub(super) all: Vec<Statement>,
    rarity: BTreeMap<String, f32>,
}

/// Words of so many letters and more say what a statement is about.
const SHORTEST: usize = 4;
/// Words that say nothing of what a statement is about.
const EMPTY: [&str; 74] = [
    "about", "after", "again", "against", "also", "although", "been", "before", "being", "between",
    "both", "came", "could", "does", "doing", "down", "during", "each", "even", "every", "from",
    "going", "have", "having", "here", "into", "just", "like", "made", "make", "many", "more",
    "most", "much", "must", "only", "other", "others", "over", "people", "said", "same", "says",
    "shall", "should", "since", "some", "still", "such", "than", "that", "their", "them", "then",
    "there", "these", "they", "this", "those", "through", "time", "today", "under", "until",
    "very", "well", "were", "what", "when", "which", "while", "will", "with", "would",
];
const NOT: [&str; 12] = [
    "not", "no", "never", "none", "nobody", "nothing", "neither", "nor", "cannot", "without",
    "false", "untrue",
];

impl Statements {
    pub(super) fn of(page: &Page<'_>) -> Self {
        let text = page.text();
        let breaks: Vec<usize> = text.words.match_indices('\n').map(|(at, _)| at).collect();
        let told = (0..).zip(&text.told).filter(|(_, told)| !told.rejected);
        let attributed = told.map(|(nth, told)| (Some(nth), &told.content));
        let own = text.claims.iter().filter(|claim| {
            claim.voice == Voice::Document && claim.chain.is_empty() && !claim.content.is_empty()
        });
        let own = own.map(|claim| (None, &claim.content));
        let mut all: Vec<Statement> = attributed
            .chain(own)
            .filter_map(|(told, content)| statement(page, &breaks, told, content))
            .collect();
        all.sort_by_key(|one| (one.hull.start(), one.hull.end(), one.told));
        Self { all, rarity: rarity(page) }
    }

    /// How rare a stem is in the page: inverse document frequency over its sentences (Spärck Jones,
    /// 1972), at least a little.
    pub(super) fn rarity(&self, stem: &str) -> f32 {
        self.rarity.get(stem).copied().unwrap_or(1.0)
    }
}

fn rarity(page: &Page<'_>) -> BTreeMap<String, f32> {
    let text = page.text();
    let mut having: BTreeMap<String, u32> = BTreeMap::new();
    for sentence in &text.sentences {
        for stem in stems(text.at(*sentence)) {
            *having.entry(stem).or_default() += 1;
        }
    }
    let all = text.sentences.len() as f32 + 1.0;
    having.into_iter().map(|(stem, n)| (stem, libm::logf(all / n as f32).max(0.2))).collect()
}

fn stems(words_of: &str) -> BTreeSet<String> {
    telling(&words_of.to_lowercase()).map(stem).collect()
}

/// The words of some text, in small letters, that say what it is about.
pub(super) fn telling(small: &str) -> impl Iterator<Item = &str> {
    words(small)
        .map(|(_, word)| word)
        .filter(|word| word.chars().count() >= SHORTEST && !EMPTY.contains(word))
}

fn statement(
    page: &Page<'_>,
    breaks: &[usize],
    told: Option<u32>,
    content: &[Span],
) -> Option<Statement> {
    let text = page.text();
    let hull = Span::hull(content)?;
    let said = content.iter().map(|span| text.at(*span)).collect::<Vec<_>>().join(" ");
    let small: Vec<String> = words(&said.to_lowercase()).map(|(_, word)| word.to_owned()).collect();
    let named = content.iter().flat_map(|span| text.mentioned_in(*span));
    let place = |nth| crate::corpus::Place { document: page.document, nth };
    let behind = speaker(page.corpus, page.identities, page.document, told);
    let link = told.map(|nth| &text.told[nth as usize]);
    let cue = link.map(|told| text.words_at(&told.cue).to_lowercase()).unwrap_or_default();
    let denied = link.is_some_and(|told| told.stance == Stance::Denies)
        && words(&cue).any(|(_, word)| super::opposition::denies(word))
        && !refuses(text, link, &small);
    let joined = small.join(" ");
    let telling = telling(&joined).filter(|word| !denied || !super::denied::takes_up(word));
    Some(Statement {
        told,
        hull,
        behind,
        sentence: text.sentence_at(hull.start())?,
        paragraph: breaks.partition_point(|at| *at < hull.start()),
        stems: telling.map(stem).collect(),
        negated: small.iter().any(|word| {
            NOT.contains(&word.as_str()) || word.ends_with("n't") || word.ends_with("n’t")
        }),
        words: small,
        names: named.map(|(_, nth)| page.identities.acting(place(nth))).collect(),
        denied,
        content: content.into(),
    })
}

impl Statement {
    /// Whether the page itself says it.
    pub(super) fn is_own(&self) -> bool {
        self.told.is_none()
    }

    /// Whether two are by one holder, or could be as far as is told.
    pub(super) fn is_by_holder_of(&self, other: &Self) -> bool {
        let unknown = !is_somebody(&self.behind.word) || !is_somebody(&other.behind.word);
        self.behind.word == other.behind.word || unknown
    }

    /// Whether it tells that somebody is accused, though not by whom.
    pub(super) fn tells_of_a_charge(&self) -> bool {
        let charges = ["accus", "alleg", "charge", "blam", "claim", "suspect", "rumo"];
        self.words.iter().any(|word| charges.iter().any(|charge| word.starts_with(charge)))
    }

    /// Whether it says what somebody or something is.
    pub(super) fn says_what_is(&self) -> bool {
        let being = ["is", "are", "was", "were", "been", "be"];
        self.words.iter().any(|word| being.contains(&word.as_str()))
    }

    /// Whether somebody holds it to be so.
    pub(super) fn is_held(&self, page: &Page<'_>) -> bool {
        let stance = self.told.map(|nth| page.text().told[nth as usize].stance);
        stance.is_none_or(|stance| {
            matches!(stance, Stance::Asserts | Stance::Believes | Stance::Supposes)
        })
    }
}

/// Words for a holder of whom nothing else is told: whoever they mean may be any other.
const ANYBODY: [&str; 16] = [
    "i", "we", "you", "he", "she", "it", "they", "who", "which", "that", "this", "one", "no",
    "nobody", "none", "his",
];

/// Whether the text tells whose word it is, so that it can be told from that of others.
pub(super) fn is_somebody(word: &Word) -> bool {
    match word {
        Word::Unknown => false,
        Word::Described(words) => words
            .split(' ')
            .next()
            .is_some_and(|first| !first.is_empty() && !ANYBODY.contains(&first)),
        Word::Actor(_) | Word::Page(_) => true,
    }
}

/// Passives: who *was denied entry* denies nothing.
const PASSIVE: [&str; 6] = ["was", "were", "been", "being", "be", "is"];
/// So many bytes before a reporting word it is looked for whether it is passive.
const BEFORE: usize = 12;

/// Whether reporting words that deny turn down a wish, or are said of somebody who gets nothing: there
/// is nothing that another said.
fn refuses(text: &Document, link: Option<&Told>, small: &[String]) -> bool {
    let passive = || {
        let cue = link?.cue.first()?;
        let from = (cue.start().saturating_sub(BEFORE)..=cue.start())
            .find(|at| text.words.is_char_boundary(*at))?;
        let before = text.at(Span::new(from, cue.start())).to_lowercase();
        let last = words(&before).map(|(_, word)| word).last()?;
        Some(PASSIVE.contains(&last))
    };
    let articles = ["the", "a", "an", "any", "all", "its", "their", "his", "her", "such"];
    let mut telling = small.iter().map(String::as_str).skip_while(|word| articles.contains(word));
    let first = telling.next().unwrap_or_default();
    let wish = |word: &str| WISHES.iter().any(|pattern| fits(pattern, word));
    let wished = first == "to" || first == "whether" || wish(first) || telling.take(1).any(wish);
    wished || passive().unwrap_or_default()
}
