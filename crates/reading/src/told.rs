//! Relations, changes of status and places of a whole text, as items.

#[cfg(test)]
mod tests;

use crate::actors::Placed;
use crate::read::State;
use crate::relations::{self, Argument};
use crate::{mentions, status};
use sayso_model::{
    ActorKind, Body, Happened, Item, ItemId, ItemIds, ItemKind, Place, Relation, RelationKind,
    RuleId, Span, Status,
};
use sayso_parser::{InName, Label, Parse, Token, Word, tokens};
use std::sync::Arc;

/// A place named.
const PLACE: RuleId = RuleId::new("place.named");

/// What a text tells, as it is gathered, paragraph by paragraph.
#[derive(Debug, Default)]
pub(crate) struct Told {
    relations: Vec<Between>,
    changes: Vec<Changed>,
}

/// A relation with the actors that its ends name or stand for.
#[derive(Debug)]
struct Between {
    found: relations::Found,
    subject: Option<usize>,
    object: Option<usize>,
    /// The words elsewhere that say who they are.
    led_by: Vec<Span>,
}

/// A change with the actor that it is of.
#[derive(Debug)]
struct Changed {
    found: status::Found,
    actor: Option<usize>,
    /// The words elsewhere that say who that is.
    led_by: Option<Span>,
}

impl Told {
    pub(crate) fn count(&self) -> usize {
        self.relations.len() + self.changes.len()
    }
}

/// The words of a paragraph without any grammar, for a text in a language that no model is for.
pub(crate) fn bare(text: &str, sentences: &[Span]) -> Parse {
    let mut words: Vec<Word> = Vec::new();
    for sentence in sentences {
        let mut starts = true;
        for Token { span, .. } in tokens(text, *sentence) {
            let head = u32::try_from(words.len()).unwrap_or(u32::MAX);
            let none = Label::default();
            let name = InName::default();
            words.push(Word { span, tag: none, pos: none, relation: none, head, starts, name });
            starts = false;
        }
    }
    Parse::new(words, [""; 0], Arc::default())
}

impl State<'_> {
    /// Reads what a paragraph tells, once its names and dates are known, and what its pronouns
    /// stand for. A heading tells nothing.
    pub(crate) fn tell(&mut self, paragraph: Span, parse: &Parse) {
        if self.voices.heads(paragraph) {
            return;
        }
        let text = self.text.words();
        let first = self.mentions.partition_point(|m| m.found.span.start() < paragraph.start());
        let names: Vec<_> =
            self.mentions[first..].iter().map(|n| (n.found.span, n.found.kind)).collect();
        let dates: Vec<Span> = self.dates_in(paragraph).map(|d| d.span).collect();
        for found in relations::find(text, parse, &names, &dates) {
            let ends = [found.subject, found.object].map(|end| self.who(end?));
            let led_by = ends.iter().flatten().filter_map(|(_, led_by)| *led_by).collect();
            let [subject, object] = ends.map(|end| end.map(|(actor, _)| actor));
            if subject.is_some() && subject == object && !self.names_anew(&found) {
                continue;
            }
            self.told.relations.push(Between { found, subject, object, led_by });
        }
        for found in status::find(text, parse, &names, &dates) {
            let (actor, led_by) = self.who(found.actor).unzip();
            self.told.changes.push(Changed { found, actor, led_by: led_by.flatten() });
        }
    }

    /// The actor that a phrase names at its head, or stands for, and the words elsewhere that say
    /// so, where it does not.
    fn who(&self, argument: Argument) -> Option<(usize, Option<Span>)> {
        let at = self.mentions.partition_point(|m| m.found.span.start() < argument.at.start());
        let named = self.mentions.get(at).filter(|m| m.found.span == argument.at);
        named.map(|m| (m.actor, None)).or_else(|| self.meant(argument.span))
    }

    /// Whether a relation tells that one wording is another for the same: `the Guard was a militia`.
    /// Nobody is in any other relation to itself.
    fn names_anew(&self, found: &relations::Found) -> bool {
        let words = |end: Option<Argument>| end.map(|end| bare_words(self.text.at(end.span)));
        let is = found.kind == RelationKind::SameAs || found.relation == "be";
        is && words(found.subject) != words(found.object)
    }

    /// The ids of the relations, in their order.
    pub(crate) fn relation_ids(&self, ids: &mut ItemIds) -> Vec<ItemId> {
        let place = |r: &relations::Found| [&[r.span], r.because.as_slice()].concat();
        let relations = self.told.relations.iter();
        relations.map(|r| ids.next(ItemKind::Relation, &place(&r.found))).collect()
    }

    pub(crate) fn relation_items(
        &self,
        ids: &[ItemId],
        link_ids: &[ItemId],
        actors: &[ItemId],
    ) -> Vec<Item> {
        let at: Vec<Span> =
            self.told.relations.iter().map(|r| said_at(&r.found.because, r.found.span)).collect();
        let holders = self.holders(&at);
        let relations = self.told.relations.iter().zip(ids).zip(holders);
        relations
            .map(|((Between { found: r, subject, object, led_by }, id), holder)| Item {
                id: id.clone(),
                rule: r.rule.clone(),
                // Not of its id: that another is taken for its end does not make it another.
                because: [r.because.as_slice(), led_by].concat(),
                body: Body::Relation(Relation {
                    span: r.span,
                    kind: r.kind,
                    subject: r.subject.map(|s| self.text.at(s.span).to_owned()),
                    relation: r.relation.clone(),
                    object: r.object.map(|o| self.text.at(o.span).to_owned()),
                    subject_span: r.subject.map(|s| s.span),
                    object_span: r.object.map(|o| o.span),
                    subject_actor: subject.and_then(|a| actors.get(a).cloned()),
                    object_actor: object.and_then(|a| actors.get(a).cloned()),
                    place: r.place.map(|p| self.text.at(p).to_owned()),
                    when: self.happened_at(r.when),
                    polarity: r.polarity,
                    attribution: holder.and_then(|l| link_ids.get(l).cloned()),
                }),
            })
            .collect()
    }

    pub(crate) fn change_items(
        &self,
        ids: &mut ItemIds,
        link_ids: &[ItemId],
        actors: &[ItemId],
    ) -> Vec<Item> {
        let changes = &self.told.changes;
        let at: Vec<Span> =
            changes.iter().map(|c| said_at(&c.found.because, c.found.span)).collect();
        let changes = changes.iter().zip(self.holders(&at));
        changes
            .map(|(Changed { found: c, actor, led_by }, holder)| Item {
                id: ids.next(ItemKind::Status, &[&[c.span], c.because.as_slice()].concat()),
                rule: c.rule.clone(),
                // Not of its id: that another is taken for its actor does not make it another.
                because: c.because.iter().copied().chain(*led_by).collect(),
                body: Body::Status(Status {
                    span: c.span,
                    actor: self.text.at(c.actor.span).to_owned(),
                    actor_id: actor.and_then(|a| actors.get(a).cloned()),
                    was: c.was.map(|w| self.text.at(w).to_owned()),
                    became: c.became.map(|b| self.text.at(b).to_owned()),
                    when: self.happened_at(c.when),
                    polarity: c.polarity,
                    attribution: holder.and_then(|l| link_ids.get(l).cloned()),
                }),
            })
            .collect()
    }

    /// The places that the text names, states among them.
    pub(crate) fn place_items(&self, ids: &mut ItemIds) -> Vec<Item> {
        let named = |m: &&Placed| match m.found.kind {
            ActorKind::Place => true,
            ActorKind::State => !mentions::is_adjective(self.text.at(m.found.span)),
            _ => false,
        };
        self.mentions
            .iter()
            .filter(named)
            .map(|m| {
                let span = m.found.span;
                let name = self.text.at(span).to_owned();
                let country = mentions::list::country(&name);
                let body = Body::Place(Place { span, name, country, lat: None, lon: None });
                Item { id: ids.of(&body, &[span]), rule: PLACE, because: vec![span], body }
            })
            .collect()
    }

    fn happened_at(&self, words: Option<Span>) -> Option<Happened> {
        let words = words?;
        let at = self.dates.partition_point(|d| d.span.start() < words.start());
        let date = self.dates.get(at).filter(|d| d.span == words)?;
        Some(Happened(date.value.clone()))
    }

    /// For each of these places the narrowest attribution in whose content it stands.
    pub(crate) fn holders(&self, places: &[Span]) -> Vec<Option<usize>> {
        let mut order: Vec<usize> = (0..places.len()).collect();
        order.sort_by_key(|&i| places[i]);
        let mut narrowest: Vec<Option<(usize, usize)>> = vec![None; places.len()];
        for (l, link) in self.links.iter().enumerate() {
            let size: usize = link.found.content.iter().map(|c| c.len()).sum();
            for content in &link.found.content {
                let first = order.partition_point(|&i| places[i].start() < content.start());
                let inside =
                    order[first..].iter().take_while(|&&i| places[i].start() < content.end());
                for &i in inside {
                    let now = &mut narrowest[i];
                    if content.contains(places[i]) && now.is_none_or(|(before, _)| size <= before) {
                        *now = Some((size, l));
                    }
                }
            }
        }
        narrowest.into_iter().map(|n| n.map(|(_, l)| l)).collect()
    }

    /// The relations whose words stand in some content.
    pub(crate) fn relations_in(&self, content: &[Span], ids: &[ItemId]) -> Vec<ItemId> {
        let mut out = Vec::new();
        for span in content {
            let first =
                self.told.relations.partition_point(|r| r.found.span.start() < span.start());
            let rest = self.told.relations[first..].iter().zip(&ids[first..]);
            let inside = rest.take_while(|(r, _)| r.found.span.start() < span.end());
            out.extend(
                inside.filter(|(r, _)| span.contains(r.found.span)).map(|(_, id)| id.clone()),
            );
        }
        out
    }
}

/// Words without capitals and an article before them.
fn bare_words(words: &str) -> String {
    let words = words.to_lowercase();
    words.strip_prefix("the ").map_or_else(|| words.clone(), str::to_owned)
}

/// The words that tell something, to see in whose content they stand.
fn said_at(because: &[Span], span: Span) -> Span {
    because.first().copied().unwrap_or(span)
}
