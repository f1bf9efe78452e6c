//! From what was found to items with ids.

use crate::attribution::Found;
use crate::blocks::Block;
use crate::claims::{self, Made};
use crate::date;
use crate::read::{Link, Plain, State, sort};
use sayso_model::{
    Attribution, Body, Date, Happened, Item, ItemId, ItemIds, ItemKind, Naming, Quantity, Said,
    Span,
};

impl State<'_> {
    pub(crate) fn finish(self) -> Vec<Item> {
        let mut ids = ItemIds::new(self.text.id());
        let (mut items, actor_ids) = self.actors.items(&self.mentions, &mut ids);
        let quantity_ids: Vec<ItemId> =
            self.quantities.iter().map(|q| ids.next(ItemKind::Quantity, &[q.span])).collect();
        let relation_ids = self.relation_ids(&mut ids);
        let mut id = |found: &Found| {
            let place: Vec<Span> = found.content.iter().chain(&found.cue).copied().collect();
            ids.next(ItemKind::Attribution, &place)
        };
        let block_ids: Vec<ItemId> = self.blocks.blocks.iter().map(|b| id(&b.found)).collect();
        let link_ids: Vec<ItemId> = self.links.iter().map(|l| id(&l.found)).collect();
        let chains = Chains { state: &self, block_ids: &block_ids, link_ids: &link_ids };
        let gist_ids = Gist { quantities: &quantity_ids, relations: &relation_ids };
        for (b, block) in self.blocks.blocks.iter().enumerate() {
            items.push(chains.block_item(b, block));
        }
        for (l, link) in self.links.iter().enumerate() {
            items.push(chains.link_item(l, link, &actor_ids));
            items.push(self.claim_of(link, &chains, l, &gist_ids).item(&mut ids));
        }
        for plain in &self.plain {
            items.push(self.claim_in_voice(plain, &chains, &gist_ids).item(&mut ids));
        }
        items.extend(self.relation_items(&relation_ids, &link_ids, &actor_ids));
        items.extend(self.change_items(&mut ids, &link_ids, &actor_ids));
        items.extend(self.place_items(&mut ids));
        items.extend(self.quantity_items(&quantity_ids, &link_ids));
        items.extend(self.date_items(&mut ids));
        items.extend(self.naming_items(&mut ids));
        items.extend(self.contrast_items(&mut ids, &link_ids));
        items.extend(self.argument_items(&mut ids, &link_ids));
        sort(&mut items);
        items
    }

    fn claim_of(&self, link: &Link, chains: &Chains<'_, '_>, l: usize, q: &Gist<'_>) -> Made {
        let content = link.found.content.clone();
        Made {
            chain: chains.of(l),
            holder: self.holder(link),
            stance: link.found.stance,
            said: self.said(link),
            happened: self.happened(&content),
            gist: self.gist(&content, q),
            because: link.found.cue.clone(),
            led_by: link.led_by,
            rule: claims::ATTRIBUTED,
            content,
        }
    }

    fn claim_in_voice(&self, plain: &Plain, chains: &Chains<'_, '_>, q: &Gist<'_>) -> Made {
        let content = vec![plain.span];
        let block = plain.block.map(|b| &self.blocks.blocks[b]);
        let holder = match block {
            Some(block) => block.speaker.clone(),
            None => self.voices.speaker(plain.span),
        };
        Made {
            chain: plain.block.map(|b| chains.of_block(b)).unwrap_or_default(),
            holder,
            stance: sayso_model::Stance::Asserts,
            said: block.and_then(|b| b.said.clone()),
            happened: self.happened(&content),
            gist: self.gist(&content, q),
            because: Vec::new(),
            led_by: None,
            rule: claims::OWN_VOICE,
            content,
        }
    }

    /// When it was said: the date right after the reporting words (`said on Monday`), or the one
    /// that the sentence begins with before its source (`On Monday the mayor said`); in a quoted
    /// block the block's. A date anywhere else may be that of anything.
    fn said(&self, link: &Link) -> Option<Said> {
        let found = &link.found;
        let cue = *found.cue.last()?;
        let source = found.source.unwrap_or(cue);
        let begins = cue.start().min(source.start());
        let words = self.text.words();
        let between = |from: usize, to: usize| words.get(from..to).map(|w| w.trim().to_lowercase());
        let leads = |w: &str| {
            matches!(
                w,
                "" | "on" | "in" | "at" | "late on" | "early on" | "later on" | "that" | "," | "by"
            )
        };
        let fits = |date: &&date::Found| {
            let after = date.span.start() >= cue.end()
                && between(cue.end(), date.span.start()).is_some_and(|w| leads(&w));
            let before = date.span.end() <= begins
                && between(link.sentence.start(), date.span.start()).is_some_and(|w| leads(&w))
                && between(date.span.end(), begins).is_some_and(|w| matches!(w.as_str(), "" | ","));
            after || before
        };
        self.dates_in(link.sentence)
            .filter(|d| !found.content.iter().any(|c| c.overlaps(d.span)))
            .find(fits)
            .map(|d| Said(d.value.clone()))
            .or_else(|| link.block.and_then(|b| self.blocks.blocks[b].said.clone()))
    }

    /// When what it speaks of happened: the only date in the content, unless it tells of a thing
    /// by its date (`the report of 1911`, `the 1911 report`).
    fn happened(&self, content: &[Span]) -> Option<Happened> {
        let mut dates = content.iter().flat_map(|c| self.dates_in(*c));
        let (Some(date), None) = (dates.next(), dates.next()) else { return None };
        let words = self.text.words();
        let before = words[..date.span.start()].trim_end();
        let last = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let names = ["of", "from", "the", "a", "an", "his", "her", "its", "their", "this"];
        let told = names.contains(&last.to_lowercase().as_str());
        (!told).then(|| Happened(date.value.clone()))
    }

    /// The dates in some words that tell when, each once.
    pub(crate) fn dates_in(&self, span: Span) -> impl Iterator<Item = &date::Found> {
        let first = self.dates.partition_point(|d| d.span.start() < span.start());
        self.dates[first..]
            .iter()
            .take_while(move |d| d.span.end() <= span.end())
            .filter(|d| !d.is_end && d.value.bounds() != (None, None))
    }

    fn gist(&self, content: &[Span], ids: &Gist<'_>) -> Vec<ItemId> {
        let mut gist = self.relations_in(content, ids.relations);
        for span in content {
            let first = self.quantities.partition_point(|q| q.span.start() < span.start());
            let inside =
                self.quantities[first..].iter().take_while(|q| q.span.end() <= span.end()).count();
            gist.extend(ids.quantities[first..first + inside].iter().cloned());
        }
        gist
    }

    fn quantity_items(&self, ids: &[ItemId], link_ids: &[ItemId]) -> Vec<Item> {
        let mut holder: Vec<Option<usize>> = vec![None; self.quantities.len()];
        for (l, link) in self.links.iter().enumerate() {
            for span in &link.found.content {
                let first = self.quantities.partition_point(|q| q.span.start() < span.start());
                let inside =
                    self.quantities[first..].iter().take_while(|q| q.span.end() <= span.end());
                for (k, _) in inside.enumerate() {
                    let now = &mut holder[first + k];
                    let narrower = now.is_none_or(|o| {
                        length(&self.links[o].found.content) >= length(&link.found.content)
                    });
                    if narrower {
                        *now = Some(l);
                    }
                }
            }
        }
        self.quantities
            .iter()
            .zip(ids)
            .zip(holder)
            .map(|((q, id), holder)| Item {
                id: id.clone(),
                rule: q.rule.clone(),
                because: q.because.clone(),
                body: Body::Quantity(Quantity {
                    span: q.span,
                    of: q.of.clone(),
                    low: q.low,
                    best: q.best,
                    high: q.high,
                    unit: q.unit.clone(),
                    when: q.when.clone().map(Happened),
                    place: q.place.clone(),
                    attribution: holder.map(|l| link_ids[l].clone()),
                }),
            })
            .collect()
    }

    fn date_items(&self, ids: &mut ItemIds) -> Vec<Item> {
        self.dates
            .iter()
            .map(|d| Item {
                id: ids.next(ItemKind::Date, &[d.span]),
                rule: d.rule.clone(),
                because: d.because.clone(),
                body: Body::Date(Date { span: d.span, value: d.value.clone(), kind: d.kind }),
            })
            .collect()
    }

    fn naming_items(&self, ids: &mut ItemIds) -> Vec<Item> {
        self.namings
            .iter()
            .map(|n| Item {
                id: ids.next(ItemKind::Naming, &[n.span]),
                rule: n.rule.clone(),
                because: n.because.clone(),
                body: Body::Naming(Naming {
                    span: n.span,
                    speaker: None,
                    term: self.text.at(n.span).to_owned(),
                    of: None,
                }),
            })
            .collect()
    }
}

fn length(spans: &[Span]) -> usize {
    spans.iter().map(|s| s.len()).sum()
}

/// Ids of what a claim's content may hold.
struct Gist<'s> {
    quantities: &'s [ItemId],
    relations: &'s [ItemId],
}

/// Ids along chains of attributions, from the innermost out.
struct Chains<'s, 't> {
    state: &'s State<'t>,
    block_ids: &'s [ItemId],
    link_ids: &'s [ItemId],
}

impl Chains<'_, '_> {
    fn of(&self, link: usize) -> Vec<ItemId> {
        let mut chain = Vec::new();
        let mut at = Some(link);
        let mut last = link;
        while let Some(l) = at {
            chain.push(self.link_ids[l].clone());
            last = l;
            at = self.state.links[l].found.parent;
        }
        if let Some(block) = self.state.links[last].block {
            chain.extend(self.of_block(block));
        }
        chain
    }

    fn of_block(&self, block: usize) -> Vec<ItemId> {
        let mut chain = vec![self.block_ids[block].clone()];
        let mut at = block;
        while let Some(outer) = self.outer(at) {
            chain.push(self.block_ids[outer].clone());
            at = outer;
        }
        chain
    }

    fn outer(&self, block: usize) -> Option<usize> {
        self.state.blocks.outer(block)
    }

    fn block_item(&self, b: usize, block: &Block) -> Item {
        let parent = self.outer(b).map(|o| self.block_ids[o].clone());
        let depth = self.of_block(b).len();
        item(&block.found, self.block_ids[b].clone(), parent, depth, None, block.said.clone())
    }

    fn link_item(&self, l: usize, link: &Link, actors: &[ItemId]) -> Item {
        let parent = match link.found.parent {
            Some(p) => Some(self.link_ids[p].clone()),
            None => link.block.map(|b| self.block_ids[b].clone()),
        };
        let speaker = link.speaker.and_then(|a| actors.get(a).cloned());
        let depth = self.of(l).len();
        let said = self.state.said(link);
        let mut item = item(&link.found, self.link_ids[l].clone(), parent, depth, speaker, said);
        item.because.extend(link.led_by);
        item.because.sort_unstable();
        item
    }
}

fn item(
    found: &Found,
    id: ItemId,
    parent: Option<ItemId>,
    depth: usize,
    speaker: Option<ItemId>,
    said: Option<Said>,
) -> Item {
    let because = if found.cue.is_empty() { found.content.clone() } else { found.cue.clone() };
    Item {
        id,
        rule: found.rule.clone(),
        because,
        body: Body::Attribution(Attribution {
            parent,
            source: found.source,
            cue: found.cue.clone(),
            content: found.content.clone(),
            kind: found.kind,
            stance: found.stance,
            speaker,
            said,
            depth: u32::try_from(depth).unwrap_or(u32::MAX),
        }),
    }
}
