//! HTML: the words a reader sees, with sections, references, metadata and the map back.

mod address;
mod boilerplate;
mod characters;
mod content;
mod furniture;
mod json;
mod measure;
mod metadata;
mod names;
mod nesting;
mod noscript;
mod notes;
mod panels;
mod pictures;
mod posts;
mod references;
mod render;
mod said;
mod sections;
mod shown;
mod stated;
mod telegram;
mod thread;
mod titles;
mod tree;
mod written;

use crate::Hints;
use crate::draft::Draft;
pub(crate) use address::resolve;
pub(crate) use references::{FOOTNOTE, HYPERLINK, found, is_readable, without_target};
use sayso_model::{Diagnostic, SourceMap};
pub(crate) use sections::from_lines as speaker_from_lines;
pub use shown::shown;

/// The draft of a page.
pub(crate) fn read(text: &str, hints: &Hints<'_>) -> Draft {
    if u32::try_from(text.len()).is_err() {
        // Too long for any span; the draft is refused as a whole when it gets its id.
        return Draft { words: text.to_owned(), ..Draft::default() };
    }
    let draft = read_once(text, hints);
    // Some pages give their text to browsers without scripts only.
    match noscript::shown(text) {
        Some(shown) if draft.words.len() * 4 < shown.inside => {
            let mut draft = read_once(&shown.text, hints);
            draft.map = verbatim_only(&draft.map, &draft.words, text);
            let told = "the words are those that the page has for browsers without scripts";
            draft.diagnostics.push(Diagnostic::note(told));
            draft
        }
        _ => draft,
    }
}

fn read_once(text: &str, hints: &Hints<'_>) -> Draft {
    let tree = tree::Tree::new(text);
    let addresses = address::Addresses::of(&tree, hints);
    let marks = notes::Marks::find(&tree, |address| addresses.is_own(address));
    let chat = telegram::Chat::find(&tree);
    let kept = match &chat {
        Some(chat) => chat.keep(&tree),
        None => boilerplate::keep(&tree, &marks.targets()),
    };
    let pictures = pictures::find(&tree, &kept);
    let page = render::render(&tree, &kept, &marks.bare(), &pictures.described);
    let posts = match &chat {
        Some(chat) => chat.posts(&tree, &page),
        None => posts::find(&tree, &page),
    };
    let mut draft = Draft::default();
    let stated = stated::Stated::of(text, &tree.linked_data);
    metadata::fill(&mut draft, &tree, &page, &posts, &addresses, &stated);
    if let Some(chat) = &chat {
        chat.tell(&mut draft, &posts);
    }
    draft.sections = sections::find(&tree, &page, &posts, &marks);
    references::fill(&mut draft, &tree, &page, &marks, &addresses);
    draft.diagnostics.extend(about(&tree, &kept, pictures.labelled));
    draft.words = page.words;
    draft.map = page.map;
    written::add(&mut draft, &tree, &stated);
    draft
}

/// The map without the bytes of its stretches of unit (1, 1) that are others than the words'.
pub(crate) fn verbatim_only(map: &SourceMap, words: &str, source: &str) -> SourceMap {
    let mut out = SourceMap::new();
    for run in map.runs() {
        let (text, from, units) = (run.text as usize, run.source, run.units as usize);
        if run.text_unit != 1 || run.source_unit != 1 {
            out.push(text, from, units, run.text_unit, run.source_unit);
            continue;
        }
        for unit in 0..units {
            let byte = source.as_bytes().get(from as usize + unit);
            if words.as_bytes().get(text + unit) == byte {
                out.push(text + unit, from + unit as u64, 1, 1, 1);
            }
        }
    }
    out
}

fn about(tree: &tree::Tree<'_>, kept: &boilerplate::Kept, labelled: usize) -> Vec<Diagnostic> {
    let mut told = Vec::new();
    if let Some(address) = &tree.saved_from {
        let what = format!("a comment in the page says that it was saved from {address}");
        told.push(Diagnostic::note(what));
    }
    if kept.left_out > 0 {
        let what = format!("{} characters of menus and the like were left out", kept.left_out);
        told.push(Diagnostic::note(what));
    }
    if labelled > 0 {
        let what =
            format!("descriptions of {labelled} pictures, labels or in links, were left out");
        told.push(Diagnostic::note(what));
    }
    if tree.too_deep > 0 {
        told.push(Diagnostic::warning(format!(
            "{} elements are nested too deep to tell apart; their words were kept",
            tree.too_deep
        )));
    }
    told
}

#[cfg(test)]
mod tests;
