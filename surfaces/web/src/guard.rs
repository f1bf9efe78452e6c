//! Who may ask: only the user's own browser, at this program's own address.
//!
//! A page of another site can make a browser ask here. It then sends that site's `Origin`; or,
//! where the site's own name was made to point to this machine (DNS rebinding), that name as
//! `Host`. Both are refused before anything is read. What changes the dossier is taken from this
//! program's own pages only: a request for it has to say that it comes from there.

use crate::workbench::Workbench;
use axum::extract::{Request, State};
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::http::{Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// The headers of every answer.
const HEADERS: [(HeaderName, &str); 7] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; \
         frame-ancestors 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    // Not `no-referrer`: with that, browsers send no `Origin` with our own forms.
    (header::REFERRER_POLICY, "same-origin"),
    (header::CACHE_CONTROL, "no-store"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
];

/// Answers what may be asked, and refuses the rest.
pub(crate) async fn guard(
    State(workbench): State<Arc<Workbench>>,
    request: Request,
    next: Next,
) -> Response {
    let mut response = match refusal(workbench.port(), &request) {
        Some(refusal) => refusal.into_response(),
        None => next.run(request).await,
    };
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

type Refusal = (StatusCode, [(HeaderName, &'static str); 1], String);

fn refusal(port: u16, request: &Request) -> Option<Refusal> {
    let plain = |status: StatusCode, words: String| {
        Some((status, [(header::CONTENT_TYPE, "text/plain; charset=utf-8")], words))
    };
    if !is_own_host(port, request.headers(), request.uri()) {
        let words = format!(
            "This workbench answers only at http://127.0.0.1:{port}/ and http://localhost:{port}/.\n"
        );
        return plain(StatusCode::MISDIRECTED_REQUEST, words);
    }
    if !is_own_origin(port, request.headers()) {
        let words = "This workbench does not answer the pages of other sites.\n".to_owned();
        return plain(StatusCode::FORBIDDEN, words);
    }
    match *request.method() {
        Method::GET | Method::HEAD => None,
        Method::POST if request.uri().path() == CHANGES => {
            let words = "This workbench takes what changes the dossier from its own pages only.\n";
            let own = is_own_page(request.headers());
            if own { None } else { plain(StatusCode::FORBIDDEN, words.to_owned()) }
        }
        _ => {
            let words = "This address only shows; it takes GET and HEAD.\n".to_owned();
            let allow = [(header::ALLOW, "GET, HEAD")];
            Some((StatusCode::METHOD_NOT_ALLOWED, allow, words))
        }
    }
}

/// The one address that takes what changes the dossier.
pub(crate) const CHANGES: &str = "/rulings";

/// Whether a browser says that one of our own pages asks. That an `Origin` is ours was seen before;
/// here there has to be one. A browser that tells whence a request comes by `Sec-Fetch-Site` too has
/// to say the same.
fn is_own_page(headers: &HeaderMap) -> bool {
    let site = HeaderName::from_static("sec-fetch-site");
    headers.contains_key(header::ORIGIN)
        && headers.get_all(site).iter().all(|site| site.as_bytes() == b"same-origin")
}

/// Exactly one `Host`, and it is ours; so is the host of an address given whole.
fn is_own_host(port: u16, headers: &HeaderMap, uri: &Uri) -> bool {
    let mut hosts = headers.get_all(header::HOST).iter();
    let (Some(host), None) = (hosts.next(), hosts.next()) else { return false };
    let own = |host: &str| is_own_authority(port, host);
    host.to_str().is_ok_and(own) && uri.authority().is_none_or(|a| own(a.as_str()))
}

/// No `Origin`, or ours.
fn is_own_origin(port: u16, headers: &HeaderMap) -> bool {
    headers.get_all(header::ORIGIN).iter().all(|origin| {
        let origin = origin.to_str().ok().and_then(|origin| origin.strip_prefix("http://"));
        origin.is_some_and(|authority| is_own_authority(port, authority))
    })
}

fn is_own_authority(port: u16, authority: &str) -> bool {
    let host = match authority.strip_suffix(&format!(":{port}")) {
        Some(host) => host,
        None if port == 80 => authority,
        None => return false,
    };
    host == "127.0.0.1" || host == "[::1]" || host.eq_ignore_ascii_case("localhost")
}

#[cfg(test)]
mod tests {
    use super::is_own_authority;

    #[test]
    fn only_loopback_at_the_port_served_is_our_own() {
        for own in ["127.0.0.1:4000", "localhost:4000", "LOCALHOST:4000", "[::1]:4000"] {
            assert!(is_own_authority(4000, own), "{own}");
        }
        for other in [
            "127.0.0.1",
            "127.0.0.1:4001",
            "localhost:40000",
            "localhost.example:4000",
            "user@localhost:4000",
            "127.0.0.1:4000:4000",
            "",
            ":4000",
        ] {
            assert!(!is_own_authority(4000, other), "{other}");
        }
        assert!(is_own_authority(80, "localhost"));
    }
}
