//! The documents that are read, to make many from.

use crate::parser::words_of;
use crate::project::{Missing, Project, files};
use anyhow::{Context as _, Result};
use rayon::prelude::*;
use sayso::model::{Body, CaptureId, Edtf, Published, Reading, Span, Text};
use sayso_parser::{paragraphs, sentences};
use sayso_text::Hints;
use std::fs;
use std::path::Path;

/// Claims of a document: sentences are put together until there are so many, of which
/// about ten are found again.
const CLAIMS: usize = 11;
/// Where one report's day stands in its file.
const DAY: &str = "name=\"DC.date\" content=\"";

/// A text with what was read in it.
pub(super) struct Base {
    pub(super) text: Text,
    pub(super) reading: Reading,
}

/// News articles and reports in capitals, in turn so that the first thousands are like the rest. Of
/// each those sentences are kept in which somebody claims something, and of texts that follow each
/// other so many are one document that it has ten claims.
pub(super) fn texts(project: &Project) -> Result<Result<Vec<Base>, Missing>> {
    let (news, reports) = match (project.data("wikinews-sample"), project.data("muc3-news")) {
        (Ok(news), Ok(reports)) => (news, reports),
        (Err(missing), _) | (_, Err(missing)) => return Ok(Err(missing)),
    };
    let (articles, reports) = (articles(&news)?, in_capitals(&reports)?);
    let (every, each) = (reports.len(), articles.len());
    let mut dated: Vec<(usize, Dated)> = (0..).map(|nth| nth * every).zip(articles).collect();
    dated.extend((0..).map(|nth| nth * each).zip(reports));
    dated.sort_by_key(|(place, _)| *place);
    let model = sayso::Model::default();
    let read = |(day, words): &Dated| -> Result<Base> {
        let text = text(words, day)?;
        let reading = model.read(&text)?;
        Ok(Base { text, reading })
    };
    let claiming = dated.par_iter().map(|(_, (day, words))| {
        Ok((day.clone(), claiming(&read(&(day.clone(), words.clone()))?)))
    });
    let together = together(claiming.collect::<Result<_>>()?);
    Ok(Ok(together.par_iter().map(read).collect::<Result<_>>()?))
}

/// The sentences of a document in which a claim begins, and how many begin there.
fn claiming(base: &Base) -> Vec<(String, usize)> {
    let words = base.text.words();
    let whole = paragraphs(words, Span::new(0, words.len())).into_iter();
    let sentences = whole.flat_map(|paragraph| sentences(words, paragraph));
    let claims = base.reading.items.iter().filter(|item| matches!(item.body, Body::Claim(_)));
    let starts: Vec<usize> = claims.filter_map(|claim| Some(claim.body.hull()?.start())).collect();
    let counted = sentences.map(|sentence| {
        let inside = starts.iter().filter(|at| sentence.start() <= **at && **at < sentence.end());
        (base.text.at(sentence).to_owned(), inside.count())
    });
    counted.filter(|(_, claims)| *claims > 0).collect()
}

fn together(texts: Vec<(String, Vec<(String, usize)>)>) -> Vec<Dated> {
    let mut documents = Vec::new();
    let (mut words, mut claims) = (String::new(), 0);
    for (day, sentences) in texts {
        for (sentence, count) in sentences {
            words.extend([sentence.trim(), " "]);
            claims += count;
            if claims >= CLAIMS {
                documents.push((day.clone(), std::mem::take(&mut words)));
                claims = 0;
            }
        }
        words += "\n\n";
    }
    documents
}

/// A day and words.
type Dated = (String, String);

fn articles(folder: &Path) -> Result<Vec<Dated>> {
    let mut all = Vec::new();
    for table in files(folder, ".csv")? {
        let mut reader = csv::Reader::from_path(&table)?;
        let headers = reader.headers()?.clone();
        let column = |wanted: &str| {
            let found = headers.iter().position(|name| name == wanted);
            found.with_context(|| format!("{}: no column {wanted}", table.display()))
        };
        let (day, words) = (column("date")?, column("text")?);
        for record in reader.records() {
            let record = record?;
            let field = |at: usize| record.get(at).unwrap_or_default().to_owned();
            all.push((field(day), field(words)));
        }
    }
    Ok(all)
}

fn in_capitals(folder: &Path) -> Result<Vec<Dated>> {
    let mut all = Vec::new();
    for part in ["dev", "tst1", "tst2", "tst3", "tst4"] {
        for path in files(&folder.join(part), ".xhtml")? {
            let page = fs::read_to_string(&path)?;
            let day = page.split_once(DAY).and_then(|(_, rest)| rest.split('"').next());
            all.push((day.unwrap_or_default().to_owned(), words_of(&page)));
        }
    }
    Ok(all)
}

fn text(words: &str, day: &str) -> Result<Text> {
    let hints = Hints { name: "made.txt", ..Hints::default() };
    let mut text = sayso_text::extract(CaptureId::of(words.as_bytes()), words.as_bytes(), &hints)?;
    text.published = Edtf::parse(day).ok().map(Published);
    Ok(text)
}
