//! The list of a WACZ's pages (WACZ 1.1.1, section 5.2.2): JSON Lines.

use crate::blob::Blob;
use crate::found::Listed;
use crate::item::Item;
use sayso_model::Diagnostic;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The pages that are listed, by address, and whether a capture of each was met.
#[derive(Default)]
pub(crate) struct Pages(BTreeMap<String, (Listed, bool)>);

/// A line of the list, as far as it is read: what else is in it is passed over, so that it costs no
/// more memory than its bytes.
#[derive(Deserialize)]
struct Line {
    url: Option<String>,
    title: Option<String>,
    ts: Option<String>,
}

impl Pages {
    /// Adds a list; gives what there is to tell of it.
    pub(crate) fn read(&mut self, blob: Blob, limit: u64) -> Option<Diagnostic> {
        let whole = match blob.read(limit, "member") {
            Ok(whole) => whole,
            Err(why) => return Some(Diagnostic::error(format!("the list of its pages {why}"))),
        };
        let mut broken = 0_u64;
        for line in
            whole.bytes.split(|&byte| byte == b'\n').filter(|line| !line.trim_ascii().is_empty())
        {
            match serde_json::from_slice::<Line>(line) {
                Ok(page) => self.add(page),
                Err(_) => broken += 1,
            }
        }
        (broken > 0).then(|| {
            Diagnostic::warning(format!("{broken} lines of the list of its pages cannot be read"))
        })
    }

    /// The first line says what follows, and has no address.
    fn add(&mut self, page: Line) {
        if let Some(address) = page.url {
            let listed = Listed { title: page.title, at: page.ts };
            self.0.entry(address).or_insert((listed, false));
        }
    }

    /// Says of a capture that it is one of the pages.
    pub(crate) fn mark(&mut self, item: &mut Item) {
        let Some(address) = item.address.as_deref() else { return };
        if let Some((listed, met)) = self.0.get_mut(address) {
            *met = true;
            item.page = Some(listed.clone());
        }
    }

    /// The first `most` addresses of which no capture was met, and how many there are. A page is
    /// captured without the part of its address that stays in the browser, after `#`.
    pub(crate) fn missing(&self, most: usize) -> (Vec<String>, usize) {
        let met = |address: &str| self.0.get(address).is_some_and(|(_, met)| *met);
        let missing = self.0.keys().filter(|address| {
            let sent = address.split('#').next().unwrap_or_default();
            !met(address) && !met(sent)
        });
        let all: Vec<&String> = missing.collect();
        (all.iter().take(most).map(|address| (*address).clone()).collect(), all.len())
    }
}
