//! A headless Chromium behind a ChromeDriver of its own, so that tests share nothing.

use std::process::Stdio;

use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};

use crate::process_group::ProcessGroup;

/// Debian's names; another system's can be given by these variables.
const CHROMEDRIVER: (&str, &str) = ("CHROMEDRIVER", "chromedriver");
const CHROMIUM: (&str, &str) = ("CHROMIUM", "chromium");
/// Nothing of the browser's own may look for the Internet, and it runs as whoever runs the tests, root included.
const ARGUMENTS: [&str; 10] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
];

/// What the browser shows the page on.
#[derive(Clone, Copy)]
pub struct Screen {
    /// CSS pixels.
    pub width: u32,
    /// CSS pixels.
    pub height: u32,
    /// Touch instead of a mouse, and twice the pixels.
    pub phone: bool,
    /// Whether the reader prefers dark pages.
    pub dark: bool,
}

impl Screen {
    /// A laptop, dark.
    pub const DESKTOP: Self = Self {
        width: 1280,
        height: 800,
        phone: false,
        dark: true,
    };
    /// A phone held upright, light.
    pub const PHONE: Self = Self {
        width: 390,
        height: 844,
        phone: true,
        dark: false,
    };
}

/// A browser; it ends with this.
pub struct Browser {
    /// What it is driven by.
    pub client: Client,
    _driver: ProcessGroup,
    _profile: TempDir,
}

impl Browser {
    /// Starts one.
    pub async fn start(screen: Screen) -> Self {
        let mut command = Command::new(program(CHROMEDRIVER));
        command.arg("--port=0").stdout(Stdio::piped());
        let mut driver = ProcessGroup::spawn(command)
            .expect("chromedriver is installed (Debian: chromium-driver)");
        let port = port(&mut driver.leader).await;
        let profile = tempfile::tempdir().unwrap();
        let mut arguments: Vec<String> = ARGUMENTS.map(str::to_owned).into();
        arguments.push(format!("--window-size={},{}", screen.width, screen.height));
        arguments.push(format!("--user-data-dir={}", profile.path().display()));
        let mut options = json!({ "args": arguments, "binary": path_of(&program(CHROMIUM)) });
        if screen.phone {
            options["mobileEmulation"] = json!({
                "deviceMetrics": {
                    "width": screen.width, "height": screen.height, "pixelRatio": 2.0, "touch": true,
                },
            });
        }
        let capabilities = json!({ "goog:chromeOptions": options });
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities.as_object().unwrap().clone())
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .expect("Chromium starts");
        let browser = Self {
            client,
            _driver: driver,
            _profile: profile,
        };
        browser.prefer(screen.dark).await;
        browser
    }

    /// Sets the colours that the reader prefers.
    async fn prefer(&self, dark: bool) {
        let scheme = if dark { "dark" } else { "light" };
        let feature = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
        self.devtools("Emulation.setEmulatedMedia", json!({ "features": feature }))
            .await;
    }

    async fn devtools(&self, command: &str, parameters: serde_json::Value) {
        let call = DevTools {
            command: command.to_owned(),
            parameters,
        };
        self.client.issue_cmd(call).await.expect("DevTools answers");
    }

    /// Ends it in an orderly way.
    pub async fn close(self) {
        self.client
            .clone()
            .close()
            .await
            .expect("the browser closes");
    }
}

fn program((variable, name): (&str, &str)) -> String {
    std::env::var(variable).unwrap_or_else(|_| name.to_owned())
}

/// ChromeDriver wants a path, not a name.
fn path_of(program: &str) -> String {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&folders)
        .map(|folder| folder.join(program))
        .find(|path| path.is_file())
        .unwrap_or_else(|| panic!("{program} is installed (Debian: chromium)"))
        .display()
        .to_string()
}

/// It takes a free port and says which.
async fn port(driver: &mut Child) -> u16 {
    let mut lines = BufReader::new(driver.stdout.take().unwrap()).lines();
    while let Some(line) = lines.next_line().await.unwrap() {
        if let Some((_, port)) = line.split_once("started successfully on port ") {
            // Its pipe is read to the end, or it would fill up.
            tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
            return port.trim().trim_end_matches('.').parse().unwrap();
        }
    }
    panic!("ChromeDriver did not say its port")
}

/// ChromeDriver's way to Chromium's own commands.
#[derive(Debug)]
struct DevTools {
    command: String,
    parameters: serde_json::Value,
}

impl fantoccini::wd::WebDriverCompatibleCommand for DevTools {
    fn endpoint(
        &self,
        base_url: &url::Url,
        session_id: Option<&str>,
    ) -> Result<url::Url, url::ParseError> {
        let session = session_id.unwrap_or_default();
        base_url.join(&format!("session/{session}/goog/cdp/execute"))
    }

    fn method_and_body(&self, _request_url: &url::Url) -> (http::Method, Option<String>) {
        let body = json!({ "cmd": self.command, "params": self.parameters });
        (http::Method::POST, Some(body.to_string()))
    }
}
