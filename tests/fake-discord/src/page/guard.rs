//! Who may talk to the page: a browser that was sent to this very loopback address, and no other site's
//! script. The socket is bound to loopback; this keeps names that resolve to it (DNS rebinding) and foreign
//! origins out, WebSockets included.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::Desk;

/// Only files of the page itself, and its own address.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
     base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

pub(super) async fn loopback_only(
    State(desk): State<Arc<Desk>>,
    request: Request,
    next: Next,
) -> Response {
    if !is_at_home(request.headers(), desk.port) {
        return (StatusCode::FORBIDDEN, "this page is for this machine only").into_response();
    }
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    // A file has a stricter one.
    headers
        .entry(header::CONTENT_SECURITY_POLICY)
        .or_insert(HeaderValue::from_static(POLICY));
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    response
}

fn is_at_home(headers: &HeaderMap, port: u16) -> bool {
    let text = |name| headers.get(name).map(|value| value.to_str().unwrap_or(""));
    let homes = [format!("127.0.0.1:{port}"), format!("localhost:{port}")];
    let host_fits = text(header::HOST).is_some_and(|host| homes.iter().any(|home| home == host));
    let origin_fits = text(header::ORIGIN).is_none_or(|origin| {
        homes
            .iter()
            .any(|home| origin.strip_prefix("http://") == Some(home))
    });
    host_fits && origin_fits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_is_at_home() {
        for (host, origin, fits) in [
            ("127.0.0.1:80", None, true),
            ("localhost:80", Some("http://localhost:80"), true),
            ("127.0.0.1:81", None, false),
            ("evil.example:80", None, false),
            ("127.0.0.1:80", Some("http://evil.example"), false),
            ("127.0.0.1:80", Some("null"), false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::HOST, HeaderValue::from_static(host));
            if let Some(origin) = origin {
                headers.insert(header::ORIGIN, HeaderValue::from_static(origin));
            }
            assert_eq!(is_at_home(&headers, 80), fits, "{host} {origin:?}");
        }
        assert!(!is_at_home(&HeaderMap::new(), 80));
    }
}
