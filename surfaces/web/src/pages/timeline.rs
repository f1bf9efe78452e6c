//! What happened and what was said, in order of time.

use crate::answer::{Frame, Problem, answer};
use crate::asked::Asked;
use crate::pages::list::{self, Part, Wanted, maybe};
use crate::quote::{Named, Quote};
use crate::view::View;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use sayso::model::ItemId;
use sayso::moment::Window;
use sayso::timeline::{Entry, Filter, What};

/// Entries on one page.
const MOST: usize = 100;
const FIELDS: [&str; 6] = ["actor", "words", "place", "happened", "said", "published"];

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

/// What was typed in the form.
struct Typed {
    actor: String,
    words: String,
    place: String,
    happened: String,
    said: String,
    published: String,
}

struct Row {
    when: String,
    what: &'static str,
    address: Option<String>,
    who: Option<Named>,
    quote: Quote,
}

pub(crate) fn page(frame: Frame, view: &View, asked: &Asked) -> Result<Response, Problem> {
    let identity = asked.get("actor").map(|id| identity(view, id)).transpose()?;
    let filter = Filter {
        identity,
        place: asked.get("place").map(str::to_owned),
        holder: None,
        window: Window {
            happened: list::days(asked, "happened")?,
            said: list::days(asked, "said")?,
            published: list::days(asked, "published")?,
        },
    };
    let wanted = Wanted::of(asked, "words");
    let incidents = Some(&*view.incidents);
    let mut all = sayso::timeline::of(&view.corpus, &view.identities, incidents, &filter).entries;
    all.retain(|entry| wanted.fits_words(&view.corpus[entry.document], &entry.words, ""));
    let part = Part::of(asked, "/timeline", &FIELDS, all.len(), MOST);
    let typed = |field: &str| asked.typed(field).to_owned();
    let page = TimelinePage {
        typed: Typed {
            actor: typed("actor"),
            words: typed("words"),
            place: typed("place"),
            happened: typed("happened"),
            said: typed("said"),
            published: typed("published"),
        },
        actor: identity.map(|nth| Named::identity(&frame.links, view, nth)),
        count: all.len(),
        entries: all[part.range.clone()].iter().map(|entry| row(&frame, view, entry)).collect(),
        part,
        frame,
    };
    answer(StatusCode::OK, &page)
}

fn identity(view: &View, id: &str) -> Result<u32, Problem> {
    let place = id.parse::<ItemId>().ok().and_then(|id| view.actor(&id));
    let missing = || Problem::missing(format!("{id:?} is no actor's id here"));
    Ok(view.identities.at(place.ok_or_else(missing)?))
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
        address,
        who: entry.holder.as_ref().map(|holder| Named::holder(&frame.links, view, holder)),
        quote: Quote::of(&frame.links, &view.corpus[entry.document], &entry.words),
    }
}
