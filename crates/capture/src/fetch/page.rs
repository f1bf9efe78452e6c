//! One page: fetched, put on record, and taken out of the record as any archive's page is.

use super::address::Address;
use super::answer::Cut;
use super::archive::Archive;
use super::client::{Fetcher, Journey};
use super::error::{FetchError, Trouble};
use super::wire::Method;
use crate::{Captured, Container, Found, captures_in};
use sayso_model::{Diagnostic, Digest};

/// What came of fetching one page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// The address as it was given.
    pub asked: String,
    /// Everything that was sent and received on the way, as a WARC; empty where nothing was.
    pub warc: Vec<u8>,
    /// When the first of it was sent.
    pub at: Option<String>,
    /// The page, or why there is none to read; of one that is itself an archive, what is in it. A
    /// page names the WARC by its digest.
    pub found: Vec<Found>,
    /// Whether the server gave what was asked for (status 200).
    pub answered: bool,
    /// Why it was not fetched.
    pub trouble: Option<Trouble>,
}

impl Fetcher<'_> {
    /// Fetches one page, and nothing but what is needed for it: the host's `robots.txt`, and where
    /// the address redirects to.
    pub fn page(&mut self, asked: &str) -> Visit {
        let mut archive = Archive::default();
        let journey = Address::parse(asked)
            .and_then(|mut to| self.follow(Method::Get, &mut to, true, &mut archive));
        match journey {
            Ok(journey) => self.arrived(asked, journey, archive),
            Err(error) => self.failed(asked, error, archive),
        }
    }

    fn failed(&mut self, asked: &str, error: FetchError, archive: Archive) -> Visit {
        self.tally.miss(error.trouble);
        let found = vec![Found::failed(asked, error.message)];
        Visit { trouble: Some(error.trouble), ..visit(asked, archive, found) }
    }

    fn arrived(&mut self, asked: &str, journey: Journey, archive: Archive) -> Visit {
        let status = journey.last.answer.status().unwrap_or_default();
        let answered = status == 200;
        let found = match answered {
            true => {
                self.tally.answered += 1;
                self.read(asked, &journey, &archive)
            }
            false => {
                self.tally.failed += 1;
                let said = said(status, &journey.last.address);
                vec![Found::failed(asked, format!("{said}; nothing was taken in"))]
            }
        };
        Visit { answered, ..visit(asked, archive, found) }
    }

    /// Has the archive's reader read the last response, so that nobody who reads the archive
    /// again finds anything else.
    fn read(&self, asked: &str, journey: &Journey, archive: &Archive) -> Vec<Found> {
        let whole = archive.bytes();
        let record = whole.get(journey.place.record.clone()).unwrap_or_default().to_vec();
        let mut told = journey.notes.clone();
        if journey.last.end_in_doubt {
            told.push(Diagnostic::warning(
                "the server broke the secure connection off without closing it, where only its \
                 end tells that the page is whole: the page may be cut off",
            ));
        }
        if journey.last.answer.cut() == Some(Cut::Length) {
            told.push(Diagnostic::warning(format!(
                "the answer is longer than the limit of {} bytes for one record; the rest of it \
                 was not fetched",
                self.limits.record
            )));
        }
        let digest = Digest::of(whole);
        let start = journey.place.record.start as u64;
        let inside = format!("{asked}!/{}", journey.last.address);
        let of_page =
            |doc: &str| format!("{asked}{}", doc.strip_prefix(&inside).unwrap_or_default());
        let mut found: Vec<Found> = captures_in(asked, asked, record, &self.limits).collect();
        for found in &mut found {
            match found {
                Found::Failed { doc, .. } | Found::Skipped { doc, .. } => *doc = of_page(doc),
                Found::Captured(captured) => {
                    captured.doc = of_page(&captured.doc);
                    let container = captured.container.as_mut();
                    if container.as_ref().is_some_and(|container| container.outer.is_none()) {
                        captured.how = "fetch";
                    }
                    if let Some(archive) = container.and_then(outermost) {
                        archive.path = format!("sha256:{digest}");
                        archive.sha256 = Some(digest);
                        archive.offset += start;
                    }
                }
            }
        }
        match found.first_mut() {
            Some(Found::Captured(Captured { diagnostics, .. }))
            | Some(Found::Failed { diagnostics, .. } | Found::Skipped { diagnostics, .. }) => {
                diagnostics.splice(0..0, told);
            }
            None => found.push(Found::Skipped { doc: asked.to_owned(), diagnostics: told }),
        }
        found
    }
}

fn visit(asked: &str, archive: Archive, found: Vec<Found>) -> Visit {
    let (at, warc) = archive.finish();
    let at = at.map(|at| at.to_string());
    Visit { asked: asked.to_owned(), warc, at, found, answered: false, trouble: None }
}

fn outermost(mut container: &mut Container) -> Option<&mut Container> {
    while container.outer.is_some() {
        container = container.outer.as_deref_mut()?;
    }
    Some(container)
}

/// A status that is no page, in words.
pub(super) fn said(status: u16, address: &Address) -> String {
    let what = match status {
        401 | 407 => "wants a name and a password",
        402 => "wants to be paid",
        403 => "does not let programs, or anybody, see the page",
        404 => "has no such page",
        410 => "has taken the page away",
        429 => "wants to be asked less often",
        451 => "may not show the page, for a legal reason",
        500..=599 => "is out of order, or busy",
        300..=399 => "sends elsewhere, without saying where",
        _ => "does not answer with the page",
    };
    format!("{} {what} (status {status}, {address})", address.host())
}
