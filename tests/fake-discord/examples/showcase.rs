//! A small poise bot on the local Discord, with the page to use it by hand: everything that the page can show, once.
//! `cargo run -p fake-discord --example showcase` prints the address. `tests/showcase.rs` runs this same bot.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "an example: a failure may end it"
)]

use fake_discord::{FakeDiscord, Member, PageBuilder};
use poise::serenity_prelude as serenity;

type Error = Box<dyn std::error::Error + Send + Sync>;
type Context<'a> = poise::Context<'a, (), Error>;
type ApplicationContext<'a> = poise::ApplicationContext<'a, (), Error>;

/// A picture without a file beside this one.
const SUN: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 120" width="400" height="240">
<rect width="200" height="120" fill="#87ceeb"/><circle cx="150" cy="35" r="20" fill="#ffd54a"/>
<path d="M0 120 L60 45 L105 95 L135 65 L200 120 Z" fill="#3b7a57"/></svg>"##;
const SUN_NAME: &str = "sun.svg";
const COLOURS: [&str; 5] = ["red", "orange", "green", "blue", "violet"];

#[tokio::main]
async fn main() {
    let discord = FakeDiscord::builder()
        .bot_name("Showcase")
        .guild_name("Showcase")
        .start()
        .await;
    let cast = people(&discord);
    let bot = tokio::spawn(run(discord.clone()));
    discord.wait_for_commands().await;
    let page = cast.iter().fold(discord.page(), PageBuilder::cast);
    let page = page.start().await.expect("a port is free");
    println!("The showcase is at {}  (Ctrl-C stops it)", page.url());
    bot.await.expect("the bot runs until it is stopped");
}

/// Three members who speak three languages, and roles in colours.
#[must_use]
pub fn people(discord: &FakeDiscord) -> Vec<Member> {
    let explorer = discord.role("Explorer").color(0x002e_cc71).create();
    let keeper = discord.role("Keeper").color(0x00e6_7e22).create();
    discord.channel("lounge");
    vec![
        discord.member("Alice").with_role(explorer),
        discord.member("Борис").locale("ru").with_role(keeper),
        discord.member("민지").locale("ko"),
    ]
}

/// Connects the bot and runs it until the fake stops.
pub async fn run(discord: FakeDiscord) {
    let guild = serenity::GuildId::new(discord.guild_id());
    // serenity takes a proxy only when it does not limit rates itself.
    let http = serenity::HttpBuilder::new(discord.token())
        .proxy(discord.base_url())
        .ratelimiter_disabled(true)
        .build();
    drop(discord);
    let options = poise::FrameworkOptions {
        commands: vec![
            everything(),
            menu(),
            feedback(),
            slow(),
            secret(),
            report(),
            write(),
            silent(),
            wave(),
            quote(),
        ],
        event_handler: |framework, event| Box::pin(on_event(framework.serenity_context, event)),
        initialize_owners: false,
        allowed_mentions: Some(serenity::CreateAllowedMentions::new()),
        ..Default::default()
    };
    let framework = poise::Framework::builder()
        .options(options)
        .setup(move |context, _, framework| {
            Box::pin(async move {
                let commands = &framework.options().commands;
                poise::builtins::register_in_guild(context, commands, guild).await?;
                Ok(())
            })
        })
        .build();
    let client = serenity::ClientBuilder::new_with_http(http, serenity::GatewayIntents::GUILDS);
    let mut client = client
        .framework(framework)
        .await
        .expect("the bot is set up");
    client.start().await.expect("the gateway lets it in");
}

/// A user or a role: poise has no type for it.
pub struct Anyone(String);

#[serenity::async_trait]
impl poise::SlashArgument for Anyone {
    async fn extract(
        _: &serenity::Context,
        _: &serenity::CommandInteraction,
        value: &serenity::ResolvedValue<'_>,
    ) -> Result<Self, poise::SlashArgError> {
        match value {
            serenity::ResolvedValue::User(user, _) => Ok(Self(format!("<@{}>", user.id))),
            serenity::ResolvedValue::Role(role) => Ok(Self(format!("<@&{}>", role.id))),
            _ => Err(poise::SlashArgError::new_command_structure_mismatch(
                "expected a user or a role",
            )),
        }
    }

    fn create(option: serenity::CreateCommandOption) -> serenity::CreateCommandOption {
        option.kind(serenity::CommandOptionType::Mentionable)
    }
}

#[derive(poise::ChoiceParameter)]
enum Size {
    #[name_localized("ru", "маленький")]
    #[name_localized("ko", "작게")]
    #[name = "small"]
    Small,
    #[name_localized("ru", "большой")]
    #[name_localized("ko", "크게")]
    #[name = "large"]
    Large,
}

#[allow(clippy::unused_async, reason = "poise wants it so")]
async fn colours(_: Context<'_>, typed: &str) -> serenity::CreateAutocompleteResponse {
    let typed = typed.to_lowercase();
    let fitting = COLOURS.iter().filter(|colour| colour.contains(&typed));
    let choices = fitting.map(|colour| serenity::AutocompleteChoice::new(*colour, *colour));
    serenity::CreateAutocompleteResponse::new().set_choices(choices.collect())
}

/// Every kind of option, and an embed with what was given
#[poise::command(
    slash_command,
    name_localized("ru", "всё"),
    name_localized("ko", "전부"),
    description_localized("ru", "Все виды параметров и сообщение с тем, что дано"),
    description_localized("ko", "모든 종류의 옵션과 입력한 값")
)]
#[allow(clippy::too_many_arguments, reason = "one of every kind")]
async fn everything(
    context: Context<'_>,
    #[description = "A colour; the bot suggests some"]
    #[autocomplete = "colours"]
    #[name_localized("ru", "цвет")]
    #[name_localized("ko", "색깔")]
    colour: String,
    #[description = "From 1 to 10"]
    #[min = 1]
    #[max = 10]
    count: Option<i64>,
    #[description = "Any number"] weight: Option<f64>,
    #[description = "Yes or no"] really: Option<bool>,
    #[description = "How large"] size: Option<Size>,
    #[description = "Somebody"] member: Option<serenity::User>,
    #[description = "A place"] channel: Option<serenity::PartialChannel>,
    #[description = "A role"] role: Option<serenity::Role>,
    #[description = "Somebody or a role"] anyone: Option<Anyone>,
    #[description = "A file"] file: Option<serenity::Attachment>,
) -> Result<(), Error> {
    let given = [
        ("count", count.map(|count| count.to_string())),
        ("weight", weight.map(|weight| weight.to_string())),
        ("really", really.map(|really| really.to_string())),
        (
            "size",
            size.map(|size| poise::ChoiceParameter::name(&size).to_owned()),
        ),
        ("member", member.map(|member| format!("<@{}>", member.id))),
        (
            "channel",
            channel.map(|channel| format!("<#{}>", channel.id)),
        ),
        ("role", role.map(|role| format!("<@&{}>", role.id))),
        ("anyone", anyone.map(|anyone| anyone.0)),
        (
            "file",
            file.map(|file| format!("`{}`, {} bytes", file.filename, file.size)),
        ),
    ];
    let fields = given
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?, true)));
    let embed = serenity::CreateEmbed::new()
        .author(
            serenity::CreateEmbedAuthor::new("Showcase")
                .icon_url(format!("attachment://{SUN_NAME}")),
        )
        .title("Everything")
        .description(format!(
            "The colour is **{colour}**, and this is a picture."
        ))
        .fields(fields)
        .image(format!("attachment://{SUN_NAME}"))
        .footer(serenity::CreateEmbedFooter::new("A footer"))
        .timestamp(serenity::Timestamp::now())
        .colour(0x005b_8def);
    let picture =
        serenity::CreateAttachment::bytes(SUN, SUN_NAME).description("Mountains and a sun");
    context
        .send(
            poise::CreateReply::default()
                .embed(embed)
                .attachment(picture),
        )
        .await?;
    Ok(())
}

fn buttons() -> serenity::CreateActionRow {
    let button =
        |id: &str, style, label: &str| serenity::CreateButton::new(id).style(style).label(label);
    serenity::CreateActionRow::Buttons(vec![
        button("count:0", serenity::ButtonStyle::Primary, "Clicked 0 times"),
        button("ask", serenity::ButtonStyle::Secondary, "A modal"),
        button("silence", serenity::ButtonStyle::Danger, "No answer"),
        button("never", serenity::ButtonStyle::Success, "Disabled").disabled(true),
        serenity::CreateButton::new_link("https://discord.com/developers/docs").label("A link"),
    ])
}

fn selects() -> Vec<serenity::CreateActionRow> {
    use serenity::CreateSelectMenuKind as Kind;
    let select = |id: &str, kind: Kind, placeholder: &str| {
        serenity::CreateSelectMenu::new(id, kind).placeholder(placeholder)
    };
    let option = |value: &&str| {
        serenity::CreateSelectMenuOption::new(*value, *value).default_selection(*value == "green")
    };
    let text = Kind::String {
        options: COLOURS.iter().map(option).collect(),
    };
    let users = Kind::User {
        default_users: None,
    };
    let anyone = Kind::Mentionable {
        default_users: None,
        default_roles: None,
    };
    let channels = Kind::Channel {
        channel_types: Some(vec![serenity::ChannelType::Text]),
        default_channels: None,
    };
    let rows = vec![
        select("colours", text, "Colours")
            .min_values(1)
            .max_values(3),
        select("users", users, "Up to two members").max_values(2),
        select("anyone", anyone, "A member or a role"),
        select("channels", channels, "A channel"),
    ];
    rows.into_iter()
        .map(serenity::CreateActionRow::SelectMenu)
        .collect()
}

/// Buttons and selects
#[poise::command(
    slash_command,
    name_localized("ru", "меню"),
    name_localized("ko", "메뉴")
)]
async fn menu(context: Context<'_>) -> Result<(), Error> {
    let rows = [buttons()].into_iter().chain(selects()).collect();
    context
        .send(
            poise::CreateReply::default()
                .content("Try these:")
                .components(rows),
        )
        .await?;
    Ok(())
}

#[derive(Debug, poise::Modal)]
#[name = "Feedback"]
struct Feedback {
    #[name = "In a word"]
    #[placeholder = "Good"]
    #[min_length = 2]
    #[max_length = 20]
    word: String,
    #[name = "At length"]
    #[paragraph]
    more: Option<String>,
}

/// Asks in a modal
#[poise::command(
    slash_command,
    name_localized("ru", "отзыв"),
    name_localized("ko", "의견")
)]
async fn feedback(context: ApplicationContext<'_>) -> Result<(), Error> {
    use poise::Modal as _;
    if let Some(given) = Feedback::execute(context).await? {
        let more = given
            .more
            .filter(|more| !more.is_empty())
            .unwrap_or_default();
        context.say(format!("“{}” {more}", given.word)).await?;
    }
    Ok(())
}

/// Thinks for two seconds, then answers
#[poise::command(
    slash_command,
    name_localized("ru", "медленно"),
    name_localized("ko", "천천히")
)]
async fn slow(context: Context<'_>) -> Result<(), Error> {
    context.defer().await?;
    tokio::time::sleep(std::time::Duration::from_secs(2)).await;
    context.say("Here it is.").await?;
    Ok(())
}

/// An answer that only you can see
#[poise::command(
    slash_command,
    ephemeral,
    name_localized("ru", "секрет"),
    name_localized("ko", "비밀")
)]
async fn secret(context: Context<'_>) -> Result<(), Error> {
    context.say("Between us: ||the cake is real||").await?;
    Ok(())
}

/// A file and a picture without words
#[poise::command(
    slash_command,
    name_localized("ru", "файл"),
    name_localized("ko", "파일")
)]
async fn report(context: Context<'_>) -> Result<(), Error> {
    let table = serenity::CreateAttachment::bytes("name,sparks\nAlice,5\n", "report.csv")
        .description("Everyone's Sparks");
    let picture =
        serenity::CreateAttachment::bytes(SUN, SUN_NAME).description("Mountains and a sun");
    context
        .send(
            poise::CreateReply::default()
                .attachment(picture)
                .attachment(table),
        )
        .await?;
    Ok(())
}

/// Writes to you in private
#[poise::command(
    slash_command,
    ephemeral,
    name_localized("ru", "напиши"),
    name_localized("ko", "쪽지")
)]
async fn write(context: Context<'_>) -> Result<(), Error> {
    let button = serenity::CreateButton::new("count:0").label("Clicked 0 times");
    let message = serenity::CreateMessage::new()
        .content("Hello from the bot.")
        .button(button);
    context.author().direct_message(context, message).await?;
    context.say("I have written to you.").await?;
    Ok(())
}

/// Never answers
#[poise::command(
    slash_command,
    name_localized("ru", "молчи"),
    name_localized("ko", "침묵")
)]
#[allow(clippy::unused_async, reason = "poise wants it so")]
async fn silent(_: Context<'_>) -> Result<(), Error> {
    Ok(())
}

#[poise::command(context_menu_command = "Wave", ephemeral)]
async fn wave(context: Context<'_>, user: serenity::User) -> Result<(), Error> {
    context.say(format!("You wave to <@{}>.", user.id)).await?;
    Ok(())
}

#[poise::command(context_menu_command = "Quote")]
async fn quote(context: Context<'_>, message: serenity::Message) -> Result<(), Error> {
    let quoted: String = message.content.chars().take(1000).collect();
    context
        .say(format!("> {quoted}\n<@{}>", message.author.id))
        .await?;
    Ok(())
}

/// What is used below a message. It needs no memory: what is to be known is in the `custom_id`.
async fn on_event(context: &serenity::Context, event: &serenity::FullEvent) -> Result<(), Error> {
    let serenity::FullEvent::InteractionCreate { interaction } = event else {
        return Ok(());
    };
    if let Some(submitted) = interaction
        .as_modal_submit()
        .filter(|modal| modal.data.custom_id == "asked")
    {
        let message = serenity::CreateInteractionResponseMessage::new()
            .content("Thank you.")
            .ephemeral(true);
        let answer = serenity::CreateInteractionResponse::Message(message);
        submitted.create_response(context, answer).await?;
        return Ok(());
    }
    let Some(used) = interaction.as_message_component() else {
        return Ok(());
    };
    if used.data.custom_id == "ask" {
        use poise::Modal as _;
        let modal = Feedback::create(None, "asked".to_owned());
        used.create_response(context, modal).await?;
        return Ok(());
    }
    let message = serenity::CreateInteractionResponseMessage::new();
    let answer = match used.data.custom_id.strip_prefix("count:") {
        Some(count) => {
            let count = count.parse::<u32>()? + 1;
            let label = format!("Clicked {count} times");
            let button = serenity::CreateButton::new(format!("count:{count}")).label(label);
            serenity::CreateInteractionResponse::UpdateMessage(message.button(button))
        }
        None if used.data.custom_id == "silence" => return Ok(()),
        None => serenity::CreateInteractionResponse::Message(
            message.content(chosen(&used.data.kind)).ephemeral(true),
        ),
    };
    used.create_response(context, answer).await?;
    Ok(())
}

fn chosen(kind: &serenity::ComponentInteractionDataKind) -> String {
    use serenity::ComponentInteractionDataKind as Kind;
    let mentions = |ids: Vec<String>| format!("You chose {}", ids.join(", "));
    match kind {
        Kind::StringSelect { values } => mentions(values.clone()),
        Kind::UserSelect { values } => {
            mentions(values.iter().map(|id| format!("<@{id}>")).collect())
        }
        Kind::RoleSelect { values } => {
            mentions(values.iter().map(|id| format!("<@&{id}>")).collect())
        }
        Kind::ChannelSelect { values } => {
            mentions(values.iter().map(|id| format!("<#{id}>")).collect())
        }
        Kind::MentionableSelect { values } => {
            mentions(values.iter().map(ToString::to_string).collect())
        }
        Kind::Button | Kind::Unknown(_) => "You clicked.".to_owned(),
    }
}
