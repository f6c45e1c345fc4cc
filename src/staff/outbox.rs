//! Queueing, taking and concluding.

use crate::clock::Millis;
use crate::db::{Connection, Db, Write};
use crate::facts::{self, Fact, Remember};
use crate::ids::{ChannelId, MessageId};

/// How many posts stand in one message at most; fewer where they are long.
const POSTS_PER_MESSAGE_MAX: i64 = 10;

/// What a post is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PostKind {
    /// A row of the record.
    Record,
    /// An alert.
    Alert,
    /// A redemption that a moderator delivers, with its buttons. What becomes of it is shown on the same message.
    Queue,
}

impl PostKind {
    const ALL: [Self; 3] = [Self::Record, Self::Alert, Self::Queue];

    /// As it is kept.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Record => "record",
            Self::Alert => "alert",
            Self::Queue => "queue",
        }
    }

    fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Whether several stand in one message as lines of a list. What has buttons of its own stands alone.
    const fn is_listed(self) -> bool {
        match self {
            Self::Record | Self::Alert => true,
            Self::Queue => false,
        }
    }
}

/// Something to be posted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Post {
    /// Its row.
    pub id: i64,
    /// What it is about.
    pub kind: PostKind,
    /// The row that it is about.
    pub subject_id: i64,
}

/// A message that Discord is asked for, perhaps again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Its row.
    pub id: i64,
    /// What keeps Discord from posting it twice.
    pub nonce: String,
    /// What stands in it.
    pub posts: Vec<Post>,
}

/// What is to be done next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// Nothing.
    Nothing,
    /// It was asked for, and nobody knows whether it is there.
    Again(Message),
    /// The oldest posts that no message was asked for yet. All are of one kind, and as many of them as fit make the next.
    New(Vec<Post>),
    /// What a post says has changed since its message was posted.
    Edit(Changed),
}

/// A post whose message is to be edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Changed {
    /// Which.
    pub post: Post,
    /// How often it had changed when it was looked at.
    pub changes: i64,
    /// Where it stands.
    pub found: FoundMessage,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    kind: String,
    subject_id: i64,
}

/// Posts of kinds that this version knows; others wait for one that does.
fn known(rows: Vec<Row>) -> Vec<Post> {
    let post = |row: Row| {
        Some(Post {
            id: row.id,
            kind: PostKind::of_code(&row.kind)?,
            subject_id: row.subject_id,
        })
    };
    rows.into_iter().filter_map(post).collect()
}

/// What is to be done next: first what was asked for before, so that the order is kept.
///
/// # Errors
/// When the database can't be read.
pub async fn next(connection: &mut Connection) -> sqlx::Result<Next> {
    let asked: Option<(i64, String)> = sqlx::query_as(
        "SELECT id, nonce FROM staff_message WHERE state = 'asked' ORDER BY id LIMIT 1",
    )
    .fetch_optional(&mut *connection)
    .await?;
    if let Some((id, nonce)) = asked {
        let posts = sqlx::query_as(
            "SELECT id, kind, subject_id FROM staff_post WHERE staff_message_id = $1 ORDER BY id",
        )
        .bind(id)
        .fetch_all(connection)
        .await?;
        let posts = known(posts);
        return Ok(Next::Again(Message { id, nonce, posts }));
    }
    if let Some(changed) = changed(connection).await? {
        return Ok(Next::Edit(changed));
    }
    let waiting = sqlx::query_as(
        "SELECT id, kind, subject_id FROM staff_post
         WHERE staff_message_id IS NULL AND kind IN (SELECT value FROM json_each($1)) ORDER BY id LIMIT +$2",
    )
    .bind(serde_json::json!(PostKind::ALL.map(PostKind::code)).to_string())
    .bind(POSTS_PER_MESSAGE_MAX)
    .fetch_all(connection)
    .await?;
    let mut posts = known(waiting);
    let Some(first) = posts.first().copied() else {
        return Ok(Next::Nothing);
    };
    let alike = posts.iter().take_while(|post| post.kind == first.kind);
    let taken = if first.kind.is_listed() {
        alike.count()
    } else {
        1
    };
    posts.truncate(taken);
    Ok(Next::New(posts))
}

#[derive(sqlx::FromRow)]
struct ChangedRow {
    #[sqlx(flatten)]
    post: Row,
    changes: i64,
    #[sqlx(flatten)]
    found: FoundMessage,
}

async fn changed(connection: &mut Connection) -> sqlx::Result<Option<Changed>> {
    let row: Option<ChangedRow> = sqlx::query_as(
        "SELECT staff_post.id, kind, subject_id, changes, staff_message.channel_id, staff_message.message_id
         FROM staff_post JOIN staff_message ON staff_message.id = staff_message_id AND state = 'posted'
         WHERE changes > shown AND kind = $1 ORDER BY staff_post.id LIMIT 1",
    )
    .bind(PostKind::Queue.code())
    .fetch_optional(connection)
    .await?;
    Ok(row.and_then(|row| {
        let post = known(vec![row.post]).pop()?;
        Some(Changed {
            post,
            changes: row.changes,
            found: row.found,
        })
    }))
}

/// A message says what its post said when it had changed so often, or can't be edited any more.
#[derive(Debug)]
pub struct Shown {
    /// Which.
    pub changed: Changed,
}

impl Write for Shown {
    type Outcome = ();

    async fn apply(&self, tx: &mut Connection) -> anyhow::Result<()> {
        sqlx::query("UPDATE staff_post SET shown = $1 WHERE id = $2 AND shown < $1")
            .bind(self.changed.changes)
            .bind(self.changed.post.id)
            .execute(tx)
            .await?;
        Ok(())
    }
}

/// How many posts are not known to be there.
///
/// # Errors
/// When the database can't be read.
pub async fn unsent(connection: &mut Connection) -> sqlx::Result<i64> {
    sqlx::query_scalar(
        "SELECT (SELECT COUNT(*) FROM staff_post WHERE staff_message_id IS NULL)
            + (SELECT COUNT(*) FROM staff_message WHERE state = 'asked')",
    )
    .fetch_one(connection)
    .await
}

/// Queues a post about a row, in the transaction that writes the row. Does nothing while there is no channel, or where it was
/// queued before.
///
/// # Errors
/// When the database can't be written.
pub async fn enqueue(tx: &mut Connection, kind: PostKind, subject_id: i64) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO staff_post (kind, subject_id)
         SELECT $1, $2 WHERE EXISTS (SELECT 1 FROM setting WHERE key = 'staff_channel')
         ON CONFLICT (kind, subject_id) DO NOTHING",
    )
    .bind(kind.code())
    .bind(subject_id)
    .execute(tx)
    .await?;
    Ok(())
}

/// Where a post stands, to change it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::FromRow)]
pub struct FoundMessage {
    /// The channel.
    pub channel_id: ChannelId,
    /// The message.
    pub message_id: MessageId,
}

/// Where the post of this kind about this row stands; none: it is not posted.
///
/// # Errors
/// When the database can't be read.
pub async fn find_message(
    connection: &mut Connection,
    kind: PostKind,
    subject_id: i64,
) -> sqlx::Result<Option<FoundMessage>> {
    sqlx::query_as(
        "SELECT staff_message.channel_id, staff_message.message_id FROM staff_post
         JOIN staff_message ON staff_message.id = staff_post.staff_message_id AND state = 'posted'
         WHERE kind = $1 AND subject_id = $2",
    )
    .bind(kind.code())
    .bind(subject_id)
    .fetch_optional(connection)
    .await
}

/// From now on posts go to this channel, or there is none. Writes only where that is news.
///
/// # Errors
/// When the database can't be read or written.
pub async fn use_channel(db: &Db, channel: Option<ChannelId>) -> anyhow::Result<()> {
    let known = facts::recall(&mut *db.read().await?, Fact::StaffChannel).await?;
    if known == channel.map(|channel| channel.to_string()) {
        return Ok(());
    }
    db.write(UseChannel { channel }).await
}

/// From now on posts go to this channel, or there is none: said at each start. What waits goes to a new channel; without one
/// it is dropped, and nothing is queued.
#[derive(Debug)]
pub struct UseChannel {
    /// Which.
    pub channel: Option<ChannelId>,
}

impl Write for UseChannel {
    type Outcome = ();

    async fn apply(&self, tx: &mut Connection) -> anyhow::Result<()> {
        if let Some(channel) = self.channel {
            let remember = Remember {
                fact: Fact::StaffChannel,
                value: channel.to_string(),
            };
            return remember.apply(tx).await;
        }
        facts::forget(tx, Fact::StaffChannel).await?;
        for sql in [
            "DELETE FROM staff_post WHERE staff_message_id IS NULL
                OR staff_message_id IN (SELECT id FROM staff_message WHERE state = 'asked')",
            "DELETE FROM staff_message WHERE state = 'asked'",
        ] {
            sqlx::query(sql).execute(&mut *tx).await?;
        }
        Ok(())
    }
}

/// These posts make a message, for which Discord is asked next.
#[derive(Debug)]
pub struct Begin {
    /// Which.
    pub posts: Vec<Post>,
    /// Where.
    pub channel: ChannelId,
    /// When.
    pub now_ms: Millis,
}

impl Write for Begin {
    type Outcome = Message;

    async fn apply(&self, tx: &mut Connection) -> anyhow::Result<Message> {
        // With the time: a restored backup gives the same numbers again, and Discord remembers nonces for minutes.
        let (id, nonce): (i64, String) = sqlx::query_as(
            "INSERT INTO staff_message (channel_id, nonce, asked_at_ms)
             SELECT $1, (SELECT COALESCE(MAX(id), 0) + 1 FROM staff_message) || '-' || $2, $2
             RETURNING id, nonce",
        )
        .bind(self.channel)
        .bind(self.now_ms)
        .fetch_one(&mut *tx)
        .await?;
        for post in &self.posts {
            let taken = sqlx::query(
                "UPDATE staff_post SET staff_message_id = $1 WHERE id = $2 AND staff_message_id IS NULL",
            )
            .bind(id)
            .bind(post.id)
            .execute(&mut *tx)
            .await?;
            anyhow::ensure!(
                taken.rows_affected() == 1,
                "post {} is in a message",
                post.id
            );
        }
        Ok(Message {
            id,
            nonce,
            posts: self.posts.clone(),
        })
    }
}

/// What Discord said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It is there.
    Posted(MessageId),
    /// It takes nothing that says this.
    Refused,
}

/// Writes down what became of a message.
#[derive(Debug)]
pub struct Conclude {
    /// Which.
    pub message: i64,
    /// Where it was asked for at last.
    pub channel: ChannelId,
    /// What became of it.
    pub outcome: Outcome,
}

impl Write for Conclude {
    type Outcome = ();

    async fn apply(&self, tx: &mut Connection) -> anyhow::Result<()> {
        let (state, message_id) = match self.outcome {
            Outcome::Posted(message_id) => ("posted", Some(message_id)),
            Outcome::Refused => ("refused", None),
        };
        sqlx::query(
            "UPDATE staff_message SET state = $1, message_id = $2, channel_id = $3 WHERE id = $4",
        )
        .bind(state)
        .bind(message_id)
        .bind(self.channel)
        .bind(self.message)
        .execute(tx)
        .await?;
        Ok(())
    }
}
