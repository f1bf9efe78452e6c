//! Fetching pages into a dossier, and asking whether the addresses in it still answer.

use super::{Dossier, DossierError, Kept, Summary, keep};
use crate::pipeline::{self, Document, Options, Outcome};
use sayso_capture::Found;
use sayso_capture::fetch::{Address, FetchError, Fetcher, LinkCheck, Policy, Tally, Visit, World};
use sayso_ledger::{Appended, Check, Entry, Provenance, Stamp};
use sayso_model::{Diagnostic, Digest, ReferenceKind, TextId};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::AddAssign;

/// How pages are fetched.
#[derive(Debug, Clone)]
pub struct Fetching {
    /// What the fetcher may do.
    pub policy: Policy,
    /// The most pages that are fetched of those that a page refers to; `None` for none of them.
    pub links: Option<usize>,
    /// Whether the record of a fetch that gave no page is kept.
    pub keep_errors: bool,
}

/// What a run of fetching came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fetched {
    /// What was taken in.
    pub summary: Summary,
    /// What was asked.
    pub tally: Tally,
    /// Addresses that pages refer to, past the most that are fetched.
    pub left: usize,
}

impl AddAssign for Summary {
    fn add_assign(&mut self, other: Self) {
        self.new += other.new;
        self.known += other.known;
        self.failed += other.failed;
        self.skipped += other.skipped;
        self.claims += other.claims;
    }
}

/// An address that documents have, and which documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkedAddress {
    /// The address, without its fragment.
    pub address: String,
    /// The numbers of the documents that refer to it, or were got or published there.
    pub documents: Vec<u64>,
}

/// The run as it goes on.
struct Run<'r> {
    options: &'r Options,
    fetching: &'r Fetching,
    stamp: &'r dyn Fn() -> Stamp,
    present: BTreeSet<TextId>,
    /// The addresses that were asked, so that none is asked twice.
    asked: BTreeSet<Address>,
    fetched: Fetched,
}

impl Dossier {
    /// Fetches pages, one after the other, and takes them in: of each the page, and the WARC of
    /// everything that was sent and received on the way to it. `kept` hears of a page when it is
    /// safe.
    ///
    /// # Errors
    ///
    /// Where the dossier cannot be read or written; what was told as kept stays.
    pub fn fetch(
        &mut self,
        addresses: &[String],
        options: &Options,
        fetching: &Fetching,
        world: &dyn World,
        stamp: &dyn Fn() -> Stamp,
        kept: &mut dyn FnMut(Kept<'_>),
    ) -> Result<Fetched, DossierError> {
        let at = self.ledger.head()?.seq;
        let present = self.ledger.documents(at)?.into_iter().map(|document| document.text);
        let mut run = Run {
            options,
            fetching,
            stamp,
            present: present.collect(),
            asked: BTreeSet::new(),
            fetched: Fetched::default(),
        };
        let mut fetcher = Fetcher::new(world, fetching.policy.clone(), options.limits);
        for address in addresses {
            if !run.is_new(address) {
                continue;
            }
            let links = self.take_in(fetcher.page(address), &mut run, kept)?;
            let mut links: Vec<_> = links.into_iter().filter(|link| run.is_new(link)).collect();
            let most = fetching.links.unwrap_or_default();
            run.fetched.left += links.len().saturating_sub(most);
            links.truncate(most);
            for link in links {
                self.take_in(fetcher.page(&link), &mut run, kept)?;
            }
        }
        run.fetched.tally = fetcher.tally().clone();
        Ok(run.fetched)
    }

    /// Takes one page in, after the record of its fetch; gives the addresses that it refers to,
    /// where these are wanted.
    fn take_in(
        &mut self,
        visit: Visit,
        run: &mut Run<'_>,
        kept: &mut dyn FnMut(Kept<'_>),
    ) -> Result<Vec<String>, DossierError> {
        let wanted = visit.answered || run.fetching.keep_errors;
        let mut found = visit.found;
        if wanted && !visit.warc.is_empty() {
            let provenance = of_record(&visit.asked, visit.at);
            let entry = Entry::Capture { bytes: &visit.warc, provenance, link: None };
            self.ledger.append(&(run.stamp)(), &[entry])?;
            if let Some(Found::Failed { diagnostics, .. } | Found::Skipped { diagnostics, .. }) =
                found.first_mut()
            {
                let digest = Digest::of(&visit.warc);
                diagnostics.push(Diagnostic::note(format!(
                    "the record of what the server sent is kept, as sha256:{digest}"
                )));
            }
        }
        let outcomes = pipeline::outcomes(found, run.options, &|_| false);
        let links = match outcomes.first() {
            Some(Outcome::Read(document)) if run.fetching.links.is_some() => links(document),
            _ => Vec::new(),
        };
        let stamp = (run.stamp)();
        let (present, summary) = (&mut run.present, &mut run.fetched.summary);
        keep(&mut self.ledger, &stamp, &outcomes, present, summary, kept)?;
        Ok(links)
    }

    /// Every address that a document refers to, or was got or published at, once, in order of the
    /// documents. What is no address of a page, such as one of mail, is left out.
    ///
    /// # Errors
    ///
    /// Where the dossier cannot be read.
    pub fn linked_addresses(&self, at: u64) -> Result<Vec<LinkedAddress>, DossierError> {
        let mut found: BTreeMap<String, (usize, Vec<u64>)> = BTreeMap::new();
        for document in self.documents(at)? {
            let text = self.text(&document.text, at)?;
            let got = document.sources.iter().filter_map(|s| s.provenance.address.clone());
            let own = document.address.clone().into_iter().chain(got);
            for address in own.filter_map(|own| whole(&own)).chain(references(&text)) {
                let next = found.len();
                let (_, documents) = found.entry(address).or_insert((next, Vec::new()));
                if documents.last() != Some(&document.number) {
                    documents.push(document.number);
                }
            }
        }
        let mut found: Vec<_> = found.into_iter().collect();
        found.sort_by_key(|(_, (nth, _))| *nth);
        let linked = |(address, (_, documents))| LinkedAddress { address, documents };
        Ok(found.into_iter().map(linked).collect())
    }

    /// Records that an address was asked whether it still answers, and what came of it.
    ///
    /// # Errors
    ///
    /// Where the dossier cannot be written.
    pub fn record_link_check(
        &mut self,
        checked: &LinkCheck,
        stamp: &Stamp,
    ) -> Result<Appended, DossierError> {
        let found = checked.to_string();
        self.append(Entry::Check(Check::Address { address: checked.asked.clone(), found }), stamp)
    }
}

impl Run<'_> {
    /// Whether an address was not asked yet. What is no address is new each time: it is told so.
    fn is_new(&mut self, address: &str) -> bool {
        Address::parse(address).map_or(true, |address| self.asked.insert(address))
    }
}

/// Where the record of a fetch comes from.
fn of_record(asked: &str, at: Option<String>) -> Provenance {
    Provenance {
        from: asked.to_owned(),
        how: "fetch".to_owned(),
        media_type: Some("application/warc".to_owned()),
        fetched: at,
        ..Provenance::default()
    }
}

/// The addresses that a page refers to, its own excepted, in order.
fn links(document: &Document) -> Vec<String> {
    let own = [&document.provenance.address, &document.text.address];
    let mut seen: BTreeSet<String> =
        own.into_iter().flatten().filter_map(|own| whole(own)).collect();
    references(&document.text).filter(|address| seen.insert(address.clone())).collect()
}

/// The whole addresses of pages that a text refers to, in order.
fn references(text: &sayso_model::Text) -> impl Iterator<Item = String> {
    let known = text.references().filter(|(_, reference)| {
        !matches!(reference.kind, ReferenceKind::Truncated | ReferenceKind::LinkTextOnly)
    });
    known.filter_map(|(_, reference)| whole(reference.url.as_ref()?))
}

/// An address of a page in the one way to write it.
fn whole(address: &str) -> Option<String> {
    Address::parse(address).ok().map(|address| address.to_string())
}

/// A copy of a page in a web archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArchivedPage {
    /// Where it is.
    pub address: String,
    /// When it was taken, as the archive writes it: `20250315100001`.
    pub taken: Option<String>,
}

/// The interface of the Internet Archive that tells whether it has a page.
pub const ARCHIVE: &str = "https://archive.org/wayback/available";

/// Asks a web archive for the copy of a page that it holds nearest to today; `archive` is the
/// address of its availability interface, such as [`ARCHIVE`]. It learns the address that is asked
/// for, and nothing else.
///
/// # Errors
///
/// Where the archive does not answer, or not as such an interface does.
pub fn archived(
    fetcher: &mut Fetcher<'_>,
    archive: &str,
    address: &str,
) -> Result<Option<ArchivedPage>, FetchError> {
    let answer = fetcher.interface(&format!("{archive}?url={}", escaped(address)))?;
    let not_understood = || FetchError {
        trouble: sayso_capture::fetch::Trouble::Broken,
        message: format!("the answer of {archive} is not that of an archive"),
    };
    let answer: serde_json::Value =
        serde_json::from_slice(&answer).map_err(|_| not_understood())?;
    let snapshots = answer.get("archived_snapshots").ok_or_else(not_understood)?;
    let Some(closest) = snapshots.get("closest") else { return Ok(None) };
    let there = closest.get("available").and_then(serde_json::Value::as_bool);
    let field = |name| closest.get(name).and_then(serde_json::Value::as_str).map(str::to_owned);
    Ok(match field("url") {
        Some(address) if there != Some(false) => {
            Some(ArchivedPage { address, taken: field("timestamp") })
        }
        _ => None,
    })
}

/// With everything escaped that could mean something in a query.
fn escaped(address: &str) -> String {
    let plain =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~');
    address
        .bytes()
        .map(|byte| match plain(byte) {
            true => char::from(byte).to_string(),
            false => format!("%{byte:02X}"),
        })
        .collect()
}
