//! Reporting verbs outside quotations: clauses, infinitives, objects, and clauses told after.

use super::{Claimed, Found, trimmed};
use crate::lexicon::{
    Verb, begins_clause, is_auxiliary, is_determiner, is_preposition, is_subject_pronoun, verb,
};
use crate::mentions::is_adjective;
use crate::phrase::{Before, before, main_subject, phrase_from};
use crate::units::Unit;
use sayso_model::{RuleId, Span, Stance};

/// A clause after its verb: `said that ...`.
const INDIRECT: RuleId = RuleId::new("attribution.indirect");
/// A clause before its verb: `..., she said`.
const TRAILING: RuleId = RuleId::new("attribution.trailing");
/// An infinitive: `urged them to ...`, `plans to ...`.
const INFINITIVE: RuleId = RuleId::new("attribution.infinitive");
/// A noun phrase: `denied the report`.
const OBJECT: RuleId = RuleId::new("attribution.object");
/// Something said of the subject by somebody: `was reported to ...`.
const PASSIVE: RuleId = RuleId::new("attribution.passive");
/// Words that begin what is asked, or told as a question.
const ASKS: &[&str] = &["whether", "if", "how", "why", "what", "who", "where", "when"];
/// How far after a verb its `that` may stand.
const THAT_REACH: usize = 14;

/// Finds what each reporting verb of a sentence reports.
pub(crate) fn find(unit: &Unit<'_>, claimed: &mut Claimed, found: &mut Vec<Found>) {
    // Whoever said the last thing of this sentence is the one who goes on `adding that`.
    let mut last_source = None;
    for v in 0..unit.len() {
        if !unit.is_word(v) || claimed.has(unit, v) {
            continue;
        }
        let Some((verb, width)) = verb(unit.word(v), unit.word(v + 1)) else { continue };
        let before = before(unit, v);
        if !is_verb(unit, v, &before) {
            continue;
        }
        let Some(cue) = unit.span(before.verb_start..v + width) else { continue };
        let here = Here { unit, verb, v, after: v + width, cue };
        let made = here.passive(&before).or_else(|| here.active(&before));
        if let Some(mut made) = made {
            claimed.take(unit, v);
            // Not to believe a thing is to deny it. Not to say, ask or promise it is neither: what
            // the sentence reports then is that nothing was said, in the page's own voice.
            let nobody = before.subject.as_ref().is_some_and(|s| {
                matches!(
                    unit.word(s.start),
                    "No" | "no" | "Nobody" | "nobody" | "None" | "none" | "Neither" | "neither"
                )
            });
            match made.stance {
                _ if nobody => continue,
                _ if !before.negated => {}
                Stance::Believes => made.stance = Stance::Denies,
                _ => continue,
            }
            if made.source.is_none() && goes_on(unit, v) {
                made.source = last_source.or_else(|| unit.span(main_subject(unit)?));
            }
            last_source = made.source.or(last_source);
            found.push(made);
        }
    }
}

/// Whether a verb has the subject of the sentence: `..., adding that`, `... and found that`.
fn goes_on(unit: &Unit<'_>, v: usize) -> bool {
    let Some(previous) = v.checked_sub(1) else { return false };
    let participle = unit.word(v).ends_with("ing")
        && unit.is_mark(previous, ",")
        && (1..previous).any(|i| is_finite(unit, i));
    participle || matches!(unit.word(previous), "and" | "but")
}

/// Whether a form that can be a noun too is a verb here: something does it, or it begins a
/// participle phrase after a comma.
pub(super) fn is_verb(unit: &Unit<'_>, v: usize, before: &Before) -> bool {
    let previous = v.checked_sub(1);
    let after_determiner = previous.is_some_and(|p| {
        is_determiner(unit.word(p)) && !is_subject_pronoun(unit.word(p)) && unit.word(p) != "that"
            || matches!(unit.word(p), "’s" | "'s" | "of")
            || unit.word(p) == "to" && p > 0 && unit.word(p - 1).eq_ignore_ascii_case("according")
    });
    let participle = unit.word(v).ends_with("ing");
    if after_determiner || unit.is_capital(v) && v > 0 || may_be_noun(unit, v, before) {
        return false;
    }
    // `..., said the mayor`: the subject comes after its verb.
    let turned = previous.is_some_and(|p| unit.is_mark(p, ","))
        && verb(unit.word(v), "").is_some_and(|(verb, _)| verb.frames.clause)
        && phrase_from(unit, v + 1) > v + 1;
    before.subject.is_some()
        || before.passive
        || participle
        || before.verb_start < v
        || turned
        || goes_on(unit, v)
}

/// A form that is as often a noun (`state`, `reports`) is a verb only where a pronoun or a name of
/// somebody stands right before it, or what it reports begins right after it.
fn may_be_noun(unit: &Unit<'_>, v: usize, before: &Before) -> bool {
    let ambiguous = [
        "state",
        "states",
        "report",
        "reports",
        "claim",
        "claims",
        "note",
        "notes",
        "demand",
        "demands",
        "order",
        "orders",
        "plan",
        "plans",
        "estimate",
        "estimates",
        "request",
        "question",
        "questions",
        "answer",
        "answers",
        "record",
        "records",
        "call",
        "calls",
        "fear",
        "fears",
        "hope",
        "hopes",
        "doubt",
        "dispute",
        "promise",
        "pledge",
        "vow",
        "ruling",
        "finding",
        "offer",
        "offers",
        "wish",
        "read",
        "feeling",
    ];
    if !ambiguous.contains(&unit.word(v)) || before.verb_start < v {
        return false;
    }
    let infinitive = unit.word(v + 1) == "to"
        && unit.word(v).ends_with('s')
        && verb(unit.word(v), "").is_some_and(|(verb, _)| verb.frames.infinitive);
    let opens =
        matches!(unit.word(v + 1), "that" | ":") || unit.quote(v + 1).is_some() || infinitive;
    let by_somebody = before.subject.as_ref().is_some_and(|s| {
        let first = unit.word(s.start).to_lowercase();
        let vague = matches!(
            first.as_str(),
            "any" | "some" | "many" | "such" | "no" | "these" | "those" | "all"
        );
        let named = unit.is_capital(s.end - 1) && !is_adjective(unit.word(s.end - 1));
        !vague && (is_subject_pronoun(&first) || named || opens)
    });
    !by_somebody
}

struct Here<'u, 't> {
    unit: &'u Unit<'t>,
    verb: &'static Verb,
    v: usize,
    /// The first piece after the verb's own words.
    after: usize,
    cue: Span,
}

impl Here<'_, '_> {
    fn make(
        &self,
        rule: RuleId,
        source: Option<Span>,
        content: impl IntoIterator<Item = Option<Span>>,
    ) -> Option<Found> {
        let content: Vec<Span> = content
            .into_iter()
            .flatten()
            .filter_map(|span| trimmed(self.unit.text, span))
            .collect();
        let made = Found::new(rule, self.verb.stance, source, vec![self.cue], content);
        (!made.content.is_empty()).then_some(made)
    }

    fn rest(&self, from: usize) -> Option<Span> {
        self.unit.span(from..content_end(self.unit, from))
    }

    /// `It was reported that ...`, `the bridge was said to be ...`, `they were told to ...`
    fn passive(&self, before: &Before) -> Option<Found> {
        let participle = self.unit.word(self.v).ends_with("ed")
            || matches!(
                self.unit.word(self.v),
                "said"
                    | "told"
                    | "known"
                    | "thought"
                    | "found"
                    | "seen"
                    | "felt"
                    | "shown"
                    | "written"
                    | "quoted"
            );
        if !before.passive || !participle {
            return None;
        }
        let subject = before.subject.clone().and_then(|s| self.unit.span(s));
        let (by, next) = match self.unit.word(self.after) {
            "by" => {
                let end = phrase_from(self.unit, self.after + 1);
                (self.unit.span(self.after + 1..end), end)
            }
            _ => (None, self.after),
        };
        match self.unit.word(next) {
            "that" => self.make(PASSIVE, by, [self.rest(next + 1)]),
            "to" if self.verb.frames.object_infinitive => self.make(PASSIVE, by, [self.rest(next)]),
            // Who is told or asked to do something hears what is wanted.
            "to" if self.verb.frames.addressee || self.verb.stance == Stance::Questions => {
                let made = self.make(PASSIVE, by, [self.rest(next)])?;
                Some(Found { stance: Stance::Demands, ..made })
            }
            "to" | "as" => self.make(PASSIVE, by, [subject, self.rest(next)]),
            asked if ASKS.contains(&asked) => self.make(PASSIVE, by, [self.rest(next)]),
            _ if by.is_some() && self.verb.frames.clause => {
                let start = before.subject.as_ref().map_or(0, |s| s.start);
                self.make(PASSIVE, by, [self.unit.span(start..before.verb_start)])
            }
            _ => self.that().and_then(|that| self.make(PASSIVE, by, [self.rest(that + 1)])),
        }
    }

    fn active(&self, before: &Before) -> Option<Found> {
        if before.passive && !self.unit.word(self.v).ends_with("ing") {
            return None;
        }
        let source = before.subject.clone().and_then(|s| self.unit.span(s));
        self.clause(before, source)
            .or_else(|| self.infinitive(source))
            .or_else(|| self.object(source))
            .or_else(|| self.trailing(before, source))
    }

    /// Where `that` stands after the verb, with nothing but an addressee or a time between.
    fn that(&self) -> Option<usize> {
        let limit = (self.after + THAT_REACH).min(self.unit.len());
        (self.after..limit)
            .take_while(|&i| {
                !matches!(self.unit.word(i), ";" | ":" | "–" | "—" | "(" | ")")
                    && !self.comma_ends(i)
            })
            .take_while(|&i| i == self.after || verb(self.unit.word(i), "").is_none())
            .find(|&i| self.unit.word(i) == "that" && !points_at_time(self.unit, i))
    }

    /// A comma ends the search for `that`, but for one around `however`.
    fn comma_ends(&self, i: usize) -> bool {
        let asides = ["however", "though", "too", "then"];
        self.unit.is_mark(i, ",")
            && !asides.contains(&self.unit.word(i + 1))
            && !asides.contains(&self.unit.word(i.saturating_sub(1)))
    }

    fn clause(&self, before: &Before, source: Option<Span>) -> Option<Found> {
        let frames = self.verb.frames;
        if !frames.clause && !frames.that_only {
            return None;
        }
        if let Some(that) = self.that() {
            return self.make(INDIRECT, source, [self.rest(that + 1)]);
        }
        let next = self.unit.word(self.after);
        let told = source.is_some() || goes_on(self.unit, self.v);
        if told && ASKS.contains(&next) && self.unit.word(self.after + 1) != "to" {
            return self.make(INDIRECT, source, [self.rest(self.after)]);
        }
        if self.unit.is_mark(self.after, ":") {
            return self.make(INDIRECT, source, [self.rest(self.after + 1)]);
        }
        let sourced = source.is_some()
            || self.unit.word(self.v).ends_with("ing")
            || goes_on(self.unit, self.v);
        if frames.that_only || !sourced {
            return None;
        }
        let start = if let Some(after) = self.after_aside() {
            after
        } else if frames.addressee {
            let end = phrase_from(self.unit, self.after);
            if end == self.after { return None } else { end }
        } else {
            self.after
        };
        let opens = self.begins_words(start);
        let told_before = before.after_comma && self.unit.len() - self.after <= 6 && !opens;
        let finite = self.unit.quote(start).is_some() || has_finite_verb(self.unit, start);
        let fits = opens && finite && !told_before;
        fits.then(|| self.make(INDIRECT, source, [self.rest(start)])).flatten()
    }

    /// Where a clause may begin after a time or place: `noted on Monday the gate was shut`.
    fn after_aside(&self) -> Option<usize> {
        let mut at = self.after;
        let asides = ["on", "in", "at", "during", "via", "through", "after", "before"];
        while asides.contains(&self.unit.word(at)) && !self.counts(at) {
            let end = phrase_from(self.unit, at + 1);
            if end == at + 1 {
                return None;
            }
            at = if self.unit.is_mark(end, ",") { end + 1 } else { end };
        }
        let found = at > self.after && self.begins_words(at) && has_finite_verb(self.unit, at);
        found.then_some(at)
    }

    /// `at least 71`, `up to 40`, `about half`: a number's own words, no time or place.
    fn counts(&self, i: usize) -> bool {
        let next = self.unit.word(i + 1);
        match self.unit.word(i) {
            "at" => matches!(next, "least" | "most"),
            "about" | "over" | "under" | "around" | "between" => {
                next.starts_with(|c: char| c.is_ascii_digit())
            }
            "up" => next == "to",
            _ => false,
        }
    }

    /// Whether a clause or noun phrase can begin at a piece.
    fn begins_words(&self, i: usize) -> bool {
        let word = self.unit.word(i);
        if self.unit.quote(i).is_some() {
            return true;
        }
        self.unit.is_word(i)
            && (!is_preposition(word) || self.counts(i))
            && !begins_clause(word)
            && !matches!(word, "and" | "so" | "it’s" | "yesterday" | "today" | "on")
            && (!is_auxiliary(word) || is_determiner(word))
    }

    fn infinitive(&self, source: Option<Span>) -> Option<Found> {
        let frames = self.verb.frames;
        if frames.infinitive && self.unit.word(self.after) == "to" {
            return self.make(INFINITIVE, source, [self.rest(self.after)]);
        }
        if frames.object_infinitive && self.begins_words(self.after) {
            return self.make(INFINITIVE, source, [self.rest(self.after)]);
        }
        None
    }

    fn object(&self, source: Option<Span>) -> Option<Found> {
        // `has alleged ties`: a participle before its noun.
        let participle =
            matches!(self.unit.word(self.v), "alleged" | "reported" | "noted" | "claimed");
        let opens = is_determiner(self.unit.word(self.after))
            || self.unit.is_capital(self.after)
            || self.unit.quote(self.after).is_some();
        // `an event called “Open Gates”`: a name, not what somebody calls something.
        let named = self.unit.word(self.v) == "called"
            && self.unit.quote(self.after).is_some_and(|q| q.inner.len() <= 40);
        let fits = self.verb.frames.object
            && !named
            && self.begins_words(self.after)
            && (!participle || opens);
        (fits && source.is_some())
            .then(|| self.make(OBJECT, source, [self.rest(self.after)]))
            .flatten()
    }

    /// `..., the minister said.` and `..., said the minister, ...`
    fn trailing(&self, before: &Before, source: Option<Span>) -> Option<Found> {
        if !self.verb.frames.clause {
            return None;
        }
        let (source, start, end) = match (&before.subject, source) {
            (Some(subject), Some(source)) if before.after_comma => {
                (Some(source), subject.start, self.after)
            }
            _ if self.v > 0 && self.unit.is_mark(self.v - 1, ",") => {
                let end = phrase_from(self.unit, self.after);
                (self.unit.span(self.after..end), self.v, end)
            }
            _ => return None,
        };
        source?;
        let from = (0..start).rev().find(|&i| self.unit.is_mark(i, ";")).map_or(0, |i| i + 1);
        let more = (end..self.unit.len()).find(|&i| self.unit.is_mark(i, ","));
        let more = more.filter(|&i| self.unit.len() - i > 3).and_then(|i| self.rest(i + 1));
        self.make(TRAILING, source, [self.unit.span(from..start), more])
    }
}

/// `that night`, `on that day`: the word points, it begins no clause.
pub(super) fn points_at_time(unit: &Unit<'_>, that: usize) -> bool {
    let times = [
        "night",
        "day",
        "morning",
        "evening",
        "afternoon",
        "week",
        "month",
        "year",
        "time",
        "same",
        "very",
        "date",
    ];
    times.contains(&unit.word(that + 1)) || is_preposition(unit.word(that.saturating_sub(1)))
}

/// Where the content that begins at piece `from` ends: at the end of the sentence, or where
/// another report begins.
pub(crate) fn content_end(unit: &Unit<'_>, from: usize) -> usize {
    let mut open = 0_usize;
    for i in from..unit.len() {
        match unit.word(i) {
            "(" => open += 1,
            // A bracket that closes what began before the content closes the content too.
            ")" if open == 0 => return i,
            ")" => open -= 1,
            // A note backs what stands before it; a dash after it begins the writer's own words.
            "–" | "—" if i > from + 3 && unit.is_mark(i - 1, "]") => return i,
            _ => {}
        }
        if i > from && another_begins(unit, i) {
            return i;
        }
    }
    unit.len()
}

fn another_begins(unit: &Unit<'_>, i: usize) -> bool {
    if unit.is_mark(i, ";") {
        return names_reporter(unit, i + 1);
    }
    let comma = unit.is_mark(i, ",");
    let at = if comma { i + 1 } else { i };
    let word = unit.word(at);
    if comma && (word == "according" || is_report(unit, at) && word.ends_with("ing")) {
        return true;
    }
    let joins = matches!(word, "and" | "but" | "while" | "whereas" | "although" | "though");
    if !joins {
        return comma && ends_with_report(unit, at);
    }
    let next = unit.word(at + 1);
    if is_report(unit, at + 1) && !next.ends_with("ing") {
        return true;
    }
    comma && names_reporter(unit, at + 1)
}

/// Whether a subject and a verb that reports a clause begin at a piece.
fn names_reporter(unit: &Unit<'_>, at: usize) -> bool {
    let end = phrase_from(unit, at);
    end > at && (end..end + 3).any(|i| is_report(unit, i)) && end - at <= 10
}

/// `, the minister said.`: a subject and a reporting verb, and then the sentence or an aside ends.
fn ends_with_report(unit: &Unit<'_>, at: usize) -> bool {
    let end = phrase_from(unit, at);
    end > at && is_report(unit, end) && (unit.len() - end <= 2 || unit.is_mark(end + 1, ","))
}

fn is_report(unit: &Unit<'_>, i: usize) -> bool {
    unit.is_word(i)
        && verb(unit.word(i), unit.word(i + 1))
            .is_some_and(|(v, _)| v.frames.clause || v.stance == Stance::Denies)
}

/// A clause told without `that` has its verb within this many pieces.
const VERB_REACH: usize = 24;

/// Whether something like a finite verb follows before the clause can end or another begin.
fn has_finite_verb(unit: &Unit<'_>, start: usize) -> bool {
    (start + 1..(start + VERB_REACH).min(unit.len()))
        .take_while(|&i| {
            !matches!(unit.word(i), ";" | ":" | "who" | "which" | "that" | "whose")
                || i == start + 1
        })
        .any(|i| is_finite(unit, i))
}

/// An auxiliary, a past form, or a reporting verb.
pub(super) fn is_finite(unit: &Unit<'_>, i: usize) -> bool {
    let word = unit.word(i);
    let lower = word.to_lowercase();
    unit.is_word(i)
        && !unit.is_capital(i)
        && (FINITE.contains(&lower.as_str())
            || (lower.len() > 3 && lower.ends_with("ed"))
            || verb(word, "").is_some())
}

/// Auxiliaries, and past forms that do not end in `ed`.
const FINITE: &[&str] = &[
    "is",
    "are",
    "was",
    "were",
    "has",
    "have",
    "had",
    "will",
    "would",
    "can",
    "could",
    "may",
    "might",
    "must",
    "should",
    "did",
    "does",
    "do",
    "isn’t",
    "isn't",
    "wasn’t",
    "wasn't",
    "won’t",
    "won't",
    "cannot",
    "didn’t",
    "didn't",
    "doesn’t",
    "doesn't",
    "don’t",
    "don't",
    "went",
    "came",
    "took",
    "made",
    "gave",
    "got",
    "left",
    "became",
    "held",
    "began",
    "saw",
    "fell",
    "rose",
    "lost",
    "won",
    "shot",
    "hit",
    "met",
    "led",
    "sent",
    "brought",
    "kept",
    "stood",
    "broke",
    "fought",
    "died",
    "needs",
    "wants",
    "remains",
    "seems",
    "appears",
];
