//! Who did what to whom, by whoever says so.

use super::asking::{self, Looked, Typed};
use crate::answer::{Frame, Problem, answer};
use crate::asked::Asked;
use crate::pages::list::{Part, maybe};
use crate::quote::{Named, Quote};
use crate::view::View;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use sayso::agreement::Suggestion;
use sayso::corpus::Place;
use sayso::model::{ItemId, Polarity, RelationKind};
use sayso::relations::{self, Relation, Side};

/// Relations on one page.
const MOST: usize = 100;
const FIELDS: [&str; 9] =
    ["words", "by", "place", "happened", "said", "published", "actor", "document", "kind"];

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Question {
    asked: asking::Question,
    kind: Option<RelationKind>,
}

#[derive(Template)]
#[template(path = "relations.html")]
struct RelationsPage {
    frame: Frame,
    typed: Typed,
    kinds: Vec<(&'static str, bool)>,
    /// Whose relations they are.
    actor: Option<Named>,
    count: usize,
    rows: Vec<Row>,
    part: Part,
}

struct Row {
    id: ItemId,
    who: Option<Named>,
    kind: RelationKind,
    verb: String,
    whom: Option<Named>,
    place: String,
    when: String,
    /// How it is said, where it is not said to be so.
    polarity: Option<Polarity>,
    by: Named,
    stands: Suggestion,
    quote: Quote,
}

pub(crate) fn page(frame: Frame, view: &View, asked: &Asked) -> Result<Response, Problem> {
    let kind = asked.get("kind").and_then(RelationKind::from_word);
    let question = Question { asked: asking::Question::of(view, asked)?, kind };
    let actor = question.asked.actor;
    let found = view.kept.relations.get(question.clone(), || find(view, &question));
    let part = Part::of(asked, "/relations", &FIELDS, found.len(), MOST);
    let page = RelationsPage {
        typed: Typed::of(asked),
        kinds: RelationKind::ALL.iter().map(|of| (of.word(), kind == Some(*of))).collect(),
        actor: actor.map(|nth| Named::identity(&frame.links, view, nth)),
        count: found.len(),
        rows: found[part.range.clone()].iter().map(|place| row(&frame, view, *place)).collect(),
        part,
        frame,
    };
    answer(StatusCode::OK, &page)
}

fn find(view: &View, question: &Question) -> Vec<Place> {
    let looked = Looked::of(view, &question.asked);
    let fits = |of: &Relation<'_>| {
        let (page, deed) = (of.page(), of.deed);
        let sides = [of.subject(), of.object()].into_iter().flatten();
        let beside = || sides.map(|side| side.name()).collect::<Vec<_>>().join(" ");
        looked.is_in(page)
            && question.kind.is_none_or(|kind| deed.kind == kind)
            && question.asked.actor.is_none_or(|actor| of.has(actor))
            && of.is_within(&question.asked.window)
            && looked.is_there(page, &[deed.span], deed.place.as_deref())
            && looked.fits(page, &[deed.span], &beside())
            && looked.is_by(&of.holder())
    };
    let all = relations::all(&view.corpus, &view.identities);
    all.filter(fits).map(|of| of.place).collect()
}

fn row(frame: &Frame, view: &View, place: Place) -> Row {
    let of = Relation::at(&view.corpus, &view.identities, place);
    let named = |side: Side<'_>| match side.identity() {
        Some(identity) => Named::identity(&frame.links, view, identity),
        None => Named::plain(side.name()),
    };
    let deed = of.deed;
    Row {
        id: deed.id.clone(),
        who: of.subject().map(named),
        kind: deed.kind,
        verb: deed.verb.to_string(),
        whom: of.object().map(named),
        place: deed.place.as_deref().unwrap_or_default().to_owned(),
        when: maybe(deed.when.as_ref()),
        polarity: Some(deed.polarity).filter(|polarity| *polarity != Polarity::Asserted),
        by: Named::holder(&frame.links, view, &of.holder()),
        stands: of.suggestion(),
        quote: Quote::of(&frame.links, of.page(), &[deed.span]),
    }
}
