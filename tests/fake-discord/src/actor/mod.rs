//! Members who use the bot as people do in Discord's client: what the client would not let them do
//! panics with the reason, what the bot does not answer panics after a bounded wait.

/// What everything that a member does has in common: it can be delivered more than once, and its answer waited for; and,
/// where the client checks what was filled in, that can be left out.
macro_rules! sends {
    ($action:ty) => {
        impl $action {
            /// Delivers the same interaction so many times.
            pub fn deliver_times(mut self, times: usize) -> Self {
                self.times = times;
                self
            }

            /// Sends it and waits until the bot has answered. Panics if the client would not send it, or the
            /// bot does not answer in time.
            pub async fn send(self) -> $crate::actor::reply::Reply {
                self.send_without_waiting().finished().await
            }
        }
    };
    (unchecked $action:ty) => {
        sends!($action);

        impl $action {
            /// Skips the client's checks of what is filled in, as an odd client would.
            pub fn unchecked(mut self) -> Self {
                self.checked = false;
                self
            }
        }
    };
}

pub(crate) mod autocomplete;
pub(crate) mod client;
pub(crate) mod component;
pub(crate) mod member;
pub(crate) mod menu;
pub(crate) mod modal;
pub(crate) mod pending;
pub(crate) mod press;
pub(crate) mod reply;
pub(crate) mod slash;
pub(crate) mod value;
