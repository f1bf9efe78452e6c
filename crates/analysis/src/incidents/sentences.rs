//! What the sentences of one document tell, each by itself.

use super::happening::Happening;
use super::reports::{Report, dedup};
use super::when::{self, Story, When};
use crate::corpus::{Deed, Document, Place, Pointed, number};
use crate::identity::Identities;
use crate::sites::{tells_where, tells_where_in};
use crate::spelling::Spelled;
use sayso_model::Span;
use std::collections::BTreeSet;

/// Things of a document by the sentence they stand in.
pub(super) struct Sentences<'p> {
    page: &'p Document,
    identities: &'p Identities,
    document: u32,
    story: Story,
    deeds: Vec<(u32, u32)>,
    figures: Vec<(u32, u32)>,
    places: Vec<(u32, u32)>,
    dates: Vec<(u32, u32)>,
    mentions: Vec<(u32, u32)>,
    /// The countries that its places are in, folded.
    countries: BTreeSet<String>,
}

impl<'p> Sentences<'p> {
    pub(super) fn of(
        page: &'p Document,
        identities: &'p Identities,
        document: u32,
        story: Story,
    ) -> Self {
        let by = |spans: &mut dyn Iterator<Item = (u32, Span)>| {
            let at = |(nth, span): (u32, Span)| Some((page.sentence_at(span.start())?, nth));
            let mut placed: Vec<(u32, u32)> =
                spans.filter_map(at).map(|(s, nth)| (number(s), nth)).collect();
            placed.sort_unstable();
            placed
        };
        let mentions = (0..)
            .zip(&page.actors)
            .flat_map(|(nth, actor)| actor.mentions.iter().map(move |span| (nth, *span)));
        Self {
            page,
            identities,
            document,
            story,
            deeds: by(&mut (0..).zip(&page.deeds).map(|(nth, deed)| (nth, deed.span))),
            figures: by(&mut (0..).zip(&page.figures).map(|(nth, figure)| (nth, figure.span))),
            places: by(&mut (0..).zip(&page.places).map(|(nth, place)| (nth, place.span))),
            dates: by(&mut (0..).zip(&page.dates).map(|(nth, date)| (nth, date.span))),
            mentions: by(&mut { mentions }),
            countries: page
                .places
                .iter()
                .filter_map(|p| p.country.as_deref())
                .map(folded)
                .collect(),
        }
    }

    /// What a sentence tells of a happening, where it does.
    pub(super) fn report(&self, sentence: u32) -> Option<Report> {
        let deed = |nth: &u32| &self.page.deeds[*nth as usize];
        let deeds: Vec<u32> = within(&self.deeds, sentence)
            .filter(|nth| Happening::of(deed(nth).kind).is_some())
            .collect();
        let kind = deeds.iter().filter_map(|nth| Happening::of(deed(nth).kind)).min()?;
        let own: Vec<&Deed> = deeds.iter().map(deed).collect();
        let when = self.when(sentence, &own)?;
        Some(Report {
            kind,
            when,
            places: self.places(sentence, &own),
            deeds,
            ..self.other(sentence)
        })
    }

    /// What a sentence tells of a happening where nothing but a person says that it does.
    pub(super) fn other(&self, sentence: u32) -> Report {
        let document = self.document;
        let mentioned = within(&self.mentions, sentence);
        let mut actors: Vec<u32> =
            mentioned.map(|nth| self.identities.acting(Place { document, nth })).collect();
        dedup(&mut actors);
        Report {
            document,
            span: self.page.sentences[sentence as usize],
            sentences: vec![sentence],
            kind: Happening::Other,
            days: None,
            inferred: false,
            places: self.places(sentence, &[]),
            actors,
            deeds: Vec::new(),
            figures: within(&self.figures, sentence).collect(),
            ruled: Vec::new(),
            when: self.when(sentence, &[]).unwrap_or_default(),
        }
    }

    fn when(&self, sentence: u32, deeds: &[&Deed]) -> Option<When> {
        let dates: Vec<&Pointed> =
            within(&self.dates, sentence).map(|nth| &self.page.dates[nth as usize]).collect();
        let span = self.page.sentences[sentence as usize];
        let story = self.story.at(self.page, span.start());
        when::told(self.page, &story, span, deeds, &dates)
    }

    fn places(&self, sentence: u32, deeds: &[&Deed]) -> Vec<String> {
        let named = within(&self.places, sentence).map(|nth| &self.page.places[nth as usize]);
        let named = named.filter(|place| tells_where(self.page, place.span)).map(|p| &*p.name);
        let told = deeds.iter().filter_map(|deed| deed.place.as_deref());
        let span = self.page.sentences[sentence as usize];
        let told = told.filter(|name| tells_where_in(self.page, span, name));
        let mut places: Vec<String> = told.chain(named).map(folded).collect();
        places.retain(|place| !place.is_empty());
        // A country is where everything happens.
        if !places.iter().all(|place| self.countries.contains(place)) {
            places.retain(|place| !self.countries.contains(place));
        }
        dedup(&mut places);
        places
    }
}

fn within(placed: &[(u32, u32)], sentence: u32) -> impl Iterator<Item = u32> {
    let from = placed.partition_point(|(at, _)| *at < sentence);
    placed[from..].iter().take_while(move |(at, _)| *at == sentence).map(|(_, nth)| *nth)
}

fn folded(name: &str) -> String {
    Spelled::of(name).folded()
}
