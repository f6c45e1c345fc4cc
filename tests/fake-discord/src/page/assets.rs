//! The page's own files, compiled in: plain HTML, CSS and JavaScript, no build step.

use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};

macro_rules! files {
    ($($path:literal $file:literal $kind:literal;)*) => {
        const FILES: &[(&str, &str, &str)] = &[
            $(($path, include_str!(concat!("web/", $file)), $kind),)*
        ];
    };
}

files! {
    "/" "index.html" "text/html; charset=utf-8";
    "/page.css" "page.css" "text/css; charset=utf-8";
    "/channel.css" "channel.css" "text/css; charset=utf-8";
    "/parts.css" "parts.css" "text/css; charset=utf-8";
    "/api.js" "api.js" "text/javascript; charset=utf-8";
    "/app.js" "app.js" "text/javascript; charset=utf-8";
    "/channels.js" "channels.js" "text/javascript; charset=utf-8";
    "/components.js" "components.js" "text/javascript; charset=utf-8";
    "/composer.js" "composer.js" "text/javascript; charset=utf-8";
    "/dom.js" "dom.js" "text/javascript; charset=utf-8";
    "/embeds.js" "embeds.js" "text/javascript; charset=utf-8";
    "/faults.js" "faults.js" "text/javascript; charset=utf-8";
    "/files.js" "files.js" "text/javascript; charset=utf-8";
    "/i18n.js" "i18n.js" "text/javascript; charset=utf-8";
    "/listbox.js" "listbox.js" "text/javascript; charset=utf-8";
    "/markdown.js" "markdown.js" "text/javascript; charset=utf-8";
    "/members.js" "members.js" "text/javascript; charset=utf-8";
    "/menu.js" "menu.js" "text/javascript; charset=utf-8";
    "/messages.js" "messages.js" "text/javascript; charset=utf-8";
    "/modal.js" "modal.js" "text/javascript; charset=utf-8";
    "/options.js" "options.js" "text/javascript; charset=utf-8";
    "/panel.js" "panel.js" "text/javascript; charset=utf-8";
    "/picker.js" "picker.js" "text/javascript; charset=utf-8";
    "/world.js" "world.js" "text/javascript; charset=utf-8";
}

pub(super) async fn serve(uri: Uri) -> Response {
    let found = FILES.iter().find(|(path, ..)| *path == uri.path());
    found.map_or_else(
        || StatusCode::NOT_FOUND.into_response(),
        |(_, text, kind)| {
            let headers = [
                (header::CONTENT_TYPE, *kind),
                (header::CACHE_CONTROL, "no-store"),
            ];
            (headers, *text).into_response()
        },
    )
}
