//! What is served: the dossier behind a lock, and which page answers which address.

use crate::answer::{self, Frame, Problem};
use crate::asked::Asked;
use crate::view::View;
use crate::views::{How, Views};
use crate::{guard, pages, style};
use axum::Router;
use axum::extract::rejection::FormRejection;
use axum::extract::{DefaultBodyLimit, Form, Path, Query, State};
use axum::http::header;
use axum::middleware;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use sayso::{Dossier, DossierError, Stamp};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A form is no longer than this, in bytes.
const LONGEST_FORM: usize = 64 << 10;

/// A dossier and the port it is served at. Every request asks the dossier anew, since another
/// program may have written to it in between.
pub struct Workbench {
    dossier: Mutex<Dossier>,
    port: u16,
    stamp: Box<dyn Fn() -> Stamp + Send + Sync>,
    views: Views,
}

impl fmt::Debug for Workbench {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Workbench");
        shown.field("dossier", &self.dossier).field("port", &self.port).finish_non_exhaustive()
    }
}

impl Workbench {
    /// The workbench of a dossier, which answers to loopback addresses with this port. What people
    /// rule there is recorded with what `stamp` gives then.
    #[must_use]
    pub fn new(
        dossier: Dossier,
        port: u16,
        stamp: impl Fn() -> Stamp + Send + Sync + 'static,
    ) -> Self {
        let (dossier, stamp) = (Mutex::new(dossier), Box::new(stamp));
        Self { dossier, port, stamp, views: Views::default() }
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// The lock of a dossier stays good after a fault: what it writes, it writes whole or not at all.
    fn dossier(&self) -> MutexGuard<'_, Dossier> {
        self.dossier.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A page on many documents at once.
    fn viewed(
        self: &Arc<Self>,
        asked: &Asked,
        path: &str,
        make: impl FnOnce(Frame, &View) -> Result<Response, Problem>,
    ) -> Result<Response, Problem> {
        let (frame, at) = Frame::of(&self.dossier(), asked.get("at"), path)?;
        let begin = |how| {
            let bench = Arc::clone(self);
            std::thread::spawn(move || bench.views.make(at, how, || bench.view(at, how)));
        };
        match self.views.get(at, begin)? {
            Some(view) => make(Frame { folded: view.folded, ..frame }, &view),
            None => answer::making(frame),
        }
    }

    fn view(&self, at: u64, how: How) -> Result<View, Problem> {
        match how {
            How::Soon => self.of_dossier(|dossier| {
                let before = self.views.before(at);
                let later = before.map(|before| before.later(dossier, at)).transpose()?.flatten();
                later.map_or_else(|| View::of(dossier, at), Ok)
            }),
            How::Anew => {
                let anew = || self.of_dossier(|dossier| View::of(dossier, at));
                // In threads of its own, or whatever is folded in meanwhile would wait for them.
                match rayon::ThreadPoolBuilder::new().build() {
                    Ok(threads) => threads.install(anew),
                    Err(_) => anew(),
                }
            }
        }
    }

    fn of_dossier(
        &self,
        make: impl FnOnce(&Dossier) -> Result<View, DossierError>,
    ) -> Result<View, Problem> {
        let view = match self.opened_again() {
            Some(own) => make(&own),
            None => make(&self.dossier()),
        };
        Ok(view?)
    }

    /// The dossier, opened a second time, so that what takes long holds nobody up; `None` of one that
    /// is no file, or whose file has become another's.
    fn opened_again(&self) -> Option<Dossier> {
        let shared = self.dossier();
        let own = Dossier::open(shared.path()).ok()?;
        let first = |dossier: &Dossier| dossier.log(1, 1).ok();
        (first(&own) == first(&shared)).then_some(own)
    }

    fn rule(&self, fields: &[(String, String)]) -> Result<Response, Problem> {
        pages::rulings::record(&mut self.dossier(), fields, &(self.stamp)())
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
        .route("/actors", get(actors))
        .route("/actors/{id}", get(actor))
        .route("/disputes", get(disputes))
        .route("/disputes/{id}", get(dispute))
        .route("/incidents", get(incidents))
        .route("/incidents/{id}", get(incident))
        .route("/relations", get(relations))
        .route("/arguments", get(arguments))
        .route("/origins", get(origins))
        .route("/origins/{id}", get(falls))
        .route("/estimates", get(estimates))
        .route("/coverage", get(coverage))
        .route("/timeline", get(timeline))
        .route(guard::CHANGES, get(rulings).post(add_ruling))
        .route("/style.css", get(|| async { css(style::STYLE.to_owned()) }))
        .route("/pairs.css", get(|| async { css(style::pairs()) }))
        .fallback(async || Problem::no_such_page())
        .layer(DefaultBodyLimit::max(LONGEST_FORM))
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

async fn actors(State(bench): Bench, Query(fields): Fields) -> Response {
    viewed(bench, fields, "/actors".to_owned(), pages::actors::page).await
}

async fn actor(State(bench): Bench, Path(id): Path<String>, Query(fields): Fields) -> Response {
    let path = format!("/actors/{id}");
    viewed(bench, fields, path, move |f, v, a| pages::actor::page(f, v, a, &id)).await
}

async fn disputes(State(bench): Bench, Query(fields): Fields) -> Response {
    viewed(bench, fields, "/disputes".to_owned(), pages::disputes::page).await
}

async fn dispute(State(bench): Bench, Path(id): Path<String>, Query(fields): Fields) -> Response {
    let path = format!("/disputes/{id}");
    viewed(bench, fields, path, move |f, v, _| pages::disputes::one(f, v, &id)).await
}

async fn incidents(State(bench): Bench, Query(fields): Fields) -> Response {
    viewed(bench, fields, "/incidents".to_owned(), pages::incidents::page).await
}

async fn incident(State(bench): Bench, Path(id): Path<String>, Query(fields): Fields) -> Response {
    let path = format!("/incidents/{id}");
    viewed(bench, fields, path, move |f, v, _| pages::incident::page(f, v, &id)).await
}

async fn relations(State(bench): Bench, Query(fields): Fields) -> Response {
    viewed(bench, fields, "/relations".to_owned(), pages::relations::page).await
}

async fn arguments(State(bench): Bench, Query(fields): Fields) -> Response {
    viewed(bench, fields, "/arguments".to_owned(), pages::arguments::page).await
}

async fn origins(State(bench): Bench, Query(fields): Fields) -> Response {
    viewed(bench, fields, "/origins".to_owned(), pages::origins::page).await
}

async fn falls(State(bench): Bench, Path(id): Path<String>, Query(fields): Fields) -> Response {
    let path = format!("/origins/{id}");
    viewed(bench, fields, path, move |f, v, a| pages::origins::falls(f, v, a, &id)).await
}

async fn estimates(State(bench): Bench, Query(fields): Fields) -> Response {
    viewed(bench, fields, "/estimates".to_owned(), pages::estimates::page).await
}

async fn coverage(State(bench): Bench, Query(fields): Fields) -> Response {
    viewed(bench, fields, "/coverage".to_owned(), pages::coverage::page).await
}

async fn timeline(State(bench): Bench, Query(fields): Fields) -> Response {
    viewed(bench, fields, "/timeline".to_owned(), pages::timeline::page).await
}

async fn rulings(State(bench): Bench, Query(fields): Fields) -> Response {
    viewed(bench, fields, guard::CHANGES.to_owned(), pages::rulings::page).await
}

async fn add_ruling(
    State(bench): Bench,
    fields: Result<Form<Vec<(String, String)>>, FormRejection>,
) -> Response {
    let Ok(Form(fields)) = fields else {
        return Problem::bad("a ruling is the form of one of this workbench's pages")
            .into_response();
    };
    answered(move || bench.rule(&fields)).await
}

/// Makes a page from the dossier.
async fn made(
    bench: Arc<Workbench>,
    make: impl FnOnce(&Dossier) -> Result<Response, Problem> + Send + 'static,
) -> Response {
    answered(move || make(&bench.dossier())).await
}

/// Makes a page from what the documents say together.
async fn viewed(
    bench: Arc<Workbench>,
    fields: BTreeMap<String, String>,
    path: String,
    make: impl FnOnce(Frame, &View, &Asked) -> Result<Response, Problem> + Send + 'static,
) -> Response {
    let asked = Asked::new(fields);
    answered(move || bench.viewed(&asked, &path, |frame, view| make(frame, view, &asked))).await
}

/// Answers away from the thread that listens, so that a slow page holds up no other answer.
async fn answered(make: impl FnOnce() -> Result<Response, Problem> + Send + 'static) -> Response {
    let made = tokio::task::spawn_blocking(make).await;
    made.unwrap_or_else(|_| Err(answer::fault())).unwrap_or_else(IntoResponse::into_response)
}

fn css(style: String) -> Response {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], style).into_response()
}
