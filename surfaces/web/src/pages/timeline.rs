//! What happened and what was said, in order of time.

use super::asking::{Typed, identity, window};
use crate::answer::{Frame, Problem, answer};
use crate::asked::Asked;
use crate::pages::list::{Part, Wanted, maybe};
use crate::quote::{Named, Quote};
use crate::view::View;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use sayso::agreement::Suggestion;
use sayso::timeline::{Entry, Filter, What};

/// Entries on one page.
const MOST: usize = 100;
const FIELDS: [&str; 6] = ["actor", "words", "place", "happened", "said", "published"];

/// Which entries, and the words that they have.
pub(crate) type Question = (Filter, String);
/// The entries, in order of time.
pub(crate) type Entries = Vec<Entry>;

#[derive(Template)]
#[template(path = "timeline.html")]
struct TimelinePage {
    frame: Frame,
    typed: Typed,
    /// Whose timeline it is.
    actor: Option<Named>,
    count: usize,
    entries: Vec<Row>,
    part: Part,
}

struct Row {
    when: String,
    what: &'static str,
    stands: Suggestion,
    address: Option<String>,
    who: Option<Named>,
    quote: Quote,
}

pub(crate) fn page(frame: Frame, view: &View, asked: &Asked) -> Result<Response, Problem> {
    let actor = asked.get("actor").map(|id| identity(view, id)).transpose()?;
    let filter = Filter {
        identity: actor,
        place: asked.get("place").map(str::to_owned),
        holder: None,
        window: window(asked)?,
    };
    let question = (filter, asked.get("words").unwrap_or_default().to_owned());
    let all = view.kept.timelines.get(question.clone(), || entries(view, &question));
    let part = Part::of(asked, "/timeline", &FIELDS, all.len(), MOST);
    let page = TimelinePage {
        typed: Typed::of(asked),
        actor: actor.map(|nth| Named::identity(&frame.links, view, nth)),
        count: all.len(),
        entries: all[part.range.clone()].iter().map(|entry| row(&frame, view, entry)).collect(),
        part,
        frame,
    };
    answer(StatusCode::OK, &page)
}

fn entries(view: &View, (filter, words): &Question) -> Entries {
    let wanted = Wanted::words(words);
    let incidents = Some(&*view.incidents);
    let mut all = sayso::timeline::of(&view.corpus, &view.identities, incidents, filter).entries;
    all.retain(|entry| wanted.fits_words(&view.corpus[entry.document], &entry.words, ""));
    all
}

fn row(frame: &Frame, view: &View, entry: &Entry) -> Row {
    let (what, address) = match entry.what {
        What::Incident(nth) => ("incident", Some(frame.links.incident(view.incident_id(nth)))),
        What::Change(_) => ("change of status", None),
        What::Claim(at) => ("claim", Some(frame.links.claim(&view.corpus.claim(at).id))),
    };
    Row {
        when: maybe(entry.when.as_ref()),
        what,
        stands: entry.suggestion(&view.corpus, &view.incidents),
        address,
        who: entry.holder.as_ref().map(|holder| Named::holder(&frame.links, view, holder)),
        quote: Quote::of(&frame.links, &view.corpus[entry.document], &entry.words),
    }
}
