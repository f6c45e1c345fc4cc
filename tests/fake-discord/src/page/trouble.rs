//! Faults that the person at the page sets: one at a time, so that it is always clear what is wrong.

use std::sync::{Arc, PoisonError};
use std::time::Duration;

use serde::Deserialize;
use serde_json::{Value, json};

use super::Desk;
use crate::fault::{Fault, FaultHandle};

const LATENCY_MS_MAX: u64 = 60_000;

/// A fault as the page describes it: what goes wrong is an error, a rate limit, or slowness.
#[derive(Deserialize)]
pub(super) struct Wish {
    label: String,
    method: String,
    path: String,
    status: Option<u16>,
    #[serde(default)]
    code: u32,
    #[serde(default)]
    message: String,
    retry_after: Option<f64>,
    latency_ms: Option<u64>,
    /// To how many requests it happens; all, when absent.
    times: Option<usize>,
}

/// A fault in place.
pub(super) struct Trouble {
    label: String,
    times: Option<usize>,
    handle: FaultHandle,
}

/// Sets a fault in place of the one before.
pub(super) fn set(desk: &Desk, wish: Wish) -> Result<(), String> {
    let fault = fault(&wish)?;
    let fault = match wish.times {
        Some(times) => fault.times(times),
        None => fault.always(),
    };
    clear(desk);
    let handle = FaultHandle {
        id: desk.shared.write(|world| world.set_fault(fault)),
        shared: Arc::clone(&desk.shared),
    };
    let trouble = Trouble {
        label: wish.label,
        times: wish.times,
        handle,
    };
    let mut troubles = desk.troubles.lock().unwrap_or_else(PoisonError::into_inner);
    troubles.push(trouble);
    Ok(())
}

fn fault(wish: &Wish) -> Result<Fault, String> {
    let on = Fault::on(&wish.method, &wish.path);
    match (wish.status, wish.retry_after, wish.latency_ms) {
        (None, None, Some(ms)) if ms <= LATENCY_MS_MAX => Ok(on.latency(Duration::from_millis(ms))),
        (None, Some(seconds), None) if (0.0..=3600.0).contains(&seconds) => {
            Ok(on.rate_limited(seconds))
        }
        (Some(status @ 400..=599), None, None) => Ok(on.error(status, wish.code, &wish.message)),
        _ => Err("a fault has a status (400 to 599), retry_after, or latency_ms".to_owned()),
    }
}

/// Ends every fault that the page set.
pub(super) fn clear(desk: &Desk) {
    let mut troubles = desk.troubles.lock().unwrap_or_else(PoisonError::into_inner);
    let ended = std::mem::take(&mut *troubles);
    drop(troubles);
    for trouble in ended {
        trouble.handle.remove();
    }
}

/// The fault that the page set last, if it can still strike.
pub(super) fn listed(desk: &Desk) -> Vec<Value> {
    let troubles = desk.troubles.lock().unwrap_or_else(PoisonError::into_inner);
    let listed = troubles.iter().filter_map(|trouble| {
        let hits = trouble.handle.hits();
        let left = trouble.times.is_none_or(|times| hits < times);
        left.then(|| json!({ "label": trouble.label, "times": trouble.times, "hits": hits }))
    });
    listed.collect()
}
