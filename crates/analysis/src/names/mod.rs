//! Names: who calls an actor what, since when and how often, and what they say about the name.
//!
//! A name inside a quotation is its speaker's choice of word; inside reported speech it is the
//! writer's ([`Manner`]), and nobody is said to have used a word that only a report of his words has.

mod remarks;
mod stands;

pub use remarks::{Remark, RemarkKind};
pub use stands::Stands;

use crate::corpus::{Corpus, Document, Place};
use crate::holder::Holder;
use crate::identity::Identities;
use crate::known::{Entry, Known};
use crate::moment::{When, Window, earlier};
use crate::spelling::Spelled;
use crate::turns::Turns;
use sayso_model::{QuoteKind, Span};
use std::collections::{BTreeMap, BTreeSet};

/// Everything that an actor is called.
#[derive(Debug, Clone, PartialEq)]
pub struct Names {
    /// Whose names.
    pub identity: u32,
    /// The wordings, the most used first.
    pub wordings: Vec<Wording>,
    /// Where something is said about a name, in order of the documents.
    pub remarks: Vec<Remark>,
    /// In how many documents it is named.
    pub documents: u32,
    /// How often.
    pub uses: u32,
}

/// One name, in all its forms that differ by capitals, accents, hyphens, titles and articles only.
#[derive(Debug, Clone, PartialEq)]
pub struct Wording {
    /// The name, folded.
    pub folded: String,
    /// The exact forms with how often each is used, the most used first.
    pub forms: Vec<(String, u32)>,
    /// What the list of known actors says of the name.
    pub listed: Listed,
    /// Who uses it, in order of first use.
    pub users: Vec<User>,
    /// When it was first used, by those whose day is known.
    pub since: Option<When>,
    /// In how many documents.
    pub documents: u32,
    /// How often.
    pub uses: u32,
}

impl Wording {
    /// The exact form that is used most.
    #[must_use]
    pub fn form(&self) -> &str {
        self.forms.first().map_or(self.folded.as_str(), |(form, _)| form)
    }
}

/// What the list of known actors says of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Listed {
    /// Nothing.
    No,
    /// It is one of the actor's names.
    Name,
    /// Only others use it for the actor, and it says something about whoever uses it.
    Loaded,
}

/// Whose choice of word a name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Manner {
    /// The page's own: no attribution stands around it.
    Voice,
    /// The speaker's: it stands in his own words.
    Quoted,
    /// The page's, in its report of what the speaker said; he may have used another.
    Reported,
}

impl Manner {
    /// In words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Voice => "in its own voice",
            Self::Quoted => "quoted",
            Self::Reported => "as reported",
        }
    }
}

/// One who uses a name in one manner.
#[derive(Debug, Clone, PartialEq)]
pub struct User {
    /// Who.
    pub holder: Holder,
    /// Whose choice of word it is.
    pub manner: Manner,
    /// When first, where a day is known.
    pub since: Option<When>,
    /// In how many documents.
    pub documents: u32,
    /// Every place: the document's number in the corpus and the words, in order.
    pub places: Vec<(u32, Span)>,
}

/// What an identity is called. One pass over the documents that name it.
#[must_use]
pub fn of(
    corpus: &Corpus,
    identities: &Identities,
    known: &Known,
    identity: u32,
    window: &Window,
) -> Names {
    let entry = identities.get(identity).known().and_then(|key| known.get(key));
    let mut gathered = Gathered::default();
    let mut remarks = Vec::new();
    for actors in identities.get(identity).actors.chunk_by(|a, b| a.document == b.document) {
        let mut page = Page::of(corpus, identities, actors[0].document);
        let uses = page.uses(identity, actors, window);
        remarks.extend(remarks::of(corpus, identities, identity, &uses));
        uses.into_iter().for_each(|one| gathered.add(corpus, one));
    }
    gathered.names(identity, remarks, entry)
}

/// One use of a name.
#[derive(Debug, Clone)]
pub(crate) struct Use {
    pub(crate) document: u32,
    pub(crate) span: Span,
    pub(crate) holder: Holder,
    pub(crate) manner: Manner,
    pub(crate) when: Option<When>,
}

/// A page, to be asked who speaks where.
struct Page<'c> {
    corpus: &'c Corpus,
    identities: &'c Identities,
    document: u32,
    page: &'c Document,
    told: Turns<u32>,
    /// Holders that were asked for already, by attribution.
    holders: BTreeMap<u32, Holder>,
}

impl<'c> Page<'c> {
    fn of(corpus: &'c Corpus, identities: &'c Identities, document: u32) -> Self {
        let page = &corpus[document];
        let told = (0..)
            .zip(&page.told)
            .flat_map(|(nth, told)| told.content.iter().map(move |span| (*span, nth)));
        let told = Turns::of(told);
        Self { corpus, identities, document, page, told, holders: BTreeMap::new() }
    }

    /// The uses of names of these actors of an identity, in order of the text: where they are
    /// mentioned, and what is set apart as a name for them and is no mention.
    fn uses(&mut self, identity: u32, actors: &[Place], window: &Window) -> Vec<Use> {
        let (page, document) = (self.page, self.document);
        let mentions = |actor: &Place| page.actors[actor.nth as usize].mentions.iter().copied();
        let mut spans: BTreeSet<Span> = actors.iter().flat_map(mentions).collect();
        for called in &page.called {
            let is = called
                .of
                .is_some_and(|nth| self.identities.at(Place { document, nth }) == identity);
            let first = spans.range(Span::new(called.span.start(), called.span.start())..).next();
            if is && first.is_none_or(|mention| !mention.overlaps(called.span)) {
                spans.insert(called.span);
            }
        }
        spans.into_iter().filter_map(|span| self.one(span, window)).collect()
    }

    fn one(&mut self, span: Span, window: &Window) -> Option<Use> {
        let (page, place) = (self.page, span.start());
        let nth = self.told.at(place).copied();
        let told = nth.map(|nth| &page.told[nth as usize]);
        let said = told.and_then(|told| told.said.as_deref());
        if !window.takes(page, place, None, said) {
            return None;
        }
        let manner = match told.map(|told| (told.kind, &told.content)) {
            None => Manner::Voice,
            Some((QuoteKind::Direct, _)) => Manner::Quoted,
            Some((QuoteKind::Mixed, content)) if in_quotes(page, content, place) => Manner::Quoted,
            Some(_) => Manner::Reported,
        };
        let when = When::said(page, said, place);
        Some(Use { document: self.document, span, holder: self.holder(nth, place), manner, when })
    }

    fn holder(&mut self, told: Option<u32>, place: usize) -> Holder {
        let find = || Holder::at(self.corpus, self.identities, self.document, told, place);
        match told {
            None => find(),
            Some(nth) => self.holders.entry(nth).or_insert_with(find).clone(),
        }
    }
}

/// Content is searched for quotation marks so many bytes before a place.
const LONGEST_QUOTE: usize = 2000;

/// Whether a place stands inside of quotation marks that open in the content around it.
fn in_quotes(page: &Document, content: &[Span], place: usize) -> bool {
    let Some(part) = content.iter().find(|s| s.start() <= place && place < s.end()) else {
        return false;
    };
    // The content may begin right after the mark that opens it.
    let from = page.words[..part.start()].chars().next_back().filter(|c| is_mark(*c));
    let from = part.start() - from.map_or(0, char::len_utf8);
    if place - from > LONGEST_QUOTE {
        return false;
    }
    page.words[from..place].chars().fold(false, |open, c| match c {
        '“' | '«' | '„' => true,
        '”' | '»' => false,
        '"' => !open,
        _ => open,
    })
}

const fn is_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '«' | '„')
}

/// Uses, put together by name.
#[derive(Default)]
struct Gathered<'c> {
    /// The folded name of each exact form.
    folded: BTreeMap<&'c str, String>,
    wordings: BTreeMap<String, Gathering<'c>>,
    documents: Count,
}

#[derive(Default)]
struct Gathering<'c> {
    forms: BTreeMap<&'c str, u32>,
    users: BTreeMap<(Holder, Manner), User>,
    since: Option<When>,
    documents: Count,
}

/// How many there are, counted in order.
#[derive(Default)]
struct Count {
    all: u32,
    documents: u32,
    last: Option<u32>,
}

impl Count {
    fn add(&mut self, document: u32) {
        self.all += 1;
        if self.last != Some(document) {
            self.documents += 1;
            self.last = Some(document);
        }
    }
}

impl<'c> Gathered<'c> {
    fn add(&mut self, corpus: &'c Corpus, one: Use) {
        let form = corpus[one.document].at(one.span);
        let folded = self.folded.entry(form).or_insert_with(|| Spelled::of(form).folded());
        self.documents.add(one.document);
        let of = self.wordings.entry(folded.clone()).or_default();
        *of.forms.entry(form).or_default() += 1;
        of.documents.add(one.document);
        of.since = earlier(of.since.take(), one.when.clone());
        let user = of.users.entry((one.holder.clone(), one.manner)).or_insert_with(|| User {
            holder: one.holder,
            manner: one.manner,
            since: None,
            documents: 0,
            places: Vec::new(),
        });
        if user.places.last().is_none_or(|(last, _)| *last != one.document) {
            user.documents += 1;
        }
        user.since = earlier(user.since.take(), one.when);
        user.places.push((one.document, one.span));
    }

    fn names(self, identity: u32, remarks: Vec<Remark>, entry: Option<&Entry>) -> Names {
        let of_list = |folded: &str| entry.map_or(Listed::No, |entry| listed(entry, folded));
        let mut wordings: Vec<Wording> = self
            .wordings
            .into_iter()
            .map(|(folded, gathering)| gathering.wording(of_list(&folded), folded))
            .collect();
        wordings.sort_by(|a, b| b.uses.cmp(&a.uses).then_with(|| a.folded.cmp(&b.folded)));
        let Count { all: uses, documents, .. } = self.documents;
        Names { identity, wordings, remarks, documents, uses }
    }
}

impl Gathering<'_> {
    fn wording(self, listed: Listed, folded: String) -> Wording {
        let mut forms: Vec<(String, u32)> =
            self.forms.into_iter().map(|(form, uses)| (form.to_owned(), uses)).collect();
        forms.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let mut users: Vec<User> = self.users.into_values().collect();
        let place = |user: &User| user.places.first().copied();
        users.sort_by_cached_key(|user| (user.since.is_none(), user.since.clone(), place(user)));
        let Count { all: uses, documents, .. } = self.documents;
        Wording { folded, forms, listed, users, since: self.since, documents, uses }
    }
}

fn listed(entry: &Entry, folded: &str) -> Listed {
    let is = |name: &str| Spelled::of(name).folded() == folded;
    if is(&entry.name) || entry.names.iter().any(|name| is(&name.what)) {
        Listed::Name
    } else if entry.loaded.iter().any(|name| is(&name.what)) {
        Listed::Loaded
    } else {
        Listed::No
    }
}
