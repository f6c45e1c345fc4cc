//! Pictures for the README and the docs. They are always taken, so that taking them can't break unnoticed, and kept in
//! `docs/images` only when `SPARKS_PICTURES=keep` says so; otherwise they go to the build directory.

use std::path::{Path, PathBuf};

const VARIABLE: &str = "SPARKS_PICTURES";
const SIZE_BYTES_MIN: usize = 10_000;

/// Writes a picture of this name.
pub fn write(name: &str, png: &[u8]) {
    assert!(
        png.len() > SIZE_BYTES_MIN,
        "{name} is hardly a picture: {} bytes",
        png.len()
    );
    if std::env::var(VARIABLE).as_deref() == Ok("keep") {
        put(
            &PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/images"),
            name,
            png,
        );
    } else {
        write_for_debugging(name, png);
    }
}

/// Writes what is of use to nobody but whoever looks into a failure.
pub fn write_for_debugging(name: &str, png: &[u8]) {
    put(
        &PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("pictures"),
        name,
        png,
    );
}

fn put(folder: &Path, name: &str, png: &[u8]) {
    std::fs::create_dir_all(folder).unwrap();
    std::fs::write(folder.join(format!("{name}.png")), png).unwrap();
}
