//! Real mounts, seen by one process and its children only: the test starts itself again in a name space of its own.
//! Not every machine allows that, so what is tried here is tried without rights as well.

use std::path::Path;
use std::process::Command;

const INSIDE: &str = "SPARKS_TEST_INSIDE_PRIVATE_MOUNTS";

/// Whether this process may mount what it likes without anybody noticing.
pub fn are_private() -> bool {
    std::env::var_os(INSIDE).is_some()
}

/// Runs an ignored test of this binary where [`are_private`], or says why not.
pub async fn run_inside(test: &str) {
    let folder = tempfile::tempdir().unwrap();
    let probe = unshare(Path::new("mount"))
        .args(["-t", "tmpfs", "tmpfs"])
        .arg(folder.path())
        .output();
    match probe {
        Ok(probe) if probe.status.success() => {}
        Ok(probe) => {
            let why = String::from_utf8_lossy(&probe.stderr);
            return println!("left out: this process may not mount: {}", why.trim());
        }
        Err(error) => return println!("left out: there is no unshare here: {error}"),
    }
    let mut command = unshare(&std::env::current_exe().unwrap());
    command
        .args(["--exact", test, "--ignored", "--nocapture"])
        .env(INSIDE, "1");
    let inside = tokio::process::Command::from(command)
        .kill_on_drop(true)
        .output()
        .await
        .unwrap();
    let said = String::from_utf8_lossy(&inside.stdout).into_owned()
        + &String::from_utf8_lossy(&inside.stderr);
    assert!(
        inside.status.success() && said.contains("1 passed"),
        "{said}"
    );
}

fn unshare(program: &Path) -> Command {
    let mut command = Command::new("unshare");
    command.args(["--mount", "--map-root-user"]).arg(program);
    command
}

pub fn mount(arguments: &[&str], folder: &Path) {
    assert!(are_private());
    let mounted = Command::new("mount").args(arguments).arg(folder).status();
    assert!(mounted.unwrap().success());
}
