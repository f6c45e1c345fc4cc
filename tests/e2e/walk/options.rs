//! What can be put into a command's option: something that fits, and everything else that somebody may try.

use fake_discord::{ChannelId, Member, OptionValue, RoleId, attachment};
use serde_json::Value;

use super::stage::Stage;

/// A slash command with its options, as it was registered.
#[derive(Debug, Clone)]
pub struct Leaf {
    /// Names from the command down: `"campaign create"`.
    pub path: String,
    pub options: Vec<Value>,
    /// Whether members have it by default.
    pub for_all: bool,
}

/// Every slash command and subcommand, those for everybody first.
pub fn leaves(commands: &[Value]) -> Vec<Leaf> {
    let mut found = vec![];
    for command in commands.iter().filter(|command| is_slash(command)) {
        collect(
            command,
            "",
            command["default_member_permissions"].is_null(),
            &mut found,
        );
    }
    found.sort_by_key(|leaf| !leaf.for_all);
    found
}

fn is_slash(command: &Value) -> bool {
    command["type"].as_u64().is_none_or(|kind| kind == 1)
}

fn collect(command: &Value, parent: &str, for_all: bool, found: &mut Vec<Leaf>) {
    let path = format!("{parent} {}", command["name"].as_str().unwrap());
    let options = command["options"].as_array().cloned().unwrap_or_default();
    let is_group = |option: &Value| matches!(option["type"].as_u64(), Some(1 | 2));
    if options.iter().any(is_group) {
        for option in &options {
            collect(option, &path, for_all, found);
        }
    } else {
        let path = path.trim().to_owned();
        found.push(Leaf {
            path,
            options,
            for_all,
        });
    }
}

/// Something to put into an option.
#[derive(Debug, Clone)]
pub struct Filled {
    pub name: String,
    pub value: OptionValue,
    /// Whether Discord's client would send it.
    pub is_sent: bool,
}

impl Leaf {
    /// With nothing but what it needs.
    pub async fn simplest(&self, stage: &Stage, member: &Member) -> Vec<Filled> {
        let mut needed = vec![];
        for option in self
            .options
            .iter()
            .filter(|option| option["required"] == true)
        {
            needed.extend(self.values(stage, member, option).await.into_iter().next());
        }
        needed
    }

    /// The ways to type this command: with nothing but what it needs, and then with every value of every option.
    pub async fn ways(&self, stage: &Stage, member: &Member) -> Vec<Vec<Filled>> {
        let needed = self.simplest(stage, member).await;
        let mut ways = vec![needed.clone()];
        // What renames comes last: then the other ways still find what they are about.
        let (renames, others): (Vec<_>, Vec<_>) = self
            .options
            .iter()
            .partition(|option| option["name"] == "name");
        for option in others.into_iter().chain(renames) {
            let values = self.values(stage, member, option).await;
            let skipped = usize::from(option["required"] == true);
            for value in values.into_iter().skip(skipped) {
                let mut way = needed.clone();
                way.retain(|filled| filled.name != value.name);
                way.push(value);
                ways.push(way);
            }
        }
        ways
    }

    /// Values for one option, the most natural first.
    async fn values(&self, stage: &Stage, member: &Member, option: &Value) -> Vec<Filled> {
        let name = option["name"].as_str().unwrap();
        let fit = match option["type"].as_u64().unwrap() {
            _ if option["choices"].is_array() => {
                let choices = option["choices"].as_array().unwrap().iter();
                choices.map(|choice| chosen(&choice["value"])).collect()
            }
            3 if option["autocomplete"] == true => {
                let length = option["max_length"].as_u64().unwrap_or(100);
                let length = usize::try_from(length).unwrap();
                self.suggested(stage, member, name, length).await
            }
            3 => {
                let mut texts = meant(stage, name).await;
                texts.extend([text(stage, option), text(stage, option), "!!!".into()]);
                texts
            }
            4 | 10 => numbers(option, true),
            5 => vec![true.into(), false.into()],
            6 | 9 => {
                let debtor = &stage.spenders[0];
                [&stage.other, member, &stage.robot, &stage.newcomer, debtor]
                    .map(OptionValue::from)
                    .to_vec()
            }
            7 => vec![ChannelId(stage.discord.default_channel()).into()],
            8 => {
                let bad = stage.bad_roles.iter().copied();
                [stage.role()]
                    .into_iter()
                    .chain(bad)
                    .map(|role| RoleId(role).into())
                    .collect()
            }
            11 => files(stage),
            kind => panic!("/{}: nothing to put into options of type {kind}", self.path),
        };
        let unfit: Vec<OptionValue> = match option["type"].as_u64() {
            _ if option["choices"].is_array() => vec![],
            Some(3) => {
                let length = option["max_length"].as_u64().unwrap_or(6_000).min(5_999);
                let length = usize::try_from(length).unwrap();
                vec!["가".repeat(length + 1).into(), "".into()]
            }
            Some(4 | 10) => numbers(option, false),
            _ => vec![],
        };
        let filled = |is_sent| {
            move |value| Filled {
                name: name.to_owned(),
                value,
                is_sent,
            }
        };
        let fit = fit.into_iter().map(filled(true));
        fit.chain(unfit.into_iter().map(filled(false))).collect()
    }

    /// The first and the last suggestion, and what was not suggested.
    async fn suggested(
        &self,
        stage: &Stage,
        member: &Member,
        option: &str,
        length_max: usize,
    ) -> Vec<OptionValue> {
        let choices = member.autocomplete(&self.path, option, "").await;
        let mut ends: Vec<OptionValue> = vec![];
        for choice in choices.first().into_iter().chain(choices.last()) {
            ends.push(chosen(&choice.value));
        }
        if ends.is_empty() || matches!(ends[0], OptionValue::Text(_)) {
            ends.push(stage.words.text(stage.number(), length_max).into());
            let mut unsuggested = stage.unsuggested();
            unsuggested.retain(|name| name.chars().count() <= length_max);
            ends.extend(unsuggested.into_iter().map(OptionValue::from));
        }
        member.autocomplete(&self.path, option, "가").await;
        ends
    }
}

/// What is sent when a choice or suggestion is taken.
fn chosen(value: &Value) -> OptionValue {
    match value {
        Value::String(text) => text.into(),
        number => number.as_i64().unwrap().into(),
    }
}

/// What makes sense in an option that suggests nothing.
async fn meant(stage: &Stage, option: &str) -> Vec<OptionValue> {
    match option {
        "award" => {
            let awards = stage.awards().await;
            awards.into_iter().map(OptionValue::from).collect()
        }
        "members" => {
            let bad = format!("{} {} 7", stage.other.mention(), stage.robot.mention());
            [stage.other.mention(), bad].map(OptionValue::from).to_vec()
        }
        "code" => {
            let codes = Stage::codes();
            codes.into_iter().map(OptionValue::from).collect()
        }
        "start" | "end" | "since" | "expires" => {
            ["7d", "2099-12-31", "2099-12-31 18:00", "2020-01-01", "-"]
                .map(OptionValue::from)
                .to_vec()
        }
        _ => vec![],
    }
}

/// Sheets: one that is fine, one in which every line is bad, and what is no sheet.
fn files(stage: &Stage) -> Vec<OptionValue> {
    let (other, newcomer) = (stage.other.id(), stage.newcomer.id());
    let reason = stage.words.reason(stage.number()).replace('"', "");
    let good = format!("member,amount,reason\n{newcomer},7,\"{reason}\"\n");
    let mut bad = format!(
        "member,amount,reason\n{other},0,\n{other},7,\n{other},7,\n{robot},7,\n{moderator},7,\n1,7,\n{newcomer}\n\
         {newcomer},7 7,\n{newcomer},가,\n999999999999999999,7,\n{newcomer},7,{long}\n",
        robot = stage.robot.id(),
        moderator = stage.moderator.id(),
        long = "가".repeat(201),
    );
    for _ in 0..20 {
        bad.push_str("0,0,\n");
    }
    [
        good.into_bytes(),
        bad.into_bytes(),
        b"\xff".to_vec(),
        b" ".to_vec(),
        "첫걸음,member\n".into(),
        b"member\n".to_vec(),
        format!("{other},7\n").into_bytes(),
        vec![b'x'; 5 << 20],
    ]
    .map(|content| attachment(content, "x.csv"))
    .to_vec()
}

fn text(stage: &Stage, option: &Value) -> OptionValue {
    let length = option["max_length"].as_u64().unwrap_or(100);
    let length = usize::try_from(length).unwrap();
    if option["name"] == "reason" {
        return stage.words.reason(stage.number()).into();
    }
    stage.words.text(stage.number(), length).into()
}

/// A limit, which may be written as a fraction.
fn whole(limit: &Value) -> Option<i64> {
    let text = limit.as_f64().map(|limit| format!("{limit:.0}"))?;
    text.parse().ok()
}

fn numbers(option: &Value, fitting: bool) -> Vec<OptionValue> {
    let limit = |key: &str| whole(&option[key]);
    let (least, most) = (limit("min_value"), limit("max_value"));
    let numbers: Vec<i64> = if fitting {
        let most = most.unwrap_or(1_000_000_000);
        vec![7.clamp(least.unwrap_or(0), most), most, least.unwrap_or(0)]
    } else {
        least
            .map(|least| least - 1)
            .into_iter()
            .chain(most.map(|most| most + 1))
            .collect()
    };
    numbers.into_iter().map(OptionValue::from).collect()
}
