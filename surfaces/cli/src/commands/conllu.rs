//! `read --conllu`: words, sentences, grammar and names.

use super::{keep, status};
use crate::args::Read;
use crate::failure::Failure;
use sayso::model::{Diagnostic, Offsets, Text};
use sayso::{ConlluWriter, Given, Options, Ranges};
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

/// Parses and prints.
pub(crate) fn run(read: &Read, options: &Options) -> Result<ExitCode, Failure> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut failed = 0;
    if read.pretokenized {
        for path in &read.paths {
            if let Err(message) = pretokenized(path, options, &mut out)? {
                failed += 1;
                keep::tell(&path.display().to_string(), &[Diagnostic::error(message)])?;
            }
        }
    } else {
        sayso::texts(&read.paths, options, |doc, text| match text {
            Ok(text) => write(doc, text, options, &mut out),
            Err(diagnostics) => {
                failed += 1;
                keep::tell(doc, diagnostics).map_err(Failure::from)
            }
        })?;
    }
    out.flush()?;
    Ok(status(failed))
}

/// Parses a text in one piece, and writes it some sentences at a time.
fn write(doc: &str, text: &Text, options: &Options, out: &mut impl Write) -> Result<(), Failure> {
    let words = text.words();
    let (offsets, name) = (Offsets::new(words), name(Path::new(doc)));
    let mut writer = ConlluWriter::new(&name);
    let (mut conllu, mut result) = (String::new(), Ok(()));
    let parsed = options.model.run(|session| {
        session.parse_pieces(words, |parse| {
            conllu.clear();
            if result.is_ok() {
                result = writer
                    .write(words, &parse, Ranges::Text(&offsets), &mut conllu)
                    .map_err(io::Error::other)
                    .and_then(|()| out.write_all(conllu.as_bytes()));
            }
        });
    });
    parsed.map_err(Failure::failed)?;
    Ok(result?)
}

/// A document is called as its file, without its folder.
fn name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// Parses the documents of one CoNLL-U file; the message is why it cannot be read.
fn pretokenized(
    path: &Path,
    options: &Options,
    out: &mut dyn Write,
) -> Result<Result<(), String>, Failure> {
    let conllu = match std::fs::read_to_string(path) {
        Ok(conllu) => conllu,
        Err(error) => return Ok(Err(format!("cannot be read: {error}"))),
    };
    let documents = match sayso::given(&conllu) {
        Ok(documents) => documents,
        Err(error) => return Ok(Err(error.to_string())),
    };
    for document in documents {
        let parse = match options.model.run(|session| session.parse_given(&document)) {
            Ok(parse) => parse,
            Err(error) => return Ok(Err(error.to_string())),
        };
        out.write_all(text(path, &document, &parse)?.as_bytes())?;
    }
    Ok(Ok(()))
}

fn text(path: &Path, document: &Given, parse: &sayso::Parse) -> Result<String, Failure> {
    let offsets = Offsets::new(&document.text);
    let ranges: Vec<_> = document.sentences.iter().flatten().map(|w| w.range.clone()).collect();
    let doc = match document.doc.as_str() {
        "" => name(path),
        doc => doc.to_owned(),
    };
    let mut conllu = String::new();
    let ranges = Ranges::Given(&ranges, &offsets);
    ConlluWriter::new(&doc)
        .write(&document.text, parse, ranges, &mut conllu)
        .map_err(io::Error::other)?;
    Ok(conllu)
}
