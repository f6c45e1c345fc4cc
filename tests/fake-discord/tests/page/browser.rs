//! The page as a browser uses it, over HTTP.

use fake_discord::{FakeDiscord, Member, Page};
use serde_json::Value;

/// A browser with the page open.
pub struct Browser {
    pub http: reqwest::Client,
    pub url: String,
    _page: Page,
}

impl Browser {
    pub async fn open(discord: &FakeDiscord, cast: &[&Member]) -> Self {
        let page = cast
            .iter()
            .fold(discord.page(), |page, member| page.cast(member));
        Self::at(page.start().await.unwrap())
    }

    pub fn at(page: Page) -> Self {
        Self {
            http: reqwest::Client::new(),
            url: page.url(),
            _page: page,
        }
    }

    pub async fn look(&self, member: &Member) -> Value {
        let url = format!("{}api/state?as={}", self.url, member.id());
        self.http
            .get(url)
            .send()
            .await
            .unwrap()
            .json()
            .await
            .unwrap()
    }

    pub async fn get(&self, path: &str) -> reqwest::Response {
        let url = format!("{}{path}", self.url);
        self.http.get(url).send().await.unwrap()
    }

    pub async fn upload(&self, name: &str, bytes: Vec<u8>) -> (u16, Value) {
        let url = format!("{}api/upload", self.url);
        let request = self.http.post(url).query(&[("name", name)]).body(bytes);
        let answer = request.send().await.unwrap();
        (answer.status().as_u16(), answer.json().await.unwrap())
    }

    /// Does what is refused; the words.
    pub async fn refused(&self, what: &str, body: Value) -> String {
        let (status, answer) = self.act(what, body.clone()).await;
        assert_eq!(status, 400, "{what} {body}: {answer}");
        answer["problem"].as_str().unwrap().to_owned()
    }

    pub async fn act(&self, what: &str, body: Value) -> (u16, Value) {
        let url = format!("{}api/{what}", self.url);
        let answer = self.http.post(url).json(&body).send().await.unwrap();
        (answer.status().as_u16(), answer.json().await.unwrap())
    }

    /// The only message of the channel, as the member sees it.
    pub async fn message(&self, member: &Member) -> Value {
        let state = self.look(member).await;
        let messages = state["messages"].as_array().unwrap();
        assert_eq!(messages.len(), 1, "{messages:?}");
        messages[0].clone()
    }
}

pub fn id(member: &Member) -> String {
    member.id().to_string()
}
