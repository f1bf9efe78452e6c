//! From attributions and sentences to claims: content, who holds it, through which chain.

use crate::attribution::Found;
use crate::heads::heads;
use crate::nested::{Nested, joined, touches};
use sayso_model::{
    Body, Claim, Happened, Item, ItemId, ItemIds, RuleId, Said, Section, SectionKind, Span, Stance,
    Text, Voice,
};

/// The content of an attribution.
pub(crate) const ATTRIBUTED: RuleId = RuleId::new("claim.attributed");
/// A sentence in the document's own voice, or in a quoted block's.
pub(crate) const OWN_VOICE: RuleId = RuleId::new("claim.own-voice");

/// What a claim is made of.
#[derive(Debug)]
pub(crate) struct Made {
    pub(crate) content: Vec<Span>,
    pub(crate) chain: Vec<ItemId>,
    pub(crate) holder: Option<String>,
    pub(crate) stance: Stance,
    pub(crate) said: Option<Said>,
    pub(crate) happened: Option<Happened>,
    pub(crate) gist: Vec<ItemId>,
    pub(crate) rule: RuleId,
    pub(crate) because: Vec<Span>,
    /// The words elsewhere that say who the holder is.
    pub(crate) led_by: Option<Span>,
}

impl Made {
    pub(crate) fn item(self, ids: &mut ItemIds) -> Item {
        let voice = if self.chain.is_empty() { Voice::Document } else { Voice::Attributed };
        let body = Body::Claim(Claim {
            content: self.content,
            voice,
            chain: self.chain,
            holder: self.holder,
            stance: self.stance,
            said: self.said,
            happened: self.happened,
            gist: self.gist,
        });
        let id = ids.of(&body, &self.because);
        // Not of its id: that another is taken for its holder does not make it another.
        let because = self.because.into_iter().chain(self.led_by).collect();
        Item { id, rule: self.rule, because, body }
    }
}

/// What makes texts of mails.
const MAIL: &str = "mail";
/// A longer line is no byline.
const LONGEST_BYLINE: usize = 120;

/// Where the document speaks in its own voice: not in headings, notes and captions.
#[derive(Debug)]
pub(crate) struct Voices<'t> {
    text: &'t Text,
    silent: Vec<Span>,
    /// Headings and titles: what they say, they say of what stands under them. And what the form of
    /// a text puts there, which nobody says.
    headings: Vec<Span>,
    /// Sections that somebody wrote, in order.
    written: Vec<&'t Section>,
    nested: Nested,
}

impl<'t> Voices<'t> {
    pub(crate) fn new(text: &'t Text) -> Self {
        let (mut silent, mut headings) = (Vec::new(), heads(text));
        let mut written = Vec::new();
        for (_, section) in text.sections() {
            match section.kind {
                SectionKind::Heading => headings.push(section.span),
                SectionKind::Note | SectionKind::Caption => silent.push(section.span),
                SectionKind::Post | SectionKind::Reply => {
                    headings.extend(heading_of(text, section));
                    written.push(section);
                }
                _ => {}
            }
        }
        let nested = Nested::new(written.iter().map(|s| s.span).collect());
        silent.extend(&headings);
        let (silent, headings) = (joined(silent), joined(headings));
        Self { text, silent, headings, written, nested }
    }

    /// Whether a place stands in a heading, or in words that nobody says.
    pub(crate) fn heads(&self, place: Span) -> bool {
        touches(&self.headings, place)
    }

    /// Whether a sentence says something in the document's voice.
    pub(crate) fn speaks(&self, sentence: Span) -> bool {
        let silent = touches(&self.silent, sentence);
        let words = self.text.at(sentence);
        let count = words.split_whitespace().filter(|w| w.contains(char::is_alphabetic)).count();
        // A line in capitals alone is a headline, wherever it stands.
        let shouts = words.contains(char::is_uppercase) && !words.contains(char::is_lowercase);
        !silent
            && !shouts
            && !self.is_byline(sentence)
            && count >= 3
            && !words.trim_end().ends_with(':')
    }

    /// Whether a line holds nothing but the name of its section's author, a date and the like.
    fn is_byline(&self, line: Span) -> bool {
        let words = self.text.at(line);
        let short = words.len() <= LONGEST_BYLINE && !words.ends_with(['.', '!', '?', '”', '"']);
        short && self.author_of(line).is_some_and(|author| words.contains(&author))
    }

    /// Who speaks at a place in the document's voice: the author of the innermost post or reply,
    /// or of the document, or its outlet.
    pub(crate) fn speaker(&self, place: Span) -> Option<String> {
        self.author_of(place).or_else(|| self.text.outlet.clone())
    }

    /// Who says "I" at a place outside of any quotation: the author of the innermost post, reply or
    /// message that names one, or of a mail. An article may be of several, or tell what others wrote.
    pub(crate) fn first_person(&self, place: Span) -> Option<&str> {
        let of_mail = || self.text.author.as_deref().filter(|_| self.text.extractor().name == MAIL);
        let of_section = |s: usize| self.written[s].author.as_deref();
        self.nested.around(place).find_map(of_section).or_else(of_mail)
    }

    /// The innermost post or reply that holds a place.
    pub(crate) fn section(&self, place: Span) -> Option<usize> {
        self.nested.innermost(place)
    }

    fn author_of(&self, place: Span) -> Option<String> {
        self.nested
            .around(place)
            .find_map(|s| self.written[s].author.clone())
            .or_else(|| self.text.author.clone())
    }
}

/// The first line of a post, where it is the post's title.
fn heading_of(text: &Text, section: &Section) -> Option<Span> {
    let title = section.title.as_deref()?;
    text.at(section.span)
        .starts_with(title)
        .then(|| Span::new(section.span.start(), section.span.start() + title.len()))
}

/// The stretches of a paragraph that its attributions take, in order and joined.
pub(crate) fn attributed(found: &[Found]) -> Vec<Span> {
    joined(
        found
            .iter()
            .flat_map(|f| f.content.iter().chain(&f.cue).chain(&f.source))
            .copied()
            .collect(),
    )
}
