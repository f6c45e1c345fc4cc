//! The outbox of the staff channel: what is queued, in which messages it goes out, and where a post is found again.

use sparks::ids::{ChannelId, MessageId};
use sparks::staff::{
    self, Begin, Conclude, FoundMessage, Message, Next, Outcome, Post, PostKind, UseChannel,
};

use crate::support::{ALICE, BOB, House};

const CHANNEL: ChannelId = ChannelId(77);

impl House {
    async fn use_channel(&self, channel: Option<ChannelId>) {
        self.write(UseChannel { channel }).await;
    }

    async fn next_post(&self) -> Next {
        let mut connection = self.db().read().await.unwrap();
        staff::next(&mut connection).await.unwrap()
    }

    async fn waiting(&self) -> Vec<Post> {
        match self.next_post().await {
            Next::New(posts) => posts,
            other => panic!("{other:?}"),
        }
    }

    async fn begin(&self, posts: Vec<Post>) -> Message {
        let now_ms = self.clock.now_ms();
        let channel = CHANNEL;
        self.write(Begin {
            posts,
            channel,
            now_ms,
        })
        .await
    }

    async fn found(&self, post: Post) -> Option<FoundMessage> {
        let mut connection = self.db().read().await.unwrap();
        staff::find_message(&mut connection, post.kind, post.subject_id)
            .await
            .unwrap()
    }
}

#[tokio::test]
async fn a_message_is_asked_for_again_as_it_was_until_it_is_there() {
    let house = House::open().await;
    house.use_channel(Some(CHANNEL)).await;
    house.award(ALICE, 10).await;
    house.award(BOB, 20).await;
    let posts = house.waiting().await;
    assert_eq!(posts.len(), 2);
    assert_eq!(house.found(posts[0]).await, None);

    let message = house.begin(posts.clone()).await;
    house.award(ALICE, 30).await;
    assert_eq!(house.next_post().await, Next::Again(message.clone()));
    let reopened = house.next_post().await;
    assert_eq!(reopened, Next::Again(message.clone()), "the same each time");
    house
        .write(Conclude {
            message: message.id,
            channel: CHANNEL,
            outcome: Outcome::Posted(MessageId(5)),
        })
        .await;
    let place = FoundMessage {
        channel_id: CHANNEL,
        message_id: MessageId(5),
    };
    assert_eq!(house.found(posts[1]).await, Some(place));

    let later = house.begin(house.waiting().await).await;
    assert_ne!(later.nonce, message.nonce);
    house
        .write(Conclude {
            message: later.id,
            channel: CHANNEL,
            outcome: Outcome::Refused,
        })
        .await;
    assert_eq!(house.next_post().await, Next::Nothing);
    assert_eq!(house.found(later.posts[0]).await, None);
    house.verify().await;
}

#[tokio::test]
async fn nothing_is_queued_or_kept_without_a_channel() {
    let house = House::open().await;
    house.award(ALICE, 10).await;
    assert_eq!(house.next_post().await, Next::Nothing);
    house.use_channel(Some(CHANNEL)).await;
    assert_eq!(house.next_post().await, Next::Nothing, "from now on");

    house.award(ALICE, 20).await;
    let message = house.begin(house.waiting().await).await;
    house.award(ALICE, 30).await;
    // Another channel takes over what waits; no channel ends it.
    house.use_channel(Some(ChannelId(78))).await;
    assert_eq!(house.next_post().await, Next::Again(message));
    house.use_channel(None).await;
    assert_eq!(house.next_post().await, Next::Nothing);
    house.verify().await;
}

#[tokio::test]
async fn what_another_version_queued_waits_for_it_and_holds_up_nobody() {
    let house = House::open().await;
    house.use_channel(Some(CHANNEL)).await;
    house
        .execute("INSERT INTO staff_post (kind, subject_id) VALUES ('from_the_future', 1)")
        .await
        .unwrap();
    house.award(ALICE, 10).await;
    let posts = house.waiting().await;
    assert_eq!(posts.len(), 1);
    assert_eq!(posts[0].kind, PostKind::Record);
    assert!(
        house
            .execute("INSERT INTO staff_post (kind, subject_id) VALUES ('from_the_future', 1)")
            .await
            .is_err(),
        "each once"
    );
    house.verify().await;
}
