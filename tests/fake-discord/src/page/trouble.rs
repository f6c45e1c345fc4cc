//! Faults that the person at the page sets: several at once, each listed with how often it struck, each removable.
//! The first that fits a request strikes it; slowness is added to whatever else fits.

use std::sync::{Arc, PoisonError};
use std::time::Duration;

use serde::Deserialize;
use serde_json::{Value, json};

use super::Desk;
use crate::fault::{Fault, FaultHandle};

const LATENCY_MS_MAX: u64 = 60_000;
const FAULTS_MAX: usize = 20;
const TIMES_MAX: usize = 1000;
const LABEL_LENGTH_MAX: usize = 200;

/// A fault as the page describes it: which requests, one thing that goes wrong with them, and how often.
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
    #[serde(rename = "break")]
    breaks: Option<Break>,
    /// To how many requests it happens; all, when absent.
    times: Option<usize>,
}

/// What goes wrong without an answer of Discord's.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Break {
    Hang,
    CutBefore,
    CutAfter,
    Unreadable,
}

/// Which fault is to end.
#[derive(Deserialize)]
pub(super) struct Unwanted {
    fault: String,
}

/// A fault in place.
pub(super) struct Trouble {
    label: String,
    times: Option<usize>,
    handle: FaultHandle,
}

impl Trouble {
    fn can_strike(&self) -> bool {
        let hits = self.handle.hits();
        self.times.is_none_or(|times| hits < times)
    }
}

/// Sets one more fault; its id.
pub(super) fn add(desk: &Desk, wish: Wish) -> Result<u64, String> {
    let fault = fault(&wish)?;
    let fault = match wish.times {
        Some(times @ 1..=TIMES_MAX) => fault.times(times),
        Some(_) => return Err(format!("a fault happens 1 to {TIMES_MAX} times, or always")),
        None => fault.always(),
    };
    if wish.label.chars().count() > LABEL_LENGTH_MAX {
        return Err(format!(
            "a fault's label has at most {LABEL_LENGTH_MAX} characters"
        ));
    }
    let mut troubles = desk.troubles.lock().unwrap_or_else(PoisonError::into_inner);
    troubles.retain(Trouble::can_strike);
    if troubles.len() >= FAULTS_MAX {
        return Err(format!("there are {FAULTS_MAX} faults already"));
    }
    let id = desk.shared.write(|world| world.set_fault(fault));
    troubles.push(Trouble {
        label: wish.label,
        times: wish.times,
        handle: FaultHandle {
            id,
            shared: Arc::clone(&desk.shared),
        },
    });
    Ok(id)
}

fn fault(wish: &Wish) -> Result<Fault, String> {
    let on = Fault::on(&wish.method, &wish.path);
    match (wish.status, wish.retry_after, wish.latency_ms, wish.breaks) {
        (None, None, Some(ms), None) if ms <= LATENCY_MS_MAX => {
            Ok(on.latency(Duration::from_millis(ms)))
        }
        (None, Some(seconds), None, None) if (0.0..=3600.0).contains(&seconds) => {
            Ok(on.rate_limited(seconds))
        }
        (Some(status @ 400..=599), None, None, None) => {
            Ok(on.error(status, wish.code, &wish.message))
        }
        (None, None, None, Some(breaks)) => Ok(match breaks {
            Break::Hang => on.hang(),
            Break::CutBefore => on.cut_before_effect(),
            Break::CutAfter => on.cut_after_effect(),
            Break::Unreadable => on.unreadable_body(),
        }),
        _ => Err("a fault has a status (400 to 599), retry_after, latency_ms, or break".to_owned()),
    }
}

/// Ends one fault that the page set.
pub(super) fn remove(desk: &Desk, unwanted: &Unwanted) -> Result<(), String> {
    let mut troubles = desk.troubles.lock().unwrap_or_else(PoisonError::into_inner);
    let found = troubles
        .iter()
        .position(|trouble| trouble.handle.id.to_string() == unwanted.fault);
    let at = found.ok_or_else(|| format!("there is no fault {:?}", unwanted.fault))?;
    let trouble = troubles.remove(at);
    trouble.handle.remove();
    Ok(())
}

/// Ends every fault that the page set.
pub(super) fn clear(desk: &Desk) {
    let mut troubles = desk.troubles.lock().unwrap_or_else(PoisonError::into_inner);
    for trouble in troubles.drain(..) {
        trouble.handle.remove();
    }
}

/// The faults that can still strike, the oldest first.
pub(super) fn listed(desk: &Desk) -> Vec<Value> {
    let troubles = desk.troubles.lock().unwrap_or_else(PoisonError::into_inner);
    let left = troubles.iter().filter(|trouble| trouble.can_strike());
    let shown = left.map(|trouble| {
        json!({
            "fault": trouble.handle.id.to_string(), "label": trouble.label,
            "times": trouble.times, "hits": trouble.handle.hits(),
        })
    });
    shown.collect()
}
