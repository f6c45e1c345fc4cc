//! Switches for trouble that needs no rights: a small library in C (`trouble.c`) stands between the bot and the
//! operating system. It is compiled once for each run of the tests.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use crate::operator::Surroundings;

/// What can be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// No file can grow.
    Full,
    /// No sync of a file whose name contains the detail succeeds.
    Sync,
    /// No file can be opened for writing.
    ReadOnly,
    /// The time of day is off by the detail, in seconds.
    Clock,
}

/// A folder with the switches that are on.
pub struct Trouble {
    library: PathBuf,
    switches: tempfile::TempDir,
}

/// The library, or why there is none.
static LIBRARY: LazyLock<Result<PathBuf, String>> = LazyLock::new(compile);

fn compile() -> Result<PathBuf, String> {
    if !cfg!(all(target_os = "linux", target_env = "gnu")) {
        return Err(
            "only Linux with glibc lets a test stand between a process and its disk".into(),
        );
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let library = folder.join("trouble.so");
    let fresh = folder.join(format!("trouble-{}.so", std::process::id()));
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/disk/trouble.c");
    let compiled = Command::new("cc")
        .args(["-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o"])
        .args([&fresh, &source])
        .arg("-ldl")
        .output()
        .unwrap();
    assert!(compiled.status.success(), "{compiled:?}");
    std::fs::rename(fresh, &library).unwrap();
    Ok(library)
}

impl Trouble {
    /// Everything off. None where it can't be had, which is said.
    pub fn none_yet() -> Option<Self> {
        match &*LIBRARY {
            Ok(library) => Some(Self {
                library: library.clone(),
                switches: tempfile::tempdir().unwrap(),
            }),
            Err(reason) => {
                println!("left out: {reason}");
                None
            }
        }
    }

    /// What a process needs to be reached by it.
    pub fn surroundings(&self) -> Surroundings {
        Surroundings {
            environment: vec![
                ("LD_PRELOAD", self.library.clone().into()),
                ("SPARKS_TROUBLE", self.switches.path().into()),
            ],
        }
    }

    pub fn begins(&self, kind: Kind, detail: &str) {
        let switch = self.switch(kind);
        // Never half written: the process looks at any time.
        let half = switch.with_extension("half");
        std::fs::write(&half, detail).unwrap();
        std::fs::rename(half, switch).unwrap();
    }

    pub fn ends(&self, kind: Kind) {
        std::fs::remove_file(self.switch(kind)).unwrap();
    }

    fn switch(&self, kind: Kind) -> PathBuf {
        self.switches.path().join(match kind {
            Kind::Full => "full",
            Kind::Sync => "sync",
            Kind::ReadOnly => "read-only",
            Kind::Clock => "clock",
        })
    }
}
