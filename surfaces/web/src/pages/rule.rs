//! A rule: its spec, as it stands in the project.

use crate::answer::{Frame, Problem, answer};
use crate::asked::Asked;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use sayso::{Dossier, Rule};

#[derive(Template)]
#[template(path = "rule.html")]
struct RulePage {
    frame: Frame,
    rule: &'static Rule,
}

pub(crate) fn page(dossier: &Dossier, asked: &Asked, id: &str) -> Result<Response, Problem> {
    let rule = sayso::rule(id).ok_or_else(|| {
        Problem::missing(format!("this version of the program has no rule {id:?}"))
    })?;
    let (frame, _) = Frame::of(dossier, asked.get("at"), &format!("/rule/{}", rule.id))?;
    answer(StatusCode::OK, &RulePage { frame, rule })
}
