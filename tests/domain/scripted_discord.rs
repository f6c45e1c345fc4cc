//! Discord's roles as the worker sees them: each call takes the next answer of a script, and without one simply works.
//! Roles are remembered as Discord would, so that "the answer was lost" can be with or without its effect.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard};

use futures::FutureExt as _;
use futures::future::BoxFuture;
use sparks::fulfilment::{RoleFailure, RoleGranter};
use sparks::ids::UserId;
use tokio::sync::{Semaphore, watch};

/// What Discord does with one call.
#[derive(Debug, Clone)]
pub enum Answer {
    /// Does it, and says so.
    Works,
    /// Does nothing, and says so.
    Refuses(RoleFailure),
    /// Does it, but the answer never arrives.
    DoneButLost,
    /// Does nothing, and the answer never arrives.
    NotDoneAndLost,
    /// Waits until the gate has a permit, then this.
    Waits(Arc<Semaphore>, Box<Answer>),
    /// Does it, then never answers at all: for a worker that is killed meanwhile.
    DoneAndHangs,
    /// Does nothing and never answers at all.
    Hangs,
}

#[derive(Default)]
struct State {
    script: VecDeque<Answer>,
    /// What calls about one member take first.
    script_of: BTreeMap<u64, VecDeque<Answer>>,
    calls: Vec<&'static str>,
    roles: BTreeSet<(u64, u64)>,
    left: BTreeSet<u64>,
}

/// The other side of [`RoleGranter`].
#[derive(Default)]
pub struct ScriptedDiscord {
    state: Mutex<State>,
    /// How many calls there were.
    called: watch::Sender<usize>,
}

#[derive(Clone, Copy)]
enum Call {
    Grant,
    Withdraw,
    Holds,
}

impl ScriptedDiscord {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    /// The next calls are answered like this, one after another; later ones work.
    pub fn answers(&self, answers: impl IntoIterator<Item = Answer>) {
        self.state().script.extend(answers);
    }

    /// The next calls about this member are answered like this, whatever comes in between about others.
    pub fn answers_about(&self, member: UserId, answers: impl IntoIterator<Item = Answer>) {
        let mut state = self.state();
        let script = state.script_of.entry(member.to_discord()).or_default();
        script.extend(answers);
    }

    /// The member is no longer in the server, and their roles with them.
    pub fn leaves(&self, member: UserId) {
        let user = member.to_discord();
        let mut state = self.state();
        state.left.insert(user);
        state.roles.retain(|(holder, _)| *holder != user);
    }

    /// How many roles the member has.
    pub fn roles(&self, member: UserId) -> usize {
        let user = member.to_discord();
        let state = self.state();
        state
            .roles
            .iter()
            .filter(|(holder, _)| *holder == user)
            .count()
    }

    /// What was asked since the last look.
    pub fn calls(&self) -> Vec<&'static str> {
        std::mem::take(&mut self.state().calls)
    }

    /// Returns when a call arrives from now on.
    pub fn next_call(&self) -> impl Future<Output = ()> + use<> {
        let mut called = self.called.subscribe();
        async move { called.changed().await.unwrap() }
    }

    async fn call(&self, call: Call, user: u64, role: u64) -> Result<bool, RoleFailure> {
        let mut answer = self.arrives(call, user);
        while let Answer::Waits(gate, then) = answer {
            gate.acquire().await.unwrap().forget();
            answer = *then;
        }
        let lost = RoleFailure::Unknown {
            detail: "the answer was lost".into(),
        };
        match answer {
            Answer::Works => self.act(call, user, role),
            Answer::Refuses(failure) => Err(failure),
            Answer::DoneButLost => {
                self.act(call, user, role)?;
                Err(lost)
            }
            Answer::NotDoneAndLost => Err(lost),
            Answer::DoneAndHangs => {
                self.act(call, user, role)?;
                std::future::pending().await
            }
            Answer::Hangs | Answer::Waits(..) => std::future::pending().await,
        }
    }

    fn arrives(&self, call: Call, user: u64) -> Answer {
        let mut state = self.state();
        state.calls.push(match call {
            Call::Grant => "grant",
            Call::Withdraw => "withdraw",
            Call::Holds => "holds",
        });
        let about = state.script_of.get_mut(&user).and_then(VecDeque::pop_front);
        let answer = about.or_else(|| state.script.pop_front());
        drop(state);
        self.called.send_modify(|calls| *calls += 1);
        answer.unwrap_or(Answer::Works)
    }

    fn act(&self, call: Call, user: u64, role: u64) -> Result<bool, RoleFailure> {
        let mut state = self.state();
        if state.left.contains(&user) {
            return Err(RoleFailure::MemberGone);
        }
        Ok(match call {
            Call::Grant => state.roles.insert((user, role)),
            Call::Withdraw => state.roles.remove(&(user, role)),
            Call::Holds => state.roles.contains(&(user, role)),
        })
    }
}

impl RoleGranter for ScriptedDiscord {
    fn grant<'a>(
        &'a self,
        user_id: u64,
        role_id: u64,
        _reason: &'a str,
    ) -> BoxFuture<'a, Result<(), RoleFailure>> {
        async move { self.call(Call::Grant, user_id, role_id).await.map(|_| ()) }.boxed()
    }

    fn withdraw<'a>(
        &'a self,
        user_id: u64,
        role_id: u64,
        _reason: &'a str,
    ) -> BoxFuture<'a, Result<(), RoleFailure>> {
        async move {
            self.call(Call::Withdraw, user_id, role_id)
                .await
                .map(|_| ())
        }
        .boxed()
    }

    fn holds(&self, user_id: u64, role_id: u64) -> BoxFuture<'_, Result<bool, RoleFailure>> {
        self.call(Call::Holds, user_id, role_id).boxed()
    }
}
