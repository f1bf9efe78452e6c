//! What is concluded from what, where a text marks it.

use super::asking::{self, FIELDS, Looked, Typed};
use crate::answer::{Frame, Problem, answer};
use crate::asked::Asked;
use crate::pages::list::Part;
use crate::quote::{Named, Quote};
use crate::view::View;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use sayso::agreement::Suggestion;
use sayso::corpus::Document;
use sayso::holder::Holder;
use sayso::reasoning::{self, Reasoning, Role};

/// Arguments on one page.
const MOST: usize = 50;

pub(crate) use asking::Question;

/// The documents, by their numbers in the corpus, with what each argues.
pub(crate) type Found = Vec<(u32, Reasoning)>;

#[derive(Template)]
#[template(path = "arguments.html")]
struct ArgumentsPage {
    frame: Frame,
    typed: Typed,
    count: usize,
    arguments: Vec<Told>,
    part: Part,
}

/// An argument, as a tree.
struct Told {
    id: String,
    by: Option<Named>,
    stands: Suggestion,
    /// What its document is called.
    document: String,
    lines: Vec<Line>,
    /// So many lists are open at the end, beside the outermost.
    left: usize,
}

/// A line of the tree, with what of it has to be opened and closed before.
struct Line {
    deeper: bool,
    closes: usize,
    lead: &'static str,
    quote: Quote,
}

pub(crate) fn page(frame: Frame, view: &View, asked: &Asked) -> Result<Response, Problem> {
    let question = Question::of(view, asked)?;
    let found = view.kept.arguments.get(question.clone(), || find(view, &question));
    let part = Part::of(asked, "/arguments", &FIELDS, found.len(), MOST);
    let shown = found[part.range.clone()].iter();
    let page = ArgumentsPage {
        typed: Typed::of(asked),
        count: found.len(),
        arguments: shown.map(|(document, tree)| told(&frame, view, *document, tree)).collect(),
        part,
        frame,
    };
    answer(StatusCode::OK, &page)
}

fn find(view: &View, question: &Question) -> Found {
    let looked = Looked::of(view, question);
    let mut found = Found::new();
    for (document, page) in view.corpus.numbered().filter(|(_, page)| looked.is_in(page)) {
        let trees = reasoning::of(page).into_iter();
        let fitting = trees.filter(|tree| fits(view, question, &looked, (document, page), tree));
        found.extend(fitting.map(|tree| (document, tree)));
    }
    found
}

fn fits(
    view: &View,
    question: &Question,
    looked: &Looked<'_>,
    (document, page): (u32, &Document),
    tree: &Reasoning,
) -> bool {
    let spans: Vec<_> = tree.lines(page).iter().map(|line| line.span).collect();
    let start = page.arguments[tree.argument as usize].conclusion.start();
    question.window.takes(page, start, None, None)
        && looked.is_there(page, &spans, None)
        && looked.fits(page, &spans, "")
        && looked.is_by(&holder(view, document, tree))
}

fn holder(view: &View, document: u32, tree: &Reasoning) -> Holder {
    let told = &view.corpus[document].arguments[tree.argument as usize];
    let place = told.conclusion.start();
    Holder::at(&view.corpus, &view.identities, document, told.told, place)
}

fn told(frame: &Frame, view: &View, document: u32, tree: &Reasoning) -> Told {
    let page = &view.corpus[document];
    let argued = &page.arguments[tree.argument as usize];
    let mut depth = 0;
    let lines = tree.lines(page).into_iter().map(|line| {
        let (deeper, closes) = (line.depth > depth, depth.saturating_sub(line.depth));
        depth = line.depth;
        let lead = match line.role {
            Role::Conclusion => "",
            Role::Premise => "since",
            Role::Restated => "that is,",
        };
        Line { deeper, closes, lead, quote: Quote::of(&frame.links, page, &[line.span]) }
    });
    let lines: Vec<Line> = lines.collect();
    let holder = holder(view, document, tree);
    let in_own_voice = matches!(holder, Holder::Page(_));
    Told {
        stands: page.stands(&argued.id, argued.score),
        id: argued.id.to_string(),
        by: (!in_own_voice).then(|| Named::holder(&frame.links, view, &holder)),
        document: page.label(),
        lines,
        left: depth,
    }
}
