//! Discord's refusals: HTTP status, Discord's own code and message, and the nested form of
//! "Invalid Form Body". One function a refusal, so that a route reads as the rules it enforces.

use serde_json::{Value, json};

/// An answer of the fake that says no, in the shape Discord uses.
#[derive(Clone, Debug)]
pub(crate) struct ApiError {
    pub(crate) status: u16,
    pub(crate) code: u32,
    pub(crate) message: String,
    pub(crate) errors: Option<Value>,
    /// The bot did something that no working bot does: reported to the test, too.
    pub(crate) violation: bool,
}

impl ApiError {
    pub(crate) fn new(status: u16, code: u32, message: impl Into<String>) -> Self {
        Self {
            status,
            code,
            message: message.into(),
            errors: None,
            violation: false,
        }
    }

    pub(crate) fn violating(mut self) -> Self {
        self.violation = true;
        self
    }

    pub(crate) fn body(&self) -> Value {
        let mut body = json!({ "message": self.message, "code": self.code });
        if let Some(errors) = &self.errors {
            body["errors"] = errors.clone();
        }
        body
    }
}

macro_rules! refusals {
    ($($name:ident = $status:literal $code:literal $message:literal;)*) => {
        impl ApiError {
            $(pub(crate) fn $name() -> Self {
                Self::new($status, $code, $message)
            })*
        }
    };
}

refusals! {
    unauthorized = 401 0 "401: Unauthorized";
    unknown_application = 404 10002 "Unknown Application";
    unknown_channel = 404 10003 "Unknown Channel";
    unknown_guild = 404 10004 "Unknown Guild";
    unknown_member = 404 10007 "Unknown Member";
    unknown_message = 404 10008 "Unknown Message";
    unknown_role = 404 10011 "Unknown Role";
    unknown_user = 404 10013 "Unknown User";
    unknown_webhook = 404 10015 "Unknown Webhook";
    unknown_interaction = 404 10062 "Unknown interaction";
    too_large = 413 40005 "Request entity too large";
    already_acknowledged = 400 40060 "Interaction has already been acknowledged.";
    missing_access = 403 50001 "Missing Access";
    foreign_message = 403 50005 "Cannot edit a message authored by another user";
    empty_message = 400 50006 "Cannot send an empty message";
    cannot_message_user = 403 50007 "Cannot send messages to this user";
    missing_permissions = 403 50013 "Missing Permissions";
    invalid_webhook_token = 401 50027 "Invalid Webhook Token";
    invalid_role = 400 50028 "Invalid Role";
    invalid_form = 400 50035 "Invalid Form Body";
    invalid_json = 400 50109 "The request body contains invalid JSON.";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_has_discords_shape() {
        let refusal = ApiError::missing_permissions();
        assert_eq!(refusal.status, 403);
        assert_eq!(
            refusal.body(),
            json!({ "message": "Missing Permissions", "code": 50013 })
        );
    }
}
