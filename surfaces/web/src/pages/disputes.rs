//! Disputes: a list of them, and each by itself.

use crate::answer::{Frame, Problem, answer};
use crate::asked::Asked;
use crate::pages::list::{Part, Wanted, maybe};
use crate::quote::{Named, Quote};
use crate::ruled::{Form, shown};
use crate::view::View;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use sayso::agreement::{Agreement, sides};
use sayso::behind::Word;
use sayso::disputes::{Difference, Dispute, Position};

/// Disputes on one page.
const MOST: usize = 50;
const FIELDS: [&str; 3] = ["words", "difference", "rejected"];
const DIFFERENCES: [Difference; 6] = [
    Difference::Conflict,
    Difference::Date,
    Difference::Scope,
    Difference::Definition,
    Difference::Retraction,
    Difference::Unclear,
];

#[derive(Template)]
#[template(path = "disputes.html")]
struct DisputesPage<'v> {
    frame: Frame,
    words: String,
    differences: Vec<(&'static str, bool)>,
    rejected: bool,
    count: usize,
    disputes: Vec<Told<'v>>,
    part: Part,
}

/// A dispute, to be shown.
pub(crate) struct Told<'v> {
    pub(crate) of: &'v Dispute,
    pub(crate) state: String,
    pub(crate) positions: Vec<Side>,
    /// The id of the incident that it is about.
    pub(crate) incident: Option<String>,
    pub(crate) form: Option<Form>,
    /// Whether nobody can rule on it here, since its positions were not read as two items.
    pub(crate) is_unread: bool,
}

pub(crate) struct Side {
    pub(crate) holder: Named,
    pub(crate) stance: String,
    pub(crate) said: String,
    pub(crate) quote: Quote,
    /// What it was read as.
    pub(crate) item: Option<Named>,
}

pub(crate) fn page(frame: Frame, view: &View, asked: &Asked) -> Result<Response, Problem> {
    let wanted = Wanted::of(asked, "words");
    let rejected = asked.get("rejected").is_some();
    let difference = asked.get("difference");
    let mut found: Vec<usize> = Vec::new();
    for (nth, of) in view.disputes.all().iter().enumerate() {
        let is_kept = rejected || view.said[nth] != Agreement::Rejected;
        let differs = difference.is_none_or(|word| word == of.difference.word());
        if is_kept && differs && fits(view, of, &wanted) {
            found.push(nth);
        }
    }
    let part = Part::of(asked, "/disputes", &FIELDS, found.len(), MOST);
    let shown = found[part.range.clone()].iter();
    let page = DisputesPage {
        words: asked.typed("words").to_owned(),
        differences: DIFFERENCES.map(|of| (of.word(), difference == Some(of.word()))).into(),
        rejected,
        count: found.len(),
        disputes: shown.map(|nth| Told::of(&frame, view, *nth)).collect(),
        part,
        frame,
    };
    answer(StatusCode::OK, &page)
}

/// Whether a dispute has these words: its question, who holds its positions, and what they say.
fn fits(view: &View, of: &Dispute, wanted: &Wanted) -> bool {
    wanted.fits(&of.question)
        || of.positions.iter().any(|position| {
            let holder = position.holder_words(&view.corpus, &view.identities);
            let page = &view.corpus[position.document];
            wanted.fits_words(page, &position.spans, &holder.unwrap_or_default())
        })
}

#[derive(Template)]
#[template(path = "one_dispute.html")]
struct OnePage<'v> {
    frame: Frame,
    dispute: Told<'v>,
}

/// One dispute, also where it is ruled out.
pub(crate) fn one(frame: Frame, view: &View, id: &str) -> Result<Response, Problem> {
    let nth = view.dispute(id);
    let nth = nth.ok_or_else(|| Problem::missing(format!("there is no dispute {id:?} here")))?;
    let dispute = Told::of(&frame, view, nth);
    answer(StatusCode::OK, &OnePage { frame, dispute })
}

impl<'v> Told<'v> {
    pub(crate) fn of(frame: &Frame, view: &'v View, nth: usize) -> Self {
        let of = &view.disputes.all()[nth];
        let sides = sides(&view.corpus, of);
        let form = Form::dispute(&frame.links, &of.id, &sides);
        let items = sides.iter().map(|side| side.first().map(|id| Named::item(&frame.links, id)));
        let positions = of.positions.iter().zip(items);
        Self {
            state: shown(view.said[nth], of.score),
            positions: positions.map(|(one, item)| side(frame, view, one, item)).collect(),
            incident: of.incident.map(|nth| view.incident_id(nth).to_owned()),
            is_unread: form.is_none(),
            form: form.filter(|_| frame.as_of.is_none()),
            of,
        }
    }
}

fn side(frame: &Frame, view: &View, of: &Position, item: Option<Named>) -> Side {
    let page = &view.corpus[of.document];
    let mut holder = Named::word(&frame.links, view, &of.word, (of.document, of.hull().start()));
    if holder.address.is_none() {
        let words = of.holder_words(&view.corpus, &view.identities);
        holder.name = words.unwrap_or_else(|| match of.word {
            Word::Page(_) => "the page".to_owned(),
            _ => "nobody named".to_owned(),
        });
    }
    Side {
        holder,
        stance: of.manner(),
        said: maybe(of.said),
        quote: Quote::of(&frame.links, page, &of.spans),
        item,
    }
}
