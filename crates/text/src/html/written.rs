//! Pages whose words are written by scripts: what of them can be read where it stands.

use super::json;
use super::stated::Stated;
use super::tree::Tree;
use crate::draft::Draft;
use sayso_model::Diagnostic;
use std::ops::Range;

/// The linked data of a page are read where they hold so many times its words.
const TIMES: usize = 3;
/// And so many bytes.
const LEAST: usize = 500;
/// A page with fewer bytes of words shows few.
const FEW: usize = 400;
/// A page with more bytes of scripts may write words.
const SCRIPTS: usize = 10_000;

/// Adds the words of the article that the linked data hold, where the page itself shows few; says
/// what was read and what was not.
pub(super) fn add(draft: &mut Draft, tree: &Tree<'_>, stated: &Stated) {
    let shown = draft.words.len();
    let held = stated.body.clone().filter(|body| body.len() >= LEAST.max(shown * TIMES));
    let told = if let Some(body) = held {
        append(draft, tree.source, body);
        let read = draft.words.len() - shown;
        Diagnostic::note(format!(
            "a script writes the words of the page; {read} bytes of them were read where its \
             linked data (articleBody) hold them"
        ))
    } else if shown == 0 && !tree.source.trim().is_empty() {
        Diagnostic::warning("no words were found in the page; a script may make them")
    } else if shown < FEW && tree.scripts > SCRIPTS {
        Diagnostic::warning(format!(
            "the page shows few words and has {} bytes of scripts; what they write was not read",
            tree.scripts
        ))
    } else {
        return;
    };
    draft.diagnostics.push(told);
}

/// Adds a JSON string behind the words, each unit with its bytes.
fn append(draft: &mut Draft, source: &str, place: Range<usize>) {
    if !draft.words.is_empty() {
        draft.words.push_str("\n\n");
    }
    for (words, at) in json::units(source, place) {
        let (text, from) = (draft.words.len(), at.start as u64);
        if words.len() == at.len() && source.get(at.clone()) == Some(words.as_str()) {
            draft.map.push(text, from, words.len(), 1, 1);
        } else if let (Ok(made), Ok(width)) = (u32::try_from(words.len()), u32::try_from(at.len()))
        {
            draft.map.push(text, from, 1, made, width);
        }
        draft.words.push_str(&words);
    }
}
