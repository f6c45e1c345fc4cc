//! A process with all that it starts. Chromium is ChromeDriver's child and the bot is the playground's, which is
//! cargo's: none of them may outlive a test that fails.

use tokio::process::{Child, Command};

/// A process that leads a group of its own; the group is killed when this is dropped.
pub struct ProcessGroup {
    /// The process that was started.
    pub leader: Child,
    id: u32,
}

impl ProcessGroup {
    /// Starts the command.
    pub fn spawn(mut command: Command) -> std::io::Result<Self> {
        let leader = command.process_group(0).kill_on_drop(true).spawn()?;
        let id = leader
            .id()
            .expect("a process that was just started has an id");
        Ok(Self { leader, id })
    }

    /// What Ctrl-C does in a terminal.
    pub fn interrupt(&self) {
        assert!(self.signal("INT"), "the processes are there");
    }

    fn signal(&self, name: &str) -> bool {
        let group = format!("-{}", self.id);
        let sent = std::process::Command::new("kill")
            .args(["-s", name, "--", &group])
            .stderr(std::process::Stdio::null())
            .status();
        sent.is_ok_and(|status| status.success())
    }
}

impl Drop for ProcessGroup {
    fn drop(&mut self) {
        // Whoever is left; mostly nobody.
        self.signal("KILL");
    }
}
