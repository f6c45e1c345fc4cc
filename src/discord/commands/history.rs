//! `/history [type]`: the reader's own statement, and the same as a file.

use crate::discord::components::Press;
use crate::discord::data::{Context, Data, Fault};
use crate::discord::reply::{self, Audience, Change};
use crate::discord::views::View;
use crate::discord::views::history;
use crate::discord::views::statement_file::StatementFile;
use crate::i18n::Translator;
use crate::ids::UserId;
use crate::ledger::{self, Category, StatementPage, Turn};

/// How many rows of a file are read at a time: the connection is given back in between.
const FILE_CHUNK: usize = 1_000;

/// What a member chooses from; Discord shows the names of `commands.ftl`.
#[derive(Debug, Clone, Copy, poise::ChoiceParameter)]
enum Type {
    #[name = "earned"]
    Earned,
    #[name = "redeemed"]
    Redeemed,
    #[name = "returned"]
    Returned,
    #[name = "corrected"]
    Corrected,
}

impl From<Type> for Category {
    fn from(chosen: Type) -> Self {
        match chosen {
            Type::Earned => Self::Earned,
            Type::Redeemed => Self::Redeemed,
            Type::Returned => Self::Returned,
            Type::Corrected => Self::Corrected,
        }
    }
}

/// Everything that moved your Sparks.
#[poise::command(
    slash_command,
    interaction_context = "Guild",
    install_context = "Guild"
)]
pub(super) async fn history(
    ctx: Context<'_>,
    #[rename = "type"] chosen: Option<Type>,
) -> Result<(), Fault> {
    let t = ctx.data().translator(&ctx.interaction.locale);
    let member = UserId::from_discord(ctx.interaction.user.id.get());
    let page = page(
        ctx.data(),
        t,
        member,
        chosen.map(Category::from),
        Turn::Newest,
    );
    let view = reply::or_defer(ctx, Audience::Reader, page).await?;
    reply::send(ctx, Audience::Reader, &view).await
}

/// Another page, in place.
pub(in crate::discord) async fn turn_page(
    press: Press<'_>,
    category: Option<Category>,
    turn: Turn,
) -> Result<(), Fault> {
    let t = press.data.translator(&press.interaction.locale);
    let page = page(press.data, t, press.member(), category, turn);
    press.respond_with(Change::Update, page).await
}

/// All of it, as a file in a private message.
pub(in crate::discord) async fn download(
    press: Press<'_>,
    category: Option<Category>,
) -> Result<(), Fault> {
    let t = press.data.translator(&press.interaction.locale);
    let file = file(press.data, t, press.member(), category);
    press.respond_with(Change::New, file).await
}

async fn page(
    data: &Data,
    t: Translator<'_>,
    member: UserId,
    category: Option<Category>,
    turn: Turn,
) -> Result<View, Fault> {
    let mut connection = data.app.db.read().await?;
    let (page, owed) = match ledger::member_account(&mut connection, member).await? {
        Some(account) => (
            ledger::statement(&mut connection, account.id, category, turn).await?,
            account.owed,
        ),
        None => (StatementPage::default(), 0),
    };
    Ok(history::view(t, member, category, &page, owed))
}

async fn file(
    data: &Data,
    t: Translator<'_>,
    member: UserId,
    category: Option<Category>,
) -> Result<View, Fault> {
    let mut file = StatementFile::new(t)?;
    let account = ledger::member_account(&mut *data.app.db.read().await?, member).await?;
    let mut before = None;
    let mut is_cut = false;
    if let Some(account) = account {
        'chunks: loop {
            let mut connection = data.app.db.read().await?;
            let chunk =
                ledger::movements_before(&mut connection, account.id, category, before, FILE_CHUNK)
                    .await?;
            drop(connection);
            for movement in &chunk {
                if !file.has_room() {
                    is_cut = true;
                    break 'chunks;
                }
                file.push(movement)?;
            }
            let Some(last) = chunk.last() else { break };
            before = Some(last.id);
        }
    }
    let rows = file.rows();
    Ok(history::file(t, category, file.finish()?, rows, is_cut))
}
