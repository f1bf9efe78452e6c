//! An item as people have judged it.

use crate::error::{LedgerError, Result};
use sayso_model::{Anchor, Body, Item, Judgement, Span, Verdict, Voice};
use std::fmt;

/// What people have decided about an item: their last verdict that is not a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum State {
    /// Nobody has judged it.
    #[default]
    Unjudged,
    /// It was read rightly, or its correction is agreed to.
    Accepted,
    /// It was read wrongly; questions leave it out unless asked not to.
    Rejected,
    /// It is shown as corrected.
    Corrected,
}

impl State {
    /// Every state.
    pub const ALL: &'static [Self] =
        &[Self::Unjudged, Self::Accepted, Self::Rejected, Self::Corrected];

    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unjudged => "unjudged",
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
            Self::Corrected => "corrected",
        }
    }

    /// The state of a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|state| state.word() == word)
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

/// An item of a document, as judged.
#[derive(Debug, Clone, PartialEq)]
pub struct ItemView {
    /// The item, with its corrections.
    pub item: Item,
    /// The item as it was first read or written, where corrections made it another.
    pub original: Option<Item>,
    /// What people have decided about it.
    pub state: State,
    /// Whether a person added it.
    pub by_hand: bool,
    /// The operation that brought it.
    pub added: u64,
}

/// Lays judgements, oldest first, over an item. Each verdict is on the item as it stood then:
/// a correction replaces only what it names, and accepting a corrected item accepts the correction.
pub(crate) fn judge<'j>(
    item: &Item,
    judgements: impl IntoIterator<Item = &'j Judgement>,
) -> (Item, State) {
    let mut judged = item.clone();
    let mut state = State::default();
    for judgement in judgements {
        match judgement.verdict {
            Verdict::Note => {}
            Verdict::Accept => state = State::Accepted,
            Verdict::Reject => state = State::Rejected,
            Verdict::Correct => {
                state = State::Corrected;
                correct(&mut judged.body, judgement);
            }
        }
    }
    (judged, state)
}

fn correct(body: &mut Body, judgement: &Judgement) {
    if let Some(content) = &judgement.content {
        correct_place(body, content.iter().map(|anchor| anchor.span).collect());
    }
    if let (Body::Claim(claim), Some(speaker)) = (&mut *body, &judgement.speaker) {
        claim.holder = Some(speaker.clone());
        claim.voice = Voice::Attributed;
    }
    match (body, judgement.stance) {
        (Body::Claim(claim), Some(stance)) => claim.stance = stance,
        (Body::Attribution(attribution), Some(stance)) => attribution.stance = stance,
        _ => {}
    }
}

fn correct_place(body: &mut Body, spans: Vec<Span>) {
    match body {
        Body::Claim(claim) => claim.content = spans,
        Body::Attribution(attribution) => attribution.content = spans,
        body => {
            if let (Some(place), &[span]) = (single_place(body), spans.as_slice()) {
                *place = span;
            }
        }
    }
}

/// The place of an item that has one span of its own.
fn single_place(body: &mut Body) -> Option<&mut Span> {
    match body {
        Body::Section(section) => Some(&mut section.span),
        Body::Reference(reference) => Some(&mut reference.span),
        Body::Damage(damage) => Some(&mut damage.span),
        Body::Mention(mention) => Some(&mut mention.span),
        Body::Naming(naming) => Some(&mut naming.span),
        Body::Quantity(quantity) => Some(&mut quantity.span),
        Body::Date(date) => Some(&mut date.span),
        Body::Relation(relation) => Some(&mut relation.span),
        Body::Status(status) => Some(&mut status.span),
        Body::Place(place) => Some(&mut place.span),
        Body::Actor(_)
        | Body::Attribution(_)
        | Body::Claim(_)
        | Body::Contrast(_)
        | Body::Argument(_) => None,
    }
}

/// Refuses a judgement of which a part would come to nothing.
pub(crate) fn check(item: &Item, judgement: &Judgement) -> Result<()> {
    let corrects =
        judgement.content.is_some() || judgement.speaker.is_some() || judgement.stance.is_some();
    let kind = item.body.kind();
    let refuse = |why: &str| Err(LedgerError::Refused(format!("{}: {why}", item.id)));
    match (judgement.verdict, corrects) {
        (Verdict::Correct, false) => {
            return refuse("a correction says what is right: the words, the speaker or the stance");
        }
        (Verdict::Correct, true) => {}
        (_, true) => return refuse("only `correct` gives other words, speaker or stance"),
        (_, false) => return Ok(()),
    }
    if judgement.speaker.is_some() && !matches!(item.body, Body::Claim(_)) {
        return refuse(&format!(
            "only a claim's speaker can be corrected, and this is of another kind: {kind}"
        ));
    }
    if judgement.stance.is_some() && !matches!(item.body, Body::Claim(_) | Body::Attribution(_)) {
        return refuse(&format!("a {kind} has no stance to correct"));
    }
    let Some(content) = &judgement.content else { return Ok(()) };
    match &item.body {
        Body::Claim(_) | Body::Attribution(_) => Ok(()),
        Body::Actor(_) => refuse("an actor has no place of its own; correct its mentions"),
        Body::Contrast(_) | Body::Argument(_) => {
            refuse(&format!("a {kind} has more places than one; reject it, and add a claim"))
        }
        _ if content.len() == 1 => Ok(()),
        _ => refuse(&format!("a {kind} stands at one place, so give one stretch of words")),
    }
}

/// Refuses words that are none, or that do not follow one another in the text.
pub(crate) fn check_order(content: &[Anchor]) -> Result<()> {
    let refuse = |why: &str| Err(LedgerError::Refused(why.to_owned()));
    if content.is_empty() || content.iter().any(|anchor| anchor.exact.trim().is_empty()) {
        return refuse("a claim stands on words: give at least one, and no empty stretch");
    }
    if content.windows(2).any(|pair| pair[1].span.start() < pair[0].span.end()) {
        return refuse("the stretches of words must follow one another in the text");
    }
    if content.iter().any(|anchor| anchor.text != content[0].text) {
        return refuse("the words must all stand in one text");
    }
    Ok(())
}
