//! Many events, shuffled, each delivered one to five times, many at once, to a process that is killed again and again: in the
//! end everybody has exactly what a fold over the distinct events says.
//!
//! The process is this test program, started anew to run [`the_process_that_is_killed`]. It goes on where the one before was
//! not answered, as the product's backend would.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use futures::{StreamExt as _, stream};
use sparks::db::Db;
use sparks::events::{RecordEvent, RecordOutcome, parse};
use sparks::fail_points::{self, CRASH_AT};

use crate::events::{rules, world};
use crate::events_fold::fold;
use crate::support::{House, START_MS};

/// The folder in which the storm is.
const FOLDER: &str = "SPARKS_STORM";
/// How many deliveries are under way at once.
const AT_ONCE: usize = 48;

struct Storm {
    folder: tempfile::TempDir,
    random: fastrand::Rng,
}

impl Storm {
    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Starts a process that delivers what is left.
    fn deliver(&self, crash_at: Option<&str>) -> Child {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command
            .args(["--exact", "events_storm::the_process_that_is_killed"])
            .args(["--ignored", "--nocapture"])
            .env(FOLDER, self.folder.path())
            .env_remove(CRASH_AT)
            .stdout(Stdio::null())
            .stderr(std::fs::File::create(self.path("stderr")).unwrap());
        if let Some(crash_at) = crash_at {
            command.env(CRASH_AT, crash_at);
        }
        command.spawn().unwrap()
    }

    /// Lets a process deliver until it is killed, by itself between two steps or from outside at any time. Says whether it was.
    fn kill_one(&mut self) -> bool {
        let points = [
            "commit-before",
            "commit-after",
            "callers-told",
            "writer-begun",
        ];
        let by_itself = self.random.bool();
        let crash_at = format!(
            "{}:{}",
            points[self.random.usize(0..points.len())],
            self.random.u32(2..40)
        );
        let mut child = self.deliver(by_itself.then_some(crash_at.as_str()));
        if !by_itself {
            let patience = Duration::from_millis(self.random.u64(100..900));
            let until = Instant::now() + patience;
            while Instant::now() < until && child.try_wait().unwrap().is_none() {
                std::thread::sleep(Duration::from_millis(5));
            }
            child.kill().unwrap();
        }
        let status = child.wait().unwrap();
        let was_killed = status.signal().is_some();
        assert!(was_killed || status.success(), "{}", self.stderr());
        was_killed
    }

    fn stderr(&self) -> String {
        std::fs::read_to_string(self.path("stderr")).unwrap()
    }
}

/// Tells `count` events and ends with what they come to.
async fn storm(seed: u64, count: u32, accounts: u16, members: i64, kills: usize) {
    let mut random = fastrand::Rng::with_seed(seed);
    let all = world(&mut random, count, accounts, members);
    let mut deliveries: Vec<String> = all
        .iter()
        .flat_map(|event| std::iter::repeat_n(event.body(), random.usize(1..=5)))
        .collect();
    random.shuffle(&mut deliveries);
    let mut storm = Storm {
        folder: tempfile::tempdir().unwrap(),
        random,
    };
    std::fs::write(storm.path("deliveries"), deliveries.join("\n")).unwrap();
    std::fs::write(storm.path("answered"), "").unwrap();

    let killed = (0..kills).filter(|_| storm.kill_one()).count();
    let answered = answered(storm.folder.path()).len();
    let status = storm.deliver(None).wait().unwrap();
    assert!(status.success(), "{}", storm.stderr());

    assert!(killed * 2 > kills, "{killed} of {kills} were killed");
    assert!(answered > 0 && answered < deliveries.len(), "{answered}");
    let house = House::open_at(&storm.path("sparks.db")).await;
    assert_eq!(
        house.number("SELECT COUNT(*) FROM event").await,
        i64::from(count)
    );
    let expected = fold(&all);
    assert!(
        expected.due.len() > 1 && expected.refused.len() > 1,
        "{expected:?}"
    );
    assert_eq!(house.posted().await, expected);
    house.verify().await;
}

#[tokio::test]
async fn shuffled_repeated_concurrent_and_killed_it_ends_in_what_a_fold_says() {
    storm(1, 2_000, 40, 12, 8).await;
}

/// `cargo nextest run --test domain events_storm::a_hundred_thousand --run-ignored only`
#[tokio::test]
#[ignore = "takes many minutes"]
async fn a_hundred_thousand_end_in_what_a_fold_says() {
    storm(2, 100_000, 1_000, 200, 60).await;
}

/// What was answered: the numbers of deliveries.
fn answered(folder: &Path) -> BTreeSet<usize> {
    let text = std::fs::read_to_string(folder.join("answered")).unwrap();
    // Whole lines: each is written at once.
    let lines = text.lines().filter(|line| !line.is_empty());
    lines.map(|line| line.parse().unwrap()).collect()
}

/// No test by itself: it delivers what was not answered, and writes down what is.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "the other process of a storm"]
async fn the_process_that_is_killed() {
    let Some(folder) = std::env::var_os(FOLDER).map(PathBuf::from) else {
        return;
    };
    let crash_at = std::env::var(CRASH_AT).ok();
    fail_points::arm(crash_at.as_deref(), None).unwrap();
    let deliveries = std::fs::read_to_string(folder.join("deliveries")).unwrap();
    let before = answered(&folder);
    let file = std::fs::File::options()
        .append(true)
        .open(folder.join("answered"))
        .unwrap();
    let file = &Mutex::new(file);
    let db = &Db::open(&folder.join("sparks.db")).await.unwrap();
    let left = deliveries
        .lines()
        .enumerate()
        .filter(|(number, _)| !before.contains(number));
    stream::iter(left)
        .for_each_concurrent(AT_ONCE, |(number, body)| async move {
            let event = parse(body.as_bytes()).unwrap();
            let record = RecordEvent::new(event, rules(), START_MS);
            let outcome = db.write(record).await.unwrap();
            assert!(matches!(outcome, RecordOutcome::Counted { .. }), "{body}");
            let line = format!("{number}\n");
            file.lock().unwrap().write_all(line.as_bytes()).unwrap();
        })
        .await;
    db.close().await;
}
