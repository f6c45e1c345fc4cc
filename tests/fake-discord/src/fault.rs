//! Faults by script: which requests go wrong, how, and how often. The first fault that matches a request
//! is used up by it, and so is every delay before it; state, limits and permissions are untouched unless the
//! fault says so.

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};

use crate::error::ApiError;
use crate::state::{Shared, World};

/// What happens instead of, or around, the proper answer.
#[derive(Clone, Debug)]
pub(crate) enum Action {
    /// Nothing beside the delay.
    Proceed,
    /// This answer, without effect.
    Answer {
        status: u16,
        body: Value,
        retry_after: Option<f64>,
    },
    /// No answer, without effect.
    Hang,
    /// No answer, after the request has had its effect.
    HangAfter,
    /// Waits until the fault is removed, then proceeds.
    Hold,
    CutBefore,
    CutAfter,
    /// The effect happens, but the answer is no JSON.
    Unreadable,
}

/// A fault to be set with [`crate::FakeDiscord::fault`].
///
/// `Fault::on("PUT", "/guilds/*/members/*/roles/*").status(500).times(2)`
#[derive(Clone, Debug)]
#[must_use]
pub struct Fault {
    method: String,
    pattern: String,
    delay: Option<Duration>,
    action: Action,
    remaining: Option<usize>,
}

impl Fault {
    /// A fault of requests with this method (`*` for any) and path; `*` stands for one segment, and a path
    /// of `**` alone for every path. Several methods or paths are separated by `|`.
    /// Once, and a 500, unless said otherwise.
    pub fn on(method: &str, path: &str) -> Self {
        let fault = Self {
            method: method.to_owned(),
            pattern: path.to_owned(),
            delay: None,
            action: Action::Proceed,
            remaining: Some(1),
        };
        fault.status(500)
    }

    /// Answers this status with Discord's generic body.
    pub fn status(self, status: u16) -> Self {
        self.answer(
            status,
            json!({ "message": format!("{status}: fault"), "code": 0 }),
            None,
        )
    }

    /// Answers this status with one of Discord's error codes.
    pub fn error(self, status: u16, code: u32, message: &str) -> Self {
        let body = ApiError::new(status, code, message).body();
        self.answer(status, body, None)
    }

    /// Answers 429, to be repeated after so many seconds.
    pub fn rate_limited(self, retry_after_seconds: f64) -> Self {
        let message = "You are being rate limited.";
        let body =
            json!({ "message": message, "retry_after": retry_after_seconds, "global": false });
        self.answer(429, body, Some(retry_after_seconds))
    }

    /// Delays the request; alone, the answer is then the proper one.
    pub fn latency(mut self, duration: Duration) -> Self {
        self.delay = Some(duration);
        if matches!(self.action, Action::Answer { status: 500, .. }) {
            self.action = Action::Proceed;
        }
        self
    }

    /// Never answers; the request has no effect.
    pub fn hang(mut self) -> Self {
        self.action = Action::Hang;
        self
    }

    /// Never answers, although the request has its effect.
    pub fn hang_after_effect(mut self) -> Self {
        self.action = Action::HangAfter;
        self
    }

    /// Holds the request until [`FaultHandle::remove`] lets it go on, with its effect and answer.
    pub fn hold(mut self) -> Self {
        self.action = Action::Hold;
        self
    }

    /// Closes the connection without an answer; the request has no effect.
    pub fn cut_before_effect(mut self) -> Self {
        self.action = Action::CutBefore;
        self
    }

    /// Closes the connection without an answer, after the request has had its effect.
    pub fn cut_after_effect(mut self) -> Self {
        self.action = Action::CutAfter;
        self
    }

    /// The request has its effect, and its answer is a 200 page of HTML.
    pub fn unreadable_body(mut self) -> Self {
        self.action = Action::Unreadable;
        self
    }

    /// Happens to the next `times` matching requests.
    pub fn times(mut self, times: usize) -> Self {
        self.remaining = Some(times);
        self
    }

    /// Happens until removed.
    pub fn always(mut self) -> Self {
        self.remaining = None;
        self
    }

    fn matches(&self, method: &str, path: &str) -> bool {
        let mut methods = self.method.split('|');
        methods.any(|wanted| wanted == "*" || wanted.eq_ignore_ascii_case(method))
            && self
                .pattern
                .split('|')
                .any(|pattern| path_matches(pattern, path))
    }

    fn answer(mut self, status: u16, body: Value, retry_after: Option<f64>) -> Self {
        self.action = Action::Answer {
            status,
            body,
            retry_after,
        };
        self
    }
}

/// A fault that was set.
pub(crate) struct ActiveFault {
    pub(crate) id: u64,
    fault: Fault,
    hits: usize,
    removed: bool,
}

impl ActiveFault {
    /// Whether a request can still meet it.
    pub(crate) fn can_strike(&self) -> bool {
        !self.removed && self.fault.remaining != Some(0)
    }

    /// How many requests it has struck.
    pub(crate) fn hits(&self) -> usize {
        self.hits
    }

    /// How many it strikes in all, when that is limited.
    pub(crate) fn times(&self) -> Option<usize> {
        self.fault.remaining.map(|left| self.hits + left)
    }

    /// Which requests it waits for.
    pub(crate) fn target(&self) -> String {
        format!("{} {}", self.fault.method, self.fault.pattern)
    }

    pub(crate) fn end(&mut self) {
        self.removed = true;
    }
}

/// What a request has to suffer.
#[derive(Clone, Debug)]
pub(crate) struct Suffered {
    pub(crate) fault: u64,
    pub(crate) delay: Option<Duration>,
    pub(crate) action: Action,
}

impl World {
    pub(crate) fn set_fault(&mut self, fault: Fault) -> u64 {
        self.faults_made += 1;
        let id = self.faults_made;
        self.faults.push(ActiveFault {
            id,
            fault,
            hits: 0,
            removed: false,
        });
        id
    }

    /// Uses up the first fault that matches; a mere delay is added to what the next one does.
    pub(crate) fn suffer(&mut self, method: &str, path: &str) -> Option<Suffered> {
        let mut suffered: Option<Suffered> = None;
        for active in &mut self.faults {
            let fault = &mut active.fault;
            let left = !active.removed && fault.remaining != Some(0);
            if !left || !fault.matches(method, path) {
                continue;
            }
            active.hits += 1;
            if let Some(remaining) = &mut fault.remaining {
                *remaining -= 1;
            }
            let before = suffered.and_then(|suffered| suffered.delay);
            let delay = match (before, fault.delay) {
                (Some(before), Some(more)) => Some(before + more),
                (before, more) => before.or(more),
            };
            let action = fault.action.clone();
            let goes_on = matches!(action, Action::Proceed);
            suffered = Some(Suffered {
                fault: active.id,
                delay,
                action,
            });
            if !goes_on {
                break;
            }
        }
        suffered
    }

    pub(crate) fn fault_removed(&self, id: u64) -> bool {
        self.faults
            .iter()
            .any(|fault| fault.id == id && fault.removed)
    }
}

/// A fault in place: how often it struck, and a way to end it.
#[derive(Clone)]
pub struct FaultHandle {
    pub(crate) shared: Arc<Shared>,
    pub(crate) id: u64,
}

impl FaultHandle {
    /// How many requests it has struck.
    #[must_use]
    pub fn hits(&self) -> usize {
        let world = self.shared.read();
        world
            .faults
            .iter()
            .find(|fault| fault.id == self.id)
            .map_or(0, |fault| fault.hits)
    }

    /// Waits until it has struck `hits` requests; panics when that takes too long.
    pub async fn wait_hits(&self, hits: usize) {
        let limit = self.shared.read().config.wait;
        let enough = |world: &World| {
            world
                .faults
                .iter()
                .find(|fault| fault.id == self.id && fault.hits >= hits)
                .map(|_| ())
        };
        let struck = self.shared.wait_for(limit, enough).await;
        assert!(
            struck.is_some(),
            "the fault struck {} requests, not {hits}, in {limit:?}",
            self.hits()
        );
    }

    /// Ends it. Requests that it holds go on.
    pub fn remove(&self) {
        self.shared.write(|world| {
            for fault in world.faults.iter_mut().filter(|fault| fault.id == self.id) {
                fault.removed = true;
            }
        });
    }
}

/// Whether a path fits a pattern in which `*` stands for one segment; `**` alone fits every path.
pub(crate) fn path_matches(pattern: &str, path: &str) -> bool {
    if pattern == "**" {
        return true;
    }
    let segments = |text: &str| -> Vec<String> {
        text.trim_matches('/')
            .split('/')
            .map(str::to_owned)
            .collect()
    };
    let (pattern, path) = (segments(pattern), segments(path));
    pattern.len() == path.len()
        && pattern
            .iter()
            .zip(&path)
            .all(|(wanted, found)| wanted == "*" || wanted == found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_is_one_segment() {
        for (pattern, path, fits) in [
            (
                "/guilds/*/members/*/roles/*",
                "/guilds/1/members/2/roles/3",
                true,
            ),
            ("/guilds/*/members/*/roles/*", "/guilds/1/members/2", false),
            ("/guilds/*", "/guilds/1/roles", false),
            ("/gateway", "/gateway/bot", false),
            ("*", "/gateway", true),
            ("**", "/guilds/1/roles", true),
        ] {
            assert_eq!(path_matches(pattern, path), fits, "{pattern} {path}");
        }
    }

    #[test]
    fn several_methods_and_paths_are_one_fault() {
        let fault = Fault::on("PUT|POST", "/a/*|/b");
        for (method, path, fits) in [
            ("PUT", "/a/1", true),
            ("post", "/b", true),
            ("GET", "/b", false),
            ("PUT", "/a", false),
        ] {
            assert_eq!(fault.matches(method, path), fits, "{method} {path}");
        }
    }

    #[test]
    fn delays_add_up_with_what_goes_wrong() {
        let mut world = World::new(crate::config::Config::default(), String::new());
        let second = Duration::from_secs(1);
        world.set_fault(Fault::on("*", "**").latency(second).always());
        world.set_fault(Fault::on("GET", "/a").latency(second).always());
        world.set_fault(Fault::on("GET", "/a").status(403).always());
        world.set_fault(Fault::on("GET", "/a").status(404).always());
        let suffered = world.suffer("GET", "/a").unwrap();
        assert_eq!(suffered.delay, Some(2 * second));
        assert!(matches!(
            suffered.action,
            Action::Answer { status: 403, .. }
        ));
        let suffered = world.suffer("GET", "/b").unwrap();
        assert_eq!(suffered.delay, Some(second));
        assert!(matches!(suffered.action, Action::Proceed));
    }

    #[test]
    fn faults_are_used_up_in_order() {
        let mut world = World::new(crate::config::Config::default(), String::new());
        world.set_fault(Fault::on("GET", "/a").status(500).times(2));
        world.set_fault(Fault::on("*", "/a").hang().always());
        let mut actions = Vec::new();
        for _ in 0..4 {
            actions.push(matches!(
                world.suffer("GET", "/a").unwrap().action,
                Action::Hang
            ));
        }
        assert_eq!(actions, [false, false, true, true]);
        assert!(world.suffer("GET", "/b").is_none());
    }
}
