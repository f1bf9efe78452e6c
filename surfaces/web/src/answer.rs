//! Pages and problems as answers; the only place that knows statuses.

use crate::address::Links;
use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use sayso::{AsOf, Dossier, DossierError, LedgerError, TraceError};

/// What every page shows around its own matter.
#[derive(Debug, Default)]
pub(crate) struct Frame {
    /// The dossier's name.
    pub(crate) dossier: String,
    /// Makes addresses of this workbench that keep to the same point of the log.
    pub(crate) links: Links,
    /// Where the page looks back: the operation, and when it was recorded.
    pub(crate) as_of: Option<(u64, Option<String>)>,
    /// Whether who is who is still being looked at for the documents that came last.
    pub(crate) folded: bool,
    /// This page's address without the point of the log.
    pub(crate) now: String,
}

impl Frame {
    /// The frame of a page at `path`, and the operation it is as of.
    pub(crate) fn of(
        dossier: &Dossier,
        at: Option<&str>,
        path: &str,
    ) -> Result<(Self, u64), Problem> {
        let as_of: AsOf = match at {
            None => AsOf::Now,
            Some(given) => given.parse().map_err(|_| Problem::bad(BAD_POINT))?,
        };
        let seq = dossier.at(&as_of)?;
        let mut frame = Self { dossier: name(dossier), now: path.to_owned(), ..Self::default() };
        if as_of != AsOf::Now {
            frame.links = Links { at: Some(seq) };
            let recorded = dossier.recorded(seq)?.map(|recorded| recorded.to_string());
            frame.as_of = Some((seq, recorded));
        }
        Ok((frame, seq))
    }
}

/// What to write for a point of the log.
pub(crate) const BAD_POINT: &str =
    "write the number of an operation, or an instant such as 2026-11-22T08:30:00Z";

fn name(dossier: &Dossier) -> String {
    let name = dossier.path().file_name().map(|name| name.to_string_lossy().into_owned());
    name.unwrap_or_else(|| "temporary dossier".to_owned())
}

/// Why there is no page.
#[derive(Debug)]
pub(crate) struct Problem {
    status: StatusCode,
    message: String,
}

impl Problem {
    /// Nothing is at this address.
    pub(crate) fn no_such_page() -> Self {
        Self::missing("there is no page at this address")
    }

    /// What was asked for is not there.
    pub(crate) fn missing(message: impl Into<String>) -> Self {
        Self { status: StatusCode::NOT_FOUND, message: message.into() }
    }

    /// The address says something that cannot be read.
    pub(crate) fn bad(message: impl Into<String>) -> Self {
        Self { status: StatusCode::BAD_REQUEST, message: message.into() }
    }
}

/// A fault of the program.
pub(crate) fn fault() -> Problem {
    let message = "making this page hit a fault in the program; nothing in the dossier was \
                   changed. Please report it";
    Problem { status: StatusCode::INTERNAL_SERVER_ERROR, message: message.to_owned() }
}

impl From<DossierError> for Problem {
    fn from(error: DossierError) -> Self {
        let status = match &error {
            DossierError::Ledger(error) | DossierError::Trace(TraceError::Ledger(error)) => {
                status(error)
            }
            DossierError::Trace(TraceError::NotAClaim { .. }) => StatusCode::NOT_FOUND,
        };
        Self { status, message: error.to_string() }
    }
}

fn status(error: &LedgerError) -> StatusCode {
    match error {
        LedgerError::NoSuchItem { .. }
        | LedgerError::Ambiguous { .. }
        | LedgerError::NoSuchDocument { .. }
        | LedgerError::NoSuchOperation { .. } => StatusCode::NOT_FOUND,
        LedgerError::Busy { .. } => StatusCode::SERVICE_UNAVAILABLE,
        LedgerError::Refused(_) => StatusCode::BAD_REQUEST,
        _ => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

#[derive(Template)]
#[template(path = "making.html")]
struct MakingPage {
    frame: Frame,
}

/// A page that says that what it is made from is being made, and asks again by itself.
pub(crate) fn making(frame: Frame) -> Result<Response, Problem> {
    answer(StatusCode::ACCEPTED, &MakingPage { frame })
}

#[derive(Template)]
#[template(path = "problem.html")]
struct ProblemPage<'a> {
    frame: Frame,
    title: &'a str,
    message: &'a str,
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let title = match self.status {
            StatusCode::NOT_FOUND => "Not found",
            StatusCode::BAD_REQUEST => "Not understood",
            _ => "No answer from the dossier",
        };
        let page = ProblemPage { frame: Frame::default(), title, message: &self.message };
        match page.render() {
            Ok(html) => (self.status, Html(html)).into_response(),
            Err(_) => (self.status, self.message).into_response(),
        }
    }
}

/// A page, with its status.
pub(crate) fn answer(status: StatusCode, page: &impl Template) -> Result<Response, Problem> {
    let html = page.render().map_err(|_| fault())?;
    Ok((status, Html(html)).into_response())
}
