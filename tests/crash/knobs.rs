//! The two variables that arm a process: what is not known is refused, since a test that armed nothing would pass.

use sparks::fail_points::{CANARY, CRASH_AT};

use crate::command::sparks;

#[tokio::test]
async fn unknown_names_end_the_start() {
    let folder = tempfile::tempdir().unwrap();
    for (variable, value, known) in [
        (CRASH_AT, "nowhere", "redeem-reserved"),
        (CRASH_AT, "redeem-reserved:first", "redeem-reserved"),
        (CRASH_AT, "", "redeem-reserved"),
        (CANARY, "sparrow", "deferred-begin"),
    ] {
        let mut command = sparks(folder.path());
        let output = command.env(variable, value).output().await.unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{variable}={value}: {said}");
        assert!(said.contains(variable) && said.contains(known), "{said}");
    }
}
