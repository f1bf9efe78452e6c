//! One document of a corpus, made from its text and its items.

use super::parts::{
    Actor, Argued, Called, Changed, Cited, Deed, Figure, Held, Opposed, Party, Pointed, Section,
    Side, Sited, Told,
};
use super::{Days, number, titled};
use crate::agreement::Suggestion;
use crate::rates;
use crate::reach::Reach;
use crate::turns::Turns;
use sayso_ledger::{ItemView, State};
use sayso_model::{
    Attribution, Body, Claim, Edtf, Item, ItemId, ItemKind, Position, Quantity, Relation,
    SectionKind, Span, Status, Text, TextId, site,
};
use std::collections::{BTreeMap, BTreeSet};

/// The table that some words stand in is looked for among so many sections that begin before them.
const PARTS: usize = 64;
/// A row of a table begins and ends at most so many bytes from any word of it.
const ROW: usize = 400;

/// One document: its words, who published it and when, and what was found in it. Rejected items are
/// left out; corrected ones are as corrected. Everything is in order of the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Its number in the dossier.
    pub number: u64,
    /// Its text.
    pub text: TextId,
    /// Its words.
    pub words: Box<str>,
    /// Where its sentences stand.
    pub sentences: Box<[Span]>,
    /// Its title.
    pub title: Option<Box<str>>,
    /// Who wrote it.
    pub author: Option<Box<str>>,
    /// Who published it.
    pub outlet: Option<Box<str>>,
    /// The site of the address that it states, or else of the first that it was got from.
    pub site: Option<Box<str>>,
    /// When it was published.
    pub published: Option<Box<Edtf>>,
    /// Its parts.
    pub sections: Box<[Section]>,
    /// What its mentions name.
    pub actors: Box<[Actor]>,
    /// Its attributions.
    pub told: Box<[Told]>,
    /// Its claims.
    pub claims: Box<[Held]>,
    /// Its relations.
    pub deeds: Box<[Deed]>,
    /// Its changes of status.
    pub changes: Box<[Changed]>,
    /// Its quantities.
    pub figures: Box<[Figure]>,
    /// Its names set apart.
    pub called: Box<[Called]>,
    /// Its contrasts.
    pub contrasts: Box<[Opposed]>,
    /// Its arguments.
    pub arguments: Box<[Argued]>,
    /// Its dates.
    pub dates: Box<[Pointed]>,
    /// Its places.
    pub places: Box<[Sited]>,
    /// Its references that give an address.
    pub cited: Box<[Cited]>,
    /// The items that a person agreed to or wrote, in order of their ids.
    agreed: Box<[ItemId]>,
    /// Its attributions by the words they attribute.
    contents: Reach,
    /// Its actors by where they are mentioned.
    mentions: Reach,
    /// Who wrote its parts.
    voices: Turns<Box<str>>,
    /// When its parts were published.
    issued: Turns<Box<Edtf>>,
}

impl Document {
    /// Of a text with its items as judged. `sentences` are those of the whole text, in order.
    #[must_use]
    pub fn of(number: u64, text: &Text, sentences: Vec<Span>, items: &[ItemView]) -> Self {
        let kept: Vec<&ItemView> =
            items.iter().filter(|view| view.state != State::Rejected).collect();
        let numbers = Numbers::of(&kept);
        let mut document = Self::empty(number, text, sentences);
        document.agreed = agreed(&kept);
        document.actors = numbers.actors(&kept);
        document.mentions = Reach::of(
            (0..)
                .zip(&document.actors)
                .flat_map(|(nth, actor)| actor.mentions.iter().map(move |span| (*span, nth))),
        );
        document.told = all(&kept, |item, body| numbers.told(item, body));
        document.contents = Reach::of(
            (0..)
                .zip(&document.told)
                .flat_map(|(nth, told)| told.content.iter().map(move |span| (*span, nth))),
        );
        document.claims = kept.iter().filter_map(|view| numbers.claim(view)).collect();
        document.deeds = all(&kept, |item, body| numbers.deed(item, body));
        document.changes = all(&kept, |item, body| numbers.change(item, body));
        document.name_parties();
        document.judge_told(items, &numbers);
        document.figures = all(&kept, |item, body| numbers.figure(item, body));
        document.called = all(&kept, |item, body| numbers.called(item, body));
        document.contrasts = all(&kept, |item, body| numbers.contrast(item, body));
        document.arguments = all(&kept, |item, body| numbers.argument(item, body));
        document.dates = all(&kept, |_, body| match body {
            Body::Date(date) => {
                Some(Pointed { span: date.span, value: Box::new(date.value.clone()) })
            }
            _ => None,
        });
        document.places = all(&kept, |_, body| match body {
            Body::Place(place) => Some(Sited {
                span: place.span,
                name: place.name.as_str().into(),
                country: small(place.country.as_ref()),
            }),
            _ => None,
        });
        document.cited = all(&kept, |_, body| match body {
            Body::Reference(reference) => reference.url.as_ref().map(|url| Cited {
                span: reference.span,
                url: url.as_str().into(),
                supports: reference.supports,
            }),
            _ => None,
        });
        document
    }

    fn empty(number: u64, text: &Text, sentences: Vec<Span>) -> Self {
        let sections: Box<[Section]> = text.sections().map(|(_, section)| part(section)).collect();
        let voices = sections.iter().filter_map(|s| Some((s.span, s.author.clone()?)));
        let issued = sections.iter().filter_map(|s| Some((s.span, s.published.clone()?)));
        Self {
            number,
            text: text.id(),
            words: text.words().into(),
            sentences: sentences.into(),
            title: named(text.title.as_ref()),
            author: named(text.author.as_ref()),
            outlet: named(text.outlet.as_ref()),
            site: text.address.as_deref().or(text.base()).and_then(site).map(Box::from),
            published: text.published.as_ref().map(|date| Box::new(date.0.clone())),
            agreed: Box::default(),
            contents: Reach::default(),
            mentions: Reach::default(),
            voices: Turns::of(voices),
            issued: Turns::of(issued),
            sections,
            actors: Box::default(),
            told: Box::default(),
            claims: Box::default(),
            deeds: Box::default(),
            changes: Box::default(),
            figures: Box::default(),
            called: Box::default(),
            contrasts: Box::default(),
            arguments: Box::default(),
            dates: Box::default(),
            places: Box::default(),
            cited: Box::default(),
        }
    }

    /// Tells it the addresses that it was got from, which say whose site it is on where it does not.
    pub fn got_from<'a>(&mut self, mut addresses: impl Iterator<Item = &'a str>) {
        if self.site.is_none() {
            self.site = addresses.find_map(site).map(Box::from);
        }
    }

    /// Puts an actor to each claim: the speaker of its innermost attribution, unless its holder was
    /// corrected to somebody else; then whoever has that name. Likewise to each change.
    fn name_parties(&mut self) {
        let names = Names::of(&self.actors);
        for claim in &mut self.claims {
            let read = claim.chain.first().and_then(|told| self.told[*told as usize].speaker);
            let fits =
                |actor: &u32| claim.holder.as_deref().is_none_or(|name| names.has(name, *actor));
            let named = || claim.holder.as_deref().and_then(|name| names.first(name));
            claim.speaker = read.filter(fits).or_else(named);
        }
        for change in &mut self.changes {
            change.who.actor = change.who.actor.or_else(|| names.first(&change.who.words));
        }
    }

    /// Lays what people decided about claims over the attributions that these hang on: who holds it, how,
    /// and whether it was read rightly at all.
    fn judge_told(&mut self, items: &[ItemView], numbers: &Numbers<'_>) {
        let mut kept = BTreeSet::new();
        for view in items {
            let Body::Claim(claim) = &view.item.body else { continue };
            let Some(nth) = numbers.teller(claim.chain.first()) else { continue };
            let told = &mut self.told[nth as usize];
            match view.state {
                State::Rejected => told.rejected = !kept.contains(&nth),
                _ => {
                    told.rejected = false;
                    kept.insert(nth);
                }
            }
            let read = view.original.as_ref().and_then(|original| match &original.body {
                Body::Claim(read) => Some(read),
                _ => None,
            });
            let Some(read) = read.filter(|_| view.state != State::Rejected) else { continue };
            told.stance = claim.stance;
            if read.holder != claim.holder {
                let held = self.claims.iter().find(|held| held.id == view.item.id);
                told.speaker = held.and_then(|held| held.speaker);
                // The words of the text are not for whom a person named.
                told.source = None;
            }
        }
    }

    /// The words at a span.
    #[must_use]
    pub fn at(&self, span: Span) -> &str {
        span.of(&self.words).unwrap_or_default()
    }

    /// The words at several spans, with an ellipsis where some were left out between.
    #[must_use]
    pub fn words_at(&self, spans: &[Span]) -> String {
        spans.iter().map(|span| self.at(*span)).collect::<Vec<_>>().join(" … ")
    }

    /// When the words at a place were published: with their section, or else with the document.
    #[must_use]
    pub fn published_at(&self, place: usize) -> Option<&Edtf> {
        self.issued.at(place).or(self.published.as_ref()).map(AsRef::as_ref)
    }

    /// The days on which the words at a place can have been published.
    #[must_use]
    pub fn days_at(&self, place: usize) -> Option<Days> {
        self.published_at(place).and_then(Days::of)
    }

    /// Whose voice the words at a place are in, where no attribution says otherwise.
    #[must_use]
    pub fn voice_at(&self, place: usize) -> Option<&str> {
        let section = self.voices.at(place).map(AsRef::as_ref);
        section.or(self.author.as_deref()).or(self.outlet.as_deref())
    }

    /// The attributions whose content meets a span, each once, in order.
    #[must_use]
    pub fn told_over(&self, span: Span) -> Vec<u32> {
        let mut told: Vec<u32> = self.contents.over(span).map(|(_, nth)| nth).collect();
        told.sort_unstable();
        told.dedup();
        told
    }

    /// The mentions of actors that meet a span, with the actors' numbers, from the last to the first.
    pub fn mentioned_in(&self, span: Span) -> impl Iterator<Item = (Span, u32)> {
        self.mentions.over(span)
    }

    /// The sentence that a place stands in.
    #[must_use]
    pub fn sentence_at(&self, place: usize) -> Option<usize> {
        let next = self.sentences.partition_point(|sentence| sentence.start() <= place);
        next.checked_sub(1).filter(|nth| place < self.sentences[*nth].end())
    }

    /// The whole sentence that some words begin in; in a table the row.
    #[must_use]
    pub fn sentence_around(&self, span: Span) -> Span {
        let sentence = || self.sentence_at(span.start()).map(|nth| self.sentences[nth]);
        self.row_around(span).or_else(sentence).unwrap_or(span)
    }

    /// The row of a table that some words begin in; `None` of one that is too long to be shown.
    #[must_use]
    pub fn row_around(&self, span: Span) -> Option<Span> {
        let next = self.sections.partition_point(|part| part.span.start() <= span.start());
        let near = self.sections[..next].iter().rev().take(PARTS);
        let is = |part: &&Section| part.kind == SectionKind::Table && part.span.contains(span);
        let table = near.into_iter().find(is)?.span;
        let from =
            self.words.floor_char_boundary(span.start().saturating_sub(ROW)).max(table.start());
        let to = self.words.ceil_char_boundary(span.start().saturating_add(ROW)).min(table.end());
        let before = self.words.get(from..span.start())?.rfind('\n').map(|at| from + at + 1);
        let after = self.words.get(span.start()..to)?.find('\n').map(|at| span.start() + at);
        let start = before.or_else(|| (from == table.start()).then_some(from))?;
        Some(Span::new(start, after.or_else(|| (to == table.end()).then_some(to))?))
    }

    /// The places that are named in a span, in order.
    pub fn places_in(&self, span: Span) -> impl Iterator<Item = &Sited> {
        let from = self.places.partition_point(|place| place.span.start() < span.start());
        self.places[from..].iter().take_while(move |place| place.span.start() < span.end())
    }

    /// Whether a person agreed to what was read as an item of it, or wrote it.
    #[must_use]
    pub fn is_agreed(&self, id: &ItemId) -> bool {
        self.agreed.binary_search(id).is_ok()
    }

    /// How what was read as an item of it stands, by its score.
    #[must_use]
    pub fn stands(&self, id: &ItemId, score: Option<f32>) -> Suggestion {
        Suggestion::read(self.is_agreed(id), score)
    }

    /// How a claim of it stands: as sure as the attribution that it is the words of, or, in its own
    /// voice, as that nobody else says it.
    #[must_use]
    pub fn claim_stands(&self, claim: &Held) -> Suggestion {
        let told = claim.chain.first().map(|nth| self.told[*nth as usize].score);
        Suggestion::read(claim.agreed, told.unwrap_or_else(|| rates::own_voice(claim.voice)))
    }

    /// Whether a person agreed that some words name an actor.
    #[must_use]
    pub fn is_agreed_mention(&self, span: Span) -> bool {
        // An id is made of what it names: a mention's of its words.
        let id = || ItemId::derive(&self.text, ItemKind::Mention, &[span], 0);
        !self.agreed.is_empty() && self.is_agreed(&id())
    }

    /// What to call it: its title, or its number.
    #[must_use]
    pub fn label(&self) -> String {
        self.title.as_deref().map_or_else(|| format!("document {}", self.number), str::to_owned)
    }
}

fn part(section: &sayso_model::Section) -> Section {
    Section {
        span: section.span,
        kind: section.kind,
        author: small(section.author.as_ref().or(section.speaker.as_ref())),
        published: section.published.as_ref().map(|date| boxed(&date.0)),
    }
}

fn all<T>(kept: &[&ItemView], make: impl Fn(&Item, &Body) -> Option<T>) -> Box<[T]> {
    kept.iter().filter_map(|view| make(&view.item, &view.item.body)).collect()
}

const fn is_agreed(view: &ItemView) -> bool {
    view.by_hand || matches!(view.state, State::Accepted | State::Corrected)
}

fn agreed(kept: &[&ItemView]) -> Box<[ItemId]> {
    let agreed = kept.iter().filter(|view| is_agreed(view));
    agreed.map(|view| view.item.id.clone()).collect::<BTreeSet<_>>().into_iter().collect()
}

fn small(words: Option<&String>) -> Option<Box<str>> {
    words.map(|words| words.as_str().into())
}

/// What the first lines of a text say of it, without the marks of a heading.
fn named(words: Option<&String>) -> Option<Box<str>> {
    words.map(|words| titled(words).into())
}

fn boxed(date: &Edtf) -> Box<Edtf> {
    Box::new(date.clone())
}

/// Who has which name in a document; *the* and capitals make no difference.
struct Names(BTreeSet<(String, u32)>);

impl Names {
    fn of(actors: &[Actor]) -> Self {
        let all = (0..).zip(actors).flat_map(|(nth, actor)| {
            actor.names.iter().chain([&actor.name]).map(move |name| (Self::bare(name), nth))
        });
        Self(all.collect())
    }

    fn bare(name: &str) -> String {
        let name = name.to_lowercase();
        name.strip_prefix("the ").map_or_else(|| name.clone(), str::to_owned)
    }

    fn has(&self, name: &str, actor: u32) -> bool {
        self.0.contains(&(Self::bare(name), actor))
    }

    fn first(&self, name: &str) -> Option<u32> {
        let name = Self::bare(name);
        let (found, actor) = self.0.range((name.clone(), 0)..).next()?;
        (*found == name).then_some(*actor)
    }
}

/// The numbers of a document's actors and attributions, by their ids.
struct Numbers<'i> {
    actors: BTreeMap<&'i ItemId, u32>,
    told: BTreeMap<&'i ItemId, u32>,
}

impl<'i> Numbers<'i> {
    fn of(kept: &[&'i ItemView]) -> Self {
        let numbered = |wanted: fn(&Body) -> bool| {
            let ids = kept.iter().filter(|view| wanted(&view.item.body)).map(|view| &view.item.id);
            ids.enumerate().map(|(nth, id)| (id, number(nth))).collect()
        };
        Self {
            actors: numbered(|body| matches!(body, Body::Actor(_))),
            told: numbered(|body| matches!(body, Body::Attribution(_))),
        }
    }

    fn actor(&self, id: Option<&ItemId>) -> Option<u32> {
        self.actors.get(id?).copied()
    }

    fn teller(&self, id: Option<&ItemId>) -> Option<u32> {
        self.told.get(id?).copied()
    }

    fn actors(&self, kept: &[&ItemView]) -> Box<[Actor]> {
        let mut mentions = vec![Vec::new(); self.actors.len()];
        for view in kept {
            if let Body::Mention(mention) = &view.item.body
                && let Some(actor) = self.actor(mention.actor.as_ref())
            {
                mentions[actor as usize].push(mention.span);
            }
        }
        let mut mentions = mentions.into_iter();
        let actors = kept.iter().filter_map(|view| match &view.item.body {
            Body::Actor(actor) => Some((&view.item.id, actor)),
            _ => None,
        });
        let make = |(id, actor): (&ItemId, &sayso_model::Actor)| Actor {
            id: id.clone(),
            name: actor.name.as_str().into(),
            kind: actor.kind,
            names: actor.names.iter().map(|name| name.as_str().into()).collect(),
            member_of: actor.member_of.iter().filter_map(|id| self.actor(Some(id))).collect(),
            mentions: mentions.next().unwrap_or_default().into(),
        };
        actors.map(make).collect()
    }

    fn told(&self, item: &Item, body: &Body) -> Option<Told> {
        let Body::Attribution(told) = body else { return None };
        let Attribution { source, kind, stance, depth, .. } = *told;
        Some(Told {
            id: item.id.clone(),
            parent: self.teller(told.parent.as_ref()),
            source,
            cue: told.cue.as_slice().into(),
            content: told.content.as_slice().into(),
            kind,
            stance,
            speaker: self.actor(told.speaker.as_ref()),
            said: told.said.as_ref().map(|date| boxed(&date.0)),
            depth,
            score: rates::score(item),
            rejected: false,
        })
    }

    fn claim(&self, view: &ItemView) -> Option<Held> {
        let Body::Claim(claim) = &view.item.body else { return None };
        let Claim { voice, stance, .. } = *claim;
        Some(Held {
            id: view.item.id.clone(),
            content: claim.content.as_slice().into(),
            voice,
            chain: claim.chain.iter().filter_map(|id| self.teller(Some(id))).collect(),
            holder: small(claim.holder.as_ref()),
            speaker: None,
            stance,
            said: claim.said.as_ref().map(|date| boxed(&date.0)),
            happened: claim.happened.as_ref().map(|date| boxed(&date.0)),
            agreed: is_agreed(view),
        })
    }

    fn party(&self, words: &str, span: Option<Span>, actor: Option<&ItemId>) -> Party {
        Party { words: words.into(), span, actor: self.actor(actor) }
    }

    fn deed(&self, item: &Item, body: &Body) -> Option<Deed> {
        let Body::Relation(relation) = body else { return None };
        let Relation { span, kind, polarity, .. } = *relation;
        let subject = relation.subject.as_ref();
        let object = relation.object.as_ref();
        Some(Deed {
            id: item.id.clone(),
            span,
            kind,
            verb: relation.relation.as_str().into(),
            subject: subject.map(|words| {
                self.party(words, relation.subject_span, relation.subject_actor.as_ref())
            }),
            object: object.map(|words| {
                self.party(words, relation.object_span, relation.object_actor.as_ref())
            }),
            place: small(relation.place.as_ref()),
            when: relation.when.as_ref().map(|date| boxed(&date.0)),
            polarity,
            told: self.teller(relation.attribution.as_ref()),
            score: rates::score(item),
        })
    }

    fn change(&self, item: &Item, body: &Body) -> Option<Changed> {
        let Body::Status(status) = body else { return None };
        let Status { span, polarity, .. } = *status;
        Some(Changed {
            id: item.id.clone(),
            span,
            who: self.party(&status.actor, None, status.actor_id.as_ref()),
            was: small(status.was.as_ref()),
            became: small(status.became.as_ref()),
            rule: item.rule.clone(),
            when: status.when.as_ref().map(|date| boxed(&date.0)),
            polarity,
            told: self.teller(status.attribution.as_ref()),
            score: rates::score(item),
        })
    }

    fn figure(&self, item: &Item, body: &Body) -> Option<Figure> {
        let Body::Quantity(quantity) = body else { return None };
        let Quantity { span, low, best, high, .. } = *quantity;
        Some(Figure {
            id: item.id.clone(),
            span,
            of: quantity.of.as_str().into(),
            low,
            best,
            high,
            unit: small(quantity.unit.as_ref()),
            when: quantity.when.as_ref().map(|date| boxed(&date.0)),
            place: small(quantity.place.as_ref()),
            told: self.teller(quantity.attribution.as_ref()),
        })
    }

    fn side(&self, position: &Position) -> Side {
        let told = self.teller(position.attribution.as_ref());
        Side { span: position.span, holder: position.holder, told }
    }

    fn contrast(&self, item: &Item, body: &Body) -> Option<Opposed> {
        let Body::Contrast(contrast) = body else { return None };
        Some(Opposed {
            id: item.id.clone(),
            span: contrast.span,
            kind: contrast.kind,
            cue: contrast.cue.as_slice().into(),
            rejected: self.side(&contrast.rejected),
            other: self.side(&contrast.other),
        })
    }

    fn argument(&self, item: &Item, body: &Body) -> Option<Argued> {
        let Body::Argument(argument) = body else { return None };
        Some(Argued {
            id: item.id.clone(),
            conclusion: argument.conclusion,
            premises: argument.premises.as_slice().into(),
            told: self.teller(argument.attribution.as_ref()),
            score: rates::score(item),
        })
    }

    fn called(&self, item: &Item, body: &Body) -> Option<Called> {
        let Body::Naming(naming) = body else { return None };
        Some(Called {
            id: item.id.clone(),
            span: naming.span,
            speaker: self.actor(naming.speaker.as_ref()),
            term: naming.term.as_str().into(),
            of: self.actor(naming.of.as_ref()),
        })
    }
}
