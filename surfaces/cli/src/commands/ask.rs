//! `claims` and `sources`: what the dossier holds.

use crate::args::{Args, Claims, Sources};
use crate::failure::Failure;
use crate::{choose, show};
use sayso::corpus::titled;
use sayso::model::Voice;
use sayso::{ClaimQuery, ClaimScores, ClaimView, DocumentView, Dossier, Obtained, claim_stands};
use sayso_export::line;
use serde_json::{Value, json};
use std::io::{self, IsTerminal, Write};

/// Lists claims.
pub(crate) fn claims(args: &Args, asked: &Claims) -> Result<(), Failure> {
    let dossier = choose::open(args)?;
    let at = dossier.at(&asked.when.as_of)?;
    let documents = dossier.documents(at)?;
    let document = asked.document.map(|n| number(&documents, n)).transpose()?;
    let query = ClaimQuery {
        by: asked.by.clone(),
        words: asked.words.clone(),
        said: asked.said.clone(),
        happened: asked.happened.clone(),
        published: asked.published.clone(),
        document: document.map(|d| d.text),
        voice: asked.voice,
        stance: asked.stance,
        include_rejected: asked.rejected,
        after: None,
        limit: asked.limit,
    };
    let claims = scored(&dossier, dossier.claims(&query, at)?, at)?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    if asked.output.json {
        for (claim, score) in &claims {
            writeln!(out, "{}", line(&record(claim, *score)))?;
        }
    } else if asked.csv {
        csv(&claims, &mut out)?;
    } else {
        table(&dossier, &claims, at, &mut out)?;
    }
    Ok(out.flush()?)
}

/// A claim with its score, where nobody has judged it.
type Scored = (ClaimView, Option<f32>);

fn scored(dossier: &Dossier, claims: Vec<ClaimView>, at: u64) -> Result<Vec<Scored>, Failure> {
    let mut scores = ClaimScores::of(dossier, at);
    let mut all = Vec::with_capacity(claims.len());
    for claim in claims {
        let score = scores.score(&claim)?;
        all.push((claim, score));
    }
    Ok(all)
}

/// The document of a number.
pub(crate) fn number(documents: &[DocumentView], number: u64) -> Result<&DocumentView, Failure> {
    documents.iter().find(|d| d.number == number).ok_or_else(|| {
        Failure::usage(format!("there is no document {number}; `sayso sources` lists them"))
    })
}

/// A claim as `claims --json` and `trace --json` print it: no record of the contract. What is
/// called `bytes` counts bytes of the text in UTF-8; `sayso export` has code points.
pub(crate) fn record(claim: &ClaimView, score: Option<f32>) -> Value {
    json!({
        "type": "claim_row",
        "id": claim.id,
        "document": claim.document,
        "text": claim.text,
        "words": claim.words,
        "holder": claim.holder,
        "voice": claim.voice,
        "stance": claim.stance,
        "said": claim.said,
        "happened": claim.happened,
        "published": claim.published,
        "state": claim.state.word(),
        "score": score.map(super::views::score),
        "by_hand": claim.by_hand,
        "rule": claim.rule,
        "chain": claim.chain,
        "bytes": claim.content,
    })
}

/// The columns of `claims --csv`.
const COLUMNS: [&str; 11] = [
    "id",
    "document",
    "holder",
    "stance",
    "voice",
    "said",
    "happened",
    "published",
    "state",
    "words",
    "score",
];

/// The exact words, for other programs; a terminal gets what can be shown.
fn csv(claims: &[Scored], out: &mut dyn Write) -> Result<(), Failure> {
    let shown = io::stdout().is_terminal();
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(COLUMNS)?;
    for (claim, score) in claims {
        let cells = cells(claim, *score);
        match shown {
            true => writer.write_record(cells.iter().map(|cell| show::lines(cell)))?,
            false => writer.write_record(&cells)?,
        }
    }
    Ok(writer.flush()?)
}

fn cells(claim: &ClaimView, score: Option<f32>) -> [String; 11] {
    [
        claim.id.to_string(),
        claim.document.to_string(),
        claim.holder.clone().unwrap_or_default(),
        claim.stance.to_string(),
        claim.voice.to_string(),
        maybe(claim.said.as_ref()),
        maybe(claim.happened.as_ref()),
        maybe(claim.published.as_ref()),
        claim.state.word().to_owned(),
        claim.words.clone(),
        score.map(|score| format!("{score:.2}")).unwrap_or_default(),
    ]
}

fn maybe(value: Option<&impl ToString>) -> String {
    value.map(ToString::to_string).unwrap_or_default()
}

/// Who holds a claim, in words.
fn who(claim: &ClaimView) -> String {
    match (&claim.holder, claim.voice) {
        (Some(holder), _) => holder.clone(),
        (None, Voice::Document) => "(the page)".to_owned(),
        (None, _) => "(nobody named)".to_owned(),
    }
}

fn table(
    dossier: &Dossier,
    claims: &[Scored],
    at: u64,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    if claims.is_empty() {
        match dossier.claims(&ClaimQuery::default(), at)?.len() {
            0 => writeln!(out, "there are no claims here")?,
            all => writeln!(out, "no claims of {} fit", show::count(all, "claim"))?,
        }
        return Ok(());
    }
    let mut table =
        show::Table::new(&["id", "doc", "who", "stance", "said", "happened", "state", "words"]);
    for (claim, score) in claims {
        table.row(vec![
            claim.id.to_string(),
            claim.document.to_string(),
            who(claim),
            claim.stance.to_string(),
            maybe(claim.said.as_ref()),
            maybe(claim.happened.as_ref()),
            claim_stands(claim, *score),
            claim.words.clone(),
        ]);
    }
    Ok(table.write(out)?)
}

/// Lists the documents.
pub(crate) fn sources(args: &Args, asked: &Sources) -> Result<(), Failure> {
    let dossier = choose::open(args)?;
    let at = dossier.at(&asked.when.as_of)?;
    let documents = dossier.documents(at)?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    if asked.output.json {
        for document in &documents {
            let obtained = dossier.obtained(document)?;
            writeln!(out, "{}", line(&document_record(document, obtained.as_ref())))?;
        }
        return Ok(out.flush()?);
    }
    if asked.why && !documents.is_empty() {
        documents.iter().try_for_each(|document| explained(&dossier, document, &mut out))?;
        return Ok(out.flush()?);
    }
    let mut table = show::Table::new(&SOURCE_COLUMNS);
    for d in &documents {
        table.row(vec![
            d.number.to_string(),
            d.claims.to_string(),
            d.title.as_deref().map(titled).unwrap_or_default().to_owned(),
            d.author.as_deref().map(titled).unwrap_or_default().to_owned(),
            d.outlet.as_deref().map(titled).unwrap_or_default().to_owned(),
            maybe(d.published.as_ref()),
            maybe(dossier.obtained(d)?.as_ref()),
            from(d),
        ]);
    }
    if table.is_empty() {
        writeln!(out, "no documents")?;
    } else {
        table.write(&mut out)?;
    }
    Ok(out.flush()?)
}

/// A document with what is known of where it came from, and what its title, author and date were read
/// by.
fn explained(
    dossier: &Dossier,
    document: &DocumentView,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let title = document.title.as_deref().map(titled).unwrap_or("without a title");
    writeln!(out, "doc {}  {}", document.number, show::one_line(title))?;
    let mut lines = Vec::new();
    for source in &document.sources {
        let (place, operation) = (source.provenance.place(), source.seq);
        lines.push(format!("taken in from {place}, by operation {operation}"));
    }
    lines.extend(dossier.obtained(document)?.map(|when| format!("captured: {when}")));
    let said = [
        ("title", document.title.clone()),
        ("author", document.author.clone()),
        ("outlet", document.outlet.clone()),
        ("published", document.published.as_ref().map(ToString::to_string)),
        ("address", document.address.clone()),
    ];
    let by = &document.extractor;
    lines.extend(said.into_iter().map(|(field, found)| match found {
        Some(found) => format!("{field}: {found} (as the page states it, found by {by})"),
        None => format!("{field}: none (the page states none that {by} finds)"),
    }));
    let read = document.reader.as_ref();
    lines.push(read.map_or_else(|| "not read".to_owned(), |by| format!("claims read by {by}")));
    lines.push(format!("`sayso custody {}` tells every step since", document.number));
    let lines: Vec<String> = lines.iter().map(|line| show::one_line(line)).collect();
    Ok(super::why::below(&lines, out)?)
}

/// The columns of `sources`.
const SOURCE_COLUMNS: [&str; 8] =
    ["doc", "claims", "title", "author", "outlet", "published", "captured", "from"];

/// What a document is called and where it is from, for messages that name it.
pub(super) fn named(d: &DocumentView) -> String {
    let title =
        d.title.as_deref().map(titled).map(|title| format!("“{title}”, ")).unwrap_or_default();
    format!("document {}, {title}from {}", d.number, from(d))
}

/// Where a document came from first; `path!/inner` for one inside a container.
fn from(d: &DocumentView) -> String {
    d.sources.first().map(|s| s.provenance.place().into_owned()).unwrap_or_default()
}

fn document_record(d: &DocumentView, obtained: Option<&Obtained>) -> Value {
    let sources: Vec<Value> =
        d.sources.iter().map(|s| json!({"operation": s.seq, "provenance": s.provenance})).collect();
    json!({
        "type": "document_row", "number": d.number, "id": d.text, "sha256": d.capture,
        "title": d.title, "author": d.author, "outlet": d.outlet, "address": d.address,
        "published": d.published, "language": d.language, "extractor": d.extractor,
        "reader": d.reader, "claims": d.claims,
        "obtained": super::changes::obtained(obtained), "sources": sources,
    })
}
