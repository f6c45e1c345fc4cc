//! The fuzzer asks [`checks::signature`] about everything that it finds.

#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../checks.rs"]
#[allow(dead_code, reason = "each target asks one of them")]
mod checks;

fuzz_target!(|input: &[u8]| checks::signature(input));
