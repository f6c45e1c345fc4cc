//! What Discord may do to a request: every fault of the fake that Discord itself could show there. Not among them are
//! answers that no retry can see through, such as "no such member" where a role is being taken that the member has.

use std::time::Duration;

use fake_discord::Fault;

use crate::plan::Plan;

/// What requests are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Route {
    Grant,
    Withdraw,
    LookUp,
    Callback,
    Edit,
    Followup,
    Start,
    Everything,
}

pub const ROUTES: &[(u32, Route)] = &[
    (52, Route::Grant),
    (10, Route::Withdraw),
    (8, Route::LookUp),
    (8, Route::Callback),
    (8, Route::Edit),
    (4, Route::Followup),
    (5, Route::Start),
    (5, Route::Everything),
];

impl Route {
    pub fn name(self) -> &'static str {
        match self {
            Self::Grant => "give a role",
            Self::Withdraw => "take a role",
            Self::LookUp => "look up a member",
            Self::Callback => "answer",
            Self::Edit => "edit an answer",
            Self::Followup => "follow up",
            Self::Start => "start",
            Self::Everything => "everything",
        }
    }

    /// Method and path; of one member, where that makes sense.
    pub fn fault(self, member: Option<u64>) -> Fault {
        let member = member.map_or("*".to_owned(), |member| member.to_string());
        let role = format!("/guilds/*/members/{member}/roles/*");
        match self {
            Self::Grant => Fault::on("PUT", &role),
            Self::Withdraw => Fault::on("DELETE", &role),
            Self::LookUp => Fault::on("GET", &format!("/guilds/*/members/{member}")),
            Self::Callback => Fault::on("POST", "/interactions/*/*/callback"),
            Self::Edit => Fault::on("PATCH", "/webhooks/*/*/messages/@original"),
            Self::Followup => Fault::on("POST", "/webhooks/*/*"),
            Self::Start => Fault::on(
                "GET|PUT",
                "/gateway|/gateway/bot|/oauth2/applications/@me|/applications/*/guilds/*/commands|/guilds/*|/users/@me",
            ),
            Self::Everything => Fault::on("*", "**"),
        }
    }

    fn troubles(self) -> Vec<(u32, Trouble)> {
        let mut troubles = vec![
            (3, Trouble::Slow),
            (2, Trouble::Status(500)),
            (2, Trouble::Status(502)),
            (1, Trouble::Status(503)),
            (2, Trouble::RateLimited),
            (2, Trouble::CutBefore),
        ];
        match self {
            // An outage: nothing gets through.
            Self::Everything => troubles.retain(|(_, trouble)| *trouble != Trouble::RateLimited),
            _ => troubles.extend([
                (1, Trouble::Hangs),
                (2, Trouble::HangsAfter),
                (3, Trouble::CutAfter),
                (2, Trouble::Unreadable),
            ]),
        }
        if self == Self::Withdraw {
            troubles.extend([
                (4, Trouble::Refused(403, 50013, "Missing Permissions")),
                (1, Trouble::Refused(403, 50001, "Missing Access")),
            ]);
        }
        if self == Self::Grant {
            troubles.extend([
                (2, Trouble::Refused(403, 50013, "Missing Permissions")),
                (1, Trouble::Refused(403, 50001, "Missing Access")),
                (1, Trouble::Refused(404, 10011, "Unknown Role")),
                (3, Trouble::Refused(404, 10007, "Unknown Member")),
                (1, Trouble::Refused(404, 10013, "Unknown User")),
            ]);
        }
        troubles
    }

    pub fn draw(self, plan: &mut Plan) -> Trouble {
        plan.weighted(&self.troubles())
    }
}

/// What happens to a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    Slow,
    Status(u16),
    Refused(u16, u32, &'static str),
    RateLimited,
    Hangs,
    HangsAfter,
    CutBefore,
    CutAfter,
    Unreadable,
}

impl Trouble {
    pub fn name(self) -> String {
        match self {
            Self::Slow => "slow".into(),
            Self::Status(status) => status.to_string(),
            Self::Refused(status, code, _) => format!("{status} {code}"),
            Self::RateLimited => "429".into(),
            Self::Hangs => "hangs".into(),
            Self::HangsAfter => "hangs after the effect".into(),
            Self::CutBefore => "cut before the effect".into(),
            Self::CutAfter => "cut after the effect".into(),
            Self::Unreadable => "unreadable answer".into(),
        }
    }

    pub fn of(self, fault: Fault, plan: &mut Plan) -> Fault {
        match self {
            Self::Slow => fault.latency(plan.milliseconds(50..=3_000)),
            Self::Status(status) => fault.status(status),
            Self::Refused(status, code, message) => fault.error(status, code, message),
            Self::RateLimited => {
                let seconds = *plan.one_of(&[0.3, 2.0, 60.0, 3_600.0]).unwrap();
                fault.rate_limited(seconds)
            }
            Self::Hangs => fault.hang(),
            Self::HangsAfter => fault.hang_after_effect(),
            Self::CutBefore => fault.cut_before_effect(),
            Self::CutAfter => fault.cut_after_effect(),
            Self::Unreadable => fault.unreadable_body(),
        }
    }
}

/// How long a fault that strikes one member's roles lasts, and one that strikes everybody.
pub fn duration(is_for_one: bool, plan: &mut Plan) -> Duration {
    if is_for_one {
        plan.milliseconds(1_000..=9_000)
    } else {
        plan.milliseconds(200..=2_500)
    }
}
