//! Faults that the person at the page sets: several at once, each listed with how often it struck, each removable, those
//! that the program set included.
//! The first that fits a request strikes it; slowness is added to whatever else fits.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::PoisonError;
use std::time::Duration;

use serde::Deserialize;
use serde_json::{Value, json};

use super::Desk;
use crate::fault::{ActiveFault, Fault};

const LATENCY_MS_MAX: u64 = 60_000;
const FAULTS_MAX: usize = 20;
const TIMES_MAX: usize = 1000;
const LABEL_LENGTH_MAX: usize = 200;
const MESSAGE_LENGTH_MAX: usize = 200;

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

/// What the page calls a fault that it set.
pub(super) struct Trouble {
    fault: u64,
    label: String,
}

/// Sets one more fault; its id.
pub(super) fn add(desk: &Desk, wish: Wish) -> Result<u64, String> {
    let fault = fault(&wish)?;
    let fault = match wish.times {
        Some(times @ 1..=TIMES_MAX) => fault.times(times),
        Some(_) => return Err(format!("a fault happens 1 to {TIMES_MAX} times, or always")),
        None => fault.always(),
    };
    if wish.message.chars().count() > MESSAGE_LENGTH_MAX {
        return Err(format!(
            "a fault's message has at most {MESSAGE_LENGTH_MAX} characters"
        ));
    }
    if wish.label.chars().count() > LABEL_LENGTH_MAX {
        return Err(format!(
            "a fault's label has at most {LABEL_LENGTH_MAX} characters"
        ));
    }
    let mut troubles = desk.troubles.lock().unwrap_or_else(PoisonError::into_inner);
    let added = desk.shared.write(|world| {
        let open = world.faults.iter().filter(|fault| fault.can_strike());
        let open: BTreeSet<u64> = open.map(|fault| fault.id).collect();
        troubles.retain(|trouble| open.contains(&trouble.fault));
        (open.len() < FAULTS_MAX).then(|| world.set_fault(fault))
    });
    let fault = added.ok_or_else(|| format!("there are {FAULTS_MAX} faults already"))?;
    troubles.push(Trouble {
        fault,
        label: wish.label,
    });
    Ok(fault)
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

/// Ends one fault, whoever set it.
pub(super) fn remove(desk: &Desk, unwanted: &Unwanted) -> Result<(), String> {
    let found = desk.shared.write(|world| {
        let mut open = world.faults.iter_mut().filter(|fault| fault.can_strike());
        let found = open.find(|fault| fault.id.to_string() == unwanted.fault);
        found.map(ActiveFault::end).is_some()
    });
    if !found {
        return Err(format!("there is no fault {:?}", unwanted.fault));
    }
    Ok(())
}

/// Ends every fault, whoever set it.
pub(super) fn clear(desk: &Desk) {
    desk.shared
        .write(|world| world.faults.iter_mut().for_each(ActiveFault::end));
}

/// The faults that can still strike, the oldest first. One that the program set has no label: it is told by what it
/// waits for.
pub(super) fn listed(desk: &Desk) -> Vec<Value> {
    let troubles = desk.troubles.lock().unwrap_or_else(PoisonError::into_inner);
    let labels: BTreeMap<u64, &str> = troubles
        .iter()
        .map(|trouble| (trouble.fault, trouble.label.as_str()))
        .collect();
    let world = desk.shared.read();
    let open = world.faults.iter().filter(|fault| fault.can_strike());
    let shown = open.map(|fault| {
        let label = labels.get(&fault.id).map(|label| (*label).to_owned());
        json!({
            "fault": fault.id.to_string(), "label": label.unwrap_or_else(|| fault.target()),
            "times": fault.times(), "hits": fault.hits(),
        })
    });
    shown.collect()
}
