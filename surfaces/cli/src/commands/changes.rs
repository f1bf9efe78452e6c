//! `changes`: pages that were captured more than once, and what changed in between.

use super::ask;
use crate::args::{Args, Changes};
use crate::failure::Failure;
use crate::{choose, show};
use sayso::changes::{Change, ClaimChange, ClaimKind, Kind};
use sayso::model::Span;
use sayso::{ClaimView, DocumentView, Dossier, Obtained, PageChanges};
use serde_json::{Value, json};
use std::io::{self, Write};

/// Lists the pages, or shows what changed between two documents.
pub(crate) fn run(args: &Args, asked: &Changes) -> Result<(), Failure> {
    let dossier = choose::open(args)?;
    let at = dossier.at(&asked.when.as_of)?;
    let documents = dossier.documents(at)?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    match asked.documents[..] {
        [before, after] => {
            let (before, after) =
                (ask::number(&documents, before)?, ask::number(&documents, after)?);
            let changes = dossier.changes(before, after, at)?;
            let sides = [Side::of(&dossier, before)?, Side::of(&dossier, after)?];
            match asked.output.json {
                true => {
                    writeln!(out, "{}", sayso_export::line(&compared(&sides)))?;
                    records(&changes, &mut out)?;
                }
                false => tell(&sides, &changes, &mut out)?,
            }
            out.flush()?;
            if is_backward(&sides) {
                writeln!(io::stderr(), "{}", backward(&sides))?;
            }
        }
        _ => list(&dossier, &documents, at, asked.output.json, &mut out)?,
    }
    Ok(out.flush()?)
}

/// One of the two documents, with when it was obtained.
struct Side<'d> {
    document: &'d DocumentView,
    obtained: Option<Obtained>,
}

impl<'d> Side<'d> {
    fn of(dossier: &Dossier, document: &'d DocumentView) -> Result<Self, Failure> {
        Ok(Self { document, obtained: dossier.obtained(document)? })
    }

    fn in_words(&self) -> String {
        let when = self.obtained.as_ref().map(|when| format!(", {when}")).unwrap_or_default();
        show::one_line(&format!("document {}{when}", self.document.number))
    }
}

/// Whether the first given is known to be the later one.
fn is_backward([before, after]: &[Side<'_>; 2]) -> bool {
    let both = before.obtained.as_ref().zip(after.obtained.as_ref());
    both.is_some_and(|(before, after)| before.is_after(after))
}

fn backward([before, after]: &[Side<'_>; 2]) -> String {
    let (before, after) = (before.document.number, after.document.number);
    format!(
        "warning: document {before} is the later capture: what is shown as added was taken out; \
         `sayso changes {after} {before}` shows it in the order of time"
    )
}

fn compared(sides: &[Side<'_>; 2]) -> Value {
    let side = |side: &Side<'_>| json!({"document": side.document.number, "obtained": obtained(side.obtained.as_ref())});
    json!({
        "type": "compared", "before": side(&sides[0]), "after": side(&sides[1]),
        "first_is_later": is_backward(sides),
    })
}

/// When bytes were obtained: `fetched` where that is known, or else `taken_in`.
pub(super) fn obtained(obtained: Option<&Obtained>) -> Value {
    match obtained {
        None => Value::Null,
        Some(Obtained::Fetched(when)) => json!({"fetched": when}),
        Some(Obtained::TakenIn(when)) => json!({"taken_in": when}),
    }
}

fn list(
    dossier: &Dossier,
    documents: &[DocumentView],
    at: u64,
    json: bool,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let pages = dossier.recaptured(at)?;
    for page in &pages {
        if json {
            let record = json!({
                "type": "recaptured", "address": page.address, "documents": page.documents,
            });
            writeln!(out, "{}", sayso_export::line(&record))?;
            continue;
        }
        writeln!(out, "{}", show::one_line(&page.address))?;
        for &number in &page.documents {
            writeln!(out, "  {}", Side::of(dossier, ask::number(documents, number)?)?.in_words())?;
        }
    }
    if pages.is_empty() && !json {
        writeln!(out, "no page was captured more than once")?;
    }
    Ok(())
}

fn records(found: &PageChanges, out: &mut dyn Write) -> io::Result<()> {
    let changed = found.changes.words.iter().filter(|change| change.kind != Kind::Kept);
    for change in changed {
        let record = json!({
            "type": "change", "kind": word(change.kind),
            "before": stretch(found, 0, change.before), "after": stretch(found, 1, change.after),
            "elsewhere": change.elsewhere.map(|span| [span.start(), span.end()]),
        });
        writeln!(out, "{}", sayso_export::line(&record))?;
    }
    for change in &found.changes.claims {
        let record = json!({
            "type": "claim_change", "kind": claim_word(change.kind),
            "before": before(found, change).map(|claim| &claim.id),
            "after": after(found, change).map(|claim| &claim.id),
            "same_holder": change.is_one_holder, "words_stand": change.words_stand,
        });
        writeln!(out, "{}", sayso_export::line(&record))?;
    }
    Ok(())
}

/// Some words of one of the texts, with their place in bytes.
fn stretch(found: &PageChanges, side: usize, span: Span) -> Value {
    let words = found.texts.get(side).map(|text| text.at(span)).unwrap_or_default();
    json!({"bytes": [span.start(), span.end()], "words": words})
}

const fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Kept => "kept",
        Kind::Removed => "removed",
        Kind::Added => "added",
        Kind::Reworded => "reworded",
    }
}

const fn claim_word(kind: ClaimKind) -> &'static str {
    match kind {
        ClaimKind::Kept => "kept",
        ClaimKind::Reworded => "reworded",
        ClaimKind::Went => "went",
        ClaimKind::Came => "came",
    }
}

fn before<'f>(found: &'f PageChanges, change: &ClaimChange) -> Option<&'f ClaimView> {
    found.claims[0].get(change.before?)
}

fn after<'f>(found: &'f PageChanges, change: &ClaimChange) -> Option<&'f ClaimView> {
    found.claims[1].get(change.after?)
}

fn tell(sides: &[Side<'_>; 2], found: &PageChanges, out: &mut dyn Write) -> Result<(), Failure> {
    writeln!(out, "from {}", sides[0].in_words())?;
    writeln!(out, "to   {}", sides[1].in_words())?;
    let changed: Vec<_> =
        found.changes.words.iter().filter(|change| change.kind != Kind::Kept).collect();
    for change in &changed {
        words(found, change, out)?;
    }
    if changed.is_empty() {
        writeln!(out, "  the words are the same")?;
    }
    let kept = found.changes.claims.iter().filter(|c| c.kind == ClaimKind::Kept).count();
    writeln!(out, "\nclaims: {kept} kept")?;
    for change in found.changes.claims.iter().filter(|c| c.kind != ClaimKind::Kept) {
        claim(found, change, out)?;
    }
    Ok(())
}

fn words(found: &PageChanges, change: &Change, out: &mut dyn Write) -> io::Result<()> {
    let [old, new] = [found.texts[0].at(change.before), found.texts[1].at(change.after)];
    let moved = if change.elsewhere.is_some() { ", the same elsewhere" } else { "" };
    writeln!(out, "  {}{moved}", word(change.kind))?;
    for (mark, words) in [("   - ", old), ("   + ", new)] {
        if !words.trim().is_empty() {
            show::say(out, mark, &show::one_line(words))?;
        }
    }
    Ok(())
}

fn claim(found: &PageChanges, change: &ClaimChange, out: &mut dyn Write) -> io::Result<()> {
    let claims = [before(found, change), after(found, change)];
    let read = if change.words_stand { " (its words stand in both: read otherwise)" } else { "" };
    writeln!(out, "  {}{read}", claim_word(change.kind))?;
    for (mark, claim) in ["   - ", "   + "].into_iter().zip(claims) {
        if let Some(claim) = claim {
            let holder = claim.holder.as_deref().unwrap_or("somebody unnamed");
            let words = format!("{}  {holder} {}: “{}”", claim.id, claim.stance, claim.words);
            show::say(out, mark, &show::one_line(&words))?;
        }
    }
    Ok(())
}
