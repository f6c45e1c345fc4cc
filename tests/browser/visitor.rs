//! A person at the page: what they do, and what they wait to see. Everything is found by what can be seen or read out
//! (labels, texts, roles), so a test breaks when a person would be lost.

use std::time::Duration;

use fantoccini::Locator;
use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use fantoccini::key::Key;

use crate::driver::{Browser, Screen};
use crate::picture;
use crate::playground::Playground;

/// Longer than anything on the page takes, on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);
const LOOK_AGAIN: Duration = Duration::from_millis(50);

/// Someone with the page open.
pub struct Visitor {
    browser: Browser,
}

impl Visitor {
    /// Opens the page and waits until the bot is there.
    pub async fn open(playground: &Playground, screen: Screen) -> Self {
        let browser = Browser::start(screen).await;
        browser.client.goto(&playground.url).await.unwrap();
        let visitor = Self { browser };
        visitor
            .see("//*[@id='bot-state' and @data-on='true']")
            .await;
        visitor
    }

    /// Goes on as somebody else.
    pub async fn speak_as(&self, name: &str) {
        let option = format!(
            "//select[@id='speaker']//option[starts-with(., {})]",
            quoted(name)
        );
        self.click(&option).await;
        let speaking = format!(
            "//*[@id='members']//*[@aria-pressed='true'][contains(., {})]",
            quoted(name)
        );
        self.present(&speaking).await;
        self.see("//*[@id='composer-input']").await;
    }

    /// Types a slash command and takes it from the list, so that its options are asked.
    pub async fn begin(&self, command: &str) {
        let input = self.see("//*[@id='composer-input']").await;
        input.click().await.unwrap();
        input.send_keys(&format!("/{command}")).await.unwrap();
        self.pick(&format!("/{command}")).await;
        self.see("//*[contains(@class, 'filling')]").await;
    }

    /// A whole command without options.
    pub async fn run(&self, command: &str) {
        self.begin(command).await;
        self.send().await;
    }

    /// Fills in an option, by its label.
    pub async fn fill(&self, option: &str, text: &str) {
        self.field(option).await.send_keys(text).await.unwrap();
    }

    /// Fills in an option and takes a suggestion.
    pub async fn fill_from_list(&self, option: &str, typed: &str, suggestion: &str) {
        self.fill(option, typed).await;
        self.pick(suggestion).await;
    }

    /// Sends the command that is filled in.
    pub async fn send(&self) {
        let button = "//*[contains(@class, 'filling')]//button[contains(@class, 'primary')]";
        self.click(button).await;
    }

    /// Presses the newest button with this label.
    pub async fn press(&self, label: &str) {
        let buttons = format!(
            "(//article//button[contains(., {}) and not(@disabled)])[last()]",
            quoted(label)
        );
        self.click(&buttons).await;
    }

    /// Chooses from the newest select of a message.
    pub async fn choose(&self, option: &str) {
        let found = format!(
            "(//article//select[not(@disabled)])[last()]/option[contains(., {})]",
            quoted(option)
        );
        self.click(&found).await;
    }

    /// Uses a command from somebody's menu in the member list.
    pub async fn use_on(&self, name: &str, command: &str) {
        let more = format!(
            "//*[@id='members']//li[contains(., {})]//button[@aria-haspopup='menu']",
            quoted(name)
        );
        self.click(&more).await;
        let item = format!("//*[@role='menuitem'][.={}]", quoted(command));
        self.click(&item).await;
    }

    /// Fills in a field of the modal that is open, after what is in it.
    pub async fn fill_modal(&self, label: &str, text: &str) {
        let field = self.modal_field(label).await;
        field.send_keys(text).await.unwrap();
    }

    /// Fills in a field of the modal that is open, in place of what is in it.
    pub async fn refill_modal(&self, label: &str, text: &str) {
        let field = self.modal_field(label).await;
        field.clear().await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    async fn modal_field(&self, label: &str) -> Element {
        let field = format!(
            "//dialog//*[@id=//dialog//label[starts-with(normalize-space(.), {})]/@for]",
            quoted(label)
        );
        self.see(&field).await
    }

    /// Submits the modal that is open.
    pub async fn submit_modal(&self) {
        self.click("//dialog//button[@type='submit']").await;
    }

    /// Shows an option that need not be given.
    pub async fn add_option(&self, option: &str) {
        let button = format!(
            "//*[contains(@class, 'filling')]//button[starts-with(., '+') and contains(., {})]",
            quoted(option)
        );
        self.click(&button).await;
    }

    /// Waits for a picture with this description, and until it is drawn.
    pub async fn picture_shown(&self, description: &str) {
        self.see(&format!("//article//img[@alt={}]", quoted(description)))
            .await;
        let drawn = "return [...document.querySelectorAll('article img')].every((image) => image.complete && image.naturalWidth > 0)";
        let until_drawn = async {
            while self.ask(drawn).await != true {
                tokio::time::sleep(LOOK_AGAIN).await;
            }
        };
        tokio::time::timeout(PATIENCE, until_drawn)
            .await
            .expect("every picture is drawn");
    }

    /// Presses one of the buttons that break something.
    pub async fn break_something(&self, label: &str) {
        let button = format!(
            "//*[@id='faults']//button[normalize-space(.)={}]",
            quoted(label)
        );
        self.click(&button).await;
    }

    /// Waits for a message with all of these, and returns its text.
    pub async fn message(&self, texts: &[&str]) -> String {
        let conditions: Vec<String> = texts
            .iter()
            .map(|text| format!("contains(., {})", quoted(text)))
            .collect();
        let message = format!("(//article[{}])[last()]", conditions.join(" and "));
        self.on(&message, async |message| message.text().await)
            .await
    }

    /// Waits until the leaderboard shows this rank.
    pub async fn rank_shown(&self, rank: u32) {
        // Rank and score stand in one column of code.
        let row = format!("//article//code[starts-with(normalize-space(.), '{rank} ')]");
        self.see(&row).await;
    }

    /// Waits until a member of the list has this role.
    pub async fn role_of(&self, name: &str, role: &str) {
        let member = format!(
            "//*[@id='members']//*[contains(@class, 'member')][contains(., {})]",
            quoted(name)
        );
        let chip = format!("{member}//*[contains(@class, 'chip')][.={}]", quoted(role));
        self.present(&chip).await;
    }

    /// The roles that a member of the list has now.
    pub async fn roles_of(&self, name: &str) -> Vec<String> {
        let chips = format!(
            "//*[@id='members']//li[contains(., {})]//*[contains(@class, 'chip')]",
            quoted(name)
        );
        let mut roles = vec![];
        for chip in self
            .browser
            .client
            .find_all(Locator::XPath(&chips))
            .await
            .unwrap()
        {
            roles.push(chip.prop("textContent").await.unwrap().unwrap());
        }
        roles
    }

    /// Waits until the bot is connected, or until it is not.
    pub async fn bot_online(&self, online: bool) {
        self.see(&format!("//*[@id='bot-state' and @data-on='{online}']"))
            .await;
    }

    /// Waits for a line in the traffic panel with this text and mark.
    pub async fn traffic(&self, what: &str, mark: &str) {
        let line = format!(
            "//*[@id='traffic']//summary[contains(., {})][*[contains(@class, 'mark')][.={}]]",
            quoted(what),
            quoted(mark)
        );
        self.present(&line).await;
    }

    /// Presses a key where the focus is.
    pub async fn key(&self, key: Key) {
        let focused = self.browser.client.active_element().await.unwrap();
        focused
            .send_keys(&char::from(key).to_string())
            .await
            .unwrap();
    }

    /// Types where the focus is.
    pub async fn type_text(&self, text: &str) {
        let focused = self.browser.client.active_element().await.unwrap();
        focused.send_keys(text).await.unwrap();
    }

    /// The first suggestion under the field being typed.
    pub async fn suggestion(&self, label: &str) {
        self.see(&suggestion(label)).await;
    }

    /// What a script on the page returns.
    pub async fn ask(&self, script: &str) -> serde_json::Value {
        self.browser.client.execute(script, vec![]).await.unwrap()
    }

    /// Takes a picture for the docs.
    pub async fn picture(&self, name: &str) {
        let png = self.browser.client.screenshot().await.unwrap();
        picture::write(name, &png);
    }

    /// Closes the browser.
    pub async fn leave(self) {
        self.browser.close().await;
    }

    async fn pick(&self, label: &str) {
        self.click(&suggestion(label)).await;
    }

    async fn field(&self, label: &str) -> Element {
        let name = quoted(label);
        let found = format!(
            "//*[contains(@class, 'filling')]//*[@id=//label[starts-with(normalize-space(.), {name})]/@for]"
        );
        self.see(&found).await
    }

    async fn click(&self, xpath: &str) {
        self.on(xpath, async |element| element.click().await).await;
    }

    /// Does something with an element once it is shown. One that was drawn anew in between is looked for again: nothing was
    /// done with it.
    async fn on<T>(&self, xpath: &str, act: impl AsyncFn(Element) -> Result<T, CmdError>) -> T {
        loop {
            match act(self.see(xpath).await).await {
                Ok(done) => return done,
                Err(error) if error.is_stale_element_reference() => {}
                Err(error) => panic!("{xpath}: {error}"),
            }
        }
    }

    /// Waits until an element is shown.
    async fn see(&self, xpath: &str) -> Element {
        let looked = tokio::time::timeout(PATIENCE, async {
            loop {
                // A message may be drawn anew between finding and asking: then it is looked for again.
                if let Ok(element) = self.browser.client.find(Locator::XPath(xpath)).await
                    && element.is_displayed().await.unwrap_or(false)
                {
                    return element;
                }
                tokio::time::sleep(LOOK_AGAIN).await;
            }
        });
        match looked.await {
            Ok(element) => element,
            Err(_) => self.give_up(xpath).await,
        }
    }

    /// Waits until an element exists, also where the screen is too small to show it.
    async fn present(&self, xpath: &str) {
        let wait = self
            .browser
            .client
            .wait()
            .at_most(PATIENCE)
            .every(LOOK_AGAIN);
        if wait.for_element(Locator::XPath(xpath)).await.is_err() {
            self.give_up(xpath).await;
        }
    }

    async fn give_up(&self, xpath: &str) -> ! {
        let png = self.browser.client.screenshot().await.unwrap();
        picture::write_for_debugging("given-up", &png);
        let text = self.ask("return document.body.innerText").await;
        panic!(
            "not seen in {PATIENCE:?}: {xpath}\nThe page shows:\n{}",
            text.as_str().unwrap_or_default()
        );
    }
}

fn suggestion(label: &str) -> String {
    format!(
        "//*[contains(@class, 'listbox')]//*[@role='option'][.//*[contains(@class, 'label')][starts-with(., {})]]",
        quoted(label)
    )
}

/// A string of XPath, which has no escapes.
fn quoted(text: &str) -> String {
    assert!(!text.contains('"'), "{text} can't be looked for");
    format!("\"{text}\"")
}
