//! What is served: the dossier behind a lock, and which page answers which address.

use crate::answer::{self, Problem};
use crate::asked::Asked;
use crate::{guard, pages, style};
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::middleware;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use sayso::Dossier;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// A dossier and the port it is served at. Every request asks the dossier anew, since another
/// program may have written to it in between.
#[derive(Debug)]
pub struct Workbench {
    dossier: Mutex<Dossier>,
    port: u16,
}

impl Workbench {
    /// The workbench of a dossier, which answers to loopback addresses with this port.
    #[must_use]
    pub fn new(dossier: Dossier, port: u16) -> Self {
        Self { dossier: Mutex::new(dossier), port }
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// Makes a page. The lock of a dossier that is only read stays good after a fault.
    fn page(&self, make: impl FnOnce(&Dossier) -> Result<Response, Problem>) -> Response {
        let dossier = self.dossier.lock().unwrap_or_else(PoisonError::into_inner);
        make(&dossier).unwrap_or_else(IntoResponse::into_response)
    }
}

/// The pages of a workbench, with the checks of who may ask.
pub fn router(workbench: Workbench) -> Router {
    let workbench = Arc::new(workbench);
    Router::new()
        .route("/", get(dossier))
        .route("/document/{number}", get(document))
        .route("/source/{number}", get(source))
        .route("/bytes/{number}", get(bytes))
        .route("/claims", get(claims))
        .route("/claim/{id}", get(claim))
        .route("/rule/{id}", get(rule))
        .route("/style.css", get(|| async { css(style::STYLE.to_owned()) }))
        .route("/pairs.css", get(|| async { css(style::pairs()) }))
        .fallback(async || Problem::no_such_page())
        .layer(middleware::from_fn_with_state(Arc::clone(&workbench), guard::guard))
        .with_state(workbench)
}

type Bench = State<Arc<Workbench>>;
type Fields = Query<BTreeMap<String, String>>;

async fn dossier(State(bench): Bench, Query(fields): Fields) -> Response {
    made(bench, move |d| pages::dossier::page(d, &Asked::new(fields))).await
}

async fn document(
    State(bench): Bench,
    Path(number): Path<String>,
    Query(fields): Fields,
) -> Response {
    made(bench, move |d| pages::document::page(d, &Asked::new(fields), &number)).await
}

async fn source(
    State(bench): Bench,
    Path(number): Path<String>,
    Query(fields): Fields,
) -> Response {
    made(bench, move |d| pages::source::page(d, &Asked::new(fields), &number)).await
}

async fn bytes(State(bench): Bench, Path(number): Path<String>, Query(fields): Fields) -> Response {
    made(bench, move |d| pages::bytes::page(d, &Asked::new(fields), &number)).await
}

async fn claims(State(bench): Bench, Query(fields): Fields) -> Response {
    made(bench, move |d| pages::claims::page(d, &Asked::new(fields))).await
}

async fn claim(State(bench): Bench, Path(id): Path<String>, Query(fields): Fields) -> Response {
    made(bench, move |d| pages::claim::page(d, &Asked::new(fields), &id)).await
}

async fn rule(State(bench): Bench, Path(id): Path<String>, Query(fields): Fields) -> Response {
    made(bench, move |d| pages::rule::page(d, &Asked::new(fields), &id)).await
}

/// Makes a page away from the thread that listens, so that a slow one holds up no other answer.
async fn made(
    bench: Arc<Workbench>,
    make: impl FnOnce(&Dossier) -> Result<Response, Problem> + Send + 'static,
) -> Response {
    tokio::task::spawn_blocking(move || bench.page(make))
        .await
        .unwrap_or_else(|_| answer::fault().into_response())
}

fn css(style: String) -> Response {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], style).into_response()
}
