//! Walks through the bot as a curious member would: every command in every way, every button, select and form that
//! appears, their own and somebody else's. Nothing is listed here, so what is new is walked through as well.

use std::collections::{BTreeMap, BTreeSet};

use fake_discord::{Attachment, Member, Press, Reply};
use futures::FutureExt as _;
use futures::future::BoxFuture;
use serde_json::Value;
use sparks::discord::custom_id::CustomId;

use super::options::{Filled, Leaf, leaves};
use super::stage::Stage;

/// How many presses deep.
const DEPTH_MAX: usize = 6;
/// How often the same button, select or form is used. What it leads to depends on what was done before.
const TIMES_MAX: usize = 2;

/// One thing to do.
#[derive(Clone)]
enum Step {
    Slash(String, Vec<Filled>),
    OnUser(String, Member),
    OnMessage(String, Reply),
    Press(Reply, String),
    Choose(Reply, String, String),
    /// As an earlier version of the bot would have left it.
    Old(Box<Step>),
}

/// A walk, and what it came by.
pub struct Walk<'a> {
    stage: &'a Stage,
    /// Who tries what belongs to others.
    stranger: Member,
    used: BTreeMap<String, usize>,
    /// The commands that were used, by their English names.
    pub commands: BTreeSet<String>,
    /// The components and forms that were used, by the names of their meanings.
    pub components: BTreeSet<String>,
    /// The files that came.
    pub files: Vec<Attachment>,
    /// A message that everyone sees.
    public: Option<Reply>,
}

impl<'a> Walk<'a> {
    pub fn new(stage: &'a Stage) -> Self {
        Self {
            stage,
            stranger: stage.person(),
            used: BTreeMap::new(),
            commands: BTreeSet::new(),
            components: BTreeSet::new(),
            files: vec![],
            public: None,
        }
    }

    /// Every command, as whoever may use it. Each has a member of its own, so that what one does spoils nothing for the
    /// next.
    pub async fn everything(&mut self) {
        let leaves = leaves(&self.stage.discord.commands());
        let (members, moderators): (Vec<_>, Vec<_>) =
            leaves.into_iter().partition(|leaf| leaf.for_all);
        for leaf in &members {
            let reader = self.stage.reader().await;
            self.command(&reader, leaf).await;
        }
        for leaf in &members {
            let newcomer = &self.stage.newcomer;
            for way in leaf.ways(self.stage, newcomer).await {
                let reply = self
                    .perform(newcomer, &Step::Slash(leaf.path.clone(), way))
                    .await;
                self.notice(&reply);
            }
        }
        self.menus().await;
        // What moderators do may end what members need, so it comes last.
        for leaf in moderators {
            self.command(&self.stage.moderator, &leaf).await;
        }
        // What they decided is carried out, and told to those whom it is about.
        self.stage.carry_out().await;
        for member in self.stage.crowd.iter().chain(&self.stage.spenders) {
            self.simply(|leaf| leaf.for_all.then_some(member)).await;
        }
    }

    /// Every command in the simplest way, nothing pressed.
    pub async fn briefly(&mut self) {
        let Stage {
            newcomer,
            moderator,
            ..
        } = self.stage;
        self.simply(|leaf| Some(if leaf.for_all { newcomer } else { moderator }))
            .await;
    }

    async fn simply(&mut self, who: impl Fn(&Leaf) -> Option<&'a Member>) {
        let mut leaves = leaves(&self.stage.discord.commands());
        // What lists comes before what makes, and members before moderators.
        leaves.reverse();
        leaves.sort_by_key(|leaf| !leaf.for_all);
        for leaf in leaves {
            let Some(member) = who(&leaf) else { continue };
            let way = leaf.simplest(self.stage, member).await;
            let reply = self.perform(member, &Step::Slash(leaf.path, way)).await;
            self.notice(&reply);
        }
    }

    async fn command(&mut self, member: &Member, leaf: &Leaf) {
        for way in leaf.ways(self.stage, member).await {
            self.explore(member, Step::Slash(leaf.path.clone(), way), 0)
                .await;
        }
    }

    /// The commands in the menus of members and messages.
    async fn menus(&mut self) {
        for command in self.stage.discord.commands() {
            let name = command["name"].as_str().unwrap().to_owned();
            let for_all = command["default_member_permissions"].is_null();
            if !matches!(command["type"].as_u64(), Some(2 | 3)) {
                continue;
            }
            let stage = self.stage;
            let member = if for_all {
                stage.reader().await
            } else {
                stage.moderator.clone()
            };
            let steps: Vec<Step> = if command["type"] == 2 {
                [
                    &stage.other,
                    &member,
                    &stage.robot,
                    &stage.newcomer,
                    &stage.spenders[0],
                ]
                .map(|target| Step::OnUser(name.clone(), target.clone()))
                .to_vec()
            } else {
                let public = self.public.clone().expect("something was said to everyone");
                vec![Step::OnMessage(name, public)]
            };
            for step in steps {
                self.explore(&member, step, 0).await;
            }
        }
    }

    /// Does it, and everything that this leads to.
    fn explore<'b>(
        &'b mut self,
        member: &'b Member,
        step: Step,
        depth: usize,
    ) -> BoxFuture<'b, ()> {
        async move {
            let reply = self.perform(member, &step).await;
            self.notice(&reply);
            let mut replies = vec![reply.clone()];
            if reply.kind() == "modal" {
                replies = self.fill(member, &step, reply).await;
            }
            if depth == DEPTH_MAX {
                return;
            }
            for reply in replies {
                for step in steps_from(&reply) {
                    let (shape, id) = step.shape();
                    let times = self.used.entry(shape).or_default();
                    *times += 1;
                    if *times > TIMES_MAX {
                        continue;
                    }
                    if *times == 1 {
                        let stranger = self.stranger.clone();
                        for step in [step.clone(), Step::Old(Box::new(step.clone()))] {
                            let answer = self.perform(&stranger, &step).await;
                            self.notice(&answer);
                        }
                    }
                    self.components.extend(meaning(&id));
                    self.explore(member, step, depth + 1).await;
                }
            }
        }
        .boxed()
    }

    /// Fills in a form: as it is meant, and with the same text everywhere.
    async fn fill(&mut self, member: &Member, step: &Step, form: Reply) -> Vec<Reply> {
        let modal = form.modal();
        self.components
            .extend(meaning(modal["custom_id"].as_str().unwrap_or_default()));
        let rows = modal["components"].as_array().cloned().unwrap_or_default();
        let inputs: Vec<Value> = rows
            .iter()
            .flat_map(|row| row["components"].as_array().cloned().unwrap_or_default())
            .collect();
        let mut replies = vec![];
        let mut form = Some(form);
        for as_meant in [true, false] {
            let form = match form.take() {
                Some(form) => form,
                None => self.perform(member, step).await,
            };
            if form.kind() != "modal" {
                continue;
            }
            let fields: Vec<(String, String)> = inputs
                .iter()
                .map(|input| {
                    let id = input["custom_id"].as_str().unwrap().to_owned();
                    let value = self.field(input, &id, as_meant);
                    (id, value)
                })
                .collect();
            let fields: Vec<(&str, &str)> = fields
                .iter()
                .map(|(id, value)| (id.as_str(), value.as_str()))
                .collect();
            let answer = member.fill(&form, &fields).unchecked().send().await;
            self.notice(&answer);
            replies.push(answer);
        }
        replies
    }

    fn field(&self, input: &Value, id: &str, as_meant: bool) -> String {
        let length = input["max_length"].as_u64().unwrap_or(100);
        let length = usize::try_from(length).unwrap();
        let words = self.stage.words;
        let is_about = |word: &str| as_meant && id.contains(word);
        if let Some(filled_in) = input["value"].as_str().filter(|_| as_meant) {
            filled_in.to_owned()
        } else if ["amount", "count", "budget", "price"]
            .into_iter()
            .any(is_about)
        {
            "7".to_owned()
        } else if is_about("campaign") {
            words.campaign(0)
        } else if is_about("perk") {
            words.perk(3)
        } else if is_about("answer") {
            // An address that has no letters, and an account.
            "1".repeat(32)
        } else if is_about("reason") {
            words
                .reason(self.stage.number())
                .chars()
                .take(length)
                .collect()
        } else {
            words.text(self.stage.number(), length)
        }
    }

    async fn perform(&mut self, member: &Member, step: &Step) -> Reply {
        match step {
            Step::Slash(path, filled) => {
                self.commands.insert(path.clone());
                let mut slash = member.slash(path);
                for Filled {
                    name,
                    value,
                    is_sent,
                } in filled
                {
                    slash = slash.option(name, value.clone());
                    if !is_sent {
                        slash = slash.unchecked();
                    }
                }
                slash.send().await
            }
            Step::OnUser(name, target) => {
                self.commands.insert(name.clone());
                member.user_command(name, target).await
            }
            Step::OnMessage(name, message) => {
                self.commands.insert(name.clone());
                member.message_command(name, message).await
            }
            Step::Press(..) | Step::Choose(..) => step.press(member).send().await,
            Step::Old(step) => {
                let press = step.press(member).with_custom_id("gone:1");
                press.send().await
            }
        }
    }

    fn notice(&mut self, reply: &Reply) {
        self.files.extend(reply.attachments());
        if reply.message_id().is_some() && !reply.is_ephemeral() {
            self.public = Some(reply.clone());
        }
    }
}

impl Step {
    fn press(&self, member: &Member) -> Press {
        match self {
            Self::Press(reply, id) => member.press(reply, id).anyway(),
            Self::Choose(reply, id, option) => {
                member.select(reply, Some(id), &[option.as_str()]).anyway()
            }
            _ => panic!("only components are pressed"),
        }
    }

    /// What makes it the same as another one: its id without the numbers; and the id itself.
    fn shape(&self) -> (String, String) {
        let id = match self {
            Self::Press(_, id) | Self::Choose(_, id, _) => id.clone(),
            Self::Slash(..) | Self::OnUser(..) | Self::OnMessage(..) | Self::Old(_) => {
                String::new()
            }
        };
        let segments = id.split(':').map(|segment| {
            let is_number = segment.bytes().all(|byte| byte.is_ascii_digit());
            if is_number { "#" } else { segment }
        });
        (segments.collect::<Vec<_>>().join(":"), id)
    }
}

/// What can be pressed or chosen.
fn steps_from(reply: &Reply) -> Vec<Step> {
    let mut steps = vec![];
    let rows = reply.components();
    let items = rows
        .iter()
        .flat_map(|row| row["components"].as_array().into_iter().flatten());
    for item in items.filter(|item| item["disabled"] != true) {
        let Some(id) = item["custom_id"].as_str() else {
            continue;
        };
        let options = item["options"].as_array().cloned().unwrap_or_default();
        if item["type"] == 2 {
            steps.push(Step::Press(reply.clone(), id.to_owned()));
        }
        for option in options.first().into_iter().chain(options.last()) {
            let value = option["value"].as_str().unwrap().to_owned();
            steps.push(Step::Choose(reply.clone(), id.to_owned(), value));
        }
    }
    steps
}

/// The name of what a `custom_id` means.
fn meaning(id: &str) -> Option<String> {
    let meaning = format!("{:?}", CustomId::decode(id)?);
    meaning.split([' ', '(']).next().map(str::to_owned)
}
