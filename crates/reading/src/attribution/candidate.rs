//! What may be an attribution: a cue with what stands around it.

use super::ends::End;
use super::source::Source;
use super::tree::{Tree, Words};
use super::words::is_listed;
use sayso_model::RuleId;

macro_rules! frames {
    ($($(#[$doc:meta])* $frame:ident $name:literal $part:literal $rule:literal;)*) => {
        /// How cue and content stand to each other in the grammar.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum Frame {
            $($(#[$doc])* $frame,)*
        }

        impl Frame {
            /// Its name in the model.
            pub(crate) fn name(self) -> &'static str {
                match self { $(Self::$frame => $name,)* }
            }

            /// What kind of word the cue is, as the list of words calls it.
            pub(crate) fn part(self) -> &'static str {
                match self { $(Self::$frame => $part,)* }
            }

            /// The rule that it belongs to.
            pub(crate) fn rule(self) -> RuleId {
                match self { $(Self::$frame => RuleId::new(concat!("attribution.", $rule)),)* }
            }
        }
    };
}

frames! {
    /// `said that the gate was shut`
    Clause "clause" "verb" "indirect";
    /// `The gate was shut, he said`
    Trailing "trailing" "verb" "trailing";
    /// `The gate, he said, was shut`
    Inset "inset" "verb" "trailing";
    /// `As the mayor noted, the gate was shut`
    As "as" "verb" "trailing";
    /// All before the subject, where the parser sees no clause.
    Lead "lead" "verb" "trailing";
    /// All after the verb, where the parser sees no clause.
    Rest "rest" "verb" "indirect";
    /// `plans to leave`
    Infinitive "infinitive" "verb" "infinitive";
    /// `urged the board to resign`
    PersonInfinitive "person-infinitive" "verb" "infinitive";
    /// `considered leaving`
    Gerund "gerund" "verb" "infinitive";
    /// `denied the report`
    Object "object" "verb" "object";
    /// `blamed the board for the flood`
    ObjectRest "object-rest" "verb" "object";
    /// `a report that the board denies`
    RelativeObject "relative-object" "verb" "object";
    /// `called for a vote`
    Preposition "preposition" "verb" "preposition";
    /// `The gate was reported by the guard`
    PassiveSubject "passive-subject" "verb" "passive";
    /// `The guard was said to be ill`
    PassiveBoth "passive-both" "verb" "passive";
    /// `They were told to leave`
    PassiveRest "passive-rest" "verb" "passive";
    /// `was disappointed by the vote`
    PassiveFeeling "passive-feeling" "verb" "adjective";
    /// `“...” the mayor said`, by nearness alone
    QuoteBefore "quote-before" "verb" "direct";
    /// `The mayor said: “...”`, by nearness alone
    QuoteAfter "quote-after" "verb" "direct";
    /// `the claim that the gate was shut`
    NounClause "noun-clause" "noun" "noun";
    /// `the plan to leave`
    NounInfinitive "noun-infinitive" "noun" "noun";
    /// `allegations of fraud`
    NounPreposition "noun-preposition" "noun" "noun";
    /// `The goal is to leave`
    NounIs "noun-is" "noun" "noun";
    /// `murder charges`
    NounBefore "noun-before" "noun" "noun";
    /// `is sure that the gate was shut`
    AdjectiveClause "adjective-clause" "adjective" "adjective";
    /// `is eager to leave`
    AdjectiveInfinitive "adjective-infinitive" "adjective" "adjective";
    /// `is worried about the gate`
    AdjectivePreposition "adjective-preposition" "adjective" "adjective";
    /// `according to the mayor`
    According "according" "preposition" "according-to";
    /// `per the report`, `in her view`
    Per "per" "preposition" "according-to";
    /// `under the plan`
    Under "under" "preposition" "according-to";
    /// `reportedly`
    Adverb "adverb" "adverb" "adverb";
    /// `the alleged thief`
    Before "before" "adjective_before" "adverb";
}

/// Something that may be an attribution.
#[derive(Debug, Clone)]
pub(crate) struct Candidate {
    pub(crate) frame: Frame,
    /// The word that reports.
    pub(crate) head: usize,
    /// All words of the cue, in order.
    pub(crate) cue: Vec<Words>,
    pub(crate) source: Option<Source>,
    /// The word at the head of the content.
    pub(crate) about: usize,
    /// Where the content stands.
    pub(crate) content: Vec<Words>,
    /// The preposition that leads to the content.
    pub(crate) preposition: Option<usize>,
    /// The verb that has a reporting noun as its object: `made the claim`.
    pub(crate) light: Option<usize>,
    /// Where the content ends.
    pub(crate) end: End,
    /// How many quotations were joined to it.
    pub(crate) joined: usize,
    /// On which side the verb stands right beside the quotation that is its content.
    pub(crate) beside: Option<Frame>,
}

impl Candidate {
    pub(crate) fn new(
        tree: &Tree<'_>,
        frame: Frame,
        head: usize,
        source: Option<Source>,
        about: usize,
        content: Vec<Words>,
    ) -> Self {
        Self {
            frame,
            head,
            cue: cue_pieces(tree, head),
            source,
            about,
            content,
            preposition: None,
            light: None,
            end: End::Own,
            joined: 0,
            beside: None,
        }
    }

    /// With the preposition that leads to its content, which belongs to the cue where it stands
    /// right after it.
    pub(crate) fn led_by(mut self, preposition: Option<usize>) -> Self {
        self.preposition = preposition;
        if let Some(cue) = self.cue.last_mut().filter(|cue| preposition == Some(cue.end)) {
            cue.end += 1;
        }
        self
    }

    /// With other words as its cue.
    pub(crate) fn told_by(mut self, cue: Words) -> Self {
        self.cue = vec![cue];
        self
    }
}

/// A verb with its auxiliaries, negation, adverbs and particle, as far as they stand next to it.
pub(crate) fn cue_words(tree: &Tree<'_>, head: usize) -> Words {
    let belongs = |i: usize| {
        // `no longer`
        if tree.rel(i) == "neg" && tree.head(i) == i + 1 && tree.is(i + 1, "longer") {
            return tree.head(i + 1) == head;
        }
        let adverb = tree.rel(i) == "advmod" && tree.tag(i).starts_with("RB") && i < head;
        tree.head(i) == head
            && (adverb || matches!(tree.rel(i), "aux" | "auxpass" | "neg" | "prt"))
            && !is_listed("adverb", &tree.word(i).to_lowercase())
    };
    let before = (0..head).rev().take_while(|i| belongs(*i)).count();
    let after = (head + 1..tree.len()).take_while(|i| belongs(*i)).count();
    head - before..head + 1 + after
}

/// The cue of a verb: its own words, and before them a negation that something stands between,
/// as in `did not, however, say`.
fn cue_pieces(tree: &Tree<'_>, head: usize) -> Vec<Words> {
    let own = cue_words(tree, head);
    let apart = |c: &usize| *c < own.start && matches!(tree.rel(*c), "aux" | "auxpass" | "neg");
    let parts = || tree.children(head).filter(apart);
    let first = parts().next().filter(|_| tree.is_negated(head));
    let last = parts().map(|c| tree.subtree(c).end).max();
    let before = first.zip(last).map(|(first, last)| first..last.min(own.start));
    before.into_iter().chain([own]).collect()
}

/// A stretch without another that lies in it.
pub(crate) fn without(stretch: Words, hole: &Words) -> Vec<Words> {
    if hole.end <= stretch.start || hole.start >= stretch.end {
        return vec![stretch];
    }
    let before = stretch.start..hole.start.max(stretch.start);
    let after = hole.end.min(stretch.end)..stretch.end;
    [before, after].into_iter().filter(|part| !part.is_empty()).collect()
}
