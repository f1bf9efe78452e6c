//! `copies`: the wording that documents share.

use crate::args::{Args, Copies};
use crate::failure::Failure;
use crate::{choose, show};
use sayso::copies::{First, Group, Passage};
use sayso::model::Text;
use sayso::{DocumentView, Dossier};
use serde_json::{Value, json};
use std::io::{self, Write};

/// Characters shown of a passage.
const SHOWN: usize = 240;

/// Lists wording that documents share, or what sites print on many of their pages.
pub(crate) fn run(args: &Args, asked: &Copies) -> Result<(), Failure> {
    let dossier = choose::open(args)?;
    let at = dossier.at(&asked.when.as_of)?;
    let documents = dossier.documents(at)?;
    let shelf = Shelf { dossier: &dossier, documents: &documents, at };
    let copies = dossier.copies(at)?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    if asked.sites {
        for printed in copies.boilerplate() {
            let words = shelf.words(&printed.passage)?;
            if asked.output.json {
                let record = json!({
                    "type": "boilerplate", "host": printed.host, "pages": printed.pages,
                    "of": printed.of, "passage": record(&printed.passage, &words),
                });
                writeln!(out, "{}", sayso_export::line(&record))?;
            } else {
                let about = format!("{}, {} of {} pages", printed.host, printed.pages, printed.of);
                show::say(&mut out, &format!("{about}  "), &shown(&words))?;
            }
        }
        return Ok(out.flush()?);
    }
    let found = copies.all();
    for group in copies.groups(&found.shared) {
        if asked.output.json {
            writeln!(out, "{}", sayso_export::line(&shelf.group(&group)?))?;
        } else {
            shelf.tell(&group, &mut out)?;
        }
    }
    if found.shared.is_empty() && !asked.output.json {
        writeln!(out, "no two documents share the wording of a sentence")?;
    }
    for number in found.cut_short {
        let told = "is too repetitive to be compared to its end";
        writeln!(io::stderr(), "document {number} {told}")?;
    }
    Ok(out.flush()?)
}

struct Shelf<'d> {
    dossier: &'d Dossier,
    documents: &'d [DocumentView],
    at: u64,
}

impl Shelf<'_> {
    fn document(&self, number: u64) -> Result<&DocumentView, Failure> {
        super::ask::number(self.documents, number)
    }

    fn words(&self, passage: &Passage) -> Result<String, Failure> {
        let document = self.document(passage.document)?;
        let text: Text = self.dossier.text(&document.text, self.at)?;
        Ok(text.at(passage.span).to_owned())
    }

    fn group(&self, group: &Group) -> Result<Value, Failure> {
        let passages = group.passages.iter().map(|p| Ok(record(p, &self.words(p)?)));
        let (first, unknown) = match group.first {
            First::Document(number) => (Some(number), None),
            First::Unknown(why) => (None, Some(why.words())),
        };
        Ok(json!({
            "type": "shared_wording", "hosts": group.hosts, "first": first,
            "first_unknown": unknown, "passages": passages.collect::<Result<Vec<_>, Failure>>()?,
        }))
    }

    fn tell(&self, group: &Group, out: &mut dyn Write) -> Result<(), Failure> {
        let first = match group.first {
            First::Document(number) => format!("document {number} had it first"),
            First::Unknown(why) => format!("who had it first is not known: {}", why.words()),
        };
        let documents = show::count(group.passages.len(), "document");
        writeln!(out, "{documents} share some wording; {first}")?;
        for passage in &group.passages {
            let document = self.document(passage.document)?;
            let published = document.published.as_ref().map(|day| format!(" ({day})"));
            let mark = format!("  {}{}  ", passage.document, published.unwrap_or_default());
            show::say(out, &mark, &shown(&self.words(passage)?))?;
        }
        Ok(writeln!(out)?)
    }
}

fn record(passage: &Passage, words: &str) -> Value {
    json!({
        "document": passage.document, "bytes": [passage.span.start(), passage.span.end()],
        "words": words,
    })
}

fn shown(words: &str) -> String {
    format!("“{}”", show::shortened(&show::one_line(words), SHOWN))
}
