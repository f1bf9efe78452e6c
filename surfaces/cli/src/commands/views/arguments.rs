//! `arguments`: what is concluded from what, as small trees.

use super::filter::Wanted;
use super::{View, nothing, stated, words};
use crate::args::{Args, ArgumentList};
use crate::commands::why;
use crate::failure::Failure;
use crate::show;
use sayso::corpus::Document;
use sayso::holder::Holder;
use sayso::reasoning::{self, Reasoning, Role};
use serde_json::{Value, json};
use std::io::{self, Write};

/// Draws each conclusion with its premises below it.
pub(crate) fn run(args: &Args, asked: &ArgumentList) -> Result<(), Failure> {
    let view = View::open(args, &asked.when)?;
    let (corpus, identities) = (&view.picture.corpus, &view.picture.identities);
    let wanted = Wanted::of(&view.picture, &asked.filter, asked.about.as_deref());
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut left = asked.filter.limit.unwrap_or(usize::MAX);
    let mut shown = 0;
    let mut said = String::new();
    for (document, page) in corpus.numbered() {
        for tree in reasoning::of(page) {
            let told = &page.arguments[tree.argument as usize];
            let place = told.conclusion.start();
            let holder = Holder::at(corpus, identities, document, told.told, place);
            let spans = [told.conclusion];
            let fits = wanted.is_by(&holder)
                && wanted.is_about(document, &spans, &[])
                && wanted.is_there(page, &spans, None)
                && wanted.window.takes(page, place, None, None);
            if !fits || left == 0 {
                continue;
            }
            left -= 1;
            shown += 1;
            let name = holder.name(corpus, identities);
            if asked.output.json {
                let record = record(page, &tree, Some(&name));
                writeln!(out, "{}", sayso_export::line(&record))?;
            } else {
                let head = show::one_line(&head(page, &holder, &name));
                if head != said {
                    writeln!(out, "{head}")?;
                    said = head;
                }
                draw(page, &tree, &mut out)?;
                if asked.why {
                    why::below(&why::reasons(&view.dossier, &told.id, view.at)?, &mut out)?;
                }
            }
        }
    }
    if shown == 0 && !asked.output.json {
        let asks = asked.about.is_some() || asked.filter.asks();
        writeln!(out, "{}", nothing(asks, "no argument here fits", "no argument was found here"))?;
    }
    Ok(out.flush()?)
}

fn record(page: &Document, tree: &Reasoning, holder: Option<&str>) -> Value {
    let told = &page.arguments[tree.argument as usize];
    let premises: Vec<Value> = tree
        .premises
        .iter()
        .map(|premise| {
            let from: Vec<Value> =
                premise.from.iter().map(|below| record(page, below, None)).collect();
            json!({ "words": words(page, &[premise.span]), "from": from })
        })
        .collect();
    let record = json!({
        "type": "argument_row", "id": told.id, "holder": holder,
        "conclusion": words(page, &[told.conclusion]), "premises": premises,
    });
    stated(record, page.stands(&told.id, told.score))
}

/// A conclusion, with each premise on a line below it and further in.
fn draw(page: &Document, tree: &Reasoning, out: &mut dyn Write) -> io::Result<()> {
    let told = &page.arguments[tree.argument as usize];
    for line in tree.lines(page) {
        let lead = match line.role {
            Role::Conclusion => "",
            Role::Premise => "since ",
            Role::Restated => "that is, ",
        };
        let mut words = format!("{lead}“{}”", show::one_line(page.at(line.span)));
        if line.role == Role::Conclusion {
            words += &format!(" ({}, {})", page.stands(&told.id, told.score), told.id);
        }
        show::say(out, &"  ".repeat(line.depth + 1), &words)?;
    }
    Ok(())
}

/// Whose argument it is.
fn head(page: &Document, holder: &Holder, name: &str) -> String {
    match holder {
        Holder::Page(_) => format!("document {}, in its own voice", page.number),
        _ => format!("document {}, {name}", page.number),
    }
}
