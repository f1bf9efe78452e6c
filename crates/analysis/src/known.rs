//! The list of known actors: states, their bodies and leaders, alliances, armed groups, media, with
//! their names and from when to when each held. `data/actors/README.md` says where it comes from.
//!
//! It says what names are used for whom, not who is right. A dossier can be analysed without it.

use crate::corpus::Days;
use crate::spelling::Spelled;
use sayso_model::{ActorKind, Edtf};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// A thing that held from one day to another, where the list says when.
#[derive(Debug, Clone, PartialEq)]
pub struct Dated<T> {
    /// What held.
    pub what: T,
    /// When; `None` where it always did, or nobody says.
    pub when: Option<Edtf>,
}

impl<T> Dated<T> {
    /// Whether it can have held on one of these days.
    #[must_use]
    pub fn held(&self, days: Option<Days>) -> bool {
        let Some((first, last)) = self.when.as_ref().map(Days::ends) else { return true };
        days.is_none_or(|days| {
            first.is_none_or(|first| first <= days.last)
                && last.is_none_or(|last| days.first <= last)
        })
    }
}

/// An actor that the list knows.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its key in the list.
    pub key: String,
    /// What it is.
    pub kind: ActorKind,
    /// Its usual English name.
    pub name: String,
    /// Its other names.
    pub names: Vec<Dated<String>>,
    /// Names that only others use for it, and that say something.
    pub loaded: Vec<Dated<String>>,
    /// The keys of what it is a part of or belongs to.
    pub of: Vec<Dated<String>>,
    /// The offices of a person, in words.
    pub offices: Vec<Dated<String>>,
    /// Places and buildings that stand for it where they speak or act.
    pub metonyms: Vec<Dated<String>>,
    /// Where this is from.
    pub source: String,
}

impl Entry {
    /// Its names, but those that only others use for it.
    fn names(&self) -> impl Iterator<Item = Spelled> {
        let names = self.names.iter().map(|name| name.what.as_str());
        names.chain([self.name.as_str()]).map(Spelled::of)
    }

    /// Whether this, as folded by [`Spelled::folded`], is a name of its.
    #[must_use]
    pub fn is_called(&self, folded: &str) -> bool {
        self.names().any(|name| name.folded() == folded)
    }

    /// Whether this, as folded by [`Spelled::folded`], is an acronym that it has for a name.
    #[must_use]
    pub fn is_acronym(&self, folded: &str) -> bool {
        self.names().any(|name| name.as_acronym() == Some(folded))
    }

    /// The keys of what a person holds or held an office of: what follows the last *of*.
    pub fn bodies(&self) -> impl Iterator<Item = Dated<&str>> {
        self.offices.iter().filter_map(|office| {
            let (_, what) = office.what.rsplit_once(" of ")?;
            Some(Dated { what, when: office.when.clone() })
        })
    }
}

/// Why a line of a list cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line} of the list of actors: {why}")]
pub struct KnownError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub why: String,
}

/// A list of known actors.
#[derive(Debug, Clone, Default)]
pub struct Known {
    entries: Vec<Entry>,
    by_key: BTreeMap<String, usize>,
    by_name: BTreeMap<String, Vec<usize>>,
    by_metonym: BTreeMap<String, Vec<Dated<usize>>>,
}

/// Columns of a list.
const COLUMNS: usize = 8;

impl Known {
    /// The list that ships with the program.
    #[must_use]
    pub fn shipped() -> &'static Self {
        static SHIPPED: OnceLock<Known> = OnceLock::new();
        SHIPPED.get_or_init(|| {
            let mut known = Self::default();
            // The written list goes first: where both have a key, it stands.
            for list in
                [include_str!("../data/actors/own.tsv"), include_str!("../data/actors/phoenix.tsv")]
            {
                // A test holds that every line can be read.
                let _ = known.add(list);
            }
            known
        })
    }

    /// Without anybody.
    #[must_use]
    pub fn nobody() -> Self {
        Self::default()
    }

    /// Adds the lines of a list. Lines of keys that it has already are left out; the rest of a list
    /// with a wrong line is added all the same.
    ///
    /// # Errors
    ///
    /// The first line that cannot be read.
    pub fn add(&mut self, list: &str) -> Result<(), KnownError> {
        let mut wrong = None;
        for (line, text) in (1..).zip(list.lines()) {
            if text.trim().is_empty() || text.starts_with('#') || text.starts_with("key\t") {
                continue;
            }
            match entry(text) {
                Ok(entry) => self.insert(entry),
                Err(why) => wrong = wrong.or(Some(KnownError { line, why })),
            }
        }
        wrong.map_or(Ok(()), Err)
    }

    fn insert(&mut self, entry: Entry) {
        if self.by_key.contains_key(&entry.key) {
            return;
        }
        let nth = self.entries.len();
        self.by_key.insert(entry.key.clone(), nth);
        let names = entry.names.iter().chain(&entry.loaded).map(|name| name.what.as_str());
        for name in names.chain([entry.name.as_str()]) {
            let of = self.by_name.entry(Spelled::of(name).folded()).or_default();
            if of.last() != Some(&nth) {
                of.push(nth);
            }
        }
        for word in &entry.metonyms {
            let stands = Dated { what: nth, when: word.when.clone() };
            self.by_metonym.entry(Spelled::of(&word.what).folded()).or_default().push(stands);
        }
        self.entries.push(entry);
    }

    /// The entry of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Entry> {
        self.by_key.get(key).map(|nth| &self.entries[*nth])
    }

    /// Everybody whom a name, as folded by [`Spelled::folded`], can mean.
    pub fn named(&self, folded: &str) -> impl Iterator<Item = &Entry> {
        self.by_name.get(folded).into_iter().flatten().map(|nth| &self.entries[*nth])
    }

    /// Everybody for whom a place, by its folded name, stands where it speaks or acts, and when.
    pub fn stands_for(&self, folded: &str) -> impl Iterator<Item = Dated<&Entry>> {
        let all = self.by_metonym.get(folded).into_iter().flatten();
        all.map(|of| Dated { what: &self.entries[of.what], when: of.when.clone() })
    }

    /// Everybody, in the list's order.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }
}

fn entry(line: &str) -> Result<Entry, String> {
    let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
    let [key, kind, name, names, of, offices, metonyms, source] = cells[..] else {
        return Err(format!("{} columns instead of {COLUMNS}", cells.len()));
    };
    if key.is_empty() || name.is_empty() {
        return Err("the key or the name is missing".to_owned());
    }
    let kind = ActorKind::from_word(kind).ok_or_else(|| format!("no kind of actor: {kind:?}"))?;
    let (loaded, names): (Vec<_>, Vec<_>) =
        dated(names)?.into_iter().partition(|name| name.what.starts_with('~'));
    let plain = |name: Dated<String>| Dated { what: name.what[1..].to_owned(), ..name };
    Ok(Entry {
        key: key.to_owned(),
        kind,
        name: name.to_owned(),
        names,
        loaded: loaded.into_iter().map(plain).collect(),
        of: dated(of)?,
        offices: dated(offices)?,
        metonyms: dated(metonyms)?,
        source: source.to_owned(),
    })
}

fn cell(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('|').map(str::trim).filter(|part| !part.is_empty())
}

/// `WHAT@FROM/TO|WHAT|...`
fn dated(parts: &str) -> Result<Vec<Dated<String>>, String> {
    cell(parts)
        .map(|part| match part.rsplit_once('@') {
            None => Ok(Dated { what: part.to_owned(), when: None }),
            Some((what, when)) => {
                let when = when.parse::<Edtf>().map_err(|error| error.to_string())?;
                Ok(Dated { what: what.trim().to_owned(), when: Some(when) })
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = "# a comment\n\
        port-guard\tarmed_group\tPort Guard\tal-Haras|Harbour Watch@1990/1999|~the Wreckers\tnorthland@2001/..\t\t\town\n\
        northland\tstate\tNorthland\t\t\t\tOsterby@1991/..\town\n";

    #[test]
    fn a_list_is_read_with_its_days() {
        let mut known = Known::nobody();
        known.add(LIST).expect("a list");
        let guard = known.get("port-guard").expect("there");
        assert_eq!(guard.loaded[0].what, "the Wreckers");
        let days = |edtf: &str| Days::of(&edtf.parse().expect("EDTF"));
        assert!(guard.of[0].held(days("2010")) && !guard.of[0].held(days("2000")));
        assert!(guard.names[1].held(days("1995")) && !guard.names[1].held(days("2000")));
        assert_eq!(known.named("haras").count(), 1);
        let stands = |year| known.stands_for("osterby").filter(move |of| of.held(days(year)));
        assert_eq!(
            stands("2010").map(|of| of.what.key.as_str()).collect::<Vec<_>>(),
            ["northland"]
        );
        assert_eq!(stands("1980").count(), 0);
    }

    #[test]
    fn a_wrong_line_is_named_and_the_rest_is_read() {
        let mut known = Known::nobody();
        let error = known.add(&format!("no columns\n{LIST}")).expect_err("wrong");
        assert_eq!(error.line, 1);
        assert!(known.get("northland").is_some());
    }

    #[test]
    fn every_line_of_the_shipped_lists_can_be_read() {
        let mut known = Known::nobody();
        for list in
            [include_str!("../data/actors/own.tsv"), include_str!("../data/actors/phoenix.tsv")]
        {
            known.add(list).expect("a line that can be read");
        }
        for entry in known.entries() {
            for of in &entry.of {
                assert!(known.get(&of.what).is_some(), "{} is of {}", entry.key, of.what);
            }
        }
    }
}
