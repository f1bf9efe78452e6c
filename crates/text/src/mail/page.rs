//! A web page saved with all that belongs to it in one file (RFC 2557).

use super::body::start;
use super::tree::{Entity, Tree};
use crate::draft::{Draft, in_text};
use crate::{ExtractError, Hints, unpack};
use sayso_model::Diagnostic;

/// Reads the page of a file that holds one with all that belongs to it.
pub(crate) fn read(bytes: &[u8], hints: &Hints<'_>) -> Result<Draft, ExtractError> {
    let tree = Tree::new(bytes, &hints.limits);
    let root = root(&tree).ok_or_else(|| {
        ExtractError::NotText("it is a page saved in one file, without the page".to_owned())
    })?;
    let Entity { number, body, media, .. } = &tree.entities[root];
    let mut told: Vec<Diagnostic> = tree.left_out.told().collect();
    let packing = tree.packing(root).unwrap_or_else(|unknown| {
        let what = format!("the page is packed in a way that is not known, {unknown:?}");
        told.push(Diagnostic::warning(what));
        &[]
    });
    let place = body.start as u64..body.end as u64;
    let unpack::Unpacked { part, bytes: page, doubt } =
        unpack::part(number, bytes, place, packing, &hints.limits)
            .map_err(|why| ExtractError::NotText(format!("the page cannot be unpacked: {why}")))?;
    told.extend(doubt.map(|why| Diagnostic::warning(format!("the page: {why}"))));
    // The address that the file gives, so that the text hangs on nothing but its bytes.
    let address =
        tree.said(root, "Content-Location").or_else(|| tree.said(0, "Snapshot-Content-Location"));
    let address = address.filter(|address| address.contains("://"));
    let charset = media.parameter("charset").map(|charset| format!("; charset={charset}"));
    let media_type = format!("text/html{}", charset.unwrap_or_default());
    let within = Hints {
        name: "it.html",
        media_type: Some(&media_type),
        address: address.as_deref(),
        limits: hints.limits,
    };
    let (_, mut draft) = in_text(&page, &within)?;
    draft.address = draft.address.or(address);
    draft.title = draft.title.or_else(|| tree.said(0, "Subject"));
    draft.parts = vec![part];
    told.extend(frames(&tree, root));
    draft.diagnostics.splice(0..0, told);
    Ok(draft)
}

/// The page itself: the part that the others belong to, or else the first page there is.
fn root(tree: &Tree<'_>) -> Option<usize> {
    let is_page = |entity: usize| {
        let Entity { parts, media, .. } = &tree.entities[entity];
        parts.is_empty() && matches!(&*media.value, "text/html" | "application/xhtml+xml")
    };
    let stated = start(tree, 0).filter(|&entity| is_page(entity));
    let bare =
        || (tree.entities.len() == 1 && tree.entities[0].media.kind() == "text").then_some(0);
    stated.or_else(|| (0..tree.entities.len()).find(|&entity| is_page(entity))).or_else(bare)
}

/// Tells of the other pages in the file, which are shown in frames of this one.
fn frames(tree: &Tree<'_>, root: usize) -> Option<Diagnostic> {
    const MOST_NAMED: usize = 20;
    let is_frame = |&e: &usize| e != root && tree.entities[e].media.value == "text/html";
    let frames: Vec<usize> = (0..tree.entities.len()).filter(is_frame).collect();
    let name = |&e: &usize| {
        let number = &tree.entities[e].number;
        tree.said(e, "Content-Location").unwrap_or_else(|| format!("part {number}"))
    };
    let named: Vec<String> = frames.iter().take(MOST_NAMED).map(name).collect();
    let plural = if frames.len() == 1 { " was" } else { "s were" };
    (!frames.is_empty()).then(|| {
        let what = format!("{} framed page{plural} left out: {}", frames.len(), named.join("; "));
        Diagnostic::note(what)
    })
}
