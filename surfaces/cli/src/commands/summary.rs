//! What a dossier holds, in a few lines.

use crate::failure::Failure;
use crate::show::{count, one_line, say, shortened};
use sayso::model::{Body, ReferenceKind, Section, SectionKind, Voice};
use sayso::{ClaimQuery, Dossier, Summary};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// The speakers that are named in a summary.
const SPEAKERS: usize = 5;
/// The posts of one page that are named.
const POSTS: usize = 12;

/// `12 documents new with 340 claims, 2 here already`
pub(crate) fn taken(taken: &Summary) -> String {
    let parts: Vec<String> = [
        (
            taken.new,
            format!("{} new with {}", count(taken.new, "document"), count(taken.claims, "claim")),
        ),
        (taken.known, format!("{} here already", taken.known)),
        (taken.skipped, format!("{} passed over", taken.skipped)),
        (taken.failed, format!("{} could not be read", taken.failed)),
    ]
    .into_iter()
    .filter_map(|(n, words)| (n > 0).then_some(words))
    .collect();
    if parts.is_empty() { "nothing new".to_owned() } else { parts.join(", ") }
}

/// What was counted over the items of all documents.
#[derive(Default)]
struct Counts {
    unattributed: usize,
    marks: usize,
    lost_marks: usize,
    links: usize,
    broken_links: usize,
    dates: usize,
    quantities: usize,
    damage: usize,
    posts: Vec<(u64, Vec<String>)>,
}

/// Prints what was taken in and what the dossier holds.
pub(crate) fn write(dossier: &Dossier, added: &Summary) -> Result<(), Failure> {
    let at = dossier.head()?.seq;
    let claims = dossier.claims(&ClaimQuery::default(), at)?;
    let documents = dossier.documents(at)?;
    let mut counts = Counts::default();
    for document in &documents {
        let items = dossier.items(&document.text, at)?;
        counts.add(document.number, items.iter().map(|view| &view.item.body));
    }
    let attributed = claims.iter().filter(|c| c.voice == Voice::Attributed).count();
    let mut out = io::stdout().lock();
    writeln!(out, "{}", taken(added))?;
    writeln!(
        out,
        "{}: {}, {} attributed and {} in the documents' own voice",
        count(documents.len(), "document"),
        count(claims.len(), "claim"),
        attributed,
        claims.len() - attributed
    )?;
    let speakers = speakers(&claims);
    if !speakers.is_empty() {
        say(&mut out, "who is quoted most: ", &speakers.join(", "))?;
    }
    counts.write(&mut out)?;
    Ok(())
}

/// A post's title; where it has none, whose it is and of when.
fn name_of(post: &Section) -> String {
    if let Some(title) = &post.title {
        return title.clone();
    }
    let by = post.author.as_ref().or(post.speaker.as_ref()).map(|name| format!(" by {name}"));
    let of = post.published.as_ref().map(|day| format!(", {day}"));
    format!("(no title){}{}", by.unwrap_or_default(), of.unwrap_or_default())
}

fn speakers(claims: &[sayso::ClaimView]) -> Vec<String> {
    let mut by: BTreeMap<&str, usize> = BTreeMap::new();
    for claim in claims.iter().filter(|c| c.voice == Voice::Attributed) {
        if let Some(holder) = &claim.holder
            && holder.chars().next().is_some_and(char::is_uppercase)
            && holder.contains(char::is_lowercase)
            && !matches!(holder.as_str(), "He" | "She" | "They" | "It" | "We" | "You")
        {
            *by.entry(holder).or_default() += 1;
        }
    }
    let mut by: Vec<_> = by.into_iter().collect();
    by.sort_by_key(|(name, n)| (usize::MAX - n, *name));
    by.iter()
        .take(SPEAKERS)
        .map(|(name, n)| format!("{} ({n})", shortened(&one_line(name), 48)))
        .collect()
}

impl Counts {
    fn add<'b>(&mut self, document: u64, items: impl Iterator<Item = &'b Body>) {
        let mut posts = Vec::new();
        for body in items {
            match body {
                Body::Section(s) if s.kind == SectionKind::Post => {
                    posts.push(name_of(s));
                }
                Body::Reference(r) => match r.kind {
                    ReferenceKind::FootnoteMark => {
                        self.marks += 1;
                        self.lost_marks += usize::from(r.target.is_none());
                    }
                    ReferenceKind::FootnoteTarget => {}
                    kind => {
                        self.links += 1;
                        let broken =
                            matches!(kind, ReferenceKind::Truncated | ReferenceKind::LinkTextOnly);
                        self.broken_links += usize::from(broken);
                    }
                },
                Body::Attribution(a) if a.source.is_none() && a.cue.is_empty() => {
                    self.unattributed += 1;
                }
                Body::Date(_) => self.dates += 1,
                Body::Quantity(_) => self.quantities += 1,
                Body::Damage(_) => self.damage += 1,
                _ => {}
            }
        }
        if posts.len() > 1 {
            self.posts.push((document, posts));
        }
    }

    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(
            out,
            "{}, {}; {} left without a speaker",
            count(self.dates, "date"),
            if self.quantities == 1 {
                "1 quantity".to_owned()
            } else {
                format!("{} quantities", self.quantities)
            },
            count(self.unattributed, "quotation"),
        )?;
        writeln!(
            out,
            "{}, {} without its target; {}, {} cut off or lost; {} of damage",
            count(self.marks, "note mark"),
            self.lost_marks,
            count(self.links, "link"),
            self.broken_links,
            count(self.damage, "place"),
        )?;
        for (document, posts) in &self.posts {
            writeln!(out, "document {document} holds {}:", count(posts.len(), "post"))?;
            for post in posts.iter().take(POSTS) {
                writeln!(out, "  {}", shortened(&one_line(post), 96))?;
            }
            if posts.len() > POSTS {
                writeln!(out, "  and {} more", posts.len() - POSTS)?;
            }
        }
        Ok(())
    }
}
