//! Refusals as problem documents (RFC 9457). `type` is what a program decides by; `detail` is for whoever reads its log.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::events::{BadEvent, Distrust};

/// Why a request was not carried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// The body is no JSON, or not of the envelope's shape.
    Malformed(String),
    /// It is not believed.
    Distrusted(Distrust),
    /// There is nothing at this path.
    NotFound,
    /// Not with this method.
    MethodNotAllowed,
    /// The body took too long to arrive.
    Slow,
    /// The id was used for another event.
    Conflict,
    /// The body is longer than `max` bytes.
    TooLarge {
        /// The most.
        max: usize,
    },
    /// The body is not declared to be JSON.
    NotJson,
    /// The event's type is not known.
    UnknownType,
    /// The version of its type is not known.
    UnknownVersion,
    /// What the event says is not what its type says.
    Invalid(String),
    /// Too many requests, in all or at once.
    TooMany {
        /// When to try again, in seconds.
        retry_after_s: u64,
    },
    /// Something of ours; the same request may work later.
    Unavailable,
}

/// The document. `code` repeats the end of `type`.
#[derive(Debug, Serialize)]
struct Document<'a> {
    #[serde(rename = "type")]
    kind: String,
    title: &'a str,
    status: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
}

impl Problem {
    /// What a program decides by, and what is counted.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Malformed(_) => "malformed",
            Self::Distrusted(Distrust::Headers) => "signature-headers",
            Self::Distrusted(Distrust::Time) => "signature-time",
            Self::Distrusted(Distrust::Signature) => "signature",
            Self::NotFound => "not-found",
            Self::MethodNotAllowed => "method-not-allowed",
            Self::Slow => "slow",
            Self::Conflict => "conflict",
            Self::TooLarge { .. } => "too-large",
            Self::NotJson => "not-json",
            Self::UnknownType => "unknown-type",
            Self::UnknownVersion => "unknown-version",
            Self::Invalid(_) => "invalid",
            Self::TooMany { .. } => "too-many",
            Self::Unavailable => "unavailable",
        }
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::Malformed(_) => StatusCode::BAD_REQUEST,
            Self::Distrusted(_) => StatusCode::UNAUTHORIZED,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::Slow => StatusCode::REQUEST_TIMEOUT,
            Self::Conflict => StatusCode::CONFLICT,
            Self::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Self::NotJson => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::UnknownType | Self::UnknownVersion | Self::Invalid(_) => {
                StatusCode::UNPROCESSABLE_ENTITY
            }
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    fn title(&self) -> &'static str {
        match self {
            Self::Malformed(_) => "The body is not an event",
            Self::Distrusted(_) => "The signature is not accepted",
            Self::NotFound => "There is nothing here",
            Self::MethodNotAllowed => "Not with this method",
            Self::Slow => "The body took too long",
            Self::Conflict => "This id was used for another event",
            Self::TooLarge { .. } => "The body is too large",
            Self::NotJson => "The body must be application/json",
            Self::UnknownType => "This type of event is not known",
            Self::UnknownVersion => "This version of the event's type is not known",
            Self::Invalid(_) => "The event does not say what its type says",
            Self::TooMany { .. } => "Too many requests",
            Self::Unavailable => "Try again later",
        }
    }

    fn detail(&self) -> Option<String> {
        match self {
            Self::Malformed(detail) | Self::Invalid(detail) => Some(detail.clone()),
            Self::Distrusted(distrust) => Some(distrust.to_string()),
            Self::TooLarge { max } => Some(format!("at most {max} bytes")),
            _ => None,
        }
    }

    /// In seconds.
    fn retry_after_s(&self) -> Option<u64> {
        match self {
            Self::TooMany { retry_after_s } => Some(*retry_after_s),
            Self::Unavailable => Some(5),
            _ => None,
        }
    }
}

impl From<BadEvent> for Problem {
    fn from(bad: BadEvent) -> Self {
        match bad {
            BadEvent::Malformed(detail) => Self::Malformed(detail),
            BadEvent::UnknownType => Self::UnknownType,
            BadEvent::UnknownVersion => Self::UnknownVersion,
            BadEvent::Invalid(detail) => Self::Invalid(detail),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let document = Document {
            kind: format!("urn:sparks:problem:{}", self.code()),
            title: self.title(),
            status: self.status().as_u16(),
            detail: self.detail(),
        };
        let mut response = (self.status(), Json(document)).into_response();
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/problem+json"),
        );
        if let Some(seconds) = self.retry_after_s() {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
