//! How well words are led to what they stand for, against texts in which it is marked.

use super::clusters::{Agreement, Group};
use super::gum::{Document, Marked};
use sayso::model::Span;
use sayso_reading::coreference::{Entity, Named, Resolved};
use std::collections::BTreeMap;
use std::ops::AddAssign;

/// What became of phrases that stand for somebody whom the text named before.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Led {
    /// Led to that name.
    pub(crate) right: usize,
    /// Led to another name.
    pub(crate) wrong: usize,
    /// Led to no name.
    pub(crate) open: usize,
    /// Of these, led to the right words, which nobody had found to be a name.
    pub(crate) unfound: usize,
    /// Not among them: phrases that stand for what the text did not name before.
    pub(crate) nameless: usize,
    /// Of these, led to a name.
    pub(crate) invented: usize,
}

impl AddAssign for Led {
    fn add_assign(&mut self, other: Self) {
        self.right += other.right;
        self.wrong += other.wrong;
        self.open += other.open;
        self.unfound += other.unfound;
        self.nameless += other.nameless;
        self.invented += other.invented;
    }
}

impl Led {
    /// How many stand for somebody named before.
    pub(crate) fn named(self) -> usize {
        self.right + self.wrong + self.open
    }

    /// Of the names given, how many were right.
    pub(crate) fn precision(self) -> f64 {
        self.right as f64 / (self.right + self.wrong + self.invented).max(1) as f64
    }
}

/// Pronouns and descriptions apart.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Names {
    pub(crate) persons: Led,
    pub(crate) pronouns: Led,
    pub(crate) descriptions: Led,
}

impl AddAssign for Names {
    fn add_assign(&mut self, other: Self) {
        self.persons += other.persons;
        self.pronouns += other.pronouns;
        self.descriptions += other.descriptions;
    }
}

/// What stands for what, by the place that [`keys`] gives each phrase.
pub(crate) type Answers = BTreeMap<Span, Answer>;

/// What a phrase was led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) entity: Entity,
    pub(crate) span: Span,
    /// The words that say what it was led to.
    pub(crate) because: Option<Span>,
}

/// The answers of a reading.
pub(crate) fn answers(resolved: &[Resolved]) -> Answers {
    let answer = |r: &Resolved| {
        let because = r.because.first().copied();
        (r.head, Answer { entity: r.refers_to, span: r.span, because })
    };
    resolved.iter().map(answer).collect()
}

/// The place of each marked mention: its head, or where a shorter one has the same, all of it.
pub(crate) fn keys(document: &Document) -> BTreeMap<Span, &Marked> {
    let mut mentions: Vec<&Marked> = document.mentions.iter().collect();
    mentions.sort_by_key(|m| m.span.len());
    let mut keys = BTreeMap::new();
    for mention in mentions {
        let key = if keys.contains_key(&mention.head) { mention.span } else { mention.head };
        keys.entry(key).or_insert(mention);
    }
    keys
}

/// Of each actor, what its names mostly stand for in the marks.
fn groups_of_actors(
    keys: &BTreeMap<Span, &Marked>,
    named: &[Named],
    answers: &Answers,
) -> BTreeMap<usize, u32> {
    let mut votes: BTreeMap<usize, BTreeMap<u32, usize>> = BTreeMap::new();
    for (head, answer) in answers {
        let Entity::Actor(actor) = answer.entity else { continue };
        let is_name = named.iter().any(|n| n.actor == actor && n.span.contains(*head));
        if let Some(mention) = keys.get(head).filter(|_| is_name) {
            *votes.entry(actor).or_default().entry(mention.group).or_default() += 1;
        }
    }
    let most = |votes: BTreeMap<u32, usize>| votes.into_iter().max_by_key(|(_, n)| *n);
    votes.into_iter().filter_map(|(a, v)| Some((a, most(v)?.0))).collect()
}

/// What became of each pronoun and description.
pub(crate) fn names(document: &Document, named: &[Named], answers: &Answers) -> Names {
    let keys = keys(document);
    let actors = groups_of_actors(&keys, named, answers);
    let mut names = Names::default();
    for (key, mention) in &keys {
        let words = mention.span.of(&document.text).unwrap_or_default().to_lowercase();
        let person = matches!(words.as_str(), "he" | "him" | "his" | "she" | "her" | "hers");
        let place = match words.as_str() {
            _ if person => &mut names.persons,
            "it" | "its" | "they" | "them" | "their" | "theirs" => &mut names.pronouns,
            _ if !mention.is_name() && is_definite(&words) => &mut names.descriptions,
            _ => continue,
        };
        let before =
            |m: &&Marked| m.group == mention.group && m.span.start() < mention.span.start();
        let has_name = document.mentions.iter().filter(before).any(Marked::is_name);
        let given = answers.get(key).and_then(|a| match a.entity {
            Entity::Actor(actor) => Some(actors.get(&actor) == Some(&mention.group)),
            Entity::Thing(_) => None,
        });
        match (has_name, given) {
            (true, Some(true)) => place.right += 1,
            (true, Some(false)) => place.wrong += 1,
            (true, None) => {
                place.open += 1;
                let led = answers.get(key).and_then(|a| a.because);
                let same = |m: &Marked| {
                    m.group == mention.group
                        && m.is_name()
                        && led.is_some_and(|l| l.contains(m.head))
                };
                place.unfound += usize::from(document.mentions.iter().any(same));
            }
            (false, given) => {
                place.nameless += 1;
                place.invented += usize::from(given == Some(false));
            }
        }
    }
    names
}

fn is_definite(words: &str) -> bool {
    ["the ", "this ", "that ", "these ", "those "].iter().any(|d| words.starts_with(d))
}

/// How well the groups agree with those marked; with marked mentions, what was found takes their
/// words.
pub(crate) fn agreement(
    document: &Document,
    answers: &Answers,
    marked_mentions: bool,
) -> Agreement {
    let keys = keys(document);
    let mut found: BTreeMap<Entity, Group> = BTreeMap::new();
    for (key, answer) in answers {
        let span = match keys.get(key).filter(|_| marked_mentions) {
            Some(mention) => mention.span,
            None => with_ending(&document.text, answer.span),
        };
        found.entry(answer.entity).or_default().push(span);
    }
    let mut marked: BTreeMap<u32, Group> = BTreeMap::new();
    for mention in &document.mentions {
        marked.entry(mention.group).or_default().push(mention.span);
    }
    Agreement::of(&several(found), &several(marked))
}

/// The marks have a possessive ending as part of the mention.
fn with_ending(text: &str, span: Span) -> Span {
    let after = &text[span.end()..];
    let ending = ["'s", "’s", "'", "’"].into_iter().find(|e| after.starts_with(e));
    Span::new(span.start(), span.end() + ending.map_or(0, str::len))
}

/// Without groups of one; a mention is counted once.
fn several<K>(groups: BTreeMap<K, Group>) -> Vec<Group> {
    let mut groups: Vec<Group> = groups.into_values().collect();
    for group in &mut groups {
        group.sort_unstable();
        group.dedup();
    }
    groups.retain(|g| g.len() > 1);
    groups
}
